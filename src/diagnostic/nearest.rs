//! What was most likely meant by a word that is not known.

/// The known word that a mistyped one most likely means: few edits away, or else the only one that begins so.
pub(crate) fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: String = typed.chars().take(64).flat_map(char::to_lowercase).collect();
    let known: Vec<&str> = known.into_iter().collect();
    let near = known.iter().map(|known| (strsim::damerau_levenshtein(&typed, known), *known)).min();
    // Half of a short word in common is none: `min` is no slip of `hint`.
    let most = |known: &str| (1 + known.len() / 4).min(typed.chars().count().max(2) / 2);
    let near = near.filter(|(edits, known)| *edits <= most(known) && *edits < known.len());
    let mut begun = known.iter().filter(|known| typed.chars().count() > 2 && known.starts_with(&typed));
    near.map(|(_, known)| known).or_else(|| begun.next().copied().filter(|_| begun.next().is_none()))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_mistyped_word_means_the_nearest_and_a_begun_one_the_only_that_begins_so() {
        let known = ["minutes", "retention", "new", "reviews", "answer", "answers"];
        for (typed, meant) in [
            ("mintues", Some("minutes")),
            ("Reveiws", Some("reviews")),
            ("ret", Some("retention")),
            ("answr", Some("answer")),
            ("ans", None),
            ("mi", None),
            ("x", None),
            ("colour", None),
            ("min", Some("minutes")),
        ] {
            assert_eq!(nearest(typed, known), meant, "{typed}");
        }
        assert_eq!(nearest("min", ["hint", "ask"]), None);
    }
}
