//! Workbooks of Excel: the cells of one sheet, as their values read.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, SheetVisible, Xlsx};

use super::column_roles::MOST;
use super::sheet::{Line, Sheet};
use crate::deck::excerpt;
use crate::exchange::incoming::tidy;
use crate::exchange::said::Said;

/// The most bytes that a workbook may unpack to.
const UNPACKED: u64 = 64 << 20;

/// Reads the sheet that is named, else the first that has cells.
///
/// # Errors
/// It is no workbook, is too large, or has no such sheet.
pub(super) fn sheet(bytes: &[u8], said: &Said) -> Result<Sheet, String> {
    let unread = |cause: calamine::XlsxError| format!("the workbook is damaged: {cause}");
    unpacks_small(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unread)?;
    let shown = |visible: SheetVisible| matches!(visible, SheetVisible::Visible);
    let sheets = book.sheets_metadata().iter().filter(|sheet| shown(sheet.visible)).map(|sheet| sheet.name.clone());
    let names: Vec<String> = sheets.collect();
    let listed = || names.iter().map(|name| format!("`{}`", excerpt(name))).collect::<Vec<_>>().join(", ");
    if let Some(wanted) = &said.sheet {
        let name = names.iter().find(|name| *name == wanted);
        let name = name.ok_or_else(|| format!("there is no sheet `{}`; there are {}", excerpt(wanted), listed()))?;
        let lines = lines(&mut book, name)?;
        return Ok(Sheet { lines, told: vec![format!("sheet `{}`", excerpt(name))], ..Sheet::default() });
    }
    for name in &names {
        let lines = lines(&mut book, name)?;
        if !lines.is_empty() {
            let others =
                if names.len() > 1 { format!(" of {}; --sheet names another", listed()) } else { String::new() };
            return Ok(Sheet { lines, told: vec![format!("sheet `{}`{others}", excerpt(name))], ..Sheet::default() });
        }
    }
    Err("no sheet of the workbook has a cell with text".to_owned())
}

/// A file that says little of what it unpacks to is read once for its size alone.
fn unpacks_small(bytes: &[u8]) -> Result<(), String> {
    let unread = |cause: zip::result::ZipError| format!("the workbook is damaged: {cause}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(unread)?;
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(unread)?;
        let read = std::io::copy(&mut file.take(left + 1), &mut std::io::sink());
        let read = read.map_err(|cause| format!("the workbook is damaged: {cause}"))?;
        left = left.checked_sub(read).ok_or_else(|| format!("it unpacks to more than {} MiB", UNPACKED >> 20))?;
    }
    Ok(())
}

fn lines(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Line>, String> {
    let damaged = |cause: calamine::XlsxError| format!("the sheet `{}` is damaged: {cause}", excerpt(name));
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    let mut lines: Vec<Line> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize + 1, column as usize);
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if column >= MOST {
            return Err(format!("row {row} has a cell in column {}, and at most {MOST} are read", column + 1));
        }
        if lines.last().is_none_or(|line| line.number < row) {
            lines.push(Line::new(row, Vec::new()));
        }
        // Rows stand in their order: a cell of an earlier one comes from no program.
        let Some(line) = lines.last_mut().filter(|line| line.number == row) else {
            return Err(format!("the sheet `{}` is damaged: its rows stand in no order", excerpt(name)));
        };
        if line.cells.len() <= column {
            line.cells.resize(column + 1, String::new());
        }
        line.cells[column] = text;
    }
    Ok(lines)
}

/// A value as a person would type it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => tidy(text),
        DataRef::SharedString(text) => tidy(text),
        DataRef::Int(whole) => whole.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            match (moment.as_f64() < 1.0, hour, minute, second) {
                (true, ..) => format!("{hour:02}:{minute:02}"),
                (_, 0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
            }
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => tidy(text),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
