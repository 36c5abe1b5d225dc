//! What the reader does with whole decks.

use proptest::prelude::*;

use super::read;
use crate::card::{Ask, Kind, KindName, Pieces};
use crate::deck::locate;
use crate::diagnostic::Severity;
use crate::text::{Bound, Language, Tolerance, When};

const HEAD: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n";
const FULL: &str = include_str!("full.toml");

/// What is told about a text: code, line, column.
fn told(text: &str) -> Vec<(&'static str, usize, usize)> {
    let place = |span: &std::ops::Range<usize>| locate(text, span.start);
    read(text).diagnostics.iter().map(|one| (one.code.word(), place(&one.span).0, place(&one.span).1)).collect()
}

/// An entry behind a sound head that has exactly one mistake, at a line of its own and a column.
#[track_caller]
fn slip(entry: &str, code: &'static str, line: usize, column: usize) {
    for (name, prefix, ends) in [("plain", "", "\n"), ("mark", "\u{feff}", "\n"), ("crlf", "", "\r\n")] {
        let text = format!("{prefix}{HEAD}{entry}\n[[card]]\nid = \"next\"\nfront = \"f\"\nback = \"b\"\n")
            .replace('\n', ends);
        assert_eq!(told(&text), [(code, line + 3, column)], "{name}: {:#?}\n{text}", read(&text).diagnostics);
        let reading = read(&text);
        let error = reading.diagnostics[0].severity == Severity::Error;
        assert_eq!(reading.left_out, usize::from(error), "{text}");
        assert_eq!(reading.deck.unwrap().notes.len(), 2 - reading.left_out, "the next entry goes on");
    }
}

#[test]
fn every_kind_is_read() {
    let reading = read(FULL);
    assert_eq!(reading.diagnostics, [], "{:?}", told(FULL));
    let deck = reading.deck.unwrap();
    let kinds: Vec<KindName> = deck.notes.iter().map(|note| note.kind.name()).collect();
    assert_eq!(kinds, KindName::ALL);
    assert_eq!((deck.id.as_str(), deck.course.as_str(), deck.language), ("full", "course", Language::English));
    let date = &deck.notes[0];
    assert_eq!(
        date.kind,
        Kind::Date { event: "It rained".into(), when: When::parse("2017-12-20").unwrap(), both: true }
    );
    assert_eq!((date.sources[0].key.as_str(), date.sources[0].at.as_deref()), ("argano", Some("note 6")));
    assert_eq!((date.was.len(), date.revised, date.strict, date.draft), (2, 2, true, true));
    assert_eq!(date.ask, Some(Ask::Main("When did it rain?".into())));
    let Kind::Instrument { by, when, .. } = &deck.notes[2].kind else { panic!("an instrument") };
    assert_eq!((by.len(), *when), (2, When::parse("2001")));
    let Kind::Cloze { text } = &deck.notes[6].kind else { panic!("a cloze") };
    let gaps: Vec<(&str, &[String])> = text
        .iter()
        .filter_map(|piece| match piece {
            Pieces::Gap(gap) => Some((gap.name.as_str(), gap.answers.as_slice())),
            Pieces::Text(_) => None,
        })
        .collect();
    assert_eq!(gaps, [("agency", &["ENISA".to_owned(), "a|b=c}".to_owned()][..]), ("gap", &["1=1".to_owned()][..])]);
    let Kind::Number { answer, .. } = &deck.notes[9].kind else { panic!("a number") };
    assert_eq!((answer.value, answer.bound, answer.tolerance), (375e9, Some(Bound::Over), Tolerance::Share(0.05)));
    assert_eq!(answer.shown, "over 375 billion dollars");
    let Kind::List { need, .. } = deck.notes[10].kind else { panic!("a list") };
    assert_eq!(need, 1);
    assert!(deck.notes.iter().all(|note| note.topics == ["chronology"] && !note.id_is_generated));
}

#[test]
fn the_order_is_that_of_the_file() {
    let text = format!(
        "{HEAD}[[card]]\nid = \"a\"\nfront = \"a\"\nback = \"a\"\n[[short]]\nid = \"b\"\nask = \"a\"\nanswer = \"a\"\n\
         [[card]]\nid = \"c\"\nfront = \"c\"\nback = \"c\"\n"
    );
    let ids: Vec<String> = read(&text).deck.unwrap().notes.into_iter().map(|note| note.id).collect();
    assert_eq!(ids, ["a", "b", "c"]);
}

