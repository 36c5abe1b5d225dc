//! What is said of an answer that is misspelt, known to be wrong, or none of the accepted forms.

use crate::text::form::distance::{difference, edits};
use crate::text::form::fold::fold;
use crate::text::form::token::{Gap, Token, tokens};
use crate::text::key::Wrong;
use crate::text::language::act_words::{ActWord, role};
use crate::text::verdict::{Remark, Verdict};
use crate::text::words::forms::FormKind;
use crate::text::words::judge::{Judge, canons, show, strip};
use crate::text::words::negation::{Denial, denial, denying, is_negative};
use crate::text::words::rivals::bare;
use crate::text::words::said::{Said, Words};

/// What the author lists as wrong, with the reason.
pub(crate) fn known_wrong(wrong: &Wrong) -> Verdict {
    Verdict::wrong().with(Remark::KnownWrong { answer: wrong.answer.clone(), because: wrong.because.clone() })
}

/// The form that differs least from a text.
fn nearest<'a>(forms: impl Iterator<Item = &'a Vec<Token>>, text: &str) -> String {
    let text = bare(text);
    let mut forms: Vec<String> = forms.map(|form| show(form)).collect();
    if forms.len() < 2 {
        return forms.pop().unwrap_or_default();
    }
    forms.into_iter().min_by_key(|form| strsim::osa_distance(&text, &bare(form))).unwrap_or_default()
}

