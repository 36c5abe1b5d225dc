//! A terminal for the binary to run in, and what it looked like before and after.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Termios, Winsize, tcgetattr, tcsetwinsize};

use crate::harness::Home;

/// Long enough for a loaded machine; a test that passes never waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Pty {
    master: File,
    slave: OwnedFd,
    child: Child,
    bytes: Receiver<Vec<u8>>,
    /// Everything shown so far.
    pub(crate) seen: String,
    /// How much of `seen` was already waited for.
    read_to: usize,
    before: Termios,
}

impl Pty {
    /// Starts `acquis` with a terminal of that size as its controlling terminal.
    pub(crate) fn start(home: &Home, now: &str, args: &[&str], size: (u16, u16)) -> Self {
        Self::start_program(home, &home.command(now, args), size)
    }

    /// Starts `acquis` as a job of a shell, which is told what to do when it stops or ends.
    pub(crate) fn start_in_shell(home: &Home, now: &str, args: &[&str], then: &str, size: (u16, u16)) -> Self {
        let acquis = home.command(now, args);
        let mut shell = Command::new("sh");
        let words: Vec<_> = acquis.get_args().map(|word| format!("'{}'", word.to_string_lossy())).collect();
        let program = acquis.get_program().to_string_lossy();
        shell.args(["-mc", &format!("'{program}' {}; {then}", words.join(" "))]);
        for (key, value) in acquis.get_envs() {
            shell.env(key, value.expect("only set, never removed"));
        }
        Self::start_program(home, &shell, size)
    }

