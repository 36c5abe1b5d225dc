//! A typed date cut into what dates are made of: numbers, months, signs, words.

use crate::text::form::distance::edits;
use crate::text::form::fold::{fold_word, is_invisible};
use crate::text::language::calendar::{month, months, weekday};
use crate::text::language::lexicon::Lexicon;
use crate::text::language::number_words::value;
use crate::text::language::numerals::ordinal;
use crate::text::language::roles::{
    CLOCK, DATE_HOMONYMS, DAY_ARTICLES, DECADE_ENDINGS, LONG_DECADE_ENDINGS, MONTH_LINKS, NUMBER_HOMONYMS,
    ORDINAL_ENDINGS, ORDINAL_SIGNS, Role, SECONDS, SPOKEN_ZEROS, VAGUE_TIMES, WEEKDAYS_OR_MONTHS,
};
use crate::text::language::{LANGUAGES, Language};

/// One piece.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Item {
    /// Value, number of digits, and how it is marked.
    Number(u32, usize, Mark),
    Month(u32),
    Sign(char),
    Word(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Plain,
    Ordinal,
    Apostrophe,
}

impl Item {
    pub(crate) fn is_word(&self, words: &[&str]) -> bool {
        matches!(self, Self::Word(word) if words.contains(&word.as_str()))
    }

    pub(crate) fn is_of(&self, role: &Role) -> bool {
        matches!(self, Self::Word(word) if role.has_word(word))
    }
}

/// The pieces, and what they say about the whole.
#[derive(Default)]
pub(crate) struct Items {
    pub(crate) items: Vec<Item>,
    /// One month name was misspelt.
    pub(crate) slip: bool,
    /// A decade, a century, a time before Christ.
    pub(crate) vague: bool,
}

/// The one month within one edit of the word, which has four letters or more and is no word itself.
fn near_month(word: &str, language: Language, lexicon: &Lexicon) -> Option<u32> {
    if word.chars().count() < 4
        || weekday(word).is_some()
        || value(&[word], language).is_some()
        || lexicon.is_word(word, language)
    {
        return None;
    }
    let near = |name: &String| name.len() > 3 && edits(name, word, 1).is_some();
    let mut found = months().filter(|(_, names)| names.iter().any(near)).map(|(month, _)| month);
    found.next().filter(|_| found.next().is_none())
}

/// Cuts a text.
pub(crate) fn items(text: &str, language: Language, lexicon: &Lexicon) -> Items {
    let letters: Vec<char> = text.chars().filter(|letter| !is_invisible(*letter)).collect();
    let mut cutter = Cutter { letters: &letters, place: 0, language, lexicon, done: Items::default() };
    while cutter.place < letters.len() {
        cutter.cut();
    }
    let Items { items, slip, vague } = cutter.done;
    Items { items: spoken(without_clock(items, language), language), slip, vague }
}

struct Cutter<'a> {
    letters: &'a [char],
    place: usize,
    language: Language,
    lexicon: &'a Lexicon,
    done: Items,
}

