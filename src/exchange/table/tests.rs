//! Properties of tables: no key is wrong, every record is accounted for, and no bytes end in a panic.

use csv::WriterBuilder;
use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::super::{Format, Said, Unread, read, settle};
use crate::card::{Deck, Interaction, Response};
use crate::deck::{self, Catalogue};
use crate::text::{Lexicon, Outcome};

/// Files of each dialect and program, with the ends of their names.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../../tests/data/exchange/tables/", $name)).as_slice())),*]
    };
}

const FILES: [(&str, &[u8]); 36] = files![
    "aiken.txt",
    "authors.csv",
    "both-ways.md",
    "by-text.csv",
    "cards.xlsx",
    "choices.xlsx",
    "clozes.csv",
    "comma.csv",
    "doubles.csv",
    "events-two-ways.csv",
    "events.csv",
    "facts.csv",
    "french.csv",
    "from-one.csv",
    "from-zero.csv",
    "html.csv",
    "letters.csv",
    "names-by-looks.csv",
    "notes.md",
    "objects.json",
    "open-quote.csv",
    "options-in-a-cell.csv",
    "pipe.csv",
    "polish-1250.csv",
    "quiz.json",
    "quizlet.txt",
    "quote-in-tabs.txt",
    "ragged.csv",
    "semicolon-1252.csv",
    "several-right.csv",
    "sheets.xlsx",
    "tab-utf16.txt",
    "title-above.csv",
    "values.xlsx",
    "wide-marks.csv",
    "without-names.csv",
];

fn end(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// Reads bytes as what they look like, and holds that every record is accounted for. The deck, where one came of it.
fn through(name: &str, bytes: &[u8]) -> Option<Deck> {
    let format = Format::guess(bytes, end(name)).ok()?;
    let incoming = read(bytes, format, &Said::default()).ok()?;
    let count = incoming.records.len() + incoming.refused.len();
    let settled = settle(incoming, "x", None);
    assert_eq!(settled.entries.len() + settled.joined.len() + settled.refused.len(), count, "{name}");
    let reading = deck::read(&settled.text);
    assert!(reading.diagnostics.iter().all(|one| one.severity != crate::diagnostic::Severity::Error), "{name}");
    reading.deck
}

#[test]
fn a_file_that_is_cut_off_or_mixed_up_is_read_as_far_as_it_goes() {
    for (name, bytes) in FILES {
        let step = (bytes.len() / 40).max(if bytes.len() > 2_000 { 100 } else { 20 });
        for cut in (0..bytes.len()).step_by(step) {
            through(name, &bytes[..cut]);
            let mut mixed = bytes[cut..].to_vec();
            mixed.extend_from_slice(&bytes[..cut]);
            through(name, &mixed);
        }
    }
    for ((name, one), (_, other)) in FILES.iter().zip(FILES.iter().skip(1)) {
        through(name, &[&one[..one.len() / 2], &other[other.len() / 2..]].concat());
    }
}

#[test]
fn every_imported_card_judges_its_own_answer_right_and_shows_no_markup() {
    let (mut cards, lexicon) = (0, Lexicon::embedded());
    for (name, bytes) in FILES {
        let deck = through(name, bytes).unwrap_or_else(|| panic!("{name} is read"));
        let catalogue = Catalogue::new(vec![deck]);
        for card in &catalogue.cards {
            let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
            let stem = &question.stem;
            let marks = ["<b>", "<div", "{{", "**", "&nbsp;", "![", "::", "<!--"];
            assert!(marks.iter().all(|mark| !stem.contains(mark)), "{name}: {stem}");
            let judge = |typed: &str| {
                let typed = Response::Typed(typed.to_owned());
                question.check(&typed, catalogue.rivals(card), &lexicon).outcome
            };
            let (right, wrong) = match &question.interaction {
                Interaction::Text(key) => (key.answers.clone(), key.wrong.clone()),
                Interaction::Date(key) => (vec![question.answer.clone()], key.wrong.clone()),
                Interaction::Choose { options } => {
                    let right: Vec<_> = options.iter().filter(|option| option.right).collect();
                    assert!(right.len() == 1 && question.answer == right[0].text, "{name}: {stem}");
                    continue;
                }
                _ => continue,
            };
            cards += 1;
            for answer in right {
                assert_eq!(judge(&answer), Outcome::Correct, "{name}: {stem}: {answer}");
            }
            for one in wrong {
                assert_eq!(judge(&one.answer), Outcome::Wrong, "{name}: {stem}: {}", one.answer);
            }
        }
    }
    assert!(cards > 40, "{cards} typed cards were judged");
}

const WORDS: [&str; 9] =
    ["Commission", "Council", "Court", "Bank", "Parliament", "Agency", "Ombudsman", "Committee", "Europol"];

/// How a generated table says which option is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Text,
    Upper,
    Lower,
    Zero,
    One,
}

