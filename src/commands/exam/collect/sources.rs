//! What a class is judged by: the decks at hand, those that were named, and which of the two were handed out.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{CollectArgs, answers, files};
use crate::commands::exam::PaperArgs;
use crate::commands::exam::blueprint::Drawing;
use crate::context::{Context, notice};
use crate::deck::Catalogue;
use crate::diagnostic::nearest;
use crate::error::{Fault, named};
use crate::exam::class::{Editions, Keys, Rekey};
use crate::exam::{Blueprint, Paper, ResultFile, Version};
use crate::library;

/// What a class is judged by.
pub(super) struct Sources {
    /// By a blueprint, with its decks.
    pub(super) drawing: Option<Drawing>,
    /// Every deck at hand, without one.
    every: Option<Catalogue>,
    /// The decks at hand with those of `--deck` in the place of the ones with the same id.
    named: Option<Catalogue>,
    /// Papers were drawn from the named decks, and from the ones at hand they were not: those at hand judge.
    pub(super) handed_out: bool,
    pub(super) rekey: Option<Rekey>,
}

impl Sources {
    pub(super) fn read(args: &CollectArgs, cx: &Context) -> Result<Self> {
        let paper = PaperArgs { blueprint: args.blueprint.clone(), ..PaperArgs::default() };
        let mut sources = Self { drawing: None, every: None, named: None, handed_out: false, rekey: None };
        if args.blueprint.is_some() {
            sources.drawing = Some(Drawing::new(&paper, cx)?);
        } else {
            let (mut library, _) = library::open(&cx.config.decks, &cx.config.removed, &[], cx.cache().as_deref())?;
            std::mem::take(&mut library.notices).iter().try_for_each(|told| notice(told))?;
            sources.every = Some(Catalogue::new(library.into_decks()));
        }
        if !args.deck.is_empty() {
            let (decks, are_known) = overlaid(&args.deck, sources.at_hand())?;
            sources.named = Some(decks);
            sources.handed_out = are_known && sources.were_handed_out(args)?;
        }
        if sources.handed_out {
            let names: Vec<String> = args.deck.iter().map(|path| format!("`{}`", named(path))).collect();
            let told = "as it was handed out: papers are drawn from it, and the decks at hand judge them";
            notice(&format!("{} is the deck {told}", names.join(" and ")))?;
        }
        if let Some(path) = &args.rekey {
            sources.rekey = Some(rekeyed(path, sources.in_force())?);
        }
        Ok(sources)
    }

    pub(super) fn at_hand(&self) -> &Catalogue {
        let drawn = self.drawing.as_ref().map(Drawing::catalogue);
        drawn.or(self.every.as_ref()).expect("one of the two was read")
    }

    fn in_force(&self) -> &Catalogue {
        self.named.as_ref().filter(|_| !self.handed_out).unwrap_or_else(|| self.at_hand())
    }

    /// The keys in force; where they are not those of the decks that a paper was drawn from, these too.
    pub(super) fn keys(&self) -> (Keys<'_>, Vec<Keys<'_>>) {
        let plain = |decks| Keys::new(decks, None);
        let at_hand = || plain(self.at_hand());
        let before = match &self.named {
            Some(named) if self.handed_out => vec![plain(named), at_hand()],
            Some(named) if self.rekey.is_some() => vec![at_hand(), plain(named)],
            Some(_) => vec![at_hand()],
            None => self.rekey.is_some().then(at_hand).into_iter().collect(),
        };
        (Keys::new(self.in_force(), self.rekey.as_ref()), before)
    }

    /// What papers of the blueprint may have been drawn from.
    pub(super) fn editions<'a>(&'a self, drawing: &'a Drawing) -> Editions<'a> {
        let all = std::iter::once(self.at_hand()).chain(&self.named);
        Editions::new(drawing.blueprint(), all.map(|decks| (decks, drawing.selected(decks))))
    }

    /// Whether any paper that is collected has the very questions of the named decks and not of those at hand.
    fn were_handed_out(&self, args: &CollectArgs) -> Result<bool> {
        let Some(decks) = &self.named else { return Ok(false) };
        let (mut named, mut at_hand) = (Keys::new(decks, None), Keys::new(self.at_hand(), None));
        for path in files::files(&args.paths)? {
            let read = library::text_of(&path).ok().and_then(|text| ResultFile::read(&text).ok());
            let Some(result) = read else { continue };
            let cards: Vec<String> = result.items.keys().cloned().collect();
            let print = &result.fingerprint;
            if named.have(&cards, result.seed, print) && !at_hand.have(&cards, result.seed, print) {
                return Ok(true);
            }
        }
        let (Some(path), Some(drawing)) = (&args.answers, &self.drawing) else { return Ok(false) };
        let papers = Papers::new(self, drawing);
        let marks = answers::marks(path)?;
        Ok(marks.iter().any(|mark| papers.by_mark(mark, Version::FIRST).is_some_and(|(_, at_hand)| !at_hand)))
    }
}

