//! Roles in lists.

use crate::text::language::role::{Phrases, Role};

roles! {
    /// An infinitive that says that something is wanted: it governs the items of a list and belongs to none.
    WANTED: Role = "wanted";
    /// In front of an item that is denied.
    LIST_DENIALS: Role = "list-denials";
    /// What may end a frame in front of the first item of a list.
    LIST_FRAMES: Phrases = "list-frames";
    /// What may count an item.
    COUNTING: Phrases = "counting";
    /// What may stand in front of an item and belongs to none: determiners, what joins.
    LEADS: Phrases = "leads";
    /// The end of a list that is left open.
    AND_SO_ON: Phrases = "and-so-on";
    /// What joins the items of a list.
    CONJUNCTIONS: Phrases = "conjunctions";
    /// What stands in a list and is no item.
    LIST_FILLERS: Phrases = "list-fillers";
}
