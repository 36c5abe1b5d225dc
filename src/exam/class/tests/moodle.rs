//! Moodle's own data give Moodle's own figures.

use crate::exam::class::statistics::{alpha, correlation, deviation, mean, median, standard_error};

/// A column a question, from a table whose first line names them.
fn columns(table: &str) -> Vec<Vec<f64>> {
    let rows: Vec<Vec<f64>> =
        table.lines().skip(1).map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect()).collect();
    (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at]).collect()).collect()
}

/// As they stand in Moodle's tests.
fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(|number| number.parse().unwrap()).collect()
}

fn totals(columns: &[Vec<f64>]) -> Vec<f64> {
    (0..columns[0].len()).map(|row| columns.iter().map(|column| column[row]).sum()).collect()
}

/// Each question with the sum of the others, in hundredths as Moodle shows it.
fn discriminations(columns: &[Vec<f64>]) -> Vec<f64> {
    let totals = totals(columns);
    let one = |column: &Vec<f64>| {
        let pairs: Vec<(f64, f64)> = column.iter().zip(&totals).map(|(own, total)| (*own, total - own)).collect();
        correlation(&pairs).unwrap() * 100.0
    };
    columns.iter().map(one).collect()
}

#[track_caller]
fn are(own: &[f64], expected: &[f64], within: f64) {
    assert_eq!(own.len(), expected.len());
    for (own, expected) in own.iter().zip(expected) {
        assert!((own - expected).abs() <= within * expected.abs(), "{own}, not {expected}");
    }
}

/// Marks and figures of Moodle's own tests: `mod/quiz/report/statistics/tests`, `statistics_test.php` with
/// `mdl_question_states.csv`, and `stats_from_steps_walkthrough_test.php` with `results00.csv` and `qstats00.csv`. Marks of
/// the second are rounded there.
#[test]
fn moodles_own_data_give_moodles_figures() {
    let one = columns(include_str!("../../../../tests/data/class/moodle-22.csv"));
    let expected = numbers(
        "25.88327077 1.170256965 -4.207816809 28.16930644 -2.513606859 -12.99017581 -8.900638238 8.670004606 29.63337745 15.18945843 16.21079629 15.52451404 -8.396734802",
    );
    are(&discriminations(&one), &expected, 1e-8);
    let facilities: Vec<f64> = one[1..].iter().map(|column| mean(column).unwrap() * 100.0).collect();
    let expected = numbers(
        "81.36363636 71.36363636 65.45454545 65.90909091 36.36363636 59.09090909 50.0 59.09090909 63.63636364 45.45454545 27.27272727 50.0",
    );
    are(&facilities, &expected, 1e-9);

    let two = columns(include_str!("../../../../tests/data/class/moodle-25.csv"));
    let expected = numbers(
        "-7.0650767526 -28.8982125772 -9.1230674268 -22.6306444113 -17.6997047674 -45.3785178421 -5.6543166602",
    );
    are(&discriminations(&two), &expected, 1e-9);
    let deviations: Vec<f64> = two.iter().map(|column| deviation(column).unwrap()).collect();
    let expected = numbers("0.4513682901 0.5099019514 0.13333334 0.4760952286 0.3055050463 0.4898979486 0.331662479");
    are(&deviations, &expected, 1e-7);
    let (all, cic) = (totals(&two), alpha(&two).unwrap());
    let error = standard_error(deviation(&all).unwrap(), cic);
    let own = [median(&all).unwrap(), mean(&all).unwrap(), deviation(&all).unwrap(), cic * 100.0, error];
    are(&own, &numbers("4.5 4.617333332 0.8117265554 -87.2230935542 1.1106813066"), 1e-9);
}