/// A paper, and whether it is of the decks at hand.
type Found = (Paper, bool);

/// The papers of a blueprint, for answers that were given on paper.
pub(super) struct Papers<'a> {
    drawing: &'a Drawing,
    editions: Editions<'a>,
    seed: u64,
    names: RefCell<Keys<'a>>,
    /// By mark and version.
    found: RefCell<HashMap<(String, Version), Option<Found>>>,
    /// The decks that `--deck` names are among those that papers are drawn from.
    pub(super) with_named: bool,
}

impl<'a> Papers<'a> {
    pub(super) fn new(sources: &'a Sources, drawing: &'a Drawing) -> Self {
        let (editions, seed) = (sources.editions(drawing), drawing.blueprint().seed.unwrap_or_default());
        let names = RefCell::new(Keys::new(sources.in_force(), None));
        Self { drawing, editions, seed, names, found: RefCell::default(), with_named: sources.named.is_some() }
    }

    pub(super) fn blueprint(&self) -> &Blueprint {
        self.drawing.blueprint()
    }

    /// As the decks at hand give it; where they give none, the named ones.
    pub(super) fn today(&self, version: Version) -> Result<Paper> {
        let paper = self.by_mark("", version).map(|(paper, _)| paper);
        paper.map_or_else(|| self.drawing.paper_by(self.seed, version), Ok)
    }

    /// The one with this mark at its foot, and whether it is of the decks at hand.
    pub(super) fn by_mark(&self, mark: &str, version: Version) -> Option<Found> {
        let mark = mark.to_lowercase();
        let mut found = self.found.borrow_mut();
        let draw = || self.editions.paper(self.drawing.title(), self.seed, version, &mark);
        found.entry((mark.clone(), version)).or_insert_with(draw).clone()
    }

    /// What a card is called today, whatever it is called on a paper or in a table.
    pub(super) fn name_today(&self, card: &str) -> String {
        self.names.borrow_mut().name_of(card).unwrap_or_else(|| card.to_owned())
    }
}

/// The decks with the named ones in the place of those with the same id, and whether each of these is among them.
fn overlaid(files: &[PathBuf], decks: &Catalogue) -> Result<(Catalogue, bool)> {
    let mut all = decks.decks.to_vec();
    let mut are_known = true;
    for path in files {
        for file in library::read_path(path)?.files {
            if file.is_blueprint() {
                continue;
            }
            let name = file.name.clone();
            let Some(deck) = file.reading.deck else { return Err(library::unusable(&name)) };
            // In its place: papers in the authors' order hang on it.
            if let Some(known) = all.iter_mut().find(|known| known.id == deck.id) {
                *known = deck;
            } else {
                are_known = false;
                all.push(deck);
            }
        }
    }
    Ok((Catalogue::new(all), are_known))
}

fn rekeyed(path: &Path, decks: &Catalogue) -> Result<Rekey> {
    let bad = |why: String| Fault::new(format!("`{}` puts no key right: {why}", named(path)));
    let written = Rekey::read(&library::text_of(path)?).map_err(bad)?;
    let mut names = Keys::new(decks, None);
    let rekey = written.renamed(|card| names.name_of(card)).map_err(bad)?;
    let mut keys = Keys::new(decks, Some(&rekey));
    for (card, _) in rekey.iter() {
        match keys.of(card, 0) {
            None => {
                let known: Vec<String> = decks.cards.iter().map(|card| card.id.to_string()).collect();
                let fault = bad(format!("no deck at hand has the card `{}`", card.escape_debug()));
                return Err(match nearest(card, known.iter().map(String::as_str)) {
                    Some(meant) => fault.advice(format!("did you mean `{meant}`?")),
                    None => fault.advice("name the card as `exam collect` shows it: `deck/entry#part`"),
                }
                .into());
            }
            Some(keyed) => {
                if let Some(why) = &keyed.unfit {
                    return Err(bad(format!("{}: {why}", card.escape_debug())).into());
                }
            }
        }
    }
    Ok(rekey)
}
