//! What is known of every card, in one table: a row is read only when its card is asked for.

use std::collections::HashMap;

use crate::card::{CardId, CardName, Named};
use crate::schedule::{Memory, Progress, StudyDay};

/// The state of each card that has one, found by the card's name.
#[derive(Clone, Debug, Default)]
pub(crate) struct States {
    table: Table,
    /// What became another since the table was made; nothing for a card that has no state any more.
    changed: HashMap<CardId, Option<Progress>>,
}

impl States {
    pub(crate) fn get(&self, card: &dyn Named) -> Option<Progress> {
        if !self.changed.is_empty()
            && let Some(changed) = self.changed.get(card)
        {
            return *changed;
        }
        self.table.find(card.name())
    }

    pub(crate) fn insert(&mut self, card: CardId, progress: Progress) {
        self.changed.insert(card, Some(progress));
    }

    pub(crate) fn remove(&mut self, card: CardId) {
        self.changed.insert(card, None);
    }

    /// All of them, in no order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (CardName<'_>, Progress)> {
        let of_table = self.table.rows().filter(|(card, _)| !self.changed.contains_key(card as &dyn Named));
        of_table.chain(self.changed.iter().filter_map(|(card, progress)| Some((card.name(), (*progress)?))))
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = Progress> + '_ {
        self.iter().map(|(_, progress)| progress)
    }

    pub(crate) fn len(&self) -> usize {
        self.iter().count()
    }

    /// The same as bytes, to be read by [`States::read`].
    pub(crate) fn written(&self) -> Vec<u8> {
        if self.changed.is_empty() { self.table.bytes.clone() } else { self.iter().collect::<Self>().table.bytes }
    }

    /// What [`States::written`] gave; nothing where it did not.
    pub(crate) fn read(bytes: Vec<u8>) -> Option<Self> {
        Some(Self { table: Table::of(bytes)?, changed: HashMap::new() })
    }
}

impl<C: Named> FromIterator<(C, Progress)> for States {
    fn from_iter<I: IntoIterator<Item = (C, Progress)>>(states: I) -> Self {
        let mut maker = Maker::default();
        for (card, progress) in states {
            maker.push(card.name(), &progress);
        }
        maker.finish()
    }
}

impl PartialEq for States {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(card, progress)| other.get(&card) == Some(progress))
    }
}

/// Makes a table out of states that come in any order.
#[derive(Default)]
pub(crate) struct Maker {
    rows: Vec<(u64, [u8; FIELDS], (usize, usize))>,
    names: String,
}

impl Maker {
    pub(crate) fn push(&mut self, card: CardName<'_>, progress: &Progress) {
        let start = self.names.len();
        for piece in [card.deck, "/", card.entry, "#", card.part] {
            self.names.push_str(piece);
        }
        self.rows.push((hash(card), fields(progress), (start, self.names.len())));
    }

    pub(crate) fn finish(mut self) -> States {
        let names = self.names.as_bytes();
        // Cards are asked for deck by deck: what is asked for together stands together.
        self.rows.sort_by(|one, other| names[one.2.0..one.2.1].cmp(&names[other.2.0..other.2.1]));
        let mut bytes = Vec::with_capacity(8 + self.rows.len() * ROW + self.names.len());
        bytes.extend((self.rows.len() as u64).to_le_bytes());
        let mut end = 0_u64;
        for (hash, fields, (from, to)) in &self.rows {
            end += (to - from) as u64;
            bytes.extend(hash.to_le_bytes());
            bytes.extend(end.to_le_bytes());
            bytes.extend(fields);
        }
        for (.., (from, to)) in &self.rows {
            bytes.extend(&names[*from..*to]);
        }
        States { table: Table::of(bytes).unwrap_or_default(), changed: HashMap::new() }
    }
}

/// Bytes of what is known of a card.
const FIELDS: usize = 48;
/// Bytes of a row: the hash of the card's name, where the name ends, what is known.
const ROW: usize = 16 + FIELDS;

const REMEMBERED: u32 = 1;
const FIRST: u32 = 2;
const LAST: u32 = 4;
const DUE: u32 = 8;
const RELEARNING: u32 = 16;
const SUSPENDED: u32 = 32;
const FLAGGED: u32 = 64;

