use super::{Attempt, told, unread};
use crate::card::{Interaction, Lookalike, Response};
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

/// Either of two that are taken for each other is told from the other, right or wrong.
#[test]
fn what_is_taken_for_the_answer_is_told_apart() {
    let mut card = card(text());
    card.lookalikes = vec![Lookalike { name: "Europol".into(), difference: "It fights crime.".into() }];
    for found in [Verdict::correct(), Verdict::wrong()] {
        let told = told(&turn(&card), Some(&found), &Response::Typed("EMSA".into()), Attempt::Answered, &STYLE);
        assert_eq!(told.reason[1], "   not Europol: It fights crime.");
    }
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
    let told =
        told(&turn(&dated), Some(&found), &Response::Typed("20 December 2018".into()), Attempt::Answered, &coloured);
    assert_eq!(told.found[0], "   yours   20 December\u{1b}[38;5;131m 2018\u{1b}[0m");
    assert_eq!(told.found[1], "   right   \u{1b}[1m20 December\u{1b}[0m\u{1b}[1;38;5;29m 2017\u{1b}[0m");
}

/// One's own answer and the right one, and what else stands there, without colours.
#[track_caller]
fn found(answer: &str, typed: &str, verdict: &Verdict, expected: &[&str]) {
    let mut card = card(text());
    card.answer = answer.into();
    let told = told(&turn(&card), Some(verdict), &Response::Typed(typed.into()), Attempt::Answered, &STYLE);
    assert_eq!(told.found, expected);
}

#[test]
fn words_that_differ_are_in_brackets_where_there_are_no_colours() {
    let wrong = Verdict::wrong();
    let dates = ["   yours   20 December [2018]", "   right   20 December [2017]"];
    found("20 December 2017", "20 December 2018", &wrong, &dates);
    let bodies = ["   yours   European [Cybercrime Centre]", "   right   European [Union Agency for Cybersecurity]"];
    found("European Union Agency for Cybersecurity", "European Cybercrime Centre", &wrong, &bodies);
    let lists = ["   yours   ENISA, [Frontex]", "   right   ENISA", "           [Europol]", "           [EDA]"];
    found("ENISA\nEuropol\nEDA", "ENISA, Frontex", &wrong, &lists);
    let others = ["   yours   Tallinn Manual", "   right   Convention on Cybercrime"];
    found("Convention on Cybercrime", "Tallinn Manual", &wrong, &others);
}

#[test]
fn eight_colours_leave_the_brackets() {
    let mut dated = card(text());
    dated.answer = "in 2017".into();
    let eight = Style { palette: Palette::Eight, ..STYLE };
    let verdict = Verdict::wrong();
    let told = told(&turn(&dated), Some(&verdict), &Response::Typed("in 2018".into()), Attempt::Answered, &eight);
    assert_eq!(told.found[0], "   yours   in\u{1b}[31m [2018]\u{1b}[0m");
    assert_eq!(told.found[1], "   right   \u{1b}[1min\u{1b}[0m\u{1b}[1;32m [2017]\u{1b}[0m");
}

/// `EN` is the same, then an `I` stands where a `Y` was typed.
fn misspelt() -> Remark {
    let (same, missing) = (|text: &str| Mark::Same(text.into()), Mark::Missing("I".into()));
    Remark::Spelling(vec![same("EN"), missing, Mark::Extra("Y".into()), same("SA")])
}

#[test]
fn ones_own_answer_stands_as_it_was_typed() {
    let close = Verdict::close().with(misspelt());
    found("ENISA", "enysa", &close, &["   yours   en[y]sa", "   right   EN[I]SA"]);
    found("ENISA", "ENYSA", &close, &["   yours   EN[Y]SA", "   right   EN[I]SA"]);
    found("ENISA", "the Enysa", &close, &["   yours   the En[y]sa", "   right   EN[I]SA"]);
    // Where the letters that were compared are not those that were typed, what was typed stands unmarked.
    found("ENISA", "E.N.Y.S.A.", &close, &["   yours   E.N.Y.S.A.", "   right   EN[I]SA"]);
}

#[test]
fn the_form_that_was_misspelt_is_told_beside_the_right_answer() {
    let wrong = Verdict::wrong().with(misspelt());
    let lines = ["   yours   En[y]sa", "   right   Union Agency", "   also    EN[I]SA"];
    found("Union Agency", "Enysa", &wrong, &lines);
}

/// Who copies the right answer with its brackets has given the right answer.
#[test]
fn the_judge_reads_over_the_brackets() {
    let (rivals, lexicon) = (crate::text::Rivals::default(), crate::text::Lexicon::embedded());
    for answer in ["European [Union Agency for Cybersecurity]", "European Union Agency for Cyber[sec]urity"] {
        let Interaction::Text(mut key) = text() else { panic!("a text") };
        key.answers = vec!["European Union Agency for Cybersecurity".into()];
        let verdict = card(Interaction::Text(key)).check(&Response::Typed(answer.into()), &rivals, &lexicon);
        assert_eq!(verdict.outcome, crate::text::Outcome::Correct, "{answer}");
    }
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
    assert_eq!([told.headline, told.found].concat(), [" ◐ partly right (½)", "   yours   a", "   missing b", RIGHT]);
}

#[test]
fn a_line_that_could_not_be_read_costs_nothing() {
    let found = Verdict::unread().with(Remark::Noticed(Notice::YearMissing));
    assert_eq!(unread(&found, &STYLE), [" ? the year is missing; try again, nothing is lost"]);
}
