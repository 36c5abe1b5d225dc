//! Usual names of bodies, acts, states and notions, and their initials: *EU* and *European Union*, *NIS2* and
//! `Directive (EU) 2022/2555`. A closed table for each language.

use std::sync::{LazyLock, OnceLock};

use crate::text::form::spelling;
use crate::text::form::token::{Gap, Token, answer_tokens, tokens};
use crate::text::language::number_words::value;
use crate::text::language::numerals::{ordinal, roman};
use crate::text::language::quick::QuickMap;
use crate::text::language::roles::ARTICLES;
use crate::text::language::{FOLDERS, Language};
use crate::text::language::{short_forms, signs};

/// One row as it stands in the file, and as tokens once it is asked for: most answers ask for two or three of them.
struct Row {
    initials: &'static str,
    names: &'static str,
    /// What stands for all of its names: *§eu*.
    shared: String,
    /// The last word of every name, as a token has it; nothing for one that cannot be told at a glance.
    ends: OnceLock<Vec<Option<String>>>,
    named: OnceLock<Named>,
}

/// What one row says: the same thing under several names.
struct Named {
    /// The token that stands for all of its names.
    shared: Token,
    initials: Vec<Token>,
    /// As tokens, names inside them as theirs: *council of §eu*.
    names: Vec<Vec<Token>>,
    /// The words of each.
    words: Vec<Words>,
}

/// The words of a name, each with what stands before it.
type Words = Vec<(String, Gap)>;

/// The rows of a language.
pub(crate) struct Table {
    language: Language,
    rows: Vec<Row>,
    /// The rows before this one may stand inside other names.
    parts: usize,
    /// Capitals → rows, and whether only capitals count: `US`.
    initials: QuickMap<String, Vec<(usize, bool)>>,
    /// The first word of a name → the rows that may have one which begins so.
    first_words: QuickMap<String, Vec<usize>>,
    /// The last words of the names that may stand inside others.
    part_ends: Vec<&'static str>,
    /// What stands for all names of a row → the row.
    shared: QuickMap<String, usize>,
}

static TABLES: [LazyLock<Table>; FOLDERS] = of_languages!(read, "usual_names.txt");

/// The table of a language.
pub(crate) fn table(language: Language) -> &'static Table {
    &TABLES[language as usize]
}

/// `!US USA = United States; United States of America`: a mark of exclamation where only capitals count, a hyphen where
/// there are no initials. What may stand inside other names comes before the first empty line.
fn read(text: &'static str, language: Language) -> Table {
    let rows = text.lines().filter_map(|line| line.split_once(" = "));
    let parts = text.lines().position(|line| !line.contains(" = ")).unwrap_or(usize::MAX);
    let mut table = Table {
        language,
        rows: Vec::new(),
        parts: parts.min(rows.clone().count()),
        initials: QuickMap::default(),
        first_words: QuickMap::default(),
        part_ends: Vec::new(),
        shared: QuickMap::default(),
    };
    for (initials, names) in rows {
        table.add(initials, names);
    }
    let parts = table.rows[..table.parts].iter().flat_map(|row| row.names.split("; "));
    table.part_ends = parts.filter_map(|name| name.rsplit(' ').next()).collect();
    for row in 0..table.rows.len() {
        table.index(row);
    }
    table
}

