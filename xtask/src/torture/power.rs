//! A power cut, modelled: the traced system calls of a session are played back up to any point, what was not synced
//! then is dropped, kept, or kept in part, and the program opens what is left.
//!
//! A write lasts from the next sync of its file, a name from the next sync of its folder. What is not synced at the cut
//! may last or not, each write by itself, down to single sectors; names last in the order they were made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Args;
use super::home::{Chance, Front, Home, Tally, acknowledged, answer, reviews, said};

const SECTOR: usize = 512;

pub(crate) fn all(counts: &Args, chance: &mut Chance) -> Vec<Tally> {
    let mut tallies = ["nothing unsynced lasts", "everything unsynced lasts", "some of it lasts, by sectors"]
        .map(|what| Tally::new(format!("power cut: {what}")));
    let Some((home, trace)) = traced() else {
        for tally in &mut tallies {
            tally.notes.push("not tried: strace is missing".to_owned());
        }
        return tallies.into();
    };
    let deeds = deeds(&trace, &home.data());
    for _ in 0..counts.points {
        let cut = chance.below(deeds.len() + 1);
        for (kind, tally) in tallies.iter_mut().enumerate() {
            let disk = Disk::until(&deeds[..cut]);
            weigh(&home, &disk, kind, chance, tally);
        }
    }
    tallies.into()
}

/// The second session of a home under strace: it updates a database, makes a daily copy, and answers 25 cards.
fn traced() -> Option<(Home, String)> {
    let mut home = Home::new();
    let file = home.path().join("trace");
    let calls = "trace=openat,close,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat";
    let study = home.command(&Home::study(Front::Json));
    let mut strace = Command::new("strace");
    strace.args(["-xx", "-s", "1000000", "-e", calls, "-o"]).arg(&file).arg(study.get_program()).args(study.get_args());
    strace.current_dir(home.path()).env_clear().stdin(std::process::Stdio::piped());
    strace.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    for (name, value) in study.get_envs() {
        strace.env(name, value?);
    }
    let mut child = strace.spawn().ok()?;
    answer(&mut child, Front::Json);
    let said = said(child);
    assert_eq!(said.code, Some(0), "{}", said.err);
    home.acknowledged = acknowledged(&said.out, Front::Json, &home.today());
    assert_eq!(home.acknowledged.len(), super::home::SESSION, "{}", said.err);
    Some((home, std::fs::read_to_string(&file).ok()?))
}

/// One call that changes a file of the data directory, or says something to the student.
#[derive(Debug)]
enum Deed {
    Make(String),
    Write { name: String, at: usize, bytes: Vec<u8> },
    Cut { name: String, size: usize },
    Sync(String),
    SyncFolder(String),
    Rename(String, String),
    Link(String, String),
    Remove(String),
    Say(String),
}

/// What a trace does to the files below a directory, names relative to it.
fn deeds(trace: &str, data: &Path) -> Vec<Deed> {
    let mut open: BTreeMap<String, (PathBuf, usize)> = BTreeMap::new();
    let mut deeds = Vec::new();
    for line in trace.lines() {
        let Some((call, rest)) = line.split_once('(') else { continue };
        let Some((arguments, result)) = rest.rsplit_once(") = ").or_else(|| rest.rsplit_once(')')) else { continue };
        if result.trim_start_matches("= ").starts_with('-') || result.contains("= -1") {
            continue;
        }
        let result = result.trim().trim_start_matches("= ").split(' ').next().unwrap_or_default().to_owned();
        let arguments: Vec<&str> = arguments.split(", ").collect();
        deed(call, &arguments, &result, data, &mut open, &mut deeds);
    }
    deeds
}

