//! What a question, a verdict and a session look like, line by line; both fronts print these lines.

use crate::card::{Choice, Interaction};
use crate::study::Turn;
use crate::text::{Credit, Mark, Outcome, Remark, Verdict};

use super::cards::answer;
use super::harmless::harmless_line;
use super::wrap::{Paint, Piece, Style, columns_of, flow, piece};

fn plain(text: &str) -> Piece {
    piece(text, Paint::Plain)
}

fn bold(text: &str) -> Piece {
    piece(text, Paint::Bold)
}

/// A sentence of the program itself, one column in.
pub(crate) fn note(text: &str, style: &Style) -> Vec<String> {
    if style.ascii {
        return flow(" ", &[plain(&text.replace(" · ", " | "))], style);
    }
    flow(" ", &[plain(text)], style)
}

/// Everything up to the place where the student answers.
pub(crate) fn question(turn: &Turn<'_>, style: &Style) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(header(turn, style));
    lines.extend(flow(" ", &[bold(&turn.question.stem)], style));
    lines.extend(choices(&turn.question.interaction, style));
    if turn.changed {
        lines.extend(note("(the text of this card was corrected since you learnt it)", style));
    }
    if turn.hint_shown {
        lines.extend(hint(turn, style));
    }
    lines
}

/// The hint, or a word that there is none.
pub(crate) fn hint(turn: &Turn<'_>, style: &Style) -> Vec<String> {
    match &turn.question.hint {
        Some(hint) => flow(" hint  ", &[piece(hint, Paint::Cyan)], style),
        None => note("this card has no hint", style),
    }
}

fn header(turn: &Turn<'_>, style: &Style) -> Vec<String> {
    let dot = style.mark(" · ", " | ");
    let mut progress = vec![format!("{} of {}", (turn.done + 1).min(turn.total.max(1)), turn.total.max(1))];
    if turn.again > 0 {
        progress.push(format!("again {}", turn.again));
    }
    progress.push(format!("{} min", turn.minutes));
    let mut topics: Vec<String> = turn.question.topics.iter().map(|topic| harmless_line(topic)).collect();
    if turn.is_new {
        topics.push("new".to_owned());
    }
    let mut lines = apart(&harmless_line(&turn.question.course_title), &progress.join(dot), style);
    let kind = format!("[{}]", turn.question.kind.word().replace('_', " "));
    lines.extend(apart(&topics.join(dot), &kind, style));
    lines
}

/// Left and right on one line, or one under the other where they do not fit.
pub(crate) fn apart(left: &str, right: &str, style: &Style) -> Vec<String> {
    let used = 1 + columns_of(left) + columns_of(right);
    if used + 3 <= style.columns() {
        let gap = " ".repeat(style.columns() - used);
        return vec![format!(" {left}{gap}{right}")];
    }
    let mut lines = flow(" ", &[plain(left)], style);
    lines.extend(flow(" ", &[plain(right)], style));
    lines
}

pub(crate) fn choices(interaction: &Interaction, style: &Style) -> Vec<String> {
    match interaction {
        Interaction::Choose { options } | Interaction::Select { options } => {
            numbered(options.iter().map(|Choice { text, .. }| text.as_str()), style)
        }
        Interaction::Arrange { items, .. } => numbered(items.iter().map(String::as_str), style),
        Interaction::Match { lefts, rights, .. } => {
            let mut lines = numbered(lefts.iter().map(String::as_str), style);
            lines.push(String::new());
            for (index, right) in rights.iter().enumerate() {
                lines.extend(flow(&format!("   {}  ", letter(index)), &[plain(right)], style));
            }
            lines
        }
        Interaction::Recall
        | Interaction::Text(_)
        | Interaction::Date(_)
        | Interaction::Number(_)
        | Interaction::List(_) => Vec::new(),
    }
}

fn numbered<'a>(texts: impl Iterator<Item = &'a str>, style: &Style) -> Vec<String> {
    texts.enumerate().flat_map(|(index, text)| flow(&format!("  {:>2}  ", index + 1), &[plain(text)], style)).collect()
}

/// `a`, `b`, … `z`, then the characters that follow: decks have at most a few.
pub(crate) fn letter(index: usize) -> char {
    u8::try_from(index).ok().filter(|&index| index < 26).map_or('?', |index| char::from(b'a' + index))
}

/// How the student came to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    Answered,
    GaveUp,
}

