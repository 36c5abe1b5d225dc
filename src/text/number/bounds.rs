//! Bounds beside a number: *over 60*, *60 or more*.

use crate::text::key::Bound;

/// A bound in front of a number, and how many words it takes.
pub(crate) fn before(words: &[String]) -> Option<(Bound, usize)> {
    Some(match (at(words, 0), at(words, 1), at(words, 2)) {
        ("≥", _, _) => (Bound::AtLeast, 1),
        (">", "=", _) => (Bound::AtLeast, 2),
        ("<", "=", _) => (Bound::AtMost, 2),
        ("≤", _, _) => (Bound::AtMost, 1),
        (">", _, _) => (Bound::Over, 1),
        ("<", _, _) => (Bound::Under, 1),
        ("not" | "no", "more" | "over", "than") | ("pas" | "nicht", "plus" | "mehr", "de" | "d" | "que" | "als") => {
            (Bound::AtMost, 3)
        }
        ("not", "over" | "above" | "exceeding", _) => (Bound::AtMost, 2),
        ("not", "under" | "below", _) => (Bound::AtLeast, 2),
        ("not" | "no", "less" | "fewer" | "under", "than") => (Bound::AtLeast, 3),
        ("more" | "greater" | "higher" | "larger" | "bigger", "than", _)
        | ("plus", "de" | "d" | "que", _)
        | ("mehr", "als", _)
        | ("mas", "de", _) => (Bound::Over, 2),
        ("less" | "fewer" | "lower" | "smaller", "than", _)
        | ("moins", "de" | "d" | "que", _)
        | ("weniger", "als", _)
        | ("menos", "de", _) => (Bound::Under, 2),
        ("at", "least", _) | ("au", "moins", _) => (Bound::AtLeast, 2),
        ("at", "most", _) | ("up", "to", _) | ("au", "plus" | "maximum", _) | ("bis", "zu", _) => (Bound::AtMost, 2),
        ("a", "minimum", "of") => (Bound::AtLeast, 3),
        ("a", "maximum", "of") => (Bound::AtMost, 3),
        ("upwards", "of", _) => (Bound::Over, 2),
        ("in", "excess", "of") => (Bound::Over, 3),
        ("over" | "above" | "exceeding" | "uber" | "ueber" | "beyond", _, _) => (Bound::Over, 1),
        ("under" | "below" | "unter", _, _) => (Bound::Under, 1),
        ("max" | "min", ".", _) => (if at(words, 0) == "max" { Bound::AtMost } else { Bound::AtLeast }, 2),
        ("max", _, _) => (Bound::AtMost, 1),
        ("min", _, _) => (Bound::AtLeast, 1),
        ("minimum" | "mindestens" | "wenigstens", _, _) => (Bound::AtLeast, 1),
        ("maximum" | "hochstens" | "maximal" | "jusqua", _, _) => (Bound::AtMost, 1),
        _ => return None,
    })
}

/// A bound behind a number, and how many words it takes.
pub(crate) fn behind(words: &[String]) -> Option<(Bound, usize)> {
    Some(match (at(words, 0), at(words, 1)) {
        ("+", _) | ("plus", "" | "," | ".") => (Bound::AtLeast, 1),
        ("-", "plus") if matches!(at(words, 2), "" | "," | ".") => (Bound::AtLeast, 2),
        ("or" | "and", "more" | "over" | "above" | "higher" | "upwards") => (Bound::AtLeast, 2),
        ("or" | "and", "less" | "fewer" | "under" | "below" | "lower") => (Bound::AtMost, 2),
        ("ou", "plus") | ("oder", "mehr") => (Bound::AtLeast, 2),
        ("ou", "moins") | ("oder", "weniger") => (Bound::AtMost, 2),
        ("at", "least") | ("au", "moins") => (Bound::AtLeast, 2),
        ("at", "most") | ("au", "plus" | "maximum") => (Bound::AtMost, 2),
        ("minimum", _) => (Bound::AtLeast, 1),
        ("maximum" | "max", _) => (Bound::AtMost, 1),
        _ => return None,
    })
}

/// What may stand behind a number that lies below zero, and how many words it takes.
pub(crate) fn below_zero(words: &[String]) -> usize {
    match (at(words, 0), at(words, 1), at(words, 2)) {
        ("below" | "under", "zero", _) | ("unter", "null", _) => 2,
        ("au", "dessous", "de") if at(words, 3) == "zero" => 4,
        _ => 0,
    }
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
