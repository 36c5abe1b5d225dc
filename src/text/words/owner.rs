//! Whose a body or an act is, where the question says it already: *US State Department*, *the EU's AI Act*.

use crate::text::form::token::{Gap, Token};
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::roles::{ACT_NOUNS, DEMONYM_ENDINGS, DEMONYMS, JOINS, OF, OR, UNION, UNION_STEMS};
use crate::text::language::usual_names::table;
use crate::text::words::judge::strip;

/// The Union, the states and the peoples that the question names.
#[derive(Clone, Copy)]
pub(crate) struct Owners<'a> {
    pub(crate) language: Language,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) ask: &'a [Token],
    /// The answer is an act of the Union, which may always be said.
    pub(crate) of_union: bool,
}

impl Owners<'_> {
    fn is_owner(&self, token: &Token) -> bool {
        let european = UNION_STEMS.begins(&token.word);
        if token.canon.starts_with('§') {
            let table = table(self.language);
            return self.of_union && token.canon.trim_start_matches('§') == union(self.language)
                || table.with_parts(self.ask).is_some_and(|ask| ask.iter().any(|asked| asked.canon == token.canon))
                || table.words_of(token).any(|word| self.is_people(word));
        }
        self.of_union && european || !european && (self.is_people(token) || self.is_body_asked(token))
    }

    /// *ECB*, where the question asks for something *of the ECB*.
    fn is_body_asked(&self, token: &Token) -> bool {
        let governed =
            |place: usize| self.ask[..place].iter().rfind(|before| !before.article).is_some_and(|of| OF.has(of));
        let mut asked = self.ask.iter().enumerate();
        token.length() > 2
            && asked.any(|(place, asked)| asked.abbreviation && asked.canon == token.canon && governed(place))
    }

    /// A state or a people that the question names: *German*, where it says *Germany*.
    fn is_people(&self, token: &Token) -> bool {
        let named = DEMONYMS.has(token) || self.lexicon.is_territory(&token.word);
        let shared =
            |asked: &Token| asked.word.chars().zip(token.word.chars()).take_while(|(one, other)| one == other).count();
        let shares = |asked: &Token| {
            let shared = shared(asked);
            asked.canon == token.canon || asked.capital && shared > 2 && shared + 5 > token.length().min(asked.length())
        };
        // *Marocain*, where the question says *Maroc*.
        let derived = |asked: &Token| {
            asked.capital
                && self.lexicon.is_territory(&asked.word)
                && shared(asked) > 3
                && shared(asked) + 3 > asked.length()
                && token.length() > asked.length()
                && DEMONYM_ENDINGS.of(self.language).iter().any(|ending| token.word.ends_with(ending))
        };
        !token.has_digit() && (named && self.ask.iter().any(shares) || self.ask.iter().any(derived))
    }

    /// The typed words without the owner in front or behind; nothing where there is none. Names that may stand inside others
    /// are one word each.
    pub(crate) fn without(&self, words: &[Token]) -> Option<Vec<Token>> {
        let words = strip(words);
        let words = &words[words.iter().take_while(|token| token.article).count().min(words.len())..];
        let (first, rest) = words.split_first()?;
        // A state beside another, or another joined to it, is an answer of its own.
        let fellow = |next: &Token| OF.has(next) || JOINS.has(next) || self.lexicon.is_territory(&next.word);
        if words.iter().any(|token| OR.has(token)) {
            return None;
        }
        if self.is_owner(first) && rest.first().is_some_and(|next| next.gap <= Gap::Hyphen && !fellow(next)) {
            let mut rest = rest.to_vec();
            rest[0].gap = first.gap;
            return Some(rest);
        }
        let (last, rest) = words.split_last()?;
        let count = rest.iter().rev().take_while(|token| token.article || OF.has(token)).count();
        let kept = &rest[..rest.len() - count];
        // *Dirham marocain*: in French the adjective stands behind.
        let adjective = || self.language == Language::French && !last.capital && last.gap == Gap::Blank;
        (!kept.is_empty() && self.is_owner(last) && (count > 0 || last.bracketed || adjective())).then(|| kept.to_vec())
    }

    /// An answer without its owner, if what is left still names something.
    pub(crate) fn shorter_answer(&self, form: &[Token]) -> Option<Vec<Token>> {
        let parted = table(self.language).with_parts(form);
        let form = parted.as_deref().unwrap_or(form);
        let short = self.without(form)?;
        let content: Vec<&Token> = short.iter().filter(|token| !token.article).collect();
        match content[..] {
            // *Council* may be any, and so may `CERT`.
            [only] => {
                let mixed = only.raw.chars().filter(|letter| letter.is_uppercase()).count() > 1;
                let name = only.capital && !self.lexicon.is_word(&only.word, self.language);
                (!only.abbreviation && (name || mixed)).then_some(short)
            }
            [] => None,
            _ => Some(short),
        }
    }
}

/// The initials of the Union.
fn union(language: Language) -> &'static str {
    UNION.of(language.or_english()).first().copied().unwrap_or_default()
}

/// Whether the words name an act, and no owner of it.
pub(crate) fn is_act(form: &[Token]) -> bool {
    let compound = |token: &Token| ACT_NOUNS.words().any(|kind| kind.len() > 5 && token.word.ends_with(kind));
    form.iter().any(|token| ACT_NOUNS.has(token) || compound(token)) && !form.iter().any(|token| OF.has(token))
}