/// The verdict with its remarks, the answer, the reason, the sources. None: a card that was turned over.
pub(crate) fn verdict(turn: &Turn<'_>, found: Option<&Verdict>, attempt: Attempt, style: &Style) -> Vec<String> {
    let mut lines = vec![String::new()];
    if let Some(found) = found {
        lines.extend(headline(turn, found, attempt, style));
        lines.extend(found.remarks.iter().flat_map(|remark| remark_lines(remark, style)));
    }
    lines.extend(answer(turn.question, style));
    lines
}

/// What the verdict is, in a mark and a word, and what was understood.
pub(crate) fn headline(turn: &Turn<'_>, found: &Verdict, attempt: Attempt, style: &Style) -> Vec<String> {
    let (text, paint) = match (attempt, turn.is_new) {
        (Attempt::GaveUp, true) => ("new: here it is".to_owned(), Paint::Cyan),
        (Attempt::GaveUp, false) => (format!("{} not known: here it is", style.mark("✗", "x")), Paint::Red),
        (Attempt::Answered, _) => mark_and_word(found, style),
    };
    let mut said: Vec<String> = found.read_as.iter().map(|read| format!("read as {}", harmless_line(read))).collect();
    said.extend(found.remarks.iter().filter_map(|remark| match remark {
        Remark::Note(note) => Some(harmless_line(note)),
        _ => None,
    }));
    let rest = if said.is_empty() { String::new() } else { format!("   {}", said.join("; ")) };
    // Wrapping joins spaces, so the three between word and remark are part of the first cell run by a no-break space.
    flow(" ", &[piece(&text, paint), plain(&rest.replacen("   ", "\u{a0}\u{a0} ", 1))], style)
        .into_iter()
        .map(|line| line.replace('\u{a0}', " ").trim_end().to_owned())
        .collect()
}

