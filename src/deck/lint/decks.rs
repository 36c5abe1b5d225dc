//! Decks that get into each other's way.

use super::Sheet;
use crate::card::Span;
use crate::deck::excerpt;
use crate::deck::place::locate;
use crate::deck::read::field_span;
use crate::diagnostic::{Code, Diagnostic};

/// `duplicate-deck` and `course-is-a-deck`: ids that two decks claim.
pub(super) fn ids(sheets: &[Sheet<'_>], at: usize) -> Vec<Diagnostic> {
    let deck = sheets[at].deck;
    let mut told = Vec::new();
    if let Some(first) = first_of(sheets, at) {
        let message = format!("the deck id `{}` is also that of {}", excerpt(&deck.id), whereabouts(first));
        let error = Diagnostic::error(Code::DuplicateDeck, head(&sheets[at], "id"), message);
        told.push(error.help("give one of the two another id; equal copies of one file are one deck"));
    }
    let taken = sheets.iter().find(|other| other.deck.id == deck.course && other.deck.course != deck.course);
    if let Some(other) = taken.filter(|_| deck.course != deck.id) {
        let message =
            format!("the course id `{}` is the id of the deck in {}", excerpt(&deck.course), whereabouts(other));
        let error = Diagnostic::error(Code::CourseIsADeck, head(&sheets[at], "course"), message);
        told.push(error.help("give the course another id, or put that deck into it: `course = …` in both"));
    }
    told
}

/// An earlier sheet with another text and the same deck id.
fn first_of<'s, 'a>(sheets: &'s [Sheet<'a>], at: usize) -> Option<&'s Sheet<'a>> {
    sheets[..at].iter().find(|other| other.deck.id == sheets[at].deck.id && other.text != sheets[at].text)
}

/// The deck stands in an earlier sheet already.
pub(super) fn is_copy(sheets: &[Sheet<'_>], at: usize) -> bool {
    sheets[..at].iter().any(|other| other.deck.id == sheets[at].deck.id)
}

fn whereabouts(sheet: &Sheet<'_>) -> String {
    format!("{}:{}", sheet.name, locate(sheet.text, head(sheet, "id").start).0)
}

/// Where a key of `[deck]` stands.
fn head(sheet: &Sheet<'_>, key: &str) -> Span {
    let header = sheet.text.find("[deck]").unwrap_or(0);
    let found = field_span(sheet.text, &(header..header), sheet.text.len(), key, None);
    found.unwrap_or(header..header + "[deck]".len())
}
