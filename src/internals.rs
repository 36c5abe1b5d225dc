//! For benches, `xtask` and `fuzz`, which are other crates: a few functions on plain types, behind a feature of the same
//! name. Not an interface.

mod chance;
pub mod fuzz_targets;
mod long_log;
mod simulated_student;
mod simulated_sync;

use crate::commands::try_answer::judge_line;
use crate::deck;
use crate::text::{
    DateKey, Entry, Language, Lexicon, NumberKey, Rivals, TextKey, Tolerance, When, check_date, check_number,
    check_text, fold, fold_word,
};

pub use chance::Chance;
pub use long_log::{Events, LongLog};
pub use simulated_student::{Expected, Mode, SimulatedStudent};
pub use simulated_sync::sync_runs;

/// A judge with its word lists, and a course of rivals.
pub struct Judge {
    lexicon: Lexicon,
    rivals: Rivals,
}

impl Judge {
    /// `rivals` are the other known answers of the course.
    #[must_use]
    pub fn new(rivals: &[String]) -> Self {
        let rivals = Rivals::new(rivals.iter().map(|rival| (rival.clone(), None)));
        Self { lexicon: Lexicon::embedded(), rivals }
    }

    /// The outcome's word for a typed text.
    #[must_use]
    pub fn text(&self, ask: &str, answers: &[String], typed: &str) -> &'static str {
        let key = TextKey {
            language: Language::English,
            ask: ask.to_owned(),
            answers: answers.to_vec(),
            wrong: Vec::new(),
            strict: false,
            sentence: None,
            entry: Entry::default(),
        };
        check_text(&key, &self.rivals, typed, &self.lexicon).outcome.word()
    }

    /// The outcome's word for a typed date; `answer` is ISO at its grain.
    #[must_use]
    pub fn date(&self, answer: &str, typed: &str) -> Option<&'static str> {
        let answer = When::parse(answer)?;
        let (ask, accept, wrong) = (String::new(), Vec::new(), Vec::new());
        let key = DateKey { language: Language::English, ask, answer, accept, wrong };
        Some(check_date(&key, typed, &self.lexicon).outcome.word())
    }

    /// The outcome's word for a typed number without unit.
    #[must_use]
    pub fn number(&self, value: f64, typed: &str) -> &'static str {
        let key = NumberKey {
            language: Language::English,
            ask: String::new(),
            value,
            unit: String::new(),
            tolerance: Tolerance::Absolute(0.0),
            bound: None,
            accept: Vec::new(),
            wrong: Vec::new(),
            shown: value.to_string(),
        };
        check_number(&key, typed, &self.lexicon).outcome.word()
    }

    /// A line of `acquis try --batch`, and what is answered.
    ///
    /// # Errors
    /// The line cannot be read: why.
    pub fn line(&self, line: &str) -> Result<String, String> {
        judge_line(line, &self.lexicon)
    }
}

/// Panics in the middle of a line, with keys coming at once, pastes marked and the cursor hidden, to show that the terminal is left as it was found.
///
/// # Panics
/// Always, unless there is no terminal.
pub fn panic_at_a_terminal() {
    crate::ui::panic_at_a_terminal();
}

/// The form in which texts are compared.
#[must_use]
pub fn folded(text: &str) -> String {
    fold(text)
}

/// A single word in that form.
#[must_use]
pub fn folded_word(word: &str) -> String {
    fold_word(word)
}

/// How much `check` finds in the decks of these texts, with every lint.
#[must_use]
pub fn findings(texts: &[&str]) -> usize {
    let readings: Vec<deck::Reading> = texts.iter().map(|text| deck::read(text)).collect();
    let told: usize = readings.iter().map(|reading| reading.diagnostics.len()).sum();
    let sheets: Vec<deck::Sheet<'_>> = readings
        .iter()
        .zip(texts)
        .filter_map(|(reading, text)| {
            let deck = reading.deck.as_ref()?;
            Some(deck::Sheet { name: "deck.toml", text, deck, silenced: &reading.silenced, told: true })
        })
        .collect();
    let weak = deck::lint(&sheets, &[], chrono::NaiveDate::MAX);
    told + weak.iter().map(|weak| weak.of_deck.len() + weak.of_entries.len()).sum::<usize>()
}

/// The length of a deck's text once `check --fix` mended it.
#[must_use]
pub fn mended(text: &str) -> usize {
    deck::fixed(text).map_or(text.len(), |mended| mended.len())
}
