//! Distance between words, and the difference spelled out.

use crate::text::form::fold::fold_word;
use crate::text::verdict::Mark;

/// The number of edits between two words, a swap of neighbours being one; nothing beyond `limit`.
///
/// What both begin and end with is left out; of the rest only the band of the table that can stay within the limit is
/// filled, and no further than it does: among a thousand rivals this is what the judge does most.
pub(crate) fn edits(one: &str, other: &str, limit: usize) -> Option<usize> {
    if one.is_ascii() && other.is_ascii() {
        return differing(one.as_bytes(), other.as_bytes(), limit);
    }
    differing(&one.chars().collect::<Vec<_>>(), &other.chars().collect::<Vec<_>>(), limit)
}

/// Without the beginning and the end that both have, which no edit touches.
fn differing<T: PartialEq>(one: &[T], other: &[T], limit: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > limit {
        return None;
    }
    let front = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[front..], &other[front..]);
    let back = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[..one.len() - back], &other[..other.len() - back]);
    if one.is_empty() || other.is_empty() {
        return Some(one.len().max(other.len()));
    }
    if limit == 0 { None } else { banded(one, other, limit) }
}

fn banded<T: PartialEq>(one: &[T], other: &[T], limit: usize) -> Option<usize> {
    let far = limit + 1;
    let first: Vec<usize> = (0..=other.len()).map(|place| place.min(far)).collect();
    let mut rows = [vec![far; other.len() + 1], first, vec![far; other.len() + 1]];
    let mut before = 0;
    for i in 1..=one.len() {
        let (from, to) = (i.saturating_sub(limit).max(1), (i + limit).min(other.len()));
        rows[2][0] = i.min(far);
        if from > 1 {
            rows[2][from - 1] = far;
        }
        let mut least = rows[2][0];
        for j in from..=to {
            let swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
            let swap = if swapped { rows[0][j - 2] + 1 } else { far };
            let change = rows[1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
            rows[2][j] = change.min(rows[1][j] + 1).min(rows[2][j - 1] + 1).min(swap).min(far);
            least = least.min(rows[2][j]);
        }
        if let Some(behind) = rows[2].get_mut(to + 1) {
            *behind = far;
        }
        // A swap reaches back over one row.
        if least > limit && before > limit {
            return None;
        }
        before = least;
        rows.rotate_left(1);
    }
    Some(rows[1][other.len()]).filter(|edits| *edits <= limit)
}

/// The two words are the same but for two neighbours changing places, the first letter not among them.
pub(crate) fn is_inner_swap(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len() != other.len() {
        return false;
    }
    let differing: Vec<usize> = (0..one.len()).filter(|place| one[*place] != other[*place]).collect();
    matches!(differing[..], [first, second]
        if first > 0 && second == first + 1 && one[first] == other[second] && one[second] == other[first])
}

/// What was typed held against what is right: letter by letter where no word is lost or added, else word by word.
pub(crate) fn difference(typed: &str, right: &str) -> Vec<Mark> {
    let (bare, own) = (fold_word(typed), fold_word(right));
    let words = |text: &str| text.split_whitespace().count();
    if own.chars().count() > LONGEST || bare.chars().count() > LONGEST || edits(&bare, &own, 2).is_some() {
        return by_letters(typed, right);
    }
    // So many words at most, since each is held against each.
    let fits = 2..=40;
    if fits.contains(&words(typed).max(words(right))) { by_words(typed, right) } else { by_letters(typed, right) }
}

/// Texts up to this many characters are marked.
const LONGEST: usize = 400;

/// The words of both in their order: the same and the misspelt ones beside each other, the others lost or added.
fn by_words(typed: &str, right: &str) -> Vec<Mark> {
    let (typed, right): (Vec<&str>, Vec<&str>) =
        (typed.split_whitespace().collect(), right.split_whitespace().collect());
    // The worth of a pair: 3 for the same word, 2 for one misspelt, nothing for two others.
    let worth = |one: &str, other: &str| {
        let (one, other) = (fold_word(one), fold_word(other));
        let near = one.chars().count().max(other.chars().count()) / 4;
        if one == other { 3 } else { edits(&one, &other, near).map_or(0, |_| 2) }
    };
    let mut best = vec![vec![0_u32; right.len() + 1]; typed.len() + 1];
    for i in (0..typed.len()).rev() {
        for j in (0..right.len()).rev() {
            let pair = worth(typed[i], right[j]);
            let paired = if pair > 0 { best[i + 1][j + 1] + pair } else { 0 };
            best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut marks) = (0, 0, Vec::new());
    while i < typed.len() || j < right.len() {
        if i + j > 0 {
            push(&mut marks, Mark::Same(" ".to_owned()));
        }
        let pair = if i < typed.len() && j < right.len() { worth(typed[i], right[j]) } else { 0 };
        if pair > 0 && best[i][j] == best[i + 1][j + 1] + pair {
            for mark in by_letters(typed[i], right[j]) {
                push(&mut marks, mark);
            }
            (i, j) = (i + 1, j + 1);
        } else if j == right.len() || i < typed.len() && best[i][j] == best[i + 1][j] {
            push(&mut marks, Mark::Extra(typed[i].to_owned()));
            i += 1;
        } else {
            push(&mut marks, Mark::Missing(right[j].to_owned()));
            j += 1;
        }
    }
    marks
}

fn by_letters(typed: &str, right: &str) -> Vec<Mark> {
    let typed: Vec<char> = typed.chars().take(LONGEST).collect();
    let right: Vec<char> = right.chars().take(LONGEST).collect();
    // Where form is all that differs, form is shown.
    let folded = (fold_word(&String::from_iter(&typed)) != fold_word(&String::from_iter(&right)))
        .then(|| (forms(&typed), forms(&right)));
    let (typed_forms, right_forms) = folded.as_ref().map_or((&typed, &right), |(typed, right)| (typed, right));
    let common = common_lengths(typed_forms, right_forms);
    let (mut i, mut j, mut marks) = (0, 0, Vec::new());
    while i < typed.len() || j < right.len() {
        if i < typed.len() && j < right.len() && typed_forms[i] == right_forms[j] {
            push(&mut marks, Mark::Same(right[j].to_string()));
            i += 1;
            j += 1;
        } else if j == right.len() || (i < typed.len() && common[i + 1][j] >= common[i][j + 1]) {
            push(&mut marks, Mark::Extra(typed[i].to_string()));
            i += 1;
        } else {
            push(&mut marks, Mark::Missing(right[j].to_string()));
            j += 1;
        }
    }
    marks
}

/// What of each character counts: neither case nor accents, and one dash or quotation mark is as good as another.
fn forms(characters: &[char]) -> Vec<char> {
    let form = |character: &char| {
        let folded = fold_word(character.encode_utf8(&mut [0; 4]));
        let mut letters = folded.chars();
        match (letters.next(), letters.next(), character) {
            (Some(letter), None, _) => letter,
            (None, _, '-' | '‐' | '‑' | '–' | '—') => '-',
            (None, _, '\'' | '’' | '‘') => '\'',
            _ => *character,
        }
    };
    characters.iter().map(form).collect()
}

/// For every pair of places, the length of the longest common subsequence from there on.
fn common_lengths(typed: &[char], right: &[char]) -> Vec<Vec<u16>> {
    let mut common = vec![vec![0_u16; right.len() + 1]; typed.len() + 1];
    for i in (0..typed.len()).rev() {
        for j in (0..right.len()).rev() {
            common[i][j] =
                if typed[i] == right[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    common
}

fn push(marks: &mut Vec<Mark>, mark: Mark) {
    match (marks.last_mut(), &mark) {
        (Some(Mark::Same(text)), Mark::Same(more))
        | (Some(Mark::Extra(text)), Mark::Extra(more))
        | (Some(Mark::Missing(text)), Mark::Missing(more)) => text.push_str(more),
        _ => marks.push(mark),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_spelled_out() {
        let (same, extra, missing) =
            (|t: &str| Mark::Same(t.into()), |t: &str| Mark::Extra(t.into()), |t: &str| Mark::Missing(t.into()));
        assert_eq!(difference("Parlament", "Parliament"), [same("Parl"), missing("i"), same("ament")]);
        assert_eq!(difference("abc", "abd"), [same("ab"), extra("c"), missing("d")]);
        assert_eq!(difference("", ""), []);
    }

    #[test]
    fn of_a_difference_form_is_no_part() {
        let (same, extra, missing) =
            (|t: &str| Mark::Same(t.into()), |t: &str| Mark::Extra(t.into()), |t: &str| Mark::Missing(t.into()));
        assert_eq!(difference("eu stratgy", "EU Strategy"), [same("EU Strat"), missing("e"), same("gy")]);
        assert_eq!(difference("eu-communiquee", "EU–communiqué"), [same("EU–communiqué"), extra("e")]);
        assert_eq!(difference("Nato", "NATO"), [same("N"), extra("ato"), missing("ATO")]);
    }

    #[test]
    fn words_lost_or_added_are_marked_whole() {
        let (same, extra, missing) =
            (|t: &str| Mark::Same(t.into()), |t: &str| Mark::Extra(t.into()), |t: &str| Mark::Missing(t.into()));
        assert_eq!(
            difference("the Agency of Cybersecurty", "European Agency for Cybersecurity"),
            [
                extra("the"),
                same(" "),
                missing("European"),
                same(" Agency "),
                extra("of"),
                same(" "),
                missing("for"),
                same(" Cybersecur"),
                missing("i"),
                same("ty")
            ]
        );
        assert_eq!(difference("Tallinn Manual 2.0", "Tallinn Manual"), [same("Tallinn Manual"), extra(" 2.0")]);
    }

    #[test]
    fn swaps_and_edits_are_counted() {
        assert!(is_inner_swap("trun", "turn") && !is_inner_swap("rtun", "trun") && !is_inner_swap("turn", "turn"));
        assert_eq!(edits("parlament", "parliament", 2), Some(1));
        assert_eq!(edits("short", "muchlonger", 2), None);
    }

    proptest::proptest! {
        #[test]
        fn edits_are_those_of_the_whole_table(one in "[abcé]{0,9}", other in "[abcé]{0,9}", limit in 0_usize..4) {
            let whole = strsim::osa_distance(&one, &other);
            proptest::prop_assert_eq!(edits(&one, &other, limit), (whole <= limit).then_some(whole));
        }
    }
}
