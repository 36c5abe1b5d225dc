//! Names of legal acts and their parts: `Regulation (EU) 2016/679`, `Art. 42(7)`, `Case C-311/18`.
//!
//! Kind and number make the name; the union, the institution, *No* and a suffix may be missing or added, but may not
//! contradict. A bare number is right where the question names the kind.

use crate::text::form::token::{Gap, Token};
use crate::text::language::Language;
use crate::text::language::act_words::{ActWord, role};

/// The name of an act, taken apart.
#[derive(Debug, Default)]
struct Act<'a> {
    /// The kind with what makes it another one: *delegated regulation*.
    kind: Vec<&'a str>,
    number: Vec<&'a str>,
    union: Option<&'a str>,
    institution: Vec<&'a str>,
    /// The year in brackets behind the number of a resolution.
    year: Option<&'a str>,
}

/// Whether the typed words name an act that one of the forms names.
pub(crate) fn names_same(forms: &[Vec<Token>], typed: &[Token], ask: &[Token], language: Language) -> bool {
    if typed.len() > 16 || !typed.iter().any(Token::has_digit) {
        return false;
    }
    let asked = |word: &&str| ask.iter().any(|token| token.canon == **word);
    if let [number] = typed {
        let bare = |form: &Vec<Token>| {
            matches!(&form[..], [kind, own]
            if !kind.has_digit() && asked(&kind.canon.as_str()) && own.has_digit() && own.canon == number.canon)
        };
        if forms.iter().any(bare) {
            return true;
        }
    }
    let Some(typed) = Act::read(typed, language) else { return false };
    forms.iter().filter_map(|form| Act::read(form, language)).any(|own| {
        let kind = own.kind == typed.kind
            || typed.kind.is_empty() && (own.kind.iter().all(asked) || own.has_letter())
            || own.kind.is_empty() && (typed.kind.iter().all(asked) || own.has_letter());
        kind && own.number == typed.number
            && agree(own.union.as_slice(), typed.union.as_slice())
            && agree(own.year.as_slice(), typed.year.as_slice())
            && agree(&own.institution, &typed.institution)
    })
}

/// One of them says nothing, or both say the same.
fn agree(one: &[&str], other: &[&str]) -> bool {
    one.is_empty() || other.is_empty() || one == other
}

impl<'a> Act<'a> {
    /// Nothing where a word is no part of such a name, or there is no number.
    fn read(tokens: &'a [Token], language: Language) -> Option<Self> {
        let mut act = Self::default();
        for token in tokens
            .iter()
            .filter(|token| !token.article && !token.is(&["of", "and", "the", "de", "du", "des", "et", "und"]))
        {
            let kind = |word: &&&str| role(word, language) == Some(ActWord::Kind);
            let word = token.stands_for.iter().find(kind).copied().unwrap_or(&token.canon);
            match role(if token.stands_for.is_empty() { &token.word } else { word }, language) {
                Some(ActWord::Kind) if act.number.is_empty() => act.kind.push(word),
                Some(ActWord::Modifier) if act.number.is_empty() => act.kind.push(word),
                Some(ActWord::Institution) if act.number.is_empty() => act.institution.push(word),
                Some(ActWord::Union) => {
                    let word = word.trim_start_matches('§');
                    if act.union.replace(word).is_some_and(|before| before != word) {
                        return None;
                    }
                }
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
        let marked = !act.kind.is_empty() || act.union.is_some() || act.number.len() > 1 || act.has_slash();
        (numbered && marked).then_some(act)
    }

    fn is_year(&self, token: &Token) -> bool {
        self.kind == ["resolution"] && !self.number.is_empty() && token.bracketed && token.length() == 4
    }

    fn has_slash(&self) -> bool {
        self.number.iter().any(|part| part.contains('/'))
    }

    /// `C-311/18` needs no *Case*.
    fn has_letter(&self) -> bool {
        self.has_slash() && self.number.first().is_some_and(|part| part.chars().all(char::is_alphabetic))
    }
}
