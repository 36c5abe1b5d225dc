//! What each lint tells, and what it leaves alone: for each three weak entries and three near misses.

mod choices;
mod fourth;
mod several;
mod vain;

use super::{Quota, Sheet, Weak, lint};
use crate::deck::read;

const HEAD: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n[sources.book]\ntitle = \"B\"\n[defaults]\nsource = { key = \"book\", at = \"p. 1\" }\n";

/// The codes told of decks of one course, the first of them asked for.
fn codes_of(decks: &[String], quotas: &[Quota]) -> Vec<&'static str> {
    let readings: Vec<_> = decks.iter().map(|text| read(text)).collect();
    let sheets: Vec<Sheet<'_>> = readings
        .iter()
        .zip(decks)
        .enumerate()
        .map(|(at, (reading, text))| {
            assert_eq!(reading.diagnostics, [], "{text}");
            let deck = reading.deck.as_ref().unwrap();
            Sheet { name: "x.toml", text, deck, silenced: &reading.silenced, told: at == 0 }
        })
        .collect();
    let Weak { of_deck, of_entries } = lint(&sheets, quotas, "2026-11-26".parse().unwrap()).remove(0);
    of_deck.iter().chain(&of_entries).map(|told| told.code.word()).collect()
}

/// Entries, each written `kind: keys`, as a deck.
fn deck(entries: &str) -> String {
    let mut text = HEAD.to_owned();
    for (at, entry) in entries.split("\n\n").enumerate() {
        let (kind, keys) = entry.trim().split_once(": ").unwrap();
        text += &format!("[[{kind}]]\nid = \"e{at}\"\n{}\n", keys.replace("; ", "\n"));
    }
    text
}

#[track_caller]
fn table<const W: usize, const N: usize>(code: &'static str, weak: [&str; W], near_misses: [&str; N]) {
    for entries in weak {
        assert_eq!(codes_of(&[deck(entries)], &[]), [code], "{entries}");
    }
    for entries in near_misses {
        assert_eq!(codes_of(&[deck(entries)], &[]), [] as [&str; 0], "{entries}");
    }
}

#[test]
fn an_answer_in_its_own_question_is_told() {
    table(
        "answer-in-question",
        [
            "short: ask = \"Which body of the Union is the agency ENISA?\"; answer = \"ENISA\"",
            "institution: name = \"European Council\"; role = \"is called EUCO in Brussels\"; short = \"EUCO\"",
            "short: ask = \"Which city?\"; answer = \"Brussels\"; hint = \"It is not far from Brussels' airport.\"",
        ],
        [
            "true_false: statement = \"It is true that Paris is in France.\"; answer = true",
            "choice: ask = \"Is it the Council or the Parliament?\"; answer = \"the Council\"; wrong = [\"the Parliament\", \"neither one\"]",
            "number: ask = \"How many of the 27 states took part in group 12?\"; answer = 12",
        ],
    );
}

#[test]
fn two_entries_that_ask_the_same_are_told() {
    table(
        "same-question",
        [
            "short: ask = \"Who hosts it?\"; answer = \"Brussels\"\n\nshort: ask = \"who hosts it\"; answer = \"Beijing\"",
            "short: ask = \"Who hosts it?\"; answer = \"Brussels\"\n\nchoice: ask = \"Who hosts it?\"; answer = \"Brussels\"; wrong = [\"Beijing\", \"Bonn\"]",
            "true_false: statement = \"It rains.\"; answer = true\n\ntrue_false: statement = \"It rains\"; answer = false",
        ],
        [
            "short: ask = \"Who hosts it?\"; answer = \"Brussels\"\n\nshort: ask = \"Who hosted it?\"; answer = \"Beijing\"",
            "choice: ask = \"Which of these is a body?\"; answer = \"x1\"; wrong = [\"x2\", \"x3\"]\n\nchoice: ask = \"Which of these is a body?\"; answer = \"y1\"; wrong = [\"y2\", \"y3\"]",
            "order: ask = \"In which order?\"; items = [\"a\", \"b\"]\n\norder: ask = \"In which order?\"; items = [\"c\", \"d\"]",
        ],
    );
}

#[test]
fn two_questions_in_one_are_told() {
    let short = |ask: &str| format!("short: ask = \"{ask}\"; answer = \"Doha\"");
    table(
        "two-questions",
        [
            &short("Which round began in Qatar? In which year did it start?"),
            &short("Where did the round begin and who opened it?"),
        ],
        [
            &short("Which round began in Qatar? Geneva or Doha?"),
            &short("What is the name of the state who hosted the round and who opened it?"),
            &short("The round of ____ was opened by ____, and which ____ it had is known."),
        ],
    );
}

