//! Moodle's own figures; a class of simulated students with what was planted in it.

use std::collections::HashMap;

use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::statistics::{alpha, correlation, deviation, mean, median, standard_error};
use super::*;
use crate::deck::{Catalogue, read};
use crate::exam::{Attempt, Blueprint, Entry, Mark, Paper, Pool, ResultFile, Version};
use crate::schedule::{Moment, StudyDay};
use crate::text::Lexicon;

/// A column a question, from a table whose first line names them.
fn columns(table: &str) -> Vec<Vec<f64>> {
    let rows: Vec<Vec<f64>> =
        table.lines().skip(1).map(|line| line.split(',').map(|cell| cell.parse().unwrap()).collect()).collect();
    (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at]).collect()).collect()
}

/// As they stand in Moodle's tests.
fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(|number| number.parse().unwrap()).collect()
}

fn totals(columns: &[Vec<f64>]) -> Vec<f64> {
    (0..columns[0].len()).map(|row| columns.iter().map(|column| column[row]).sum()).collect()
}

/// Each question with the sum of the others, in hundredths as Moodle shows it.
fn discriminations(columns: &[Vec<f64>]) -> Vec<f64> {
    let totals = totals(columns);
    let one = |column: &Vec<f64>| {
        let pairs: Vec<(f64, f64)> = column.iter().zip(&totals).map(|(own, total)| (*own, total - own)).collect();
        correlation(&pairs).unwrap() * 100.0
    };
    columns.iter().map(one).collect()
}

#[track_caller]
fn are(own: &[f64], expected: &[f64], within: f64) {
    assert_eq!(own.len(), expected.len());
    for (own, expected) in own.iter().zip(expected) {
        assert!((own - expected).abs() <= within * expected.abs(), "{own}, not {expected}");
    }
}

/// Marks and figures of Moodle's own tests: `mod/quiz/report/statistics/tests`, `statistics_test.php` with
/// `mdl_question_states.csv`, and `stats_from_steps_walkthrough_test.php` with `results00.csv` and `qstats00.csv`. Marks of
/// the second are rounded there.
#[test]
fn moodles_own_data_give_moodles_figures() {
    let one = columns(include_str!("../../../tests/data/class/moodle-22.csv"));
    let expected = numbers(
        "25.88327077 1.170256965 -4.207816809 28.16930644 -2.513606859 -12.99017581 -8.900638238 8.670004606 29.63337745 15.18945843 16.21079629 15.52451404 -8.396734802",
    );
    are(&discriminations(&one), &expected, 1e-8);
    let facilities: Vec<f64> = one[1..].iter().map(|column| mean(column).unwrap() * 100.0).collect();
    let expected = numbers(
        "81.36363636 71.36363636 65.45454545 65.90909091 36.36363636 59.09090909 50.0 59.09090909 63.63636364 45.45454545 27.27272727 50.0",
    );
    are(&facilities, &expected, 1e-9);

    let two = columns(include_str!("../../../tests/data/class/moodle-25.csv"));
    let expected = numbers(
        "-7.0650767526 -28.8982125772 -9.1230674268 -22.6306444113 -17.6997047674 -45.3785178421 -5.6543166602",
    );
    are(&discriminations(&two), &expected, 1e-9);
    let deviations: Vec<f64> = two.iter().map(|column| deviation(column).unwrap()).collect();
    let expected = numbers("0.4513682901 0.5099019514 0.13333334 0.4760952286 0.3055050463 0.4898979486 0.331662479");
    are(&deviations, &expected, 1e-7);
    let (all, cic) = (totals(&two), alpha(&two).unwrap());
    let error = standard_error(deviation(&all).unwrap(), cic);
    let own = [median(&all).unwrap(), mean(&all).unwrap(), deviation(&all).unwrap(), cic * 100.0, error];
    are(&own, &numbers("4.5 4.617333332 0.8117265554 -87.2230935542 1.1106813066"), 1e-9);
}

