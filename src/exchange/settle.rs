//! From records to the text of a deck: ids that stay, and a place for every mistake.

mod doubles;
mod ids;
mod kinds;
mod over;
mod places;

use std::collections::HashMap;

use super::incoming::{Incoming, Origin, Record, Refused, plain_id};
use crate::deck::{self, Draft, Head, Sheet, slug};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::exchange::said::Names;
use crate::text::Language;

pub(crate) use doubles::Joined;
pub(crate) use over::Before;

/// A deck that passes `check`, and what became of every record.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled {
    pub(crate) text: String,
    /// Row and id of each entry, with what of it has no place in a deck.
    pub(crate) entries: Vec<(usize, String, Vec<String>)>,
    /// What was taken for granted beside what the source says.
    pub(crate) told: Vec<String>,
    /// Records that went into others, which ask the same.
    pub(crate) joined: Vec<Joined>,
    /// Lines that are no records.
    pub(crate) passed: Vec<Refused>,
    /// In the order of the file.
    pub(crate) refused: Vec<Refused>,
    /// Row and id of each entry that was made of cards of Anki's.
    pub(crate) origins: Vec<(usize, String, Origin)>,
}

/// Makes a deck of what was read. `name` serves where the file says neither id nor title; `old` is the deck that stood
/// there before: its head stays, and so do the ids of entries that can be known again, and what was written into them by hand.
pub(crate) fn settle(mut incoming: Incoming, name: &str, old: Option<&Before<'_>>) -> Settled {
    let head = head(&mut incoming, name, old);
    let mut refused = std::mem::take(&mut incoming.refused);
    let mut records = incoming.records;
    for beyond in records.split_off(records.len().min(deck::MOST_ENTRIES)) {
        let why = format!("a deck has at most {} entries: divide the file", deck::MOST_ENTRIES);
        refused.push(Refused { row: beyond.row, why });
    }
    let (records, joined) = doubles::join(records, &mut refused);
    let language = head.language.as_deref().map_or(Language::English, Language::of_tag);
    let of_authors = incoming.said.names == Names::Authors;
    let mut records = ids::named(records, old.map(|old| old.deck), (language, of_authors), &mut refused);
    let told: Vec<String> = places::cite(&mut records, &head, old).into_iter().collect();
    // What is left out takes nothing sound with it: a second reading finds nothing new, but is bounded all the same.
    for _ in 0..ROUNDS {
        let drafts: Vec<Draft> = records.iter().map(|(record, _)| record.draft.clone()).collect();
        let (text, starts) = deck::write(&head, &drafts);
        let mut broken = broken(&text, &starts);
        if broken.is_empty() {
            let (text, starts) = finished(&head, &text, old);
            broken = contradictions(&text, &starts);
            if broken.is_empty() {
                refused.sort_by_key(|one| one.row);
                let origins = records
                    .iter_mut()
                    .filter_map(|(record, id)| Some((record.row, id.clone(), record.origin.take()?)))
                    .collect();
                let entries = records.into_iter().map(|(record, id)| (record.row, id, record.lost)).collect();
                return Settled { text, entries, told, joined, passed: incoming.passed, refused, origins };
            }
        }
        leave_out(&mut records, &broken, &mut refused);
    }
    let why = "it is not read again as it was written";
    refused.extend(records.iter().map(|(record, _)| Refused { row: record.row, why: why.to_owned() }));
    refused.sort_by_key(|one| one.row);
    Settled { text: deck::write(&head, &[]).0, told, joined, passed: incoming.passed, refused, ..Settled::default() }
}

/// So often is a deck read again without what was broken in it.
const ROUNDS: usize = 6;

fn leave_out(records: &mut Vec<(Record, String)>, broken: &HashMap<usize, String>, refused: &mut Vec<Refused>) {
    let mut at = 0;
    records.retain(|(record, _)| {
        let why = broken.get(&at);
        at += 1;
        refused.extend(why.map(|why| Refused { row: record.row, why: why.clone() }));
        why.is_none()
    });
}

/// The deck as its reader understood it, laid over the one that stood there.
fn finished(head: &Head, text: &str, old: Option<&Before<'_>>) -> (String, Vec<usize>) {
    let deck = deck::read(text).deck;
    let canonical = deck.map(|deck| deck.notes.iter().map(deck::entry).collect::<Vec<_>>()).unwrap_or_default();
    match old {
        Some(old) => over::laid_over(old, head, &canonical),
        None => deck::write(head, &canonical),
    }
}

