//! From records to the text of a deck: ids that stay, and a place for every mistake.

use std::collections::{HashMap, HashSet};

use super::incoming::{Incoming, Origin, Record, Refused, plain_id};
use crate::card::{Deck, Note};
use crate::deck::{self, Draft, Head, put, slug};
use crate::diagnostic::{Diagnostic, Severity};

/// A deck that passes `check`, and what became of every record.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    pub(crate) text: String,
    /// Row and id of each entry, with what of it has no place in a deck.
    pub(crate) entries: Vec<(usize, String, Vec<String>)>,
    /// In the order of the file.
    pub(crate) refused: Vec<Refused>,
    /// Row and id of each entry that was made of cards of Anki's.
    pub(crate) origins: Vec<(usize, String, Origin)>,
}

/// Makes a deck of what was read. `name` serves where the file says neither id nor title; `old` is the deck that stood
/// there before: its head stays, and so do the ids of entries that can be known again.
pub(crate) fn settle(mut incoming: Incoming, name: &str, old: Option<&Deck>) -> Settled {
    let head = head(&mut incoming, name, old);
    let mut refused = std::mem::take(&mut incoming.refused);
    let mut records = named(incoming.records, old, &mut refused);
    // What is left out takes nothing sound with it: a second reading finds nothing new, but is bounded all the same.
    for _ in 0..4 {
        let drafts: Vec<Draft> = records.iter().map(|(record, _)| record.draft.clone()).collect();
        let (text, starts) = deck::write(&head, &drafts);
        let broken = broken(&text, &starts);
        if broken.is_empty() {
            refused.sort_by_key(|one| one.row);
            let deck = deck::read(&text).deck;
            let canonical = deck.map(|deck| deck.notes.iter().map(deck::entry).collect::<Vec<_>>()).unwrap_or_default();
            let (text, _) = deck::write(&head, &canonical);
            let origins = records
                .iter_mut()
                .filter_map(|(record, id)| Some((record.row, id.clone(), record.origin.take()?)))
                .collect();
            let entries = records.into_iter().map(|(record, id)| (record.row, id, record.lost)).collect();
            return Settled { text, entries, refused, origins };
        }
        let mut at = 0;
        records.retain(|(record, _)| {
            let why = broken.get(&at);
            at += 1;
            refused.extend(why.map(|why| Refused { row: record.row, why: why.clone() }));
            why.is_none()
        });
    }
    unreachable!("an entry that was read without error is read so again")
}

fn head(incoming: &mut Incoming, name: &str, old: Option<&Deck>) -> Head {
    let mut sources = std::mem::take(&mut incoming.sources);
    if let Some(old) = old {
        for (key, work) in &old.sources {
            match sources.iter_mut().find(|(known, _)| known == key) {
                Some((_, bare)) => bare.clone_from(work),
                None => sources.push((key.clone(), work.clone())),
            }
        }
        return Head { sources, ..Head::of(old) };
    }
    let title = incoming.title.as_deref().map(super::incoming::tidy).filter(|title| is_text(title));
    let title = title.unwrap_or_else(|| name.to_owned());
    let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(500).collect();
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
    let head = Head { id: "a".into(), title: text.into(), ..Head::default() };
    deck::read(&deck::write(&head, &[]).0).deck.is_some()
}

/// Gives every record its id; a name that stands twice is refused the second time.
fn named(records: Vec<Record>, old: Option<&Deck>, refused: &mut Vec<Refused>) -> Vec<(Record, String)> {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut counts = HashMap::new();
    let mut known = Known::new(old, &records);
    let titles = Titles::new(&records, &mut known, old);
    let mut named = Vec::with_capacity(records.len());
    for (at, mut record) in records.into_iter().enumerate() {
        let id = match &record.name {
            Some(name) => {
                let id = id_of(name);
                if let Some(first) = taken.get(&id) {
                    let why = format!("the id `{}` stands twice, first at {first}", deck::excerpt(name));
                    refused.push(Refused { row: record.row, why });
                    continue;
                }
                id
            }
            None => {
                let id = titles.id(at, &record, &mut known).unwrap_or_else(|| slug("q", record.subject()));
                free(id, &taken, &mut counts)
            }
        };
        taken.insert(id.clone(), record.row);
        let mut table = toml_edit::Table::new();
        put(&mut table, "id", &id);
        table.extend(record.draft.table.iter().map(|(key, item)| (key.to_owned(), item.clone())));
        record.draft.table = table;
        named.push((record, id));
    }
    named
}

/// The id that a foreign name makes: itself where it is one.
fn id_of(name: &str) -> String {
    let small = name.len() <= 64
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
    if small && name.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return name.to_owned();
    }
    let folded = name.replace('#', "-");
    let is_plain = folded.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
    match plain_id(&folded) {
        Some(id) if is_plain => id,
        _ => slug("q", name),
    }
}