/// Fourteen choices and a typed answer. The key of `c3` is wrong: `c3 right` is what those who know choose.
fn deck() -> String {
    let mut text = "[deck]\nid = \"class\"\ntitle = \"Class\"\nlanguage = \"en\"\n".to_owned();
    for at in 0..14 {
        let (key, other) = if at == 3 { ("keyed", "right") } else { ("right", "keyed") };
        text += &format!(
            "[[choice]]\nid = \"c{at}\"\nask = \"Question {at}?\"\nanswer = \"c{at} {key}\"\n\
             wrong = [\"c{at} {other}\", \"c{at} two\", \"c{at} three\"]\n"
        );
    }
    text + "[[short]]\nid = \"law\"\nask = \"Which law sets rules for products with digital elements?\"\n\
            answer = \"Cyber Resilience Act\"\n"
}

struct Room {
    catalogue: Catalogue,
    /// Versions A and B.
    papers: [Paper; 2],
    lexicon: Lexicon,
    rng: ChaCha8Rng,
    /// Wrong answers so far, by question.
    turns: HashMap<String, usize>,
}

impl Room {
    fn new(seed: u64) -> Self {
        let reading = read(&deck());
        assert_eq!(reading.left_out, 0);
        let catalogue = Catalogue::new(reading.deck.into_iter().collect());
        let pool = Pool::new(&catalogue, &(0..catalogue.cards.len()).collect::<Vec<_>>());
        let blueprint = Blueprint { questions: Some(15), ..Blueprint::default() };
        let paper = |letter: &str| {
            let version = Version::parse(letter).unwrap();
            Paper::new(&catalogue, &pool, &blueprint, "Class".to_owned(), 7, version).unwrap()
        };
        let papers = [paper("A"), paper("B")];
        let (lexicon, rng) = (Lexicon::embedded(), ChaCha8Rng::seed_from_u64(seed));
        Self { catalogue, papers, lexicon, rng, turns: HashMap::new() }
    }

    /// 0 to 1.
    fn chance(&mut self) -> f64 {
        f64::from(u32::try_from(self.rng.next_u64() >> 32).unwrap()) / f64::from(u32::MAX)
    }

    /// About normal, with the deviation 1.
    fn ability(&mut self) -> f64 {
        (0..12).map(|_| self.chance()).sum::<f64>() - 6.0
    }

    /// What a student of this ability says; whoever does not know takes the wrong options in turn.
    fn says(&mut self, card: &str, ability: f64) -> String {
        let entry = card.trim_start_matches("class/").trim_end_matches("#answer").to_owned();
        let number: f64 = entry.trim_start_matches('c').parse().unwrap_or(7.0);
        let difficulty = (number - 6.5) / 6.5;
        let knows = self.chance() < 1.0 / (1.0 + (-1.6 * (ability - difficulty)).exp());
        let turn = self.turns.entry(format!("{entry} {knows}")).or_default();
        *turn += 1;
        if entry == "law" {
            // Half of those who know leave the first word out, which the key does not take.
            let forms = ["Cyber Resilience Act", "Resilience Act"];
            return if knows { forms[*turn % 2] } else { ["NIS2", "GDPR", "AI Act"][*turn % 3] }.to_owned();
        }
        // Nobody takes the last option of `c5`.
        let wrong = if entry == "c5" { ["keyed", "two"].as_slice() } else { &["keyed", "two", "three"] };
        if knows {
            return format!("{entry} right");
        }
        format!("{entry} {}", wrong[*turn % wrong.len()])
    }

    fn result(&mut self, at: usize) -> ResultFile {
        let paper = self.papers[at % 2].clone();
        let (ability, day) = (self.ability(), "2026-01-10".parse::<StudyDay>().unwrap());
        let started = Moment { millis: 1_000_000 + i64::try_from(at).unwrap(), offset: 0 };
        let mut attempt = Attempt::new(format!("attempt {at}"), 1, paper, started);
        for item in 0..15 {
            let card = attempt.paper.items[item].card.to_string();
            let said = self.says(&card, ability);
            let question = attempt.paper.question(item);
            let response = question.understood(&said).unwrap();
            let verdict = question.check(&response, &attempt.paper.rivals(item), &self.lexicon);
            let seconds = 5 + self.rng.next_u64() % 60;
            attempt.take(item, Entry::Answer(response, Mark::from(&verdict)), seconds, day, 1);
        }
        attempt.handed_in = Some(started.plus_seconds(900));
        ResultFile::of(&attempt, Some(&format!("Student {at:03}"))).unwrap()
    }

