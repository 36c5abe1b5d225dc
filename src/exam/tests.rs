//! Papers by seed, quotas, marks that do not hang on the order, and what handing in leaves.

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

#[test]
fn an_attempt_is_what_the_log_says_in_any_order() {
    let paper = paper(&of(4), 9, "A");
    let mut events = vec![
        event(10, "2026-01-10", start(&paper)),
        event(20, "2026-01-10", entry(0, answer("one", "wrong", 0.0), 30)),
        event(30, "2026-01-10", entry(1, Entry::Flag(true), 5)),
        event(40, "2026-01-10", entry(0, answer("two", "correct", 1.0), 10)),
        event(50, "2026-01-10", entry(2, answer("three", "partial", 0.5), 7)),
        event(60, "2026-01-10", entry(2, Entry::Clear, 3)),
        event(70, "2026-01-11", entry(3, answer("four", "close", 1.0), 8)),
        event(80, "2026-01-11", What::HandIn { attempt: "x".to_owned() }),
        // Another program, still at it, changes nothing any more; nor does a second hand-in.
        event(90, "2026-01-11", entry(1, answer("late", "correct", 1.0), 100)),
        event(95, "2026-01-12", What::HandIn { attempt: "x".to_owned() }),
    ];
    events.reverse();
    let (attempts, notices) = attempts(&events);
    assert_eq!((attempts.len(), notices.len()), (1, 0));
    let attempt = &attempts[0];
    assert_eq!((attempt.spent, attempt.answered(), attempt.handed_in), (63, 2, Some(moment(80))));
    assert_eq!((attempt.open(), attempt.flagged()), (vec![1, 2], vec![1]));
    assert_eq!(attempt.items[0].answer.as_ref().unwrap().response, Response::Typed("two".to_owned()));
    assert_eq!(attempt.items[3].answer.as_ref().unwrap().day, day("2026-01-11"));
    let score = Score::of(attempt);
    assert_eq!((score.total.points, score.total.of, score.answered), (2.0, 4, 2));
}

proptest! {
    /// What a sitting holds in memory is what the log gives back after a kill at any step, in whatever order it is read.
    #[test]
    fn a_sitting_is_what_its_log_folds_to(
        deeds in prop::collection::vec((0_u32..5, 0_u8..4, 0_u32..90), 0..40),
        turn in 0_usize..40,
    ) {
        let paper = paper(&of(4), 9, "A");
        let mut events = vec![event(1, "2026-01-10", start(&paper))];
        let mut sitting = Attempt::new("x".to_owned(), 1, paper, moment(1));
        "d".clone_into(&mut sitting.device);
        for (stamp, (item, deed, seconds)) in (2_i64..).zip(deeds) {
            let done = match deed {
                0 => Entry::Visit,
                1 => Entry::Flag(seconds % 2 == 0),
                2 => Entry::Clear,
                _ => answer(&seconds.to_string(), "partial", 0.25),
            };
            events.push(event(stamp, "2026-01-10", entry(item, done.clone(), seconds)));
            let at = usize::try_from(item).unwrap();
            sitting.take(at, done, u64::from(seconds), day("2026-01-10"), stamp);
            let mut read = events.clone();
            let middle = turn % read.len();
            read.rotate_left(middle);
            let (folded, _) = attempts(&read);
            prop_assert_eq!(&folded, &[sitting.clone()]);
        }
    }
}

fn seen(due: &str, reviewed: i64) -> Seen {
    let review = |card: &CardId, rating| Review { seconds: 5, ..Review::sample(card.clone(), rating) };
    let mut progress = Progress::default();
    let card = CardId::parse("d/e#p").unwrap();
    progress.apply(&review(&card, Rating::Good), day("2026-01-01"), &Scheduler::default());
    progress.due = Some(day(due));
    Seen { progress: Some(progress), reviewed: Some(reviewed) }
}

/// Only a card seen before, due on the day of answering and not reviewed since touches memory.
#[test]
fn handing_in_reviews_each_answered_card_on_the_day_of_answering() {
    let paper = paper(&of(6), 9, "A");
    let mut events = vec![event(10, "2026-01-10", start(&paper))];
    let answers = [("correct", 1.0), ("close", 1.0), ("partial", 0.5), ("wrong", 0.0), ("correct", 1.0)];
    for (item, (outcome, credit)) in (0_u32..).zip(answers) {
        events.push(event(20 + i64::from(item), "2026-01-10", entry(item, answer("x", outcome, credit), 9)));
    }
    let (attempts, _) = attempts(&events);
    let due = seen("2026-01-10", 5);
    let unseen = Seen::default();
    let (not_due, since) = (seen("2026-01-11", 5), seen("2026-01-10", 22));
    // The third was reviewed after it was answered; the sixth was left open.
    let left = reviews(&attempts[0], 900, &[due.clone(), not_due, since, due.clone(), unseen, due]);
    let told: Vec<_> = left.iter().map(|(day, review)| (day.to_string(), review.rating, review.counts)).collect();
    let on = |rating, counts| ("2026-01-10".to_owned(), rating, counts);
    assert_eq!(
        told,
        [
            on(Rating::Good, true),
            on(Rating::Good, false),
            on(Rating::Again, false),
            on(Rating::Again, true),
            on(Rating::Good, false),
        ]
    );
    assert!(left.iter().all(|(_, review)| review.purpose == Purpose::Exam && review.seconds == 9));
    assert_eq!(left[0].1.typed, None);
    assert_eq!(left[1].1.typed.as_deref(), Some("x"));
}

