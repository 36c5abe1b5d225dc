//! A deck on its way out: its questions as they are put, and what of it stays behind.

use rand::Rng;

use crate::card::{CardId, Deck, Kind, Note, Pieces, Question};
use crate::deck::Catalogue;
use crate::text::fold;

/// A question of the deck, as it is put to a student.
pub(crate) struct OutgoingCard<'a> {
    pub(crate) note: &'a Note,
    /// The entry's id for its first question, `entry#part` for others.
    pub(crate) id: String,
    pub(crate) card: CardId,
    pub(crate) question: Question,
}

/// What is exported.
pub(crate) struct Outgoing<'a> {
    pub(crate) deck: &'a Deck,
    pub(crate) items: Vec<OutgoingCard<'a>>,
    /// The moment of the export, in seconds since 1970.
    pub(crate) seconds: i64,
    /// What the file holds that is replaced.
    pub(crate) previous: Option<&'a [u8]>,
}

impl<'a> Outgoing<'a> {
    /// The deck at this place of the catalogue; `dealer` deals the options that the course lends.
    pub(crate) fn new<R: Rng>(catalogue: &'a Catalogue, deck_at: usize, dealer: impl Fn(&CardId) -> R) -> Self {
        let mut items: Vec<OutgoingCard<'a>> = Vec::new();
        for card in catalogue.cards.iter().filter(|card| card.deck == deck_at) {
            let note = catalogue.note(card);
            let is_first = items.last().is_none_or(|last| last.card.entry != card.id.entry);
            let id = if is_first { note.id.clone() } else { format!("{}#{}", note.id, card.id.part) };
            let question = catalogue.question(card, &mut dealer(&card.id));
            items.push(OutgoingCard { note, id, card: card.id.clone(), question });
        }
        Self { deck: &catalogue.decks[deck_at], items, seconds: 0, previous: None }
    }
}

/// The accepted forms with every spelling that their author wrote: what acquis reads alike, such as `café` and `cafe`, other
/// programs tell apart. Only case makes no other form there either.
pub(crate) fn spelled(note: &Note, answers: &[String]) -> Vec<String> {
    let gaps = match &note.kind {
        Kind::Cloze { text } => text.as_slice(),
        _ => &[],
    };
    let of_gap = |piece: &Pieces| match piece {
        Pieces::Gap(gap) => gap.answers.clone(),
        Pieces::Text(_) => Vec::new(),
    };
    let folded: Vec<String> = answers.iter().map(|answer| fold(answer)).collect();
    let mut all = answers.to_vec();
    for form in note.accept.iter().cloned().chain(gaps.iter().flat_map(of_gap)) {
        let is_new = all.iter().all(|known| known.to_lowercase() != form.to_lowercase());
        if is_new && folded.contains(&fold(&form)) {
            all.push(form);
        }
    }
    all
}

/// What of a deck a format could not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Losses {
    /// About the deck as a whole.
    pub(crate) of_deck: Vec<String>,
    /// Entries that went without something, in the deck's order.
    pub(crate) lessened: Vec<(String, Vec<String>)>,
    /// Entries that stayed behind, with the reason.
    pub(crate) left_out: Vec<(String, String)>,
}

impl Losses {
    /// Adds what an entry lost; an entry of several questions is one.
    pub(crate) fn add(&mut self, entry: &str, lost: Vec<String>) {
        if lost.is_empty() {
            return;
        }
        if let Some((_, known)) = self.lessened.last_mut().filter(|(last, _)| last == entry) {
            let new: Vec<String> = lost.into_iter().filter(|one| !known.contains(one)).collect();
            known.extend(new);
        } else {
            self.lessened.push((entry.to_owned(), lost));
        }
    }

    /// Entries of which no question went.
    pub(crate) fn stayed(&mut self, out: &Outgoing<'_>, went: &std::collections::HashSet<&str>) {
        for note in out.deck.notes.iter().filter(|note| !went.contains(note.id.as_str())) {
            let asked = out.items.iter().any(|item| item.note.id == note.id);
            let why = if note.draft {
                "a draft, which is never asked"
            } else if asked {
                "the format has no such question"
            } else {
                "the course has too few others to choose from, so it is never asked"
            };
            self.lessened.retain(|(entry, _)| *entry != note.id);
            self.left_out.push((note.id.clone(), why.to_owned()));
        }
    }
}

/// A deck, written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent {
    pub(crate) bytes: Vec<u8>,
    /// Rows, questions or notes written.
    pub(crate) records: usize,
    pub(crate) losses: Losses,
}
