//! The figures of a class: of the whole test, and of each question.

use super::gather::Class;
use super::group::Sheet;
use super::statistics::{alpha, correlation, count, deviation, mean, median, standard_error, upper_lower};
use crate::exam::Share;

/// The whole test. In points where every student had the same questions, else in per cent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Whole {
    pub(crate) students: usize,
    /// Points in all; none where students had different questions, and the figures are per cent.
    pub(crate) worth: Option<f64>,
    pub(crate) mean: Option<f64>,
    pub(crate) median: Option<f64>,
    /// Standard deviation over n − 1.
    pub(crate) deviation: Option<f64>,
    /// Cronbach's alpha; none where students had different questions.
    pub(crate) alpha: Option<f64>,
    /// Standard error of measurement.
    pub(crate) error: Option<f64>,
    /// Each student's share of the points, 0 to 1, in the order of the sheets.
    pub(crate) shares: Vec<f64>,
    pub(crate) passed: Option<usize>,
}

/// A question's figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figures {
    /// Credits of those who had the question: facility with Wilson's interval.
    pub(crate) share: Share,
    /// Pearson's r of the credit with the share of the other questions: Moodle's discrimination index ÷ 100.
    pub(crate) rest: Option<f64>,
    /// Facility of the upper 27 % less that of the lower 27 %.
    pub(crate) upper_lower: Option<f64>,
}

impl Class {
    /// What a student's questions are worth together.
    pub(crate) fn worth(&self, sheet: &Sheet) -> f64 {
        sheet.marks.iter().map(|(place, _)| self.asked[*place].points).sum()
    }

    pub(crate) fn points(&self, sheet: &Sheet) -> f64 {
        sheet.marks.iter().map(|(place, credit)| self.asked[*place].points * credit).sum()
    }

    /// Share of the points, 0 to 1.
    pub(crate) fn share(&self, sheet: &Sheet) -> f64 {
        Share { points: self.points(sheet), of: sheet.marks.len(), worth: self.worth(sheet) }.share()
    }

    /// None without a pass mark.
    pub(crate) fn passed(&self, sheet: &Sheet) -> Option<bool> {
        self.pass.map(|pass| self.share(sheet) * 100.0 + 1e-9 >= pass)
    }
}

/// The figures of the whole test.
pub(crate) fn whole(class: &Class) -> Whole {
    let shares: Vec<f64> = class.sheets.iter().map(|sheet| class.share(sheet)).collect();
    let first = class.sheets.first().filter(|_| class.alike);
    let worth = first.map(|sheet| class.worth(sheet));
    let totals: Vec<f64> = match worth {
        Some(_) => class.sheets.iter().map(|sheet| class.points(sheet)).collect(),
        None => shares.iter().map(|share| share * 100.0).collect(),
    };
    let alpha = worth.and_then(|_| alpha(&columns(class)));
    let deviation = deviation(&totals);
    let passed = class.pass.map(|_| class.sheets.iter().filter(|sheet| class.passed(sheet) == Some(true)).count());
    Whole {
        students: class.sheets.len(),
        worth,
        mean: mean(&totals),
        median: median(&totals),
        deviation,
        alpha,
        error: deviation.zip(alpha).map(|(deviation, alpha)| standard_error(deviation, alpha)),
        shares,
        passed,
    }
}

/// Points by question of a class whose students had the same ones; those left out have no column.
fn columns(class: &Class) -> Vec<Vec<f64>> {
    let counted = (0..class.asked.len()).filter(|&at| class.asked[at].points > 0.0);
    let column = |at: usize| -> Vec<f64> {
        class.sheets.iter().filter_map(|sheet| sheet.credit(at)).map(|credit| credit * class.asked[at].points).collect()
    };
    counted.map(column).collect()
}

/// The figures of each question, in their order.
pub(crate) fn figures(class: &Class) -> Vec<Figures> {
    let totals: Vec<(f64, f64)> = class.sheets.iter().map(|sheet| (class.points(sheet), class.worth(sheet))).collect();
    let one = |at: usize| {
        let points = class.asked[at].points;
        let (mut rests, mut wholes, mut credits) = (Vec::new(), Vec::new(), Vec::new());
        for (sheet, (reached, worth)) in class.sheets.iter().zip(&totals) {
            let Some(credit) = sheet.credit(at) else { continue };
            let part = |reached: f64, worth: f64| if worth > 0.0 { reached / worth } else { 0.0 };
            rests.push((credit, part(reached - points * credit, worth - points)));
            wholes.push((part(*reached, *worth), credit));
            credits.push(credit);
        }
        let share = Share { points: credits.iter().sum(), of: credits.len(), worth: count(credits.len()) };
        Figures { share, rest: correlation(&rests), upper_lower: upper_lower(&wholes) }
    };
    (0..class.asked.len()).map(one).collect()
}

/// Places of the questions, the hardest first.
pub(crate) fn hardest(class: &Class, figures: &[Figures]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..class.asked.len()).collect();
    let share = |at: &usize| figures[*at].share.share();
    places.sort_by(|a, b| share(a).total_cmp(&share(b)).then_with(|| class.asked[*a].card.cmp(&class.asked[*b].card)));
    places
}

impl Sheet {
    /// The credit of a question of the class; none where it did not stand on this paper.
    pub(crate) fn credit(&self, place: usize) -> Option<f64> {
        self.marks.binary_search_by_key(&place, |(own, _)| *own).ok().map(|at| self.marks[at].1)
    }
}
