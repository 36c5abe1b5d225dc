//! What holds for every answer and every typed text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::text::date::judge::check_date;
use crate::text::date::when::When;
use crate::text::key::{DateKey, Entry, ListItem, ListKey, NumberKey, TextKey, Tolerance};
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::list::judge::check_items;
use crate::text::list::judge::check_list;
use crate::text::number::judge::check_number;
use crate::text::verdict::{Outcome, Remark};
use crate::text::words::ready::check_text;
use crate::text::words::rivals::Rivals;

fn text_key(answers: Vec<String>, language: Language) -> TextKey {
    TextKey::plain(language, "Which one is it?", answers)
}

fn number_key(value: f64, unit: &str) -> NumberKey {
    NumberKey {
        language: Language::English,
        ask: "How many?".into(),
        value,
        unit: unit.into(),
        tolerance: Tolerance::Share(0.0),
        bound: None,
        accept: Vec::new(),
        wrong: Vec::new(),
        shown: String::new(),
    }
}

fn any_language() -> impl Strategy<Value = Language> {
    prop::sample::select(vec![Language::English, Language::French, Language::German, Language::Other])
}

/// Another way of writing the same text.
fn rewritten(text: &str, how: u8) -> String {
    match how % 6 {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        2 => text.nfd().collect(),
        3 => format!("  {}  ", text.replace(' ', "   ")),
        4 => format!("\u{201c}{text}\u{201d}."),
        _ => text.nfd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter)).collect(),
    }
}

proptest! {
    #[test]
    fn every_accepted_form_is_correct_in_any_form(
        answers in prop::collection::vec("[A-Za-zéèüöäç]{2,9}( [A-Za-zéèç]{2,9}){0,3}", 1..4),
        which in any::<prop::sample::Index>(), how in any::<u8>(), language in any_language(),
    ) {
        let typed = rewritten(&answers[which.index(answers.len())], how);
        let rivals = Rivals::new(answers.iter().map(|answer| (answer.clone(), None)));
        let found = check_text(&text_key(answers, language), &rivals, &typed, &Lexicon::embedded());
        prop_assert_eq!(found.outcome, Outcome::Correct, "{}: {:?}", typed, found);
    }

    #[test]
    fn another_digit_in_a_date_is_never_right(year in 1000_i32..2999, month in 1_u32..=12, day in 1_u32..=28, place in 0_usize..10, digit in 0_u8..10) {
        let iso = format!("{year:04}-{month:02}-{day:02}");
        let mut typed = iso.clone().into_bytes();
        prop_assume!(typed[place].is_ascii_digit() && typed[place] != b'0' + digit);
        typed[place] = b'0' + digit;
        let key = DateKey { language: Language::English, ask: String::new(), answer: When::parse(&iso).expect("a date"), accept: Vec::new(), wrong: Vec::new() };
        let typed = String::from_utf8(typed).expect("digits");
        prop_assert!(!check_date(&key, &typed, &Lexicon::embedded()).outcome.is_right(), "{} for {}", typed, iso);
        prop_assert!(check_date(&key, &iso, &Lexicon::embedded()).outcome == Outcome::Correct);
    }

    #[test]
    fn another_digit_in_a_number_is_never_right(value in 1_u32..9_999_999, place in any::<prop::sample::Index>(), digit in 0_u8..10) {
        let right = value.to_string();
        let mut typed = right.clone().into_bytes();
        let place = place.index(typed.len());
        prop_assume!(typed[place] != b'0' + digit);
        typed[place] = b'0' + digit;
        let typed = String::from_utf8(typed).expect("digits");
        let key = number_key(f64::from(value), "");
        prop_assert!(!check_number(&key, &typed, &Lexicon::embedded()).outcome.is_right(), "{} for {}", typed, right);
        prop_assert_eq!(check_number(&key, &right, &Lexicon::embedded()).outcome, Outcome::Correct);
    }

    #[test]
    fn nothing_typed_stops_the_judge(typed in ".{0,60}", answer in ".{0,20}", language in any_language(), bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let lexicon = Lexicon::embedded();
        let rivals = Rivals::new([(answer.clone(), None)]);
        for typed in [typed, String::from_utf8_lossy(&bytes).into_owned()] {
            let mut key = text_key(vec![answer.clone()], language);
            check_text(&key, &rivals, &typed, &lexicon);
            key.sentence = Some(format!("{typed}____{answer}"));
            check_text(&key, &rivals, &format!("{typed}x{answer}"), &lexicon);
            for answer in ["1994", "1994-05-03", "1994/1998"] {
                let key = DateKey { language, ask: typed.clone(), answer: When::parse(answer).expect("a date"), accept: vec![typed.clone()], wrong: Vec::new() };
                check_date(&key, &typed, &Lexicon::embedded());
            }
            for unit in ["", "%", "km", &answer] {
                check_number(&NumberKey { language, ..number_key(12.0, unit) }, &typed, &lexicon);
            }
            let items = vec![ListItem { answer: answer.clone(), accept: vec![typed.clone()] }];
            let key = ListKey { language, ask: String::new(), items, need: 1, wrong: Vec::new(), strict: false, entry: Entry::default() };
            check_list(&key, &rivals, &typed, &lexicon);
            check_items(&key, &rivals, std::slice::from_ref(&typed), &lexicon);
            NumberKey::read(&typed, "", language);
        }
    }

    #[test]
    fn near_dates_and_numbers_in_words_do_not_stop_the_judge(words in prop::collection::vec(prop::sample::select(vec![
        "1998", "3", "31", "June", "juin", "/", "-", "–", ".", ",", "of", "to", "and", "a", "half", "hundred", "million", "%", "m", "x", "10", "^", "e", "'98", "in", "or", "not", "XII", "°", "$", "1/2", "½", "0", "twenty",
    ]), 0..12), glue in prop::sample::select(vec!["", " "])) {
        let typed = words.join(glue);
        let key = DateKey { language: Language::English, ask: String::new(), answer: When::Year(1998), accept: Vec::new(), wrong: Vec::new() };
        check_date(&key, &typed, &Lexicon::embedded());
        check_number(&number_key(12.0, "%"), &typed, &Lexicon::embedded());
        check_text(&text_key(vec!["World War II".into()], Language::English), &Rivals::default(), &typed, &Lexicon::embedded());
    }
}

#[test]
fn a_text_of_ten_kilobytes_is_no_answer() {
    let key = text_key(vec!["Treaty of Maastricht".into()], Language::English);
    let found = check_text(&key, &Rivals::default(), &"Treaty of Maastricht ".repeat(500), &Lexicon::embedded());
    assert_eq!(found.outcome, Outcome::Wrong);
}

#[test]
fn another_number_is_no_spelling() {
    for (answer, typed) in [("2012", "2013"), ("Article 29 Working Party", "Article 28 Working Party")] {
        let key = text_key(vec![answer.into()], Language::English);
        let found = check_text(&key, &Rivals::default(), typed, &Lexicon::embedded());
        assert_eq!(found.outcome, Outcome::Wrong);
        assert!(!found.remarks.iter().any(|remark| matches!(remark, Remark::Spelling(_))), "{typed}: {found:?}");
    }
}