/// For each question its options and the place of the right one.
type Quiz = Vec<(Vec<&'static str>, usize)>;

fn quiz() -> impl Strategy<Value = Quiz> {
    let row = (2_usize..6).prop_flat_map(|count| {
        let options = prop::sample::subsequence(WORDS.to_vec(), count).prop_shuffle();
        (options, 0..count)
    });
    prop::collection::vec(row, 1..12)
}

fn styles() -> impl Strategy<Value = Style> {
    prop::sample::select(vec![Style::Text, Style::Upper, Style::Lower, Style::Zero, Style::One])
}

fn names() -> impl Strategy<Value = [&'static str; 3]> {
    prop::sample::select(vec![
        ["Question", "Option ", "Correct Answer"],
        ["question", "option_", "correct_index"],
        ["questionText", "choice", "answer"],
        ["Frage", "Antwort ", "Richtige Antwort"],
        ["question", "reponse ", "Bonne réponse"],
    ])
}

/// A table of five options a row, as a program writes it.
fn written(quiz: &Quiz, style: Style, [question, option, key]: [&str; 3], sign: u8) -> Vec<u8> {
    let mut writer = WriterBuilder::new().delimiter(sign).from_writer(Vec::new());
    let mut header = vec![question.to_owned()];
    header.extend((1..=5).map(|at| format!("{option}{at}")));
    header.push(key.to_owned());
    writer.write_record(&header).expect("a vector takes every row");
    for (at, (options, right)) in quiz.iter().enumerate() {
        let mut row = vec![format!("What{} does number {at} ask?", char::from(sign))];
        row.extend((0..5).map(|at| options.get(at).copied().unwrap_or_default().to_owned()));
        row.push(match style {
            Style::Text => options[*right].to_owned(),
            Style::Upper => char::from(b'A' + u8::try_from(*right).expect("small")).to_string(),
            Style::Lower => char::from(b'a' + u8::try_from(*right).expect("small")).to_string(),
            Style::Zero => right.to_string(),
            Style::One => (right + 1).to_string(),
        });
        writer.write_record(&row).expect("a vector takes every row");
    }
    writer.into_inner().expect("a vector takes every row")
}

proptest! {
    /// Whatever a program calls its columns, and however it says which option is right: the key is that one, or the
    /// table is refused. Only numbers are ever refused.
    #[test]
    fn no_key_is_wrong(quiz in quiz(), style in styles(), names in names(), sign in prop::sample::select(b",;\t|".to_vec())) {
        let bytes = written(&quiz, style, names, sign);
        let format = Format::guess(&bytes, "csv");
        prop_assert!(matches!(format, Ok(Format::Csv | Format::Tsv)), "{format:?}");
        match read(&bytes, Format::Csv, &Said::default()) {
            Err(why) => {
                prop_assert!(matches!(style, Style::Zero | Style::One), "{why:?}");
                prop_assert!(matches!(&why, Unread::Owner(why) if why.contains("--first-option")), "{why:?}");
            }
            Ok(incoming) => {
                prop_assert_eq!(&incoming.refused, &Vec::new());
                prop_assert_eq!(incoming.records.len(), quiz.len());
                for (record, (options, right)) in incoming.records.iter().zip(&quiz) {
                    let answer = record.draft.table.get("answer").and_then(|item| item.as_str());
                    prop_assert_eq!(answer, Some(options[*right]), "{:?}", style);
                }
            }
        }
    }

    #[test]
    fn two_columns_come_back_in_every_dialect(
        rows in prop::collection::vec(("[A-Z][a-z]{2,8}( [a-z]{1,8}){0,3}\\?", "[A-Za-z][a-z]{1,8}( [a-z,;|]{1,8}){0,3}[a-z]"), 1..10),
        sign in prop::sample::select(b",;\t|".to_vec()),
    ) {
        let mut writer = WriterBuilder::new().delimiter(sign).from_writer(Vec::new());
        writer.write_record(["Term", "Definition"]).expect("a vector takes every row");
        for (question, answer) in &rows {
            writer.write_record([question, answer]).expect("a vector takes every row");
        }
        let bytes = writer.into_inner().expect("a vector takes every row");
        let incoming = read(&bytes, Format::Csv, &Said::default()).expect("a table");
        prop_assert_eq!(incoming.records.len() + incoming.refused.len(), rows.len());
        for (record, (question, answer)) in incoming.records.iter().zip(&rows) {
            let text = |key: &str| record.draft.table.get(key).map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
            prop_assert_eq!(Some(record.subject()), Some(question.as_str()));
            let back = text("answer").or_else(|| text("back")).map(|text| text.trim().to_owned());
            if record.draft.kind != crate::card::KindName::TrueFalse {
                prop_assert_eq!(back, Some(answer.clone()));
            }
        }
    }
}
