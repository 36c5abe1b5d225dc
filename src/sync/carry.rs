//! What travels beside answers: settings, and which decks are studied. Each is a value that all machines come to agree
//! on: what the last event says holds.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use crate::schedule::{Event, What, in_order};

/// Values by what they are of: `setting:new`, `deck:eu-basics`. A deck's is true where it is built in and studied, the
/// SHA-256 of its text where it was added, null where it is not studied; a setting's is null at its default.
pub(crate) type Values = BTreeMap<String, Value>;

pub(crate) fn setting(key: &str) -> String {
    format!("setting:{key}")
}

pub(crate) fn deck(id: &str) -> String {
    format!("deck:{id}")
}

/// What a log says last.
pub(crate) fn told<'a>(events: impl IntoIterator<Item = &'a Event>) -> Values {
    let mut values = Values::new();
    for event in in_order(events) {
        match &event.what {
            What::Setting { key, value } => drop(values.insert(setting(key), value.clone().unwrap_or_default())),
            What::DeckAdded { deck: id, text, .. } => {
                drop(values.insert(deck(id), text.clone().map_or(Value::Bool(true), Value::String)));
            }
            What::DeckRemoved { deck: id } => drop(values.insert(deck(id), Value::Null)),
            _ => {}
        }
    }
    values
}

/// What is to be done about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing: all agree.
    Agreed,
    /// It was changed here: an event says so.
    Tell,
    /// It was changed elsewhere.
    Take(Value),
}

/// Compares what holds here with what was agreed on last, and with what the log says last. `usual` is what holds where
/// nobody ever said anything.
pub(crate) fn step(here: &Value, agreed: Option<&Value>, told: Option<&Value>, usual: &Value) -> Step {
    match (agreed, told) {
        (Some(agreed), _) if agreed != here => Step::Tell,
        (_, Some(told)) if told != here => Step::Take(told.clone()),
        (None, None) if usual != here => Step::Tell,
        _ => Step::Agreed,
    }
}

/// Whether a deck's text was made of another one, in one step or several.
pub(crate) fn is_made_of(new: &str, old: &str, events: &[Event]) -> bool {
    let (mut ways, mut seen) = (vec![new], HashSet::new());
    while let Some(text) = ways.pop() {
        if text == old {
            return true;
        }
        if seen.insert(text) {
            let of = events.iter().filter_map(|event| match &event.what {
                What::DeckAdded { text: Some(made), over, .. } if made == text => Some(over),
                _ => None,
            });
            ways.extend(of.flatten().map(String::as_str));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::{EventId, Moment, StudyDay};

    fn event(stamp: i64, what: What) -> Event {
        let (id, day): (_, StudyDay) = (EventId(u128::try_from(stamp).unwrap()), "2026-01-01".parse().unwrap());
        let at = Moment { millis: stamp, offset: 0 };
        Event { id, device: "d".to_owned(), at, day, stamp, what, deed: None }
    }

    fn added(stamp: i64, text: Option<&str>, over: &[&str]) -> Event {
        let over = over.iter().map(ToString::to_string).collect();
        event(stamp, What::DeckAdded { deck: "d".to_owned(), text: text.map(str::to_owned), over })
    }

    #[test]
    fn the_last_event_holds_in_whatever_order_they_came() {
        let set = |stamp, value: Option<i32>| {
            event(stamp, What::Setting { key: "new".to_owned(), value: value.map(Value::from) })
        };
        let mut events =
            vec![set(1, Some(5)), set(3, Some(15)), set(2, None), added(4, None, &[]), added(5, Some("x"), &[])];
        let expected = Values::from([("setting:new".to_owned(), 15.into()), ("deck:d".to_owned(), "x".into())]);
        assert_eq!(told(&events), expected);
        events.reverse();
        assert_eq!(told(&events), expected);
        events.push(event(6, What::DeckRemoved { deck: "d".to_owned() }));
        assert_eq!(told(&events)["deck:d"], Value::Null);
    }

    #[test]
    fn what_was_changed_here_is_told_and_what_was_changed_elsewhere_is_taken() {
        let [null, one, two] = [Value::Null, Value::from(1), Value::from(2)];
        for (here, agreed, told, expected) in [
            (&null, None, None, Step::Agreed),
            (&one, None, None, Step::Tell),
            (&one, None, Some(&two), Step::Take(two.clone())),
            (&one, Some(&one), Some(&one), Step::Agreed),
            (&one, Some(&one), Some(&two), Step::Take(two.clone())),
            (&two, Some(&one), Some(&one), Step::Tell),
            (&null, Some(&one), Some(&two), Step::Tell),
            (&one, Some(&one), None, Step::Agreed),
        ] {
            assert_eq!(step(here, agreed, told, &null), expected, "{here} {agreed:?} {told:?}");
        }
    }

    #[test]
    fn a_text_is_made_of_those_before_it() {
        let events = [
            added(1, Some("a"), &[]),
            added(2, Some("b"), &["a"]),
            added(3, Some("c"), &["a"]),
            added(4, Some("d"), &["b"]),
        ];
        assert!(is_made_of("d", "a", &events) && is_made_of("b", "b", &events));
        assert!(!is_made_of("d", "c", &events) && !is_made_of("a", "b", &events));
        assert!(!is_made_of("x", "y", &[added(1, Some("x"), &["x"])]), "a circle ends");
    }
}
