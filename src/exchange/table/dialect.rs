//! Rows out of text: which sign parts the cells, whether quotes mean anything, and what stands above the table.

use csv::{ReaderBuilder, StringRecord};

use super::cells;
use super::header::is_known;
use super::sheet::{Line, Sheet};
use crate::deck::excerpt;
use crate::exchange::Format;
use crate::exchange::incoming::tidy;
use crate::exchange::said::{Rows, Said, separator};

/// Signs that part cells in files of spreadsheets.
const SIGNS: [&str; 4] = [",", ";", "\t", "|"];
/// What parts a term from its definition in text that people type.
const DASHES: [&str; 6] = [" - ", " – ", " — ", " = ", " :: ", ": "];
/// So many bytes are looked at for a guess.
const HEAD: usize = 64 << 10;
/// So many lines above a table are its title.
const TITLE: usize = 3;

/// A text cut into cells by one sign.
#[derive(Clone, Debug, Default)]
pub(in crate::exchange) struct Cut {
    separator: String,
    lines: Vec<Line>,
    title: Option<String>,
    /// Rows that are as wide as most, or belong to one that is.
    pub(in crate::exchange) explained: usize,
    /// The first row that is not as wide as most, by its number.
    pub(in crate::exchange) unlike: Option<usize>,
    /// Rows of any width.
    pub(in crate::exchange) there: usize,
    /// Rows that make a record.
    pub(in crate::exchange) records: usize,
    /// One of the first rows names a question and more.
    pub(in crate::exchange) is_known: bool,
    width: usize,
}

impl Cut {
    pub(in crate::exchange) fn is_tabbed(&self) -> bool {
        self.separator == "\t"
    }

    /// Cut at what people type between a term and its definition, not at a sign of spreadsheets.
    pub(in crate::exchange) fn is_typed(&self) -> bool {
        !SIGNS.contains(&self.separator.as_str())
    }

    /// The share of the text's rows that the table explains.
    #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
    pub(in crate::exchange) fn share(&self) -> f64 {
        if self.there == 0 || self.width < 2 { 0.0 } else { self.explained as f64 / self.there as f64 }
    }
}

/// The best way to cut a text into a table, by its beginning.
pub(in crate::exchange) fn best(text: &str) -> Cut {
    let (text, named) = separator_line(text);
    let head = beginning(text);
    if let Some(sign) = named {
        return cut(head, &sign);
    }
    let signs = SIGNS.iter().map(|sign| cut(head, sign)).fold(Cut::default(), surer);
    if signs.share() >= 0.9 || signs.is_known {
        return signs;
    }
    DASHES.iter().map(|sign| cut(head, sign)).fold(signs, surer)
}

fn surer(best: Cut, other: Cut) -> Cut {
    let rank = |cut: &Cut| (cut.is_known, (cut.share() * 1000.0).round(), cut.width.min(9));
    let (one, two) = (rank(&best), rank(&other));
    let more = two.0.cmp(&one.0).then(two.1.total_cmp(&one.1)).then(two.2.cmp(&one.2));
    if more.is_gt() { other } else { best }
}

/// Whole lines of the beginning.
fn beginning(text: &str) -> &str {
    if text.len() <= HEAD {
        return text;
    }
    let end = (0..=HEAD).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    text[..end].rfind('\n').map_or(&text[..end], |line| &text[..line])
}

