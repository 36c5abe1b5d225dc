//! Words behind an answer: remarks, phrases of place and time, what the question says already.

use crate::text::form::token::{Gap, Token};
use crate::text::language::Language;
use crate::text::language::calendar::is_month;
use crate::text::language::roles::{
    ADDITIONS, BODIES, CLASSES, CLAUSE, DATED_OF, DEMONYMS, FIRST_PERSON, JOINS, OF, ONES, OR, ORIGINS, PAST_ENDINGS,
    PREPOSITIONS, QUESTION_OF, RELATIVES, RENAMINGS, VERBS,
};
use crate::text::language::short_forms::stands_before_numerals;
use crate::text::words::extra_words::Beside;
use crate::text::words::shapes::{adds, is_dating, is_year};

impl Beside<'_> {
    pub(super) fn harmless_after(self, after: &[Token]) -> bool {
        let Some((first, rest)) = after.split_first() else { return true };
        if first.bracketed || first.gap >= Gap::Comma {
            return self.harmless_remark(after);
        }
        if first.gap > Gap::Blank || JOINS.has(first) {
            return false;
        }
        if self.is_place(after) || self.is_from_question(after) || self.is_dated(after) || self.is_of_question(after) {
            return true;
        }
        if self.asked_noun(first) || ONES.has(first) {
            return self.harmless_after(rest);
        }
        // *Article III GATT*, where the question says *GATT*.
        let numbered = || match self.form {
            [noun, .., number] => number.has_digit() && stands_before_numerals(&noun.word, self.language),
            _ => false,
        };
        if after.iter().all(|token| self.asked(token) && !token.has_digit()) && numbered() {
            return true;
        }
        if self.name && rest.is_empty() && self.is_class(first) && self.asked(first) {
            return true;
        }
        if self.person && is_year(first) && self.glossed().allows(after) {
            return true;
        }
        if self.person && self.is_origin(after) {
            return true;
        }
        // *he coined it*: the question's own verb.
        if !first.capital
            && self.asked(first)
            && PAST_ENDINGS.ends_in_any(&first.word)
            && rest.iter().all(|token| self.idle(token))
        {
            return true;
        }
        if self.person && first.article && self.described(after) {
            return true;
        }
        // `§ 218 StGB`, where the question says *Strafgesetzbuch*.
        if self.shortens_asked(first) && rest.iter().all(|token| self.idle(token)) {
            return true;
        }
        let relative = RELATIVES.has(first) && !rest.is_empty();
        if VERBS.has(first) && (!rest.is_empty() || PAST_ENDINGS.ends_in_any(&first.word))
            || relative
            || FIRST_PERSON.has(first)
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

    /// An abbreviation whose letters stand in one word of the question, in their order: `StGB` of *Strafgesetzbuch*.
    fn shortens_asked(self, token: &Token) -> bool {
        let within = |word: &str| {
            let mut letters = word.chars();
            token.word.chars().all(|letter| letters.any(|next| next == letter))
        };
        let capitals = token.raw.chars().filter(|letter| letter.is_uppercase()).count();
        let begins = |word: &str| word.chars().next() == token.word.chars().next();
        capitals > 1
            && token.length() > 2
            && self.ask.iter().any(|asked| {
                asked.capital && asked.length() > 2 * token.length() && begins(&asked.word) && within(&asked.word)
            })
    }

    fn is_idle_tail(self, rest: &[Token]) -> bool {
        rest.first().is_none_or(|next| {
            next.gap >= Gap::Comma || next.bracketed || VERBS.has(next) || next.is(FIRST_PERSON.of(Language::English))
        })
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
        if self.is_fellow(remark) {
            return false;
        }
        // *Formerly co-decision*.
        let renamed = remark.iter().take_while(|token| RENAMINGS.has(token)).count();
        let again = self.is_another_form(&remark[renamed..])
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

    /// Another of the kind that is asked for: *income tax* behind *inheritance tax*, *oligopoly* behind *monopoly*.
    fn is_fellow(self, remark: &[Token]) -> bool {
        let mut said = remark.iter().filter(|token| !token.article);
        let (Some(own), Some(noun)) = (self.form.iter().rfind(|token| !token.article), said.next_back()) else {
            return false;
        };
        let clause = || remark.iter().any(|token| token.article || CLAUSE.has(token) || VERBS.has(token));
        let fellow = if own.canon == noun.canon {
            self.asked_noun(noun) || !clause()
        } else {
            said.next().is_none() && self.glossed().is_notion() && self.ends_alike(own, noun)
        };
        fellow && remark.iter().any(|token| !self.idle(token)) && !self.is_another_form(remark)
    }

    /// Two long words with the same three letters at their end, the second of which the question does not hold.
    fn ends_alike(self, own: &Token, other: &Token) -> bool {
        const ENDING: usize = 3;
        let pairs = own.word.chars().rev().zip(other.word.chars().rev());
        let same = pairs.take_while(|(one, other)| one == other).count();
        own.length().min(other.length()) > 2 * ENDING && same >= ENDING && !self.asked(other)
    }

    /// Where a person comes from or works: *of Singapore*, *of the OECD*.
    fn is_origin(self, after: &[Token]) -> bool {
        let [of, names @ ..] = after else { return false };
        let names: Vec<&Token> = names.iter().filter(|token| !token.article).collect();
        let whole = names.iter().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ");
        let plain = names.iter().all(|token| token.gap < Gap::Slash && !token.has_digit());
        // The body where a person works: *of Chatham House*, *de l'IFRI*.
        let body = || match names[..] {
            [only] => only.abbreviation && only.length() > 2,
            _ => {
                names.len() < 6
                    && names.iter().all(|token| token.capital)
                    && names.iter().any(|token| BODIES.has(token))
            }
        };
        (OF.has(of) || ORIGINS.has(of))
            && plain
            && !names.is_empty()
            && (self.lexicon.is_territory(&whole)
                || self.lexicon.is_city(&whole)
                || body()
                || names.iter().all(|token| self.glossed().holds_name(token)))
    }

    /// *of 1992*.
    fn is_dated(self, after: &[Token]) -> bool {
        let [of, date @ ..] = after else { return false };
        let numbered = self.form.last().is_some_and(Token::has_digit);
        DATED_OF.has(of)
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
        // Behind an answer that ends in a number, a bare number is another one: *Resolution 1540, 1373*.
        let numbered = self.form.last().is_some_and(Token::has_digit) && !remark.iter().any(|token| token.bracketed);
        asked_date
            || full
                && !numbered
                && !self.person
                && remark.split_last().is_some_and(|(year, rest)| is_year(year) && rest.iter().all(is_dating))
    }

    /// *of the EU*, where the question speaks of it.
    fn is_of_question(self, after: &[Token]) -> bool {
        let Some((first, rest)) = after.split_first() else { return false };
        (OF.has(first) || QUESTION_OF.has(first))
            && !rest.is_empty()
            && rest.iter().all(|token| token.article || self.asked(token))
            && rest.iter().any(|token| !token.article)
    }

    /// Two or more words as they stand in the question, the first in small letters: *wrote The Wealth of Nations*.
    fn is_from_question(self, words: &[Token]) -> bool {
        let same = |asked: &[Token]| asked.iter().zip(words).all(|(asked, word)| asked.canon == word.canon);
        words.len() > 1 && !words[0].capital && self.ask.windows(words.len()).any(same)
    }

    /// A remark without names or numbers: some words that make a clause or a phrase, not the next item of a row.
    pub(super) fn is_remark(self, tokens: &[Token]) -> bool {
        let Some(first) = tokens.first() else { return false };
        let wordy =
            tokens.len() > 1 && tokens.iter().any(|token| CLAUSE.has(token) || CLASSES.has(token) || VERBS.has(token));
        // *Subsidiarité, au plus près des gens*.
        let phrase = first.gap >= Gap::Comma && tokens.len() > 2 && PREPOSITIONS.has(first);
        let adds = adds(tokens);
        let either = tokens.iter().any(|token| OR.has(token));
        let class = |token: &Token| self.person && CLASSES.has(token);
        let plain = |token: &Token| self.idle(token) || self.is_common(token) || DEMONYMS.has(token) || class(token);
        if !(wordy || phrase || first.bracketed) || adds || either {
            return false;
        }
        let count = tokens.iter().take_while(|token| plain(token)).count();
        count == tokens.len() || (1..=count).any(|place| self.is_place(&tokens[place..]))
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
