//! The vocabulary of a session: what is put to the student, what comes back, and what may follow. Fronts speak it,
//! whatever they look like.

use crate::card::{CardId, Question, Response};
use crate::schedule::{Intervals, Rating, StudyDay};
use crate::text::Verdict;

/// One question, with what a screen says around it.
pub(crate) struct Turn<'a> {
    pub(crate) question: &'a Question,
    /// Done so far, of how many this session.
    pub(crate) done: usize,
    pub(crate) total: usize,
    /// Answers so far, repetitions counted.
    pub(crate) answers: usize,
    /// Cards met so far, the one at hand included.
    pub(crate) met: usize,
    /// Cards to be repeated in this session.
    pub(crate) again: usize,
    /// Minutes of this session so far.
    pub(crate) minutes: u32,
    /// Met for the first time.
    pub(crate) is_new: bool,
    /// The text was corrected since the student learnt it; told once.
    pub(crate) changed: bool,
    /// The hint was asked for and is shown.
    pub(crate) hint_shown: bool,
    /// Predicted now, 0 to 1; none for a new card.
    pub(crate) recall: Option<f32>,
    /// What each rating would bring; none in practice, which brings nothing.
    pub(crate) intervals: Option<Intervals>,
    /// The student's own note, to be shown beside the answer.
    pub(crate) note: Option<String>,
}

impl Turn<'_> {
    /// Cards that are not through yet.
    pub(crate) fn left(&self) -> usize {
        self.total.saturating_sub(self.done)
    }
}

/// What may follow a verdict.
pub(crate) struct Offers {
    /// As in [`Turn`].
    pub(crate) intervals: Option<Intervals>,
    /// None where the student rates himself without a proposal other than Good.
    pub(crate) proposed: Rating,
    /// Highest rating that may be given: Again after a wrong answer, Hard after a hint or the greater part of an answer,
    /// else Easy.
    pub(crate) highest: Rating,
    /// A wrong or partial verdict may be overruled ("I was right").
    pub(crate) may_overrule: bool,
    /// What may be taken as right from now on where the verdict is overruled: the judge would take it.
    pub(crate) form: Option<String>,
    /// The card fails again and again.
    pub(crate) leech: Option<Leech>,
}

/// A card that failed on a fourth day or more.
pub(crate) struct Leech {
    /// This failure included.
    pub(crate) lapses: u32,
    /// The student's own wrong answers before, newest first.
    pub(crate) answers: Vec<String>,
}

/// A wish of the student other than an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Undo,
    Suspend,
    Flag,
    History,
    Hint,
    /// Keeps a note of the student's own on the card, changes it or drops it.
    Note,
    /// Adds a card of the student's own.
    Add,
    /// Opens the entry in the student's editor; of somebody else's deck, words for its author.
    Edit,
}

/// Whether an answer that was upheld is taken as right from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Take {
    /// The student is to be asked, once.
    Ask,
    Yes,
    No,
}

/// What Enter means at a question of yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Usual {
    Yes,
    No,
}

/// What came of asking the student for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Spoken<T> {
    Given(T),
    /// Everything is to stay as it is.
    Nothing,
    Ended(Ending),
}

/// Why a session ends before its queue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// `q`, `:q`, Ctrl-D, end of input: summary, exit 0.
    Quit,
    /// Ctrl-C: the same summary, exit 130.
    Interrupted,
    /// SIGTERM (143) or SIGHUP (129): no output.
    Signalled(i32),
}

impl Ending {
    /// The exit code of a program that ends so.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Interrupted => 130,
            Self::Signalled(signal) => u8::try_from(128 + signal).unwrap_or(1),
        }
    }
}

/// What comes back from a question.
pub(crate) enum Reply {
    Given {
        response: Response,
        seconds: u32,
    },
    /// Rated without a response: outcome none.
    Rated {
        rating: Rating,
        seconds: u32,
    },
    Command(Command),
    Ended(Ending),
}

