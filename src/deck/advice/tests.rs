//! Advice is taken, and what stands there then is checked again.

use std::collections::BTreeSet;

use super::*;
use crate::deck::{Sheet, lint, outline};

const PAGES: &str = include_str!("../../../docs/diagnostics.md");

const HEAD: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n\n[sources.s]\ntitle = \"S\"\n\n[defaults]\nsource = { key = \"s\", at = \"p. 1\" }\n\n";

fn found(text: &str) -> Vec<Diagnostic> {
    if sort_of(text) == Sort::Blueprint {
        return read_blueprint(text).diagnostics;
    }
    let reading = read(text);
    let weak = reading.deck.as_ref().map(|deck| {
        let sheet = Sheet { name: "x.toml", text, deck, silenced: &reading.silenced, told: true };
        lint(&[sheet], &[], "2026-11-26".parse().unwrap()).remove(0)
    });
    weak.unwrap_or_default().merged(&reading.diagnostics)
}

/// The finding is told, its change makes the text another, and neither it nor an error stands in the entry then.
#[track_caller]
fn mends(code: &str, before: &str, after: &str) {
    let text = format!("{HEAD}{before}");
    let all = found(&text);
    let one = all.iter().find(|one| one.code.word() == code).unwrap_or_else(|| panic!("{code} is not told: {all:?}"));
    let edits = advised(&text, &outline(&text), one);
    assert!(!edits.is_empty(), "{one:?}");
    let mended = changed(&text, 0, &edits);
    assert_eq!(mended, format!("{HEAD}{after}"));
    let left = found(&mended);
    let again = left.iter().find(|one| one.code.word() == code || one.severity == Severity::Error);
    assert!(again.is_none(), "{again:?}\n{mended}");
}

fn short(more: &str) -> String {
    format!("[[short]]\nid = \"a\"\nask = \"Which body supports certification?\"\nanswer = \"ENISA\"\n{more}")
}

#[test]
fn pieces_of_a_value_are_changed_and_the_rest_is_left_alone() {
    let cloze = |gap: &str| {
        format!("[[cloze]]\nid = \"a\"\ntext = \"The {{{{p=President}}}} asked {gap} about its work in 1947.\" # so\n")
    };
    mends(
        "one-accepted-form",
        &cloze("{{body=CIA/Central Intelligence Agency}}"),
        &cloze("{{body=CIA|Central Intelligence Agency}}"),
    );
    mends(
        "one-accepted-form",
        &cloze("{{body=NATO (North Atlantic Treaty Organization)|the alliance}}"),
        &cloze("{{body=NATO|North Atlantic Treaty Organization|the alliance}}"),
    );
    let list = |answers: &str| format!("[[list]]\nid = \"a\"\nask = \"Name the two seats.\"\nanswers = {answers}\n");
    mends(
        "one-accepted-form",
        &list("[\n  \"1. Bonn\", # first\n  \"2.  Berlin\",\n]"),
        &list("[\n  \"Bonn\", # first\n  \"Berlin\",\n]"),
    );
    mends("one-accepted-form", &list("['(a) Bonn', '(b) Berlin']"), &list("['Bonn', 'Berlin']"));
    let number = |lines: &str| format!("[[number]]\nid = \"a\"\nask = \"How many people live in Bonn?\"\n{lines}\n");
    mends("no-tolerance", &number("answer = \"about 330000\""), &number("answer = 330000\ntolerance = \"5 %\""));
    mends(
        "no-tolerance",
        &number("answer = \"ca. 3.7 million\" # of 2020\nunit = \"people\""),
        &number("answer = \"3.7 million\" # of 2020\ntolerance = \"5 %\"\nunit = \"people\""),
    );
}

