//! What cards were called before their authors renamed them: papers of that time are read and drawn again by it.

use std::collections::{HashMap, HashSet};

use crate::card::CardId;
use crate::deck::{Catalogue, NotePlace, former};

/// Which card a former id leads to.
pub(crate) struct Former(HashMap<CardId, Option<usize>>);

impl Former {
    /// A former id that is an entry's today leads there alone, and one that two entries claim nowhere.
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let mut claims: HashMap<CardId, Option<usize>> = HashMap::new();
        let renamed: Vec<usize> = (0..catalogue.cards.len()).filter(|&at| was_another(catalogue, at)).collect();
        if renamed.is_empty() {
            return Self(claims);
        }
        let entries = |deck: &'_ crate::card::Deck| -> Vec<(String, String)> {
            (0..deck.notes.len()).map(|note| (deck.id.clone(), deck.notes.id(note).to_owned())).collect()
        };
        let live: HashSet<(String, String)> = catalogue.decks.iter().flat_map(entries).collect();
        for at in renamed {
            let card = &catalogue.cards[at];
            for was in &catalogue.note(card).was {
                let Some(from) = former(was, &card.id, card.part.is_main) else { continue };
                let lives = !was.contains('#') && live.contains(&(from.deck.clone(), from.entry.clone()));
                if from != card.id && !lives && catalogue.find(&from).is_none() {
                    let claim = claims.entry(from).or_insert(Some(at));
                    *claim = claim.filter(|first| *first == at);
                }
            }
        }
        Self(claims)
    }

    /// The card of this id, or the one that had it.
    pub(crate) fn find(&self, catalogue: &Catalogue, id: &CardId) -> Option<usize> {
        catalogue.find(id).or_else(|| self.0.get(id).copied().flatten())
    }
}

fn was_another(catalogue: &Catalogue, card: usize) -> bool {
    let (deck, note) = catalogue.entry(card);
    deck.notes.was(note)
}

/// What cards were called at one time, as far as they were called otherwise than today.
#[derive(Clone, Default)]
pub(crate) struct Names(HashMap<usize, CardId>);

impl Names {
    pub(crate) fn of<'a>(&'a self, catalogue: &'a Catalogue, card: usize) -> &'a CardId {
        self.0.get(&card).unwrap_or_else(|| &catalogue.cards[card].id)
    }
}

/// An entry that had other ids.
struct Renamed {
    /// What its cards were called, the last time first.
    steps: Vec<Vec<(usize, CardId)>>,
    /// What they are called.
    now: Vec<String>,
}

/// What a paper may call the cards: as today, or as they were called before some of them were renamed.
pub(crate) struct Namings(Vec<Renamed>);

/// Entries with how many of their renames are undone.
type Undone = Vec<(usize, usize)>;

impl Namings {
    /// Of the entries of these cards.
    pub(crate) fn new(catalogue: &Catalogue, selected: &[usize]) -> Self {
        let mut entries: Vec<(NotePlace, Vec<usize>)> = Vec::new();
        for &at in selected.iter().filter(|&&at| was_another(catalogue, at)) {
            let place = catalogue.place(at);
            match entries.iter_mut().find(|(known, _)| *known == place) {
                Some((_, cards)) => cards.push(at),
                None => entries.push((place, vec![at])),
            }
        }
        let renamed = entries.into_iter().map(|(_, cards)| {
            let was = &catalogue.note(&catalogue.cards[cards[0]]).was;
            let named = |was: &String| -> Vec<(usize, CardId)> {
                let cards = cards.iter().map(|&at| (at, &catalogue.cards[at]));
                cards.filter_map(|(at, card)| Some((at, former(was, &card.id, card.part.is_main)?))).collect()
            };
            let now = cards.iter().map(|&at| catalogue.cards[at].id.to_string()).collect();
            Renamed { steps: was.iter().rev().map(named).filter(|step| !step.is_empty()).collect(), now }
        });
        Self(renamed.collect())
    }

    /// At most so many namings that fit the cards of a paper, those nearest to today's first. What stands on the paper
    /// says what its entry was called; of the others any may have been renamed since.
    pub(crate) fn fitting(&self, cards: &[String], most: usize) -> Vec<Names> {
        let on_paper: HashSet<&str> = cards.iter().map(String::as_str).collect();
        let (mut known, mut free): (Undone, Vec<usize>) = (Vec::new(), Vec::new());
        for (at, renamed) in self.0.iter().enumerate() {
            let had =
                |step: &Vec<(usize, CardId)>| step.iter().any(|(_, id)| on_paper.contains(id.to_string().as_str()));
            if let Some(step) = renamed.steps.iter().position(had) {
                known.push((at, step));
            } else if !renamed.now.iter().any(|id| on_paper.contains(id.as_str())) {
                free.push(at);
            }
        }
        self.some_undone(&free, most).into_iter().map(|more| self.names(known.iter().chain(&more))).collect()
    }

    /// Nothing undone, then one entry's renames, then those of two, and so on.
    fn some_undone(&self, free: &[usize], most: usize) -> Vec<Undone> {
        let mut all: Vec<Undone> = vec![Vec::new()];
        let mut from = 0;
        while from < all.len() && all.len() < most {
            let base = all[from].clone();
            let later = free.iter().filter(|&&at| base.last().is_none_or(|(last, _)| at > *last));
            let steps = later.flat_map(|&at| (0..self.0[at].steps.len()).map(move |step| (at, step)));
            let more: Vec<Undone> = steps.map(|one| base.iter().copied().chain([one]).collect()).collect();
            all.extend(more);
            from += 1;
        }
        all.truncate(most);
        all
    }

    fn names<'a>(&self, undone: impl Iterator<Item = &'a (usize, usize)>) -> Names {
        Names(undone.flat_map(|(at, step)| self.0[*at].steps[*step].iter().cloned()).collect())
    }
}
