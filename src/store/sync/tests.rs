//! Real logs in a store that delays, tears, doubles and reorders: all fold to the same states, to the bit.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::schedule::{KINDS, Rating};
use crate::store::golden_tests::{in_words, states};
use crate::store::tests::{act, agrees, deeds, new, review};
use crate::sync::Mark;
use crate::sync::simulated::{Chance, Living, runs};

const GOLDEN: &str = include_str!("../../../tests/data/sync/acquis-sync/0123456789abcdef0123456789abcdef/00001.jsonl");

/// A log in memory that is lived with.
struct Lived(Store);

impl Log for Lived {
    type Error = String;
    type Line = Line;

    fn judge(&self, line: &str) -> Judged<Line> {
        self.0.judge(line)
    }

    fn day<'a>(&self, line: &'a Line) -> &'a str {
        self.0.day(line)
    }

    fn database(&self) -> &str {
        self.0.database()
    }

    fn id_of(&self, row: u64) -> std::result::Result<Option<String>, String> {
        self.0.id_of(row).map_err(|fault| fault.to_string())
    }

    fn keep_copy(&mut self) -> std::result::Result<(), String> {
        self.0.keep_copy().map_err(|fault| fault.to_string())
    }

    fn take_in(&mut self, lines: &[Line]) -> std::result::Result<Vec<Told>, String> {
        let told = self.0.take_in(lines).map_err(|fault| fault.to_string())?;
        agrees(&self.0);
        Ok(told)
    }

    fn lacking(&self, placed: &Rows) -> std::result::Result<Vec<(u64, String)>, String> {
        self.0.lacking(placed).map_err(|fault| fault.to_string())
    }
}

impl Living for Lived {
    fn live(&mut self, chance: Chance<'_>, days_off: i64) {
        let mut below = |end: u8| u8::try_from(chance(end.into())).unwrap();
        let deed = (below(14), below(5), below(4), u32::from(below(4)));
        let day = u32::try_from(400 + days_off.clamp(-300, 3000) + i64::from(below(30))).unwrap();
        act(&mut self.0, day, deed);
    }

    fn state(&self) -> String {
        states(&self.0.progress_of_all().unwrap()) + &in_words(&self.0.own_words().unwrap())
    }

    fn ids(&self) -> BTreeSet<String> {
        self.0.events().unwrap().iter().map(|event| event.id.to_string()).collect()
    }

    fn cloned(&self) -> Option<Self> {
        None
    }

    fn mended(&mut self, may_go: &dyn Fn(u64) -> bool, chance: Chance<'_>) {
        let mut lines = Vec::new();
        let last = self.0.count().unwrap() as u64;
        log::each_row_between(&self.0.db, 1..=last, |number, row| {
            if !may_go(number) || chance(3) > 0 {
                lines.push(Line::of(row, None).unwrap());
            }
            Ok(())
        })
        .unwrap();
        lines.sort_by(|one, two| one.row.id.cmp(&two.row.id));
        self.0 = Store::in_memory().unwrap();
        self.0.import(&lines).unwrap();
    }
}

