//! Which hand-ins of an exam count: the first of an attempt, on the device that took it over where one did.

use std::collections::{HashMap, HashSet};

use crate::schedule::event::{Event, EventId, What};

/// The hand-ins that do not count: what was written with them is no review. Of events in any order.
pub(crate) fn void_hand_ins<'a>(events: impl IntoIterator<Item = &'a Event>) -> HashSet<EventId> {
    let (mut told, mut retracted) = (Vec::new(), HashSet::new());
    for event in events {
        match &event.what {
            What::HandIn { attempt } | What::TakeOver { attempt } => told.push((attempt, event)),
            What::Retraction { of } => drop(retracted.insert(*of)),
            _ => {}
        }
    }
    told.retain(|(_, event)| !retracted.contains(&event.id));
    told.sort_by_key(|(_, event)| (event.stamp, event.id));
    let (mut holders, mut handed_in, mut void) = (HashMap::new(), HashSet::new(), HashSet::new());
    for (attempt, event) in told {
        match event.what {
            What::TakeOver { .. } if !handed_in.contains(attempt) => drop(holders.insert(attempt, &event.device)),
            What::HandIn { .. } => {
                let is_elsewhere = holders.get(attempt).is_some_and(|holder| **holder != event.device);
                if is_elsewhere || !handed_in.insert(attempt) {
                    void.insert(event.id);
                }
            }
            _ => {}
        }
    }
    void
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::{Moment, StudyDay};

    fn event(stamp: i64, device: &str, what: What) -> Event {
        let id = EventId(u128::try_from(stamp).unwrap());
        let day: StudyDay = "2026-01-01".parse().unwrap();
        Event { id, device: device.to_owned(), at: Moment { millis: stamp, offset: 0 }, day, stamp, what, deed: None }
    }

    fn hand_in(stamp: i64, device: &str) -> Event {
        event(stamp, device, What::HandIn { attempt: "x".to_owned() })
    }

    fn take_over(stamp: i64, device: &str) -> Event {
        event(stamp, device, What::TakeOver { attempt: "x".to_owned() })
    }

    #[track_caller]
    fn void(events: &[Event], expected: &[u128]) {
        assert_eq!(void_hand_ins(events), expected.iter().map(|id| EventId(*id)).collect());
        let backwards: Vec<Event> = events.iter().rev().cloned().collect();
        assert_eq!(void_hand_ins(&backwards), expected.iter().map(|id| EventId(*id)).collect());
    }

    #[test]
    fn the_first_of_two_counts() {
        void(&[hand_in(1, "a")], &[]);
        void(&[hand_in(1, "a"), hand_in(2, "b"), hand_in(3, "a")], &[2, 3]);
    }

    #[test]
    fn who_took_over_hands_in_alone() {
        void(&[take_over(1, "b"), hand_in(2, "a"), hand_in(3, "b")], &[2]);
        void(&[hand_in(1, "a"), take_over(2, "b"), hand_in(3, "b")], &[3]);
        void(&[take_over(1, "b"), take_over(2, "a"), hand_in(3, "b"), hand_in(4, "a")], &[3]);
    }

    #[test]
    fn what_was_taken_back_does_not_count() {
        void(&[hand_in(1, "a"), event(2, "a", What::Retraction { of: EventId(1) }), hand_in(3, "b")], &[]);
    }
}
