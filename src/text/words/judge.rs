//! Judging words: a text held against an answer, its other forms, known wrong answers and rivals.

use crate::text::date::inside::dates_as_answered;
use crate::text::form::distance::difference;
use crate::text::form::fold::{fold, fold_umlauts};
use crate::text::form::script;
use crate::text::form::token::{Gap, Token, answer_tokens, tokens};
use crate::text::key::{TextKey, Wrong};
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::short_forms::{initials, shortened};
use crate::text::language::signs;
use crate::text::verdict::{Outcome, Remark, Verdict};
use crate::text::words::acts;
use crate::text::words::align::{Place, places, reordered};
use crate::text::words::bounds::gathered;
use crate::text::words::cloze;
use crate::text::words::extra_words::Beside;
use crate::text::words::negation::{Denial, alternatives, amended, assured, corrected, denial, is_given_up};
use crate::text::words::rivals::{Rivals, bare};
use crate::text::words::slip::Slips;
use crate::text::words::surname;

/// Longer texts are no answers: they are refused unread, whatever they hold.
const LONGEST: usize = 2_000;

/// So many places are looked at where an answer may stand; more means that it was repeated over and over.
const MOST_PLACES: usize = 24;

/// Judges a typed text.
pub(crate) fn check_text(key: &TextKey, rivals: &Rivals, typed: &str, lexicon: &Lexicon) -> Verdict {
    if fold(&typed.chars().take(LONGEST).collect::<String>()).is_empty() {
        let blank = typed.trim().is_empty();
        return if blank { Verdict::unread() } else { Verdict::wrong().with(note("no answer was read")) };
    }
    let expected = key.answers.iter().chain(&key.sentence).map(String::len).max().unwrap_or(0) + key.ask.len();
    if typed.chars().nth(LONGEST.min(400 + 2 * expected)).is_some() {
        return Verdict::wrong().with(note("too long to be an answer"));
    }
    let dated = dates_as_answered(typed, &key.answers, key.language, lexicon);
    let typed = if key.strict { typed } else { &dated };
    let latin = script::latin(typed);
    let inner = cloze::filled(key, latin.as_deref().unwrap_or(typed));
    let judge = Judge::new(key, rivals, lexicon);
    let verdict = judge.verdict(&inner);
    if latin.is_some() && verdict.outcome == Outcome::Correct {
        return Verdict { outcome: Outcome::Close, ..verdict }
            .with(note("letters of another script that look alike were read as Latin ones"));
    }
    verdict
}

fn note(text: &str) -> Remark {
    Remark::Note(text.to_owned())
}

/// The key made ready for one typed text.
struct Judge<'a> {
    key: &'a TextKey,
    rivals: &'a Rivals,
    slips: Slips<'a>,
    ask: Vec<Token>,
    forms: Vec<Vec<Token>>,
    /// Which of the forms name a person.
    persons: Vec<bool>,
    wrong: Vec<Vec<Token>>,
    /// The accepted forms, folded.
    accepted: Vec<String>,
}

/// What speaks for or against one reading.
enum Reading {
    Right { price: usize, read: String },
    Harmed(String),
    Denied,
    Absent,
}

impl<'a> Judge<'a> {
    fn new(key: &'a TextKey, rivals: &'a Rivals, lexicon: &'a Lexicon) -> Self {
        let read = |text: &str| gathered(tokens(text, key.language));
        let mut forms: Vec<Vec<Token>> = key
            .answers
            .iter()
            .map(|answer| gathered(answer_tokens(answer, key.language)))
            .filter(|form| !form.is_empty())
            .collect();
        let accepted: Vec<String> = key.answers.iter().map(|answer| bare(answer)).collect();
        let ask = read(&key.ask);
        let mut persons = vec![false; forms.len()];
        for place in 0..forms.len() {
            let Some(person) = surname::person(&forms[place], &ask, lexicon, key.language) else { continue };
            persons[place] = true;
            let own = |form: &Vec<Token>| {
                form.first().zip(form.last()).is_some_and(|(first, last)| {
                    !rivals.share_last(&last.word, &accepted) && !rivals.share_first(&first.word, &accepted)
                })
            };
            forms.extend(person.surnames.into_iter().filter(own).chain(person.initials));
        }
        persons.resize(forms.len(), true);
        forms.extend(shorter(&forms, &ask, key.language));
        persons.resize(forms.len(), false);
        let wrong = key.wrong.iter().map(|wrong| read(&wrong.answer)).collect();
        let slips = Slips { language: key.language, lexicon, strict: key.strict };
        Self { key, rivals, slips, ask, forms, persons, wrong, accepted }
    }

