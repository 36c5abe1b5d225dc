//! Figures of a test and of its questions, pure. Whatever is undefined is `None`, never a number that is none.
//! The formulas with their sources stand in `docs/exam.md`.

/// What differs by less than this is the same: sums of credits are not exact.
const SAME: f64 = 1e-9;
/// The part of a class that counts as its upper and its lower end (Kelley 1939).
const END: f64 = 0.27;
/// Bars of a histogram over 0 to 100 %.
pub(crate) const BARS: usize = 10;

#[expect(clippy::cast_precision_loss, reason = "no class has 2^52 students")]
pub(crate) fn count(of: usize) -> f64 {
    of as f64
}

/// What a sum of shares comes to for each of those who gave them; none of nobody.
pub(crate) fn mean_share(shares: f64, of: usize) -> Option<f64> {
    (of > 0).then(|| shares / count(of))
}

/// None of nothing.
pub(crate) fn mean(values: &[f64]) -> Option<f64> {
    mean_share(values.iter().sum(), values.len())
}

/// The middle value, or the mean of the two in the middle.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)?;
    Some(if sorted.len().is_multiple_of(2) { f64::midpoint(sorted[half - 1], upper) } else { upper })
}

/// Sum of squares about the mean ÷ (n − 1); none below two values.
pub(crate) fn variance(values: &[f64]) -> Option<f64> {
    let middle = mean(values).filter(|_| values.len() > 1)?;
    if !varies(values) {
        return Some(0.0);
    }
    Some(values.iter().map(|value| (value - middle).powi(2)).sum::<f64>() / count(values.len() - 1))
}

/// Standard deviation, in the unit of the values.
pub(crate) fn deviation(values: &[f64]) -> Option<f64> {
    variance(values).map(f64::sqrt)
}

/// Whether any two values differ by more than rounding.
pub(crate) fn varies(values: &[f64]) -> bool {
    let ends = values.iter().fold(None, |ends: Option<(f64, f64)>, &value| {
        Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
    });
    ends.is_some_and(|(low, high)| high - low > SAME)
}

/// Pearson's r of pairs, −1 to 1; none below two pairs or where one side never varies.
pub(crate) fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    let (xs, ys): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
    if pairs.len() < 2 || !varies(&xs) || !varies(&ys) {
        return None;
    }
    let (middle_x, middle_y) = (mean(&xs)?, mean(&ys)?);
    let together: f64 = pairs.iter().map(|(x, y)| (x - middle_x) * (y - middle_y)).sum();
    let squares = |values: &[f64], middle: f64| values.iter().map(|value| (value - middle).powi(2)).sum::<f64>();
    let r = together / (squares(&xs, middle_x) * squares(&ys, middle_y)).sqrt();
    Some(r.clamp(-1.0, 1.0))
}

/// Mean credit of the upper 27 % less that of the lower 27 %, −1 to 1, of pairs of total and credit. Students with the
/// same total at a cut share the places that are left, so that the order of the pairs changes nothing. None below two
/// students or where every total is the same.
pub(crate) fn upper_lower(pairs: &[(f64, f64)]) -> Option<f64> {
    let totals: Vec<f64> = pairs.iter().map(|pair| pair.0).collect();
    if pairs.len() < 2 || !varies(&totals) {
        return None;
    }
    let places = (END * count(pairs.len())).round().max(1.0);
    let upper = end(pairs, places, |a, b| b.total_cmp(&a));
    let lower = end(pairs, places, |a, b| a.total_cmp(&b));
    Some(upper - lower)
}

/// Mean credit of the first so many places in this order of totals.
fn end(pairs: &[(f64, f64)], places: f64, order: impl Fn(f64, f64) -> std::cmp::Ordering) -> f64 {
    let mut sorted = pairs.to_vec();
    sorted.sort_by(|a, b| order(a.0, b.0));
    let (mut left, mut sum, mut at) = (places, 0.0, 0);
    while left > SAME && at < sorted.len() {
        let tied = sorted[at..].iter().take_while(|pair| (pair.0 - sorted[at].0).abs() <= SAME).count();
        let taken = count(tied).min(left);
        let credits: f64 = sorted[at..at + tied].iter().map(|pair| pair.1).sum();
        sum += credits * taken / count(tied);
        left -= taken;
        at += tied;
    }
    sum / places
}

/// Cronbach's alpha of the questions' points, one column a question, at most 1 and not cut at 0. None below two
/// questions or two students, or where the totals never vary.
pub(crate) fn alpha(columns: &[Vec<f64>]) -> Option<f64> {
    let students = columns.first().filter(|_| columns.len() > 1)?.len();
    let totals: Vec<f64> = (0..students).map(|row| columns.iter().map(|column| column[row]).sum()).collect();
    let whole = variance(&totals).filter(|variance| *variance > 0.0)?;
    let parts = columns.iter().map(|column| variance(column)).sum::<Option<f64>>()?;
    let questions = count(columns.len());
    Some(questions / (questions - 1.0) * (1.0 - parts / whole))
}

/// The standard error of measurement, in the unit of the deviation.
pub(crate) fn standard_error(deviation: f64, alpha: f64) -> f64 {
    deviation * (1.0 - alpha).max(0.0).sqrt()
}

