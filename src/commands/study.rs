//! `acquis study`: what is due, then what is new, every rating on disk before the next question.

use std::collections::HashMap;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::card::{CardId, Question, Response};
use crate::cli;
use crate::commands::select::{Selected, select};
use crate::context::{Context, notice, print};
use crate::error::Fault;
use crate::schedule::{EventId, NewEvent, Progress, Purpose, Rating, Review, What};
use crate::store::Store;
use crate::study::{Circumstances, Deed, Limits, Plan, Session, plan};
use crate::text::{Lexicon, Outcome, Verdict, fold};
use crate::ui::{self, Action, Command, Ending, Front, Offers, Reply, Turn};

mod summary;

/// Runs a session; exit 0 also when nothing is due.
pub(crate) fn run(args: &cli::Study, cx: &Context) -> Result<ExitCode> {
    let selected = select(&args.selection, cx)?;
    for told in &selected.notices {
        notice(told)?;
    }
    let store = open_store(cx)?;
    for told in store.notices.iter().chain(&store.clock_warning(cx.now())?) {
        notice(told)?;
    }
    let mut room = Room::new(cx, &selected, store, &args.selection)?;
    if room.session.next().is_none() {
        print(&room.nothing_due())?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut front = ui::open_front(cx.at_terminal, cx.style, cx.stopwatch())?;
    let ending = room.sit(front.as_mut())?;
    if !matches!(ending, Ending::Signalled(_)) {
        front.summary(&room.summary())?;
    }
    Ok(ending.exit_code())
}

/// Progress that cannot be kept is told before the first question; going on without is the student's choice.
fn open_store(cx: &Context) -> Result<Store> {
    let cause = match cx.store().and_then(|mut store| Ok(store.probe_writable().map(|()| store)?)) {
        Ok(store) => return Ok(store),
        Err(cause) => cause,
    };
    let question = format!("{cause:#}\nStudy all the same, without saving anything?");
    if cx.at_terminal && cx.may_ask && ui::confirm(&ui::harmless(&question))? {
        return Store::in_memory().context("could not keep progress even in memory");
    }
    Err(cause)
}

/// Everything a session works on.
struct Room<'a> {
    cx: &'a Context,
    selected: &'a Selected,
    store: Store,
    progress: HashMap<CardId, Progress>,
    plan: Plan,
    session: Session,
    lexicon: Lexicon,
    minutes: Option<u32>,
    watch: Box<dyn FnMut() -> u64>,
    hinted: bool,
}

/// What the student did with one question.
enum Done {
    Next,
    Ended(Ending),
}

impl<'a> Room<'a> {
    fn new(cx: &'a Context, selected: &'a Selected, store: Store, selection: &cli::Selection) -> Result<Self> {
        let progress = store.progress_of_all()?;
        let today = cx.today();
        let limits = Limits {
            new_per_day: selection.new.unwrap_or(cx.config.new),
            reviews_per_day: cx.config.reviews,
            session: selection.limit,
        };
        let done = store.today(today)?;
        let at = Circumstances { progress: &progress, scheduler: store.scheduler(), today, done: &done, limits };
        let plan = plan(&selected.catalogue, &selected.cards, &at);
        let session = Session::new(&plan.cards());
        let minutes = selection.minutes.or(cx.config.minutes);
        let (lexicon, watch) = (Lexicon::embedded(), cx.stopwatch());
        Ok(Self { cx, selected, store, progress, plan, session, lexicon, minutes, watch, hinted: false })
    }

    fn sit(&mut self, front: &mut dyn Front) -> Result<Ending> {
        while let Some(card) = self.session.next() {
            if self.minutes.is_some_and(|most| self.minutes_so_far() >= most) {
                front.say("the minutes are used up")?;
                break;
            }
            if let Done::Ended(ending) = self.one(card, front)? {
                return Ok(ending);
            }
        }
        Ok(Ending::Quit)
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
        verdict.read_as = verdict.read_as.filter(|read| fold(read) != fold(&typed_text(question, &response)));
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
        let typed = typed_text(question, response);
        let answer = Answer { card, verdict, typed, seconds };
        loop {
            let turn = self.turn(card, question);
            match front.tell(&turn, answer.verdict.as_ref(), &answer.typed, &offers)? {
                Action::Rate(rating) => {
                    self.rate(&answer, rating.min(offers.highest), false)?;
                    return Ok(Done::Next);
                }
                Action::Overrule if offers.may_overrule => {
                    let rating = if self.hinted { Rating::Hard } else { Rating::Good };
                    self.rate(&answer, rating, true)?;
                    return Ok(Done::Next);
                }
                Action::Overrule => front.say("there is no verdict here to overrule")?,
                Action::Command(command) => {
                    if self.obey(command, card, question, front)? {
                        return Ok(Done::Next);
                    }
                }
                Action::Ended(ending) => {
                    if answer.verdict.is_some() {
                        self.rate(&answer, offers.proposed, false)?;
                    }
                    return Ok(Done::Ended(ending));
                }
            }
        }
    }

