//! A session over decks that were kept is the session over the same decks when they are read.

use std::collections::HashSet;
use std::path::Path;

use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::{Compiled, find, keep};
use crate::card::{CardId, Deck};
use crate::deck::{self, Catalogue};
use crate::plan::{Goals, Habits, Pursuit, Reach};
use crate::schedule::{Memory, Progress, Scheduler, States, StudyDay};
use crate::study::{Circumstances, DayNumbers, Limits, Plan, Today, plan};

/// An entry as it is drawn: its kind, and numbers that decide the rest.
#[derive(Clone, Debug)]
struct Drawn {
    kind: usize,
    answer: u8,
    group: Option<u8>,
    topic: u8,
    requires: Option<usize>,
    confused: Option<usize>,
    was: Option<u8>,
    revised: u32,
    draft: bool,
    options: bool,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let relations = (
        prop::option::weighted(0.2, 0_usize..12),
        prop::option::weighted(0.2, 0_usize..12),
        prop::option::weighted(0.1, 0_u8..9),
    );
    let flags = (prop::option::weighted(0.3, 0_u8..3), prop::bool::weighted(0.1), prop::bool::weighted(0.3));
    (0_usize..10, 0_u8..6, 0_u8..4, 0_u32..2, relations, flags).prop_map(
        |(kind, answer, topic, revised, (requires, confused, was), (group, draft, options))| Drawn {
            kind,
            answer,
            group,
            topic,
            requires,
            confused,
            was,
            revised,
            draft,
            options,
        },
    )
}

fn text(deck: usize, order: Option<i64>, entries: &[Drawn]) -> String {
    let order = order.map(|order| format!("order = {order}\n")).unwrap_or_default();
    let mut text = format!("[deck]\nid = \"d{deck}\"\ntitle = \"D\"\ncourse = \"c\"\n{order}");
    for (at, one) in entries.iter().enumerate() {
        let (n, a) = (at + 100 * deck, one.answer);
        let (kind, fields) = match one.kind {
            0 => (
                "date",
                format!("event = \"Matter {n} was settled\"\nwhen = \"20{a:02}-03-0{}\"\nboth = true\n", a + 1),
            ),
            1 => (
                "institution",
                format!("name = \"Agency {a}\"\nrole = \"keeps register {n}\"\nshort = \"AG{n}\"\nboth = true\n"),
            ),
            2 => ("instrument", format!("name = \"Treaty {n}\"\npurpose = \"binds {a}\"\naccept = [\"Pact {n}\"]\n")),
            3 => ("position", format!("who = \"Author {a}\"\nclaim = \"claim {n} holds\"\nabout = \"matter {a}\"\n")),
            4 => ("card", format!("front = \"front {n}\"\nback = \"back {a}\"\nboth = true\n")),
            5 => ("short", format!("ask = \"Which word {n}?\"\nanswer = \"Agency {a}\"\n")),
            6 => ("cloze", format!("text = \"Room {{{{room=r{n}}}}} and {{{{chair=c{a}}}}}.\"\n")),
            7 => ("choice", format!("ask = \"Which {n}?\"\nanswer = \"right {a}\"\nwrong = [\"x\", \"y\"]\n")),
            8 => ("true_false", format!("statement = \"It rained {n}.\"\nanswer = true\n")),
            _ => ("list", format!("ask = \"Which two {n}?\"\nanswers = [\"Agency {a}\", \"b\"]\n")),
        };
        text +=
            &format!("[[{kind}]]\nid = \"e{at}\"\n{fields}topics = [\"t{}\"]\nrevised = {}\n", one.topic, one.revised);
        let lines = [
            one.group.map(|group| format!("group = \"g{group}\"\n")),
            one.requires.map(|other| format!("requires = [\"d{}/e{other}\"]\n", other % 2)),
            one.confused.filter(|other| *other != at).map(|other| format!("confused_with = [\"e{other}\"]\n")),
            one.was.map(|was| format!("was = [\"old{was}\"]\n")),
            one.draft.then(|| "draft = true\n".to_owned()),
            (one.options && one.kind < 4).then(|| "options = true\n".to_owned()),
        ];
        text.extend(lines.into_iter().flatten());
    }
    text
}

