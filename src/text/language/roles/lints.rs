//! Roles that the lints look for.

use crate::text::language::role::{Pairs, Phrases, Role};

roles! {
    /// A verb that asks for sentences: *explain*.
    EXPLAIN: Role = "explain";
    /// Says that all of them are wanted.
    ALL_WANTED: Role = "all-wanted";
    /// In front of *many* and of what is asked roughly.
    ASK_HOW: Role = "ask-how";
    /// Asks for no exact number.
    ROUGHLY: Role = "roughly";
    /// What somebody holds that others do.
    OUGHT: Role = "ought";
    /// Puts a thing into words.
    WORDINGS: Role = "wordings";
    /// Says whose view it is.
    HOLDERS_SAY: Role = "holders-say";
    /// The same, in front of what they hold.
    HOLDERS_THINK: Role = "holders-think";
    /// Begins a question, in front of those who hold it and a comma.
    HOLDERS_LEAD: Role = "holders-lead";
    /// Words of a question that leaves all to its options: *which of these is true*.
    OPTIONS_FRAME: Role = "options-frame";
    /// In front of a date that is asked for whole.
    EXACT: Role = "exact";
    /// A year, in a question alone.
    YEAR_NOUNS_MORE: Role = "year-nouns-more";
    /// A month.
    MONTH_NOUNS: Role = "month-nouns";
    /// A day.
    DAY_NOUNS: Role = "day-nouns";
    /// Asks for a time.
    ASKS_WHEN: Role = "asks-when";
    /// What asks without a noun.
    ASKERS: Role = "askers";
    /// Begins a question besides them.
    QUESTION_BEGINNINGS: Role = "question-beginnings";
    /// What begins a relative clause, or goes on so.
    RELATIVE_STEMS: Role = "relative-stems";
    /// Denies an answer, and counts as no denial of a question.
    NOT_QUESTIONS: Role = "not-questions";
    /// Denies in a question, besides what denies an answer.
    MORE_NEGATIONS: Role = "more-negations";
    /// Endings of verbs that are denied.
    NEGATIVE_ENDINGS: Role = "negative-endings";
    /// Adjectives that deny what they are made of.
    DENIED_ADJECTIVES: Role = "denied-adjectives";
    /// Goes on with a denial.
    NOR: Role = "nor";
    /// Asks for the one that is none of a group.
    BELONGING: Role = "belonging";
    /// What it is none of.
    GROUP_NOUNS: Role = "group-nouns";
    /// A denial of songs and sayings.
    SUNG: Role = "sung";
    /// Verbs that say how another is meant.
    MODALS: Role = "modals";
    /// Of which *it* is said without meaning anything.
    TIMES: Role = "times";
    /// Says what something is without.
    WITHOUT: Role = "without";
    /// Asks which of the options it is.
    OPTION_ASKERS: Role = "option-askers";
    /// Asks for the option that is not so.
    OPTION_DENIALS: Role = "option-denials";
    /// The same anywhere in the question.
    EXCEPT: Role = "except";
    /// Allows no exception.
    ABSOLUTES: Role = "absolutes";
    /// In front of such a word, to allow some.
    NEARLY: Role = "nearly";
    /// Beside such a word, where it says that something goes on.
    STILL: Role = "still";
    /// Behind *how*: a measure is asked for.
    AMOUNTS: Role = "amounts";
    /// In front of the unit that is asked for.
    UNIT_LEADS: Role = "unit-leads";
    /// What is no unit there.
    NO_UNITS: Role = "no-units";
    /// Pronouns that need a noun before them.
    STAND_INS: Role = "stand-ins";
    /// Those that are subjects.
    SUBJECTS: Role = "subjects";
    /// Behind a pronoun that stands for nothing.
    IDLE_BEHIND: Role = "idle-behind";
    /// In a sentence whose subject stands for nothing.
    IDLE_CLAUSES: Role = "idle-clauses";
    /// Verbs whose subject stands for nothing.
    IDLE_VERBS: Role = "idle-verbs";
    /// Words of a question that name nothing a pronoun may stand for.
    ASKED_NOUNS: Role = "asked-nouns";
    /// Asks for several by its own form.
    WHICH_SEVERAL: Role = "which-several";
    /// Asks for one or for several, as its noun or verb says.
    WHICH_ANY: Role = "which-any";
    /// Says of several what they are.
    SEVERAL_COPULAS: Role = "several-copulas";
    /// Endings of nouns, and of adjectives in front of them, that stand for several behind what asks so.
    SEVERAL_ENDINGS: Role = "several-endings";
    /// Endings of verbs of which several are the subject.
    SEVERAL_VERB_ENDINGS: Role = "several-verb-endings";
    /// In front of the subject of a question.
    AUXILIARIES: Role = "auxiliaries";
    /// Points to what was said before.
    POINTING: Role = "pointing";
    /// What may be pointed at.
    POINTED_AT: Role = "pointed-at";
    /// Numbered, it is where only those look who sat in the room.
    SLIDES: Role = "slides";
    /// Asks for what a subject behind the verb does.
    OBJECT_ASKERS: Role = "object-askers";
    /// Begins a clause that gives a reason, a condition or a time.
    SUBORDINATORS: Role = "subordinators";
    /// Whom advice is given to, and whom a story is about.
    PEOPLE: Role = "people";
    /// Begins what is supposed and not said to be so.
    SUPPOSITIONS: Role = "suppositions";
    /// Says when without a date.
    FLEETING: Role = "fleeting";
    /// Verbs in the past.
    TOLD_PAST: Role = "told-past";
    /// Makes a past of the participle behind it.
    PERFECTS: Role = "perfects";
    /// Verbs that tell of what is to come.
    TO_COME: Role = "to-come";
    /// People whom nobody could name.
    NAMELESS: Role = "nameless";
    /// Articles in front of them.
    MANY_ARTICLES: Role = "many-articles";
    /// Nouns for bodies that no person bears as a name, alone or at the end of a compound.
    BODY_ENDINGS: Role = "body-endings";
    /// Words that good sentences double.
    DOUBLED: Role = "doubled";
    /// Begins a question that is answered so.
    YES_ASKERS: Role = "yes-askers";
    /// Begins a question that is not.
    FIRST_ASKERS: Role = "first-askers";
    /// The options.
    THESE: Role = "these";
    /// How many of the options.
    QUANTITIES: Role = "quantities";
    /// Where the other options stand.
    OPTION_PLACES: Role = "option-places";
    /// Beside the letters of options.
    LETTERS_BESIDE: Role = "letters-beside";
    /// Between the ends of a range.
    RANGE_JOINTS: Role = "range-joints";
    /// More than the number.
    RANGE_OVER: Role = "range-over";
    /// Less than the number.
    RANGE_UNDER: Role = "range-under";
    /// The number or more.
    RANGE_FROM: Role = "range-from";
    /// The number or less.
    RANGE_TO: Role = "range-to";
    /// Other words of a range.
    RANGE_FRAME: Role = "range-frame";
    /// In front of one of many.
    EXAMPLE_ARTICLES: Role = "example-articles";
    /// The first word of many names.
    KEPT_CAPITALS: Role = "kept-capitals";
    /// The conjunction that the question itself puts behind a verb.
    CONJUNCTION: Role = "conjunction";
    /// What a deed does not begin with.
    DEED_SUBJECTS: Role = "deed-subjects";
    /// Articles that tell how the answer begins.
    ARTICLE_BEFORE_VOWEL: Role = "articles-told";
    /// Beginnings that are spoken with a vowel.
    SILENT_H: Role = "silent-h";
    /// Beginnings that are spoken with a consonant.
    SPOKEN_CONSONANT: Role = "spoken-consonant";
    /// Those of them that are not.
    SPOKEN_VOWEL: Role = "spoken-vowel";
    /// Names of languages, whichever language they are said in.
    LANGUAGE_NAMES: Role = "language-names";
    /// What a key of a deck is called in another language.
    KEY_NAMES: Pairs = "key-names";
    /// Endings of nouns that stand where a verb should.
    NOUN_ENDINGS: Role = "noun-endings";
    /// Endings of verbs that say what somebody does.
    PRESENT_ENDINGS: Role = "present-endings";
    /// Endings of verbs that say nobody does it.
    INFINITIVE_ENDINGS: Role = "infinitive-endings";
    /// Says that something is so, and that it is not, and means nothing else.
    TRUTHS: Pairs = "truths";
    /// The same by words and letters that may mean something else.
    LOOSE_TRUTHS: Pairs = "loose-truths";
    /// Says that something is so, where `true` or `false` is asked for, besides both.
    SAID_TRUE: Role = "said-true";
    /// Says that it is not.
    SAID_FALSE: Role = "said-false";
    /// What calls a thing best, which is somebody's view.
    VIEWS: Phrases = "views";
    /// The same of the thing that is named behind it.
    VIEW_ADJECTIVES: Phrases = "view-adjectives";
    /// A time of which such a word says nothing.
    IDLE_FLEETING: Phrases = "idle-fleeting";
    /// Begins with a denial, and denies nothing.
    IDLE_DENIALS: Phrases = "idle-denials";
    /// In front of one of several that somebody thinks so of.
    ONE_OF: Phrases = "one-of";
    /// The number or less.
    UP_TO: Phrases = "up-to";
    /// Asks for one number, of which options may say between which others it lies.
    ASKED_SIZE: Phrases = "asked-size";
    /// Behind a comma: a second question.
    JOINED_QUESTIONS: Phrases = "joined-questions";
    /// The same, whatever its ending.
    JOINED_QUESTION_STEMS: Phrases = "joined-question-stems";
    /// Says when without a date.
    FLEETING_PHRASES: Phrases = "fleeting-phrases";
    /// Leans on what stood or was said before the question.
    SEEN_BEFORE: Phrases = "seen-before";
}
