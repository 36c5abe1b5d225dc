//! What holds for every file that comes in from Anki and Moodle, over the cases and over files made up.

use std::path::Path;

use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::tests::parsed;
use super::*;
use crate::card::{Deck, Interaction, Kind, Note, Question, Response};
use crate::deck::Catalogue;
use crate::text::{Lexicon, Outcome, fold};

/// The cases of these formats, with their format.
#[expect(clippy::disallowed_methods, reason = "a test reads its own samples")]
fn cases() -> Vec<(String, Vec<u8>, Format)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exchange/cases");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder of cases") {
        let path = entry.expect("a file").path();
        let format = match path.extension().and_then(|end| end.to_str()) {
            Some("apkg") => Format::Anki,
            Some("gift") => Format::Gift,
            Some("xml") => Format::Moodle,
            _ => continue,
        };
        files.push((path.display().to_string(), std::fs::read(&path).expect("read"), format));
    }
    files.sort_by(|one, other| one.0.cmp(&other.0));
    files
}

fn came_in(bytes: &[u8], format: Format) -> Option<(Settled, Deck)> {
    let settled = settle(read(bytes, format, &Said::default()).ok()?, "case", None);
    let deck = parsed(&settled.text);
    Some((settled, deck))
}

/// What a student answers who knows the deck by heart; nothing for a card that is turned.
fn right(question: &Question) -> Option<Response> {
    Some(match &question.interaction {
        Interaction::Recall => return None,
        Interaction::Text(key) => Response::Typed(key.answers[0].clone()),
        Interaction::Date(key) => Response::Typed(key.answer.iso()),
        Interaction::Number(key) => Response::Typed(key.shown.clone()),
        Interaction::List(_) => Response::Typed(question.answer.clone()),
        Interaction::Choose { options } => Response::Chosen(options.iter().position(|option| option.right)?),
        Interaction::Select { options } => {
            Response::Selected((0..options.len()).filter(|&at| options[at].right).collect())
        }
        Interaction::Arrange { items, right, .. } => {
            let place = |item: &String| items.iter().position(|one| one == item);
            Response::Arranged(right.iter().map(place).collect::<Option<_>>()?)
        }
        Interaction::Match { rights, pairs, .. } => {
            Response::Matched(pairs.iter().map(|right| rights.iter().position(|one| one == right)).collect())
        }
    })
}

/// (a) each card takes its own answer; (f) none takes what its entry lists as wrong.
fn judges_itself(name: &str, deck: &Deck) {
    let catalogue = Catalogue::new(vec![deck.clone()]);
    let lexicon = Lexicon::embedded();
    for card in &catalogue.cards {
        let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
        if let Some(response) = right(&question) {
            let verdict = question.check(&response, catalogue.rivals(card), &lexicon);
            assert_eq!(verdict.outcome, Outcome::Correct, "{name}: {}: {response:?}", card.id);
        }
        for wrong in &catalogue.note(card).wrong {
            if matches!(question.interaction, Interaction::Text(_) | Interaction::Number(_)) {
                let response = Response::Typed(wrong.answer.clone());
                let verdict = question.check(&response, catalogue.rivals(card), &lexicon);
                assert_ne!(verdict.outcome, Outcome::Correct, "{name}: {}: {response:?}", card.id);
            }
        }
    }
}

/// (f) no card takes what another entry of its deck answers, unless the two are forms of each other.
fn takes_no_others(name: &str, deck: &Deck) -> usize {
    let catalogue = Catalogue::new(vec![deck.clone()]);
    let lexicon = Lexicon::embedded();
    let chance = || ChaCha8Rng::seed_from_u64(0);
    let questions: Vec<Question> = catalogue.cards.iter().map(|card| catalogue.question(card, &mut chance())).collect();
    let mut tried = 0;
    for (card, question) in catalogue.cards.iter().zip(&questions) {
        let Interaction::Text(key) = &question.interaction else { continue };
        let own: Vec<String> = key.answers.iter().map(|form| fold(form)).collect();
        for (other, theirs) in
            catalogue.cards.iter().zip(&questions).filter(|(other, _)| other.id.entry != card.id.entry)
        {
            let Interaction::Text(key) = &theirs.interaction else { continue };
            let answer = &key.answers[0];
            // A longer form of an answer, or a shorter one, may be the same thing named in full.
            let is_form = own.iter().any(|form| form.contains(&fold(answer)) || fold(answer).contains(form.as_str()));
            if is_form {
                continue;
            }
            tried += 1;
            let verdict = question.check(&Response::Typed(answer.clone()), catalogue.rivals(card), &lexicon);
            assert!(!verdict.outcome.is_right(), "{name}: {} takes `{answer}` of {}", card.id, other.id);
        }
    }
    tried
}

