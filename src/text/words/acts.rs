//! Names of legal acts and their parts: `Regulation (EU) 2016/679`, `Art. 42(7)`, `Case C-311/18`.
//!
//! Kind and number make the name; the union, the institution, *No* and a suffix may be missing or added, but may not
//! contradict. A bare number is right where the question names the kind.

use std::cell::OnceCell;

use crate::text::form::token::{Gap, Token};
use crate::text::language::Language;
use crate::text::language::act_words::{ActWord, role};
use crate::text::language::calendar::is_month;
use crate::text::language::roles::{ACT_DATED, ACT_LINKS, DATED_ACTS};
use crate::text::language::usual_names::table;
use crate::text::words::shapes::{is_dating, is_year};

/// The name of an act, taken apart.
#[derive(Debug, Default)]
struct Act<'a> {
    /// The kind with what makes it another one: *delegated regulation*.
    kind: Vec<&'a str>,
    number: Vec<&'a str>,
    union: Option<&'a str>,
    institution: Vec<&'a str>,
    treaty: Option<&'a str>,
    /// The year in brackets behind the number of a resolution.
    year: Option<&'a str>,
}

/// Whether the typed words name an act that one of the forms names.
pub(crate) fn names_same(forms: &[Vec<Token>], typed: &[Token], ask: &[Token], language: Language) -> bool {
    if typed.len() > 16 || !typed.iter().any(Token::has_digit) || !forms.iter().flatten().any(Token::has_digit) {
        return false;
    }
    let named = OnceCell::new();
    let named = || named.get_or_init(|| table(language).whole(ask)).iter().flatten();
    let asked = |word: &&str| {
        let same = |token: &Token| token.canon == **word;
        ask.iter().any(same) || named().any(same)
    };
    if let [number] = typed {
        let bare = |form: &Vec<Token>| {
            matches!(&form[..], [kind, own]
            if !kind.has_digit() && asked(&kind.canon.as_str()) && own.has_digit() && own.canon == number.canon)
        };
        // `49.3` for *article 49, paragraph 3*.
        let dotted = |form: &Vec<Token>| {
            number.raw.contains('.')
                && Act::read(form, language).is_some_and(|own| {
                    own.number.len() > 1 && own.number.join(".") == number.raw && own.kind.iter().all(asked)
                })
        };
        if forms.iter().any(bare) || forms.iter().any(dotted) {
            return true;
        }
    }
    let own: Vec<Act> = forms.iter().filter_map(|form| Act::read(form, language)).collect();
    if own.is_empty() {
        return false;
    }
    let bodies = OnceCell::new();
    let with_bodies = || bodies.get_or_init(|| table(language).whole(typed)).as_deref();
    let read = Act::read(typed, language).or_else(|| Act::read(with_bodies()?, language));
    let Some(typed) = read else { return false };
    own.into_iter().any(|own| {
        let kind = own.kind == typed.kind
            || typed.kind.is_empty() && (own.kind.iter().all(asked) || own.has_letter() || own.has_own_number())
            || own.kind.is_empty() && (typed.kind.iter().all(asked) || own.has_letter());
        let treaty = own.treaty == typed.treaty
            || own
                .treaty
                .xor(typed.treaty)
                .is_some_and(|treaty| asked(&treaty) || asked(&format!("§{treaty}").as_str()));
        kind && treaty
            && own.number == typed.number
            && agree(own.union.as_slice(), typed.union.as_slice())
            && agree(own.year.as_slice(), typed.year.as_slice())
            && agree(&own.institution, &typed.institution)
    })
}

/// Whether the words are a kind of act and a number with a slash, and nothing else: `Reg. 2024/2847`.
pub(crate) fn is_numbered(words: &[Token], language: Language) -> bool {
    Act::read(words, language).is_some_and(|act| act.has_slash() && (!act.kind.is_empty() || act.number.len() == 1))
}

/// One of them says nothing, or both say the same.
fn agree(one: &[&str], other: &[&str]) -> bool {
    one.is_empty() || other.is_empty() || one == other
}

/// Without the day behind the number: *Regulation (EU) 2016/679 of 27 April 2016*.
fn dated_off(tokens: &[Token]) -> &[Token] {
    match tokens {
        [rest @ .., of, day, month, year]
            if ACT_DATED.has(of)
                && is_year(year)
                && is_month(&month.word)
                && is_dating(day)
                && rest.iter().any(|token| token.raw.contains('/')) =>
        {
            rest
        }
        _ => tokens,
    }
}

impl<'a> Act<'a> {
    /// Nothing where a word is no part of such a name, or there is no number.
    fn read(tokens: &'a [Token], language: Language) -> Option<Self> {
        let mut act = Self::default();
        let tokens = dated_off(tokens);
        for token in tokens.iter().filter(|token| !token.article && !ACT_LINKS.has(token)) {
            let kind = |word: &&&str| role(word, language) == Some(ActWord::Kind);
            let word = token.stands_for.iter().find(kind).copied().unwrap_or(&token.canon);
            match role(if token.stands_for.is_empty() { &token.word } else { word }, language) {
                Some(ActWord::Kind) if act.number.is_empty() => act.kind.push(word),
                Some(ActWord::Modifier) if act.number.is_empty() => act.kind.push(word),
                Some(ActWord::Institution) if act.number.is_empty() || act.has_slash() => {
                    act.institution.push(word);
                }
                Some(ActWord::Union) => {
                    let word = word.trim_start_matches('§');
                    if act.union.replace(word).is_some_and(|before| before != word) {
                        return None;
                    }
                }
                Some(ActWord::Treaty) => act.treaty = Some(word.trim_start_matches('§')),
                Some(ActWord::Label) => {}
                None if token.has_digit() && act.is_year(token) => act.year = Some(word),
                None if token.has_digit() => act.number.push(word),
                // `C-311/18`, `6(1)(a)`.
                None if token.length() == 1
                    && (act.number.is_empty() || token.bracketed || token.gap == Gap::Hyphen) =>
                {
                    act.number.push(word);
                }
                _ if word.starts_with('§') && act.number.is_empty() => act.institution.push(word),
                _ => return None,
            }
        }
        let numbered = act.number.iter().any(|part| part.chars().any(char::is_numeric));
        let marked = !act.kind.is_empty()
            || act.union.is_some()
            || act.treaty.is_some()
            || act.number.len() > 1
            || act.has_slash();
        (numbered && marked).then_some(act)
    }

    fn is_year(&self, token: &Token) -> bool {
        matches!(self.kind[..], [kind] if DATED_ACTS.has_word(kind))
            && !self.number.is_empty()
            && token.bracketed
            && token.length() == 4
    }

    /// Since 2015 the acts of the Union share one count, year first: `2016/679` is one of them only.
    fn has_own_number(&self) -> bool {
        let year = |part: &&str| part.split('/').next().and_then(|year| year.parse::<u16>().ok());
        matches!(&self.number[..], [only] if year(only).is_some_and(|year| (2015..2100).contains(&year)))
            && self.has_slash()
    }

    fn has_slash(&self) -> bool {
        self.number.iter().any(|part| part.contains('/'))
    }

    /// `C-311/18` needs no *Case*.
    fn has_letter(&self) -> bool {
        self.has_slash() && self.number.first().is_some_and(|part| part.chars().all(char::is_alphabetic))
    }
}
