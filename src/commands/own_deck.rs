//! The student's own decks, in the folder `own` of the data directory: what is added to them is written whole or not at all.

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;

use crate::commands::deck_name::id_and_title;
use crate::commands::select::is_path;
use crate::context::Context;
use crate::deck::{self, Catalogue, Head, Reading, Sheet, answer_shown};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::error::{Fault, named, pasted};
use crate::exchange::{self, Format, Said, Unread, settle};
use crate::files::{self, Existing, Readers};
use crate::library;
use crate::study::{Addition, Workshop};
use crate::text::{Lexicon, When, whole_date};

/// The deck that is made where no other is named.
const DEFAULT: &str = "own";

/// A deck of the student's own.
pub(crate) struct OwnDeck {
    path: PathBuf,
    id: String,
    title: String,
    /// It is studied by default.
    is_studied: bool,
}

/// A deck with one entry more.
struct Made {
    /// The whole text.
    text: String,
    id: String,
    /// Told before it is written.
    lines: Vec<String>,
}

impl OwnDeck {
    /// The deck of that id in the folder of own decks, or at that path; it need not stand there yet.
    ///
    /// # Errors
    /// It is a deck of somebody else's, or no name.
    pub(crate) fn named(to: Option<&str>, cx: &Context) -> Result<Self> {
        let word = to.unwrap_or(DEFAULT);
        if is_path(word) {
            return Self::at(Path::new(word), cx);
        }
        let path = cx.own_folder().join(format!("{word}.toml"));
        let (id, title) = id_and_title(&path);
        if id != word {
            let fault = Fault::new(format!("`{}` is no id of a deck", word.escape_debug()));
            return Err(fault.advice(format!("small letters, digits and hyphens: `{id}`")).into());
        }
        if files::look_behind(&path)?.is_none() {
            Self::not_anothers(word, cx)?;
        }
        let title = if word == DEFAULT { "My own cards".to_owned() } else { title };
        let is_studied = !cx.config.removed.iter().any(|removed| removed == word);
        Ok(Self { path, id, title, is_studied })
    }

    /// A file that the student made, by its path.
    fn at(path: &Path, cx: &Context) -> Result<Self> {
        let path = std::path::absolute(path)?;
        if !cx.is_own(&path) {
            let fault = Fault::new(format!("`{}` is no deck of your own, and is left as it is", named(&path)));
            let advice = "name a deck by a word, as in `--to verbs`, or make a file with `acquis new`";
            return Err(fault.advice(advice).into());
        }
        let (id, title) = id_and_title(&path);
        let is_studied = path.starts_with(cx.own_folder()) || cx.config.decks.contains(&path);
        Ok(Self { path, id, title, is_studied })
    }

    /// No deck in reach that is not the student's has the id.
    fn not_anothers(word: &str, cx: &Context) -> Result<()> {
        let (library, _) = library::open(&cx.config.decks, &[], &[], cx.cache().as_deref())?;
        let decks = library.into_decks();
        let ids: Vec<&str> = decks.iter().flat_map(|deck| [deck.id.as_str(), deck.course.as_str()]).collect();
        if ids.contains(&word) {
            let fault = Fault::new(format!("`{word}` is no deck of your own, and is left as it is"));
            let advice = if word == DEFAULT {
                "`acquis add --to NAME` adds to another deck of your own, and makes it where there is none"
            } else {
                "leave out --to, or name another: it is made where there is none"
            };
            return Err(fault.advice(advice).into());
        }
        Ok(())
    }

    /// The deck with the card as its last entry; what stands in the way, in words.
    fn made(&self, card: &Addition) -> Result<std::result::Result<Made, String>> {
        let old = if files::look_behind(&self.path)?.is_some() { Some(library::text_of(&self.path)?) } else { None };
        let head = Head { id: self.id.clone(), title: self.title.clone(), ..Head::default() };
        let bare = deck::write(&head, &[]).0;
        let entry = match entry(card, &bare) {
            Ok(entry) => entry,
            Err(why) => return Ok(Err(why)),
        };
        let is_fresh = old.is_none();
        let old = old.unwrap_or(bare);
        let before = deck::read(&old);
        if before.deck.is_none() && !is_fresh {
            let path = named(&self.path);
            return Ok(Err(format!("`{path}` cannot be read as it stands; `acquis check {path}` says why")));
        }
        let end = if old.contains("\r\n") { "\r\n" } else { "\n" };
        let gap = if old.ends_with('\n') { end.to_owned() } else { end.repeat(2) };
        let text = format!("{old}{gap}{}", entry.replace('\n', end));
        Ok(checked(&before, text, old.len(), &self.path))
    }
}