impl Judge<'_> {
    /// Close, unless another known answer is as near.
    pub(crate) fn close(&self, read: &str) -> Verdict {
        // Of several words none is a misspelt abbreviation.
        let several = read.contains(' ');
        let forms = self.forms.iter().zip(&self.kinds).filter(|(_, kind)| !several || **kind != FormKind::Initials);
        let right = nearest(forms.map(|(form, _)| form), read);
        let own = strsim::osa_distance(&bare(read), &bare(&right)).max(1);
        if let Some(refused) = self.named(read, own) {
            return refused;
        }
        Verdict::close().with(Remark::Spelling(difference(read, &right)))
    }

    /// A known wrong answer or a rival, exactly or within so many edits.
    fn named(&self, text: &str, limit: usize) -> Option<Verdict> {
        self.named_bare(&bare(text), text, limit)
    }

    fn named_bare(&self, folded: &str, text: &str, limit: usize) -> Option<Verdict> {
        let wrong = self.wrong_folded.iter().position(|other| {
            !other.is_empty() && edits(other, folded, limit).is_some() && !self.accepted.contains(other)
        });
        if let Some(wrong) = wrong {
            return Some(known_wrong(&self.key.wrong[wrong]));
        }
        let rival = self
            .rivals
            .named_bare(folded, &self.accepted)
            .or_else(|| (limit > 0).then(|| self.rivals.near(text, limit, &self.accepted)).flatten())?;
        Some(Verdict::wrong().with(Remark::Rival { answer: rival.answer.clone(), about: rival.about.clone() }))
    }

    /// What was typed is as a whole a known wrong answer or a rival.
    pub(crate) fn names_another(&self, words: &Words, said: &Said) -> Option<Verdict> {
        if self.wrong.is_empty() && self.rivals.is_empty() {
            return None;
        }
        let is_form = |words: &[Token]| {
            let said = canons(words);
            self.forms.iter().any(|form| canons(form) == said)
        };
        let stripped = canons(strip(&words.tokens));
        let place = self.wrong.iter().position(|wrong| {
            !wrong.is_empty()
                && canons(wrong) == stripped
                && !self.forms.iter().any(|form| canons(form) == canons(wrong))
        });
        if let Some(place) = place {
            return Some(known_wrong(&self.key.wrong[place]));
        }
        let framed = words.shown() != said.text;
        if is_form(said.tokens()) || framed && is_form(words.read_again()) {
            return None;
        }
        let bared = || framed.then(|| self.named(words.shown(), 0)).flatten();
        // *Dir. of Research*, which may be the *Directorate of Research* that another question asks for.
        let meant = || words.written_out().iter().find_map(|text| self.named_bare(text, text, 0));
        self.named_bare(said.bare(), &said.text, 0).or_else(bared).or_else(meant)
    }

    /// Wrong, with whatever can be said about it.
    pub(crate) fn refusal(&self, words: &[Token], typed: &str) -> Verdict {
        if self.wrong.is_empty() && self.rivals.is_empty() {
            return self.missed(words, typed);
        }
        let letters = fold(typed).chars().count();
        // What is as near to the answer itself is no known wrong one misspelt.
        let shown = bare(&show(strip(words)));
        let limit = if letters >= 8 { 2 } else { usize::from(letters >= 5) };
        let own = self.accepted.iter().filter_map(|own| edits(own, &shown, limit)).min();
        let limit = own.map_or(limit, |own| limit.min(own.saturating_sub(1)));
        if let Some(known) = self.named(&show(strip(words)), limit) {
            return known;
        }
        let named =
            (0..words.len()).flat_map(|start| (start + 1..=words.len().min(start + 5)).map(move |end| (start, end)));
        // What is a part of the answer itself, and stands in it, is not named: `CERT` in `CERT-EU`.
        let whole = bare(&show(words));
        let within: Vec<&String> = self.accepted.iter().filter(|own| whole.contains(own.as_str())).collect();
        let denying = denying(words);
        let contained = named.into_iter().take(400).find_map(|(start, end)| {
            let part = show(&words[start..end]);
            let folded = bare(&part);
            let known = self.named_bare(&folded, &part, 0)?;
            let own = within.iter().any(|own| own.contains(&folded));
            (!own && !is_denied(words, &denying, start, end)).then_some(known)
        });
        contained.unwrap_or_else(|| self.missed(words, typed))
    }

    fn missed(&self, words: &[Token], typed: &str) -> Verdict {
        let right = nearest(self.forms[..self.written].iter(), typed);
        let form = tokens(&right, self.key.language);
        if let Some(verdict) = self.other_number(&form, words).or_else(|| self.without_author(&form, words)) {
            return verdict;
        }
        let missing: Vec<&Token> = form.iter().filter(|token| !has(words, token)).collect();
        if missing.len() < form.len() && !missing.is_empty() {
            return lacks(&missing);
        }
        let near = strsim::osa_distance(&bare(typed), &bare(&right)) * 3 <= bare(&right).chars().count();
        // Another number is no spelling, nor is another word.
        let numbered = |text: &str| text.chars().any(char::is_numeric);
        let known = |token: &Token| self.is_known(token) && !has(&form, token);
        if near && typed.len() < 100 && !numbered(typed) && !numbered(&right) && !words.iter().any(known) {
            Verdict::wrong().with(Remark::Spelling(difference(typed, &right)))
        } else {
            Verdict::wrong()
        }
    }

    fn is_known(&self, token: &Token) -> bool {
        let (lexicon, language) = (self.slips.lexicon, self.key.language);
        lexicon.is_word(&token.word, language) || lexicon.is_compound(&token.word, language)
    }

    /// The words of the answer with another number: that one, and no word that the name of an act may do without.
    fn other_number(&self, form: &[Token], words: &[Token]) -> Option<Verdict> {
        let numbers = |tokens: &[Token], others: &[Token]| -> Vec<String> {
            let other = tokens.iter().filter(|token| token.has_digit() && !has(others, token));
            other.map(|token| token.raw.clone()).collect()
        };
        let (own, other) = (numbers(form, words), numbers(words, form));
        let idle = |token: &Token| {
            let role = role(&token.canon, self.key.language);
            token.article || matches!(role, Some(ActWord::Union | ActWord::Label))
        };
        let same = words.iter().all(|token| token.has_digit() || idle(token) || has(form, token));
        let whole = !words.iter().any(|token| !token.has_digit() && !idle(token))
            || form.iter().all(|token| token.has_digit() || idle(token) || has(words, token));
        (same && whole && !own.is_empty() && !other.is_empty()).then(|| {
            let lacking = Remark::Missing(own.join(" ").into());
            Verdict::wrong().with(lacking).with(Remark::Extra(other.join(" ")))
        })
    }

    /// Of several people those who are not named: first names and initials may be missing.
    fn without_author(&self, form: &[Token], words: &[Token]) -> Option<Verdict> {
        let people = self.authors(form)?;
        let missing: Vec<&Token> = people
            .iter()
            .filter(|name| !name.last().is_some_and(|last| has(words, last)))
            .flat_map(|name| *name)
            .collect();
        let named = people.iter().filter_map(|name| name.last()).any(|last| has(words, last));
        (named && !missing.is_empty()).then(|| lacks(&missing))
    }
}

/// *Not final*, *non-final*, which do not name what is final.
fn is_denied(words: &[Token], denying: &[bool], start: usize, end: usize) -> bool {
    denial(words, denying, start, end) == Denial::Answer
        || words[..start].last().is_some_and(is_negative)
        || words[start].gap == Gap::Hyphen && words[..start].last().is_some_and(|token| token.is(&["non"]))
}

