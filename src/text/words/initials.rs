//! Abbreviations that no table knows: the initials that a name makes of itself, alone or before its number.

use crate::text::form::token::{Gap, Token};
use crate::text::language::Language;
use crate::text::language::roles::{BODIES, INITIALS_ARTICLES, JOINS, OF, PREPOSITIONS, SMALL};
use crate::text::words::forms::{FormKind, Forms, Source};

/// A name that makes initials has no more words.
pub(crate) const MOST_INITIALS: usize = 12;

impl Source<'_> {
    /// *EDPB* for *European Data Protection Board*, unless the question says so or another answer has the same.
    pub(super) fn initials(&self, forms: &mut Forms, place: usize) {
        if self.key.strict {
            return;
        }
        let form = &forms.words[place];
        let first = form[0].clone();
        let asked = |initials: &String| self.ask.iter().any(|token| token.word == *initials);
        let token = |initials: String| Token {
            raw: initials.to_uppercase(),
            canon: initials.clone(),
            word: initials,
            spelled: None,
            capital: true,
            abbreviation: true,
            article: false,
            proper: false,
            ..first.clone()
        };
        let mut own = own_initials(form);
        // Where the deck, or usage, has another abbreviation of the name, that one is asked for: *JCPOA*, not `JCPA`.
        let known: Vec<&Token> = forms.words.iter().filter_map(|form| listed(form)).collect();
        let other =
            |token: &&Token, own: &String| token.word != *own && token.word.chars().next() == own.chars().next();
        own.retain(|own| !known.iter().any(|token| other(token, own)));
        let numbered = initials_and_number(form).map(|(initials, number)| {
            std::iter::once(token(initials)).chain(number.iter().cloned()).collect::<Vec<_>>()
        });
        for initials in own.into_iter().filter(|own| !asked(own) && !self.rivals.share_initials(own, self.accepted)) {
            forms.add(vec![token(initials)], FormKind::Initials, place);
        }
        if let Some(numbered) = numbered {
            forms.add(numbered, FormKind::Initials, place);
        }
    }
}

/// The token of a form that is nothing but an abbreviation.
fn listed(form: &[Token]) -> Option<&Token> {
    let [token] = form else { return None };
    (token.abbreviation && !token.has_digit()).then_some(token)
}

/// `EO 9066` for *Executive Order 9066*: the initials of two words or more with capitals, and the number behind them.
fn initials_and_number(form: &[Token]) -> Option<(String, &[Token])> {
    let first = form.iter().position(Token::has_digit)?;
    let (words, number) = form.split_at(first);
    let words: Vec<&Token> = words.iter().filter(|token| !token.article && !OF.has(token)).collect();
    let spelled = words.iter().all(|token| token.capital && !token.abbreviation && token.length() > 2);
    let fits = (2..=5).contains(&words.len()) && spelled && number.iter().all(Token::has_digit);
    fits.then(|| (words.iter().filter_map(|token| token.word.chars().next()).collect(), number))
}

/// The initials that a name of several words makes of itself, folded: with and without its small words, of which *and* gives no letter, without what
/// stands behind a hyphen. Three letters or more.
pub(crate) fn own_initials(name: &[Token]) -> Vec<String> {
    let small =
        |token: &Token| OF.has(token) || JOINS.has(token) || PREPOSITIONS.has(token) || INITIALS_ARTICLES.has(token);
    let words: Vec<&Token> = name.iter().filter(|token| !token.article).collect();
    if words.len() < 3
        || words.len() > MOST_INITIALS
        || words.iter().any(|token| token.has_digit() || token.gap > Gap::Comma)
    {
        return Vec::new();
    }
    let of = |fits: &dyn Fn(&Token) -> bool| {
        let letters = |token: &&Token| {
            let count = if token.abbreviation { usize::MAX } else { 1 };
            token.word.chars().take(count).collect::<String>()
        };
        words.iter().filter(|token| fits(token)).map(letters).collect::<String>()
    };
    let mut found = vec![
        of(&|token| !small(token)),
        of(&|token| !small(token) && token.gap != Gap::Hyphen),
        of(&|token| !JOINS.has(token)),
    ];
    found.retain(|initials| (3..=8).contains(&initials.chars().count()));
    found.dedup();
    found
}

/// The initials that a German name makes with the compounds for a body taken apart: *Bundesamt für Migration*, `BAM`.
pub(crate) fn compound_initials(name: &[Token], language: Language) -> Option<String> {
    if language != Language::German || name.len() > MOST_INITIALS {
        return None;
    }
    let small = |token: &Token| token.article || SMALL.has(token) || JOINS.has(token) || PREPOSITIONS.has(token);
    let mut initials = String::new();
    for token in name.iter().filter(|token| !small(token)) {
        let behind = |body: &&'static str| token.word.strip_suffix(body).is_some_and(|head| head.len() > 3);
        let body = BODIES.of(language).iter().copied().filter(behind).max_by_key(|body| body.len());
        initials.extend(token.word.chars().next());
        initials.extend(body.and_then(|body| body.chars().next()));
    }
    Some(initials).filter(|initials| (3..=8).contains(&initials.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::form::token::tokens;

    #[test]
    fn compounds_of_a_german_name_give_two_initials() {
        let of = |name: &str| compound_initials(&tokens(name, Language::German), Language::German);
        assert_eq!(of("Bundesamt für Migration und Flüchtlinge").as_deref(), Some("bamf"));
        assert_eq!(of("Europäische Zentralbank").as_deref(), Some("ezb"));
    }

    #[test]
    fn a_name_makes_initials_of_itself() {
        let of = |name: &str| own_initials(&tokens(name, Language::English));
        assert!(of("European Data Protection Board").contains(&"edpb".to_owned()));
        assert!(of("UN Convention to Combat Desertification").contains(&"unccd".to_owned()));
        assert!(of("Memorandum of Understanding").contains(&"mou".to_owned()));
        assert!(!of("Common Foreign and Security Policy").contains(&"cfasp".to_owned()));
        assert!(of("Security and Defence").is_empty());
        assert!(of("European Council").is_empty() && of("Article 29 Working Party").is_empty());
    }
}
