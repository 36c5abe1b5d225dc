//! Days of a small deck through the queue.

use proptest::prelude::*;

use super::*;
use crate::deck;
use crate::schedule::{Rating, Review, States};

/// Two siblings, two of a group, two of one topic, and one alone.
const DECK: &str = r#"
[deck]
id = "d"
title = "D"

[[date]]
id = "one"
event = "One happened"
when = "2001"
both = true

[[date]]
id = "two"
event = "Two happened"
when = "2002"

[[date]]
id = "three"
event = "Three happened"
when = "2003"

[[short]]
id = "left"
ask = "Left?"
answer = "l"
group = "hands"
topics = ["side"]

[[short]]
id = "right"
ask = "Right?"
answer = "r"
group = "hands"
topics = ["side"]

[[short]]
id = "top"
ask = "Top?"
answer = "t"
topics = ["side"]
"#;

/// A catalogue, the progress so far, and today's answers.
struct World {
    catalogue: Catalogue,
    progress: States,
    scheduler: Scheduler,
    done: Today,
    today: StudyDay,
}

impl World {
    fn new() -> Self {
        let deck = deck::read(DECK).deck.unwrap();
        let today = "2026-01-10".parse().unwrap();
        let (progress, scheduler, done) = (States::default(), Scheduler::default(), Today::default());
        Self { catalogue: Catalogue::new(vec![deck]), progress, scheduler, done, today }
    }

    /// One answer on a day so many days ago; today's go into today's counts.
    fn answer(&mut self, card: &str, days_ago: u64, rating: Rating) {
        let id = CardId::parse(&format!("d/{card}")).unwrap();
        let day = StudyDay(self.today.0 - chrono::Days::new(days_ago));
        let review = Review { text_hash: 1, ..Review::sample(id.clone(), rating) };
        let mut progress = self.progress.get(&id).unwrap_or_default();
        let is_new = !progress.is_seen();
        progress.apply(&review, day, &self.scheduler);
        self.progress.insert(id.clone(), progress);
        if days_ago == 0 && self.done.answered.insert(id) {
            self.done.new += usize::from(is_new);
            self.done.reviewed += usize::from(!is_new);
        }
    }

    fn plan(&self, new_per_day: usize, reviews_per_day: usize, session: Option<usize>) -> Plan {
        let limits = Limits { new_per_day, reviews_per_day, session };
        let (progress, scheduler, done, today) = (&self.progress, &self.scheduler, &self.done, self.today);
        let all: Vec<usize> = (0..self.catalogue.cards.len()).collect();
        plan(&self.catalogue, &all, &Circumstances { progress, scheduler, today, done, limits, pursuit: None })
    }

    fn names(&self, cards: &[usize]) -> Vec<String> {
        let name = |card: &usize| &self.catalogue.cards[*card].id;
        cards.iter().map(|card| format!("{}#{}", name(card).entry, name(card).part)).collect()
    }
}

#[test]
fn new_cards_come_in_the_authors_order_without_siblings_and_fellows() {
    let world = World::new();
    let plan = world.plan(10, 200, None);
    assert_eq!(world.names(&plan.new), ["one#when", "two#when", "three#when", "left#answer", "top#answer"]);
    assert_eq!((plan.siblings_held, plan.new_siblings_held, plan.over_new_cap), (0, 2, 0));
    let plan = world.plan(3, 200, None);
    assert_eq!((plan.new.len(), plan.new_siblings_held, plan.over_new_cap), (3, 1, 3));
}

#[test]
fn siblings_and_fellows_stay_apart_across_the_sessions_of_a_day() {
    let mut world = World::new();
    world.answer("one#when", 0, Rating::Good);
    world.answer("left#answer", 0, Rating::Good);
    let names = world.names(&world.plan(10, 200, None).new);
    assert_eq!(names, ["two#when", "three#when", "top#answer"]);
}

#[test]
fn the_most_endangered_come_first_and_those_of_a_topic_apart() {
    let mut world = World::new();
    for (card, days_ago) in [("left#answer", 9), ("top#answer", 8), ("two#when", 7), ("three#when", 3)] {
        world.answer(card, days_ago, Rating::Good);
    }
    let plan = world.plan(0, 200, None);
    assert_eq!(world.names(&plan.due), ["left#answer", "two#when", "top#answer", "three#when"]);
    assert_eq!(plan.due, world.plan(0, 200, None).due, "the same twice");
    let capped = world.plan(0, 2, None);
    assert_eq!(world.names(&capped.due), ["left#answer", "top#answer"], "the cap keeps the most endangered");
    assert_eq!(capped.over_review_cap, 2);
}

