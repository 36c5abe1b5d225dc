mod built_in;

use std::fmt::Write as _;

use crate::deck;
use crate::plan::{Goals, Habits};
use crate::schedule::{Rating, Review, Scheduler, States, StudyDay};
use crate::study::{Limits, Today, plan};

use super::*;

fn catalogue(entries: usize, group: Option<&str>) -> Catalogue {
    let mut text = "[deck]\nid = \"small\"\ntitle = \"Small\"\n".to_owned();
    for number in 0..entries {
        let group = group.map(|group| format!("group = \"{group}\"\n")).unwrap_or_default();
        write!(text, "[[card]]\nid = \"e{number:03}\"\nfront = \"front {number}\"\nback = \"back {number}\"\n{group}")
            .unwrap();
    }
    let reading = deck::read(&text);
    Catalogue::new(vec![reading.deck.expect("a deck")])
}

fn day(number: u64) -> StudyDay {
    "2027-01-01".parse::<StudyDay>().unwrap().plus(number)
}

fn pursuit(exam: StudyDay, minutes: u32) -> Pursuit {
    let mut goals = Goals::default();
    goals.set(Some(exam), Some(minutes), &[], day(0));
    Pursuit { goals, habits: Habits::default(), spent: 0, most_new: None, reach: Reach::Day }
}

fn planned(catalogue: &Catalogue, progress: &States, today: StudyDay, pursuit: Option<&Pursuit>) -> Plan {
    let (done, scheduler) = (Today::default(), Scheduler::default());
    let limits = Limits { new_per_day: 10, reviews_per_day: 200, session: None };
    let at = Circumstances { progress, scheduler: &scheduler, today, done: &done, limits, pursuit };
    plan(catalogue, &(0..catalogue.cards.len()).collect::<Vec<_>>(), &at)
}

fn seen(catalogue: &Catalogue, last: StudyDay, due: StudyDay) -> States {
    let memory = Some(crate::schedule::Memory { stability: 3.0, difficulty: 5.0 });
    let progress =
        Progress { memory, first: Some(last), last: Some(last), due: Some(due), reviews: 1, ..Progress::default() };
    catalogue.cards.iter().map(|card| (card.id.clone(), progress)).collect()
}

fn first_twenty(known: &States) -> States {
    known.iter().filter(|(card, _)| card.entry < "e020").collect()
}

#[test]
fn a_goal_replaces_order_and_limits_until_its_day() {
    let catalogue = catalogue(60, None);
    let none = States::default();
    let goal = pursuit(day(3), 30);
    let plain = planned(&catalogue, &none, day(0), None);
    assert_eq!((plain.new.len(), plain.allowance.is_some()), (10, false));
    let paced = planned(&catalogue, &none, day(0), Some(&goal));
    assert!(paced.new.len() >= 30 && paced.first == paced.new, "{}", paced.new.len());
    assert_eq!(planned(&catalogue, &none, day(3), Some(&goal)), plain, "on the day itself the ordinary queue is back");
    let cleared = Pursuit { goals: Goals::default(), ..pursuit(day(3), 30) };
    assert_eq!(planned(&catalogue, &none, day(0), Some(&cleared)), plain);
}

#[test]
fn a_day_asks_what_is_due_before_what_is_new() {
    let catalogue = catalogue(60, None);
    let known = first_twenty(&seen(&catalogue, day(0), day(1)));
    let plan = planned(&catalogue, &known, day(2), Some(&pursuit(day(12), 30)));
    let is_due = |card: &usize| plan.due.contains(card);
    assert_eq!((plan.due.len(), plan.first.iter().take_while(|card| is_due(card)).count()), (20, 20));
    assert!(plan.new.len() >= 4, "and the new ones keep their place in the day: {}", plan.new.len());
}

#[test]
fn the_minutes_hold_what_was_used_today_deducted() {
    let catalogue = catalogue(60, None);
    let goal = Pursuit { spent: 540, ..pursuit(day(2), 10) };
    let plan = planned(&catalogue, &States::default(), day(0), Some(&goal));
    assert_eq!(plan.first.len(), 2, "a minute is left: two new cards at twenty seconds and their repetitions");
    let mut allowance = plan.allowance.expect("a goal");
    assert!(allowance.fits(0, true, 40.0) && !allowance.fits(0, true, 41.0));
    assert!(allowance.fits(0, false, 52.0), "a review is shorter");
    assert!(allowance.more().is_some(), "quick answers leave time for more");
}

#[test]
fn a_slow_evening_is_noticed() {
    let catalogue = catalogue(60, None);
    let plan = planned(&catalogue, &States::default(), day(0), Some(&pursuit(day(2), 10)));
    let mut allowance = plan.allowance.expect("a goal");
    assert!(allowance.fits(0, true, 570.0));
    (0..5).for_each(|_| allowance.took(true, 45));
    assert!(!allowance.fits(0, true, 570.0) && allowance.fits(0, true, 555.0));
}

