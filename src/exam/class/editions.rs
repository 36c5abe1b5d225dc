//! The decks that the papers of a class may have been drawn from: those at hand and those that were handed out, each
//! also as its cards were called before their authors renamed them.

use std::collections::{HashMap, HashSet};

use crate::deck::Catalogue;
use crate::exam::{Blueprint, Namings, Paper, Pool, Version};

/// Draws of a seed that a paper may come from.
const HANDS: u32 = 24;
/// Namings of the cards of a deck that are tried.
const NAMINGS: usize = 400;

/// Decks, and what of them a blueprint draws from.
struct Edition<'a> {
    catalogue: &'a Catalogue,
    selected: Vec<usize>,
    namings: Namings,
}

/// What papers of a blueprint are drawn from.
pub(crate) struct Editions<'a> {
    blueprint: &'a Blueprint,
    /// Those at hand first.
    editions: Vec<Edition<'a>>,
    /// Where the last paper came from.
    last: Option<(usize, Pool)>,
    /// The last seed, and the papers that it gives today.
    today: (u64, Vec<Vec<String>>),
    /// By seed and cards, whether any edition gives them.
    known: HashMap<(u64, Vec<String>), bool>,
}

impl<'a> Editions<'a> {
    /// Each with the cards that the blueprint draws from; the decks at hand stand first.
    pub(crate) fn new(
        blueprint: &'a Blueprint,
        editions: impl IntoIterator<Item = (&'a Catalogue, Vec<usize>)>,
    ) -> Self {
        let edition = |(catalogue, selected): (&'a Catalogue, Vec<usize>)| {
            let namings = Namings::new(catalogue, &selected);
            Edition { catalogue, selected, namings }
        };
        let editions = editions.into_iter().map(edition).collect();
        Self { blueprint, editions, last: None, today: (0, Vec::new()), known: HashMap::new() }
    }

    pub(super) fn pass(&self) -> Option<f64> {
        self.blueprint.pass
    }

    /// Whether a seed gives these cards.
    pub(crate) fn gives(&mut self, seed: u64, cards: &[String]) -> bool {
        if let Some(known) = self.known.get(&(seed, cards.to_vec())) {
            return *known;
        }
        let gives = self.today(seed).iter().any(|hand| hand == cards) || self.gave(seed, cards);
        self.known.insert((seed, cards.to_vec()), gives);
        gives
    }

    /// The cards that a seed gives by the decks at hand which differ from these in the fewest.
    pub(super) fn nearest(&mut self, seed: u64, cards: &[String]) -> Option<&Vec<String>> {
        let own: HashSet<&String> = cards.iter().collect();
        self.today(seed).iter().min_by_key(|hand| {
            let shared = hand.iter().filter(|card| own.contains(card)).count();
            hand.len() + cards.len() - 2 * shared
        })
    }

    fn today(&mut self, seed: u64) -> &[Vec<String>] {
        if self.today.0 != seed || self.today.1.is_empty() {
            let at_hand = &self.editions[0];
            let pool = Pool::new(at_hand.catalogue, &at_hand.selected);
            self.today = (seed, (0..HANDS).map(|hand| drawn(at_hand, &pool, self.blueprint, seed, hand)).collect());
        }
        &self.today.1
    }

    /// Whether decks that were handed out, or cards as they were called before, give them.
    fn gave(&mut self, seed: u64, cards: &[String]) -> bool {
        let blueprint = self.blueprint;
        let fits = |edition: &Edition<'_>, pool: &Pool| {
            (0..HANDS).any(|hand| drawn(edition, pool, blueprint, seed, hand) == cards)
        };
        if self.last.as_ref().is_some_and(|(at, pool)| fits(&self.editions[*at], pool)) {
            return true;
        }
        let found = self.pools(cards).find(|(at, pool)| fits(&self.editions[*at], pool));
        let is_found = found.is_some();
        self.last = found.or(self.last.take());
        is_found
    }

    /// What may have been drawn from, the nearest to today first.
    fn pools(&self, cards: &[String]) -> impl Iterator<Item = (usize, Pool)> + use<'_, 'a> {
        let mut tried: Vec<(usize, usize, crate::exam::Names)> = Vec::new();
        for (at, edition) in self.editions.iter().enumerate() {
            let namings = edition.namings.fitting(cards, NAMINGS);
            tried.extend(namings.into_iter().enumerate().map(|(nth, names)| (nth, at, names)));
        }
        tried.sort_by_key(|(nth, at, _)| (*nth, *at));
        tried.into_iter().map(|(_, at, names)| {
            let edition = &self.editions[at];
            (at, Pool::named(edition.catalogue, &edition.selected, names))
        })
    }

    /// The paper whose fingerprint begins so, by whichever edition has it, and whether that is of the decks at hand.
    pub(crate) fn paper(&self, title: &str, seed: u64, version: Version, mark: &str) -> Option<(Paper, bool)> {
        let paper = |(at, pool): (usize, Pool)| {
            let catalogue = self.editions[at].catalogue;
            let paper = Paper::new(catalogue, &pool, self.blueprint, title.to_owned(), seed, version).ok()?;
            paper.fingerprint.starts_with(mark).then_some((paper, at == 0))
        };
        self.pools(&[]).find_map(paper)
    }
}

/// The cards of a draw in the order of their names, none where it cannot be drawn.
fn drawn(edition: &Edition<'_>, pool: &Pool, blueprint: &Blueprint, seed: u64, hand: u32) -> Vec<String> {
    let drawn = pool.draw(blueprint, seed, hand).unwrap_or_default();
    let mut cards: Vec<String> = drawn.into_iter().map(|at| pool.id(edition.catalogue, at).to_string()).collect();
    cards.sort();
    cards
}