    /// The class with two forged files and a doubled one; all files, the first being honest.
    fn files(&mut self, students: usize) -> Vec<(String, ResultFile)> {
        let mut files: Vec<(String, ResultFile)> =
            (0..students).map(|at| (format!("{at:03}.json"), self.result(at))).collect();
        raise(&mut files[4].1);
        files[9].1.score.points += 2.0;
        let mut double = files[11].1.clone();
        double.name = Some("Somebody else".to_owned());
        files.push(("double.json".to_owned(), double));
        files
    }

    fn collected(&self, files: &[(String, ResultFile)], accepts: Accepts<'_>, rekey: Option<&Rekey>) -> Class {
        let before = rekey.map(|_| Keys::new(&self.catalogue, None));
        let keys = (Keys::new(&self.catalogue, rekey), before);
        let mut gathering = Gathering::new(keys, rekey, accepts, None);
        for (name, file) in files {
            gathering.take(name, file);
        }
        gathering.finish().unwrap()
    }
}

/// Three wrong answers become right ones, and every sum follows.
fn raise(file: &mut ResultFile) {
    let mut raised = 0.0;
    for item in file.items.values_mut().filter(|item| item.credit < 0.5).take(3) {
        (item.credit, item.outcome) = (1.0, Some("correct".to_owned()));
        raised += 1.0;
    }
    assert!(raised > 0.0);
    let kinds = file.kinds.values_mut();
    for share in kinds.take(1).chain([&mut file.score]) {
        share.points += raised;
        share.share = share.points / count(share.of);
    }
}

/// Everything planted is named, and nothing else is; whether the wrong key is among it, which a small class cannot always
/// show.
#[track_caller]
fn finds_what_was_planted(students: usize, seed: u64) -> bool {
    let mut room = Room::new(seed);
    let files = room.files(students);
    let class = room.collected(&files, Accepts::Commonest, None);
    assert_eq!(class.sheets.len(), students);
    let found = suspicions(&class);
    let found: Vec<(&str, &str)> = found.iter().map(|one| (one.word(), one.card())).collect();
    let planted = [
        ("wrong_key", "class/c3#answer"),
        ("missing_form", "class/law#answer"),
        ("useless_options", "class/c5#answer"),
    ];
    let is_named = found.first() == planted.first();
    assert_eq!(found, planted[usize::from(!is_named)..], "{students} students, seed {seed}");
    let odd: Vec<&str> = class.odd.iter().map(|told| told.file.as_str()).collect();
    assert_eq!(odd, ["004.json", "009.json"], "{:?}", class.odd);
    assert!(class.odd.iter().all(|told| told.oddities.iter().all(Oddity::is_contradiction)));
    let left: Vec<&str> = class.left_out.iter().map(|left| left.file.as_str()).collect();
    assert_eq!((left, class.notes.len(), class.other_decks), (vec!["double.json"], 0, 0));
    assert!(class.left_out[0].why.contains("Student 011") && class.left_out[0].why.contains("Somebody else"));
    let stated: f64 = files[4].1.items.values().map(|item| item.credit).sum();
    let sheet = class.sheets.iter().find(|sheet| sheet.file == "004.json").unwrap();
    assert!(class.points(sheet) < stated, "it counts by its answers");
    is_named
}

#[test]
fn a_class_of_thirty_shows_what_was_planted_in_it() {
    let named = (0..20).filter(|seed| finds_what_was_planted(30, *seed)).count();
    assert!(named >= 17, "the wrong key in {named} of 20 classes");
}

#[test]
fn a_class_of_five_hundred_shows_what_was_planted_in_it() {
    assert!((0..3).all(|seed| finds_what_was_planted(500, seed)));
}

