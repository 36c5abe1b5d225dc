//! A table of questions as a deck: one row an entry, the first row names the keys.

use anyhow::Result;
use csv::{ReaderBuilder, StringRecord};

use crate::card::KindName;
use crate::deck::{fixed, quoted};
use crate::error::{Fault, nearest};

/// Columns that hold a text.
const TEXTS: [&str; 24] = [
    "id",
    "ask",
    "answer",
    "why",
    "hint",
    "group",
    "front",
    "back",
    "event",
    "when",
    "name",
    "short",
    "role",
    "type",
    "purpose",
    "did",
    "claim",
    "verb",
    "about",
    "work",
    "statement",
    "text",
    "unit",
    "tolerance",
];
/// Columns that hold several, with `;` between.
const LISTS: [&str; 9] = ["was", "topics", "accept", "wrong", "answers", "items", "by", "who", "extra"];
/// Columns that hold yes or no.
const FLAGS: [&str; 4] = ["both", "options", "strict", "draft"];
/// Columns with a meaning of their own.
const OTHERS: [&str; 4] = ["kind", "source", "at", "pairs"];

/// The deck of a table. Commas, semicolons or tabs part the columns, whichever the first row has.
///
/// # Errors
/// A column that there is not, or a row that cannot be read, with its line.
pub(super) fn deck(table: &str, name: &str, id: &str, title: &str) -> Result<String> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter(table)).flexible(true).from_reader(table.as_bytes());
    let columns: Vec<String> = reader.headers().map_err(|cause| unreadable(name, &cause))?.iter().map(column).collect();
    for column in &columns {
        known(column, name)?;
    }
    let mut works: Vec<String> = Vec::new();
    let mut entries = String::new();
    for row in reader.records() {
        let row = row.map_err(|cause| unreadable(name, &cause))?;
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        entries.push_str(&entry(&Row { columns: &columns, row: &row }, &mut works, name)?);
    }
    let mut deck = format!("#:schema ./deck.schema.json\n\n[deck]\nid = \"{id}\"\ntitle = {}\n", quoted(title));
    for (at, work) in works.iter().enumerate() {
        deck.push_str(&format!("\n[sources.{}]\ntitle = {}\n", key(at), quoted(work)));
    }
    deck.push_str(&entries);
    Ok(fixed(&deck).unwrap_or(deck))
}

fn delimiter(table: &str) -> u8 {
    let first = table.lines().next().unwrap_or_default();
    let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',')
}

/// The key that a heading means: `Question` is `ask`.
fn column(heading: &str) -> String {
    let heading = heading.trim().to_lowercase().replace([' ', '-'], "_");
    match heading.as_str() {
        "question" => "ask".to_owned(),
        "topic" | "tags" => "topics".to_owned(),
        "explanation" | "because" => "why".to_owned(),
        "page" | "section" => "at".to_owned(),
        _ => heading,
    }
}

fn known(column: &str, name: &str) -> Result<()> {
    let all = || TEXTS.into_iter().chain(LISTS).chain(FLAGS).chain(OTHERS);
    if all().any(|known| known == column) {
        return Ok(());
    }
    let fault = Fault::new(format!("{name}:1: there is no column `{}`", column.escape_debug()));
    Err(match nearest(column, all()) {
        Some(meant) => fault.advice(format!("did you mean `{meant}`?")),
        None => fault.advice(format!("columns are {}", all().collect::<Vec<_>>().join(", "))),
    }
    .into())
}

fn unreadable(name: &str, cause: &csv::Error) -> Fault {
    let line = cause.position().map_or(1, csv::Position::line);
    Fault::new(format!("{name}:{line}: the row cannot be read: {cause}"))
}

/// A row, by the names of its columns.
struct Row<'r> {
    columns: &'r [String],
    row: &'r StringRecord,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|known| known == column)?;
        self.row.get(at).map(str::trim).filter(|cell| !cell.is_empty())
    }

    fn line(&self) -> u64 {
        self.row.position().map_or(0, csv::Position::line)
    }

    /// As written in `kind`, else what the columns make of it.
    fn kind(&self, name: &str) -> Result<KindName> {
        let Some(word) = self.cell("kind") else {
            let has = |column: &str| self.cell(column).is_some();
            return Ok(match () {
                () if has("event") => KindName::Date,
                () if has("role") => KindName::Institution,
                () if has("purpose") => KindName::Instrument,
                () if has("claim") => KindName::Position,
                () if has("front") => KindName::Card,
                () if has("statement") => KindName::TrueFalse,
                () if has("text") => KindName::Cloze,
                () if has("answers") => KindName::List,
                () if has("items") => KindName::Order,
                () if has("pairs") => KindName::Match,
                () if has("wrong") => KindName::Choice,
                () => KindName::Short,
            });
        };
        let word = word.to_lowercase().replace([' ', '-'], "_");
        KindName::parse(&word).ok_or_else(|| {
            let fault = Fault::new(format!("{name}:{}: there is no kind `{}`", self.line(), word.escape_debug()));
            match nearest(&word, KindName::ALL.map(KindName::word)) {
                Some(meant) => fault.advice(format!("did you mean `{meant}`?")).into(),
                None => fault.advice("leave the column empty: short, or choice where there is `wrong`").into(),
            }
        })
    }
}

