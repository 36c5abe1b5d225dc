//! A class as JSON.

use serde_json::{Value, json};

use super::student;
use crate::exam::class::{Class, Given, Suspicion, figures, hardest, histogram, mean_share, suspicions, whole};

/// Everything; an undefined figure is null.
pub(super) fn object(class: &Class) -> Value {
    let whole = whole(class);
    let mut shares = whole.shares.clone();
    shares.sort_by(f64::total_cmp);
    json!({
        "schema": 2, "title": class.title, "papers": whole.students, "pass": class.pass, "passed": whole.passed,
        "same_questions": class.alike, "rules": class.rules, "shares": shares,
        "test": {
            "of": whole.worth, "mean": whole.mean, "median": whole.median, "deviation": whole.deviation,
            "alpha": whole.alpha, "standard_error": whole.error, "histogram": histogram(&whole.shares),
        },
        "students": students(class), "cards": cards(class),
        "suspicious": suspicions(class).iter().map(suspicion).collect::<Vec<_>>(),
        "left_out": class.left_out.iter().map(|left| json!({ "file": left.file, "why": left.why })).collect::<Vec<_>>(),
        "odd": odd(class), "other_decks": class.other_decks, "notes": class.notes,
    })
}

fn students(class: &Class) -> Vec<Value> {
    let one = |sheet: &crate::exam::class::Sheet| {
        let credits: serde_json::Map<String, Value> =
            sheet.marks.iter().map(|(place, credit)| (class.asked[*place].card.clone(), json!(credit))).collect();
        json!({
            "name": student(sheet), "named": sheet.name.is_some(), "attempt": sheet.attempt, "file": sheet.file,
            "version": sheet.version, "points": class.points(sheet), "of": class.worth(sheet),
            "share": class.share(sheet), "passed": class.passed(sheet), "seconds": sheet.seconds, "open": sheet.open,
            "points_before": sheet.before, "credits": credits,
        })
    };
    class.sheets.iter().map(one).collect()
}

/// The hardest first.
fn cards(class: &Class) -> Vec<Value> {
    let figures = figures(class);
    let one = |at: usize| {
        let (asked, own) = (&class.asked[at], figures[at]);
        let (low, high) = own.share.interval();
        let right: usize = asked.given.iter().filter(|given| given.outcome.is_right()).map(|given| given.count).sum();
        let options: Vec<Value> = asked
            .options
            .iter()
            .map(|one| json!({ "option": one.text, "right": one.right, "count": one.count, "mean_share": mean_share(one.shares, one.count) }))
            .collect();
        let given = |given: &Given| {
            json!({
                "answer": given.said, "count": given.count, "outcome": given.outcome.word(), "credit": given.credit,
                "mean_share": mean_share(given.shares, given.count),
            })
        };
        json!({
            "card": asked.card, "stem": asked.stem, "answer": asked.answer, "points": asked.points,
            "papers": own.share.of, "right": right, "facility": own.share.share(), "low": low, "high": high,
            "item_rest_r": own.rest, "upper_lower": own.upper_lower, "unanswered": asked.open,
            "judged_again": asked.judged, "other_question": asked.other_question, "options": options, "given": asked.by_count().map(given).collect::<Vec<_>>(),
            "other_answers": asked.others,
        })
    };
    hardest(class, &figures).into_iter().map(one).collect()
}

fn suspicion(one: &Suspicion) -> Value {
    let mut told = json!({ "card": one.card(), "what": one.word() });
    let more = match one {
        Suspicion::WrongKey { said, count, better, key, .. } => {
            json!({ "answer": said, "count": count, "mean_rest": better, "mean_rest_with_key": key })
        }
        Suspicion::MissingForm { said, count, like, .. } => json!({ "answer": said, "count": count, "like": like }),
        Suspicion::Useless { options, .. } => json!({ "options": options }),
    };
    if let (Some(told), Value::Object(more)) = (told.as_object_mut(), more) {
        told.extend(more);
    }
    told
}

fn odd(class: &Class) -> Vec<Value> {
    let one = |told: &crate::exam::class::Told| {
        let contradicts = told.oddities.iter().any(crate::exam::class::Oddity::is_contradiction);
        let why: Vec<String> = told.oddities.iter().map(ToString::to_string).collect();
        json!({ "file": told.file, "name": told.name, "contradicts_itself": contradicts, "why": why })
    };
    class.odd.iter().map(one).collect()
}