/// T21 of the peers' failures.
#[test]
fn what_was_failed_today_comes_back_past_every_cap() {
    let mut world = World::new();
    world.answer("two#when", 5, Rating::Good);
    world.answer("three#when", 5, Rating::Good);
    world.answer("two#when", 0, Rating::Again);
    let plan = world.plan(0, 1, None);
    assert_eq!(world.names(&plan.due), ["two#when"]);
    assert_eq!(plan.over_review_cap, 1);
}

#[test]
fn a_relearning_left_over_from_another_day_comes_first_and_counts() {
    let mut world = World::new();
    world.answer("two#when", 20, Rating::Good);
    world.answer("three#when", 1, Rating::Again);
    assert_eq!(world.names(&world.plan(0, 1, None).due), ["three#when"]);
}

#[test]
fn the_limit_of_the_session_comes_last() {
    let mut world = World::new();
    world.answer("two#when", 9, Rating::Good);
    let plan = world.plan(10, 200, Some(3));
    assert_eq!((plan.due.len(), plan.new.len(), plan.over_new_cap), (1, 2, 0));
    assert!(world.plan(10, 200, Some(0)).cards().is_empty());
}

#[test]
fn a_suspended_card_is_neither_due_nor_new() {
    let mut world = World::new();
    world.answer("two#when", 9, Rating::Good);
    for name in ["two#when", "three#when"] {
        let card = CardId::parse(&format!("d/{name}")).unwrap();
        let known = world.progress.get(&card).unwrap_or_default();
        world.progress.insert(card, Progress { suspended: true, ..known });
    }
    let plan = world.plan(10, 200, None);
    assert!(plan.due.is_empty());
    assert_eq!(world.names(&plan.new), ["one#when", "left#answer", "top#answer"]);
}

#[test]
fn a_raised_revised_asks_again_at_once() {
    let mut world = World::new();
    world.answer("two#when", 1, Rating::Easy);
    assert!(world.plan(0, 200, None).due.is_empty());
    let mut deck = deck::read(DECK).deck.unwrap();
    deck.notes.made().iter_mut().find(|note| note.id == "two").unwrap().revised = 1;
    world.catalogue = Catalogue::new(vec![deck]);
    assert_eq!(world.names(&world.plan(0, 200, None).due), ["two#when"]);
}

/// The new cards of decks, each given by its id, the keys of its head and its entries.
fn new_order(decks: &[(&str, &str)]) -> Vec<String> {
    let read = |(id, text): &(&str, &str)| {
        let (head, entries) = text.split_once('|').unwrap_or(("", text));
        let entry = |name: &str| {
            let (name, keys) = name.split_once(' ').unwrap_or((name, ""));
            format!("[[card]]\nid = \"{name}\"\nfront = \"f {id} {name}\"\nback = \"b\"\n{keys}\n")
        };
        let entries: String = entries.split(';').map(|one| entry(one.trim())).collect();
        deck::read(&format!("[deck]\nid = \"{id}\"\ntitle = \"T\"\n{head}\n{entries}")).deck.unwrap()
    };
    let catalogue = Catalogue::new(decks.iter().map(read).collect());
    let (progress, scheduler, today) = (States::default(), Scheduler::default(), "2026-01-10".parse().unwrap());
    let done = Today::default();
    let limits = Limits { new_per_day: 100, reviews_per_day: 0, session: None };
    let all: Vec<usize> = (0..catalogue.cards.len()).collect();
    let at = Circumstances { progress: &progress, scheduler: &scheduler, today, done: &done, limits, pursuit: None };
    let new = plan(&catalogue, &all, &at).new;
    new.iter().map(|&card| format!("{}/{}", catalogue.cards[card].id.deck, catalogue.cards[card].id.entry)).collect()
}

#[test]
fn decks_of_a_course_are_learnt_by_their_order_and_those_without_come_last_by_id() {
    let decks = [
        ("z", "course = \"c\"|1"),
        ("y", "course = \"c\"|1; 2"),
        ("last", "course = \"c\"\norder = 20|1"),
        ("first", "course = \"c\"\norder = -1|1; 2"),
    ];
    assert_eq!(new_order(&decks), ["first/1", "first/2", "last/1", "y/1", "y/2", "z/1"]);
}