fn entry(row: &Row<'_>, works: &mut Vec<String>, name: &str) -> Result<String> {
    let kind = row.kind(name)?;
    let mut entry = format!("\n[[{}]]\n", kind.word());
    let mut line = |key: &str, value: String| entry.push_str(&format!("{key} = {value}\n"));
    for column in row.columns {
        let Some(cell) = row.cell(column) else { continue };
        match column.as_str() {
            "answer" if kind == KindName::TrueFalse => line("answer", truth(row, cell, name)?.to_string()),
            "answer" if kind == KindName::Choice && cell.contains(';') => line("answer", list(cell)),
            "pairs" => line("pairs", pairs(cell)),
            "source" => line("source", source(row, cell, works)),
            key if FLAGS.contains(&key) => line(key, truth(row, cell, name)?.to_string()),
            key if LISTS.contains(&key) => line(key, list(cell)),
            key if TEXTS.contains(&key) => line(key, quoted(cell)),
            _ => {}
        }
    }
    Ok(entry)
}

fn list(cell: &str) -> String {
    let items: Vec<String> = cell.split(';').map(str::trim).filter(|item| !item.is_empty()).map(quoted).collect();
    format!("[{}]", items.join(", "))
}

fn pairs(cell: &str) -> String {
    let pair = |text: &str| {
        let (left, right) = text.split_once('=').unwrap_or((text, ""));
        format!("[{}, {}]", quoted(left.trim()), quoted(right.trim()))
    };
    let pairs: Vec<String> = cell.split(';').filter(|text| !text.trim().is_empty()).map(pair).collect();
    format!("[{}]", pairs.join(", "))
}

fn source(row: &Row<'_>, title: &str, works: &mut Vec<String>) -> String {
    let at = works.iter().position(|known| known == title).unwrap_or_else(|| {
        works.push(title.to_owned());
        works.len() - 1
    });
    match row.cell("at") {
        Some(place) => format!("{{ key = \"{}\", at = {} }}", key(at), quoted(place)),
        None => format!("\"{}\"", key(at)),
    }
}

fn key(at: usize) -> String {
    format!("source-{}", at + 1)
}

fn truth(row: &Row<'_>, cell: &str, name: &str) -> Result<bool> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "x" | "vrai" | "oui" | "wahr" | "richtig" | "ja" => Ok(true),
        "false" | "no" | "n" | "0" | "faux" | "non" | "falsch" | "nein" => Ok(false),
        other => {
            let fault =
                Fault::new(format!("{name}:{}: `{}` is neither true nor false", row.line(), other.escape_debug()));
            Err(fault.advice("write true or false").into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::Kind;
    use crate::deck::read;

    #[test]
    fn a_row_is_an_entry_of_the_kind_that_its_columns_make() {
        let table = "Question;Answer;wrong;topic;source;page;why\n\
                     \"Who said \"\"no\"\"?\";Brandt;;law;A book;p. 3;\n\
                     Which?;one;two; three;law;A book;;Because.\n";
        let table = table.replace("two; three", "\"two; three\"");
        let text = deck(&table, "t.csv", "t", "T").unwrap();
        let reading = read(&text);
        assert_eq!(reading.diagnostics, [], "{text}");
        let notes = reading.deck.unwrap().notes;
        assert_eq!(notes[0].kind, Kind::Short { ask: "Who said \"no\"?".into(), answer: "Brandt".into() });
        assert_eq!((notes[0].sources[0].at.as_deref(), notes[0].id_is_generated), (Some("p. 3"), false));
        assert_eq!(notes[1].kind, Kind::Choice { ask: "Which?".into(), answers: vec!["one".into()] });
        assert_eq!(notes[1].wrong.len(), 2);
    }

    #[test]
    fn every_kind_can_stand_in_a_table() {
        let table = "kind,ask,answer,answers,items,pairs,front,back,event,when,statement,name,role,purpose,who,claim,text,wrong\n\
            list,Which?,,a; b,,,,,,,,,,,,,,\n\
            order,Which order?,,,a; b,,,,,,,,,,,,,\n\
            match,What fits?,,,,a = 1; b = 2,,,,,,,,,,,,\n\
            card,,,,,,f,b,,,,,,,,,,\n\
            ,,,,,,,,It rained,2017-12,,,,,,,,\n\
            true false,,no,,,,,,,,It rains.,,,,,,,\n\
            ,,,,,,,,,,,ENISA,assists states,,,,,\n\
            ,,,,,,,,,,,GDPR,,protects data,,,,\n\
            ,,,,,,,,,,,,,,A; B,it rains,,\n\
            ,,,,,,,,,,,,,,,,The {{x}} is seen.,\n\
            number,How many?,27,,,,,,,,,,,,,,,\n\
            choice,Which?,a; b,,,,,,,,,,,,,,,c\n";
        let text = deck(table, "t.csv", "t", "T").unwrap();
        let reading = read(&text);
        assert_eq!(reading.diagnostics, [], "{text}");
        assert_eq!(reading.deck.unwrap().notes.len(), 12);
    }

    #[test]
    fn what_cannot_be_meant_is_told_with_its_line() {
        let fault = |table: &str| deck(table, "t.csv", "t", "T").unwrap_err().to_string();
        assert!(fault("ask,anwser\na,b\n").contains("t.csv:1: there is no column `anwser`"));
        assert!(fault("kind,ask\nshrot,b\n").contains("t.csv:2: there is no kind `shrot`"));
        assert!(fault("statement,answer,kind\ns,maybe,true_false\n").contains("neither true nor false"));
    }
}
