//! Decks read before, kept beside the database so that a start need not parse them again.
//!
//! A file here is named by the hash of the deck's text and of the format, never by times; it is trusted only after its
//! sum was checked, and all of it can be thrown away at will. A deck's file that did not change since it was read is not
//! read for its hash. What is said of the deck and the outlines of its
//! entries stand first; the entries behind them are made one by one, when they are looked at.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::card::{Deck, Maker, Note, Notes, Outlines};
use crate::files::{self, Stamp};
use crate::library::seen::Seen;

/// Raised whenever a text would be read into another deck, or a deck written in another form.
const FORMAT: &str = concat!("acquis ", env!("CARGO_PKG_VERSION"), " compiled 7\n");

/// Shorter texts are parsed about as soon as found.
const WORTH_IT: usize = 4 * 1024;

/// The most decks kept; the oldest go. A course in more files than these would be read anew at each start.
const KEPT: usize = 1024;

/// A larger file in the cache is none of ours: a deck has 8 MiB at most, and is not kept in more than as many again.
const LARGEST: u64 = 64 << 20;

/// Where that many are kept, so many go at once: the folder is not listed for each that comes.
const MADE_ROOM: usize = KEPT / 8;

/// The bytes of a checksum.
const SUM: usize = 8;

/// What is kept of a deck's file.
pub(super) type Compiled = (Option<Deck>, u32);

/// The folder of decks read before, during one start.
pub(super) struct Cache {
    folder: PathBuf,
    seen: RefCell<Seen>,
    /// How many more may be kept before the folder is looked at; nothing before the first.
    room: Cell<Option<usize>>,
}

impl Cache {
    pub(super) fn new(folder: &Path) -> Self {
        let seen = RefCell::new(Seen::read(folder, FORMAT));
        Self { folder: folder.to_path_buf(), seen, room: Cell::new(None) }
    }

    /// Where a text's deck is kept; nothing for short texts.
    pub(super) fn place(&self, text: &str) -> Option<PathBuf> {
        place(&self.folder, text)
    }

    /// Where the deck of a file is kept that did not change since it was read.
    pub(super) fn place_of(&self, stamp: &Stamp) -> Option<PathBuf> {
        let name = self.seen.borrow_mut().name(stamp)?;
        // What is written here is a name, and no path that leads elsewhere.
        (!name.contains(['/', '\\'])).then(|| self.folder.join(name))
    }

    /// A file with that stamp held the text of a deck that is kept there.
    pub(super) fn saw(&self, stamp: Stamp, place: &Path) {
        if let Some(name) = place.file_name().and_then(|name| name.to_str()) {
            self.seen.borrow_mut().take(stamp, name);
        }
    }

    pub(super) fn keep(&self, place: &Path, compiled: &Compiled) {
        let room = match self.room.get() {
            None => KEPT - prune(&self.folder, KEPT),
            Some(0) => KEPT - prune(&self.folder, KEPT - MADE_ROOM),
            Some(room) => room,
        };
        self.room.set(Some(room.saturating_sub(1)));
        keep(place, compiled);
    }

    /// Writes down what was seen.
    pub(super) fn finish(self) {
        self.seen.into_inner().keep();
    }
}

/// Where a text's deck is kept; nothing for short texts.
fn place(cache: &Path, text: &str) -> Option<PathBuf> {
    if text.len() < WORTH_IT {
        return None;
    }
    let mut hash = Sha256::new();
    hash.update(FORMAT);
    hash.update(text);
    Some(cache.join(format!("{}.deck", half(&hash.finalize()))))
}

/// The first 128 bits in hexadecimal.
fn half(digest: &[u8]) -> String {
    let half: [u8; 16] = digest[..16].try_into().expect("SHA-256 has 32 bytes");
    format!("{:032x}", u128::from_be_bytes(half))
}

/// What stands before the entries.
#[derive(Serialize, Deserialize)]
struct Head {
    /// Without its entries.
    deck: Option<Deck>,
    left_out: u32,
    outlines: Outlines,
    /// Where each entry ends, in bytes behind the head.
    ends: Vec<u32>,
}

/// The entries of a kept deck, as bytes.
struct Entries {
    /// The whole file.
    bytes: Vec<u8>,
    /// Where they begin in it.
    start: usize,
    ends: Vec<u32>,
}

impl Entries {
    /// The bytes of an entry; none where the head says what cannot be.
    fn bytes(&self, at: usize) -> Option<&[u8]> {
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
        self.bytes.get(self.start + from..self.start + *self.ends.get(at)? as usize)
    }
}

impl Maker for Entries {
    fn make(&self, at: usize) -> Note {
        let made = self.bytes(at).and_then(|bytes| postcard::from_bytes(bytes).ok());
        made.expect("the bytes are those that were written: their sum was checked when the deck was found")
    }
}

/// The deck kept there, if it is whole.
pub(super) fn find(place: &Path) -> Option<Compiled> {
    let bytes = files::read(place, LARGEST, "").ok()??;
    let (sum, payload) = bytes.split_first_chunk::<SUM>()?;
    if u64::from_le_bytes(*sum) != files::checksum(payload) {
        return None;
    }
    let (head, entries) = postcard::take_from_bytes::<Head>(payload).ok()?;
    let Head { deck, left_out, outlines, ends } = head;
    let fits =
        outlines.len() == ends.len() && ends.is_sorted() && ends.last().map_or(0, |end| *end as usize) == entries.len();
    let start = bytes.len() - entries.len();
    let notes = fits.then(|| Notes::kept(outlines, Rc::new(Entries { bytes, start, ends })))?;
    Some((deck.map(|deck| Deck { notes, ..deck }), left_out))
}

