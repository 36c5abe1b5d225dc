//! The kind of a record whose file names none.

use super::truth;
use crate::card::KindName;

/// The kind of a record whose file names none.
pub(in crate::exchange) fn kind_of(question: &str, answer: &str, has_wrong: bool) -> KindName {
    if has_wrong {
        KindName::Choice
    } else if answer.trim().is_empty() && question.contains("{{") {
        KindName::Cloze
    } else if truth::said(answer).is_some() && truth::may_be_statement(question) {
        KindName::TrueFalse
    } else if answer.lines().count() <= 1 && answer.split_whitespace().count() <= 6 && answer.chars().count() <= 45 {
        KindName::Short
    } else {
        KindName::Card
    }
}
