//! Other ways in which typed words are read: as the name of an act, as what an abbreviation stands for, without the owner
//! or the currency that the question names, with a contrary written as one word.

use std::cell::OnceCell;

use crate::text::form::spelling::{verb_stem, without_gerund};
use crate::text::form::token::{Gap, Token, tokens};
use crate::text::language::Language;
use crate::text::language::roles::{DENYING_PREFIXES, INFINITIVE, NO, NOT};
use crate::text::language::signs;
use crate::text::language::usual_names::table;
use crate::text::verdict::{Remark, Verdict};
use crate::text::words::acts;
use crate::text::words::forms::FormKind;
use crate::text::words::initials::{MOST_INITIALS, compound_initials, own_initials};
use crate::text::words::judge::{Judge, Reading, strip};
use crate::text::words::owner::{Owners, is_act};
use crate::text::words::shapes::same_words;
use crate::text::words::slip::same;

/// What is left of the credit where a currency is left out.
const UNIT_LEFT_OUT: f64 = 0.8;

impl Judge<'_> {
    pub(super) fn names_the_act(&self, words: &[Token]) -> Option<Verdict> {
        acts::names_same(&self.forms, strip(words), &self.ask, self.key.language).then(Verdict::correct)
    }

    /// An abbreviation of four letters or more that no table knows.
    fn is_unknown(&self, form: &[Token]) -> bool {
        matches!(form, [only] if only.abbreviation && only.length() > 3)
            && table(self.key.language).row_of(form).is_none()
    }

    pub(super) fn may_be_spelled_out(&self) -> bool {
        !self.key.strict && self.forms.iter().any(|form| self.is_unknown(form))
    }

    /// What such an abbreviation stands for: its initials are those.
    pub(super) fn spells_out(&self, words: &[Token]) -> Option<Verdict> {
        if !self.may_be_spelled_out() {
            return None;
        }
        let written = self.forms.iter().enumerate().filter(|(place, _)| self.origins[*place] == *place);
        let words = strip(words);
        let asked = |token: &&Token| self.ask.iter().any(|asked| asked.canon == token.canon);
        if self.key.strict || words.iter().filter(|token| !token.article).all(|token| asked(&token)) {
            return None;
        }
        let mut own = own_initials(words);
        own.extend(compound_initials(words, self.key.language));
        let initials = written
            .map(|(_, form)| form)
            .filter(|form| self.is_unknown(form))
            .find(|form| own.contains(&form[0].word))?;
        (!self.stands_for_another(&initials[0].word, words)).then(Verdict::correct)
    }

    /// Whether the entry, the question or another answer spells the initials out in other words.
    fn stands_for_another(&self, initials: &str, words: &[Token]) -> bool {
        let others = |text: &[Token]| {
            (0..text.len()).any(|start| {
                (start + 3..=text.len().min(start + MOST_INITIALS)).any(|end| {
                    let spelled = &text[start..end];
                    let bounded = !spelled[0].article && spelled.iter().skip(1).all(|token| token.gap < Gap::Comma);
                    bounded
                        && (own_initials(spelled).iter().any(|own| own == initials)
                            || compound_initials(spelled, self.key.language).is_some_and(|own| own == initials))
                        && !same_words(spelled, words)
                })
            })
        };
        self.rivals.share_initials(initials, &self.accepted)
            || self.forms[..self.written].iter().chain(&self.wrong).any(|form| others(form))
            || others(&self.ask)
            || others(&tokens(&self.key.entry.about, self.key.language))
    }

    pub(super) fn owners(&self) -> Owners<'_> {
        let of_union = self.forms.iter().any(|form| is_act(form));
        Owners { language: self.key.language, lexicon: self.slips.lexicon, ask: &self.ask, of_union }
    }

    /// The sum is right and no currency is named: most of the credit, as for a unit.
    pub(super) fn without_currency(&self, words: &[Token]) -> Option<Verdict> {
        let is_currency = |token: &&Token| signs::is_currency(&token.canon);
        if self.key.strict || words.iter().any(|token| is_currency(&token)) {
            return None;
        }
        let currency = self.forms.first()?.iter().find(is_currency)?.raw.clone();
        let bare = |form: &Vec<Token>| form.iter().filter(|token| !is_currency(token)).cloned().collect();
        let forms: Vec<Vec<Token>> =
            self.forms.iter().filter(|form| form.iter().any(Token::has_digit)).map(bare).collect();
        let other = Judge {
            kinds: vec![FormKind::Plain; forms.len()],
            origins: (0..forms.len()).collect(),
            written: forms.len(),
            forms,
            wanted: OnceCell::new(),
            ..self.clone()
        };
        let right = matches!(other.best(words), Reading::Right { .. });
        right.then(|| Verdict::of_credit(UNIT_LEFT_OUT).with(Remark::Missing(currency.into())))
    }

    /// *Franklin Delano Roosevelt*, where the answer says *D.*; nothing where it has no middle initial.
    pub(super) fn with_middle_initials(&self, words: &[Token]) -> Option<Vec<Token>> {
        let is_middle = |form: &[Token], at: usize| at > 0 && at + 1 < form.len() && form[at].initial;
        let spelled = |own: &Token, typed: &Token| {
            typed.length() > 1
                && own.word.chars().next() == typed.word.chars().next()
                && (self.slips.lexicon.is_name(&typed.word)
                    || self.slips.lexicon.is_first_name(&typed.word)
                    || !self.slips.lexicon.is_known(&typed.word, self.key.language))
        };
        let mut forms = self.forms[..self.written].iter().filter(|form| (1..form.len()).any(|at| is_middle(form, at)));
        forms.find_map(|form| {
            let fits = |part: &[Token]| {
                let mut both = form.iter().zip(part).enumerate();
                both.all(|(at, (own, typed))| same(own, typed) || is_middle(form, at) && spelled(own, typed))
            };
            let at = words.windows(form.len()).position(fits)?;
            let mut words = words.to_vec();
            for (word, own) in words[at..at + form.len()].iter_mut().zip(form) {
                *word = Token { gap: word.gap, bracketed: word.bracketed, ..own.clone() };
            }
            Some(words)
        })
    }

    /// *To lobby* where the answer is *lobbying*.
    pub(super) fn as_gerund(&self, words: &[Token]) -> Option<Vec<Token>> {
        let [to, verb, rest @ ..] = strip(words) else { return None };
        let english = self.key.language == Language::English && INFINITIVE.has(to) && !self.key.strict;
        let gerund = |form: &Vec<Token>| {
            let first = form.first().filter(|first| without_gerund(&first.word).is_some() && first.length() > 5)?;
            (verb_stem(&first.canon) == verb_stem(&verb.canon)).then(|| first.clone())
        };
        let gerund = self.forms.iter().filter(|_| english).find_map(gerund)?;
        Some(std::iter::once(gerund).chain(rest.iter().cloned()).collect())
    }

    /// *not visible* written as one word where the answer is *invisible*, *non-final* where it is *not final*.
    pub(super) fn contraries(&self, words: &[Token]) -> Option<Vec<Token>> {
        let pairs = || self.forms.iter().flat_map(|form| form.windows(2)).filter(|pair| NOT.has(&pair[0]));
        let mut parted =
            words.windows(2).enumerate().filter(|(_, pair)| pair[0].is(&["non"]) && pair[1].gap == Gap::Hyphen);
        let denied = parted.find_map(|(at, typed)| Some((at, pairs().find(|own| own[1].canon == typed[1].canon)?)));
        if let Some((at, own)) = denied {
            let mut parted = words.to_vec();
            parted[at] = Token { gap: words[at].gap, ..own[0].clone() };
            parted[at + 1].gap = Gap::Blank;
            return Some(parted);
        }
        let place = words.iter().position(|token| NOT.has(token) || token.is(NO.of(Language::French)))?;
        let next = words.get(place + 1)?;
        let hyphened = self.forms.iter().any(|form| {
            form.windows(2).any(|pair| pair[0].is(&["non"]) && pair[1].canon == next.canon && pair[1].length() > 3)
        });
        if hyphened {
            let mut merged = words.to_vec();
            "non".clone_into(&mut merged[place].word);
            "non".clone_into(&mut merged[place].canon);
            return Some(merged);
        }
        let contrary = self.forms.iter().flatten().find(|token| {
            DENYING_PREFIXES
                .words()
                .any(|prefix| token.word.strip_prefix(prefix).is_some_and(|stem| stem == next.word && stem.len() > 3))
        })?;
        let mut merged = words.to_vec();
        merged.remove(place);
        merged[place] = Token { gap: words[place].gap, ..contrary.clone() };
        Some(merged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key::{Entry, TextKey};
    use crate::text::language::lexicon::Lexicon;
    use crate::text::verdict::Outcome;
    use crate::text::words::ready::check_text;
    use crate::text::words::rivals::Rivals;

    #[test]
    fn initials_that_the_course_spells_out_stand_for_nothing_else() {
        let check = |rivals: &[&str], about: &str, typed: &str| {
            let key = TextKey {
                language: Language::English,
                ask: "Which body published the white paper?".to_owned(),
                answers: vec!["SCIO".to_owned()],
                wrong: Vec::new(),
                strict: false,
                sentence: None,
                entry: Entry { part: String::new(), about: about.to_owned() },
            };
            let rivals = Rivals::new(rivals.iter().map(|rival| ((*rival).to_owned(), None)));
            check_text(&key, &rivals, typed, &Lexicon::embedded()).outcome
        };
        let (right, other) = ("State Council Information Office", "Supreme Court of International Order");
        assert_eq!(check(&[], "", right), Outcome::Correct);
        assert_eq!(check(&[other], "", other), Outcome::Wrong);
        assert_eq!(check(&[right], "", other), Outcome::Wrong);
        let about = "The State Council Information Office speaks for the government.";
        assert_eq!((check(&[], about, right), check(&[], about, other)), (Outcome::Correct, Outcome::Wrong));
    }
}
