//! What the student gave, as text for the log and the screen, and from such a text back to what was given.

use crate::card::{Interaction, Question, Response};

impl Question {
    /// The response in words: typed as it is, options by their text; empty for a card turned over or given up.
    pub(crate) fn typed(&self, response: &Response) -> String {
        match (response, &self.interaction) {
            (Response::Typed(typed), _) => typed.trim().to_owned(),
            (Response::Items(items), _) => items.join(BETWEEN),
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
                    .filter_map(|(left, at)| at.and_then(|at| rights.get(at)).map(|right| paired(left, right))),
            ),
            _ => String::new(),
        }
    }
}

impl Question {
    /// The response that these words stand for, as `typed` wrote it; none where an option, an item or a partner named
    /// there is none of the question's.
    pub(crate) fn understood(&self, said: &str) -> Option<Response> {
        match &self.interaction {
            Interaction::Recall => None,
            Interaction::Text(_) | Interaction::Date(_) | Interaction::Number(_) | Interaction::List(_) => {
                Some(Response::Typed(said.to_owned()))
            }
            Interaction::Choose { options } => {
                options.iter().position(|option| option.text == said).map(Response::Chosen)
            }
            Interaction::Select { options } => {
                let texts: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
                parted(said, &texts).map(Response::Selected)
            }
            Interaction::Arrange { items, .. } => {
                let texts: Vec<&str> = items.iter().map(String::as_str).collect();
                parted(said, &texts).map(Response::Arranged)
            }
            Interaction::Match { lefts, rights, .. } => {
                let pairs: Vec<String> =
                    lefts.iter().flat_map(|left| rights.iter().map(move |right| paired(left, right))).collect();
                let texts: Vec<&str> = pairs.iter().map(String::as_str).collect();
                let mut given = vec![None; lefts.len()];
                for at in parted(said, &texts)? {
                    *given.get_mut(at / rights.len())? = Some(at % rights.len());
                }
                Some(Response::Matched(given))
            }
        }
    }
}

fn paired(left: &str, right: &str) -> String {
    format!("{left} – {right}")
}

/// Which of the texts, each once at most, make up this one when they are joined; texts may hold the sign that joins them.
fn parted(said: &str, texts: &[&str]) -> Option<Vec<usize>> {
    fn rest(said: &str, texts: &[&str], taken: &mut Vec<usize>) -> bool {
        for at in 0..texts.len() {
            let Some(behind) = said.strip_prefix(texts[at]).filter(|_| !taken.contains(&at)) else { continue };
            taken.push(at);
            if behind.is_empty() || behind.strip_prefix(BETWEEN).is_some_and(|behind| rest(behind, texts, taken)) {
                return true;
            }
            taken.pop();
        }
        false
    }
    let mut taken = Vec::new();
    rest(said, texts, &mut taken).then_some(taken)
}

/// Between the parts of a response.
const BETWEEN: &str = "; ";

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card::{CardId, Choice, KindName, MarkingRule};

    fn question(interaction: Interaction) -> Question {
        let card = CardId::parse("d/e#p").unwrap();
        Question {
            card,
            kind: KindName::Choice,
            course_title: String::new(),
            topics: Vec::new(),
            stem: String::new(),
            interaction,
            answer: String::new(),
            why: None,
            sources: Vec::new(),
            hint: None,
            lookalikes: Vec::new(),
        }
    }

    #[track_caller]
    fn comes_back(interaction: Interaction, responses: &[Response]) {
        let question = question(interaction);
        for response in responses {
            assert_eq!(question.understood(&question.typed(response)).as_ref(), Some(response));
        }
        assert_eq!(question.understood("none of these"), None);
    }

    #[test]
    fn words_stand_for_the_response_that_they_were_made_of() {
        let texts = ["a", "a; c", "b", "c – d"].map(str::to_owned).to_vec();
        let options: Vec<Choice> =
            texts.iter().map(|text| Choice { text: text.clone(), right: false, because: None }).collect();
        comes_back(Interaction::Choose { options: options.clone() }, &[Response::Chosen(1), Response::Chosen(3)]);
        comes_back(Interaction::Select { options }, &[Response::Selected(vec![0, 3]), Response::Selected(vec![1, 2])]);
        let (rule, right) = (MarkingRule::default(), texts.clone());
        let order = Interaction::Arrange { items: texts.clone(), right, rule };
        comes_back(order, &[Response::Arranged(vec![3, 1, 0, 2]), Response::Arranged(vec![0, 1, 2, 3])]);
        let (lefts, pairs) = (vec!["x".to_owned(), "y – a".to_owned()], texts[..2].to_vec());
        let matching = Interaction::Match { lefts, rights: texts, pairs };
        comes_back(matching, &[Response::Matched(vec![Some(3), Some(0)]), Response::Matched(vec![None, Some(1)])]);
    }
}
