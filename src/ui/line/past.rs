//! What was answered before in this session, to be walked through with Up and Down.

use std::collections::HashMap;

use crate::card::CardId;

/// So many answers are kept.
const MOST: usize = 200;

/// The student's own answers, none of them twice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Past {
    /// The latest last.
    answers: Vec<String>,
    of_card: HashMap<CardId, String>,
}

impl Past {
    pub(crate) fn add(&mut self, card: &CardId, answer: &str) {
        let answer = answer.trim();
        if answer.is_empty() {
            return;
        }
        self.answers.retain(|other| other != answer);
        self.answers.push(answer.to_owned());
        if self.answers.len() > MOST {
            self.answers.remove(0);
        }
        self.of_card.insert(card.clone(), answer.to_owned());
    }

    /// In the order in which Up brings them: the last one to this card, then the others, the latest first.
    pub(crate) fn for_card(&self, card: &CardId) -> Vec<String> {
        let own = self.of_card.get(card);
        let others = self.answers.iter().rev().filter(|answer| Some(*answer) != own);
        own.into_iter().chain(others).cloned().collect()
    }

    /// The last answer to this card.
    pub(crate) fn last(&self, card: &CardId) -> Option<&str> {
        self.of_card.get(card).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::Past;
    use crate::card::CardId;

    #[test]
    fn the_last_answer_to_the_card_comes_first_then_the_latest() {
        let card = |id: &str| CardId::parse(&format!("{id}#x")).expect("an id");
        let mut past = Past::default();
        for (id, answer) in [("d/a", "one"), ("d/b", "two"), ("d/c", " three "), ("d/c", ""), ("d/e", "two")] {
            past.add(&card(id), answer);
        }
        assert_eq!(past.for_card(&card("d/a")), ["one", "two", "three"]);
        assert_eq!(past.for_card(&card("d/x")), ["two", "three", "one"]);
        assert_eq!(past.last(&card("d/c")), Some("three"));
    }
}
