//! The loop of a session: ask, judge, tell, rate, until it is over.

use std::collections::HashMap;

use anyhow::Result;

use crate::card::{CardId, Question, Response};
use crate::commands::select::Selected;
use crate::context::Context;
use crate::schedule::{Intervals, Progress, Purpose, Rating};
use crate::store::Store;
use crate::study::{Plan, Session, next_in_time};
use crate::text::{Lexicon, Outcome, Verdict, fold};
use crate::ui::{Action, Ending, Front, Leech, Offers, Reason, Reply, Turn};

/// Everything a session works on.
pub(super) struct Room<'a> {
    pub(super) cx: &'a Context,
    pub(super) selected: &'a Selected,
    pub(super) store: Store,
    pub(super) progress: HashMap<CardId, Progress>,
    pub(super) plan: Plan,
    pub(super) purpose: Purpose,
    pub(super) session: Session,
    lexicon: Lexicon,
    minutes: Option<u32>,
    watch: Box<dyn FnMut() -> u64>,
    pub(super) hinted: bool,
    /// A card was passed over because the goal's minutes are used.
    out_of_time: bool,
}

/// What the student did with one question.
enum Done {
    Next,
    Ended(Ending),
}

impl<'a> Room<'a> {
    pub(super) fn new(
        cx: &'a Context,
        selected: &'a Selected,
        store: Store,
        plan: Plan,
        purpose: Purpose,
        minutes: Option<u32>,
    ) -> Result<Self> {
        let progress = store.progress_of_all()?;
        let session = Session::new(&plan.cards());
        let (lexicon, mut clock) = (Lexicon::embedded(), cx.stopwatch());
        // What went before, the overview's question say, is no part of the session's minutes.
        let began = clock();
        let watch = Box::new(move || clock().saturating_sub(began));
        let (hinted, out_of_time) = (false, false);
        Ok(Self { cx, selected, store, progress, plan, purpose, session, lexicon, minutes, watch, hinted, out_of_time })
    }

    /// Runs until nothing is left, the minutes are used up, or the student leaves.
    pub(super) fn sit(&mut self, front: &mut dyn Front) -> Result<(Ending, Reason)> {
        while let Some(card) = self.next() {
            if self.minutes.is_some_and(|most| (self.watch)() >= u64::from(most) * 60) {
                return Ok((Ending::Quit, Reason::Minutes));
            }
            if let Done::Ended(ending) = self.one(card, front)? {
                return Ok((ending, Reason::Quit));
            }
        }
        Ok((Ending::Quit, if self.out_of_time { Reason::Minutes } else { Reason::Empty }))
    }

    /// The next card for which there is time.
    fn next(&mut self) -> Option<usize> {
        let spent = u32::try_from((self.watch)()).unwrap_or(u32::MAX);
        let cards = &self.selected.catalogue.cards;
        let is_new = |card: usize| !self.progress.get(&cards[card].id).is_some_and(Progress::is_seen);
        let (card, passed) = next_in_time(&mut self.session, &mut self.plan.allowance, spent.into(), is_new);
        self.out_of_time |= passed;
        card
    }

    /// One question, asked until it is rated, put away, or the session moves elsewhere.
    fn one(&mut self, card: usize, front: &mut dyn Front) -> Result<Done> {
        let question = self.question(card);
        self.hinted = false;
        let mut empty_answers = 0;
        loop {
            let turn = self.turn(card, &question);
            let (response, seconds) = match front.ask(&turn)? {
                Reply::Given { response, seconds } => (response, seconds),
                Reply::Rated { rating, seconds } => {
                    let rating = rating.min(self.offers(card, None)?.highest);
                    let answer = Answer { card, verdict: None, typed: String::new(), seconds };
                    self.rate(&answer, rating, false, front)?;
                    return Ok(Done::Next);
                }
                Reply::Command(command) => {
                    if self.obey(command, card, &question, front)? {
                        return Ok(Done::Next);
                    }
                    continue;
                }
                Reply::Ended(ending) => return Ok(Done::Ended(ending)),
            };
            let (response, verdict) = self.judge(&question, card, response, &mut empty_answers);
            if let Some(verdict) = &verdict
                && verdict.outcome == Outcome::Unread
            {
                front.unread(&turn, verdict)?;
                continue;
            }
            return self.told(card, &question, &response, verdict, seconds, front);
        }
    }

    /// The verdict; none for a card that was turned over. The second empty answer gives up.
    fn judge(
        &self,
        question: &Question,
        card: usize,
        response: Response,
        empty_answers: &mut u32,
    ) -> (Response, Option<Verdict>) {
        if response == Response::Turned {
            return (response, None);
        }
        let card = &self.selected.catalogue.cards[card];
        let mut verdict = question.check(&response, self.selected.catalogue.rivals(card), &self.lexicon);
        // What was read is told only where it is not what was typed.
        verdict.read_as = verdict.read_as.filter(|read| fold(read) != fold(&question.typed(&response)));
        let is_empty = matches!(&response, Response::Typed(typed) if typed.trim().is_empty());
        if is_empty {
            *empty_answers += 1;
            if *empty_answers > 1 {
                return (Response::GaveUp, Some(Verdict::wrong()));
            }
        }
        (response, Some(verdict))
    }