/// Reads the rows of a text.
///
/// # Errors
/// What parts the cells is not to be seen.
pub(super) fn sheet(text: &str, format: Format, said: &Said) -> Result<Sheet, String> {
    let (text, named) = separator_line(text);
    let sign = match (&said.separator, named, format) {
        (Some(sign), ..) => separator(sign)?,
        (None, Some(sign), _) => sign,
        (None, None, Format::Tsv) => "\t".to_owned(),
        (None, None, _) => best(text).separator,
    };
    if sign.is_empty() {
        return Err("there is no row in it".to_owned());
    }
    let cut = match &said.rows {
        Some(Rows::Parted(between)) => parted(text, between, &sign),
        _ => cut(text, &sign),
    };
    let mut sheet = Sheet { title: cut.title, lines: cut.lines, ..Sheet::default() };
    sheet.told.push(format!("between the cells: {}", name(&sign)));
    if let Some(title) = &sheet.title {
        sheet.told.push(format!("above the table stands `{}`, which is no card", excerpt(title)));
    }
    if let Some(line) = open_quote(text, &sign, &sheet.lines) {
        sheet
            .refused
            .push((line, "a quotation mark opens a cell and none closes it: the file may be cut off here".to_owned()));
        sheet.lines.retain(|one| one.number < line);
    }
    Ok(sheet)
}

fn name(sign: &str) -> String {
    match sign {
        "\t" => "a tab".to_owned(),
        sign => format!("`{sign}`"),
    }
}

/// Excel's own first line, `sep=;`.
fn separator_line(text: &str) -> (&str, Option<String>) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    match line.trim_end_matches('\r').strip_prefix("sep=") {
        Some(sign) if sign.chars().count() == 1 => (rest, Some(sign.to_owned())),
        _ => (text, None),
    }
}

/// Rows between texts that their owner named, as Quizlet lets choose.
fn parted(text: &str, between: &str, sign: &str) -> Cut {
    let lines = text.split(between).enumerate().filter(|(_, row)| !row.trim().is_empty());
    let lines = lines.map(|(at, row)| Line::new(at + 1, row.split(sign).map(tidy).collect())).collect();
    measured(lines, sign)
}

fn cut(text: &str, sign: &str) -> Cut {
    if sign == "|" && text.lines().filter(|line| !line.trim().is_empty()).take(TITLE + 2).any(is_rule) {
        return measured(of_markdown(text), sign);
    }
    let lines = match sign.as_bytes() {
        [byte] => quoted(text, *byte),
        _ => {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            lines.map(|(at, line)| Line::new(at + 1, line.splitn(2, sign).map(tidy).collect())).collect()
        }
    };
    // Programs that part cells by tabs know no quotes: one that swallows a tab, or closes within a cell, is of the text.
    let swallows = || lines.iter().any(|line| line.cells.iter().any(|cell| cell.contains('\t')));
    let closes_within = |cell: &str| {
        let inner = cell.trim().strip_prefix('"').and_then(|rest| rest.split_once('"'));
        inner.is_some_and(|(_, after)| !after.is_empty() && !after.starts_with('"'))
    };
    if sign != "\t" || !(swallows() || text.split(['\t', '\n']).any(closes_within)) {
        return measured(lines, sign);
    }
    let plain = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let plain: Vec<Line> = plain.map(|(at, line)| Line::new(at + 1, line.split('\t').map(tidy).collect())).collect();
    let (plain, quoted) = (measured(plain, sign), measured(lines, sign));
    if text.split(['\t', '\n']).any(closes_within) || plain.share() > quoted.share() { plain } else { quoted }
}

/// The line of dashes below the names of a table in markdown: `|:---|---:|`.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains("--") && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// The rows of a table in markdown, between bars that no backslash stands before; the line of dashes is none.
fn of_markdown(text: &str) -> Vec<Line> {
    let row = |line: &str| {
        let line = line.trim().replace("\\|", "\u{1}");
        let line = line.strip_prefix('|').unwrap_or(&line);
        let line = line.strip_suffix('|').unwrap_or(line);
        line.split('|').map(|cell| tidy(&cell.replace('\u{1}', "|"))).collect()
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !is_rule(line));
    lines.map(|(at, line)| Line::new(at + 1, row(line))).collect()
}

