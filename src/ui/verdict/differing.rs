//! Two answers beside each other: what one has and the other lacks.

use crate::text::{Mark, Remark, Verdict};
use crate::ui::wrap::{Paint, Palette, Piece, Style, piece};

/// The right answer; beside one's own the part that this lacks stands out.
pub(crate) fn right(answer: &str, own: Option<&str>) -> Vec<Piece> {
    differing(answer, own.unwrap_or_default(), (Paint::Bold, Paint::BoldGreen))
}

/// A text in two paints: the words that the other lacks have the second, where the two have some in common.
pub(crate) fn differing(text: &str, other: &str, (common, lacking): (Paint, Paint)) -> Vec<Piece> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let known: Vec<String> = other.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    let is_known = |word: &str| bare(word).is_empty() || known.contains(&bare(word));
    if !text.split_whitespace().any(|word| known.contains(&bare(word))) {
        return vec![piece(text, common)];
    }
    // Blanks and line breaks stay where they are, each in a piece of its own.
    let spaced = text.split_inclusive(char::is_whitespace).flat_map(|word| {
        let trimmed = word.trim_end_matches(char::is_whitespace);
        let paint = if is_known(trimmed) { common } else { lacking };
        [piece(trimmed, paint), piece(&word[trimmed.len()..], common)]
    });
    spaced.collect()
}

/// Of two answers that are the same but for their spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Own,
    Right,
}

impl Side {
    /// What of a mark stands on this side, and whether the other lacks it.
    fn of(self, mark: &Mark) -> Option<(&str, bool)> {
        match (self, mark) {
            (_, Mark::Same(text)) => Some((text, false)),
            (Self::Own, Mark::Extra(text)) | (Self::Right, Mark::Missing(text)) => Some((text, true)),
            _ => None,
        }
    }
}

/// The letters in which what was typed differs.
pub(super) fn spelling(found: &Verdict) -> Option<&[Mark]> {
    found.remarks.iter().find_map(|remark| match remark {
        Remark::Spelling(marks) => Some(marks.as_slice()),
        _ => None,
    })
}

/// One side's text: a word that only the other has leaves a blank too many.
pub(super) fn side(marks: &[Mark], side: Side) -> String {
    let text: String = marks.iter().filter_map(|mark| side.of(mark)).map(|(text, _)| text).collect();
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The same with the letters marked that the other lacks: by a colour, else in brackets.
pub(super) fn sided(marks: &[Mark], side: Side, style: &Style) -> Vec<Piece> {
    let (common, lacking) = match side {
        Side::Own => (Paint::Plain, Paint::Red),
        Side::Right => (Paint::Bold, Paint::BoldGreen),
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut ends_blank = true;
    for (text, differs) in marks.iter().filter_map(|mark| side.of(mark)) {
        let text = if ends_blank && !differs { text.trim_start() } else { text };
        if text.is_empty() {
            continue;
        }
        ends_blank = text.ends_with(' ');
        pieces.push(match differs {
            true if style.palette == Palette::None => piece(&format!("[{text}]"), lacking),
            true => piece(text, lacking),
            false => piece(text, common),
        });
    }
    pieces
}
