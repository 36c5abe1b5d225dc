//! What a deck says about where it comes from, and whether there is enough of it for an exam.

use crate::diagnostic::Code;
use std::collections::HashMap;

use super::course::Course;
use super::hit::Hit;
use crate::deck::excerpt;

/// How many questions on a topic an exam wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quota {
    pub(crate) topic: String,
    pub(crate) count: usize,
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

/// `thin-topic`: an exam wants nearly as many questions on a topic as there are entries, or more.
pub(super) fn thin_topics(course: &Course<'_>, quotas: &[Quota], hits: &mut Vec<Hit>) {
    let mut entries: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, entry) in course.entries.iter().enumerate().filter(|(_, entry)| !entry.note.draft) {
        for topic in &entry.note.topics {
            entries.entry(topic).or_insert((at, 0)).1 += 1;
        }
    }
    let Some(first) = course.told().next() else { return };
    for quota in quotas {
        // A topic that the course does not have at all is not what the exam takes from it.
        let Some((at, count)) = entries.get(quota.topic.as_str()).copied() else { continue };
        if count * 2 < quota.count * 3 {
            let at = if course.entries[at].told { at } else { first };
            let message =
                format!("the exam wants {} of \"{}\", the course has {count}", quota.count, excerpt(&quota.topic));
            let hit = Hit::warning(Code::ThinTopic, at, message).at("topics").of_deck();
            hits.push(hit.help("write half as many again as the exam asks, or ask for fewer"));
        }
    }
}
