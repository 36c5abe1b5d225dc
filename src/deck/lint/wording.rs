//! Facts that do not go on from the words that the question puts in front of them.

use super::course::{Course, stem_key};
use super::hit::Hit;
use crate::card::{Kind, KindName};
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::ARTICLES;

/// `fact-wording`: a role or purpose that begins with no verb, or a fact that ends in a full stop in mid-question.
pub(super) fn fact_wording(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let note = course.entries[entry].note;
    let (key, text) = match &note.kind {
        Kind::Date { event, .. } => ("event", event),
        Kind::Institution { role, .. } => ("role", role),
        Kind::Instrument { purpose, .. } => ("purpose", purpose),
        Kind::Position { claim, .. } => ("claim", claim),
        _ => return,
    };
    // A question in the author's own words takes nothing from the fact.
    let used = course.cards[course.entries[entry].cards.clone()].iter().any(|card| stem_key(note, &card.part) == key);
    if !used {
        return;
    }
    let hit = if matches!(note.kind.name(), KindName::Institution | KindName::Instrument) && begins_with_article(text) {
        let message = format!("\"{}\" does not go on from \"Which … \"", excerpt(text));
        Hit::warning(Code::FactWording, entry, message)
            .help(format!("begin the {key} with a verb: \"supports …\", \"sets …\""))
    } else if text.trim_end().ends_with('?') {
        let message = format!("`{key}` is a question, and the question is made of it");
        Hit::warning(Code::FactWording, entry, message).help(format!(
            "say in `{key}` what is the case, as \"The law was adopted\"; a question in your own words goes into `ask`"
        ))
    } else if ends_a_sentence(text) {
        let message = format!("the question goes on behind \"{}\"", excerpt(last_word(text)));
        Hit::warning(Code::FactWording, entry, message).help("leave out the mark at the end")
    } else {
        return;
    };
    hits.push(hit.at(key));
}

fn begins_with_article(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    ARTICLES.has_in_ours(&first) || matches!(first.as_str(), "it" | "this")
}

/// Ends in a mark that is not part of an abbreviation such as `etc.` or `U.S.`
fn ends_a_sentence(text: &str) -> bool {
    let word = last_word(text).trim_end_matches(['.', '?', '!']);
    let marked = word.len() < last_word(text).len() && !text.ends_with("...");
    marked && word.chars().count() > 3 && !word.contains('.')
}

fn last_word(text: &str) -> &str {
    text.split_whitespace().next_back().unwrap_or_default()
}
