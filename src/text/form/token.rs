//! A text as words that know how they were written: what stands before them, capitals, brackets.

use unicode_normalization::UnicodeNormalization;

use crate::text::form::fold::{fold_umlauts, fold_word, is_invisible};
use crate::text::form::spelling;
use crate::text::form::{token_numbers, token_signs};
use crate::text::language::act_words::{self, ActWord};
use crate::text::language::roles::{ARTICLES, ELISIONS, MISSPELT_ARTICLES};
use crate::text::language::short_forms::{self, Condition};
use crate::text::language::{Language, signs};

/// What separates a word from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    Blank,
    Hyphen,
    Slash,
    /// A comma, a dash between blanks, a colon, the edge of a bracket or a quotation.
    Comma,
    /// The end of a sentence, a semicolon, a new line.
    Stop,
}

/// One word of a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    /// As written.
    pub(crate) raw: String,
    /// Folded: `zurich`.
    pub(crate) word: String,
    /// Folded with the vowels spelled out, where that differs: `zuerich`.
    pub(crate) spelled: Option<String>,
    /// One form for spellings and numerals that mean the same: `colour` as `color`, `II` and `two` as `2`.
    pub(crate) canon: String,
    pub(crate) gap: Gap,
    pub(crate) capital: bool,
    /// Two or more letters, all of them capitals.
    pub(crate) abbreviation: bool,
    pub(crate) bracketed: bool,
    /// An article, which may be left out or put in.
    pub(crate) article: bool,
    /// One capital letter with a dot: `F.`
    pub(crate) initial: bool,
    /// Part of a proper name of several words.
    pub(crate) proper: bool,
    /// A dot stands behind a usual short form: `Art.`
    pub(crate) dotted: bool,
    /// What an ambiguous short form may stand for: *regulation* and others for `Reg.`
    pub(crate) stands_for: &'static [&'static str],
    /// The first name of a person in an answer.
    pub(crate) given: bool,
    /// The surname of a person in an answer.
    pub(crate) surname: bool,
    /// Edits forgiven when the token was read: *5 bilion*.
    pub(crate) forgiven: usize,
}

/// As phrases are looked for.
impl AsRef<str> for Token {
    fn as_ref(&self) -> &str {
        &self.word
    }
}

impl Token {
    pub(crate) fn has_digit(&self) -> bool {
        if self.canon.is_ascii() {
            return self.canon.bytes().any(|sign| sign.is_ascii_digit());
        }
        self.canon.chars().any(char::is_numeric)
    }

    pub(crate) fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.word.as_str())
    }

    pub(crate) fn length(&self) -> usize {
        self.word.chars().count()
    }
}

/// The words of a text, with numerals and fractions put together.
pub(crate) fn tokens(text: &str, language: Language) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut reader = Reader { language, gap: Gap::Blank, depth: 0, raw: String::new(), tokens: &mut tokens };
    let text = crate::text::form::digits::spaced_fractions(text);
    let letters: Vec<char> = text.nfc().filter(|letter| !is_invisible(*letter)).collect();
    for place in 0..letters.len() {
        reader.take(&letters, place);
    }
    reader.flush();
    token_signs::words(&mut tokens);
    short_forms::resolve(&mut tokens, language);
    token_numbers::join(&mut tokens, language);
    token_signs::amounts(&mut tokens, language);
    mark_articles(&mut tokens, language);
    tokens
}

/// The words of an answer: those of a proper name are marked as such.
pub(crate) fn answer_tokens(text: &str, language: Language) -> Vec<Token> {
    let mut tokens = tokens(text, language);
    let long = |token: &&mut Token| !token.article && token.length() > 3;
    let capitals = tokens.iter_mut().filter(long).map(|token| token.capital);
    let (names, all) = capitals.fold((0, 0), |(names, all), capital| (names + usize::from(capital), all + 1));
    if language != Language::German && names > 1 && names == all {
        for token in &mut tokens {
            token.proper = token.capital;
        }
    }
    tokens
}

struct Reader<'a> {
    language: Language,
    gap: Gap,
    depth: usize,
    raw: String,
    tokens: &'a mut Vec<Token>,
}

