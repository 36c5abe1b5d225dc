//! Every screen as it stands, at three widths, in `tests/screens`: what a change does to the eye is seen in its diff.
//! `SNAPSHOTS=overwrite cargo test --lib screens` writes them anew; they are read before they are committed.

use std::path::Path;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use snapbox::{Assert, Data};

use crate::card::{Interaction, KindName, Question, Response};
use crate::deck::{self, Catalogue};
use crate::schedule::{Intervals, Rating};
use crate::stats::Counts;
use crate::study::{Offers, Reason, Summary, Turn};
use crate::text::{Lexicon, Outcome, Verdict};

use super::exam::{ExamTurn, Overview, draw_overview, draw_question};
use super::keys::{Hand, Place};
use super::progress_line::Bar;
use super::verdict::{Attempt, told};
use super::wrap::{Palette, Style};
use super::{Glance, overview, prompts, render, summary};

const WIDTHS: [usize; 3] = [80, 40, 120];

/// Draws at each width, and holds it against the file of that name.
#[track_caller]
fn is_drawn(name: &str, draw: impl Fn(&Style) -> Vec<String>) {
    let screens = WIDTHS.map(|width| {
        let style = Style { palette: Palette::None, ascii: false, width };
        format!("---- {width} columns ----\n{}\n", draw(&style).join("\n"))
    });
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens").join(format!("{name}.txt"));
    Assert::new().action_env("SNAPSHOTS").eq(screens.concat(), Data::read_from(&path, None));
}

fn catalogue() -> Catalogue {
    let reading = deck::read(include_str!("../../tests/screens/deck.toml"));
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    Catalogue::new(vec![reading.deck.expect("a deck")])
}

fn question(catalogue: &Catalogue, kind: KindName) -> Question {
    let of_kind = |card: &&crate::deck::Card| catalogue.note(card).kind.name() == kind;
    let card = catalogue.cards.iter().find(of_kind).expect("every kind is there");
    catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(7))
}

fn turn(question: &Question) -> Turn<'_> {
    let intervals = Some(Intervals { again: 0, hard: 2, good: 4, easy: 9 });
    Turn {
        question,
        done: 8,
        total: 20,
        answers: 11,
        met: 9,
        again: 2,
        minutes: 4,
        is_new: false,
        changed: false,
        hint_shown: false,
        recall: Some(0.8),
        intervals,
        note: None,
    }
}

fn offers(verdict: &Verdict) -> Offers {
    let highest = if verdict.outcome.is_right() { Rating::Easy } else { Rating::Again };
    Offers {
        intervals: Some(Intervals { again: 0, hard: 2, good: 4, easy: 9 }),
        proposed: Rating::Good.min(highest),
        highest,
        may_overrule: !verdict.outcome.is_right(),
        form: None,
        leech: None,
    }
}

/// An answer that is not right, or not wholly.
fn wrong(question: &Question) -> Response {
    match &question.interaction {
        Interaction::Recall => Response::Turned,
        Interaction::Text(_) => Response::Typed("Tallinn Manual".into()),
        Interaction::Date(_) => Response::Typed("20 dec 2018".into()),
        Interaction::Number(_) => Response::Typed("27".into()),
        Interaction::List(_) => Response::Typed("ENISA, Frontex".into()),
        Interaction::Choose { options } => {
            Response::Chosen(options.iter().position(|option| !option.right).expect("a wrong one"))
        }
        Interaction::Select { .. } => Response::Selected(vec![0]),
        Interaction::Arrange { items, .. } => Response::Arranged((0..items.len()).rev().collect()),
        Interaction::Match { lefts, .. } => {
            Response::Matched((0..lefts.len()).map(|at| (at > 0).then(|| at - 1)).collect())
        }
    }
}

/// A card as one block: asked, answered, told.
fn block(question: &Question, response: &Response, attempt: Attempt, is_new: bool, style: &Style) -> Vec<String> {
    let turn = Turn { is_new, ..turn(question) };
    let place = match question.interaction {
        Interaction::Recall => Place::Card,
        Interaction::Choose { .. } => Place::Choice,
        _ => Place::Line,
    };
    let verdict = match response {
        Response::Turned => None,
        response => Some(question.check(response, &crate::text::Rivals::default(), &Lexicon::embedded())),
    };
    assert!(verdict.as_ref().is_none_or(|verdict| verdict.outcome != Outcome::Correct), "{response:?}");
    let mut lines = render::question(&turn, Bar::Drawn, style);
    lines.extend(prompts::at_question(&turn, place, Hand::Keys, style));
    lines.push(format!(" > {}", question.typed(response)));
    let told = told(&turn, verdict.as_ref(), response, attempt, style);
    lines.extend([vec![String::new()], told.whole(), vec![String::new()]].concat());
    let offers = offers(verdict.as_ref().unwrap_or(&Verdict::correct()));
    lines.extend(prompts::at_verdict(&turn, verdict.as_ref(), &offers, attempt, Hand::Keys, style));
    lines
}