    /// Carries a command out; true if the session moves to another question.
    fn obey(&mut self, command: Command, card: usize, question: &Question, front: &mut dyn Front) -> Result<bool> {
        let id = question.card.clone();
        match command {
            Command::Undo => {
                let said = self.undo()?;
                front.say(&said)?;
                return Ok(said != NOTHING_TO_UNDO);
            }
            Command::Suspend => {
                let event = self.append(What::Suspend { card: id })?;
                self.session.suspended(card, event);
                front.say("suspended: this card is not asked until it is resumed; undo brings it back")?;
                return Ok(true);
            }
            Command::Flag => {
                self.append(What::Flag { card: id, note: None })?;
                front.say("flagged for the deck's author")?;
            }
            Command::History => front.say(&self.history(card))?,
            Command::Hint if question.hint.is_some() => self.hinted = true,
            Command::Hint => front.say("this card has no hint")?,
        }
        Ok(false)
    }

    fn undo(&mut self) -> Result<String> {
        let Some(step) = self.session.last().cloned() else { return Ok(NOTHING_TO_UNDO.to_owned()) };
        self.append(What::Retraction { of: step.event })?;
        self.session.undo();
        self.progress = self.store.progress_of_all()?;
        let stem = &self.selected.catalogue.cards[step.card].part.stem;
        let what = match step.deed {
            Deed::Rated { rating, .. } => rating.word(),
            Deed::Suspended => "suspended",
        };
        Ok(format!("undone: {what} for \"{stem}\""))
    }

    fn rate(&mut self, answer: &Answer, rating: Rating, overruled: bool) -> Result<()> {
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
            purpose: Purpose::Study,
            counts: true,
            typed: (!right && !answer.typed.is_empty()).then(|| answer.typed.clone()),
        };
        let event = self.append(What::Review(review))?;
        self.session.rated(answer.card, rating, event, overruled);
        Ok(())
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

    fn question(&self, card: usize) -> Question {
        let card = &self.selected.catalogue.cards[card];
        let reviews = self.progress.get(&card.id).map_or(0, |progress| progress.reviews);
        self.selected.catalogue.question(card, &mut self.cx.dealer(&card.id, reviews))
    }

    fn turn<'q>(&mut self, card: usize, question: &'q Question) -> Turn<'q> {
        let known = self.progress.get(&question.card).filter(|progress| progress.is_seen());
        let hash = self.selected.catalogue.cards[card].part.text_hash();
        let (is_new, changed) = (known.is_none(), known.is_some_and(|progress| progress.text_hash != hash));
        Turn {
            question,
            done: self.session.done(),
            total: self.session.total(),
            again: self.session.to_repeat(),
            minutes: self.minutes_so_far(),
            is_new,
            changed,
            hint_shown: self.hinted,
        }
    }

    fn offers(&self, card: usize, verdict: Option<&Verdict>) -> Result<Offers> {
        let id = &self.selected.catalogue.cards[card].id;
        let progress = self.progress.get(id);
        let fresh = Progress::default();
        let step =
            self.store.scheduler().step(progress.unwrap_or(&fresh), self.cx.today(), self.cx.config.retention, id);
        let right = verdict.is_none_or(|verdict| verdict.outcome.is_right());
        let highest = match (right, self.hinted) {
            (false, _) => Rating::Again,
            (true, true) => Rating::Hard,
            (true, false) => Rating::Easy,
        };
        let lapses = progress.map_or(0, |progress| progress.lapses_after_failing(self.cx.today()));
        let leech = !right && lapses >= LEECH;
        Ok(Offers {
            intervals: step.intervals,
            proposed: Rating::Good.min(highest),
            highest,
            may_overrule: verdict.is_some_and(|verdict| !verdict.outcome.is_right()),
            leech_answers: if leech { self.store.wrong_answers(id)? } else { Vec::new() },
        })
    }

    fn minutes_so_far(&mut self) -> u32 {
        u32::try_from((self.watch)() / 60).unwrap_or(u32::MAX)
    }
}

/// The fourth lapse names a leech.
const LEECH: u32 = 4;

const NOTHING_TO_UNDO: &str = "there is nothing to undo in this session";

/// An answer that waits for its rating.
struct Answer {
    card: usize,
    verdict: Option<Verdict>,
    typed: String,
    seconds: u32,
}

/// What the student gave, as text for the log and the screen.
fn typed_text(question: &Question, response: &Response) -> String {
    use crate::card::Interaction;
    let join = |texts: Vec<&str>| texts.join("; ");
    match (response, &question.interaction) {
        (Response::Typed(typed), _) => typed.trim().to_owned(),
        (Response::Items(items), _) => items.join("; "),
        (Response::Chosen(at), Interaction::Choose { options }) => {
            options.get(*at).map(|option| option.text.clone()).unwrap_or_default()
        }
        (Response::Selected(picked), Interaction::Select { options }) => {
            join(picked.iter().filter_map(|&at| options.get(at)).map(|option| option.text.as_str()).collect())
        }
        (Response::Arranged(order), Interaction::Arrange { items, .. }) => {
            join(order.iter().filter_map(|&at| items.get(at)).map(String::as_str).collect())
        }
        (Response::Matched(given), Interaction::Match { lefts, rights, .. }) => {
            let pair = |(left, at): (&String, &Option<usize>)| {
                at.and_then(|at| rights.get(at)).map(|right| format!("{left} – {right}"))
            };
            lefts.iter().zip(given).filter_map(pair).collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    }
}
