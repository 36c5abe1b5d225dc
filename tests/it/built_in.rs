//! The built-in decks as a whole: what they cover, in whose words, and how they judge what students type.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::harness::Home;
use crate::runs;

const NOW: &str = "2026-01-10T18:00:00+01:00";

/// The decks on the article; the last is optional.
const DECKS: [&str; 6] = ["overview", "dates", "institutions", "instruments", "positions", "sources"];

/// The decks that rest on the treaties and on textbooks, in three languages.
const BASICS: [&str; 3] = ["eu-basics", "eu-basics-fr", "eu-basics-de"];

/// The kinds of entry that the format has.
const KINDS: [&str; 13] = [
    "date",
    "institution",
    "instrument",
    "position",
    "card",
    "short",
    "cloze",
    "choice",
    "true_false",
    "number",
    "list",
    "order",
    "match",
];

/// Names and titles that nobody can put into other words.
const TITLES: [&str; 9] = [
    "European Union – China: the importance of cyber cooperation",
    "EU cyber partnerships: Assessing the EU strategic partnerships with third countries in the cyber domain",
    "Les relations entre l'Union européenne et la Chine: une nouvelle ère de coopération stratégique plus étendue?",
    "the EU-China 2020 Strategic Agenda for Cooperation",
    "the Joint Press Communiqué of the 14th EU-China Summit",
    "Joint Statement of the 20th EU-China Summit",
    "Joint Communication to the European Parliament, the European Council – EU-China – A strategic outlook",
    "7th China-EU High Level Economic and Trade Dialogue",
    "the EU-China forum on peace and security",
];

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the repository")
}

fn deck(name: &str) -> Table {
    read(&format!("decks/{name}.toml")).parse().expect("TOML")
}

/// (`deck/id`, kind, entry), without the decks' common prefix.
fn entries() -> Vec<(String, &'static str, Table)> {
    let mut found = Vec::new();
    for name in DECKS {
        let deck = deck(name);
        for kind in KINDS {
            for entry in deck.get(kind).and_then(Value::as_array).into_iter().flatten() {
                let entry = entry.as_table().expect("an entry");
                let id = entry["id"].as_str().expect("an id");
                found.push((format!("{name}/{id}"), kind, entry.clone()));
            }
        }
    }
    found
}

/// Every text below a value.
fn texts<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Table(table) => table.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// A cloze text with its gaps filled; any other text as it is.
fn as_read(text: &str) -> String {
    let mut pieces = text.split("{{");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |read, piece| {
        let (gap, rest) = piece.split_once("}}").unwrap_or((piece, ""));
        let forms = gap.split_once('=').map_or(gap, |(_, forms)| forms);
        format!("{read}{}{rest}", forms.split('|').next().unwrap_or_default())
    })
}

/// The runs of a text that stand in the article, but for those inside a title.
fn runs_of_the_article(text: &str, article: &BTreeSet<&str>, titles: &[&str]) -> Vec<String> {
    let titles: Vec<Vec<String>> = titles.iter().map(|title| runs::words(title)).collect();
    let in_title = |run: &&[String]| titles.iter().any(|title| title.windows(runs::LENGTH).any(|part| part == *run));
    let words = runs::words(&as_read(text));
    let common = words.windows(runs::LENGTH).filter(|run| article.contains(runs::hash(run).as_str()));
    common.filter(|run| !in_title(run)).map(|run| run.join(" ")).collect()
}

#[test]
fn no_text_of_the_decks_has_eight_words_in_a_row_from_the_article() {
    let hashes = read("tests/data/article-runs.txt");
    let article: BTreeSet<&str> = hashes.lines().collect();
    assert!(article.len() > 1000, "the article was hashed");
    let mut common = Vec::new();
    for name in DECKS.into_iter().chain(BASICS) {
        let deck = Value::Table(deck(name));
        let mut found = Vec::new();
        texts(&deck, &mut found);
        common.extend(found.into_iter().flat_map(|text| runs_of_the_article(text, &article, &TITLES)));
    }
    assert_eq!(common, [""; 0]);
}

/// A title of the article serves as the run that must be found.
#[test]
fn a_run_of_the_article_is_seen() {
    let hashes = read("tests/data/article-runs.txt");
    let article: BTreeSet<&str> = hashes.lines().collect();
    let text = format!("See: {}.", TITLES[1].to_uppercase());
    assert_eq!(runs_of_the_article(&text, &article, &[]).len(), runs::words(TITLES[1]).len() + 1 - runs::LENGTH);
    assert_eq!(runs_of_the_article(&text, &article, &TITLES), [""; 0]);
}

/// A row of `docs/inventory.md`: the notes that a fact rests on, and the entries that ask for it.
struct Row {
    notes: BTreeSet<usize>,
    entries: Vec<String>,
}

fn inventory() -> Vec<Row> {
    let text = read("docs/inventory.md");
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---")).skip(1);
    let read = |row: &str| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [fact, place, note, entries] = cells[..] else { panic!("four cells: {row}") };
        assert!(!fact.is_empty() && !place.is_empty() && !note.is_empty() && !entries.is_empty(), "{row}");
        // `16, p. 10` is note 16.
        let numbers = note.split([',', ' ']).filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let before_page = numbers.iter().take_while(|part| **part != "p.");
        let notes = before_page.filter_map(|part| part.parse().ok()).collect();
        Row { notes, entries: entries.split(", ").map(str::to_owned).collect() }
    };
    rows.map(read).collect()
}

#[test]
fn the_inventory_leaves_out_no_note_of_the_article() {
    let named: BTreeSet<usize> = inventory().into_iter().flat_map(|row| row.notes).collect();
    assert_eq!(named, (1..=23).collect());
}

