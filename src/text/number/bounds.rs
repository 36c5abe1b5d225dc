//! Bounds beside a number: *over 60*, *60 or more*.

use crate::text::key::Bound;
use crate::text::language::roles::{
    AT_LEAST, AT_LEAST_BEHIND, AT_MOST, AT_MOST_BEHIND, BELOW_ZERO, OVER, Phrases, UNDER,
};

/// The word for a plus sign.
pub(crate) const PLUS: &str = "plus";

/// A bound in front of a number, and how many words it takes.
pub(crate) fn before(words: &[String]) -> Option<(Bound, usize)> {
    let sign = match (at(words, 0), at(words, 1)) {
        (">", "=") => (Bound::AtLeast, 2),
        ("<", "=") => (Bound::AtMost, 2),
        ("≥", _) => (Bound::AtLeast, 1),
        ("≤", _) => (Bound::AtMost, 1),
        (">", _) => (Bound::Over, 1),
        ("<", _) => (Bound::Under, 1),
        _ => {
            let said =
                [(Bound::Over, &OVER), (Bound::Under, &UNDER), (Bound::AtLeast, &AT_LEAST), (Bound::AtMost, &AT_MOST)];
            return longest(&said, words);
        }
    };
    Some(sign)
}

/// A bound behind a number, and how many words it takes.
pub(crate) fn behind(words: &[String]) -> Option<(Bound, usize)> {
    let ends = |place: usize| matches!(at(words, place), "" | "," | ".");
    match at(words, 0) {
        "+" => Some((Bound::AtLeast, 1)),
        PLUS if ends(1) => Some((Bound::AtLeast, 1)),
        "-" if at(words, 1) == PLUS && ends(2) => Some((Bound::AtLeast, 2)),
        _ => longest(&[(Bound::AtLeast, &AT_LEAST_BEHIND), (Bound::AtMost, &AT_MOST_BEHIND)], words),
    }
}

/// What may stand behind a number that lies below zero, and how many words it takes.
pub(crate) fn below_zero(words: &[String]) -> usize {
    BELOW_ZERO.leading(words).unwrap_or(0)
}

/// The bound with the longest phrase that the words begin with.
fn longest(said: &[(Bound, &Phrases)], words: &[String]) -> Option<(Bound, usize)> {
    let found = said.iter().filter_map(|(bound, phrases)| Some((*bound, phrases.leading(words)?)));
    found.max_by_key(|(_, used)| *used)
}

fn at(words: &[String], place: usize) -> &str {
    words.get(place).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read_on_either_side() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(before(&words("more than 60")), Some((Bound::Over, 2)));
        assert_eq!(before(&words("not more than 60")), Some((Bound::AtMost, 3)));
        assert_eq!(before(&words("mindestens 60")), Some((Bound::AtLeast, 1)));
        assert_eq!(behind(&words("or more")), Some((Bound::AtLeast, 2)));
        assert_eq!((before(&words("about 60")), behind(&words("people"))), (None, None));
    }
}
