//! One word held against one word: the same, a slip beyond doubt, or another word.

use crate::text::form::distance::{edits, is_inner_swap};
use crate::text::form::spelling::{
    changes_prefix, differs_in_meaning, singular, sounds_same, verb_stem, without_case, without_gerund,
};
use crate::text::form::token::Token;
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::numerals::{roman, vocabulary};
use crate::text::language::roles::{
    ADJECTIVE_ENDINGS, FEMININE, NEVER_PLURALS, NO_COMPOUND_PARTS, PLURAL_ENDINGS, RESIDENT_ENDINGS, SIBILANT_PLURALS,
};

/// So many edits a word may have.
pub(super) const MOST_EDITS: usize = 2;

/// How slips are judged for one key.
#[derive(Clone, Copy)]
pub(crate) struct Slips<'a> {
    pub(crate) language: Language,
    pub(crate) lexicon: &'a Lexicon,
    /// No slip is forgiven.
    pub(crate) strict: bool,
    /// The question asks what somebody does, so that an infinitive is as good as an *-ing* form.
    pub(crate) asks_for_deed: bool,
}

impl Slips<'_> {
    /// The price of taking `typed` for `answer`: 0 for the same word in another form, else the edits; nothing for another word.
    pub(crate) fn price(self, answer: &Token, typed: &Token, phrase: bool) -> Option<usize> {
        let digits = [answer.has_digit(), typed.has_digit()];
        if are_same(answer, typed, digits) {
            return (!self.strict || typed.forgiven == 0).then_some(typed.forgiven);
        }
        if digits.contains(&true) {
            return self.numeral(answer, typed);
        }
        if self.language == Language::German && self.names_who(&answer.canon, &typed.canon) {
            return None;
        }
        self.form(answer, typed, phrase).or_else(|| self.slip(answer, typed))
    }

    /// One slip in a number word inside a name: *Forteen Points*. What is a number itself is another one, and so is what is as
    /// near to another number word.
    fn numeral(self, answer: &Token, typed: &Token) -> Option<usize> {
        let in_letters = |token: &Token| token.word.chars().all(char::is_alphabetic);
        let number = typed.canon.chars().all(|sign| sign.is_ascii_digit());
        if self.strict || number || answer.length() < 5 || !in_letters(answer) || !in_letters(typed) {
            return None;
        }
        let (right, word) = (answer.word.as_str(), typed.word.as_str());
        let near = |known: &str| known.chars().next() == word.chars().next() && edits(known, word, 1).is_some();
        if !near(right) || roman(right).is_some() || self.lexicon.is_known(word, self.language) {
            return None;
        }
        let other = vocabulary(self.language).any(|known| known != right && near(known));
        let tens = |token: &Token| token.canon.trim_end_matches(char::is_alphabetic).len();
        let split = typed.canon.starts_with(|sign: char| sign.is_ascii_digit());
        // *Twenty-secnod*: the tens are those of the answer.
        let same_tens = !split || answer.canon.len() == tens(typed) && answer.canon[..1] == typed.canon[..1];
        (!other && same_tens).then_some(1)
    }

    /// Another grammatical form of the same word.
    fn form(self, answer: &Token, typed: &Token, phrase: bool) -> Option<usize> {
        let (one, other) = (answer.canon.as_str(), typed.canon.as_str());
        // Every form of a word begins as the word does.
        if one.chars().next() != other.chars().next() {
            return None;
        }
        if differ_in_number(one, other, self.language)
            && !answer.abbreviation
            && answer.length() > 2
            && typed.length() > 2
        {
            // *Köhler* is no plural of *Kohl*, nor *Robert* a singular.
            if answer.surname && (self.lexicon.is_known(other, self.language) || self.lexicon.is_surname(other)) {
                return None;
            }
            return match (self.is_name(answer) || answer.surname, self.strict) {
                (false, _) => Some(0),
                (true, false) => Some(1),
                (true, true) => None,
            };
        }
        match self.language {
            Language::German
                if !answer.surname && without_case(one) == without_case(other) && without_case(one).len() >= 5 =>
            {
                Some(0)
            }
            Language::French if agree(one, other) && !self.strict => Some(1),
            Language::English if phrase || self.asks_for_deed => {
                let deed = |one: &str, other: &str| {
                    without_gerund(one).is_some() != without_gerund(other).is_some()
                        && (one.len() > 5 || other.len() > 6)
                        && verb_stem(one) == verb_stem(other)
                };
                (deed(one, other) || deed(&answer.word, &typed.word)).then_some(0)
            }
            _ => None,
        }
    }

    /// *Österreicher* for *Österreich*: who belongs to it, unless the list knows the ending as a plural or the word is an adjective.
    fn names_who(self, one: &str, other: &str) -> bool {
        let made = |long: &str, short: &str| {
            RESIDENT_ENDINGS.of(self.language).iter().any(|ending| long.strip_suffix(ending) == Some(short))
        };
        let longer = made(other, one) || made(one, other);
        let stem = if one.len() < other.len() { one } else { other };
        longer
            && !ADJECTIVE_ENDINGS.ends(stem, self.language)
            && (self.lexicon.is_territory(stem)
                || !(self.lexicon.is_word(one, self.language) && self.lexicon.is_word(other, self.language)))
    }

    /// A word that the answer writes with a capital, unless the list knows it as a common word.
    pub(crate) fn is_name(self, token: &Token) -> bool {
        token.proper
            || token.capital
                && !token.abbreviation
                && match self.language {
                    Language::German => self.lexicon.is_name(&token.word),
                    language => !self.lexicon.is_word(&token.word, language),
                }
    }

    fn slip(self, answer: &Token, typed: &Token) -> Option<usize> {
        if self.strict {
            return None;
        }
        let word = Some((&answer.word, &typed.word));
        let canon = Some((&answer.canon, &typed.canon)).filter(|canon| Some(*canon) != word);
        let own = answer.spelled.as_ref().map(|spelled| (spelled, &typed.word));
        let spelled = word.into_iter().chain(canon).chain(own);
        spelled.filter_map(|(right, word)| self.letters(answer, right, word)).min()
    }

    fn letters(self, answer: &Token, right: &str, word: &str) -> Option<usize> {
        let length = right.chars().count();
        if answer.given {
            let swapped = is_inner_swap(right, word) && !self.lexicon.is_first_name(word);
            return (right != word && (sounds_same(right, word) || swapped)).then_some(1);
        }
        if answer.abbreviation || is_mixed(&answer.raw) {
            return None;
        }
        if right != word
            && (self.lexicon.sound_alike(right, word, self.language) || self.is_doubled(answer, right, word))
        {
            return Some(1);
        }
        if !right.chars().next()?.eq(&word.chars().next()?) && (length < 8 || answer.capital) {
            return None;
        }
        let allowed = self.allowed(length, answer.abbreviation);
        let swap_only = length == 4;
        let price = edits(right, word, allowed)?;
        if swap_only && !is_inner_swap(right, word) {
            return None;
        }
        if price == 0 {
            return Some(1);
        }
        let other_prefix = self.language == Language::German && changes_prefix(right, word);
        let other = other_prefix || differs_in_meaning(right, word) || self.is_another_word(answer, right, word);
        (!other && !self.is_foreign(answer, right, word, price)).then_some(price)
    }

    /// A name with the ending of another language, nearer without it: *Luxemburgo* for *Luxembourg*.
    fn is_foreign(self, answer: &Token, right: &str, word: &str, price: usize) -> bool {
        let vowel = |letter: char| "aeiou".contains(letter);
        let bare = word.strip_suffix(['a', 'o']).filter(|_| answer.capital && !right.ends_with(vowel));
        bare.is_some_and(|bare| edits(right, bare, price.saturating_sub(1)).is_some())
    }

    /// The last consonant written twice or once, which nobody hears, unless that makes another name and no common word.
    fn is_doubled(self, answer: &Token, right: &str, word: &str) -> bool {
        let name = || {
            answer.capital
                && !self.lexicon.is_word(word, self.language)
                && (self.lexicon.is_name(word) || self.lexicon.is_surname(word))
        };
        self.language == Language::English && (doubled(right, word) || doubled(word, right)) && !name()
    }

    /// Edits allowed in a word of the length.
    pub(crate) fn allowed(self, length: usize, abbreviation: bool) -> usize {
        match length {
            0..=3 => 0,
            4 => usize::from(!abbreviation && self.lexicon.covers(self.language)),
            5..=7 => usize::from(self.lexicon.covers(self.language)),
            _ if self.lexicon.covers(self.language) && self.language != Language::German && !abbreviation => MOST_EDITS,
            _ => 1,
        }
    }

    /// Another word of the language or, where the answer is a name, another name.
    fn is_another_word(self, answer: &Token, right: &str, word: &str) -> bool {
        let known = |word: &str| {
            self.lexicon.is_word(word, self.language)
                || answer.capital && (self.lexicon.is_name(word) || self.lexicon.is_surname(word))
        };
        known(word)
            || known(&singular(word, self.language)) && !word.ends_with("ss")
            || self.language != Language::French && self.is_another_compound(right, word)
    }

    /// A compound of which one part is the same and the other another word: *waterfell* for *waterfall*. French has no such
    /// compounds: *chancelire* is not *chance* and *lire*.
    fn is_another_compound(self, right: &str, word: &str) -> bool {
        let is_word = |part: &str| part.len() > 3 && self.lexicon.is_word(part, self.language);
        (4..word.len().saturating_sub(3)).filter(|cut| word.is_char_boundary(*cut)).any(|cut| {
            let (head, tail) = word.split_at(cut);
            let other = |rest: &str, own: &str| {
                is_word(rest) && !NO_COMPOUND_PARTS.has_word(rest) && !self.is_linked(rest, own)
            };
            let fellow = right.strip_prefix(head).is_some_and(|rest| other(rest, tail))
                || right.strip_suffix(tail).is_some_and(|rest| other(rest, head));
            fellow && is_word(head) && is_word(tail) && !NO_COMPOUND_PARTS.has_word(tail)
        })
    }

    /// The two parts differ only by what joins German compounds: `bundes` and `bunde`.
    fn is_linked(self, one: &str, other: &str) -> bool {
        let stem = |part: &str| singular(&singular(part, self.language), self.language).into_owned();
        let bare = |part: &str| stem(part.strip_prefix('s').unwrap_or(part));
        self.language == Language::German && (stem(one) == stem(other) || bare(one) == bare(other))
    }
}

