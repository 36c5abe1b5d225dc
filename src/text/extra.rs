//! Words beside the answer, judged by form: the checker cannot know what is true.

use super::token::{Gap, Token};
use super::{Language, Lexicon};

/// Frames and hedges: they neither add to an answer nor take from it.
const HEDGES: &[&str] = &[
    "i",
    "we",
    "you",
    "think",
    "thought",
    "believe",
    "guess",
    "suppose",
    "assume",
    "it",
    "its",
    "is",
    "was",
    "were",
    "are",
    "has",
    "have",
    "that",
    "this",
    "these",
    "those",
    "they",
    "he",
    "she",
    "there",
    "would",
    "will",
    "be",
    "been",
    "should",
    "must",
    "might",
    "could",
    "may",
    "probably",
    "maybe",
    "perhaps",
    "possibly",
    "likely",
    "surely",
    "certainly",
    "definitely",
    "obviously",
    "clearly",
    "im",
    "ive",
    "id",
    "am",
    "pretty",
    "quite",
    "fairly",
    "very",
    "sure",
    "certain",
    "answer",
    "called",
    "named",
    "known",
    "as",
    "so",
    "well",
    "um",
    "uh",
    "hmm",
    "er",
    "erm",
    "ok",
    "okay",
    "say",
    "said",
    "my",
    "the",
    "a",
    "an",
    "if",
    "remember",
    "remembered",
    "correctly",
    "recall",
    "right",
    "correct",
    "thats",
    "hes",
    "shes",
    "yes",
    "yeah",
    "simply",
    "just",
    "only",
    "namely",
    "ie",
    "eg",
    "please",
    "mean",
    "means",
    "meant",
    "term",
    "word",
    "name",
    "our",
    "your",
    "mr",
    "mrs",
    "ms",
    "dr",
    "sir",
    "lord",
    "lady",
    "dame",
    "prof",
    "professor",
    "of course",
    "about",
    "around",
    "roughly",
    "approximately",
    "something",
    "like",
    "somewhere",
    "id",
    "itll",
    "theyre",
    "theirs",
    "his",
    "her",
    "their",
    "know",
    "now",
    "then",
    "too",
    "also",
    "indeed",
    "course",
    "far",
    "hope",
    "seem",
    "seems",
    "do",
    "does",
    "did",
    "guessing",
    "wild",
    "final",
    "best",
    "one",
    "both",
    "mostly",
    "mainly",
    "usually",
    "generally",
    "basically",
    "essentially",
    "actually",
    // French
    "je",
    "crois",
    "pense",
    "que",
    "qu",
    "c",
    "ce",
    "cest",
    "est",
    "etait",
    "sont",
    "etaient",
    "s",
    "cela",
    "il",
    "elle",
    "ils",
    "elles",
    "s'agit",
    "agit",
    "sagit",
    "de",
    "d",
    "du",
    "le",
    "la",
    "les",
    "l",
    "un",
    "une",
    "des",
    "sans",
    "doute",
    "peut",
    "etre",
    "probablement",
    "surement",
    "certainement",
    "bien",
    "sur",
    "reponse",
    "appelle",
    "appele",
    "appelee",
    "on",
    "nomme",
    "serait",
    "suppose",
    "dirais",
    "alors",
    "donc",
    "euh",
    "ben",
    "oui",
    "m",
    "mme",
    "monsieur",
    "madame",
    "a",
    "mon",
    "avis",
    "selon",
    "moi",
    "environ",
    "y",
    "plutot",
    "nommee",
    // German
    "ich",
    "glaube",
    "denke",
    "dass",
    "es",
    "ist",
    "war",
    "sind",
    "waren",
    "das",
    "der",
    "die",
    "den",
    "dem",
    "ein",
    "eine",
    "einen",
    "einer",
    "vielleicht",
    "wahrscheinlich",
    "vermutlich",
    "sicher",
    "wohl",
    "antwort",
    "lautet",
    "heisst",
    "hiess",
    "nennt",
    "man",
    "sich",
    "wurde",
    "wird",
    "also",
    "naja",
    "ja",
    "herr",
    "frau",
    "meine",
    "meiner",
    "meinung",
    "nach",
    "sein",
    "durfte",
    "konnte",
    "musste",
    "etwa",
    "ungefahr",
    "sie",
    "er",
];

