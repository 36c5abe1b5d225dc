//! Words beside the answer, judged by form: the checker cannot know what is true.

use crate::text::form::token::{Gap, Token};
use crate::text::key::TextKey;
use crate::text::language::Language;
use crate::text::language::counted::are_alike;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::numerals::ordinal;
use crate::text::language::roles::{
    ADDED, ADDED_TOO, ADDITIONS, AND, ASKED_COPULAS, AT_MOST_BEHIND, BETWEEN, CLAUSE, DEMONYMS, ENUMERATE, HEDGES,
    JOINS, OF, ON, PAST, PLACES, PREPOSITIONS, TASKS, VERBS, WHICH,
};
use crate::text::words::acts;
use crate::text::words::glosses::Glossed;
use crate::text::words::judge::show;
use crate::text::words::rivals::{Rivals, bare};
use crate::text::words::shapes::{is_participle, is_possessive, same_words};

/// What the words beside an answer are judged by.
#[derive(Clone, Copy)]
pub(crate) struct Beside<'a> {
    pub(crate) language: Language,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) ask: &'a [Token],
    pub(crate) rivals: &'a Rivals,
    /// The answer begins with a name.
    pub(crate) name: bool,
    /// It is the name of a person.
    pub(crate) person: bool,
    /// The form that was found.
    pub(crate) form: &'a [Token],
    pub(crate) key: &'a TextKey,
    /// Every accepted form: `EU` in brackets after *European Union* is no other name.
    pub(crate) forms: &'a [Vec<Token>],
    /// The same, folded.
    pub(crate) accepted: &'a [String],
}

impl Beside<'_> {
    /// The first stretch of words that makes the answer another one; nothing where all are harmless.
    pub(crate) fn harm(self, typed: &[Token], start: usize, end: usize) -> Option<String> {
        let (before, after) = (&typed[..start], &typed[end..]);
        let again = |words: &[Token]| words.iter().any(|token| !token.article) && self.is_another_form(words);
        let before = if again(before) { &[] } else { before };
        // *Companies and manufacturers*, where either is right.
        let joined = |words: &[Token]| words.split_first().is_some_and(|(and, rest)| AND.has(and) && again(rest));
        let after = if again(after) || joined(after) { &[] } else { after };
        if !self.harmless_before(before, typed[start].gap) {
            return Some(show(before));
        }
        if !self.harmless_after(after) {
            return Some(show(after));
        }
        self.rival(before).or_else(|| self.rival(after))
    }

    /// The answer once more, under another of its names: *Case 26/62 Van Gend en Loos*.
    pub(super) fn is_another_form(self, words: &[Token]) -> bool {
        self.forms.iter().any(|form| same_words(form, words))
            || acts::names_same(self.forms, words, self.ask, self.language)
    }

    /// Of the other answers of the course, those that answer the same part of an entry, and what the entry lists as wrong.
    fn is_rival(self, text: &str, gloss: bool) -> bool {
        let listed = || {
            let folded = bare(text);
            self.key.wrong.iter().any(|wrong| bare(&wrong.answer) == folded && !self.accepted.contains(&folded))
        };
        self.rivals.named(text, self.accepted).is_some_and(|rival| !gloss || rival.answers(&self.key.entry.part))
            || listed()
    }
}

impl<'a> Beside<'a> {
    /// The answer as a gloss behind it sees it.
    pub(super) fn glossed(self) -> Glossed<'a> {
        Glossed {
            language: self.language,
            lexicon: self.lexicon,
            form: self.form,
            person: self.person,
            ask: self.ask,
            about: &self.key.entry.about,
        }
    }
}

