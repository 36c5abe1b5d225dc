//! Words by the role they play beside an answer, a date, a number or a list, in the languages that the judge knows; all
//! folded. What each language has stands in its folder: `words.txt` has
//! words, `forms.txt` parts of them, `written.txt` words with their marks, `phrases.txt` phrases; a role a line.

use std::sync::LazyLock;

use crate::text::form::fold::fold_word;
use crate::text::form::token::Token;
use crate::text::language::lines::Lines;
use crate::text::language::quick::QuickSet;
use crate::text::language::{FOLDERS, Language};

/// What the files say of one role.
struct Listed {
    by_language: [Vec<&'static str>; FOLDERS],
    all: QuickSet<&'static str>,
    /// A bit for every letter that one of them begins with: most words are told from all of them by that.
    initials: u64,
    /// Bytes of the longest.
    longest: usize,
}

/// The words of one role.
pub(crate) struct Role(LazyLock<Listed>);

/// The pairs of one role: what stands for what.
pub(crate) struct Pairs(LazyLock<[Vec<(&'static str, &'static str)>; FOLDERS]>);

/// The phrases of one role, those of most words first.
pub(crate) struct Phrases(LazyLock<Said>);

/// What the files say of one role of phrases.
struct Said {
    by_language: [Vec<&'static str>; FOLDERS],
    phrases: Vec<&'static str>,
    /// As for words.
    initials: u64,
}

static WORDS: LazyLock<Lines> =
    LazyLock::new(|| Lines::read(&[files!("words.txt"), files!("forms.txt"), files!("written.txt")]));
static PHRASES: LazyLock<Lines> = LazyLock::new(|| Lines::read(&[files!("phrases.txt")]));

fn words(name: &str) -> Listed {
    let by_language = WORDS.all(name).map(|words| words.unwrap_or_default().split_whitespace().collect::<Vec<_>>());
    let listed = || by_language.iter().flatten();
    let initials = initials(listed());
    let longest = listed().map(|word| word.len()).max().unwrap_or(0);
    Listed { all: listed().copied().collect(), by_language, initials, longest }
}

/// A bit for every letter that one of the words begins with.
pub(super) fn initials<'a>(words: impl IntoIterator<Item = &'a &'static str>) -> u64 {
    words.into_iter().filter_map(|word| word.bytes().next()).fold(0, |bits, first| bits | bit(first))
}

pub(super) fn bit(letter: u8) -> u64 {
    1 << (letter % 64)
}

fn pairs(name: &str) -> [Vec<(&'static str, &'static str)>; FOLDERS] {
    WORDS
        .all(name)
        .map(|pairs| pairs.unwrap_or_default().split_whitespace().filter_map(|pair| pair.split_once('=')).collect())
}

fn phrases(name: &str) -> Said {
    let said = |line: Option<&'static str>| {
        line.unwrap_or_default().split(';').map(str::trim).filter(|phrase| !phrase.is_empty()).collect::<Vec<_>>()
    };
    let by_language = PHRASES.all(name).map(said);
    let mut phrases = by_language.concat();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.split(' ').count()));
    Said { by_language, initials: initials(&phrases), phrases }
}

impl Role {
    pub(crate) fn has(&self, token: &Token) -> bool {
        self.has_word(&token.word)
    }

    pub(crate) fn has_word(&self, word: &str) -> bool {
        let listed = &*self.0;
        let may = word.bytes().next().is_some_and(|first| listed.initials & bit(first) != 0);
        may && word.len() <= listed.longest && listed.all.contains(word)
    }

    /// In the order of the file.
    pub(crate) fn of(&self, language: Language) -> &[&'static str] {
        &self.0.by_language[language as usize]
    }

    /// A word of the language as it is written, without its marks; English where it has no roles of its own.
    pub(crate) fn has_written(&self, word: &str, language: Language) -> bool {
        self.of(language.or_english()).contains(&fold_word(word).as_str())
    }

    /// In English, French or German, whatever the language of the text.
    pub(crate) fn has_in_ours(&self, word: &str) -> bool {
        self.0.by_language[..FOLDERS - 1].iter().any(|words| words.contains(&word))
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.0.by_language.iter().flatten().copied()
    }