#[test]
fn what_the_advice_names_is_written_where_it_belongs() {
    mends("unknown-key", &short("").replace("answer", "anser"), &short(""));
    mends("doubled-word", &short("why = \"It supports the the act.\"\n"), &short("why = \"It supports the act.\"\n"));
    mends("topic-spelling", &short("topics = [\"ai, fines\"]\n"), &short("topics = [\"ai\", \"fines\"]\n"));
    mends(
        "topic-spelling",
        &short("topics = [\"law\", \"ai, fines\"]\n"),
        &short("topics = [\"law\", \"ai\", \"fines\"]\n"),
    );
    let other = "[[short]]\nid = \"b\"\nask = \"Which body fights crime?\"\nanswer = \"Europol\"\ntopics = [\"Law\"]\n";
    let third = other.replace("\"b\"", "\"c\"").replace("Which body fights crime", "Where does the office sit");
    let third = third.replace("Europol", "Vienna");
    mends(
        "topic-spelling",
        &format!("{other}{third}{}", short("topics = [\"law\"]\n")),
        &format!("{other}{third}{}", short("topics = [\"Law\"]\n")),
    );
    let cloze = |gap: &str| {
        format!("[[cloze]]\nid = \"a\"\ntext = \"The act gives a {gap} to the agency of the Union and its states.\"\n")
    };
    mends("gap-form", &cloze("{{c1::mandate}}"), &cloze("{{mandate}}"));
    let choice = |ask: &str| {
        format!(
            "[[choice]]\nid = \"a\"\nask = \"{ask}\"\nanswer = \"Turkey\"\nwrong = [\"France\", \"Poland\", \"Spain\"]\n"
        )
    };
    mends(
        "negative-stem",
        &choice("Which of these states is not a member?"),
        &choice("Which of these states is NOT a member?"),
    );
    let named = short("").replace("ENISA", "ePrivacy Directive");
    mends(
        "wrong-by-form",
        &format!("{named}wrong = [{{ answer = \"e-Privacy Directive\", because = \"x\" }}, \"Europol\"]\n"),
        &format!("{named}wrong = [\"Europol\"]\n"),
    );
    mends(
        "missing-comma",
        &short("topics = [\n  \"law\"\n  \"ai\"\n]\n"),
        &short("topics = [\n  \"law\",\n  \"ai\"\n]\n"),
    );
    mends("missing-comma", &short("topics = [\"law\" \"ai\"]\n"), &short("topics = [\"law\", \"ai\"]\n"));
    let number = |more: &str| {
        format!(
            "[[number]]\nid = \"a\"\nask = \"About how many staff has the agency?\"\nanswer = 117\nunit = \"people\"\n{more}"
        )
    };
    let before = number("");
    let after = before.replace("answer = 117\n", "answer = 117\ntolerance = \"5 %\"\n");
    mends("no-tolerance", &before, &after);
}

#[test]
fn a_source_that_nobody_cites_goes_with_its_lines() {
    let more = "[sources.t]\ntitle = \"T\"\nyear = 2020 # mine\n\n";
    let cited = short("source = { key = \"s\", at = \"p. 2\" }\n");
    mends("unused-source", &format!("{more}{cited}"), &format!("\n{cited}").replacen('\n', "", 1));
}

#[test]
fn what_only_the_author_can_word_is_left_to_him() {
    for entry in [
        short("why = \"x\"\nsource = \"s\"\n"),
        "[[short]]\nid = \"a\"\nask = \"Which body?\"\nanswer = \"\"\n".to_owned(),
        "[[number]]\nid = \"a\"\nask = \"How many?\"\nanswer = \"many\"\n".to_owned(),
    ] {
        let text = format!("{HEAD}{entry}");
        for one in found(&text) {
            assert_eq!(advised(&text, &outline(&text), &one), Vec::new(), "{one:?}");
        }
    }
}

#[test]
fn items_of_a_list_are_found_whatever_is_in_them() {
    let list = "[ \"a, \\\"b\", { answer = \"c\", because = \"d\" },\n 'e]' , ]";
    let found = items(list, 0).unwrap();
    let texts: Vec<&str> = found.into_iter().map(|span| &list[span]).collect();
    assert_eq!(texts, ["\"a, \\\"b\"", "{ answer = \"c\", because = \"d\" }", "'e]'"]);
    assert_eq!(items("[\"a\" # one\n, \"b\"]", 0), None);
}

