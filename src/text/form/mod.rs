//! Form: letters, signs and words as they are written, compared without what never matters.

pub(crate) mod digits;
pub(crate) mod distance;
pub(crate) mod fold;
pub(crate) mod hidden;
pub(crate) mod script;
pub(crate) mod spelling;
pub(crate) mod token;
pub(crate) mod token_numbers;
pub(crate) mod token_signs;
