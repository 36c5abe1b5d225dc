//! What came of a sync.

use std::collections::BTreeMap;

use crate::sync::outside::Newcomer;

/// Why a sync came to no end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stop<E> {
    /// A device, named, writes a later format: nothing was touched.
    Newer(String),
    Failed(E),
}

impl<E> From<E> for Stop<E> {
    fn from(cause: E) -> Self {
        Self::Failed(cause)
    }
}

/// What came and went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// Events taken in, by the writer's name.
    pub(crate) came: BTreeMap<String, usize>,
    pub(crate) given: usize,
    /// Lines refused: the writer's name, and why.
    pub(crate) harm: Vec<(String, String)>,
    /// Kinds of events that this version does not know, by the writer's name.
    pub(crate) unknown: BTreeMap<String, String>,
    /// Files whose rest stays unreadable: the writer's name, and the file's.
    pub(crate) waiting: Vec<(String, String)>,
    /// Files larger than any of ours.
    pub(crate) too_large: Vec<(String, String)>,
    /// Writers that were not taken in, since nobody decided.
    pub(crate) undecided: Vec<Newcomer>,
    /// Another home writes under the id that this one had.
    pub(crate) is_renewed: bool,
    /// The place had lost something, and was read anew.
    pub(crate) is_reread: bool,
}
