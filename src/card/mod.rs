//! Note → Card → Question → Response → Verdict: what is asked, and what is right.

mod facts;
mod grammar;
mod marking;
mod note;
mod notes;
mod outline;
mod own_forms;
mod part;
mod prose;
mod question;
mod response;

pub(crate) use facts::lacks;
pub(crate) use grammar::{Gender, Grammar, Number};
pub(crate) use note::{
    Ask, CardId, CardName, Citation, ConfusedWith, Deck, Gap, Kind, KindName, MatchPair, Named, Note, NumberAnswer,
    Pieces, Source, Span,
};
pub(crate) use notes::{Maker, Notes};
pub(crate) use outline::Outlines;
pub(crate) use part::{Key, Lender, Part, parts, true_and_false};
pub(crate) use question::{Choice, Interaction, Lookalike, MarkingRule, Question, Response};