/// The forms in front of the equals sign.
fn forms(initials: &'static str) -> impl Iterator<Item = &'static str> {
    initials.split(' ').filter(|form| *form != "-")
}

impl Table {
    fn add(&mut self, initials: &'static str, names: &'static str) {
        let row = self.rows.len();
        let first = forms(initials).next();
        let first = first.map_or_else(|| letters(row), |form| form.trim_start_matches('!').to_lowercase());
        let first = format!("§{first}");
        let shared = if self.shared.contains_key(&first) { first + &letters(row) } else { first };
        self.shared.insert(shared.clone(), row);
        for form in forms(initials) {
            let capitals = form.starts_with('!');
            let form = form.trim_start_matches('!').to_uppercase();
            self.initials.entry(form).or_default().push((row, capitals));
        }
        self.rows.push(Row { initials, names, shared, ends: OnceLock::new(), named: OnceLock::new() });
    }

    /// Notes under which words the names of a row may begin; those that begin with a part also under what stands for it.
    fn index(&mut self, row: usize) {
        let mut firsts: Vec<String> = Vec::new();
        for name in self.rows[row].names.split("; ") {
            for word in first_words(name, self.language) {
                let parts = self.first_words.get(&word).into_iter().flatten();
                let parts = parts.copied().filter(|part| *part < self.parts && row >= self.parts);
                let initials = self.initials.get(&word.to_uppercase()).into_iter().flatten();
                let initials = initials.map(|(part, _)| *part).filter(|part| *part < self.parts && row >= self.parts);
                firsts.extend(parts.chain(initials).map(|part| self.rows[part].shared.clone()));
                firsts.push(word);
            }
        }
        for first in firsts {
            let alike = self.first_words.entry(first).or_default();
            if alike.last() != Some(&row) {
                alike.push(row);
            }
        }
    }

    fn named(&self, row: usize) -> &Named {
        let Row { initials, names, shared, named, .. } = &self.rows[row];
        named.get_or_init(|| {
            let raw: Vec<Vec<Token>> = names.split("; ").map(|name| answer_tokens(name, self.language)).collect();
            let shared = shared_token(&raw[0], shared);
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
    fn may_begin(&self, row: usize, tokens: &[Token]) -> bool {
        let Row { names, ends, .. } = &self.rows[row];
        let end = |name: &str| {
            let last = name.rsplit(' ').next().filter(|last| !self.part_ends.contains(last))?;
            plain_canon(last, self.language)
        };
        let ends = ends.get_or_init(|| names.split("; ").map(end).collect());
        ends.iter().any(|end| end.as_ref().is_none_or(|end| tokens.iter().any(|token| token.canon == *end)))
    }

    /// The one row whose initials a token has.
    fn of_token(&self, token: &Token) -> Option<usize> {
        if token.length() < 2 || token.has_digit() || token.length() > 8 || token.canon.starts_with('§') {
            return None;
        }
        let raw = token.raw.trim_end_matches("'s").trim_end_matches("’s");
        let letters: String = raw.chars().filter(|letter| letter.is_alphabetic()).collect();
        let dotted = raw.trim_end_matches('.').contains('.');
        let upper = dotted || letters.chars().all(char::is_uppercase);
        match self.initials.get(&letters.to_uppercase()).map(Vec::as_slice) {
            Some([(row, capitals)]) => Some(*row).filter(|_| upper || !capitals),
            _ => None,
        }
    }

    /// The row of the longest name that the tokens begin with, and how many of them it takes.
    fn of_name(&self, tokens: &[Token], rows: usize) -> Option<(usize, usize)> {
        let alike = self.first_words.get(&tokens.first()?.canon)?;
        let mut longest = None;
        for row in alike.iter().copied().filter(|row| *row < rows && self.may_begin(*row, tokens)) {
            for words in &self.named(row).words {
                let longer = longest.is_none_or(|(_, _, length)| words.len() > length);
                if let Some(count) = Some(words).filter(|_| longer).and_then(|words| spans(tokens, words)) {
                    longest = Some((row, count, words.len()));
                }
            }
        }
        longest.map(|(row, count, _)| (row, count))
    }

    /// Every name in the tokens: where it begins, its row, how many of them it takes.
    fn found(&self, tokens: &[Token], rows: usize) -> Vec<(usize, usize, usize)> {
        let (mut found, mut place) = (Vec::new(), 0);
        while place < tokens.len() {
            let initials = || self.of_token(&tokens[place]).filter(|row| *row < rows).map(|row| (row, 1));
            let here = self.of_name(&tokens[place..], rows).or_else(initials);
            found.extend(here.map(|(row, count)| (place, row, count)));
            place += here.map_or(1, |(_, count)| count);
        }
        found
    }

    fn replaced(&self, tokens: &[Token], rows: usize) -> Option<Vec<Token>> {
        let found = self.found(tokens, rows);
        if found.iter().all(|(place, row, _)| tokens[*place].canon == self.rows[*row].shared) {
            return None;
        }
        let (mut kept, mut place) = (Vec::with_capacity(tokens.len()), 0);
        for (start, row, count) in found {
            kept.extend_from_slice(&tokens[place..start]);
            let here = &tokens[start];
            place = start + count;
            let raw: Vec<&str> = tokens[start..place].iter().map(|token| token.raw.as_str()).collect();
            let shared = self.named(row).shared.clone();
            kept.push(Token { raw: raw.join(" "), gap: here.gap, bracketed: here.bracketed, ..shared });
        }
        kept.extend_from_slice(&tokens[place..]);
        Some(kept)
    }

    /// With one token for every name and its initials that may stand inside others: *council of §eu*. Nothing where there
    /// are none.
    pub(crate) fn with_parts(&self, tokens: &[Token]) -> Option<Vec<Token>> {
        self.replaced(tokens, self.parts)
    }

    /// With one token for every name of the table.
    pub(crate) fn whole(&self, tokens: &[Token]) -> Option<Vec<Token>> {
        let parts = self.with_parts(tokens);
        self.replaced(parts.as_deref().unwrap_or(tokens), self.rows.len()).or(parts)
    }

    /// The rows that the tokens name.
    pub(crate) fn rows_in(&self, tokens: &[Token]) -> Vec<usize> {
        let whole = self.whole(tokens);
        whole.iter().flatten().filter_map(|token| self.shared.get(&token.canon)).copied().collect()
    }

    /// The row of which the tokens are one of the names, and nothing else.
    pub(crate) fn row_of(&self, tokens: &[Token]) -> Option<usize> {
        match self.whole(tokens)?.iter().filter(|token| !token.article).collect::<Vec<_>>()[..] {
            [only] => self.shared.get(&only.canon).copied(),
            _ => None,
        }
    }

    /// The row of an act with a number that has a name for which the question holds.
    pub(crate) fn row_of_act(&self, holds: impl Fn(&[Vec<Token>]) -> bool) -> Option<usize> {
        let numbered = |row: &usize| self.rows[*row].names.contains('/');
        (0..self.rows.len()).filter(numbered).find(|row| holds(&self.named(*row).names))
    }

    /// The words of every name that a token of this table stands for.
    pub(crate) fn words_of(&self, token: &Token) -> impl Iterator<Item = &Token> {
        self.shared.get(&token.canon).into_iter().flat_map(|row| self.named(*row).names.iter().flatten())
    }

    /// Every other way in which the thing of a row is named: as one token, by its initials, by its names.
    pub(crate) fn names(&self, row: usize) -> impl Iterator<Item = Vec<Token>> {
        let Named { shared, initials, names, .. } = self.named(row);
        let single = std::iter::once(shared).chain(initials).map(|token| vec![token.clone()]);
        single.chain(names.iter().cloned())
    }
}

/// Whether the table knows a name by another form.
pub(crate) fn has_usual_name(name: &str, language: Language) -> bool {
    table(language).row_of(&answer_tokens(name, language)).is_some()
}

/// The word that a name begins with, as its first token has it; more of them where that cannot be told at a glance.
fn first_words(name: &str, language: Language) -> Vec<String> {
    let first = name.split(' ').next().unwrap_or_default();
    if let Some(canon) = plain_canon(first, language).or_else(|| capitals_canon(first, language)) {
        return vec![canon];
    }
    // Nothing that begins a name takes more words.
    let begins = name.match_indices(' ').nth(2).map_or(name, |(end, _)| &name[..end]);
    let words = answer_tokens(begins, language);
    let end = words.iter().position(|token| !token.article).map_or(0, |place| place + 1);
    words[..end].iter().map(|token| token.canon.clone()).collect()
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

/// The same of an abbreviation.
fn capitals_canon(word: &str, language: Language) -> Option<String> {
    if word.len() < 2 || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    stands_for_itself(&lower, language).then_some(lower)
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

/// How many of the tokens spell the name, articles inside it aside.
fn spans(tokens: &[Token], words: &Words) -> Option<usize> {
    let mut count = 0;
    for (at, (word, gap)) in words.iter().enumerate() {
        while at > 0 && tokens.get(count).is_some_and(|token| token.article && token.canon != *word) {
            count += 1;
        }
        let token = tokens.get(count)?;
        (token.canon == *word && (at == 0 || token.gap <= Gap::Hyphen.max(*gap))).then_some(())?;
        count += 1;
    }
    Some(count)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn alike(one: &str, other: &str, language: Language) -> bool {
        let canons = |text: &str| {
            let words = tokens(text, language);
            let words = table(language).whole(&words).unwrap_or(words);
            words.into_iter().map(|token| token.canon).collect::<Vec<_>>()
        };
        canons(one) == canons(other)
    }

    #[test]
    fn a_short_form_is_what_it_stands_for() {
        for (one, other) in [
            ("Council of the European Union", "Council of the EU"),
            ("U.N. Security Council", "United Nations Security Council"),
            ("the UN's Security Council", "the United Nations Security Council"),
            ("Art. 42", "Article 42"),
            ("Dept. of State", "State Department"),
            ("USA", "United States"),
            ("No. 14", "number 14"),
            ("EU Agency for Cybersecurity", "ENISA"),
            ("Committee on Civil Liberties, Justice and Home Affairs", "LIBE"),
            ("Costa v ENEL", "Costa vs. ENEL"),
        ] {
            assert!(alike(one, other, Language::English), "{one}");
        }
        assert!(alike("Union européenne", "UE", Language::French));
        assert!(alike("Europäische Union", "EU", Language::German));
        for (one, other) in
            [("us", "United States"), ("European Council", "EU Council"), ("art history", "article history")]
        {
            assert!(!alike(one, other, Language::English), "{one}");
        }
    }

    #[test]
    fn every_row_is_found_by_every_name_of_it() {
        for language in [Language::English, Language::French, Language::German] {
            let table = table(language);
            for at in 0..table.rows.len() {
                for name in &table.named(at).names {
                    assert_eq!(table.row_of(name), Some(at), "{:?}", name.iter().map(|t| &t.raw).collect::<Vec<_>>());
                }
            }
        }
    }
}
