//! A gloss behind a complete right answer: *European Council (Heads of State)*, *Renard, Egmont Institute*.
//!
//! In brackets it may be anything but another name of the key's class, which is a second answer. Behind a comma or a dash
//! it may be a date, lower-case words, a place behind what is no place, a body behind a person, or a name that the entry
//! itself holds.

use crate::text::form::distance::edits;
use crate::text::form::token::{Gap, Token, tokens};
use crate::text::language::Language;
use crate::text::language::calendar::is_month;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::roles::{
    AND, BODIES, HEDGES, INSTRUMENTS, NO_CODES, NOUN_ENDINGS, NUMBER_NOUNS, OF, OR, PAGES, PLACES, PREPOSITIONS, TOWNS,
};
use crate::text::language::seats::{is_town, lies_in};
use crate::text::language::usual_names::table;
use crate::text::words::acts;
use crate::text::words::shapes::{adds, is_year};

/// What sort of thing a name names, as far as its form and the lists tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Person,
    Territory,
    City,
    Body,
    Instrument,
    Unknown,
}

/// The answer that a gloss stands behind.
#[derive(Clone, Copy)]
pub(crate) struct Glossed<'a> {
    pub(crate) language: Language,
    pub(crate) lexicon: &'a Lexicon,
    /// The form of the answer that was found.
    pub(crate) form: &'a [Token],
    pub(crate) person: bool,
    pub(crate) ask: &'a [Token],
    /// What the entry says of itself beside the answer: its work, reason and sources.
    pub(crate) about: &'a str,
}

/// Two letters that may stand for a state, and do not stand for the Union.
fn is_code(named: &[&Token]) -> bool {
    matches!(named, [only] if only.abbreviation && only.length() == 2 && !NO_CODES.has(only))
}