impl Reader<'_> {
    /// `art51`: what stands before numerals, written together with one.
    fn is_label(&self) -> bool {
        self.raw.len() > 2
            && self.raw.chars().all(char::is_alphabetic)
            && short_forms::stands_before_numerals(&fold_word(&self.raw), self.language)
    }

    /// `95/46ec`: the number of an act, written together with whose act it is.
    fn ends_before_institution(&self, letters: &[char]) -> bool {
        self.raw.contains('/')
            && self.raw.ends_with(|sign: char| sign.is_ascii_digit())
            && letters[0].is_alphabetic()
            && {
                let rest: String = letters.iter().take_while(|letter| letter.is_alphabetic()).collect();
                act_words::role(&fold_word(&rest), self.language) == Some(ActWord::Union)
            }
    }

    fn take(&mut self, letters: &[char], place: usize) {
        let letter = letters[place];
        let (before, after) = (place.checked_sub(1).map(|place| letters[place]), letters.get(place + 1).copied());
        let glued = !self.raw.is_empty() && after.is_some_and(char::is_alphanumeric);
        let digits = glued && before.is_some_and(char::is_numeric) && after.is_some_and(char::is_numeric);
        let opens = self.raw.is_empty() && after.is_some_and(|sign| sign.is_ascii_digit());
        match letter {
            '°' if fold_word(&self.raw) == "n" => {
                self.raw.push('o');
                self.flush();
            }
            _ if letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter) => {
                if letter.is_ascii_digit() && self.is_label() {
                    self.flush();
                } else if self.ends_before_institution(&letters[place..]) {
                    self.flush();
                    self.gap = Gap::Slash;
                }
                self.raw.push(letter);
            }
            '\'' | '’' | 'ʼ' | '`' | '´' if glued => self.apostrophe(),
            '.' if !self.raw.is_empty() && self.is_short_form(&letters[place + 1..]) => self.flush_dotted(),
            '.' if glued => self.raw.push('.'),
            ',' if digits => self.raw.push(','),
            '.' | ',' if opens && before.is_none_or(|sign| sign.is_whitespace() || "([<>≤≥=".contains(sign)) => {
                self.raw.push_str("0.");
            }
            '.' if is_dotted(&self.raw) => {}
            '.' if self.is_small_initial(&letters[place + 1..]) => self.flush(),
            '.' if is_initial(&self.raw) => {
                self.flush();
                if let Some(last) = self.tokens.last_mut() {
                    last.initial = true;
                }
            }
            '/' if digits => self.raw.push('/'),
            '&' => self.whole("and"),
            '+' => self.sign(letter, "plus"),
            '#' if before.is_some_and(char::is_alphanumeric) => self.sign(letter, "sharp"),
            '#' if opens => self.sign(letter, "number"),
            '<' | '>' | '≤' | '≥' | '=' if token_signs::is_bound(letters, place) => self.bound(letter),
            '$' if matches!(fold_word(&self.raw).as_str(), "us" | "usd") => {
                self.raw.clear();
                self.sign(letter, "dollar");
            }
            '-' | '−' | '‑' | '–' if signs::is_minus(letters, place) => self.sign(letter, "minus"),
            sign => match signs::of_sign(sign) {
                Some(word) => self.sign(letter, word),
                None => self.part(before, letter, after),
            },
        }
    }

    /// A usual short form, whose dot ends no sentence.
    fn is_short_form(&self, behind: &[char]) -> bool {
        // `C.P.I.` is one abbreviation.
        if is_initial(&self.raw) && matches!(behind, [letter, '.', ..] if letter.is_uppercase()) {
            return false;
        }
        let mut rest = behind.iter().skip_while(|sign| sign.is_whitespace());
        let (next, second) = (rest.next(), rest.next());
        let number = |next: &char| matches!(next, 'N' | 'n') && matches!(second, Some('o' | 'r' | '°' | 'º'));
        let word = fold_word(&self.raw);
        let condition = short_forms::condition(&word, self.language);
        let Some(next) = next else {
            // *Water framework dir.*, at the end.
            let dotted = matches!(condition, Some(Condition::Dotted | Condition::BeforeNumeralOrDotted));
            return dotted && !self.tokens.is_empty();
        };
        match condition {
            Some(Condition::BeforeNumeral) => next.is_ascii_digit() || "IVX(".contains(*next) || number(next),
            Some(_) => next.is_alphanumeric() || *next == '(',
            None => false,
        }
    }

    /// `j.` in front of a name in small letters, or before or behind another such letter.
    fn is_small_initial(&self, behind: &[char]) -> bool {
        let mut letters = self.raw.chars();
        let small = letters.next().is_some_and(char::is_lowercase) && letters.next().is_none();
        small
            && self.tokens.iter().all(|token| token.length() == 1 && !token.capital && token.gap == Gap::Blank)
            && matches!(behind, [' ', next, ..] if next.is_lowercase())
    }

    fn flush_dotted(&mut self) {
        let before = self.tokens.len();
        self.flush();
        if let Some(last) = self.tokens[before..].last_mut() {
            last.dotted = true;
        }
    }

    /// `<`, `>=`: one token, whatever signs make it.
    fn bound(&mut self, sign: char) {
        if sign == '='
            && let Some(last) = self.tokens.last_mut()
            && matches!(last.word.as_str(), "under" | "over")
        {
            let word = if last.word == "under" { "atmost" } else { "atleast" };
            word.clone_into(&mut last.word);
            token_signs::set_bound(last);
            return;
        }
        let word = match sign {
            '<' => "under",
            '>' => "over",
            '≤' => "atmost",
            _ => "atleast",
        };
        self.sign(sign, word);
        if let Some(last) = self.tokens.last_mut() {
            token_signs::set_bound(last);
        }
    }

    /// A sign as a word of its own; written to the word in front it belongs to that.
    fn sign(&mut self, sign: char, word: &str) {
        if !self.raw.is_empty() {
            self.flush();
            self.gap = self.gap.max(Gap::Hyphen);
        }
        self.whole(word);
        if let Some(last) = self.tokens.last_mut() {
            last.raw = sign.to_string();
        }
    }

    fn part(&mut self, before: Option<char>, letter: char, after: Option<char>) {
        let spaced = |side: Option<char>| side.is_none_or(char::is_whitespace);
        let gap = match letter {
            '(' | '[' | '{' | ')' | ']' | '}' | ',' | ':' | '،' | '、' | '|' | '=' | '→' => Gap::Comma,
            '-' | '‐' | '‑' | '–' | '—' | '−' | '_' if spaced(before) || spaced(after) => Gap::Comma,
            '-' | '‐' | '‑' | '–' | '−' | '_' | '·' => Gap::Hyphen,
            '—' => Gap::Comma,
            '/' | '\\' => Gap::Slash,
            '\n' | ';' | '?' | '!' | '.' | '…' => Gap::Stop,
            _ => Gap::Blank,
        };
        self.flush();
        match letter {
            '(' | '[' | '{' => self.depth += 1,
            ')' | ']' | '}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.gap = self.gap.max(gap);
    }

    /// French elision parts two words; elsewhere the letters run on.
    fn apostrophe(&mut self) {
        if self.language != Language::English && ELISIONS.has_word(&fold_word(&self.raw)) {
            self.flush();
        } else {
            self.raw.push('\'');
        }
    }

    fn whole(&mut self, word: &str) {
        self.flush();
        self.raw.push_str(word);
        self.flush();
    }

    fn flush(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        let word = fold_word(raw.trim_end_matches("'s"));
        if word.is_empty() {
            return;
        }
        let letters: Vec<char> = raw.chars().filter(|letter| letter.is_alphabetic()).collect();
        let upper = letters.iter().filter(|letter| letter.is_uppercase()).count();
        let dotted = letters.len() > 2 && is_dotted(&raw);
        let plural =
            letters.len() > 2 && raw.ends_with('s') && (upper + 1 == letters.len() || dotted && letters.len() > 3);
        let abbreviation = letters.len() > 1 && (upper == letters.len() || plural);
        let word = if abbreviation && plural { word.trim_end_matches('s').to_owned() } else { word };
        self.tokens.push(Token {
            canon: spelling::canon(&word, self.language, abbreviation),
            spelled: fold_umlauts(&raw),
            capital: letters.first().is_some_and(|letter| letter.is_uppercase()),
            abbreviation,
            bracketed: self.depth > 0,
            article: false,
            initial: false,
            proper: false,
            dotted: false,
            stands_for: &[],
            given: false,
            surname: false,
            forgiven: 0,
            gap: std::mem::replace(&mut self.gap, Gap::Blank),
            raw,
            word,
        });
    }
}

