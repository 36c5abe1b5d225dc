//! `check --words`: words that stand once and are in no word list, by file and line.

use anyhow::Result;

use super::{Checked, counted};
use crate::context::say;
use crate::deck::{Lines, lone_words};
use crate::text::{Language, Lexicon};

/// Prints each word behind its place, then how many there are.
pub(super) fn run(checked: &Checked) -> Result<()> {
    let language =
        |file: &crate::library::DeckFile| file.reading.deck.as_ref().map_or(Language::English, |deck| deck.language);
    let texts: Vec<(&str, Language)> = checked.files.iter().map(|file| (file.text.as_str(), language(file))).collect();
    let found = lone_words(&texts, &Lexicon::embedded());
    let lines: Vec<Lines<'_>> = checked.files.iter().map(|file| Lines::new(&file.text)).collect();
    for one in &found {
        let (line, column) = lines[one.file].locate(one.span.start);
        say(&format!("{}:{line}:{column}: {}", checked.files[one.file].name, one.word))?;
    }
    for cause in &checked.unread {
        say(&format!("error: {cause}"))?;
    }
    let stand = if found.len() == 1 { "stands once and is" } else { "stand once and are" };
    say(&format!("{} {stand} in no word list", counted(found.len(), "word")))
}
