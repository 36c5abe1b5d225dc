//! Decks read before, kept beside the database so that a start need not parse them again.
//!
//! A file here is named by the hash of the deck's text and of the format, never by times; what is read of it is trusted
//! only after its sum was checked, and all of it can be thrown away at will. A deck's file that did not change since it
//! was read is not read for its hash. What is said of the deck and the outlines of its entries stand first, and are all
//! that a start reads of a large deck; the entries behind them are read in blocks and made one by one, when they are
//! looked at.

mod entries;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::card::{Deck, Notes, Outlines};
use crate::files::{self, Held, Stamp};
use crate::library::seen::Seen;
use entries::Entries;

/// Raised whenever a text would be read into another deck, or a deck written in another form.
const FORMAT: &str = concat!("acquis ", env!("CARGO_PKG_VERSION"), " compiled 8\n");

/// Shorter texts are parsed about as soon as found.
const WORTH_IT: usize = 4 * 1024;

/// The most decks kept; the oldest go. A course in more files than these would be read anew at each start.
const KEPT: usize = 1024;

/// A larger file in the cache is none of ours: a deck has 8 MiB at most, and is not kept in more than as many again.
const LARGEST: u64 = 64 << 20;

/// Where that many are kept, so many go at once: the folder is not listed for each that comes.
const MADE_ROOM: usize = KEPT / 8;

/// The bytes of a checksum, and of the length of what stands before the entries.
const SUM: usize = 8;
const LENGTH: usize = 8;

/// So many entries are read at once.
const BLOCK: usize = 64;

/// Entries of fewer bytes are all read at once.
const SMALL: usize = 16 * 1024;

/// So many files are held open at most; of further decks all entries are read at once, so that each stays whole whatever
/// becomes of its file.
const HELD: usize = 64;

/// What is kept of a deck's file.
pub(super) type Compiled = (Option<Deck>, u32);

/// Reads the text of a deck, for entries that turn out not to be as they were written.
pub(super) type Text = Box<dyn Fn() -> Option<Cow<'static, str>>>;

/// The folder of decks read before, during one start.
pub(super) struct Cache {
    folder: PathBuf,
    seen: RefCell<Seen>,
    /// How many more may be kept before the folder is looked at; nothing before the first.
    room: Cell<Option<usize>>,
    /// How many files may be held open besides.
    free: Cell<usize>,
}