#[test]
fn every_spelling_of_a_date_is_read() {
    for when in ["2017", "\"2017\"", "2017-12-20", "\"2017-12-20\"", "\"2017-12\"", "\"2021/2027\""] {
        let text = format!("{HEAD}[[date]]\nid = \"a\"\nevent = \"It rained\"\nwhen = {when}\n");
        assert_eq!(told(&text), [], "{when}");
    }
}

#[test]
fn slips_of_syntax_give_one_message_each() {
    let date = |when: &str| format!("[[date]]\nid = \"a\"\nevent = \"It rained\"\nwhen = {when}\nwhy = \"so\"\n");
    slip(&date("2022-12"), "unquoted-text", 4, 8);
    slip(&date("09"), "unquoted-text", 4, 8);
    slip(&date("5 %"), "unquoted-text", 4, 8);
    slip(&date("December 2017"), "unquoted-text", 4, 8);
    slip(&date("“2017”"), "curly-quotes", 4, 8);
    slip(&date("\"2017"), "unclosed-quote", 4, 8);
    slip(&date("\"\"\"2017"), "unclosed-quote", 4, 8);
    slip(&date("\"20\n17\""), "line-break-in-quotes", 4, 8);
    slip(&date("\"it \"rained\" so\""), "quote-inside-quotes", 4, 13);
    slip(&date("\"a\\qb\""), "bad-escape", 4, 10);
    slip(&date(""), "missing-value", 4, 1);
    slip(&date("2017\nwhen = 2018"), "duplicate-key", 5, 1);
    slip(&date("2017\nthis is prose"), "missing-equals", 5, 1);
    slip(&date("2017\nhint: \"prose\""), "missing-equals", 5, 1);
    slip(&date("2017\ntopics = [\"a\" \"b\"]"), "missing-comma", 5, 11);
    slip(&date("2017\ntopics = [\n  \"a\"\n  \"b\"\n  \"c\"\n]"), "missing-comma", 6, 3);
    slip(&date("2017\ntopics =\n  - \"a\"\n  - b"), "missing-value", 5, 1);
    slip(&date("2017\ntopics:\n- a\n- b\n- c"), "missing-value", 5, 1);
    slip(&date("2017\ntopics = [\"a\", \"b\""), "unclosed-bracket", 5, 10);
    slip(&date("2017\nsource = { key = \"a\""), "unclosed-bracket", 5, 10);
    slip(&date("2017\nboth = True"), "capital-boolean", 5, 8);
    slip(&date("2017\ntopics = [\"a\"]]"), "syntax", 5, 15);
    slip(&date(&format!("2017\ntopics = {}", "[".repeat(500))), "unclosed-bracket", 5, 10);
}

#[test]
fn slips_of_headers_give_one_message_each() {
    let card = "id = \"a\"\nfront = \"f\"\nback = \"b\"\n";
    let answer = "id = \"a\"\nstatement = \"f\"\nanswer = true\n";
    slip(&format!("[card]\n{card}"), "single-brackets", 1, 1);
    slip(&format!("[[card]\n{card}"), "bad-header", 1, 1);
    slip(&format!("[[cards]]\n{card}"), "unknown-table", 1, 1);
    slip(&format!("[[true-false]]\n{answer}"), "unknown-table", 1, 1);
    slip(&format!("[[card]]\n{card}title = \"D\"\n"), "misplaced-key", 5, 1);
}