#[test]
fn two_negations_near_each_other_are_told() {
    let short = |ask: &str| format!("short: ask = \"{ask}\"; answer = \"Doha\"");
    table(
        "double-negation",
        [&short("Which round would not have begun without Qatar?")],
        [
            &short("The states could not agree for years. Which round began although nobody had hoped for it?"),
            &short(
                "Which round, which the states could not end for so many long years of talks in Geneva, began without Qatar?",
            ),
        ],
    );
}

#[test]
fn an_answer_that_another_question_tells_is_told() {
    let agency = "short: ask = \"Which agency has supported certification schemes since 2019?\"; answer = \"ENISA\"";
    let teller = "short: ask = \"Since when does ENISA support certification schemes?\"; answer = \"2019 or so\"";
    table(
        "gives-away",
        [
            &format!("{agency}\n\n{teller}"),
            "date: event = \"The arrangement made the response team permanent\"; when = \"2017-12-20\"\n\nshort: ask = \"Which response team was made permanent by the arrangement of 20 December 2017?\"; answer = \"CERT EU\"",
            "cloze: text = \"Step one of policy analysis is {{defining the problem}} at hand.\"\n\nshort: ask = \"Which step of policy analysis follows defining the problem?\"; answer = \"evidence\"",
        ],
        [
            &format!("{agency}; group = \"g\"\n\n{teller}; group = \"g\""),
            &format!("{agency}\n\nshort: ask = \"Where does ENISA have its seat?\"; answer = \"Athens\""),
            "short: ask = \"Which value do norms of behaviour need first?\"; answer = \"trust\"\n\nshort: ask = \"Which norms of behaviour need trust?\"; answer = \"voluntary ones\"",
        ],
    );
}

#[test]
fn names_with_a_second_form_on_their_face_are_told() {
    let institution = |more: &str| format!("institution: {more}; role = \"acts for others\"");
    table(
        "one-accepted-form",
        [
            &institution("name = \"Agency for Cybersecurity (ENISA)\""),
            &institution("name = \"NATO\""),
            "short: ask = \"Between whom?\"; answer = \"Presidency/Parliament\"",
        ],
        [
            &institution("name = \"Agency for Cybersecurity (ENISA)\"; accept = [\"ENISA\"]"),
            &institution("name = \"NATO\"; short = \"the Alliance\""),
            "short: ask = \"Which regulation?\"; answer = \"Regulation 2019/881\"",
        ],
    );
}

#[test]
fn facts_that_do_not_go_on_from_the_question_are_told() {
    table(
        "fact-wording",
        [
            "institution: name = \"Frontex\"; role = \"The agency that guards the borders\"",
            "date: event = \"The treaty was signed.\"; when = \"1992\"",
            "position: who = \"Robert Schuman\"; claim = \"solidarity comes first!\"",
        ],
        [
            "institution: name = \"Frontex\"; role = \"The agency that guards the borders\"; ask = \"Which agency guards the borders?\"",
            "date: event = \"The treaty was signed in the U.S.\"; when = \"1992\"",
            "instrument: name = \"Schengen acquis\"; purpose = \"abolishes controls at borders, etc.\"",
        ],
    );
}

#[test]
fn answers_too_long_to_be_typed_are_told() {
    table(
        "long-to-type",
        [
            "short: ask = \"Why?\"; answer = \"because all of the states wanted it so\"",
            "list: ask = \"Why?\"; answers = [\"cost\", \"interoperability-and-resilience-of-infrastructures\"]",
            "cloze: text = \"The states said: {{they would never ever again do it}}, when all was over and they had met once more.\"",
        ],
        [
            "short: ask = \"Why?\"; answer = \"because all of the states wanted it so\"; accept = [\"states wanted it\"]",
            "institution: name = \"High Representative of the Union for Foreign Affairs and Security Policy\"; role = \"speaks abroad\"",
            "card: front = \"Why?\"; back = \"because all of the states wanted it so\"",
        ],
    );
}

#[test]
fn dates_asked_for_at_another_grain_are_told() {
    table(
        "date-grain",
        [
            "date: event = \"It rained\"; when = \"2017-12-20\"; ask = \"In which year did it rain?\"",
            "short: ask = \"In which year was the treaty signed?\"; answer = \"2013\"",
            "date: event = \"Es regnete\"; when = \"2017\"; ask = \"An welchem Tag regnete es?\"",
            "date: event = \"Il plut\"; when = \"2017-12\"; ask = \"À quelle date a-t-il plu ?\"",
            "date: event = \"It rained\"; when = \"2017\"; ask = \"In which year and month did it rain?\"",
            "short: ask = \"Wann wurde der Vertrag unterzeichnet?\"; answer = \"07.02.1992\"",
        ],
        [
            "date: event = \"It rained\"; when = \"2017-12\"; ask = \"In which month and year did it rain?\"",
            "date: event = \"It rained\"; when = \"2017-12\"; ask = \"In which year and month did it rain?\"",
            "date: event = \"Il plut\"; when = \"2017-12\"; ask = \"En quelle année et en quel mois a-t-il plu ?\"",
            "date: event = \"Es regnete\"; when = \"2017-12\"; ask = \"In welchem Monat und Jahr regnete es?\"",
            "date: event = \"It rained\"; when = \"2017\"; ask = \"In which year did it rain?\"",
            "date: event = \"It rained\"; when = \"2017-12-20\"; ask = \"When did it rain?\"",
            "short: ask = \"Which agenda was it?\"; answer = \"2020\"",
        ],
    );
}

