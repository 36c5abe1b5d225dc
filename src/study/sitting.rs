//! The loop of a session: ask, judge, tell, rate, until it is over. Pure but for what [`Outside`] gives.

mod actions;
mod edit;
mod ending;
mod own;

use std::collections::HashMap;
use std::rc::Rc;

use rand::Rng;

use super::{
    Action, Command, Ending, Front, Leech, Offers, Plan, Reason, Reply, Session, Turn, Workshop, next_in_time,
};
use crate::card::{CardId, Named, Question, Response};
use crate::deck::Catalogue;
use crate::schedule::{
    Event, EventId, Intervals, LEECH, OwnWords, PUT_OFF, Progress, Purpose, Rating, Scheduler, States, StudyDay, What,
};
use crate::text::{Lexicon, Outcome, Verdict, fold};

/// What a sitting needs from outside: the log, the clock, chance.
pub(crate) trait Outside {
    type Error;
    type Chance: Rng;
    /// Events of one transaction, on disk when this returns.
    fn append(&mut self, what: Vec<What>) -> Result<Vec<EventId>, Self::Error>;
    /// Where the entry of a card stands, in words, where the student may change it; remembered for `edit`.
    fn entry(&mut self, card: &CardId) -> Result<Option<String>, Self::Error>;
    /// Opens the student's editor there; what went wrong, in words.
    fn edit(&mut self) -> Result<Option<String>, Self::Error>;
    /// Reads the decks again after that.
    fn reread(&mut self) -> Result<Reread, Self::Error>;
    /// Where cards of the student's own are made; why they cannot be, in words.
    fn workshop(&mut self) -> Result<Result<&mut dyn Workshop<Self::Error>, String>, Self::Error>;
    /// The student's own words on each card that has any.
    fn own_words(&self) -> Result<HashMap<CardId, OwnWords>, Self::Error>;
    fn progress_of_all(&self) -> Result<States, Self::Error>;
    fn progress_of(&self, card: &CardId) -> Result<Option<Progress>, Self::Error>;
    /// A card's events that stand, oldest first.
    fn history(&self, card: &CardId) -> Result<Vec<Event>, Self::Error>;
    /// What was typed at a card and judged wrong, newest first.
    fn wrong_answers(&self, card: &CardId) -> Result<Vec<String>, Self::Error>;
    /// Where a card stands and the last times it was answered, a line each.
    fn past_in_words(&self, card: &CardId, text_hash: u64, progress: Option<&Progress>) -> Result<String, Self::Error>;
    /// How often each card was failed on this study day, in a way that counts.
    fn failed_today(&self) -> Result<HashMap<CardId, u32>, Self::Error>;
    /// What the day still asks of these cards.
    fn rest_of_day(&self, catalogue: &Catalogue, selected: &[usize], progress: &States) -> Result<Plan, Self::Error>;
    fn scheduler(&self) -> &Scheduler;
    fn today(&self) -> StudyDay;
    /// Wanted, in thousandths.
    fn retention(&self) -> u16;
    /// Since the sitting began.
    fn seconds(&mut self) -> u64;
    /// An answer took so many seconds.
    fn took(&mut self, seconds: u32);
    /// Deals a card's options: the same for the same card and count of reviews.
    fn dealer(&self, card: &CardId, reviews: u32) -> Self::Chance;
}

/// A session being sat: its queue, and everything it works on.
pub(crate) struct Sitting<O> {
    outside: O,
    catalogue: Rc<Catalogue>,
    /// Indices of the cards asked for, those that are not due included.
    selected: Vec<usize>,
    progress: States,
    own: HashMap<CardId, OwnWords>,
    /// How often each card was failed today, in a way that counts.
    failed: HashMap<CardId, u32>,
    plan: Plan,
    purpose: Purpose,
    session: Session,
    lexicon: Lexicon,
    /// The most minutes.
    minutes: Option<u32>,
    hinted: bool,
    /// A card was passed over because the goal's minutes are used.
    out_of_time: bool,
}

/// What the decks are after the student's editor.
pub(crate) enum Reread {
    Same,
    Sound(Rc<Catalogue>),
    /// Mistakes, a line each: the decks as they were read before stay in use.
    Broken(Vec<String>),
}

/// What the student did with one question.
enum Done {
    Next,
    Ended(Ending),
}

