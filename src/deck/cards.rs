//! The cards of the decks in reach: where each stands, and the card itself once it is looked at.

use std::cell::OnceCell;
use std::ops::Index;
use std::rc::Rc;

use crate::card::{CardId, CardName, Deck, Named, Part, parts};

/// A card, with its place in the catalogue.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) id: CardId,
    pub(crate) part: Part,
    pub(crate) deck: usize,
    pub(super) note: usize,
}

/// An entry by its deck and its place there.
pub(crate) type NotePlace = (usize, usize);

impl Card {
    /// The entry that it is a part of.
    pub(crate) fn place(&self) -> NotePlace {
        (self.deck, self.note)
    }
}

/// The cards of all decks, in the authors' order; those of decks that were kept are made when they are looked at.
pub(crate) struct Cards {
    pub(super) decks: Rc<[Deck]>,
    pub(super) slots: Vec<Slot>,
}

/// Where a card stands, and the card if it is made.
pub(super) struct Slot {
    pub(super) deck: u32,
    pub(super) note: u32,
    pub(super) part: u32,
    pub(super) made: OnceCell<Box<Card>>,
}

impl Slot {
    pub(super) fn new(deck: usize, note: usize, part: usize) -> Self {
        let number =
            |place: usize| u32::try_from(place).expect("fewer decks, entries and parts than 4 thousand million");
        Self { deck: number(deck), note: number(note), part: number(part), made: OnceCell::new() }
    }

    pub(super) fn place(&self) -> NotePlace {
        (self.deck as usize, self.note as usize)
    }

    pub(super) fn name<'a>(&'a self, decks: &'a [Deck]) -> CardName<'a> {
        let (deck, note) = self.place();
        let deck = &decks[deck];
        match deck.notes.outlines() {
            Some(outlines) => CardName {
                deck: &deck.id,
                entry: outlines.id(note),
                part: outlines.part_name(note, self.part as usize),
            },
            None => self.card(decks).id.name(),
        }
    }

    pub(super) fn card(&self, decks: &[Deck]) -> &Card {
        self.made.get_or_init(|| {
            let (deck_at, note_at) = self.place();
            let deck = &decks[deck_at];
            let note = &deck.notes[note_at];
            let part =
                parts(note, deck).into_iter().nth(self.part as usize).expect("an outline names the parts there are");
            let id = CardId { deck: deck.id.clone(), entry: note.id.clone(), part: part.name.clone() };
            Box::new(Card { id, part, deck: deck_at, note: note_at })
        })
    }
}

impl Cards {
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Card> {
        self.slots.get(at).map(|slot| slot.card(&self.decks))
    }

    /// All of them, made.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &Card> + Clone {
        self.slots.iter().map(|slot| slot.card(&self.decks))
    }
}

impl<'a> IntoIterator for &'a Cards {
    type Item = &'a Card;
    type IntoIter = Box<dyn Iterator<Item = &'a Card> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl Index<usize> for Cards {
    type Output = Card;

    fn index(&self, at: usize) -> &Card {
        self.slots[at].card(&self.decks)
    }
}