#[test]
fn the_inventory_and_the_decks_name_the_same_entries() {
    let named: BTreeSet<String> = inventory().into_iter().flat_map(|row| row.entries).collect();
    let there: BTreeSet<String> = entries().into_iter().map(|(id, ..)| id).collect();
    assert_eq!(named.difference(&there).collect::<Vec<_>>(), [""; 0], "named in the inventory, missing in the decks");
    assert_eq!(there.difference(&named).collect::<Vec<_>>(), [""; 0], "in the decks, missing in the inventory");
}

#[test]
fn every_kind_of_entry_is_there_to_be_copied() {
    let there: BTreeSet<&str> = entries().into_iter().map(|(_, kind, _)| kind).collect();
    assert_eq!(there, BTreeSet::from(KINDS));
}

/// A paper of the course can take as many questions of each topic as it likes.
#[test]
fn topics_are_few_and_even() {
    let mut topics: BTreeMap<String, usize> = BTreeMap::new();
    for name in &DECKS[..5] {
        let usual = deck(name)["defaults"]["topics"].clone();
        for (_, _, entry) in entries().into_iter().filter(|(id, ..)| id.starts_with(&format!("{name}/"))) {
            let own = entry.get("topics").unwrap_or(&usual).as_array().expect("a list").clone();
            assert_eq!(own.len(), 1, "{entry}");
            *topics.entry(own[0].as_str().expect("a topic").to_owned()).or_default() += 1;
        }
    }
    let (least, most) = (topics.values().min().expect("topics"), topics.values().max().expect("topics"));
    assert!(topics.len() <= 8 && *least >= 12 && *most <= 2 * least, "{topics:?}");
}

/// Cards of the first version whose question is asked no more.
const RETIRED: [&str; 14] = [
    "eu-china-cyber-dates/diplomatic-ties#what",
    "eu-china-cyber-dates/prepared-and-held#held",
    "eu-china-cyber-dates/two-steps-of-december-2018#kind",
    "eu-china-cyber-instruments/renard-article#by",
    "eu-china-cyber-instruments/restrictive-measures#front",
    "eu-china-cyber-positions/renard-hub#who",
    "eu-china-cyber-positions/renard-drivers#who",
    "eu-china-cyber-positions/renard-difficult#who",
    "eu-china-cyber-positions/renard-transatlantic#who",
    "eu-china-cyber-positions/renard-future#who",
    "eu-china-cyber-positions/service-piracy#who",
    "eu-china-cyber-positions/argano-weight#who",
    "eu-china-cyber-positions/argano-duties#who",
    "eu-china-cyber-positions/argano-markets#who",
];

/// `deck/entry` or `deck/entry#part` of everything that an entry says it `was`.
fn former_names() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for name in DECKS.into_iter().chain(BASICS) {
        let deck = deck(name);
        let id = deck["deck"]["id"].as_str().expect("an id").to_owned();
        for entry in KINDS.iter().filter_map(|kind| deck.get(*kind)?.as_array()).flatten() {
            let mut was = Vec::new();
            entry.get("was").iter().for_each(|value| texts(value, &mut was));
            let full = |name: &str| if name.contains('/') { name.to_owned() } else { format!("{id}/{name}") };
            found.extend(was.into_iter().map(full));
        }
    }
    found
}

/// Students of the first version keep the progress of every card that is still asked, wherever it stands now.
#[test]
fn every_card_of_the_first_version_is_there_or_moved_or_retired() {
    let stems = read("tests/data/stems.txt");
    let now: BTreeSet<&str> = stems.lines().filter(|line| !line.starts_with(' ')).collect();
    let former = former_names();
    let moved =
        |card: &str| former.contains(card) || card.split('#').next().is_some_and(|entry| former.contains(entry));
    let first = read("tests/data/first-cards.txt");
    let lost: Vec<&str> = first.lines().filter(|card| !now.contains(card) && !moved(card)).collect();
    let retired: Vec<&str> = first.lines().filter(|card| RETIRED.contains(card)).collect();
    assert_eq!(lost, retired);
    assert_eq!(retired.len(), RETIRED.len());
}

/// What students type, card by card, with the verdict of a fair examiner.
#[test]
fn what_students_type_is_judged_as_an_examiner_would() {
    let mut cases = Vec::new();
    for line in read("tests/data/deck-answers.jsonl").lines() {
        let case: serde_json::Value = serde_json::from_str(line).expect("JSON");
        for verdict in ["right", "partial", "wrong"] {
            for typed in case.get(verdict).and_then(|typed| typed.as_array()).into_iter().flatten() {
                let course = case.get("course").cloned().unwrap_or_else(|| "eu-china-cyber".into());
                cases.push((course, case["card"].clone(), typed.clone(), verdict));
            }
        }
    }
    assert!(cases.len() > 300, "the cases were read");
    // As many lines at once as a pipe holds.
    for some in cases.chunks(200) {
        let line = |(course, card, typed, _): &(serde_json::Value, serde_json::Value, serde_json::Value, &str)| {
            format!("{}\n", serde_json::json!({ "deck": course, "card": card, "answer": typed }))
        };
        let run = Home::new().run(NOW, &["try", "--batch"], &some.iter().map(line).collect::<String>());
        assert_eq!(run.out.lines().count(), some.len(), "{}", run.err);
        for (line, (_, card, typed, expected)) in run.out.lines().zip(some) {
            let told: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let verdict = match told["outcome"].as_str() {
                Some("correct" | "close") => "right",
                Some("partial") => "partial",
                _ => "wrong",
            };
            assert_eq!(verdict, *expected, "{card}: {typed}: {line}");
        }
    }
}