#[test]
fn courses_come_in_turn() {
    let decks = [("a", "course = \"c\"|1; 2"), ("b", "|1; 2"), ("d", "course = \"c\"|1")];
    assert_eq!(new_order(&decks), ["a/1", "b/1", "a/2", "b/2", "d/1"]);
}

#[test]
fn an_entry_waits_for_what_it_requires_in_any_deck() {
    let decks = [
        ("a", "course = \"c\"\norder = 1|1 requires = [\"3\", \"b/2\"]; 2; 3"),
        ("b", "course = \"c\"\norder = 2|1; 2; 3 requires = \"nothing\"; 4 requires = \"a/1\""),
    ];
    assert_eq!(new_order(&decks), ["a/2", "a/3", "b/1", "b/2", "a/1", "b/3", "b/4"]);
}

#[test]
fn a_circle_is_learnt_in_the_order_of_the_file() {
    assert_eq!(new_order(&[("a", "1 requires = \"2\"; 2 requires = \"1\"; 3")]), ["a/1", "a/2", "a/3"]);
    assert_eq!(new_order(&[("a", "1 requires = \"1\"; 2")]), ["a/1", "a/2"]);
}

#[test]
fn what_waits_for_a_card_that_is_held_today_is_held_too() {
    let entries = "1 group = \"g\"; 2 group = \"g\"; 3 requires = \"2\"; 4 requires = \"3\"; 5 requires = \"1\"";
    assert_eq!(new_order(&[("a", entries)]), ["a/1", "a/5"]);
}

#[test]
fn what_is_taken_for_each_other_is_not_asked_on_one_day() {
    let entry = |id: &str, more: &str| {
        format!("[[institution]]\nid = \"{id}\"\nname = \"Name {id}\"\nrole = \"does {id}\"\n{more}\n")
    };
    let near = "confused_with = [{ entry = \"b\", difference = \"B is older.\" }]";
    let text = format!("[deck]\nid = \"d\"\ntitle = \"D\"\n{}{}{}", entry("a", near), entry("b", ""), entry("c", ""));
    let world = World { catalogue: Catalogue::new(vec![deck::read(&text).deck.unwrap()]), ..World::new() };
    assert_eq!(world.names(&world.plan(10, 200, None).new), ["a#name", "c#name"]);
    let told = |card: usize| {
        let rng = &mut <rand_chacha::ChaCha8Rng as rand::SeedableRng>::seed_from_u64(0);
        world.catalogue.question(&world.catalogue.cards[card], rng).lookalikes
    };
    let said = |card| told(card).into_iter().map(|one| (one.name, one.difference)).collect::<Vec<_>>();
    assert_eq!(said(0), [("Name b".to_owned(), "B is older.".to_owned())]);
    assert_eq!(said(1), [("Name a".to_owned(), "B is older.".to_owned())], "told on both cards");
    assert_eq!(said(2), []);
}

/// The decks inside the program.
fn built_in() -> Catalogue {
    let texts = [
        include_str!("../../../decks/overview.toml"),
        include_str!("../../../decks/dates.toml"),
        include_str!("../../../decks/institutions.toml"),
        include_str!("../../../decks/instruments.toml"),
        include_str!("../../../decks/positions.toml"),
        include_str!("../../../decks/eu-basics.toml"),
    ];
    Catalogue::new(texts.iter().map(|text| deck::read(text).deck.expect("a deck")).collect())
}

/// Which of ten new cards could have been another: its answer comes a third time, or twice in a row, and a card of another
/// answer was open.
fn crowded(catalogue: &Catalogue, selected: &[usize], new: &[usize], at: &Circumstances<'_>) -> Option<usize> {
    let crowds = |before: &[usize], card: usize| {
        let is_same = |other: &&usize| catalogue.answer(**other) == catalogue.answer(card);
        catalogue.answer(card).is_some()
            && (before.last().as_ref().is_some_and(is_same) || before.iter().filter(is_same).count() > 1)
    };
    let mut taken = Taken::of_today(catalogue, at);
    for (place, &card) in new.iter().enumerate() {
        let before = &new[place.saturating_sub(9)..place];
        let is_open = |other: &&usize| {
            !new[..place].contains(other)
                && !at.is_seen(catalogue, **other)
                && taken.is_free(catalogue, **other)
                && catalogue.required(**other).is_empty()
        };
        if crowds(before, card) && selected.iter().filter(is_open).any(|&other| !crowds(before, other)) {
            return Some(place);
        }
        taken.take(catalogue, card);
    }
    None
}