#[test]
fn real_logs_come_to_the_same_states_whatever_the_store_does() {
    runs(0..60, || Lived(Store::in_memory().unwrap())).unwrap_or_else(|why| panic!("{why}"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Cards go on from what they were, or are folded again: either way they are what the whole log folds to.
    #[test]
    fn states_are_those_of_the_log_in_whatever_order_its_events_come(
        deeds in deeds(),
        swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..12),
        at_once in 1_usize..6,
    ) {
        let mut store = Store::in_memory().unwrap();
        for (at, deed) in deeds.into_iter().enumerate() {
            act(&mut store, u32::try_from(at / 3).unwrap(), deed);
        }
        let mut lines = store.lacking(&Rows::default()).unwrap();
        for (one, two) in swaps {
            let (one, two) = (one.index(lines.len()), two.index(lines.len()));
            lines.swap(one, two);
        }
        let mut fresh = Store::in_memory().unwrap();
        let judged = |line: &str| match store.judge(line) {
            Judged::Event(line) => line,
            _ => panic!("an event"),
        };
        let lines: Vec<Line> = lines.iter().map(|(_, line)| judged(line)).collect();
        for some in lines.chunks(at_once) {
            fresh.take_in(some).unwrap();
            agrees(&fresh);
        }
        prop_assert_eq!(fresh.progress_of_all().unwrap(), store.progress_of_all().unwrap());
    }
}

/// The form of a segment does not change: what is in the golden one is read by every later version, and given as it is.
#[test]
fn the_golden_segment_reads_and_is_given_as_it_was() {
    let mut store = Store::in_memory().unwrap();
    let reading = Mark::default().read(GOLDEN.as_bytes(), 0, |line| store.judge(line)).unwrap();
    assert_eq!((reading.mark.is_whole(), reading.harm.len()), (true, 0));
    store.take_in(&reading.lines).unwrap();
    let given: String = store.lacking(&Rows::default()).unwrap().into_iter().map(|(_, line)| line + "\n").collect();
    assert_eq!(given, GOLDEN);
    let kinds: BTreeSet<&str> = reading.lines.iter().map(|line| line.what.kind()).collect();
    assert_eq!(kinds, KINDS.into_iter().collect(), "every kind stands in it");
    // It is a log's file as well.
    let lines = crate::store::log_lines("segment", GOLDEN.lines().map(|line| Ok(line.to_owned()))).unwrap();
    assert_eq!(lines.len(), reading.lines.len());
}

fn line(what: What) -> String {
    let mut store = Store::in_memory().unwrap();
    store.append(&[new(3, what)]).unwrap();
    store.lacking(&Rows::default()).unwrap().remove(0).1
}

#[test]
fn a_line_is_torn_harmful_unknown_or_an_event() {
    let store = Store::in_memory().unwrap();
    let good = line(review(1, Rating::Good));
    assert!(matches!(store.judge(&good), Judged::Event(_)));
    for torn in [good.replace("\"seconds\":9", "\"seconds\":8"), good[..good.len() - 1].to_owned(), "{}".to_owned()] {
        assert!(matches!(store.judge(&torn), Judged::Torn), "{torn}");
    }
    let again = |from: &str, to: &str| {
        let mut row = unsealed(&good).unwrap();
        row.payload = row.payload.replace(from, to);
        sealed(row).unwrap()
    };
    assert!(matches!(store.judge(&again("\"review\"", "\"telepathy\"")), Judged::Unknown(kind) if kind == "telepathy"));
    assert!(matches!(store.judge(&again("\"seconds\":9", "\"seconds\":9000")), Judged::Harm(_)));
    assert!(matches!(store.judge(&again("\"good\"", "\"superb\"")), Judged::Harm(_)), "no newer kind");
}

#[test]
fn an_id_that_stands_for_another_event_is_refused_alone() {
    let mut store = Store::in_memory().unwrap();
    let Judged::Event(one) = store.judge(&line(review(1, Rating::Good))) else { panic!("an event") };
    store.take_in(std::slice::from_ref(&one)).unwrap();
    let mut forged = one.clone();
    forged.row.stamp += 1;
    let Judged::Event(two) = store.judge(&line(review(2, Rating::Good))) else { panic!("an event") };
    assert_eq!(store.take_in(&[forged, one, two]).unwrap(), [Told::Clash, Told::Known(1), Told::Added(2)]);
    agrees(&store);
}

#[test]
fn a_changed_bit_does_not_travel() {
    let mut store = Store::in_memory().unwrap();
    store.append(&[new(3, review(1, Rating::Good))]).unwrap();
    store.db.execute("update event set stamp = stamp + 1", []).unwrap();
    assert!(store.lacking(&Rows::default()).unwrap_err().to_string().contains("damaged"));
}
