//! How far a file of the place was read. Reading goes on where it stopped, and notices that the file is another one.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a log makes of a line.
pub(crate) enum Judged<L> {
    /// A sealed event of a known kind, within the log's bounds.
    Event(L),
    /// Sealed, but nothing any acquis writes: why. It is passed over for good.
    Harm(String),
    /// Sealed, of a kind that this version does not know: its word. It waits for a newer version.
    Unknown(String),
    /// The seal does not hold: it did not arrive whole.
    Torn,
}

/// How far a file was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// Bytes that need not be read again.
    pub(crate) bytes: u64,
    /// Of those bytes.
    pub(crate) hash: String,
    /// Bytes of the file when it was last read.
    pub(crate) len: u64,
    /// When the disk says that the file was changed, as it was last read.
    pub(crate) modified: i64,
    /// 1 where the rest was found unreadable again, the file being as it was: told, and written once.
    pub(crate) waits: u32,
    /// It was not there, or shorter than it was: if it is so again, the place has lost it.
    pub(crate) gone: bool,
}

/// What was read of a file.
pub(crate) struct Reading<L> {
    pub(crate) lines: Vec<L>,
    pub(crate) harm: Vec<String>,
    /// The first kind that is not known.
    pub(crate) unknown: Option<String>,
    pub(crate) mark: Mark,
}

/// SHA-256, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let sum: [u8; 32] = Sha256::digest(bytes).into();
    sum.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// 128 bits of SHA-256, in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let sum: [u8; 32] = Sha256::digest(bytes).into();
    let (first, _) = sum.split_first_chunk::<16>().expect("thirty-two bytes begin with sixteen");
    format!("{:032x}", u128::from_be_bytes(*first))
}

impl Mark {
    /// Of a file that was read, or written, to its end.
    pub(crate) fn whole(bytes: &[u8], modified: i64) -> Self {
        let len = bytes.len() as u64;
        Self { bytes: len, hash: hash(bytes), len, modified, waits: 0, gone: false }
    }

    /// Nothing of the file is left to be read.
    pub(crate) fn is_whole(&self) -> bool {
        self.bytes == self.len
    }

    /// Reads on. The mark stops before the first line that is not whole or not understood; sound lines behind it are
    /// read all the same, and read again next time. Nothing where the file does not go on from what was read.
    pub(crate) fn read<L>(
        &self,
        file: &[u8],
        modified: i64,
        mut judge: impl FnMut(&str) -> Judged<L>,
    ) -> Option<Reading<L>> {
        let from = usize::try_from(self.bytes).ok().filter(|from| *from <= file.len())?;
        if from > 0 && hash(&file[..from]) != self.hash {
            return None;
        }
        let (mut lines, mut harm, mut unknown) = (Vec::new(), Vec::new(), None);
        let (mut at, mut sound, mut goes_on) = (from, from, true);
        for line in file[from..].split_inclusive(|byte| *byte == b'\n') {
            at += line.len();
            let text = line.strip_suffix(b"\n").and_then(|line| std::str::from_utf8(line).ok());
            let judged = text.map_or(Judged::Torn, &mut judge);
            goes_on &= matches!(judged, Judged::Event(_) | Judged::Harm(_));
            if goes_on {
                sound = at;
            }
            match judged {
                Judged::Event(line) => lines.push(line),
                Judged::Harm(why) => harm.push(why),
                Judged::Unknown(kind) => drop(unknown.get_or_insert(kind)),
                Judged::Torn => {}
            }
        }
        let (bytes, len) = (sound as u64, file.len() as u64);
        let waits = u32::from(bytes != len && len == self.len);
        let mark = Self { bytes, hash: hash(&file[..sound]), len, modified, waits, gone: false };
        Some(Reading { lines, harm, unknown, mark })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(line: &str) -> Judged<String> {
        match line.split_once(' ') {
            Some(("event", rest)) => Judged::Event(rest.to_owned()),
            Some(("harm", rest)) => Judged::Harm(rest.to_owned()),
            Some(("new", rest)) => Judged::Unknown(rest.to_owned()),
            _ => Judged::Torn,
        }
    }

    fn read(mark: &Mark, file: &str) -> Option<Reading<String>> {
        mark.read(file.as_bytes(), 0, judge)
    }

    #[test]
    fn reading_goes_on_where_it_stopped() {
        let one = read(&Mark::default(), "event a\nevent b\n").unwrap();
        assert_eq!((one.lines, one.mark.is_whole()), (vec!["a".to_owned(), "b".to_owned()], true));
        let two = read(&one.mark, "event a\nevent b\nharm x\nevent c\n").unwrap();
        assert_eq!((two.lines, two.harm), (vec!["c".to_owned()], vec!["x".to_owned()]));
        assert_eq!(two.mark, Mark::whole(b"event a\nevent b\nharm x\nevent c\n", 0));
    }

    #[test]
    fn a_torn_tail_waits_until_it_is_whole() {
        let one = read(&Mark::default(), "event a\neve").unwrap();
        assert_eq!((one.lines.len(), one.mark.bytes, one.mark.waits), (1, 8, 0));
        let again = read(&one.mark, "event a\neve").unwrap();
        assert_eq!((again.lines.len(), again.mark.waits), (0, 1));
        let whole = read(&again.mark, "event a\nevent b\n").unwrap();
        assert_eq!((whole.lines, whole.mark.waits), (vec!["b".to_owned()], 0));
    }

    #[test]
    fn a_kind_that_is_not_known_stops_the_mark_and_not_the_reading() {
        let one = read(&Mark::default(), "event a\nnew deed\nevent b\n").unwrap();
        assert_eq!((one.lines.len(), one.unknown.as_deref(), one.mark.bytes), (2, Some("deed"), 8));
    }

    #[test]
    fn another_file_in_its_place_is_noticed() {
        let one = read(&Mark::default(), "event a\nevent b\n").unwrap();
        assert!(read(&one.mark, "event a\nevent c\nevent d\n").is_none());
        assert!(read(&one.mark, "event a\n").is_none(), "shorter than it was");
    }

    #[test]
    fn what_is_no_utf_8_is_torn() {
        let read = Mark::default().read(b"event a\n\xff\xfe\n", 0, judge).unwrap();
        assert_eq!((read.lines.len(), read.mark.bytes), (1, 8));
    }
}
