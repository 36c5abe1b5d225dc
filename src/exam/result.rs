//! The result of a handed-in attempt as a file: keyed by card, with the paper's fingerprint. `docs/exam.md` is the
//! reference.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::exam::class::count;
use crate::exam::frozen::{is_one, one};
use crate::exam::paper::first_rule;
use crate::exam::score::{Share, Tally};
use crate::exam::{Attempt, Score};

const SCHEMA: u32 = 1;
const KIND: &str = "exam-result";
/// This version of the program.
pub(super) const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// A result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ResultFile {
    pub(crate) schema: u32,
    /// Always `exam-result`: what tells such a file from any other.
    pub(crate) kind: String,
    /// The version of the program that marked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) acquis: Option<String>,
    /// Who sat it, only where a name was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    pub(crate) attempt: String,
    pub(crate) title: String,
    pub(crate) fingerprint: String,
    pub(crate) seed: u64,
    pub(crate) version: String,
    /// RFC 3339, local time.
    pub(crate) started: String,
    pub(crate) handed_in: String,
    /// Spent, and allowed where there was a limit.
    pub(crate) seconds: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seconds_allowed: Option<u64>,
    pub(crate) score: ResultShare,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pass: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) passed: Option<bool>,
    /// The number of the rule by which orders were marked.
    #[serde(default = "first_rule")]
    pub(crate) rule: u32,
    pub(crate) topics: BTreeMap<String, ResultShare>,
    pub(crate) kinds: BTreeMap<String, ResultShare>,
    /// By card.
    pub(crate) items: BTreeMap<String, ResultItem>,
}

/// Points with Wilson's 95 % interval; shares are 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ResultShare {
    pub(crate) points: f64,
    /// Questions.
    pub(crate) of: usize,
    /// What they are worth together, where that is not a point each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) worth: Option<f64>,
    pub(crate) share: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

/// How one card was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ResultItem {
    /// Its place on this paper, from 1.
    pub(crate) number: usize,
    pub(crate) stem: String,
    pub(crate) answer: String,
    /// As typed, options by their text; none where it was left open.
    pub(crate) response: Option<String>,
    /// `correct`, `close`, `partial`, `wrong`; none where it was left open.
    pub(crate) outcome: Option<String>,
    /// A share of its points, 0 to 1.
    pub(crate) credit: f64,
    /// What it is worth.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub(crate) points: f64,
    pub(crate) seconds: u64,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) flagged: bool,
}

impl ResultFile {
    /// None where the attempt was not handed in.
    pub(crate) fn of(attempt: &Attempt, name: Option<&str>) -> Option<Self> {
        let handed_in = attempt.handed_in?;
        let (score, paper) = (Score::of(attempt), &attempt.paper);
        let items = paper.items.iter().zip(&attempt.items).enumerate().map(|(at, (item, standing))| {
            let answer = standing.answer.as_ref();
            let result = ResultItem {
                number: at + 1,
                stem: item.stem.clone(),
                answer: item.answer.clone(),
                response: attempt.said(at),
                outcome: answer.map(|answer| answer.mark.outcome.clone()),
                credit: answer.map_or(0.0, |answer| answer.mark.credit),
                points: item.points,
                seconds: standing.seconds,
                flagged: standing.flagged,
            };
            (item.card.to_string(), result)
        });
        Some(Self {
            schema: SCHEMA,
            kind: KIND.to_owned(),
            acquis: Some(PROGRAM.to_owned()),
            name: name.map(str::to_owned),
            attempt: attempt.id.clone(),
            title: paper.title.clone(),
            fingerprint: paper.fingerprint.clone(),
            seed: paper.seed,
            version: paper.version.letter().to_string(),
            started: attempt.started.to_rfc3339(),
            handed_in: handed_in.to_rfc3339(),
            seconds: attempt.spent,
            seconds_allowed: paper.seconds,
            score: score.total.into(),
            pass: paper.pass,
            passed: score.passed,
            rule: paper.rule,
            topics: by_name(&score.topics),
            kinds: by_name(&score.kinds),
            items: items.collect(),
        })
    }

    /// Reads a file's text.
    ///
    /// # Errors
    /// Why it is no result.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(|cause| format!("it is no JSON: {cause}"))?;
        if value.get("kind").and_then(serde_json::Value::as_str) != Some(KIND) {
            return Err("it is no result of an exam: `acquis exam --result FILE` writes one".to_owned());
        }
        match value.get("schema").and_then(serde_json::Value::as_u64) {
            Some(1) => serde_json::from_value(value).map_err(|cause| format!("it cannot be read: {cause}")),
            _ => Err("it comes from another version of acquis".to_owned()),
        }
    }
}

impl From<Share> for ResultShare {
    fn from(share: Share) -> Self {
        let (low, high) = share.interval();
        let [points, share_of_all, low, high] = [share.points, share.share(), low, high].map(rounded);
        let worth = Some(rounded(share.worth)).filter(|worth| (worth - count(share.of)).abs() > 1e-9);
        Self { points, of: share.of, worth, share: share_of_all, low, high }
    }
}

/// To six decimals, which every reader of JSON gives back alike.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

fn by_name(tallies: &[Tally]) -> BTreeMap<String, ResultShare> {
    tallies.iter().map(|tally| (tally.name.clone(), tally.share.into())).collect()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}
