//! Decks: from the bytes of a file to entries that can be asked, with every mistake of the author's told at once.

mod advice;
mod against;
mod blocks;
mod cards;
mod cases;
mod catalogue;
mod correct;
mod course;
mod decode;
mod digest;
mod fix;
pub(crate) mod format;
mod former;
mod gaps;
#[cfg(test)]
mod identity;
mod lent;
mod lint;
mod lone_words;
mod names;
#[cfg(test)]
mod own_forms_tests;
mod place;
#[cfg(test)]
mod prose_tests;
mod quote;
mod read;
mod requires;
mod slug;
mod sort;
mod unite;
mod write;

pub(crate) use advice::advised;
pub(crate) use against::{Change, Fate, against, told_against};
pub(crate) use blocks::Blocks;
pub(crate) use cards::{Card, NotePlace};
pub(crate) use cases::{Case, read_cases};
pub(crate) use catalogue::{Catalogue, answer_shown, dealt};
pub(crate) use correct::{Correction, corrected};
pub(crate) use course::course_is;
pub(crate) use decode::{MAX_BYTES, decode};
pub(crate) use digest::{Dated, Named, index, timeline};
pub(crate) use fix::{fixed, fixed_as_read};
pub(crate) use format::schema;
pub(crate) use former::former;
pub(crate) use gaps::{braces_joined, gap, without_gaps};
pub(crate) use lent::Wanted;
pub(crate) use lint::{Quota, Sheet, date_meant, joined, lint, number_meant, several_meant};
pub(crate) use lone_words::lone_words;
pub(crate) use place::{Lines, locate};
pub(crate) use quote::quoted;
pub(crate) use read::{
    Asked, BlueprintFile, LONGEST_TEXT, MOST_ACCEPTED, MOST_ENTRIES, Property, Reading, Section, TextSpot, cleaned,
    deck_in_part, excerpt, has_letters_of_an_id, is_id, is_reserved_id, iso_meant, outline, outline_again, pass_mark,
    read, read_blueprint, said_truth, said_truth_by, seconds_of,
};
pub(crate) use slug::slug;
pub(crate) use sort::{Sort, sort_of, sort_of_outline};
pub(crate) use unite::united;
pub(crate) use write::{Draft, Head, entry, head_table, pair, put, put_flag, put_list, put_texts, put_values, write};