fn result(attempt: &str, paper: &Paper, answers: &[(&str, &str, f64)]) -> ResultFile {
    let mut sat = Attempt::new(attempt.to_owned(), 1, paper.clone(), moment(0));
    for (item, (typed, outcome, credit)) in answers.iter().enumerate() {
        if !typed.is_empty() {
            sat.take(item, answer(typed, outcome, *credit), 5, day("2026-01-10"), 1);
        }
    }
    sat.handed_in = Some(moment(60_000));
    ResultFile::of(&sat, None).unwrap()
}

/// A class of these files, judged by the deck of the tests or, without a deck, as the files say.
fn collected(files: &[(String, ResultFile)], catalogue: &Catalogue) -> class::Class {
    let keys = (class::Keys::new(catalogue, None), None);
    let mut gathering = class::Gathering::new(keys, None, class::Accepts::Commonest, None);
    for (name, file) in files {
        gathering.take(name, file);
    }
    gathering.finish().unwrap()
}

#[test]
fn a_class_is_put_together_by_card() {
    let (first, other) = (paper(&of(3), 9, "A"), paper(&of(3), 10, "A"));
    let files = [
        ("a.json".to_owned(), result("1", &first, &[("x", "correct", 1.0), ("Paris", "wrong", 0.0), ("", "", 0.0)])),
        (
            "b.json".to_owned(),
            result("2", &first, &[("x", "partial", 0.5), ("paris ", "wrong", 0.0), ("y", "close", 1.0)]),
        ),
        ("c.json".to_owned(), result("3", &other, &[("x", "correct", 1.0)])),
        ("d.json".to_owned(), result("2", &first, &[])),
    ];
    // No deck is at hand: what the files say counts.
    let all = collected(&files, &Catalogue::new(Vec::new()));
    assert_eq!((all.sheets.len(), all.alike, all.asked.iter().any(|asked| asked.judged)), (2, true, false));
    let left: Vec<_> = all.left_out.iter().map(|one| one.file.as_str()).collect();
    assert_eq!(left, ["c.json", "d.json"]);
    assert!(
        all.left_out[0].why.contains("another paper") && all.left_out[1].why.contains("the same attempt as b.json")
    );
    let place = |at: usize| all.asked.iter().position(|asked| asked.card == first.items[at].card.to_string()).unwrap();
    let figures = class::figures(&all);
    assert_eq!((figures[place(0)].share.points, figures[place(1)].share.points), (1.5, 0.0));
    assert_eq!((figures[place(2)].share.points, all.asked[place(2)].open), (1.0, 1));
    let given: Vec<_> = all.asked[place(1)].given.iter().map(|given| (given.said.as_str(), given.count)).collect();
    assert_eq!(given, [("Paris", 2)], "alike in form is one answer");
    let apart: Vec<_> = all.asked[place(0)].given.iter().map(|given| (given.said.as_str(), given.count)).collect();
    assert_eq!(apart, [("x", 1), ("x", 1)], "right once, wrong once");
    // By the deck none of these answers is right, and the files are told.
    let judged = collected(&files, &catalogue());
    assert!(judged.asked.iter().all(|asked| asked.judged));
    assert!(judged.sheets.iter().all(|sheet| judged.points(sheet) < 1e-9));
    assert_eq!(judged.odd.iter().map(|told| told.file.as_str()).collect::<Vec<_>>(), ["a.json", "b.json"]);
}

#[test]
fn a_result_is_read_back_and_other_files_are_told() {
    let written = result("1", &paper(&of(3), 9, "A"), &[("x", "correct", 1.0)]);
    let text = serde_json::to_string(&written).unwrap();
    assert_eq!(ResultFile::read(&text), Ok(written));
    for (text, why) in [
        ("", "no JSON"),
        ("{}", "no result of an exam"),
        ("{\"kind\":\"exam-result\",\"schema\":9}", "another version"),
        ("{\"kind\":\"exam-result\",\"schema\":1}", "cannot be read"),
    ] {
        let told = ResultFile::read(text).unwrap_err();
        assert!(told.contains(why), "{text}: {told}");
    }
}