fn has(words: &[Token], token: &Token) -> bool {
    words.iter().any(|word| word.canon == token.canon)
}

fn lacks(missing: &[&Token]) -> Verdict {
    let missing: Vec<&str> = missing.iter().map(|token| token.raw.as_str()).collect();
    Verdict::wrong().with(Remark::Missing(missing.join(" ").into()))
}

#[cfg(test)]
mod tests {
    use crate::text::key::{Entry, TextKey, Wrong};
    use crate::text::language::Language;
    use crate::text::language::lexicon::Lexicon;
    use crate::text::verdict::Outcome;
    use crate::text::words::ready::check_text;
    use crate::text::words::rivals::Rivals;

    #[track_caller]
    fn judged(language: Language, answer: &str, rival: &str, typed: &str) -> Outcome {
        let key = TextKey {
            language,
            ask: "?".to_owned(),
            answers: vec![answer.to_owned()],
            wrong: Vec::new(),
            strict: false,
            sentence: None,
            entry: Entry::default(),
        };
        let rivals = Rivals::new([(rival.to_owned(), None)]);
        check_text(&key, &rivals, typed, &Lexicon::embedded()).outcome
    }

    /// What is said of an answer that is wrong.
    #[track_caller]
    fn told(language: Language, ask: &str, answer: &str, wrong: &str, typed: &str) -> Vec<String> {
        let key = TextKey {
            language,
            ask: ask.to_owned(),
            answers: vec![answer.to_owned()],
            wrong: vec![Wrong { answer: wrong.to_owned(), because: None }],
            strict: false,
            sentence: None,
            entry: Entry::default(),
        };
        let verdict = check_text(&key, &Rivals::default(), typed, &Lexicon::embedded());
        assert_ne!(verdict.outcome, Outcome::Correct, "{typed}");
        verdict.remarks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn no_remark_says_what_is_not_so() {
        let (english, german) = (Language::English, Language::German);
        let nothing: &[&str] = &[];
        for (language, answer, typed, remarks) in [
            // Another word is no misspelt one.
            (german, "Bundestag", "Bundesrat", nothing),
            (german, "Inflation", "Deflation", nothing),
            (english, "imports", "exports", nothing),
            (english, "Atalanta", "Atalonte", &["spelling: Atal[-o][+a]nt[-e][+a]"]),
            // The number that differs, and nothing that may be left out.
            (english, "Regulation (EU) 2016/679", "Regulation 2016/680", &["missing: 2016/679", "too much: 2016/680"]),
            (english, "Resolution 1325", "resolution 1326", &["missing: 1325", "too much: 1326"]),
            (english, "Article 50", "article 500", &["missing: 50", "too much: 500"]),
            // First names may be missing.
            (english, "Robert O. Keohane and Joseph S. Nye", "Keohane and Waltz", &["missing: Joseph S Nye"]),
            // What is denied is not named.
            (english, "provisional", "not yet final", nothing),
            (english, "provisional", "quite final", &["final is wrong"]),
        ] {
            assert_eq!(told(language, "Which, or who wrote it?", answer, "final", typed), remarks, "{typed}");
        }
    }

    #[test]
    fn a_misspelt_name_is_held_against_its_words_not_its_initials() {
        let (ask, answer) = ("Which body sets interest rates?", "Governing Council of the European Central Bank");
        let key = TextKey {
            language: Language::English,
            ask: ask.to_owned(),
            answers: vec![answer.to_owned()],
            wrong: Vec::new(),
            strict: false,
            sentence: None,
            entry: Entry::default(),
        };
        let verdict = check_text(&key, &Rivals::default(), "Governing Council (ECB)", &Lexicon::embedded());
        let told: Vec<String> = verdict.remarks.iter().map(ToString::to_string).collect();
        assert!(told.iter().all(|remark| !remark.contains("GCO")), "{told:?}");
    }

    #[test]
    fn an_ambiguous_short_form_is_neither_of_two_answers() {
        for (language, answer, rival, typed) in [
            (Language::English, "Director of Research", "Directorate of Research", "Dir. of Research"),
            (Language::English, "Decision 12", "Decree 12", "Dec. 12"),
            (Language::French, "décision 12", "décret 12", "déc. 12"),
            (Language::German, "Kommissar für Handel", "Kommission für Handel", "Komm. für Handel"),
        ] {
            assert_eq!(judged(language, answer, rival, typed), Outcome::Wrong, "{typed}");
            assert_eq!(judged(language, answer, "something else", typed), Outcome::Correct, "{typed}");
        }
    }
}
