//! The table in words: the page that `?` shows, and all of it for the manual.

use super::table::TABLE;
use super::{Binding, Deed, Hand, Place, shown};

/// The keys of a place and what they do, but for closed deeds; where a line is typed, those that edit it in one row, each
/// with a word or two.
pub(crate) fn page(place: Place, hand: Hand, closed: &[Deed]) -> Vec<(String, String)> {
    let mut rows = rows(place, hand, closed);
    if matches!(place, Place::Line | Place::ExamLine) && hand == Hand::Keys {
        let edits: Vec<&Binding> = TABLE.iter().filter(|row| row.places.contains(&Place::Typing)).collect();
        let alike = edits.chunk_by(|one, next| one.label == next.label).map(|alike| {
            let keys: Vec<String> = alike.iter().map(|row| keys(row, place, hand).replace(' ', "\u{a0}")).collect();
            format!("{} {}", keys.join(", "), alike[0].label)
        });
        rows.push(("editing".to_owned(), alike.collect::<Vec<_>>().join("; ")));
    }
    rows
}

fn rows(place: Place, hand: Hand, closed: &[Deed]) -> Vec<(String, String)> {
    let is_open = |row: &&Binding| row.places.contains(&place) && !row.keys.is_empty() && !closed.contains(&row.deed);
    let rows = TABLE.iter().filter(is_open);
    rows.map(|row| (keys(row, place, hand), row.words.to_owned())).collect()
}

fn keys(row: &Binding, place: Place, hand: Hand) -> String {
    row.keys.iter().map(|key| shown(key, place, hand)).collect::<Vec<_>>().join(" ")
}

const SESSION: [(Place, &str); 9] = [
    (Place::Start, "At the first screen:"),
    (Place::Line, "While an answer is typed:"),
    (Place::Card, "At a card to be turned over:"),
    (Place::Choice, "At a question with options:"),
    (Place::Verdict, "At a verdict:"),
    (Place::Asked, "At a question of yes or no:"),
    (Place::Offered, "Before a card of yours is added:"),
    (Place::End, "When nothing is left to ask:"),
    (Place::Typing, "In any line:"),
];

const EXAM: [(Place, &str); 4] = [
    (Place::ExamLine, "While an answer is typed:"),
    (Place::ExamChoice, "At a question with options:"),
    (Place::ExamOverview, "At the overview:"),
    (Place::Typing, "In any line:"),
];

/// Which keys a manual is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    Session,
    Exam,
}

/// All keys of a session or an exam, place by place, for `--help` and the manual.
pub(crate) fn all(about: About) -> String {
    let places: &[(Place, &str)] = match about {
        About::Session => &SESSION,
        About::Exam => &EXAM,
    };
    let mut text = "Keys:".to_owned();
    for (place, head) in places {
        text += &format!("\n  {head}\n");
        for (keys, words) in rows(*place, Hand::Keys, &[]) {
            text += &format!("    {keys:16} {words}\n");
        }
    }
    text.trim_end().to_owned()
}
