//! The loop of an exam: one question after another, the overview, the hand-in.

use std::collections::HashMap;

use anyhow::{Context as _, Result};

use crate::card::{Interaction, Question, Response};
use crate::context::Context;
use crate::exam::{Attempt, Clock, Entry, Mark, Warning, asked_again};
use crate::schedule::{NewEvent, What};
use crate::store::Store;
use crate::study::Ending;
use crate::text::{Lexicon, Outcome, Rivals, Verdict};
use crate::ui::exam::{ExamFront, ExamTurn, Overview, Said, Sure, Tick, Wish, clock_words};

use super::opening;

/// The running clock is noted on disk this often, in seconds: what a kill can give back.
const NOTED_EVERY: u64 = 5;

/// Everything a sitting works on.
pub(super) struct Sitting<'a> {
    cx: &'a Context,
    pub(super) store: Store,
    pub(super) attempt: Attempt,
    timer: Timer,
    lexicon: Lexicon,
    /// By course.
    rivals: HashMap<String, Rivals>,
}

/// The clock with what drives it.
struct Timer {
    clock: Clock,
    watch: Box<dyn FnMut() -> u64>,
    /// Seconds spent, as last noted on disk.
    noted: u64,
}

/// How a sitting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    HandedIn,
    Open(Ending),
}

/// Where the student goes next.
enum Next {
    /// Counted from 0.
    Item(usize),
    Overview,
    /// From a question, counted from 0, or from the overview.
    HandIn(Option<usize>),
    /// Handed in: the student is sure.
    Sure,
    TimeUp,
    Ended(Ending),
}

impl<'a> Sitting<'a> {
    pub(super) fn new(cx: &'a Context, store: Store, attempt: Attempt) -> Result<Self> {
        let mut watch = cx.stopwatch();
        let noted = store.noted_clock(&attempt.id)?;
        // A kill may have come after the clock was noted and before an answer was.
        let spent = attempt.spent.max(noted);
        let clock = Clock::new(attempt.paper.seconds, spent, watch());
        let timer = Timer { clock, watch, noted };
        Ok(Self { cx, store, attempt, timer, lexicon: Lexicon::embedded(), rivals: HashMap::new() })
    }

    /// Runs until it is handed in, time is up, or the student leaves. The time spent is recorded in every case.
    pub(super) fn sit(&mut self, front: &mut ExamFront<'_>) -> Result<Left> {
        front.say(&opening(&self.attempt, self.timer.clock.left()))?;
        let mut at = self.attempt.open().first().copied();
        let mut next = at.map_or(Next::Overview, Next::Item);
        loop {
            next = match next {
                Next::Item(item) => {
                    at = Some(item);
                    self.one(item, front)?
                }
                Next::Overview => self.overview(front)?,
                Next::HandIn(from) => self.sure(from, front)?,
                Next::Sure => {
                    self.hand_in(at.unwrap_or(0))?;
                    return Ok(Left::HandedIn);
                }
                Next::TimeUp => {
                    front.say("time is up: handed in as it stands")?;
                    self.hand_in(at.unwrap_or(0))?;
                    return Ok(Left::HandedIn);
                }
                Next::Ended(ending) => {
                    self.record(at.unwrap_or(0), Entry::Visit)?;
                    return Ok(Left::Open(ending));
                }
            };
        }
    }

    /// One question, until it is answered or left.
    fn one(&mut self, item: usize, front: &mut ExamFront<'_>) -> Result<Next> {
        let question = self.attempt.paper.question(item);
        let mut shown = false;
        loop {
            if !shown {
                self.timer.note(&mut self.store, &self.attempt.id)?;
                self.show(item, &question, front)?;
                shown = true;
            }
            let (store, timer, id) = (&mut self.store, &mut self.timer, &self.attempt.id);
            match front.ask(&question, &mut || timer.tick(store, id))? {
                Said::Answer { response, late } => {
                    let verdict = self.judge(item, &question, &response);
                    if verdict.outcome != Outcome::Unread {
                        self.record(item, Entry::Answer(response, Mark::from(&verdict)))?;
                        return Ok(if late { self.late(front)? } else { self.after(item) });
                    }
                    if late {
                        return Ok(Next::TimeUp);
                    }
                    front.unread(&verdict)?;
                }
                Said::Wish(wish) => {
                    if let Some(next) = self.wished(item, &wish, front)? {
                        return Ok(next);
                    }
                }
                Said::Redraw => shown = false,
                Said::TimeUp => return Ok(Next::TimeUp),
                Said::Ended(ending) => return Ok(Next::Ended(ending)),
            }
        }
    }

