//! Judging words.

pub(crate) mod acts;
pub(crate) mod align;
pub(crate) mod authors;
pub(crate) mod bounds;
pub(crate) mod cloze;
pub(crate) mod extra_words;
pub(crate) mod glosses;
pub(crate) mod judge;
pub(crate) mod negation;
pub(crate) mod refusal;
pub(crate) mod rivals;
pub(crate) mod shapes;
pub(crate) mod slip;
pub(crate) mod surname;
