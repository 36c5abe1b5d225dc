//! What a role is, and how its line is read in every language: `words.txt` has words, `forms.txt` parts of them, `written.txt`
//! words with their marks, `phrases.txt` phrases; a role a line.

use std::sync::LazyLock;

use crate::text::form::fold::fold_word;
use crate::text::form::token::Token;
use crate::text::language::lines::Lines;
use crate::text::language::quick::{QuickMap, QuickSet};
use crate::text::language::{FOLDERS, Language, OURS};

/// What the files say of one role.
pub(super) struct Listed {
    by_language: [Vec<&'static str>; FOLDERS],
    all: QuickSet<&'static str>,
    /// A bit for every letter that one of them begins with: most words are told from all of them by that.
    initials: u64,
    /// Bytes of the longest.
    longest: usize,
}

/// The words of one role.
pub(crate) struct Role(pub(super) LazyLock<Listed>);

/// The pairs of one role: what stands for what.
pub(crate) struct Pairs(pub(super) LazyLock<[Vec<(&'static str, &'static str)>; FOLDERS]>);

/// The phrases of one role, those of most words first.
pub(crate) struct Phrases(pub(super) LazyLock<Said>);

/// What the files say of one role of phrases.
pub(super) struct Said {
    by_language: [Vec<&'static str>; FOLDERS],
    phrases: Vec<&'static str>,
    /// Those that begin with a word, those of most words first.
    by_first: QuickMap<&'static str, Vec<&'static str>>,
    /// As for words.
    initials: u64,
}

pub(super) static WORDS: LazyLock<Lines> =
    LazyLock::new(|| Lines::read(&[files!("words.txt"), files!("forms.txt"), files!("written.txt")]));
pub(super) static PHRASES: LazyLock<Lines> = LazyLock::new(|| Lines::read(&[files!("phrases.txt")]));

/// A bit for every letter that one of the words begins with.
fn initials<'a>(words: impl IntoIterator<Item = &'a &'static str>) -> u64 {
    words.into_iter().filter_map(|word| word.bytes().next()).fold(0, |bits, first| bits | bit(first))
}

pub(super) fn bit(letter: u8) -> u64 {
    1 << (letter % 64)
}

impl Role {
    pub(super) fn read(name: &str) -> Listed {
        let by_language = WORDS.all(name).map(|words| words.unwrap_or_default().split_whitespace().collect::<Vec<_>>());
        let listed = || by_language.iter().flatten();
        let initials = initials(listed());
        let longest = listed().map(|word| word.len()).max().unwrap_or(0);
        Listed { all: listed().copied().collect(), by_language, initials, longest }
    }

    pub(crate) fn has(&self, token: &Token) -> bool {
        self.has_word(&token.word)
    }

    pub(crate) fn has_word(&self, word: &str) -> bool {
        let listed = &*self.0;
        let may = word.bytes().next().is_some_and(|first| listed.initials & bit(first) != 0);
        may && word.len() <= listed.longest && listed.all.contains(word)
    }

    /// In the order of the file.
    pub(crate) fn of(&self, language: Language) -> &[&'static str] {
        &self.0.by_language[language as usize]
    }

    /// A word of the language as it is written, without its marks; English where it has no roles of its own.
    pub(crate) fn has_written(&self, word: &str, language: Language) -> bool {
        self.of(language.or_english()).contains(&fold_word(word).as_str())
    }

    /// In a language whose words are known, whatever the language of the text.
    pub(crate) fn has_in_ours(&self, word: &str) -> bool {
        self.0.by_language[..OURS].iter().any(|words| words.contains(&word))
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.0.by_language.iter().flatten().copied()
    }

    /// Whether the word ends with one of them of the language, which are endings.
    pub(crate) fn ends(&self, word: &str, language: Language) -> bool {
        self.of(language).iter().any(|ending| word.ends_with(ending))
    }

    /// The same in any language.
    pub(crate) fn ends_in_any(&self, word: &str) -> bool {
        self.words().any(|ending| word.ends_with(ending))
    }

    /// Whether the word begins with one of them, which are stems.
    pub(crate) fn begins(&self, word: &str) -> bool {
        self.words().any(|stem| word.starts_with(stem))
    }
}

impl Pairs {
    pub(super) fn read(name: &str) -> [Vec<(&'static str, &'static str)>; FOLDERS] {
        let pairs = |line: Option<&'static str>| line.unwrap_or_default().split_whitespace();
        WORDS.all(name).map(|line| pairs(line).filter_map(|pair| pair.split_once('=')).collect())
    }

    /// In the order of the file.
    pub(crate) fn of(&self, language: Language) -> &[(&'static str, &'static str)] {
        &self.0[language as usize]
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.iter().flatten().copied()
    }

    /// The word with the first ending that it has replaced by the one that stands for it, if what is left before it has
    /// so many letters.
    pub(crate) fn replaced(&self, word: &str, language: Language, least: usize) -> Option<String> {
        self.of(language).iter().find_map(|(ending, other)| {
            let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= least)?;
            Some(format!("{stem}{other}"))
        })
    }
}

impl Phrases {
    pub(super) fn read(name: &str) -> Said {
        let said = |line: Option<&'static str>| {
            line.unwrap_or_default().split(';').map(str::trim).filter(|phrase| !phrase.is_empty()).collect::<Vec<_>>()
        };
        let by_language = PHRASES.all(name).map(said);
        let mut phrases = by_language.concat();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.split(' ').count()));
        let mut by_first: QuickMap<&str, Vec<&str>> = QuickMap::default();
        for phrase in &phrases {
            by_first.entry(phrase.split(' ').next().unwrap_or_default()).or_default().push(phrase);
        }
        Said { by_language, initials: initials(&phrases), by_first, phrases }
    }

    pub(crate) fn has(&self, text: &str) -> bool {
        self.0.phrases.contains(&text)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.0.phrases.iter().copied()
    }

    /// In the order of the file.
    pub(crate) fn of(&self, language: Language) -> &[&'static str] {
        &self.0.by_language[language as usize]
    }

    /// How many words the longest phrase has that the words begin with; nothing where they begin with none.
    pub(crate) fn leading(&self, words: &[impl AsRef<str>]) -> Option<usize> {
        let first = words.first()?.as_ref();
        if self.0.initials & bit(first.bytes().next()?) == 0 {
            return None;
        }
        let begin = |phrase: &&&str| {
            let mut words = words.iter();
            phrase.split(' ').all(|part| words.next().is_some_and(|word| word.as_ref() == part))
        };
        self.0.by_first.get(first)?.iter().find(begin).map(|phrase| phrase.split(' ').count())
    }
}

/// Whether the words of a role stand with their marks.
#[cfg(test)]
pub(super) fn is_written(name: &str) -> bool {
    files!("written.txt").iter().flat_map(|file| file.lines()).any(|line| line.split(':').next() == Some(name))
}