    /// Carries a wish out; where it leads away from the question, to where.
    fn wished(&mut self, item: usize, wish: &Wish, front: &mut ExamFront<'_>) -> Result<Option<Next>> {
        let next = match *wish {
            Wish::Skip => self.following(item),
            Wish::Back if item > 0 => Next::Item(item - 1),
            Wish::Go(number) if (1..=self.attempt.items.len()).contains(&number) => Next::Item(number - 1),
            Wish::Overview => Next::Overview,
            Wish::HandIn => Next::HandIn(Some(item)),
            Wish::Quit => return Ok(Some(Next::Ended(Ending::Quit))),
            _ => return self.noted(item, wish, front).map(|()| None),
        };
        self.record(item, Entry::Visit)?;
        Ok(Some(next))
    }

    /// What leaves the question where it is.
    fn noted(&mut self, item: usize, wish: &Wish, front: &mut ExamFront<'_>) -> Result<()> {
        match wish {
            Wish::Back => front.say("this is the first question"),
            Wish::Go(_) => front.say(&format!("a question from 1 to {}", self.attempt.items.len())),
            Wish::Flag => {
                let on = !self.attempt.items[item].flagged;
                self.record(item, Entry::Flag(on))?;
                front.say(if on { "flagged: the overview shows it" } else { "no longer flagged" })
            }
            Wish::Clear if self.attempt.items[item].answer.is_some() => {
                self.record(item, Entry::Clear)?;
                front.say("your answer was taken back: this question is open")
            }
            Wish::Clear => front.say("there is no answer to take back"),
            _ => Ok(()),
        }
    }

    fn show(&mut self, item: usize, question: &Question, front: &mut ExamFront<'_>) -> Result<()> {
        let turn = ExamTurn {
            title: &self.attempt.paper.title,
            question,
            number: item + 1,
            of: self.attempt.items.len(),
            answered: self.attempt.items.iter().filter(|item| item.answer.is_some()).count(),
            flagged: self.attempt.items[item].flagged,
            said: self.attempt.said(item),
            clock: self.timer.words(),
        };
        front.show(&turn)
    }

    /// What was being typed when time ran out is kept; the student is told.
    fn late(&mut self, front: &mut ExamFront<'_>) -> Result<Next> {
        front.say("what you had typed was kept")?;
        Ok(Next::TimeUp)
    }

    /// After an answer: the next open question behind it, else the overview.
    fn after(&self, item: usize) -> Next {
        self.attempt.open().into_iter().find(|&open| open > item).map_or(Next::Overview, Next::Item)
    }

    /// After a question left open: the next one, else the overview.
    fn following(&self, item: usize) -> Next {
        if item + 1 < self.attempt.items.len() { Next::Item(item + 1) } else { Next::Overview }
    }

    fn overview(&mut self, front: &mut ExamFront<'_>) -> Result<Next> {
        let from_one = |items: Vec<usize>| items.into_iter().map(|item| item + 1).collect::<Vec<_>>();
        loop {
            let overview = Overview {
                of: self.attempt.items.len(),
                open: from_one(self.attempt.open()),
                flagged: from_one(self.attempt.flagged()),
                clock: self.timer.words(),
            };
            let (store, timer, id) = (&mut self.store, &mut self.timer, &self.attempt.id);
            match front.overview(&overview, &mut || timer.tick(store, id))? {
                Said::Wish(Wish::Go(number)) if (1..=overview.of).contains(&number) => {
                    return Ok(Next::Item(number - 1));
                }
                Said::Wish(Wish::Go(_)) => front.say(&format!("a question from 1 to {}", overview.of))?,
                Said::Wish(Wish::HandIn) => return Ok(Next::HandIn(None)),
                Said::Wish(Wish::Quit) => return Ok(Next::Ended(Ending::Quit)),
                Said::Wish(_) => match overview.open.first() {
                    Some(first) => return Ok(Next::Item(first - 1)),
                    None => front.say("nothing is open; d hands in")?,
                },
                Said::TimeUp => return Ok(Next::TimeUp),
                Said::Ended(ending) => return Ok(Next::Ended(ending)),
                Said::Answer { .. } | Said::Redraw => {}
            }
        }
    }

