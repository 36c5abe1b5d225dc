//! The ids of records: their own names, else those that entries had before, else made of their questions.

use std::collections::{HashMap, HashSet};

use super::kinds;
use crate::card::{Ask, Deck, Note};
use crate::deck::{self, Draft, has_letters_of_an_id, is_id, put, slug};
use crate::exchange::incoming::{Record, Refused, plain_id, subject_key};
use crate::text::Language;

/// Gives every record its id; a name that stands twice is refused the second time.
pub(super) fn named(
    records: Vec<Record>,
    old: Option<&Deck>,
    (language, of_authors): (Language, bool),
    refused: &mut Vec<Refused>,
) -> Vec<(Record, String)> {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut counts = HashMap::new();
    let mut known = Known::new(old, &records);
    let notes: HashMap<&str, &Note> =
        old.into_iter().flat_map(|deck| &deck.notes).map(|note| (note.id.as_str(), note)).collect();
    let titles = Titles::new(&records, &mut known, old);
    let mut named = Vec::with_capacity(records.len());
    for (at, mut record) in records.into_iter().enumerate() {
        let mut was = None;
        let id = match &record.name {
            Some(name) => {
                let id = id_of(name);
                if let Some(first) = taken.get(&id) {
                    let why = format!("the id `{}` stands twice, first at {first}", deck::excerpt(name));
                    refused.push(Refused { row: record.row, why });
                    continue;
                }
                // An entry that had another id before brings its progress along.
                was = if notes.contains_key(id.as_str()) {
                    None
                } else {
                    known.of_question(&record).or_else(|| known.of_answer(&record))
                };
                id
            }
            None => {
                let id = titles.id(at, &record, &mut known).unwrap_or_else(|| slug("q", record.subject()));
                free(id, &taken, &mut counts)
            }
        };
        taken.insert(id.clone(), record.row);
        match notes.get(id.as_str()).or_else(|| notes.get(was.as_deref()?)) {
            Some(note) => kinds::as_before(&mut record, note, language),
            None if of_authors => kinds::surest(&mut record, language),
            None => {}
        }
        let mut table = toml_edit::Table::new();
        put(&mut table, "id", &id);
        if let Some(was) = was.filter(|_| !record.draft.table.contains_key("was")) {
            put(&mut table, "was", &was);
        }
        table.extend(record.draft.table.iter().map(|(key, item)| (key.to_owned(), item.clone())));
        record.draft.table = table;
        named.push((record, id));
    }
    named
}

/// The id that a foreign name makes: itself where it is one.
fn id_of(name: &str) -> String {
    if is_id(name) {
        return name.to_owned();
    }
    let folded = name.replace('#', "-");
    match plain_id(&folded) {
        Some(id) if has_letters_of_an_id(&folded) => id,
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
            let worded = matches!(&note.ask, Some(Ask::Main(worded)) if asked.contains(worded));
            if !worded && !asked.contains(&question) {
                // Its question is gone: the record with its answer is the corrected one, if there is but one.
                known.by_answer.entry(answer).and_modify(|id| *id = None).or_insert_with(|| Some(note.id.clone()));
            }
            known.by_question.entry(question).or_insert_with(|| note.id.clone());
            // A fact may be asked in other words than its own.
            if let Some(Ask::Main(worded)) = &note.ask {
                known.by_question.entry(worded.clone()).or_insert_with(|| note.id.clone());
            }
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
    let question = draft.table.get(subject_key(draft.kind)).and_then(|item| item.as_str());
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
