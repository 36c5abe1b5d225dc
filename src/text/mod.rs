//! Comparing what was typed with what was expected: words, dates, numbers, lists.
//!
//! Knows nothing of cards or decks. A key (what the deck says) and a typed line go in, a [`Verdict`] comes out.

mod date;
#[cfg(test)]
mod example_tests;
mod form;
mod key;
mod language;
mod list;
mod number;
#[cfg(test)]
mod property_tests;
mod stance;
#[cfg(test)]
mod table_tests;
mod verdict;
mod words;

pub(crate) use date::coming::{coming_day, whole_date};
pub(crate) use date::inside::names_a_year;
pub(crate) use date::judge::check_date;
pub(crate) use date::when::When;
pub(crate) use form::fold::fold;
pub(crate) use form::fold::fold_umlauts;
pub(crate) use form::fold::fold_word;
pub(crate) use form::hidden::{Hidden, MOST_MARKS};
pub(crate) use form::script::runs_right_to_left;
pub(crate) use key::{Bound, DateKey, Entry, ListItem, ListKey, NumberKey, TextKey, Tolerance, Wrong};
pub(crate) use language::Language;
pub(crate) use language::lexicon::Lexicon;
pub(crate) use language::numerals::count_word;
pub(crate) use language::quick::QuickMap;
pub(crate) use language::roles;
pub(crate) use language::roles::{ARTICLES, STOP_WORDS};
pub(crate) use language::short_forms::written_out;
pub(crate) use language::stem_words;
pub(crate) use language::usual_names::has_usual_name;
pub(crate) use list::judge::{check_items, check_list};
pub(crate) use number::judge::check_number;
pub(crate) use number::units::names as unit_names;
pub(crate) use verdict::{Credit, Mark, Missing, Notice, Outcome, Remark, Verdict};
pub(crate) use words::ready::check_text;
pub(crate) use words::rivals::Rivals;
pub(crate) use words::said::differ_in_form_only;
