//! The texts of one deck that several machines write: which of them nothing was made of yet, and what two of them were
//! made of.

use std::collections::BTreeSet;

use crate::schedule::{Event, What, in_order};

/// What the log says of a deck's texts, oldest first.
pub(crate) struct Texts<'e> {
    told: Vec<Told<'e>>,
}

#[derive(Clone)]
struct Told<'e> {
    text: &'e str,
    over: &'e [String],
    /// Those before it that it was made of, by number.
    parents: Vec<usize>,
}

impl<'e> Texts<'e> {
    pub(crate) fn of(deck: &str, events: &'e [Event]) -> Self {
        let mut told: Vec<Told<'e>> = Vec::new();
        for event in in_order(events) {
            let What::DeckAdded { deck: of, text: Some(text), over } = &event.what else { continue };
            if of == deck {
                let parents = told.iter().enumerate().filter(|(_, one)| over.iter().any(|hash| hash == one.text));
                let parents = parents.map(|(number, _)| number).collect();
                told.push(Told { text, over, parents });
            }
        }
        Self { told }
    }

    pub(crate) fn has(&self, text: &str) -> bool {
        self.told.iter().any(|one| one.text == text)
    }

    /// The texts that no other was made of, the latest last; several where machines wrote without knowing of each other.
    pub(crate) fn heads(&self) -> Vec<&'e str> {
        let used: BTreeSet<usize> = self.told.iter().flat_map(|one| one.parents.iter().copied()).collect();
        let mut heads: Vec<&'e str> = Vec::new();
        for number in (0..self.told.len()).filter(|number| !used.contains(number)) {
            let text = self.told[number].text;
            heads.retain(|head| *head != text);
            heads.push(text);
        }
        if heads.len() > 1 {
            let before: Vec<BTreeSet<&str>> = heads.iter().map(|head| self.before(head)).collect();
            let is_used = |at: usize| {
                let holds = |other: usize| before[other].contains(heads[at]);
                (0..heads.len())
                    .any(|other| other != at && holds(other) && (other > at || !before[at].contains(heads[other])))
            };
            return (0..heads.len()).filter(|at| !is_used(*at)).map(|at| heads[at]).collect();
        }
        heads
    }

    /// The latest text that both were made of, in one step or several.
    pub(crate) fn base(&self, one: &str, two: &str) -> Option<&'e str> {
        let (one, two) = (self.before(one), self.before(two));
        self.told.iter().rev().map(|told| told.text).find(|text| one.contains(text) && two.contains(text))
    }

    /// What a text was united from, and what the log said before.
    pub(crate) fn united(&self, text: &str) -> Option<(Vec<&'e str>, Self)> {
        let at = self.told.iter().position(|one| one.text == text && one.over.len() > 1)?;
        let over = self.told[at].over.iter().map(String::as_str).collect();
        Some((over, Self { told: self.told[..at].to_vec() }))
    }

    /// A text and everything that it was made of.
    pub(crate) fn before(&self, text: &str) -> BTreeSet<&'e str> {
        let of_text = |(number, one): (usize, &Told<'e>)| (one.text == text).then_some(number);
        let mut ways: Vec<usize> = self.told.iter().enumerate().filter_map(of_text).collect();
        let (mut seen, mut texts) = (BTreeSet::new(), BTreeSet::new());
        while let Some(number) = ways.pop() {
            if seen.insert(number) {
                texts.insert(self.told[number].text);
                ways.extend(&self.told[number].parents);
            }
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::{EventId, Moment, StudyDay};

    fn events(told: &[(&str, &[&str])]) -> Vec<Event> {
        let day: StudyDay = "2026-01-01".parse().unwrap();
        let event = |(number, (text, over)): (usize, &(&str, &[&str]))| {
            let stamp = i64::try_from(number).unwrap();
            let over = over.iter().map(ToString::to_string).collect();
            let what = What::DeckAdded { deck: "d".to_owned(), text: Some((*text).to_owned()), over };
            let at = Moment { millis: stamp, offset: 0 };
            Event { id: EventId(number as u128), device: "x".to_owned(), at, day, stamp, what, deed: None }
        };
        told.iter().enumerate().map(event).collect()
    }

    #[track_caller]
    fn heads(told: &[(&str, &[&str])], expected: &[&str]) {
        assert_eq!(Texts::of("d", &events(told)).heads(), expected);
    }

    #[test]
    fn heads_are_what_nothing_was_made_of() {
        heads(&[], &[]);
        heads(&[("a", &[]), ("b", &["a"])], &["b"]);
        heads(&[("a", &[]), ("b", &["a"]), ("c", &["a"])], &["b", "c"]);
        heads(&[("a", &[]), ("b", &["a"]), ("c", &["a"]), ("m", &["b", "c"])], &["m"]);
        // Two machines that united the same, one of them later than what the other went on to write.
        heads(&[("b", &[]), ("c", &[]), ("m", &["b", "c"]), ("n", &["m"]), ("m", &["b", "c"])], &["n"]);
        // Back to an older text.
        heads(&[("a", &[]), ("b", &["a"]), ("a", &["b"])], &["a"]);
        heads(&[("a", &[]), ("b", &["a"]), ("a", &["b"]), ("b", &["a"])], &["b"]);
    }

    #[test]
    fn what_was_united_is_known_by_what_was_said_before() {
        let told = events(&[("a", &[]), ("b", &["a"]), ("c", &["a"]), ("c", &["b", "c"])]);
        let texts = Texts::of("d", &told);
        assert_eq!(texts.heads(), ["c"]);
        let (over, before) = texts.united("c").unwrap();
        assert_eq!((over, before.base("b", "c")), (vec!["b", "c"], Some("a")));
        assert!(texts.united("b").is_none());
    }

    #[test]
    fn the_base_is_the_latest_that_both_were_made_of() {
        let told = events(&[("a", &[]), ("b", &["a"]), ("c", &["b"]), ("d", &["b"]), ("e", &["d"]), ("x", &[])]);
        let texts = Texts::of("d", &told);
        assert_eq!((texts.base("c", "e"), texts.base("c", "x"), texts.base("c", "b")), (Some("b"), None, Some("b")));
        assert!(Texts::of("other", &told).heads().is_empty());
    }
}
