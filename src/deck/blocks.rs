//! The text of a deck cut into pieces: its head, and each entry with the remarks above it.

use crate::card::{Deck, Note};

/// The pieces of a text, which they make up when put one after the other.
pub(crate) struct Blocks<'d> {
    pub(crate) head: &'d str,
    pub(crate) entries: Vec<(&'d Note, &'d str)>,
}

impl<'d> Blocks<'d> {
    pub(crate) fn of(deck: &'d Deck, text: &'d str) -> Self {
        let starts: Vec<usize> = deck.notes.iter().map(|note| above(text, note.span.start)).collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let blocks = deck.notes.iter().zip(starts.iter().zip(ends));
        let entries = blocks.map(|(note, (&start, end))| (note, &text[start..end.max(start)])).collect();
        Self { head: &text[..starts.first().copied().unwrap_or(text.len())], entries }
    }
}

/// Where the remarks and blank lines above a header begin.
fn above(text: &str, header: usize) -> usize {
    let mut start = header;
    loop {
        let before = text[..start].strip_suffix('\n').unwrap_or(&text[..start]);
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let bare = text[line..start].trim();
        if line >= start || !(bare.is_empty() || bare.starts_with('#')) {
            return start;
        }
        start = line;
    }
}
