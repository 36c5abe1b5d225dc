//! `acquis exam collect`: the results of a class, card by card, as a table, CSV or JSON.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::context::{notice, print};
use crate::exam::{Collected, ResultFile, Row, collect};
use crate::library;
use crate::ui::harmless_line;

/// Exit 1 where files were refused, 2 where one cannot be read.
pub(super) fn run(files: &[PathBuf], csv: bool, json: bool) -> Result<ExitCode> {
    let (mut results, mut unread) = (Vec::new(), false);
    for path in files {
        let name = path.to_string_lossy().into_owned();
        let text = library::text_of(path);
        match text.map_err(|cause| format!("{cause:#}")).and_then(|text| ResultFile::read(&text)) {
            Ok(result) => results.push((name, result)),
            Err(why) => {
                unread = true;
                notice(&format!("{name} was passed over: {why}"))?;
            }
        }
    }
    let Some(collected) = collect(&results) else { return Ok(ExitCode::from(2)) };
    for refused in &collected.refused {
        notice(&format!("{} was refused: {}", refused.file, refused.why))?;
    }
    if json {
        print(&object(&collected).to_string())?;
    } else if csv {
        print(table(&collected)?.trim_end())?;
    } else {
        lines(&collected).iter().try_for_each(|line| print(line))?;
    }
    Ok(match (unread, collected.refused.is_empty()) {
        (true, _) => ExitCode::from(2),
        (false, false) => ExitCode::from(1),
        (false, true) => ExitCode::SUCCESS,
    })
}

fn object(collected: &Collected) -> serde_json::Value {
    let row = |row: &Row| {
        let (low, high) = row.right.interval();
        let wrong: Vec<_> = row.wrong.iter().map(|(said, count)| json!({ "answer": said, "count": count })).collect();
        json!({
            "card": row.card, "stem": row.stem, "answer": row.answer, "papers": row.right.of,
            "right": row.right.points, "share_right": row.right.share(), "low": low, "high": high,
            "points": row.points, "unanswered": row.unanswered, "wrong": wrong,
        })
    };
    json!({
        "schema": 1, "title": collected.title, "fingerprint": collected.fingerprint, "papers": collected.papers,
        "passed": collected.passed, "rules": collected.rules, "shares": collected.shares,
        "cards": collected.rows.iter().map(row).collect::<Vec<_>>(),
        "refused": collected.refused.iter().map(|one| json!({ "file": one.file, "why": one.why })).collect::<Vec<_>>(),
    })
}

fn table(collected: &Collected) -> Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record([
        "card",
        "question",
        "answer",
        "papers",
        "right",
        "share_right",
        "low",
        "high",
        "points",
        "unanswered",
        "wrong_1",
        "count_1",
        "wrong_2",
        "count_2",
        "wrong_3",
        "count_3",
    ])?;
    for row in &collected.rows {
        let (low, high) = row.right.interval();
        let numbers = [row.right.share(), low, high, row.points].map(|number| format!("{number:.3}"));
        let [share, low, high, points] = numbers;
        let mut record = vec![cell(&row.card), cell(&row.stem), cell(&row.answer), row.right.of.to_string()];
        record.extend([format!("{:.0}", row.right.points), share, low, high, points, row.unanswered.to_string()]);
        for place in 0..3 {
            let (said, count) = row
                .wrong
                .get(place)
                .map_or((String::new(), String::new()), |(said, count)| (cell(said), count.to_string()));
            record.extend([said, count]);
        }
        csv.write_record(record)?;
    }
    let bytes = csv.into_inner().context("could not make the table")?;
    String::from_utf8(bytes).context("could not make the table")
}

/// Text that no spreadsheet takes for a formula; plain numbers stay as they are.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err();
    if formula { format!("'{text}") } else { text.to_owned() }
}

fn lines(collected: &Collected) -> Vec<String> {
    let count = if collected.papers == 1 { "1 paper".to_owned() } else { format!("{} papers", collected.papers) };
    let mut lines = vec![format!("{}: {count}{}", harmless_line(&collected.title), spread(collected))];
    if let Some(passed) = collected.passed {
        lines.push(format!("passed: {passed} of {}", collected.papers));
    }
    if collected.rules.len() > 1 {
        let by = collected.rules.iter().map(|(rule, papers)| format!("rule {rule} in {papers}"));
        let by = by.collect::<Vec<_>>().join(", ");
        lines.push(format!("orders are marked as they were when each was sat: by {by} (docs/exam.md)"));
    }
    lines.push("share right with Wilson's 95 % interval, the hardest first".to_owned());
    for row in &collected.rows {
        let (low, high) = row.right.interval();
        let percent = |share: f64| format!("{:.0}", share * 100.0);
        let open = if row.unanswered > 0 { format!(", {} left open", row.unanswered) } else { String::new() };
        lines.push(format!(
            "{:>4} % ({} to {} %)  {:.0} of {}{open}  {}",
            percent(row.right.share()),
            percent(low),
            percent(high),
            row.right.points,
            row.right.of,
            harmless_line(&row.card)
        ));
        lines.push(format!("       {}", harmless_line(&row.stem)));
        for (said, count) in &row.wrong {
            lines.push(format!("       {count} x {}", harmless_line(said)));
        }
    }
    lines
}

/// Lowest, middle and highest score.
fn spread(collected: &Collected) -> String {
    let shares = &collected.shares;
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let [low, .., high] = shares.as_slice() else { return String::new() };
    let half = shares.len() / 2;
    let median = f64::midpoint(shares[half], shares[(shares.len() - 1) / 2]);
    format!(", lowest {}, median {}, highest {}", percent(*low), percent(median), percent(*high))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-cmd"), "'-cmd");
        assert_eq!(cell("-5"), "-5");
        assert_eq!(cell("ENISA"), "ENISA");
    }
}
