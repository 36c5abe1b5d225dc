//! What `backup`, `restore` and `log` share in words.

pub(super) fn counted(events: usize) -> String {
    if events == 1 { "1 event".to_owned() } else { format!("{events} events") }
}
