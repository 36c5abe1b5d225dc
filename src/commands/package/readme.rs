//! What a student reads first who was given nothing but the package.

use super::Course;
use crate::card::Deck;
use crate::ui::harmless_line;

/// Where the program is to be had, as far as its maker said so.
const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// What stands in every one of them.
const HEADING: &str = "STUDYING WITH ACQUIS";

/// Whether a text is what a package says to its students.
pub(crate) fn is_readme(text: &str) -> bool {
    text.contains(HEADING)
}

pub(super) fn readme(course: &Course, anki: &str, mocks: &[String]) -> String {
    let title = course.title();
    let decks: Vec<&Deck> = course.decks.iter().map(|&at| &course.catalogue.decks[at]).collect();
    let mut text = format!("{title}\n{}\n\n", "=".repeat(title.chars().count()));
    for deck in &decks {
        text += &format!("- {}\n", harmless_line(&about(deck)));
    }
    let home = if HOME.is_empty() { "ask whoever gave you this where to get it".to_owned() } else { HOME.to_owned() };
    let zip = format!("{}.zip", course.name());
    text += &format!(
        "
ONLY READING?  Open read.html in a browser: every question with its answer, the reason and the source.

USING ANKI ALREADY?  File > Import > {anki}

{HEADING}, which judges what you type and knows your exam date
1. acquis is a program for the terminal, on Windows, macOS and Linux: {home}.
2. Open a terminal in the folder of the zip, which need not be unpacked, and add it once by its name, as
       acquis decks add {zip}
3. Study, some minutes each day; Enter begins, ? shows the keys:
       acquis
4. Tell it the day of your exam and the minutes you have:
       acquis plan --exam 2027-01-20 --minutes 20
A correction: save the new zip over the old one and run `acquis decks update`. Your progress is kept, and you are told what
changed. Given as an address, the course is added and corrected by that: acquis decks add https://...
"
    );
    if !mocks.is_empty() {
        text += "\nTESTING YOURSELF before the exam: unpack the zip, and in its folder\n";
        for mock in mocks {
            text += &format!("       acquis exam --blueprint {}\n", crate::error::pasted(mock));
        }
    }
    text + "
SOMETHING WRONG?  While studying, f flags a card; send the author what this writes:
       acquis cards --flagged --overruled --json > feedback.json

Editing the decks (*.toml): deck.schema.json is their format for editors; acquis check tells every mistake.
"
}

/// Title, version, authors, licence and address of a deck, as far as they are there.
pub(super) fn about(deck: &Deck) -> String {
    let version = deck.version.as_ref().map(|version| format!("version {version}"));
    let authors = Some(deck.authors.join(", ")).filter(|authors| !authors.is_empty());
    let authors = authors.map(|authors| format!("by {authors}"));
    let entries = crate::ui::counted(deck.notes.len(), "entry", "entries");
    let said = [version, authors, deck.licence.clone(), deck.url.clone(), Some(entries)];
    format!("{}: {}", deck.title, said.into_iter().flatten().collect::<Vec<_>>().join("; "))
}
