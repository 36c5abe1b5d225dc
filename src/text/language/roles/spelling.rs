//! Parts and endings of words, by which they are told to be spelt alike or otherwise.

use crate::text::language::role::{Pairs, Role};

roles! {
    /// Slips that can be nothing but an article.
    MISSPELT_ARTICLES: Role = "misspelt-articles";
    /// What joins the parts of a compound.
    COMPOUND_LINKS: Role = "compound-links";
    /// The same among other words.
    WORD_HOMONYMS: Role = "word-homonyms";
    /// Behind a hyphen that stands for the rest of a compound, besides *and* and *or*.
    HYPHEN_JOINS: Role = "hyphen-joins";
    /// Endings of words that are no plurals, though they end as plurals do.
    NO_PLURAL: Role = "no-plural";
    /// The ending of a verb that names what is done.
    GERUND: Role = "gerund";
    /// Endings behind a stem that is spelled in two ways.
    SPELLING_ENDINGS: Role = "spelling-endings";
    /// What stands before an ending that is spelled in two ways: *col* of *colour*.
    VOWEL_ENDING_STEMS: Role = "vowel-ending-stems";
    /// Words that end so and are spelled in one way.
    VOWEL_ENDING_KEPT: Role = "vowel-ending-kept";
    /// Endings behind words that sound the same.
    HOMOPHONE_ENDINGS: Role = "homophone-endings";
    /// Endings that carry meaning: one for another is no slip.
    TELLING_ENDINGS: Role = "telling-endings";
    /// Endings of adjectives by case.
    CASE_ENDINGS: Role = "case-endings";
    /// What makes another word of a verb or of a noun made of it.
    VERB_PREFIXES: Role = "verb-prefixes";
    /// The same where it is written to the digits.
    ORDINAL_ENDINGS_GLUED: Role = "ordinal-endings-glued";
    /// Plurals that follow no rule, and their singulars.
    PLURALS: Pairs = "plurals";
    /// Endings of the plural and of the singular.
    SINGULAR: Pairs = "singular";
    /// Words that are spelled in two ways.
    SPELLINGS: Pairs = "spellings";
    /// Stems that are spelled in two ways before an ending.
    SPELLING_STEMS: Pairs = "spelling-stems";
    /// Parts of words that are spelled in two ways.
    SPELLING_PARTS: Pairs = "spelling-parts";
    /// The same with two vowels for one.
    SPELLING_VOWELS: Pairs = "spelling-vowels";
    /// Endings that are spelled in two ways.
    SPELLED_ENDINGS: Pairs = "spelled-endings";
    /// The same with a consonant that may be doubled.
    DOUBLED_ENDINGS: Pairs = "doubled-endings";
    /// Endings that are spelled in two ways behind some stems.
    VOWEL_ENDINGS: Pairs = "vowel-endings";
    /// Endings of which only one makes a word.
    MERE_SPELLINGS: Pairs = "mere-spellings";
    /// Prefixes that carry meaning, and what stands in their place.
    CONTRARY_PREFIXES: Pairs = "contrary-prefixes";
    /// Letters of a first name, and what is heard.
    HEARD: Pairs = "heard";
}
