//! The word lists that decide whether a near miss is another word: passed in as a value, read in place.

use std::sync::LazyLock;

use fst::Set;

use crate::text::language::quick::QuickMap;
use crate::text::language::roles::{COMPOUND_LINKS, HOMOPHONE_ENDINGS};
use crate::text::language::{Language, OURS};

/// Words, names and homophones, all folded. Costs nothing to make and no memory beyond the program itself.
#[derive(Clone)]
pub(crate) struct Lexicon(Option<Lists>);

#[derive(Clone)]
struct Lists {
    words: [Set<&'static [u8]>; OURS],
    english_names: Set<&'static [u8]>,
    french_names: Set<&'static [u8]>,
    first_names: [Set<&'static [u8]>; 2],
    surnames: Set<&'static [u8]>,
    territories: Set<&'static [u8]>,
    cities: Set<&'static [u8]>,
}

/// Every word that has homophones, with the lines that list them: read at the first near miss.
static HOMOPHONES: LazyLock<QuickMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lines: QuickMap<&str, Vec<&str>> = QuickMap::default();
    for line in include_str!("english/homophones.txt").lines() {
        for word in line.split(' ') {
            lines.entry(word).or_default().push(line);
        }
    }
    lines
});

impl Lexicon {
    /// The lists inside the program.
    pub(crate) fn embedded() -> Self {
        let set = |bytes: &'static [u8]| Set::new(bytes).expect("the embedded lists are well-formed");
        Self(Some(Lists {
            words: word_lists!().map(set),
            english_names: set(include_bytes!("english/names.fst")),
            french_names: set(include_bytes!("french/names.fst")),
            first_names: [
                set(include_bytes!("other/first-names.fst")),
                set(include_bytes!("other/european-first-names.fst")),
            ],
            surnames: set(include_bytes!("other/surnames.fst")),
            territories: set(include_bytes!("other/territories.fst")),
            cities: set(include_bytes!("other/cities.fst")),
        }))
    }

    #[cfg(test)]
    /// No lists: slips are then judged by length alone.
    pub(crate) fn empty() -> Self {
        Self(None)
    }

    /// Whether there is a list of common words for the language; without one the rules for slips are stricter.
    pub(crate) fn covers(&self, language: Language) -> bool {
        self.0.is_some() && language != Language::Other
    }

    /// A common word of the language, folded.
    pub(crate) fn is_word(&self, word: &str, language: Language) -> bool {
        let list = |lists: &'_ Lists| lists.words.get(language as usize).is_some_and(|list| list.contains(word));
        self.0.as_ref().is_some_and(list)
    }

    /// A name of a person, a place or a people, in any language.
    pub(crate) fn is_name(&self, word: &str) -> bool {
        self.0.as_ref().is_some_and(|lists| {
            [&lists.english_names, &lists.french_names, &lists.cities].iter().any(|list| list.contains(word))
        })
    }

    /// A state, a dependency, a continent, folded, in English, French or German: `hong kong`.
    pub(crate) fn is_territory(&self, name: &str) -> bool {
        self.0.as_ref().is_some_and(|lists| lists.territories.contains(name))
    }

    /// A larger city or a capital, folded.
    pub(crate) fn is_city(&self, name: &str) -> bool {
        self.0.as_ref().is_some_and(|lists| lists.cities.contains(name))
    }

    pub(crate) fn is_known(&self, word: &str, language: Language) -> bool {
        self.is_word(word, language) || self.is_name(word)
    }

    pub(crate) fn is_first_name(&self, word: &str) -> bool {
        self.0.as_ref().is_some_and(|lists| lists.first_names.iter().any(|list| list.contains(word)))
    }

    /// A common surname, which is another name where a name is asked for.
    pub(crate) fn is_surname(&self, word: &str) -> bool {
        self.0.as_ref().is_some_and(|lists| lists.surnames.contains(word))
    }

    /// Two English words that sound the same.
    pub(crate) fn sound_alike(&self, one: &str, other: &str, language: Language) -> bool {
        if self.0.is_none() || language != Language::English {
            return false;
        }
        let mut endings = HOMOPHONE_ENDINGS.of(language).iter();
        let stems = endings.find_map(|ending| one.strip_suffix(ending).zip(other.strip_suffix(ending)));
        listed(one, other) || stems.is_some_and(|(one, other)| listed(one, other))
    }

    /// A German word of two words of the list: *Gegenstimme*.
    pub(crate) fn is_compound(&self, word: &str, language: Language) -> bool {
        let is_word = |part: &str| part.len() > 3 && self.is_word(part, language);
        let joined =
            |head: &str| COMPOUND_LINKS.of(language).iter().any(|link| head.strip_suffix(link).is_some_and(is_word));
        language == Language::German
            && (4..word.len().saturating_sub(3))
                .filter_map(|cut| word.split_at_checked(cut))
                .any(|(head, tail)| (is_word(head) || joined(head)) && is_word(tail))
    }
}

/// Whether some word sounds like this one, as far as the list tells.
pub(crate) fn may_sound_otherwise(word: &str) -> bool {
    let mut endings = HOMOPHONE_ENDINGS.of(Language::English).iter();
    HOMOPHONES.contains_key(word)
        || endings.any(|ending| word.strip_suffix(ending).is_some_and(|stem| HOMOPHONES.contains_key(stem)))
}

fn listed(one: &str, other: &str) -> bool {
    HOMOPHONES.get(one).is_some_and(|lines| lines.iter().any(|line| line.split(' ').any(|word| word == other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_know_words_names_and_sounds() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.is_word("martial", Language::English) && lexicon.is_word("marital", Language::English));
        assert!(lexicon.is_word("souverainete", Language::French) && lexicon.is_word("parlements", Language::French));
        assert!(lexicon.is_word("bremsen", Language::German) && !lexicon.is_word("bremmse", Language::German));
        assert!(lexicon.is_name("gambia") && lexicon.is_name("zambia") && lexicon.is_first_name("angela"));
        assert!(lexicon.sound_alike("weather", "whether", Language::English));
        assert!(
            lexicon.is_compound("gegenstimme", Language::German) && !lexicon.is_compound("stimme", Language::German)
        );
        assert!(lexicon.sound_alike("complementary", "complimentary", Language::English));
        assert!(lexicon.is_surname("smyth") && !lexicon.is_surname("comission"));
        assert!(!lexicon.is_known("parlament", Language::English));
        assert!(!Lexicon::empty().is_known("martial", Language::English));
    }
}
