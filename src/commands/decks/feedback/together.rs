//! The feedback of many students, by card: read leniently, since it comes from every version of acquis.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::deck::quoted;
use crate::text::fold;

/// What one student told of one card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    id: String,
    kind: String,
    stem: String,
    answer: String,
    /// By which wordings of a card are told apart.
    wording: String,
    flagged: bool,
    notes: Vec<String>,
    /// Answers that the student holds to be right, each with what it was judged.
    upheld: Vec<(String, Option<String>)>,
}

impl Told {
    /// Nothing where no card is named; what is missing or of another shape is not there.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let list = |key: &str| value[key].as_array().cloned().unwrap_or_default();
        let id = Some(text("card")).filter(|id| !id.is_empty())?;
        let upheld = list("overruled").iter().chain(&list("accepted")).filter_map(upheld).collect();
        let notes: Vec<String> = list("notes").iter().filter_map(|note| said(note, &["note", "text"])).collect();
        let flagged = value["flagged"].as_bool().unwrap_or(!notes.is_empty());
        let (kind, stem, answer, wording) = (text("kind"), text("stem"), text("answer"), text("text_hash"));
        Some(Self { id, kind, stem, answer, wording, flagged, notes, upheld })
    }
}

/// A text, or what an object says under one of these keys.
fn said(value: &Value, keys: &[&str]) -> Option<String> {
    let text = value.as_str().or_else(|| keys.iter().find_map(|key| value[key].as_str()))?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn upheld(value: &Value) -> Option<(String, Option<String>)> {
    let typed = said(value, &["typed", "form", "answer", "text"])?;
    Some((typed, value["outcome"].as_str().map(str::to_owned)))
}

/// A card with what all students told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) stem: String,
    pub(super) answer: String,
    /// Who told something of it.
    pub(super) students: usize,
    /// How many versions of it they had.
    pub(super) wordings: usize,
    pub(super) flagged: usize,
    /// What was written with flags, the most frequent first.
    pub(super) notes: Vec<(String, usize)>,
    /// Answers held to be right, the most frequent first.
    pub(super) upheld: Vec<Upheld>,
}

/// An answer that students hold to be right; what is the same in form is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Upheld {
    /// As it was typed most often.
    pub(super) typed: String,
    pub(super) students: usize,
    /// What it was judged most often.
    pub(super) outcome: Option<String>,
    /// What the author would write for it to count.
    pub(super) accept: Option<String>,
}

/// By card: first those of which most students told something.
pub(super) fn together(students: &[Vec<Told>]) -> Vec<Card> {
    let mut cards: BTreeMap<&str, Vec<&Told>> = BTreeMap::new();
    for one in students.iter().flatten() {
        cards.entry(&one.id).or_default().push(one);
    }
    let mut cards: Vec<Card> = cards.into_values().map(|told| card(&told)).collect();
    cards.sort_by(|one, next| next.students.cmp(&one.students).then_with(|| one.id.cmp(&next.id)));
    cards
}

fn card(told: &[&Told]) -> Card {
    // The last wording in the order of the files; which is the newest, nobody said.
    let last = told.last().expect("a card was told of");
    let notes = told.iter().flat_map(|one| once_each(one.notes.iter().map(|note| (fold(note), note.clone()))));
    let wordings: BTreeSet<&str> = told.iter().map(|one| one.wording.as_str()).collect();
    Card {
        id: last.id.clone(),
        kind: last.kind.clone(),
        stem: last.stem.clone(),
        answer: last.answer.clone(),
        students: told.len(),
        wordings: wordings.len(),
        flagged: told.iter().filter(|one| one.flagged).count(),
        notes: by_frequency(notes).into_iter().map(|(_, note, count)| (note, count)).collect(),
        upheld: all_upheld(told, last),
    }
}

fn all_upheld(told: &[&Told], card: &Told) -> Vec<Upheld> {
    let forms = told.iter().flat_map(|one| once_each(one.upheld.iter().map(|(typed, _)| (fold(typed), typed.clone()))));
    let outcome = |form: &str| {
        let outcomes = told.iter().flat_map(|one| &one.upheld).filter(|(typed, _)| fold(typed) == form);
        let outcomes = outcomes.filter_map(|(_, outcome)| outcome.clone()).map(|outcome| (outcome.clone(), outcome));
        by_frequency(outcomes).into_iter().next().map(|(_, outcome, _)| outcome)
    };
    by_frequency(forms)
        .into_iter()
        .map(|(form, typed, students)| {
            let (outcome, accept) = (outcome(&form), accept(card, &typed));
            Upheld { typed, students, outcome, accept }
        })
        .collect()
}

/// What one student says in several spellings counts once.
fn once_each(said: impl Iterator<Item = (String, String)>) -> BTreeMap<String, String> {
    said.collect()
}