    /// Asks whether it is to be handed in, with what is open. Whoever is not sure is back where the wish came from.
    fn sure(&mut self, from: Option<usize>, front: &mut ExamFront<'_>) -> Result<Next> {
        // On paper the options have letters, and here a letter is a command.
        if self.cx.at_terminal && from.is_some_and(|item| self.takes_keys(item)) {
            front.say("the key d hands in; an option is taken by its number")?;
        }
        let question = match self.attempt.open().len() {
            0 => "Everything is answered. Hand in?".to_owned(),
            1 => "1 question is open. Hand in all the same?".to_owned(),
            open => format!("{open} questions are open. Hand in all the same?"),
        };
        let (store, timer, id) = (&mut self.store, &mut self.timer, &self.attempt.id);
        Ok(match front.sure(&question, &mut || timer.tick(store, id))? {
            Sure::Yes => Next::Sure,
            Sure::No => from.map_or(Next::Overview, Next::Item),
            Sure::TimeUp => Next::TimeUp,
            Sure::Ended(ending) => Next::Ended(ending),
        })
    }

    /// Of so few options one is taken by a key.
    fn takes_keys(&self, item: usize) -> bool {
        matches!(self.attempt.paper.question(item).interaction, Interaction::Choose { options } if options.len() < 10)
    }

    fn judge(&mut self, item: usize, question: &Question, response: &Response) -> Verdict {
        let course = &self.attempt.paper.items[item].course;
        if !self.rivals.contains_key(course) {
            self.rivals.insert(course.clone(), self.attempt.paper.rivals(item));
        }
        asked_again(question, question.check(response, &self.rivals[course], &self.lexicon))
    }

    /// One entry, on disk when this returns, with the seconds since the one before it.
    fn record(&mut self, item: usize, entry: Entry) -> Result<()> {
        self.timer.read();
        let seconds = self.timer.clock.spent().saturating_sub(self.attempt.spent);
        if entry == Entry::Visit && seconds == 0 {
            return Ok(());
        }
        let (response, mark) = entry.clone().values();
        let what = What::ExamAnswer {
            attempt: self.attempt.id.clone(),
            item: u32::try_from(item).unwrap_or(u32::MAX),
            response,
            seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
            mark,
        };
        let new = NewEvent { at: self.cx.now(), day: self.cx.today(), what };
        let events = self.store.append(&[new]).context("could not save")?;
        let saved = events.first().context("nothing was saved")?;
        self.attempt.take(item, entry, seconds, saved.day, saved.stamp);
        Ok(())
    }

    fn hand_in(&mut self, item: usize) -> Result<()> {
        self.record(item, Entry::Visit)?;
        let (now, today, retention) = (self.cx.now(), self.cx.today(), self.cx.config.retention);
        // False where another program handed it in meanwhile: it is handed in either way.
        self.store.hand_in(&self.attempt.id, now, today, retention).context("could not hand in")?;
        Ok(())
    }
}

impl Timer {
    fn read(&mut self) {
        let now = (self.watch)();
        self.clock.at(now);
    }

    fn words(&mut self) -> Option<String> {
        self.read();
        self.clock.left().map(clock_words)
    }

    fn note(&mut self, store: &mut Store, attempt: &str) -> Result<()> {
        self.read();
        let spent = self.clock.spent();
        if spent > self.noted {
            store.note_clock(attempt, spent).context("could not save the time")?;
            self.noted = spent;
        }
        Ok(())
    }

    fn tick(&mut self, store: &mut Store, attempt: &str) -> Result<Tick> {
        self.read();
        if self.clock.spent() >= self.noted + NOTED_EVERY {
            self.note(store, attempt)?;
        }
        let left = self.clock.left().map(clock_words);
        let said = self.clock.warning().map(|warning| {
            let left = left.clone().unwrap_or_default();
            match warning {
                Warning::Half => format!("half of the time is over: {left} left"),
                Warning::NearEnd => format!("the end is near: {left} left"),
            }
        });
        let over = self.clock.is_over();
        Ok(Tick { clock: left, said: said.into_iter().filter(|_| !over).collect(), over })
    }
}
