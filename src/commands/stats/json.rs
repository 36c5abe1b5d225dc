//! Every figure of `stats` as JSON.

use serde_json::{Value, json};

use crate::deck::Catalogue;
use crate::schedule::Scheduler;
use crate::stats::{Counts, Hard, Stats};
use crate::study::Load;

pub(super) fn report(stats: &Stats, load: &Load, catalogue: &Catalogue, scheduler: &Scheduler) -> Value {
    let day = |ahead: usize| stats.today.plus(ahead as u64).to_string();
    json!({
        "schema": 1,
        "day": stats.today.to_string(),
        "cards": counts(stats.all),
        "courses": courses(stats),
        "retention": stats.retention.iter().map(|stretch| json!({
            "days": stretch.days, "asked": stretch.asked, "right": stretch.right,
            "true_retention": share(stretch.right, stretch.asked), "desired": rounded(stretch.desired),
        })).collect::<Vec<_>>(),
        "load": load.days.iter().enumerate()
            .map(|(ahead, due)| json!({ "date": day(ahead), "due": due })).collect::<Vec<_>>(),
        "days": stats.days.iter().map(|done| json!({
            "date": done.day.to_string(), "answers": done.answers, "new": done.new, "right": done.right,
            "seconds": done.seconds,
        })).collect::<Vec<_>>(),
        "hardest": stats.hardest.iter().map(|card| hard(card, catalogue)).collect::<Vec<_>>(),
        "leeches": stats.leeches.iter().map(|card| hard(card, catalogue)).collect::<Vec<_>>(),
        "overruled": stats.overruled.iter().map(|verdict| json!({
            "card": verdict.id.to_string(),
            "question": verdict.card.map(|card| catalogue.cards[card].part.stem.clone()),
            "typed": verdict.typed, "outcome": verdict.outcome.map(crate::text::Outcome::word),
            "times": verdict.times, "last": verdict.last.to_string(),
        })).collect::<Vec<_>>(),
        "calibration": stats.calibration.iter().map(|band| json!({
            "from": band.from, "to": band.to, "count": band.count, "predicted": rounded(band.predicted),
            "actual": rounded(band.actual),
        })).collect::<Vec<_>>(),
        "fit": stats.fit.map(|fit| json!({
            "answers": fit.count, "log_loss": rounded(fit.log_loss), "rmse_bins": rounded(fit.rmse),
        })),
        "parameters": scheduler.parameters(),
    })
}

fn courses(stats: &Stats) -> Vec<Value> {
    let course = |course: &crate::stats::Standing| {
        let topics: Vec<Value> = course
            .topics
            .iter()
            .map(|(topic, of)| {
                let mut object = counts(*of);
                object["topic"] = json!(topic);
                object
            })
            .collect();
        let mut object = counts(course.counts);
        object["course"] = json!(course.course);
        object["recall"] = json!(rounded(course.recall));
        object["topics"] = json!(topics);
        object
    };
    stats.courses.iter().map(course).collect()
}

fn counts(counts: Counts) -> Value {
    json!({ "total": counts.total(), "never_seen": counts.never_seen, "learning": counts.learning,
            "at_risk": counts.at_risk, "solid": counts.solid, "suspended": counts.suspended })
}

fn hard(card: &Hard, catalogue: &Catalogue) -> Value {
    let part = &catalogue.cards[card.card].part;
    json!({ "card": card.id.to_string(), "question": part.stem, "asked": card.asked, "failed": card.failed,
            "lapses": card.lapses, "difficulty": rounded(card.difficulty.into()), "typed": card.typed })
}

/// None where nothing was asked.
#[expect(clippy::cast_precision_loss, reason = "counts")]
fn share(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| rounded(part as f64 / of as f64))
}

fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