#[test]
fn cards_of_every_kind() {
    let catalogue = catalogue();
    for kind in KindName::ALL {
        let question = question(&catalogue, kind);
        let response = wrong(&question);
        is_drawn(kind.word(), |style| block(&question, &response, Attempt::Answered, false, style));
    }
}

/// At 40 columns and 12 rows what is asked stays in sight, with how to answer it and a row for the line.
#[test]
fn no_question_scrolls_out_of_a_low_window() {
    let catalogue = catalogue();
    for kind in KindName::ALL.into_iter().filter(|kind| *kind != KindName::Match) {
        let question = question(&catalogue, kind);
        let style = Style { palette: Palette::None, ascii: false, width: 40 };
        let turn = Turn { is_new: true, ..turn(&question) };
        let items = prompts::items_at_question(&turn, Place::Line, Hand::Keys);
        let lines = render::question_in(12, &turn, &items, &style);
        assert!(lines.len() < 12, "{kind:?}: {lines:#?}");
        let first = question.stem.split_whitespace().next().expect("a word");
        assert!(lines.iter().any(|line| line.trim_start().starts_with(first)), "{kind:?}: {lines:#?}");
        assert!(lines.iter().any(|line| line.contains(":?")), "{kind:?}: {lines:#?}");
    }
}

#[test]
fn a_new_card_that_was_given_up() {
    let question = question(&catalogue(), KindName::Short);
    is_drawn("given-up", |style| block(&question, &Response::GaveUp, Attempt::GaveUp, true, style));
}

#[test]
fn pages_of_keys() {
    for (name, place) in
        [("line", Place::Line), ("choice", Place::Choice), ("verdict", Place::Verdict), ("exam", Place::ExamLine)]
    {
        is_drawn(&format!("keys-{name}"), |style| render::keys_page(place, Hand::Keys, &[], style));
    }
}

#[test]
fn the_end_of_a_session() {
    let end = Summary {
        reason: Reason::Minutes,
        answered: 27,
        cards: 20,
        learnt: 6,
        first_tries: 15,
        first_try_right: 13,
        weakest_topics: vec![("chronology".into(), 2, 5), ("institutions".into(), 3, 6)],
        overruled: 1,
        minutes: 6,
        due_today: 2,
        new_today: 6,
        due_tomorrow: 12,
        due_this_week: 40,
        held_back: vec!["12 new".into(), "3 due, kept apart from others of their entry or group".into()],
    };
    is_drawn("summary", |style| summary::summary(&end, style));
}

#[test]
fn the_first_screen() {
    let monday: crate::schedule::StudyDay = "2026-01-12".parse().expect("a day");
    let counts = |never_seen, learning, at_risk, solid| Counts { never_seen, learning, at_risk, solid, suspended: 0 };
    let glance = Glance {
        due: 14,
        new: 10,
        minutes: 7,
        answered: 20,
        again: 8,
        held: (9, 54),
        held_back: vec!["9 due, kept apart from others of their entry or group".into(), "54 new".into()],
        seen: 69,
        cards: 210,
        decks: 4,
        ahead: [4, 9, 0, 3, 12, 7, 1].into_iter().enumerate().map(|(at, due)| (monday.plus(at as u64), due)).collect(),
        exam: Some(
            "Exam: 20 January 2026, in 9 days\nRecall then: about 81 % at 20 min a day, 34 % if you stopped now".into(),
        ),
        courses: vec![("eu-basics".into(), counts(51, 0, 0, 9)), ("eu-china-cyber".into(), counts(90, 21, 14, 25))],
        rows: None,
    };
    is_drawn("overview", |style| overview(&glance, Bar::Drawn, style).to_string().lines().map(str::to_owned).collect());
}

#[test]
fn an_exam_and_its_overview() {
    let question = question(&catalogue(), KindName::Choice);
    let turn = ExamTurn {
        title: "Mock exam",
        question: &question,
        number: 3,
        of: 20,
        answered: 2,
        flagged: true,
        said: Some("ENISA".into()),
        clock: Some("11:32".into()),
    };
    is_drawn("exam-question", |style| draw_question(&turn, Hand::Keys, 24, style));
    let overview = Overview { of: 20, open: vec![4, 9, 10], flagged: vec![3], clock: Some("1:32".into()) };
    is_drawn("exam-overview", |style| draw_overview(&overview, style));
}