    fn verdict(&self, typed: &str) -> Verdict {
        if self.key.answers.iter().any(|answer| same_form(answer, typed, self.key.language)) {
            return Verdict::correct();
        }
        if is_given_up(typed) {
            return Verdict::wrong();
        }
        if fold(typed) == fold(&self.key.ask) {
            return Verdict::wrong().with(note("that is the question"));
        }
        if typed.contains(['*', '?'])
            && typed.split_whitespace().any(|word| word.trim_end_matches(['?', '!', '.', ')']).contains(['*', '?']))
        {
            return Verdict::wrong().with(note("a gap was left in the answer"));
        }
        let words = gathered(tokens(typed, self.key.language));
        let merged = self.contraries(&words);
        let words = merged.as_deref().unwrap_or(&words);
        if let Some(known) = self.known_wrong(words, typed) {
            return known;
        }
        if acts::names_same(&self.forms, strip(words), &self.ask, self.key.language) {
            return Verdict::correct();
        }
        let verdict = self.judge(words, typed);
        if let Some(short) = shortened(words, self.key.language).filter(|_| !verdict.outcome.is_right()) {
            let other = self.judge(&short, typed);
            if other.outcome.is_right() {
                return other;
            }
        }
        match assured(words, typed.trim_end().ends_with('?')) {
            Some(words) if !verdict.outcome.is_right() => self.judge(&words, &show(&words)),
            _ => verdict,
        }
    }

    fn judge(&self, words: &[Token], typed: &str) -> Verdict {
        let joined = self
            .forms
            .iter()
            .any(|form| form.iter().any(|token| token.is(&["or", "ou", "oder"]) || token.gap == Gap::Slash));
        let parts = if joined { vec![words] } else { alternatives(words) };
        if parts.len() > 1 {
            return self.bet(&parts, words);
        }
        let words = corrected(words);
        let best = self.best(words);
        if let Some(rest) = amended(words).filter(|_| !matches!(best, Reading::Right { .. }))
            && matches!(self.best(rest), Reading::Right { .. })
        {
            return self.judge_part(rest, &show(rest));
        }
        match best {
            Reading::Right { price: 0, .. } => Verdict::correct(),
            Reading::Right { read, .. } => self.close(&read),
            Reading::Harmed(extra) => self.refusal(words, typed).with(Remark::Extra(extra)),
            Reading::Denied => Verdict::wrong().with(note("the answer was denied")),
            Reading::Absent => self.refusal(words, typed),
        }
    }

    /// Several alternatives: right only if every one of them is.
    fn bet(&self, parts: &[&[Token]], words: &[Token]) -> Verdict {
        let text = |part: &[Token]| part.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ");
        let whole = self.forms.iter().any(|form| reordered(form, words, self.slips) == Some(0));
        let verdicts: Vec<Verdict> = parts.iter().map(|part| self.judge_part(part, &text(part))).collect();
        if whole || verdicts.iter().all(|verdict| verdict.outcome == Outcome::Correct) {
            return Verdict::correct();
        }
        if verdicts.iter().all(|verdict| verdict.outcome.is_right()) {
            return verdicts
                .into_iter()
                .find(|verdict| verdict.outcome == Outcome::Close)
                .unwrap_or_else(Verdict::correct);
        }
        Verdict::wrong().with(note("several answers were given; one is asked for"))
    }

    fn judge_part(&self, part: &[Token], text: &str) -> Verdict {
        match self.best(part) {
            Reading::Right { price: 0, .. } => Verdict::correct(),
            Reading::Right { read, .. } => self.close(&read),
            _ => self.refusal(part, text),
        }
    }

