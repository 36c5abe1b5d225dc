//! From a command line or a blueprint's file to a paper that can be drawn.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::PaperArgs;
use super::named_decks::NamedDecks;
use crate::card::KindName;
use crate::commands::select::Selection;
use crate::commands::select::{self, Selected, select};
use crate::context::Common;
use crate::context::{Context, notice, notice_drawn};
use crate::deck::{self, Asked, BlueprintFile, Catalogue};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::error::Fault;
use crate::exam::{Blueprint, Paper, Pool, Shortage, Version};
use crate::library::{self, DeckFile};
use crate::ui::report;

/// What papers are drawn from.
pub(super) struct Drawing {
    catalogue: std::rc::Rc<Catalogue>,
    pool: Pool,
    /// Ids of the decks that cards are drawn from.
    decks: BTreeSet<String>,
    blueprint: Blueprint,
    title: String,
    seed: u64,
}

impl Drawing {
    /// # Errors
    /// Unknown decks, topics or kinds; a blueprint with mistakes.
    pub(super) fn new(args: &PaperArgs, cx: &Context) -> Result<Self> {
        let (selected, mut blueprint) = match &args.blueprint {
            Some(path) => from_file(path, cx)?,
            None => from_flags(args, cx)?,
        };
        for told in &selected.notices {
            notice(told)?;
        }
        blueprint.seconds = args.time.or(blueprint.seconds);
        blueprint.pass = args.pass.or(blueprint.pass);
        let pool = Pool::new(&selected.catalogue, &selected.cards);
        let of_deck = |&card: &usize| selected.catalogue.entry(card).0.id.clone();
        let decks = selected.cards.iter().map(of_deck).collect();
        let seed = cx.seed(blueprint.seed);
        let title = blueprint.title.clone().unwrap_or_else(|| title(&selected));
        Ok(Self { catalogue: selected.catalogue, pool, decks, blueprint, title, seed })
    }

    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The title of its papers.
    pub(super) fn title(&self) -> &str {
        &self.title
    }

    /// The cards of these decks that papers are drawn from: those of the decks that the blueprint asks for.
    pub(super) fn selected(&self, catalogue: &Catalogue) -> Vec<usize> {
        let asked = |card: &usize| self.decks.contains(&catalogue.entry(*card).0.id);
        (0..catalogue.cards.len()).filter(asked).collect()
    }

    pub(super) fn blueprint(&self) -> &Blueprint {
        &self.blueprint
    }

    /// # Errors
    /// Too few cards for what is asked, with every number.
    pub(super) fn paper(&self, version: Version) -> Result<Paper> {
        self.paper_by(self.seed, version)
    }

    /// # Errors
    /// Too few cards for what is asked, with every number.
    pub(super) fn paper_by(&self, seed: u64, version: Version) -> Result<Paper> {
        let drawn = Paper::new(&self.catalogue, &self.pool, &self.blueprint, self.title.clone(), seed, version);
        drawn.map_err(|short| {
            let told: Vec<String> = short.iter().map(Shortage::to_string).collect();
            let advice = "ask for fewer, or take more decks; of the parts of an entry and the entries of a group \
                          only one stands on a paper";
            Fault::new(format!("no such paper can be drawn: {}", told.join("; "))).advice(advice).into()
        })
    }
}

fn from_flags(args: &PaperArgs, cx: &Context) -> Result<(Selected, Blueprint)> {
    let (topics, topic) = quotas(&args.topic)?;
    let (kinds, kind) = quotas(&args.kind)?;
    let selection = Selection { decks: args.decks.clone(), topic, kind, ..Selection::default() };
    let selected = select(&selection, cx)?;
    let known = self::topics(&selected);
    if let Some((topic, _)) = topics.iter().find(|(topic, _)| !known.contains(topic.as_str())) {
        return Err(select::unknown("topic", topic, known).into());
    }
    let kinds = kinds
        .into_iter()
        .map(|(word, count)| Ok((select::kind(&word)?, count)))
        .collect::<Result<Vec<(KindName, usize)>>>()?;
    let questions = args.questions.map(usize::from);
    Ok((selected, Blueprint { questions, topics, kinds, ..Blueprint::default() }))
}

/// A word with how many questions are asked for.
type Counted = (String, usize);