/// The code blocks of `docs/exam.md` that begin so.
fn documented(fence: &str) -> Vec<&'static str> {
    let text = include_str!("../../docs/exam.md");
    text.split(&format!("```{fence}\n")).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_formats_are_as_documented() {
    let blueprints = documented("toml");
    assert_eq!(blueprints.len(), 2);
    let rekey = class::Rekey::read(blueprints[1]).unwrap();
    assert_eq!(rekey.iter().count(), 4);
    let reading = crate::deck::read_blueprint(blueprints[0]);
    assert_eq!(reading.diagnostics, []);
    let blueprint = Blueprint::from(&reading.blueprint.unwrap());
    assert_eq!((blueprint.questions, blueprint.seconds, blueprint.pass), (Some(12), Some(900), Some(60.0)));
    let [result, paper] = documented("json").try_into().unwrap();
    let read = ResultFile::read(result).unwrap();
    let same =
        |value: &serde_json::Value, text: &str| *value == serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert!(same(&serde_json::to_value(&read).unwrap(), result), "nothing is lost, nothing added");
    assert_eq!((read.score.low, read.score.high), {
        let (low, high) = Share::of(1.0, 2).interval();
        ((low * 1e6).round() / 1e6, (high * 1e6).round() / 1e6)
    });
    let value = serde_json::from_str(paper).unwrap();
    let read = Paper::read(&value).unwrap();
    assert!(same(&read.value(), paper), "{}", read.value());
    assert_eq!(read.items.len(), 8, "every interaction but the self-rated");
}

/// One swap among five items: 0.8 by the second rule, and by the first, which papers without a number have, 0.25.
#[test]
fn a_paper_is_marked_by_the_rule_it_carries() {
    let [_, paper] = documented("json").try_into().unwrap();
    let mut value: serde_json::Value = serde_json::from_str(paper).unwrap();
    let items = serde_json::json!(["a", "b", "c", "d", "e"]);
    value["items"][6]["key"] = serde_json::json!({ "as": "arrange", "items": items, "right": items });
    let credit = |value: &serde_json::Value| {
        let paper = Paper::read(value).unwrap();
        let response = Response::Arranged(vec![0, 2, 1, 3, 4]);
        paper.question(6).check(&response, &paper.rivals(6), &Lexicon::embedded()).credit.share()
    };
    assert!((credit(&value) - 0.8).abs() < 1e-9);
    value.as_object_mut().unwrap().remove("rule");
    assert!((credit(&value) - 0.25).abs() < 1e-9);
    value["rule"] = serde_json::json!(3);
    assert!(Paper::read(&value).unwrap_err().contains("rule 3"));
}

#[test]
fn results_of_both_rules_are_put_together_as_they_were_marked() {
    let order = |attempt: &str, rule: u32, credit: f64| {
        let mut file = result(attempt, &paper(&of(1), 9, "A"), &[("b, a", "partial", credit)]);
        let share = file.score;
        file.kinds.insert("order".to_owned(), share);
        file.rule = rule;
        (format!("{attempt}.json"), file)
    };
    let all = collected(&[order("old", 1, 0.25), order("new", 2, 0.8)], &Catalogue::new(Vec::new()));
    assert_eq!(all.rules, BTreeMap::from([(1, 1), (2, 1)]));
    assert!((class::figures(&all)[0].share.points - 1.05).abs() < 1e-9, "each keeps its mark");
    let old = serde_json::to_value(order("old", 1, 0.25).1).map(|mut file| {
        file.as_object_mut().unwrap().remove("rule");
        file.to_string()
    });
    assert_eq!(ResultFile::read(&old.unwrap()).unwrap().rule, 1, "a file from before rules had numbers");
}

/// The store hands in once, with what another program answered meanwhile.
#[test]
fn the_store_hands_in_once() {
    let mut store = crate::store::Store::in_memory().unwrap();
    let paper = paper(&of(4), 9, "A");
    let new = |what| NewEvent { at: moment(1000), day: day("2026-01-10"), what };
    store.append(&[new(start(&paper)), new(entry(0, answer("x", "wrong", 0.0), 9))]).unwrap();
    store.note_clock("x", 12).unwrap();
    assert_eq!(store.noted_clock("x").unwrap(), 12);
    store.append(&[new(entry(1, answer("y", "correct", 1.0), 4))]).unwrap();
    assert!(store.hand_in("x", moment(2000), day("2026-01-11"), 900).unwrap());
    assert!(!store.hand_in("x", moment(3000), day("2026-01-11"), 900).unwrap());
    let (attempts, _) = store.attempts().unwrap();
    assert_eq!((attempts[0].answered(), attempts[0].spent), (2, 13));
    assert_eq!(store.failed_on(day("2026-01-10")).unwrap().len(), 1, "dated when it was answered");
    assert!(store.progress_of_all().unwrap() == States::default(), "unseen cards stay unseen");
    assert_eq!(store.noted_clock("x").unwrap(), 0);
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
        first +=
            cues::count(&hand.into_iter().map(|at| super::paper::freeze(&catalogue, at, seed)).collect::<Vec<_>>());
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
