//! Events in the bytes of a damaged database, found without its tree: a row is known by the sizes of its columns.
//!
//! The format is <https://sqlite.org/fileformat2.html>, section 2.1: a record is a header (its own size, then one code
//! of type and size a column, as varints) and the columns' bytes. What is too long for its page goes on in a chain of
//! overflow pages, each beginning with the number of the next.

use crate::store::row::Row;

/// Columns of the event table: with the seal, and before there was one.
const COLUMNS: [usize; 2] = [11, 10];
/// The longest header of such a record, in bytes.
const LONGEST_HEADER: usize = 40;
/// No payload of ours is longer.
const LONGEST: usize = 16 * 1024 * 1024;

/// Every row that is found, with its seal; one that was moved between pages may come twice.
pub(super) fn rows(file: &[u8]) -> Vec<(Row, Option<i64>)> {
    let size = page_size(file);
    let mut found = Vec::new();
    for (number, page) in file.chunks(size).enumerate() {
        for at in 0..page.len() {
            if let Some(columns) = record_header(&page[at..])
                && let Some(body) = body(file, size, number * size, at, &columns)
                && let Some(row) = row(&columns, &body)
            {
                found.push(row);
            }
        }
    }
    found
}

/// The size in the file's header, or SQLite's usual one where that has no meaning.
fn page_size(file: &[u8]) -> usize {
    let written = file.get(16..18).map_or(0, |bytes| usize::from(bytes[0]) << 8 | usize::from(bytes[1]));
    match written {
        1 => 65_536,
        512..=32_768 if written.is_power_of_two() => written,
        _ => 4096,
    }
}

/// A column's type and its bytes.
#[derive(Clone, Copy)]
enum Column {
    Null,
    /// A whole number of so many bytes.
    Number(usize),
    /// The constants 0 and 1 take none.
    Constant(i64),
    Text(usize),
}

impl Column {
    fn new(code: u64) -> Option<Self> {
        Some(match code {
            0 => Self::Null,
            1..=4 => Self::Number(usize::try_from(code).ok()?),
            5 => Self::Number(6),
            6 => Self::Number(8),
            8 | 9 => Self::Constant(i64::try_from(code).ok()? - 8),
            13.. if code % 2 == 1 => Self::Text(usize::try_from((code - 13) / 2).ok().filter(|size| *size < LONGEST)?),
            _ => return None,
        })
    }

    fn size(self) -> usize {
        match self {
            Self::Null | Self::Constant(_) => 0,
            Self::Number(size) | Self::Text(size) => size,
        }
    }
}

struct Columns {
    list: Vec<Column>,
    header: usize,
}

/// The columns of an event, if a record of one begins here.
fn record_header(bytes: &[u8]) -> Option<Columns> {
    let (header, mut at) = varint(bytes)?;
    let header = usize::try_from(header).ok().filter(|size| (10..LONGEST_HEADER).contains(size))?;
    // The id comes first and has 32 characters: most places are ruled out here.
    if *bytes.get(at)? != 13 + 64 {
        return None;
    }
    let mut list = Vec::with_capacity(COLUMNS[0]);
    while at < header {
        let (code, size) = varint(bytes.get(at..)?)?;
        list.push(Column::new(code)?);
        at += size;
    }
    let is_event = |list: &[Column]| {
        let text = |at: usize| matches!(list[at], Column::Text(1..));
        let number = |at: usize| matches!(list[at], Column::Number(_) | Column::Constant(_));
        text(1) && number(2) && number(3) && matches!(list[4], Column::Text(10)) && number(5) && text(6) && text(9)
    };
    (at == header && COLUMNS.contains(&list.len()) && is_event(&list)).then_some(Columns { list, header })
}

/// The columns' bytes behind the header at `at` of the page that begins at `page`, overflow pages included.
fn body(file: &[u8], size: usize, page: usize, at: usize, columns: &Columns) -> Option<Vec<u8>> {
    let wanted = columns.list.iter().map(|column| column.size()).sum::<usize>();
    let total = columns.header + wanted;
    let local = if total <= size - 35 {
        total
    } else {
        let least = (size - 12) * 32 / 255 - 23;
        let most = least + (total - least) % (size - 4);
        if most <= size - 35 { most } else { least }
    };
    let end = at + local;
    let page_end = (page + size).min(file.len());
    let mut body = file.get(page..page_end)?.get(at + columns.header..end)?.to_vec();
    let mut next = file.get(page + end..page + end + 4).filter(|_| body.len() < wanted);
    while let Some(number) = next {
        let number = u32::from_be_bytes(number.try_into().expect("four bytes"));
        let from = usize::try_from(number).ok()?.checked_sub(1)?.checked_mul(size)?;
        let bytes = file.get(from + 4..(from + size).min(file.len()))?;
        let take = bytes.len().min(wanted - body.len());
        body.extend_from_slice(&bytes[..take]);
        next = file.get(from..from + 4).filter(|_| take > 0 && body.len() < wanted);
    }
    (body.len() == wanted).then_some(body)
}

fn row(columns: &Columns, body: &[u8]) -> Option<(Row, Option<i64>)> {
    let mut pieces = Vec::with_capacity(columns.list.len());
    let mut rest = body;
    for column in &columns.list {
        let (piece, behind) = rest.split_at_checked(column.size())?;
        pieces.push((*column, piece));
        rest = behind;
    }
    let text = |at: usize| String::from_utf8(pieces[at].1.to_vec()).ok();
    let number = |at: usize| number(pieces[at]);
    let row = Row {
        id: text(0)?,
        device: text(1)?,
        at: number(2)?,
        utc_offset: i32::try_from(number(3)?).ok()?,
        day: text(4)?,
        stamp: number(5)?,
        payload: text(9)?,
    };
    let seal = pieces.get(10).and_then(|_| number(10));
    Some((row, seal))
}

/// Big-endian, in two's complement.
fn number((column, bytes): (Column, &[u8])) -> Option<i64> {
    match column {
        Column::Null | Column::Text(_) => None,
        Column::Constant(value) => Some(value),
        Column::Number(_) => {
            let negative = bytes.first().is_some_and(|first| first & 0x80 != 0);
            let start = if negative { -1 } else { 0 };
            Some(bytes.iter().fold(start, |value: i64, byte| value << 8 | i64::from(*byte)))
        }
    }
}

/// A variable-length whole number and how many bytes it takes: seven bits each, the ninth whole.
fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0;
    for (at, byte) in bytes.iter().take(9).enumerate() {
        if at == 8 {
            return Some((value << 8 | u64::from(*byte), 9));
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, at + 1));
        }
    }
    None
}