    /// The best reading of the words, over all forms and places.
    fn best(&self, words: &[Token]) -> Reading {
        let mut best = Reading::Absent;
        let run = |tokens: &[Token]| tokens.iter().map(|token| token.word.as_str()).collect::<String>();
        if words.len() == 1 && !words[0].has_digit() && self.forms.iter().any(|form| run(form) == words[0].word) {
            return Reading::Right { price: 0, read: show(words) };
        }
        for (form, person) in self.forms.iter().zip(&self.persons) {
            for place in places(form, words, self.slips).into_iter().take(MOST_PLACES) {
                best = better(best, self.at(form, *person, words, place));
                if matches!(best, Reading::Right { price: 0, .. }) {
                    return best;
                }
            }
            if !matches!(best, Reading::Right { .. } | Reading::Denied)
                && let Some(price) = reordered(form, strip(words), self.slips)
            {
                best = better(best, Reading::Right { price, read: show(words) });
            }
        }
        best
    }

    fn at(&self, form: &[Token], person: bool, words: &[Token], place: Place) -> Reading {
        let (from, to) = match denial(words, place.start, place.end) {
            Denial::Answer => return Reading::Denied,
            Denial::None => (0, words.len()),
            Denial::Elsewhere { from, to } => (from, to),
        };
        let beside = Beside {
            language: self.key.language,
            lexicon: self.slips.lexicon,
            ask: &self.ask,
            rivals: self.rivals,
            name: form.first().is_some_and(|first| first.capital),
            person,
            form,
            key: self.key,
            forms: &self.forms,
            accepted: &self.accepted,
        };
        match beside.harm(&words[from..to], place.start - from, place.end - from) {
            Some(extra) => Reading::Harmed(extra),
            None => Reading::Right { price: place.price, read: show(&words[place.start..place.end]) },
        }
    }

    /// Close, unless another known answer is as near.
    fn close(&self, read: &str) -> Verdict {
        let right = self.nearest_answer(read);
        let own = strsim::osa_distance(&bare(read), &bare(&right)).max(1);
        if let Some(refused) = self.named(read, own) {
            return refused;
        }
        Verdict::close().with(Remark::Spelling(difference(read, &right)))
    }

    fn nearest_answer(&self, read: &str) -> String {
        let forms = self.forms.iter().map(|form| show(form));
        forms.min_by_key(|form| strsim::osa_distance(&bare(read), &bare(form))).unwrap_or_default()
    }

    /// A known wrong answer or a rival, exactly or within so many edits.
    fn named(&self, text: &str, limit: usize) -> Option<Verdict> {
        let folded = bare(text);
        let wrong = self.key.wrong.iter().find(|wrong| {
            let other = bare(&wrong.answer);
            !other.is_empty()
                && !self.accepted.contains(&other)
                && crate::text::form::distance::edits(&other, &folded, limit).is_some()
        });
        if let Some(Wrong { answer, because }) = wrong {
            return Some(
                Verdict::wrong().with(Remark::KnownWrong { answer: answer.clone(), because: because.clone() }),
            );
        }
        let rival = self
            .rivals
            .named(text, &self.accepted)
            .or_else(|| (limit > 0).then(|| self.rivals.near(text, limit, &self.accepted)).flatten())?;
        Some(Verdict::wrong().with(Remark::Rival { answer: rival.answer.clone(), about: rival.about.clone() }))
    }

    /// What was typed is, as a whole, a known wrong answer or a rival.
    fn known_wrong(&self, words: &[Token], typed: &str) -> Option<Verdict> {
        let stripped = strip(words);
        let place = self.wrong.iter().position(|wrong| {
            !wrong.is_empty()
                && !self.forms.iter().any(|form| canons(form) == canons(wrong))
                && canons(wrong) == canons(stripped)
        });
        if let Some(place) = place {
            let Wrong { answer, because } = self.key.wrong[place].clone();
            return Some(Verdict::wrong().with(Remark::KnownWrong { answer, because }));
        }
        let is_form =
            |text: &str| self.forms.iter().any(|form| canons(form) == canons(&tokens(text, self.key.language)));
        if is_form(typed) || is_form(&show(stripped)) {
            return None;
        }
        self.named(typed, 0).or_else(|| self.named(&show(stripped), 0))
    }