#[test]
fn fellows_of_a_group_share_a_day_only_in_the_sweep_and_far_apart() {
    let mut deck = catalogue(30, None).decks[0].clone();
    deck.notes.made().iter_mut().take(2).for_each(|note| note.group = Some("twins".to_owned()));
    let fellows = Catalogue::new(vec![deck]);
    let known = seen(&fellows, day(0), day(1));
    let goal = pursuit(day(20), 60);
    let early = planned(&fellows, &known, day(5), Some(&goal));
    assert_eq!((early.first.len(), early.siblings_held), (29, 1));
    let sweep = planned(&fellows, &known, day(19), Some(&goal));
    assert_eq!((sweep.first.len(), sweep.siblings_held), (30, 0));
    let place = |card: usize| sweep.first.iter().position(|&placed| placed == card).expect("placed");
    assert!(place(0).abs_diff(place(1)) > APART, "{:?}", sweep.first);
}

/// Of an entry, or a group, whose other cards are still new, the one that is due is asked: it does not wait until all were met.
#[test]
fn what_is_due_does_not_wait_for_the_new_of_its_group() {
    let mut deck = catalogue(60, None).decks[0].clone();
    for (place, note) in deck.notes.made().iter_mut().enumerate() {
        note.group = Some(format!("group-{}", place % 20));
    }
    let groups = Catalogue::new(vec![deck]);
    let known = first_twenty(&seen(&groups, day(0), day(1)));
    let plan = planned(&groups, &known, day(2), Some(&pursuit(day(12), 30)));
    assert_eq!((plan.due.len(), plan.siblings_held), (20, 0), "each group's due card: {:?}", plan.first);
    assert_eq!(plan.new.len(), 0, "and no group is asked twice");
}

/// The built-in decks with an exam: however the answers turn out, a card is kept from its day for its relatives' sake by few days.
#[test]
fn with_a_goal_nothing_that_is_due_waits_long_for_its_relatives() {
    use rand::{RngExt as _, SeedableRng as _};
    let decks = crate::library::built_in().into_iter().filter_map(|file| file.reading.deck).collect();
    let catalogue = Catalogue::new(decks);
    let (scheduler, exam) = (Scheduler::default(), 21);
    for seed in 0..4 {
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
        let mut known = States::default();
        let mut longest = (0, String::new());
        for today in 0..exam - 5 {
            let plan = planned(&catalogue, &known, day(today), Some(&pursuit(day(exam), 20)));
            let asked: HashSet<usize> = plan.first.iter().copied().collect();
            for (at, card) in catalogue.cards.iter().enumerate() {
                let Some(mut progress) = known.get(&card.id).or_else(|| asked.contains(&at).then(Progress::default))
                else {
                    continue;
                };
                if asked.contains(&at) {
                    let rating = if rng.random_bool(0.8) { Rating::Good } else { Rating::Hard };
                    progress.apply(&Review::sample(card.id.clone(), rating), day(today), &scheduler);
                    known.insert(card.id.clone(), progress);
                } else if let Some(due) = progress.due.filter(|due| *due <= day(today)) {
                    longest = longest.max((day(today).number() - due.number() + 1, card.id.to_string()));
                }
            }
        }
        assert!(longest.0 <= 3, "seed {seed}: {longest:?}");
    }
}

#[test]
fn the_sweep_asks_what_is_due_first_though_relatives_share_the_day() {
    let mut deck = catalogue(40, None).decks[0].clone();
    let twins = |place: usize| place.div_ceil(2);
    for (place, note) in deck.notes.made().iter_mut().enumerate() {
        note.group = Some(format!("twins-{}", twins(place)));
    }
    let fellows = Catalogue::new(vec![deck]);
    let known = first_twenty(&seen(&fellows, day(0), day(1)));
    let sweep = planned(&fellows, &known, day(19), Some(&pursuit(day(20), 60)));
    let due = sweep.first.iter().take_while(|card| sweep.due.contains(card)).count();
    assert_eq!(sweep.due.len(), due, "{:?}", sweep.first);
    assert!(due > 9 && sweep.new.len() > 4, "{:?}", sweep.first);
    for (at, &card) in sweep.first.iter().enumerate() {
        let twin = sweep.first[at + 1..].iter().position(|&other| twins(other) == twins(card));
        assert!(twin.is_none_or(|behind| behind + 1 > APART), "{:?}", sweep.first);
    }
}