    /// Starts any program with a terminal of that size as its controlling terminal, with the variables it sets.
    pub(crate) fn start_program(home: &Home, program: &Command, (columns, rows): (u16, u16)) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
        grantpt(&master).expect("granted");
        unlockpt(&master).expect("unlocked");
        let name = ptsname(&master, Vec::new()).expect("a name").into_string().expect("UTF-8");
        let slave: OwnedFd = File::options().read(true).write(true).open(name).expect("the other end").into();
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&slave, size).expect("a size");
        let before = tcgetattr(&slave).expect("settings");
        // `setsid -c` makes the terminal the controlling one, so that Ctrl-C and Ctrl-Z reach the program.
        let mut command = Command::new("setsid");
        command.args(["-c", "-w"]).arg(program.get_program()).args(program.get_args()).current_dir(home.path());
        command.env_clear().env("PATH", "/usr/bin:/bin").env("TERM", "xterm");
        // What is longer than the window waits for nobody.
        command.env("PAGER", "cat");
        for (key, value) in program.get_envs() {
            if let Some(value) = value {
                command.env(key, value);
            }
        }
        let end = || Stdio::from(slave.try_clone().expect("a copy"));
        let child = command.stdin(end()).stdout(end()).stderr(end()).spawn().expect("setsid runs");
        let master = File::from(master);
        let mut reader = master.try_clone().expect("a copy");
        let (send, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if send.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { master, slave, child, bytes, seen: String::new(), read_to: 0, before }
    }

    /// Waits until the text has been shown after what was waited for last.
    #[track_caller]
    pub(crate) fn expect(&mut self, text: &str) {
        let until = Instant::now() + PATIENCE;
        while self.first_of(&[text]).is_none() {
            let left = until.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(cause) => panic!("{cause}: `{text}` never came; seen:\n{}", self.seen),
            }
        }
    }

    /// Presses a key until it is taken: what is typed before a prompt listens is forgotten, as it should be.
    ///
    /// Each time a little later than the time before, so that it cannot keep step with a pause of the program's.
    #[track_caller]
    pub(crate) fn press(&mut self, keys: &str, shown: &str) {
        self.press_for(keys, &[shown]);
    }

    /// Presses a key until one of the texts is shown, and gives the place of that text among them.
    #[track_caller]
    pub(crate) fn press_for(&mut self, keys: &str, shown: &[&str]) -> usize {
        for pause in (500..1300).step_by(20) {
            self.send(keys);
            let until = Instant::now() + Duration::from_millis(pause);
            while let Ok(bytes) = self.bytes.recv_timeout(until.saturating_duration_since(Instant::now())) {
                self.seen.push_str(&String::from_utf8_lossy(&bytes));
                if let Some(place) = self.first_of(shown) {
                    return place;
                }
            }
        }
        panic!("none of {shown:?} ever came after {keys:?}; seen:\n{}", self.seen);
    }

    /// Which of the texts was shown first after what was waited for last, which is now waited for.
    fn first_of(&mut self, texts: &[&str]) -> Option<usize> {
        let unread = &self.seen[self.read_to..];
        let shown = texts.iter().enumerate().filter_map(|(place, text)| Some((unread.find(text)?, place)));
        let (at, place) = shown.min()?;
        self.read_to += at + texts[place].len();
        Some(place)
    }

    /// The window is closed: gives the exit code.
    #[track_caller]
    pub(crate) fn hang_up(self) -> i32 {
        let Self { master, slave, mut child, bytes, seen, .. } = self;
        let id = child.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        let program = children.split_whitespace().next().and_then(|child| child.parse().ok());
        let program = program.unwrap_or_else(|| i32::try_from(id).expect("a process id"));
        // The reading thread keeps the terminal open, so the hang-up is sent by hand, as the kernel would.
        drop((master, slave));
        rustix::process::kill_process(
            rustix::process::Pid::from_raw(program).expect("a process"),
            rustix::process::Signal::HUP,
        )
        .expect("a signal");
        let status = child.wait().expect("a child");
        drop((bytes, seen));
        status.code().unwrap_or(-1)
    }

    pub(crate) fn resize(&self, (columns, rows): (u16, u16)) {
        let size = Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&self.slave, size).expect("a size");
    }

    pub(crate) fn send(&mut self, keys: &str) {
        self.master.write_all(keys.as_bytes()).expect("the terminal takes keys");
    }

    /// Presses a key until the program has ended.
    #[track_caller]
    pub(crate) fn leave(mut self, keys: &str) -> End {
        for _ in 0..40 {
            // The terminal may be closed already.
            let _ = self.master.write_all(keys.as_bytes());
            let until = Instant::now() + Duration::from_millis(500);
            while Instant::now() < until {
                if self.child.try_wait().expect("a child").is_some() {
                    return self.end();
                }
                if let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(10)) {
                    self.seen.push_str(&String::from_utf8_lossy(&bytes));
                }
            }
        }
        panic!("{keys:?} did not end the program; seen:\n{}", self.seen);
    }

    /// The id of the program itself, the only child of `setsid -w` (or `setsid` itself where it did not fork).
    pub(crate) fn program(&self) -> i32 {
        let id = self.child.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        let inner = children.split_whitespace().next().and_then(|child| child.parse().ok());
        inner.unwrap_or_else(|| i32::try_from(id).expect("a process id"))
    }

    /// Waits for the end of a program that was killed.
    pub(crate) fn killed(mut self) {
        self.child.wait().expect("a child");
    }

    /// Waits for the end: the exit code, and whether settings and cursor are as they were.
    #[track_caller]
    pub(crate) fn end(mut self) -> End {
        let until = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                break status;
            }
            assert!(Instant::now() < until, "the program did not end; seen:\n{}", self.seen);
            if let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(20)) {
                self.seen.push_str(&String::from_utf8_lossy(&bytes));
            }
        };
        while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(50)) {
            self.seen.push_str(&String::from_utf8_lossy(&bytes));
        }
        let after = tcgetattr(&self.slave).expect("settings");
        let same = format!("{:?}", self.before) == format!("{after:?}");
        let hidden = self.seen.rfind("\x1b[?25l");
        let shown = self.seen.rfind("\x1b[?25h");
        End { code: status.code().unwrap_or(-1), settings_kept: same, cursor_shown: hidden <= shown, seen: self.seen }
    }
}

pub(crate) struct End {
    pub(crate) code: i32,
    pub(crate) settings_kept: bool,
    pub(crate) cursor_shown: bool,
    pub(crate) seen: String,
}

impl End {
    /// The terminal is left as it was found.
    #[track_caller]
    pub(crate) fn left_clean(&self, code: i32) {
        assert_eq!(self.code, code, "{}", self.seen);
        assert!(self.settings_kept, "settings differ:\n{}", self.seen);
        assert!(self.cursor_shown, "the cursor is hidden:\n{}", self.seen);
    }
}