/// `LkSG`, `DoD`: letters of which half and more are capitals.
fn is_mixed(raw: &str) -> bool {
    let capitals = raw.chars().filter(|letter| letter.is_uppercase()).count();
    capitals > 1 && 2 * capitals >= raw.chars().count()
}

/// The same word in every form that never matters.
pub(crate) fn same(answer: &Token, typed: &Token) -> bool {
    are_same(answer, typed, [answer.has_digit(), typed.has_digit()])
}

/// The same, where it is known of which there are digits in.
fn are_same(answer: &Token, typed: &Token, digits: [bool; 2]) -> bool {
    if digits[0] != digits[1] {
        // A lone `V` is a letter, unless a number is wanted.
        let numeral = || typed.capital && matches!(typed.word.as_str(), "v" | "x");
        let worth = || roman(&typed.word).map(|worth| worth.to_string());
        return answer.word == typed.word || numeral() && worth().as_ref() == Some(&answer.canon);
    }
    let spelled = |one: &Token, other: &Token| one.spelled.as_ref().is_some_and(|spelled| *spelled == other.word);
    answer.canon == typed.canon
        || typed.stands_for.contains(&answer.word.as_str())
        || answer.stands_for.contains(&typed.word.as_str())
        || (!digits[0] && answer.word == typed.word)
        || spelled(answer, typed)
        || spelled(typed, answer)
        || (answer.spelled.is_some() && answer.spelled == typed.spelled)
}

