//! Answers that say whether a statement is true: a word alone where it means nothing else, letters and other words only where a
//! whole column is of them.

use crate::deck::said_truth_by;
use crate::text::roles::{LOOSE_TRUTHS, TRUTHS};

/// What a word says, whatever stands around it.
pub(super) fn said(answer: &str) -> Option<bool> {
    said_truth_by(&TRUTHS, answer)
}

/// Whether a column is named after what its answers say: `richtig/falsch`, `V/F`, as words in small letters.
pub(super) fn names(name: &str) -> bool {
    let pair = name
        .split_once(' ')
        .map(|(yes, no)| (yes, ["or ", "ou ", "oder "].iter().find_map(|link| no.strip_prefix(link)).unwrap_or(no)));
    pair.is_some_and(|pair| TRUTHS.all().chain(LOOSE_TRUTHS.all()).any(|known| known == pair))
}

/// A statement has words of its own: one word beside *false* is vocabulary.
pub(super) fn may_be_statement(question: &str) -> bool {
    question.split_whitespace().nth(1).is_some()
}

/// What each answer of a column says; nothing where one of them says anything else, or all say the same by a word that may
/// have another meaning.
pub(super) fn column<'t>(answers: impl Iterator<Item = &'t str> + Clone) -> Option<Vec<bool>> {
    let read = |answer: &'t str| said(answer).or_else(|| said_truth_by(&LOOSE_TRUTHS, answer));
    let all: Vec<bool> = answers.clone().map(read).collect::<Option<_>>()?;
    let is_plain = answers.clone().all(|answer| said(answer).is_some());
    let has_both = all.contains(&true) && all.contains(&false);
    // `F` beside `V` is of another language than `F` beside `R`: letters of two pairs for true are no pair.
    let letters: std::collections::BTreeSet<String> =
        answers.map(|answer| answer.trim().to_lowercase()).filter(|answer| answer.len() == 1).collect();
    (is_plain || (has_both && all.len() > 2 && letters.len() <= 2)).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_that_check_knows() {
        for (yes, no) in [("verdadero", "falso"), ("vero", "falso"), ("wahr", "falsch"), ("Vrai", "FAUX")] {
            assert_eq!((said(yes), said(no)), (Some(true), Some(false)));
            assert_eq!((crate::deck::said_truth(yes), crate::deck::said_truth(no)), (Some(true), Some(false)));
        }
        for (yes, no) in TRUTHS.all().chain(LOOSE_TRUTHS.all()).filter(|(yes, _)| yes.len() > 1) {
            assert_eq!((crate::deck::said_truth(yes), crate::deck::said_truth(no)), (Some(true), Some(false)));
        }
        assert_eq!((crate::deck::said_truth("t"), crate::deck::said_truth("ja")), (None, Some(true)));
        assert!(names("richtig falsch") && names("v ou f") && !names("richtig faux"));
    }

    #[test]
    fn words_with_another_meaning_count_in_a_column_of_their_kind() {
        let of = |answers: &[&str]| column(answers.iter().copied());
        assert_eq!(of(&["falsch", "richtig", "F", "R"]), Some(vec![false, true, false, true]));
        assert_eq!(of(&["V", "F", "v"]), Some(vec![true, false, true]));
        assert_eq!(of(&["Vrai"]), Some(vec![true]));
        for answers in [&["richtig", "falsch", "wichtig"][..], &["V", "F", "R"], &["F", "F", "F"], &["right", "wrong"]]
        {
            assert_eq!(of(answers), None, "{answers:?}");
        }
        assert_eq!((said("TRUE"), said("richtig"), said("t")), (Some(true), None, None));
    }
}