#[test]
fn dates_that_stand_in_the_question_are_told() {
    let date = |event: &str, when: &str| format!("date: event = \"{event}\"; when = \"{when}\"");
    table(
        "true-date-in-text",
        [
            &date("The summit of 2013 was held", "2013"),
            &date("The forum of December 2017 began", "2017-12-20"),
            &format!("{}; hint = \"After 2012, before 2014: 2013\"", date("The summit was held", "2013")),
        ],
        [
            &date("The 2020 Strategic Agenda was signed", "2013"),
            &date("The forum of December 2017 was prepared", "2017-11"),
            &date("The programme of 2021 ended", "2021/2027"),
        ],
    );
}

#[test]
fn gaps_that_hide_too_much_or_nothing_are_told() {
    let cloze = |text: &str| format!("cloze: text = \"{text}\"");
    table(
        "cloze-hides",
        [
            &cloze("It was {{signed}} in 5."),
            &cloze("The agency works {{for}} the Member States."),
            &cloze("The {{agency}} is an agency of the Union."),
        ],
        [
            &cloze("It was {{signed}} in Brussels."),
            &cloze("There are {{5}} dialogues between the two partners."),
            &cloze("{{a=Rome}}, {{b=Bonn}}, {{c=Paris}}, {{d=Vienna}} are capitals, said somebody somewhere."),
        ],
    );
}

#[test]
fn entries_without_a_source_are_told_in_one_line() {
    let short = |more: &str| format!("short: ask = \"Which city?\"; answer = \"Brussels\"{more}");
    let other = |more: &str| format!("short: ask = \"Which town?\"; answer = \"Bonn\"{more}");
    let without = "; source = []";
    table(
        "no-source",
        [&short(without), &short("; source = \"book\""), &format!("{}\n\n{}", short(without), other(without))],
        [
            &short(""),
            &short("; source = [\"book\", { key = \"book\", at = \"p. 2\" }]"),
            &format!("{}\n\n{}", short("; source = []; allow = \"no-source\""), other("")),
        ],
    );
}

#[test]
fn topics_too_thin_for_an_exam_are_told() {
    let entries = |count: usize| {
        let one = |at: usize| format!("short: ask = \"Question {at}00?\"; answer = \"x{at}y\"; topics = \"law\"");
        deck(&(0..count).map(one).collect::<Vec<_>>().join("\n\n"))
    };
    let quota = |count: usize, decks: &[&str]| {
        let decks = decks.iter().map(|deck| (*deck).to_owned()).collect();
        Quota { topic: "law".to_owned(), count, decks }
    };
    let told = |count: usize, wanted: usize| codes_of(&[entries(count)], &[quota(wanted, &[])]);
    for (count, wanted, thin) in [(3, 4, true), (5, 4, true), (1, 1, true), (6, 4, false), (3, 2, false), (2, 1, false)]
    {
        assert_eq!(told(count, wanted), if thin { vec!["thin-topic"] } else { Vec::new() }, "{wanted} of {count}");
    }
    let other = |course: &str| {
        let head = format!("id = \"other\"\ncourse = \"{course}\"\ntitle");
        entries(5).replace("Question", "Demand").replace("id = \"d\"\ntitle", &head)
    };
    // Of another deck, of this one, of a course that holds it, of both together, which have enough.
    for (course, asked, thin) in [
        ("c", &["other"][..], false),
        ("c", &["d"], true),
        ("d", &["d"], false),
        ("d", &["other"], false),
        ("c", &["other", "d"], false),
        ("c", &[], false),
        ("c", &["elsewhere"], false),
    ] {
        let told = codes_of(&[entries(1), other(course)], &[quota(4, asked)]);
        assert_eq!(told.contains(&"thin-topic"), thin, "{course} {asked:?} {told:?}");
    }
}

