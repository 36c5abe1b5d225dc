//! A verdict: its word, one's own answer beside the right one, the reason, the sources.

use crate::card::{Interaction, Response};
use crate::study::Turn;
use crate::text::{Credit, Mark, Outcome, Remark, Verdict, fold};

use super::beside::beside;
use super::harmless::harmless_line;
use super::render::plain;
use super::wrap::{Paint, Palette, Piece, Style, flow, piece};

/// How the student came to the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    Answered,
    GaveUp,
}

/// A verdict in parts: where a window is too low for all, what was found has to be in sight.
pub(crate) struct Told {
    /// The word.
    pub(crate) headline: Vec<String>,
    /// One's own answer and the right one.
    pub(crate) found: Vec<String>,
    /// Why, and from where.
    pub(crate) reason: Vec<String>,
}

/// None: a card that was turned over.
pub(crate) fn told(
    turn: &Turn<'_>,
    verdict: Option<&Verdict>,
    response: &Response,
    attempt: Attempt,
    style: &Style,
) -> Told {
    let headline = verdict.map_or_else(Vec::new, |verdict| headline(turn, verdict, attempt, style));
    let mut found = Vec::new();
    let rows = verdict.and_then(|_| beside(turn.question, response, style));
    match (rows, verdict) {
        (Some(rows), Some(verdict)) if verdict.outcome != Outcome::Correct => {
            found.extend(rows);
            Told { headline, found, reason: reason(turn, style) }
        }
        _ => {
            if let Some(verdict) = verdict.filter(|_| attempt == Attempt::Answered) {
                found.extend(own(turn, verdict, response, style));
                let given = turn.question.typed(response);
                let remarks = missed(turn, verdict);
                found.extend(remarks.iter().flat_map(|remark| match remark {
                    // It stands above, as one's own.
                    Remark::KnownWrong { answer, because: Some(because) } if fold(answer) == fold(&given) => {
                        labelled("", &[plain(because)], style)
                    }
                    remark => remark_lines(remark, style),
                }));
                // Of words the two lines show what is too much and what is missing, each where it stands.
                if !matches!(turn.question.interaction, Interaction::Text(_)) {
                    found.extend(too_few_too_many(&remarks, style));
                }
            }
            let label = if is_learning(turn, attempt) { "learn" } else { "right" };
            let own =
                verdict.filter(|_| attempt == Attempt::Answered).and_then(|found| own_text(turn, found, response));
            let marked = verdict.filter(|_| attempt == Attempt::Answered).and_then(spelling);
            let marked = marked.filter(|marks| own.is_some() && side(marks, Side::Right) == turn.question.answer);
            let pieces = match marked {
                Some(marks) => sided(marks, Side::Right, style),
                None => right(&turn.question.answer, own.as_deref()),
            };
            found.extend(labelled(label, &pieces, style));
            Told { headline, found, reason: reason(turn, style) }
        }
    }
}

impl Told {
    /// As it stands where there is room.
    pub(crate) fn whole(self) -> Vec<String> {
        [self.headline, self.found, self.reason].concat()
    }

    /// As it stands in a low window above so many rows: the reason first, and the word last where even the answers are
    /// longer than that.
    pub(crate) fn low(self, rows: usize) -> Vec<String> {
        let Self { headline, found, reason } = self;
        if headline.len() + found.len() > rows {
            [reason, found, headline].concat()
        } else {
            [reason, headline, found].concat()
        }
    }
}

/// A card that is met for the first time and was given up: there is nothing to fail yet.
fn is_learning(turn: &Turn<'_>, attempt: Attempt) -> bool {
    turn.is_new && attempt == Attempt::GaveUp
}

fn reason(turn: &Turn<'_>, style: &Style) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(why) = &turn.question.why {
        lines.extend(flow("   ", &[plain(why)], style));
    }
    if let Some(note) = &turn.note {
        lines.extend(labelled("note", &[plain(note)], style));
    }
    let sources = turn.question.sources.iter();
    lines.extend(sources.flat_map(|source| flow("   ", &[piece(source, Paint::Dim)], style)));
    lines
}

/// `   right   20 December 2017`: what follows stands in one column.
pub(crate) fn labelled(label: &str, pieces: &[Piece], style: &Style) -> Vec<String> {
    flow(&format!("   {label:8}"), pieces, style)
}

/// One's own answer, where it differs from the right one.
fn own(turn: &Turn<'_>, verdict: &Verdict, response: &Response, style: &Style) -> Vec<String> {
    let Some(typed) = own_text(turn, verdict, response) else { return Vec::new() };
    if let Some(marks) = spelling(verdict) {
        return labelled("yours", &sided(marks, Side::Own, style), style);
    }
    labelled("yours", &differing(&typed, &turn.question.answer, (Paint::Plain, Paint::Red)), style)
}

