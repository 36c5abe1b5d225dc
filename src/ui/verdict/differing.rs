//! Two answers beside each other: what one has and the other lacks.

use crate::text::{Mark, Remark, Verdict, fold};
use crate::ui::wrap::{Paint, Palette, Piece, Style, piece};

/// The right answer; beside one's own the part that this lacks stands out.
pub(crate) fn right(answer: &str, own: Option<&str>, style: &Style) -> Vec<Piece> {
    differing(answer, own.unwrap_or_default(), (Paint::Bold, Paint::BoldGreen), style)
}

/// A text in two paints: the words that the other lacks have the second, where the two have some in common.
pub(crate) fn differing(text: &str, other: &str, (common, lacking): (Paint, Paint), style: &Style) -> Vec<Piece> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let known: Vec<String> = other.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    if !text.split_whitespace().any(|word| known.contains(&bare(word))) {
        return vec![piece(text, common)];
    }
    let is_known = |word: &str| bare(word).is_empty() || known.contains(&bare(word));
    let words: Vec<(&str, bool)> =
        text.split_inclusive(char::is_whitespace).map(|word| (word, is_known(word.trim_end()))).collect();
    // Words that differ in a row are marked as one, line by line.
    let runs = words.chunk_by(|one, next| one.1 == next.1 && !one.0.ends_with('\n'));
    let mut pieces = Vec::new();
    for run in runs {
        let said: String = run.iter().map(|(word, _)| *word).collect();
        if run[0].1 {
            pieces.push(piece(&said, common));
            continue;
        }
        // What parts it from the next one is no part of it.
        let core = said.trim_end_matches(|c: char| c.is_whitespace() || ",;".contains(c));
        pieces.push(lacked(core, lacking, style));
        pieces.push(piece(&said[core.len()..], common));
    }
    pieces
}

/// What the other text lacks: in a colour, and in brackets where the terminal may have none that can be told apart. They
/// are letters like others: a copy keeps them, a screen reader has a name for them, and the judge reads over them.
fn lacked(text: &str, paint: Paint, style: &Style) -> Piece {
    if style.palette == Palette::Full { piece(text, paint) } else { piece(&format!("[{text}]"), paint) }
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

    fn paints(self) -> (Paint, Paint) {
        match self {
            Self::Own => (Paint::Plain, Paint::Red),
            Self::Right => (Paint::Bold, Paint::BoldGreen),
        }
    }
}

/// A letter, and whether the other side lacks it.
type Letter = (char, bool);

/// The letters in which what was typed differs.
pub(super) fn spelling(found: &Verdict) -> Option<&[Mark]> {
    found.remarks.iter().find_map(|remark| match remark {
        Remark::Spelling(marks) => Some(marks.as_slice()),
        _ => None,
    })
}

/// One side's text.
pub(super) fn side(marks: &[Mark], side: Side) -> String {
    letters(marks, side).into_iter().map(|(letter, _)| letter).collect()
}

/// The same letter by letter: a word that only the other has leaves a blank too many.
fn letters(marks: &[Mark], side: Side) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    for (text, differs) in marks.iter().filter_map(|mark| side.of(mark)) {
        for letter in text.chars() {
            if letter != ' ' || letters.last().is_some_and(|last| last.0 != ' ') {
                letters.push((letter, differs));
            }
        }
    }
    letters.truncate(letters.iter().rposition(|last| last.0 != ' ').map_or(0, |last| last + 1));
    letters
}

/// The right answer with the letters marked that one's own lacks.
pub(super) fn right_letters(marks: &[Mark], style: &Style) -> Vec<Piece> {
    painted(&letters(marks, Side::Right), Side::Right, style)
}

/// One's own answer as it was typed, with the letters marked that the right one lacks. The marks are about what the judge
/// compared, which has the right answer's capitals and may leave an article out; none where it is not found in what was typed.
pub(super) fn own_letters(marks: &[Mark], typed: &str, style: &Style) -> Option<Vec<Piece>> {
    let compared = letters(marks, Side::Own);
    let typed: Vec<char> = typed.chars().collect();
    let is_same = |one: char, other: char| one == other || fold(&one.to_string()) == fold(&other.to_string());
    let is_there = |window: &[char]| window.iter().zip(&compared).all(|(&typed, &(letter, _))| is_same(typed, letter));
    let at = typed.windows(compared.len().max(1)).position(is_there)?;
    let differs = |place: usize| place.checked_sub(at).and_then(|place| compared.get(place)).is_some_and(|it| it.1);
    let letters: Vec<Letter> = typed.iter().enumerate().map(|(place, &letter)| (letter, differs(place))).collect();
    Some(painted(&letters, Side::Own, style))
}

fn painted(letters: &[Letter], side: Side, style: &Style) -> Vec<Piece> {
    let (common, lacking) = side.paints();
    let runs = letters.chunk_by(|one, next| one.1 == next.1);
    let painted = runs.map(|run| {
        let text: String = run.iter().map(|(letter, _)| *letter).collect();
        if run[0].1 { lacked(&text, lacking, style) } else { piece(&text, common) }
    });
    painted.collect()
}