fn deed(
    call: &str,
    arguments: &[&str],
    result: &str,
    data: &Path,
    open: &mut BTreeMap<String, (PathBuf, usize)>,
    deeds: &mut Vec<Deed>,
) {
    let below = |path: &Path| path.strip_prefix(data).ok().map(|path| path.to_string_lossy().into_owned());
    let path = |argument: &str| PathBuf::from(String::from_utf8(text(argument)).expect("a path"));
    let number = |argument: &str| argument.parse::<usize>().expect("a number");
    match call {
        "openat" => {
            let opened = path(arguments[1]);
            if arguments[2].contains("O_CREAT") {
                deeds.extend(below(&opened).map(Deed::Make));
            }
            open.insert(result.to_owned(), (opened, 0));
        }
        "close" => drop(open.remove(arguments[0])),
        "write" if arguments[0] == "1" => {
            deeds.push(Deed::Say(String::from_utf8_lossy(&text(arguments[1])).into_owned()));
        }
        "write" | "pwrite64" => {
            let Some((path, offset)) = open.get_mut(arguments[0]) else { return };
            let bytes = text(arguments[1]);
            let at = if call == "pwrite64" { number(arguments[3]) } else { *offset };
            *offset = at + bytes.len();
            deeds.extend(below(path).map(|name| Deed::Write { name, at, bytes }));
        }
        "ftruncate" => {
            let Some((path, _)) = open.get(arguments[0]) else { return };
            deeds.extend(below(path).map(|name| Deed::Cut { name, size: number(arguments[1]) }));
        }
        "fsync" | "fdatasync" => {
            let Some((path, _)) = open.get(arguments[0]) else { return };
            let folder = path.is_dir();
            deeds.extend(below(path).map(|name| if folder { Deed::SyncFolder(name) } else { Deed::Sync(name) }));
        }
        "rename" | "renameat" | "renameat2" | "link" | "linkat" => {
            let names: Vec<&&str> = arguments.iter().filter(|argument| argument.starts_with('"')).collect();
            let (Some(from), Some(to)) = (below(&path(names[0])), below(&path(names[1]))) else { return };
            deeds.push(if call.starts_with("rename") { Deed::Rename(from, to) } else { Deed::Link(from, to) });
        }
        "unlink" | "unlinkat" => {
            let name = arguments.iter().find(|argument| argument.starts_with('"')).expect("a name");
            deeds.extend(below(&path(name)).map(Deed::Remove));
        }
        _ => {}
    }
}

/// A text as `strace -xx` writes it.
fn text(argument: &str) -> Vec<u8> {
    let digits = argument.trim_matches('"').split("\\x").skip(1);
    digits.map(|pair| u8::from_str_radix(pair, 16).expect("two digits")).collect()
}

#[derive(Clone, Debug)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

/// A file: what of it lasts, and what is under way.
#[derive(Clone, Debug, Default)]
struct File {
    lasting: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Clone, Debug)]
enum Naming {
    Make(String, usize),
    Rename(String, String),
    Remove(String),
}

#[derive(Default)]
struct Disk {
    files: Vec<File>,
    /// Names as the program sees them, and as they last.
    names: BTreeMap<String, usize>,
    lasting: BTreeMap<String, usize>,
    pending: Vec<Naming>,
    said: String,
}

impl Disk {
    fn until(deeds: &[Deed]) -> Self {
        let mut disk = Self::default();
        for deed in deeds {
            disk.take(deed);
        }
        disk
    }