#[test]
fn files_in_any_order_and_version_give_the_same_figures() {
    let mut room = Room::new(3);
    let mut files = room.files(20);
    files.truncate(20);
    let one = room.collected(&files, Accepts::Commonest, None);
    files.reverse();
    let other = room.collected(&files, Accepts::Any, None);
    let by_card = |class: &Class| -> HashMap<String, Figures> {
        class.asked.iter().map(|asked| asked.card.clone()).zip(figures(class)).collect()
    };
    let (one, other) = (by_card(&one), by_card(&other));
    assert_eq!(one.len(), 15);
    for (card, own) in &one {
        let moved = other[card];
        assert!((own.share.points - moved.share.points).abs() < 1e-9 && own.upper_lower.is_some(), "{card}");
        assert!(own.rest.zip(moved.rest).is_some_and(|(own, moved)| (own - moved).abs() < 1e-9), "{card}");
        assert!(own.upper_lower.zip(moved.upper_lower).is_some_and(|(own, moved)| (own - moved).abs() < 1e-9));
    }
}

/// Each of these is a lie that a student could write; each is told, and none changes what counts.
#[test]
fn odd_files_are_told_by_what_is_odd() {
    let mut room = Room::new(5);
    let honest = room.files(12);
    let told = |change: &dyn Fn(&mut ResultFile)| -> String {
        let mut files = honest[..4].to_vec();
        change(&mut files[1].1);
        let class = room.collected(&files, Accepts::Commonest, None);
        let odd = class.odd.iter().flat_map(|told| &told.oddities).map(ToString::to_string);
        let left = class.left_out.iter().map(|left| left.why.clone());
        odd.chain(left).collect::<Vec<_>>().join("\n")
    };
    let first = |file: &mut ResultFile| file.items.keys().next().unwrap().clone();
    assert_eq!(told(&|_| {}), "");
    assert!(told(&|file| file.score.points += 1.0).contains("it says points"));
    assert!(told(&|file| file.score.share = 0.99).contains("it says the share 0.99"));
    assert!(told(&|file| file.passed = Some(true)).contains("that it is passed"));
    assert!(told(&|file| file.seconds += 60).contains("it says seconds"));
    assert!(told(&|file| file.items.values_mut().next().unwrap().credit = 7.0).contains("never has the credit 7"));
    assert!(told(&|file| file.items.values_mut().next().unwrap().credit = -2.0).contains("never has the credit -2"));
    assert!(told(&|file| file.items.values_mut().next().unwrap().stem.push('!')).contains("is not that of the deck"));
    assert!(told(&|file| file.version = "B".to_owned()).contains("in another order") || honest[1].1.version == "B");
    let lacking = told(&|file| {
        let card = first(file);
        file.items.remove(&card);
    });
    assert!(lacking.contains("it lacks class/c0#answer"), "{lacking}");
    let foreign = told(&|file| {
        let item = file.items.values().next().unwrap().clone();
        file.items.insert("class/foreign#answer".to_owned(), item);
    });
    assert!(foreign.contains("it has the foreign class/foreign#answer"), "{foreign}");
    let twice = told(&|file| file.attempt = "attempt 0".to_owned());
    assert!(twice.contains("the same attempt as 000.json") && twice.contains("Student 000"), "{twice}");
}

#[test]
fn marks_of_another_version_are_judged_otherwise_and_not_forged() {
    let mut room = Room::new(6);
    let mut files = room.files(12);
    files.truncate(3);
    for (_, file) in &mut files {
        file.acquis = Some("0.0.1".to_owned());
    }
    raise(&mut files[2].1);
    let class = room.collected(&files, Accepts::Commonest, None);
    let [told] = class.odd.as_slice() else { panic!("{:?}", class.odd) };
    assert!(told.file == "002.json" && !told.oddities.iter().any(Oddity::is_contradiction), "{told:?}");
}

