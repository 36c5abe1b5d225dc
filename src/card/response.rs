//! What the student gave, as text for the log and the screen.

use crate::card::{Interaction, Question, Response};

impl Question {
    /// The response in words: typed as it is, options by their text; empty for a card turned over or given up.
    pub(crate) fn typed(&self, response: &Response) -> String {
        match (response, &self.interaction) {
            (Response::Typed(typed), _) => typed.trim().to_owned(),
            (Response::Items(items), _) => items.join("; "),
            (Response::Chosen(at), Interaction::Choose { options }) => {
                options.get(*at).map(|option| option.text.clone()).unwrap_or_default()
            }
            (Response::Selected(picked), Interaction::Select { options }) => {
                joined(picked.iter().filter_map(|&at| options.get(at)).map(|option| option.text.clone()))
            }
            (Response::Arranged(order), Interaction::Arrange { items, .. }) => {
                joined(order.iter().filter_map(|&at| items.get(at)).cloned())
            }
            (Response::Matched(given), Interaction::Match { lefts, rights, .. }) => joined(
                lefts
                    .iter()
                    .zip(given)
                    .filter_map(|(left, at)| at.and_then(|at| rights.get(at)).map(|right| format!("{left} – {right}"))),
            ),
            _ => String::new(),
        }
    }
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("; ")
}