/// The entry as `import` guesses it and `check --fix` names it: its text.
fn entry(card: &Addition, head: &str) -> std::result::Result<String, String> {
    if card.question.trim().is_empty() {
        return Err("there is no question".to_owned());
    }
    let (asks, answers) = keys(card.kind.as_deref());
    let mut record = json!({ asks: card.question });
    if !card.answer.is_empty() || card.kind.is_none() {
        record[answers] = answer(card);
    }
    for (key, texts) in [("wrong", &card.wrong), ("topics", &card.topics)] {
        if !texts.is_empty() {
            record[key] = json!(texts);
        }
    }
    if !card.why.is_empty() {
        record["why"] = json!(card.why);
    }
    if let Some(kind) = &card.kind {
        record["kind"] = json!(kind);
    }
    let bytes = json!([record]).to_string();
    let incoming = exchange::read(bytes.as_bytes(), Format::Json, &Said::default()).map_err(|unread| match unread {
        Unread::Format(why) | Unread::Owner(why) => why,
    })?;
    let settled = settle(incoming, "own", None);
    if let Some(refused) = settled.refused.into_iter().next() {
        return Err(refused.why);
    }
    let unnamed: String = first_entry(&settled.text)
        .lines()
        .filter(|line| !line.starts_with("id = "))
        .fold(String::new(), |text, line| text + line + "\n");
    if unnamed.is_empty() {
        return Err("no entry could be made of it".to_owned());
    }
    let whole = format!("{head}\n{unnamed}");
    Ok(first_entry(&deck::fixed(&whole).unwrap_or(whole)).to_owned())
}

/// The answer as its kind has it: the parts of a list stand between semicolons, a date is written as one writes it.
fn answer(card: &Addition) -> serde_json::Value {
    match card.kind.as_deref() {
        Some("list") => {
            let parts = card.answer.split(';').map(str::trim);
            json!(parts.filter(|part| !part.is_empty()).collect::<Vec<_>>())
        }
        Some("date") => {
            let when = whole_date(&card.answer, &Lexicon::embedded()).map(When::iso);
            json!(when.unwrap_or_else(|| card.answer.clone()))
        }
        _ => json!(card.answer),
    }
}

/// Under which keys question and answer go: those of the kind, or those of any table where it is guessed.
fn keys(kind: Option<&str>) -> (&'static str, &'static str) {
    match kind {
        None => ("question", "answer"),
        Some("card") => ("front", "back"),
        Some("cloze") => ("text", "answer"),
        Some("true_false") => ("statement", "answer"),
        Some("date") => ("event", "when"),
        Some("list") => ("ask", "answers"),
        Some(_) => ("ask", "answer"),
    }
}

/// What follows the head of a deck of ours.
fn first_entry(text: &str) -> &str {
    text.find("\n[[").map_or("", |at| &text[at + 1..])
}