/// (c) no question shows another program's marks.
fn shows_no_marks(name: &str, deck: &Deck) {
    let catalogue = Catalogue::new(vec![deck.clone()]);
    for card in &catalogue.cards {
        let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
        for mark in ["{{c", "{=", "{~", "{1:", "{#", "<p", "<br", "[sound:", "[html]", "&nbsp;", "FrontSide"] {
            assert!(!question.stem.contains(mark), "{name}: {}: {}", card.id, question.stem);
        }
    }
}

/// (b) our own formats bring back what came in.
fn comes_back(name: &str, deck: &Deck) {
    let catalogue = Catalogue::new(vec![deck.clone()]);
    let out = Outgoing::new(&catalogue, 0, |_| ChaCha8Rng::seed_from_u64(0));
    for format in [Format::Json, Format::Csv] {
        let sent = write(&out, format);
        let again = settle(read(&sent.bytes, format, &Said::default()).expect("read"), "case", None);
        let mut notes = parsed(&again.text).notes;
        for note in notes.made() {
            note.span = 0..0;
        }
        let mut expected = deck.notes.clone();
        for note in expected.made() {
            note.span = 0..0;
        }
        assert_eq!(notes, expected, "{name} {format:?}");
    }
}

#[test]
fn what_comes_in_judges_itself_shows_no_marks_and_comes_back() {
    let cases = cases();
    for (name, bytes, format) in &cases {
        let (_, deck) = came_in(bytes, *format).expect("a deck");
        judges_itself(name, &deck);
        shows_no_marks(name, &deck);
        comes_back(name, &deck);
    }
    assert!(cases.len() >= 30, "{} cases", cases.len());
}

#[test]
fn no_card_takes_the_answer_of_another() {
    let decks = cases().into_iter().map(|(name, bytes, format)| (name, came_in(&bytes, format).expect("a deck").1));
    let tried: usize = decks.map(|(name, deck)| takes_no_others(&name, &deck)).sum();
    assert!(tried > 300, "{tried} answers of others");
}

/// (g) a file cut off anywhere is read as far as it goes, or said to be none: never a panic, never a broken deck.
#[test]
fn a_file_cut_off_anywhere_is_read_as_far_as_it_goes() {
    for (name, bytes, format) in cases() {
        let whole = came_in(&bytes, format).expect("a deck").0;
        for kept in (0..bytes.len()).step_by((bytes.len() / 100).max(1)) {
            match read(&bytes[..kept], format, &Said::default()) {
                Err(Unread::Format(why) | Unread::Owner(why)) => assert!(!why.is_empty()),
                Ok(incoming) => {
                    let settled = settle(incoming, "case", None);
                    parsed(&settled.text);
                    assert!(settled.entries.len() <= whole.entries.len() + 1, "{name}: {kept}");
                    assert!(settled.refused.iter().all(|one| one.row > 0 && !one.why.is_empty()), "{name}: {kept}");
                }
            }
        }
    }
}

/// (g) for the formats whose cases are small texts.
#[test]
fn a_text_cut_off_anywhere_is_read_as_far_as_it_goes() {
    let aiken = "Which court sits in Luxembourg?\nA. Court of Justice\nB. Court of Auditors\nANSWER: A\n\nWho proposes laws?\nA) Council\nB) Commission\nANSWER: B\n";
    let hashcards = "Q: Who proposes laws?\nA: the Commission\n\nC: The Court sits in [Luxembourg].\n\nT: ENISA\nD: an agency in Athens\n";
    let obsidian = "#flashcards\n\nWho proposes laws?::the Commission\n\nWhich body sits in Frankfurt?\n?\nthe Central Bank\n\nThe ==Court== sits in Luxembourg.\n";
    let anki = "#separator:tab\n#html:true\nWho proposes laws?\tthe <b>Commission</b>\nWhere does it sit?\tBrüssel\n";
    let table = "question,answer\n\"Who proposes, and when?\",\"the \"\"Commission\"\"\"\nWhere?,Brüssel\n";
    let tabs = "question\tanswer\nWho proposes laws?\tthe Commission\nWhere?\tBrüssel\n";
    let json = r#"[{"question": "Who proposes laws?", "answer": "the Commission"}, {"question": "Where?", "answer": "Brüssel"}]"#;
    for (format, text) in [
        (Format::Aiken, aiken),
        (Format::Hashcards, hashcards),
        (Format::Obsidian, obsidian),
        (Format::AnkiText, anki),
        (Format::Csv, table),
        (Format::Tsv, tabs),
        (Format::Json, json),
    ] {
        let whole = came_in(text.as_bytes(), format).expect("a deck").0;
        assert!(whole.entries.len() >= 2, "{format:?}: {}", whole.text);
        for kept in 0..text.len() {
            match read(&text.as_bytes()[..kept], format, &Said::default()) {
                Err(Unread::Format(why) | Unread::Owner(why)) => assert!(!why.is_empty(), "{format:?}: {kept}"),
                Ok(incoming) => {
                    let settled = settle(incoming, "case", None);
                    parsed(&settled.text);
                    assert!(settled.entries.len() <= whole.entries.len(), "{format:?}: {kept}: {}", settled.text);
                    assert!(settled.refused.iter().all(|one| !one.why.is_empty()), "{format:?}: {kept}");
                }
            }
        }
    }
}

