//! Papers by seed, quotas, marks that do not hang on the order.

mod renamed;
mod results;
mod sittings;

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;

use super::*;
use crate::card::{CardId, Interaction, KindName, Question, Response};
use crate::deck::{Catalogue, read};
use crate::schedule::{
    Event, EventId, Moment, NewEvent, Progress, Purpose, Rating, Review, Scheduler, States, StudyDay, What,
};
use crate::text::Lexicon;

fn catalogue() -> Catalogue {
    let reading = read(include_str!("../../tests/data/exam-deck.toml"));
    assert_eq!(reading.diagnostics, []);
    Catalogue::new(reading.deck.into_iter().collect())
}

fn pool(catalogue: &Catalogue) -> Pool {
    Pool::new(catalogue, &(0..catalogue.cards.len()).collect::<Vec<_>>())
}

fn paper(blueprint: &Blueprint, seed: u64, version: &str) -> Paper {
    let catalogue = catalogue();
    let version = Version::parse(version).unwrap();
    Paper::new(&catalogue, &pool(&catalogue), blueprint, "Mock".to_owned(), seed, version).unwrap()
}

fn of(questions: usize) -> Blueprint {
    Blueprint { questions: Some(questions), ..Blueprint::default() }
}

/// A paper as it lies before a student, and its key.
fn drawn(paper: &Paper) -> String {
    let mut text = format!("seed {} {} {}\n", paper.seed, paper.version.letter(), paper.fingerprint);
    for (at, item) in paper.items.iter().enumerate() {
        text += &format!("{:>2} {} = {}\n", at + 1, item.card, item.answer.replace('\n', "; "));
        let dealt: Vec<String> = match paper.question(at).interaction {
            Interaction::Choose { options } | Interaction::Select { options } => {
                options.into_iter().map(|option| option.text).collect()
            }
            Interaction::Arrange { items, .. } => items,
            Interaction::Match { rights, .. } => rights,
            _ => Vec::new(),
        };
        if !dealt.is_empty() {
            text += &format!("     {}\n", dealt.join(" | "));
        }
    }
    text
}

/// A seed is a promise: a printed paper and its key, and a class that sits the same exam, hang on it.
#[test]
fn papers_by_seed_are_the_golden_ones() {
    let quotas = Blueprint {
        questions: Some(8),
        topics: vec![("bodies".to_owned(), 3), ("countries".to_owned(), 2)],
        kinds: vec![(KindName::Date, 2), (KindName::Choice, 1)],
        ..Blueprint::default()
    };
    let in_order = Blueprint { shuffle: false, ..of(6) };
    let papers = [
        paper(&of(17), 1, "A"),
        paper(&of(17), 1, "B"),
        paper(&of(6), 4711, "A"),
        paper(&quotas, 4711, "A"),
        paper(&in_order, u64::MAX, "A"),
    ];
    let text: String = papers.iter().map(drawn).collect();
    assert_eq!(text, include_str!("../../tests/data/golden-papers.txt"), "\n{text}");
}

#[test]
fn drafts_and_self_rated_cards_stand_on_no_paper() {
    let catalogue = catalogue();
    let most = pool(&catalogue).draw(&of(1000), 0, 0).unwrap_err();
    let [Shortage::Questions { can, self_rated, .. }] = most.as_slice() else { panic!("{most:?}") };
    assert_eq!(*self_rated, 1);
    let all = paper(&of(*can), 7, "A");
    let entries: HashSet<&str> = all.items.iter().map(|item| item.card.entry.as_str()).collect();
    assert!(!entries.contains("why") && !entries.contains("sketch"));
    assert_eq!(entries.len(), *can, "a part of each entry at most");
    assert!(!(entries.contains("treaty") && entries.contains("force")), "fellows of a group");
}

