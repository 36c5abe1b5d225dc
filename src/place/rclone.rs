//! A place that only `rclone` reaches: the student's own program copies files there and back, without a shell, beside a
//! mirror that is synced with as any folder is.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::error::{Fault, named};
use crate::files;

/// The engine, as it is called.
const PROGRAM: &str = "rclone";
/// What rclone ends with where the folder to copy from is not there: nobody has written yet.
const NOT_THERE: i32 = 3;
/// The folders in which texts of decks lie.
const TEXTS: &str = "+ /{decks,own}/*.toml";
/// How often it is looked whether a copy has ended.
const STEP: Duration = Duration::from_millis(20);
/// After so long somebody who looks on wonders.
const WONDERING: Duration = Duration::from_secs(5);

/// A place of another store, and the folder that mirrors it.
pub(crate) struct Remote {
    /// `REMOTE:PATH/acquis-sync`.
    place: String,
    /// Where `acquis-sync` of the mirror lies.
    mirror: PathBuf,
}

/// Copies that run one after the other, until they have ended or are given up.
pub(crate) struct Copying {
    child: Child,
    next: Vec<Command>,
}

/// Whether a place is one of rclone's: a name of a remote, a colon, a path. One letter before the colon is a drive.
pub(crate) fn is_remote(place: &str) -> bool {
    let Some((remote, path)) = place.split_once(':') else { return false };
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_ .-".contains(letter);
    remote.len() > 1
        && remote.chars().all(is_plain)
        && !remote.starts_with([' ', '.', '-'])
        && !path.contains(char::is_control)
}

impl Remote {
    /// `mirrors` is a folder of our own in which mirrors lie.
    pub(crate) fn new(place: &str, mirrors: &Path) -> Self {
        let path = place.trim_end_matches('/');
        let between = if path.ends_with(':') { "" } else { "/" };
        let place = if path.rsplit([':', '/']).next() == Some(super::FOLDER) {
            path.to_owned()
        } else {
            format!("{path}{between}{}", super::FOLDER)
        };
        let mirror = mirrors.join(crate::sync::hash(place.as_bytes()));
        Self { place, mirror }
    }

    /// The folder to sync with, made where it is missing.
    ///
    /// # Errors
    /// It cannot be made.
    pub(crate) fn mirror(&self) -> Result<&Path, Fault> {
        let failed = |cause: std::io::Error| {
            Fault::new(format!("could not make `{}`: {}", named(&self.mirror), files::reason(&cause)))
        };
        files::private_folder(&self.mirror.join(super::FOLDER)).map_err(failed)?;
        Ok(&self.mirror)
    }

    /// Begins to copy what others wrote into the mirror; `writer` writes here, and its segments stay as they are.
    ///
    /// # Errors
    /// There is no rclone, or the mirror cannot be made.
    pub(crate) fn fetch(&self, writer: &str) -> Result<Copying, Fault> {
        let mirror = self.mirror()?.join(super::FOLDER);
        let devices = ["--ignore-times", "--filter", "+ /*/device.json", "--filter", "- *"].map(str::to_owned);
        let own = format!("- /{writer}/*");
        let lines = ["--filter", &own, "--filter", "+ /*/*.jsonl", "--filter", TEXTS, "--filter", "- *"];
        let (from, to) = (self.place.as_str().as_ref(), mirror.as_os_str());
        // What says that it is whole comes last.
        let next = vec![copy(&devices, from, to)];
        Copying::start(copy(&lines.map(str::to_owned), from, to), next)
    }

    /// Begins to copy what `writer` wrote to the store.
    ///
    /// # Errors
    /// As of `fetch`.
    pub(crate) fn push(&self, writer: &str) -> Result<Copying, Fault> {
        let mirror = self.mirror()?.join(super::FOLDER);
        let lines = format!("+ /{writer}/*.jsonl");
        let lines = ["--filter", &lines, "--filter", TEXTS, "--filter", "+ /README.txt", "--filter", "- *"];
        let device = format!("+ /{writer}/device.json");
        // A new one is as long as the one before, which some stores take for the same.
        let device = ["--ignore-times", "--filter", &device, "--filter", "- *"].map(str::to_owned);
        let (from, to) = (mirror.as_os_str(), self.place.as_str().as_ref());
        Copying::start(copy(&lines.map(str::to_owned), from, to), vec![copy(&device, from, to)])
    }
}