/// A question as a test makes it up: what is asked, what is right, what is wrong.
#[derive(Clone, Debug)]
struct Made {
    ask: String,
    right: String,
    wrong: Vec<String>,
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    let word = "[a-z~=#{}:%\\\\&<>é*][a-z0-9 ~=#{}:%\\\\&<>é*-]{2,14}[a-z]";
    let one = (word, word, proptest::collection::vec(word, 0..4)).prop_map(|(ask, right, wrong)| {
        let mut wrong: Vec<String> = wrong.into_iter().map(|text| text.trim().to_owned()).collect();
        wrong.retain(|text| text.to_lowercase() != right.trim().to_lowercase() && !text.contains("->"));
        wrong.sort();
        wrong.dedup();
        Made { ask: format!("Which {}?", ask.trim()), right: right.trim().replace("->", "to"), wrong }
    });
    proptest::collection::vec(one, 1..6)
}

/// As Moodle writes GIFT.
fn gift_of(questions: &[Made]) -> String {
    let plain = |text: &str| {
        let mut escaped = String::new();
        for c in text.chars() {
            if "~=#{}:\\".contains(c) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        escaped
    };
    let typed = |text: &str| plain(text).replace('*', "\\*");
    let one = |(at, made): (usize, &Made)| {
        let answers = if made.wrong.is_empty() {
            format!("=%100%{}", typed(&made.right))
        } else {
            let wrong: Vec<String> = made.wrong.iter().map(|text| format!("\n\t~%0%{}#no", plain(text))).collect();
            format!("\n\t=%100%{}#yes{}\n", plain(&made.right), wrong.concat())
        };
        format!("// question: {at}\n::Q {at}::[plain]{}{{{answers}}}\n\n\n", plain(&made.ask))
    };
    questions.iter().enumerate().map(one).collect()
}

/// As Moodle writes XML.
fn xml_of(questions: &[Made]) -> String {
    let text = |text: &str| format!("<text><![CDATA[{text}]]></text>");
    let one = |(at, made): (usize, &Made)| {
        let kind = if made.wrong.is_empty() { "shortanswer" } else { "multichoice" };
        let star = |text: &str| if made.wrong.is_empty() { text.replace('*', "\\*") } else { text.to_owned() };
        let right = format!("<answer fraction=\"100\" format=\"plain_text\">{}</answer>", text(&star(&made.right)));
        let wrong =
            made.wrong.iter().map(|one| format!("<answer fraction=\"0\" format=\"plain_text\">{}</answer>", text(one)));
        let ask = format!("<questiontext format=\"plain_text\">{}</questiontext>", text(&made.ask));
        format!(
            "<question type=\"{kind}\"><name><text>Q {at}</text></name>{ask}{right}{}</question>",
            wrong.collect::<String>()
        )
    };
    format!("<?xml version=\"1.0\"?><quiz>{}</quiz>", questions.iter().enumerate().map(one).collect::<String>())
}

/// Question, what is right, what is wrong, as they came in.
fn gist(note: &Note) -> (String, Vec<String>, Vec<String>) {
    let wrong = note.wrong.iter().map(|one| one.answer.clone()).collect();
    match &note.kind {
        Kind::Short { ask, answer } => (ask.clone(), vec![answer.clone()], wrong),
        Kind::Choice { ask, answers } => (ask.clone(), answers.clone(), wrong),
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// (a), (e): each question of a made-up file comes in with its own key, or is refused with a reason.
    #[test]
    fn a_made_up_file_comes_in_with_its_keys(questions in made()) {
        for (bytes, format) in [(gift_of(&questions), Format::Gift), (xml_of(&questions), Format::Moodle)] {
            let (settled, deck) = came_in(bytes.as_bytes(), format).expect("a deck");
            prop_assert_eq!(settled.entries.len() + settled.refused.len(), questions.len(), "{}", bytes);
            for note in &deck.notes {
                let (ask, right, wrong) = gist(note);
                let of = questions.iter().find(|made| made.ask == ask && right == std::slice::from_ref(&made.right));
                let Some(of) = of else { panic!("{ask} → {right:?} in {bytes}") };
                prop_assert_eq!(&wrong, &of.wrong, "{}", bytes);
            }
        }
    }
}
