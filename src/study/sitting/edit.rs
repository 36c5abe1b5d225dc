//! An entry changed in the middle of a session: the student's editor, and the decks read again.

use std::rc::Rc;

use super::{Obeyed, Outside, Reread, Sitting};
use crate::card::CardId;
use crate::deck::Catalogue;
use crate::schedule::What;
use crate::study::{Front, Spoken, Usual};

impl<O: Outside> Sitting<O> {
    /// Opens the entry where it is the student's own; else words for its author are asked for.
    pub(super) fn edit(&mut self, card: &CardId, front: &mut dyn Front<O::Error>) -> Result<Obeyed, O::Error> {
        let Some(place) = self.outside.entry(card)? else { return self.tell_author(card, front) };
        loop {
            let (mut complaint, outside) = (None, &mut self.outside);
            let handed = front.hand_over(&mut || {
                complaint = outside.edit()?;
                Ok(())
            })?;
            if !handed {
                front.say(&format!("the entry stands at {place}; what was changed there is read now"))?;
            }
            complaint.iter().try_for_each(|why| front.say(why))?;
            match self.outside.reread()? {
                Reread::Same => return front.say("nothing was changed").map(|()| Obeyed::Stays),
                Reread::Sound(catalogue) => return self.renewed(card, catalogue, front),
                Reread::Broken(mistakes) => {
                    mistakes.iter().try_for_each(|mistake| front.say(mistake))?;
                    if handed && front.may_ask() {
                        match front.agrees("open the editor again?", Usual::No)? {
                            Spoken::Given(()) => continue,
                            Spoken::Nothing => {}
                            Spoken::Ended(ending) => return Ok(Obeyed::Ended(ending)),
                        }
                    }
                    let told =
                        "the session goes on with the deck as it was read before; the file stays as you saved it";
                    return front.say(told).map(|()| Obeyed::Stays);
                }
            }
        }
    }

    fn renewed(
        &mut self,
        card: &CardId,
        catalogue: Rc<Catalogue>,
        front: &mut dyn Front<O::Error>,
    ) -> Result<Obeyed, O::Error> {
        let stands = catalogue.find(card).is_some();
        self.renew(catalogue);
        front.say(if stands {
            "read again: the card is asked as it stands now"
        } else {
            "this card is no longer in the deck: it is asked no more, and its progress stays"
        })?;
        Ok(Obeyed::Moves)
    }

    /// The queue goes on over the cards of other decks: a card that is gone keeps a number that is none.
    fn renew(&mut self, catalogue: Rc<Catalogue>) {
        let old = &self.catalogue;
        let again = |card: usize| catalogue.find(&old.name(card).to_id());
        let number = |card: usize| if card < old.cards.len() { again(card).unwrap_or(usize::MAX - card) } else { card };
        self.session.renumber(number);
        let selected = self.selected.iter().filter_map(|&card| again(card)).collect();
        self.selected = selected;
        self.catalogue = catalogue;
    }

    /// A deck of somebody else's is never changed: its author is told.
    fn tell_author(&mut self, card: &CardId, front: &mut dyn Front<O::Error>) -> Result<Obeyed, O::Error> {
        match front.words("this deck is not yours to change: what should its author know?", "")? {
            Spoken::Given(text) if text.trim().is_empty() => {}
            Spoken::Given(text) => {
                self.append(vec![What::Flag { card: card.clone(), note: Some(text.trim().to_owned()) }])?;
                front.say("flagged with your words; `acquis cards --flagged --json` makes a file for the author")?;
            }
            Spoken::Nothing => {}
            Spoken::Ended(ending) => return Ok(Obeyed::Ended(ending)),
        }
        Ok(Obeyed::Stays)
    }
}