#[test]
fn an_accepted_form_that_names_another_body_is_told() {
    let council = "institution: name = \"European Council\"; role = \"sets the course\"; accept = [\"EUCO\"]";
    let other = |accept: &str| {
        format!(
            "{council}\n\ninstitution: name = \"Council of the EU\"; role = \"adopts laws\"; accept = [\"{accept}\"]"
        )
    };
    table(
        "form-of-rival",
        [
            &other("European Council"),
            &other("the european council"),
            &format!(
                "{council}\n\nshort: ask = \"Which body makes laws?\"; answer = \"the ministers\"; accept = \"European Council\""
            ),
        ],
        [
            &other("Council of Ministers"),
            &other("EUCO in Council"),
            &format!("{council}\n\nshort: ask = \"Which body met?\"; answer = \"EUCO\"; accept = \"European Council\""),
        ],
    );
    let body = |name: &str| format!("institution: name = \"{name}\"; role = \"leads\"; accept = [\"the leaders\"]");
    let asked = |answer: &str, accept: &str| {
        format!("short: ask = \"Who keeps the files?\"; answer = \"{answer}\"; accept = \"{accept}\"")
    };
    let both = |name: &str, answer: &str, accept: &str| format!("{}\n\n{}", body(name), asked(answer, accept));
    table(
        "form-of-rival",
        [
            &both("Directorate of Research", "Director of Research", "Dir. of Research"),
            &both("Decree 12", "Dec. 12", "the twelfth"),
            &both("Opinion 5", "Operation 5", "Op. 5"),
        ],
        [
            &both("Directorate of Research", "Director of Research", "Director for Research"),
            &both("Directorate of Health", "Director of Research", "Dir. of Research"),
            &both("Decree 12", "Decision 12", "the twelfth"),
        ],
    );
}

#[test]
fn what_is_silenced_is_not_told_and_what_silences_nothing_is() {
    let weak = "choice: ask = \"Which?\"; answer = \"x\"; wrong = [\"y\"]";
    assert_eq!(codes_of(&[deck(&format!("{weak}; allow = \"few-options\""))], &[]), [] as [&str; 0]);
    assert_eq!(codes_of(&[format!("{}[check]\nallow = [\"few-options\"]\n", deck(weak))], &[]), [] as [&str; 0]);
    assert_eq!(codes_of(&[deck(&format!("{weak}; allow = [\"few-options\", \"overlap\"]"))], &[]), ["unused-allow"]);
    assert_eq!(codes_of(&[deck(&format!("{weak}; allow = [\"few-option\"]"))], &[]), ["unknown-lint", "few-options"]);
    let for_all = deck(weak).replace("[defaults]\n", "[defaults]\nallow = [\"few-options\", \"overlap\"]\n");
    assert_eq!(codes_of(&[for_all], &[]), [] as [&str; 0], "a default is for whom it may concern");
}

#[test]
fn a_lending_deck_is_read_and_not_told() {
    let one = deck("short: ask = \"Which agency supports certification schemes?\"; answer = \"ENISA\"")
        .replace("\"D\"", "\"D\"\ncourse = \"c\"");
    let other = deck(
        "short: ask = \"For whom are the certification schemes that ENISA supports?\"; answer = \"2019 or so\"\n\nchoice: ask = \"Which?\"; answer = \"x\"; wrong = [\"y\"]",
    );
    let other = other.replace("id = \"d\"\ntitle = \"D\"", "id = \"other\"\ntitle = \"D\"\ncourse = \"c\"");
    assert_eq!(codes_of(&[one.clone(), other.clone()], &[]), ["gives-away"]);
    assert_eq!(codes_of(&[other.clone(), one.clone()], &[]), ["few-options"]);
    let same_id = other.replace("id = \"other\"", "id = \"d\"");
    assert_eq!(codes_of(&[same_id, one], &[]), ["few-options"], "the later of two decks of one id is told");
}

#[test]
fn ids_that_two_decks_claim_are_told_at_the_later() {
    let texts = [deck("card: front = \"a1\"; back = \"b1\""), deck("card: front = \"a2\"; back = \"b2\"")];
    let readings = texts.each_ref().map(|text| read(text));
    let sheet = |at: usize| Sheet {
        name: "x.toml",
        text: &texts[at],
        deck: readings[at].deck.as_ref().unwrap(),
        silenced: &[],
        told: true,
    };
    let codes = |sheets: [Sheet<'_>; 2]| {
        lint(&sheets, &[], "2026-11-26".parse().unwrap())
            .iter()
            .map(|weak| weak.of_deck.iter().map(|told| told.code.word()).collect())
            .collect::<Vec<Vec<_>>>()
    };
    assert_eq!(codes([sheet(0), sheet(1)]), [vec![], vec!["duplicate-deck"]]);
    assert_eq!(codes([sheet(0), sheet(0)]), [[] as [&str; 0]; 2], "equal files are one deck");
}