impl Cache {
    pub(super) fn new(folder: &Path) -> Self {
        let seen = RefCell::new(Seen::read(folder, FORMAT));
        Self { folder: folder.to_path_buf(), seen, room: Cell::new(None), free: Cell::new(HELD) }
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

    /// The deck kept there, if it is whole.
    pub(super) fn find(&self, place: &Path, text: Text) -> Option<Compiled> {
        let (compiled, is_held) = find(place, text, self.free.get() > 0)?;
        self.free.set(self.free.get() - usize::from(is_held));
        Some(compiled)
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
    /// Of each block of entries.
    sums: Vec<u64>,
}

/// The deck kept there, if it is whole, and whether its file is held open for its entries.
fn find(place: &Path, text: Text, may_hold: bool) -> Option<(Compiled, bool)> {
    let file = Held::open(place).filter(|file| file.len() <= LARGEST)?;
    let begin = file.read(0, SUM + LENGTH)?;
    let (sum, length) = (number(&begin, 0)?, usize::try_from(number(&begin, SUM)?).ok()?);
    let entries = file.len().checked_sub((SUM + LENGTH) as u64)?.checked_sub(length as u64)?;
    let payload = file.read(SUM as u64, LENGTH + length)?;
    if sum != files::checksum(&payload) {
        return None;
    }
    let Head { deck, left_out, outlines, ends, sums } = postcard::from_bytes(payload.get(LENGTH..)?).ok()?;
    let fits = outlines.len() == ends.len()
        && ends.is_sorted()
        && u64::from(*ends.last().unwrap_or(&0)) == entries
        && sums.len() == ends.len().div_ceil(BLOCK);
    let start = (SUM + LENGTH + length) as u64;
    let entries = fits.then(|| Entries::new(place.to_path_buf(), file, start, ends, sums, text))?;
    let is_held = may_hold && entries.len() >= SMALL;
    let entries = if is_held { entries } else { entries.all_read()? };
    let notes = Notes::kept(outlines, Rc::new(entries));
    Some(((deck.map(|deck| Deck { notes, ..deck }), left_out), is_held))
}

fn number(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// A deck's file as it is kept; nothing for one that has no place in the form.
fn written((deck, left_out): &Compiled) -> Option<Vec<u8>> {
    let (mut entries, mut ends, mut sums, mut block) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for note in deck.iter().flat_map(|deck| &deck.notes) {
        entries = postcard::to_extend(note, entries).ok()?;
        ends.push(u32::try_from(entries.len()).ok()?);
        if ends.len().is_multiple_of(BLOCK) {
            sums.push(files::checksum(&entries[block..]));
            block = entries.len();
        }
    }
    if !ends.len().is_multiple_of(BLOCK) {
        sums.push(files::checksum(&entries[block..]));
    }
    let outlines = deck.as_ref().map(Outlines::of).unwrap_or_default();
    let head = Head { deck: deck.clone(), left_out: *left_out, outlines, ends, sums };
    let head = postcard::to_stdvec(&head).ok()?;
    let payload = [(head.len() as u64).to_le_bytes().as_slice(), &head].concat();
    Some([files::checksum(&payload).to_le_bytes().as_slice(), &payload, &entries].concat())
}

/// Keeps a deck; where that cannot be done the next start parses again.
fn keep(place: &Path, compiled: &Compiled) {
    let Some(folder) = place.parent() else { return };
    let Some(bytes) = written(compiled) else { return };
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
    use super::property_tests::{found, plain, plain_text};
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
        assert_eq!(found(&place), None);
        keep(&place, &compiled());
        assert_eq!(found(&place), Some(compiled()));
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
            assert_eq!(found(&place), None, "byte {at}");
        }
        for length in [0, SUM, sound.len() - 1] {
            std::fs::write(&place, &sound[..length]).expect("written");
            assert_eq!(found(&place), None, "{length} bytes");
        }
    }

    /// Of a large deck the entries are not looked at before they are wanted: what is damaged there is read from the text.
    #[test]
    fn a_damaged_entry_is_read_from_the_text_or_not_at_all() {
        let dir = tempfile::tempdir().expect("a directory");
        let text = plain_text(8 * BLOCK + 5);
        let (place, read) = (place(dir.path(), &text).expect("long enough"), deck::read(&text).deck);
        keep(&place, &(read.clone(), 0));
        let sound = std::fs::read(&place).expect("kept");
        let again = |said: &str| {
            let said = said.to_owned();
            find(&place, Box::new(move || Some(said.clone().into())), true)
        };
        let mut held = 0;
        for at in (0..sound.len()).step_by(397).chain([sound.len() - 1]) {
            let mut bytes = sound.clone();
            bytes[at] ^= 1;
            std::fs::write(&place, &bytes).expect("written");
            let Some(((deck, _), is_held)) = again(&text) else { continue };
            held += usize::from(is_held);
            assert_eq!(deck, read, "byte {at}");
            assert!(files::look_at(&place).expect("looked at").is_none(), "byte {at}: made anew by the next start");
        }
        assert!(held > 9, "{held} found by what stands before the entries");
        std::fs::write(&place, &sound[..sound.len() - 1]).expect("written");
        assert!(again(&text).is_none(), "cut off");
        std::fs::write(&place, &sound).expect("written");
        let ((deck, _), _) = again("").expect("whole");
        assert_eq!(deck, read, "the text is not asked for");
    }

    #[test]
    fn of_a_large_deck_only_the_blocks_are_read_that_are_looked_at() {
        let dir = tempfile::tempdir().expect("a directory");
        let place = dir.path().join("one.deck");
        let deck = plain(8 * BLOCK + 5);
        keep(&place, &(Some(deck.clone()), 0));
        let ((found, _), is_held) = find(&place, Box::new(|| None), true).expect("kept");
        let found = found.expect("a deck");
        assert!(is_held);
        std::fs::remove_file(&place).expect("it stands");
        assert_eq!((&found.notes[BLOCK], found.notes.len()), (&deck.notes[BLOCK], deck.notes.len()));
        assert_eq!(found, deck, "though its file is gone");
        keep(&place, &(Some(deck), 0));
        assert!(!find(&place, Box::new(|| None), false).expect("kept").1, "all read at once");
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
        let golden = ("acquis 0.1.0 compiled 8\n", "b094a0735ec07be5");
        assert_eq!((FORMAT, &half(&Sha256::digest(payload))[..16]), golden);
    }
}
