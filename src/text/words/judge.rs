//! Judging words: a text held against an answer, its other forms, known wrong answers and rivals.

use std::cell::OnceCell;

use crate::text::form::fold::fold;
use crate::text::form::token::{Gap, Token, tokens};
use crate::text::key::TextKey;
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::roles::{DO, FRAME, GOVERNING, HEDGES, OF, OR, PRONOUNS, VERSUS};
use crate::text::verdict::{Outcome, Refusal, Remark, Verdict};
use crate::text::words::align::{Place, places, reordered};
use crate::text::words::bounds::{asks_for_more, gathered, more_than};
use crate::text::words::extra_words::Beside;
use crate::text::words::first_letters::Needed;
use crate::text::words::forms::{FormKind, Forms, Source};
use crate::text::words::held::Wanted;
use crate::text::words::negation::{Denial, alternatives, amended, corrected, denial, denying};
use crate::text::words::refusal::known_wrong;
use crate::text::words::rivals::{Rivals, bare};
use crate::text::words::said::{Said, Shape, Words};
use crate::text::words::slip::Slips;

/// So many places are looked at where an answer may stand; more means that it was repeated over and over.
const MOST_PLACES: usize = 24;

/// Behind so many commas and brackets a gloss may begin.
const MOST_GLOSSES: usize = 3;

pub(super) fn refused(why: Refusal) -> Verdict {
    Verdict::wrong().with(Remark::Refused(why))
}

/// The key made ready for one typed text.
#[derive(Clone)]
pub(crate) struct Judge<'a> {
    pub(crate) key: &'a TextKey,
    pub(crate) rivals: &'a Rivals,
    pub(crate) slips: Slips<'a>,
    pub(crate) ask: Vec<Token>,
    pub(crate) forms: Vec<Vec<Token>>,
    pub(super) kinds: Vec<FormKind>,
    pub(super) origins: Vec<usize>,
    /// So many of the forms, the first ones, are the author's.
    pub(super) written: usize,
    pub(crate) wrong: Vec<Vec<Token>>,
    /// What is listed as wrong, folded.
    pub(super) wrong_folded: Vec<String>,
    /// The accepted forms, folded.
    pub(crate) accepted: Vec<String>,
    pub(super) shapes: Vec<Shape<'a>>,
    pub(super) ask_folded: String,
    /// *More than how many?*
    pub(super) asks_for_more: bool,
    /// A form says *or*, *versus* or a slash itself.
    pub(super) joined: bool,
    pub(super) open: OnceCell<bool>,
    pub(super) wanted: OnceCell<Option<Wanted<'a>>>,
}

/// What speaks for or against one reading.
pub(crate) enum Reading {
    Right { price: usize, read: String },
    Harmed(String),
    Denied,
    Absent,
}

/// What words come to, before anything is said of them.
enum Judged {
    Told(Verdict),
    Harmed(String),
    Absent,
}

impl Judged {
    fn is_right(&self) -> bool {
        matches!(self, Self::Told(verdict) if verdict.outcome.is_right())
    }
}

impl<'a> Judge<'a> {
    pub(crate) fn new(key: &'a TextKey, rivals: &'a Rivals, lexicon: &'a Lexicon) -> Self {
        let read = |text: &str| gathered(tokens(text, key.language));
        let accepted: Vec<String> = key.answers.iter().map(|answer| bare(answer)).collect();
        let ask = read(&key.ask);
        let source = Source { key, rivals, lexicon, ask: &ask, accepted: &accepted };
        let Forms { words: forms, kinds, origins, written } = source.forms();
        let wrong = key.wrong.iter().map(|wrong| read(&wrong.answer)).collect();
        let wrong_folded = key.wrong.iter().map(|wrong| bare(&wrong.answer)).collect();
        let asks_for_deed = ask.iter().any(|token| DO.has(token));
        let slips = Slips { language: key.language, lexicon, strict: key.strict, asks_for_deed };
        let joins = |token: &Token| OR.has(token) || VERSUS.has(token) || token.gap == Gap::Slash;
        Self {
            key,
            rivals,
            slips,
            joined: forms.iter().flatten().any(joins),
            shapes: key.answers.iter().map(|answer| Shape::of(answer, key.language)).collect(),
            ask_folded: fold(&key.ask),
            open: OnceCell::new(),
            wanted: OnceCell::new(),
            asks_for_more: asks_for_more(&ask),
            ask,
            forms,
            kinds,
            origins,
            written,
            wrong,
            wrong_folded,
            accepted,
        }
    }