impl Cutter<'_> {
    fn cut(&mut self) {
        let letter = self.letters[self.place];
        if letter.is_numeric() && letter != 'º' {
            self.number();
        } else if letter.is_alphabetic() {
            self.word();
        } else {
            self.place += 1;
            if !letter.is_whitespace() {
                self.sign(letter);
            }
        }
    }

    fn take(&mut self, fits: impl Fn(char) -> bool) -> String {
        let start = self.place;
        while self.letters.get(self.place).is_some_and(|letter| fits(*letter)) {
            self.place += 1;
        }
        self.letters[start..self.place].iter().collect()
    }

    fn number(&mut self) {
        let start = self.place;
        let digits = fold_word(&self.take(char::is_numeric));
        // Digits of other scripts, which folding does not make plain.
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            self.done.items.push(Item::Word(digits));
            return;
        }
        let before = start.checked_sub(1).map(|place| self.letters[place]);
        // `Q4` is no day, `c1989` is about that year.
        let about = |word: &str| word == "c" && digits.len() == 4 || word == "t";
        let glued = before.is_some_and(char::is_alphabetic)
            && matches!(self.done.items.last(), Some(Item::Word(word)) if word.chars().count() == 1 && !about(word));
        if glued {
            return;
        }
        let suffix: String = self.letters[self.place..].iter().take_while(|letter| letter.is_alphabetic()).collect();
        let mut mark = if matches!(before, Some('\'' | '’' | '‘')) { Mark::Apostrophe } else { Mark::Plain };
        let letters = suffix.to_lowercase();
        match letters.as_str() {
            ending if DECADE_ENDINGS.has_word(ending) => self.done.vague = true,
            ending if LONG_DECADE_ENDINGS.has_word(ending) && digits.len() > 2 => self.done.vague = true,
            ending
                if ORDINAL_ENDINGS.has_word(ending)
                    || ORDINAL_SIGNS.has_word(ending)
                    || matches!(ending, "ème" | "º") =>
            {
                self.place += suffix.chars().count();
                mark = Mark::Ordinal;
            }
            "" if self.letters.get(self.place) == Some(&'°') => {
                self.place += 1;
                mark = Mark::Ordinal;
            }
            _ => {}
        }
        self.done.items.push(Item::Number(digits.parse().unwrap_or(u32::MAX), digits.len(), mark));
    }

    fn word(&mut self) {
        let english = self.language == Language::English;
        let raw = self.take(|letter| {
            letter.is_alphabetic()
                || unicode_normalization::char::is_combining_mark(letter)
                || (matches!(letter, '\'' | '’') && english)
        });
        let word = fold_word(&raw);
        if word.is_empty() {
            return;
        }
        if WEEKDAYS_OR_MONTHS.has_word(&word) && self.is_weekday_here() || word == "sept" && self.is_seven_here() {
            self.done.items.push(Item::Word(word));
        } else if let Some(month) = month(&word) {
            self.done.items.push(Item::Month(month));
        } else if let Some(year) = roman_year(&raw) {
            self.done.items.push(Item::Number(year, 4, Mark::Plain));
        } else if let Some(month) = near_month(&word, self.language, self.lexicon) {
            self.done.slip = true;
            self.done.items.push(Item::Month(month));
        } else {
            self.done.vague |= VAGUE_TIMES.has_word(&word);
            self.done.items.push(Item::Word(word));
        }
    }

    /// *mar. 3 juin*, *mar. 3/6/1998*: in front of a day that has its month already, an abbreviated Tuesday.
    fn is_weekday_here(&self) -> bool {
        if matches!(self.done.items.last(), Some(Item::Number(..))) {
            return false;
        }
        let rest: String = self.letters[self.place..].iter().take(30).collect();
        let words: Vec<String> = rest.split([' ', '.', ',']).map(fold_word).filter(|word| !word.is_empty()).collect();
        let words: Vec<&str> =
            words.iter().map(String::as_str).skip_while(|word| DAY_ARTICLES.has_word(word)).collect();
        let day = |word: &&str| word.starts_with(|sign: char| sign.is_ascii_digit()) || ordinal(word).is_some();
        let numeric = rest.trim_start_matches(['.', ',', ' ']);
        let numeric = numeric.split(' ').next().unwrap_or_default().trim_end_matches(['.', ',']);
        numeric.split(['/', '.', '-']).filter(|part| part.bytes().all(|sign| sign.is_ascii_digit())).count() == 3
            || words.first().is_some_and(day)
                && words[1..].iter().find(|word| !MONTH_LINKS.has_word(word)).is_some_and(|word| month(word).is_some())
    }

    /// *Dix-sept juin*, *mille sept cent*: beside number words of French or before a month it is no September.
    fn is_seven_here(&self) -> bool {
        let rest: String = self.letters[self.place..].iter().take(20).collect();
        let next = rest.split([' ', '-', '.', ',']).map(fold_word).find(|word| !word.is_empty());
        let before = self.done.items.iter().rev().find(|item| **item != Item::Sign('-'));
        let number = |word: &str| value(&[word], Language::French).is_some_and(|(number, _)| number >= 10.0);
        matches!(before, Some(Item::Word(word)) if number(word))
            || next.is_some_and(|next| matches!(next.as_str(), "cent" | "cents") || month(&next).is_some())
    }

    fn sign(&mut self, letter: char) {
        let at = self.place - 1;
        // The number behind it keeps it as its mark.
        let digit = |place: usize| self.letters.get(place).is_some_and(|letter| letter.is_numeric());
        if matches!(letter, '\'' | '’' | '‘') && digit(at + 1) && digit(at + 2) && !digit(at + 3) {
            return;
        }
        let blank = |letter: Option<&char>| letter.is_none_or(|letter| letter.is_whitespace());
        let spaced =
            blank(at.checked_sub(1).and_then(|place| self.letters.get(place))) || blank(self.letters.get(at + 1));
        self.done.items.push(Item::Sign(match letter {
            '-' | '‐' | '‑' | '−' if !spaced => '-',
            '-' | '–' | '—' | '−' | '→' | '>' | '…' | '~' => '–',
            other => other,
        }));
    }
}

/// `MCMLXXXIX`, in capitals.
fn roman_year(raw: &str) -> Option<u32> {
    let worth = |letter: char| match letter {
        'M' => Some(1000),
        'D' => Some(500),
        'C' => Some(100),
        'L' => Some(50),
        'X' => Some(10),
        'V' => Some(5),
        'I' => Some(1),
        _ => None,
    };
    let values: Vec<u32> = raw.chars().map(worth).collect::<Option<_>>()?;
    let signed = |(place, value): (usize, &u32)| {
        let smaller = values.get(place + 1).is_some_and(|next| next > value);
        if smaller { -i64::from(*value) } else { i64::from(*value) }
    };
    let year: i64 = values.iter().enumerate().map(signed).sum();
    u32::try_from(year).ok().filter(|year| (1000..2200).contains(year) && values.len() > 2)
}