/// A text with a new entry at its end, held against what stood there before.
fn checked(before: &Reading, text: String, old: usize, path: &Path) -> std::result::Result<Made, String> {
    let after = deck::read(&text);
    let errors = |reading: &Reading| reading.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    let is_new = |one: &&Diagnostic| one.span.start >= old;
    let count = before.deck.as_ref().map_or(0, |deck| deck.notes.len());
    let note = after.deck.as_ref().and_then(|deck| deck.notes.get(count));
    let (Some(deck), Some(note)) = (&after.deck, note) else {
        let stands = before
            .deck
            .iter()
            .flat_map(|deck| &deck.notes)
            .find(|note| text[old..].contains(&format!("\"{}\"", note.id)));
        return Err(match (stands, after.diagnostics.iter().find(is_new)) {
            (Some(stands), _) => format!("the entry `{}` of `{}` asks that already", stands.id, named(path)),
            (None, Some(wrong)) => wrong.message.clone(),
            (None, None) => format!("`{}` could not take it in", named(path)),
        });
    };
    if errors(&after) > errors(before) {
        let wrong = after.diagnostics.iter().find(|one| one.severity == Severity::Error);
        return Err(wrong.map(|one| one.message.clone()).unwrap_or_default());
    }
    let id = note.id.clone();
    let sheet = Sheet { name: "", text: &text, deck, silenced: &after.silenced, told: true };
    // Whoever notes something at a keyboard knows what is still to come.
    let weak = deck::lint(&[sheet], &[], chrono::NaiveDate::MAX);
    let found = weak.iter().flat_map(|weak| &weak.of_entries).chain(&after.diagnostics).filter(is_new);
    let mut lines = met(deck, &id);
    let told = |one: &Diagnostic| match &one.help {
        Some(help) => format!("mind: {}; {help}", one.message),
        None => format!("mind: {}", one.message),
    };
    lines.extend(found.filter(|one| one.severity == Severity::Warning).map(told));
    Ok(Made { text, id, lines })
}

/// How each card of the entry is asked and answered.
fn met(deck: &crate::card::Deck, entry: &str) -> Vec<String> {
    let catalogue = Catalogue::new(vec![deck.clone()]);
    let cards = catalogue.cards.iter().filter(|card| card.id.entry == entry);
    let told = cards.flat_map(|card| {
        let kind = catalogue.note(card).kind.name().word();
        let answer = answer_shown(&card.part.key, deck.language).replace('\n', "; ");
        [format!("{kind}: {}", card.part.stem), format!("answer: {answer}")]
    });
    told.collect()
}

impl Workshop<anyhow::Error> for OwnDeck {
    fn draft(&mut self, card: &Addition) -> Result<std::result::Result<Vec<String>, String>> {
        Ok(mendable(self.made(card))?.map(|made| made.lines))
    }

    fn add(&mut self, card: &Addition) -> Result<std::result::Result<String, String>> {
        let written = || -> Result<std::result::Result<Made, String>> {
            if let Some(folder) = self.path.parent() {
                files::private_folder(folder).map_err(|cause| {
                    let why = files::reason(&cause);
                    Fault::new(format!("`{}` cannot be made: {why}", named(folder)))
                })?;
            }
            // Another program may be adding a card too.
            let _turn = files::turn(&self.path);
            let made = match self.made(card)? {
                Ok(made) => made,
                Err(why) => return Ok(Err(why)),
            };
            let stands = files::look_behind(&self.path)?;
            if stands.is_some_and(|found| found.permissions().readonly()) {
                return Ok(Err(format!("`{}` may only be read", named(&self.path))));
            }
            files::write(&self.path, made.text.as_bytes(), Existing::Replace, Readers::Owner)?;
            Ok(Ok(made))
        };
        Ok(mendable(written())?.map(|made| {
            let studied = if self.is_studied {
                "it is asked among the new cards".to_owned()
            } else if self.path.parent().is_some_and(|folder| folder.ends_with("own")) {
                format!("the deck is not studied: `acquis decks add {}` adds it", self.id)
            } else {
                format!("the deck is not studied: `acquis decks add {}` adds it", pasted(&self.path.to_string_lossy()))
            };
            format!("added {} to `{}`; {studied}", made.id, named(&self.path))
        }))
    }
}

/// What the disk or the file says is no end: what was typed is offered again.
pub(crate) fn mendable<T>(done: Result<std::result::Result<T, String>>) -> Result<std::result::Result<T, String>> {
    done.or_else(|cause| match cause.downcast::<Fault>() {
        Ok(fault) => Ok(Err(fault.to_string())),
        Err(cause) => Err(cause),
    })
}

/// Words for a kind that is not known.
pub(crate) fn known_kind(word: &str) -> std::result::Result<String, String> {
    let kinds = crate::card::KindName::ALL.map(crate::card::KindName::word);
    if kinds.contains(&word) {
        return Ok(word.to_owned());
    }
    let meant = nearest(word, kinds).map(|kind| format!("; did you mean `{kind}`?")).unwrap_or_default();
    Err(format!("no such kind{meant}"))
}