#[test]
fn slips_of_keys_and_sorts_give_one_message_each() {
    let short = |more: &str| format!("[[short]]\nid = \"a\"\nask = \"Who?\"\n{more}");
    slip(&short("anwser = \"x\""), "unknown-key", 4, 1);
    slip(&short("answer = \"x\"\nplace = \"x\""), "unknown-key", 5, 1);
    slip(&short(""), "missing-key", 1, 1);
    slip(&short("answer = 1.10"), "wrong-type", 4, 10);
    slip(&short("answer = \"  \""), "empty-text", 4, 10);
    slip(&short(&format!("answer = \"{}\"", "x".repeat(10_001))), "too-long", 4, 10);
    slip(&short("answer = \"x\"\nrevised = -1"), "wrong-type", 5, 11);
    slip(&short("answer = \"x\"\nsource = \"argano\""), "unknown-source", 5, 10);
    slip(&short("answer = \"x\"\nwas = \"A b\""), "bad-reference", 5, 7);
    slip(&short("answer = \"x\"\nwrong = [\"y\", { answer = \"X\", because = \"z\" }]"), "answer-among-wrong", 5, 26);
    slip(&short("answer = \"Café  1 000\"\nwrong = [\"cafe 1000\"]"), "answer-among-wrong", 5, 10);
    slip(&short("answer = \"Österreich\"\nwrong = [\"oesterreich\"]"), "answer-among-wrong", 5, 10);
    slip(&short("answer = \"Gruenen\"\nwrong = [\"Grünen\"]"), "answer-among-wrong", 5, 10);
    slip(&short("answer = \"x\"\nwrong = [\"y\", \"y\"]"), "twice", 5, 15);
    slip(&short("answer = \"x\"\nwrong = [\"y’s\", \"Y's\"]"), "twice", 5, 17);
    slip(&short(&format!("answer = \"x\"\naccept = [{}]", "\"a\",".repeat(201))), "too-many", 5, 10);
    slip(&short("\tanswer = \"中文\"\tx = 1"), "quote-inside-quotes", 4, 16);
    slip("[[short]]\nask = \"Who?\"\nanswer = \"x\"", "missing-id", 1, 1);
    slip("[[short]]\nid = \"No Good\"\nask = \"Who?\"\nanswer = \"x\"", "bad-id", 2, 6);
    slip("[[short]]\nid = \"next2\"\nask = \"Who?\"\nanswer = \"a\u{202e}b\"", "hostile-character", 4, 12);
    slip("[[short]]\nid = \"next2\"\nask = \"Who?\"\nanswer = \"a\\u202eb\"", "hostile-character", 4, 10);
    slip("[[short]]\nid = \"next2\"\nask = \"Who?\" # \u{1b}[2J\nanswer = \"a\"", "hostile-character", 3, 16);
}

#[test]
fn slips_of_facts_give_one_message_each() {
    let date = |when: &str| format!("[[date]]\nid = \"a\"\nevent = \"It rained\"\nwhen = {when}");
    slip(&date("\"20 December 2017\""), "bad-date", 4, 8);
    slip(&date("1.10"), "bad-date", 4, 8);
    slip(&date("17"), "bad-date", 4, 8);
    slip(&date("2017\nask = { whn = \"When?\" }"), "unknown-part", 5, 9);
    let body = "[[institution]]\nid = \"a\"\nname = \"N\"\nrole = \"acts\"\n";
    slip(&format!("{body}both = true"), "incomplete", 5, 1);
    slip(&format!("{body}confused_with = \"No no\""), "bad-reference", 5, 17);
    let pact = "[[instrument]]\nid = \"a\"\nname = \"N\"\npurpose = \"acts\"\n";
    slip(&format!("{pact}did = \"signed\""), "incomplete", 5, 7);
    slip(&format!("{pact}by = \"X\""), "incomplete", 5, 1);
    slip("[[position]]\nid = \"a\"\nclaim = \"it rains\"\nverb = \"holds\"", "missing-key", 1, 1);
    slip("[[position]]\nid = \"a\"\nwho = []\nclaim = \"it rains\"", "empty-list", 3, 7);
}

#[test]
fn slips_of_questions_give_one_message_each() {
    let cloze = |text: &str| format!("[[cloze]]\nid = \"a\"\ntext = '{text}'");
    slip(&cloze("no gap"), "no-gap", 3, 8);
    slip(&cloze("a {{gap"), "bad-gap", 3, 11);
    slip(&cloze("a {{}} b"), "bad-gap", 3, 11);
    slip(&cloze("{{a}} and {{b}}"), "unnamed-gap", 3, 19);
    slip(&cloze("{{x=a}} and {{x=b}}"), "gap-twice", 3, 21);
    slip(&cloze("{{a {{b}} c}}"), "bad-gap", 3, 9);
    slip(&cloze("{{x=a}} {{y=b {{c}} d}} {{z=e}}"), "bad-gap", 3, 17);
    slip(&cloze("{{X y=a}}"), "bad-gap-name", 3, 9);
    let ask = |kind: &str, more: &str| format!("[[{kind}]]\nid = \"a\"\nask = \"Who?\"\n{more}");
    slip(&ask("choice", "answer = \"x\""), "missing-key", 1, 1);
    slip(&ask("choice", "answer = \"x\"\nwrong = []"), "empty-list", 5, 9);
    slip(
        &ask("choice", "answer = \"x\"\nwrong = [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\"]"),
        "too-many",
        5,
        9,
    );
    slip(&ask("number", "answer = \"many\""), "bad-number", 4, 10);
    slip(&ask("number", "answer = 5\ntolerance = \"x\""), "bad-tolerance", 5, 13);
    slip(&ask("list", "answers = [\"x\"]\nneed = 2"), "bad-need", 5, 8);
    slip(&ask("list", "answers = [\"x\" \"y\"]\nneed = 2"), "missing-comma", 4, 12);
    slip(&ask("order", "items = [\"x\"]"), "too-few", 4, 9);
    slip(&ask("match", "pairs = [[\"a\", \"b\"], [\"c\"]]"), "bad-pair", 4, 22);
    slip(&ask("match", "pairs = [[\"a\", \"b\"], [\"c\", \"d\"]]\nextra = [\"d\"]"), "twice", 5, 10);
    slip("[[true_false]]\nid = \"a\"\nstatement = \"s\"\nanswer = \"true\"", "wrong-type", 4, 10);
}

