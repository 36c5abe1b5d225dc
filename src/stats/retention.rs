//! Recall as it came, beside what was wanted and what was predicted. First attempts only: a card counts once a day, and
//! only when it was last answered on an earlier day.

use crate::schedule::{Purpose, Rating, StudyDay};
use crate::stats::Answer;

/// Stretches of time that are told, in days; none is all of it.
const STRETCHES: [Option<u32>; 4] = [Some(7), Some(30), Some(90), None];
/// Lower bounds of the bands of prediction; the last one ends at 1.
const BANDS: [f64; 9] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98];

/// What was still known when it was asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Retention {
    /// Days back from today; none: the whole log.
    pub(crate) days: Option<u32>,
    pub(crate) asked: usize,
    pub(crate) right: usize,
    /// Mean of what was desired when each was scheduled, a share of 1.
    pub(crate) desired: f64,
}

/// Predictions of one band with what came of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Band {
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) count: usize,
    /// Means, shares of 1.
    pub(crate) predicted: f64,
    pub(crate) actual: f64,
}

/// How near all predictions came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fit {
    pub(crate) count: usize,
    pub(crate) log_loss: f64,
    /// Root of the mean square difference by band, weighted by counts.
    pub(crate) rmse: f64,
}

/// First attempts that touched memory, with what was predicted.
fn first_attempts<'a>(answers: &'a [Answer<'a>]) -> impl Iterator<Item = (&'a Answer<'a>, f64, bool)> {
    answers.iter().filter(|answer| answer.review.counts && answer.review.purpose != Purpose::Redo).filter_map(
        |answer| {
            let right = answer.review.rating != Rating::Again;
            answer.predicted.map(|predicted| (answer, f64::from(predicted), right))
        },
    )
}

pub(super) fn stretches(answers: &[Answer<'_>], today: StudyDay, desired: f64) -> Vec<Retention> {
    let of = |days: Option<u32>| {
        let recent = |day: StudyDay| days.is_none_or(|days| today.since(day) < days && day <= today);
        let (mut asked, mut right, mut wanted) = (0, 0, 0.0);
        for (answer, _, is_right) in first_attempts(answers).filter(|(answer, ..)| recent(answer.day)) {
            asked += 1;
            right += usize::from(is_right);
            wanted += f64::from(answer.review.retention) / 1000.0;
        }
        Retention { days, asked, right, desired: if asked == 0 { desired } else { wanted / real(asked) } }
    };
    STRETCHES.into_iter().map(of).collect()
}

pub(super) fn calibration(answers: &[Answer<'_>]) -> Vec<Band> {
    let ends = BANDS.iter().skip(1).copied().chain([1.0]);
    let mut bands: Vec<Band> =
        BANDS.iter().zip(ends).map(|(&from, to)| Band { from, to, count: 0, predicted: 0.0, actual: 0.0 }).collect();
    for (_, predicted, right) in first_attempts(answers) {
        let at = BANDS.iter().rposition(|from| *from <= predicted).unwrap_or(0);
        bands[at].count += 1;
        bands[at].predicted += predicted;
        bands[at].actual += f64::from(u8::from(right));
    }
    bands.retain(|band| band.count > 0);
    for band in &mut bands {
        band.predicted /= real(band.count);
        band.actual /= real(band.count);
    }
    bands
}

pub(super) fn fit(answers: &[Answer<'_>], bands: &[Band]) -> Option<Fit> {
    let (mut count, mut loss) = (0, 0.0);
    for (_, predicted, right) in first_attempts(answers) {
        let predicted = predicted.clamp(1e-6, 1.0 - 1e-6);
        loss -= if right { predicted.ln() } else { (1.0 - predicted).ln() };
        count += 1;
    }
    let square = |band: &Band| (band.predicted - band.actual).powi(2) * real(band.count);
    let rmse = (bands.iter().map(square).sum::<f64>() / real(count.max(1))).sqrt();
    (count > 0).then(|| Fit { count, log_loss: loss / real(count), rmse })
}

#[expect(clippy::cast_precision_loss, reason = "a count")]
fn real(count: usize) -> f64 {
    count as f64
}