#[test]
fn what_cannot_be_met_is_told_with_its_numbers() {
    let catalogue = catalogue();
    let blueprint = Blueprint {
        questions: Some(9),
        topics: vec![("law".to_owned(), 5), ("bodies".to_owned(), 4)],
        kinds: vec![(KindName::Date, 5), (KindName::Order, 2)],
        ..Blueprint::default()
    };
    let told: Vec<String> =
        pool(&catalogue).draw(&blueprint, 1, 0).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "topic `law`: 5 asked for, 2 can stand on one paper (6 cards)",
            "kind `date`: 5 asked for, 4 can stand on one paper (10 cards)",
            "kind `order`: 2 asked for, 1 can stand on one paper (1 cards)",
        ]
    );
}

#[test]
fn quotas_that_exclude_each_other_are_refused() {
    let catalogue = catalogue();
    let blueprint = Blueprint {
        questions: Some(4),
        topics: vec![("countries".to_owned(), 3)],
        kinds: vec![(KindName::Date, 3)],
        ..Blueprint::default()
    };
    let short = pool(&catalogue).draw(&blueprint, 1, 0).unwrap_err();
    assert!(matches!(short.as_slice(), [Shortage::Together { asked: 4, .. }]), "{short:?}");
}

#[test]
fn without_quotas_every_topic_has_its_share() {
    for seed in 0..20 {
        let mut firsts: BTreeMap<String, usize> = BTreeMap::new();
        for item in paper(&of(9), seed, "A").items {
            *firsts.entry(item.topics[0].clone()).or_default() += 1;
        }
        // 17 clusters, 9 questions: 6 of bodies, 5 of countries, 4 of chronology, and law and money share the rest.
        assert!((3..=4).contains(&firsts["bodies"]) && (2..=3).contains(&firsts["countries"]), "{firsts:?}");
    }
}

/// The versions of a paper share their questions, their options and their fingerprint.
#[test]
fn versions_differ_in_order_alone() {
    let (a, b) = (paper(&of(17), 5, "A"), paper(&of(17), 5, "b"));
    let cards = |paper: &Paper| paper.items.iter().map(|item| item.card.clone()).collect::<Vec<_>>();
    assert_ne!(cards(&a), cards(&b));
    assert_eq!(a.fingerprint, b.fingerprint);
    assert_ne!(a.fingerprint, paper(&of(17), 6, "A").fingerprint);
}

#[test]
fn a_frozen_paper_is_read_back_as_it_was() {
    let paper = paper(&of(17), 3, "A");
    let text = paper.value().to_string();
    let read = Paper::read(&serde_json::from_str(&text).unwrap()).unwrap();
    assert_eq!(read, paper);
    let catalogue = catalogue();
    for (at, item) in read.items.iter().enumerate() {
        let card = &catalogue.cards[catalogue.find(&item.card).unwrap()];
        let live = catalogue.question(card, &mut draw::generator("any", 0));
        let frozen = read.question(at);
        assert_eq!((&frozen.stem, &frozen.answer), (&live.stem, &live.answer));
        if matches!(live.interaction, Interaction::Text(_) | Interaction::Date(_) | Interaction::Number(_)) {
            assert_eq!(frozen.interaction, live.interaction, "{}", item.card);
        }
    }
    let later = serde_json::json!({ "schema": 2 });
    assert!(Paper::read(&later).is_err());
}

/// A student who knows a fixed part: the response to a card, in words that no order changes.
fn response(question: &Question, knows: bool) -> Response {
    let place = |texts: &[String], wanted: &str| texts.iter().position(|text| text == wanted).unwrap();
    match &question.interaction {
        Interaction::Choose { options } => {
            let mut fitting: Vec<(&str, usize)> = options
                .iter()
                .enumerate()
                .filter(|(_, o)| o.right == knows)
                .map(|(at, o)| (o.text.as_str(), at))
                .collect();
            fitting.sort_unstable();
            Response::Chosen(fitting[0].1)
        }
        Interaction::Select { options } => {
            let mut right: Vec<(&str, usize)> =
                options.iter().enumerate().filter(|(_, o)| o.right).map(|(at, o)| (o.text.as_str(), at)).collect();
            right.sort_unstable();
            right.truncate(if knows { right.len() } else { 1 });
            Response::Selected(right.into_iter().map(|(_, at)| at).collect())
        }
        Interaction::Arrange { items, right, .. } => {
            let mut order: Vec<usize> = right.iter().map(|item| place(items, item)).collect();
            if !knows {
                order.swap(0, 1);
            }
            Response::Arranged(order)
        }
        Interaction::Match { rights, pairs, .. } => {
            let mut given: Vec<Option<usize>> = pairs.iter().map(|pair| Some(place(rights, pair))).collect();
            if !knows {
                given[0] = None;
            }
            Response::Matched(given)
        }
        _ if knows => Response::Typed(question.answer.replace('\n', ", ")),
        _ => Response::Typed("Strasbourg".to_owned()),
    }
}

