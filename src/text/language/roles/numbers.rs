//! Roles in and beside numbers, and the parts that numerals are made of.

use crate::text::language::role::{Pairs, Phrases, Role};

roles! {
    /// In front of a year that only says when.
    YEAR_LEADS: Role = "year-leads";
    /// Stems of words for falling.
    FALLING_STEMS: Role = "falling-stems";
    /// Before *what* or *which*, where it is asked how high or low something stands.
    LEVELS: Role = "levels";
    /// Stems of words for rising.
    RISING_STEMS: Role = "rising-stems";
    /// Less than the number behind it.
    ALMOST: Role = "almost";
    /// *No*, in front of any number.
    NUMBER_LABELS: Role = "number-labels";
    /// Tens that lose their last letter before a unit.
    ELIDED_TENS: Role = "elided-tens";
    /// Words of numbers besides numerals, which may be misspelt.
    SCALE_WORDS: Role = "scale-words";
    /// Those that are still read with one letter wrong behind digits.
    MISSPELT_SCALES: Role = "misspelt-scales";
    /// A hundred, in words.
    HUNDREDS: Role = "hundreds";
    /// A hundred behind digits.
    HUNDRED_BEHIND: Role = "hundred-behind";
    /// The same, which is something else in other languages.
    HUNDREDS_BEHIND: Role = "hundreds-behind";
    /// Before decimals that are spoken digit by digit.
    DECIMAL_POINTS: Role = "decimal-points";
    /// The same, only behind a whole number.
    DECIMAL_COMMAS: Role = "decimal-commas";
    /// Behind digits whose comma is that of another language.
    FOREIGN_SCALES: Role = "foreign-scales";
    /// In front of a part: *a third*.
    FRACTION_ARTICLES: Role = "fraction-articles";
    /// The same where nothing else stands before it.
    FRACTION_DEFINITE: Role = "fraction-definite";
    /// Between a whole number and a part, besides *and*.
    AND_HALF: Role = "and-half";
    /// Between a part and its scale word.
    FRACTION_FILLERS: Role = "fraction-fillers";
    /// Between a number and its scale word.
    SCALE_LINKS: Role = "scale-links";
    /// In front of the unit of a part: *half a mile*.
    UNIT_ARTICLES: Role = "unit-articles";
    /// Between two units.
    PER: Role = "per";
    /// Before a small circle: *n°*.
    NUMBER_SIGNS: Role = "number-signs";
    /// Says that a number is negative.
    MINUS: Role = "minus";
    /// Words of bounds, which are no part of a unit.
    UNIT_BOUNDS: Role = "unit-bounds";
    /// Behind a bound: it is that of what is asked for.
    ASKED_BEHIND: Role = "asked-behind";
    /// Says that something rises.
    UPWARD: Role = "upward";
    /// Endings that make an ordinal of a numeral.
    ORDINAL_STEM_ENDINGS: Role = "ordinal-stem-endings";
    /// The same behind compounds.
    ORDINAL_NEUTER_ENDINGS: Role = "ordinal-neuter-endings";
    /// Ordinals with a stem of their own.
    ORDINAL_STEMS: Role = "ordinal-stems";
    /// Ordinals in words, and their numbers.
    ORDINALS: Pairs = "ordinals";
    /// Parts in words, and of how many they are one.
    FRACTIONS: Pairs = "fractions";
    /// Scale words and their abbreviations, and what they are worth.
    SCALES: Pairs = "scales";
    /// Scale words inside a number written as one word, the largest first.
    COMPOUND_SCALES: Pairs = "compound-scales";
    /// The same, only in front.
    LEADING_SCALES: Pairs = "leading-scales";
    /// A half behind a whole number written as one word with it.
    HALVES: Pairs = "halves";
    /// A whole number and a half as one word.
    MIXED_NUMBERS: Pairs = "mixed-numbers";
    /// More than the number behind it.
    OVER: Phrases = "over";
    /// Less than the number behind it.
    UNDER: Phrases = "under";
    /// The number behind it or more.
    AT_LEAST: Phrases = "at-least";
    /// The number behind it or less.
    AT_MOST: Phrases = "at-most";
    /// The number in front of it or more.
    AT_LEAST_BEHIND: Phrases = "at-least-behind";
    /// The number in front of it or less.
    AT_MOST_BEHIND: Phrases = "at-most-behind";
    /// Behind a number: it is negative.
    BELOW_ZERO: Phrases = "below-zero";
    /// Half a scale word more.
    AND_A_HALF: Phrases = "and-a-half";
    /// Between a number and the one of which it is a share.
    OUT_OF: Phrases = "out-of";
    /// The same in several words.
    ASKED_AT_MOST: Phrases = "asked-at-most";
}
