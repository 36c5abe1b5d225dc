//! What is said of an answer that is misspelt, known to be wrong, or none of the accepted forms.

use crate::text::form::distance::{difference, edits};
use crate::text::form::fold::fold;
use crate::text::form::token::{Token, tokens};
use crate::text::key::Wrong;
use crate::text::language::short_forms::written_out_words;
use crate::text::verdict::{Remark, Verdict};
use crate::text::words::judge::{Judge, canons, show, strip};
use crate::text::words::rivals::bare;

/// What the author lists as wrong, with the reason.
pub(crate) fn known_wrong(wrong: &Wrong) -> Verdict {
    Verdict::wrong().with(Remark::KnownWrong { answer: wrong.answer.clone(), because: wrong.because.clone() })
}

/// The form that differs least from a text.
fn nearest(forms: &[Vec<Token>], text: &str) -> String {
    let text = bare(text);
    let forms = forms.iter().map(|form| show(form));
    forms.min_by_key(|form| strsim::osa_distance(&text, &bare(form))).unwrap_or_default()
}

impl Judge<'_> {
    /// Close, unless another known answer is as near.
    pub(crate) fn close(&self, read: &str) -> Verdict {
        let right = nearest(&self.forms, read);
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

    /// What was typed, whose words were said, is as a whole a known wrong answer or a rival.
    pub(crate) fn names_another(&self, words: &[Token], said: &[Token], typed: &str) -> Option<Verdict> {
        let stripped = strip(words);
        let place = self.wrong.iter().position(|wrong| {
            !wrong.is_empty()
                && !self.forms.iter().any(|form| canons(form) == canons(wrong))
                && canons(wrong) == canons(stripped)
        });
        if let Some(place) = place {
            return Some(known_wrong(&self.key.wrong[place]));
        }
        let is_form = |words: &[Token]| {
            let said = canons(words);
            self.forms.iter().any(|form| canons(form) == said)
        };
        let bare = Some(show(stripped)).filter(|bare| bare != typed);
        if is_form(said) || bare.as_ref().is_some_and(|bare| is_form(&tokens(bare, self.key.language))) {
            return None;
        }
        // *Dir. of Research*, which may be the *Directorate of Research* that another question asks for.
        let meant = || written_out_words(stripped).iter().find_map(|text| self.named(text, 0));
        self.named(typed, 0).or_else(|| self.named(&bare?, 0)).or_else(meant)
    }

    /// Wrong, with whatever can be said about it.
    pub(crate) fn refusal(&self, words: &[Token], typed: &str) -> Verdict {
        let letters = fold(typed).chars().count();
        // What is as near to the answer itself is no known wrong one misspelt.
        let shown = bare(&show(strip(words)));
        let own = self.accepted.iter().map(|own| strsim::osa_distance(own, &shown)).min().unwrap_or(usize::MAX);
        let limit = if letters >= 8 { 2 } else { usize::from(letters >= 5) };
        let limit = limit.min(own.saturating_sub(1));
        if let Some(known) = self.named(&show(strip(words)), limit) {
            return known;
        }
        let named =
            (0..words.len()).flat_map(|start| (start + 1..=words.len().min(start + 5)).map(move |end| (start, end)));
        // What is a part of the answer itself, and stands in it, is not named: `CERT` in `CERT-EU`.
        let whole = bare(&show(words));
        let within: Vec<&String> = self.accepted.iter().filter(|own| whole.contains(own.as_str())).collect();
        let contained = named.into_iter().take(400).find_map(|(start, end)| {
            let part = show(&words[start..end]);
            let folded = bare(&part);
            let own = within.iter().any(|own| own.contains(&folded));
            if own { None } else { self.named_bare(&folded, &part, 0) }
        });
        contained.unwrap_or_else(|| self.missed(words, typed))
    }

    fn missed(&self, words: &[Token], typed: &str) -> Verdict {
        let right = nearest(&self.forms[..self.written], typed);
        let form = tokens(&right, self.key.language);
        let missing: Vec<&str> = form
            .iter()
            .filter(|token| !words.iter().any(|word| word.canon == token.canon))
            .map(|token| token.raw.as_str())
            .collect();
        if missing.len() < form.len() && !missing.is_empty() {
            return Verdict::wrong().with(Remark::Missing(missing.join(" ").into()));
        }
        let near = strsim::osa_distance(&bare(typed), &bare(&right)) * 3 <= bare(&right).chars().count();
        // Another number is no spelling.
        let numbered = |text: &str| text.chars().any(char::is_numeric);
        if near && typed.len() < 100 && !numbered(typed) && !numbered(&right) {
            Verdict::wrong().with(Remark::Spelling(difference(typed, &right)))
        } else {
            Verdict::wrong()
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::key::{Entry, TextKey};
    use crate::text::language::Language;
    use crate::text::language::lexicon::Lexicon;
    use crate::text::verdict::Outcome;
    use crate::text::words::judge::check_text;
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
