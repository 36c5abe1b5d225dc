//! The rows themselves.

use super::Place::{
    self, Asked, Card, Choice, End, ExamChoice, ExamLine, ExamOverview, Line, Offered, Pages, Start, Typing, Verdict,
};
use super::{Binding, Deed, Edit};
use crate::schedule::Rating;
use crate::study::Command;

const SESSION: &[Place] = &[Line, Card, Choice, Verdict];
const EDITS: &str = "opens it in your editor; of somebody else's deck, tells its author";
const EXAM: &[Place] = &[ExamLine, ExamChoice];

const fn row(
    deed: Deed,
    places: &'static [Place],
    keys: &'static [&'static str],
    also: &'static [&'static str],
    label: &'static str,
    words: &'static str,
) -> Binding {
    Binding { deed, places, keys, also, label, words }
}

const fn edit(edit: Edit, keys: &'static [&'static str], label: &'static str, words: &'static str) -> Binding {
    row(Deed::Edit(edit), &[Typing], keys, &[], label, words)
}

pub(super) const TABLE: &[Binding] = &[
    edit(Edit::Left, &["Left", "Ctrl-B"], "move", "a character back"),
    edit(Edit::Right, &["Right", "Ctrl-F"], "move", "a character on"),
    edit(Edit::WordLeft, &["Ctrl-Left", "Alt-B"], "by a word", "a word back"),
    edit(Edit::WordRight, &["Ctrl-Right", "Alt-F"], "by a word", "a word on"),
    edit(Edit::Home, &["Home", "Ctrl-A"], "to the ends", "to the beginning"),
    edit(Edit::End, &["End", "Ctrl-E"], "to the ends", "to the end"),
    row(
        Deed::Edit(Edit::Backspace),
        &[Typing],
        &["Backspace"],
        &["Ctrl-H"],
        "delete a character",
        "deletes the character before the cursor",
    ),
    edit(Edit::Delete, &["Delete", "Ctrl-D"], "delete a character", "deletes the character under it"),
    edit(Edit::KillBlank, &["Ctrl-W"], "back to a blank", "deletes back to a blank"),
    edit(Edit::KillWordBefore, &["Alt-Backspace"], "a word", "deletes the word before the cursor"),
    edit(Edit::KillWordAfter, &["Alt-D"], "a word", "deletes the word after it"),
    edit(Edit::KillBefore, &["Ctrl-U"], "all before or after", "deletes everything before the cursor"),
    edit(Edit::KillAfter, &["Ctrl-K"], "all before or after", "deletes everything after it"),
    edit(Edit::PutBack, &["Ctrl-Y"], "puts it in again", "puts in what was last deleted by a word or more"),
    edit(
        Edit::Earlier,
        &["Up", "Ctrl-P"],
        "earlier answers",
        "your answers of this session, the last one to this card first",
    ),
    edit(Edit::Later, &["Down", "Ctrl-N"], "earlier answers", "back to what you were typing"),
    row(Deed::Accept, &[Verdict], &["Enter", "Space"], &[], "", "accepts the first rating"),
    row(Deed::Rate(Rating::Again), &[Verdict], &["1", "a"], &["&", "+"], "", "again"),
    row(Deed::Rate(Rating::Hard), &[Verdict], &["2", "h"], &["é", "ě"], "", "hard"),
    row(Deed::Rate(Rating::Good), &[Verdict], &["3", "g"], &["\"", "š"], "", "good"),
    row(Deed::Rate(Rating::Easy), &[Verdict], &["4", "e"], &["'", "č"], "", "easy"),
    row(Deed::Overrule, &[Verdict], &["y"], &[], "I was right", "I was right: counts the answer as right"),
    row(Deed::OverruleAndTake, &[Verdict], &[], &["take"], "", ""),
    row(Deed::Yes, &[Asked], &["y"], &["yes"], "yes", "yes"),
    row(Deed::No, &[Asked], &["Enter", "n"], &["no", "Space"], "no", "no"),
    row(Deed::Yes, &[Offered], &["Enter", "y"], &["yes"], "yes", "yes"),
    row(Deed::No, &[Offered], &["n"], &["no"], "no", "no"),
    row(
        Deed::Retype,
        &[Verdict],
        &["r"],
        &["retype"],
        "retype",
        "takes your line up again, for practice: nothing is counted",
    ),
    row(Deed::Turn, &[Card], &["Enter", "Space"], &[], "turn the card", "turns the card"),
    row(Deed::Give, &[Line], &["Enter"], &[], "", "gives the answer"),
    row(Deed::Choose, &[Choice], &["1 to 9"], &[], "", "a digit answers"),
    row(Deed::Choose, &[ExamChoice], &["1 to 9"], &[], "", "marks an option, Enter gives it"),
    row(Deed::Mark, &[Choice, ExamChoice], &["Up", "Down"], &[], "", "mark an option, Enter gives it"),
    row(Deed::GiveUp, &[Line, Choice], &["Enter twice"], &[], "", "gives up: an empty line, then another"),
    row(Deed::Give, EXAM, &["Enter"], &[], "", "gives the answer; an empty line leaves it open and goes on"),
    row(Deed::Do(Command::Hint), &[Line], &["h"], &["t", "hint"], "hint", "shows the hint"),
    row(Deed::Do(Command::Hint), &[Card, Choice], &["t"], &["h", "hint"], "hint", "shows the hint"),
    // Beside the answer a hint helps nobody: the front says so.
    row(Deed::Do(Command::Hint), &[Verdict], &[], &["t", "hint"], "", ""),
    row(Deed::Do(Command::Undo), &[Line, Card, Choice], &["u"], &["undo"], "undo", "undoes the last rating"),
    row(
        Deed::Do(Command::Undo),
        &[Verdict],
        &["u"],
        &["undo"],
        "undo",
        "takes your answer back: the card is asked again",
    ),
    row(Deed::Do(Command::Undo), &[End], &["u"], &["undo"], "undo the last rating", "undoes the last rating"),
    row(
        Deed::Do(Command::Suspend),
        SESSION,
        &["s"],
        &["suspend"],
        "suspend",
        "suspends this card: it is asked no more",
    ),
    row(Deed::Do(Command::Flag), SESSION, &["f"], &["flag"], "flag", "flags it for the author"),
    row(
        Deed::Do(Command::Note),
        SESSION,
        &["m"],
        &["note"],
        "note",
        "keeps a note of your own on it, shown under its verdicts",
    ),
    row(Deed::Do(Command::Edit), &[Line, Choice], &["e"], &["edit"], "edit", EDITS),
    row(Deed::Do(Command::Edit), &[Card], &[":e"], &["e", "edit"], "edit", EDITS),
    row(Deed::Do(Command::Edit), &[Verdict], &[":e"], &["edit"], "edit", EDITS),
    row(
        Deed::Do(Command::Add),
        &[Line, Choice],
        &["a"],
        &["add"],
        "add a card",
        "adds a card of your own, asked among the new ones",
    ),
    row(Deed::Do(Command::Add), &[Card], &[":a"], &["a", "add"], "add a card", "adds a card of your own"),
    row(Deed::Do(Command::Add), &[Verdict], &[":a"], &["add"], "add a card", "adds a card of your own"),
    row(Deed::Do(Command::History), SESSION, &["i"], &["history"], "history", "shows its history"),
    row(Deed::Begin, &[Start], &["Enter", "Space"], &[], "study", "begins today's session, where ? lists more keys"),
    row(Deed::Next, &[Pages], &["Space", "Enter", "Down"], &[], "next", "turns to the next card"),
    row(Deed::Back, &[Pages], &["b", "Up"], &[], "back", "goes back"),
    row(Deed::LookAgain, EXAM, &["f"], &["flag"], "flag", "flags it, to be looked at again"),
    row(Deed::Next, EXAM, &["n"], &["s", "skip", "next"], "next", "goes on"),
    row(Deed::Back, EXAM, &["b"], &["back"], "back", "goes back"),
    row(Deed::Go, EXAM, &[":7"], &[], "", "goes to question 7"),
    row(Deed::Clear, EXAM, &["c"], &["clear"], "take it back", "takes your answer back"),
    row(Deed::Overview, EXAM, &["o"], &["overview"], "overview", "shows what is open and flagged"),
    row(Deed::Go, &[ExamOverview], &["number"], &[], "to that question", "goes to that question"),
    row(Deed::Next, &[ExamOverview], &["Enter"], &[], "to the first open one", "goes to the first open one"),
    row(Deed::HandIn, &[ExamLine, ExamChoice, ExamOverview], &["d"], &["done", "hand in"], "hand in", "hands in"),
    row(Deed::Help, &[Line, Card, Choice, Verdict, Pages, Start], &["?"], &["help"], "keys", "lists the keys"),
    row(Deed::Help, &[ExamLine, ExamChoice, ExamOverview], &["?"], &["h", "help"], "keys", "lists the keys"),
    row(Deed::Quit, SESSION, &["q"], &["quit", "exit"], "leave", "leaves, Ctrl-D too; everything is saved"),
    row(Deed::Quit, &[End], &["Enter", "q"], &["Space"], "leave", "leaves"),
    row(Deed::Quit, &[Start], &["q"], &["quit"], "leave", "leaves; `acquis --help` lists what else there is"),
    row(Deed::Quit, &[Pages], &["q"], &["quit"], "leave", "leaves, Ctrl-D too"),
    row(
        Deed::Quit,
        &[ExamLine, ExamChoice, ExamOverview],
        &["q"],
        &["quit", "exit"],
        "leave, and resume later",
        "leaves: `acquis exam --resume` goes on, the clock stands still meanwhile",
    ),
];
