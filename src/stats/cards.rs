//! Single cards: the hardest, the leeches, and verdicts that students overruled.

use std::collections::HashMap;

use crate::card::CardId;
use crate::schedule::{LEECH, Progress, Rating, StudyDay};
use crate::stats::answers::Log;
use crate::stats::{Answer, Ground};
use crate::text::Outcome;

/// Hardest cards that are told.
const HARDEST: usize = 10;
/// Wrong answers of a card that are told.
const TYPED: usize = 5;

/// A card that is hard to keep.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hard {
    /// Index into the catalogue.
    pub(crate) card: usize,
    pub(crate) id: CardId,
    /// First attempts of a day, and those that failed; the first meeting is none.
    pub(crate) asked: usize,
    pub(crate) failed: usize,
    pub(crate) lapses: u32,
    /// FSRS's, 1 to 10.
    pub(crate) difficulty: f32,
    /// What was typed and judged wrong, newest first.
    pub(crate) typed: Vec<String>,
}

/// A verdict that a student overruled: "I was right".
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Overruled {
    pub(crate) card: Option<usize>,
    pub(crate) id: CardId,
    pub(crate) typed: String,
    pub(crate) outcome: Option<Outcome>,
    /// How often, and when last.
    pub(crate) times: usize,
    pub(crate) last: StudyDay,
}

#[derive(Default)]
struct Tries {
    asked: usize,
    failed: usize,
    typed: Vec<String>,
}

fn tries<'a>(log: &'a Log<'_>) -> HashMap<&'a CardId, Tries> {
    let mut tries: HashMap<&CardId, Tries> = HashMap::new();
    for answer in log.answers.iter().rev() {
        let found = tries.entry(answer.card).or_default();
        if answer.predicted.is_some() && answer.review.counts {
            found.asked += 1;
            found.failed += usize::from(answer.review.rating == Rating::Again);
        }
        if let Some(typed) = &answer.review.typed
            && !answer.review.overruled
            && found.typed.len() < TYPED
            && !found.typed.contains(typed)
        {
            found.typed.push(typed.clone());
        }
    }
    tries
}

fn hard(card: usize, progress: &Progress, id: &CardId, tries: &HashMap<&CardId, Tries>) -> Hard {
    let empty = Tries::default();
    let found = tries.get(id).unwrap_or(&empty);
    Hard {
        card,
        id: id.clone(),
        asked: found.asked,
        failed: found.failed,
        lapses: progress.lapses,
        difficulty: progress.memory.map_or(0.0, |memory| memory.difficulty),
        typed: found.typed.clone(),
    }
}

/// Every card, as far as it is hard.
pub(super) fn all(ground: &Ground<'_>, states: &[(usize, &Progress)], log: &Log<'_>) -> Vec<Hard> {
    let tries = tries(log);
    states.iter().map(|(card, state)| hard(*card, state, &ground.catalogue.cards[*card].id, &tries)).collect()
}

/// Cards that failed most often when they came back, the share taken as if each had been right twice more.
pub(super) fn hardest(all: &[Hard]) -> Vec<Hard> {
    let mut cards: Vec<&Hard> = all.iter().filter(|card| card.failed > 0).collect();
    // a.failed / (a.asked + 2) against b's, without division.
    cards.sort_by(|a, b| {
        let (ours, theirs) = (a.failed * (b.asked + 2), b.failed * (a.asked + 2));
        theirs.cmp(&ours).then_with(|| b.difficulty.total_cmp(&a.difficulty)).then_with(|| a.id.cmp(&b.id))
    });
    cards.into_iter().take(HARDEST).cloned().collect()
}

/// What makes a leech, in words.
pub(crate) fn leeches_are() -> String {
    format!("failed on {LEECH} days or more")
}

/// Cards that were forgotten on `LEECH` days, the worst first.
pub(super) fn leeches(all: &[Hard]) -> Vec<Hard> {
    let mut cards: Vec<Hard> = all.iter().filter(|card| card.lapses >= LEECH).cloned().collect();
    cards.sort_by(|a, b| b.lapses.cmp(&a.lapses).then_with(|| a.id.cmp(&b.id)));
    cards
}

/// Overruled verdicts, each answer once, the most frequent first: what an author may want to accept.
pub(super) fn overruled(ground: &Ground<'_>, answers: &[Answer<'_>]) -> Vec<Overruled> {
    let mut found: HashMap<(&CardId, &str), Overruled> = HashMap::new();
    for answer in answers.iter().filter(|answer| answer.review.overruled) {
        let typed = answer.review.typed.as_deref().unwrap_or_default();
        let entry = found.entry((answer.card, typed)).or_insert_with(|| Overruled {
            card: ground.catalogue.find(answer.card),
            id: answer.card.clone(),
            typed: typed.to_owned(),
            outcome: answer.review.outcome,
            times: 0,
            last: answer.day,
        });
        entry.times += 1;
        entry.last = entry.last.max(answer.day);
    }
    let mut all: Vec<Overruled> = found.into_values().collect();
    all.sort_by(|a, b| b.times.cmp(&a.times).then_with(|| a.id.cmp(&b.id)).then_with(|| a.typed.cmp(&b.typed)));
    all
}
