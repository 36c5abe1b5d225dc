//! Questions that answer each other: a typed answer that stands in another question of the same paper.

use crate::exam::PaperItem;
use crate::exam::frozen::Key;
use crate::text::fold;

/// Shorter forms stand in too many sentences to mean anything.
const SHORTEST: usize = 4;

/// How many questions to be answered by typing have an answer that can be read in another question of the paper.
pub(super) fn count(items: &[PaperItem]) -> usize {
    let shown: Vec<String> = items.iter().map(shown).collect();
    let told = |at: usize| {
        let Key::Text { answers, .. } = &items[at].key else { return false };
        let others = || shown.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, text)| text);
        let forms = answers.iter().map(|form| fold(form)).filter(|form| form.chars().count() >= SHORTEST);
        forms.map(|form| format!(" {form} ")).any(|form| others().any(|text| text.contains(&form)))
    };
    (0..items.len()).filter(|&at| told(at)).count()
}

/// Everything a student reads of a question, folded, between blanks.
fn shown(item: &PaperItem) -> String {
    let mut texts = vec![item.stem.as_str()];
    match &item.key {
        Key::Choose { options } | Key::Select { options } => texts.extend(options.iter().map(|one| one.text.as_str())),
        Key::Arrange { items, .. } => texts.extend(items.iter().map(String::as_str)),
        Key::Match { lefts, rights, .. } => texts.extend(lefts.iter().chain(rights).map(String::as_str)),
        Key::Text { .. } | Key::Date { .. } | Key::Number { .. } | Key::List { .. } => {}
    }
    let folded: Vec<String> = texts.into_iter().map(fold).collect();
    format!(" {} ", folded.join(" | "))
}
