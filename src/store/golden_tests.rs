//! What stands in the golden logs is folded as it was by every version before.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use crate::card::CardId;
use crate::schedule::{Event, Moment, OwnWords, Scheduler, States, StudyDay, fold, own_words, parameters};

pub(super) const GOLDEN_LOG: &str = include_str!("../../tests/data/golden-log.jsonl");
const GOLDEN_STATES: &str = include_str!("../../tests/data/golden-states.txt");

/// What version 3 added, on cards of its own: folded behind the first.
pub(super) const GOLDEN_LOG_3: &str = include_str!("../../tests/data/golden-log-3.jsonl");
const GOLDEN_WORDS: &str = include_str!("../../tests/data/golden-words.txt");

/// One event a line, as `docs/log.md` describes it.
pub(super) fn golden_events(lines: &str) -> Vec<Event> {
    let event = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| value[key].as_str().unwrap().to_owned();
        Event {
            id: text("id").parse().unwrap(),
            device: text("device"),
            at: Moment {
                millis: value["at"].as_i64().unwrap(),
                offset: i32::try_from(value["utc_offset"].as_i64().unwrap()).unwrap(),
            },
            day: text("day").parse().unwrap(),
            stamp: value["stamp"].as_i64().unwrap(),
            what: serde_json::from_value(value["what"].clone()).unwrap(),
            deed: value["what"]["deed"].as_str().map(|deed| deed.parse().unwrap()),
        }
    };
    lines.lines().map(event).collect()
}

/// One card a line; memory as the bits of its two f32, so that nothing is rounded.
pub(super) fn states(progress: &States) -> String {
    let mut cards: Vec<_> = progress.iter().collect();
    cards.sort_by(|a, b| a.0.cmp(&b.0));
    let mut lines = String::new();
    for (card, state) in cards {
        let card = card.to_id();
        let memory = state
            .memory
            .map(|memory| format!("{:08x}/{:08x}", memory.stability.to_bits(), memory.difficulty.to_bits()));
        let day = |day: Option<StudyDay>| day.map_or("-".to_owned(), |day| day.to_string());
        let flags = [(state.relearning, 'r'), (state.suspended, 's'), (state.flagged, 'f')];
        let flags: String = flags.iter().map(|(set, letter)| if *set { *letter } else { '-' }).collect();
        writeln!(
            lines,
            "{card} {} {} {} {} {} {} {flags} {:016x} {}",
            memory.unwrap_or("-".to_owned()),
            day(state.first),
            day(state.last),
            day(state.due),
            state.reviews,
            state.lapses,
            state.text_hash,
            state.revised,
        )
        .unwrap();
    }
    lines
}

/// The promise to every student: this and every later version folds an old log to the same states.
#[test]
fn the_golden_log_folds_to_the_golden_states() {
    let mut events = golden_events(GOLDEN_LOG);
    let scheduler = Scheduler::new(&parameters(&events)).unwrap();
    assert!(events.len() > 300, "{}", events.len());
    assert_eq!(states(&fold(&events, &scheduler).progress.into_iter().collect()), GOLDEN_STATES);
    assert_eq!(own_words(&events), HashMap::new());
    events.extend(golden_events(GOLDEN_LOG_3));
    assert_eq!(states(&fold(&events, &scheduler).progress.into_iter().collect()), GOLDEN_STATES);
    let written = in_words(&own_words(&events));
    assert_eq!(written, GOLDEN_WORDS, "\n{written}");
}

/// One card a line: its note, then the forms that hold under either hash of the golden log.
pub(super) fn in_words(words: &HashMap<CardId, OwnWords>) -> String {
    let mut cards: Vec<_> = words.iter().collect();
    cards.sort_by(|a, b| a.0.cmp(b.0));
    let forms = |words: &OwnWords, hash| words.forms(hash).collect::<Vec<_>>().join(", ");
    let line = |(card, words): &(&CardId, &OwnWords)| {
        let (first, second) = (forms(words, 0x5dbf_b5c3_7794_d7c1), forms(words, 0x9ab9_acd2_36c1_ec79));
        format!("{card} | {} | {first} | {second}\n", words.note.as_deref().unwrap_or("-"))
    };
    cards.iter().map(line).collect()
}

#[test]
fn the_golden_log_holds_every_kind_of_event() {
    let events = [golden_events(GOLDEN_LOG), golden_events(GOLDEN_LOG_3)].concat();
    let kinds: HashSet<&str> = events.iter().map(|event| event.what.kind()).collect();
    assert_eq!(kinds.len(), 14, "{kinds:?}");
}