/// A question that asks for something else now is told, with its papers; the words and mark that a file brings decide nothing.
#[test]
fn a_question_that_was_changed_since_is_told_and_no_file_marks_itself() {
    let mut room = Room::new(11);
    let mut files = room.files(12);
    files.truncate(4);
    let stated = |files: &[(String, ResultFile)]| -> Vec<f64> {
        files.iter().map(|(_, file)| file.items.values().map(|item| item.credit).sum()).collect()
    };
    raise(&mut files[2].1);
    for (_, file) in &mut files {
        "0".repeat(64).clone_into(&mut file.fingerprint);
        let item = file.items.get_mut("class/law#answer").unwrap();
        (item.stem, item.answer) = ("What was asked then?".to_owned(), "An old answer".to_owned());
        (item.response, item.outcome) = (Some("an old answer".to_owned()), Some("correct".to_owned()));
        file.score.points += 1.0 - item.credit;
        item.credit = 1.0;
    }
    let class = room.collected(&files, Accepts::Commonest, None);
    let changed: Vec<_> = class.asked.iter().filter(|asked| !asked.other_question.is_empty()).collect();
    let [law] = changed.as_slice() else { panic!("{changed:?}") };
    assert_eq!((law.card.as_str(), law.stem.as_str(), law.seen), ("class/law#answer", "What was asked then?", 4));
    assert_eq!(law.other_question.len(), 4);
    let points: Vec<f64> = class.sheets.iter().map(|sheet| class.points(sheet)).collect();
    let stated = stated(&files);
    assert!((points[0] - (stated[0] - 1.0)).abs() < 1e-9, "what a file says of itself counts for nothing");
    assert!(points[2] < stated[2], "the other questions are judged again");

    // With the very deck at hand other words are no older question.
    let mut forged = room.files(12);
    forged.truncate(4);
    let item = forged[1].1.items.get_mut("class/law#answer").unwrap();
    (item.stem, item.answer) = ("What is easy?".to_owned(), "This".to_owned());
    (item.response, item.credit, item.outcome) = (Some("This".to_owned()), 1.0, Some("correct".to_owned()));
    let class = room.collected(&forged, Accepts::Commonest, None);
    assert!(class.asked.iter().all(|asked| asked.other_question.is_empty()));
    let law = class.asked.iter().position(|asked| asked.card == "class/law#answer").unwrap();
    let sheet = class.sheets.iter().find(|sheet| sheet.file == "001.json").unwrap();
    assert!(sheet.marks.contains(&(law, 0.0)), "{:?}", sheet.marks);
}

#[test]
fn a_key_put_right_gives_the_points_to_those_who_knew() {
    let mut room = Room::new(8);
    let mut files = room.files(120);
    files.truncate(120);
    let class = room.collected(&files, Accepts::Commonest, None);
    let place = |class: &Class, card: &str| class.asked.iter().position(|asked| asked.card == card).unwrap();
    let (before, at) = (figures(&class), place(&class, "class/c3#answer"));
    let text = "everyone = [\"class/c1#answer\"]\nleft_out = [\"class/c2#answer\"]\n[accept]\n\
                \"class/law#answer\" = \"Resilience Act\"\n[instead]\n\"class/c3#answer\" = \"c3 right\"\n";
    let rekey = Rekey::read(text).unwrap();
    let right = room.collected(&files, Accepts::Commonest, Some(&rekey));
    let after = figures(&right);
    assert!(before[at].rest.unwrap() < 0.0 && after[place(&right, "class/c3#answer")].rest.unwrap() > 0.2);
    let share = |card: &str| after[place(&right, card)].share.share();
    assert!((share("class/c1#answer") - 1.0).abs() < 1e-9);
    assert!(share("class/law#answer") > before[place(&class, "class/law#answer")].share.share());
    assert!(right.asked[place(&right, "class/c2#answer")].points.abs() < 1e-9, "it counts for nobody");
    // What they had before is what the class was worth without any change, and no file is odd for it.
    for (sheet, old) in right.sheets.iter().zip(&class.sheets) {
        assert!((sheet.before - class.points(old)).abs() < 1e-9 && sheet.name == old.name);
    }
    assert_eq!(right.odd.len(), class.odd.len());
    assert!(!suspicions(&right).iter().any(|one| one.word() == "wrong_key" || one.word() == "missing_form"));
}

