//! An answer in the log: what was given, and how it was judged then.

use serde::{Deserialize, Serialize};

use crate::card::{Interaction, Question, Response};
use crate::text::{Missing, Notice, Outcome, Remark, Verdict, names_a_year};

/// How an answer was judged when it was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// `correct`, `close`, `partial` or `wrong`.
    pub(crate) outcome: String,
    /// A share of the question's point, 0 to 1.
    pub(crate) credit: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) read_as: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) remarks: Vec<String>,
}

impl From<&Verdict> for Mark {
    fn from(verdict: &Verdict) -> Self {
        Self {
            outcome: verdict.outcome.word().to_owned(),
            credit: verdict.credit.share(),
            read_as: verdict.read_as.clone(),
            remarks: verdict.remarks.iter().map(ToString::to_string).collect(),
        }
    }
}

impl Mark {
    /// A word that no release knows counts as wrong.
    pub(crate) fn outcome(&self) -> Outcome {
        Outcome::parse(&self.outcome).unwrap_or(Outcome::Wrong)
    }
}

/// A response in JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StoredResponse {
    Typed(String),
    Items(Vec<String>),
    Chosen(usize),
    Selected(Vec<usize>),
    Arranged(Vec<usize>),
    Matched(Vec<Option<usize>>),
}

impl StoredResponse {
    /// None for what is no answer: turned over, given up.
    pub(crate) fn of(response: Response) -> Option<Self> {
        Some(match response {
            Response::Typed(typed) => Self::Typed(typed),
            Response::Items(items) => Self::Items(items),
            Response::Chosen(at) => Self::Chosen(at),
            Response::Selected(picked) => Self::Selected(picked),
            Response::Arranged(order) => Self::Arranged(order),
            Response::Matched(given) => Self::Matched(given),
            Response::Turned | Response::GaveUp => return None,
        })
    }
}

impl From<StoredResponse> for Response {
    fn from(given: StoredResponse) -> Self {
        match given {
            StoredResponse::Typed(typed) => Self::Typed(typed),
            StoredResponse::Items(items) => Self::Items(items),
            StoredResponse::Chosen(at) => Self::Chosen(at),
            StoredResponse::Selected(picked) => Self::Selected(picked),
            StoredResponse::Arranged(order) => Self::Arranged(order),
            StoredResponse::Matched(given) => Self::Matched(given),
        }
    }
}

/// A date without its year, where the question names none, cannot be right: it is asked again like anything that cannot
/// be read. That tells nothing, since no answer of that form is right.
pub(crate) fn asked_again(question: &Question, verdict: Verdict) -> Verdict {
    let is_date = matches!(question.interaction, Interaction::Date(_));
    if is_date && verdict.remarks.contains(&Remark::Missing(Missing::Year)) && !names_a_year(&question.stem) {
        return Verdict::unread().with(Remark::Noticed(Notice::YearMissing));
    }
    verdict
}