/// What a program repairs, or offers to write, in the examples of the pages.
const TAKEN: [&str; 43] = [
    "bad-date",
    "bad-escape",
    "bad-header",
    "bad-id",
    "bad-url",
    "capital-boolean",
    "curly-quotes",
    "date-grain",
    "doubled-word",
    "form-of-rival",
    "gap-form",
    "garbled-text",
    "gives-away",
    "holder-name",
    "hostile-character",
    "left-over",
    "live-was",
    "lone-group",
    "misplaced-key",
    "missing-comma",
    "missing-equals",
    "missing-id",
    "negative-stem",
    "no-tolerance",
    "number-as-text",
    "one-accepted-form",
    "several-in-one",
    "single-braces",
    "single-brackets",
    "topic-spelling",
    "twice",
    "unclosed-bracket",
    "unclosed-quote",
    "unit-spelling",
    "unknown-entry",
    "unknown-key",
    "unknown-kind",
    "unknown-source",
    "unknown-table",
    "unquoted-text",
    "unused-allow",
    "unused-source",
    "wrong-type",
];

#[test]
fn whatever_is_offered_for_a_page_mends_it() {
    let block = |page: &str, mark: &str| {
        let (_, rest) = page.split_once(&format!("```toml {mark}\n"))?;
        rest.split_once("\n```").map(|(block, _)| block.to_owned())
    };
    let head = block(PAGES, "head").unwrap();
    let mut taken = BTreeSet::new();
    for bad in PAGES.split("\n### ").skip(1).filter_map(|page| block(page, "bad")) {
        let is_whole = ["[deck]", "[sources", "[exam"].iter().any(|table| bad.contains(table));
        let text = if is_whole { format!("{bad}\n") } else { format!("{head}\n\n{bad}\n") };
        let all = found(&text);
        for one in &all {
            let advised = advised(&text, &outline(&text), one);
            let edits = if one.fix.is_empty() { advised } else { one.fix.clone() };
            if edits.is_empty() {
                continue;
            }
            let mended = changed(&text, 0, &edits);
            let left = found(&mended);
            let told = |found: &[Diagnostic]| found.iter().filter(|other| other.code == one.code).count();
            let errors = |found: &[Diagnostic]| found.iter().filter(|one| one.severity == Severity::Error).count();
            assert!(told(&left) < told(&all) && errors(&left) <= errors(&all), "{one:?}\n{left:?}\n{mended}");
            taken.insert(one.code.word());
        }
    }
    assert_eq!(taken.into_iter().collect::<Vec<_>>(), TAKEN);
}

#[test]
fn an_entry_gets_the_kind_the_forms_and_the_group_that_the_advice_names() {
    mends(
        "number-as-text",
        "[[short]]\nid = \"a\"\nask = \"How many states took part?\"\nanswer = \"five\"\n",
        "[[number]]\nid = \"a\"\nask = \"How many states took part?\"\nanswer = 5\n",
    );
    mends(
        "several-in-one",
        "[[short]]\nid = \"a\"\nask = \"Which steps are there?\"\nanswer = \"analysis, choice and review\"\n",
        "[[list]]\nid = \"a\"\nask = \"Which steps are there?\"\nanswers = [\"analysis\", \"choice\", \"review\"]\n",
    );
    let city = "[[short]]\nid = \"a\"\nask = \"Where was it signed?\"\n";
    mends(
        "one-accepted-form",
        &format!("{city}answer = \"Jakarta or Djakarta\"\n"),
        &format!("{city}answer = \"Jakarta\"\naccept = [\"Djakarta\"]\n"),
    );
    let agency = |more: &str| {
        format!(
            "[[short]]\nid = \"a\"\nask = \"Which agency supports certification schemes?\"\nanswer = \"ENISA\"\n{more}\n"
        )
    };
    let home = |more: &str| {
        format!(
            "[[short]]\nid = \"b\"\nask = \"Where does ENISA work on certification schemes?\"\nanswer = \"Athens\"\n{more}"
        )
    };
    let both = |one: &str, other: &str| format!("{}{}", agency(one), home(other));
    mends("gives-away", &both("", ""), &both("group = \"a\"\n", "group = \"a\"\n"));
    mends("gives-away", &both("", "group = \"g\"\n"), &both("group = \"g\"\n", "group = \"g\"\n"));
}

#[test]
fn what_has_no_use_is_deleted() {
    mends("lone-group", &short("group = \"g\"\n"), &short(""));
    mends("unused-allow", &short("allow = [\"overlap\"]\n"), &short(""));
    mends("live-was", &short("was = \"a\"\n"), &short(""));
    mends("live-was", &short("was = [\"b\", \"a\"]\n"), &short("was = [\"b\"]\n"));
}
