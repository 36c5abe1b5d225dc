//! Decks that get into each other's way.

use super::Sheet;
use crate::card::Span;
use crate::deck::course::course_is;
use crate::deck::excerpt;
use crate::deck::place::locate;
use crate::deck::read::field_span;
use crate::diagnostic::{Code, Diagnostic};

const OWN_COURSE: &str = "give the course an id that no deck has: `course = …` in both where they belong together";

/// `duplicate-deck` and `course-is-a-deck`: ids that two decks claim.
pub(super) fn ids(sheets: &[Sheet<'_>], at: usize) -> Vec<Diagnostic> {
    let deck = sheets[at].deck;
    let mut told = Vec::new();
    if let Some(first) = first_of(sheets, at) {
        let message = format!("the deck id `{}` is also that of {}", excerpt(&deck.id), whereabouts(first));
        let error = Diagnostic::error(Code::DuplicateDeck, head(&sheets[at], "id"), message);
        told.push(error.help(two_files(first.deck.version.as_deref(), deck.version.as_deref())));
    }
    if let Some(other) = sheets.iter().find(|other| course_is(deck, other.deck)) {
        let message =
            format!("the course id `{}` is the id of the deck in {}", excerpt(&deck.course), whereabouts(other));
        let error = Diagnostic::error(Code::CourseIsADeck, head(&sheets[at], "course"), message);
        told.push(error.help(OWN_COURSE));
    }
    // Told where somebody looks: the other deck only lends.
    if let Some(other) = sheets.iter().find(|other| !other.told && course_is(other.deck, deck)) {
        let message = format!("the id `{}` is the course of the deck in {}", excerpt(&deck.id), whereabouts(other));
        let error = Diagnostic::error(Code::CourseIsADeck, head(&sheets[at], "id"), message);
        told.push(error.help(OWN_COURSE));
    }
    told
}

/// What to do about two files of one id: mostly one is a copy of what was handed out, and its id must stay.
fn two_files(there: Option<&str>, here: Option<&str>) -> String {
    let versions = match (there, here) {
        (Some(there), Some(here)) if there != here => {
            format!(" (there version {}, here {})", excerpt(there), excerpt(here))
        }
        _ => String::new(),
    };
    format!(
        "if one is an older copy{versions}, check the file and not the folder, and keep the id: progress hangs on it; \
         only two decks of their own need two ids"
    )
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read;

    /// A deck without a course is a course by itself, of its own id: no other may be in it.
    #[test]
    fn a_course_of_the_id_of_a_deck_is_told_at_either() {
        let text = |id: &str, course: &str| {
            format!(
                "[deck]\nid = \"{id}\"\ntitle = \"T\"\n{course}[[short]]\nid = \"s\"\nask = \"Who?\"\nanswer = \"a\"\n"
            )
        };
        let texts = [text("coe", ""), text("coe-fr", "course = \"coe\"\n"), text("other", "course = \"both\"\n")];
        let readings = texts.each_ref().map(|text| read(text));
        let told = |told: [bool; 3]| {
            let sheets: Vec<Sheet<'_>> = (0..3)
                .map(|at| Sheet {
                    name: "x.toml",
                    text: &texts[at],
                    deck: readings[at].deck.as_ref().expect("a deck"),
                    silenced: &[],
                    told: told[at],
                })
                .collect();
            (0..3).filter(|&at| told[at]).map(|at| ids(&sheets, at).len()).collect::<Vec<_>>()
        };
        assert_eq!(told([true; 3]), [0, 1, 0], "once where both are looked at");
        assert_eq!(told([true, false, false]), [1]);
        assert_eq!(told([false, true, true]), [1, 0]);
    }
}