#[test]
fn slips_of_the_head_are_told() {
    for (text, expected) in [
        ("", vec![("missing-deck", 1, 1)]),
        ("[deck]\nid = \"a\"\n", vec![("missing-key", 1, 1)]),
        ("id = \"a\"\n", vec![("key-above-tables", 1, 1)]),
        (
            "[deck]\nid = \"A\"\ntitle = \"t\"\nlanguage = \"english language\"\n",
            vec![("bad-id", 2, 6), ("bad-language", 4, 12)],
        ),
        ("[deck]\nid = \"a\"\ntitle = \"t\"\n[deck]\nid = \"b\"\n", vec![("duplicate-table", 4, 1)]),
        ("[deck]\nid = \"a\"\ntitle = \"t\"\ntopics = [\"x\"]\n", vec![("misplaced-key", 4, 1)]),
        (
            "[deck]\nid = \"a\"\ntitle = \"t\"\n[defaults]\ncourse = \"x\"\nid = \"y\"\n",
            vec![("misplaced-key", 5, 1), ("unknown-key", 6, 1)],
        ),
        (
            "[deck]\nid = \"a\"\ntitle = \"t\"\n[sources.x]\nyear = \"soon\"\n",
            vec![("missing-key", 4, 1), ("bad-year", 5, 8)],
        ),
        (
            "[deck]\nid = \"a\"\ntitel = \"t\"\n[[card]]\nid = \"a\"\nfront = \"f\"\nback = \"b\"",
            vec![("unknown-key", 3, 1)],
        ),
        (
            "[deck]\nid = \"a\"\n[[card]]\nid = \"a\"\nfront = \"f\"\nback = \"b\"\ntitle = \"t\"",
            vec![("misplaced-key", 7, 1)],
        ),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn two_of_one_id_are_told_with_both_lines() {
    let card = |id: &str| format!("[[card]]\n{id}front = \"f\"\nback = \"b\"\n");
    let text = format!("{HEAD}{}{}", card("id = \"a\"\n"), card("id = \"a\"\n"));
    let reading = read(&text);
    assert_eq!(told(&text), [("duplicate-id", 9, 6)]);
    let (first, _) = reading.diagnostics[0].related.clone().unwrap();
    assert_eq!(locate(&text, first.start), (5, 6));
    assert_eq!((reading.left_out, reading.deck.unwrap().notes.len()), (1, 1));
    let text = format!("{HEAD}{}{}", card(""), card(""));
    assert_eq!(told(&text), [("missing-id", 4, 1), ("duplicate-id", 7, 1), ("missing-id", 7, 1)]);
}

#[test]
fn facts_in_other_languages_need_their_wording() {
    let text = |more: &str| {
        format!(
            "[deck]\nid = \"d\"\ntitle = \"D\"\nlanguage = \"it\"\n[[date]]\nid = \"a\"\nevent = \"Piove\"\nwhen = 2017\n{more}"
        )
    };
    assert_eq!(told(&text("")), [("needs-ask", 5, 1)]);
    assert_eq!(told(&text("ask = \"Quando?\"")), []);
}

#[test]
fn a_silenced_code_is_not_told() {
    let card = "[[card]]\nfront = \"f\"\nback = \"b\"\n";
    assert_eq!(told(&format!("{HEAD}[check]\nallow = [\"missing-id\"]\n{card}")), []);
    assert_eq!(told(&format!("{HEAD}{card}allow = \"missing-id\"\n")), []);
}

#[test]
fn many_mistakes_are_all_told() {
    let mut text = HEAD.to_owned();
    for number in 0..40 {
        text.push_str(&format!(
            "[[card]]\nid = \"c{number}\"\nfront = \"f\nback = “b”\ntopics = [\"a\" \"b\"]\nplace = 1\n"
        ));
    }
    let codes = ["unclosed-quote", "curly-quotes", "missing-comma", "unknown-key"];
    let expected: Vec<(&str, usize)> =
        (0..40).flat_map(|entry| (0..4).map(move |at| (codes[at], 6 + entry * 6 + at))).collect();
    let found: Vec<(&str, usize)> = told(&text).into_iter().map(|(code, line, _)| (code, line)).collect();
    assert_eq!(found, expected);
}

#[test]
fn sub_tables_and_inline_tables_are_read() {
    let text = "deck = { id = \"d\", title = \"D\" }\nsources = { s = { title = \"S\" }, t = \"T\" }\n\
                card = [{ id = \"c\", front = \"f\", back = \"b\", source = [\"s\", \"t\"] }]\n\
                [[date]]\nid = \"a\"\nevent = \"It rained\"\nwhen = 2017\nboth = true\n[date.ask]\nwhen = \"When?\"\n";
    assert_eq!(told(text), []);
    let deck = read(text).deck.unwrap();
    assert_eq!((deck.notes.len(), deck.sources.len(), deck.notes[0].sources.len()), (2, 2, 2));
    assert_eq!(deck.notes[1].ask, Some(Ask::Parts(vec![("when".into(), "When?".into())])));
}

#[test]
fn what_looks_like_a_header_inside_a_value_is_none() {
    let text = format!(
        "{HEAD}[[card]]\nid = \"a\"\nfront = \"\"\"\n[[card]]\nkey = “x\n\"\"\"\nback = '''\n[deck]'''\n[[match]]\nid = \"m\"\n\
         ask = \"?\"\npairs = [\n[\"a\", \"b\"],\n[\"c\", \"d\"]\n]\n"
    );
    assert_eq!(told(&text), []);
    assert_eq!(read(&text).deck.unwrap().notes.len(), 2);
}

/// Pieces of decks that are likely to meet where they should not.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "[deck]\n",
        "id = \"a\"\n",
        "title = \"t\"\n",
        "[[date]]\n",
        "[[cloze]]\n",
        "text = '{{a}}'\n",
        "event = ",
        "when = ",
        "2017",
        "\n",
        "\"",
        "\"\"\"",
        "'",
        "'''",
        "[",
        "]",
        "{",
        "}",
        "{{",
        "}}",
        "=",
        ",",
        "\\",
        "#",
        "“",
        "\u{feff}",
        "\r",
        "\0",
        "\u{202e}",
        "[[",
        "]]",
        ".",
        "wrong = [",
        "answer",
        "é",
        "[date.ask]\n",
        "[[number]]\n",
        "sources",
        "|",
        "\t",
    ]);
    prop::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat())
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let reading = read(text);
    for one in &reading.diagnostics {
        let (line, column) = locate(text, one.span.start);
        prop_assert!(line >= 1 && column >= 1 && one.span.start <= text.len());
        prop_assert!(super::characters::first_refused(&one.message).is_none(), "{:?}", one.message);
    }
    let shown =
        crate::ui::report::render("deck.toml", text, &reading.diagnostics, crate::ui::Palette::None, 80).to_string();
    prop_assert!(super::characters::first_refused(&shown).is_none(), "{shown:?}");
    crate::ui::report::json("deck.toml", text, &reading.diagnostics);
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in any::<String>()) {
        holds(&text)?;
    }

    #[test]
    fn any_jumble_of_scraps_is_read_without_panic(text in scraps()) {
        holds(&text)?;
    }

    #[test]
    fn a_spoilt_deck_is_read_without_panic(at in 0..FULL.len(), scrap in scraps()) {
        let at = (0..=at).rev().find(|at| FULL.is_char_boundary(*at)).unwrap_or(0);
        holds(&format!("{}{scrap}{}", &FULL[..at], &FULL[at..]))?;
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        match crate::deck::decode(&bytes) {
            Ok(text) => holds(&text)?,
            Err(refused) => {
                crate::ui::report::render("deck.toml", &refused.text, &[refused.diagnostic], crate::ui::Palette::Full, 80);
            }
        }
    }
}

#[test]
fn a_deck_has_at_most_so_many_entries() {
    let mut text = HEAD.to_owned();
    for number in 0..=super::MOST_ENTRIES {
        text.push_str(&format!("[[card]]\nid = \"c{number}\"\nfront = \"f\"\nback = \"b\"\n"));
    }
    let reading = read(&text);
    assert_eq!(reading.diagnostics.iter().map(|one| one.code.word()).collect::<Vec<_>>(), ["too-many-entries"]);
    assert_eq!((reading.left_out, reading.deck.unwrap().notes.len()), (1, super::MOST_ENTRIES));
}
