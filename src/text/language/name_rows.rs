//! The rows of a table of usual names: read at a glance, found by the letters with which their names begin, and looked at
//! more closely only when something begins so.

use std::sync::OnceLock;

use crate::text::form::fold::fold_word;
use crate::text::form::spelling;
use crate::text::form::token::{Gap, Token, answer_tokens, tokens};
use crate::text::language::Language;
use crate::text::language::number_words::value;
use crate::text::language::numerals::{ordinal, roman, small};
use crate::text::language::roles::ARTICLES;
use crate::text::language::{short_forms, signs};

/// One row as it stands in the file, and as tokens once it is asked for: most answers ask for two or three of them.
pub(super) struct Row {
    pub(super) initials: &'static str,
    pub(super) names: &'static str,
    /// What stands for all of its names: *§eu*.
    shared: OnceLock<String>,
    /// The last word of every name, as a token has it; nothing for one that cannot be told at a glance.
    ends: OnceLock<Vec<Option<String>>>,
    named: OnceLock<Named>,
}

/// What one row says: the same thing under several names.
pub(super) struct Named {
    /// The token that stands for all of its names.
    pub(super) shared: Token,
    pub(super) initials: Vec<Token>,
    /// As tokens, names inside them as theirs: *council of §eu*.
    pub(super) names: Vec<Vec<Token>>,
    /// The words of each.
    pub(super) words: Vec<Words>,
}

/// The words of a name, each with what stands before it.
pub(super) type Words = Vec<(String, Gap)>;

/// The rows of a language.
pub(crate) struct Table {
    pub(super) language: Language,
    pub(super) rows: Vec<Row>,
    /// The rows before this one may stand inside other names.
    pub(super) parts: usize,
    /// The first letters of names and initials, each with its row, in order: whatever a word is spelt like, these it keeps.
    starts: Vec<(u32, usize)>,
    /// The rows with a name that begins with a number in words or with what says a sign: *one*, *livre sterling*.
    renamed: OnceLock<Vec<usize>>,
    /// The last words of the names that may stand inside others.
    part_ends: Vec<&'static str>,
}

/// `!US USA = United States; United States of America`: a mark of exclamation where only capitals count, a hyphen where
/// there are no initials. What may stand inside other names comes before the first empty line.
pub(super) fn read(text: &'static str, language: Language) -> Table {
    let rows = text.lines().filter_map(|line| line.split_once(" = "));
    let row = |(initials, names)| Row {
        initials,
        names,
        shared: OnceLock::new(),
        ends: OnceLock::new(),
        named: OnceLock::new(),
    };
    let rows: Vec<Row> = rows.map(row).collect();
    let parts = text.lines().position(|line| !line.contains(" = ")).unwrap_or(usize::MAX).min(rows.len());
    let mut starts = Vec::with_capacity(4 * rows.len());
    for (at, Row { initials, names, .. }) in rows.iter().enumerate() {
        starts.extend(forms(initials).map(|form| (start(form), at)));
        starts.extend(self::names(names).flat_map(first_words).map(|word| (start(word), at)));
    }
    starts.sort_unstable();
    starts.dedup();
    let part_ends = rows[..parts].iter().flat_map(|row| names(row.names));
    let part_ends = part_ends.filter_map(|name| name.rsplit(' ').next()).collect();
    Table { language, rows, parts, starts, renamed: OnceLock::new(), part_ends }
}

