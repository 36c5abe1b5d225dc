//! Every form in which a key's answer may be typed: as its author wrote it, by a person's surname, by the usual names of
//! what it names, by its own initials, without what the question says already.

use crate::text::form::token::{Gap, Token, answer_tokens, tokens};
use crate::text::key::TextKey;
use crate::text::language::Language;
use crate::text::language::act_words::{ActWord, role};
use crate::text::language::lexicon::Lexicon;
use crate::text::language::numerals::small;
use crate::text::language::roles::{BODIES, DEMONYMS, INSTRUMENTS, OF};
use crate::text::language::usual_names::table;
use crate::text::words::acts;
use crate::text::words::bounds::gathered;
use crate::text::words::extra_words::asks_for;
use crate::text::words::judge::{canons, show};
use crate::text::words::owner::Owners;
use crate::text::words::rivals::{Rivals, bare};
use crate::text::words::surname;

/// The scales of temperature, as tokens have them.
const SCALES: [&str; 2] = ["celsius", "fahrenheit"];

/// What a form is, as far as it is judged in a way of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormKind {
    Plain,
    Person,
    /// Initials, which count only in capitals, or where they make no word.
    Initials,
    /// Without the noun that the question names, which counts only where no other noun stands beside it.
    NounLeftOut,
}

/// The forms of a key, and what each of them is.
#[derive(Clone, Default)]
pub(crate) struct Forms {
    pub(crate) words: Vec<Vec<Token>>,
    pub(crate) kinds: Vec<FormKind>,
    /// Which of the author's forms each was made from, itself where it spells a name out.
    pub(crate) origins: Vec<usize>,
    /// So many of them, the first ones, are the author's.
    pub(crate) written: usize,
}

/// What the forms are made from.
pub(crate) struct Source<'a> {
    pub(crate) key: &'a TextKey,
    pub(crate) rivals: &'a Rivals,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) ask: &'a [Token],
    /// The accepted forms, folded.
    pub(crate) accepted: &'a [String],
}

impl Forms {
    pub(super) fn add(&mut self, words: Vec<Token>, kind: FormKind, origin: usize) {
        if !words.is_empty() && !self.words.contains(&words) {
            self.origins.push(if words.len() > 1 { self.words.len() } else { origin });
            self.words.push(words);
            self.kinds.push(kind);
        }
    }
}

