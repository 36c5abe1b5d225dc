//! How long an editor waits for `acquis lsp`, on decks of 100 to 10 000 entries: each answer asked for right behind a typed
//! letter, and from the last letter to what is wrong; on 1 000 entries also right behind the opening and right behind a line more
//! in the head.
//!
//! `cargo bench --bench editor`; `-- --edits 10000` types so many letters more and tells the memory before and after;
//! `-- --against PROGRAM` times another build of the program in turn with this one, behind each letter the one and the other.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads the clock and prints")]

#[path = "check/course.rs"]
mod course;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use course::course;
use serde_json::{Value, json};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
/// Letters typed for each figure.
const LETTERS: usize = 60;
/// Decks opened for each figure.
const OPENINGS: usize = 10;
/// Each with the column of a question's line at which it is asked: a key, or inside of the question.
const METHODS: [(&str, &str, usize); 7] = [
    ("completion", "completion", 2),
    ("hover", "hover", 2),
    ("hover, question", "hover", 9),
    ("definition", "definition", 2),
    ("documentSymbol", "documentSymbol", 2),
    ("codeLens", "codeLens", 2),
    ("codeAction", "codeAction", 2),
];

fn main() {
    let option = |name: &str| std::env::args().skip_while(|word| word != name).nth(1);
    let edits: usize = option("--edits").map_or(0, |count| count.parse().expect("a number of edits"));
    let programs: Vec<String> =
        std::iter::once(env!("CARGO_BIN_EXE_acquis").to_owned()).chain(option("--against")).collect();
    println!("{:>8} {:<16} {:>9} {:>9} {:>9} {:>9}", "entries", "", "median ms", "95 of 100", "slowest", "processor");
    for size in SIZES {
        let mut editors: Vec<Editor> = programs.iter().map(|program| Editor::open(program, course(0, size))).collect();
        for (name, method, column) in METHODS {
            let mut times: Vec<Times> = programs.iter().map(|_| Times::default()).collect();
            for at in 0..LETTERS {
                for (editor, times) in editors.iter_mut().zip(&mut times) {
                    times.take(editor, |editor| {
                        let line = editor.type_into(at);
                        editor.asked(method, (line, column))
                    });
                }
            }
            editors.iter_mut().for_each(Editor::wait_for_findings);
            times.into_iter().enumerate().for_each(|(at, times)| times.tell(size, name, at));
        }
        for (at, editor) in editors.iter_mut().enumerate() {
            let mut times = Times::default();
            for letter in 0..LETTERS {
                times.take(editor, |editor| {
                    let start = Instant::now();
                    editor.type_into(letter);
                    editor.wait_for_findings();
                    start.elapsed().as_secs_f64() * 1e3
                });
            }
            times.tell(size, "findings", at);
        }
        if size == 1_000 {
            first_answers(&programs, size);
        }
        if edits > 0 && size == 1_000 {
            for editor in &mut editors {
                editor.type_much(edits);
            }
        }
    }
}

/// Each answer right behind the opening of a deck, and right behind a change of its head.
fn first_answers(programs: &[String], size: usize) {
    for (name, method, column) in METHODS {
        let mut opened: Vec<Times> = programs.iter().map(|_| Times::default()).collect();
        let mut changed: Vec<Times> = programs.iter().map(|_| Times::default()).collect();
        for at in 0..OPENINGS {
            for (program, (opened, changed)) in programs.iter().zip(opened.iter_mut().zip(&mut changed)) {
                let mut editor = Editor::begin(program, course(0, size));
                let line = editor.question(at);
                opened.take(&mut editor, |editor| {
                    let start = Instant::now();
                    editor.show();
                    editor.asked(method, (line, column));
                    start.elapsed().as_secs_f64() * 1e3
                });
                editor.wait_for_findings();
                changed.take(&mut editor, |editor| {
                    let start = Instant::now();
                    editor.change_head();
                    editor.asked(method, (line + 1, column));
                    start.elapsed().as_secs_f64() * 1e3
                });
            }
        }
        opened.into_iter().enumerate().for_each(|(at, times)| times.tell(size, &format!("open, {name}"), at));
        changed.into_iter().enumerate().for_each(|(at, times)| times.tell(size, &format!("head, {name}"), at));
    }
}

/// What was waited for, in milliseconds, and what the processor took for all of it together.
#[derive(Default)]
struct Times {
    waited: Vec<f64>,
    worked: f64,
}

impl Times {
    fn take(&mut self, editor: &mut Editor, wait: impl FnOnce(&mut Editor) -> f64) {
        let before = editor.processor();
        self.waited.push(wait(editor));
        self.worked += editor.processor() - before;
    }

    /// The second program is the one against which is timed.
    fn tell(mut self, size: usize, what: &str, program: usize) {
        self.waited.sort_by(f64::total_cmp);
        let at = |share: usize| self.waited[(self.waited.len() * share / 100).min(self.waited.len() - 1)];
        #[expect(clippy::cast_precision_loss, reason = "a few letters")]
        let worked = self.worked / self.waited.len() as f64;
        let what = if program == 0 { what.to_owned() } else { "- the other".to_owned() };
        println!("{size:>8} {what:<16} {:>9.1} {:>9.1} {:>9.1} {worked:>9.1}", at(50), at(95), at(100));
    }
}

