//! The rings of `docs/architecture.md`, kept over the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room of `src`, and the rooms of ours it may import.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &["text"]),
    ("diagnostic", &[]),
    ("card", &["card", "text", "diagnostic"]),
    ("deck", &["deck", "card", "text", "diagnostic"]),
    ("schedule", &["schedule", "card", "text"]),
    ("plan", &["plan", "schedule", "card"]),
    ("exam", &["exam", "deck", "schedule", "card", "text"]),
    ("sync", &["sync", "schedule"]),
    ("stats", &["stats", "deck", "schedule", "card", "text"]),
    ("study", &["study", "plan", "deck", "schedule", "card", "text"]),
    ("lsp", &["lsp", "deck", "card", "diagnostic"]),
];

/// What the pure core never names.
const OUTSIDE: [&str; 14] = [
    "std::fs",
    "std::env",
    "std::io",
    "std::process",
    "std::thread",
    "anyhow",
    "clap",
    "dialoguer",
    "console",
    "rusqlite",
    "rustix",
    "signal_hook",
    "getrandom",
    "directories",
];

/// Each foreign crate has one door (or the few that are named).
const DOORS: &[(&str, &[&str])] = &[
    ("fsrs", &["schedule"]),
    ("rusqlite", &["store", "exchange"]),
    ("unicode_segmentation", &["ui"]),
    ("dialoguer", &["ui"]),
    ("rustix", &["ui", "platform"]),
    ("signal_hook", &["ui", "platform"]),
    ("clap", &["commands", "context", "lib"]),
    ("clap_complete", &["commands"]),
    ("lsp_server", &["lsp", "commands"]),
    ("quick_xml", &["exchange"]),
    ("zip", &["exchange"]),
    ("rust_xlsxwriter", &["exchange"]),
    ("ruzstd", &["exchange"]),
    ("sha1", &["exchange"]),
    ("calamine", &["exchange"]),
    ("encoding_rs", &["exchange"]),
    ("chardetng", &["exchange"]),
    ("clap_mangen", &["commands"]),
    ("csv", &["commands", "exchange"]),
    ("maud", &["commands"]),
    ("annotate_snippets", &["ui"]),
    ("fst", &["text"]),
    ("schemars", &["deck"]),
    ("similar", &["commands"]),
    ("plotters", &["ui"]),
    ("indicatif", &["ui"]),
    ("toml_edit", &["config", "deck", "exchange"]),
];

fn sources() -> Vec<(String, PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("src is readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|end| end == "rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    assert!(files.len() > 20, "the sources were found");
    let room = |path: &Path| {
        let inside = path.strip_prefix(&root).expect("below src");
        inside.iter().next().expect("a name").to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    // Tests, in a file or a folder of that name, may see more.
    files.retain(|path| !path.ends_with("tests.rs") && path.parent().is_none_or(|folder| !folder.ends_with("tests")));
    files.into_iter().map(|path| (room(&path), path.clone(), fs::read_to_string(&path).expect("a source"))).collect()
}

/// Paths named in `use` trees and in code, comments left out, `use a::{b, c::d}` spelled out.
fn paths(source: &str) -> BTreeSet<String> {
    let code: String =
        source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join(" ");
    let mut found = BTreeSet::new();
    for tree in code.split("use ").skip(1).filter_map(|rest| rest.split(';').next()) {
        spell_out("", tree, &mut found);
    }
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    found.extend(code.split(|c| !is_path(c)).filter(|word| word.contains("::")).map(str::to_owned));
    found
}

fn spell_out(prefix: &str, tree: &str, found: &mut BTreeSet<String>) {
    let tree = tree.trim();
    let Some((head, rest)) = tree.split_once('{') else {
        found.insert(format!("{prefix}{tree}").replace(' ', ""));
        return;
    };
    let prefix = format!("{prefix}{}", head.trim());
    let (mut depth, mut from) = (0_usize, 0);
    let body = rest.rsplit_once('}').map_or(rest, |(body, _)| body);
    for (at, sign) in body.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                spell_out(&prefix, &body[from..at], found);
                from = at + 1;
            }
            _ => {}
        }
    }
    spell_out(&prefix, &body[from..], found);
}