/// `U.S` or `St`, after which a dot ends no sentence.
fn is_dotted(raw: &str) -> bool {
    raw.contains('.') && raw.split('.').all(|part| part.chars().count() == 1)
}

/// `F.` in the middle of a name, which ends no sentence either.
fn is_initial(raw: &str) -> bool {
    let mut letters = raw.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// An article may be left out; a capital in the middle (`hepatitis A virus`) or a last word is none.
fn mark_articles(tokens: &mut [Token], language: Language) {
    let last = tokens.len().saturating_sub(1);
    for (place, token) in tokens.iter_mut().enumerate() {
        let middle = place > 0 && token.capital && token.length() == 1;
        if token.is(MISSPELT_ARTICLES.of(language)) && place < last {
            "the".clone_into(&mut token.word);
            token.canon.clone_from(&token.word);
            token.forgiven = 1;
        }
        token.article = place < last && !middle && !token.initial && token.is(ARTICLES.of(language));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, language: Language, expected: &[&str]) {
        let found: Vec<String> = tokens(text, language).into_iter().map(|token| token.canon).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_lose_their_form() {
        reads("The U.S.A. and NGOs", Language::English, &["the", "usa", "and", "ngo"]);
        reads("Moore's Law", Language::English, &["moore", "law"]);
        reads("World War II", Language::English, &["world", "war", "2"]);
        reads("two thirds", Language::English, &["2/3"]);
        reads("twenty-one members", Language::English, &["21", "members"]);
        reads("l’État", Language::French, &["l", "etat"]);
        reads("1,500 things", Language::English, &["1500", "things"]);
    }
}
