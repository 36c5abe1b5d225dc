//! What is odd about a result file: where it contradicts itself, and where it is judged otherwise.

use std::fmt;

use crate::exam::ResultFile;
use crate::text::Outcome;

use super::statistics::count;

/// Figures in a file are rounded to six decimals.
const ROUNDED: f64 = 1e-5;

/// One thing that is odd about a file. All but `Otherwise` are contradictions: no program of ours writes them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Oddity {
    /// Points, share, pass or sums that do not follow from the file's own items.
    Sums { what: &'static str, says: String, is: String },
    /// A credit outside 0 to 1, or one that its outcome does not have.
    Credit { card: String, says: f64, outcome: String },
    /// Text of a question or its answer that is not the deck's, though the file says it is that deck.
    Text { card: String },
    /// Another order than the seed and the version give.
    Order,
    /// Marks that are not what this program gives to the same answers by the same deck.
    Marks { card: String, says: f64, is: f64 },
    /// Marks that another version of the program or of the deck may have given.
    Otherwise { card: String, says: f64, is: f64 },
}

impl Oddity {
    /// Whether somebody or something changed the file after it was written.
    pub(crate) fn is_contradiction(&self) -> bool {
        !matches!(self, Self::Otherwise { .. })
    }
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sums { what, says, is } => write!(f, "it says {what} {says}, its own answers make {is}"),
            Self::Credit { card, says, outcome } => write!(f, "{card}: `{outcome}` never has the credit {says}"),
            Self::Text { card } => write!(f, "{card}: its question or answer is not that of the deck it names"),
            Self::Order => f.write_str("its questions stand in another order than its seed and version give"),
            Self::Marks { card, says, is } => write!(f, "{card}: it says {says:.2}, the same deck gives {is:.2}"),
            Self::Otherwise { card, says, is } => write!(f, "{card}: {says:.2} then, {is:.2} now"),
        }
    }
}

/// Where a file contradicts itself.
pub(super) fn contradictions(file: &ResultFile) -> Vec<Oddity> {
    let mut found = Vec::new();
    for (card, item) in &file.items {
        let outcome = item.outcome.as_deref().unwrap_or("open");
        let fits = match (item.outcome.as_deref().and_then(Outcome::parse), &item.response) {
            (Some(Outcome::Correct | Outcome::Close), Some(_)) => same(item.credit, 1.0),
            (Some(Outcome::Wrong), Some(_)) => same(item.credit, 0.0),
            (Some(Outcome::Partial), Some(_)) => item.credit > 0.0 && item.credit < 1.0,
            (None, None) => item.outcome.is_none() && same(item.credit, 0.0),
            _ => false,
        };
        if !fits {
            found.push(Oddity::Credit { card: card.clone(), says: item.credit, outcome: outcome.to_owned() });
        }
    }
    let mut tell = |what: &'static str, says: f64, is: f64| {
        if !same(says, is) {
            found.push(Oddity::Sums { what, says: figure(says), is: figure(is) });
        }
    };
    let points: f64 = file.items.values().map(|item| item.credit * item.points).sum();
    let worth: f64 = file.items.values().map(|item| item.points).sum();
    tell("points", file.score.points, points);
    tell("questions", count(file.score.of), count(file.items.len()));
    tell("points in all", file.score.worth.unwrap_or(count(file.score.of)), worth);
    tell("the share", file.score.share, if worth > 0.0 { points / worth } else { 0.0 });
    tell("points by kind", file.kinds.values().map(|kind| kind.points).sum(), points);
    #[expect(clippy::cast_precision_loss, reason = "seconds of an exam")]
    tell(
        "seconds",
        file.seconds as f64,
        file.items.values().fold(0_u64, |sum, item| sum.saturating_add(item.seconds)) as f64,
    );
    let passes = file.pass.map(|pass| points * 100.0 + 1e-9 >= pass * worth);
    // A file of a share that lies at the mark may be rounded to either side.
    if file.passed != passes && (points / worth * 100.0 - file.pass.unwrap_or(0.0)).abs() > 1e-3 {
        let word =
            |passed: Option<bool>| passed.map_or("nothing of passing", |yes| if yes { "passed" } else { "not passed" });
        found.push(Oddity::Sums {
            what: "that it is",
            says: word(file.passed).to_owned(),
            is: word(passes).to_owned(),
        });
    }
    found
}

pub(super) fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < ROUNDED
}

fn figure(number: f64) -> String {
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
