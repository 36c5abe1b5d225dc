//! What a verdict is, in a mark and a word.

use super::Attempt;
use crate::study::Turn;
use crate::text::{Credit, Outcome, Remark, Verdict};
use crate::ui::harmless::harmless_line;
use crate::ui::render::plain;
use crate::ui::wrap::{Paint, Style, flow, piece};

/// What the verdict is, in a mark and a word, and a sentence of the judge.
pub(super) fn headline(turn: &Turn<'_>, found: &Verdict, attempt: Attempt, style: &Style) -> Vec<String> {
    let (text, paint) = match attempt {
        Attempt::GaveUp if turn.is_new => ("new: this is it".to_owned(), Paint::Plain),
        Attempt::GaveUp => (format!("{} not known", style.mark("✗", "x")), Paint::Red),
        Attempt::Answered => mark_and_word(found, style),
    };
    let notes: Vec<String> = notes(found);
    let rest = if notes.is_empty() { String::new() } else { format!("\u{a0}\u{a0} {}", notes.join("; ")) };
    // Wrapping joins spaces, so the three between word and remark are held together by no-break spaces. What is wrapped
    // stands further in than the word.
    let inner = Style { width: style.columns() - FURTHER_IN.len(), ..*style };
    flow(" ", &[piece(&text, paint), plain(&rest)], &inner)
        .into_iter()
        .enumerate()
        .map(|(row, line)| if row == 0 { line } else { format!("{FURTHER_IN}{line}") })
        .map(|line| line.replace('\u{a0}', " ").trim_end().to_owned())
        .collect()
}

const FURTHER_IN: &str = "  ";

pub(super) fn notes(found: &Verdict) -> Vec<String> {
    let note = |remark: &Remark| match remark {
        Remark::Noticed(_) | Remark::Refused(_) | Remark::Lookalikes => Some(harmless_line(&remark.to_string())),
        _ => None,
    };
    found.remarks.iter().filter_map(note).collect()
}

/// The verdict in a mark and a word.
pub(super) fn mark_and_word(found: &Verdict, style: &Style) -> (String, Paint) {
    match found.outcome {
        Outcome::Correct => (format!("{} right", style.mark("✓", "+")), Paint::Green),
        Outcome::Close => (format!("{} close", style.mark("≈", "~")), Paint::Green),
        Outcome::Partial => {
            (format!("{} partly right ({})", style.mark("◐", "o"), fraction(found.credit, style)), Paint::Violet)
        }
        Outcome::Wrong => (format!("{} wrong", style.mark("✗", "x")), Paint::Red),
        Outcome::Unread => ("? not an answer yet".to_owned(), Paint::Violet),
    }
}

/// `⅔`, `2/3`, or a percentage where no small fraction is meant.
fn fraction(credit: Credit, style: &Style) -> String {
    const KNOWN: [(f64, f64, &str); 13] = [
        (1.0, 2.0, "½"),
        (1.0, 3.0, "⅓"),
        (2.0, 3.0, "⅔"),
        (1.0, 4.0, "¼"),
        (3.0, 4.0, "¾"),
        (1.0, 5.0, "⅕"),
        (2.0, 5.0, "⅖"),
        (3.0, 5.0, "⅗"),
        (4.0, 5.0, "⅘"),
        (1.0, 6.0, "⅙"),
        (5.0, 6.0, "⅚"),
        (1.0, 8.0, "⅛"),
        (7.0, 8.0, "⅞"),
    ];
    let share = credit.share();
    match KNOWN.iter().find(|(part, whole, _)| (part / whole - share).abs() < 0.001) {
        Some((part, whole, _)) if style.ascii => format!("{part}/{whole}"),
        Some((_, _, sign)) => (*sign).to_owned(),
        None => format!("{:.0} %", share * 100.0),
    }
}
