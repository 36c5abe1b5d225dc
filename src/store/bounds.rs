//! What the log takes in: the same bounds for what is answered here and for what comes from elsewhere, so that whatever
//! was written can be taken in again.

use std::ops::RangeInclusive;

use crate::deck::is_id;
use crate::error::Fault;
use crate::plan::FURTHEST_EXAM;
use crate::schedule::{LONGEST_FORM, LONGEST_NOTE, Moment, Scheduler, StudyDay, What};
use crate::store::fault::Result;
use crate::store::row::Row;

/// 1 January of the year 1 in milliseconds.
const FIRST_MILLISECOND: i64 = -62_135_596_800_000;
/// The last millisecond of 2199: no clock of ours is beyond, and no stamp.
pub(super) const LAST_MILLISECOND: i64 = 7_258_118_399_999;
/// No place on earth is further from UTC, in seconds.
const FURTHEST: i32 = 18 * 60 * 60;
/// The longest text for others that an event keeps, in characters: an answer, a note for an author.
const LONGEST_TEXT: usize = 2000;

const MILLISECONDS: RangeInclusive<i64> = FIRST_MILLISECOND..=LAST_MILLISECOND;

/// A clock that stands outside the years 1 to 2199 writes nothing.
pub(super) fn clock(at: Moment, day: StudyDay) -> Result<()> {
    if MILLISECONDS.contains(&at.millis) && is_in_time(day) && at.offset.abs() <= FURTHEST {
        return Ok(());
    }
    Err(Fault::new(format!("the clock says {day}: nothing can be saved outside the years 1 to 2199"))
        .advice("set the clock right"))
}

fn is_in_time(day: StudyDay) -> bool {
    use chrono::Datelike;
    (1..=2199).contains(&day.0.year())
}

/// The columns of a row that came from elsewhere.
///
/// # Errors
/// What in it no acquis writes.
pub(super) fn row(row: &Row, day: StudyDay) -> std::result::Result<(), String> {
    if !MILLISECONDS.contains(&row.stamp) || !MILLISECONDS.contains(&row.at) || !is_in_time(day) {
        return Err("`at`, `stamp` or `day` lies outside the years 1 to 2199".to_owned());
    }
    if row.utc_offset.abs() > FURTHEST {
        return Err("`utc_offset` is more than 18 hours".to_owned());
    }
    Ok(())
}

/// What the types allow, but no acquis writes on that day.
///
/// # Errors
/// What that is.
pub(super) fn what(what: &What, day: StudyDay) -> std::result::Result<(), String> {
    match what {
        What::Goal { exam: Some(exam), .. } => match exam.parse::<StudyDay>() {
            Ok(exam) if exam.since(day) > FURTHEST_EXAM => {
                Err(format!("the exam of {exam} is more than three years away"))
            }
            _ => Ok(()),
        },
        What::Review(review) if !(1..=600).contains(&review.seconds) => Err("`seconds` is not 1 to 600".to_owned()),
        What::Review(review) if !(700..=990).contains(&review.retention) => {
            Err("`retention` is not 700 to 990 thousandths".to_owned())
        }
        What::Review(review) if review.credit.is_some_and(|credit| !(0.0..=1.0).contains(&credit)) => {
            Err("`credit` is not 0 to 1".to_owned())
        }
        What::Note { text, .. } if text.chars().count() > LONGEST_NOTE => {
            Err(format!("the note is longer than {LONGEST_NOTE} characters"))
        }
        What::Accept { form, .. } if !(1..=LONGEST_FORM).contains(&form.chars().count()) => {
            Err(format!("`form` is not 1 to {LONGEST_FORM} characters"))
        }
        What::DeckAdded { text, over, .. } if text.iter().chain(over).any(|hash| !is_hash(hash)) => {
            Err("`text` and `over` are not SHA-256 in 64 small hexadecimal digits".to_owned())
        }
        What::DeckAdded { deck, .. } | What::DeckRemoved { deck } if !is_id(deck) => {
            Err("`deck` is no deck's id".to_owned())
        }
        What::Setting { key, .. } if !is_id(key) => Err("`key` is no setting's name".to_owned()),
        What::Setting { value: Some(value), .. } if value.to_string().len() > LONGEST_TEXT => {
            Err(format!("`value` is longer than {LONGEST_TEXT} bytes"))
        }
        What::Parameters { bits } => {
            let values: Vec<f32> = bits.iter().map(|bits| f32::from_bits(*bits)).collect();
            Scheduler::new(&values).map(drop).ok_or_else(|| "`bits` are not 21 parameters of FSRS-6".to_owned())
        }
        _ => Ok(()),
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// An event whose texts have the length that is kept.
pub(super) fn shortened(what: What) -> What {
    let short = |text: Option<String>| {
        text.map(|text| match text.char_indices().nth(LONGEST_TEXT) {
            Some((at, _)) => text[..at].to_owned(),
            None => text,
        })
    };
    match what {
        What::Review(mut review) => {
            review.typed = short(review.typed);
            What::Review(review)
        }
        What::Flag { card, note } => What::Flag { card, note: short(note) },
        other => other,
    }
}