    fn take(&mut self, deed: &Deed) {
        match deed {
            Deed::Make(name) if !self.names.contains_key(name) => {
                self.files.push(File::default());
                self.name(Naming::Make(name.clone(), self.files.len() - 1));
            }
            Deed::Make(_) => {}
            Deed::Write { name, at, bytes } => {
                self.file(name).into_iter().for_each(|file| file.pending.push(Change::Write(*at, bytes.clone())));
            }
            Deed::Cut { name, size } => {
                self.file(name).into_iter().for_each(|file| file.pending.push(Change::Cut(*size)));
            }
            Deed::Sync(name) => {
                let Some(file) = self.file(name) else { return };
                let pending = std::mem::take(&mut file.pending);
                for change in &pending {
                    apply(&mut file.lasting, change);
                }
            }
            Deed::SyncFolder(folder) => {
                let (synced, other) = std::mem::take(&mut self.pending).into_iter().partition(|naming| {
                    let (Naming::Make(name, _) | Naming::Rename(_, name) | Naming::Remove(name)) = naming;
                    Path::new(name).parent() == Some(Path::new(folder))
                });
                self.pending = other;
                let synced: Vec<Naming> = synced;
                for naming in &synced {
                    name(&mut self.lasting, naming);
                }
            }
            Deed::Rename(from, to) => self.name(Naming::Rename(from.clone(), to.clone())),
            Deed::Link(from, to) => self.name(Naming::Make(to.clone(), self.names[from])),
            Deed::Remove(name) => self.name(Naming::Remove(name.clone())),
            Deed::Say(text) => self.said.push_str(text),
        }
    }

    fn name(&mut self, naming: Naming) {
        name(&mut self.names, &naming);
        self.pending.push(naming);
    }

    /// None for a file that never had a name: nothing of it outlives the program.
    fn file(&mut self, name: &str) -> Option<&mut File> {
        let at = *self.names.get(name)?;
        self.files.get_mut(at)
    }

    /// What stands on the disk after the cut: 0 nothing unsynced, 1 all of it, 2 some.
    fn left(&self, kind: usize, chance: &mut Chance) -> BTreeMap<String, Vec<u8>> {
        let mut names = self.lasting.clone();
        let kept = [0, self.pending.len(), chance.below(self.pending.len() + 1)][kind];
        for naming in &self.pending[..kept] {
            name(&mut names, naming);
        }
        let bytes = |file: &File| {
            let mut bytes = file.lasting.clone();
            for change in &file.pending {
                match (kind, change) {
                    (0, _) => {}
                    (1, change) => apply(&mut bytes, change),
                    (_, Change::Cut(_)) if chance.below(2) == 0 => {}
                    (_, Change::Cut(_)) => apply(&mut bytes, change),
                    (_, Change::Write(at, written)) => {
                        for (number, sector) in written.chunks(SECTOR).enumerate() {
                            if chance.below(2) == 0 {
                                apply(&mut bytes, &Change::Write(at + number * SECTOR, sector.to_vec()));
                            }
                        }
                    }
                }
            }
            bytes
        };
        let files: Vec<Vec<u8>> = self.files.iter().map(bytes).collect();
        names.into_iter().map(|(name, at)| (name, files[at].clone())).collect()
    }
}

fn name(names: &mut BTreeMap<String, usize>, naming: &Naming) {
    match naming {
        Naming::Make(name, file) => drop(names.insert(name.clone(), *file)),
        Naming::Rename(from, to) => {
            if let Some(file) = names.remove(from) {
                names.insert(to.clone(), file);
            }
        }
        Naming::Remove(name) => drop(names.remove(name)),
    }
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Cut(size) => bytes.resize(*size, 0),
        Change::Write(at, written) => {
            bytes.resize(bytes.len().max(at + written.len()), 0);
            bytes[*at..at + written.len()].copy_from_slice(written);
        }
    }
}

/// Opens what a power cut leaves, and compares with what was said before it.
fn weigh(home: &Home, disk: &Disk, kind: usize, chance: &mut Chance, tally: &mut Tally) {
    let place = tempfile::tempdir().expect("a directory");
    for (name, bytes) in disk.left(kind, chance) {
        let path = place.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
    let acknowledged = acknowledged(&disk.said, Front::Json, &home.today());
    if place.path().join("progress.db").exists() {
        std::fs::write(place.path().join("progress.doubted"), "").expect("written");
    }
    let exported = said(home.command(&["log", "export"]).env("ACQUIS_HOME", place.path()).spawn().expect("it starts"));
    let read = exported.code == Some(0) && exported.err.is_empty();
    tally.expect(read || exported.found_none(), || exported.err.clone());
    tally.count(&acknowledged, &reviews(&exported.out));
}
