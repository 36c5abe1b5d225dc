//! Usual short forms of words and names, and what they stand for: a closed table for each language.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::form::spelling;
use crate::text::form::token::{Gap, Token, tokens};
use crate::text::language::Language;
use crate::text::language::numerals::roman;

/// When a word is taken for a short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Anywhere,
    Dotted,
    /// Before a numeral, or with a dot.
    BeforeNumeral,
    /// Before another word, both with capitals: `St Petersburg`.
    BeforeName,
}

/// What stands for one word, or may stand for one of several.
struct ShortForm {
    condition: Condition,
    words: Vec<&'static str>,
}

type Words = HashMap<&'static str, ShortForm>;

/// Initials and the names that they stand for.
#[derive(Default)]
struct Names {
    initials: HashMap<&'static str, Initials>,
    /// The first word of a name → the names that begin so, longest first, and the one token that they share.
    names: HashMap<String, Vec<(Vec<String>, Token)>>,
}

/// What initials and the names of their row have in common.
struct Initials {
    /// One token, or several where a part of the name has initials of its own: *treaty on §eu* for `TEU`.
    shared: Vec<Token>,
    /// Only capitals count: `US`.
    capitals: bool,
}

macro_rules! of_languages {
    ($read:ident, $file:literal) => {
        [
            LazyLock::new(|| $read(include_str!(concat!("english/", $file)), Language::English)),
            LazyLock::new(|| $read(include_str!(concat!("french/", $file)), Language::French)),
            LazyLock::new(|| $read(include_str!(concat!("german/", $file)), Language::German)),
            LazyLock::new(|| $read(include_str!(concat!("other/", $file)), Language::Other)),
        ]
    };
}

static WORDS: [LazyLock<Words>; 4] = of_languages!(read_words, "short_forms.txt");
static NAMES: [LazyLock<Names>; 4] = of_languages!(read_names, "initials.txt");

fn read_words(table: &'static str, _: Language) -> Words {
    table.lines().filter_map(read_word).collect()
}

/// `reg # regulation region`
fn read_word(line: &'static str) -> Option<(&'static str, ShortForm)> {
    let mut parts = line.split(' ');
    let short = parts.next()?;
    let condition = match parts.next()? {
        "#" => Condition::BeforeNumeral,
        "." => Condition::Dotted,
        "^" => Condition::BeforeName,
        _ => Condition::Anywhere,
    };
    Some((short, ShortForm { condition, words: parts.collect() }))
}

/// `!US USA = United States; United States of America`: a mark of exclamation where only capitals count.
fn read_names(table: &'static str, language: Language) -> Names {
    let mut found = Names::default();
    for (short, names) in table.lines().filter_map(|line| line.split_once(" = ")) {
        let first = short.split(' ').next().unwrap_or(short);
        let names: Vec<Vec<Token>> = names.split("; ").map(|name| tokens(name, language)).collect();
        let composed = names.first().and_then(|name| found.shortened(name));
        let shared = composed.clone().unwrap_or_else(|| vec![shared_token(&names[0], first)]);
        for name in names.into_iter().filter(|_| composed.is_none()) {
            let token = shared_token(&name, first);
            let words: Vec<String> = name.into_iter().filter(|token| !token.article).map(|token| token.canon).collect();
            let alike = found.names.entry(words[0].clone()).or_default();
            alike.push((words, token));
            alike.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        for form in short.split(' ') {
            let initials = Initials { shared: shared.clone(), capitals: form.starts_with('!') };
            found.initials.insert(form.trim_start_matches('!'), initials);
        }
    }
    found
}

fn words(language: Language) -> &'static Words {
    &WORDS[language as usize]
}

/// When the folded word is a short form; nothing where it never is.
pub(crate) fn condition(word: &str, language: Language) -> Option<Condition> {
    words(language).get(word).map(|form| form.condition)
}

/// The words that a folded one may be short for.
pub(crate) fn full(word: &str, language: Language) -> &'static [&'static str] {
    words(language).get(word).map_or(&[], |form| &form.words)
}

/// Gives short forms of words what they stand for; initials stay, see [`shortened`].
pub(crate) fn resolve(tokens: &mut [Token], language: Language) {
    for place in 0..tokens.len() {
        let Some(form) = words(language).get(tokens[place].word.as_str()) else { continue };
        let next = tokens.get(place + 1).filter(|next| next.gap <= Gap::Hyphen || next.bracketed);
        let numeral = next.is_some_and(|next| {
            next.raw.starts_with(|sign: char| sign.is_ascii_digit())
                || next.capital && next.gap == Gap::Blank && roman(&next.word).is_some() && tokens[place].dotted
        });
        let fits = match form.condition {
            Condition::Anywhere => true,
            Condition::Dotted => tokens[place].dotted,
            Condition::BeforeNumeral => numeral || tokens[place].dotted,
            Condition::BeforeName => {
                tokens[place].capital && next.is_some_and(|next| next.capital) || tokens[place].dotted && next.is_some()
            }
        };
        if !fits {
            continue;
        }
        let token = &mut tokens[place];
        token.article = false;
        token.abbreviation = false;
        if let [only] = form.words[..] {
            only.clone_into(&mut token.word);
            token.spelled = None;
            token.canon = spelling::canon(only, only, language, false);
        } else {
            token.stands_for = &form.words;
        }
    }
}

