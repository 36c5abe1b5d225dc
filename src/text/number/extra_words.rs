//! Words beside a number: whether they leave it what it is.

use crate::text::form::distance::edits;
use crate::text::key::Bound;
use crate::text::language::Language;
use crate::text::language::counted::{are_alike, words_for};
use crate::text::language::lexicon::Lexicon;
use crate::text::language::numerals::scale;
use crate::text::language::roles::{
    ALMOST, CLAUSE, FALLING_STEMS, HEDGES, LEVELS, NUMBER_LABELS, OR, OR_SO, PLACES, PLAIN, PREPOSITIONS, RISING_STEMS,
    UPWARD, VERBS, WHICH,
};
use crate::text::language::short_forms;
use crate::text::number::read::{Loose, Reading};

/// What the words beside a number are judged by.
pub(crate) struct Beside<'a> {
    pub(crate) language: Language,
    pub(crate) lexicon: &'a Lexicon,
    /// The words of the question.
    pub(crate) ask: Vec<String>,
    /// The words of a unit that is no measure: `member states`.
    pub(crate) unit: Vec<String>,
}

impl Beside<'_> {
    /// The first word that makes another quantity of the number.
    pub(crate) fn loose(&self, reading: &Reading) -> Option<String> {
        if reading.plus && self.falls() {
            return Some("+".to_owned());
        }
        // `A$` is no `US$`.
        let dollar = reading.unit.as_ref().is_some_and(|unit| unit.measures == "money dollar");
        let own = |loose: &Loose| match (dollar && loose.capital && loose.word.len() < 3, loose.word.as_str()) {
            (true, word) => word == "us",
            (false, _) => self.is_harmless(loose),
        };
        let placed =
            reading.before.first().is_some_and(|loose| PLACES.has_word(&loose.word)) && reading.before.len() < 5;
        let before = reading.before.iter().find(|loose| !own(loose)).filter(|_| !placed);
        // *60 or so*
        let hedged = |place: usize| {
            let next = reading.behind.get(place + 1);
            OR.has_word(&reading.behind[place].word) && next.is_some_and(|next| OR_SO.has_word(&next.word))
        };
        let behind = || {
            let mut rest = reading.behind.iter().enumerate();
            rest.find(|(place, loose)| {
                !self.is_harmless(loose) && !hedged(*place) && !self.is_when_or_where(&reading.behind[..=*place])
            })
        };
        before.or_else(|| behind().map(|(_, loose)| loose)).map(|loose| loose.word.clone())
    }

    /// A phrase of place or time began before the last of the words.
    fn is_when_or_where(&self, words: &[Loose]) -> bool {
        words[..words.len() - 1].iter().rev().take(6).any(|loose| PLACES.has_word(&loose.word))
    }

    fn is_harmless(&self, loose: &Loose) -> bool {
        let word = loose.word.as_str();
        if self.falls() && is_upward(word) || self.rises() && is_downward(word) {
            return false;
        }
        let plain = [&PLAIN, &HEDGES, &CLAUSE, &PREPOSITIONS, &PLACES, &VERBS].iter().any(|role| role.has_word(word));
        let remark = loose.parted && !loose.capital && self.lexicon.is_word(word, self.language);
        plain
            || remark
            || self.is_counted(word)
            || self.is_slip_of_counted(word)
            || self.is_short_for_asked(word)
            || (is_downward(word) && self.falls())
            || (is_upward(word) && self.rises())
    }

    /// The thing that is counted: a word of the question or the unit, one of the same stem, or another for the same thing.
    fn is_counted(&self, word: &str) -> bool {
        let single = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
        let stem = |own: &String| {
            let shared = own.chars().zip(word.chars()).take_while(|(one, other)| one == other).count();
            shared > 3 && own.len() > 4
        };
        let own = || self.ask.iter().chain(&self.unit);
        // *Länder*, where it asks for *Bundesländer*.
        let tail = |own: &String| self.language == Language::German && word.len() > 4 && own.ends_with(word);
        own().any(|own| own == word || tail(own) || single(own) == single(word) || stem(own))
            || own().any(|own| are_alike(own, word))
    }

    /// *27 member staets*: no word, and a slip of the thing that is counted. What the number is worth, no slip may tell.
    fn is_slip_of_counted(&self, word: &str) -> bool {
        let length = word.chars().count();
        let most = match length {
            0..5 => return false,
            5..8 => 1,
            _ => 2,
        };
        let near = |own: &str| {
            own.chars().next() == word.chars().next()
                && own.chars().count() > 4
                && scale(own, self.language).is_none()
                && edits(own, word, most).is_some()
        };
        let own = || self.ask.iter().chain(&self.unit).map(String::as_str);
        !self.lexicon.is_known(word, self.language) && (own().any(near) || own().flat_map(words_for).any(near))
    }

    /// `Art.`, where the question asks for an article; `no.` numbers anything.
    fn is_short_for_asked(&self, word: &str) -> bool {
        let asked = |full: &&str| self.ask.iter().any(|own| own == full);
        NUMBER_LABELS.has_word(word) || short_forms::full(word, self.language).iter().any(asked)
    }

    /// *To what rate*: where something stands, not how far it has moved.
    pub(crate) fn asks_level(&self) -> bool {
        self.ask.windows(2).any(|words| LEVELS.has_word(&words[0]) && WHICH.has_word(&words[1]))
    }

    /// The question says that something falls, so that a minus only repeats it.
    pub(crate) fn falls(&self) -> bool {
        self.ask.iter().any(|word| is_downward(word))
    }

    fn rises(&self) -> bool {
        self.ask.iter().any(|word| is_upward(word))
    }
}

/// A word of falling.
fn is_downward(word: &str) -> bool {
    FALLING_STEMS.begins(word)
}

/// A word of rising.
fn is_upward(word: &str) -> bool {
    UPWARD.has_word(word) || RISING_STEMS.begins(word)
}

/// *Almost 60*, where the answer is more than that.
pub(crate) fn falls_short(bound: Option<Bound>, reading: &Reading) -> bool {
    matches!(bound, Some(Bound::Over | Bound::AtLeast))
        && reading.before.iter().any(|loose| ALMOST.has_word(&loose.word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::number::read::readings;

    #[test]
    fn almost_is_less_than_a_lower_bound() {
        let short = |text: &str, bound| falls_short(bound, &readings(text, Language::English)[0]);
        assert!(short("almost 60", Some(Bound::Over)) && short("nearly sixty", Some(Bound::AtLeast)));
        assert!(!short("about 60", Some(Bound::Over)) && !short("almost 60", None));
    }
}
