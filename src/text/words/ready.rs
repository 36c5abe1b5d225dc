//! A key for one text or several: what is looked at before the words are.

use std::cell::OnceCell;

use std::borrow::Cow;

use crate::text::date::inside::{Dated, DatesRead};
use crate::text::form::script;
use crate::text::key::TextKey;
use crate::text::language::lexicon::Lexicon;
use crate::text::verdict::{Outcome, Refusal, Remark, Verdict};
use crate::text::words::cloze;
use crate::text::words::first_letters::Needed;
use crate::text::words::judge::{Judge, refused};
use crate::text::words::rivals::Rivals;
use crate::text::words::said::{Said, squash};

/// Longer texts are no answers: they are refused unread, whatever they hold.
const LONGEST: usize = 2_000;

/// Judges a typed text.
pub(crate) fn check_text(key: &TextKey, rivals: &Rivals, typed: &str, lexicon: &Lexicon) -> Verdict {
    ReadyKey::new(key, rivals, lexicon).check(typed)
}

/// A key for several texts: its forms are made once, with the first text that is looked at.
pub(crate) struct ReadyKey<'a> {
    pub(crate) key: &'a TextKey,
    rivals: &'a Rivals,
    lexicon: &'a Lexicon,
    judge: OnceCell<Judge<'a>>,
    needed: OnceCell<Vec<Needed>>,
    dated: OnceCell<Dated<'a>>,
    dates_read: DatesRead,
}

impl<'a> ReadyKey<'a> {
    pub(crate) fn new(key: &'a TextKey, rivals: &'a Rivals, lexicon: &'a Lexicon) -> Self {
        let (judge, needed, dated) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { key, rivals, lexicon, judge, needed, dated, dates_read: DatesRead::default() }
    }

    /// The keys of a list.
    pub(crate) fn each(keys: &'a [TextKey], rivals: &'a Rivals, lexicon: &'a Lexicon) -> Vec<Self> {
        let dates_read = DatesRead::default();
        keys.iter().map(|key| Self { dates_read: dates_read.clone(), ..Self::new(key, rivals, lexicon) }).collect()
    }

    /// Judges a typed text.
    pub(crate) fn check(&self, typed: &str) -> Verdict {
        self.checked(&Said::new(typed, self.key.language), true)
    }

    /// The verdict on a text that is right; nothing on any other, of which it costs more to tell what is wrong.
    pub(crate) fn right(&self, said: &Said) -> Option<Verdict> {
        Some(self.checked(said, false)).filter(|verdict| verdict.outcome.is_right())
    }

    fn checked(&self, said: &Said, told: bool) -> Verdict {
        let (key, typed) = (self.key, said.text.as_str());
        let expected = key.answers.iter().chain(&key.sentence).map(String::len).max().unwrap_or(0) + key.ask.len();
        let long = typed.chars().nth(LONGEST.min(400 + 2 * expected)).is_some();
        let cut = || squash(&typed.chars().take(LONGEST).collect::<String>()).is_empty();
        if if long { cut() } else { said.squashed().is_empty() } {
            let blank = typed.trim().is_empty();
            return if blank { Verdict::unread() } else { refused(Refusal::NothingRead) };
        }
        if long {
            return refused(Refusal::TooLong);
        }
        let dates = || Dated::of(&key.answers, key.language, self.lexicon, &self.dates_read);
        let dated = if key.strict { Cow::Borrowed(typed) } else { self.dated.get_or_init(dates).as_answered(typed) };
        let other = (dated != typed).then(|| script::latin(&dated));
        let latin = other.as_ref().map_or_else(|| said.latin(), Option::as_deref);
        let inner = cloze::filled(key, latin.unwrap_or(&dated));
        let judge = self.judge.get_or_init(|| Judge::new(key, self.rivals, self.lexicon));
        let other = (inner != typed).then(|| Said::new(inner, key.language));
        let said = other.as_ref().unwrap_or(said);
        if !told && !self.may_be_right(judge, said) {
            return Verdict::wrong();
        }
        said.look(judge.forms.len());
        let verdict = judge.verdict(said, told);
        debug_assert!(
            !verdict.outcome.is_right() || self.may_be_right(judge, said),
            "right, but begins otherwise: {typed}"
        );
        if latin.is_some() && verdict.outcome == Outcome::Correct {
            return Verdict { outcome: Outcome::Close, ..verdict }.with(Remark::Lookalikes);
        }
        verdict
    }
}

impl<'a> ReadyKey<'a> {
    /// Whether it is worth while to look at the words: not where they begin otherwise than those of every form.
    fn may_be_right(&self, judge: &Judge<'a>, said: &Said) -> bool {
        let needed = self.needed.get_or_init(|| judge.needed());
        let outline = said.outline();
        let begins = || needed.iter().any(|needed| needed.may_be_in(outline)) && self.may_stand(judge, said);
        judge.differs_in_form_only(said) || begins()
    }

    fn may_stand(&self, judge: &Judge<'a>, said: &Said) -> bool {
        judge.is_open() || judge.wanted().is_none_or(|wanted| wanted.may_be_in(said))
    }
}
