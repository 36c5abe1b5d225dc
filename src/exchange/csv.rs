//! Tables: CSV and TSV, in the dialects that spreadsheets and other programs write.

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};

use super::cells::{self, answer_key, put_cell};
use super::columns::{Column, Columns, kind_of};
use super::incoming::{Incoming, Record, subject_key, tidy};
use super::{Format, Losses, Sent, decode};
use crate::card::{Deck, KindName};
use crate::deck::{Draft, entry, excerpt};

/// Columns that stand first; others follow where an entry has them.
const FIRST: [&str; 4] = ["kind", "id", "question", "answer"];

/// Writes a deck as a table with a row of names.
pub(super) fn write(deck: &Deck, format: Format) -> Sent {
    let drafts: Vec<Draft> = deck.notes.iter().map(entry).collect();
    let rows: Vec<Vec<(&str, String)>> = drafts.iter().map(cells::cells).collect();
    let mut columns: Vec<&str> = FIRST.to_vec();
    for (column, _) in rows.iter().flatten() {
        if !columns.contains(column) {
            columns.push(column);
        }
    }
    let delimiter = if format == Format::Tsv { b'\t' } else { b',' };
    let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(Vec::new());
    let sound = "a vector takes every row";
    writer.write_record(&columns).expect(sound);
    for (draft, row) in drafts.iter().zip(&rows) {
        let cell = |column: &&str| match *column {
            "kind" => draft.kind.word().to_owned(),
            name => row.iter().find(|(own, _)| *own == name).map(|(_, cell)| cells::safe(cell)).unwrap_or_default(),
        };
        writer.write_record(columns.iter().map(cell)).expect(sound);
    }
    let bytes = writer.into_inner().expect(sound);
    Sent { bytes, records: rows.len(), losses: Losses { of_deck: of_deck(deck), ..Losses::default() } }
}

/// What of the head of a deck has no row.
fn of_deck(deck: &Deck) -> Vec<String> {
    let mut lost = vec!["the title, which is named again at the next import".to_owned()];
    let told = [
        (deck.course != deck.id, "the course"),
        (deck.language_tag != "en", "the language"),
        (deck.description.is_some(), "the description"),
        (!deck.sources.is_empty(), "author, year and publisher of the sources; their keys are carried"),
    ];
    lost.extend(told.into_iter().filter(|(lost, _)| *lost).map(|(_, what)| what.to_owned()));
    lost
}

/// Reads a table.
pub(super) fn read(bytes: &[u8], format: Format) -> Result<Incoming, String> {
    let (text, encoding) = decode::text(bytes);
    let (text, named) = separator_line(&text);
    let delimiter = match (named, format) {
        (Some(delimiter), _) => delimiter,
        (None, Format::Tsv) => b'\t',
        _ => delimiter_of(text),
    };
    let mut incoming = Incoming::default();
    decode::tell(encoding, &mut incoming);
    let rows = rows(text, delimiter);
    let width = rows.iter().map(|(_, row)| row.len()).max().unwrap_or_default();
    let Some((_, first)) = rows.first() else { return Err("there is no row in it".to_owned()) };
    let columns = Columns::of(first, width);
    if width < 2 && !columns.has_header {
        return Err("its rows have one cell each: a question and its answer belong in two columns".to_owned());
    }
    let sign = match delimiter {
        b'\t' => "a tab".to_owned(),
        sign => format!("`{}`", char::from(sign)),
    };
    incoming.told.push(format!("between the cells: {sign}; {}", columns.told()));
    incoming.is_guess |= !columns.are_ours();
    for (row, cells) in rows.iter().skip(usize::from(columns.has_header)) {
        match record(*row, cells, &columns, &mut incoming) {
            Ok(record) => incoming.records.push(record),
            Err(why) => incoming.refuse(*row, why),
        }
    }
    Ok(incoming)
}

/// Excel's own first line, `sep=;`.
fn separator_line(text: &str) -> (&str, Option<u8>) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    match line.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) => (rest, Some(*delimiter)),
        _ => (text, None),
    }
}

/// The sign that cuts the first rows into equally many cells, more than one.
fn delimiter_of(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let head: String = text.chars().take(20_000).collect();
        let rows = rows(&head, delimiter);
        let width = rows.first().map_or(0, |(_, row)| row.len());
        let alike = rows.iter().filter(|(_, row)| row.len() == width).count();
        if width < 2 { 0 } else { alike * 1000 / rows.len() + width.min(9) }
    };
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|&delimiter| score(delimiter)).unwrap_or(b',')
}

/// The rows with any text in them, each with its number as a spreadsheet shows it.
fn rows(text: &str, delimiter: u8) -> Vec<(usize, Vec<String>)> {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let cells = |row: &StringRecord| row.iter().map(|cell| tidy(cells::bare(cell))).collect::<Vec<_>>();
    let mut rows = Vec::new();
    // Rows that are empty are passed over by the reader: lines between records are counted as rows of their own.
    let (mut row, mut line_after) = (0, 1);
    for record in reader.records().map_while(Result::ok) {
        let line = record.position().map_or(line_after, csv::Position::line);
        row += usize::try_from(line.saturating_sub(line_after)).unwrap_or_default() + 1;
        let breaks = record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        line_after = line + breaks + 1;
        rows.push((row, cells(&record)));
    }
    rows.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    rows
}

/// The cells of a row by their meaning.
#[derive(Default)]
struct Row<'a> {
    kind: Option<&'a str>,
    id: Option<&'a str>,
    question: &'a str,
    answer: &'a str,
    keys: Vec<(&'static str, &'a str)>,
    options: Vec<&'a str>,
    lost: Vec<String>,
}

