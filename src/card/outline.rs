//! What of a deck's entries is kept apart from them: as much as it takes to decide what is asked.

use serde::{Deserialize, Serialize};

use crate::card::{Deck, Key, KindName, Part, parts};
use crate::text::fold;

/// A stretch of the words of all outlines.
type Words = (u32, u32);

/// The outlines of a deck's entries, in the author's order.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Outlines {
    words: String,
    entries: Vec<Entry>,
    parts: Vec<PartOutline>,
    topics: Vec<Words>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    id: Words,
    /// Its place in [`KindName::ALL`].
    kind: u8,
    flags: u8,
    revised: u32,
    group: Option<Words>,
    /// Of a fact that has a name, folded.
    name: Option<Words>,
    /// The first of its parts.
    parts: u32,
    /// The first of its topics.
    topics: u32,
}

/// So many topics are looked through for one that is written already.
const LAST_TOPICS: usize = 32;

const DRAFT: u8 = 1;
const NAMES_NEAR: u8 = 2;
const REQUIRES: u8 = 4;
const WAS: u8 = 8;

#[derive(Debug, Serialize, Deserialize)]
struct PartOutline {
    name: Words,
    is_lent: bool,
    answer: Option<Words>,
}

impl Outlines {
    pub(crate) fn of(deck: &Deck) -> Self {
        let mut outlines = Self::default();
        for note in &deck.notes {
            let flags = [
                (DRAFT, note.draft),
                (NAMES_NEAR, !note.confused_with.is_empty()),
                (REQUIRES, !note.requires.is_empty()),
                (WAS, !note.was.is_empty()),
            ];
            let name = note.kind.name();
            let kind = KindName::ALL.iter().position(|known| *known == name).unwrap_or_default();
            let entry = Entry {
                id: outlines.word(&note.id),
                kind: u8::try_from(kind).unwrap_or_default(),
                flags: flags.into_iter().filter(|(_, is_so)| *is_so).map(|(flag, _)| flag).sum(),
                revised: note.revised,
                group: note.group.as_deref().map(|group| outlines.word(group)),
                name: note.kind.named().map(|name| outlines.word(&fold(&name))),
                parts: number(outlines.parts.len()),
                topics: number(outlines.topics.len()),
            };
            outlines.entries.push(entry);
            for topic in &note.topics {
                let topic = outlines.topic(topic);
                outlines.topics.push(topic);
            }
            for part in parts(note, deck) {
                outlines.part(&part);
            }
        }
        outlines
    }

    fn part(&mut self, part: &Part) {
        let name = self.word(&part.name);
        let answer = part.key.single().map(|answer| self.word(&answer));
        self.parts.push(PartOutline { name, is_lent: matches!(part.key, Key::Lent { .. }), answer });
    }

    /// Topics come again and again: the words of one that the entry before had are not written twice.
    fn topic(&mut self, topic: &str) -> Words {
        let last = self.topics.iter().rev().take(LAST_TOPICS);
        let known = last.copied().find(|known| self.words(*known) == topic);
        known.unwrap_or_else(|| self.word(topic))
    }

    fn word(&mut self, word: &str) -> Words {
        let start = self.words.len();
        self.words.push_str(word);
        (number(start), number(self.words.len()))
    }

    fn words(&self, (start, end): Words) -> &str {
        self.words.get(start as usize..end as usize).unwrap_or_default()
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn id(&self, at: usize) -> &str {
        self.words(self.entries[at].id)
    }

    pub(crate) fn kind(&self, at: usize) -> KindName {
        KindName::ALL[usize::from(self.entries[at].kind).min(KindName::ALL.len() - 1)]
    }

    pub(crate) fn is_draft(&self, at: usize) -> bool {
        self.entries[at].flags & DRAFT != 0
    }

    pub(crate) fn names_near(&self, at: usize) -> bool {
        self.entries[at].flags & NAMES_NEAR != 0
    }

    pub(crate) fn requires(&self, at: usize) -> bool {
        self.entries[at].flags & REQUIRES != 0
    }

    pub(crate) fn was(&self, at: usize) -> bool {
        self.entries[at].flags & WAS != 0
    }

    pub(crate) fn revised(&self, at: usize) -> u32 {
        self.entries[at].revised
    }

    pub(crate) fn group(&self, at: usize) -> Option<&str> {
        self.entries[at].group.map(|group| self.words(group))
    }

    /// The name of an institution, an instrument or the holder of a position, folded.
    pub(crate) fn folded_name(&self, at: usize) -> Option<&str> {
        self.entries[at].name.map(|name| self.words(name))
    }

    pub(crate) fn topics(&self, at: usize) -> impl Iterator<Item = &str> {
        let end = self.entries.get(at + 1).map_or(self.topics.len(), |next| next.topics as usize);
        let topics = self.topics.get(self.entries[at].topics as usize..end).unwrap_or_default();
        topics.iter().map(|topic| self.words(*topic))
    }

    fn parts_of(&self, at: usize) -> &[PartOutline] {
        let end = self.entries.get(at + 1).map_or(self.parts.len(), |next| next.parts as usize);
        self.parts.get(self.entries[at].parts as usize..end).unwrap_or_default()
    }

    /// Whether each part of an entry, drafts included, has options that the course lends.
    pub(crate) fn are_lent(&self, at: usize) -> impl ExactSizeIterator<Item = bool> + '_ {
        self.parts_of(at).iter().map(|part| part.is_lent)
    }

    /// The name of an entry's part.
    pub(crate) fn part_name(&self, at: usize, part: usize) -> &str {
        self.parts_of(at).get(part).map_or("", |part| self.words(part.name))
    }

    /// What [`Key::single`] gives of an entry's part.
    pub(crate) fn answer(&self, at: usize, part: usize) -> Option<&str> {
        self.parts_of(at).get(part)?.answer.map(|answer| self.words(answer))
    }
}

/// A deck has 8 MiB at most; its words are fewer.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
