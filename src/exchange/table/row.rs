//! A row of a table as an entry.

use super::cells::{self, answer_key, put_cell};
use super::column::{ASKS, Column};
use super::columns::Columns;
use super::header::{is_number, is_sum};
use super::kind_guess::kind_of;
use super::options::{Asked, Reading};
use super::sheet::Line;
use super::truth;
use crate::card::KindName;
use crate::deck::{excerpt, iso_meant, pair, put_values};
use crate::diagnostic::nearest;
use crate::exchange::html::MEDIA;
use crate::exchange::incoming::{Incoming, Record, subject_key};
use crate::exchange::markup;
use crate::exchange::said::Names;

/// In whose words the cells are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    /// As acquis writes them.
    Ours,
    /// As an author of decks writes them: `;` between items, `=` between the sides of a pair.
    Authors,
    /// Another program's: there may be markup in them.
    Foreign,
}

impl Cells {
    pub(super) fn of(columns: &Columns, names: Names) -> Self {
        match names {
            _ if columns.are_exported() => Self::Ours,
            Names::Authors => Self::Authors,
            Names::Any if columns.are_ours() => Self::Ours,
            Names::Any => Self::Foreign,
        }
    }
}

/// The cells of a row by their meaning.
#[derive(Clone, Debug, Default)]
pub(super) struct TableRow {
    pub(super) number: usize,
    kind: String,
    id: String,
    question: String,
    answer: String,
    at: String,
    keys: Vec<(&'static str, String)>,
    options: Vec<(usize, String)>,
    in_one_cell: String,
    lost: Vec<String>,
    /// Pictures and sounds of the question.
    media: Vec<String>,
    /// The question showed a picture or played a sound.
    hangs: bool,
    /// Why it cannot become an entry.
    broken: Option<String>,
}

impl TableRow {
    pub(super) fn new(line: &Line, columns: &Columns, cells: Cells) -> Self {
        let mut row = Self { number: line.number, ..Self::default() };
        let mut option = 0;
        for at in 0..line.cells.len().max(columns.columns.len()) {
            let column = columns.columns.get(at).copied();
            let place = option;
            option += usize::from(matches!(column, Some(Column::Option(_))));
            let Some(cell) = line.cells.get(at).filter(|cell| !cell.is_empty()) else { continue };
            let Some(column) = column else {
                let (has, named) = (line.filled(), columns.columns.len());
                row.broken = Some(format!(
                    "it has {has} cells, and the table {named} columns: put a text with a separator in it into quotation marks"
                ));
                break;
            };
            let text =
                if matches!(column, Column::Id | Column::Kind) { cell.clone() } else { row.plain(cell, column, cells) };
            row.take(column, text, place, columns.names.get(at).map_or("", String::as_str), at);
        }
        row
    }

    /// The words of a cell; its markup is told.
    fn plain(&mut self, cell: &str, column: Column, cells: Cells) -> String {
        if cells != Cells::Foreign {
            return cell.to_owned();
        }
        let plain = markup::plain(cell);
        if column == Column::Question && plain.lost.contains(&MEDIA) {
            self.media = plain.media;
            self.hangs = true;
        }
        for lost in plain.lost {
            if !self.lost.iter().any(|known| known == lost) {
                self.lost.push(lost.to_owned());
            }
        }
        plain.text
    }

    fn take(&mut self, column: Column, text: String, place: usize, name: &str, at: usize) {
        match column {
            Column::Kind => self.kind = text,
            Column::Id => self.id = text,
            Column::Question => self.question = text,
            Column::Answer => self.answer = text,
            Column::At => self.at = text,
            Column::Key(key) | Column::Fact(key) => self.keys.push((key, text)),
            Column::Option(_) => self.options.push((place, text)),
            Column::Options => self.in_one_cell = text,
            Column::Unused => {}
            Column::Unknown if name.is_empty() => self.lost.push(format!("column {}", at + 1)),
            Column::Unknown => self.lost.push(format!("the column `{}`", excerpt(name))),
        }
    }