/// What comes back from a verdict.
pub(crate) enum Action {
    /// `seconds` where the front was told how long the answer took.
    Rate {
        rating: Rating,
        seconds: Option<u32>,
    },
    /// "I was right": the override, rated Good (Hard at most after a hint).
    Overrule {
        seconds: Option<u32>,
        take: Take,
    },
    /// The line once more, for practice: judged, and counted nowhere.
    Retype(Response),
    Command(Command),
    /// Leaving on a verdict commits the rating offered; leaving a turned, unrated card commits nothing.
    Ended(Ending),
}

/// Why a session came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Nothing is left to ask.
    Empty,
    Minutes,
    Limit,
    Quit,
}

impl Reason {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Minutes => "minutes",
            Self::Limit => "limit",
            Self::Quit => "quit",
        }
    }
}

/// A rating that is on disk.
pub(crate) struct Saved<'a> {
    pub(crate) card: &'a CardId,
    pub(crate) rating: Rating,
    pub(crate) due: Option<StudyDay>,
    pub(crate) overruled: bool,
    /// Taken as right from now on.
    pub(crate) taken: Option<&'a str>,
}

/// A session at its end.
pub(crate) struct Summary {
    pub(crate) reason: Reason,
    /// Answers, repetitions counted.
    pub(crate) answered: usize,
    /// Cards answered.
    pub(crate) cards: usize,
    /// Those of them that were met for the first time, and shown or right since.
    pub(crate) learnt: usize,
    /// Cards answered but for those that were shown at the first meeting: those were learnt, not tried.
    pub(crate) first_tries: usize,
    pub(crate) first_try_right: usize,
    pub(crate) weakest_topics: Vec<(String, usize, usize)>,
    pub(crate) overruled: usize,
    pub(crate) minutes: u32,
    /// What the day still asks of the selected cards: due ones, and new ones.
    pub(crate) due_today: usize,
    pub(crate) new_today: usize,
    /// Those that come due tomorrow.
    pub(crate) due_tomorrow: usize,
    /// Those due by a week from today, what is left of today included.
    pub(crate) due_this_week: usize,
    /// What was held back: `12 siblings`, `30 over the cap`.
    pub(crate) held_back: Vec<String>,
}

/// A front: how turns reach the student, `E` being what can go wrong there. Three of them share one loop.
pub(crate) trait Front<E> {
    fn ask(&mut self, turn: &Turn<'_>) -> Result<Reply, E>;
    /// Shows the verdict (None for a self-rated card just turned over), waits for what follows.
    fn tell(
        &mut self,
        turn: &Turn<'_>,
        verdict: Option<&Verdict>,
        response: &Response,
        offers: &Offers,
    ) -> Result<Action, E>;
    /// What a line typed once more came to.
    fn practised(&mut self, _verdict: &Verdict) -> Result<(), E> {
        Ok(())
    }
    /// The answer could not be read: says why; the question will be asked again.
    fn unread(&mut self, turn: &Turn<'_>, verdict: &Verdict) -> Result<(), E>;
    /// One line that needs no answer: `undone: …`, `suspended`, a card's history.
    fn say(&mut self, text: &str) -> Result<(), E>;
    /// A deed was taken back; the question it belonged to comes next.
    fn undone(&mut self, text: &str) -> Result<(), E> {
        self.say(text)
    }
    /// A rating is on disk.
    fn saved(&mut self, _saved: &Saved<'_>) -> Result<(), E> {
        Ok(())
    }
    /// A line in the student's own words, asked for after a command; `start` is what stands there so far.
    fn words(&mut self, ask: &str, start: &str) -> Result<Spoken<String>, E>;
    /// Somebody is there to be asked what he did not begin: true before a keyboard.
    fn may_ask(&self) -> bool;
    /// Yes, or nothing.
    fn agrees(&mut self, ask: &str, usual: Usual) -> Result<Spoken<()>, E>;
    /// Hands the terminal over while `run` runs, and draws everything anew afterwards; false where there is none.
    fn hand_over(&mut self, run: &mut dyn FnMut() -> Result<(), E>) -> Result<bool, E>;
    fn summary(&mut self, summary: &Summary) -> Result<(), E>;
    /// Nothing is left to ask: the last moment to take a rating back.
    fn end(&mut self) -> Result<After, E> {
        Ok(After::Leave(Ending::Quit))
    }
}

/// What a student does when nothing is left to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum After {
    Leave(Ending),
    Undo,
}
