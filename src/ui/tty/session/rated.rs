//! What a key leads to at a verdict: a rating, an answer upheld, the line taken up again.

use anyhow::Result;

use super::super::super::exam::Typed;
use super::super::super::keys::{Deed, Place};
use super::super::super::line::Editor;
use super::super::super::prompts;
use super::super::super::typed::{self, Line as Meaning, open_rating};
use super::super::super::verdict::Attempt;
use super::super::line::Ask;
use super::{Pressed, Step, Terminal};
use crate::study::{Action, Command, Ending, Offers, Turn};

impl Terminal {
    pub(super) fn rated(&mut self, pressed: &Pressed, offers: &Offers, closed: &[Deed]) -> Result<Step<Action>> {
        let why = match pressed.deed {
            Some(Deed::Accept) => return Ok(Step::Done(Action::Rate { rating: offers.proposed, seconds: None })),
            Some(deed @ (Deed::Overrule | Deed::OverruleAndTake)) if offers.may_overrule => {
                return Ok(Step::Done(Action::Overrule { seconds: None, take: typed::take(deed) }));
            }
            Some(Deed::Overrule | Deed::OverruleAndTake) => prompts::NOTHING_TO_OVERRULE,
            Some(Deed::Rate(rating)) => match open_rating(rating, offers) {
                Ok(rating) => return Ok(Step::Done(Action::Rate { rating, seconds: None })),
                Err(why) => why,
            },
            Some(Deed::Quit) => return Ok(Step::Done(Action::Ended(Ending::Quit))),
            Some(Deed::Do(Command::Hint)) => prompts::ANSWER_IN_SIGHT,
            Some(Deed::Do(command)) => return Ok(Step::Done(Action::Command(command))),
            _ => return self.helped(pressed, Place::Verdict, closed, Action::Ended),
        };
        self.note(why);
        Ok(Step::Again)
    }

    /// The line is taken up again, to be put right: practice, judged and not counted.
    pub(super) fn retype(&mut self, turn: &Turn<'_>) -> Result<Step<Action>> {
        let last = self.past.last(&turn.question.card).filter(|_| self.course.attempt == Attempt::Answered);
        let mut editor = Editor::new(last.unwrap_or_default(), self.past.for_card(&turn.question.card));
        Ok(match self.line(Ask::Text, &mut editor)? {
            Typed::Line(line) | Typed::TimeUp(line) => {
                match typed::read(&turn.question.interaction, &line, Place::Line) {
                    Meaning::Answer(response) => {
                        self.past.add(&turn.question.card, &line);
                        Step::Done(Action::Retype(response))
                    }
                    _ => Step::Again,
                }
            }
            Typed::Resumed | Typed::Narrowed => Step::Redraw,
            Typed::Ended(ending) => Step::Done(Action::Ended(ending)),
        })
    }
}
