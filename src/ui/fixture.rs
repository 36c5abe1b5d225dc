//! A question and its surroundings, for the tests of the screens.

use crate::card::{CardId, Choice, Interaction, KindName, Question};
use crate::schedule::{Intervals, Rating};
use crate::study::{Offers, Turn};
use crate::text::{Entry, Language, TextKey};

pub(crate) fn question(interaction: Interaction) -> Question {
    Question {
        card: CardId::parse("cyber/enisa#name").unwrap(),
        kind: KindName::Choice,
        course_title: "EU–China cyber cooperation".into(),
        topics: vec!["institutions".into()],
        stem: "Which agency?".into(),
        interaction,
        answer: "ENISA".into(),
        why: Some("It was made permanent in 2019.".into()),
        sources: vec!["Argano 2019, section 1".into()],
        hint: Some("in Athens".into()),
        lookalikes: Vec::new(),
    }
}

const INTERVALS: Intervals = Intervals { again: 0, hard: 2, good: 4, easy: 9 };

pub(crate) fn turn(question: &Question) -> Turn<'_> {
    Turn {
        question,
        done: 3,
        total: 22,
        answers: 5,
        met: 4,
        again: 1,
        minutes: 5,
        is_new: false,
        changed: false,
        hint_shown: false,
        recall: None,
        intervals: Some(INTERVALS),
        note: None,
    }
}

pub(crate) fn text() -> Interaction {
    Interaction::Text(TextKey {
        language: Language::English,
        ask: String::new(),
        answers: vec!["ENISA".into()],
        wrong: Vec::new(),
        strict: false,
        sentence: None,
        entry: Entry::default(),
    })
}

/// The first is right.
pub(crate) fn options(texts: &[&str]) -> Vec<Choice> {
    let choice = |(index, text): (usize, &&str)| Choice { text: (*text).into(), right: index == 0, because: None };
    texts.iter().enumerate().map(choice).collect()
}

pub(crate) fn choose(texts: &[&str]) -> Interaction {
    Interaction::Choose { options: options(texts) }
}

pub(crate) fn offers(proposed: Rating, highest: Rating) -> Offers {
    Offers {
        intervals: Some(INTERVALS),
        proposed,
        highest,
        may_overrule: highest == Rating::Again,
        form: None,
        leech: None,
    }
}