/// The forms in front of the equals sign.
pub(super) fn forms(initials: &'static str) -> impl Iterator<Item = &'static str> {
    initials.split(' ').filter(|form| *form != "-")
}

/// The names behind the equals sign.
fn names(names: &'static str) -> impl Iterator<Item = &'static str> {
    names.split(';').map(str::trim_start)
}

fn in_order(mut rows: Vec<usize>) -> Vec<usize> {
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// What ends a word of a name.
const SEPARATORS: [char; 6] = [' ', '-', '/', '&', '\'', '’'];

/// The word that a name begins with; behind what may be an article the next one too.
fn first_words(name: &'static str) -> impl Iterator<Item = &'static str> {
    let mut rest = Some(name);
    std::iter::from_fn(move || {
        let name = rest?;
        let end = name.bytes().position(|sign| matches!(sign, b' ' | b'-' | b'/' | b'&' | b'\''));
        let end = if name.is_ascii() { end } else { name.find(SEPARATORS) };
        let word = &name[..end.unwrap_or(name.len())];
        let ended = word.len() > 4 || word.len() > 1 && !ARTICLES.has_word(&word.to_lowercase());
        rest = end.filter(|_| !ended).map(|end| name[end..].trim_start_matches(SEPARATORS));
        Some(word)
    })
}

/// The first four letters and digits of a word, folded.
fn start(word: &str) -> u32 {
    let start = |word: &str| {
        let letters = word.bytes().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
        letters.take(4).fold(0, |start, byte| start << 8 | u32::from(byte.to_ascii_lowercase()))
    };
    if word.is_ascii() { start(word) } else { start(&fold_word(word)) }
}

impl Table {
    /// The rows with a name or initials that begin as a word does.
    fn starting(&self, word: &str) -> impl Iterator<Item = usize> {
        let start = start(word);
        let first = self.starts.partition_point(|(other, _)| *other < start);
        self.starts[first..].iter().take_while(move |(other, _)| *other == start).map(|(_, row)| *row)
    }

    /// The rows, in their order, of which a name may begin with a token: none is left out.
    pub(super) fn beginning(&self, canon: &str) -> Vec<usize> {
        if let Some(part) = self.row_shared(canon) {
            let Row { initials, names, .. } = &self.rows[part];
            let words = forms(initials).chain(self::names(names).flat_map(first_words));
            let of_part = |row: &usize| part < self.parts && *row >= self.parts;
            return in_order(words.flat_map(|word| self.starting(word)).filter(of_part).collect());
        }
        if canon.starts_with(|sign: char| sign.is_ascii_digit()) || signs::is_head(canon) {
            return in_order(self.starting(canon).chain(self.renamed().iter().copied()).collect());
        }
        self.starting(canon).collect()
    }

    fn renamed(&self) -> &[usize] {
        self.renamed.get_or_init(|| {
            let is_other = |word: &str| {
                small(word, self.language).is_some() || ordinal(word).is_some() || signs::word(word).is_some()
            };
            let renamed = |name: &'static str| {
                let words: Vec<String> = name.split(' ').take(2).map(fold_word).collect();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                signs::phrase(&words).is_some() || first_words(name).any(|word| is_other(&fold_word(word)))
            };
            (0..self.rows.len()).filter(|row| names(self.rows[*row].names).any(renamed)).collect()
        })
    }

    /// The row that has such initials, and whether only capitals count; nothing where several have them.
    pub(super) fn of_initials(&self, letters: &str) -> Option<(usize, bool)> {
        let mut same = self.starting(letters).flat_map(|row| {
            let forms = forms(self.rows[row].initials);
            let same = |form: &&str| {
                let form = form.trim_start_matches('!').chars();
                form.flat_map(char::to_uppercase).eq(letters.chars().flat_map(char::to_uppercase))
            };
            forms.filter(same).map(move |form| (row, form.starts_with('!')))
        });
        same.next().filter(|_| same.next().is_none())
    }

    /// What stands for all names of a row: its first initials, in small letters, unless a row before it has them.
    pub(super) fn shared(&self, row: usize) -> &String {
        self.rows[row].shared.get_or_init(|| {
            let first = |row: usize| forms(self.rows[row].initials).next().map(|form| form.trim_start_matches('!'));
            let Some(own) = first(row).map(str::to_lowercase) else { return format!("§{}", letters(row)) };
            let mut before = self.starting(&own).take_while(|other| *other < row);
            let taken = before.any(|other| first(other).is_some_and(|other| other.to_lowercase() == own));
            if taken { format!("§{own}{}", letters(row)) } else { format!("§{own}") }
        })
    }

    /// The row for whose names a token stands.
    pub(super) fn row_shared(&self, canon: &str) -> Option<usize> {
        let name = canon.strip_prefix('§')?;
        let lettered = || name.rfind('-').and_then(|at| number(&name[at..]));
        let row = self.starting(name).find(|row| self.shared(*row) == canon);
        row.or_else(lettered).filter(|row| *row < self.rows.len() && self.shared(*row) == canon)
    }

    pub(super) fn named(&self, row: usize) -> &Named {
        let Row { initials, names, named, .. } = &self.rows[row];
        named.get_or_init(|| {
            let raw: Vec<Vec<Token>> = names.split("; ").map(|name| answer_tokens(name, self.language)).collect();
            let shared = shared_token(&raw[0], self.shared(row));
            let parted = |name: &Vec<Token>| if row < self.parts { None } else { self.with_parts(name) };
            let names = raw.into_iter().flat_map(|name| parted(&name).into_iter().chain([name]));
            let names: Vec<Vec<Token>> = names.filter(|name| name.iter().any(|token| !token.article)).collect();
            let words = |name: &Vec<Token>| {
                let kept = name.iter().filter(|token| !token.article);
                kept.map(|token| (token.canon.clone(), token.gap)).collect()
            };
            let initials = forms(initials).flat_map(|form| tokens(form.trim_start_matches('!'), self.language));
            Named { shared, initials: initials.collect(), words: names.iter().map(words).collect(), names }
        })
    }

    /// Whether the words may begin with a name of the row, as far as the last word of each name tells: what is read as
    /// tokens is only what may be meant.
    pub(super) fn may_begin(&self, row: usize, tokens: &[Token]) -> bool {
        let Row { names, ends, .. } = &self.rows[row];
        let end = |name: &str| {
            let mut words = name.rsplit(' ');
            let last = words.next().filter(|last| !self.part_ends.contains(last))?;
            if words.next().is_some_and(|before| signs::phrase(&[&fold_word(before), &fold_word(last)]).is_some()) {
                return None;
            }
            plain_canon(last, self.language)
        };
        let ends = ends.get_or_init(|| names.split("; ").map(end).collect());
        ends.iter().any(|end| end.as_ref().is_none_or(|end| tokens.iter().any(|token| token.canon == *end)))
    }
}

/// What a word comes to as a token, whatever stands beside it; nothing where that cannot be told at a glance.
fn plain_canon(word: &str, language: Language) -> Option<String> {
    let small = word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    if word.len() < 4 || !small || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    stands_for_itself(&lower, language).then(|| spelling::canon(&lower, language, false))
}

/// No short form, no number, no sign in words, no article.
fn stands_for_itself(word: &str, language: Language) -> bool {
    short_forms::condition(word, language).is_none()
        && signs::word(word).is_none()
        && value(&[word], language).is_none()
        && ordinal(word).is_none()
        && roman(word).is_none()
        && !ARTICLES.has_word(word)
}

/// The token that stands for a whole name.
fn shared_token(tokens: &[Token], form: &str) -> Token {
    Token {
        raw: tokens.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" "),
        word: form.to_owned(),
        canon: form.to_owned(),
        spelled: None,
        capital: true,
        abbreviation: true,
        article: false,
        initial: false,
        ..tokens[0].clone()
    }
}

/// A number in letters: a name for a row without initials.
fn letters(mut number: usize) -> String {
    let mut letters = String::from("-");
    loop {
        letters.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or_default()));
        number /= 26;
        if number == 0 {
            return letters;
        }
    }
}

/// The number that `letters` wrote.
fn number(letters: &str) -> Option<usize> {
    letters.strip_prefix('-')?.bytes().rev().try_fold(0_usize, |number, letter| {
        let digit = usize::from(letter.checked_sub(b'a').filter(|digit| *digit < 26)?);
        number.checked_mul(26)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_letters_is_read_back() {
        for row in [0, 1, 25, 26, 27, 675, 676, 702, 18_000] {
            assert_eq!(number(&letters(row)), Some(row), "{}", letters(row));
        }
        assert_eq!((number("eu"), number("-EU")), (None, None));
    }

    #[test]
    fn what_stands_for_a_row_stands_for_no_other() {
        for language in crate::text::language::LANGUAGES {
            let table = crate::text::language::usual_names::table(language);
            for row in 0..table.rows.len() {
                assert_eq!(table.row_shared(table.shared(row)), Some(row), "{}", table.shared(row));
            }
        }
    }
}
