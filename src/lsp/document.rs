//! A file as the editor holds it, or as it lies beside one: its text, and what was read of it.

use std::cell::OnceCell;
use std::path::PathBuf;

use super::held::{Held, Splice};
use super::position::{Encoding, Lines, Position, Range};
use super::protocol::ContentChange;
use super::uri;
use crate::card::{Deck, Span};
use crate::deck::{
    Reading, Section, Sort, deck_in_part, outline, outline_again, read, read_blueprint, sort_of_outline,
};

/// A text with what was read of it, which is made when it is first asked for and thrown away when the text changes.
pub(super) struct Document {
    pub(super) uri: String,
    /// Nothing where it was never saved, and for what is inside the program.
    pub(super) path: Option<PathBuf>,
    pub(super) version: i64,
    /// Another for every text that the conversation brought.
    pub(super) stamp: u64,
    pub(super) text: String,
    /// What is known of its mistakes.
    pub(super) held: Held,
    lines: Lines,
    sort: OnceCell<Sort>,
    outline: OnceCell<Vec<Section>>,
    reading: OnceCell<Reading>,
    /// The deck without its entries.
    head: OnceCell<Option<Deck>>,
    /// The ids of its entries when it was opened.
    first_ids: Vec<String>,
}

impl Document {
    pub(super) fn new(uri: String, version: i64, text: String) -> Self {
        let (path, lines) = (uri::path_of(&uri), Lines::new(&text));
        let (sort, outline, reading) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        let (stamp, held, head, first_ids) = (0, Held::default(), OnceCell::new(), Vec::new());
        let mut document =
            Self { uri, path, version, stamp, text, held, lines, sort, outline, reading, head, first_ids };
        document.first_ids = document.ids().map(str::to_owned).collect();
        document
    }

    /// A text of which nothing is known but its stamp.
    pub(super) fn stamped(uri: String, stamp: u64, text: String) -> Self {
        Self { stamp, ..Self::new(uri, 0, text) }
    }

    /// Takes in what was typed, in order.
    pub(super) fn change(&mut self, version: i64, changes: Vec<ContentChange>, encoding: Encoding) {
        let mut splices = Vec::with_capacity(changes.len());
        let before = self.outline.take().map(|outline| (self.text.clone(), outline));
        let entry = |outline: &[Section], at: usize| {
            let section = outline.iter().rfind(|section| section.header.start <= at)?;
            section.kind().map(|kind| (kind.kind, section.header.clone(), section.body.end))
        };
        let entries = before.as_ref().map(|(_, outline)| outline.len());
        let mut around = None;
        for change in changes {
            let gone = match change.range {
                None => 0..self.text.len(),
                Some(range) => {
                    let start = self.offset(range.start, encoding);
                    start..self.offset(range.end, encoding).max(start)
                }
            };
            around = before.as_ref().and_then(|(_, outline)| entry(outline, gone.start));
            self.text.replace_range(gone.clone(), &change.text);
            splices.push(Splice { gone, new: change.text.len(), is_in_entry: false });
            self.lines = Lines::new(&self.text);
        }
        self.version = version;
        self.sort = OnceCell::new();
        (self.reading, self.head) = (OnceCell::new(), OnceCell::new());
        if let Some((text, outline)) = before {
            self.outline = OnceCell::from(outline_again(&self.text, &text, outline));
        }
        if let ([splice], Some((kind, header, end))) = (&mut splices[..], around) {
            let stays = entry(self.outline(), splice.gone.start).is_some_and(|now| (now.0, now.1) == (kind, header));
            splice.is_in_entry = stays && splice.gone.end <= end && entries == Some(self.outline().len());
        }
        for splice in splices {
            self.held.typed(splice);
        }
    }

    /// Takes in another text.
    pub(super) fn replace(&mut self, stamp: u64, text: String) {
        self.change(0, vec![ContentChange { range: None, text }], Encoding::Utf8);
        self.stamp = stamp;
    }