fn fields(progress: &Progress) -> [u8; FIELDS] {
    let flags = [
        (REMEMBERED, progress.memory.is_some()),
        (FIRST, progress.first.is_some()),
        (LAST, progress.last.is_some()),
        (DUE, progress.due.is_some()),
        (RELEARNING, progress.relearning),
        (SUSPENDED, progress.suspended),
        (FLAGGED, progress.flagged),
    ];
    let memory = progress.memory.unwrap_or(Memory { stability: 0.0, difficulty: 0.0 });
    let day = |day: Option<StudyDay>| day.map_or(0, StudyDay::packed).cast_unsigned();
    let [hash_low, hash_high] = halves(progress.text_hash);
    let words = [
        flags.into_iter().filter(|(_, is_so)| *is_so).map(|(flag, _)| flag).sum(),
        memory.stability.to_bits(),
        memory.difficulty.to_bits(),
        day(progress.first),
        day(progress.last),
        day(progress.due),
        progress.reviews,
        progress.lapses,
        hash_low,
        hash_high,
        progress.revised,
        0,
    ];
    let mut bytes = [0; FIELDS];
    for (place, word) in bytes.chunks_exact_mut(4).zip(words) {
        place.copy_from_slice(&word.to_le_bytes());
    }
    bytes
}

fn halves(number: u64) -> [u32; 2] {
    [number & u64::from(u32::MAX), number >> 32].map(|half| u32::try_from(half).unwrap_or_default())
}