/// Form, most frequent spelling and count, the most frequent form first.
fn by_frequency(said: impl IntoIterator<Item = (String, String)>) -> Vec<(String, String, usize)> {
    let mut forms: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for (form, spelling) in said {
        *forms.entry(form).or_default().entry(spelling).or_default() += 1;
    }
    let most = |(form, spellings): (String, BTreeMap<String, usize>)| {
        let count: usize = spellings.values().sum();
        // Of spellings as frequent, the first in the order of letters.
        let spelling = spellings.into_iter().rev().max_by_key(|(_, count)| *count).map(|(spelling, _)| spelling);
        (form, spelling.unwrap_or_default(), count)
    };
    let mut forms: Vec<_> = forms.into_iter().map(most).collect();
    forms.sort_by(|one, next| next.2.cmp(&one.2).then_with(|| one.0.cmp(&next.0)));
    forms
}

/// The main part of each kind of fact: the one that `accept` belongs to.
const MAIN: [(&str, &str); 4] =
    [("date", "when"), ("institution", "name"), ("instrument", "name"), ("position", "who")];

/// What an author would write; nothing where no form can be added, as where options are chosen.
fn accept(card: &Told, typed: &str) -> Option<String> {
    let part = card.id.rsplit_once('#').map_or("answer", |(_, part)| part);
    let is_main = |kind: &str| MAIN.iter().find(|(known, _)| *known == kind).is_some_and(|(_, main)| *main == part);
    match card.kind.as_str() {
        "short" | "number" => Some(format!("accept = {}", quoted(typed))),
        kind if is_main(kind) => Some(format!("accept = {}", quoted(typed))),
        "cloze" => Some(format!("{{{{{}|{typed}}}}}", card.answer)),
        "list" => Some(format!("{{ answer = …, accept = {} }}", quoted(typed))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(values: &[Value]) -> Vec<Told> {
        values.iter().filter_map(Told::of).collect()
    }

    #[test]
    fn what_many_students_say_is_counted_by_card_and_form() {
        let card = |more: Value| {
            let mut value = json!({ "card": "d/csirt#answer", "kind": "short", "stem": "Which?", "answer": "CSIRTs network",
                                    "text_hash": "1", "flagged": false, "notes": [], "overruled": [] });
            value.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
            value
        };
        let wrong = |typed: &str| json!({ "typed": typed, "outcome": "wrong" });
        let students = [
            told(&[card(json!({ "overruled": [wrong("CSIRT network"), wrong("csirt  network")] }))]),
            told(&[card(
                json!({ "overruled": [wrong("CSIRT network")], "flagged": true, "notes": ["a typo"], "text_hash": "2" }),
            )]),
            told(&[card(json!({ "overruled": [wrong("the network")], "flagged": true, "notes": ["A typo", "old"] }))]),
            told(&[
                json!({ "card": "d/other#answer", "flagged": true, "unknown": [1] }),
                json!({ "no": "card" }),
                json!(3),
            ]),
        ];
        let cards = together(&students);
        assert_eq!(
            cards.iter().map(|card| (card.id.as_str(), card.students)).collect::<Vec<_>>(),
            [("d/csirt#answer", 3), ("d/other#answer", 1)]
        );
        let first = &cards[0];
        assert_eq!((first.flagged, first.wordings), (2, 2));
        assert_eq!(first.notes, [("A typo".to_owned(), 2), ("old".to_owned(), 1)]);
        let upheld: Vec<_> =
            first.upheld.iter().map(|one| (one.typed.as_str(), one.students, one.outcome.as_deref())).collect();
        assert_eq!(upheld, [("CSIRT network", 2, Some("wrong")), ("the network", 1, Some("wrong"))]);
        assert_eq!(first.upheld[0].accept.as_deref(), Some("accept = \"CSIRT network\""));
    }

    #[test]
    fn other_versions_of_the_file_are_read_as_far_as_they_go() {
        let value = json!({ "card": "d/e#answer", "kind": "short", "answer": "x", "overruled": ["y", 7, { "typed": "z" }],
                            "accepted": ["w", { "form": "v", "since": "2026-01-01" }], "notes": "none" });
        let upheld = Told::of(&value).expect("a card").upheld;
        assert_eq!(upheld.iter().map(|(typed, _)| typed.as_str()).collect::<Vec<_>>(), ["y", "z", "w", "v"]);
    }

    #[test]
    fn what_it_would_take_is_written_as_the_kind_has_it() {
        let accept = |id: &str, kind: &str| {
            let told = Told { id: id.to_owned(), kind: kind.to_owned(), answer: "ENISA".to_owned(), ..Told::default() };
            super::accept(&told, "an \"agency\"")
        };
        for (id, kind, expected) in [
            ("d/e#answer", "short", Some("accept = 'an \"agency\"'")),
            ("d/e#name", "institution", Some("accept = 'an \"agency\"'")),
            ("d/e#short", "institution", None),
            ("d/e#gap", "cloze", Some("{{ENISA|an \"agency\"}}")),
            ("d/e#answer", "choice", None),
            ("d/e#front", "card", None),
        ] {
            assert_eq!(accept(id, kind).as_deref(), expected, "{id} {kind}");
        }
    }
}
