//! Whether the words of a form can stand among typed ones at all: each of its words is held against each typed one once, however
//! often that comes up in the readings of a text and the divisions of a list.
//!
//! As with first letters, what is said here is only *no*: a form is looked for where each of its words has a typed one, or
//! two written together, that may be taken for it.

use std::cell::{OnceCell, RefCell};
use std::hash::Hasher;

use crate::text::form::spelling::verb_stem;
use crate::text::form::token::{Gap, Token};
use crate::text::language::Language;
use crate::text::language::quick::{Fnv, QuickMap};
use crate::text::language::roles::{NO, NOT, NUMBER_NOUNS, OPENING, SMALL, VERSUS};
use crate::text::language::signs;
use crate::text::words::align::{joined, unhyphened};
use crate::text::words::first_letters::{ANY, first, letters, only_long, pair};
use crate::text::words::said::Said;
use crate::text::words::slip::{MOST_EDITS, Slips};

/// One bit for every word that a key asks for.
type Bits = u128;

/// What one form asks for.
#[derive(Clone)]
struct Form {
    words: Bits,
    /// Those with digits: one of them is enough for the name of an act, in which words may be missing.
    numbers: Bits,
}

/// What a typed word may be taken for: one word, two written as one, a whole form written as one.
#[derive(Clone)]
struct Word {
    token: Token,
    /// The letters with which it may begin.
    letters: u64,
    /// Where a word that begins otherwise may be taken for it by edits alone.
    long: Option<Outside>,
    /// What it shares with its *-ing* form.
    stem: String,
    bits: Bits,
}

impl Word {
    fn new(token: Token, letters: u64, bits: Bits) -> Self {
        let long = only_long(&token).then(|| Outside::of(&token));
        Self { stem: verb_stem(&token.canon), token, letters, long, bits }
    }

    /// Whether only edits could make it of a typed word that begins otherwise and is too short or too long for those.
    fn is_far_from(&self, typed: Outside) -> bool {
        self.long.is_some_and(|own| {
            let near = |one: usize, other: usize| one.abs_diff(other) <= MOST_EDITS;
            own.begins & typed.begins == 0 && !near(own.word, typed.word) && !near(own.canon, typed.canon)
        })
    }
}

/// The first letters of a word, and its length in characters, as written and as compared.
#[derive(Clone, Copy)]
struct Outside {
    begins: u64,
    word: usize,
    canon: usize,
}

impl Outside {
    fn of(token: &Token) -> Self {
        let begins = first(&token.word) | first(&token.canon);
        Self { begins, word: token.length(), canon: token.canon.chars().count() }
    }
}

/// What the forms of a key ask for.
#[derive(Clone)]
pub(super) struct Wanted<'a> {
    slips: Slips<'a>,
    words: Vec<Word>,
    pairs: Vec<Word>,
    runs: Vec<(String, Bits)>,
    forms: Vec<Form>,
    /// A form has a name of the table in it.
    named: bool,
    /// What each typed word may be taken for, by its hash.
    seen: RefCell<QuickMap<u64, Bits>>,
}

impl<'a> Wanted<'a> {
    /// Nothing where there are more words than bits.
    pub(super) fn of(forms: &[Vec<Token>], slips: Slips<'a>) -> Option<Self> {
        let named = forms.iter().flatten().any(|token| token.canon.starts_with('§'));
        let (words, pairs, runs, seen) = (Vec::new(), Vec::new(), Vec::new(), RefCell::default());
        let mut wanted = Self { slips, words, pairs, runs, forms: Vec::new(), named, seen };
        for form in forms {
            let bits = form.iter().map(|token| if must_stand(form, token) { wanted.bit(token) } else { Some(0) });
            let bits: Vec<Bits> = bits.collect::<Option<_>>()?;
            for (two, both) in form.windows(2).zip(bits.windows(2)) {
                let word = |token| Word::new(token, pair(&two[0], &two[1]), both[0] | both[1]);
                wanted.pairs.extend(joined(&two[0], &two[1]).map(word));
            }
            let all = bits.iter().fold(0, |all, bit| all | bit);
            wanted.runs.push((form.iter().map(|token| token.word.as_str()).collect(), all));
            let numbers = form.iter().zip(&bits).filter(|(token, _)| token.has_digit());
            let numbers = numbers.fold(0, |all, (_, bit)| all | bit);
            let free = form.iter().any(|token| token.has_digit() && !must_stand(form, token));
            wanted.forms.push(Form { words: if free { 0 } else { all }, numbers });
        }
        Some(wanted)
    }

    fn bit(&mut self, token: &Token) -> Option<Bits> {
        let own = Token { raw: String::new(), gap: Gap::Blank, bracketed: false, ..token.clone() };
        let place = self.words.iter().position(|word| word.token == own).unwrap_or(self.words.len());
        let bits = 1_u128.checked_shl(u32::try_from(place).ok()?)?;
        if place == self.words.len() {
            self.words.push(Word::new(own, letters(token), bits));
        }
        Some(bits)
    }

