//! Hashes the eight-word runs of an article: `cargo xtask article-runs ARTICLE > tests/data/article-runs.txt`.
//!
//! The built-in decks are held against the hashes, so the article itself stays out of the repository.

#[path = "../../tests/it/runs.rs"]
mod runs;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

pub(crate) fn run(article: &Path) -> Result<(), Box<dyn Error>> {
    let article = fs::read_to_string(article)?;
    let mut hashes = BTreeSet::new();
    for paragraph in article.lines() {
        let words = runs::words(&without_marks(paragraph));
        hashes.extend(words.windows(runs::LENGTH).map(runs::hash));
    }
    for hash in hashes {
        println!("{hash}");
    }
    Ok(())
}

/// A paragraph without the marks of its footnotes: `[12]`.
fn without_marks(paragraph: &str) -> String {
    let mut pieces = paragraph.split('[');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| match piece.split_once(']') {
        Some((mark, rest)) if mark.bytes().all(|byte| byte.is_ascii_digit()) => format!("{text} {rest}"),
        _ => format!("{text} {piece}"),
    })
}