impl<O: Outside> Sitting<O> {
    pub(crate) fn new(
        outside: O,
        catalogue: Rc<Catalogue>,
        selected: Vec<usize>,
        progress: States,
        plan: Plan,
        purpose: Purpose,
        minutes: Option<u32>,
    ) -> Result<Self, O::Error> {
        let (own, failed) = (outside.own_words()?, outside.failed_today()?);
        let session = Session::new(&plan.cards());
        let lexicon = Lexicon::embedded();
        let (hinted, out_of_time) = (false, false);
        Ok(Self {
            outside,
            catalogue,
            selected,
            progress,
            own,
            failed,
            plan,
            purpose,
            session,
            lexicon,
            minutes,
            hinted,
            out_of_time,
        })
    }

    /// The queue as it stands.
    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// Runs until nothing is left, the minutes are used up, or the student leaves.
    pub(crate) fn run(&mut self, front: &mut dyn Front<O::Error>) -> Result<(Ending, Reason), O::Error> {
        while let Some(card) = self.next() {
            if self.minutes.is_some_and(|most| self.outside.seconds() >= u64::from(most) * 60) {
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
        let spent = u32::try_from(self.outside.seconds()).unwrap_or(u32::MAX);
        let cards = self.catalogue.cards.len();
        let is_new = |card: usize| {
            let known = || self.progress.get(&self.catalogue.name(card) as &dyn Named);
            card < cards && !known().is_some_and(|known| known.is_seen())
        };
        loop {
            let (card, passed) = next_in_time(&mut self.session, &mut self.plan.allowance, spent.into(), is_new);
            self.out_of_time |= passed;
            match card {
                // The student took its entry out of the deck meanwhile.
                Some(gone) if gone >= cards => self.session.passed_over(gone),
                card => return card,
            }
        }
    }

    /// One question, asked until it is rated, put away, or the session moves elsewhere.
    fn one(&mut self, card: usize, front: &mut dyn Front<O::Error>) -> Result<Done, O::Error> {
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
                    self.rate(&answer, rating, Against::Nothing, front)?;
                    return Ok(Done::Next);
                }
                Reply::Command(command) => match self.obey(command, card, &question, front)? {
                    Obeyed::Stays => continue,
                    Obeyed::Moves => return Ok(Done::Next),
                    Obeyed::Ended(ending) => return Ok(Done::Ended(ending)),
                },
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
        let card = &self.catalogue.cards[card];
        let forms = self.own.get(&card.id).into_iter().flat_map(|own| own.forms(card.part.text_hash()));
        let mut verdict = question.check_with(&response, self.catalogue.rivals(card), forms, &self.lexicon);
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
        front: &mut dyn Front<O::Error>,
    ) -> Result<Done, O::Error> {
        let mut offers = self.offers(card, verdict.as_ref())?;
        offers.may_overrule &= *response != Response::GaveUp;
        offers.form = offers.may_overrule.then(|| self.form_of(card, question, response)).flatten();
        let typed = question.typed(response);
        let mut answer = Answer { card, verdict, typed, seconds };
        loop {
            let turn = self.turn(card, question);
            match front.tell(&turn, answer.verdict.as_ref(), response, &offers)? {
                Action::Rate { rating, seconds } => {
                    answer.seconds = seconds.unwrap_or(answer.seconds);
                    let rating = rating.min(offers.highest);
                    self.rate(&answer, rating, Against::Nothing, front)?;
                    let asked = if rating == Rating::Again { self.tell_apart(question, &offers, front)? } else { None };
                    return Ok(asked.map_or(Done::Next, Done::Ended));
                }
                Action::Overrule { seconds, take } if offers.may_overrule => {
                    answer.seconds = seconds.unwrap_or(answer.seconds);
                    let rating = if self.hinted { Rating::Hard } else { Rating::Good };
                    let (form, ended) = self.taken(&offers, take, front)?;
                    self.rate(&answer, rating, Against::Verdict(form), front)?;
                    return Ok(ended.map_or(Done::Next, Done::Ended));
                }
                Action::Overrule { .. } => front.say("there is no verdict here to overrule")?,
                Action::Retype(response) => {
                    let (_, again) = self.judge(question, card, response, &mut 0);
                    front.practised(&again.unwrap_or_else(Verdict::unread))?;
                }
                // What is not rated yet is the last thing done.
                Action::Command(Command::Undo) => {
                    front.undone("your answer is taken back: nothing was counted")?;
                    return Ok(Done::Next);
                }
                Action::Command(command) => match self.obey(command, card, question, front)? {
                    Obeyed::Stays => {}
                    Obeyed::Moves => return Ok(Done::Next),
                    Obeyed::Ended(ending) => return self.left(&answer, &offers, ending, front),
                },
                Action::Ended(ending) => return self.left(&answer, &offers, ending, front),
            }
        }
    }

    /// The student leaves on a verdict: the rating proposed is kept.
    fn left(
        &mut self,
        answer: &Answer,
        offers: &Offers,
        ending: Ending,
        front: &mut dyn Front<O::Error>,
    ) -> Result<Done, O::Error> {
        if answer.verdict.is_some() {
            self.rate(answer, offers.proposed, Against::Nothing, front)?;
        }
        Ok(Done::Ended(ending))
    }

    fn question(&self, card: usize) -> Question {
        let card = &self.catalogue.cards[card];
        let reviews = self.progress.get(&card.id).map_or(0, |progress| progress.reviews);
        self.catalogue.question(card, &mut self.outside.dealer(&card.id, reviews))
    }

    fn turn<'q>(&mut self, card: usize, question: &'q Question) -> Turn<'q> {
        let known = self.progress.get(&question.card).filter(Progress::is_seen);
        let hash = self.catalogue.cards[card].part.text_hash();
        let (is_new, changed) = (known.is_none(), known.is_some_and(|progress| progress.text_hash != hash));
        let intervals = self.intervals(&question.card);
        let minutes = self.minutes_so_far();
        let known = self.progress.get(&question.card).filter(Progress::is_seen);
        Turn {
            question,
            done: self.session.done(),
            total: self.session.total(),
            answers: self.session.answers(),
            met: self.session.met(),
            again: self.session.to_repeat(),
            minutes,
            is_new,
            changed,
            hint_shown: self.hinted,
            recall: known.and_then(|progress| self.outside.scheduler().recall(&progress, self.outside.today())),
            intervals,
            note: self.own.get(&question.card).and_then(|own| own.note.clone()),
        }
    }

    fn offers(&self, card: usize, verdict: Option<&Verdict>) -> Result<Offers, O::Error> {
        let id = &self.catalogue.cards[card].id;
        let progress = self.progress.get(id);
        let right = verdict.is_none_or(|verdict| verdict.outcome.is_right());
        let partly = verdict.is_some_and(|found| !right && found.credit.share() > PARTLY_KNOWN);
        let highest = match (right, self.hinted) {
            (true, false) => Rating::Easy,
            (true, true) => Rating::Hard,
            (false, _) if partly => Rating::Hard,
            (false, _) => Rating::Again,
        };
        let lapses = progress.map_or(0, |progress| progress.lapses_after_failing(self.outside.today()));
        let is_leech = !right && lapses >= LEECH;
        let leech =
            is_leech.then(|| self.outside.wrong_answers(id).map(|answers| Leech { lapses, answers })).transpose()?;
        Ok(Offers {
            intervals: self.intervals(id),
            proposed: if right { Rating::Good.min(highest) } else { Rating::Again },
            highest,
            form: None,
            may_overrule: verdict.is_some_and(|verdict| !verdict.outcome.is_right()),
            leech,
        })
    }

    /// What each rating would bring; practice brings nothing.
    fn intervals(&self, id: &CardId) -> Option<Intervals> {
        let progress = &self.progress.get(id).unwrap_or_default();
        let step = || self.outside.scheduler().step(progress, self.outside.today(), self.outside.retention(), id);
        let puts_off = self.failed.get(id).is_some_and(|&failed| failed + 1 >= PUT_OFF);
        let again = u32::from(puts_off);
        (self.purpose == Purpose::Study).then(|| Intervals { again, ..step().intervals })
    }

    /// Failures of a card: of this study day where they count, else of this session.
    fn failures(&self, card: usize) -> u32 {
        match self.purpose {
            Purpose::Study => self.failed.get(&self.catalogue.cards[card].id).copied().unwrap_or(0),
            _ => self.session.failures(card),
        }
    }

    fn minutes_so_far(&mut self) -> u32 {
        u32::try_from(self.outside.seconds() / 60).unwrap_or(u32::MAX)
    }
}

/// Two thirds of full marks, less what a division may lose: from here on the student may rate an answer Hard.
const PARTLY_KNOWN: f64 = 2.0 / 3.0 - 1e-9;

/// What a rating is given against.
enum Against {
    Nothing,
    /// The student was right, with the form that is taken as right from now on.
    Verdict(Option<String>),
}

/// What came of a command.
enum Obeyed {
    Stays,
    /// To another question, or to the same one anew.
    Moves,
    Ended(Ending),
}

/// An answer that waits for its rating.
struct Answer {
    card: usize,
    verdict: Option<Verdict>,
    typed: String,
    seconds: u32,
}
