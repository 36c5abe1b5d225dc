//! Decks that get into each other's way.

use std::collections::HashSet;

use super::Sheet;
use crate::card::{Deck, Span};
use crate::deck::course::course_is;
use crate::deck::excerpt;
use crate::deck::place::locate;
use crate::deck::read::field_span;
use crate::diagnostic::{Code, Diagnostic, counted};

const OWN_COURSE: &str = "give the course an id that no deck has: `course = …` in both where they belong together";

/// `duplicate-deck` and `course-is-a-deck`: ids that two decks claim.
pub(super) fn ids(sheets: &[Sheet<'_>], at: usize) -> Vec<Diagnostic> {
    let deck = sheets[at].deck;
    let mut told = Vec::new();
    if let Some(first) = first_of(sheets, at) {
        let message = format!("the deck id `{}` is also that of {}", excerpt(&deck.id), whereabouts(first));
        let error = Diagnostic::error(Code::DuplicateDeck, head(&sheets[at], "id"), message);
        told.push(error.help(two_files(first.deck, deck)));
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

/// What to do about two files of one id: where half of the entries of one stand in the other it is a copy of what was handed
/// out, and its id must stay; else they are two decks.
fn two_files(there: &Deck, here: &Deck) -> String {
    let known: HashSet<&str> = there.notes.iter().map(|note| note.id.as_str()).collect();
    let both = here.notes.iter().filter(|note| known.contains(note.id.as_str())).count();
    let fewer = there.notes.len().min(here.notes.len());
    if both * 2 < fewer || both == 0 {
        return "two decks need two ids: write another `id` here, or there if this one was handed out, as progress hangs on it"
            .to_owned();
    }
    let versions = match (there.version.as_deref(), here.version.as_deref()) {
        (Some(there), Some(here)) if there != here => {
            format!(" (there version {}, here {})", excerpt(there), excerpt(here))
        }
        _ => String::new(),
    };
    format!(
        "{both} of {} are in both: keep what was handed out{versions} in a folder that is not checked, or under a name that does \
         not end in .toml, as `deck.toml.old`; ids stay, as progress hangs on them",
        counted(fewer, "entry", "entries")
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

    #[test]
    fn a_copy_of_what_was_handed_out_is_told_from_another_deck() {
        let text = |ids: &[&str]| {
            let entry = |id: &&str| format!("[[card]]\nid = \"{id}\"\nfront = \"f {id}\"\nback = \"b\"\n");
            format!("[deck]\nid = \"d\"\ntitle = \"D\"\n{}", ids.iter().map(entry).collect::<String>())
        };
        let help = |there: &[&str], here: &[&str]| {
            let texts = [text(there), text(here)];
            let readings = texts.each_ref().map(|text| read(text).deck.expect("a deck"));
            two_files(&readings[0], &readings[1])
        };
        assert!(
            help(&["a", "b", "c"], &["a", "x"]).starts_with("1 of 2 entries are in both: keep what was handed out")
        );
        assert!(help(&["a", "b", "c"], &["x", "y", "c"]).starts_with("two decks need two ids"));
        assert!(help(&[], &[]).starts_with("two decks need two ids"));
    }

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
