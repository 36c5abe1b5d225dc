//! Usual short forms of words and names, and what they stand for: a closed table for each language.

use std::sync::LazyLock;

use crate::text::form::spelling;
use crate::text::form::token::{Gap, Token, tokens};
use crate::text::language::numerals::roman;
use crate::text::language::quick::QuickMap;
use crate::text::language::{FOLDERS, Language};

/// When a word is taken for a short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Anywhere,
    Dotted,
    /// Before a numeral.
    BeforeNumeral,
    /// Before a numeral, or with a dot.
    BeforeNumeralOrDotted,
    /// In small letters between two names: *Costa v ENEL*.
    Between,
    /// Before another word, both with capitals: `St Petersburg`.
    BeforeName,
}

/// What stands for one word, or may stand for one of several.
struct ShortForm {
    condition: Condition,
    words: Vec<&'static str>,
}

type Words = QuickMap<&'static str, ShortForm>;

static WORDS: [LazyLock<Words>; FOLDERS] = of_languages!(read_words, "short_forms.txt");

fn read_words(table: &'static str, _: Language) -> Words {
    table.lines().filter_map(read_word).collect()
}

/// `reg # regulation region`
fn read_word(line: &'static str) -> Option<(&'static str, ShortForm)> {
    let mut parts = line.split(' ');
    let short = parts.next()?;
    let condition = match parts.next()? {
        "#" => Condition::BeforeNumeral,
        "#." => Condition::BeforeNumeralOrDotted,
        "|" => Condition::Between,
        "." => Condition::Dotted,
        "^" => Condition::BeforeName,
        _ => Condition::Anywhere,
    };
    Some((short, ShortForm { condition, words: parts.collect() }))
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

/// Whether the folded word is one that numbers follow, or a short form of such a one: *art*, *article*, *reg*.
pub(crate) fn stands_before_numerals(word: &str, language: Language) -> bool {
    let numbers =
        |form: &ShortForm| matches!(form.condition, Condition::BeforeNumeral | Condition::BeforeNumeralOrDotted);
    let words = words(language);
    words.get(word).is_some_and(numbers) || words.values().any(|form| numbers(form) && form.words.contains(&word))
}

/// A text with an ambiguous short form in it, written out in every way that it may be meant; nothing where there is none.
pub(crate) fn written_out(text: &str, language: Language) -> Vec<String> {
    written_out_words(&tokens(text, language))
}

/// The same of words.
pub(crate) fn written_out_words(words: &[Token]) -> Vec<String> {
    let Some(place) = words.iter().position(|token| token.stands_for.len() > 1) else { return Vec::new() };
    let with = |full: &&'static str| {
        let raw = words.iter().enumerate().map(|(at, token)| if at == place { *full } else { &token.raw });
        raw.collect::<Vec<_>>().join(" ")
    };
    words[place].stands_for.iter().map(with).collect()
}

/// Gives short forms of words what they stand for; initials stay, see the table of usual names.
pub(crate) fn resolve(tokens: &mut [Token], language: Language) {
    for place in 0..tokens.len() {
        let Some(form) = words(language).get(tokens[place].word.as_str()) else { continue };
        if !fits(tokens, place, form.condition) {
            continue;
        }
        // In front of a name and behind none it is what comes first: *St Petersburg*, *Downing St. 10*.
        let named = place > 0 && tokens[place - 1].capital && tokens[place].gap == Gap::Blank;
        let leads = form.condition == Condition::BeforeName && form.words.len() > 1 && !named;
        // *marbury v madison*: in small letters it may be a numeral as well.
        let unsure = form.condition == Condition::Between && !tokens[place + 1].capital;
        let token = &mut tokens[place];
        token.article = false;
        token.abbreviation = false;
        if leads || unsure {
            token.stands_for = &form.words[..1];
        } else if let [only] = form.words[..] {
            only.clone_into(&mut token.word);
            token.spelled = None;
            token.canon = spelling::canon(only, language, false);
        } else {
            token.stands_for = &form.words;
        }
    }
}

/// Whether what stands around a place makes a short form of its word.
fn fits(tokens: &[Token], place: usize, condition: Condition) -> bool {
    let token = &tokens[place];
    let near = |place: usize| tokens.get(place).filter(|next| next.gap <= Gap::Hyphen || next.bracketed);
    let next = near(place + 1);
    let digit = |next: &Token| next.raw.starts_with(|sign: char| sign.is_ascii_digit());
    // `Reg (EU) 2016/679`.
    let behind_bracket = || next.is_some_and(|next| next.bracketed) && tokens[place + 2..].iter().take(2).any(digit);
    let numeral = || {
        behind_bracket()
            || next.is_some_and(|next| {
                let numbered = next.capital && next.gap == Gap::Blank && token.dotted;
                digit(next) || numbered && roman(&next.word).is_some()
            })
    };
    match condition {
        Condition::Anywhere => true,
        Condition::Dotted => token.dotted,
        Condition::BeforeNumeral | Condition::BeforeNumeralOrDotted => numeral() || token.dotted,
        Condition::BeforeName => {
            // *Downing St.*, at the end.
            let behind_name = || next.is_none() && place > 0 && tokens[place - 1].capital && token.capital;
            token.capital && next.is_some_and(|next| next.capital) || token.dotted && next.is_some() || behind_name()
        }
        Condition::Between => {
            let name = |token: &Token| token.capital && !token.has_digit();
            let small =
                |token: &Token| tokens.iter().all(|token| !token.capital) && !token.has_digit() && !token.article;
            let beside =
                |fits: &dyn Fn(&Token) -> bool| fits(&tokens[place - 1]) && tokens.get(place + 1).is_some_and(fits);
            !token.capital && place > 0 && (beside(&name) || beside(&small))
        }
    }
}