/// Common nouns that say what kind of thing a name names.
const CLASSES: &[&str] = &[
    "gas",
    "element",
    "metal",
    "mineral",
    "city",
    "town",
    "village",
    "country",
    "capital",
    "president",
    "king",
    "queen",
    "emperor",
    "empress",
    "pope",
    "prince",
    "princess",
    "chancellor",
    "minister",
    "premier",
    "senator",
    "general",
    "philosopher",
    "scientist",
    "economist",
    "physicist",
    "chemist",
    "biologist",
    "mathematician",
    "statistician",
    "author",
    "writer",
    "poet",
    "painter",
    "composer",
    "artist",
    "inventor",
    "explorer",
    "politician",
    "leader",
    "judge",
    "lawyer",
    "historian",
    "sociologist",
    "psychologist",
    "astronomer",
    "engineer",
    "architect",
    "monarch",
    "dictator",
    "activist",
    "journalist",
    "professor",
    "commissioner",
    "diplomat",
    "company",
    "firm",
    "concept",
    "principle",
    "process",
    "phenomenon",
    "notion",
    "effect",
    "language",
    "currency",
    "planet",
    "colour",
    "color",
    "substance",
    "chemical",
    "enzyme",
    "hormone",
    "protein",
    "molecule",
    "organ",
    "river",
    "novel",
    "book",
    "film",
    "play",
    "song",
    "idea",
    "method",
    "technique",
    "kind",
    "type",
    "sort",
    "form",
    "gaz",
    "ville",
    "pays",
    "capitale",
    "roi",
    "reine",
    "philosophe",
    "ministre",
    "economiste",
    "ecrivain",
    "peintre",
    "savant",
    "auteur",
    "metal",
    "fleuve",
    "langue",
    "notion",
    "principe",
    "phenomene",
    "processus",
    "processus",
    "societe",
    "stadt",
    "land",
    "hauptstadt",
    "konig",
    "konigin",
    "kaiser",
    "kanzler",
    "kanzlerin",
    "prasident",
    "philosoph",
    "okonom",
    "schriftsteller",
    "maler",
    "physiker",
    "fluss",
    "begriff",
    "prinzip",
    "prozess",
    "metall",
    "gasse",
    "sprache",
];

const PLACES: &[&str] = &[
    "in",
    "at",
    "near",
    "since",
    "during",
    "on",
    "around",
    "within",
    "throughout",
    "inside",
    "until",
    "from",
    "after",
    "before",
    "en",
    "a",
    "au",
    "aux",
    "dans",
    "pres",
    "depuis",
    "pendant",
    "vers",
    "im",
    "am",
    "bei",
    "beim",
    "seit",
    "wahrend",
    "nahe",
    "um",
    "ab",
];
const JOINS: &[&str] = &["and", "plus", "with", "et", "avec", "und", "mit", "sowie", "y", "e"];
const PREPOSITIONS: &[&str] = &[
    "by", "in", "at", "on", "to", "with", "through", "from", "via", "for", "under", "par", "dans", "en", "a", "avec",
    "durch", "von", "mit", "im", "am", "zu", "zum", "bei",
];
const CLAUSE: &[&str] = &[
    "am", "i", "not", "sure", "suis", "pas", "bin", "nicht", "sicher", "but", "is", "was", "are", "were", "has",
    "have", "had", "the", "a", "an", "which", "who", "that", "because", "since", "as", "of", "in", "to", "for", "it",
    "by", "est", "sont", "qui", "que", "le", "la", "les", "un", "une", "car", "ist", "sind", "die", "der", "das",
    "weil", "mit",
];

/// What the words beside an answer are judged by.
#[derive(Clone, Copy)]
pub(crate) struct Beside<'a> {
    pub(crate) language: Language,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) ask: &'a [Token],
    /// The answer begins with a name.
    pub(crate) name: bool,
    /// The first words of the answer, folded: `EU` in brackets after *European Union* is no other name.
    pub(crate) accepted: &'a [Vec<Token>],
}

