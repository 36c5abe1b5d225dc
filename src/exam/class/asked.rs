//! A question as a class met it: what was given, how often, and how those did who gave it.

use std::collections::HashMap;

use crate::card::KindName;
use crate::exam::frozen::Key;
use crate::exam::result::ResultItem;
use crate::text::{Outcome, fold};

use super::key::{Judged, Keyed};
use super::rekey::Change;

/// Answers of one question that are told apart; what comes beyond them is counted together.
const APART: usize = 1_000;

/// What was given to a question, alike in form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Given {
    /// As the first of them was typed.
    pub(crate) said: String,
    pub(crate) count: usize,
    pub(crate) outcome: Outcome,
    pub(crate) credit: f64,
    /// Sum over the givers of their share of the whole test.
    pub(crate) shares: f64,
    /// Sum over the givers of their share of the other questions.
    pub(crate) rests: f64,
}

/// An option, and how often it was ticked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) text: String,
    pub(crate) right: bool,
    pub(crate) count: usize,
    pub(crate) shares: f64,
}

/// A question as a class met it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) card: String,
    pub(crate) kind: Option<KindName>,
    pub(crate) stem: String,
    pub(crate) answer: String,
    /// What is right, and what the author knows to be wrong, for typed answers.
    pub(crate) accepted: Vec<String>,
    pub(crate) refused: Vec<String>,
    pub(crate) points: f64,
    /// What it was worth before it was left out.
    pub(crate) points_before: f64,
    /// Judged by the decks at hand; false where a file's marks are all there is.
    pub(crate) judged: bool,
    /// Files in which it was another question than that of the key in force, with another answer.
    pub(crate) other_question: Vec<String>,
    pub(crate) change: Option<Change>,
    /// Papers on which it stood, and those that left it open.
    pub(crate) seen: usize,
    pub(crate) open: usize,
    pub(crate) options: Vec<Answer>,
    pub(crate) given: Vec<Given>,
    /// Answers beyond those told apart.
    pub(crate) others: usize,
    places: HashMap<(String, bool), usize>,
}

impl Asked {
    /// As the decks have it, else as a file says.
    pub(super) fn new(card: &str, item: &ResultItem, keyed: Option<&Keyed>, change: Option<Change>) -> Self {
        let (accepted, refused) = keyed.map(|keyed| forms(&keyed.item.key)).unwrap_or_default();
        let texts = keyed.map(|keyed| (keyed.item.stem.clone(), keyed.item.answer.clone()));
        let (stem, answer) = texts.unwrap_or_else(|| (shortened(&item.stem), shortened(&item.answer)));
        let option = |(text, right): (String, bool)| Answer { text, right, count: 0, shares: 0.0 };
        Self {
            card: card.to_owned(),
            kind: keyed.and_then(|keyed| KindName::parse(&keyed.item.kind)),
            stem,
            answer,
            accepted,
            refused,
            points: 0.0,
            points_before: if item.points.is_finite() { item.points.clamp(0.0, 1000.0) } else { 1.0 },
            judged: keyed.is_some(),
            other_question: Vec::new(),
            change,
            seen: 0,
            open: 0,
            options: keyed.map(Keyed::offered).unwrap_or_default().into_iter().map(option).collect(),
            given: Vec::new(),
            others: 0,
            places: HashMap::new(),
        }
    }

    /// What was given, the commonest first.
    pub(crate) fn by_count(&self) -> impl Iterator<Item = &Given> {
        let mut all: Vec<&Given> = self.given.iter().collect();
        all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.said.cmp(&b.said)));
        all.into_iter()
    }

    /// What was not right, the commonest first.
    pub(crate) fn commonest_wrong(&self) -> Vec<&Given> {
        self.by_count().filter(|given| !given.outcome.is_right()).collect()
    }

    pub(super) fn give(&mut self, said: &str, mark: Judged, whole: f64, rest: f64) {
        let key = (fold(&shortened(said)), mark.outcome.is_right());
        let place = match self.places.get(&key) {
            Some(place) => *place,
            None if self.given.len() >= APART => {
                self.others += 1;
                return;
            }
            None => {
                self.places.insert(key, self.given.len());
                let (said, outcome, credit) = (shortened(said), mark.outcome, mark.credit);
                self.given.push(Given { said, count: 0, outcome, credit, shares: 0.0, rests: 0.0 });
                self.given.len() - 1
            }
        };
        let given = &mut self.given[place];
        given.count += 1;
        given.shares += whole;
        given.rests += rest;
    }
}

/// Accepted and refused forms of a key that is typed as a text.
fn forms(key: &Key) -> (Vec<String>, Vec<String>) {
    match key {
        Key::Text { answers, wrong, .. } => (answers.clone(), wrong.iter().map(|wrong| wrong.answer.clone()).collect()),
        _ => (Vec::new(), Vec::new()),
    }
}

/// The longest name or answer that is kept, in characters.
const LONGEST: usize = 200;

/// The start of a name or an answer, as much of it as is kept.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