impl Beside<'_> {
    /// Another known answer among the words beside, unless the question names it.
    fn rival(self, words: &[Token]) -> Option<String> {
        let known = !self.rivals.is_empty() || !self.key.wrong.is_empty();
        if !known || words.iter().all(|token| self.idle(token)) {
            return None;
        }
        let gloss = words.first().is_some_and(|first| {
            first.bracketed
                || first.gap >= Gap::Comma
                || PLACES.has(first)
                || self.person && first.article
                || is_possessive(first)
        });
        let named = |start: usize| {
            (start + 1..=words.len().min(start + 5)).map(move |end| (start, end)).find(|(start, end)| {
                let part = &words[*start..*end];
                !part.iter().all(|token| self.idle(token)) && self.is_rival(&show(part), gloss)
            })
        };
        (0..words.len().min(40)).find_map(named).map(|(start, end)| show(&words[start..end]))
    }

    /// A hedge, an article or a word of the question.
    pub(super) fn idle(self, token: &Token) -> bool {
        self.hedge(token) || self.asked(token)
    }

    pub(super) fn hedge(self, token: &Token) -> bool {
        let mister = self.language == Language::French && token.is(&["m"]);
        let single = token.length() == 1 && !token.is(&["i"]) && !mister;
        let elided = self.language == Language::French && token.is(&["c", "j"]);
        let foreign = single && !elided && (token.capital || self.language == Language::English && !token.is(&["a"]));
        ((!token.initial || token.is(&["m"])) && !foreign && HEDGES.has(token)) || (token.article && !token.has_digit())
    }

    pub(super) fn asked(self, token: &Token) -> bool {
        self.ask.iter().any(|asked| asked.canon == token.canon || singular_of(asked, token, self.language))
    }

    /// The noun that the question asks for: *treaty* in *which treaty*.
    pub(super) fn asked_noun(self, token: &Token) -> bool {
        asks_for(self.ask, token, self.language)
    }

    /// A verb of the question in another form: *wrote* where it asks what somebody *did write*.
    pub(super) fn asked_verb(self, token: &Token) -> bool {
        let same = |asked: &Token| {
            let shared = asked.word.chars().zip(token.word.chars()).take_while(|(one, other)| one == other).count();
            let mut past = PAST.all();
            (shared > 3 && shared + 4 > token.length())
                || past.any(|(past, present)| token.word == past && asked.word == present)
        };
        self.ask.iter().any(same)
    }

    /// Words of the question, hedges and common words that are no names, and add nothing.
    pub(super) fn is_plain(self, tokens: &[Token]) -> bool {
        let added = |place: usize| {
            ADDITIONS.has(&tokens[place]) && tokens.get(place + 1).is_some_and(|next| !self.idle(next))
                || JOINS.has(&tokens[place]) && tokens.get(place + 1).is_some_and(|next| self.is_thing(next))
        };
        tokens.iter().enumerate().all(|(place, token)| {
            !added(place) && (self.idle(token) || self.is_common(token) || DEMONYMS.has(token))
                || self.is_place(&tokens[place..])
        }) || tokens
            .iter()
            .position(|token| PLACES.has(token))
            .is_some_and(|place| self.is_plain(&tokens[..place]) && self.is_place(&tokens[place..]))
    }

    /// Not clearly a verb, a hedge or a word of the question: *and deflation* rather than *and led*.
    pub(super) fn is_thing(self, token: &Token) -> bool {
        !self.idle(token) && !VERBS.has(token) && !is_participle(token)
    }

    pub(super) fn is_common(self, token: &Token) -> bool {
        let small = !token.capital || self.language == Language::German && !self.lexicon.is_name(&token.word);
        small && self.known_common(token)
    }

    pub(super) fn known_common(self, token: &Token) -> bool {
        (!token.has_digit() || ordinal(&token.word).is_some())
            && !token.abbreviation
            && (self.lexicon.is_word(&token.word, self.language)
                || self.lexicon.is_compound(&token.word, self.language)
                || CLAUSE.has(token)
                || PLACES.has(token))
    }

    /// A phrase of place or time, names included, up to the end.
    pub(super) fn is_place(self, tokens: &[Token]) -> bool {
        let Some((first, rest)) = tokens.split_first() else { return false };
        let between = BETWEEN.has(first);
        // *En plus* adds something, *au plus près* does not.
        let degree = |next: &Token| next == &rest[0] && AT_MOST_BEHIND.leading(&[&first.word, &next.word]).is_some();
        let adds = rest.first().is_some_and(|next| (ADDED.has(next) || ADDED_TOO.has(next)) && !degree(next));
        // *on Russia* says what about, *on 12 March* when.
        let name = |token: &Token| token.abbreviation || token.capital && self.lexicon.is_name(&token.word);
        let topic = ON.has(first)
            && !rest.iter().any(|token| token.has_digit() || token.word.ends_with("day"))
            && rest.iter().any(|token| name(token) && !self.asked(token));
        PLACES.has(first)
            && !topic
            && !adds
            && !rest.is_empty()
            && rest.len() < 9
            && !rest.iter().any(|token| {
                JOINS.has(token) && !degree(token) && !token.is(JOINS.of(Language::Other)) && !between
                    || token.gap > Gap::Comma
            })
    }
}

/// Whether the question asks for what the noun names: *treaty* in *which treaty*.
pub(super) fn asks_for(ask: &[Token], noun: &Token, language: Language) -> bool {
    // *Quels sont les trois critères*.
    let counts = |asked: &Token| asked.has_digit() || ASKED_COPULAS.has(asked);
    // The two words behind *which*, or the three of a phrase without a preposition: *satellite navigation system*.
    let near = ask
        .iter()
        .enumerate()
        .filter(|(_, asked)| WHICH.has(asked) || TASKS.has(asked) || ENUMERATE.has(asked))
        .flat_map(|(place, _)| {
            let behind = ask[place + 1..].iter().filter(|asked| !asked.article && !counts(asked));
            let phrase = behind.clone().take(3).take_while(|asked| !PREPOSITIONS.has(asked) && !OF.has(asked));
            behind.take(2).chain(phrase)
        });
    let common =
        |asked: &Token| (!asked.capital || language == Language::German) && !VERBS.has(asked) && !asked.has_digit();
    near.into_iter().any(|asked| {
        let same = asked.canon == noun.canon || singular_of(asked, noun, language);
        common(asked) && (same || are_alike(&asked.word, &noun.word))
    })
}

fn singular_of(asked: &Token, token: &Token, language: Language) -> bool {
    let begin_alike = asked.canon.chars().next() == token.canon.chars().next();
    begin_alike
        && token.length() > 3
        && crate::text::form::spelling::singular(&asked.canon, language)
            == crate::text::form::spelling::singular(&token.canon, language)
}