/// The deck of the exam may be at hand in its corrected form alone: a file is held against that.
#[test]
fn a_corrected_deck_alone_finds_raised_marks() {
    let mut room = Room::new(4);
    let mut files = room.files(12);
    files.truncate(12);
    let none = Catalogue::new(Vec::new());
    let keys = (Keys::new(&room.catalogue, None), Some(Keys::new(&none, None)));
    let mut gathering = Gathering::new(keys, None, Accepts::Commonest, None);
    for (name, file) in &files {
        gathering.take(name, file);
    }
    let class = gathering.finish().unwrap();
    let odd: Vec<&str> = class.odd.iter().map(|told| told.file.as_str()).collect();
    assert_eq!((odd, class.other_decks), (vec!["004.json", "009.json"], 0));
    assert!(class.odd[0].oddities.iter().any(|one| matches!(one, Oddity::Marks { .. })));
}

#[test]
fn a_file_that_puts_nothing_right_says_why() {
    for (text, why) in [
        ("", "it changes nothing"),
        ("everyone = \"x\"", "everyone"),
        ("evryone = [\"x\"]", "unknown field `evryone`"),
        ("everyone = [\"x\"]\nleft_out = [\"x\"]", "`x` stands twice"),
        ("[accept]\nx = []", "`x` has no answer"),
    ] {
        let told = Rekey::read(text).unwrap_err();
        assert!(told.contains(why), "{text}: {told}");
    }
}

/// One student, one question, nobody right: dashes, and no NaN.
#[test]
fn a_class_of_one_has_few_figures() {
    let mut room = Room::new(9);
    let mut files = room.files(12);
    files.truncate(1);
    files[0].1.items.values_mut().for_each(|item| {
        (item.response, item.outcome, item.credit) = (None, None, 0.0);
    });
    let class = room.collected(&files, Accepts::Commonest, None);
    let whole = whole(&class);
    assert_eq!((whole.mean, whole.median), (Some(0.0), Some(0.0)));
    assert_eq!((whole.deviation, whole.alpha, whole.error), (None, None, None));
    assert!(figures(&class).iter().all(|own| own.rest.is_none() && own.upper_lower.is_none()));
    assert_eq!(suspicions(&class), []);
}

/// Every number of a file, and some of its texts, as a stranger might have written them.
fn mangled(value: &mut serde_json::Value, picks: &mut impl Iterator<Item = u8>) {
    const NUMBERS: [f64; 7] = [-1.0, 0.0, 0.5, 1.0, 1e9, 1e300, -1e300];
    match value {
        serde_json::Value::Object(map) => map.values_mut().for_each(|value| mangled(value, picks)),
        serde_json::Value::Number(number) => match picks.next().unwrap_or(255) {
            at @ 0..7 if number.is_f64() => *value = NUMBERS[usize::from(at)].into(),
            7 if !number.is_f64() => *value = u64::MAX.into(),
            8 if !number.is_f64() => *value = 0.into(),
            _ => {}
        },
        serde_json::Value::String(text) => match picks.next().unwrap_or(255) {
            0 => *text = String::new(),
            1 => *text = "wrong".to_owned(),
            2 => *text = "\u{202e}=1; é – ; ".repeat(40),
            3 => *value = serde_json::Value::Null,
            _ => {}
        },
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever stands in a file, the class has finite figures, and no share outside 0 to 1.
    #[test]
    fn mangled_files_give_no_figure_that_is_none(picks in prop::collection::vec(0_u8..60, 400)) {
        let mut room = Room::new(4);
        let mut files = room.files(12);
        let mut picks = picks.into_iter();
        for (_, file) in files.iter_mut().take(3) {
            let mut value = serde_json::to_value(&*file).unwrap();
            mangled(&mut value, &mut picks);
            if let Ok(read) = ResultFile::read(&value.to_string()) {
                *file = read;
            }
        }
        for accepts in [Accepts::Commonest, Accepts::Any] {
            let class = room.collected(&files, accepts, None);
            let whole = whole(&class);
            let some = [whole.mean, whole.median, whole.deviation, whole.alpha, whole.error];
            prop_assert!(some.into_iter().flatten().all(f64::is_finite), "{:?}", some);
            prop_assert!(whole.shares.iter().all(|share| (0.0..=1.0).contains(share)));
            for own in figures(&class) {
                let (low, high) = own.share.interval();
                prop_assert!(low.is_finite() && high.is_finite());
                prop_assert!(own.rest.is_none_or(f64::is_finite) && own.upper_lower.is_none_or(f64::is_finite));
            }
            suspicions(&class);
        }
    }
}