    /// The answer of a row that neither says its kind nor has options to choose from.
    pub(super) fn typed(&self) -> Option<&str> {
        let is_typed = self.kind.is_empty() && self.options.is_empty() && !self.answer.is_empty();
        (is_typed && !self.has("wrong") && self.broken.is_none()).then_some(self.answer.as_str())
    }

    pub(super) fn may_be_statement(&self) -> bool {
        truth::may_be_statement(&self.question)
    }

    pub(super) fn set_truth(&mut self, truth: bool) {
        self.answer = truth.to_string();
    }

    /// Why it is no card, where it looks like the sum below a table.
    pub(super) fn refuse_sum(&mut self) {
        let is_number = self.answer.is_empty() || is_number(&self.answer);
        if is_sum(&self.question) && is_number && self.options.is_empty() && self.broken.is_none() {
            self.broken =
                Some(format!("`{}` in the last row looks like a sum, and is no card", excerpt(&self.question)));
        }
    }

    pub(super) fn asked(&self) -> Asked {
        Asked { options: self.options.clone(), key: self.answer.clone() }
    }

    /// The options that stand in one cell, with the key beside them.
    pub(super) fn in_one_cell(&self) -> Option<(String, String)> {
        (!self.in_one_cell.is_empty()).then(|| (self.in_one_cell.clone(), self.answer.clone()))
    }

    pub(super) fn set_options(&mut self, options: Vec<(usize, String)>) {
        self.options = options;
        self.in_one_cell.clear();
    }

    pub(super) fn set_flag(&mut self) {
        let flag = std::mem::take(&mut self.in_one_cell);
        self.keys.push(("options", flag));
    }

    fn has(&self, wanted: &str) -> bool {
        self.keys.iter().any(|(key, _)| *key == wanted)
    }

    fn key(&mut self, wanted: &str) -> Option<String> {
        let at = self.keys.iter().position(|(key, _)| *key == wanted)?;
        Some(self.keys.remove(at).1)
    }

    /// As written in its cell, else what its columns make of it.
    fn kind(&self, has_wrong: bool) -> Result<KindName, String> {
        let by_column = [
            ("event", KindName::Date),
            ("role", KindName::Institution),
            ("purpose", KindName::Instrument),
            ("claim", KindName::Position),
            ("front", KindName::Card),
            ("statement", KindName::TrueFalse),
            ("answers", KindName::List),
            ("items", KindName::Order),
            ("pairs", KindName::Match),
            ("text", KindName::Cloze),
        ];
        if let Some(kind) = self.named_kind()? {
            return Ok(kind);
        }
        let by_column = by_column.iter().find(|(key, _)| self.has(key)).map(|(_, kind)| *kind);
        Ok(by_column.unwrap_or_else(|| kind_of(&self.question, &self.answer, has_wrong)))
    }

