//! Roles that several rooms read.

use crate::text::language::role::{Phrases, Role};

roles! {
    /// Frames and hedges: they neither add to an answer nor take from it.
    HEDGES: Role = "hedges";
    /// What begins a phrase of place or time.
    PLACES: Role = "places";
    /// What may stand in front of an answer.
    PREPOSITIONS: Role = "prepositions";
    /// Small words that tell a clause or a phrase from the next item of a row.
    CLAUSE: Role = "clause";
    /// Verbs that begin a predicate and are hardly ever nouns.
    VERBS: Role = "verbs";
    /// *is*, *was*, before what is said of an answer.
    COPULAS: Role = "copulas";
    /// What may stand beside a number.
    PLAIN: Role = "plain";
    /// Articles, which may be left out or put in.
    ARTICLES: Role = "articles";
    /// What an apostrophe cuts off the next word.
    ELISIONS: Role = "elisions";
    /// What joins one thing to another.
    JOINS: Role = "joins";
    /// *and* alone.
    AND: Role = "and";
    /// *or*, between alternatives.
    OR: Role = "or";
    /// What ends the reach of a denial.
    BUT: Role = "but";
    /// *of* and its like, which let one noun govern another.
    OF: Role = "of";
    /// What belongs to a surname: *von*.
    PARTICLES: Role = "particles";
    /// What denies a word, a date or a number.
    DENIALS: Role = "denials";
    /// What denies a word, and may be something else beside a number.
    NEGATIVES: Role = "negatives";
    /// Asks for one of a kind, which it names.
    WHICH: Role = "which";
    /// A verb that asks for one or several of a kind: *name*, *give*.
    ENUMERATE: Role = "enumerate";
    /// Says that some of many are wanted.
    EXAMPLES: Role = "examples";
    /// Behind *how*: a count is asked for.
    HOW_MANY: Role = "how-many";
    /// Words that say nothing of what a text is about.
    STOP_WORDS: Role = "stop-words";
    /// *Not* itself.
    NOT: Role = "not";
    /// Of two things: an *and* behind it joins no second answer.
    BETWEEN: Role = "between";
    /// Before a year.
    YEAR_NOUNS: Role = "year-nouns";
    /// Before who has done something.
    BY: Role = "by";
    /// Before an infinitive.
    INFINITIVE: Role = "infinitive";
    /// Before the number of a page.
    PAGES: Role = "pages";
    /// Joins persons and no authors.
    WITH: Role = "with";
    /// An ordinal that may be a time as well.
    SECONDS: Role = "seconds";
    /// Between a number and its unit.
    AMOUNT_LINKS: Role = "amount-links";
    /// Asks for a number that is a lower bound.
    LOWEST: Role = "lowest";
    /// Asks for a number that is an upper bound.
    HIGHEST: Role = "highest";
    /// Number words that are something else where they stand alone.
    NUMBER_HOMONYMS: Role = "number-homonyms";
    /// Endings of the past.
    PAST_ENDINGS: Role = "past-endings";
    /// Behind digits: an ordinal.
    ORDINAL_ENDINGS: Role = "ordinal-endings";
    /// The same in full.
    ORDINAL_ENDINGS_IN_FULL: Role = "ordinal-endings-in-full";
    /// *Only*: behind *not* it denies nothing.
    ONLY: Role = "only";
    /// Behind *which*: a share is asked for.
    SHARES: Role = "shares";
    /// Nouns for what is measured.
    MEASURES: Role = "measures";
    /// Answers that are guessed half of the time.
    YES_OR_NO: Role = "yes-or-no";
    /// Says that no option is right.
    NONE: Role = "none";
    /// In front of the first of several things.
    NOT_ONLY: Phrases = "not-only";
    /// The same in several words.
    ASKED_AT_LEAST: Phrases = "asked-at-least";
}