/// Sits a paper: by card, the credit of what that student answers.
fn credits(paper: &Paper, knows: u32) -> BTreeMap<String, (String, i64)> {
    let lexicon = Lexicon::embedded();
    let credit = |at: usize| {
        let question = paper.question(at);
        let known = question.card.to_string().bytes().map(u32::from).sum::<u32>() % 3 < knows;
        let verdict = question.check(&response(&question, known), &paper.rivals(at), &lexicon);
        #[expect(clippy::cast_possible_truncation, reason = "thousandths of a share")]
        let thousandths = (verdict.credit.share() * 1000.0).round() as i64;
        (question.card.to_string(), (verdict.outcome.word().to_owned(), thousandths))
    };
    (0..paper.items.len()).map(credit).collect()
}

proptest! {
    /// T26 of the peers' failures: order and options are dealt, marks are not.
    #[test]
    fn a_permuted_paper_gives_each_card_the_same_mark(seed in 0_u64..1000, letter in 1_u8..26, knows in 0_u32..4) {
        let letter = char::from(b'A' + letter).to_string();
        let (a, b) = (paper(&of(12), seed, "A"), paper(&of(12), seed, &letter));
        prop_assert_eq!(credits(&a, knows), credits(&b, knows));
    }

    /// Exactly, or refused: by topic (a question fills one topic's quota) and by kind, one of a cluster at most.
    #[test]
    fn quotas_are_met_exactly_or_refused(
        seed in any::<u64>(),
        questions in 1_usize..20,
        topics in prop::collection::btree_map(prop::sample::select(vec!["law", "bodies", "money", "countries"]), 1_usize..5, 0..3),
        kinds in prop::collection::btree_map(prop::sample::select(vec![KindName::Date, KindName::Choice, KindName::Institution, KindName::Cloze]), 1_usize..4, 0..3),
    ) {
        let catalogue = catalogue();
        let blueprint = Blueprint {
            questions: Some(questions),
            topics: topics.iter().map(|(topic, count)| ((*topic).to_owned(), *count)).collect(),
            kinds: kinds.iter().map(|(kind, count)| (*kind, *count)).collect(),
            ..Blueprint::default()
        };
        match pool(&catalogue).draw(&blueprint, seed, 0) {
            Ok(cards) => {
                prop_assert_eq!(cards.len(), questions);
                let note = |at: &usize| catalogue.note(&catalogue.cards[*at]);
                for (topic, count) in topics {
                    // Here no entry bears two of these topics, so filling and bearing are the same.
                    prop_assert_eq!(cards.iter().filter(|at| note(at).topics.iter().any(|own| own == topic)).count(), count);
                }
                for (kind, count) in kinds {
                    prop_assert_eq!(cards.iter().filter(|at| note(at).kind.name() == kind).count(), count);
                }
                let clusters: HashSet<String> =
                    cards.iter().map(|at| note(at).group.clone().unwrap_or_else(|| note(at).id.clone())).collect();
                prop_assert_eq!(clusters.len(), questions);
            }
            Err(short) => prop_assert!(!short.is_empty()),
        }
    }
}