/// The verdict in a mark and a word.
fn mark_and_word(found: &Verdict, style: &Style) -> (String, Paint) {
    match found.outcome {
        Outcome::Correct => (format!("{} right", style.mark("✓", "+")), Paint::Green),
        Outcome::Close => (format!("{} close", style.mark("≈", "~")), Paint::Green),
        Outcome::Partial => {
            (format!("{} partly right ({})", style.mark("◐", "o"), fraction(found.credit, style)), Paint::Yellow)
        }
        Outcome::Wrong => (format!("{} wrong", style.mark("✗", "x")), Paint::Red),
        Outcome::Unread => ("? not an answer yet".to_owned(), Paint::Yellow),
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

fn remark_lines(remark: &Remark, style: &Style) -> Vec<String> {
    match remark {
        Remark::Spelling(marks) => flow("   spelling  ", &marks.iter().map(difference).collect::<Vec<_>>(), style),
        Remark::KnownWrong { answer, because: Some(because) } => {
            flow("   ", &[plain(answer), plain(" is wrong: "), plain(because)], style)
        }
        Remark::KnownWrong { answer, because: None } => flow("   ", &[plain(answer), plain(" is wrong")], style),
        Remark::Rival { answer, about: Some(about) } => {
            flow("   ", &[plain(answer), plain(" is something else: "), plain(about)], style)
        }
        Remark::Rival { answer, about: None } => {
            flow("   ", &[plain(answer), plain(" answers another question")], style)
        }
        Remark::Missing(what) => flow("   missing  ", &[plain(what)], style),
        Remark::Extra(what) => flow("   too much  ", &[plain(what)], style),
        Remark::Note(_) => Vec::new(),
    }
}

fn difference(mark: &Mark) -> Piece {
    match mark {
        Mark::Same(text) => plain(text),
        Mark::Extra(text) => piece(&format!("[-{text}]"), Paint::Red),
        Mark::Missing(text) => piece(&format!("[+{text}]"), Paint::Green),
    }
}

/// Why a typed line was no answer.
pub(crate) fn unread(found: &Verdict, style: &Style) -> Vec<String> {
    let notes: Vec<String> = found
        .remarks
        .iter()
        .filter_map(|remark| match remark {
            Remark::Note(note) => Some(harmless_line(note)),
            _ => None,
        })
        .collect();
    let why = if notes.is_empty() { "could not be read as an answer".to_owned() } else { notes.join("; ") };
    let mut lines = flow(" ? ", &[piece(&why, Paint::Yellow), plain("; try again, nothing is lost")], style);
    lines.extend(found.remarks.iter().flat_map(|remark| remark_lines(remark, style)));
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Attempt, question, unread, verdict};
    use crate::study::Turn;
    use crate::text::{Mark, Remark, Verdict};
    use crate::ui::Style;
    use crate::ui::fixture::{choose, question as card, text, turn};
    use crate::ui::wrap::columns_of;

    const STYLE: Style = Style { color: false, ascii: false, width: 60 };

    #[track_caller]
    fn shown(found: Option<&Verdict>, attempt: Attempt, is_new: bool, style: Style, expected: &[&str]) {
        let card = card(text());
        let turn = Turn { is_new, ..turn(&card) };
        let lines = verdict(&turn, found, attempt, &style);
        let end = ["   answer  ENISA", "   It was made permanent in 2019.", "   Argano 2019, section 1"];
        assert_eq!(lines[1..], [expected, &end].concat());
    }

    #[test]
    fn every_verdict_has_a_mark_and_a_word() {
        let partial = Verdict::of_credit(2.0 / 3.0);
        let ascii = Style { ascii: true, ..STYLE };
        shown(Some(&Verdict::correct()), Attempt::Answered, false, STYLE, &[" ✓ right"]);
        shown(Some(&Verdict::correct()), Attempt::Answered, false, ascii, &[" + right"]);
        shown(Some(&Verdict::close()), Attempt::Answered, false, STYLE, &[" ≈ close"]);
        shown(Some(&partial), Attempt::Answered, false, STYLE, &[" ◐ partly right (⅔)"]);
        shown(Some(&partial), Attempt::Answered, false, ascii, &[" o partly right (2/3)"]);
        shown(Some(&Verdict::of_credit(0.7)), Attempt::Answered, false, STYLE, &[" ◐ partly right (70 %)"]);
        shown(Some(&Verdict::wrong()), Attempt::Answered, true, STYLE, &[" ✗ wrong"]);
        shown(None, Attempt::Answered, false, STYLE, &[]);
    }

    #[test]
    fn giving_up_on_a_new_card_is_learning() {
        shown(Some(&Verdict::wrong()), Attempt::GaveUp, true, STYLE, &[" new: here it is"]);
        shown(Some(&Verdict::wrong()), Attempt::GaveUp, false, STYLE, &[" ✗ not known: here it is"]);
    }

    #[test]
    fn what_was_understood_stands_beside_the_verdict() {
        let found = Verdict::wrong().read("20 December 2018").with(Remark::Note("the year is 2017".into()));
        let line = " ✗ wrong   read as 20 December 2018; the year is 2017";
        shown(Some(&found), Attempt::Answered, false, STYLE, &[line]);
    }

    #[test]
    fn a_difference_is_drawn_without_colour_too() {
        let marks = vec![Mark::Same("EN".into()), Mark::Missing("I".into()), Mark::Extra("Y".into())];
        let found = Verdict::close().with(Remark::Spelling(marks));
        shown(Some(&found), Attempt::Answered, false, STYLE, &[" ≈ close", "   spelling  EN[+I][-Y]"]);
    }

    #[test]
    fn remarks_say_what_the_other_answer_is() {
        let known = Remark::KnownWrong { answer: "Europol".into(), because: Some("that is the police".into()) };
        let rival = Remark::Rival { answer: "ECCC".into(), about: Some("the centre in Bucharest".into()) };
        let found = Verdict::wrong().with(known).with(rival).with(Remark::Missing("a".into()));
        let lines = [
            " ✗ wrong",
            "   Europol is wrong: that is the police",
            "   ECCC is something else: the centre in Bucharest",
            "   missing  a",
        ];
        shown(Some(&found), Attempt::Answered, false, STYLE, &lines);
    }

    #[test]
    fn a_line_that_could_not_be_read_costs_nothing() {
        let found = Verdict::unread().with(Remark::Note("a month is missing".into()));
        assert_eq!(unread(&found, &STYLE), [" ? a month is missing; try again, nothing is lost"]);
    }

    #[test]
    fn text_of_decks_cannot_steer_the_terminal() {
        let mut hostile = card(choose(&["a\u{1b}[2J", "b\u{202e}"]));
        hostile.stem = "\u{1b}]0;x\u{7}stem".into();
        hostile.course_title = "\u{9b}31m".into();
        hostile.topics = vec!["t\n\u{1b}c".into()];
        hostile.answer = "\u{1b}c".into();
        let mut lines = question(&turn(&hostile), &STYLE);
        lines.extend(verdict(&turn(&hostile), None, Attempt::Answered, &STYLE));
        assert!(lines.iter().all(|line| !line.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\n'])), "{lines:?}");
    }

    proptest! {
        #[test]
        fn any_text_fits_any_window(stem in "\\PC{0,80}", option in "\\PC{0,40}", width in 0usize..100) {
            let mut any = card(choose(&[&option, "b"]));
            any.stem = stem;
            let style = Style { width, ..STYLE };
            for line in question(&turn(&any), &style) {
                prop_assert!(columns_of(&line) <= style.columns(), "{:?}", line);
            }
        }
    }
}