/// Of the built-in decks, of each of them and of each topic and kind, day after day: never three of ten new cards with one
/// answer, nor two in a row, where another could come.
#[test]
fn new_cards_of_one_answer_stay_apart_whatever_is_selected() {
    let mut world = World { catalogue: built_in(), ..World::new() };
    let all: Vec<usize> = (0..world.catalogue.cards.len()).collect();
    let mut selections: Vec<Vec<usize>> = vec![all.clone()];
    let mut by_word: std::collections::BTreeMap<String, Vec<usize>> = std::collections::BTreeMap::new();
    for &card in &all {
        let note = world.catalogue.note(&world.catalogue.cards[card]);
        let kind = note.kind.name().word().to_owned();
        let deck = world.catalogue.entry(card).0.id.clone();
        let words = note.topics.iter().cloned().chain([format!("kind {kind}"), format!("deck {deck}")]);
        words.for_each(|word| by_word.entry(word).or_default().push(card));
    }
    selections.extend(by_word.into_values());
    assert!(selections.len() > 20, "{}", selections.len());
    let first = world.today;
    for selected in selections {
        (world.progress, world.today) = (States::default(), first);
        for day in 0..4 {
            world.today = first.plus(day);
            let limits = Limits { new_per_day: 15, reviews_per_day: 0, session: None };
            let World { catalogue, progress, scheduler, done, today } = &world;
            let at = Circumstances { progress, scheduler, today: *today, done, limits, pursuit: None };
            let new = plan(catalogue, &selected, &at).new;
            assert_eq!(crowded(catalogue, &selected, &new, &at), None, "day {day}: {:?}", world.names(&new));
            let ids: Vec<CardId> = new.iter().map(|&card| world.catalogue.cards[card].id.clone()).collect();
            for id in ids {
                let review = Review { text_hash: 1, ..Review::sample(id.clone(), Rating::Easy) };
                let mut progress = world.progress.get(&id).unwrap_or_default();
                progress.apply(&review, world.today, &world.scheduler);
                world.progress.insert(id, progress);
            }
        }
    }
}

/// What the day holds if every due card is put in order first.
fn in_order_to_the_end(world: &World, at: &Circumstances<'_>, mut room: usize) -> (Vec<usize>, usize, usize) {
    let all: Vec<usize> = (0..world.catalogue.cards.len()).collect();
    let mut due = waiting(&world.catalogue, &all, at).due.into_sorted_vec();
    due.reverse();
    let mut taken = Taken::of_today(&world.catalogue, at);
    let (mut asked, mut held, mut over) = (Vec::new(), 0, 0);
    for Due { card, .. } in due {
        let is_repeat = at.done.answered.contains(&world.catalogue.name(card) as &dyn Named);
        if !is_repeat && !taken.is_free(&world.catalogue, card) {
            held += 1;
        } else if !is_repeat && room == 0 {
            over += 1;
        } else {
            room -= usize::from(!is_repeat);
            taken.take(&world.catalogue, card);
            asked.push(card);
        }
    }
    (asked, held, over)
}

proptest! {
    #[test]
    fn a_full_day_holds_what_it_would_if_all_were_put_in_order(
        mut past in prop::collection::vec((0_usize..7, 0_u64..12, 0_usize..4), 0..40), room in 0_usize..5,
    ) {
        let mut world = World::new();
        past.sort_by_key(|(_, days_ago, _)| std::cmp::Reverse(*days_ago));
        for (card, days_ago, rating) in past {
            let CardName { entry, part, .. } = world.catalogue.name(card);
            let card = format!("{entry}#{part}");
            world.answer(&card, days_ago, [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy][rating]);
        }
        let limits = Limits { new_per_day: 0, reviews_per_day: room, session: None };
        let (progress, scheduler, done, today) = (&world.progress, &world.scheduler, &world.done, world.today);
        let at = Circumstances { progress, scheduler, today, done, limits, pursuit: None };
        let all: Vec<usize> = (0..world.catalogue.cards.len()).collect();
        let (mut plan, mut taken) = (Plan::default(), Taken::of_today(&world.catalogue, &at));
        take_due(&mut plan, &mut taken, &world.catalogue, waiting(&world.catalogue, &all, &at).due, &at, room);
        let expected = in_order_to_the_end(&world, &at, room);
        prop_assert_eq!((plan.due, plan.siblings_held, plan.over_review_cap), expected);
    }
}
