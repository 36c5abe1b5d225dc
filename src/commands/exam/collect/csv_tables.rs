//! A class as CSV: the gradebook, and the figures of each question.

use anyhow::Result;

use super::{csv_text, minutes, student};
use crate::exam::class::{Class, figures, hardest};

/// Wrong answers of a question that stand in the table.
const COMMONEST: usize = 3;

/// A row a student. Where all had the same questions, each has a column with its points.
pub(super) fn gradebook(class: &Class) -> Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    let mut head =
        ["name", "version", "points", "of", "percent", "passed", "minutes", "open", "file"].map(str::to_owned).to_vec();
    if class.alike {
        head.extend(class.asked.iter().map(|asked| cell(&asked.card)));
    }
    csv.write_record(&head)?;
    for sheet in &class.sheets {
        let passed = class.passed(sheet).map_or("", |passed| if passed { "yes" } else { "no" });
        let mut row = vec![
            cell(&student(sheet)),
            cell(&sheet.version),
            number(class.points(sheet)),
            number(class.worth(sheet)),
            number(class.share(sheet) * 100.0),
            passed.to_owned(),
            minutes(sheet),
            sheet.open.to_string(),
            cell(&sheet.file),
        ];
        if class.alike {
            row.extend(sheet.marks.iter().map(|(place, credit)| number(credit * class.asked[*place].points)));
        }
        csv.write_record(row)?;
    }
    csv_text(csv)
}

/// A row a question, the hardest first.
pub(super) fn items(class: &Class) -> Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    let head = [
        "card",
        "question",
        "answer",
        "points",
        "papers",
        "facility",
        "low",
        "high",
        "item_rest_r",
        "upper_lower",
        "unanswered",
        "judged_again",
        "wrong_1",
        "count_1",
        "wrong_2",
        "count_2",
        "wrong_3",
        "count_3",
    ];
    csv.write_record(head)?;
    let figures = figures(class);
    for at in hardest(class, &figures) {
        let (asked, own) = (&class.asked[at], figures[at]);
        let (low, high) = own.share.interval();
        let some = |figure: Option<f64>| figure.map(number).unwrap_or_default();
        let mut row = vec![cell(&asked.card), cell(&asked.stem), cell(&asked.answer), number(asked.points)];
        row.extend([own.share.of.to_string(), number(own.share.share()), number(low), number(high)]);
        row.extend([some(own.rest), some(own.upper_lower), asked.open.to_string()]);
        row.push(if asked.judged { "yes" } else { "no" }.to_owned());
        let wrong = asked.commonest_wrong();
        for place in 0..COMMONEST {
            let given = wrong.get(place);
            row.push(given.map(|given| cell(&given.said)).unwrap_or_default());
            row.push(given.map(|given| given.count.to_string()).unwrap_or_default());
        }
        csv.write_record(row)?;
    }
    csv_text(csv)
}

/// At most three decimals, none where it is whole.
pub(super) fn number(number: f64) -> String {
    let text = format!("{number:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text that no spreadsheet takes for a formula; plain numbers stay as they are.
fn cell(text: &str) -> String {
    let start = text.trim_start_matches([' ', '\u{a0}', '\n']);
    let formula = start.starts_with(['=', '+', '-', '@', '\t', '\r', '|', '%', '＝', '＋', '－', '＠']);
    if formula && text.parse::<f64>().is_err() { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{cell, number};

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-cmd"), "'-cmd");
        assert_eq!(cell(" =1"), "' =1");
        assert_eq!(cell("＝1"), "'＝1");
        assert_eq!(cell("-5"), "-5");
        assert_eq!(cell("ENISA"), "ENISA");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([0.0, -0.0001, 2.0, 0.5, 1.0 / 3.0].map(number), ["0", "0", "2", "0.5", "0.333"]);
    }
}
