//! Hashes the eight-word runs of an article: `cargo run --example article_runs -- ARTICLE > tests/data/article-runs.txt`.
//!
//! The built-in decks are held against the hashes, so the article itself stays out of the repository.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool run by hand, outside the rings")]

#[path = "../tests/it/runs.rs"]
mod runs;

use std::collections::BTreeSet;
use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("usage: article_runs ARTICLE")?;
    let article = fs::read_to_string(path)?;
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