/// The id, numbered where others have it already.
fn free(id: String, taken: &HashMap<String, usize>, counts: &mut HashMap<String, usize>) -> String {
    if !taken.contains_key(&id) {
        return id;
    }
    let count = counts.entry(id.clone()).or_insert(1);
    let stem: String = id.chars().take(58).collect();
    loop {
        *count += 1;
        let numbered = format!("{stem}-{count}");
        if !taken.contains_key(&numbered) {
            return numbered;
        }
    }
}

/// The entries of the deck that stood there, by what can be known again of a record without a name.
struct Known {
    by_question: HashMap<String, String>,
    /// Ids whose answer no other entry has.
    by_answer: HashMap<String, Option<String>>,
}

impl Known {
    fn new(old: Option<&Deck>, records: &[Record]) -> Self {
        let asked: HashSet<String> = records.iter().map(|record| record.subject().to_owned()).collect();
        let named: HashSet<String> = records.iter().filter_map(|record| record.name.as_deref()).map(id_of).collect();
        let mut known = Self { by_question: HashMap::new(), by_answer: HashMap::new() };
        for note in old.into_iter().flat_map(|deck| &deck.notes).filter(|note| !named.contains(&note.id)) {
            let (question, answer) = gist_of(note);
            if !asked.contains(&question) {
                // Its question is gone: the record with its answer is the corrected one, if there is but one.
                known.by_answer.entry(answer).and_modify(|id| *id = None).or_insert_with(|| Some(note.id.clone()));
            }
            known.by_question.entry(question).or_insert_with(|| note.id.clone());
        }
        known
    }

    fn of_question(&mut self, record: &Record) -> Option<String> {
        self.by_question.remove(record.subject())
    }

    fn of_answer(&mut self, record: &Record) -> Option<String> {
        self.by_answer.get_mut(&gist(&record.draft)).and_then(Option::take)
    }
}

/// The ids that titles of questions make, and the entries that are known by their question: these come first, as titles
/// such as `Question 3` move when a question is put in front.
struct Titles<'d> {
    of_question: Vec<Option<String>>,
    claimed: HashSet<String>,
    counts: HashMap<String, usize>,
    old: HashSet<&'d str>,
}

impl<'d> Titles<'d> {
    fn new(records: &[Record], known: &mut Known, old: Option<&'d Deck>) -> Self {
        let nameless = |record: &&Record| record.name.is_none();
        let of_question: Vec<Option<String>> = records
            .iter()
            .map(|record| Some(record).filter(nameless).and_then(|record| known.of_question(record)))
            .collect();
        let own = records.iter().filter_map(|record| record.name.as_deref()).map(id_of);
        let claimed = of_question.iter().flatten().cloned().chain(own).collect();
        let mut counts = HashMap::new();
        for title in records.iter().filter(nameless).filter_map(|record| record.title.as_deref()) {
            *counts.entry(id_of(title)).or_default() += 1;
        }
        let old = old.into_iter().flat_map(|deck| &deck.notes).map(|note| note.id.as_str()).collect();
        Self { of_question, claimed, counts, old }
    }

    /// The id of a record without a name: its question's, its title's where the old deck has it, its answer's, its title's.
    fn id(&self, at: usize, record: &Record, known: &mut Known) -> Option<String> {
        if let Some(id) = &self.of_question[at] {
            return Some(id.clone());
        }
        let title = record.title.as_deref().map(id_of);
        let title = title.filter(|id| self.counts.get(id) == Some(&1) && !self.claimed.contains(id));
        let stood = title.clone().filter(|id| self.old.contains(id.as_str()));
        stood.or_else(|| known.of_answer(record)).or(title)
    }
}

fn gist_of(note: &Note) -> (String, String) {
    let draft = deck::entry(note);
    let question = draft.table.get(super::incoming::subject_key(draft.kind)).and_then(|item| item.as_str());
    (question.unwrap_or_default().to_owned(), gist(&draft))
}

/// What is right, in one text; nothing for a cloze, whose answers stand in its question.
fn gist(draft: &Draft) -> String {
    let keys = ["answer", "answers", "back", "when", "name", "who", "items", "pairs"];
    let right = keys.iter().find_map(|key| draft.table.get(key));
    let right = right.and_then(|item| item.as_value()).map(|value| value.clone().decorated("", ""));
    match right {
        Some(value) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
        None => slug(draft.kind.word(), &draft.table.to_string()),
    }
}

/// The first error of each entry that has one, by its place among the drafts.
fn broken(text: &str, starts: &[usize]) -> HashMap<usize, String> {
    let mut broken = HashMap::new();
    for found in deck::read(text).diagnostics.iter().filter(|found| found.severity == Severity::Error) {
        // The head was tried before: what is wrong stands in an entry, or behind the last that is read.
        let at = starts.partition_point(|&start| start <= found.span.start).max(1) - 1;
        broken.entry(at).or_insert_with(|| worded(found));
        if found.code == "too-many-entries" {
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
