//! Names in the place, and how lines are laid into segments.

/// What a device says of itself.
pub(crate) const DEVICE_FILE: &str = "device.json";

/// A segment takes no more lines once it has so many bytes.
pub(super) const FULL: usize = 1 << 20;

/// Digits of a writer's id: 128 random bits, in hexadecimal.
const DIGITS: usize = 32;

/// Whether a folder's name is a writer's id.
pub(crate) fn is_writer(name: &str) -> bool {
    name.len() == DIGITS && name.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// Whether lines are read from a file of that name: segments, and what a store made of them in a conflict.
pub(crate) fn is_read(name: &str) -> bool {
    name.strip_suffix(".jsonl").is_some_and(|stem| !stem.starts_with('.'))
}

/// The name of a segment, counted from 1.
pub(super) fn name_of(segment: u32) -> String {
    format!("{segment:05}.jsonl")
}

/// The number of a segment; nothing for any other file.
pub(super) fn number_of(name: &str) -> Option<u32> {
    let digits = name.strip_suffix(".jsonl")?;
    let number = digits.parse().ok()?;
    (name_of(number) == name && number > 0).then_some(number)
}

/// A segment to be written whole, and the rows whose lines are new in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) number: u32,
    pub(super) text: Vec<u8>,
    pub(super) rows: Vec<u64>,
}

/// Lays lines into the open segment and those behind it. `open` is the number and the text of the one that goes on.
pub(super) fn pack(open: (u32, Vec<u8>), lines: Vec<(u64, String)>) -> Vec<Segment> {
    let mut segments = Vec::new();
    let (number, text) = open;
    let mut current = Segment { number, text, rows: Vec::new() };
    for (row, line) in lines {
        if !current.text.is_empty() && current.text.len() + line.len() >= FULL {
            let next = Segment { number: current.number + 1, text: Vec::new(), rows: Vec::new() };
            segments.push(std::mem::replace(&mut current, next));
        }
        current.text.extend_from_slice(line.as_bytes());
        current.text.push(b'\n');
        current.rows.push(row);
    }
    segments.push(current);
    segments.retain(|segment| !segment.rows.is_empty());
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_and_others_are_not() {
        assert_eq!(number_of(&name_of(7)), Some(7));
        assert_eq!(number_of("123456.jsonl"), Some(123_456));
        for other in ["00000.jsonl", "1.jsonl", "00001 (conflicted copy).jsonl", "00001.json", "+0001.jsonl"] {
            assert_eq!(number_of(other), None, "{other}");
        }
        assert!(is_writer("0123456789abcdef0123456789abcdef"));
        for other in ["0123456789ABCDEF0123456789ABCDEF", "decks", "..", "0123456789abcdef0123456789abcde/"] {
            assert!(!is_writer(other), "{other}");
        }
        assert!(is_read("00001 (conflicted copy 2026-11-26).jsonl") && !is_read(".00001.jsonl"));
    }

    #[test]
    fn segments_are_filled_one_after_the_other_and_no_line_is_parted() {
        let line = "x".repeat(300_000);
        let lines = (1..=8).map(|row| (row, line.clone())).collect();
        let segments = pack((4, b"before\n".to_vec()), lines);
        let rows: Vec<(u32, Vec<u64>)> = segments.iter().map(|one| (one.number, one.rows.clone())).collect();
        assert_eq!(rows, [(4, vec![1, 2, 3]), (5, vec![4, 5, 6]), (6, vec![7, 8])]);
        assert!(segments[0].text.starts_with(b"before\nxxx") && segments.iter().all(|one| one.text.len() <= FULL));
        assert_eq!(pack((1, Vec::new()), Vec::new()), []);
    }
}
