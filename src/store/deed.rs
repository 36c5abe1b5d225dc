//! The last deed of this machine, which the student may take back: what one transaction wrote, as a whole.

use crate::schedule::{Event, Moment, NewEvent, StudyDay, What};
use crate::store::fault::Result;
use crate::store::{Store, log};

impl Store {
    /// The events of the newest deed done on this machine and not taken back, in order; none where there is no such. What
    /// was handed in stays, and what another machine did is not this one's to take back.
    pub(crate) fn last_deed(&self) -> Result<Vec<Event>> {
        let Some(newest) = log::newest_deed(&self.db, &self.device)? else { return Ok(Vec::new()) };
        match log::deed_of(&self.db, newest.id)? {
            None => Ok(vec![newest]),
            Some(first) => log::of_deed(&self.db, first, &self.device),
        }
    }

    /// Takes a deed back as a whole.
    ///
    /// # Errors
    /// The database cannot be written; nothing was changed.
    pub(crate) fn take_back(&mut self, deed: &[Event], at: Moment, day: StudyDay) -> Result<()> {
        let retractions = deed.iter().map(|event| NewEvent { at, day, what: What::Retraction { of: event.id } });
        self.append(&retractions.collect::<Vec<_>>()).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::schedule::{Purpose, Rating};
    use crate::store::tests::{RATINGS, accept, act, agrees, card, deeds, new, review};

    /// What a student may do at once, as the commands and sessions write it.
    fn transaction(kind: u8, number: u8, rating: usize) -> Vec<What> {
        let card = || card(number);
        match kind {
            0 => vec![What::Suspend { card: card() }, What::Suspend { card: crate::store::tests::card(number + 1) }],
            1 => vec![What::Resume { card: card() }],
            2 => vec![What::Forget { card: card() }, What::Forget { card: crate::store::tests::card(number + 1) }],
            3 => vec![What::Flag { card: card(), note: Some("why".to_owned()) }],
            4 => vec![What::Note { card: card(), text: ["", "new"][rating % 2].to_owned() }],
            5 => vec![accept(number, "x", rating > 1)],
            6 => vec![What::Goal { exam: Some("2026-06-01".to_owned()), minutes: None, courses: Vec::new() }],
            7 => vec![What::Note { card: card(), text: String::new() }, accept(number, "y", false)],
            _ => vec![review(number, RATINGS[rating]), accept(number, "typed", true)],
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn undo_gives_back_the_exact_state(past in deeds(), kind in 0_u8..10, number in 0_u8..4, rating in 0_usize..4) {
            let mut store = Store::in_memory().unwrap();
            for (at, deed) in past.into_iter().enumerate() {
                act(&mut store, u32::try_from(at / 3).unwrap(), deed);
            }
            let day = new(30, review(0, Rating::Good)).day;
            let state = |store: &Store| {
                let goals = crate::schedule::in_order(&store.goals().unwrap()).into_iter().cloned().collect::<Vec<_>>();
                let goals: Vec<_> = goals.into_iter().filter(|event| matches!(event.what, What::Goal { .. })).collect();
                (store.progress_of_all().unwrap(), store.own_words().unwrap(), store.today(day).unwrap(), goals)
            };
            let (before, last) = (state(&store), store.last_deed().unwrap());
            let written: Vec<NewEvent> =
                transaction(kind, number, rating).into_iter().map(|what| new(30, what)).collect();
            let events = store.append(&written).unwrap();
            prop_assert_eq!(&store.last_deed().unwrap(), &events);
            let at = new(31, review(0, Rating::Good)).at;
            store.take_back(&events, at, day).unwrap();
            prop_assert_eq!(state(&store), before);
            prop_assert_eq!(store.last_deed().unwrap(), last, "the one before is next");
            agrees(&store);
        }
    }

    #[test]
    fn what_another_machine_did_and_what_was_handed_in_stays() {
        let (mut one, mut two) = (Store::in_memory().unwrap(), Store::in_memory().unwrap());
        let own = one.append(&[new(0, review(1, Rating::Good))]).unwrap();
        two.append(&[new(5, review(2, Rating::Good))]).unwrap();
        let mut lines = Vec::new();
        two.export(|line| {
            lines.push(Ok(line));
            Ok(())
        })
        .unwrap();
        one.import(&crate::store::log_lines("log", lines.into_iter()).unwrap()).unwrap();
        assert_eq!(one.last_deed().unwrap(), own);
        let What::Review(mut exam) = review(3, Rating::Good) else { panic!("a review") };
        exam.purpose = Purpose::Exam;
        one.append(&[new(6, What::HandIn { attempt: "a".to_owned() }), new(6, What::Review(exam))]).unwrap();
        one.append(&[new(7, What::Rename { from: card(1), to: card(4) })]).unwrap();
        assert_eq!(one.last_deed().unwrap(), own);
        one.take_back(&own, new(8, review(1, Rating::Good)).at, own[0].day).unwrap();
        assert_eq!(one.last_deed().unwrap(), []);
    }
}
