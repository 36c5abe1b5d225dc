//! What a reader of a format hands over: entries in the words of the deck format, and what was wrong.

use std::collections::BTreeSet;

use toml_edit::Table;

use super::history::Past;
use super::said::Said;
use crate::card::{KindName, Source};
use crate::deck::{Draft, Head, excerpt, format, has_letters_of_an_id, put, put_flag, slug};

/// An entry on its way in.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// The row, line or number under which the file has it, from 1.
    pub(crate) row: usize,
    /// What the file calls it: any text that stays the same when the record is corrected.
    pub(crate) name: Option<String>,
    /// What the file calls it, where such a name may stand twice: it makes the id where it stands once.
    pub(crate) title: Option<String>,
    pub(crate) draft: Draft,
    /// What of it has no place in a deck.
    pub(crate) lost: Vec<String>,
    /// Of which cards of Anki's it was made.
    pub(crate) origin: Option<Origin>,
    /// A place in a source, of which the record does not say which it is.
    pub(crate) place: Option<String>,
    /// The file does not say of what kind it is: typed or turned over, as its answer is short or long.
    pub(crate) kind_is_guess: bool,
}

/// The cards of Anki's of which an entry was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Of the note.
    pub(crate) guid: String,
    /// The number of a card in its note, from 0, and the part of the entry that asks the same.
    pub(crate) asks: Vec<(u32, String)>,
}

impl Record {
    pub(crate) fn new(row: usize, kind: KindName) -> Self {
        let draft = Draft { kind, table: Table::new() };
        Self { row, name: None, title: None, draft, lost: Vec::new(), origin: None, place: None, kind_is_guess: false }
    }

    pub(crate) fn put(&mut self, key: &str, text: &str) {
        put(&mut self.draft.table, key, text);
    }

    pub(crate) fn lose(&mut self, what: impl Into<String>) {
        let what = what.into();
        if !self.lost.contains(&what) {
            self.lost.push(what);
        }
    }

    /// The text that the entry asks about.
    pub(crate) fn subject(&self) -> &str {
        self.draft.table.get(subject_key(self.draft.kind)).and_then(|item| item.as_str()).unwrap_or_default()
    }
}

/// A record that did not become an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) row: usize,
    pub(crate) why: String,
}

/// A file, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Incoming {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) course: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) description: Option<String>,
    /// Keys of `[deck]` that only this program's own formats carry; id, title and the like stand above.
    pub(crate) about: Head,
    pub(crate) sources: Vec<(String, Source)>,
    pub(crate) records: Vec<Record>,
    pub(crate) refused: Vec<Refused>,
    /// Pictures and sounds that stay behind, by record.
    pub(crate) media: Vec<(usize, String)>,
    /// What a student did in the program that the file comes from, in order.
    pub(crate) reviews: Vec<Past>,
    /// The hour at which its days end, where it says so.
    pub(crate) day_end: Option<u32>,
    /// Lines that make no record, such as prose between cards.
    pub(crate) passed: Vec<Refused>,
    /// What was guessed about the file, for the reader's owner to see.
    pub(crate) told: Vec<String>,
    /// Something was guessed that may be wrong.
    pub(crate) is_guess: bool,
    /// What its owner said about it.
    pub(crate) said: Said,
    /// It was written by acquis: nothing in it needs mending.
    pub(crate) is_ours: bool,
}

impl Incoming {
    pub(crate) fn refuse(&mut self, row: usize, why: impl Into<String>) {
        self.refused.push(Refused { row, why: why.into() });
    }

    /// A question that showed a picture or played a sound is not asked before its author has seen to it.
    pub(crate) fn set_aside(&mut self, record: &mut Record, media: Vec<String>) {
        record.lose("a picture or sound in the question: the entry is a draft until it is asked in words");
        put_flag(&mut record.draft.table, "draft", true);
        self.media.extend(media.into_iter().map(|name| (record.row, name)));
    }

    /// Says which pictures and sounds stay behind.
    pub(crate) fn tell_media(&mut self) {
        const SHOWN: usize = 20;
        let names: Vec<String> =
            self.media.iter().take(SHOWN).map(|(row, name)| format!("`{}` ({row})", excerpt(name))).collect();
        if !names.is_empty() {
            let more = self.media.len().saturating_sub(SHOWN);
            let more = if more > 0 { format!(" … and {more} more") } else { String::new() };
            self.told
                .push(format!("pictures and sounds that stay behind, with their record: {}{more}", names.join(", ")));
        }
    }

    /// Tells a line that makes no record.
    pub(crate) fn pass_over(&mut self, row: usize, why: impl Into<String>) {
        self.passed.push(Refused { row, why: why.into() });
    }

    /// Cites a work by the words of another program: `Argano 2019, section 1`.
    pub(crate) fn cite(&mut self, words: &str) -> (String, Option<String>) {
        let (title, at) = words.split_once(", ").map_or((words, None), |(title, at)| (title, Some(at.to_owned())));
        (self.source(title.trim()), at)
    }

    /// The key of a work that a table of ours cites, listed where it is new.
    pub(super) fn keyed_source(&mut self, key: &str) -> String {
        let is_plain = key.chars().all(|c| c.is_alphanumeric() || " -_".contains(c));
        if !is_plain || self.sources.iter().any(|(known, _)| known == key) {
            return self.source(key);
        }
        self.sources.push((key.to_owned(), Source { title: key.to_owned(), ..Source::default() }));
        key.to_owned()
    }

    /// The key of the work of that title, listed where it is new.
    pub(crate) fn source(&mut self, title: &str) -> String {
        if let Some((key, _)) = self.sources.iter().find(|(key, work)| work.title == title || key == title) {
            return key.clone();
        }
        let known: BTreeSet<&str> = self.sources.iter().map(|(key, _)| key.as_str()).collect();
        let own = is_key(title).then(|| title.to_owned()).or_else(|| plain_id(title));
        let key = own.filter(|key| !known.contains(key.as_str())).unwrap_or_else(|| slug("source", title));
        self.sources.push((key.clone(), Source { title: title.to_owned(), ..Source::default() }));
        key
    }
}

/// The key that holds the question of each kind.
pub(super) fn subject_key(kind: KindName) -> &'static str {
    format::Entry::of(kind).subject
}

/// A key of `[sources]` as its author would write it.
fn is_key(text: &str) -> bool {
    text.len() <= 64 && has_letters_of_an_id(text)
}

/// An id of the words of a text; nothing where they are too long or none.
pub(super) fn plain_id(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
    let id = words.join("-");
    let id = id.trim_matches(['-', '_']);
    let kept = lower.chars().filter(|c| c.is_alphanumeric()).all(|c| c.is_ascii());
    (kept && !id.is_empty() && id.len() <= 64).then(|| id.to_owned())
}

/// What another program's text may hold and a deck may not, taken out: invisible characters; line ends are made one.
pub(super) fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    crate::deck::cleaned(&text).trim().to_owned()
}

/// A language tag that a deck may have.
pub(super) fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first =
        parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    first && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