/// The last consonant written twice, which nobody hears: *marshall*. Not *s*, which makes other words (*princess*).
fn doubled(long: &str, short: &str) -> bool {
    short.len() > 4
        && short.ends_with(['d', 'f', 'g', 'l', 'm', 'n', 'r', 't'])
        && long.strip_prefix(short).is_some_and(|rest| rest.len() == 1 && short.ends_with(rest))
}

/// The one is the plural of the other.
fn differ_in_number(one: &str, other: &str, language: Language) -> bool {
    let singles = [singular(one, language), singular(other, language)];
    let made = |pairs: &[(&str, &str)], many: &str, one: &str, least: usize| {
        pairs.iter().any(|(plural, single)| {
            let stem = many.strip_suffix(plural).filter(|stem| stem.len() >= least);
            stem.is_some_and(|stem| one.strip_suffix(single) == Some(stem))
        })
    };
    let ended = |many: &str, one: &str| {
        [Language::Other, language].iter().any(|language| made(PLURAL_ENDINGS.of(*language), many, one, 4))
    };
    let sibilant = |many: &str, one: &str| made(SIBILANT_PLURALS.of(language), many, one, 0);
    let plural = ![one, other].iter().any(|word| NEVER_PLURALS.has_word(word));
    if plural && (ended(one, other) || ended(other, one)) {
        return true;
    }
    singles[0] == singles[1] || singles[0] == other || singles[1] == one || sibilant(one, other) || sibilant(other, one)
}

/// French words that differ in agreement only: `industriel` and `industrielles`.
fn agree(one: &str, other: &str) -> bool {
    let stem = |word: &str| {
        let single = word.strip_suffix('s').unwrap_or(word);
        FEMININE.replaced(single, Language::French, 0).unwrap_or_else(|| single.to_owned())
    };
    let single = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
    let same = stem(one) == stem(other) || stem(one) == single(other) || single(one) == stem(other);
    same && stem(one).len() >= 3
}
