//! One's own answer beside the right one, place by place: orders and matches.

use crate::card::{Interaction, Question, Response};

use super::harmless::harmless_line;
use super::wrap::{Paint, Style, columns_of, flow, piece};

/// One place of an order, or one pair of a match.
struct Row {
    /// `1`, or what was to be paired.
    place: String,
    own: Option<String>,
    right: String,
}

impl Row {
    fn is_right(&self) -> bool {
        self.own.as_ref() == Some(&self.right)
    }
}

/// The rows of an order or a match; none for other questions, and where nothing was answered.
pub(crate) fn beside(question: &Question, response: &Response, style: &Style) -> Option<Vec<String>> {
    let rows = rows(question, response)?;
    Some(columns(&rows, style).unwrap_or_else(|| stacked(&rows, style)))
}

fn rows(question: &Question, response: &Response) -> Option<Vec<Row>> {
    let line = |text: &String| harmless_line(text);
    match (&question.interaction, response) {
        (Interaction::Arrange { items, right, .. }, Response::Arranged(order)) => {
            let own = order.iter().map(|&at| items.get(at).map(line));
            let rows = right.iter().zip(own).enumerate();
            Some(rows.map(|(at, (right, own))| Row { place: (at + 1).to_string(), own, right: line(right) }).collect())
        }
        (Interaction::Match { lefts, rights, pairs }, Response::Matched(given)) => {
            let rows = lefts.iter().zip(pairs).zip(given).map(|((left, pair), at)| Row {
                place: line(left),
                own: at.and_then(|at| rights.get(at)).map(line),
                right: line(pair),
            });
            Some(rows.collect())
        }
        _ => None,
    }
}

const NONE: &str = "–";

fn own(row: &Row, style: &Style) -> String {
    row.own.clone().unwrap_or_else(|| style.mark(NONE, "-").to_owned())
}

/// Under two heads, where every row fits on a line.
fn columns(rows: &[Row], style: &Style) -> Option<Vec<String>> {
    let widest = |of: &dyn Fn(&Row) -> usize| rows.iter().map(of).max().unwrap_or(0);
    let place = widest(&|row| columns_of(&row.place));
    let yours = widest(&|row| columns_of(&own(row, style))).max("yours".len());
    let right = widest(&|row| columns_of(&row.right)).max("right".len());
    if 5 + place + 2 + yours + 3 + right > style.columns() {
        return None;
    }
    let pad = |text: &str, width: usize| "\u{a0}".repeat(width - columns_of(text).min(width));
    let head = format!("{}yours{}right", "\u{a0}".repeat(place + 4), pad("yours", yours + 3));
    let mut lines = flow("   ", &[piece(&head, Paint::Dim)], style);
    for row in rows {
        let own = own(row, style);
        let front = format!("{}\u{a0}{}{}", mark(row, style), row.place, pad(&row.place, place + 2));
        let pieces = [
            piece(&unbroken(&front), Paint::Plain),
            piece(&unbroken(&own), if row.is_right() { Paint::Plain } else { Paint::Red }),
            piece(&pad(&own, yours + 3), Paint::Plain),
            piece(&unbroken(&row.right), right_paint(row)),
        ];
        lines.extend(flow("   ", &pieces, style));
    }
    Some(lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect())
}

/// Spaces at which no line is broken.
fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// One's own, and below it the right one where they differ.
fn stacked(rows: &[Row], style: &Style) -> Vec<String> {
    let mut lines = Vec::new();
    for row in rows {
        let first = format!("   {} ", mark(row, style));
        if row.is_right() {
            let place = format!("{} {} ", row.place, style.mark(NONE, "-"));
            lines.extend(flow(&first, &[piece(&place, Paint::Plain), piece(&row.right, Paint::Bold)], style));
            continue;
        }
        // A number is short enough to stand beside one's own.
        if row.place.chars().all(|c| c.is_ascii_digit()) {
            let lead = format!("{:<7}yours  ", format!("{first}{}", row.place));
            lines.extend(flow(&lead, &[piece(&own(row, style), Paint::Red)], style));
        } else {
            lines.extend(flow(&first, &[piece(&row.place, Paint::Plain)], style));
            lines.extend(flow("       yours  ", &[piece(&own(row, style), Paint::Red)], style));
        }
        lines.extend(flow("       right  ", &[piece(&row.right, right_paint(row))], style));
    }
    lines
}

fn right_paint(row: &Row) -> Paint {
    if row.is_right() { Paint::Bold } else { Paint::BoldGreen }
}

fn mark(row: &Row, style: &Style) -> &'static str {
    if row.is_right() { style.mark("✓", "+") } else { style.mark("✗", "x") }
}

#[cfg(test)]
mod tests {
    use super::beside;
    use crate::card::{Interaction, Response};
    use crate::ui::fixture::question;
    use crate::ui::wrap::{Palette, Style};

    const WIDE: Style = Style { palette: Palette::None, ascii: false, width: 60 };

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_order_stands_beside_the_right_one() {
        let items = texts(&["2019", "2004", "2013"]);
        let card = question(Interaction::Arrange {
            items,
            right: texts(&["2004", "2013", "2019"]),
            rule: crate::card::MarkingRule::default(),
        });
        let lines = beside(&card, &Response::Arranged(vec![1, 0, 2]), &WIDE).expect("an order");
        let expected =
            ["        yours   right", "   ✓ 1  2004    2004", "   ✗ 2  2019    2013", "   ✗ 3  2013    2019"];
        assert_eq!(lines, expected);
    }

    #[test]
    fn pairs_that_do_not_fit_stand_one_under_the_other() {
        let interaction = Interaction::Match {
            lefts: texts(&["ENISA", "Europol"]),
            rights: texts(&["the agency for cybersecurity", "the police agency"]),
            pairs: texts(&["the agency for cybersecurity", "the police agency"]),
        };
        let narrow = Style { width: 40, ..WIDE };
        let lines = beside(&question(interaction), &Response::Matched(vec![Some(1), Some(1)]), &narrow);
        let expected = [
            "   ✗ ENISA",
            "       yours  the police agency",
            "       right  the agency for",
            "              cybersecurity",
            "   ✓ Europol – the police agency",
        ];
        assert_eq!(lines.expect("a match"), expected);
    }

    #[test]
    fn other_questions_have_no_rows() {
        assert_eq!(beside(&question(crate::ui::fixture::text()), &Response::Typed("x".into()), &WIDE), None);
    }
}
