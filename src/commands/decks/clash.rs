//! Whether a deck is a correction of another with the same id, or another deck altogether.

use crate::card::Deck;
use crate::deck::{Change, Fate, against};

/// Fewer than half of the cards that were there live on.
pub(super) fn is_another(changes: &[Change]) -> bool {
    let (mut before, mut live_on) = (0_usize, 0_usize);
    for change in changes {
        match change.fate {
            Fate::New => {}
            Fate::Lost { .. } | Fate::Reused { .. } => before += 1,
            Fate::Kept
            | Fate::Reworded
            | Fate::AskedAgain
            | Fate::AnswerChanged { .. }
            | Fate::Moved { .. }
            | Fate::Resting => {
                before += 1;
                live_on += 1;
            }
        }
    }
    live_on * 2 < before
}

/// The id that both have, with other cards.
pub(super) fn between(old: &[Deck], new: &[Deck]) -> Option<String> {
    let same = |deck: &&Deck| {
        let twin = new.iter().find(|new| new.id == deck.id)?;
        is_another(&against(&[(*deck).clone()], std::slice::from_ref(twin))).then(|| deck.id.clone())
    };
    old.iter().find_map(|deck| same(&deck))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read;

    fn deck(answers: &[(&str, &str)]) -> Vec<Deck> {
        let entries = answers.iter().map(|(id, answer)| {
            format!("[[short]]\nid = \"{id}\"\nask = \"Which city hosts the seat of {answer} {id}?\"\nanswer = \"{answer}\"\n")
        });
        let text = format!("[deck]\nid = \"d\"\ntitle = \"D\"\n{}", entries.collect::<String>());
        vec![read(&text).deck.expect("a deck")]
    }

    #[test]
    fn a_correction_keeps_half_of_the_cards_or_more() {
        let old = deck(&[("a", "Brussels"), ("b", "Paris"), ("c", "Rome"), ("d", "Bonn")]);
        let corrected = deck(&[("a", "Brussels"), ("b", "Lyon"), ("x", "Ghent"), ("y", "Turin")]);
        assert_eq!(between(&old, &corrected), None);
        assert_eq!(between(&old, &old), None);
        assert_eq!(between(&deck(&[]), &old), None, "whoever had no cards loses none");
        let other = deck(&[("a", "Brussels"), ("w", "Lyon"), ("x", "Ghent"), ("y", "Turin")]);
        assert_eq!(between(&old, &other), Some("d".to_owned()));
        assert_eq!(between(&old, &deck(&[])), Some("d".to_owned()));
    }
}
