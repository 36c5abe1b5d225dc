//! Usual names of bodies, acts, states and notions, and their initials: *EU* and *European Union*, *NIS2* and
//! `Directive (EU) 2022/2555`. A closed table for each language, and the initials that a name makes of itself.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::form::token::{Gap, Token, answer_tokens, tokens};
use crate::text::language::Language;
use crate::text::language::roles::{JOINS, OF, PREPOSITIONS};

/// What one row says: the same thing under several names.
struct Row {
    /// The token that stands for all of its names.
    shared: Token,
    initials: Vec<Token>,
    /// As tokens, names inside them as theirs: *council of §eu*.
    names: Vec<Vec<Token>>,
}

/// The words of a name, each with what stands before it.
type Words = Vec<(String, Gap)>;

/// The rows of a language.
#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
    /// The rows before this one may stand inside other names.
    parts: usize,
    /// Capitals → rows, and whether only capitals count: `US`.
    initials: HashMap<String, Vec<(usize, bool)>>,
    /// The first word of a name → the names that begin so, longest first.
    names: HashMap<String, Vec<(Words, usize)>>,
}

static TABLES: [LazyLock<Table>; 4] = of_languages!(read, "usual_names.txt");

/// The table of a language.
pub(crate) fn table(language: Language) -> &'static Table {
    &TABLES[language as usize]
}

/// `!US USA = United States; United States of America`: a mark of exclamation where only capitals count, a hyphen where
/// there are no initials. What may stand inside other names comes before the first empty line.
fn read(text: &'static str, language: Language) -> Table {
    let mut table = Table::default();
    for line in text.lines() {
        match line.split_once(" = ") {
            Some((initials, names)) => table.add(initials, names, language),
            None => table.parts = table.rows.len(),
        }
    }
    if table.parts == 0 {
        table.parts = table.rows.len();
    }
    table
}

impl Table {
    fn add(&mut self, initials: &'static str, names: &'static str, language: Language) {
        let row = self.rows.len();
        let initials: Vec<&str> = initials.split(' ').filter(|form| *form != "-").collect();
        let first = initials.first().map_or_else(|| letters(row), |form| form.trim_start_matches('!').to_lowercase());
        let taken = self.rows.iter().any(|row| row.shared.canon.strip_prefix('§') == Some(first.as_str()));
        let first = if taken { first + &letters(row) } else { first };
        let raw: Vec<Vec<Token>> = names.split("; ").map(|name| answer_tokens(name, language)).collect();
        let shared = shared_token(&raw[0], &first);
        let mut all: Vec<Vec<Token>> = Vec::with_capacity(raw.len());
        for name in raw {
            let parted = if self.parts == 0 { None } else { self.with_parts(&name) };
            for name in parted.into_iter().chain([name]) {
                let kept = name.iter().filter(|token| !token.article);
                let words: Words = kept.map(|token| (token.canon.clone(), token.gap)).collect();
                let Some((first, _)) = words.first() else { continue };
                let alike = self.names.entry(first.clone()).or_default();
                alike.push((words, row));
                alike.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
                all.push(name);
            }
        }
        for form in &initials {
            let capitals = form.starts_with('!');
            let form = form.trim_start_matches('!').to_uppercase();
            self.initials.entry(form).or_default().push((row, capitals));
        }
        let initials = initials.iter().flat_map(|form| tokens(form.trim_start_matches('!'), language)).collect();
        self.rows.push(Row { shared, initials, names: all });
    }

    /// The one row whose initials a token has.
    fn of_token(&self, token: &Token) -> Option<usize> {
        if token.length() < 2 || token.has_digit() || token.length() > 8 || token.canon.starts_with('§') {
            return None;
        }
        let raw = token.raw.trim_end_matches("'s").trim_end_matches("’s");
        let letters: String = raw.chars().filter(|letter| letter.is_alphabetic()).collect();
        let upper = letters.chars().all(char::is_uppercase);
        match self.initials.get(&letters.to_uppercase()).map(Vec::as_slice) {
            Some([(row, capitals)]) => Some(*row).filter(|_| upper || !capitals),
            _ => None,
        }
    }

    /// The row of the longest name that the tokens begin with, and how many of them it takes.
    fn of_name(&self, tokens: &[Token], rows: usize) -> Option<(usize, usize)> {
        let named = self.names.get(&tokens.first()?.canon)?;
        named.iter().filter(|(_, row)| *row < rows).find_map(|(words, row)| Some((*row, spans(tokens, words)?)))
    }