    /// Whether the word ends with one of them of the language, which are endings.
    pub(crate) fn ends(&self, word: &str, language: Language) -> bool {
        self.of(language).iter().any(|ending| word.ends_with(ending))
    }

    /// The same in any language.
    pub(crate) fn ends_in_any(&self, word: &str) -> bool {
        self.words().any(|ending| word.ends_with(ending))
    }

    /// Whether the word begins with one of them, which are stems.
    pub(crate) fn begins(&self, word: &str) -> bool {
        self.words().any(|stem| word.starts_with(stem))
    }
}

impl Pairs {
    /// In the order of the file.
    pub(crate) fn of(&self, language: Language) -> &[(&'static str, &'static str)] {
        &self.0[language as usize]
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.iter().flatten().copied()
    }

    /// The word with the first ending that it has replaced by the one that stands for it, if what is left before it has
    /// so many letters.
    pub(crate) fn replaced(&self, word: &str, language: Language, least: usize) -> Option<String> {
        self.of(language).iter().find_map(|(ending, other)| {
            let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= least)?;
            Some(format!("{stem}{other}"))
        })
    }
}

impl Phrases {
    pub(crate) fn has(&self, text: &str) -> bool {
        self.0.phrases.contains(&text)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.0.phrases.iter().copied()
    }

    /// In the order of the file.
    pub(crate) fn of(&self, language: Language) -> &[&'static str] {
        &self.0.by_language[language as usize]
    }

    /// How many words the longest phrase has that the words begin with; nothing where they begin with none.
    pub(crate) fn leading(&self, words: &[impl AsRef<str>]) -> Option<usize> {
        let may = words.first()?.as_ref().bytes().next().is_some_and(|first| self.0.initials & bit(first) != 0);
        let begin = |phrase: &&str| {
            let mut words = words.iter();
            phrase.split(' ').all(|part| words.next().is_some_and(|word| word.as_ref() == part))
        };
        if !may {
            return None;
        }
        self.all().find(begin).map(|phrase| phrase.split(' ').count())
    }
}

