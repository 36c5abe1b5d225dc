//! Anki's text export: rows between tabs, with `#` lines above them that say what the columns are.

use csv::ReaderBuilder;

use super::decode;
use super::html::to_text;
use super::incoming::{Incoming, Record, tidy};
use super::table::kind_of;
use crate::card::KindName;
use crate::deck::put_list;

/// What the lines above the rows say; columns from 1.
#[derive(Default)]
struct Head {
    separator: u8,
    is_html: bool,
    guid: Option<usize>,
    notetype: Option<usize>,
    deck: Option<usize>,
    tags: Option<usize>,
    /// Tags of every row.
    topics: Vec<String>,
    lines: usize,
}

pub(super) fn read(bytes: &[u8]) -> Incoming {
    let (text, encoding) = decode::text(bytes);
    let mut incoming = Incoming::default();
    decode::tell(encoding, &mut incoming);
    let (head, rows) = head(&text);
    let mut reader =
        ReaderBuilder::new().delimiter(head.separator).has_headers(false).flexible(true).from_reader(rows.as_bytes());
    let mut decks: Vec<String> = Vec::new();
    for row in reader.records().map_while(Result::ok) {
        let line = row.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or_default()) + head.lines;
        let cells: Vec<&str> = row.iter().collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        decks.extend(cell(&cells, head.deck).map(|deck| deck.rsplit("::").next().unwrap_or(deck).to_owned()));
        match record(line, &cells, &head) {
            Ok(record) => incoming.records.push(record),
            Err(why) => incoming.refuse(line, why),
        }
    }
    incoming.title = decks.into_iter().next();
    incoming
}

/// Whether the first line says what the columns are, as only Anki does: `#separator:tab`, or an old `tags:` line.
pub(super) fn is_headed(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let keys = [
        "separator",
        "html",
        "tags",
        "columns",
        "notetype",
        "deck",
        "guid column",
        "notetype column",
        "deck column",
        "tags column",
    ];
    let is_key =
        line.strip_prefix('#').and_then(|rest| rest.split_once(':')).is_some_and(|(key, _)| keys.contains(&key.trim()));
    is_key || (line.starts_with("tags:") && text.lines().nth(1).is_some_and(|line| line.contains(['\t', ';', ','])))
}

fn head(text: &str) -> (Head, &str) {
    let is_plain = !text.contains('\t') && text.contains(';');
    let mut head = Head { separator: if is_plain { b';' } else { b'\t' }, ..Head::default() };
    let mut rest = text;
    let is_head = |line: &str| line.starts_with('#') || line.starts_with("tags:");
    while let Some((line, after)) = rest.split_once('\n').filter(|(line, _)| is_head(line)) {
        let (key, value) = line.trim_start_matches('#').trim().split_once(':').unwrap_or_default();
        let column = value.trim().parse().ok();
        match key {
            "separator" => head.separator = separator(value.trim()),
            "html" => head.is_html = value.trim() == "true",
            "guid column" => head.guid = column,
            "notetype column" => head.notetype = column,
            "deck column" => head.deck = column,
            "tags column" => head.tags = column,
            "tags" => head.topics = value.split_whitespace().map(tidy).collect(),
            _ => {}
        }
        head.lines += 1;
        rest = after;
    }
    (head, rest)
}

fn separator(value: &str) -> u8 {
    match value.to_lowercase().as_str() {
        "comma" => b',',
        "semicolon" => b';',
        "pipe" => b'|',
        "colon" => b':',
        "space" => b' ',
        other => other.bytes().next().filter(|_| other.len() == 1).unwrap_or(b'\t'),
    }
}

fn cell<'r>(cells: &[&'r str], column: Option<usize>) -> Option<&'r str> {
    let text = cells.get(column?.checked_sub(1)?)?.trim();
    (!text.is_empty()).then_some(text)
}

fn record(line: usize, cells: &[&str], head: &Head) -> Result<Record, String> {
    let special = [head.guid, head.notetype, head.deck, head.tags];
    let mut record = Record::new(line, KindName::Card);
    let mut texts: Vec<String> = Vec::new();
    for (_, cell) in cells.iter().enumerate().filter(|(at, _)| !special.contains(&Some(at + 1))) {
        if head.is_html {
            let plain = to_text(cell);
            plain.lost.into_iter().for_each(|lost| record.lose(lost));
            texts.push(plain.text);
        } else {
            texts.push(tidy(cell));
        }
    }
    record.name = cell(cells, head.guid).map(|guid| format!("anki-{}", super::anki::hash(guid)));
    let mut filled = texts.iter().filter(|text| !text.is_empty());
    let Some(question) = filled.next() else {
        return Err("it has no words, or nothing but pictures and sounds".to_owned());
    };
    if let Some(cloze) = super::anki::clozes(question, &[])?.into_iter().next() {
        record.draft.kind = KindName::Cloze;
        record.put("text", &cloze.text);
        if let Some(hint) = cloze.hint {
            record.put("hint", &hint);
        }
    } else {
        let answer = filled.next().ok_or("there is no answer")?;
        record.draft.kind = kind_of(question, answer, false);
        let (ask, key) = match record.draft.kind {
            KindName::TrueFalse => ("statement", "answer"),
            KindName::Card => ("front", "back"),
            _ => ("ask", "answer"),
        };
        record.put(ask, question);
        super::table::put_cell(&mut record.draft, key, answer)?;
    }
    if let Some(more) = filled.next() {
        record.put("why", more);
    }
    if filled.next().is_some() {
        record.lose("fields behind the third");
    }
    let mut tags = head.topics.clone();
    tags.extend(cell(cells, head.tags).unwrap_or_default().split_whitespace().map(tidy));
    put_list(&mut record.draft.table, "topics", &tags);
    Ok(record)
}