fn sorted<'a>(cells: &'a [String], columns: &Columns) -> Row<'a> {
    let mut row = Row::default();
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        match columns.columns.get(at).copied().unwrap_or(Column::Other) {
            Column::Kind => row.kind = Some(cell),
            Column::Id => row.id = Some(cell),
            Column::Question => row.question = cell,
            Column::Answer => row.answer = cell,
            Column::Key(key) => row.keys.push((key, cell)),
            Column::Option(_) => row.options.push(cell),
            Column::Other => row.lost.push(match columns.names.get(at).filter(|name| !name.is_empty()) {
                Some(name) => format!("the column `{}`", excerpt(name)),
                None => format!("column {}", at + 1),
            }),
        }
    }
    row
}

fn record(number: usize, cells: &[String], columns: &Columns, incoming: &mut Incoming) -> Result<Record, String> {
    let mut row = sorted(cells, columns);
    if row.question.is_empty() {
        return Err("there is no question".to_owned());
    }
    let wrong = if row.options.is_empty() { Vec::new() } else { choose(&mut row)? };
    let has_wrong = !wrong.is_empty() || row.keys.iter().any(|(key, _)| *key == "wrong");
    let kind = match row.kind {
        Some(word) if columns.are_ours() || KindName::parse(word).is_some() => {
            KindName::parse(word).ok_or_else(|| {
                let known = KindName::ALL.map(KindName::word).join(", ");
                format!("there is no kind `{}`; known are {known}", excerpt(word))
            })?
        }
        _ => kind_of(row.question, row.answer, has_wrong),
    };
    let mut record = Record::new(number, kind);
    record.name = row.id.map(str::to_owned);
    put_cell(&mut record.draft, subject_key(kind), row.question)?;
    match answer_key(kind) {
        Some(_) if row.answer.is_empty() => return Err("there is no answer".to_owned()),
        Some("answer") if kind == KindName::Choice && !columns.are_ours() => record.put("answer", row.answer),
        Some(key) => put_cell(&mut record.draft, key, row.answer)?,
        None if !row.answer.is_empty() => record.lose("the answer beside a text with gaps"),
        None => {}
    }
    put_keys(&mut record, &row, wrong, columns.are_ours(), incoming)?;
    row.lost.iter().for_each(|lost| record.lose(lost.as_str()));
    Ok(record)
}

/// Which of a row's options is right: named by its text, its letter or its number.
fn choose<'a>(row: &mut Row<'a>) -> Result<Vec<&'a str>, String> {
    let options = std::mem::take(&mut row.options);
    let by_place = match row.answer.as_bytes() {
        [letter @ (b'a'..=b'j' | b'A'..=b'J')] => Some(usize::from(letter.to_ascii_lowercase() - b'a')),
        _ => row.answer.parse::<usize>().ok().and_then(|count| count.checked_sub(1)),
    };
    let by_text = options.iter().position(|option| *option == row.answer);
    match by_text.or(by_place).filter(|&at| at < options.len()) {
        Some(at) => {
            row.answer = options[at];
            Ok(options.into_iter().enumerate().filter(|(other, _)| *other != at).map(|(_, option)| option).collect())
        }
        None if row.answer.is_empty() => Err("no answer says which option is right".to_owned()),
        // A word that is no option is the right one beside the others; a letter or small number is a slip.
        None if options.len() < 10 && by_place.is_none_or(|at| at >= 10) => Ok(options),
        None => Err(format!("the answer `{}` is none of the options", excerpt(row.answer))),
    }
}

fn put_keys(
    record: &mut Record,
    row: &Row<'_>,
    options: Vec<&str>,
    ours: bool,
    incoming: &mut Incoming,
) -> Result<(), String> {
    let mut joined: Vec<(&str, String)> = Vec::new();
    for (key, cell) in &row.keys {
        let cell = if ours { (*cell).to_owned() } else { foreign(key, cell) };
        match joined.iter_mut().find(|(known, _)| known == key) {
            Some((_, cells)) => *cells = format!("{cells} | {cell}"),
            None => joined.push((key, cell)),
        }
    }
    if !options.is_empty() {
        let list: Vec<String> = options.iter().map(|option| foreign("", option)).collect();
        joined.push(("wrong", list.join(" | ")));
    }
    for (key, cell) in &joined {
        if Some(*key) == answer_key(record.draft.kind) || *key == subject_key(record.draft.kind) {
            record.lose(format!("the column `{key}` beside the answer"));
            continue;
        }
        put_cell(&mut record.draft, key, cell)?;
        if *key == "source" {
            for cited in cells::list(cell) {
                let source = cited.split("::").next().unwrap_or_default().trim();
                if incoming.sources.iter().all(|(known, _)| known != source) {
                    let work = crate::card::Source { title: source.to_owned(), ..Default::default() };
                    incoming.sources.push((source.to_owned(), work));
                }
            }
        }
    }
    Ok(())
}

/// A cell of another program in the shape of ours: topics and accepted forms are split as people split them.
fn foreign(key: &str, cell: &str) -> String {
    let plain = |text: &str| text.replace("::", "\\::");
    let pieces: Vec<&str> = match key {
        _ if cell.contains('|') => vec![cell],
        "topics" => cell.split([';', ',']).collect(),
        "accept" | "wrong" => cell.split(';').collect(),
        _ => vec![cell],
    };
    pieces.into_iter().map(|piece| plain(piece.trim())).collect::<Vec<_>>().join(" | ")
}
