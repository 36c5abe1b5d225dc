//! The words that the names of legal acts are made of.

use std::sync::LazyLock;

use crate::text::language::quick::QuickMap;
use crate::text::language::{FOLDERS, Language};

/// What a word is in the name of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActWord {
    /// *regulation*, *article*.
    Kind,
    /// *delegated*, which makes another kind.
    Modifier,
    Institution,
    /// `EU`, `EC`, as it stands in brackets or behind the number.
    Union,
    /// `TEU`, of which a number is an article.
    Treaty,
    /// *number*, *paragraph*: says what follows and may be left out.
    Label,
}

type Words = QuickMap<&'static str, ActWord>;

static WORDS: [LazyLock<Words>; FOLDERS] = of_languages!(read, "acts.txt");

fn read(table: &'static str, _: Language) -> Words {
    let rows = table.lines().filter_map(|line| line.split_once(' '));
    let role = |name: &str| match name {
        "kind" => ActWord::Kind,
        "modifier" => ActWord::Modifier,
        "institution" => ActWord::Institution,
        "union" => ActWord::Union,
        "treaty" => ActWord::Treaty,
        _ => ActWord::Label,
    };
    rows.flat_map(|(name, words)| words.split(' ').map(move |word| (word, role(name)))).collect()
}

/// The role of a folded word.
pub(crate) fn role(word: &str, language: Language) -> Option<ActWord> {
    WORDS[language as usize].get(word).copied()
}
