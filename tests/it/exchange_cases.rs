//! Ways in and out that a table of files cannot show: a second import over the first, fields of Anki's as said, and what
//! other programs read of an export.

use std::path::Path;

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";

fn import(home: &Home, file: &str, more: &[&str]) -> Run {
    home.run(NOW, &[&["import", file, "-o", "deck.toml", "--force", "--yes"], more].concat(), "")
}

fn deck(home: &Home) -> String {
    std::fs::read_to_string(home.path().join("deck.toml")).expect("a deck")
}

fn ids(home: &Home) -> Vec<String> {
    let text = deck(home);
    let ids = text.lines().skip_while(|line| !line.starts_with("[[")).filter_map(|line| line.strip_prefix("id = "));
    ids.map(|id| id.trim_matches('"').to_owned()).collect()
}

/// The first file, the corrected one, and what the second import must leave as it was.
#[rustfmt::skip]
const AGAIN: &[(&str, &str, &str, &str)] = &[
    // A question's name makes its id, whatever becomes of question and answer.
    ("named.gift", "::Art 17::Who proposes laws? {=Commission}\n\n::Art 16::Who adopts laws? {=Council}\n",
     "::Art 17::Which institution has the right of initiative? {=European Commission}\n\n::Art 16::Who adopts laws? {=Council}\n",
     "answer = \"European Commission\""),
    ("one.gift", "::Week3-Q1::Where is the seat of the Ombudsman?{=Strasbourg}\n",
     "::Week3-Q1::In which city does the Ombudsman sit?{=Strasbourg (France) =Strasbourg}\n", "accept = [\"Strasbourg\"]"),
    ("named.xml", "<quiz><question type=\"shortanswer\"><name><text>N 1</text></name><questiontext><text>Who judges?</text></questiontext><answer fraction=\"100\"><text>Court</text></answer></question></quiz>",
     "<quiz><question type=\"shortanswer\"><name><text>N 1</text></name><questiontext><text>Which body judges?</text></questiontext><answer fraction=\"100\"><text>The Court</text></answer></question></quiz>",
     "answer = \"The Court\""),
    // Without a name the question holds where the answer changes, and the answer where the question does.
    ("plain.txt", "#separator:tab\nWho judges?\tCourt\nWho lends?\tBank\n", "#separator:tab\nWho judges?\tthe Court\nWhich body lends?\tBank\n",
     "ask = \"Which body lends?\""),
    ("aiken.txt", "Who judges?\nA. Court\nB. Bank\nANSWER: A\n", "Which body judges?\nA. Court\nB. Bank\nC. Council\nANSWER: A\n",
     "wrong = [\"Bank\", \"Council\"]"),
];

#[test]
fn a_second_import_leaves_every_id() {
    for (name, first, second, holds) in AGAIN {
        let home = Home::new();
        let file = home.file(name, first);
        assert_eq!(import(&home, &file, &[]).code, 0, "{name}");
        let before = ids(&home);
        let file = home.file(name, second);
        let run = import(&home, &file, &[]);
        assert_eq!((run.code, ids(&home)), (0, before), "{name}: {}", run.err);
        assert!(deck(&home).contains(holds), "{name}: {}", deck(&home));
    }
}

fn case(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exchange").join(name).to_string_lossy().into_owned()
}

#[test]
fn fields_of_anki_are_what_they_are_said_to_be() {
    let home = Home::new();
    let options = case("cases/anki-note-type-with-options.apkg");
    let said = ["--fields", "Question=Question,Answer=Correct,A=A,B=B,C=C,D=D,Why=Explanation"];
    let run = import(&home, &options, &said);
    assert!(run.code < 2, "{}", run.err);
    let key = "answer = \"AI Act\"\nwrong = [\"GDPR\", \"DSA\", \"DMA\"]\n";
    assert!(deck(&home).contains(key) && deck(&home).contains("why = \"Adopted 13 June 2024\""), "{}", deck(&home));
    let countries = case("cases/anki-answer-not-of-the-template.apkg");
    import(&home, &countries, &["--fields", "Question=Capital,Answer=Country"]);
    assert!(deck(&home).contains("ask = \"Prague\"\nanswer = \"Czech Republic\""), "{}", deck(&home));
    for (said, why) in [
        ("Question=Front,Answer=Town", "no note type has the field `Front`; there are: Capital, Country, Country info"),
        ("Answer=Capital", "--fields names no question"),
        ("Colour=Capital", "`Colour` is nothing that a field can be"),
        ("Capital", "write what it is and the field's name"),
    ] {
        let other = Home::new();
        let run = import(&other, &countries, &["--fields", said]);
        assert!(run.code == 2 && run.err.contains(why), "{said}: {}", run.err);
        assert!(!other.path().join("deck.toml").exists(), "{said}");
    }
}

#[test]
fn a_card_suspended_in_anki_is_told() {
    let home = Home::new();
    let run = import(&home, &case("anki/suspended.apkg"), &[]);
    assert!(
        run.err.contains("not carried: that it is suspended in Anki: it is asked here (1 record): 1"),
        "{}",
        run.err
    );
    assert_eq!(deck(&home).matches("both = true").count(), 2, "{}", deck(&home));
}

/// A deck, the format that it goes out in, and what must and must not stand in the file.
#[rustfmt::skip]
const OUT: &[(&str, &str, &[&str], &[&str])] = &[
    // Moodle's own reader drops the blanks around references: they stand in CDATA.
    ("[[short]]\nid = \"a\"\nask = 'What joins \"Union\" & \"Court\" here?'\nanswer = \"<i> & <b>\"\n", "moodle",
     &["<![CDATA[What joins \"Union\" & \"Court\" here?]]>", "<![CDATA[<i> & <b>]]>"], &["&amp;"]),
    // `%50%` at the beginning of an answer is a weight.
    ("[[short]]\nid = \"a\"\nask = \"How is half a vote written?\"\nanswer = \"one half\"\naccept = [\"%50% vote\"]\n", "gift",
     &["=%100%%50% vote"], &["=%50% vote"]),
    // A card is an essay, whose answer is shown to the student too.
    ("[[card]]\nid = \"a\"\nfront = \"Why was the agency founded?\"\nback = \"To pool expertise.\"\n", "moodle",
     &["<generalfeedback format=\"plain_text\"><text>To pool expertise.</text></generalfeedback>"], &[]),
];

#[test]
fn other_programs_read_an_export_as_it_was_meant() {
    for (entry, format, must, must_not) in OUT {
        let home = Home::new();
        let file = home.file("d.toml", &format!("[deck]\nid = \"d\"\ntitle = \"D\"\n\n{entry}"));
        let run = home.run(NOW, &["export", &file, "--to", format], "");
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(must.iter().all(|part| run.out.contains(part)), "{}", run.out);
        assert!(!must_not.iter().any(|part| run.out.contains(part)), "{}", run.out);
    }
}
