//! What a student does in a session, each action an event on disk before anything else is shown.

use super::{Against, Answer, Obeyed, Outside, Sitting};
use crate::card::{CardId, Question};
use crate::schedule::{EventId, PUT_OFF, Purpose, Rating, Review, What};
use crate::study::{Addition, Command, Deed, Front, Met, Saved, Spoken, add_card};
use crate::text::Outcome;

const NOTHING_TO_UNDO: &str = "there is nothing to undo in this session";

impl<O: Outside> Sitting<O> {
    /// Carries a command out.
    pub(super) fn obey(
        &mut self,
        command: Command,
        card: usize,
        question: &Question,
        front: &mut dyn Front<O::Error>,
    ) -> Result<Obeyed, O::Error> {
        let id = question.card.clone();
        match command {
            Command::Undo if self.take_back(front)? => return Ok(Obeyed::Moves),
            Command::Undo => {}
            Command::Note => return self.note(&id, front),
            Command::Edit => return self.edit(&id, front),
            Command::Add => {
                let shop = match self.outside.workshop()? {
                    Ok(shop) => shop,
                    Err(why) => {
                        front.say(&format!("nothing can be added: {why}"))?;
                        return Ok(Obeyed::Stays);
                    }
                };
                if let Spoken::Ended(ending) = add_card(front, shop, Addition::default())? {
                    return Ok(Obeyed::Ended(ending));
                }
            }
            Command::Suspend => {
                let event = self.append(vec![What::Suspend { card: id }])?;
                self.session.suspended(card, event[0]);
                front.say("suspended: this card is not asked until it is resumed; undo brings it back")?;
                return Ok(Obeyed::Moves);
            }
            Command::Flag => front.say(self.flag(&id)?)?,
            Command::History => {
                let hash = self.catalogue.cards[card].part.text_hash();
                front.say(&self.outside.past_in_words(&id, hash, self.progress.get(&id).as_ref())?)?;
            }
            Command::Hint if question.hint.is_some() => self.hinted = true,
            Command::Hint => front.say("this card has no hint")?,
        }
        Ok(Obeyed::Stays)
    }

    /// Flags the card for its author, or takes its flags back; gives what is said of it.
    fn flag(&mut self, card: &CardId) -> Result<&'static str, O::Error> {
        if !self.progress.get(card).is_some_and(|progress| progress.flagged) {
            self.append(vec![What::Flag { card: card.clone(), note: None }])?;
            return Ok("flagged for the deck's author; f once more takes the flag back");
        }
        let history = self.outside.history(card)?.into_iter();
        let flags = history.filter(|event| matches!(event.what, What::Flag { .. }));
        self.append(flags.map(|flag| What::Retraction { of: flag.id }).collect())?;
        self.progress = self.outside.progress_of_all()?;
        Ok("no longer flagged")
    }

    /// Takes the last deed back; false if there is none.
    pub(crate) fn take_back(&mut self, front: &mut dyn Front<O::Error>) -> Result<bool, O::Error> {
        match self.undo()? {
            Some(undone) => front.undone(&undone).map(|()| true),
            None => front.say(NOTHING_TO_UNDO).map(|()| false),
        }
    }

    /// Takes the last deed back, and says what it was.
    fn undo(&mut self) -> Result<Option<String>, O::Error> {
        let Some(step) = self.session.last().cloned() else { return Ok(None) };
        self.append(step.events.iter().map(|&of| What::Retraction { of }).collect())?;
        self.session.undo();
        self.progress = self.outside.progress_of_all()?;
        let stem = self.catalogue.cards.get(step.card).map_or("a card that is gone", |card| &card.part.stem);
        let what = match step.deed {
            Deed::Rated { rating, .. } => rating.word(),
            Deed::Suspended => "suspended",
        };
        Ok(Some(format!("undone: {what} for \"{stem}\"")))
    }

    /// One rated answer, on disk when this returns, with the form that is taken as right from now on.
    pub(super) fn rate(
        &mut self,
        answer: &Answer,
        rating: Rating,
        against: Against,
        front: &mut dyn Front<O::Error>,
    ) -> Result<(), O::Error> {
        let (overruled, form) = match against {
            Against::Nothing => (false, None),
            Against::Verdict(form) => (true, form),
        };
        let card = &self.catalogue.cards[answer.card];
        let right = answer.verdict.as_ref().is_some_and(|verdict| verdict.outcome == Outcome::Correct);
        let review = Review {
            card: card.id.clone(),
            outcome: answer.verdict.as_ref().map(|verdict| verdict.outcome),
            credit: answer.verdict.as_ref().map(|verdict| verdict.credit.share()),
            rating,
            seconds: answer.seconds.clamp(1, 600),
            retention: self.outside.retention(),
            text_hash: card.part.text_hash(),
            revised: self.catalogue.note(card).revised,
            overruled,
            hinted: self.hinted,
            purpose: self.purpose,
            counts: self.purpose == Purpose::Study,
            typed: (!right && !answer.typed.is_empty()).then(|| answer.typed.clone()),
        };
        let is_new = !self.progress.get(&card.id).is_some_and(|known| known.is_seen());
        let met = match is_new {
            false => Met::Before,
            true if rating == Rating::Again && answer.typed.is_empty() => Met::Shown,
            true => Met::New,
        };
        if let Some(allowance) = &mut self.plan.allowance {
            allowance.took(is_new, answer.seconds);
        }
        self.outside.took(answer.seconds);
        let mut what = vec![What::Review(review)];
        what.extend(form.clone().map(|form| {
            let text_hash = card.part.text_hash();
            What::Accept { card: card.id.clone(), form, text_hash, on: true }
        }));
        let events = self.append(what)?;
        self.session.rated(answer.card, rating, events, met, overruled);
        let puts_off = rating == Rating::Again && self.failures(answer.card) >= PUT_OFF;
        if puts_off {
            self.session.put_off(answer.card);
        }
        let id = &self.catalogue.cards[answer.card].id;
        let due = self.progress.get(id).and_then(|progress| progress.due);
        let due = due.map(|due| if puts_off { due.plus(1) } else { due });
        front.saved(&Saved { card: id, rating, due, overruled, taken: form.as_deref() })?;
        match (puts_off, self.purpose) {
            (false, _) => Ok(()),
            (true, Purpose::Study) => {
                front.say(&format!("failed {PUT_OFF} times today: it waits for another day, and is asked tomorrow"))
            }
            (true, _) => front.say(&format!("failed {PUT_OFF} times: this practice asks it no more")),
        }
    }

    /// Events of one transaction, on disk when this returns; what is known of their cards is read back.
    pub(super) fn append(&mut self, what: Vec<What>) -> Result<Vec<EventId>, O::Error> {
        let cards: Vec<CardId> = what.iter().filter_map(|what| what.card().cloned()).collect();
        let is_failure = |what: &What| matches!(what, What::Review(review) if review.rating == Rating::Again);
        let changes_failures = what.iter().any(|what| is_failure(what) || matches!(what, What::Retraction { .. }));
        let changes_words = what.iter().any(|what| what.is_own_words() || matches!(what, What::Retraction { .. }));
        let events = self.outside.append(what)?;
        for card in cards {
            match self.outside.progress_of(&card)? {
                Some(progress) => self.progress.insert(card, progress),
                None => self.progress.remove(card),
            }
        }
        if changes_failures {
            self.failed = self.outside.failed_today()?;
        }
        if changes_words {
            self.own = self.outside.own_words()?;
        }
        Ok(events)
    }
}