impl Glossed<'_> {
    /// Whether the words, in brackets or behind a comma or dash, leave the answer what it is.
    pub(crate) fn allows(self, gloss: &[Token]) -> bool {
        let Some(first) = gloss.first() else { return true };
        let bracketed = first.bracketed;
        let alternative = |token: &Token| OR.has(token);
        let joins = adds(gloss) || alternative(first);
        if joins || first.gap > Gap::Comma {
            return false;
        }
        // `Cyber Resilience Act (Reg. 2024/2847)`: the number of an act that is named without one.
        let slash = |tokens: &[Token]| tokens.iter().any(|token| token.raw.contains('/'));
        if bracketed && slash(gloss) && !slash(self.form) && acts::is_numbered(gloss, self.language) {
            return self.numbers_this_act(gloss);
        }
        if !self.numbers_fit(gloss, bracketed) {
            return false;
        }
        if bracketed && self.repeats(gloss) {
            return true;
        }
        let numbered = gloss.iter().any(Token::has_digit);
        let month = |token: &Token| numbered && is_month(&token.word);
        let named: Vec<&Token> = gloss.iter().filter(|token| self.is_name(token) && !month(token)).collect();
        if bracketed && (self.spells_another(gloss) || self.is_listed_as_another(gloss)) {
            return false;
        }
        let class = self.class(gloss, &named);
        let own = self.own_class();
        if class != Class::Unknown && class == own && !self.holds(&named) {
            return false;
        }
        if named.is_empty() {
            let date = numbered && gloss.iter().all(|token| token.has_digit() || month(token) || token.article);
            return bracketed || date || self.may_be_described(gloss) && gloss.iter().all(|token| self.is_plain(token));
        }
        if self.holds(&named) {
            return true;
        }
        // *Geneva, Switzerland*: the state of a city.
        if class == Class::Territory
            && let Some(right) = self.lies_in(gloss)
        {
            return right;
        }
        if bracketed {
            return self.differs(own, class, &named, gloss);
        }
        match class {
            Class::Territory if own == Class::City => true,
            Class::Territory if own == Class::Unknown && self.form.len() < 3 && self.asks_where() => true,
            Class::Territory | Class::City => {
                let letters = |form: &[Token]| matches!(form, [only] if only.abbreviation && only.length() > 2);
                !matches!(own, Class::Territory | Class::City)
                    && (own != Class::Unknown || self.is_described() || letters(self.form))
            }
            Class::Body => own == Class::Person,
            Class::Unknown => own == Class::Person && named.iter().all(|name| name.abbreviation),
            _ => false,
        }
    }

    /// Whether the number is that of the act, where the table of usual names knows it: *GDPR (Regulation 2016/679)*.
    fn numbers_this_act(self, number: &[Token]) -> bool {
        let table = table(self.language);
        let names: Vec<Vec<Token>> = table.row_of(self.form).into_iter().flat_map(|row| table.names(row)).collect();
        let numbered = names.iter().flatten().any(|token| token.raw.contains('/'));
        !numbered || acts::names_same(&names, number, self.ask, self.language)
    }

    /// Whether the answer is a town of the state that is named; none where it is no town that is listed.
    fn lies_in(self, gloss: &[Token]) -> Option<bool> {
        let words = |tokens: &[Token]| tokens.iter().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ");
        lies_in(&words(self.form), &words(gloss))
    }

    /// The question asks for a town, a seat, a capital.
    fn asks_where(self) -> bool {
        self.ask.iter().any(|token| TOWNS.has(token))
    }

    /// A part of the answer itself, or letters out of it: *DG Competition (COMP)*.
    fn repeats(self, gloss: &[Token]) -> bool {
        let canon = |tokens: &[Token]| -> Vec<String> {
            tokens.iter().filter(|token| !token.article).map(|token| token.canon.clone()).collect()
        };
        let (own, said) = (canon(self.form), canon(gloss));
        if !said.is_empty() && own.windows(said.len()).any(|part| part == said) {
            return true;
        }
        let [only] = gloss else { return false };
        let listed = table(self.language).row_of(gloss).is_some();
        let mut letters = self.form.iter().flat_map(|token| token.word.chars());
        let begins = self.form.iter().any(|token| token.word.chars().next() == only.word.chars().next());
        only.abbreviation
            && !listed
            && only.length() > 2
            && begins
            && only.word.chars().all(|wanted| letters.any(|letter| letter == wanted))
    }

    /// Capitalised words behind an abbreviation that do not stand for it: *CERT (Computer Emergency Response Unit)*.
    fn spells_another(self, gloss: &[Token]) -> bool {
        let mut initials = gloss.iter().filter_map(|token| token.word.chars().next());
        gloss.len() > 1
            && gloss.iter().all(|token| token.capital && !token.has_digit())
            && self.form.iter().all(|token| token.abbreviation)
            && !self.form.iter().any(|own| own.word.chars().eq(initials.by_ref()))
    }

    /// A usual name of something else behind an abbreviation: *OECD (Organization for Security and Co-operation in Europe)*.
    fn is_listed_as_another(self, gloss: &[Token]) -> bool {
        let table = table(self.language);
        let whole = |tokens: &[Token]| table.row_of(tokens);
        let own = || whole(self.form);
        self.form.iter().all(|token| token.abbreviation)
            && gloss.len() > 2
            && own().is_some()
            && whole(gloss).is_some_and(|row| own() != Some(row))
    }

    /// The answer has a common noun in it, so that it is no place: *European Stability Mechanism*.
    fn is_described(self) -> bool {
        let common =
            |token: &Token| self.lexicon.is_word(&token.word, self.language) && !self.lexicon.is_name(&token.word);
        self.form.iter().filter(|token| !token.article).count() > 1 && self.form.iter().any(common)
    }

    /// In brackets: a name of another class than the answer's, as far as anybody can tell.
    fn differs(self, own: Class, class: Class, named: &[&Token], gloss: &[Token]) -> bool {
        let near = |name: &&Token| {
            let length = name.length();
            self.form
                .iter()
                .any(|own| length > 3 && own.word != name.word && edits(&own.word, &name.word, length / 4).is_some())
        };
        if named.iter().any(near) {
            return false;
        }
        match (own, class) {
            // A party or an office behind a person: *Merkel (CDU)*.
            (Class::Person, Class::Unknown) => named.iter().all(|name| name.abbreviation),
            // *Estonia (EE)*.
            (Class::Territory | Class::Person, _) if is_code(named) => true,
            // *Utilitarianism (Bentham)*: whoever is named behind a notion is none himself.
            (Class::Unknown, Class::Unknown) if self.is_notion() => !named.iter().any(|name| name.abbreviation),
            // A bare name behind a bare name: nobody can tell whether it is the same thing.
            (Class::Unknown, Class::Unknown) => named.len() < gloss.len(),
            (_, Class::Unknown) => !named.iter().all(|name| name.abbreviation),
            _ => class != own,
        }
    }

    /// One word behind a term may be another one: *Monopol, Kartell*. More tell what it is, if none is joined to it.
    fn may_be_described(self, gloss: &[Token]) -> bool {
        let words = gloss.iter().filter(|token| !token.article).count();
        let joined = gloss.iter().skip(1).any(|token| AND.has(token) || token.gap >= Gap::Comma);
        if self.form.iter().any(|token| token.capital) {
            return words > 1 || !self.is_notion();
        }
        words > 1 && !joined && self.is_notion()
    }

    /// A term and no name: in small letters or, in German, by its ending or as a word of the list.
    pub(super) fn is_notion(self) -> bool {
        let words = || self.form.iter().filter(|token| !token.article && !PREPOSITIONS.has(token) && !OF.has(token));
        let named = |token: &Token| self.lexicon.is_name(&token.word) || self.lexicon.is_territory(&token.word);
        let common = |token: &Token| match self.language {
            Language::German if token.capital => {
                NOUN_ENDINGS.ends(&token.word, self.language)
                    || !named(token)
                        && (self.lexicon.is_word(&token.word, self.language)
                            || self.lexicon.is_compound(&token.word, self.language))
            }
            _ => !token.capital,
        };
        words().all(|token| !token.abbreviation && !token.has_digit() && common(token))
    }

    /// One word of a name in the entry's own texts.
    pub(crate) fn holds_name(self, token: &Token) -> bool {
        self.is_name(token) && self.holds(&[token])
    }

    /// A name, as the entry's own texts hold it.
    fn holds(self, named: &[&Token]) -> bool {
        if named.is_empty() {
            return false;
        }
        let about = tokens(self.about, self.language);
        named.iter().all(|name| about.iter().any(|token| token.canon == name.canon))
    }

    /// No number, a year, a date or a page; none at all behind an answer that ends in a number.
    fn numbers_fit(self, gloss: &[Token], bracketed: bool) -> bool {
        let ends_in_number = self.form.last().is_some_and(Token::has_digit);
        let numbers = || gloss.iter().enumerate().filter(|(_, token)| token.has_digit() && !token.article);
        if numbers().next().is_none() {
            return true;
        }
        let dated = numbers().any(|(_, token)| is_year(token)) || gloss.iter().any(|token| is_month(&token.word));
        let page = |place: usize| {
            place > 0 && PAGES.has(&gloss[place - 1])
                || place > 1 && gloss[place - 1].has_digit() && gloss[place - 2].is(PAGES.of(Language::English))
        };
        let day = |token: &Token| token.word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
        let known =
            |(place, token): (usize, &Token)| is_year(token) || page(place) || dated && (day(token) || bracketed);
        !ends_in_number && (bracketed && (dated || self.counts(gloss)) || numbers().all(known))
    }

    /// How many there are of something, or where it stands: *(15 members)*, *(by one of the five)*, *(Article 67)*; not the number of an act.
    fn counts(self, gloss: &[Token]) -> bool {
        let numbered = |token: &Token| token.raw.contains('/') || INSTRUMENTS.has(token) || NUMBER_NOUNS.has(token);
        let named = |token: &Token| self.is_name(token);
        gloss.iter().any(|token| !token.has_digit() && !token.article)
            && !gloss.iter().any(|token| numbered(token) || named(token))
    }

    fn is_name(self, token: &Token) -> bool {
        if token.article || token.has_digit() || HEDGES.has(token) || self.asked(token) {
            return false;
        }
        let word = self.lexicon.is_word(&token.word, self.language)
            || self.lexicon.is_compound(&token.word, self.language)
            || BODIES.has(token)
            || PLACES.has(token)
            || PREPOSITIONS.has(token)
            || OF.has(token);
        let listed = self.lexicon.is_name(&token.word);
        if token.abbreviation || token.initial {
            return true;
        }
        let place = || self.lexicon.is_territory(&token.word) || self.lexicon.is_city(&token.word);
        match (token.capital, self.language) {
            (true, Language::German) => !word || place(),
            (true, _) => !word || listed,
            (false, _) => listed && !word,
        }
    }

    fn is_plain(self, token: &Token) -> bool {
        token.has_digit()
            || token.article
            || HEDGES.has(token)
            || self.asked(token)
            || is_month(&token.word)
            || self.lexicon.is_word(&token.word, self.language)
            || self.lexicon.is_compound(&token.word, self.language)
            || PLACES.has(token)
            || OF.has(token)
    }

    fn asked(self, token: &Token) -> bool {
        self.ask.iter().any(|asked| asked.canon == token.canon)
    }

    fn own_class(self) -> Class {
        if self.person {
            return Class::Person;
        }
        let named: Vec<&Token> = self.form.iter().filter(|token| !token.article && token.capital).collect();
        self.class(self.form, &named)
    }

    /// By the head noun, else by the lists.
    fn class(self, words: &[Token], named: &[&Token]) -> Class {
        let of = words.iter().position(|token| OF.has(token) || PREPOSITIONS.has(token)).unwrap_or(words.len());
        let head = words[..of].iter().rev().find(|token| !token.has_digit() && !token.initial);
        if let Some(head) = head {
            let compound = |body: &&str| head.word.ends_with(body);
            let german = self.language == Language::German;
            if BODIES.has(head) || german && BODIES.of(self.language).iter().any(compound) {
                return Class::Body;
            }
            if INSTRUMENTS.has(head) {
                return Class::Instrument;
            }
        }
        let whole = named.iter().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ");
        let all = |known: &dyn Fn(&str) -> bool| {
            !named.is_empty() && (known(&whole) || named.iter().all(|token| known(&token.word)))
        };
        if all(&|word| self.lexicon.is_territory(word)) {
            return Class::Territory;
        }
        let all_of_it = words.iter().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ");
        let town = |word: &str| self.lexicon.is_city(word) || is_town(word);
        if all(&town) || !named.is_empty() && town(&all_of_it) {
            return Class::City;
        }
        let person = |token: &&Token| {
            self.lexicon.is_first_name(&token.word)
                || (self.lexicon.is_surname(&token.word) || self.lexicon.is_name(&token.word)) && self.person
        };
        if named.iter().filter(|name| !name.abbreviation).any(person) { Class::Person } else { Class::Unknown }
    }
}