/// Words with `=N`, each once, and words without.
fn quotas(words: &[String]) -> Result<(Vec<Counted>, Vec<String>)> {
    let (mut counted, mut bare) = (Vec::<Counted>::new(), Vec::new());
    for word in words {
        let Some((name, count)) = word.rsplit_once('=') else {
            bare.push(word.clone());
            continue;
        };
        let count = count.parse().ok().filter(|count| *count > 0);
        let Some(count) = count else {
            let fault = Fault::new(format!("`{}` has no count behind the `=`", word.escape_debug()));
            return Err(fault.advice(format!("write `{}=3`", name.escape_debug())).into());
        };
        if counted.iter().any(|(known, _)| known == name) {
            return Err(Fault::new(format!("`{}` has two counts", name.escape_debug())).into());
        }
        counted.push((name.to_owned(), count));
    }
    Ok((counted, bare))
}

fn from_file(path: &Path, cx: &Context) -> Result<(Selected, Blueprint)> {
    let text = library::text_of(path)?;
    let name = path.to_string_lossy().into_owned();
    let reading = deck::read_blueprint(&text);
    let Some(written) = &reading.blueprint else { return Err(told(&name, &text, &reading.diagnostics)) };
    let named = NamedDecks::new(path, &words(written), cx)?;
    words(written).iter().filter_map(|word| named.told(word)).try_for_each(|told| notice(&told))?;
    let selected = selected(&named, written, cx).map_err(|cause| {
        let found = unknown_decks(&named, written, cx);
        if found.is_empty() { cause } else { told(&name, &text, &found) }
    })?;
    let found = unknown_topics(written, &selected);
    if !found.is_empty() {
        return Err(told(&name, &text, &found));
    }
    Ok((selected, written.into()))
}

/// Every mistake drawn, then the error that ends the verb.
fn told(name: &str, text: &str, diagnostics: &[Diagnostic]) -> anyhow::Error {
    let drawn = report::render(name, text, diagnostics, crate::ui::Palette::None, 100);
    let fault = Fault::new(format!("the blueprint `{name}` cannot be used"));
    notice_drawn(&drawn).err().unwrap_or_else(|| fault.into())
}

/// The decks as the blueprint names them.
fn words(written: &BlueprintFile) -> Vec<&str> {
    written.decks.iter().map(|(word, _)| word.as_str()).collect()
}

fn selected(named: &NamedDecks, written: &BlueprintFile, cx: &Context) -> Result<Selected> {
    let mut decks = Vec::new();
    for word in words(written) {
        decks.extend(named.words(word)?);
    }
    select(&Selection { decks, ..Selection::default() }, cx)
}

/// The paths of the decks that a blueprint names, as far as they are no ids of decks that are studied.
pub(super) fn paths_of(path: &Path, written: &BlueprintFile, cx: &Context) -> Result<Vec<PathBuf>> {
    let named = NamedDecks::new(path, &words(written), cx)?;
    let found = words(written).into_iter().filter_map(|word| named.words(word).ok()).flatten();
    Ok(found.filter(|word| select::is_path(word)).map(PathBuf::from).collect())
}

/// Adds what `check` finds in blueprints beside what their text shows. Settings are read, for the decks added; nothing
/// is written.
pub(crate) fn check(files: &mut [DeckFile], common: &Common) -> Result<()> {
    for file in files.iter_mut().filter(|file| file.is_blueprint()) {
        let cx = Context::new(common)?;
        file.reading.diagnostics.extend(against_decks(Path::new(&file.name), &file.text, &cx)?);
    }
    Ok(())
}

/// Decks and topics that are not there, and quotas that cannot be met.
fn against_decks(path: &Path, text: &str, cx: &Context) -> Result<Vec<Diagnostic>> {
    let Some(written) = deck::read_blueprint(text).blueprint else { return Ok(Vec::new()) };
    let named = NamedDecks::new(path, &words(&written), cx)?;
    let found = unknown_decks(&named, &written, cx);
    if !found.is_empty() {
        return Ok(found);
    }
    let selected = selected(&named, &written, cx)?;
    let found = unknown_topics(&written, &selected);
    if !found.is_empty() {
        return Ok(found);
    }
    let pool = Pool::new(&selected.catalogue, &selected.cards);
    // Whether quotas can be met does not hang on the seed.
    let short = pool.draw(&Blueprint::from(&written), 0, 0).err().unwrap_or_default();
    Ok(short.iter().map(|one| shortage(&written, one)).collect())
}