    /// Shows the verdict until it is rated, overruled, or left.
    fn told(
        &mut self,
        card: usize,
        question: &Question,
        response: &Response,
        verdict: Option<Verdict>,
        seconds: u32,
        front: &mut dyn Front,
    ) -> Result<Done> {
        let mut offers = self.offers(card, verdict.as_ref())?;
        offers.may_overrule &= *response != Response::GaveUp;
        let typed = question.typed(response);
        let mut answer = Answer { card, verdict, typed, seconds };
        loop {
            let turn = self.turn(card, question);
            match front.tell(&turn, answer.verdict.as_ref(), &answer.typed, &offers)? {
                Action::Rate { rating, seconds } => {
                    answer.seconds = seconds.unwrap_or(answer.seconds);
                    self.rate(&answer, rating.min(offers.highest), false, front)?;
                    return Ok(Done::Next);
                }
                Action::Overrule { seconds } if offers.may_overrule => {
                    answer.seconds = seconds.unwrap_or(answer.seconds);
                    let rating = if self.hinted { Rating::Hard } else { Rating::Good };
                    self.rate(&answer, rating, true, front)?;
                    return Ok(Done::Next);
                }
                Action::Overrule { .. } => front.say("there is no verdict here to overrule")?,
                Action::Command(command) => {
                    if self.obey(command, card, question, front)? {
                        return Ok(Done::Next);
                    }
                }
                Action::Ended(ending) => {
                    if answer.verdict.is_some() {
                        self.rate(&answer, offers.proposed, false, front)?;
                    }
                    return Ok(Done::Ended(ending));
                }
            }
        }
    }

    fn question(&self, card: usize) -> Question {
        let card = &self.selected.catalogue.cards[card];
        let reviews = self.progress.get(&card.id).map_or(0, |progress| progress.reviews);
        self.selected.catalogue.question(card, &mut self.cx.dealer(&card.id, reviews))
    }

    fn turn<'q>(&mut self, card: usize, question: &'q Question) -> Turn<'q> {
        let known = self.progress.get(&question.card).filter(|progress| progress.is_seen());
        let hash = self.selected.catalogue.cards[card].part.text_hash();
        let (is_new, changed) = (known.is_none(), known.is_some_and(|progress| progress.text_hash != hash));
        let intervals = self.intervals(&question.card);
        let minutes = self.minutes_so_far();
        let known = self.progress.get(&question.card).filter(|progress| progress.is_seen());
        Turn {
            question,
            done: self.session.done(),
            total: self.session.total(),
            again: self.session.to_repeat(),
            minutes,
            is_new,
            changed,
            hint_shown: self.hinted,
            recall: known.and_then(|progress| self.store.scheduler().recall(progress, self.cx.today())),
            intervals,
        }
    }

    fn offers(&self, card: usize, verdict: Option<&Verdict>) -> Result<Offers> {
        let id = &self.selected.catalogue.cards[card].id;
        let progress = self.progress.get(id);
        let right = verdict.is_none_or(|verdict| verdict.outcome.is_right());
        let highest = match (right, self.hinted) {
            (false, _) => Rating::Again,
            (true, true) => Rating::Hard,
            (true, false) => Rating::Easy,
        };
        let lapses = progress.map_or(0, |progress| progress.lapses_after_failing(self.cx.today()));
        let is_leech = !right && lapses >= LEECH;
        let leech =
            is_leech.then(|| self.store.wrong_answers(id).map(|answers| Leech { lapses, answers })).transpose()?;
        Ok(Offers {
            intervals: self.intervals(id),
            proposed: Rating::Good.min(highest),
            highest,
            may_overrule: verdict.is_some_and(|verdict| !verdict.outcome.is_right()),
            may_undo: self.session.last().is_some(),
            leech,
        })
    }

    /// What each rating would bring; practice brings nothing.
    fn intervals(&self, id: &CardId) -> Option<Intervals> {
        let fresh = Progress::default();
        let progress = self.progress.get(id).unwrap_or(&fresh);
        let step = || self.store.scheduler().step(progress, self.cx.today(), self.cx.config.retention, id);
        (self.purpose == Purpose::Study).then(|| step().intervals)
    }

    pub(super) fn minutes_so_far(&mut self) -> u32 {
        u32::try_from((self.watch)() / 60).unwrap_or(u32::MAX)
    }
}

/// The fourth lapse names a leech.
const LEECH: u32 = 4;

/// An answer that waits for its rating.
pub(super) struct Answer {
    pub(super) card: usize,
    pub(super) verdict: Option<Verdict>,
    pub(super) typed: String,
    pub(super) seconds: u32,
}
