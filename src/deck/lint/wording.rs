//! Facts that do not go on from the words that the question puts in front of them.

use super::course::{Course, stem_key};
use super::hit::Hit;
use crate::card::{Kind, KindName, Note};
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::ARTICLES;
use crate::text::roles::{CONJUNCTION, DEED_SUBJECTS};

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
    if let Some(hit) = around(note, entry, key, text) {
        hits.push(hit);
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

/// The words beside the fact: `type`, `verb`, `did`, and how the fact begins.
fn around(note: &Note, entry: usize, key: &'static str, text: &str) -> Option<Hit> {
    let told = |key: &'static str, message: String, help: &str| {
        Some(Hit::warning(Code::FactWording, entry, message).at(key).help(help))
    };
    let first = text.split_whitespace().next().unwrap_or_default();
    if let Kind::Institution { kind, .. } | Kind::Instrument { kind, .. } = &note.kind {
        let article = kind.as_deref().and_then(|kind| kind.split_once(' ')).map(|(first, _)| first);
        if let Some(article) = article.filter(|article| ARTICLES.has_in_ours(&article.to_lowercase())) {
            return told(
                "type",
                format!("the question says \"Which {article} …\""),
                "write the `type` without its article",
            );
        }
        if first == "to" {
            return told(
                key,
                format!("\"{}\" does not go on from \"Which … \"", excerpt(text)),
                "leave out \"to\": \"sets …\", \"supports …\"",
            );
        }
        let mut letters = first.chars();
        if letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
            && !ARTICLES.has_in_ours(&first.to_lowercase())
        {
            return told(
                key,
                format!("\"{}\" stands in the middle of the question", excerpt(first)),
                "begin it with a small letter",
            );
        }
    }
    match &note.kind {
        Kind::Position { verb: Some(verb), .. }
            if CONJUNCTION.words().any(|word| verb.ends_with(&format!(" {word}"))) =>
        {
            told(
                "verb",
                format!("the question puts the conjunction behind \"{}\" itself", excerpt(verb)),
                "leave it out of `verb`",
            )
        }
        Kind::Instrument { did: Some(did), .. }
            if DEED_SUBJECTS.words().any(|word| did.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))) =>
        {
            told(
                "did",
                format!("\"{}\" stands behind the name in the question", excerpt(did)),
                "write what was done in a word: `did = \"adopted\"`",
            )
        }
        _ => None,
    }
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
