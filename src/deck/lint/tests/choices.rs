//! What is told of options, and left alone.

use super::{codes_of, deck, table};

#[test]
fn a_key_much_longer_than_every_other_option_is_told() {
    let choice = |key: &str, wrong: &str| format!("choice: ask = \"Why?\"; answer = \"{key}\"; wrong = [{wrong}]");
    table(
        "key-longest",
        [
            &choice(
                "because it was agreed by all the Member States",
                "\"because it was cheap\", \"because it was new\"",
            ),
            &choice("it costs a great deal of money", "\"it is old\", \"it is new\", \"it is long\""),
            &choice("twenty-five characters xx", "\"just twelve x\", \"eleven char\""),
        ],
        [
            &choice("it is rather older", "\"it is new\", \"it is old\""),
            &choice(
                "because it was agreed by all the Member States",
                "\"because it was cheaper than what came before\", \"it is new\"",
            ),
            &choice("it is old", "\"because it was agreed by all the Member States\", \"it is new\""),
        ],
    );
}

#[test]
fn keys_that_are_too_often_the_longest_are_told_once_for_the_deck() {
    let deck_of = |longest: usize, all: usize| {
        let choice = |at: usize| {
            let key = if at < longest { "abcdefgh" } else { "abc" };
            format!("choice: ask = \"Why {at}00?\"; answer = \"{key}\"; wrong = [\"bcdef\", \"cdefg\", \"defgh\"]")
        };
        (0..all).map(choice).collect::<Vec<_>>().join("\n\n")
    };
    table(
        "key-longest-often",
        [&deck_of(7, 10), &deck_of(12, 20), &deck_of(40, 40)],
        [&deck_of(5, 10), &deck_of(9, 9), &deck_of(4, 20), &deck_of(180, 600)],
    );
}

#[test]
fn options_that_speak_of_the_others_are_told() {
    let choice = |option: &str| {
        format!("choice: ask = \"Which?\"; answer = \"x and y\"; wrong = [\"{option}\", \"just x\", \"just y\"]")
    };
    table(
        "above",
        [
            &choice("all of the above"),
            &choice("All of these choices are correct"),
            &choice("both A and C"),
            &choice("keine der oben genannten"),
        ],
        [&choice("all the states"), &choice("vitamins A and B"), &choice("above all a treaty")],
    );
}

#[test]
fn articles_that_fit_only_some_options_are_told() {
    let choice =
        |ask: &str, key: &str, wrong: &str| format!("choice: ask = \"{ask}\"; answer = \"{key}\"; wrong = [{wrong}]");
    table(
        "grammar-cue",
        [
            &choice("ENISA is an", "agency", "\"body\", \"court\""),
            &choice("It is a ____ of the EU.", "union", "\"office\", \"agency\""),
            &choice("C'est le siège de l’", "agence", "\"banque\", \"cour\""),
        ],
        [
            &choice("ENISA is an", "agency", "\"office\", \"entity\""),
            &choice("ENISA is a", "unit", "\"union\", \"body\""),
            // Two of three options fit.
            &choice("It is a ____ of the EU.", "union", "\"body\", \"agency\""),
            &choice("What is ENISA?", "an agency", "\"a body\", \"a court\""),
        ],
    );
}

#[test]
fn a_key_of_another_form_is_told() {
    let choice = |key: &str, wrong: &str| format!("choice: ask = \"Which?\"; answer = \"{key}\"; wrong = [{wrong}]");
    table(
        "form-cue",
        [
            &choice("It was signed.", "\"It was lost\", \"It was sold\""),
            &choice("the council", "\"The court\", \"The bank\""),
            &choice("a plan (of the ministers)", "\"a map\", \"a set of rules\""),
            &choice("as long as they like", "\"10 days\", \"about 20 days\""),
            &choice("Pardon.", "\"Amnesty\", \"Appeal\""),
        ],
        [
            // What is said makes the form, or the form cannot be told.
            &choice("a plan of 2013", "\"a map of roads\", \"a set of rules\""),
            &choice("Congress", "\"the president\", \"the courts\""),
            &choice("Pardon.", "\"an act of grace.\", \"the end of a trial.\""),
            &choice("Washington D.C.", "\"New York\", \"Los Angeles\""),
            &choice("W/(m² K)", "\"lm/m²\", \"cd/m²\""),
            &choice("Dun & Bradstreet, Inc.", "\"the chamber of commerce\", \"the union of retailers\""),
            &choice("All of these.", "\"mass\", \"light\""),
            // What the other options say makes the form of a denial, and of what holds for all.
            &choice("It never ends", "\"10 days\", \"about 20 days\""),
            &choice("They are all true.", "\"the first name\", \"the second name\""),
            &choice("Who dares wins!", "\"Time is money.\", \"Haste makes waste.\""),
            &choice("May", "\"twelve\", \"eleven\""),
            &choice("a sum (of parts) and (wholes)", "\"a part of something else\", \"a whole of something\""),
            &choice("tens of millions", "\"100,000\", \"500,000\""),
            &choice("I (not II) and III", "\"I and II and III\", \"II and III or I\""),
            &choice("Deuterium", "\"Carbon 13\", \"Oxygen 18\""),
            &choice("half of it", "\"10 %\", \"20 %\""),
            &choice("It was signed.", "\"It was lost.\", \"It was sold\""),
            &choice("the council", "\"The court\", \"the bank\""),
            &choice("a plan of 2013", "\"a map of 2012\", \"a set of rules\""),
        ],
    );
}