/// No answer without a year can be right there, so asking again tells nothing; where the question names the year, or the
/// answer is right or wrong in full, the verdict stands.
#[test]
fn a_date_without_its_year_is_asked_again_where_the_question_names_none() {
    let is_it = |item: &PaperItem| item.card.to_string() == "mock/summit#when";
    let paper = (0..50).map(|seed| paper(&of(17), seed, "A")).find(|paper| paper.items.iter().any(is_it)).unwrap();
    let at = paper.items.iter().position(is_it).unwrap();
    let mut question = paper.question(at);
    let outcome = |question: &Question, typed: &str| {
        let response = Response::Typed(typed.to_owned());
        asked_again(question, question.check(&response, &paper.rivals(at), &Lexicon::embedded())).outcome.word()
    };
    for (typed, expected) in
        [("2 April", "unread"), ("3 May", "unread"), ("2 April 1998", "correct"), ("3 May 2007", "wrong")]
    {
        assert_eq!(outcome(&question, typed), expected, "{typed}");
    }
    question.stem = question.stem.replace("The first summit", "The summit of 1998");
    let Interaction::Date(key) = &mut question.interaction else { panic!("a date") };
    key.ask.clone_from(&question.stem);
    for (typed, expected) in [("2 April", "correct"), ("1998", "partial")] {
        assert_eq!(outcome(&question, typed), expected, "{typed}");
    }
    assert_ne!(outcome(&question, "3 May"), "unread");
}

fn day(text: &str) -> StudyDay {
    text.parse().unwrap()
}

fn moment(millis: i64) -> Moment {
    Moment { millis, offset: 3600 }
}

fn event(stamp: i64, day: &str, what: What) -> Event {
    let id = EventId(u128::try_from(stamp).unwrap());
    Event { id, device: "d".to_owned(), at: moment(stamp), day: day.parse().unwrap(), stamp, what, deed: None }
}

fn entry(item: u32, entry: Entry, seconds: u32) -> What {
    let (response, mark) = entry.values();
    What::ExamAnswer { attempt: "x".to_owned(), item, response, seconds, mark }
}

fn answer(typed: &str, outcome: &str, credit: f64) -> Entry {
    let mark = Mark { outcome: outcome.to_owned(), credit, read_as: None, remarks: Vec::new() };
    Entry::Answer(Response::Typed(typed.to_owned()), mark)
}

fn start(paper: &Paper) -> What {
    What::ExamStart { attempt: "x".to_owned(), paper: paper.value() }
}

/// The built-in course: of 60 papers of 20 questions 15 had one answer that could be read elsewhere on them, where the
/// first hands had 169 such answers.
#[test]
fn a_paper_answers_its_own_questions_less_than_chance_would() {
    let decks = crate::library::built_in().into_iter().filter_map(|file| file.reading.deck).collect();
    let catalogue = Catalogue::new(decks);
    let pool = pool(&catalogue);
    let (mut chosen, mut first) = (0, 0);
    for seed in 0..8 {
        let paper = Paper::new(&catalogue, &pool, &of(20), "Mock".to_owned(), seed, Version::FIRST).unwrap();
        chosen += cues::count(&paper.items);
        let hand = pool.draw(&of(20), seed, 0).unwrap();
        first += cues::count(
            &hand
                .into_iter()
                .map(|at| super::paper::freeze(&catalogue, at, &catalogue.cards[at].id, seed))
                .collect::<Vec<_>>(),
        );
    }
    assert!(chosen * 3 < first, "{chosen} against {first}");
}

#[test]
fn a_cue_is_a_whole_answer_in_another_question() {
    let item =
        |stem: &str, key: Key| PaperItem { stem: stem.to_owned(), key, ..paper(&of(1), 1, "A").items[0].clone() };
    let text = |answer: &str| {
        let (wrong, strict, sentence) = (Vec::new(), false, None);
        Key::Text { answers: vec![answer.to_owned()], wrong, strict, sentence }
    };
    let told = [item("Who sets interest rates?", text("the ECB")), item("Where does The ECB sit?", text("Frankfurt"))];
    assert_eq!(cues::count(&told), 1);
    let options = ["Frankfurt am Main", "Lyon"].map(|text| frozen::Offered {
        text: text.to_owned(),
        right: false,
        because: None,
    });
    let choice = item("Which city?", Key::Choose { options: options.to_vec() });
    assert_eq!(cues::count(&[told[0].clone(), told[1].clone(), choice]), 2);
    assert_eq!(
        cues::count(&[item("A", text("law")), item("The law", text("outlaw"))]),
        0,
        "too short, or part of a word"
    );
}
