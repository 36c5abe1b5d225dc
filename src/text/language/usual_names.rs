//! Usual names of bodies, acts, states and notions, and their initials: *EU* and *European Union*, *NIS2* and
//! `Directive (EU) 2022/2555`. A closed table for each language.

use std::sync::LazyLock;

use crate::text::form::token::{Gap, Token, answer_tokens};
use crate::text::language::name_rows::{Named, Words, read};
use crate::text::language::{FOLDERS, Language};

pub(crate) use crate::text::language::name_rows::Table;

static TABLES: [LazyLock<Table>; FOLDERS] = of_languages!(read, "usual_names.txt");

/// The table of a language.
pub(crate) fn table(language: Language) -> &'static Table {
    &TABLES[language as usize]
}

impl Table {
    /// The one row whose initials a token has.
    fn of_token(&self, token: &Token) -> Option<usize> {
        if token.length() < 2 || token.has_digit() || token.length() > 8 || token.canon.starts_with('§') {
            return None;
        }
        let raw = token.raw.trim_end_matches("'s").trim_end_matches("’s");
        let letters: String = raw.chars().filter(|letter| letter.is_alphabetic()).collect();
        let (row, capitals) = self.of_initials(&letters)?;
        let dotted = raw.trim_end_matches('.').contains('.');
        let upper = dotted || letters.chars().all(char::is_uppercase);
        Some(row).filter(|_| upper || !capitals)
    }

    /// The row of the longest name that the tokens begin with, and how many of them it takes.
    fn of_name(&self, tokens: &[Token], rows: usize) -> Option<(usize, usize)> {
        let alike = self.beginning(&tokens.first()?.canon);
        let mut longest = None;
        for row in alike.into_iter().filter(|row| *row < rows && self.may_begin(*row, tokens)) {
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
        if found.iter().all(|(place, row, _)| tokens[*place].canon == *self.shared(*row)) {
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
        whole.iter().flatten().filter_map(|token| self.row_shared(&token.canon)).collect()
    }

    /// The row of which the tokens are one of the names, and nothing else.
    pub(crate) fn row_of(&self, tokens: &[Token]) -> Option<usize> {
        match self.whole(tokens)?.iter().filter(|token| !token.article).collect::<Vec<_>>()[..] {
            [only] => self.row_shared(&only.canon),
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
        self.row_shared(&token.canon).into_iter().flat_map(|row| self.named(row).names.iter().flatten())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::form::token::tokens;
    use crate::text::language::LANGUAGES;

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
        let mut lost = Vec::new();
        for table in LANGUAGES.map(table) {
            for at in 0..table.rows.len() {
                let named = table.named(at).names.iter().filter(|name| table.row_of(name) != Some(at));
                lost.extend(
                    named.map(|name| name.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ")),
                );
            }
        }
        assert_eq!(lost, [""; 0]);
    }
}
