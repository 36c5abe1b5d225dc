//! Words for the same counted things: *case* and *judgment*, *Einwohner* and *people*; a group a line, in every language.

use std::sync::LazyLock;

use crate::text::language::lines::Lines;
use crate::text::language::quick::QuickMap;

static LINES: LazyLock<Lines> = LazyLock::new(|| Lines::read(&[files!("counted.txt")]));

/// The groups that every word stands in.
static GROUPS: LazyLock<QuickMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut groups: QuickMap<&str, Vec<&str>> = QuickMap::default();
    for group in LINES.names() {
        for words in LINES.all(group).into_iter().flatten() {
            words.split(' ').for_each(|word| groups.entry(word).or_default().push(group));
        }
    }
    groups
});

fn groups(word: &str) -> &'static [&'static str] {
    GROUPS.get(word).map_or(&[][..], Vec::as_slice)
}

/// The words, in every language, for what a word counts.
pub(crate) fn words_for(word: &str) -> impl Iterator<Item = &'static str> {
    let lines = groups(word).iter().flat_map(|group| LINES.all(group)).flatten();
    lines.flat_map(|words| words.split(' '))
}

/// Two words for one kind of thing, in whatever languages.
pub(crate) fn are_alike(one: &str, other: &str) -> bool {
    groups(one).iter().any(|group| groups(other).contains(group))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::form::fold::fold_word;

    #[test]
    fn words_of_one_group_are_alike_in_any_language() {
        for (one, other) in [("einwohner", "people"), ("judgments", "affaires"), ("membres", "states")] {
            assert!(are_alike(one, other), "{one}, {other}");
        }
        assert!(!are_alike("judgments", "people") && !are_alike("dogs", "dogs"));
        assert!(GROUPS.keys().all(|word| fold_word(word) == *word));
    }
}
