//! Workbooks of Excel: the cells of one sheet, as their values read.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, SheetVisible, Style, Xlsx};

use crate::deck::excerpt;
use crate::exchange::incoming::tidy;
use crate::exchange::said::Said;
use crate::exchange::table::column::MOST;
use crate::exchange::table::columns::TOP;
use crate::exchange::table::header::is_known;
use crate::exchange::table::sheet::{Line, Sheet};

/// So many sheets are looked at.
const SHEETS: usize = 20;
/// The most bytes that a workbook may unpack to.
const UNPACKED: u64 = 64 << 20;

/// Reads the sheet that is named, else the first that has cells.
///
/// # Errors
/// It is no workbook, is too large, or has no such sheet.
pub(in crate::exchange::table) fn sheet(bytes: &[u8], said: &Said) -> Result<Sheet, String> {
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
        let (lines, told) = lines(&mut book, name)?;
        let told = std::iter::once(format!("sheet `{}`", excerpt(name))).chain(told).collect();
        return Ok(Sheet { lines, told, ..Sheet::default() });
    }
    let mut filled = Vec::new();
    for name in names.iter().take(SHEETS) {
        let (lines, told) = lines(&mut book, name)?;
        filled.extend((!lines.is_empty()).then_some((name, lines, told)));
        if filled.last().is_some_and(|(_, lines, _)| has_names(lines)) {
            break;
        }
    }
    // The first with a row of names, else the first with cells: what stands before it may be a page of instructions.
    let named = filled.iter().position(|(_, lines, _)| has_names(lines)).unwrap_or_default();
    if filled.is_empty() {
        return Err("no sheet of the workbook has a cell with text".to_owned());
    }
    let (name, lines, told) = filled.swap_remove(named);
    let others = if names.len() > 1 { format!(" of {}; --sheet names another", listed()) } else { String::new() };
    let told = std::iter::once(format!("sheet `{}`{others}", excerpt(name))).chain(told).collect();
    Ok(Sheet { lines, told, ..Sheet::default() })
}

fn has_names(lines: &[Line]) -> bool {
    lines.iter().take(TOP).any(|line| is_known(&line.cells))
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

/// The rows of a sheet, and what their formats say that their values do not.
fn lines(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<(Vec<Line>, Option<String>), String> {
    let damaged = |cause: calamine::XlsxError| format!("the sheet `{}` is damaged: {cause}", excerpt(name));
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    let formats: Vec<Shown> = reader.styles().iter().map(Shown::of).collect();
    let (mut lines, mut worded): (Vec<Line>, Vec<usize>) = (Vec::new(), Vec::new());
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize + 1, column as usize);
        let shown = formats.get(style).copied().unwrap_or(Shown::AsItIs);
        let text = text(cell.get_value(), shown);
        if shown == Shown::WithWords && matches!(cell.get_value(), DataRef::Int(_) | DataRef::Float(_)) {
            worded.push(row);
        }
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
    worded.dedup();
    let told = worded.first().map(|first| {
        format!(
            "numbers whose format shows a unit or a currency come in without it, from row {first} on ({})",
            worded.len()
        )
    });
    Ok((lines, told))
}

/// What the format of a cell shows beside the digits of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    AsItIs,
    Percent,
    /// A unit or a currency.
    WithWords,
}

impl Shown {
    fn of(style: &Style) -> Self {
        let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
        // The first of the parts is that of numbers above 0; what stands between quotation marks is text.
        let code = code.split(';').next().unwrap_or_default();
        let (mut plain, mut quoted) = (String::new(), String::new());
        for (at, piece) in code.split('"').enumerate() {
            if at % 2 == 0 { plain.push_str(piece) } else { quoted.push_str(piece.trim()) }
        }
        // `[$€-407]` is a currency, `[Red]` and `[>1]` show nothing.
        let has_currency = plain.contains("[$") || plain.contains(['$', '€', '£', '¥']);
        match () {
            () if plain.contains('%') => Self::Percent,
            () if has_currency || !quoted.is_empty() => Self::WithWords,
            () => Self::AsItIs,
        }
    }
}

/// A share as its cell shows it: `0.5` as `50 %`, without what binary fractions add.
fn percent(share: f64) -> String {
    let rounded = (share * 1e12).round() / 1e10;
    format!("{rounded} %")
}

/// A value as a person would type it.
fn text(value: &DataRef<'_>, shown: Shown) -> String {
    match value {
        DataRef::Int(whole) if shown == Shown::Percent => format!("{} %", whole * 100),
        DataRef::Float(share) if shown == Shown::Percent => percent(*share),
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
