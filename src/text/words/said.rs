//! What was typed, and what is read in it whatever the key says: each of it once, since a list holds one text against every
//! item.

use std::cell::{Cell, OnceCell};

use crate::text::form::fold::{fold, fold_umlauts};
use crate::text::form::script;
use crate::text::form::token::{Token, tokens};
use crate::text::language::short_forms::written_out_words;
use crate::text::language::usual_names::table;
use crate::text::language::{Language, signs};
use crate::text::words::bounds::gathered;
use crate::text::words::first_letters::Outline;
use crate::text::words::judge::{show, strip};
use crate::text::words::negation::{assured, is_given_up};
use crate::text::words::rivals::bare;

/// A typed text.
pub(crate) struct Said {
    pub(super) text: String,
    language: Language,
    folded: OnceCell<String>,
    squashed: OnceCell<String>,
    given_up: OnceCell<bool>,
    digits: OnceCell<bool>,
    looked: Cell<usize>,
    bare: OnceCell<String>,
    outline: OnceCell<Outline>,
    latin: OnceCell<Option<String>>,
    words: OnceCell<(Vec<Token>, Words)>,
}

/// Its words, and the other ways in which they are read.
pub(crate) struct Words {
    language: Language,
    pub(super) tokens: Vec<Token>,
    question: bool,
    parted: OnceCell<Option<Vec<Token>>>,
    named: OnceCell<Option<Vec<Token>>>,
    assured: OnceCell<Option<Vec<Token>>>,
    shown: OnceCell<String>,
    read_again: OnceCell<Vec<Token>>,
    written_out: OnceCell<Vec<String>>,
}

impl Said {
    pub(crate) fn new(text: impl Into<String>, language: Language) -> Self {
        Self {
            text: text.into(),
            language,
            folded: OnceCell::new(),
            squashed: OnceCell::new(),
            given_up: OnceCell::new(),
            digits: OnceCell::new(),
            looked: Cell::new(0),
            bare: OnceCell::new(),
            outline: OnceCell::new(),
            latin: OnceCell::new(),
            words: OnceCell::new(),
        }
    }

    pub(super) fn folded(&self) -> &str {
        self.folded.get_or_init(|| fold(&self.text))
    }

    /// Letters, digits and the words of signs, without blanks.
    pub(super) fn squashed(&self) -> &str {
        self.squashed.get_or_init(|| squash(&self.text))
    }

    /// Folded, without an article in front.
    pub(super) fn bare(&self) -> &str {
        self.bare.get_or_init(|| bare(&self.text))
    }

    pub(super) fn outline(&self) -> Outline {
        *self.outline.get_or_init(|| Outline::of(&self.text, self.squashed().chars().count(), self.language))
    }

    /// In Latin letters, where some only look so.
    pub(super) fn latin(&self) -> Option<&str> {
        self.latin.get_or_init(|| script::latin(&self.text)).as_deref()
    }

    pub(super) fn is_given_up(&self) -> bool {
        *self.given_up.get_or_init(|| is_given_up(&self.text))
    }

    pub(super) fn has_digits(&self) -> bool {
        *self.digits.get_or_init(|| has_digits(&self.text))
    }

    /// Its words are held against so many forms.
    pub(super) fn look(&self, forms: usize) {
        self.looked.set(self.looked.get() + forms * self.tokens().len());
    }

    /// How many words were held against forms.
    pub(crate) fn looked(&self) -> usize {
        self.looked.get()
    }

    /// One by one, as the signs and numerals among them are read.
    pub(super) fn tokens(&self) -> &[Token] {
        &self.read().0
    }

    /// With the bounds beside numbers put together.
    pub(super) fn words(&self) -> &Words {
        &self.read().1
    }

    fn read(&self) -> &(Vec<Token>, Words) {
        self.words.get_or_init(|| {
            let said = tokens(&self.text, self.language);
            let words = self.other(gathered(said.clone()));
            (said, words)
        })
    }

    /// Other words in the place of its own.
    pub(super) fn other(&self, tokens: Vec<Token>) -> Words {
        Words {
            language: self.language,
            tokens,
            question: self.text.trim_end().ends_with('?'),
            parted: OnceCell::new(),
            named: OnceCell::new(),
            assured: OnceCell::new(),
            shown: OnceCell::new(),
            read_again: OnceCell::new(),
            written_out: OnceCell::new(),
        }
    }
}

impl Words {
    /// With the names that may stand inside others as one word each.
    pub(super) fn parted(&self) -> Option<&Vec<Token>> {
        self.parted.get_or_init(|| table(self.language).with_parts(&self.tokens)).as_ref()
    }

    /// With every usual name as one word, where that is more.
    pub(super) fn named(&self) -> Option<&Vec<Token>> {
        let whole = || table(self.language).whole(&self.tokens).filter(|named| Some(named) != self.parted());
        self.named.get_or_init(whole).as_ref()
    }

    /// Without what only assures.
    pub(super) fn assured(&self) -> Option<&Vec<Token>> {
        self.assured.get_or_init(|| assured(&self.tokens, self.question)).as_ref()
    }

    /// As typed, without the frame in front.
    pub(super) fn shown(&self) -> &str {
        self.shown.get_or_init(|| show(strip(&self.tokens)))
    }

    /// What is left without the frame, read again.
    pub(super) fn read_again(&self) -> &[Token] {
        self.read_again.get_or_init(|| tokens(self.shown(), self.language))
    }

    /// What the short forms in it may stand for, folded.
    pub(super) fn written_out(&self) -> &[String] {
        let texts = || written_out_words(strip(&self.tokens));
        self.written_out.get_or_init(|| texts().iter().map(|text| bare(text)).collect())
    }
}

pub(super) fn squash(text: &str) -> String {
    fold(&signs::spelled(text)).replace(' ', "")
}

/// An answer, as far as its form is compared.
#[derive(Clone)]
pub(super) struct Shape<'a> {
    answer: &'a str,
    language: Language,
    squashed: String,
    /// With the vowels spelled out, where that differs.
    spelled: Option<String>,
    digits: bool,
    tokens: OnceCell<Vec<Token>>,
}

impl<'a> Shape<'a> {
    pub(super) fn of(answer: &'a str, language: Language) -> Self {
        let (squashed, spelled, digits) = (squash(answer), fold_umlauts(answer), has_digits(answer));
        Self { answer, language, squashed, spelled, digits, tokens: OnceCell::new() }
    }

    /// The same text in another form: case, blanks, punctuation, accents; a sign is no punctuation.
    pub(super) fn is_form_of(&self, said: &Said) -> bool {
        if self.squashed.is_empty() {
            return false;
        }
        if self.digits || said.has_digits() {
            let same = |(one, other): (&Token, &Token)| one.canon == other.canon && other.forgiven == 0;
            let answer = self.tokens.get_or_init(|| tokens(self.answer, self.language));
            let typed = said.tokens();
            return answer.len() == typed.len() && answer.iter().zip(typed).all(same);
        }
        self.squashed == said.squashed() || self.spelled.as_ref().is_some_and(|spelled| spelled == said.squashed())
    }
}

fn has_digits(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

/// Two texts that are the same but for their form.
pub(crate) fn differ_in_form_only(answer: &str, typed: &str, language: Language) -> bool {
    Shape::of(answer, language).is_form_of(&Said::new(typed, language))
}