fn progress(bytes: &[u8]) -> Progress {
    let word = |at: usize| word(bytes, at * 4);
    let flags = word(0);
    let has = |flag: u32| flags & flag != 0;
    let day = |flag: u32, at: usize| has(flag).then(|| StudyDay::from_packed(word(at).cast_signed())).flatten();
    let memory = Memory { stability: f32::from_bits(word(1)), difficulty: f32::from_bits(word(2)) };
    Progress {
        memory: has(REMEMBERED).then_some(memory),
        first: day(FIRST, 3),
        last: day(LAST, 4),
        due: day(DUE, 5),
        reviews: word(6),
        lapses: word(7),
        relearning: has(RELEARNING),
        suspended: has(SUSPENDED),
        flagged: has(FLAGGED),
        text_hash: u64::from(word(8)) | u64::from(word(9)) << 32,
        revised: word(10),
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// A number of rows, the rows in the order of their names, and the names behind them.
#[derive(Clone, Debug, Default)]
struct Table {
    bytes: Vec<u8>,
    count: usize,
    /// The numbers of the rows from 1 on, each where the hash of its name leads or in the next free place behind, 0 where
    /// there is none; twice as many places as rows at least.
    places: Vec<u32>,
    /// How far a hash is shifted to its place.
    shift: u32,
}

impl Table {
    /// Nothing where the bytes are not those of a table.
    fn of(bytes: Vec<u8>) -> Option<Self> {
        let count = usize::try_from(long(&bytes, 0)).ok()?;
        let names = count.checked_mul(ROW)?.checked_add(8)?;
        let names_end = match count.checked_sub(1) {
            Some(last) => usize::try_from(long(&bytes, 8 + last * ROW + 8)).ok()?,
            None => 0,
        };
        if bytes.len() != names.checked_add(names_end)? {
            return None;
        }
        let bits = (count.max(1) as u64 * 2).next_power_of_two().trailing_zeros();
        let mut table = Self { bytes, count, places: vec![0; 1 << bits], shift: 64 - bits };
        for at in 0..count {
            let free = table.places_from(table.hash(at)).find(|place| table.places[*place] == 0)?;
            table.places[free] = u32::try_from(at + 1).ok()?;
        }
        Some(table)
    }

    /// The place to which a hash leads, and those behind it.
    fn places_from(&self, hash: u64) -> impl Iterator<Item = usize> + use<> {
        let (last, first) = (self.places.len() - 1, usize::try_from(hash >> self.shift).unwrap_or_default());
        (0..=last).map(move |step| (first + step) & last)
    }

    fn hash(&self, at: usize) -> u64 {
        long(&self.bytes, 8 + at * ROW)
    }

    fn name(&self, at: usize) -> Option<&[u8]> {
        let end = |at: usize| usize::try_from(long(&self.bytes, 8 + at * ROW + 8)).unwrap_or(usize::MAX);
        let from = at.checked_sub(1).map_or(0, end);
        self.bytes.get(8 + self.count * ROW..)?.get(from..end(at))
    }

    fn progress(&self, at: usize) -> Progress {
        progress(self.bytes.get(8 + at * ROW + 16..).unwrap_or_default())
    }

    fn find(&self, card: CardName<'_>) -> Option<Progress> {
        if self.count == 0 {
            return None;
        }
        let wanted = hash(card);
        let rows = self.places_from(wanted).map_while(|place| (self.places[place] as usize).checked_sub(1));
        let is_of_card =
            |at: &usize| self.hash(*at) == wanted && self.name(*at).is_some_and(|name| is_written(card, name));
        rows.into_iter().find(is_of_card).map(|at| self.progress(at))
    }

    fn rows(&self) -> impl Iterator<Item = (CardName<'_>, Progress)> {
        (0..self.count).filter_map(|at| {
            let name = std::str::from_utf8(self.name(at)?).ok()?;
            Some((CardName::parse(name)?, self.progress(at)))
        })
    }
}

/// Whether a name is written so: `deck/entry#part`.
fn is_written(card: CardName<'_>, name: &[u8]) -> bool {
    let behind = |rest: &[u8], piece: &str, mark: &[u8]| {
        rest.strip_prefix(piece.as_bytes())?.strip_prefix(mark).map(<[u8]>::len)
    };
    let tail = |left: usize| &name[name.len() - left..];
    behind(name, card.deck, b"/")
        .and_then(|left| behind(tail(left), card.entry, b"#"))
        .is_some_and(|left| tail(left) == card.part.as_bytes())
}

/// Of a name, eight bytes at once: the same on every machine.
fn hash(card: CardName<'_>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take_in = |word: u64| hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    for piece in [card.deck, card.entry, card.part] {
        take_in(piece.len() as u64);
        for bytes in piece.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word[..bytes.len()].copy_from_slice(bytes);
            take_in(u64::from_le_bytes(word));
        }
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;

    fn names() -> impl Strategy<Value = Vec<CardId>> {
        prop::collection::vec(("[a-c]{1,2}", "[a-eé]{1,3}", "[a-b]{1,2}"), 0..60)
            .prop_map(|names| names.into_iter().map(|(deck, entry, part)| CardId { deck, entry, part }).collect())
    }

    prop_compose! {
        fn states()(
            days in prop::collection::vec(prop::option::of(-800_000_i32..800_000), 3),
            memory in prop::option::of((0.01_f32..36_500.0, 1.0_f32..10.0)),
            numbers in prop::array::uniform3(any::<u32>()),
            text_hash in any::<u64>(),
            marks in prop::array::uniform3(any::<bool>()),
        ) -> Progress {
            let day = |at: usize| days[at].and_then(NaiveDate::from_num_days_from_ce_opt).map(StudyDay);
            Progress {
                memory: memory.map(|(stability, difficulty)| Memory { stability, difficulty }),
                first: day(0),
                last: day(1),
                due: day(2),
                reviews: numbers[0],
                lapses: numbers[1],
                revised: numbers[2],
                text_hash,
                relearning: marks[0],
                suspended: marks[1],
                flagged: marks[2],
            }
        }
    }

    proptest! {
        /// The table against a map, and both written and read again.
        #[test]
        fn a_table_holds_what_a_map_would(
            names in names(),
            known in prop::collection::vec(states(), 60),
            later in prop::collection::vec((0_usize..60, prop::option::of(states())), 0..20),
            strangers in names(),
        ) {
            let mut map: HashMap<CardId, Progress> = names.iter().cloned().zip(known).collect();
            let mut table: States = map.iter().map(|(card, progress)| (card.name(), *progress)).collect();
            for (at, progress) in later.into_iter().filter(|_| !names.is_empty()) {
                let card = names[at % names.len()].clone();
                match progress {
                    Some(progress) => {
                        map.insert(card.clone(), progress);
                        table.insert(card, progress);
                    }
                    None => {
                        map.remove(&card);
                        table.remove(card);
                    }
                }
            }
            let again = States::read(table.written()).expect("a table");
            for table in [&table, &again] {
                for card in names.iter().chain(&strangers) {
                    prop_assert_eq!(table.get(card), map.get(card).copied());
                }
                prop_assert_eq!(table.iter().map(|(card, known)| (card.to_id(), known)).collect::<HashMap<_, _>>(), map.clone());
            }
            prop_assert_eq!(&table, &again);
        }

        #[test]
        fn bytes_that_are_no_table_make_none_or_one_that_can_be_asked(
            names in names(), known in states(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>(),
        ) {
            let whole: States = names.iter().map(|card| (card.name(), known)).collect();
            let mut bytes = whole.written();
            let at = at.index(bytes.len().max(1));
            if cut { bytes.truncate(at) } else if let Some(place) = bytes.get_mut(at) { *place = byte }
            if let Some(spoilt) = States::read(bytes) {
                let known = names.iter().filter(|card| spoilt.get(*card).is_some()).count();
                prop_assert!(known <= names.len() && spoilt.iter().count() <= names.len());
            }
        }
    }
}