/// The last of the due cards, whose relative was just asked, finds a place between the others: the day is not turned round for it.
#[test]
fn the_last_relative_has_its_place_among_what_is_due() {
    let mut deck = catalogue(30, None).decks[0].clone();
    deck.notes.made().iter_mut().take(2).for_each(|note| note.group = Some("twins".to_owned()));
    let fellows = Catalogue::new(vec![deck]);
    let (due, new): (Vec<usize>, Vec<usize>) = ((2..14).chain(0..2).collect(), (20..23).collect());
    let first = new.iter().chain(&due).copied().collect();
    let order = due_first(&fellows, &Plan { first, due: due.clone(), new: new.clone(), ..Plan::default() });
    assert_eq!(order[due.len()..], new, "{order:?}");
    let place = |card: usize| order.iter().position(|&placed| placed == card).expect("placed");
    assert!(place(0).abs_diff(place(1)) > APART, "{order:?}");
}

/// In the sweep too new cards of one answer do not follow each other while another may come, and none comes before what it requires.
#[test]
fn the_new_of_a_sweep_are_apart_and_in_order() {
    let short = |id: &str, answer: &str, more: &str| {
        format!("[[short]]\nid = \"{id}\"\nask = \"{id}?\"\nanswer = \"{answer}\"\n{more}\n")
    };
    let entries = [
        short("d", "due", "group = \"g\""),
        short("a1", "Rome", ""),
        short("a2", "Rome", ""),
        short("needed", "Bonn", "group = \"g\""),
        short("needs", "Paris", "requires = \"needed\""),
        short("b", "Bern", ""),
    ];
    let text = format!("[deck]\nid = \"d\"\ntitle = \"D\"\n{}", entries.concat());
    let catalogue = Catalogue::new(vec![deck::read(&text).deck.expect("a deck")]);
    let more: Vec<usize> = (1..6).collect();
    let order = |due: Vec<usize>, new: Vec<usize>| {
        let first = new.iter().chain(&due).copied().collect();
        due_first(&catalogue, &Plan { first, due, new, ..Plan::default() })
    };
    assert_eq!(order(vec![], more.clone()), [1, 3, 2, 4, 5], "Rome, Bonn, Rome, Paris, Bern");
    assert_eq!(order(vec![], vec![1, 2, 4, 5]), [1, 4, 2, 5], "what is required was met before");
}

#[test]
fn beyond_the_minutes_only_what_still_gains_is_offered() {
    let catalogue = catalogue(20, None);
    let known = seen(&catalogue, day(0), day(1));
    let beyond = Pursuit { reach: Reach::Beyond, spent: 600, ..pursuit(day(8), 10) };
    let plan = planned(&catalogue, &known, day(7), Some(&beyond));
    assert_eq!((plan.first.len(), plan.allowance), (20, None));
    let solid = crate::schedule::Memory { stability: 400.0, difficulty: 5.0 };
    let known = known.iter().map(|(id, progress)| (id, Progress { memory: Some(solid), ..progress })).collect();
    assert!(planned(&catalogue, &known, day(7), Some(&beyond)).first.is_empty());
}

#[test]
fn a_thousand_cards_are_ordered_the_same_twice() {
    let catalogue = catalogue(1000, None);
    let goal = pursuit(day(5), 40);
    let known = seen(&catalogue, day(0), day(1));
    let order = || planned(&catalogue, &known, day(4), Some(&goal)).first;
    assert_eq!(order(), order());
}

#[test]
fn a_goal_brings_nothing_before_what_it_requires() {
    let entry = |name: &str, keys: &str| match name.as_bytes()[0] {
        b'n' => format!("[[number]]\nid = \"{name}\"\nask = \"{name}?\"\nanswer = 5\n{keys}\n"),
        _ => format!("[[short]]\nid = \"{name}\"\nask = \"{name}?\"\nanswer = \"a\"\n{keys}\n"),
    };
    let group = "group = \"g\"";
    let entries = [("s1", "requires = \"n2\""), ("s2", group), ("n1", group), ("n2", ""), ("s3", "requires = \"n1\"")];
    let entries: String = entries.map(|(name, keys)| entry(name, keys)).concat();
    let text = format!("[deck]\nid = \"small\"\ntitle = \"Small\"\n{entries}");
    let catalogue = Catalogue::new(vec![deck::read(&text).deck.expect("a deck")]);
    let plan = planned(&catalogue, &States::default(), day(0), Some(&pursuit(day(30), 30)));
    let reserve = plan.allowance.iter().flat_map(|allowance| &allowance.reserve);
    let names: Vec<&str> =
        plan.first.iter().chain(reserve).map(|&card| catalogue.cards[card].id.entry.as_str()).collect();
    assert_eq!(names, ["s2", "n2", "s1"], "a fellow of its group is asked, so n1 waits, and s3 with it");
    assert_eq!((plan.siblings_held, plan.new_siblings_held), (0, 2));
}
