//! Files of other programs, each with the deck that comes of it: `NAME.toml` beside `NAME`, refusals as comments.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::Home;

const NOW: &str = "2026-01-10T18:00:00+01:00";

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exchange/cases");
    let entries = std::fs::read_dir(folder).expect("the folder of cases");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.retain(|path| PathBuf::from(format!("{}.deck.toml", path.display())).exists());
    files.sort();
    files
}

/// The deck, and behind it what was lost and refused.
fn became(home: &Home, file: &Path) -> String {
    let run = home.run(NOW, &["import", &file.to_string_lossy(), "-o", "deck.toml", "--force", "--yes", "--json"], "");
    assert!(run.code < 2, "{}: {}", file.display(), run.err);
    let report: Value = serde_json::from_str(run.out.trim()).expect("a report");
    let mut text = std::fs::read_to_string(home.path().join("deck.toml")).expect("a deck");
    for one in report["lessened"].as_array().expect("a list") {
        for lost in one["lost"].as_array().expect("a list") {
            text.push_str(&format!("# {} lost: {}\n", one["row"], lost.as_str().expect("a text")));
        }
    }
    for one in report["refused"].as_array().expect("a list") {
        text.push_str(&format!("# {} refused: {}\n", one["row"], one["why"].as_str().expect("a text")));
    }
    let check = home.run(NOW, &["check", "deck.toml"], "");
    assert_eq!(check.code, 0, "{}: {}", file.display(), check.out);
    std::fs::remove_file(home.path().join("deck.toml")).expect("removed");
    text
}

#[test]
fn every_case_becomes_the_deck_beside_it() {
    let home = Home::new();
    let mut wrong = Vec::new();
    let cases = cases();
    for file in &cases {
        let beside = PathBuf::from(format!("{}.deck.toml", file.display()));
        let found = became(&home, file);
        if std::fs::read_to_string(&beside).unwrap_or_default() != found {
            wrong.push(format!("{} became\n{found}", file.display()));
        }
    }
    assert!(cases.len() >= 30 && wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