fn shortage(written: &BlueprintFile, short: &Shortage) -> Diagnostic {
    let span = match short {
        Shortage::Topic { topic, .. } => written.topics.iter().find(|asked| asked.what == *topic).map(span_of),
        Shortage::Kind { kind, .. } => written.kinds.iter().find(|asked| asked.what == *kind).map(span_of),
        Shortage::Questions { .. } | Shortage::Sum { .. } | Shortage::Together { .. } => None,
    };
    Diagnostic::error(Code::TooFewCards, span.unwrap_or_else(|| written.span.clone()), short.to_string())
        .help("ask for fewer, or take more decks")
}

fn span_of<T>(asked: &Asked<T>) -> std::ops::Range<usize> {
    asked.span.clone()
}

fn unknown_decks(named: &NamedDecks, written: &BlueprintFile, cx: &Context) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (word, span) in &written.decks {
        let one = |decks| select(&Selection { decks, ..Selection::default() }, cx);
        if let Err(cause) = named.words(word).map_err(Into::into).and_then(one) {
            let fault = cause.downcast_ref::<Fault>();
            let message = fault.map_or_else(|| format!("{cause:#}"), |fault| fault.message().to_owned());
            let told = Diagnostic::error(Code::UnknownDeck, span.clone(), message);
            let hint = fault.and_then(Fault::hint).map(str::to_owned);
            let hint = own_advice(word, &named.known_beside()).or(hint);
            found.push(hint.into_iter().fold(told, Diagnostic::help));
        }
    }
    found
}

/// What is meant by a word that names no deck, where the files beside the blueprint tell it: several names in one text, a name
/// like one of theirs, or else what they are called.
fn own_advice(word: &str, beside: &BTreeSet<String>) -> Option<String> {
    // A name that is known has another fault.
    if beside.contains(word) {
        return None;
    }
    let parts: Vec<String> = word.split([',', ';']).map(|part| deck::quoted(part.trim())).collect();
    if parts.len() > 1 {
        return Some(format!("write a list: `decks = [{}]`", parts.join(", ")));
    }
    let begins = || beside.iter().find(|known| known.starts_with(word) || word.starts_with(known.as_str()));
    let near = nearest(word, beside.iter().map(String::as_str)).or_else(|| begins().map(String::as_str));
    let list = || beside.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ");
    match near {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if beside.is_empty() => None,
        None => Some(format!("beside the blueprint are {}; `acquis decks` lists what is studied", list())),
    }
}

/// Topics of the decks that cards are drawn from.
fn topics(selected: &Selected) -> BTreeSet<&str> {
    let decks: BTreeSet<usize> = selected.cards.iter().map(|&card| selected.catalogue.place(card).0).collect();
    let notes = decks.into_iter().flat_map(|deck| selected.catalogue.decks[deck].notes.iter());
    notes.flat_map(|note| &note.topics).map(String::as_str).collect()
}

fn unknown_topics(written: &BlueprintFile, selected: &Selected) -> Vec<Diagnostic> {
    let known = topics(selected);
    let unknown = written.topics.iter().filter(|asked| !known.contains(asked.what.as_str()));
    unknown
        .map(|asked| {
            let message = format!("no entry has the topic `{}`", deck::excerpt(&asked.what));
            let diagnostic = Diagnostic::error(Code::UnknownTopic, asked.span.clone(), message);
            match nearest(&asked.what, known.iter().copied()) {
                Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
                None => diagnostic.help(format!("known are {}", known.iter().copied().collect::<Vec<_>>().join(", "))),
            }
        })
        .collect()
}

/// What the decks of a selection have in common: one deck's title, what titles share in front of a colon, the course.
fn title(selected: &Selected) -> String {
    let mut decks: Vec<&deck::Card> = selected.cards.iter().map(|&at| &selected.catalogue.cards[at]).collect();
    decks.dedup_by_key(|card| card.deck);
    let titles: Vec<&str> = decks.iter().map(|card| selected.catalogue.deck(card).title.as_str()).collect();
    let front = |title: &str| title.split(':').next().unwrap_or_default().trim().to_owned();
    match titles.as_slice() {
        [] => "Self-test".to_owned(),
        [one] => (*one).to_owned(),
        [first, rest @ ..] if rest.iter().all(|title| front(title) == front(first)) => front(first),
        _ => "Self-test".to_owned(),
    }
}
