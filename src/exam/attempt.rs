//! An attempt at a paper, folded from the log: what was answered, flagged and handed in, and the time spent.

use serde_json::{Value, json};

use crate::card::Response;
use crate::exam::stored_answer::StoredResponse;
use crate::exam::{Mark, Paper};
use crate::schedule::{Event, Moment, StudyDay, What, in_order};

/// One thing a student did at an item.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Entry {
    /// Looked at it; only time passed.
    Visit,
    Flag(bool),
    /// Took the answer back.
    Clear,
    Answer(Response, Mark),
}

impl Entry {
    /// As the log keeps it: response and mark.
    pub(crate) fn values(self) -> (Value, Option<Value>) {
        match self {
            Self::Visit => (Value::Null, None),
            Self::Flag(on) => (json!({ "flag": on }), None),
            Self::Clear => (json!({ "clear": true }), None),
            Self::Answer(response, mark) => {
                let Some(given) = StoredResponse::of(response) else { return (Value::Null, None) };
                let given = serde_json::to_value(given).expect("a response is plain data");
                (given, Some(serde_json::to_value(mark).expect("a mark is plain data")))
            }
        }
    }

    /// What cannot be read was at least time spent.
    fn read(response: &Value, mark: Option<&Value>) -> Self {
        if let Some(on) = response.get("flag").and_then(Value::as_bool) {
            return Self::Flag(on);
        }
        if response.get("clear").is_some() {
            return Self::Clear;
        }
        let given = serde_json::from_value::<StoredResponse>(response.clone()).ok();
        let mark = mark.and_then(|mark| serde_json::from_value::<Mark>(mark.clone()).ok());
        given.zip(mark).map_or(Self::Visit, |(given, mark)| Self::Answer(given.into(), mark))
    }
}

/// An answer that stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answered {
    pub(crate) response: Response,
    pub(crate) mark: Mark,
    /// Study day and order stamp of the answering.
    pub(crate) day: StudyDay,
    pub(crate) stamp: i64,
}

/// How an item stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Standing {
    pub(crate) answer: Option<Answered>,
    pub(crate) flagged: bool,
    pub(crate) seconds: u64,
}

/// An attempt at a paper.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attempt {
    pub(crate) id: String,
    /// 1 for the first in the log.
    pub(crate) number: usize,
    pub(crate) paper: Paper,
    pub(crate) started: Moment,
    /// Where it goes on: the device on which it was started, or which took it over; nothing outside a log.
    pub(crate) device: String,
    /// A device took it over: what others do to it since counts for nothing.
    taken_over: bool,
    /// One for each item of the paper.
    pub(crate) items: Vec<Standing>,
    /// Seconds spent, as recorded: the sum over the attempt's entries.
    pub(crate) spent: u64,
    pub(crate) handed_in: Option<Moment>,
}

impl Attempt {
    pub(crate) fn new(id: String, number: usize, paper: Paper, started: Moment) -> Self {
        let items = vec![Standing::default(); paper.items.len()];
        let device = String::new();
        Self { id, number, paper, started, device, taken_over: false, items, spent: 0, handed_in: None }
    }

    /// Takes an entry in. What comes after the hand-in, or names no item, changes nothing.
    pub(crate) fn take(&mut self, item: usize, entry: Entry, seconds: u64, day: StudyDay, stamp: i64) {
        if self.handed_in.is_some() {
            return;
        }
        let Some(standing) = self.items.get_mut(item) else { return };
        self.spent += seconds;
        standing.seconds += seconds;
        match entry {
            Entry::Visit => {}
            Entry::Flag(on) => standing.flagged = on,
            Entry::Clear => standing.answer = None,
            Entry::Answer(response, mark) => standing.answer = Some(Answered { response, mark, day, stamp }),
        }
    }

    pub(crate) fn answered(&self) -> usize {
        self.items.iter().filter(|standing| standing.answer.is_some()).count()
    }

    /// Items without an answer, counted from 0.
    pub(crate) fn open(&self) -> Vec<usize> {
        let open = self.items.iter().enumerate().filter(|(_, standing)| standing.answer.is_none());
        open.map(|(item, _)| item).collect()
    }

    pub(crate) fn flagged(&self) -> Vec<usize> {
        let flagged = self.items.iter().enumerate().filter(|(_, standing)| standing.flagged);
        flagged.map(|(item, _)| item).collect()
    }

    /// Items not answered right, counted from 0: wrong, partly right, or left open.
    pub(crate) fn missed(&self) -> Vec<usize> {
        let is_right =
            |standing: &Standing| standing.answer.as_ref().is_some_and(|answer| answer.mark.outcome().is_right());
        let missed = self.items.iter().enumerate().filter(|(_, standing)| !is_right(standing));
        missed.map(|(item, _)| item).collect()
    }

    /// The answer in words: typed as it is, options by their text.
    pub(crate) fn said(&self, item: usize) -> Option<String> {
        let answer = self.items.get(item)?.answer.as_ref()?;
        Some(self.paper.question(item).typed(&answer.response))
    }
}

/// Every attempt of a log, the oldest first, and a word on each whose paper cannot be read.
pub(crate) fn attempts(events: &[Event]) -> (Vec<Attempt>, Vec<String>) {
    let (mut attempts, mut notices, mut number) = (Vec::<Attempt>::new(), Vec::new(), 0);
    for event in in_order(events) {
        let named = |attempts: &mut Vec<Attempt>, id: &str| attempts.iter().position(|attempt| attempt.id == id);
        match &event.what {
            What::ExamStart { attempt, paper } if named(&mut attempts, attempt).is_none() => {
                number += 1;
                match Paper::read(paper) {
                    Ok(paper) => {
                        let begun = Attempt::new(attempt.clone(), number, paper, event.at);
                        attempts.push(Attempt { device: event.device.clone(), ..begun });
                    }
                    Err(why) => notices.push(format!("the paper of exam {number} cannot be read: {why}")),
                }
            }
            What::ExamAnswer { attempt, item, response, seconds, mark } => {
                let Some(at) = named(&mut attempts, attempt) else { continue };
                if attempts[at].taken_over && attempts[at].device != event.device {
                    continue;
                }
                let item = usize::try_from(*item).unwrap_or(usize::MAX);
                let entry = Entry::read(response, mark.as_ref());
                attempts[at].take(item, entry, u64::from(*seconds), event.day, event.stamp);
            }
            What::HandIn { attempt } => {
                if let Some(at) = named(&mut attempts, attempt) {
                    attempts[at].handed_in.get_or_insert(event.at);
                }
            }
            What::TakeOver { attempt } => {
                if let Some(at) = named(&mut attempts, attempt).filter(|at| attempts[*at].handed_in.is_none()) {
                    attempts[at].device.clone_from(&event.device);
                    attempts[at].taken_over = true;
                }
            }
            _ => {}
        }
    }
    (attempts, notices)
}
