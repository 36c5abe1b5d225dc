//! Words of questions and answers as numbers: comparing, counting and looking up become cheap.

use crate::text::{Language, QuickMap, STOP_WORDS, fold};

/// A word without case and accents; equal words are the same number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Word(u32);

/// Every word met so far.
#[derive(Default)]
pub(super) struct Words {
    numbers: QuickMap<Box<str>, Word>,
    texts: Vec<Box<str>>,
    /// In which of English, French and German the word says nothing by itself.
    empty: Vec<[bool; 3]>,
    small: String,
}

impl Words {
    /// The words of a text: runs of letters and digits; what an apostrophe parts are two words, but for a lone `s`.
    pub(super) fn of(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::with_capacity(text.len() / 5);
        let mut after_apostrophe = false;
        for piece in text.split_inclusive(|c: char| !c.is_alphanumeric() && !is_mark(c)) {
            let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_mark(c));
            let possessive = after_apostrophe && word.eq_ignore_ascii_case("s");
            if !word.is_empty() && !possessive {
                words.push(self.number(word));
            }
            after_apostrophe = piece.ends_with(['\'', '’']);
        }
        words
    }

    fn number(&mut self, word: &str) -> Word {
        self.small.clear();
        if word.is_ascii() {
            self.small.push_str(word);
            self.small.make_ascii_lowercase();
        } else {
            self.small = fold(word);
        }
        if let Some(number) = self.numbers.get(self.small.as_str()) {
            return *number;
        }
        let number = Word(u32::try_from(self.texts.len()).expect("a course has fewer words than bytes"));
        let empty = |language: Language| STOP_WORDS.of(language).binary_search(&self.small.as_str()).is_ok();
        self.empty.push([Language::English, Language::French, Language::German].map(empty));
        self.texts.push(self.small.as_str().into());
        self.numbers.insert(self.small.as_str().into(), number);
        number
    }

    pub(super) fn text(&self, word: Word) -> &str {
        &self.texts[word.0 as usize]
    }

    pub(super) fn count(&self) -> usize {
        self.texts.len()
    }

    /// The word says something by itself: no article, pronoun or preposition, no letter, no number below 100.
    pub(super) fn is_content(&self, word: Word, language: Language) -> bool {
        let text = self.text(word);
        let least = if text.starts_with(|c: char| c.is_ascii_digit()) { 3 } else { 2 };
        let empty = self.empty[word.0 as usize];
        let empty = match language {
            Language::English | Language::Other => empty[0],
            Language::French => empty[1],
            Language::German => empty[2],
        };
        !empty && text.chars().count() >= least
    }
}

impl Word {
    pub(super) fn place(self) -> usize {
        self.0 as usize
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Where a run of words stands in another.
pub(super) fn find(words: &[Word], run: &[Word]) -> Option<usize> {
    (!run.is_empty()).then(|| words.windows(run.len()).position(|window| window == run))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let mut words = Words::default();
        words.of(text).into_iter().map(|word| words.text(word).to_owned()).collect()
    }

    #[test]
    fn words_are_small_and_without_accents() {
        assert_eq!(
            split("The EU’s CERT-EU: l'Énergie, e\u{301}té 1.5"),
            ["the", "eu", "cert", "eu", "l", "energie", "ete", "1", "5"]
        );
    }

    #[test]
    fn the_lists_can_be_searched() {
        for list in [Language::English, Language::French, Language::German].map(|language| STOP_WORDS.of(language)) {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn a_run_is_found_whole() {
        let mut words = Words::default();
        let (text, run, part) = (words.of("the agency assists states"), words.of("Agency assists"), words.of("assist"));
        assert_eq!(find(&text, &run), Some(1));
        assert_eq!(find(&text, &part), None);
        assert_eq!(find(&text, &[]), None);
    }
}