    fn replaced(&self, tokens: &[Token], rows: usize) -> Option<Vec<Token>> {
        let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
        let (mut found, mut place) = (false, 0);
        while place < tokens.len() {
            let here = &tokens[place];
            let initials = || self.of_token(here).filter(|row| *row < rows).map(|row| (row, 1));
            match self.of_name(&tokens[place..], rows).or_else(initials) {
                Some((row, count)) => {
                    let raw: Vec<&str> = tokens[place..place + count].iter().map(|token| token.raw.as_str()).collect();
                    let shared = self.rows[row].shared.clone();
                    kept.push(Token { raw: raw.join(" "), gap: here.gap, bracketed: here.bracketed, ..shared });
                    found |= here.canon != self.rows[row].shared.canon;
                    place += count;
                }
                None => {
                    kept.push(here.clone());
                    place += 1;
                }
            }
        }
        found.then_some(kept)
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
        let named = |token: &Token| self.rows.iter().position(|row| row.shared.canon == token.canon);
        let marked = |token: &&Token| token.canon.starts_with('§');
        whole.iter().flatten().filter(marked).filter_map(named).collect()
    }

    /// The row of which the tokens are one of the names, and nothing else.
    pub(crate) fn row_of(&self, tokens: &[Token]) -> Option<usize> {
        match self.whole(tokens)?.iter().filter(|token| !token.article).collect::<Vec<_>>()[..] {
            [only] if only.canon.starts_with('§') => self.rows.iter().position(|row| row.shared.canon == only.canon),
            _ => None,
        }
    }

    /// The row that has a name for which the question holds.
    pub(crate) fn row_where(&self, holds: impl Fn(&[Vec<Token>]) -> bool) -> Option<usize> {
        self.rows.iter().position(|row| holds(&row.names))
    }

    /// The words of every name that a token of this table stands for.
    pub(crate) fn words_of(&self, token: &Token) -> impl Iterator<Item = &Token> {
        self.rows.iter().filter(|row| row.shared.canon == token.canon).flat_map(|row| row.names.iter().flatten())
    }

    /// Every other way in which the thing of a row is named: as one token, by its initials, by its names.
    pub(crate) fn names(&self, row: usize) -> impl Iterator<Item = Vec<Token>> {
        let Row { shared, initials, names } = &self.rows[row];
        let single = std::iter::once(shared).chain(initials).map(|token| vec![token.clone()]);
        single.chain(names.iter().cloned())
    }
}

/// Whether the table knows a name by another form.
pub(crate) fn has_usual_name(name: &str, language: Language) -> bool {
    table(language).row_of(&answer_tokens(name, language)).is_some()
}

/// The initials that a name of several words makes of itself, folded: with and without its small words, without what
/// stands behind a hyphen. Three letters or more.
pub(crate) fn own_initials(name: &[Token]) -> Vec<String> {
    let small =
        |token: &Token| OF.has(token) || JOINS.has(token) || PREPOSITIONS.has(token) || token.is(&["the", "le"]);
    let words: Vec<&Token> = name.iter().filter(|token| !token.article).collect();
    if words.len() < 3 || words.len() > 12 || words.iter().any(|token| token.has_digit() || token.gap > Gap::Comma) {
        return Vec::new();
    }
    let of = |fits: &dyn Fn(&Token) -> bool| {
        let letters = |token: &&Token| {
            let count = if token.abbreviation { usize::MAX } else { 1 };
            token.word.chars().take(count).collect::<String>()
        };
        words.iter().filter(|token| fits(token)).map(letters).collect::<String>()
    };
    let mut found =
        vec![of(&|token| !small(token)), of(&|token| !small(token) && token.gap != Gap::Hyphen), of(&|_| true)];
    found.retain(|initials| (3..=8).contains(&initials.chars().count()));
    found.dedup();
    found
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
fn shared_token(tokens: &[Token], shared: &str) -> Token {
    let form = format!("§{shared}");
    Token {
        raw: tokens.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" "),
        word: form.clone(),
        canon: form,
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
            for (at, row) in table.rows.iter().enumerate() {
                for name in &row.names {
                    assert_eq!(table.row_of(name), Some(at), "{:?}", name.iter().map(|t| &t.raw).collect::<Vec<_>>());
                }
            }
        }
    }

    #[test]
    fn a_name_makes_initials_of_itself() {
        let of = |name: &str| own_initials(&tokens(name, Language::English));
        assert!(of("European Data Protection Board").contains(&"edpb".to_owned()));
        assert!(of("UN Convention to Combat Desertification").contains(&"unccd".to_owned()));
        assert!(of("European Council").is_empty() && of("Article 29 Working Party").is_empty());
    }
}