    /// What the words of every form begin with; one that asks for nothing where a text may be right by none of them.
    pub(super) fn needed(&self) -> Vec<Needed> {
        if self.is_open() { vec![Needed::default()] } else { self.forms.iter().map(|form| Needed::of(form)).collect() }
    }

    /// A text may be right that has none of the words of a form.
    pub(super) fn is_open(&self) -> bool {
        let authors = || self.forms.iter().any(|form| self.authors(form).is_some());
        *self.open.get_or_init(|| self.asks_for_more || self.may_be_spelled_out() || authors())
    }

    /// What the forms ask for; nothing where that are too many words.
    pub(super) fn wanted(&self) -> Option<&Wanted<'a>> {
        self.wanted.get_or_init(|| Wanted::of(&self.forms, self.slips)).as_ref()
    }

    /// The rules of the rubric, in the order in which they are asked.
    pub(super) fn verdict(&self, said: &Said, told: bool) -> Verdict {
        self.listed_as_wrong(&said.text)
            .or_else(|| self.differs_in_form_only(said).then(Verdict::correct))
            .or_else(|| self.is_no_attempt(said))
            .unwrap_or_else(|| self.by_words(said, told))
    }

    /// Before anything is folded: what the author lists as wrong, letter by letter.
    fn listed_as_wrong(&self, typed: &str) -> Option<Verdict> {
        let same = |text: &str| text.trim() == typed.trim();
        let wrong = self.key.wrong.iter().find(|wrong| same(&wrong.answer))?;
        let right = self.key.answers.iter().any(|answer| same(answer));
        (!right).then(|| known_wrong(wrong))
    }

    pub(super) fn differs_in_form_only(&self, said: &Said) -> bool {
        self.shapes.iter().any(|shape| shape.is_form_of(said))
    }

    /// Given up, the question pasted back, a wildcard for what is not known.
    fn is_no_attempt(&self, said: &Said) -> Option<Verdict> {
        let wildcard = |word: &str| word.trim_end_matches(['?', '!', '.', ')']).contains(['*', '?']);
        if said.is_given_up() {
            Some(Verdict::wrong())
        } else if said.folded() == self.ask_folded {
            Some(refused(Refusal::Question))
        } else if said.text.contains(['*', '?']) && said.text.split_whitespace().any(wildcard) {
            Some(refused(Refusal::GapLeft))
        } else {
            None
        }
    }

    fn by_words(&self, said: &Said, told: bool) -> Verdict {
        let mut own = self.contraries(&said.words().tokens);
        if self.asks_for_more {
            own.get_or_insert_with(|| said.words().tokens.clone()).iter_mut().for_each(more_than);
        }
        let own = own.map(|words| said.other(words));
        let words = own.as_ref().unwrap_or(said.words());
        let tokens = words.tokens.as_slice();
        self.names_another(words, said)
            .or_else(|| self.names_the_act(tokens))
            .or_else(|| self.spells_out(tokens))
            .or_else(|| self.names_the_authors(tokens))
            .unwrap_or_else(|| self.by_reading(words, &said.text, told))
    }

    /// As typed, else with its short forms read, else without what only assures, else with the currency left out.
    fn by_reading(&self, words: &Words, typed: &str, told: bool) -> Verdict {
        let tokens = words.tokens.as_slice();
        let judged = self.judge(tokens);
        if judged.is_right() {
            return self.told(judged, tokens, typed);
        }
        let right = |words: Option<&Vec<Token>>| match self.judge(words?) {
            Judged::Told(verdict) if verdict.outcome.is_right() => Some(verdict),
            _ => None,
        };
        right(words.parted())
            .or_else(|| right(words.named()))
            .or_else(|| right(words.assured()))
            .or_else(|| right(self.owners().without(words.parted().map_or(tokens, Vec::as_slice)).as_ref()))
            .or_else(|| right(self.with_middle_initials(tokens).as_ref()))
            .or_else(|| right(self.as_gerund(tokens).as_ref()))
            .or_else(|| self.without_currency(tokens))
            .unwrap_or_else(|| if told { self.told(judged, tokens, typed) } else { Verdict::wrong() })
    }

    /// The verdict: why the words are wrong is looked for only here, once nothing else is right.
    fn told(&self, judged: Judged, words: &[Token], typed: &str) -> Verdict {
        match judged {
            Judged::Told(verdict) => verdict,
            Judged::Harmed(extra) => self.refusal(corrected(words), typed).with(Remark::Extra(extra)),
            Judged::Absent => self.refusal(corrected(words), typed),
        }
    }

    fn judge(&self, words: &[Token]) -> Judged {
        let own = |token: &Token| self.forms.iter().flatten().any(|own| own.canon == token.canon);
        let parts = if self.joined { vec![words] } else { alternatives(words, &self.ask, own) };
        if parts.len() > 1 {
            return Judged::Told(self.bet(&parts, words));
        }
        let words = corrected(words);
        let best = self.best(words);
        if let Some(rest) = amended(words).filter(|_| !matches!(best, Reading::Right { .. }))
            && let Some(verdict) = self.right(self.best(rest))
        {
            return Judged::Told(verdict);
        }
        match best {
            Reading::Harmed(extra) => Judged::Harmed(extra),
            Reading::Denied => Judged::Told(refused(Refusal::Denied)),
            right => self.right(right).map_or(Judged::Absent, Judged::Told),
        }
    }

    /// Several alternatives: right only if every one of them is.
    fn bet(&self, parts: &[&[Token]], words: &[Token]) -> Verdict {
        let right = |part: &&[Token]| self.right(self.best(part)).filter(|verdict| verdict.outcome.is_right());
        if self.forms.iter().any(|form| reordered(form, words, self.slips) == Some(0)) {
            return Verdict::correct();
        }
        match parts.iter().map(right).collect::<Option<Vec<Verdict>>>() {
            Some(verdicts) => {
                verdicts.into_iter().find(|verdict| verdict.outcome == Outcome::Close).unwrap_or_else(Verdict::correct)
            }
            None => refused(Refusal::Several),
        }
    }

    /// What a right reading comes to: correct or close, or wrong where what is misspelt is as near to another answer.
    fn right(&self, reading: Reading) -> Option<Verdict> {
        match reading {
            Reading::Right { price: 0, .. } => Some(Verdict::correct()),
            Reading::Right { read, .. } => Some(self.close(&read)),
            _ => None,
        }
    }

    /// The best reading of the words, over all forms and places.
    pub(crate) fn best(&self, words: &[Token]) -> Reading {
        let (mut best, denials) = (Reading::Absent, OnceCell::new());
        let runs = |form: &[Token], word: &str| {
            let rest = form.iter().try_fold(word, |rest, token| rest.strip_prefix(token.word.as_str()));
            rest.is_some_and(str::is_empty)
        };
        let whole = |(form, kind): (&Vec<Token>, &FormKind)| {
            *kind != FormKind::Initials && runs(form, &words[0].word) && !form.iter().any(|token| token.initial)
        };
        if words.len() == 1 && !words[0].has_digit() && self.forms.iter().zip(&self.kinds).any(whole) {
            return Reading::Right { price: 0, read: show(words) };
        }
        let wanted = self.wanted().map(|wanted| (wanted, wanted.bits(words)));
        for (at, (form, (kind, origin))) in self.forms.iter().zip(self.kinds.iter().zip(&self.origins)).enumerate() {
            if wanted.is_some_and(|(wanted, bits)| !wanted.may_hold(at, bits)) {
                continue;
            }
            let person = *kind == FormKind::Person;
            let origin = &self.forms[*origin];
            for place in places(form, words, self.slips).into_iter().take(MOST_PLACES) {
                if *kind == FormKind::Initials && !self.is_shaped_as_initials(&words[place.start]) {
                    continue;
                }
                if *kind == FormKind::NounLeftOut && !stands_alone(words, place) {
                    continue;
                }
                let denying = denials.get_or_init(|| denying(words));
                best = better(best, self.at(form, origin, person, words, denying, place));
                if matches!(best, Reading::Right { price: 0, .. }) {
                    return best;
                }
            }
            if !matches!(best, Reading::Right { .. } | Reading::Denied)
                && let Some(price) = self.in_another_order(form, person, words)
            {
                best = better(best, Reading::Right { price, read: show(words) });
            }
        }
        best
    }

    /// The words of a form in another order, up to a gloss behind them: *agreement of Marrakesh, 1994*, *Smith, Adam (1776)*.
    fn in_another_order(&self, form: &[Token], person: bool, words: &[Token]) -> Option<usize> {
        let words = strip(words);
        reordered(form, words, self.slips).or_else(|| {
            let glosses = (1..words.len()).filter(|place| words[*place].gap >= Gap::Comma).take(MOST_GLOSSES);
            glosses.into_iter().find_map(|gloss| {
                let price = reordered(form, &words[..gloss], self.slips)?;
                let harmless = self.beside(form, person).harm(words, 0, gloss).is_none();
                harmless.then_some(price)
            })
        })
    }

    /// Capitals, or letters that make no word.
    fn is_shaped_as_initials(&self, token: &Token) -> bool {
        token.raw.chars().filter(|letter| letter.is_uppercase()).count() > 1
            || token.length() > 2
                && !self.slips.lexicon.is_known(&token.word, self.key.language)
                && !self.slips.lexicon.is_surname(&token.word)
    }

    fn at(
        &self,
        form: &[Token],
        origin: &[Token],
        person: bool,
        words: &[Token],
        denying: &[bool],
        place: Place,
    ) -> Reading {
        let (from, to) = match denial(words, denying, place.start, place.end) {
            Denial::Answer => return Reading::Denied,
            Denial::None => (0, words.len()),
            Denial::Elsewhere { from, to } => (from, to),
        };
        match self.beside(origin, person).harm(&words[from..to], place.start - from, place.end - from) {
            Some(extra) => Reading::Harmed(extra),
            None => {
                let read = &words[place.start..place.end];
                let price =
                    place.price.max(usize::from(self.key.language == Language::French && disagrees(form, read)));
                Reading::Right { price, read: show(read) }
            }
        }
    }

    fn beside<'b>(&'b self, form: &'b [Token], person: bool) -> Beside<'b> {
        Beside {
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
        }
    }
}

