//! What a column of a table means.

/// The most columns that a table may have.
pub(super) const MOST: usize = 1_000;
/// Keys that hold what is asked.
pub(super) const ASKS: [&str; 6] = ["event", "role", "purpose", "claim", "statement", "front"];

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Column {
    Kind,
    Id,
    Question,
    Answer,
    /// A key of the deck format.
    Key(&'static str),
    /// A key that asks, answers or belongs to one kind alone.
    Fact(&'static str),
    /// The place in the source.
    At,
    /// One of the options of a choice, by its letter or number.
    Option(usize),
    /// All options of a choice.
    Options,
    /// Not used, as nothing is known of it.
    Unknown,
    /// Not used, as its owner says.
    Unused,
}

impl Column {
    pub(super) fn word(self) -> String {
        match self {
            Self::Kind => "kind".to_owned(),
            Self::Id => "id".to_owned(),
            Self::Question => "question".to_owned(),
            Self::Answer => "answer".to_owned(),
            Self::Key(key) | Self::Fact(key) => key.to_owned(),
            Self::At => "place in the source".to_owned(),
            Self::Option(_) => "option".to_owned(),
            Self::Options => "options".to_owned(),
            Self::Unknown | Self::Unused => "not used".to_owned(),
        }
    }
}
