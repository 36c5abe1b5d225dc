//! Distance between words, and the difference spelled out.

use super::Mark;

/// The number of edits between two words, a swap of neighbours being one; nothing beyond `limit`.
pub(crate) fn edits(one: &str, other: &str, limit: usize) -> Option<usize> {
    let (short, long) = (one.chars().count(), other.chars().count());
    if short.abs_diff(long) > limit {
        return None;
    }
    let distance = strsim::osa_distance(one, other);
    (distance <= limit).then_some(distance)
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

/// What was typed held against what is right, piece by piece.
pub(crate) fn difference(typed: &str, right: &str) -> Vec<Mark> {
    const LONGEST: usize = 400;
    let typed: Vec<char> = typed.chars().take(LONGEST).collect();
    let right: Vec<char> = right.chars().take(LONGEST).collect();
    let common = common_lengths(&typed, &right);
    let (mut i, mut j, mut marks) = (0, 0, Vec::new());
    while i < typed.len() || j < right.len() {
        if i < typed.len() && j < right.len() && typed[i] == right[j] {
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
    fn swaps_and_edits_are_counted() {
        assert!(is_inner_swap("trun", "turn") && !is_inner_swap("rtun", "trun") && !is_inner_swap("turn", "turn"));
        assert_eq!(edits("parlament", "parliament", 2), Some(1));
        assert_eq!(edits("short", "muchlonger", 2), None);
    }
}
