//! A class of simulated students with what was planted in it.

mod moodle;
mod room;

use std::collections::HashMap;

use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::deck::{Catalogue, read};
use crate::exam::{Attempt, Blueprint, Entry, Mark, Paper, Pool, ResultFile, Version};
use crate::schedule::{Moment, StudyDay};
use crate::text::Lexicon;
use room::{Room, raise};

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
    let keys = (Keys::new(&room.catalogue, None), vec![Keys::new(&none, None)]);
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
