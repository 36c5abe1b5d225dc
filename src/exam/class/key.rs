//! What a class's answers are judged by: the questions of the decks at hand, frozen as an exam freezes them.

use std::collections::HashMap;

use crate::card::{CardId, Interaction, MarkingRule, Question, Response};
use crate::deck::Catalogue;
use crate::exam::Former;
use crate::exam::frozen::{Key, PaperItem};
use crate::exam::paper::{fingerprint, freeze};
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
    former: Former,
    /// The card of each name, its own or a former one.
    places: HashMap<String, Option<usize>>,
    keyed: HashMap<usize, Keyed>,
}

impl<'a> Keys<'a> {
    /// The decks' own, changed where something is to be put right.
    pub(crate) fn new(catalogue: &'a Catalogue, changed: Option<&'a Rekey>) -> Self {
        let (former, places, keyed) = (Former::new(catalogue), HashMap::new(), HashMap::new());
        Self { catalogue, lexicon: Lexicon::embedded(), changed, former, places, keyed }
    }

    /// The place of a card that is asked and judged, by its name or by one that it had.
    fn place(&mut self, card: &str) -> Option<usize> {
        let (catalogue, former) = (self.catalogue, &self.former);
        *self.places.entry(card.to_owned()).or_insert_with(|| {
            let at = former.find(catalogue, &CardId::parse(card)?)?;
            (!is_self_rated(catalogue, at)).then_some(at)
        })
    }

    /// What a card is called in these decks, whatever it was called on a paper.
    pub(crate) fn name_of(&mut self, card: &str) -> Option<String> {
        self.place(card).map(|at| self.catalogue.cards[at].id.to_string())
    }

    /// A card's question; none where its deck is not at hand or asks it no more.
    pub(crate) fn of(&mut self, card: &str, seed: u64) -> Option<&mut Keyed> {
        let at = self.place(card)?;
        let (catalogue, changed) = (self.catalogue, self.changed);
        let made = self.keyed.entry(at).or_insert_with(|| {
            let own = &catalogue.cards[at].id;
            let mut item = freeze(catalogue, at, CardId::parse(card).as_ref().unwrap_or(own), seed);
            let unfit = match changed.and_then(|changed| changed.of(&own.to_string())) {
                Some(Change::Key(change)) => change.apply(&mut item).err(),
                _ => None,
            };
            Keyed { item, unfit, questions: HashMap::new(), card: at, known: HashMap::new() }
        });
        Some(made)
    }

    /// An answer judged by the rule of its paper. What cannot be read as an answer is wrong, and `Unread`.
    pub(crate) fn judge(&mut self, card: &str, seed: u64, said: &str, rule: u32) -> Option<Judged> {
        self.of(card, seed)?;
        let at = self.place(card)?;
        let keyed = self.keyed.get_mut(&at)?;
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
    pub(crate) fn frozen(&mut self, cards: &[String], seed: u64) -> Option<Vec<(usize, PaperItem)>> {
        let frozen = cards.iter().map(|card| {
            let at = self.place(card)?;
            Some((at, freeze(self.catalogue, at, &CardId::parse(card)?, seed)))
        });
        frozen.collect()
    }

    /// Whether these are the very questions of a paper.
    pub(crate) fn have(&mut self, cards: &[String], seed: u64, print: &str) -> bool {
        self.frozen(cards, seed).is_some_and(|frozen| fingerprint(frozen.iter().map(|(_, item)| item)) == print)
    }

    /// Names of the course that a typed answer is never taken for.
    pub(crate) fn rivals(&mut self, card: &str) -> Vec<String> {
        let at = self.place(card);
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