    pub(super) fn outline(&self) -> &[Section] {
        self.outline.get_or_init(|| outline(&self.text))
    }

    pub(super) fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| match self.sort() {
            Sort::Deck => read(&self.text),
            Sort::Blueprint => {
                let diagnostics = read_blueprint(&self.text).diagnostics;
                Reading { deck: None, diagnostics, left_out: 0, silenced: Vec::new() }
            }
            Sort::Cases | Sort::Other => {
                Reading { deck: None, diagnostics: Vec::new(), left_out: 0, silenced: Vec::new() }
            }
        })
    }

    /// The deck without its entries.
    pub(super) fn head(&self) -> Option<&Deck> {
        self.head.get_or_init(|| self.deck_of(|_| false)).as_ref()
    }

    /// The deck with the entries that are wanted; others may be in it.
    pub(super) fn deck_of(&self, wanted: impl Fn(&Section) -> bool) -> Option<Deck> {
        (self.sort() == Sort::Deck).then(|| deck_in_part(&self.text, self.outline(), wanted)).flatten()
    }

    pub(super) fn sort(&self) -> Sort {
        *self.sort.get_or_init(|| sort_of_outline(self.outline()))
    }

    /// Nothing stands in it but remarks.
    pub(super) fn is_empty(&self) -> bool {
        self.text.lines().all(|line| line.trim_start().is_empty() || line.trim_start().starts_with('#'))
    }

    /// The id of the deck as far as it can be read, though the deck cannot be used.
    pub(super) fn deck_id(&self) -> Option<&str> {
        self.of_head("id")
    }

    /// The course: the deck's id unless it names one.
    pub(super) fn course(&self) -> Option<&str> {
        self.of_head("course").or_else(|| self.deck_id())
    }

    fn of_head(&self, key: &str) -> Option<&str> {
        let head = self.outline().iter().find(|section| section.path == ["deck"])?;
        head.text(key).map(|spot| spot.text.as_str())
    }

    /// The table in which a byte stands.
    pub(super) fn section_at(&self, offset: usize) -> Option<&Section> {
        self.outline().iter().rfind(|section| section.header.start <= offset)
    }

    /// The entry of an id.
    pub(super) fn entry(&self, id: &str) -> Option<&Section> {
        self.entries().find(|section| section.text("id").is_some_and(|spot| spot.text == id))
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Section> {
        self.outline().iter().filter(|section| section.kind().is_some())
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries().filter_map(|entry| Some(entry.text("id")?.text.as_str()))
    }

    /// Ids that entries had when the file was opened, and that neither an entry nor a `was` has now.
    pub(super) fn gone(&self) -> impl Iterator<Item = &str> {
        let was = self.entries().filter_map(|entry| entry.property("was")).flat_map(|was| &was.texts);
        let known: std::collections::HashSet<&str> = self.ids().chain(was.map(|spot| spot.text.as_str())).collect();
        self.first_ids.iter().map(String::as_str).filter(move |id| !known.contains(id))
    }

    pub(super) fn offset(&self, place: Position, encoding: Encoding) -> usize {
        self.lines.offset(&self.text, place, encoding)
    }

    pub(super) fn range(&self, span: &Span, encoding: Encoding) -> Range {
        self.lines.range(&self.text, span, encoding)
    }

    /// The first byte of the line in which a byte stands.
    pub(super) fn line_start(&self, offset: usize) -> usize {
        self.text[..self.floor(offset)].rfind('\n').map_or(0, |at| at + 1)
    }

    /// The end of that line, without its break.
    pub(super) fn line_end(&self, offset: usize) -> usize {
        let offset = self.floor(offset);
        let end = self.text[offset..].find('\n').map_or(self.text.len(), |at| offset + at);
        if self.text[..end].ends_with('\r') { (end - 1).max(offset) } else { end }
    }

    /// The start of the character in which a byte stands: what is told of a broken text may be about any byte.
    fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }

    /// How lines end in it.
    pub(super) fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}
