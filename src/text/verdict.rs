//! What the judge found, as data, so that screens, reports and JSON say the same.

use std::fmt;

/// A share of full marks, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) struct Credit(f64);

impl Credit {
    pub(crate) const NONE: Self = Self(0.0);
    pub(crate) const FULL: Self = Self(1.0);

    /// Clamps to 0..=1; not a number counts as 0.
    pub(crate) fn new(share: f64) -> Self {
        if share.is_nan() { Self::NONE } else { Self(share.clamp(0.0, 1.0)) }
    }

    pub(crate) fn share(self) -> f64 {
        self.0
    }
}

/// How an answer was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Outcome {
    Correct,
    /// Right beyond doubt, misspelt.
    Close,
    /// Part of it: credit between 0 and 1.
    Partial,
    Wrong,
    /// Not an answer at all: asked again, no attempt used.
    Unread,
}

impl Outcome {
    /// The stable word for logs and JSON.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Correct => "correct",
            Self::Close => "close",
            Self::Partial => "partial",
            Self::Wrong => "wrong",
            Self::Unread => "unread",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        [Self::Correct, Self::Close, Self::Partial, Self::Wrong, Self::Unread]
            .into_iter()
            .find(|outcome| outcome.word() == word)
    }

    pub(crate) fn is_right(self) -> bool {
        matches!(self, Self::Correct | Self::Close)
    }
}

/// One piece of a spelled-out difference between the typed and the right text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Same(String),
    /// Typed, but not in the answer.
    Extra(String),
    /// In the answer, but not typed.
    Missing(String),
}

/// One thing the judge noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Remark {
    /// A slip was forgiven (or stood in the way): the difference, piece by piece.
    Spelling(Vec<Mark>),
    /// A known wrong answer was given, with the author's reason.
    KnownWrong { answer: String, because: Option<String> },
    /// Another known answer was named; what that one is, if the course says so.
    Rival { answer: String, about: Option<String> },
    /// A part of the answer is missing.
    Missing(Missing),
    /// Something was said that does not belong to the answer.
    Extra(String),
    /// Why nothing of it counts.
    Refused(Refusal),
    /// Letters of another script were read as the Latin ones that they look like.
    Lookalikes,
    /// What was read of a date, a number or an order, where it is not what is asked for.
    Noticed(Notice),
}

/// What an answer lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Words, an item, a unit: as the answer has it.
    Words(String),
    Year,
    Month,
    Day,
    MonthAndDay,
    /// Of a span.
    Beginning,
    End,
}

impl From<String> for Missing {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Words(words) => words,
            Self::Year => "the year",
            Self::Month => "the month",
            Self::Day => "the day",
            Self::MonthAndDay => "the month and the day",
            Self::Beginning => "when it begins",
            Self::End => "when it ends",
        })
    }
}

/// What the judge noticed about a date, a number, an order, or how an answer came to count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    NoDate,
    NoSuchDate,
    DateDenied,
    /// A decade, a century.
    NotPrecise,
    OneDate,
    /// *before*, *after*: another time than the date itself.
    Relation(String),
    /// Two digits may stand for several years.
    YearNeedsFourDigits,
    YearMissing,
    OtherYear,
    OtherMonth,
    OtherDay,
    OtherTime,
    OtherSpan,
    OtherBeginning,
    OtherEnd,
    DayAndMonthRight,
    MonthRight,
    MonthMended,
    NoNumber,
    NumberDenied,
    NumberTooLong,
    SeveralNumbers,
    OtherNumber,
    OtherUnit,
    /// *At least 60*, where the answer is 60.
    LimitForNumber,
    OtherLimit,
    /// *27th*, where it is asked how many.
    PlaceForNumber,
    NumberMended,
    /// Of an order: two that stand the wrong way round, and how many pairs do.
    Inverted {
        earlier: String,
        later: String,
        count: usize,
        pairs: usize,
    },
    /// Of an older rule for orders: how many neighbours stand together.
    Neighbours {
        kept: usize,
        pairs: usize,
    },
    /// Right by a form that the student takes as right.
    OwnForm,
}

