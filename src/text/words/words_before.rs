//! Words in front of an answer: frames, kinds, offices, and what governs it.

use crate::text::form::token::{Gap, Token};
use crate::text::language::Language;
use crate::text::language::roles::{
    ADDITIONS, AGREED, AND, BY, CLASSES, DEMONYMS, GENITIVES, GOVERNING, JOINS, NUMBER_NOUNS, OF, PERSONS, PLACES,
    PREPOSITIONS, PRONOUNS, RELATIVES, VERBS, YEAR_NOUNS,
};
use crate::text::language::usual_names::table;
use crate::text::words::extra_words::Beside;
use crate::text::words::shapes::{is_agent, is_participle, is_possessive};

impl Beside<'_> {
    pub(super) fn harmless_before(self, before: &[Token], gap: Gap) -> bool {
        let Some((touching, rest)) = before.split_last() else { return true };
        if gap >= Gap::Comma {
            let time = self.is_place(before) && !before.iter().any(|token| token.capital && !self.asked(token));
            let office = self.person && (self.described(before) || self.is_office(before));
            return before.iter().all(|token| self.idle(token)) || time || office || self.is_remark(before);
        }
        if gap > Gap::Blank {
            return false;
        }
        if (NUMBER_NOUNS.has(touching) || YEAR_NOUNS.has(touching)) && self.form.first().is_some_and(Token::has_digit) {
            return self.framed(rest);
        }
        if touching.has_digit() {
            return self.asked(touching) && self.framed(rest);
        }
        if BY.has(touching) {
            return rest.iter().all(|token| self.idle(token) || is_participle(token));
        }
        if OF.has(touching) {
            let governed = rest.last().is_some_and(|noun| GOVERNING.has(noun) || self.asked_noun(noun))
                && !self.is_anothers(before);
            return rest.is_empty() || self.is_agreed(rest) || (governed && self.framed(&rest[..rest.len() - 1]));
        }
        if PREPOSITIONS.has(touching) || PLACES.has(touching) {
            let said = rest.iter().all(|token| self.idle(token) || VERBS.has(token) || is_participle(token));
            return rest.is_empty() || said || (self.framed(rest) && rest.iter().any(|token| self.idle(token)));
        }
        if VERBS.has(touching) && self.asked_verb(touching) {
            return !rest.is_empty() && rest.iter().all(|token| self.idle(token));
        }
        if touching.article
            && rest.last().is_some_and(|last| PREPOSITIONS.has(last) || last.is(BY.of(Language::English)))
        {
            return self.framed(rest) || self.harmless_before(rest, Gap::Blank);
        }
        // *der Präsident der Kommission*: an article in the genitive, which is governed as by *of*.
        if self.language == Language::German
            && GENITIVES.has(touching)
            && let Some((noun, rest)) = rest.split_last()
            && self.is_class(noun)
            && !self.idle(noun)
        {
            return (GOVERNING.has(noun) || self.asked_noun(noun)) && self.framed(rest);
        }
        if touching.article || self.hedge(touching) {
            return self.framed(rest) || (touching.article && self.is_agreed(rest));
        }
        // *they decide*: a sentence of the question's own words.
        let subject = before.first().is_some_and(|first| PRONOUNS.has(first));
        if subject && self.asked(touching) && !touching.capital && rest.iter().all(|token| self.idle(token)) {
            return true;
        }
        let class = self.is_class(touching) && (self.name || rest.last().is_some_and(|token| token.article));
        let kind = class || self.asked_noun(touching) || self.asked(touching) && is_possessive(touching);
        (kind && self.framed(rest) && !self.is_anothers(before))
            || self.described(before)
            || self.person && self.is_office(before)
    }

    /// *Republic of China* is a usual name of something else.
    fn is_anothers(self, before: &[Token]) -> bool {
        let table = table(self.language);
        let whole: Vec<Token> = before.iter().chain(self.form).cloned().collect();
        table.row_of(&whole).is_some_and(|row| self.forms.iter().all(|form| table.row_of(form) != Some(row)))
    }

    /// *le ministre des Affaires étrangères*: an office and what it is for, in common words.
    fn is_office(self, before: &[Token]) -> bool {
        let office = before.iter().take(4).any(|token| self.is_class(token));
        let common = |token: &Token| {
            self.idle(token) || self.known_common(token) || DEMONYMS.has(token) || OF.has(token) || self.is_class(token)
        };
        office
            && before.len() < 12
            && !before.last().is_some_and(|last| OF.has(last) || PREPOSITIONS.has(last))
            && !before.iter().any(|token| JOINS.has(token) && !AND.has(token) || token.gap >= Gap::Comma)
            && before.iter().all(common)
    }

    /// *il s'agit de (la)*, which governs nothing.
    fn is_agreed(self, before: &[Token]) -> bool {
        let of = before.last().is_some_and(|token| OF.has(token));
        let rest = if of { &before[..before.len() - 1] } else { before };
        rest.last().is_some_and(|token| AGREED.has(token)) && rest.iter().all(|token| self.idle(token))
    }

    /// Frames, hedges and words of the question, in front of the answer, with nothing that governs it.
    fn framed(self, before: &[Token]) -> bool {
        let Some((last, rest)) = before.split_last() else { return true };
        if OF.has(last) {
            return rest
                .split_last()
                .is_some_and(|(noun, rest)| (GOVERNING.has(noun) || self.asked_noun(noun)) && self.framed(rest));
        }
        // *A judge at the court* is somebody, and no court.
        let somebody = |token: &Token| !self.person && PERSONS.has(token) && !self.asked(token);
        let fits = |token: &Token| {
            let relative = RELATIVES.has(token) && !token.capital;
            self.idle(token) || self.is_class(token) || relative || PREPOSITIONS.has(token) || OF.has(token)
        };
        before.iter().all(|token| fits(token) && !somebody(token))
    }

    /// A kind of thing: in small letters, or a title before a person's name.
    pub(super) fn is_class(self, token: &Token) -> bool {
        let shaped = !token.capital || self.person || self.language == Language::German;
        shaped && (CLASSES.has(token) || self.person && is_agent(token, self.language) && self.known_common(token))
    }

    /// A name that the entry holds, in its own texts or in what it accepts.
    fn is_held(self, token: &Token) -> bool {
        let same = |own: &Token| own.capital && own.canon == token.canon;
        self.glossed().holds_name(token) || token.capital && self.forms.iter().flatten().any(same)
    }

    /// *the former Scottish economist*: a noun phrase that ends in a kind, and governs nothing.
    pub(super) fn described(self, before: &[Token]) -> bool {
        let Some((last, rest)) = before.split_last() else { return false };
        let class = self.is_class(last) && (self.name || rest.iter().any(|token| token.article));
        let kind = class || self.asked_noun(last) || (self.person && DEMONYMS.has(last));
        let governs =
            |token: &Token| OF.has(token) || JOINS.has(token) || PREPOSITIONS.has(token) || ADDITIONS.has(token);
        let fits = |token: &Token| {
            self.idle(token)
                || DEMONYMS.has(token)
                || self.is_class(token)
                || is_possessive(token) && self.is_held(token)
                || (self.person && (is_possessive(token) || self.is_held(token)))
                || self.is_common(token)
                || (self.person && self.known_common(token))
        };
        // Without an article, words in small letters may as well be the items of a row.
        // *Anti-piracy*, where the question speaks of piracy.
        let glued = |place: usize| before[place + 1].gap == Gap::Hyphen && self.idle(&before[place + 1]);
        let common = |place: &usize| {
            let token = &rest[*place];
            !self.idle(token)
                && !DEMONYMS.has(token)
                && !self.is_class(token)
                && !is_possessive(token)
                && !glued(*place)
        };
        let common = (0..rest.len()).filter(common);
        let phrase = self.person || common.count() <= usize::from(rest.first().is_some_and(|first| first.article));
        // *die CDU-Politikerin*.
        let party = |place: usize| rest[place].abbreviation && before[place + 1].gap == Gap::Hyphen;
        kind && phrase
            && (0..rest.len())
                .all(|place| (fits(&rest[place]) || party(place) || glued(place)) && !governs(&rest[place]))
            && rest.iter().all(|token| token.gap < Gap::Comma)
    }
}