    fn named_kind(&self) -> Result<Option<KindName>, String> {
        if self.kind.is_empty() {
            return Ok(None);
        }
        let word = self.kind.to_lowercase().replace([' ', '-'], "_");
        let known = || KindName::ALL.map(KindName::word);
        match (KindName::parse(&word), nearest(&word, known())) {
            (Some(kind), _) => Ok(Some(kind)),
            (None, Some(meant)) => Err(format!("there is no kind `{}`; did you mean `{meant}`?", excerpt(&self.kind))),
            (None, None) => {
                Err(format!("there is no kind `{}`; known are {}", excerpt(&self.kind), known().join(", ")))
            }
        }
    }
}

/// Makes an entry of a row.
///
/// # Errors
/// Something of it is missing, or cannot be meant.
pub(super) fn record(
    mut row: TableRow,
    reading: Option<Reading>,
    columns: &Columns,
    cells: Cells,
    incoming: &mut Incoming,
) -> Result<Record, String> {
    if let Some(why) = row.broken.take() {
        return Err(why);
    }
    let is_choice = !row.options.is_empty();
    let (right, wrong) = match reading.filter(|_| is_choice) {
        Some(reading) => chosen(&row, reading, columns)?,
        None => (Vec::new(), Vec::new()),
    };
    let has_wrong = !wrong.is_empty() || row.has("wrong");
    let mut kind = row.kind(has_wrong)?;
    let gaps = if cells == Cells::Foreign { markup::gaps(&row.question)? } else { None };
    if gaps.is_some() && row.kind.is_empty() {
        kind = KindName::Cloze;
    }
    let subject = subject(&mut row, kind)?;
    let mut record = Record::new(row.number, kind);
    record.kind_is_guess = row.kind.is_empty();
    record.name = Some(std::mem::take(&mut row.id)).filter(|id| !id.is_empty());
    match gaps.filter(|_| kind == KindName::Cloze) {
        Some((text, hint)) => {
            record.put("text", &text);
            row.keys.extend(hint.map(|hint| ("hint", hint)));
            let behind = std::mem::take(&mut row.answer);
            row.keys.extend((!behind.is_empty()).then_some(("why", behind)));
        }
        None => put_cell(&mut record.draft, subject_key(kind), &subject)?,
    }
    answer(&mut record, &mut row, &right, cells)?;
    put_keys(&mut record, &mut row, wrong, cells, incoming)?;
    row.lost.iter().for_each(|lost| record.lose(lost.as_str()));
    if row.hangs {
        incoming.set_aside(&mut record, std::mem::take(&mut row.media));
    }
    Ok(record)
}

/// What is asked; of a fact that is asked in other words, those too.
fn subject(row: &mut TableRow, kind: KindName) -> Result<String, String> {
    let question = std::mem::take(&mut row.question);
    let subject = match row.key(subject_key(kind)) {
        Some(own) if question.is_empty() => own,
        Some(own) => {
            row.keys.push(("ask", question));
            own
        }
        None => question,
    };
    if subject.is_empty() {
        let pictures = row.lost.iter().any(|lost| lost == MEDIA);
        return Err(
            if pictures { "there is no question but pictures and sounds" } else { "there is no question" }.to_owned()
        );
    }
    Ok(subject)
}

fn answer(record: &mut Record, row: &mut TableRow, right: &[String], cells: Cells) -> Result<(), String> {
    let kind = record.draft.kind;
    let Some(key) = answer_key(kind) else {
        if !row.answer.is_empty() {
            record.lose("the answer beside a text with gaps");
        }
        return Ok(());
    };
    let answer = row.key(key).filter(|_| row.answer.is_empty()).unwrap_or_else(|| std::mem::take(&mut row.answer));
    match right {
        [] if answer.is_empty() => {
            let pictures = row.lost.iter().any(|lost| lost == MEDIA);
            return Err(
                if pictures { "there is no answer but pictures and sounds" } else { "there is no answer" }.to_owned()
            );
        }
        [] => put_cell(&mut record.draft, key, &foreign(kind, key, &answer, cells))?,
        right => {
            let right: Vec<String> = right.iter().map(|text| cells::escaped(text)).collect();
            put_cell(&mut record.draft, key, &right.join(" | "))?;
        }
    }
    Ok(())
}

/// The right options and the others.
fn chosen(row: &TableRow, reading: Reading, columns: &Columns) -> Result<(Vec<String>, Vec<String>), String> {
    let asked = row.asked();
    let texts = || asked.options.iter().map(|(_, text)| text.clone());
    if asked.key.is_empty() {
        return Err("no answer says which option is right".to_owned());
    }
    if reading == Reading::Beside {
        return Ok((vec![asked.key.clone()], texts().collect()));
    }
    let names: Vec<String> = columns.options_named();
    // A text and a letter are told apart by their looks; which number is the first is settled for all or for none.
    let others = [Reading::Text, Reading::Letter];
    let right = reading.right(&asked, &names).or_else(|| others.iter().find_map(|other| other.right(&asked, &names)));
    let Some(right) = right else { return Err(format!("the answer `{}` is none of the options", excerpt(&asked.key))) };
    let (mut yes, mut no) = (Vec::new(), Vec::new());
    texts().enumerate().for_each(|(at, text)| if right.contains(&at) { yes.push(text) } else { no.push(text) });
    Ok((yes, no))
}

fn put_keys(
    record: &mut Record,
    row: &mut TableRow,
    options: Vec<String>,
    cells: Cells,
    incoming: &mut Incoming,
) -> Result<(), String> {
    let kind = record.draft.kind;
    let mut joined: Vec<(&str, String)> = Vec::new();
    let wrong: Vec<String> = options.iter().map(|option| cells::escaped(option)).collect();
    let wrong = (!wrong.is_empty()).then(|| ("wrong", wrong.join(" | ")));
    let keys = row.keys.iter().map(|(key, cell)| (*key, foreign(kind, key, cell, cells)));
    for (key, cell) in keys.chain(wrong) {
        match joined.iter_mut().find(|(known, _)| *known == key) {
            Some((_, cells)) => *cells = format!("{cells} | {cell}"),
            None => joined.push((key, cell)),
        }
    }
    for (key, cell) in &joined {
        match *key {
            key if Some(key) == answer_key(kind) || key == subject_key(kind) || ASKS.contains(&key) => {
                record.lose(format!("the column `{key}` beside the answer"));
            }
            "unit" | "tolerance" if kind != KindName::Number && cells == Cells::Foreign => {
                record.lose(format!("the column `{key}`, which is one of numbers"));
            }
            "extra" if kind != KindName::Match && cells == Cells::Foreign => put_cell(&mut record.draft, "why", cell)?,
            "source" => {
                let ours = cells == Cells::Ours;
                let cited = cells::list_of_parts(cell);
                let cited = cited.into_iter().map(|parts| cite(parts, &row.at, ours, incoming)).collect();
                put_values(&mut record.draft.table, key, cited);
            }
            key => put_cell(&mut record.draft, key, cell)?,
        }
    }
    if !row.at.is_empty() && joined.iter().all(|(key, _)| *key != "source") {
        record.place = Some(std::mem::take(&mut row.at));
    }
    Ok(())
}

/// `key :: place` as a citation; a work that has no key yet gets one of its title.
fn cite(mut parts: Vec<String>, at: &str, ours: bool, incoming: &mut Incoming) -> toml_edit::Value {
    let work = if parts.is_empty() { String::new() } else { parts.remove(0) };
    let key = if ours { incoming.keyed_source(&work) } else { incoming.source(&work) };
    parts.extend((!at.is_empty()).then(|| at.to_owned()));
    let place = parts.join(" :: ");
    pair(("key", &key), ("at", (!place.is_empty()).then(|| place.into())))
}

/// A cell in the shape of ours: lists are parted as people part them.
fn foreign(kind: KindName, key: &str, cell: &str, cells: Cells) -> String {
    let signs: &[char] = match (cells, key) {
        (Cells::Ours, _) => return cell.to_owned(),
        (_, "source") => return cell.to_owned(),
        (_, "when") => return iso_meant(cell).unwrap_or_else(|| cell.to_owned()),
        (Cells::Authors, "pairs") => return cell.replace(" = ", "=").replace('=', " :: ").replace(';', " | "),
        (Cells::Authors, "was" | "topics" | "accept" | "wrong" | "answers" | "items" | "by" | "who" | "extra") => {
            &[';']
        }
        (Cells::Authors, "answer") if kind == KindName::Choice => &[';'],
        (Cells::Foreign, "topics") => &[';', ','],
        (Cells::Foreign, "accept" | "wrong") => &[';'],
        (Cells::Foreign, "answer") => &[],
        _ => return cell.to_owned(),
    };
    if cells == Cells::Foreign && key == "answer" {
        // What another program's users typed is text, whatever signs stand in it.
        return if kind == KindName::Choice { cells::escaped(cell) } else { cell.to_owned() };
    }
    if cell.contains('|') {
        return cell.to_owned();
    }
    let plain =
        |piece: &str| if cells == Cells::Foreign { cells::escaped(piece.trim()) } else { piece.trim().to_owned() };
    cell.split(signs).map(plain).filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" | ")
}