    /// Wrong, with whatever can be said about it.
    fn refusal(&self, words: &[Token], typed: &str) -> Verdict {
        let letters = fold(typed).chars().count();
        let limit = if letters >= 8 { 2 } else { usize::from(letters >= 5) };
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
            let own = !within.is_empty() && {
                let folded = bare(&part);
                within.iter().any(|own| own.contains(&folded))
            };
            if own { None } else { self.named(&part, 0) }
        });
        contained.unwrap_or_else(|| self.missed(words, typed))
    }

    fn missed(&self, words: &[Token], typed: &str) -> Verdict {
        let right = self.nearest_answer(typed);
        let form = tokens(&right, self.key.language);
        let missing: Vec<&str> = form
            .iter()
            .filter(|token| !words.iter().any(|word| word.canon == token.canon))
            .map(|token| token.raw.as_str())
            .collect();
        if missing.len() < form.len() && !missing.is_empty() {
            return Verdict::wrong().with(Remark::Missing(missing.join(" ")));
        }
        let near = strsim::osa_distance(&bare(typed), &bare(&right)) * 3 <= bare(&right).chars().count();
        if near && typed.len() < 100 {
            Verdict::wrong().with(Remark::Spelling(difference(typed, &right)))
        } else {
            Verdict::wrong()
        }
    }

    /// *not visible* written as one word where the answer is *invisible*.
    fn contraries(&self, words: &[Token]) -> Option<Vec<Token>> {
        let place = words.iter().position(|token| token.is(&["not", "non", "nicht"]))?;
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
        let prefixes = ["un", "in", "im", "il", "ir", "non", "dis", "a"];
        let contrary = self.forms.iter().flatten().find(|token| {
            prefixes
                .iter()
                .any(|prefix| token.word.strip_prefix(prefix).is_some_and(|stem| stem == next.word && stem.len() > 3))
        })?;
        let mut merged = words.to_vec();
        merged.remove(place);
        merged[place] = Token { gap: words[place].gap, ..contrary.clone() };
        Some(merged)
    }
}

/// The forms with every name that has usual initials as one token, but for what the question itself calls so.
fn shorter(forms: &[Vec<Token>], ask: &[Token], language: Language) -> Vec<Vec<Token>> {
    let asked: Vec<Vec<&str>> = ask.iter().filter_map(|token| initials(token, language)).map(canons).collect();
    let told = |form: &Vec<Token>| asked.contains(&canons(form));
    forms.iter().filter_map(|form| shortened(form, language)).filter(|form| !told(form)).collect()
}

pub(crate) fn show(words: &[Token]) -> String {
    words.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ")
}

pub(crate) fn canons(words: &[Token]) -> Vec<&str> {
    words.iter().filter(|token| !token.article).map(|token| token.canon.as_str()).collect()
}

/// Without the frame in front: *it was the*.
pub(crate) fn strip(words: &[Token]) -> &[Token] {
    const FRAME: &[&str] = &[
        "i", "think", "it", "its", "is", "was", "that", "the", "a", "an", "probably", "maybe", "perhaps", "by", "in",
        "je", "crois", "que", "c", "cest", "est", "ich", "glaube", "es", "ist", "das",
    ];
    let glued = |place: usize| words.get(place + 1).is_some_and(|next| next.gap == Gap::Hyphen);
    let count = words.iter().enumerate().take_while(|(place, token)| token.is(FRAME) && !glued(*place)).count();
    if count == words.len() { words } else { &words[count..] }
}

fn better(one: Reading, other: Reading) -> Reading {
    let rank = |reading: &Reading| match reading {
        Reading::Right { price, .. } => *price,
        Reading::Denied => 100_000,
        Reading::Harmed(_) => 100_001,
        Reading::Absent => 100_002,
    };
    if rank(&other) < rank(&one) { other } else { one }
}

/// The same text in another form: case, blanks, punctuation, accents; a sign is no punctuation.
fn same_form(answer: &str, typed: &str, language: Language) -> bool {
    let squash = |text: &str| fold(&signs::spelled(text)).replace(' ', "");
    if squash(answer).is_empty() {
        return false;
    }
    let digits = |text: &str| text.chars().any(char::is_numeric);
    if digits(answer) || digits(typed) {
        let typed = tokens(typed, language);
        let same = |(one, other): (&Token, &Token)| one.canon == other.canon && other.forgiven == 0;
        let answer = tokens(answer, language);
        return answer.len() == typed.len() && answer.iter().zip(&typed).all(same);
    }
    squash(answer) == squash(typed) || fold_umlauts(answer).is_some_and(|spelled| spelled == squash(typed))
}
