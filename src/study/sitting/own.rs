//! A student's own words in a sitting: a note on a card, and a form taken as right.

use super::{Obeyed, Outside, Sitting};
use crate::card::{CardId, Question, Response};
use crate::schedule::{LEECH, LONGEST_FORM, LONGEST_NOTE, What};
use crate::study::{Ending, Front, Offers, Spoken, Take, Usual};

impl<O: Outside> Sitting<O> {
    /// What may be taken as right from now on: what was typed, where the judge would then take it.
    pub(super) fn form_of(&self, card: usize, question: &Question, response: &Response) -> Option<String> {
        let form = question.typed(response);
        let card = &self.catalogue.cards[card];
        let taken = || question.check_with(response, self.catalogue.rivals(card), [form.as_str()], &self.lexicon);
        let is_short = (1..=LONGEST_FORM).contains(&form.chars().count());
        (is_short && taken().outcome.is_right()).then_some(form)
    }

    /// The form that an upheld answer makes, asked for once where it is to be, and the ending that came instead.
    pub(super) fn taken(
        &self,
        offers: &Offers,
        take: Take,
        front: &mut dyn Front<O::Error>,
    ) -> Result<(Option<String>, Option<Ending>), O::Error> {
        let Some(form) = offers.form.clone() else { return Ok((None, None)) };
        let agreed = match take {
            Take::Yes => Spoken::Given(()),
            Take::Ask if front.may_ask() => {
                front.agrees(&format!("take \"{form}\" as right from now on?"), Usual::No)?
            }
            Take::Ask | Take::No => Spoken::Nothing,
        };
        Ok(match agreed {
            Spoken::Given(()) => (Some(form), None),
            Spoken::Nothing => (None, None),
            Spoken::Ended(ending) => (None, Some(ending)),
        })
    }

    /// The card's note, to be written, changed or dropped.
    pub(super) fn note(&mut self, card: &CardId, front: &mut dyn Front<O::Error>) -> Result<Obeyed, O::Error> {
        let known = self.own.get(card).and_then(|own| own.note.clone()).unwrap_or_default();
        match front.words("your note on this card, shown under every verdict", &known)? {
            Spoken::Given(text) => self.keep_note(card, &known, text.trim(), front)?,
            Spoken::Nothing => {}
            Spoken::Ended(ending) => return Ok(Obeyed::Ended(ending)),
        }
        Ok(Obeyed::Stays)
    }

    /// A card has just become one that fails again and again: what tells it apart is asked for, once.
    pub(super) fn tell_apart(
        &mut self,
        question: &Question,
        offers: &Offers,
        front: &mut dyn Front<O::Error>,
    ) -> Result<Option<Ending>, O::Error> {
        let turns = offers.leech.as_ref().is_some_and(|leech| leech.lapses == LEECH);
        let card = &question.card;
        if !turns || !front.may_ask() || self.own.get(card).is_some_and(|own| own.note.is_some()) {
            return Ok(None);
        }
        match front.words(&format!("failed on {LEECH} days: what tells \"{}\" apart?", question.answer), "")? {
            Spoken::Given(text) => self.keep_note(card, "", text.trim(), front)?,
            Spoken::Nothing => {}
            Spoken::Ended(ending) => return Ok(Some(ending)),
        }
        Ok(None)
    }

    fn keep_note(
        &mut self,
        card: &CardId,
        known: &str,
        text: &str,
        front: &mut dyn Front<O::Error>,
    ) -> Result<(), O::Error> {
        if text == known {
            return Ok(());
        }
        if text.chars().count() > LONGEST_NOTE {
            return front.say(&format!("a note has {LONGEST_NOTE} characters at most: nothing was changed"));
        }
        self.append(vec![What::Note { card: card.clone(), text: text.to_owned() }])?;
        front.say(if text.is_empty() { "the note is dropped" } else { "noted" })
    }
}