/// Takes off what stands above the table, joins what goes on, and counts.
fn measured(mut lines: Vec<Line>, sign: &str) -> Cut {
    lines.retain(|line| line.filled() > 0);
    let there = lines.len();
    let is_line_sign = !matches!(sign, "," | ";" | "|");
    let known = lines.iter().take(TITLE + 1).position(|line| is_known(&line.cells));
    let wide = lines.iter().position(|line| line.filled() > 1).unwrap_or_default();
    let above = match known {
        Some(at) => at,
        None if is_line_sign && wide <= TITLE && wide + 1 < there => wide,
        None => 0,
    };
    let title = lines.get(..above).and_then(|above| above.first()).and_then(|line| line.cells.first()).cloned();
    lines.drain(..above);
    let starts = lines.iter().filter(|line| line.filled() > 1).count();
    // A definition of several lines goes on where no sign stands, as in Quizlet's text.
    if is_line_sign && known.is_none() && starts * 3 >= lines.len() {
        lines = joined(lines);
    }
    let width = usual_width(&lines);
    // A row that begins with nothing asks nothing: text that is indented by tabs is no table.
    let asks = |line: &&Line| known.is_some() || line.cells.first().is_some_and(|cell| !cell.is_empty());
    let fits = |line: &&Line| line.filled() == width || (known.is_some() && line.filled() <= width);
    let fits = lines.iter().filter(asks).filter(fits).count();
    let unlike =
        lines.iter().find(|line| !(asks(line) && (known.is_some() || line.filled() == width))).map(|line| line.number);
    let short = lines.len() - fits;
    let records = lines.len();
    // A word that stands before most of the signs is a label, such as `ANSWER:`, and no term.
    let is_labelled = is_line_sign && sign != "\t" && {
        let mut terms: Vec<&str> = lines.iter().filter_map(|line| line.cells.first()).map(String::as_str).collect();
        terms.sort_unstable();
        terms.dedup();
        records > 2 && terms.len() * 2 <= records
    };
    Cut {
        separator: sign.to_owned(),
        lines,
        title,
        explained: if is_labelled { 0 } else { there - short },
        unlike,
        there,
        records,
        is_known: known.is_some(),
        width,
    }
}

fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match (line.cells.as_slice(), joined.last_mut().and_then(|last| last.cells.last_mut())) {
            ([more], Some(cell)) => {
                cell.push('\n');
                cell.push_str(more);
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// The width that most rows have.
fn usual_width(lines: &[Line]) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for line in lines {
        *counts.entry(line.filled()).or_insert(0_usize) += 1;
    }
    counts.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width)
}

/// Rows in which quotes hold cells together, each with its number as a spreadsheet shows it.
fn quoted(text: &str, delimiter: u8) -> Vec<Line> {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let cells = |row: &StringRecord| row.iter().map(|cell| tidy(cells::bare(cell))).collect::<Vec<_>>();
    let mut lines = Vec::new();
    // Rows that are empty are passed over by the reader: lines between records are counted as rows of their own.
    let (mut row, mut line_after) = (0, 1);
    for record in reader.records().map_while(Result::ok) {
        let line = record.position().map_or(line_after, csv::Position::line);
        row += usize::try_from(line.saturating_sub(line_after)).unwrap_or_default() + 1;
        let breaks = record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        line_after = line + breaks + 1;
        lines.push(Line::new(row, cells(&record)));
    }
    lines
}

/// The row in which a quote opens that nothing closes: then the rest of the file stands in its last cell.
fn open_quote(text: &str, sign: &str, lines: &[Line]) -> Option<usize> {
    if sign.len() != 1 || sign == "\t" || text.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let last = lines.last()?;
    let swallowed = last.cells.last().is_some_and(|cell| cell.contains('\n') || !text.trim_end().ends_with('"'));
    let opens = format!("{sign}\"");
    let tail = text.lines().rev().find(|line| line.contains(&opens) || line.starts_with('"'));
    (swallowed && tail.is_some_and(|line| line.matches('"').count() % 2 == 1)).then_some(last.number)
}
