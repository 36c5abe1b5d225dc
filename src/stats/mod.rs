//! What is known, at risk and never seen, and how well it was foretold: folds over the log, for reports.

mod answers;
mod cards;
mod days;
mod retention;
mod standing;

use crate::deck::Catalogue;
use crate::schedule::{Event, Progress, Scheduler, StudyDay};

pub(crate) use answers::Answer;
pub(crate) use cards::{Hard, Overruled, leeches_are};
pub(crate) use days::DayDone;
pub(crate) use retention::{Band, Fit, Retention};
pub(crate) use standing::{Counts, Standing, standing};

/// Every figure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stats {
    pub(crate) today: StudyDay,
    pub(crate) all: Counts,
    pub(crate) courses: Vec<Standing>,
    /// By stretch of time, the shortest first.
    pub(crate) retention: Vec<Retention>,
    /// Study days with answers, in order.
    pub(crate) days: Vec<DayDone>,
    pub(crate) hardest: Vec<Hard>,
    pub(crate) leeches: Vec<Hard>,
    pub(crate) overruled: Vec<Overruled>,
    /// Recall as it was predicted beside recall as it came, by band of prediction.
    pub(crate) calibration: Vec<Band>,
    pub(crate) fit: Option<Fit>,
}

/// What stats are made of.
pub(crate) struct Ground<'a> {
    pub(crate) catalogue: &'a Catalogue,
    /// Cards that are asked about, by index.
    pub(crate) selected: &'a [usize],
    /// Answers to cards that are in no deck any more count too.
    pub(crate) with_strangers: bool,
    pub(crate) events: &'a [Event],
    pub(crate) scheduler: &'a Scheduler,
    pub(crate) today: StudyDay,
    /// Desired retention, a share of 1.
    pub(crate) desired: f64,
}

/// Folds the log once, and everything from that.
pub(crate) fn stats(ground: &Ground<'_>) -> Stats {
    let log = answers::read(ground);
    let nothing = Progress::default();
    let states: Vec<(usize, &Progress)> = ground
        .selected
        .iter()
        .map(|&card| (card, log.progress.get(&ground.catalogue.cards[card].id).unwrap_or(&nothing)))
        .collect();
    let cards = cards::all(ground, &states, &log);
    let calibration = retention::calibration(&log.answers);
    let courses = standing::courses(ground, &states);
    Stats {
        today: ground.today,
        all: courses.iter().fold(Counts::default(), |sum, course| sum.plus(course.counts)),
        courses,
        retention: retention::stretches(&log.answers, ground.today, ground.desired),
        days: days::done(&log.answers),
        hardest: cards::hardest(&cards),
        leeches: cards::leeches(&cards),
        overruled: cards::overruled(ground, &log.answers),
        fit: retention::fit(&log.answers, &calibration),
        calibration,
    }
}

#[cfg(test)]
mod tests;
