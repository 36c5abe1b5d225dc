//! The one table of keys: what is pressed or typed, what it does, where it holds, and the words for it. Prompts, the page
//! that `?` shows, `--help` and the manual are made from it, and what a key does is looked up in it.

mod page;
mod table;

use crate::schedule::Rating;
use crate::study::Command;
use crate::ui::line::Key;

pub(crate) use page::{About, all, page};
use table::TABLE;

/// A prompt that waits for keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Any line being typed, whatever it is for.
    Typing,
    /// An answer is typed; commands begin with a colon.
    Line,
    /// A card to be turned over.
    Card,
    /// One of at most nine options.
    Choice,
    Verdict,
    /// Yes or no is asked, and no is what Enter means.
    Asked,
    /// The same, where yes is what was begun.
    Offered,
    /// Nothing is left to ask.
    End,
    /// An answer is typed in an exam.
    ExamLine,
    /// One of at most nine options in an exam.
    ExamChoice,
    ExamOverview,
    /// Cards are read through.
    Pages,
    /// The first screen.
    Start,
}

/// How a front hears keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hand {
    /// Each by itself, where no text is asked for.
    Keys,
    /// As lines, always.
    Lines,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    Edit(Edit),
    /// Gives what was typed or marked.
    Give,
    GiveUp,
    Turn,
    /// Chooses an option by its number.
    Choose,
    /// Marks another option.
    Mark,
    /// Takes the rating proposed.
    Accept,
    Rate(Rating),
    Overrule,
    /// The same, and what was typed is taken as right from now on.
    OverruleAndTake,
    Yes,
    No,
    /// Takes the line up again after a verdict: practice.
    Retype,
    Do(Command),
    /// Begins what the first screen tells.
    Begin,
    Next,
    Back,
    /// Flags a question of an exam, to be looked at again.
    LookAgain,
    /// Takes an answer of an exam back.
    Clear,
    Overview,
    /// To a question of an exam, by its number.
    Go,
    HandIn,
    Help,
    Quit,
}

/// What a key does to the line being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    Left,
    Right,
    Home,
    End,
    WordLeft,
    WordRight,
    Backspace,
    Delete,
    /// What stands between blanks, before the cursor.
    KillBlank,
    KillWordBefore,
    KillWordAfter,
    KillBefore,
    KillAfter,
    PutBack,
    Earlier,
    Later,
}

/// A row of the table.
pub(crate) struct Binding {
    pub(crate) deed: Deed,
    pub(crate) places: &'static [Place],
    /// Shown; the first one in prompts. What begins with a small letter, or is a digit or a sign, is typed.
    keys: &'static [&'static str],
    /// Mean the same and are not shown.
    also: &'static [&'static str],
    /// In a prompt.
    label: &'static str,
    /// On the page of keys.
    words: &'static str,
}

/// What a key, or a command without its colon, does at a place.
pub(crate) fn find(place: Place, typed: &str) -> Option<Deed> {
    let one = |text: &str| text.chars().nth(1).is_none();
    let small = if one(typed) { typed.to_lowercase() } else { typed.to_owned() };
    let named = |binding: &&Binding| binding.keys.iter().chain(binding.also).any(|key| *key == small);
    TABLE.iter().filter(|binding| binding.places.contains(&place)).find(named).map(|binding| binding.deed)
}

/// What a key does to the line being typed.
pub(crate) fn edit(key: &Key) -> Option<Edit> {
    match find(Place::Typing, &key.name())? {
        Deed::Edit(edit) => Some(edit),
        _ => None,
    }
}

/// The rating behind a key, open or not.
pub(crate) fn rating(key: char) -> Option<Rating> {
    match find(Place::Verdict, key.encode_utf8(&mut [0; 4])) {
        Some(Deed::Rate(rating)) => Some(rating),
        _ => None,
    }
}

/// A key as a prompt shows it, and what it does in a word or two; none where the deed has no key there.
pub(crate) fn prompt(place: Place, hand: Hand, deed: Deed) -> Option<(String, &'static str)> {
    let binding = TABLE.iter().find(|binding| binding.deed == deed && binding.places.contains(&place))?;
    let key = binding.keys.first()?;
    Some((shown(key, place, hand), binding.label))
}

/// `` `:h` shows the hint ``: a key and the first words for it.
pub(crate) fn told(place: Place, hand: Hand, deed: Deed) -> Option<String> {
    let binding = TABLE.iter().find(|binding| binding.deed == deed && binding.places.contains(&place))?;
    let words = binding.words.split([',', ';', ':']).next().unwrap_or_default();
    Some(format!("`{}` {words}", shown(binding.keys.first()?, place, hand)))
}

/// A colon stands before what would otherwise be an answer.
fn shown(key: &str, place: Place, hand: Hand) -> String {
    let needs_colon = match place {
        Place::Line | Place::ExamLine => true,
        Place::Card | Place::Choice | Place::ExamChoice => hand == Hand::Lines,
        Place::Typing | Place::Verdict | Place::Asked | Place::Offered => false,
        Place::End | Place::ExamOverview | Place::Pages | Place::Start => false,
    };
    let is_command = key.chars().count() == 1 && !key.starts_with(|c: char| c.is_ascii_digit());
    if needs_colon && is_command { format!(":{key}") } else { key.to_owned() }
}
