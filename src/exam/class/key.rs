//! What a class's answers are judged by: the questions of the decks at hand, frozen as an exam freezes them.

use std::collections::HashMap;

use crate::card::{CardId, Interaction, MarkingRule, Question, Response};
use crate::deck::Catalogue;
use crate::exam::frozen::{Key, PaperItem};
use crate::exam::paper::freeze;
use crate::text::{Lexicon, Outcome};

use super::rekey::{Change, Rekey};

/// Judged answers of one question that are kept; a class gives the same ones again and again.
const KEPT: usize = 2_000;

/// A mark: how an answer is judged, and its share of the points, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Judged {
    pub(crate) outcome: Outcome,
    pub(crate) credit: f64,
}

/// A question with all that its answers are judged by.
pub(crate) struct Keyed {
    /// As the decks have it, or as it was put right.
    pub(crate) item: PaperItem,
    /// Why it could not be put right.
    pub(crate) unfit: Option<String>,
    /// By the number of the rule.
    questions: HashMap<u32, Question>,
    /// Its place in the catalogue, for what typed answers are held against.
    card: usize,
    known: HashMap<(u32, String), Judged>,
}

/// Every question that was asked for so far, judged by the decks.
pub(crate) struct Keys<'a> {
    catalogue: &'a Catalogue,
    lexicon: Lexicon,
    changed: Option<&'a Rekey>,
    keyed: HashMap<String, Option<Keyed>>,
}

impl<'a> Keys<'a> {
    /// The decks' own, changed where something is to be put right.
    pub(crate) fn new(catalogue: &'a Catalogue, changed: Option<&'a Rekey>) -> Self {
        Self { catalogue, lexicon: Lexicon::embedded(), changed, keyed: HashMap::new() }
    }

    /// A card's question; none where its deck is not at hand or asks it no more.
    pub(crate) fn of(&mut self, card: &str, seed: u64) -> Option<&mut Keyed> {
        let (catalogue, changed) = (self.catalogue, self.changed);
        let made = self.keyed.entry(card.to_owned()).or_insert_with(|| {
            let id = CardId::parse(card)?;
            let at = catalogue.find(&id).filter(|&at| !is_self_rated(catalogue, at))?;
            let mut item = freeze(catalogue, at, seed);
            let unfit = match changed.and_then(|changed| changed.of(card)) {
                Some(Change::Key(change)) => change.apply(&mut item).err(),
                _ => None,
            };
            Some(Keyed { item, unfit, questions: HashMap::new(), card: at, known: HashMap::new() })
        });
        made.as_mut()
    }

    /// An answer judged by the rule of its paper. What cannot be read as an answer is wrong, and `Unread`.
    pub(crate) fn judge(&mut self, card: &str, seed: u64, said: &str, rule: u32) -> Option<Judged> {
        self.of(card, seed)?;
        let keyed = self.keyed.get_mut(card)?.as_mut()?;
        if let Some(judged) = keyed.known.get(&(rule, said.to_owned())) {
            return Some(*judged);
        }
        let numbered = MarkingRule::of_number(rule).unwrap_or_default();
        let item = &keyed.item;
        let question = match keyed.questions.entry(rule) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(free) => free.insert(item.question(numbered).ok()?),
        };
        let rivals = self.catalogue.rivals(&self.catalogue.cards[keyed.card]);
        let mut judged = match question.understood(said) {
            Some(response) => judged(&question.check(&response, rivals, &self.lexicon)),
            // An option dealt on that paper alone is a wrong one: the right ones stand on every paper.
            None => Judged { outcome: Outcome::Unread, credit: 0.0 },
        };
        if matches!(question.interaction, Interaction::List(_)) && said.contains("; ") {
            // Typed item by item, or in one line: both were put to words alike.
            let items = said.split("; ").map(str::to_owned).collect();
            let listed = self::judged(&question.check(&Response::Items(items), rivals, &self.lexicon));
            judged = if listed.credit > judged.credit { listed } else { judged };
        }
        if keyed.known.len() < KEPT {
            keyed.known.insert((rule, said.to_owned()), judged);
        }
        Some(judged)
    }

    /// The questions of a paper as the decks have them for its seed; none where one is not at hand.
    pub(crate) fn frozen(&self, cards: &[String], seed: u64) -> Option<Vec<(usize, PaperItem)>> {
        let frozen = cards.iter().map(|card| {
            let at = self.catalogue.find(&CardId::parse(card)?)?;
            (!is_self_rated(self.catalogue, at)).then(|| (at, freeze(self.catalogue, at, seed)))
        });
        frozen.collect()
    }

    /// Names of the course that a typed answer is never taken for.
    pub(crate) fn rivals(&self, card: &str) -> Vec<String> {
        let at = CardId::parse(card).and_then(|id| self.catalogue.find(&id));
        let pairs = at.map(|at| self.catalogue.rivals(&self.catalogue.cards[at]).pairs());
        pairs.into_iter().flatten().map(|(name, _)| name.to_owned()).collect()
    }
}

fn is_self_rated(catalogue: &Catalogue, at: usize) -> bool {
    matches!(catalogue.cards[at].part.key, crate::card::Key::Recall(_))
}

fn judged(verdict: &crate::text::Verdict) -> Judged {
    Judged { outcome: verdict.outcome, credit: verdict.credit.share() }
}

impl Keyed {
    /// The options that are offered, with whether each is right; none where nothing is chosen from.
    pub(crate) fn offered(&self) -> Vec<(String, bool)> {
        match &self.item.key {
            Key::Choose { options } | Key::Select { options } => {
                options.iter().map(|option| (option.text.clone(), option.right)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The options that were ticked.
    pub(crate) fn ticked(&self, said: &str) -> Vec<String> {
        let question = self.questions.values().next();
        match question.and_then(|question| question.understood(said)) {
            Some(Response::Selected(picked)) => {
                let offered = self.offered();
                picked.iter().filter_map(|&at| offered.get(at)).map(|(text, _)| text.clone()).collect()
            }
            _ => vec![said.to_owned()],
        }
    }
}