/// One `rclone copy`: no shell, nothing asked, nothing printed, no file larger than any of ours.
fn copy(options: &[String], from: &std::ffi::OsStr, to: &std::ffi::OsStr) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(["copy", "--quiet", "--ask-password=false", "--max-depth", "2", "--max-size", "8M"]);
    command.args(["--contimeout", "10s", "--timeout", "30s", "--retries", "1", "--low-level-retries", "3"]);
    command.args(options).arg("--").arg(from).arg(to);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

impl Copying {
    fn start(mut first: Command, next: Vec<Command>) -> Result<Self, Fault> {
        Ok(Self { child: spawn(&mut first)?, next })
    }

    /// Waits for the copies to end, so many seconds at most.
    ///
    /// # Errors
    /// One failed, or took too long and was given up.
    pub(crate) fn wait(self, seconds: u64) -> Result<(), Fault> {
        self.wait_and_tell(seconds, || {})
    }

    /// The same; `told` is called where it takes long enough for somebody to wonder.
    ///
    /// # Errors
    /// As of `wait`.
    pub(crate) fn wait_and_tell(mut self, seconds: u64, told: impl FnOnce()) -> Result<(), Fault> {
        let mut left = Duration::from_secs(seconds);
        let wondering = left.saturating_sub(WONDERING);
        let mut told = Some(told);
        loop {
            let ended = self.child.try_wait().map_err(|cause| failed(&cause.to_string()))?;
            match ended {
                Some(status) if status.success() || status.code() == Some(NOT_THERE) => {
                    let Some(mut next) = self.next.pop() else { return Ok(()) };
                    self.child = spawn(&mut next)?;
                }
                Some(_) => return Err(failed("it could not copy")),
                None if left.is_zero() => return Err(failed("it took too long")),
                None => {
                    if left <= wondering
                        && let Some(told) = told.take()
                    {
                        told();
                    }
                    std::thread::sleep(STEP);
                    left = left.saturating_sub(STEP);
                }
            }
        }
    }
}

impl Drop for Copying {
    fn drop(&mut self) {
        // Nothing of it outlives the program; what it left torn is fetched again.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(command: &mut Command) -> Result<Child, Fault> {
    command.spawn().map_err(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => Fault::new("a place written as REMOTE:PATH needs the program `rclone`").advice(
            "install it (https://rclone.org, or your system's package) and set the remote up with `rclone config`",
        ),
        _ => failed(&cause.to_string()),
    })
}

fn failed(why: &str) -> Fault {
    let fault = Fault::new(format!("`rclone` did not reach the place: {why}"));
    fault.advice("`rclone lsd REMOTE:` shows whether it does by itself; nothing is lost, and the next sync goes on")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_has_a_name_and_a_path_and_drives_and_connection_strings_are_none() {
        for remote in ["cloud:acquis", "my cloud:", "a_b-c.d:deep/path with spaces"] {
            assert!(is_remote(remote), "{remote}");
        }
        for other in [
            "C:\\acquis",
            "C:acquis",
            ":webdav,url=http://x:y",
            "/home/me",
            "a b",
            "cl/oud:x",
            "-x:y",
            "x,y=z:p",
            "cloud:a\nb",
        ] {
            assert!(!is_remote(other), "{other:?}");
        }
    }

    #[test]
    fn the_place_is_below_the_path_that_is_named() {
        let place = |named: &str| Remote::new(named, Path::new("mirrors")).place;
        assert_eq!(place("cloud:"), "cloud:acquis-sync");
        assert_eq!(place("cloud:a/b/"), "cloud:a/b/acquis-sync");
        assert_eq!(place("cloud:a/acquis-sync"), "cloud:a/acquis-sync");
        assert_eq!(place("cloud:acquis-sync"), "cloud:acquis-sync");
    }

    #[test]
    fn what_is_called_is_copy_alone_with_both_ends_behind_the_options() {
        let command = copy(&["--filter".to_owned(), "- *".to_owned()], "--config=x".as_ref(), "to".as_ref());
        let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        assert_eq!((command.get_program().to_str(), words[0].as_str()), (Some("rclone"), "copy"));
        assert_eq!(words[words.len() - 3..], ["--", "--config=x", "to"]);
    }
}
