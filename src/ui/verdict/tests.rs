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
    let told =
        told(&turn(&dated), Some(&found), &Response::Typed("20 December 2018".into()), Attempt::Answered, &coloured);
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
    assert_eq!([told.headline, told.found].concat(), [" ◐ partly right (½)", "   yours   a", "   missing b", RIGHT]);
}

#[test]
fn a_line_that_could_not_be_read_costs_nothing() {
    let found = Verdict::unread().with(Remark::Noticed(Notice::YearMissing));
    assert_eq!(unread(&found, &STYLE), [" ? the year is missing; try again, nothing is lost"]);
}