/// A deck as it is kept; nothing for one that has no place in the form.
fn written((deck, left_out): &Compiled) -> Option<Vec<u8>> {
    let (mut entries, mut ends) = (Vec::new(), Vec::new());
    for note in deck.iter().flat_map(|deck| &deck.notes) {
        entries = postcard::to_extend(note, entries).ok()?;
        ends.push(u32::try_from(entries.len()).ok()?);
    }
    let outlines = deck.as_ref().map(Outlines::of).unwrap_or_default();
    let head = Head { deck: deck.clone(), left_out: *left_out, outlines, ends };
    let mut payload = postcard::to_stdvec(&head).ok()?;
    payload.extend(entries);
    Some(payload)
}

/// Keeps a deck; where that cannot be done the next start parses again.
fn keep(place: &Path, compiled: &Compiled) {
    let Some(folder) = place.parent() else { return };
    let Some(payload) = written(compiled) else { return };
    let mut bytes = files::checksum(&payload).to_le_bytes().to_vec();
    bytes.extend(payload);
    // A link would lead out of the data directory.
    let is_link = files::look_at(folder).map(|found| found.is_some_and(|found| found.is_symlink()));
    let is_taken = files::look_at(place).map(|found| found.is_some_and(|found| !found.is_file()));
    if matches!((is_link, is_taken), (Ok(false), Ok(false))) && files::private_folder(folder).is_ok() {
        // A file that a power cut spoils is not trusted, and made anew.
        let _ = files::write_unsynced(place, &bytes);
    }
}

/// Makes room for one more where there may be so many: how many are left.
fn prune(folder: &Path, most: usize) -> usize {
    let age = |path: &Path| files::look_at(path).ok()??.modified().ok();
    let is_deck = |path: &PathBuf| path.extension().is_some_and(|end| end == "deck");
    let decks = files::list(folder).unwrap_or_default().into_iter().filter(is_deck);
    let mut kept: Vec<(SystemTime, PathBuf)> =
        decks.map(|path| (age(&path).unwrap_or(SystemTime::UNIX_EPOCH), path)).collect();
    kept.sort();
    let surplus = (kept.len() + 1).saturating_sub(most);
    for (_, path) in kept.iter().take(surplus) {
        let _ = std::fs::remove_file(path);
    }
    kept.len() - surplus
}

#[cfg(test)]
mod property_tests;
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests spoil files and look at what is left")]
mod tests {
    use super::*;
    use crate::deck;

    const FULL: &str = include_str!("../deck/read/full.toml");

    fn compiled() -> Compiled {
        (deck::read(FULL).deck, 3)
    }

    #[test]
    fn a_kept_deck_comes_back_as_it_was_read() {
        let dir = tempfile::tempdir().expect("a directory");
        let place = place(&dir.path().join("cache"), &FULL.repeat(20)).expect("long enough");
        assert_eq!(find(&place), None);
        keep(&place, &compiled());
        assert_eq!(find(&place), Some(compiled()));
    }

    #[test]
    fn a_damaged_file_is_not_trusted() {
        let dir = tempfile::tempdir().expect("a directory");
        let place = dir.path().join("one.deck");
        keep(&place, &compiled());
        let sound = std::fs::read(&place).expect("kept");
        for at in [0, SUM, sound.len() / 2, sound.len() - 1] {
            let mut bytes = sound.clone();
            bytes[at] ^= 1;
            std::fs::write(&place, &bytes).expect("written");
            assert_eq!(find(&place), None, "byte {at}");
        }
        for length in [0, SUM, sound.len() - 1] {
            std::fs::write(&place, &sound[..length]).expect("written");
            assert_eq!(find(&place), None, "{length} bytes");
        }
    }

    #[test]
    fn another_text_has_another_place() {
        let long = FULL.repeat(20);
        assert_ne!(place(Path::new(""), &long), place(Path::new(""), &format!("{long} ")));
        assert_eq!(place(Path::new(""), FULL), None);
    }

    #[test]
    fn only_so_many_are_kept() {
        let dir = tempfile::tempdir().expect("a directory");
        for number in 0..9 {
            keep(&dir.path().join(format!("{number}.deck")), &(None, 0));
        }
        let count = || std::fs::read_dir(dir.path()).expect("a folder").count();
        assert_eq!((prune(dir.path(), KEPT), count()), (9, 9));
        assert_eq!((prune(dir.path(), 5), count()), (4, 4), "one more has room");
    }

    #[test]
    fn a_full_folder_makes_room_for_many_at_once() {
        let dir = tempfile::tempdir().expect("a directory");
        let count = || std::fs::read_dir(dir.path()).expect("a folder").count();
        for number in 0..KEPT + 3 {
            std::fs::write(dir.path().join(format!("old-{number}.deck")), "").expect("written");
        }
        let cache = Cache::new(dir.path());
        let keep = |number: usize| cache.keep(&dir.path().join(format!("{number}.deck")), &(None, 0));
        keep(0);
        assert_eq!(count(), KEPT);
        keep(1);
        assert_eq!(count(), KEPT - MADE_ROOM);
        (2..=MADE_ROOM + 1).for_each(keep);
        assert_eq!(count(), KEPT);
        assert_eq!(cache.room.get(), Some(0));
    }

    /// Where this fails, a deck is read or written otherwise than by the last version: raise the number in `FORMAT`, so
    /// that what is kept by that version is not taken for ours, and set the new hash here.
    #[test]
    fn the_form_is_the_one_that_its_number_stands_for() {
        let payload = written(&compiled()).expect("encodes");
        let golden = ("acquis 0.1.0 compiled 7\n", "561842d811bf75b1");
        assert_eq!((FORMAT, &half(&Sha256::digest(payload))[..16]), golden);
    }
}