impl Names {
    /// What a token shares with the name it stands for: the same for `EU` and *European Union*.
    fn of_token(&self, token: &Token) -> Option<&[Token]> {
        if token.length() < 2 || token.has_digit() || token.length() > 8 {
            return None;
        }
        let letters: String = token.raw.chars().filter(|letter| letter.is_alphabetic()).collect();
        let upper = letters.chars().all(char::is_uppercase);
        let found = self.initials.get(letters.as_str()).or_else(|| self.initials.get(letters.to_uppercase().as_str()));
        found.filter(|initials| upper || !initials.capitals).map(|initials| initials.shared.as_slice())
    }

    fn shortened(&self, tokens: &[Token]) -> Option<Vec<Token>> {
        let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
        let mut found = false;
        let mut place = 0;
        while place < tokens.len() {
            let gap = tokens[place].gap;
            let named = || {
                let mut named = self.names.get(&tokens[place].canon)?.iter();
                named.find_map(|(words, token)| Some((spans(&tokens[place..], words)?, token)))
            };
            if let Some(shared) = self.of_token(&tokens[place]) {
                let start = kept.len();
                kept.extend(shared.iter().cloned());
                kept[start].gap = gap;
                kept[start..].iter_mut().for_each(|token| token.bracketed = tokens[place].bracketed);
                (found, place) = (true, place + 1);
            } else if let Some((count, shared)) = named() {
                let raw = tokens[place..place + count].iter().map(|token| token.raw.as_str()).collect::<Vec<_>>();
                let bracketed = tokens[place].bracketed;
                kept.push(Token { raw: raw.join(" "), gap, bracketed, ..shared.clone() });
                (found, place) = (true, place + count);
            } else {
                kept.push(tokens[place].clone());
                place += 1;
            }
        }
        found.then_some(kept)
    }
}

/// The words with every name that has usual initials as one token, and every such initials as the same one; nothing
/// where there are none.
pub(crate) fn shortened(tokens: &[Token], language: Language) -> Option<Vec<Token>> {
    NAMES[language as usize].shortened(tokens)
}

/// What the token's initials stand for, as [`shortened`] has it.
pub(crate) fn initials(token: &Token, language: Language) -> Option<&'static [Token]> {
    NAMES[language as usize].of_token(token)
}

/// How many of the tokens spell the name, articles inside it aside.
fn spans(tokens: &[Token], words: &[String]) -> Option<usize> {
    let mut count = 0;
    for (at, word) in words.iter().enumerate() {
        while at > 0 && tokens.get(count).is_some_and(|token| token.article && token.canon != *word) {
            count += 1;
        }
        let token = tokens.get(count)?;
        (token.canon == *word && (at == 0 || token.gap <= Gap::Hyphen)).then_some(())?;
        count += 1;
    }
    Some(count)
}

/// The token that stands for a whole name.
fn shared_token(tokens: &[Token], shared: &str) -> Token {
    let form = format!("§{}", shared.trim_start_matches('!').to_lowercase());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn alike(one: &str, other: &str, language: Language) -> bool {
        let canons = |text: &str| {
            let words = tokens(text, language);
            let words = shortened(&words, language).unwrap_or(words);
            words.into_iter().map(|token| token.canon).collect::<Vec<_>>()
        };
        canons(one) == canons(other)
    }

    #[test]
    fn a_short_form_is_what_it_stands_for() {
        for (one, other) in [
            ("Council of the European Union", "Council of the EU"),
            ("U.N. Security Council", "United Nations Security Council"),
            ("Art. 42", "Article 42"),
            ("Dept. of State", "Department of State"),
            ("USA", "United States"),
            ("No. 14", "number 14"),
        ] {
            assert!(alike(one, other, Language::English), "{one}");
        }
        assert!(alike("Union européenne", "UE", Language::French));
        assert!(alike("Europäische Union", "EU", Language::German));
        for (one, other) in
            [("us", "United States"), ("European Commission", "EU Commission"), ("art history", "article history")]
        {
            assert!(!alike(one, other, Language::English), "{one}");
        }
    }
}