    /// Whether a text may be right: the words of a form stand in it, or it may be read otherwise.
    pub(super) fn may_be_in(&self, said: &Said) -> bool {
        let tokens = said.words().tokens.as_slice();
        let denies = |token: &Token| NOT.has(token) || token.is(&["non"]) || token.is(NO.of(Language::French));
        // `49.3`, which is *article 49, paragraph 3*.
        let dotted = tokens.iter().any(|token| token.has_digit() && token.raw.contains('.'));
        let fits = |bits: Bits| {
            let fits = |form: &Form| form.words & !bits == 0 || form.numbers & bits != 0 || dotted && form.numbers != 0;
            self.forms.iter().any(fits)
        };
        let mut bits = self.bits(tokens);
        fits(bits)
            || tokens.iter().any(denies)
            || self.named && {
                let named = said.words().parted().into_iter().chain(said.words().named()).flatten();
                bits |= named
                    .filter(|token| token.canon.starts_with('§'))
                    .fold(0, |bits, token| bits | self.taken_for(token));
                fits(bits)
            }
    }

    /// Whether the words of the form at a place may stand among words of which these are the bits.
    pub(super) fn may_hold(&self, form: usize, bits: Bits) -> bool {
        self.forms[form].words & !bits == 0
    }

    /// The words that typed ones may be taken for, alone or written together.
    pub(super) fn bits(&self, tokens: &[Token]) -> Bits {
        let alone = tokens.iter().fold(0, |bits, token| bits | self.taken_for(token));
        let pairs = tokens.windows(2).fold(alone, |bits, two| bits | self.both_taken_for(&two[0], &two[1]));
        let runs = tokens.chunk_by(|_, next| next.gap == Gap::Hyphen).filter(|run| run.len() > 2);
        runs.fold(pairs, |bits, run| bits | self.run_taken_for(run))
    }

    fn taken_for(&self, typed: &Token) -> Bits {
        self.once(hash(std::slice::from_ref(typed)), || self.looked_at(typed))
    }

    fn both_taken_for(&self, one: &Token, other: &Token) -> Bits {
        if other.gap > Gap::Hyphen {
            return 0;
        }
        let both = || joined(one, other).map_or(0, |both| self.looked_at(&both));
        self.once(hash([one, other]), both)
    }

    /// Words with hyphens between, written as one.
    fn run_taken_for(&self, run: &[Token]) -> Bits {
        let all = || unhyphened(run).iter().fold(0, |bits, token| bits | self.taken_for(token));
        self.once(hash(run), all)
    }

    fn once(&self, hash: u64, look: impl FnOnce() -> Bits) -> Bits {
        if let Some(bits) = self.seen.borrow().get(&hash) {
            return *bits;
        }
        let bits = look();
        self.seen.borrow_mut().insert(hash, bits);
        bits
    }

    fn looked_at(&self, typed: &Token) -> Bits {
        let outside = Outside::of(typed);
        let plain = is_plain(typed) && !typed.has_digit();
        let begins = if plain { outside.begins } else { ANY };
        let near = |word: &&Word| {
            word.letters & begins != 0
                && !(plain && word.is_far_from(outside))
                && self.slips.price(&word.token, typed, true).is_some()
        };
        let english = self.slips.language == Language::English;
        let stem = OnceCell::new();
        let same_stem = |word: &Word| {
            let alike = english && word.stem.chars().next() == typed.canon.chars().next();
            alike && word.stem == *stem.get_or_init(|| verb_stem(&typed.canon))
        };
        let words = self.words.iter().filter(|word| near(word) || word.letters & begins != 0 && same_stem(word));
        let both = self.pairs.iter().filter(near);
        let runs = self.runs.iter().filter(|(run, _)| *run == typed.word).map(|(_, bits)| *bits);
        words.chain(both).map(|word| word.bits).chain(runs).fold(0, |all, bits| all | bits)
    }
}

/// Of whatever a typed word is judged by, and of what parts several.
fn hash<'t>(words: impl IntoIterator<Item = &'t Token>) -> u64 {
    let mut hash = Fnv::default();
    for token in words {
        let read =
            [token.spelled.as_deref().unwrap_or_default(), token.stands_for.first().copied().unwrap_or_default()];
        for part in [&token.word, " ", &token.canon, " ", read[0], " ", read[1], "+"] {
            hash.write(part.as_bytes());
        }
        hash.write(&[u8::from(token.capital), u8::from(token.initial), u8::from(token.forgiven > 0)]);
    }
    hash.finish()
}

/// Neither read in several ways nor with a slip.
fn is_plain(token: &Token) -> bool {
    token.spelled.is_none() && token.stands_for.is_empty() && token.forgiven == 0
}

/// Whether a word of a form may not be left out: neither small, nor an initial, nor a label, nor what else a text may do without.
fn must_stand(form: &[Token], token: &Token) -> bool {
    !(token.article
        || token.initial
        || token.length() < 2 && form.len() > 1 && !token.has_digit()
        || SMALL.has(token)
        || OPENING.has(token)
        || VERSUS.has(token)
        || NUMBER_NOUNS.has(token)
        || signs::is_currency(&token.canon))
}
