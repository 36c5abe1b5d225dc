//! Words beside the answer, judged by form: the checker cannot know what is true.

use crate::text::form::token::{Gap, Token};
use crate::text::key::TextKey;
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::numerals::ordinal;
use crate::text::language::roles::{
    ADDITIONS, CLASSES, CLAUSE, DEMONYMS, GOVERNING, HEDGES, JOINS, OF, PLACES, PREPOSITIONS, VERBS,
};
use crate::text::words::glosses::Glossed;
use crate::text::words::judge::show;
use crate::text::words::rivals::{Rivals, bare};
use crate::text::words::shapes::{is_agent, is_dating, is_month, is_participle, is_possessive, is_year, same_words};

/// What may be the subject of a frame.
const PRONOUNS: &[&str] =
    &["they", "it", "he", "she", "we", "you", "one", "ils", "elles", "il", "elle", "on", "sie", "er", "es", "man"];

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
        if !self.harmless_before(before, typed[start].gap) {
            return Some(show(before));
        }
        if !self.harmless_after(after) {
            return Some(show(after));
        }
        self.rival(before).or_else(|| self.rival(after))
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
    fn glossed(self) -> Glossed<'a> {
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
        if words.iter().all(|token| self.idle(token)) {
            return None;
        }
        let gloss = words.first().is_some_and(|first| {
            first.bracketed || first.gap >= Gap::Comma || PLACES.has(first) || self.person && first.article
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
    fn idle(self, token: &Token) -> bool {
        self.hedge(token) || self.asked(token)
    }

    fn hedge(self, token: &Token) -> bool {
        let mister = self.language == Language::French && token.is(&["m"]);
        let single = token.length() == 1 && !token.is(&["i"]) && !mister;
        let elided = self.language == Language::French && token.is(&["c", "j"]);
        let foreign = single && !elided && (token.capital || self.language == Language::English && !token.is(&["a"]));
        ((!token.initial || token.is(&["m"])) && !foreign && HEDGES.has(token)) || (token.article && !token.has_digit())
    }

    fn asked(self, token: &Token) -> bool {
        self.ask.iter().any(|asked| asked.canon == token.canon || singular_of(asked, token, self.language))
    }

    /// The noun that the question asks for: *treaty* in *which treaty*.
    fn asked_noun(self, token: &Token) -> bool {
        const WHICH: &[&str] = &[
            "which", "what", "whose", "quel", "quelle", "quels", "quelles", "welche", "welcher", "welches", "welchem",
            "welchen", "name", "of", "list", "give", "cite", "citez", "nommez", "donnez", "enumerez", "nennen",
            "nenne", "nennt",
        ];
        let near = self
            .ask
            .iter()
            .enumerate()
            .filter(|(_, asked)| asked.is(WHICH))
            .flat_map(|(place, _)| self.ask[place + 1..].iter().filter(|asked| !asked.article).take(2));
        let common = |asked: &Token| {
            (!asked.capital || self.language == Language::German) && !VERBS.has(asked) && !asked.has_digit()
        };
        near.into_iter()
            .any(|asked| common(asked) && (asked.canon == token.canon || singular_of(asked, token, self.language)))
    }

    /// A verb of the question in another form: *wrote* where it asks what somebody *did write*.
    fn asked_verb(self, token: &Token) -> bool {
        const PAST: &[(&str, &str)] = &[
            ("wrote", "write"),
            ("made", "make"),
            ("built", "build"),
            ("led", "lead"),
            ("won", "win"),
            ("took", "take"),
            ("gave", "give"),
            ("held", "hold"),
            ("began", "begin"),
            ("became", "become"),
            ("said", "say"),
            ("found", "find"),
            ("chose", "choose"),
            ("brought", "bring"),
            ("kept", "keep"),
            ("taught", "teach"),
        ];
        let same = |asked: &Token| {
            let shared = asked.word.chars().zip(token.word.chars()).take_while(|(one, other)| one == other).count();
            let past = |(past, present): &(&str, &str)| token.word == *past && asked.word == *present;
            (shared > 3 && shared + 4 > token.length()) || PAST.iter().any(past)
        };
        self.ask.iter().any(same)
    }

    fn harmless_before(self, before: &[Token], gap: Gap) -> bool {
        let Some((touching, rest)) = before.split_last() else { return true };
        if gap >= Gap::Comma {
            let time = self.is_place(before) && !before.iter().any(|token| token.capital && !self.asked(token));
            return before.iter().all(|token| self.idle(token)) || time || self.is_remark(before);
        }
        if gap > Gap::Blank {
            return false;
        }
        if touching.is(&["number", "numero", "nummer", "year", "annee", "jahr"])
            && self.form.first().is_some_and(Token::has_digit)
        {
            return self.framed(rest);
        }
        if touching.has_digit() {
            return self.asked(touching) && self.framed(rest);
        }
        if touching.is(&["by", "par", "von", "durch"]) {
            return rest.iter().all(|token| self.idle(token) || is_participle(token));
        }
        if touching.is(OF) {
            let governed = rest.last().is_some_and(|noun| GOVERNING.has(noun) || self.asked_noun(noun));
            return rest.is_empty() || self.is_agreed(rest) || (governed && self.framed(&rest[..rest.len() - 1]));
        }
        if PREPOSITIONS.has(touching) || PLACES.has(touching) {
            let said = rest.iter().all(|token| self.idle(token) || VERBS.has(token) || is_participle(token));
            return rest.is_empty() || said || (self.framed(rest) && rest.iter().any(|token| self.idle(token)));
        }
        if VERBS.has(touching) && self.asked_verb(touching) {
            return !rest.is_empty() && rest.iter().all(|token| self.idle(token));
        }
        if touching.article && rest.last().is_some_and(|last| PREPOSITIONS.has(last) || last.is(&["by"])) {
            return self.framed(rest) || self.harmless_before(rest, Gap::Blank);
        }
        if touching.article || self.hedge(touching) {
            return self.framed(rest) || (touching.article && self.is_agreed(rest));
        }
        // *they decide*: a sentence of the question's own words.
        let subject = before.first().is_some_and(|first| first.is(PRONOUNS));
        if subject && self.asked(touching) && !touching.capital && rest.iter().all(|token| self.idle(token)) {
            return true;
        }
        let class = self.is_class(touching) && (self.name || rest.last().is_some_and(|token| token.article));
        let kind = class || self.asked_noun(touching) || self.asked(touching) && is_possessive(touching);
        (kind && self.framed(rest)) || self.described(before)
    }

    /// *il s'agit de (la)*, which governs nothing.
    fn is_agreed(self, before: &[Token]) -> bool {
        let of = before.last().is_some_and(|token| token.is(OF));
        let rest = if of { &before[..before.len() - 1] } else { before };
        rest.last().is_some_and(|token| token.is(&["agit", "sagit"])) && rest.iter().all(|token| self.idle(token))
    }

    /// Frames, hedges and words of the question, in front of the answer, with nothing that governs it.
    fn framed(self, before: &[Token]) -> bool {
        let Some((last, rest)) = before.split_last() else { return true };
        if last.is(OF) {
            return rest
                .split_last()
                .is_some_and(|(noun, rest)| (GOVERNING.has(noun) || self.asked_noun(noun)) && self.framed(rest));
        }
        let fits = |token: &Token| self.idle(token) || self.is_class(token) || PREPOSITIONS.has(token) || token.is(OF);
        before.iter().all(fits)
    }

    /// A kind of thing: in small letters, or a title before a person's name.
    fn is_class(self, token: &Token) -> bool {
        let shaped = !token.capital || self.person || self.language == Language::German;
        shaped && (CLASSES.has(token) || self.person && is_agent(token, self.language) && self.known_common(token))
    }

    /// *the former Scottish economist*: a noun phrase that ends in a kind, and governs nothing.
    fn described(self, before: &[Token]) -> bool {
        let Some((last, rest)) = before.split_last() else { return false };
        let class = self.is_class(last) && (self.name || rest.iter().any(|token| token.article));
        let kind = class || self.asked_noun(last) || (self.person && DEMONYMS.has(last));
        let governs =
            |token: &Token| token.is(OF) || token.is(JOINS) || PREPOSITIONS.has(token) || ADDITIONS.has(token);
        let fits = |token: &Token| {
            self.idle(token)
                || DEMONYMS.has(token)
                || self.is_class(token)
                || (self.person && (is_possessive(token) || self.glossed().holds_name(token)))
                || self.is_common(token)
                || (self.person && self.known_common(token))
        };
        // Without an article, words in small letters may as well be the items of a row.
        let common = rest.iter().filter(|token| !self.idle(token) && !DEMONYMS.has(token) && !self.is_class(token));
        let phrase = self.person || common.count() <= usize::from(rest.first().is_some_and(|first| first.article));
        kind && phrase
            && rest.iter().all(|token| fits(token) && !governs(token))
            && rest.iter().all(|token| token.gap < Gap::Comma)
    }

    fn harmless_after(self, after: &[Token]) -> bool {
        let Some((first, rest)) = after.split_first() else { return true };
        if first.bracketed || first.gap >= Gap::Comma {
            return self.harmless_remark(after);
        }
        if first.gap > Gap::Blank || first.is(JOINS) {
            return false;
        }
        if self.is_place(after) || self.is_from_question(after) || self.is_dated(after) || self.is_of_question(after) {
            return true;
        }
        if self.asked_noun(first) || first.is(&["one", "ones"]) {
            return self.harmless_after(rest);
        }
        if self.name && rest.is_empty() && self.is_class(first) && self.asked(first) {
            return true;
        }
        if self.person && is_year(first) && self.glossed().allows(after) {
            return true;
        }
        if self.person && first.article && self.described(after) {
            return true;
        }
        let relative = first.is(&["who", "that", "which", "qui", "que"]) && !rest.is_empty();
        if VERBS.has(first) && (!rest.is_empty() || first.word.ends_with("ed"))
            || relative
            || first.is(&["i", "je", "ich"])
        {
            return self.is_plain(rest);
        }
        after.iter().enumerate().all(|(place, token)| self.hedge(token) || self.is_place(&after[place..]))
            || self.hedge(first)
                && !ADDITIONS.has(first)
                && !first.article
                && self.harmless_after(rest)
                && self.is_idle_tail(rest)
    }

    fn is_idle_tail(self, rest: &[Token]) -> bool {
        rest.first().is_none_or(|next| next.gap >= Gap::Comma || next.bracketed || VERBS.has(next) || next.is(&["i"]))
    }

    /// A remark in brackets or behind a comma, and whatever follows it.
    fn harmless_remark(self, after: &[Token]) -> bool {
        let first = &after[0];
        let end = after
            .iter()
            .skip(1)
            .position(|token| token.gap >= Gap::Stop || token.bracketed != first.bracketed)
            .map_or(after.len(), |place| place + 1);
        let (remark, rest) = after.split_at(end);
        let again = self.forms.iter().any(|form| same_words(form, remark))
            || (first.bracketed && (self.is_initials(remark) || self.spells_out(remark)));
        let fine = again
            || self.glossed().allows(remark)
            || self.is_remark(remark)
            || (remark.iter().all(|token| self.idle(token)) && !ADDITIONS.has(first))
            || remark.iter().all(|token| self.hedge(token))
            || self.is_place(remark)
            || self.is_date(remark);
        fine && (rest.is_empty() || self.harmless_after(rest) || self.is_remark(rest))
    }

    /// *of 1992*.
    fn is_dated(self, after: &[Token]) -> bool {
        let [of, date @ ..] = after else { return false };
        let numbered = self.form.last().is_some_and(Token::has_digit);
        of.is(&["of", "from", "de", "du", "von", "vom"])
            && date.split_last().is_some_and(|(year, rest)| {
                is_year(year) && (rest.is_empty() || !numbered && rest.iter().all(is_dating))
            })
    }

    /// A date with its year behind a full name, or any date of the question: *(1945)*, *(March 2019)*.
    fn is_date(self, remark: &[Token]) -> bool {
        let months = |token: &Token| {
            let same = |asked: &Token| {
                asked.length() > 2 && (asked.word.starts_with(&token.word) || token.word.starts_with(&asked.word))
            };
            is_month(&token.word) && self.ask.iter().any(same)
        };
        let asked_date = remark.iter().all(|token| self.asked(token) || months(token) || token.article);
        let full =
            self.name && self.forms.first().is_some_and(|form| form.iter().filter(|token| !token.article).count() > 1);
        asked_date
            || full
                && !self.person
                && remark.split_last().is_some_and(|(year, rest)| is_year(year) && rest.iter().all(is_dating))
    }

    /// *of the EU*, where the question speaks of it.
    fn is_of_question(self, after: &[Token]) -> bool {
        let Some((first, rest)) = after.split_first() else { return false };
        (first.is(OF) || first.is(&["der", "des", "by", "par", "following"]))
            && !rest.is_empty()
            && rest.iter().all(|token| token.article || self.asked(token))
            && rest.iter().any(|token| !token.article)
    }

    /// Two or more words as they stand in the question, the first in small letters: *wrote The Wealth of Nations*.
    fn is_from_question(self, words: &[Token]) -> bool {
        let same = |asked: &[Token]| asked.iter().zip(words).all(|(asked, word)| asked.canon == word.canon);
        words.len() > 1 && !words[0].capital && self.ask.windows(words.len()).any(same)
    }

    /// Words of the question, hedges and common words that are no names, and add nothing.
    fn is_plain(self, tokens: &[Token]) -> bool {
        let added = |place: usize| {
            ADDITIONS.has(&tokens[place]) && tokens.get(place + 1).is_some_and(|next| !self.idle(next))
                || tokens[place].is(JOINS) && tokens.get(place + 1).is_some_and(|next| self.is_thing(next))
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
    fn is_thing(self, token: &Token) -> bool {
        !self.idle(token) && !VERBS.has(token) && !is_participle(token)
    }

    fn is_common(self, token: &Token) -> bool {
        let small = !token.capital || self.language == Language::German && !self.lexicon.is_name(&token.word);
        small && self.known_common(token)
    }

    fn known_common(self, token: &Token) -> bool {
        (!token.has_digit() || ordinal(&token.word).is_some())
            && !token.abbreviation
            && (self.lexicon.is_word(&token.word, self.language)
                || self.lexicon.is_compound(&token.word, self.language)
                || CLAUSE.has(token)
                || PLACES.has(token))
    }

    /// A phrase of place or time, names included, up to the end.
    fn is_place(self, tokens: &[Token]) -> bool {
        let Some((first, rest)) = tokens.split_first() else { return false };
        let between = first.is(&["between", "entre", "zwischen"]);
        let adds = rest.first().is_some_and(|next| next.is(&["addition", "top", "plus", "outre"]));
        // *on Russia* says what about, *on 12 March* when.
        let name = |token: &Token| token.abbreviation || token.capital && self.lexicon.is_name(&token.word);
        let topic = first.is(&["on", "auf"])
            && !rest.iter().any(|token| token.has_digit() || token.word.ends_with("day"))
            && rest.iter().any(|token| name(token) && !self.asked(token));
        PLACES.has(first)
            && !topic
            && !adds
            && !rest.is_empty()
            && rest.len() < 9
            && !rest.iter().any(|token| token.is(JOINS) && !token.is(&["e", "y"]) && !between || token.gap > Gap::Comma)
    }

    /// A remark without names or numbers: some words that make a clause or a phrase, not the next item of a row.
    fn is_remark(self, tokens: &[Token]) -> bool {
        let Some(first) = tokens.first() else { return false };
        let wordy =
            tokens.len() > 1 && tokens.iter().any(|token| CLAUSE.has(token) || CLASSES.has(token) || VERBS.has(token));
        let second = tokens.get(1);
        let adds = ADDITIONS.has(first)
            || first.is(JOINS)
            || first.is(&["as"]) && second.is_some_and(|next| next.is(&["well", "is", "are", "was"]))
            || first.is(&["in", "on"]) && second.is_some_and(|next| next.is(&["addition", "top"]));
        let either = tokens.iter().any(|token| token.is(&["or", "ou", "oder"]));
        let class = |token: &Token| self.person && CLASSES.has(token);
        let plain = |tokens: &[Token]| {
            tokens.iter().all(|token| self.idle(token) || self.is_common(token) || DEMONYMS.has(token) || class(token))
        };
        let located = (1..tokens.len()).any(|place| plain(&tokens[..place]) && self.is_place(&tokens[place..]));
        (wordy || first.bracketed) && !adds && !either && (plain(tokens) || located)
    }

    /// `EU` for *European Union*.
    fn is_initials(self, tokens: &[Token]) -> bool {
        let [only] = tokens else { return false };
        self.forms.iter().any(|form| {
            let first = |token: &Token| token.word.chars().next();
            let all: String = form.iter().filter_map(first).collect();
            let content: String = form.iter().filter(|token| token.capital).filter_map(first).collect();
            only.word == all || only.word == content
        })
    }

    /// *Computer Emergency Response Team* for `CERT`: what an abbreviation of the answer stands for.
    fn spells_out(self, tokens: &[Token]) -> bool {
        let first = |token: &Token| token.word.chars().next();
        let all: String = tokens.iter().filter_map(first).collect();
        let content: String = tokens.iter().filter(|token| token.capital).filter_map(first).collect();
        tokens.len() > 1
            && self.forms.iter().flatten().any(|own| own.abbreviation && (own.word == all || own.word == content))
    }
}

fn singular_of(asked: &Token, token: &Token, language: Language) -> bool {
    token.length() > 3
        && crate::text::form::spelling::singular(&asked.canon, language)
            == crate::text::form::spelling::singular(&token.canon, language)
}
