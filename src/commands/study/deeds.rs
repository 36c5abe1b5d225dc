//! What a student does in a session, each deed an event on disk before anything else is shown.

use anyhow::{Context as _, Result};

use crate::card::{CardId, Question};
use crate::commands::study::room::{Answer, Room};
use crate::error::Fault;
use crate::schedule::{EventId, NewEvent, Progress, Purpose, Rating, Review, What};
use crate::study::Deed;
use crate::text::Outcome;
use crate::ui::{Command, Front, Saved};

const NOTHING_TO_UNDO: &str = "there is nothing to undo in this session";

impl Room<'_> {
    /// Carries a command out; true if the session moves to another question.
    pub(super) fn obey(
        &mut self,
        command: Command,
        card: usize,
        question: &Question,
        front: &mut dyn Front,
    ) -> Result<bool> {
        let id = question.card.clone();
        match command {
            Command::Undo => return self.take_back(front),
            Command::Suspend => {
                let event = self.append(What::Suspend { card: id })?;
                self.session.suspended(card, event);
                front.say("suspended: this card is not asked until it is resumed; undo brings it back")?;
                return Ok(true);
            }
            Command::Flag => front.say(self.flag(&id)?)?,
            Command::History => front.say(&self.history(card)?)?,
            Command::Hint if question.hint.is_some() => self.hinted = true,
            Command::Hint => front.say("this card has no hint")?,
        }
        Ok(false)
    }

    /// Flags the card for its author, or takes its flags back; gives what is said of it.
    fn flag(&mut self, card: &CardId) -> Result<&'static str> {
        if !self.progress.get(card).is_some_and(|progress| progress.flagged) {
            self.append(What::Flag { card: card.clone(), note: None })?;
            return Ok("flagged for the deck's author; f once more takes the flag back");
        }
        for event in self.store.history(card)? {
            if matches!(event.what, What::Flag { .. }) {
                self.append(What::Retraction { of: event.id })?;
            }
        }
        self.progress = self.store.progress_of_all()?;
        Ok("no longer flagged")
    }

    /// Takes the last deed back; false if there is none.
    pub(super) fn take_back(&mut self, front: &mut dyn Front) -> Result<bool> {
        match self.undo()? {
            Some(undone) => front.undone(&undone).map(|()| true),
            None => front.say(NOTHING_TO_UNDO).map(|()| false),
        }
    }

    /// Takes the last deed back, and says what it was.
    fn undo(&mut self) -> Result<Option<String>> {
        let Some(step) = self.session.last().cloned() else { return Ok(None) };
        self.append(What::Retraction { of: step.event })?;
        self.session.undo();
        self.progress = self.store.progress_of_all()?;
        let stem = &self.selected.catalogue.cards[step.card].part.stem;
        let what = match step.deed {
            Deed::Rated { rating, .. } => rating.word(),
            Deed::Suspended => "suspended",
        };
        Ok(Some(format!("undone: {what} for \"{stem}\"")))
    }

    /// One rated answer, on disk when this returns.
    pub(super) fn rate(
        &mut self,
        answer: &Answer,
        rating: Rating,
        overruled: bool,
        front: &mut dyn Front,
    ) -> Result<()> {
        let card = &self.selected.catalogue.cards[answer.card];
        let right = answer.verdict.as_ref().is_some_and(|verdict| verdict.outcome == Outcome::Correct);
        let review = Review {
            card: card.id.clone(),
            outcome: answer.verdict.as_ref().map(|verdict| verdict.outcome),
            credit: answer.verdict.as_ref().map(|verdict| verdict.credit.share()),
            rating,
            seconds: answer.seconds.clamp(1, 600),
            retention: self.cx.config.retention,
            text_hash: card.part.text_hash(),
            revised: self.selected.catalogue.note(card).revised,
            overruled,
            hinted: self.hinted,
            purpose: self.purpose,
            counts: self.purpose == Purpose::Study,
            typed: (!right && !answer.typed.is_empty()).then(|| answer.typed.clone()),
        };
        let is_new = !self.progress.get(&card.id).is_some_and(Progress::is_seen);
        if let Some(allowance) = &mut self.plan.allowance {
            allowance.took(is_new, answer.seconds);
        }
        // Where the clock is fixed, the answer's own seconds move it on.
        self.cx.advance(answer.seconds);
        let event = self.append(What::Review(review))?;
        self.session.rated(answer.card, rating, event, overruled);
        let id = &self.selected.catalogue.cards[answer.card].id;
        let due = self.progress.get(id).and_then(|progress| progress.due);
        front.saved(&Saved { card: id, rating, due })
    }

    /// One event, on disk when this returns; the progress of its card is read back.
    fn append(&mut self, what: What) -> Result<EventId> {
        let new = NewEvent { at: self.cx.now(), day: self.cx.today(), what };
        let events = self.store.append(&[new]).context("could not save")?;
        let event = events.into_iter().next().ok_or_else(|| Fault::new("nothing was saved"))?;
        if let Some(card) = event.what.card() {
            match self.store.progress_of(card)? {
                Some(progress) => self.progress.insert(card.clone(), progress),
                None => self.progress.remove(card),
            };
        }
        Ok(event.id)
    }
}