/// Without times of the day: `10:30`, *10.30 pm*, *10 Uhr*, `T00:00:00`.
fn without_clock(items: Vec<Item>, language: Language) -> Vec<Item> {
    let part = |item: Option<&Item>| matches!(item, Some(Item::Number(value, 1 | 2, Mark::Plain)) if *value < 60);
    let clock = |item: Option<&Item>| item.is_some_and(|item| item.is_word(CLOCK.of(language)));
    let sign = |item: Option<&Item>, wanted: char| item == Some(&Item::Sign(wanted));
    let mut kept = Vec::with_capacity(items.len());
    let mut place = 0;
    while place < items.len() {
        let at = |ahead: usize| items.get(place + ahead);
        let minutes = part(at(0)) && sign(at(1), ':') && part(at(2));
        let seconds = minutes && sign(at(3), ':') && part(at(4));
        let dotted = part(at(0)) && sign(at(1), '.') && part(at(2)) && clock(at(3));
        let used = match (seconds, minutes || dotted) {
            (true, _) => 5,
            (false, true) => 3,
            (false, false) if part(at(0)) && clock(at(1)) => 1,
            (false, false) => 0,
        };
        if used == 0 {
            kept.push(items[place].clone());
        }
        place += used.max(1);
        if used > 0 && clock(items.get(place)) {
            place += 1;
        }
    }
    kept
}

/// Number words and ordinals put in digits, in any of the five languages.
fn spoken(items: Vec<Item>, language: Language) -> Vec<Item> {
    let mut done = Vec::with_capacity(items.len());
    let mut place = 0;
    while place < items.len() {
        let words: Vec<&str> = items[place..]
            .iter()
            .filter(|item| **item != Item::Sign('-'))
            .take(9)
            .map_while(|item| match item {
                Item::Word(word) => Some(word.as_str()),
                _ => None,
            })
            .collect();
        let Some((number, used)) = spoken_number(&words, language) else {
            done.push(items[place].clone());
            place += 1;
            continue;
        };
        done.push(number);
        let mut left = used;
        while left > 0 {
            left -= usize::from(items[place] != Item::Sign('-'));
            place += 1;
        }
    }
    done
}

fn spoken_number(words: &[&str], language: Language) -> Option<(Item, usize)> {
    let first = *words.first()?;
    let small = NUMBER_HOMONYMS.has_word(first) || DATE_HOMONYMS.has_word(first);
    let plain = |(number, used): (f64, usize)| {
        let digits = format!("{number}");
        Some((Item::Number(digits.parse().ok()?, digits.len(), Mark::Plain), used))
    };
    if let [tens, zero, unit, ..] = words
        && SPOKEN_ZEROS.has_word(zero)
        && let (Some((tens, 1)), Some((unit, 1))) = (value(&[tens], language), value(&[unit], language))
        && (10.0..=21.0).contains(&tens)
        && unit < 10.0
    {
        return plain((tens * 100.0 + unit, 3));
    }
    let own = value(words, language).filter(|_| !small);
    let other = LANGUAGES
        .into_iter()
        .filter_map(|other| value(words, other))
        .filter(|(number, _)| (1000.0..2200.0).contains(number))
        .max_by_key(|(_, used)| *used);
    let read = match (own, other) {
        (Some(own), Some(other)) if other.1 > own.1 => Some(other),
        (own, other) => own.or(other),
    };
    if let Some((number, used)) = read {
        let next = words.get(used).and_then(|word| ordinal(word)).filter(|next| *next < 10);
        if let Some(next) = next.filter(|_| number == 20.0 || number == 30.0) {
            return Some((Item::Number(whole(number) + next, 2, Mark::Ordinal), used + 1));
        }
        return plain((number, used));
    }
    ordinal(first)
        .filter(|_| !small || SECONDS.of(Language::English).contains(&first))
        .map(|number| (Item::Number(number, 1, Mark::Ordinal), 1))
}

fn whole(number: f64) -> u32 {
    format!("{number:.0}").parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &[Item]) {
        assert_eq!(items(text, Language::English, &Lexicon::embedded()).items, expected, "{text}");
    }

    #[test]
    fn a_date_is_cut_into_pieces() {
        let year = Item::Number(2009, 4, Mark::Plain);
        reads("-۰", &[Item::Sign('–'), Item::Word("۰".to_owned())]);
        reads("1st Dec 2009", &[Item::Number(1, 1, Mark::Ordinal), Item::Month(12), year.clone()]);
        reads("deux mille neuf", std::slice::from_ref(&year));
        reads("zweitausendneun", std::slice::from_ref(&year));
        reads("duemilanove", std::slice::from_ref(&year));
        reads("MMIX", std::slice::from_ref(&year));
        reads("twenty oh nine", std::slice::from_ref(&year));
        reads("about MMIX", &[Item::Word("about".into()), year]);
    }
}