impl fmt::Display for Notice {
    /// In lower case, without a full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Relation(word) => return write!(f, "`{word}` makes it another time than the date itself"),
            Self::Inverted { earlier, later, count, pairs } => {
                return write!(f, "{earlier} comes before {later}; {count} of {pairs} pairs stand the wrong way round");
            }
            Self::Neighbours { kept, pairs } => return write!(f, "{kept} of {pairs} neighbours in order"),
            Self::OwnForm => "by a form of your own",
            Self::NoDate => "no date was read",
            Self::NoSuchDate => "there is no such date",
            Self::DateDenied => "the date was denied",
            Self::NotPrecise => "a decade or century is not precise enough",
            Self::OneDate => "one date is asked for",
            Self::YearNeedsFourDigits => "the year needs four digits here",
            Self::YearMissing => "the year is missing",
            Self::OtherYear => "another year was read",
            Self::OtherMonth => "another month was read",
            Self::OtherDay => "another day was read",
            Self::OtherTime => "another time was read",
            Self::OtherSpan => "another span was read",
            Self::OtherBeginning => "another beginning was read",
            Self::OtherEnd => "another end was read",
            Self::DayAndMonthRight => "the day and the month are right",
            Self::MonthRight => "the month is right",
            Self::MonthMended => "a misspelt month was put right",
            Self::NoNumber => "no number was read",
            Self::NumberDenied => "the number was denied",
            Self::NumberTooLong => "too long to be a number",
            Self::SeveralNumbers => "several numbers were given; one is asked for",
            Self::OtherNumber => "another number was read",
            Self::OtherUnit => "another unit was given",
            Self::LimitForNumber => "a limit was given where a number is asked for",
            Self::OtherLimit => "the limit has another sense",
            Self::PlaceForNumber => "a place in a row was given where a number is asked for",
            Self::NumberMended => "a misspelt number was put right",
        })
    }
}

/// Why an answer counts for nothing, whatever it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    NothingRead,
    TooLong,
    /// The question was given back.
    Question,
    /// A wildcard stands for what is not known.
    GapLeft,
    Denied,
    Several,
}

impl Refusal {
    /// In lower case, without a full stop.
    fn words(self) -> &'static str {
        match self {
            Self::NothingRead => "no answer was read",
            Self::TooLong => "too long to be an answer",
            Self::Question => "that is the question",
            Self::GapLeft => "a gap was left in the answer",
            Self::Denied => "the answer was denied",
            Self::Several => "several answers were given; one is asked for",
        }
    }
}

/// What the judge found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) outcome: Outcome,
    pub(crate) credit: Credit,
    /// What was understood, where it differs in form from what was typed: `3 June 1998`.
    pub(crate) read_as: Option<String>,
    pub(crate) remarks: Vec<Remark>,
}

impl Verdict {
    pub(crate) fn new(outcome: Outcome, credit: Credit) -> Self {
        Self { outcome, credit, read_as: None, remarks: Vec::new() }
    }

    pub(crate) fn correct() -> Self {
        Self::new(Outcome::Correct, Credit::FULL)
    }

    pub(crate) fn close() -> Self {
        Self::new(Outcome::Close, Credit::FULL)
    }

    pub(crate) fn wrong() -> Self {
        Self::new(Outcome::Wrong, Credit::NONE)
    }

    pub(crate) fn unread() -> Self {
        Self::new(Outcome::Unread, Credit::NONE)
    }

    /// Full credit is correct, none is wrong, anything between is partial.
    pub(crate) fn of_credit(share: f64) -> Self {
        let credit = Credit::new(share);
        if credit.share() >= 1.0 - 1e-9 {
            Self::correct()
        } else if credit.share() <= 1e-9 {
            Self::wrong()
        } else {
            Self::new(Outcome::Partial, credit)
        }
    }

    #[must_use]
    pub(crate) fn with(mut self, remark: Remark) -> Self {
        self.remarks.push(remark);
        self
    }

    #[must_use]
    pub(crate) fn read(mut self, as_what: impl Into<String>) -> Self {
        self.read_as = Some(as_what.into());
        self
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spelling(marks) => {
                f.write_str("spelling: ")?;
                marks.iter().try_for_each(|mark| match mark {
                    Mark::Same(text) => f.write_str(text),
                    Mark::Extra(text) => write!(f, "[-{text}]"),
                    Mark::Missing(text) => write!(f, "[+{text}]"),
                })
            }
            Self::KnownWrong { answer, because: Some(because) } => write!(f, "{answer} is wrong: {because}"),
            Self::KnownWrong { answer, because: None } => write!(f, "{answer} is wrong"),
            Self::Rival { answer, about: Some(about) } => write!(f, "{answer} is something else: {about}"),
            Self::Rival { answer, about: None } => write!(f, "{answer} answers another question"),
            Self::Missing(what) => write!(f, "missing: {what}"),
            Self::Extra(what) => write!(f, "too much: {what}"),
            Self::Refused(why) => f.write_str(why.words()),
            Self::Lookalikes => f.write_str("letters of another script that look alike were read as Latin ones"),
            Self::Noticed(notice) => notice.fmt(f),
        }
    }
}