/// The deck kept there; its text is gone.
pub(super) fn found(place: &Path) -> Option<Compiled> {
    find(place, Box::new(|| None), true).map(|(compiled, _)| compiled)
}

/// The decks as they are found after they were kept.
fn kept(decks: &[Deck]) -> Vec<Deck> {
    let dir = tempfile::tempdir().expect("a directory");
    let again = |deck: &Deck| {
        let place = dir.path().join("one.deck");
        keep(&place, &(Some(deck.clone()), 0));
        let (deck, _) = found(&place).expect("it was kept");
        deck.expect("with a deck")
    };
    let decks: Vec<Deck> = decks.iter().map(again).collect();
    assert!(decks.iter().all(|deck| deck.notes.outlines().is_some()), "nothing is made yet");
    decks
}

fn day(number: u64) -> StudyDay {
    "2027-01-01".parse::<StudyDay>().expect("a day").plus(number)
}

/// What is known of a card, from one number.
fn known(seed: u32) -> Progress {
    let (last, due) = (day(u64::from(seed % 40)), day(u64::from(seed / 40 % 90)));
    let memory = Some(Memory { stability: 1.0 + f32::from(u8::try_from(seed % 50).expect("small")), difficulty: 5.0 });
    Progress {
        memory,
        first: Some(last),
        last: Some(last),
        due: Some(due),
        reviews: 1 + seed % 9,
        relearning: seed.is_multiple_of(11),
        suspended: seed.is_multiple_of(13),
        revised: seed / 7 % 2,
        ..Progress::default()
    }
}

/// A deck of entries that say nothing of others.
pub(super) fn plain(entries: usize) -> Deck {
    deck::read(&plain_text(entries)).deck.expect("a deck")
}

pub(super) fn plain_text(entries: usize) -> String {
    let one = |at: usize| {
        let (kind, group) = (if at.is_multiple_of(2) { 5 } else { 7 }, at.is_multiple_of(3).then_some(0));
        let answer = u8::try_from(at % 6).expect("small");
        let (requires, confused, was) = (None, None, None);
        Drawn { kind, answer, group, topic: 0, requires, confused, was, revised: 0, draft: false, options: false }
    };
    text(0, None, &(0..entries).map(one).collect::<Vec<_>>())
}

/// A plan over kept entries, the first so many of them seen.
fn planned(catalogue: &Catalogue, seen: usize, limits: Limits) -> Plan {
    let progress: States =
        (0..seen).map(|card| (catalogue.name(card).to_id(), Progress { suspended: false, ..known(3) })).collect();
    let (scheduler, done) = (Scheduler::default(), Today::default());
    let at = Circumstances {
        progress: &progress,
        scheduler: &scheduler,
        today: day(60),
        done: &done,
        limits,
        pursuit: None,
    };
    plan(catalogue, &(0..catalogue.cards.len()).collect::<Vec<_>>(), &at)
}

#[test]
fn deciding_what_is_asked_makes_no_entry() {
    let catalogue = Catalogue::new(kept(&[plain(60)]));
    let made = || catalogue.decks[0].notes.count_made();
    let limits = Limits { new_per_day: 5, reviews_per_day: 7, session: None };
    let new = planned(&catalogue, 0, limits);
    assert_eq!((new.due.len(), new.new.len(), made()), (0, 5, 0));
    let due = planned(&catalogue, 40, limits);
    // Their topics, which keep them apart, stand in the outlines.
    assert_eq!((due.due.len(), due.new.len(), made()), (7, 5, 0));
    let card = &catalogue.cards[due.due[0]];
    catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
    assert_eq!(made(), 1);
}

