//! Which text a file held when it was read last, so that one that did not change is not read again.
//!
//! As git does it: a file is the same where device, inode, size and both of its times are those of then. A file that was
//! changed about when this was written down might be changed once more within the same tick of its disk's clock: it is
//! read again, and its hash tells. What stands here can be thrown away at will.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::files::{self, Stamp};

/// The file in the folder of decks read before.
const FILE: &str = "decks.seen";

/// A larger file is none of ours.
const LARGEST: u64 = 1 << 20;

/// The most files remembered; those that were not looked at go first.
const MOST: usize = 4096;

/// The coarsest clock of a disk ticks every two seconds; nanoseconds.
const TICK: i64 = 3_000_000_000;

/// By device and inode: the stamp, the name of the text, and whether it was looked at now.
type Files = HashMap<(u64, u64), (Stamp, String, bool)>;

/// The files of which the texts are known.
pub(super) struct Seen {
    place: PathBuf,
    /// What is written here was read in another form.
    form: &'static str,
    files: Files,
    /// When this was written, by the clock of the disk.
    written: i64,
    has_changed: bool,
}

impl Seen {
    pub(super) fn read(folder: &Path, form: &'static str) -> Self {
        let place = folder.join(FILE);
        let mut seen = Self { place, form, files: HashMap::new(), written: 0, has_changed: false };
        // Looked at before it is read: what takes its place meanwhile is newer.
        if let Ok(Some(found)) = files::look_at(&seen.place) {
            seen.written = files::changed(&found);
            seen.files = files_in(&seen.place, form).unwrap_or_default();
        }
        seen
    }

    /// The name of the text of a file; nothing where it may be another by now.
    pub(super) fn name(&mut self, stamp: &Stamp) -> Option<String> {
        let (known, name, is_used) = self.files.get_mut(&stamp.file())?;
        let is_settled = stamp.newest().checked_add(TICK).is_some_and(|settled| settled < self.written);
        if known != stamp || !is_settled {
            return None;
        }
        *is_used = true;
        Some(name.clone())
    }

    /// A file was read: its stamp from before, and the name of its text.
    pub(super) fn take(&mut self, stamp: Stamp, name: &str) {
        self.files.insert(stamp.file(), (stamp, name.to_owned(), true));
        self.has_changed = true;
    }

    /// Written where something was read; where that cannot be done the next start reads again.
    pub(super) fn keep(mut self) {
        if !self.has_changed {
            return;
        }
        if self.files.len() > MOST {
            self.files.retain(|_, (.., is_used)| *is_used);
        }
        let mut text = self.form.to_owned();
        for (stamp, name, _) in self.files.values().take(MOST) {
            let Stamp { device, inode, size, modified, changed } = stamp;
            let _ = writeln!(text, "{name} {device} {inode} {size} {modified} {changed}");
        }
        let _ = writeln!(text, "{:016x}", files::checksum(text.as_bytes()));
        let is_taken = files::look_at(&self.place).map(|found| found.is_some_and(|found| !found.is_file()));
        if matches!(is_taken, Ok(false)) {
            let _ = files::write_unsynced(&self.place, text.as_bytes());
        }
    }
}

/// What a whole file says.
fn files_in(place: &Path, form: &str) -> Option<Files> {
    let text = String::from_utf8(files::read_plain(place, LARGEST).ok()??).ok()?;
    let (lines, sum) = text.split_at_checked(text.len().checked_sub(17)?)?;
    if sum != format!("{:016x}\n", files::checksum(lines.as_bytes())) {
        return None;
    }
    let line = |line: &str| {
        let mut words = line.split(' ');
        let name = words.next()?.to_owned();
        let mut number = || words.next()?.parse::<u64>().ok();
        let (device, inode, size) = (number()?, number()?, number()?);
        let mut time = || words.next()?.parse::<i64>().ok();
        let stamp = Stamp { device, inode, size, modified: time()?, changed: time()? };
        Some((stamp.file(), (stamp, name, false)))
    };
    lines.strip_prefix(form)?.lines().map(line).collect()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests spoil files")]
mod tests {
    use super::*;

    const FORM: &str = "form 1\n";

    fn stamp(inode: u64, changed: i64) -> Stamp {
        Stamp { device: 1, inode, size: 5000, modified: 1, changed }
    }

    fn written(folder: &Path, stamps: &[Stamp]) {
        let mut seen = Seen::read(folder, FORM);
        for stamp in stamps {
            seen.take(*stamp, "abc");
        }
        seen.keep();
    }

    #[test]
    fn a_file_is_known_again_by_all_of_its_stamp() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path(), &[stamp(7, 2)]);
        let mut seen = Seen::read(dir.path(), FORM);
        assert_eq!(seen.name(&stamp(7, 2)).as_deref(), Some("abc"));
        let (device, inode, size) = (Stamp { device: 2, ..stamp(7, 2) }, stamp(8, 2), Stamp { size: 1, ..stamp(7, 2) });
        for other in [device, inode, size, Stamp { modified: 2, ..stamp(7, 2) }, stamp(7, 3)] {
            assert_eq!(seen.name(&other), None, "{other:?}");
        }
        assert_eq!(Seen::read(dir.path(), "form 2\n").name(&stamp(7, 2)), None, "of another form");
    }

    #[test]
    fn what_was_changed_about_when_it_was_written_down_is_read_again() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path(), &[stamp(7, 2)]);
        let now = Seen::read(dir.path(), FORM).written;
        for (before, is_known) in [(TICK * 2, true), (TICK / 2, false), (0, false), (-TICK, false)] {
            written(dir.path(), &[stamp(9, now - before)]);
            assert_eq!(Seen::read(dir.path(), FORM).name(&stamp(9, now - before)).is_some(), is_known, "{before}");
        }
        written(dir.path(), &[stamp(9, i64::MAX)]);
        assert_eq!(Seen::read(dir.path(), FORM).name(&stamp(9, i64::MAX)), None);
    }

    #[test]
    fn a_damaged_file_says_nothing() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path(), &[stamp(7, 2), stamp(8, 2)]);
        let place = dir.path().join(FILE);
        let sound = std::fs::read(&place).unwrap();
        for at in 0..sound.len() {
            let mut bytes = sound.clone();
            bytes[at] ^= 1;
            std::fs::write(&place, &bytes).unwrap();
            assert_eq!(Seen::read(dir.path(), FORM).name(&stamp(7, 2)), None, "byte {at}");
            std::fs::write(&place, &sound[..at]).unwrap();
            assert_eq!(Seen::read(dir.path(), FORM).name(&stamp(7, 2)), None, "{at} bytes");
        }
    }

    #[test]
    fn only_so_many_are_remembered() {
        let dir = tempfile::tempdir().unwrap();
        written(dir.path(), &(0..MOST as u64).map(|inode| stamp(inode, 2)).collect::<Vec<_>>());
        written(dir.path(), &[stamp(u64::MAX, 2)]);
        let mut seen = Seen::read(dir.path(), FORM);
        assert_eq!(seen.files.len(), 1, "what was looked at now");
        assert!(seen.name(&stamp(u64::MAX, 2)).is_some());
    }
}