/// A client that holds one deck open.
struct Editor {
    /// Where the deck lies.
    _folder: tempfile::TempDir,
    uri: String,
    server: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    lines: Vec<String>,
    version: usize,
    /// Of the version for which findings came last.
    told: usize,
}

impl Editor {
    fn open(program: &str, text: String) -> Self {
        let mut editor = Self::begin(program, text);
        editor.show();
        editor.wait_for_findings();
        editor
    }

    /// Starts the server, and opens nothing yet.
    fn begin(program: &str, text: String) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deck.toml");
        std::fs::write(&path, &text).expect("a file");
        let uri = format!("file://{}", path.display());
        let mut server = Command::new(program)
            .arg("lsp")
            .env("ACQUIS_HOME", folder.path().join("home"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let to = server.stdin.take().expect("a pipe");
        let from = BufReader::new(server.stdout.take().expect("a pipe"));
        let lines = text.lines().map(str::to_owned).collect();
        let mut editor = Self { _folder: folder, uri, server, to, from, lines, version: 1, told: 0 };
        editor.send(&json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": { "capabilities": {} } }));
        editor.receive();
        editor
    }

    fn show(&mut self) {
        let text = self.lines.join("\n") + "\n";
        let document = json!({ "uri": self.uri, "languageId": "toml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// A key more below `[defaults]`.
    fn change_head(&mut self) {
        let line = 1 + self.lines.iter().position(|line| line == "[defaults]").expect("the deck has them");
        self.lines.insert(line, "group = \"g\"".to_owned());
        let place = json!({ "line": line, "character": 0 });
        self.change(&place, "group = \"g\"\n");
    }

    fn change(&mut self, place: &Value, text: &str) {
        self.version += 1;
        let change = json!({ "range": { "start": place, "end": place }, "text": text });
        let document = json!({ "uri": self.uri, "version": self.version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    }

    /// The line of a question somewhere in the deck.
    fn question(&self, at: usize) -> usize {
        let asks = |line: &&(usize, &String)| line.1.starts_with("ask = ");
        let all: Vec<usize> = self.lines.iter().enumerate().filter(|line| asks(&line)).map(|(at, _)| at).collect();
        all[at * 37 % all.len()]
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server listens");
        self.to.flush().expect("the server listens");
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.from.read_line(&mut line).expect("the server speaks");
            match line.trim().strip_prefix("Content-Length: ") {
                Some(count) => length = count.parse().expect("a length"),
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut bytes = vec![0; length];
        self.from.read_exact(&mut bytes).expect("the server speaks");
        let message: Value = serde_json::from_slice(&bytes).expect("JSON");
        if message["method"] == "textDocument/publishDiagnostics" {
            let version = message["params"]["version"].as_u64().expect("a version");
            self.told = usize::try_from(version).expect("small");
        }
        message
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// A letter more in a question somewhere in the deck; its line.
    fn type_into(&mut self, at: usize) -> usize {
        let line = self.question(at);
        let end = self.lines[line].len() - 2;
        self.lines[line].insert(end, 'e');
        self.change(&json!({ "line": line, "character": end }), "e");
        line
    }

    /// Milliseconds until the answer.
    fn asked(&mut self, method: &str, (line, column): (usize, usize)) -> f64 {
        let place = json!({ "line": line, "character": column });
        let params = json!({
            "textDocument": { "uri": self.uri }, "position": place, "range": { "start": place, "end": place },
            "context": { "diagnostics": [] },
        });
        let id = self.version;
        let start = Instant::now();
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": format!("textDocument/{method}"), "params": params }));
        while self.receive()["id"] != id {}
        start.elapsed().as_secs_f64() * 1e3
    }

    fn wait_for_findings(&mut self) {
        while self.told < self.version {
            self.receive();
        }
    }

    /// Types so many letters without a pause, and tells what memory it took.
    fn type_much(&mut self, edits: usize) {
        let before = self.memory();
        for at in 0..edits {
            let line = self.type_into(at);
            if at % 100 == 0 {
                self.asked("completion", (line, 2));
            }
        }
        self.wait_for_findings();
        println!("memory before {edits} edits {before:.1} MiB, after them {:.1} MiB", self.memory());
    }

    /// Milliseconds of a processor that the thread took that answers.
    #[cfg(target_os = "linux")]
    fn processor(&self) -> f64 {
        let id = self.server.id();
        let times = std::fs::read_to_string(format!("/proc/{id}/task/{id}/schedstat")).expect("it runs");
        times.split(' ').next().and_then(|time| time.parse::<f64>().ok()).expect("nanoseconds") / 1e6
    }

    #[cfg(not(target_os = "linux"))]
    fn processor(&self) -> f64 {
        f64::NAN
    }

    #[cfg(target_os = "linux")]
    fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.id())).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a resident size");
        line.trim().trim_end_matches(" kB").parse::<f64>().expect("a number") / 1024.0
    }

    #[cfg(not(target_os = "linux"))]
    fn memory(&self) -> f64 {
        f64::NAN
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