/// How many shares of 0 to 1 lie in each tenth; 1 counts in the last.
pub(crate) fn histogram(shares: &[f64]) -> [usize; BARS] {
    let mut bars = [0; BARS];
    for share in shares {
        // Three of ten is the fourth bar, whatever 0.3 · 10 is in binary.
        let reached = (1..BARS).filter(|&bar| share * 10.0 + SAME >= count(bar)).count();
        bars[reached] += 1;
    }
    bars
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn is(own: Option<f64>, expected: f64) {
        assert!(own.is_some_and(|own| (own - expected).abs() < 1e-9), "{own:?}, not {expected}");
    }

    /// By hand: 2, 4, 4, 4, 5, 5, 7, 9 has the mean 5 and the squares 32; over n − 1 that is 32 ÷ 7.
    #[test]
    fn means_and_deviations_by_hand() {
        let values = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        is(mean(&values), 5.0);
        is(variance(&values), 32.0 / 7.0);
        is(deviation(&values), (32.0_f64 / 7.0).sqrt());
        is(median(&values), 4.5);
        is(median(&[3.0, 1.0, 2.0]), 2.0);
    }

    /// By hand: x = 1, 2, 3 and y = 1, 3, 2: covariance 1 of squares 2 and 2.
    #[test]
    fn correlations_by_hand() {
        is(correlation(&[(1.0, 1.0), (2.0, 3.0), (3.0, 2.0)]), 0.5);
        is(correlation(&[(0.0, 5.0), (1.0, 3.0)]), -1.0);
    }

    /// Three students, two questions: variances 1/3 and 1/3, totals 2, 1, 0 with variance 1: 2 · (1 − 2/3).
    #[test]
    fn alpha_by_hand() {
        is(alpha(&[vec![1.0, 1.0, 0.0], vec![1.0, 0.0, 0.0]]), 2.0 / 3.0);
        // Questions that pull against each other have an alpha below 0, which is told as it is.
        is(alpha(&[vec![1.0, 0.0, 1.0], vec![0.0, 1.0, 0.25]]), 2.0 * (1.0 - (1.0 / 3.0 + 13.0 / 48.0) / (1.0 / 48.0)));
        is(Some(standard_error(2.0, 0.75)), 1.0);
    }

    /// Ten students: 27 % are three places. Of the two who tie for the third place each counts half.
    #[test]
    fn ends_share_their_places() {
        let totals = [10.0, 9.0, 8.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0];
        let credits = [1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        let pairs: Vec<(f64, f64)> = totals.into_iter().zip(credits).collect();
        is(upper_lower(&pairs), (1.0 + 1.0 + 0.5) / 3.0 - 1.0 / 3.0);
    }

    #[test]
    fn what_is_undefined_is_nothing() {
        assert_eq!((mean(&[]), median(&[]), variance(&[1.0]), deviation(&[])), (None, None, None, None));
        assert_eq!(correlation(&[(1.0, 1.0)]), None);
        assert_eq!(correlation(&[(1.0, 1.0), (1.0, 2.0)]), None, "one side never varies");
        // 0.1 · 3 and 0.3 are the same credit, whatever they are in binary.
        assert_eq!(correlation(&[(0.1 * 3.0, 1.0), (0.3, 2.0)]), None);
        assert_eq!((upper_lower(&[(1.0, 1.0)]), upper_lower(&[(2.0, 1.0), (2.0, 0.0)])), (None, None));
        assert_eq!(alpha(&[]), None);
        assert_eq!(alpha(&[vec![1.0, 0.0]]), None, "one question");
        assert_eq!(alpha(&[vec![1.0], vec![0.0]]), None, "one student");
        assert_eq!(alpha(&[vec![1.0, 1.0], vec![0.5, 0.5]]), None, "no variance");
    }

    #[test]
    fn tenths_begin_where_they_are_reached() {
        assert_eq!(histogram(&[0.0, 0.1 * 3.0, 0.3, 0.299, 1.0, 0.95]), [1, 0, 1, 2, 0, 0, 0, 0, 0, 2]);
    }

    proptest! {
        /// Whatever order the files come in, and whatever stands in them, no figure is a NaN and none changes.
        #[test]
        fn figures_hang_on_no_order(
            pairs in prop::collection::vec((0_u8..6, 0_u8..3), 0..24), turn in 0_usize..24,
        ) {
            let pairs: Vec<(f64, f64)> = pairs.into_iter().map(|(x, y)| (f64::from(x), f64::from(y) / 2.0)).collect();
            let mut turned = pairs.clone();
            let middle = turn % pairs.len().max(1);
            turned.rotate_left(middle);
            turned.reverse();
            let columns = |pairs: &[(f64, f64)]| { let (x, y): (Vec<_>, Vec<_>) = pairs.iter().copied().unzip(); [x, y] };
            for (one, other) in [
                (correlation(&pairs), correlation(&turned)),
                (upper_lower(&pairs), upper_lower(&turned)),
                (alpha(&columns(&pairs)), alpha(&columns(&turned))),
            ] {
                prop_assert_eq!(one.is_some(), other.is_some());
                prop_assert!(one.zip(other).is_none_or(|(one, other)| one.is_finite() && (one - other).abs() < 1e-9));
            }
        }
    }
}