impl Source<'_> {
    pub(crate) fn forms(&self) -> Forms {
        let mut forms = Forms::default();
        for answer in &self.key.answers {
            let place = forms.words.len();
            forms.add(gathered(answer_tokens(answer, self.key.language)), FormKind::Plain, place);
        }
        let own = forms.words.len();
        forms.written = own;
        for place in 0..own {
            self.persons(&mut forms, place);
        }
        for place in 0..own {
            if forms.kinds[place] == FormKind::Plain {
                self.usual_names(&mut forms, place);
                self.initials(&mut forms, place);
                self.without_owner(&mut forms, place);
                self.without_noun(&mut forms, place);
                self.placed(&mut forms, place);
                self.counted(&mut forms, place);
                self.measured(&mut forms, place);
            }
        }
        forms
    }

    fn persons(&self, forms: &mut Forms, place: usize) {
        let form = &mut forms.words[place];
        let Some(person) = surname::person(form, self.ask, self.lexicon, self.key.language) else { return };
        surname::mark(form);
        forms.kinds[place] = FormKind::Person;
        let own = |form: &Vec<Token>| {
            form.first().zip(form.last()).is_some_and(|(first, last)| {
                !self.rivals.share_last(&last.word, self.accepted)
                    && !self.rivals.share_first(&first.word, self.accepted)
            })
        };
        for mut form in person.surnames.into_iter().filter(own).chain(person.initials) {
            surname::mark_surname(&mut form);
            forms.add(form, FormKind::Person, place);
        }
    }

    /// What the table knows the answer by, but for what the question itself calls so and what is another answer.
    fn usual_names(&self, forms: &mut Forms, place: usize) {
        let table = table(self.key.language);
        let form = forms.words[place].clone();
        let numbered =
            form.iter().any(|token| token.has_digit() && token.word.contains('/') || token.raw.contains('/'));
        let of_act = || {
            let same = |names: &[Vec<Token>]| acts::names_same(names, &form, &[], self.key.language);
            numbered.then(|| table.row_of_act(same)).flatten()
        };
        let Some(row) = table.row_of(&form).or_else(of_act) else {
            for shorter in table.with_parts(&form).into_iter().chain(table.whole(&form)) {
                forms.add(shorter, FormKind::Plain, place);
            }
            return;
        };
        let other = |name: &Vec<Token>| {
            let text = show(name);
            let wrong = |text: &String| self.key.wrong.iter().any(|wrong| bare(&wrong.answer) == *text);
            self.rivals.named(&text, self.accepted).is_some()
                || wrong(&bare(&text)) && !self.accepted.contains(&bare(&text))
        };
        if table.rows_in(self.ask).contains(&row) || table.names(row).any(|name| other(&name)) {
            // *UN Convention on the Law of the Sea* is no other name.
            let inside = |parted: &Vec<Token>| parted.iter().filter(|token| !token.article).count() > 1;
            if let Some(parted) = table.with_parts(&form).filter(inside) {
                forms.add(parted, FormKind::Plain, place);
            }
            return;
        }
        for name in table.names(row) {
            let initials = name.len() == 1 && name[0].abbreviation && !name[0].canon.starts_with('§');
            forms.add(name, if initials { FormKind::Initials } else { FormKind::Plain }, place);
        }
    }

    /// *Security Council* for *UN Security Council* where the question names the UN.
    fn without_owner(&self, forms: &mut Forms, place: usize) {
        let owners = Owners { language: self.key.language, lexicon: self.lexicon, ask: self.ask, of_union: false };
        let Some(short) = owners.shorter_answer(&forms.words[place]) else { return };
        if self.is_ours(&short) {
            forms.add(short, FormKind::Plain, place);
        }
    }

    /// *Maastricht* for *Treaty of Maastricht* where the question asks for a treaty, *fiscal* where it asks for a policy,
    /// `111-148` where it asks for a public law: not where what is left is only part of a name.
    fn without_noun(&self, forms: &mut Forms, place: usize) {
        if self.key.strict {
            return;
        }
        let form: Vec<Token> = forms.words[place].iter().filter(|token| !token.article).cloned().collect();
        let short = self.number_alone(&form).or_else(|| self.name_alone(&form)).or_else(|| self.stem_alone(&form));
        if let Some(short) = short.filter(|short| self.is_ours(short)) {
            forms.add(short, FormKind::NounLeftOut, place);
        }
    }

    fn number_alone(&self, form: &[Token]) -> Option<Vec<Token>> {
        let label = |token: &Token| role(&token.canon, self.key.language) == Some(ActWord::Label);
        let (numbers, words): (Vec<&Token>, Vec<&Token>) = form.iter().partition(|token| token.has_digit());
        let asked = words.iter().any(|token| self.asks_for(token));
        let only = words.iter().all(|token| self.asks_for(token) || label(token));
        (asked && only && !numbers.is_empty()).then(|| numbers.into_iter().cloned().collect())
    }

    fn name_alone(&self, form: &[Token]) -> Option<Vec<Token>> {
        let (noun, rest) = match form {
            [rest @ .., noun] if self.asks_for(noun) => (noun, rest),
            [noun, of, rest @ ..] if self.asks_for(noun) && OF.has(of) => (noun, rest),
            [noun, rest @ ..] if self.asks_for(noun) => (noun, rest),
            _ => return None,
        };
        let language = self.key.language;
        let whole: Vec<&str> = rest.iter().map(|token| token.word.as_str()).collect();
        let is_state = BODIES.has(noun) && self.lexicon.is_territory(&whole.join(" "));
        let named = |token: &Token| {
            if language == Language::German {
                self.lexicon.is_name(&token.word)
            } else {
                !self.lexicon.is_word(&token.word, language) || self.lexicon.is_city(&token.word)
            }
        };
        let shaped = |token: &Token| token.capital && !token.abbreviation && !token.has_digit() && !DEMONYMS.has(token);
        let joined = rest.iter().skip(1).all(|token| token.gap == Gap::Hyphen);
        let name = joined && rest.iter().all(shaped) && rest.iter().any(named) && !is_state;
        // *Camp David Accords*: a name among other words, and no body among them.
        let name = name
            || rest.len() <= 3
                && rest.iter().all(shaped)
                && rest.iter().any(named)
                && !rest.iter().any(|token| BODIES.has(token) || OF.has(token))
                && !BODIES.has(noun);
        // The author's small letter says that the noun is no part of the name.
        let common = language != Language::German && !noun.capital && rest.len() <= 3 && !is_state;
        let titled = common && rest.len() > 1 && rest.iter().all(shaped);
        let plain =
            |token: &Token| self.lexicon.is_word(&token.word, language) && token.length() > 3 && !DEMONYMS.has(token);
        let kind = common && rest.iter().all(plain);
        (!rest.is_empty() && (name || titled || kind)).then(|| rest.to_vec())
    }

    /// *Suez* for *Suezkanal*.
    fn stem_alone(&self, form: &[Token]) -> Option<Vec<Token>> {
        let [only] = form else { return None };
        if self.key.language != Language::German {
            return None;
        }
        let nouns = self.ask.iter().filter(|asked| asked.capital && asked.length() > 3 && self.asks_for(asked));
        let stem = nouns.filter_map(|noun| only.word.strip_suffix(noun.word.as_str())).find(|stem| {
            stem.len() > 3 && self.lexicon.is_name(stem) && !self.lexicon.is_word(stem, self.key.language)
        })?;
        let stem = stem.to_owned();
        let raw: String = only.raw.chars().take(stem.chars().count()).collect();
        Some(vec![Token { raw, canon: stem.clone(), word: stem, spelled: None, ..only.clone() }])
    }

    fn asks_for(&self, noun: &Token) -> bool {
        !noun.has_digit() && asks_for(self.ask, noun, self.key.language)
    }

    /// *5-Prozent-Hürde* for *Fünfprozenthürde*.
    fn counted(&self, forms: &mut Forms, place: usize) {
        let [only] = &forms.words[place][..] else { return };
        if self.key.language != Language::German || self.key.strict {
            return;
        }
        let parts = (3..only.word.len().saturating_sub(4)).filter_map(|cut| only.word.split_at_checked(cut));
        let Some((number, rest)) = parts.rev().find_map(|(number, rest)| {
            small(number, Language::German)
                .filter(|number| *number > 1)
                .map(|number| (number.to_string(), rest.to_owned()))
        }) else {
            return;
        };
        let named = |word: String, gap: Gap| Token {
            raw: word.clone(),
            canon: word.clone(),
            word,
            spelled: None,
            gap,
            ..only.clone()
        };
        let counted = vec![named(number, only.gap), named(rest, Gap::Hyphen)];
        forms.add(counted, FormKind::Plain, place);
    }

    /// `1.5C` for *1.5 °C*; without the scale, or bare, where the question says it.
    fn measured(&self, forms: &mut Forms, place: usize) {
        let form = forms.words[place].clone();
        let Some(at) = form.iter().position(|token| token.canon == "degrees") else { return };
        let (Some(number), Some(scale)) = (at.checked_sub(1).map(|at| &form[at]), form.get(at + 1)) else { return };
        if self.key.strict || !number.has_digit() || !SCALES.contains(&scale.canon.as_str()) {
            return;
        }
        let letter: String = scale.canon.chars().take(1).collect();
        let with = |said: Vec<Token>| -> Vec<Token> {
            form[..at - 1].iter().chain(&said).chain(&form[at + 2..]).cloned().collect()
        };
        let (glued, parted) = (format!("{}{letter}", number.raw), format!("{} {letter}", number.raw));
        for text in [glued, parted] {
            forms.add(with(tokens(&text, self.key.language)), FormKind::Plain, place);
        }
        if self.ask.iter().any(|asked| asked.canon == scale.canon) {
            forms.add(with(vec![number.clone(), form[at].clone()]), FormKind::Plain, place);
            forms.add(with(vec![number.clone()]), FormKind::Plain, place);
        }
    }

    /// *Schengener Abkommen*, *Schengen-Abkommen* and *Abkommen von Schengen* are one.
    fn placed(&self, forms: &mut Forms, place: usize) {
        if self.key.language != Language::German {
            return;
        }
        let kept: Vec<Token> = forms.words[place].iter().filter(|token| !token.article).cloned().collect();
        let (name, kind) = match &kept[..] {
            [name, kind] => (name, kind),
            [kind, von, name] if von.is(OF.of(Language::German)) => (name, kind),
            _ => return,
        };
        if !name.capital || name.abbreviation || name.length() < 4 || !(INSTRUMENTS.has(kind) || BODIES.has(kind)) {
            return;
        }
        let stem = name.word.strip_suffix("er").filter(|stem| self.lexicon.is_name(stem));
        let renamed = |word: String| Token { canon: word.clone(), word, spelled: None, ..name.clone() };
        let bare = stem.map_or_else(|| name.clone(), |stem| renamed(stem.to_owned()));
        if stem.is_some() || self.lexicon.is_name(&name.word) {
            let adjective = renamed(format!("{}er", bare.word));
            forms.add(vec![bare, kind.clone()], FormKind::Plain, place);
            forms.add(vec![adjective, kind.clone()], FormKind::Plain, place);
        }
    }

    /// No other answer of the course begins or ends so, or is just that.
    fn is_ours(&self, short: &[Token]) -> bool {
        let (Some(first), Some(last)) = (short.first(), short.last()) else { return false };
        let text = bare(&show(short));
        let listed = self.key.wrong.iter().any(|wrong| bare(&wrong.answer) == text);
        let shared = match canons(short)[..] {
            [_] => {
                self.rivals.share_first(&first.word, self.accepted) || self.rivals.share_last(&last.word, self.accepted)
            }
            _ => false,
        };
        !listed && !shared && self.rivals.named(&text, self.accepted).is_none()
    }
}