#[test]
fn a_deck_that_was_found_stays_whole_when_its_file_is_written_over_or_goes() {
    let (dir, deck) = (tempfile::tempdir().expect("a directory"), plain(9));
    let place = dir.path().join("one.deck");
    keep(&place, &(Some(deck.clone()), 0));
    let (before, _) = found(&place).expect("it was kept");
    keep(&place, &(Some(plain(3)), 0));
    let (other, _) = found(&place).expect("it was kept");
    std::fs::remove_file(&place).expect("it stands");
    assert_eq!(before.expect("a deck"), deck);
    assert_eq!(other.expect("a deck").notes.len(), 3);
}

proptest! {
    #[test]
    fn a_session_over_kept_decks_asks_the_same_cards_in_the_same_order(
        one in prop::collection::vec(drawn(), 1..14),
        two in prop::collection::vec(drawn(), 0..14),
        orders in (prop::option::of(0_i64..3), prop::option::of(0_i64..3)),
        states in prop::collection::vec(prop::option::weighted(0.7, any::<u32>()), 60),
        answered in prop::collection::hash_set(0_usize..60, 0..6),
        limits in (0_usize..8, 0_usize..12, prop::option::of(0_usize..15)),
        exam in prop::option::of(1_u64..30),
    ) {
        let read: Vec<Deck> = [text(0, orders.0, &one), text(1, orders.1, &two)]
            .iter()
            .map(|text| deck::read(text).deck.expect("a deck"))
            .collect();
        let (again, read) = (Catalogue::new(kept(&read)), Catalogue::new(read));
        prop_assert_eq!(again.cards.len(), read.cards.len());
        let id = |card: usize| read.name(card).to_id();
        let mut progress: States = (0..read.cards.len())
            .filter_map(|card| Some((id(card), known((*states.get(card)?)?))))
            .collect();
        progress.insert(CardId::parse("gone/e#answer").expect("an id"), known(5));
        let answered: HashSet<CardId> = answered.into_iter().filter(|card| *card < read.cards.len()).map(id).collect();
        let failed = answered.iter().enumerate().map(|(at, id)| (id.clone(), 2 * u32::try_from(at).expect("small"))).collect();
        let done = Today { new: 0, reviewed: answered.len(), answered, failed };
        let scheduler = Scheduler::default();
        let mut goals = Goals::default();
        goals.set(exam.map(day), Some(20), &[], day(0));
        let habits = Habits::default();
        let pursuit = Pursuit { goals, habits: habits.clone(), spent: 0, most_new: None, reach: Reach::Day };
        let limits = Limits { new_per_day: limits.0, reviews_per_day: limits.1, session: limits.2 };
        let all: Vec<usize> = (0..read.cards.len()).collect();
        let at = Circumstances {
            progress: &progress,
            scheduler: &scheduler,
            today: day(20),
            done: &done,
            limits,
            pursuit: exam.map(|_| &pursuit),
        };
        let (expected, found) = (plan(&read, &all, &at), plan(&again, &all, &at));
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(
            DayNumbers::of(&found, &again, &at, &habits),
            DayNumbers::of(&expected, &read, &at, &habits)
        );
        for card in all {
            prop_assert_eq!(again.name(card), read.name(card));
            prop_assert_eq!(again.answer(card), read.answer(card));
            prop_assert_eq!(again.place(card), read.place(card));
            let ((deck, note), (deck_read, note_read)) = (again.entry(card), read.entry(card));
            prop_assert_eq!(deck.notes.was(note), deck_read.notes.was(note_read));
            prop_assert_eq!(deck.notes.kind(note), deck_read.notes.kind(note_read));
            prop_assert_eq!(deck.notes.topics(note), deck_read.notes.topics(note_read));
            let dealer = || ChaCha8Rng::seed_from_u64(7);
            let question = |catalogue: &Catalogue| catalogue.question(&catalogue.cards[card], &mut dealer());
            prop_assert_eq!(question(&again), question(&read));
            prop_assert_eq!(again.find(&id(card)), Some(card));
        }
        if let (Some(one), Some(other)) = (again.cards.get(0), read.cards.get(0)) {
            prop_assert!(again.rivals(one).pairs().eq(read.rivals(other).pairs()));
        }
        prop_assert_eq!(&again.decks, &read.decks);
    }
}
