//! Tables: text in the dialects that spreadsheets and people write, workbooks, and lists of objects. One door for all.

mod cells;
mod column;
mod column_names;
mod columns;
mod dialect;
mod events;
mod header;
mod kind_guess;
mod objects;
mod options;
mod row;
mod sheet;
#[cfg(test)]
mod tests;
mod truth;
mod workbook;
mod write;

pub(super) use cells::{flag, put_cell};
pub(super) use column::Column;
pub(super) use dialect::best;
pub(super) use header::is_known;
pub(super) use kind_guess::kind_of;
pub(super) use objects::of_objects;
pub(super) use workbook::write as write_workbook;
pub(super) use write::write;

/// So many rows may stand above the first card.
const ABOVE: usize = 10;

/// What the name of a field of another program means, in the words for columns.
pub(super) fn of_name(name: &str) -> Column {
    match column_names::of_name(name).0 {
        Column::Fact(_) | Column::At | Column::Options => Column::Unknown,
        column => column,
    }
}

use columns::Columns;
use row::{Cells, TableRow};
use sheet::{Line, Sheet};

use super::incoming::{Incoming, Record};
use super::said::{FirstOption, Names, Rows, Said};
use super::{Format, Unread, decode};
use crate::card::KindName;
use crate::deck;
use crate::diagnostic::counted;

/// Reads a table.
///
/// # Errors
/// It is none, or what its columns are is not to be seen.
pub(super) fn read(bytes: &[u8], format: Format, said: &Said) -> Result<Incoming, Unread> {
    let mut incoming = Incoming::default();
    let sheet = if format == Format::Workbook {
        workbook::sheet(bytes, said)?
    } else {
        let (text, encoding) = decode::text(bytes);
        decode::tell(encoding, &mut incoming);
        dialect::sheet(&text, format, said)?
    };
    of_sheet(sheet, said, incoming)
}

/// Reads the rows of a table, wherever they stood.
fn of_sheet(mut sheet: Sheet, said: &Said, mut incoming: Incoming) -> Result<Incoming, Unread> {
    if let Some(Rows::Numbered(from, to)) = said.rows {
        sheet.lines.retain(|line| (from..=to).contains(&line.number));
    }
    if sheet.lines.is_empty() && sheet.refused.is_empty() {
        return Err("there is no row in it".to_owned().into());
    }
    if sheet.lines.len() > deck::MOST_ENTRIES + ABOVE {
        return Err(Unread::Owner(format!(
            "it has {} rows, and a deck has at most {} entries: say which rows, such as `--rows 1-{}`",
            sheet.lines.len(),
            deck::MOST_ENTRIES,
            deck::MOST_ENTRIES
        )));
    }
    // Whoever names a table names its format too: what is wrong with its columns is the author's to mend.
    let columns = Columns::settle(&sheet, said).map_err(|why| match said.names {
        Names::Authors => Unread::Owner(why),
        Names::Any => Unread::Format(why),
    })?;
    let cells = Cells::of(&columns, said.names);
    let found = std::mem::take(&mut sheet.told).join("; ");
    incoming.told.push(if found.is_empty() { columns.told() } else { format!("{found}; {}", columns.told()) });
    incoming.is_guess |= cells == Cells::Foreign && columns.is_guess;
    incoming.title = sheet.title.take().filter(|_| cells == Cells::Foreign);
    incoming.is_ours = cells == Cells::Ours;
    let lines = sheet.lines.get(columns.above..).unwrap_or_default();
    if cells == Cells::Foreign {
        columns.refuse_serials(lines, said).map_err(Unread::Owner)?;
    }
    let (blank, lines): (Vec<&Line>, Vec<&Line>) =
        lines.iter().partition(|line| cells == Cells::Foreign && columns.is_blank(line));
    if let Some(first) = blank.first() {
        let count = blank.len();
        incoming
            .told
            .push(format!("rows with nothing but a number are no cards: {count}, the first of them {}", first.number));
    }
    let mut rows: Vec<TableRow> = lines.into_iter().map(|line| TableRow::new(line, &columns, cells)).collect();
    if cells == Cells::Foreign {
        rows.last_mut().into_iter().for_each(TableRow::refuse_sum);
        settle_truth(&mut rows);
    }
    let reading = settle_options(&mut rows, &columns, said).map_err(Unread::Owner)?;
    if let Some(reading) = reading {
        incoming.told.push(reading.told());
    }
    for row in rows {
        let number = row.number;
        match row::record(row, reading, &columns, cells, &mut incoming) {
            Ok(record) => incoming.records.push(record),
            Err(why) => incoming.refuse(number, why),
        }
    }
    for (row, why) in sheet.refused {
        incoming.refuse(row, why);
    }
    incoming.told.extend(dates_as_texts(&incoming.records));
    incoming.tell_media();
    Ok(incoming)
}

/// What is told of answers that are dates, and of which no column says what happened.
fn dates_as_texts(records: &[Record]) -> Option<String> {
    let is_date = |record: &&Record| {
        let text = |key: &str| record.draft.table.get(key).and_then(|item| item.as_str());
        let asked = text("ask").zip(text("answer")).filter(|_| record.draft.kind == KindName::Short);
        record.kind_is_guess && asked.is_some_and(|(ask, answer)| deck::date_meant(ask, answer).is_some())
    };
    let dates: Vec<&Record> = records.iter().filter(is_date).collect();
    let first = dates.first()?.row;
    let answers = counted(dates.len(), "answer is a date", "answers are dates");
    Some(format!(
        "{answers}, the first in row {first}, and compared as texts: a column `event` that says in a sentence what happened makes such rows `[[date]]` entries"
    ))
}

/// Answers that all say whether a statement is true, by words or letters that mean it together.
fn settle_truth(rows: &mut [TableRow]) {
    if !rows.iter().filter(|row| row.typed().is_some()).all(TableRow::may_be_statement) {
        return;
    }
    let all = truth::column(rows.iter().filter_map(TableRow::typed));
    let typed = rows.iter_mut().filter(|row| row.typed().is_some());
    all.into_iter().flatten().zip(typed).for_each(|(truth, row)| row.set_truth(truth));
}

/// How the rows say which of their options is right; nothing where there are no options.
fn settle_options(rows: &mut [TableRow], columns: &Columns, said: &Said) -> Result<Option<options::Reading>, String> {
    let key = columns.name_of(Column::Answer);
    if columns.has(Column::Options) {
        let cells: Vec<(String, String)> = rows.iter().filter_map(TableRow::in_one_cell).collect();
        if cells.iter().all(|(cell, _)| flag(cell).is_some()) {
            rows.iter_mut().filter(|row| row.in_one_cell().is_some()).for_each(TableRow::set_flag);
        } else {
            let mut split = options::split(&cells, said.first_option, &key)?.into_iter();
            for row in rows.iter_mut().filter(|row| row.in_one_cell().is_some()) {
                row.set_options(split.next().unwrap_or_default());
            }
        }
    }
    let asked: Vec<options::Asked> = rows.iter().map(TableRow::asked).filter(|row| !row.options.is_empty()).collect();
    if asked.is_empty() {
        return Ok(None);
    }
    if asked.iter().all(|row| row.key.is_empty()) {
        return Err(format!(
            "it has options, and no column says which of them is right; not used are {}; name the one that does `answer`, or say what the columns are: `--columns question,option 1,option 2,answer`",
            columns.unused()
        ));
    }
    let first = said.first_option.or_else(|| columns.of_template().then_some(FirstOption::One));
    options::settle(&asked, &columns.options_named(), first, &key).map(Some)
}