pub(crate) fn show(words: &[Token]) -> String {
    words.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ")
}

pub(crate) fn canons(words: &[Token]) -> Vec<&str> {
    words.iter().filter(|token| !token.article).map(|token| token.canon.as_str()).collect()
}

/// Without the frame in front: *it was the*.
pub(crate) fn strip(words: &[Token]) -> &[Token] {
    let glued = |place: usize| words.get(place + 1).is_some_and(|next| next.gap == Gap::Hyphen);
    let count = words.iter().enumerate().take_while(|(place, token)| FRAME.has(token) && !glued(*place)).count();
    if count == words.len() { words } else { &words[count..] }
}

/// Nothing touches what stands at the place but a frame, an article, a hedge, *that of*.
fn stands_alone(words: &[Token], place: Place) -> bool {
    let (before, after) = (&words[..place.start], &words[place.end..]);
    let stands_for_noun = |token: &Token| !token.capital && GOVERNING.has(token) && PRONOUNS.has(token);
    let idle = |token: &Token| token.article || FRAME.has(token) || HEDGES.has(token) && !token.capital;
    let fits = |(at, token): (usize, &Token)| {
        idle(token) || stands_for_noun(token) || OF.has(token) && at > 0 && stands_for_noun(&before[at - 1])
    };
    before.iter().enumerate().all(fits) && after.first().is_none_or(|next| next.gap >= Gap::Comma || next.bracketed)
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

/// Some words of a French phrase have lost or gained their plural and others have not: *mesures restrictive*.
fn disagrees(form: &[Token], read: &[Token]) -> bool {
    let plural = |token: &&Token| token.length() > 3 && token.word.ends_with(['s', 'x']) && !token.abbreviation;
    let count = |tokens: &[Token]| tokens.iter().filter(plural).count();
    let (own, given) = (count(form), count(read));
    own > 1 && given > 0 && given < own
}