/// What the student said, as it was read; none where it is right, or nothing.
fn own_text(turn: &Turn<'_>, verdict: &Verdict, response: &Response) -> Option<String> {
    let typed = turn.question.typed(response);
    let typed = harmless_line(verdict.read_as.as_ref().unwrap_or(&typed));
    (verdict.outcome != Outcome::Correct && !typed.is_empty()).then_some(typed)
}

/// The right answer; beside one's own the part that this lacks stands out.
pub(crate) fn right(answer: &str, own: Option<&str>) -> Vec<Piece> {
    differing(answer, own.unwrap_or_default(), (Paint::Bold, Paint::BoldGreen))
}

/// A text in two paints: the words that the other lacks have the second, where the two have some in common.
pub(crate) fn differing(text: &str, other: &str, (common, lacking): (Paint, Paint)) -> Vec<Piece> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let known: Vec<String> = other.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    let is_known = |word: &str| bare(word).is_empty() || known.contains(&bare(word));
    if !text.split_whitespace().any(|word| known.contains(&bare(word))) {
        return vec![piece(text, common)];
    }
    // Blanks and line breaks stay where they are, each in a piece of its own.
    let spaced = text.split_inclusive(char::is_whitespace).flat_map(|word| {
        let trimmed = word.trim_end_matches(char::is_whitespace);
        let paint = if is_known(trimmed) { common } else { lacking };
        [piece(trimmed, paint), piece(&word[trimmed.len()..], common)]
    });
    spaced.collect()
}

/// The remarks to be told: of a list that asks for some of many, as many missing ones as were still needed.
fn missed<'v>(turn: &Turn<'_>, verdict: &'v Verdict) -> Vec<&'v Remark> {
    let is_missing = |remark: &&Remark| matches!(remark, Remark::Missing(_));
    let mut most = usize::MAX;
    if let Interaction::List(key) = &turn.question.interaction {
        let missing = verdict.remarks.iter().filter(is_missing).count();
        most = key.need.saturating_sub(key.items.len().saturating_sub(missing));
    }
    let mut told = 0;
    let mut fits = |remark: &&Remark| {
        told += usize::from(is_missing(remark));
        !is_missing(remark) || told <= most
    };
    verdict.remarks.iter().filter(|remark| fits(remark)).collect()
}