macro_rules! roles {
    ($kind:ident, $read:ident, $list:ident: $($(#[doc = $doc:literal])+ $name:ident: $key:literal;)+) => {
        $($(#[doc = $doc])+ pub(crate) static $name: $kind = $kind(LazyLock::new(|| $read($key)));)+
        #[cfg(test)]
        const $list: &[(&str, &$kind)] = &[$(($key, &$name)),+];
    };
}

roles! { Role, words, ROLES:
    /// Frames and hedges: they neither add to an answer nor take from it.
    HEDGES: "hedges";
    /// What may stand in front of an answer as its frame: *it was the*.
    FRAME: "frame";
    /// What may be the subject of a frame.
    PRONOUNS: "pronouns";
    /// Common nouns that say what kind of thing or person a name names.
    CLASSES: "classes";
    /// Common nouns for a person by office or calling.
    PERSONS: "persons";
    /// Endings of words for who does something.
    AGENT_ENDINGS: "agent-endings";
    /// Those that may stand before *of* and the answer without making another thing of it: *the city of*.
    GOVERNING: "governing";
    /// Adjectives and nouns of peoples.
    DEMONYMS: "demonyms";
    /// Endings of adjectives that are made of the name of a state.
    DEMONYM_ENDINGS: "demonym-endings";
    /// Common nouns for bodies: *council*, *institute*.
    BODIES: "bodies";
    /// Common nouns for treaties, acts and papers.
    INSTRUMENTS: "instruments";
    /// What begins a phrase of place or time.
    PLACES: "places";
    /// What a question has that asks for a town.
    TOWNS: "towns";
    /// What may stand in front of an answer.
    PREPOSITIONS: "prepositions";
    /// Small words that tell a clause or a phrase from the next item of a row.
    CLAUSE: "clause";
    /// Verbs that begin a predicate and are hardly ever nouns.
    VERBS: "verbs";
    /// *is*, *was*, before what is said of an answer.
    COPULAS: "copulas";
    /// *wrong*, said of an answer.
    WRONG_WORDS: "wrong-words";
    /// What may stand beside a number.
    PLAIN: "plain";
    /// Words that add something else: *followed by*, *as well as*.
    ADDITIONS: "additions";
    /// Articles, which may be left out or put in.
    ARTICLES: "articles";
    /// Slips that can be nothing but an article.
    MISSPELT_ARTICLES: "misspelt-articles";
    /// What an apostrophe cuts off the next word.
    ELISIONS: "elisions";
    /// What joins one thing to another.
    JOINS: "joins";
    /// *and* alone.
    AND: "and";
    /// *or*, between alternatives.
    OR: "or";
    /// What offers alternatives besides *or*.
    EITHER: "either";
    /// What ends the reach of a denial.
    BUT: "but";
    /// *of* and its like, which let one noun govern another.
    OF: "of";
    /// Between the parties of a case.
    VERSUS: "versus";
    /// What belongs to a surname: *von*.
    PARTICLES: "particles";
    /// Chinese and Korean surnames, which stand first.
    SURNAMES_FIRST: "surnames-first";
    /// What denies a word, a date or a number.
    DENIALS: "denials";
    /// What denies a word, and may be something else beside a number.
    NEGATIVES: "negatives";
    /// What denies everything that follows.
    EXCLUSIONS: "exclusions";
    /// Turns against what was said before: *but I am not sure*.
    CONCESSIONS: "concessions";
    /// *not sure*: what is no denial behind *not*.
    SURE: "sure";
    /// How sure somebody is.
    DEGREE: "degree";
    /// Words that may be confused with each other or left out at the price of a slip.
    SMALL: "small";
    /// Words that make the order of the others count.
    DIRECTIONS: "directions";
    /// Words in *-a* that are no plural of those in *-um*: *ammonia*.
    NEVER_PLURALS: "never-plurals";
    /// What joins the parts of a compound.
    COMPOUND_LINKS: "compound-links";
    /// Asks for a person.
    WHO: "who";
    /// Asks for one of a kind, which it names.
    WHICH: "which";
    /// What sets a task in front of the kind, and is no verb: *whose*.
    TASKS: "tasks";
    /// A verb that asks for one or several of a kind: *name*, *give*.
    ENUMERATE: "enumerate";
    /// A verb that asks for sentences: *explain*.
    EXPLAIN: "explain";
    /// Says that some of many are wanted.
    EXAMPLES: "examples";
    /// Says that all of them are wanted.
    ALL_WANTED: "all-wanted";
    /// In front of *many* and of what is asked roughly.
    ASK_HOW: "ask-how";
    /// Behind *how*: a count is asked for.
    HOW_MANY: "how-many";
    /// Asks for no exact number.
    ROUGHLY: "roughly";
    /// What somebody holds that others do.
    OUGHT: "ought";
    /// Says whose view it is.
    HOLDERS_SAY: "holders-say";
    /// Words of a question that leaves all to its options: *which of these is true*.
    OPTIONS_FRAME: "options-frame";
    /// An infinitive that says that something is wanted: it governs the items of a list and belongs to none.
    WANTED: "wanted";
    /// A decade, a century, a time before Christ.
    VAGUE_TIMES: "vague-times";
    /// What sets a date in relation to another time.
    TIME_RELATIONS: "time-relations";
    /// The same behind a date.
    ONWARDS: "onwards";
    /// In a bracket that offers or denies another date.
    OTHERWISE: "otherwise";
    /// Small words between the parts of a date.
    DATE_FILLERS: "date-fillers";
    /// Between the ends of a span.
    DATE_JOINERS: "date-joiners";
    /// In front of a year that only says when.
    YEAR_LEADS: "year-leads";
    /// Stems of words for falling.
    FALLING_STEMS: "falling-stems";
    /// Before *what* or *which*, where it is asked how high or low something stands.
    LEVELS: "levels";
    /// Stems of words for rising.
    RISING_STEMS: "rising-stems";
    /// Less than the number behind it.
    ALMOST: "almost";
    /// *No*, in front of any number.
    NUMBER_LABELS: "number-labels";
    /// Words that say nothing of what a text is about.
    STOP_WORDS: "stop-words";
    /// Behind *no*: it takes back nothing.
    BEHIND_NO: "behind-no";
    /// Behind a comma: it may correct or only assure.
    AMENDS: "amends";
    /// Behind *or*: no alternative.
    OR_SO: "or-so";
    /// The same beside dates and numbers.
    OR_AROUND: "or-around";
    /// Behind *anybody*: it excludes what follows.
    ALL_BUT: "all-but";
    /// All or any of a kind.
    ANYBODY: "anybody";
    /// Between an answer and its denial.
    DENIED_VERBS: "denied-verbs";
    /// Denies what it stands right behind.
    DENIED_BEHIND: "denied-behind";
    /// The last word behind what it denies.
    EXCLUDED: "excluded";
    /// Begins another clause, besides *and*.
    CLAUSE_JOINS: "clause-joins";
    /// *Not* itself.
    NOT: "not";
    /// Behind *not*: a bound, no denial.
    COMPARED: "compared";
    /// Behind *not*: no date and no number is denied.
    NOT_DENIED: "not-denied";
    /// *No* itself.
    NO: "no";
    /// Behind a sign it takes back what stands before it.
    ACTUALLY: "actually";
    /// Of two things: an *and* behind it joins no second answer.
    BETWEEN: "between";
    /// Behind *in* or *on*: something is added.
    ADDED: "added";
    /// The same behind what begins a phrase of place.
    ADDED_TOO: "added-too";
    /// Says when, or what about.
    ON: "on";
    /// Between *which* and what is asked for.
    ASKED_COPULAS: "asked-copulas";
    /// Stands for the noun of the question.
    ONES: "ones";
    /// Begins a relative clause.
    RELATIVES: "relatives";
    /// *I*, who says what he thinks.
    FIRST_PERSON: "first-person";
    /// Before where somebody comes from, besides *of*.
    ORIGINS: "origins";
    /// Before the date of an act or a treaty.
    DATED_OF: "dated-of";
    /// Before words of the question behind an answer, besides *of*.
    QUESTION_OF: "question-of";
    /// Before a number that names something.
    NUMBER_NOUNS: "number-nouns";
    /// Before a year.
    YEAR_NOUNS: "year-nouns";
    /// Before who has done something.
    BY: "by";
    /// An article by which a noun governs another.
    GENITIVES: "genitives";
    /// Before *of*, which then governs nothing: *il s’agit de*.
    AGREED: "agreed";
    /// Stems of words for the Union and what is its own.
    UNION_STEMS: "union-stems";
    /// The initials of the Union.
    UNION: "union";
    /// Nouns for acts of a legislator.
    ACT_NOUNS: "act-nouns";
    /// Participles with an ending of their own.
    PARTICIPLES: "participles";
    /// Participles that tell of another thing that was there too.
    FELLOW_PARTICIPLES: "fellow-participles";
    /// Before an infinitive.
    INFINITIVE: "infinitive";
    /// In a question that asks for a deed.
    DO: "do";
    /// Two letters that stand for no state of the Union.
    NO_CODES: "no-codes";
    /// Before the number of a page.
    PAGES: "pages";
    /// Joins persons and no authors.
    WITH: "with";
    /// Before the day of an act.
    ACT_DATED: "act-dated";
    /// Small words in the name of an act.
    ACT_LINKS: "act-links";
    /// Acts with their year in brackets behind the number.
    DATED_ACTS: "dated-acts";
    /// The first word of a phrase, which may be left out.
    OPENING: "opening";
    /// Behind a surname.
    NAME_SUFFIXES: "name-suffixes";
    /// Articles that make no initial.
    INITIALS_ARTICLES: "initials-articles";
    /// In front of an item that is denied.
    LIST_DENIALS: "list-denials";
    /// Tens that lose their last letter before a unit.
    ELIDED_TENS: "elided-tens";
    /// Words of numbers besides numerals, which may be misspelt.
    SCALE_WORDS: "scale-words";
    /// Those that are still read with one letter wrong behind digits.
    MISSPELT_SCALES: "misspelt-scales";
    /// A hundred, in words.
    HUNDREDS: "hundreds";
    /// A hundred behind digits.
    HUNDRED_BEHIND: "hundred-behind";
    /// The same, which is something else in other languages.
    HUNDREDS_BEHIND: "hundreds-behind";
    /// An ordinal that may be a time as well.
    SECONDS: "seconds";
    /// Before decimals that are spoken digit by digit.
    DECIMAL_POINTS: "decimal-points";
    /// The same, only behind a whole number.
    DECIMAL_COMMAS: "decimal-commas";
    /// Behind digits whose comma is that of another language.
    FOREIGN_SCALES: "foreign-scales";
    /// In front of a part: *a third*.
    FRACTION_ARTICLES: "fraction-articles";
    /// The same where nothing else stands before it.
    FRACTION_DEFINITE: "fraction-definite";
    /// Between a whole number and a part, besides *and*.
    AND_HALF: "and-half";
    /// Between a part and its scale word.
    FRACTION_FILLERS: "fraction-fillers";
    /// Between a number and its scale word.
    SCALE_LINKS: "scale-links";
    /// Between a number and its unit.
    AMOUNT_LINKS: "amount-links";
    /// In front of the unit of a part: *half a mile*.
    UNIT_ARTICLES: "unit-articles";
    /// Between two units.
    PER: "per";
    /// Before a small circle: *n°*.
    NUMBER_SIGNS: "number-signs";
    /// Says that a number is negative.
    MINUS: "minus";
    /// Words of bounds, which are no part of a unit.
    UNIT_BOUNDS: "unit-bounds";
    /// Behind a bound: it is that of what is asked for.
    ASKED_BEHIND: "asked-behind";
    /// Asks for a number that is a lower bound.
    LOWEST: "lowest";
    /// Asks for a number that is an upper bound.
    HIGHEST: "highest";
    /// Says that something rises.
    UPWARD: "upward";
    /// Number words that are something else where they stand alone.
    NUMBER_HOMONYMS: "number-homonyms";
    /// The same among the words of a date.
    DATE_HOMONYMS: "date-homonyms";
    /// The same among other words.
    WORD_HOMONYMS: "word-homonyms";
    /// Behind a time of the day.
    CLOCK: "clock";
    /// A zero between the parts of a year.
    SPOKEN_ZEROS: "spoken-zeros";
    /// In front of a day.
    DAY_ARTICLES: "day-articles";
    /// Between a day and its month.
    MONTH_LINKS: "month-links";
    /// Short for a day of the week and for a month.
    WEEKDAYS_OR_MONTHS: "weekdays-or-months";
    /// Before or after a time, of which it is no end.
    NO_ENDS: "no-ends";
    /// Articles in front of a date.
    DATE_ARTICLES: "date-articles";
    /// Between a date and what sets it in relation.
    DATE_BEHIND: "date-behind";
    /// Behind a hyphen that stands for the rest of a compound, besides *and* and *or*.
    HYPHEN_JOINS: "hyphen-joins";
    /// In front of a date that is asked for whole.
    EXACT: "exact";
    /// A year, in a question alone.
    YEAR_NOUNS_MORE: "year-nouns-more";
    /// A month.
    MONTH_NOUNS: "month-nouns";
    /// A day.
    DAY_NOUNS: "day-nouns";
    /// Asks for a time.
    ASKS_WHEN: "asks-when";
}

roles! { Role, words, FORM_ROLES:
    /// Endings of words that are no plurals, though they end as plurals do.
    NO_PLURAL: "no-plural";
    /// The ending of a verb that names what is done.
    GERUND: "gerund";
    /// Endings behind a stem that is spelled in two ways.
    SPELLING_ENDINGS: "spelling-endings";
    /// What stands before an ending that is spelled in two ways: *col* of *colour*.
    VOWEL_ENDING_STEMS: "vowel-ending-stems";
    /// Words that end so and are spelled in one way.
    VOWEL_ENDING_KEPT: "vowel-ending-kept";
    /// Endings behind words that sound the same.
    HOMOPHONE_ENDINGS: "homophone-endings";
    /// Endings that carry meaning: one for another is no slip.
    TELLING_ENDINGS: "telling-endings";
    /// Endings that are words too, but no parts of compounds.
    NO_COMPOUND_PARTS: "no-compound-parts";
    /// Endings of adjectives by case.
    CASE_ENDINGS: "case-endings";
    /// Endings of adjectives without their case.
    ADJECTIVE_ENDINGS: "adjective-endings";
    /// What makes of a place who belongs to it.
    RESIDENT_ENDINGS: "resident-endings";
    /// What makes another word of a verb or of a noun made of it.
    VERB_PREFIXES: "verb-prefixes";
    /// Endings of participles.
    PARTICIPLE_ENDINGS: "participle-endings";
    /// Endings of the past.
    PAST_ENDINGS: "past-endings";
    /// Prefixes that deny a word.
    DENYING_PREFIXES: "denying-prefixes";
    /// Endings that a sentence has behind its gap, besides what joins compounds.
    GAP_ENDINGS: "gap-endings";
    /// Endings that make an ordinal of a numeral.
    ORDINAL_STEM_ENDINGS: "ordinal-stem-endings";
    /// The same behind compounds.
    ORDINAL_NEUTER_ENDINGS: "ordinal-neuter-endings";
    /// Ordinals with a stem of their own.
    ORDINAL_STEMS: "ordinal-stems";
    /// Behind digits: an ordinal.
    ORDINAL_ENDINGS: "ordinal-endings";
    /// The same in full.
    ORDINAL_ENDINGS_IN_FULL: "ordinal-endings-in-full";
    /// The same where it is written to the digits.
    ORDINAL_ENDINGS_GLUED: "ordinal-endings-glued";
    /// A letter for the sign of an ordinal.
    ORDINAL_SIGNS: "ordinal-signs";
    /// Behind digits: a decade.
    DECADE_ENDINGS: "decade-endings";
    /// The same behind three digits or more.
    LONG_DECADE_ENDINGS: "long-decade-endings";
}

roles! { Role, words, WRITTEN_ROLES:
    /// What asks without a noun.
    ASKERS: "askers";
    /// What begins a relative clause, or goes on so.
    RELATIVE_STEMS: "relative-stems";
    /// Denies an answer, and counts as no denial of a question.
    NOT_QUESTIONS: "not-questions";
    /// Denies in a question, besides what denies an answer.
    MORE_NEGATIONS: "more-negations";
    /// Endings of verbs that are denied.
    NEGATIVE_ENDINGS: "negative-endings";
    /// Adjectives that deny what they are made of.
    DENIED_ADJECTIVES: "denied-adjectives";
    /// *Only*: behind *not* it denies nothing.
    ONLY: "only";
    /// Goes on with a denial.
    NOR: "nor";
    /// Says what something is without.
    WITHOUT: "without";
    /// Asks which of the options it is.
    OPTION_ASKERS: "option-askers";
    /// Asks for the option that is not so.
    OPTION_DENIALS: "option-denials";
    /// The same anywhere in the question.
    EXCEPT: "except";
    /// Allows no exception.
    ABSOLUTES: "absolutes";
    /// Allows exceptions.
    SOFTENERS: "softeners";
    /// Behind *how*: a measure is asked for.
    AMOUNTS: "amounts";
    /// Behind *which*: a share is asked for.
    SHARES: "shares";
    /// Nouns for what is measured.
    MEASURES: "measures";
    /// In front of the unit that is asked for.
    UNIT_LEADS: "unit-leads";
    /// What is no unit there.
    NO_UNITS: "no-units";
    /// Pronouns that need a noun before them.
    STAND_INS: "stand-ins";
    /// Those that are subjects.
    SUBJECTS: "subjects";
    /// Behind a pronoun that stands for nothing.
    IDLE_BEHIND: "idle-behind";
    /// In a sentence whose subject stands for nothing.
    IDLE_CLAUSES: "idle-clauses";
    /// Verbs whose subject stands for nothing.
    IDLE_VERBS: "idle-verbs";
    /// Words of a question that name nothing a pronoun may stand for.
    ASKED_NOUNS: "asked-nouns";
    /// In front of the subject of a question.
    AUXILIARIES: "auxiliaries";
    /// Points to what was said before.
    POINTING: "pointing";
    /// What may be pointed at.
    POINTED_AT: "pointed-at";
    /// Asks for what a subject behind the verb does.
    OBJECT_ASKERS: "object-askers";
    /// Says when without a date.
    FLEETING: "fleeting";
    /// Verbs in the past.
    TOLD_PAST: "told-past";
    /// Verbs that tell of what is to come.
    TO_COME: "to-come";
    /// People whom nobody could name.
    NAMELESS: "nameless";
    /// Articles in front of them.
    MANY_ARTICLES: "many-articles";
    /// Nouns for bodies that no person bears as a name, alone or at the end of a compound.
    BODY_ENDINGS: "body-endings";
    /// Words that good sentences double.
    DOUBLED: "doubled";
    /// Answers that are guessed half of the time.
    YES_OR_NO: "yes-or-no";
    /// Begins a question that is answered so.
    YES_ASKERS: "yes-askers";
    /// Begins a question that is not.
    FIRST_ASKERS: "first-askers";
    /// Says that no option is right.
    NONE: "none";
    /// The options.
    THESE: "these";
    /// How many of the options.
    QUANTITIES: "quantities";
    /// Where the other options stand.
    OPTION_PLACES: "option-places";
    /// Beside the letters of options.
    LETTERS_BESIDE: "letters-beside";
    /// Between the ends of a range.
    RANGE_JOINTS: "range-joints";
    /// More than the number.
    RANGE_OVER: "range-over";
    /// Less than the number.
    RANGE_UNDER: "range-under";
    /// The number or more.
    RANGE_FROM: "range-from";
    /// The number or less.
    RANGE_TO: "range-to";
    /// Other words of a range.
    RANGE_FRAME: "range-frame";
    /// In front of one of many.
    EXAMPLE_ARTICLES: "example-articles";
    /// The first word of many names.
    KEPT_CAPITALS: "kept-capitals";
    /// The conjunction that the question itself puts behind a verb.
    CONJUNCTION: "conjunction";
    /// What a deed does not begin with.
    DEED_SUBJECTS: "deed-subjects";
    /// Articles that tell how the answer begins.
    ARTICLE_BEFORE_VOWEL: "articles-told";
    /// Beginnings that are spoken with a vowel.
    SILENT_H: "silent-h";
    /// Beginnings that are spoken with a consonant.
    SPOKEN_CONSONANT: "spoken-consonant";
    /// Those of them that are not.
    SPOKEN_VOWEL: "spoken-vowel";
}

roles! { Pairs, pairs, PAIR_ROLES:
    /// Plurals that follow no rule, and their singulars.
    PLURALS: "plurals";
    /// Endings of the plural and of the singular.
    SINGULAR: "singular";
    /// The same for words that may have lost no more than *-s*.
    SIBILANT_PLURALS: "sibilant-plurals";
    /// Endings of the plural in words from Latin and Greek.
    PLURAL_ENDINGS: "plural-endings";
    /// Endings of the feminine and of the masculine.
    FEMININE: "feminine";
    /// Words that are spelled in two ways.
    SPELLINGS: "spellings";
    /// Stems that are spelled in two ways before an ending.
    SPELLING_STEMS: "spelling-stems";
    /// Parts of words that are spelled in two ways.
    SPELLING_PARTS: "spelling-parts";
    /// The same with two vowels for one.
    SPELLING_VOWELS: "spelling-vowels";
    /// Endings that are spelled in two ways.
    SPELLED_ENDINGS: "spelled-endings";
    /// The same with a consonant that may be doubled.
    DOUBLED_ENDINGS: "doubled-endings";
    /// Endings that are spelled in two ways behind some stems.
    VOWEL_ENDINGS: "vowel-endings";
    /// Endings of which only one makes a word.
    MERE_SPELLINGS: "mere-spellings";
    /// Prefixes that carry meaning, and what stands in their place.
    CONTRARY_PREFIXES: "contrary-prefixes";
    /// Letters of a first name, and what is heard.
    HEARD: "heard";
    /// Verbs in the past and in the infinitive.
    PAST: "past";
    /// Ordinals in words, and their numbers.
    ORDINALS: "ordinals";
    /// Parts in words, and of how many they are one.
    FRACTIONS: "fractions";
    /// Scale words and their abbreviations, and what they are worth.
    SCALES: "scales";
    /// Scale words inside a number written as one word, the largest first.
    COMPOUND_SCALES: "compound-scales";
    /// The same, only in front.
    LEADING_SCALES: "leading-scales";
    /// A half behind a whole number written as one word with it.
    HALVES: "halves";
    /// A whole number and a half as one word.
    MIXED_NUMBERS: "mixed-numbers";
}

roles! { Phrases, phrases, PHRASE_ROLES:
    /// What prefers the other thing: *rather than*.
    CONTRASTS: "contrasts";
    /// What takes back everything before it.
    CORRECTIONS: "corrections";
    /// An admission instead of an attempt.
    GIVEN_UP: "given-up";
    /// Stock phrases that assure or hedge, some of which look like denials.
    ASSURANCES: "assurances";
    /// *isn't it*, at the end of a question.
    NEGATIVE_QUESTIONS: "negative-questions";
    /// What may end a frame in front of the first item of a list.
    LIST_FRAMES: "list-frames";
    /// What may count an item.
    COUNTING: "counting";
    /// What may stand in front of an item and belongs to none: determiners, what joins.
    LEADS: "leads";
    /// The end of a list that is left open.
    AND_SO_ON: "and-so-on";
    /// What joins the items of a list.
    CONJUNCTIONS: "conjunctions";
    /// What stands in a list and is no item.
    LIST_FILLERS: "list-fillers";
    /// More than the number behind it.
    OVER: "over";
    /// Less than the number behind it.
    UNDER: "under";
    /// The number behind it or more.
    AT_LEAST: "at-least";
    /// The number behind it or less.
    AT_MOST: "at-most";
    /// The number in front of it or more.
    AT_LEAST_BEHIND: "at-least-behind";
    /// The number in front of it or less.
    AT_MOST_BEHIND: "at-most-behind";
    /// What calls a thing best, which is somebody's view.
    VIEWS: "views";
    /// Behind a number: it is negative.
    BELOW_ZERO: "below-zero";
    /// What looks like a denial and is none.
    NO_DENIALS: "no-denials";
    /// Behind an answer: it was so once.
    NO_LONGER: "no-longer";
    /// What excludes the answer behind it.
    OTHER_THAN: "other-than";
    /// In front of the first of several things.
    NOT_ONLY: "not-only";
    /// Takes back the item before it.
    LIST_CORRECTIONS: "list-corrections";
    /// Half a scale word more.
    AND_A_HALF: "and-a-half";
    /// Between a number and the one of which it is a share.
    OUT_OF: "out-of";
    /// The same in several words.
    ASKED_AT_LEAST: "asked-at-least";
    /// The same in several words.
    ASKED_AT_MOST: "asked-at-most";
    /// The number or less.
    UP_TO: "up-to";
    /// Asks for one number, of which options may say between which others it lies.
    ASKED_SIZE: "asked-size";
    /// Behind a comma: a second question.
    JOINED_QUESTIONS: "joined-questions";
    /// The same, whatever its ending.
    JOINED_QUESTION_STEMS: "joined-question-stems";
    /// Says when without a date.
    FLEETING_PHRASES: "fleeting-phrases";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::form::fold::fold;
    use crate::text::form::token::tokens;

    #[test]
    fn every_word_of_a_role_is_folded() {
        for (name, role) in ROLES.iter().chain(FORM_ROLES) {
            assert!(role.words().next().is_some(), "{name} has no words");
            for word in role.words() {
                assert_eq!(fold_word(word), word, "{name}");
            }
        }
        for (name, role) in WRITTEN_ROLES {
            assert!(role.words().next().is_some(), "{name} has no words");
        }
        for (name, role) in PAIR_ROLES {
            assert!(role.all().next().is_some(), "{name} has no pairs");
        }
        for (name, role) in PHRASE_ROLES {
            assert!(role.all().next().is_some(), "{name} has no phrases");
        }
        assert!(GIVEN_UP.all().all(|phrase| fold(phrase) == phrase));
    }

    #[test]
    fn every_line_of_the_files_is_a_role() {
        for key in WORDS.names() {
            let pairs = PAIR_ROLES.iter().map(|(name, _)| name);
            let names = ROLES.iter().chain(FORM_ROLES).chain(WRITTEN_ROLES).map(|(name, _)| name).chain(pairs);
            assert_eq!(names.filter(|name| **name == key).count(), 1, "{key}");
        }
        for key in PHRASES.names() {
            assert!(PHRASE_ROLES.iter().any(|(name, _)| *name == key), "{key}");
        }
    }

    #[test]
    fn a_role_knows_its_words() {
        let words = tokens("perhaps the Scottish economist", Language::English);
        assert!(HEDGES.has(&words[0]) && DEMONYMS.has(&words[2]) && CLASSES.has(&words[3]) && !CLASSES.has(&words[0]));
        assert!(ARTICLES.has_in_ours("dem") && !ARTICLES.has_in_ours("het"));
    }
}
