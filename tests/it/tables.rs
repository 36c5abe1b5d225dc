//! Tables and texts of other programs from outside: what comes in is right, and what cannot be right does not come in.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{Home, Run};

const NOW: &str = "2026-01-10T18:00:00+01:00";

/// A file below `tests/data/exchange`, what is said about it, what must stand in its deck, and how many entries.
type Read = (&'static str, &'static [&'static str], &'static [&'static str], usize);

#[rustfmt::skip]
const READ: &[Read] = &[
    // A faulty reading of each stood in a deck of some program or other.
    ("cases/01-mcq-index-from-zero.csv", &[], &["answer = \"Commission\"", "answer = \"Court\"", "answer = \"Parliament\""], 3),
    ("cases/02-mcq-without-header.csv", &[], &["answer = \"Paris\"", "answer = \"Rome\"", "answer = \"Madrid\"", "topics = [\"Capitals\"]"], 3),
    ("cases/03-table-read-as-gift.csv", &[], &["ask = \"What does the notation {=5} mean?\"", "answer = \"five exactly\""], 3),
    ("cases/03b-table-read-as-moodle.csv", &[], &["answer = \"the root\"", "answer = \"Commission\""], 2),
    ("cases/07-json-read-as-csv.json", &[], &["answer = \"Commission\"", "answer = \"Court\""], 2),
    ("cases/07b-aiken-read-as-csv.txt", &[], &["answer = \"Commission\"", "answer = \"Court, sitting in Luxembourg\""], 2),
    ("cases/07c-obsidian-read-as-csv.md", &[], &["back = \"Commission\"", "both = true", "Adopts laws\nwith the Parliament", "{{c1=Court}}", "topics = [\"eu\"]"], 4),
    ("cases/10-same-question-fails-check.csv", &[], &["answer = \"France\"\naccept = [\"Italy\"]"], 2),
    ("cases/11-camel-case-options.csv", &[], &["answer = \"Commission\"\nwrong = [\"Council\", \"Court\", \"Bank\"]"], 1),
    ("cases/12-unknown-header-becomes-card.csv", &[], &["ask = \"Council\"\nanswer = \"Conseil\""], 2),
    ("cases/12b-title-line-above-the-table.txt", &[], &["title = \"EU vocabulary, unit 3\"", "answer = \"adopts laws\"", "answer = \"proposes laws\""], 2),
    ("cases/13-quizlet-lines-in-definition.txt", &[], &["- the Commission\n- the Council", "in Brussels\n- and in Beijing"], 3),
    ("cases/17-html-in-cells.csv", &[], &["ask = \"Which body proposes laws?\"\nanswer = \"Commission\""], 1),
    ("cases/18-hashcards-term-definition-swallowed.md", &[], &["front = \"Council\"\nback = \"adopts laws\"\nboth = true", "back = \"Commission\"\n\n"], 3),
    ("cases/19-anki-tags-line.txt", &[], &["answer = \"1957\"\ntopics = [\"treaties\", \"1957\"]"], 2),
    ("cases/23-german-without-language.csv", &[], &["language = \"de\"", "answer = \"siebenundzwanzig\""], 4),
    ("cases/26-anki-cloze-syntax-in-a-table.txt", &[], &["text = \"The {{Commission}} proposes.\"\nwhy = \"TEU 17\""], 2),
    ("cases/28-source-of-prose-panics.csv", &[], &["[sources.atlas-p-3]\ntitle = \"Atlas p. 3\"", "source = \"atlas-p-3\""], 1),
    ("cases/29-header-of-our-own-handbook.csv", &[], &["answer = \"Madrid\"\nwrong = [\"Seville\", \"Toledo\", \"Vigo\"]\nwhy = \"It is\""], 1),
    ("cases/30-source-key-place.csv", &[], &["source = { key = \"atlas\", at = \"p. 3\" }"], 1),
    ("cases/33-left-to-right-mark.csv", &[], &["answer = \"Commission\""], 1),
    ("cases/f01-table-read-as-gift.csv", &[], &["ask = \"What does the mark {T} stand for?\"\nanswer = \"Treaty\""], 3),
    ("cases/f19-prose.md", &[], &["back = \"Luxembourg\""], 1),
    ("cases/f28-title-line-then-tabs.txt", &[], &["answer = \"closest to the citizen\""], 2),
    // Dialects and encodings.
    ("tables/comma.csv", &[], &["ask = \"Who proposes laws, as a rule?\"", "It has the \"right of initiative\".\nSee Article 17."], 4),
    ("tables/semicolon-1252.csv", &[], &["language = \"de\"", "Wer führt den Vorsitz im Europäischen Rat?"], 3),
    ("tables/tab-utf16.txt", &[], &["the whole of the law – all of it"], 3),
    ("tables/utf16-without-mark.csv", &[], &["answer = \"Court\""], 2),
    ("tables/pipe.csv", &[], &["topics = [\"courts\", \"institutions\"]"], 2),
    ("tables/polish-1250.csv", &[], &["answer = \"Łotwa\"", "ustawę budżetową"], 4),
    ("tables/polish-1250.csv", &["--encoding", "windows-1250", "--language", "pl"], &["language = \"pl\"", "answer = \"Łotwa\""], 4),
    ("tables/french.csv", &[], &["answer = \"la Commission\"\ntopics = [\"institutions\"]"], 2),
    ("tables/sep-line.csv", &[], &["ask = \"Who judges, and where?\""], 1),
    ("tables/quote-in-tabs.txt", &[], &["\"Grand\" coalition", "\"act\" of parliament"], 4),
    ("tables/wide-marks.csv", &[], &["ask = \"Who judges?\"\nanswer = \"Court\""], 2),
    // Which columns, which rows.
    ("tables/without-names.csv", &[], &["ask = \"Who judges?\"\nanswer = \"Court\""], 3),
    ("tables/without-names.csv", &["--columns", "answer,question", "--header", "no"], &["ask = \"Court\"\nanswer = \"Who judges?\""], 3),
    ("tables/three-without-names.csv", &["--columns", "question,answer,-"], &["answer = \"Commission\"\n"], 2),
    ("tables/names-by-looks.csv", &[], &["ask = \"France\"\nanswer = \"Paris\""], 3),
    ("tables/names-by-looks.csv", &["--header", "no"], &["ask = \"Country\"\nanswer = \"Capital\""], 4),
    ("tables/title-above.csv", &[], &["title = \"EU institutions\"", "topics = [\"law\"]"], 2),
    ("tables/quizlet.txt", &[], &["adopts laws\nwith the Parliament", "- whether states comply\n- what the law is"], 3),
    ("tables/quizlet-own-signs.txt", &["--separator", " - ", "--rows", ";"], &["ask = \"Commission\"\nanswer = \"proposes laws\""], 3),
    ("tables/comma.csv", &["--rows", "1-2"], &["answer = \"Commission\""], 1),
    ("tables/authors.csv", &[], &["source = { key = \"eu-law\", at = \"p. 12\" }", "answer = \"Court\"\nwrong = [\"Council\", \"Bank\"]", "topics = [\"institutions\", \"law\"]"], 2),
    ("tables/facts.csv", &[], &["when = \"1957-03-25\"", "name = \"Frontex\"", "who = \"Ernst Haas\"", "answer = true", "The {{Court}} sits"], 5),
    ("tables/events.csv", &[], &["event = \"The Treaty of Rome was signed\"\nwhen = \"1957-03-25\"\ntopics = [\"treaties\"]", "when = \"1973\"", "when = \"2007/2013\""], 3),
    ("tables/events.csv", &["--columns", "question,answer,topics"], &["ask = \"The Treaty of Rome was signed\"\nanswer = \"25 March 1957\""], 3),
    ("tables/events-de.csv", &[], &["event = \"Großbritannien trat bei\"\nwhen = \"1973\"", "when = \"1957-03-25\""], 2),
    ("tables/events-fr.csv", &[], &["event = \"Le traité de Rome est signé\"\nwhen = \"1957-03-25\"", "when = \"1973\""], 2),
    ("tables/events-two-ways.csv", &[], &["ask = \"The Treaty of Rome was signed\"\nanswer = \"03/04/1957\"", "answer = \"1973\""], 2),
    ("tables/events-worded.csv", &[], &["when = \"1957-03-25\"", "when = \"1973-01-01\""], 2),
    ("tables/clozes.csv", &[], &["text = \"The {{Commission}} proposes laws.\"\nwhy = \"Art. 17\"", "{{c1=Court}} sits in {{c2=Luxembourg}}"], 2),
    ("tables/html.csv", &[], &["ask = \"Which body proposes laws?\"\nanswer = \"Commission\"", "answer = \"the Union\"", "draft = true"], 3),
    ("tables/doubles.csv", &[], &["accept = [\"Italy\"]"], 2),
    ("tables/ragged.csv", &[], &["answer = \"Commission\"", "answer = \"Bank\""], 2),
    ("tables/open-quote.csv", &[], &["answer = \"Commission\""], 1),
    // Which option is right.
    ("tables/letters.csv", &[], &["answer = \"Commission\"", "answer = \"Court\"", "answer = \"Bank\"\nwrong = [\"Council\", \"Commission\"]"], 3),
    ("tables/from-zero.csv", &[], &["answer = \"Commission\"", "answer = \"Court\""], 2),
    ("tables/from-one.csv", &[], &["answer = \"Commission\"", "answer = \"Bank\""], 2),
    ("tables/zero-or-one.csv", &["--first-option", "1"], &["answer = \"Commission\""], 2),
    ("tables/zero-or-one.csv", &["--first-option", "0"], &["answer = \"Court\"", "answer = \"Bank\""], 2),
    ("tables/by-text.csv", &[], &["answer = \"Commission\"", "answer = \"Court\""], 2),
    ("tables/several-right.csv", &[], &["answer = [\"Court of Justice\", \"General Court\"]", "answer = \"Bank\""], 2),
    ("tables/options-in-a-cell.csv", &[], &["answer = \"Commission\"", "answer = \"Court, of Justice\"\nwrong = [\"Council\", \"Commission\"]"], 2),
    ("tables/counts-as-key.csv", &["--first-option", "text"], &["answer = \"2\"", "answer = \"3\"", "answer = \"1\""], 3),
    ("tables/key-by-column.csv", &[], &["answer = \"Court\"", "answer = \"Bank\""], 2),
    ("tables/transcribed.csv", &[], &["answer = \"Gerichtshof\"", "answer = \"Rat\"\nwrong = [\"Bank\"]\nwhy = \"Art. 16\""], 2),
    ("tables/template.csv", &[], &["answer = \"Court\"", "answer = [\"Central Bank\", \"Investment Bank\"]"], 2),
    // Words for true and false, sums, and tables in markdown.
    ("tables/truth-by-letters.csv", &[], &["statement = \"Die Bank tagt in Brüssel.\"\nanswer = false", "statement = \"Der Hof tagt in Luxemburg.\"\nanswer = true"], 3),
    ("tables/truth-by-letters-fr.csv", &[], &["statement = \"La Cour juge les lois.\"\nanswer = true"], 3),
    ("tables/truth-as-vocabulary.csv", &[], &["ask = \"wahr\"\nanswer = \"true\""], 2),
    ("tables/disputed.csv", &[], &["ask = \"Italy\"\nanswer = \"Rome\""], 1),
    ("tables/sum-below.csv", &[], &["answer = \"Court\"", "answer = \"Bank\""], 2),
    ("tables/markdown-table.md", &[], &["ask = \"acquis\"\nanswer = \"the body of law\"", "answer = \"courtesy | respect\""], 2),
    ("tables/serial-days.csv", &["--columns", "question,answer"], &["answer = \"21269\""], 2),
    ("tables/anki-columns.txt", &[], &["ask = \"Who judges?\"\nanswer = \"Court\"\ntopics = [\"law\"]"], 2),
    ("tables/anki-cut.txt", &[], &["answer = \"Court\""], 1),
    ("tables/cut-answer.gift", &[], &["answer = \"Court\"", "answer = \"Bank\"\naccept = [\"Fund\"]"], 2),
    ("tables/aiken-one-bad.txt", &["--from", "aiken"], &["answer = \"Court\"", "answer = \"Bank\""], 2),
    // Workbooks, and other texts.
    ("tables/cards.xlsx", &[], &["answer = \"00352\"", "why = \"Art. 17\""], 3),
    ("tables/choices.xlsx", &["--first-option", "1"], &["answer = \"Commission\"", "answer = \"Court\""], 2),
    ("tables/sheets.xlsx", &[], &["ask = \"Rat\"\nanswer = \"beschließt Gesetze\""], 2),
    ("tables/sheets.xlsx", &["--sheet", "More"], &["answer = \"Bank\""], 1),
    ("tables/formats.xlsx", &[], &["answer = \"50 %\"", "answer = \"7.25 %\"", "answer = \"-1.5 %\"", "answer = \"1992-02-07\""], 5),
    ("tables/instructions.xlsx", &[], &["ask = \"Court\"\nanswer = \"judges\""], 1),
    ("tables/values.xlsx", &[], &["answer = \"1957-03-25\"", "answer = \"27\"", "answer = \"0.5\"", "answer = true"], 4),
    ("tables/aiken.txt", &[], &["answer = \"It judges.\"\nwrong = [\"It lends.\", \"It proposes.\"]", "answer = \"Bank\""], 2),
    ("tables/aiken-broken.txt", &["--from", "aiken"], &["answer = \"Council\"", "answer = \"Agency\""], 7),
    ("tables/notes.md", &[], &["front = \"Who proposes laws?\"\nback = \"Commission\"\ntopics = [\"institutions\"]", "It adopts laws\nwith the Parliament."], 4),
    ("tables/both-ways.md", &[], &["both = true\ntopics = [\"Institutions\"]", "text = \"The {{c1=Court}} sits in {{c2=Luxembourg}}.\"\ntopics = [\"Courts\"]"], 3),
    ("tables/objects.json", &[], &["why = \"Art. 19\""], 2),
    ("tables/quiz.json", &[], &["answer = \"Commission\"\nwrong = [\"Council\", \"Court\"]", "answer = \"Court\""], 2),
];

/// What is refused as a whole, by a sentence that says why and what to say.
const REFUSED: &[(&str, &str)] = &[
    ("tables/zero-or-one.csv", "say `--first-option 0` or `--first-option 1`"),
    ("tables/zero-or-one.csv", "is not imported: the column"),
    ("tables/counts-as-key.csv", "texts of options or their numbers"),
    ("tables/no-key.csv", "no column says which of them is right; not used are `Schluesselwort`"),
    ("tables/serial-days.csv", "the column `Date` holds numbers such as `21269`"),
    ("tables/aiken-one-bad.txt", "and not 11: the answer `D` is none of the options"),
    ("tables/unquoted.xml", "attribute value must be enclosed"),
    ("tables/three-without-names.csv", "`--columns question,answer,-,topics`"),
    ("tables/quizlet-own-signs.txt", "have no names"),
    ("tables/aiken-broken.txt", "Aiken explains 80 %"),
    ("tables/nested.json", "`question` is an object within an object"),
    ("tables/prose.txt", "no format explains it"),
    ("tables/page.html", "a page of the web"),
    ("tables/qti.xml", "QTI"),
    ("tables/old.xls", "save it as .xlsx or as CSV"),
    ("tables/course.mbz", "a backup of a Moodle course"),
    ("tables/essay.docx", "a Word document"),
    ("tables/package.zip", "a package of IMS"),
    ("cases/03e-gift-description-read-as-csv.gift", "a description, which asks nothing"),
];

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/exchange").join(name)
}

fn import(home: &Home, file: &Path, more: &[&str]) -> (Run, Value) {
    let file = file.to_string_lossy();
    let run = home.run(NOW, &[&["import", &file, "-o", "deck.toml", "--force", "--json"], more].concat(), "");
    let report = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{file}: {}{}", run.out, run.err));
    (run, report)
}

fn deck(home: &Home) -> String {
    std::fs::read_to_string(home.path().join("deck.toml")).expect("a deck")
}

#[test]
fn each_file_comes_in_with_the_right_keys() {
    for (name, more, lines, entries) in READ {
        let home = Home::new();
        let (run, report) = import(&home, &data(name), more);
        assert!(run.code <= 1, "{name}: {}", run.err);
        let text = deck(&home);
        for line in *lines {
            assert!(text.contains(line), "{name} {more:?}: no {line} in\n{text}");
        }
        assert_eq!(text.matches("\n[[").count(), *entries, "{name} {more:?}: {text}");
        let count = |key: &str| report[key].as_array().map_or(0, Vec::len) as u64;
        let whole = report["whole"].as_u64().expect("a count");
        assert_eq!(
            whole + count("lessened") + count("refused"),
            report["records"].as_u64().expect("a count"),
            "{name}"
        );
        assert_eq!(home.run(NOW, &["check", "deck.toml"], "").code, 0, "{name}: {text}");
    }
}

#[test]
fn what_cannot_be_read_surely_is_refused_in_a_sentence() {
    for (name, why) in REFUSED {
        let home = Home::new();
        let (run, report) = import(&home, &data(name), &[]);
        assert_eq!(run.code, 2, "{name}: {}", run.err);
        assert!(run.err.contains(why), "{name}: {}", run.err);
        assert!(report["written"].is_null() && report["error"].is_string(), "{name}: {report}");
        assert!(!home.path().join("deck.toml").exists(), "{name}");
    }
}

/// The rows of a table that `new --from` reads are those that `import` reads, with the same ids.
#[test]
fn both_doors_read_one_table_alike() {
    for name in ["tables/authors.csv", "tables/facts.csv", "tables/comma.csv", "tables/cards.xlsx", "tables/events.csv"]
    {
        let home = Home::new();
        import(&home, &data(name), &["--id", "own", "--title", "Own", "--language", "en"]);
        let file = data(name);
        let new = home.run(NOW, &["new", "own.toml", "--from", &file.to_string_lossy()], "");
        assert_eq!(new.code, 0, "{name}: {}", new.err);
        let own = std::fs::read_to_string(home.path().join("own.toml")).expect("a deck");
        let entries = |text: &str| text[text.find("\n[[").expect("an entry")..].to_owned();
        assert_eq!(entries(&own), entries(&deck(&home)), "{name}");
    }
}

/// A guess is shown with what overrules it, and what cannot be one is said.
#[test]
fn dates_of_a_table_are_told_as_they_were_read() {
    let home = Home::new();
    let told = |name: &str| import(&home, &data(name), &[]).0.err;
    assert!(told("tables/events.csv").contains("2 `Date` = when, 3 `Topic` = topics; --columns says otherwise"));
    assert!(told("tables/events-two-ways.csv").contains("`03/04/1957` is no date that can be read in one way"));
    assert!(told("tables/events-worded.csv").contains("events-worded.csv:4: `4/3/1999` is no date"));
    let asked =
        home.file("a.csv", "question,answer\nWhen was it signed?,7 February 1992\nIn which year did it begin?,1973\n");
    let told = import(&home, Path::new(&asked), &[]).0.err;
    assert!(told.contains("2 answers are dates, the first in row 2") && told.contains("a column `event`"), "{told}");
    assert!(deck(&home).contains("answer = \"7 February 1992\""));
}

#[test]
fn two_downloads_of_one_name_are_two_decks() {
    let home = Home::new();
    let file = data("tables/quizlet.txt");
    let file = file.to_string_lossy();
    assert_eq!(home.run(NOW, &["import", &file, "-o", "eu-law.toml"], "").code, 0);
    let text = std::fs::read_to_string(home.path().join("eu-law.toml")).expect("a deck");
    assert!(text.contains("id = \"eu-law\"\ntitle = \"Eu law\""), "{text}");
    let said = ["import", &file, "--id", "mine", "--title", "My words"];
    let run = home.run(NOW, &said, "");
    assert!(run.out.contains("id = \"mine\"\ntitle = \"My words\""), "{}", run.out);
}

/// A corrected source over a deck that its author went on with.
#[test]
fn an_import_over_a_deck_keeps_what_was_written_by_hand() {
    let home = Home::new();
    let first =
        home.file("a.csv", "question,answer\nWho proposes laws?,Commission\nWho judges?,Court\nWho lends?,Bank\n");
    import(&home, Path::new(&first), &[]);
    let text = deck(&home);
    let by_hand = text
        .replace("[deck]", "# My own words.\n[deck]")
        .replace("title = \"Deck\"", "title = \"Institutions\"\ncourse = \"eu\"")
        .replace(
            "answer = \"Commission\"",
            "answer = \"Commission\" # not the Council\naccept = [\"European Commission\"]",
        )
        .replace("answer = \"Court\"", "answer = \"Court\"\naccept = [\"CJEU\"]\nhint = \"It sits in Luxembourg.\"");
    std::fs::write(home.path().join("deck.toml"), &by_hand).expect("written");
    let second = home.file(
        "a.csv",
        "question,answer,why\nWho proposes laws?,Commission,Art. 17\nWho judges?,the General Court,\nWho audits?,Court of Auditors,\n",
    );
    let (run, report) = import(&home, Path::new(&second), &[]);
    let text = deck(&home);
    assert!(
        text.starts_with("# My own words.\n[deck]") && text.contains("title = \"Institutions\"\ncourse = \"eu\""),
        "{text}"
    );
    assert!(text.contains("# not the Council\naccept = [\"European Commission\"]\nwhy = \"Art. 17\""), "{text}");
    // Another answer: what was accepted beside the old one is not accepted any more, the hint stays.
    assert!(text.contains("answer = \"the General Court\"\nhint = ") && !text.contains("CJEU"), "{text}");
    assert!(run.err.contains("1 answer changed") && run.err.contains("the answer of `q-who-judges"), "{}", run.err);
    assert!(run.err.contains("`q-who-lends") && run.err.contains("is gone"), "{}", run.err);
    let kept = report["kept"].as_str().expect("a copy, as an entry left");
    assert_eq!(std::fs::read_to_string(home.path().join(kept)).expect("the copy"), by_hand);
    assert_eq!(home.run(NOW, &["check", "deck.toml"], "").code, 0, "{text}");
    // Once more, nothing changes and nothing leaves.
    let (_, again) = import(&home, Path::new(&second), &[]);
    assert_eq!((deck(&home), again["kept"].is_null()), (text, true));
}

/// What the source says anew of the forms beside an answer takes none of the author's away; the options of a choice are the source's.
#[test]
fn an_import_over_a_deck_takes_no_form_away_that_was_written_by_hand() {
    let home = Home::new();
    let table = |accept: &str, wrong: &str| {
        let rows = format!(
            "question,answer,accept,wrong\nWhere does the Court sit?,Strasbourg,{accept},\nWho judges?,Court,,{wrong}\n"
        );
        home.file("a.csv", &rows)
    };
    import(&home, Path::new(&table("", "Council|Bank")), &[]);
    let by_hand = deck(&home)
        .replace(
            "answer = \"Strasbourg\"",
            "answer = \"Strasbourg\"\naccept = [\"Strasburg\"] # as they write there\n\
             wrong = [{ answer = \"Luxembourg\", because = \"Another court sits there.\" }]",
        )
        .replace("\"Bank\"", "{ answer = \"Bank\", because = \"It lends.\" }");
    std::fs::write(home.path().join("deck.toml"), &by_hand).expect("written");
    import(&home, Path::new(&table("Strassburg", "Bank|Parliament")), &[]);
    let text = deck(&home);
    assert!(text.contains("accept = [\"Strasburg\", \"Strassburg\"] # as they write there"), "{text}");
    assert!(text.contains("\"Luxembourg\", because = \"Another court sits there.\""), "{text}");
    assert!(text.contains("wrong = [{ answer = \"Bank\", because = \"It lends.\" }, \"Parliament\"]"), "{text}");
    // A source that says less than the deck changes nothing.
    import(&home, Path::new(&table("Strasburg", "Bank|Parliament")), &[]);
    assert_eq!(deck(&home), text);
}

/// A longer answer turns no typed question into a card to be turned: the progress hangs on the part that was asked.
#[test]
fn the_kind_of_an_entry_stays() {
    let home = Home::new();
    import(&home, &data("cases/f04-v1.csv"), &[]);
    import(&home, &data("cases/f04-v2.csv"), &[]);
    let text = deck(&home);
    assert!(text.contains("[[short]]\nid = \"q1\"") && text.contains("each by its own majority"), "{text}");
    // A name that comes up later takes the progress of the entry along.
    let other = Home::new();
    import(&other, Path::new(&other.file("a.csv", "question,answer\nWho adopts the budget?,The Council\n")), &[]);
    import(&other, &data("cases/f04-v1.csv"), &[]);
    let text = deck(&other);
    assert!(text.contains("id = \"q1\"\nwas = \"q-who-adopts-the-budget-"), "{text}");
}

#[test]
fn a_report_has_every_line_and_the_screen_a_few() {
    let home = Home::new();
    let rows = (0..40).map(|at| format!("Question {at} of the row?,")).collect::<Vec<_>>().join("\n");
    let table = home.file("many.csv", &format!("question,answer\n{rows}\nWho judges?,Court\n"));
    let run = home.run(NOW, &["import", &table, "-o", "deck.toml", "--report", "report.txt"], "");
    assert_eq!(run.code, 1);
    assert_eq!(run.err.matches("there is no answer").count(), 5, "{}", run.err);
    // What was refused stands before the counts, and what was written last.
    let places = [
        "and 35 more like it, 40 in all: --json or --report FILE has them all",
        "41 records: 1 whole",
        "holds 1 entry",
    ];
    let places = places.map(|part| run.err.find(part).unwrap_or_else(|| panic!("{part}: {}", run.err)));
    assert!(
        places.is_sorted() && run.err.lines().last().is_some_and(|line| line.contains("holds 1 entry")),
        "{}",
        run.err
    );
    let report = std::fs::read_to_string(home.path().join("report.txt")).expect("a report");
    assert_eq!(report.matches("there is no answer").count(), 40, "{report}");
    // Neither the report nor the deck is written over another file.
    let again = home.run(NOW, &["import", &table, "-o", "other.toml", "--report", "report.txt"], "");
    assert!(again.code == 2 && !home.path().join("other.toml").exists(), "{}", again.err);
    let shown = home.run(NOW, &["import", &table, "--json"], "");
    let shown: Value = serde_json::from_str(&shown.out).expect("an object");
    assert_eq!((shown["refused"].as_array().map(Vec::len), shown["written"].is_null()), (Some(40), true));
}

/// Before anything is made of them.
#[test]
fn more_rows_than_a_deck_may_hold_are_a_question_to_their_owner() {
    let home = Home::new();
    let rows = (0..50_020).map(|at| format!("{at}?,a")).collect::<Vec<_>>().join("\n");
    let table = home.file("many.csv", &format!("question,answer\n{rows}"));
    let run = home.run(NOW, &["import", &table, "-o", "deck.toml"], "");
    assert!(
        run.code == 2 && run.err.contains("it has 50021 rows") && run.err.contains("--rows 1-50000"),
        "{}",
        run.err
    );
    let some = home.run(NOW, &["import", &table, "-o", "deck.toml", "--rows", "1-3"], "");
    assert!(some.code == 0 && some.err.contains("2 records: 2 whole"), "{}", some.err);
}

#[test]
fn what_the_options_say_is_checked() {
    let home = Home::new();
    let file = data("tables/without-names.csv");
    let file = file.to_string_lossy();
    for (args, why) in [
        (["--columns", "question,colour"], "names `colour`, which is no column"),
        (["--columns", "answer,-"], "names no question"),
        (["--header", "9"], "no text in row 9"),
        (["--header", "perhaps"], "yes, no, or the number"),
        (["--rows", "9-3"], "the first row comes after the last"),
        (["--rows", "8-9"], "no row in it"),
        (["--encoding", "klingon"], "no such encoding"),
        (["--first-option", "2"], "write 0, 1 or text"),
        (["--sheet", "x"], "is no workbook"),
    ] {
        let run = home.run(NOW, &[&["import", &file, "-o", "deck.toml"], args.as_slice()].concat(), "");
        assert!(run.code == 2 && run.err.contains(why), "{args:?}: {}", run.err);
        assert!(!home.path().join("deck.toml").exists(), "{args:?}");
    }
}

/// Time that grows with the square of a file would not end here.
#[test]
fn the_work_grows_with_the_file() {
    let home = Home::new();
    let columns = (0..500_000).map(|at| format!("x{at}")).collect::<Vec<_>>().join(",");
    let wide = home.file("wide.csv", &format!("question,answer,{columns}\nWho?,Court\n"));
    let run = home.run(NOW, &["import", &wide], "");
    assert!(run.code == 2 && run.err.contains("at most 1000 are read"), "{}", run.err);
    let braces = home.file("braces.gift", &"{".repeat(64_000));
    assert_eq!(home.run(NOW, &["import", &braces], "").code, 2);
    let tags = home.file("tags.csv", &format!("question,answer\nWho?,{}\n", "[<*_".repeat(100_000)));
    assert_eq!(home.run(NOW, &["import", &tags], "").code, 2);
}