/// What the verdict is, in a mark and a word, and a sentence of the judge.
fn headline(turn: &Turn<'_>, found: &Verdict, attempt: Attempt, style: &Style) -> Vec<String> {
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

fn notes(found: &Verdict) -> Vec<String> {
    let note = |remark: &Remark| match remark {
        Remark::Noticed(_) | Remark::Refused(_) | Remark::Lookalikes => Some(harmless_line(&remark.to_string())),
        _ => None,
    };
    found.remarks.iter().filter_map(note).collect()
}

/// The verdict in a mark and a word.
fn mark_and_word(found: &Verdict, style: &Style) -> (String, Paint) {
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

fn remark_lines(remark: &Remark, style: &Style) -> Vec<String> {
    match remark {
        Remark::KnownWrong { answer, because: Some(because) } => {
            flow("   ", &[plain(answer), plain(": "), plain(because)], style)
        }
        // One's own answer stands above, under the word that says so.
        Remark::KnownWrong { because: None, .. } | Remark::Noticed(_) | Remark::Refused(_) | Remark::Lookalikes => {
            Vec::new()
        }
        Remark::Rival { answer, about: Some(about) } => {
            flow("   ", &[plain(answer), plain(" is something else: "), plain(about)], style)
        }
        Remark::Rival { answer, about: None } => {
            flow("   ", &[plain(answer), plain(" answers another question")], style)
        }
        // Marked in the two answers, or told together.
        Remark::Spelling(_) | Remark::Missing(_) | Remark::Extra(_) => Vec::new(),
    }
}

/// What is too much and what is missing, a line each.
fn too_few_too_many(remarks: &[&Remark], style: &Style) -> Vec<String> {
    let extra = remarks.iter().filter_map(|remark| match remark {
        Remark::Extra(what) => Some(what.clone()),
        _ => None,
    });
    let missing = remarks.iter().filter_map(|remark| match remark {
        Remark::Missing(what) => Some(what.to_string()),
        _ => None,
    });
    let (extra, missing) = (extra.collect::<Vec<_>>().join(", "), missing.collect::<Vec<_>>().join(", "));
    let told = [("wrong", extra, Paint::Red), ("missing", missing, Paint::Plain)];
    let told = told.iter().filter(|(_, what, _)| !what.is_empty());
    told.flat_map(|(label, what, paint)| labelled(label, &[piece(what, *paint)], style)).collect()
}

/// Of two answers that are the same but for their spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Own,
    Right,
}

impl Side {
    /// What of a mark stands on this side, and whether the other lacks it.
    fn of(self, mark: &Mark) -> Option<(&str, bool)> {
        match (self, mark) {
            (_, Mark::Same(text)) => Some((text, false)),
            (Self::Own, Mark::Extra(text)) | (Self::Right, Mark::Missing(text)) => Some((text, true)),
            _ => None,
        }
    }
}

/// The letters in which what was typed differs.
fn spelling(found: &Verdict) -> Option<&[Mark]> {
    found.remarks.iter().find_map(|remark| match remark {
        Remark::Spelling(marks) => Some(marks.as_slice()),
        _ => None,
    })
}

/// One side's text: a word that only the other has leaves a blank too many.
fn side(marks: &[Mark], side: Side) -> String {
    let text: String = marks.iter().filter_map(|mark| side.of(mark)).map(|(text, _)| text).collect();
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The same with the letters marked that the other lacks: by a colour, else in brackets.
fn sided(marks: &[Mark], side: Side, style: &Style) -> Vec<Piece> {
    let (common, lacking) = match side {
        Side::Own => (Paint::Plain, Paint::Red),
        Side::Right => (Paint::Bold, Paint::BoldGreen),
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut ends_blank = true;
    for (text, differs) in marks.iter().filter_map(|mark| side.of(mark)) {
        let text = if ends_blank && !differs { text.trim_start() } else { text };
        if text.is_empty() {
            continue;
        }
        ends_blank = text.ends_with(' ');
        pieces.push(match differs {
            true if style.palette == Palette::None => piece(&format!("[{text}]"), lacking),
            true => piece(text, lacking),
            false => piece(text, common),
        });
    }
    pieces
}

/// Why a typed line was no answer.
pub(crate) fn unread(found: &Verdict, style: &Style) -> Vec<String> {
    let notes = notes(found);
    let why = if notes.is_empty() { "could not be read as an answer".to_owned() } else { notes.join("; ") };
    let mut lines = flow(" ? ", &[piece(&why, Paint::Violet), plain("; try again, nothing is lost")], style);
    let remarks: Vec<&Remark> = found.remarks.iter().collect();
    lines.extend(remarks.iter().flat_map(|remark| remark_lines(remark, style)));
    lines.extend(too_few_too_many(&remarks, style));
    lines
}

/// What a line typed once more for practice came to, which counts nowhere.
pub(crate) fn practised(found: &Verdict, style: &Style) -> Vec<String> {
    let (text, paint) = mark_and_word(found, style);
    let rest = if found.outcome == Outcome::Correct { "   that is it" } else { "   not yet: r takes it up again" };
    let rest = rest.replacen("   ", "\u{a0}\u{a0} ", 1);
    let lines = flow(" ", &[piece(&text, paint), piece(&rest, Paint::Dim)], style);
    lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Attempt, told, unread};
    use crate::card::{Interaction, Response};
    use crate::study::Turn;
    use crate::text::{Entry, Language, ListItem, ListKey, Mark, Notice, Remark, Verdict};
    use crate::ui::fixture::{question as card, text, turn};
    use crate::ui::{Palette, Style};

    const STYLE: Style = Style { palette: Palette::None, ascii: false, width: 60 };

    #[track_caller]
    fn shown(found: Option<&Verdict>, attempt: Attempt, is_new: bool, style: Style, expected: &[&str]) {
        let card = card(text());
        let turn = Turn { is_new, ..turn(&card) };
        let told = told(&turn, found, &Response::Typed("EMSA".into()), attempt, &style);
        assert_eq!([told.headline, told.found].concat(), expected);
        assert_eq!(told.reason, ["   It was made permanent in 2019.", "   Argano 2019, section 1"]);
    }

    const RIGHT: &str = "   right   ENISA";

    #[test]
    fn every_verdict_has_a_mark_and_a_word() {
        let partial = Verdict::of_credit(2.0 / 3.0);
        let ascii = Style { ascii: true, ..STYLE };
        let own = "   yours   EMSA";
        shown(Some(&Verdict::correct()), Attempt::Answered, false, STYLE, &[" ✓ right", RIGHT]);
        shown(Some(&Verdict::correct()), Attempt::Answered, false, ascii, &[" + right", RIGHT]);
        shown(Some(&Verdict::close()), Attempt::Answered, false, STYLE, &[" ≈ close", own, RIGHT]);
        shown(Some(&partial), Attempt::Answered, false, STYLE, &[" ◐ partly right (⅔)", own, RIGHT]);
        shown(Some(&partial), Attempt::Answered, false, ascii, &[" o partly right (2/3)", own, RIGHT]);
        let other = Verdict::of_credit(0.7);
        shown(Some(&other), Attempt::Answered, false, STYLE, &[" ◐ partly right (70 %)", own, RIGHT]);
        shown(Some(&Verdict::wrong()), Attempt::Answered, true, STYLE, &[" ✗ wrong", own, RIGHT]);
        shown(None, Attempt::Answered, false, STYLE, &[RIGHT]);
    }

    #[test]
    fn giving_up_on_a_new_card_is_learning() {
        let learnt = [" new: this is it", "   learn   ENISA"];
        shown(Some(&Verdict::wrong()), Attempt::GaveUp, true, STYLE, &learnt);
        shown(Some(&Verdict::wrong()), Attempt::GaveUp, false, STYLE, &[" ✗ not known", RIGHT]);
    }

    #[test]
    fn what_was_understood_is_ones_own_answer() {
        let found = Verdict::wrong().read("20 December 2018").with(Remark::Noticed(Notice::OtherYear));
        let lines = [" ✗ wrong   another year was read", "   yours   20 December 2018", RIGHT];
        shown(Some(&found), Attempt::Answered, false, STYLE, &lines);
    }

    #[test]
    fn the_part_that_differs_stands_out() {
        let mut dated = card(text());
        dated.answer = "20 December 2017".into();
        let coloured = Style { palette: Palette::Full, ..STYLE };
        let found = Verdict::wrong();
        let told = told(
            &turn(&dated),
            Some(&found),
            &Response::Typed("20 December 2018".into()),
            Attempt::Answered,
            &coloured,
        );
        assert_eq!(told.found[0], "   yours   20 December\u{1b}[38;5;131m 2018\u{1b}[0m");
        assert_eq!(told.found[1], "   right   \u{1b}[1m20 December\u{1b}[0m\u{1b}[1;38;5;29m 2017\u{1b}[0m");
    }

    #[test]
    fn a_difference_is_drawn_without_colour_too() {
        let marks =
            vec![Mark::Same("EN".into()), Mark::Missing("I".into()), Mark::Extra("Y".into()), Mark::Same("SA".into())];
        let found = Verdict::close().with(Remark::Spelling(marks));
        let lines = [" ≈ close", "   yours   EN[Y]SA", "   right   EN[I]SA"];
        shown(Some(&found), Attempt::Answered, false, STYLE, &lines);
    }

    #[test]
    fn remarks_say_what_the_other_answer_is() {
        let known = Remark::KnownWrong { answer: "Europol".into(), because: Some("that is the police".into()) };
        let rival = Remark::Rival { answer: "ECCC".into(), about: Some("the centre in Bucharest".into()) };
        let found = Verdict::wrong().with(known).with(rival).with(Remark::Missing("a".to_owned().into()));
        let lines = [
            " ✗ wrong",
            "   yours   EMSA",
            "   Europol: that is the police",
            "   ECCC is something else: the centre in Bucharest",
            RIGHT,
        ];
        shown(Some(&found), Attempt::Answered, false, STYLE, &lines);
    }

    #[test]
    fn of_a_list_only_as_many_are_missing_as_were_needed() {
        let item = |answer: &&str| ListItem { answer: (*answer).to_owned(), accept: Vec::new() };
        let items = ["a", "b", "c", "d", "e"].iter().map(item).collect();
        let key = ListKey {
            language: Language::English,
            ask: String::new(),
            items,
            need: 2,
            wrong: Vec::new(),
            strict: false,
            entry: Entry::default(),
        };
        let list = card(Interaction::List(key));
        let found = ["b", "c", "d", "e"]
            .iter()
            .fold(Verdict::of_credit(0.5), |found, item| found.with(Remark::Missing((*item).to_owned().into())));
        let told = told(&turn(&list), Some(&found), &Response::Typed("a".into()), Attempt::Answered, &STYLE);
        assert_eq!(
            [told.headline, told.found].concat(),
            [" ◐ partly right (½)", "   yours   a", "   missing b", RIGHT]
        );
    }

    #[test]
    fn a_line_that_could_not_be_read_costs_nothing() {
        let found = Verdict::unread().with(Remark::Noticed(Notice::YearMissing));
        assert_eq!(unread(&found, &STYLE), [" ? the year is missing; try again, nothing is lost"]);
    }
}
