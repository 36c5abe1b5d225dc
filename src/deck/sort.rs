//! What a TOML file is: several sorts lie in one folder of a course.

use super::read::{Section, headers, is_of_an_entry};

/// What a text means to be, by its headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// It has `[deck]`, or entries of a deck.
    Deck,
    /// The blueprint of an exam: `[exam]`.
    Blueprint,
    /// Answers with the verdicts that they should get: `[[case]]`.
    Cases,
    /// The settings of another program, or anything else.
    Other,
}

/// The one place where this is told; a slip inside a file changes nothing about what it means to be.
pub(crate) fn sort_of(text: &str) -> Sort {
    let headers = headers(text);
    sort_by(&headers.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The same of a text whose tables are known.
pub(crate) fn sort_of_outline(outline: &[Section]) -> Sort {
    sort_by(&outline.iter().filter_map(|section| section.path.first().map(String::as_str)).collect::<Vec<_>>())
}

fn sort_by(headers: &[&str]) -> Sort {
    let has = |name: &str| headers.iter().any(|header| header.eq_ignore_ascii_case(name));
    match () {
        () if has("deck") => Sort::Deck,
        () if has("exam") => Sort::Blueprint,
        () if headers.iter().any(|header| is_of_an_entry(header)) => Sort::Deck,
        () if has("case") => Sort::Cases,
        () => Sort::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::outline;
    use super::*;

    #[test]
    fn a_file_is_known_by_its_headers_whatever_else_is_wrong_with_it() {
        for (text, sort) in [
            ("[deck]\nid = \"x\"\n[exam]\n", Sort::Deck),
            ("[Deck]\nid = ", Sort::Deck),
            ("[[short]]\nask = \"What?\"\n", Sort::Deck),
            ("[exam]\nquestions = 1\n", Sort::Blueprint),
            ("[exam.topics]\na = 1\n[[date]]\n", Sort::Blueprint),
            ("deck = \"x\"\n[[case]]\ncard = \"a\"\n", Sort::Cases),
            ("exam = 1\n", Sort::Other),
            ("[package]\nname = \"x\"\n", Sort::Other),
            ("", Sort::Other),
        ] {
            assert_eq!((sort_of(text), sort_of_outline(&outline(text))), (sort, sort), "{text}");
        }
    }
}
