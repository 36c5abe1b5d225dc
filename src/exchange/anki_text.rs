//! Anki's text export: rows between tabs, with `#` lines above them that say what the columns are.

use csv::ReaderBuilder;

use super::decode;
use super::html::to_text;
use super::incoming::{Incoming, Record, tidy};
use super::table::{Column, kind_of, of_name};
use crate::card::KindName;
use crate::deck::{excerpt, put_list};

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
    /// The names of all columns, where the file says them.
    names: Vec<String>,
    lines: usize,
}

impl Head {
    /// The question first and its answer behind it, where the names of the columns say which they are.
    fn in_order(&self, texts: &mut Vec<String>, special: &[Option<usize>]) {
        let own = self.names.iter().enumerate().filter(|(at, _)| !special.contains(&Some(at + 1)));
        let roles: Vec<Column> = own.map(|(_, name)| of_name(name)).collect();
        let place = |role: Column| roles.iter().position(|one| *one == role).filter(|at| *at < texts.len());
        if let (Some(question), Some(answer)) = (place(Column::Question), place(Column::Answer)) {
            let (ask, said) = (std::mem::take(&mut texts[question]), std::mem::take(&mut texts[answer]));
            texts.splice(0..0, [ask, said]);
        }
    }
}

pub(super) fn read(bytes: &[u8]) -> Incoming {
    let (text, encoding) = decode::text(bytes);
    let mut incoming = Incoming::default();
    decode::tell(encoding, &mut incoming);
    let (head, rows) = head(&text);
    let mut reader =
        ReaderBuilder::new().delimiter(head.separator).has_headers(false).flexible(true).from_reader(rows.as_bytes());
    let mut decks: Vec<String> = Vec::new();
    let mut is_first = true;
    for row in reader.records().map_while(Result::ok) {
        let line = row.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or_default()) + head.lines;
        let cells: Vec<&str> = row.iter().collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let is_named = std::mem::take(&mut is_first) && names_columns(&cells, &head);
        if is_named {
            incoming.pass_over(line, "the row names columns, and is no card");
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

/// Anki writes no row of names; people who make such files do.
fn names_columns(cells: &[&str], head: &Head) -> bool {
    let special = [head.guid, head.notetype, head.deck, head.tags];
    let own = cells.iter().enumerate().filter(|(at, _)| !special.contains(&Some(at + 1)));
    let own: Vec<String> = own.map(|(_, cell)| tidy(cell)).collect();
    own.len() > 1 && own.iter().all(|name| name.chars().count() > 1) && super::table::is_known(&own)
}

/// Where a separator cuts a text at the `;` of `&amp;`, no quotation marks held it together.
fn is_cut(cell: &str, separator: u8) -> bool {
    let name = cell.rsplit_once('&').map_or("", |(_, name)| name);
    separator == b';' && name.len() > 1 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
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
            "columns" => {
                let sign = char::from(head.separator);
                head.names = value.trim_end_matches('\r').split(sign).map(tidy).collect();
            }
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
    if let Some(cut) = cells.iter().find(|cell| is_cut(cell, head.separator)) {
        return Err(format!("the `;` of `{}` cuts a field in two: put the field into quotation marks", excerpt(cut)));
    }
    for (_, cell) in cells.iter().enumerate().filter(|(at, _)| !special.contains(&Some(at + 1))) {
        if head.is_html {
            let plain = to_text(cell);
            plain.lost.into_iter().for_each(|lost| record.lose(lost));
            texts.push(plain.text);
        } else {
            texts.push(tidy(cell));
        }
    }
    head.in_order(&mut texts, &special);
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