impl Beside<'_> {
    /// The first stretch of words that makes the answer another one; nothing where all are harmless.
    pub(crate) fn harm(self, typed: &[Token], start: usize, end: usize) -> Option<String> {
        let show = |tokens: &[Token]| tokens.iter().map(|token| token.raw.as_str()).collect::<Vec<_>>().join(" ");
        let (before, after) = (&typed[..start], &typed[end..]);
        if !self.harmless_before(before, typed[start].gap) {
            return Some(show(before));
        }
        (!self.harmless_after(after)).then(|| show(after))
    }

    fn hedge(self, token: &Token) -> bool {
        token.is(HEDGES) || (token.article && !token.has_digit())
    }

    fn asked(self, token: &Token) -> bool {
        self.ask.iter().any(|asked| asked.canon == token.canon || singular_of(asked, token, self.language))
    }

    /// The noun that the question asks for: *treaty* in *which treaty*.
    fn asked_noun(self, token: &Token) -> bool {
        const WHICH: &[&str] = &[
            "which", "what", "whose", "quel", "quelle", "quels", "quelles", "welche", "welcher", "welches", "welchem",
            "welchen", "name", "of",
        ];
        let near = self
            .ask
            .iter()
            .enumerate()
            .filter(|(_, asked)| asked.is(WHICH))
            .flat_map(|(place, _)| self.ask[place + 1..].iter().filter(|asked| !asked.article).take(2));
        let first_word = self.ask.first().is_some_and(|first| std::ptr::eq(first, token));
        !first_word
            && near
                .into_iter()
                .any(|asked| !asked.capital && (asked.canon == token.canon || singular_of(asked, token, self.language)))
    }

    fn harmless_before(self, before: &[Token], gap: Gap) -> bool {
        let Some(touching) = before.last() else { return true };
        if gap >= Gap::Comma {
            return before.iter().all(|token| self.hedge(token) || self.asked(token)) || self.is_remark(before);
        }
        if gap > Gap::Blank {
            return false;
        }
        let mut rest = before;
        if touching.is(PREPOSITIONS) && rest.len() == 1 {
            return true;
        }
        if self.hedge(touching) && !touching.is(&["of", "de", "du", "d", "des", "l", "la", "le", "les"])
            || touching.article
        {
            rest = &rest[..rest.len() - 1];
            return self.framed(rest);
        }
        if touching.is(&["of", "de", "du", "d", "des", "von"]) {
            let governed =
                rest.len() >= 2 && (rest[rest.len() - 2].is(CLASSES) || self.asked_noun(&rest[rest.len() - 2]));
            return governed && self.framed(&rest[..rest.len() - 2]);
        }
        if touching.is(&["by", "par", "von", "durch"]) {
            let said = &rest[..rest.len() - 1];
            return said.iter().all(|token| self.hedge(token) || self.asked(token) || self.is_common(token));
        }
        if touching.is(PREPOSITIONS) {
            return self.framed(&rest[..rest.len() - 1])
                && rest[..rest.len() - 1].iter().any(|token| self.hedge(token) || self.asked(token));
        }
        let class = touching.is(CLASSES) || (self.asked_noun(touching) && !touching.has_digit());
        class && self.framed(&rest[..rest.len() - 1])
    }

    /// Frames, hedges and words of the question, in front of the answer.
    fn framed(self, before: &[Token]) -> bool {
        match before.last() {
            Some(last) if last.is(&["of", "de", "du", "d", "des", "von"]) => {
                before.len() >= 2
                    && self.framed(&before[..before.len() - 2])
                    && (before[before.len() - 2].is(CLASSES) || self.asked_noun(&before[before.len() - 2]))
            }
            Some(_) => before.iter().all(|token| {
                self.hedge(token)
                    || self.asked(token)
                    || token.is(CLASSES)
                    || token.is(PREPOSITIONS)
                    || token.is(&["of"])
            }),
            None => true,
        }
    }

    fn harmless_after(self, after: &[Token]) -> bool {
        let Some(first) = after.first() else { return true };
        if first.bracketed || first.gap >= Gap::Comma {
            let end = after
                .iter()
                .skip(1)
                .position(|token| token.gap >= Gap::Stop || token.bracketed != first.bracketed)
                .map_or(after.len(), |place| place + 1);
            let (remark, rest) = after.split_at(end);
            let again = self.accepted.iter().any(|form| same_words(form, remark))
                || (first.bracketed && self.is_initials(remark));
            let fine = again
                || self.is_remark(remark)
                || remark.iter().all(|token| self.hedge(token) || self.asked(token))
                || self.is_place(remark);
            return fine && (rest.is_empty() || self.harmless_after(rest) || self.is_remark(rest));
        }
        if first.gap > Gap::Blank {
            return false;
        }
        if first.is(JOINS) {
            return false;
        }
        if self.is_place(after) || self.is_from_question(after) {
            return true;
        }
        if first.is(&["of"])
            && matches!(after, [_, year] if year.raw.len() == 4 && year.raw.chars().all(|digit| digit.is_ascii_digit()))
        {
            return true;
        }
        if self.asked_noun(first) || (first.is(&["one", "ones"])) {
            return self.harmless_after(&after[1..]);
        }
        if first.is(CLASSES) && self.name && after.len() == 1 && self.asked(first) {
            return true;
        }
        let said = first.is(&[
            "is", "was", "are", "were", "has", "have", "had", "does", "did", "do", "would", "i", "probably", "maybe",
            "perhaps", "right", "est", "etait", "sont", "ist", "war", "sind", "of",
        ]);
        (said && !first.is(&["of"]) || self.hedge(first) && !first.article) && self.is_plain(&after[1..])
    }

    /// Two or more words as they stand in the question, the first in small letters: *wrote The Wealth of Nations*.
    fn is_from_question(self, words: &[Token]) -> bool {
        let same = |asked: &[Token]| asked.iter().zip(words).all(|(asked, word)| asked.canon == word.canon);
        words.len() > 1 && !words[0].capital && self.ask.windows(words.len()).any(same)
    }

    /// Words of the question, hedges and common words that are no names.
    fn is_plain(self, tokens: &[Token]) -> bool {
        tokens.iter().enumerate().all(|(place, token)| {
            self.hedge(token)
                || self.asked(token)
                || (self.is_common(token) && !token.is(JOINS))
                || self.is_place(&tokens[place..])
        }) || tokens
            .iter()
            .position(|token| token.is(PLACES))
            .is_some_and(|place| self.is_plain(&tokens[..place]) && self.is_place(&tokens[place..]))
    }

    fn is_common(self, token: &Token) -> bool {
        !token.capital
            && !token.has_digit()
            && (self.lexicon.is_word(&token.word, self.language) || token.is(CLAUSE) || token.is(PLACES))
    }

    /// A phrase of place or time, names included, up to the end.
    fn is_place(self, tokens: &[Token]) -> bool {
        let Some((first, rest)) = tokens.split_first() else { return false };
        first.is(PLACES)
            && !rest.is_empty()
            && rest.len() < 9
            && !rest.iter().any(|token| token.is(JOINS) && !token.is(&["e", "y"]) || token.gap > Gap::Comma)
    }

    /// A remark without names or numbers: some words that make a clause or a phrase, not the next item of a row.
    fn is_remark(self, tokens: &[Token]) -> bool {
        let Some(first) = tokens.first() else { return false };
        let clause = tokens.len() > 1 && tokens.iter().any(|token| token.is(CLAUSE)) || first.bracketed;
        let names = tokens.iter().any(|token| !self.is_common(token) && !self.hedge(token) && !self.asked(token));
        clause && !names && !first.is(JOINS) && !tokens.iter().any(|token| token.is(&["or", "ou", "oder"]))
    }

    /// `EU` for *European Union*.
    fn is_initials(self, tokens: &[Token]) -> bool {
        let [only] = tokens else { return false };
        self.accepted.iter().any(|form| {
            let all: String = form.iter().filter_map(|token| token.word.chars().next()).collect();
            let content: String =
                form.iter().filter(|token| token.capital).filter_map(|token| token.word.chars().next()).collect();
            only.word == all || only.word == content
        })
    }
}

fn singular_of(asked: &Token, token: &Token, language: Language) -> bool {
    token.length() > 3
        && super::spelling::singular(&asked.canon, language) == super::spelling::singular(&token.canon, language)
}

fn same_words(one: &[Token], other: &[Token]) -> bool {
    let content = |tokens: &[Token]| {
        tokens.iter().filter(|token| !token.article).map(|token| token.canon.clone()).collect::<Vec<_>>()
    };
    content(one) == content(other)
}
