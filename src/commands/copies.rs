//! What `backup`, `restore` and `log` share in words.

use anyhow::Result;

use crate::context::notice;
use crate::store::Store;

/// Tells what was mended while opening.
pub(super) fn told(store: &Store) -> Result<()> {
    store.notices.iter().try_for_each(|told| notice(told))
}

pub(super) fn counted(events: usize) -> String {
    if events == 1 { "1 event".to_owned() } else { format!("{events} events") }
}