#[test]
fn options_that_overlap_are_told() {
    let choice = |key: &str, wrong: &str| format!("choice: ask = \"How many?\"; answer = \"{key}\"; wrong = [{wrong}]");
    table(
        "overlap",
        [
            &choice("2010–2015", "\"2015–2020\", \"2021–2027\""),
            &choice("10 to 20 %", "\"more than 15 %\", \"under 10 %\""),
            &choice("more than 400", "\"more than 100\", \"under 95\""),
            &choice("70 or more", "\"60 to 71\", \"under 10\""),
        ],
        [
            &choice("2010–2014", "\"2015–2020\", \"2021–2027\""),
            &choice("10 to 20 %", "\"more than 20 %\", \"under 10 %\""),
            &choice("research", "\"researchers and trade\", \"trade\""),
            &choice("research and trade", "\"research\", \"traffic\""),
            // More is said than how many, or how far it goes is the matter.
            &choice("plus or minus 5 MHz", "\"plus or minus 1 MHz\", \"plus or minus 2 kHz\""),
            &choice("12 rabbits and 23 hens", "\"10 rabbits and 24 hens\", \"13 rabbits and 20 hens\""),
            &choice("at least every 10 minutes", "\"at least every 15 minutes\", \"once\""),
            &choice("100 times more", "\"10 times more\", \"5 times more\""),
            &choice("only above 222 MHz", "\"only above 50 MHz\", \"only above 420 MHz\""),
            &choice("at least 43 dB", "\"at least 53 dB\", \"at least 63 dB\""),
            &choice("1–7", "\"1–10\", \"1–5\""),
            &choice("2 more than before", "\"3 more than before\", \"17 more than before\""),
            // The range itself is asked for.
            &choice("380 to 740 nm", "\"240 to 680 nm\", \"420 to 810 nm\"").replace("How many", "What is visible"),
            &choice("0 to 5", "\"0 to 3\", \"0 to 10\"").replace("How many", "Which values has the scale"),
        ],
    );
}

#[test]
fn too_few_and_too_many_options_are_told() {
    let event = |at: u32| format!("date: event = \"Event number {at}00 began\"; when = \"20{at}\"; both = true");
    table(
        "few-options",
        [
            "choice: ask = \"Which?\"; answer = \"x\"; wrong = [\"y\"]",
            "choice: ask = \"Which?\"; answer = \"x\"; wrong = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]",
            &event(11),
        ],
        [
            "choice: ask = \"Which?\"; answer = \"x\"; wrong = [\"y\", \"z\"]",
            "choice: ask = \"Which two?\"; answer = [\"x\", \"y\"]; wrong = [\"z\"]",
            &format!("{}\n\n{}\n\n{}", event(11), event(12), event(13)),
        ],
    );
    // A deck of another language lends nothing to a question.
    let in_course = |id: &str, language: &str, entries: &str| {
        let head = format!("id = \"{id}\"\ncourse = \"c\"\nlanguage = \"{language}\"\ntitle");
        deck(entries).replace("id = \"d\"\ntitle", &head)
    };
    let others = format!("{}\n\n{}", event(12), event(13));
    assert_eq!(codes_of(&[in_course("d", "en", &event(11)), in_course("other", "en", &others)], &[]), [] as [&str; 0]);
    let german = others.replace("Event number", "Das Ereignis Nummer");
    assert_eq!(codes_of(&[in_course("d", "en", &event(11)), in_course("other", "de", &german)], &[]), ["few-options"]);
}
