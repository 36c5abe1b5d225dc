//! What a deck says about where it comes from, and whether there is enough of it for an exam.

use super::Sheet;
use super::course::{Course, Entry};
use super::decks::is_copy;
use super::hit::Hit;
use crate::card::{Deck, Note};
use crate::deck::excerpt;
use crate::diagnostic::Code;

/// How many questions on a topic an exam wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quota {
    pub(crate) topic: String,
    pub(crate) count: usize,
    /// Ids of the decks and courses that it asks; empty for every deck.
    pub(crate) decks: Vec<String>,
}

impl Quota {
    fn asks(&self, deck: &Deck) -> bool {
        self.decks.is_empty() || self.decks.iter().any(|asked| *asked == deck.id || *asked == deck.course)
    }
}

/// `no-source`: entries without a source, or whose source does not say where in it; one line a deck.
pub(super) fn no_source(course: &Course<'_>, entries: &[usize], hits: &mut Vec<Hit>) {
    let sources = |entry: usize| &course.entries[entry].note.sources;
    let silent = |entry: usize| course.entries[entry].note.allow.iter().any(|code| code == "no-source");
    let entries: Vec<usize> = entries.iter().copied().filter(|entry| !silent(*entry)).collect();
    let without: Vec<usize> = entries.iter().copied().filter(|entry| sources(*entry).is_empty()).collect();
    let vague = |entry: usize| !sources(entry).is_empty() && sources(entry).iter().all(|source| source.at.is_none());
    let placeless: Vec<usize> = entries.iter().copied().filter(|entry| vague(*entry)).collect();
    let told = [
        (without, ["names no source", "name no source"], "write `source = { key = \"…\", at = \"page or section\" }`"),
        (
            placeless,
            ["does not say where in the source", "do not say where in the source"],
            "add `at`: `source = { key = \"…\", at = \"page or section\" }`",
        ),
    ];
    for (found, what, help) in told {
        let Some(first) = found.first() else { continue };
        let named: Vec<String> =
            found.iter().take(3).map(|entry| format!("\"{}\"", excerpt(&course.entries[*entry].note.id))).collect();
        let more = if found.len() > 3 { ", …" } else { "" };
        let what = what[usize::from(found.len() > 1)];
        let message = format!("{} of {} entries {what}: {}{more}", found.len(), entries.len(), named.join(", "));
        hits.push(Hit::warning(Code::NoSource, *first, message).of_deck().help(help));
    }
}

/// `thin-topic`: an exam wants nearly as many questions on a topic as the decks that it asks have entries, or more. Told
/// once, in the first of them.
pub(super) fn thin_topics(course: &Course<'_>, sheets: &[Sheet<'_>], quotas: &[Quota], hits: &mut Vec<Hit>) {
    for quota in quotas {
        let is_of = |note: &Note| !note.draft && note.topics.contains(&quota.topic);
        let asked = sheets.iter().enumerate().filter(|(at, sheet)| quota.asks(sheet.deck) && !is_copy(sheets, *at));
        let counts = asked.map(|(at, sheet)| (at, sheet.deck.notes.iter().filter(|note| is_of(note)).count()));
        let counts: Vec<(usize, usize)> = counts.filter(|(_, count)| *count > 0).collect();
        let count: usize = counts.iter().map(|(_, count)| count).sum();
        // A topic that the decks do not have at all is not what the exam takes from them.
        if count == 0 || count * 2 >= quota.count * 3 {
            continue;
        }
        let Some((first, _)) = counts.iter().find(|(at, _)| sheets[*at].told) else { continue };
        let here = |entry: &Entry<'_>| entry.sheet == *first && is_of(entry.note);
        let Some(at) = course.entries.iter().position(here) else { continue };
        let message =
            format!("the exam wants {} of \"{}\", its decks have {count}", quota.count, excerpt(&quota.topic));
        let hit = Hit::warning(Code::ThinTopic, at, message).at("topics").of_deck();
        hits.push(hit.help("write half as many again as the exam asks, or ask for fewer"));
    }
}
