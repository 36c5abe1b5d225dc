//! Note → Card → Question → Response → Verdict: what is asked, and what is right.

mod note;

pub(crate) use note::{
    Ask, CardId, Citation, Deck, Gap, Kind, KindName, MatchPair, Note, NumberAnswer, Pieces, Source, Span,
};
