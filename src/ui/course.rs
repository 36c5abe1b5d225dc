//! Where a front stands with the card at hand: what is on the screen already, since when, and how it was answered.

use crate::card::{CardId, Response};

use super::verdict::Attempt;
use crate::study::{Reply, Turn};

/// What of a question has still to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drawing {
    Whole,
    /// It stands above: after the hint was asked for, or after a word in between.
    Hint,
    Nothing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    Nothing,
    Asked { card: CardId, hint: bool },
    Told(CardId),
}

/// The course of one card after another through a front.
pub(crate) struct Course {
    /// Seconds since any fixed moment.
    clock: Box<dyn FnMut() -> u64>,
    shown: Shown,
    /// When the question at hand was first shown.
    since: u64,
    pub(crate) attempt: Attempt,
}

impl Course {
    pub(crate) fn new(clock: Box<dyn FnMut() -> u64>) -> Self {
        Self { clock, shown: Shown::Nothing, since: 0, attempt: Attempt::Answered }
    }

    /// A question is asked: what of it is not yet on the screen. The time runs from the first asking.
    pub(crate) fn ask(&mut self, turn: &Turn<'_>) -> Drawing {
        let (card, hint) = (turn.question.card.clone(), turn.hint_shown);
        let drawing = match &self.shown {
            Shown::Asked { card: shown, hint: had } if *shown == card => {
                if hint && !had {
                    Drawing::Hint
                } else {
                    Drawing::Nothing
                }
            }
            _ => {
                self.since = (self.clock)();
                Drawing::Whole
            }
        };
        self.shown = Shown::Asked { card, hint };
        drawing
    }

    /// Something else was on the screen meanwhile: everything is drawn anew.
    pub(crate) fn forget(&mut self) {
        self.shown = Shown::Nothing;
    }

    /// A verdict is told: whether it is not yet on the screen.
    pub(crate) fn tell(&mut self, turn: &Turn<'_>) -> bool {
        let told = Shown::Told(turn.question.card.clone());
        let fresh = self.shown != told;
        self.shown = told;
        fresh
    }

    /// The reply that a response makes, with the seconds it took.
    pub(crate) fn given(&mut self, response: Response) -> Reply {
        self.attempt = if response == Response::GaveUp { Attempt::GaveUp } else { Attempt::Answered };
        let seconds = (self.clock)().saturating_sub(self.since);
        Reply::Given { response, seconds: u32::try_from(seconds).unwrap_or(u32::MAX) }
    }
}