#[test]
fn a_room_imports_only_inwards() {
    for (room, path, source) in sources() {
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else { continue };
        for named in paths(&source).iter().filter_map(|path| path.strip_prefix("crate::").map(str::to_owned)) {
            let target = named.split("::").next().unwrap_or_default();
            assert!(allowed.contains(&target), "{}: `crate::{named}` is not for `{room}`", path.display());
        }
    }
}

#[test]
fn the_core_names_nothing_outside() {
    for (room, path, source) in sources() {
        if !ROOMS.iter().any(|(name, _)| *name == room) {
            continue;
        }
        for named in paths(&source) {
            let outside = OUTSIDE.iter().find(|out| named == **out || named.starts_with(&format!("{out}::")));
            assert_eq!(outside, None, "{}: the core names `{named}`", path.display());
        }
    }
}

#[test]
fn each_foreign_crate_has_its_door() {
    for (room, path, source) in sources() {
        for named in paths(&source) {
            let first = named.split("::").next().unwrap_or_default();
            if let Some((_, doors)) = DOORS.iter().find(|(name, _)| *name == first) {
                assert!(doors.contains(&room.as_str()), "{}: `{named}` outside {doors:?}", path.display());
            }
        }
    }
}

/// Where an error could be taken for absence: asked of the disk in `files` alone, which hands the error on. `clippy.toml`
/// forbids the same, but whole rooms are excused from it for what else they do.
const LOOKING: [&str; 7] =
    [".exists()", ".try_exists()", ".metadata(", "::metadata(", "symlink_metadata(", "read_dir(", ".path().is_"];

/// Which system this is, is asked in few places: what differs between systems, the terminal's two halves, and how the paths
/// of an editor look, which is a rule of the core.
#[test]
fn systems_are_told_apart_in_one_room_and_the_terminal() {
    const ASKING: [&str; 6] = ["cfg(unix", "cfg(not(unix", "cfg(windows", "cfg(target_os", "cfg!(", "cfg(not(windows"];
    for (room, path, source) in sources() {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        let halves = ["src/ui/tty/mod.rs", "src/lsp/uri.rs"].iter().any(|file| path.ends_with(file));
        let may_ask = room == "platform" || halves || path.ends_with("tests.rs");
        let asked = ASKING.iter().find(|asked| !may_ask && code.contains(*asked));
        assert_eq!(asked, None, "{}: `platform` is the door", path.display());
    }
}

#[test]
fn what_cannot_be_looked_at_is_never_taken_for_nothing() {
    for (room, path, source) in sources() {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        // Files of tests, by their names.
        let tests = ["properties.rs", "tests.rs"].iter().any(|end| path.to_string_lossy().ends_with(end));
        let asked = LOOKING.iter().find(|asked| room != "files" && !tests && code.contains(*asked));
        assert_eq!(asked, None, "{}: `files::look_at` is the door", path.display());
    }
}

/// What was mended while opening is told by the one who opens.
#[test]
fn a_students_store_is_opened_in_one_place() {
    let opening: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|(room, _, source)| room != "store" && source.contains("Store::open("))
        .map(|(_, path, _)| path)
        .collect();
    assert!(matches!(opening.as_slice(), [path] if path.ends_with("src/context.rs")), "{opening:?}");
}

#[test]
fn the_spelling_out_of_use_trees_sees_what_a_plain_search_misses() {
    let found = paths("use crate::{schedule::{Moment, Day}, store::Store};\nuse std::{fmt, fs};");
    for expected in ["crate::schedule::Moment", "crate::schedule::Day", "crate::store::Store", "std::fs"] {
        assert!(found.contains(expected), "{expected} in {found:?}");
    }
}