/// What is wrong with a whole deck: entries that cannot be read, and questions that have two answers.
fn contradictions(text: &str, starts: &[usize]) -> HashMap<usize, String> {
    let reading = deck::read(text);
    let mut found = errors(&reading.diagnostics, starts);
    if let Some(deck) = reading.deck.filter(|_| found.is_empty()) {
        let sheet = Sheet { name: "", text, deck: &deck, silenced: &reading.silenced, told: true };
        let weak = deck::lint(&[sheet], &[], chrono::NaiveDate::MAX);
        found = errors(weak.first().map_or(&[], |weak| weak.of_entries.as_slice()), starts);
    }
    found
}

fn head(incoming: &mut Incoming, name: &str, old: Option<&Before<'_>>) -> Head {
    let mut sources = std::mem::take(&mut incoming.sources);
    sources.retain(|source| {
        is_head(&Head { id: "a".into(), title: "a".into(), sources: vec![source.clone()], ..Head::default() })
    });
    if let Some(old) = old.map(|old| old.deck) {
        for (key, work) in &old.sources {
            match sources.iter_mut().find(|(known, _)| known == key) {
                Some((_, bare)) => bare.clone_from(work),
                None => sources.push((key.clone(), work.clone())),
            }
        }
        let said = &incoming.said;
        let before = Head::of(old);
        let id = said.id.as_deref().and_then(plain_id).unwrap_or(before.id);
        let title = said.title.clone().filter(|title| is_text(title)).unwrap_or(before.title);
        let language = said.language.clone().or(before.language);
        return Head { id, title, language, sources, ..Head::of(old) };
    }
    let title = incoming.title.as_deref().map(super::incoming::tidy).filter(|title| is_text(title));
    let title = title.unwrap_or_else(|| name.to_owned());
    // A blank that breaks no line stands in French before a colon, and stays.
    let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    let words: Vec<&str> = title.split(breaks).filter(|word| !word.is_empty()).collect();
    let title: String = words.join(" ").chars().take(500).collect();
    let id = incoming.id.as_deref().and_then(plain_id).or_else(|| plain_id(name)).unwrap_or_else(|| slug("deck", name));
    let id = if deck::is_reserved_id(&id) { format!("{id}-deck") } else { id };
    let course = incoming.course.as_deref().and_then(plain_id).filter(|course| *course != id);
    let description = incoming.description.take().filter(|text| is_text(text));
    let mut about = std::mem::take(&mut incoming.about);
    for text in [&mut about.version, &mut about.licence, &mut about.url] {
        *text = text.take().filter(|text| is_text(text));
    }
    about.authors.retain(|author| is_text(author));
    about.requires = about.requires.iter().filter_map(|course| plain_id(course)).collect();
    Head { id, title, course, language: incoming.language.take(), description, sources, ..about }
}

/// A text that the reader of decks takes.
fn is_text(text: &str) -> bool {
    is_head(&Head { id: "a".into(), title: text.into(), ..Head::default() })
}

fn is_head(head: &Head) -> bool {
    let reading = deck::read(&deck::write(head, &[]).0);
    reading.deck.is_some() && reading.diagnostics.iter().all(|found| found.severity != Severity::Error)
}

/// The first error of each entry that has one, by its place among the drafts.
fn broken(text: &str, starts: &[usize]) -> HashMap<usize, String> {
    errors(&deck::read(text).diagnostics, starts)
}

fn errors(found: &[Diagnostic], starts: &[usize]) -> HashMap<usize, String> {
    let mut broken = HashMap::new();
    for found in found.iter().filter(|found| found.severity == Severity::Error) {
        // The head was tried before: what is wrong stands in an entry, or behind the last that is read.
        let at = starts.partition_point(|&start| start <= found.span.start).max(1) - 1;
        broken.entry(at).or_insert_with(|| worded(found));
        if found.code == Code::TooManyEntries {
            broken.extend((at + 1..starts.len()).map(|later| (later, worded(found))));
        }
    }
    broken
}

fn worded(found: &Diagnostic) -> String {
    match &found.help {
        Some(help) => format!("{}; {help}", found.message),
        None => found.message.clone(),
    }
}
