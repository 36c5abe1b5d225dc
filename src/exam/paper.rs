//! A frozen paper: what is asked, in which order, and everything it is judged by.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::card::{CardId, KindName, MarkingRule, Question};
use crate::deck::{Catalogue, dealt};
use crate::exam::cues;
use crate::exam::draw::generator;
use crate::exam::{Blueprint, PaperItem, Pool, Shortage};
use crate::text::Rivals;

const SCHEMA: u32 = 1;
/// Papers drawn to choose from.
const HANDS: u32 = 24;
/// Above so many questions the first paper is taken as it is.
const LARGE: usize = 100;

/// `A` to `Z`: the same questions in another order, with their options dealt anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Version(char);

impl Version {
    pub(crate) const FIRST: Self = Self('A');

    /// One letter, in either case.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut letters = text.trim().chars();
        let letter = letters.next()?.to_ascii_uppercase();
        (letter.is_ascii_uppercase() && letters.next().is_none()).then_some(Self(letter))
    }

    pub(crate) fn letter(self) -> char {
        self.0
    }
}

/// That of papers and results from before rules had numbers.
pub(super) fn first_rule() -> u32 {
    MarkingRule::Neighbours.number()
}

/// A known answer that a typed one is never taken for, with what it is.
type Rival = (String, Option<String>);

/// A paper, as it is stored with the attempt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Paper {
    schema: u32,
    pub(crate) title: String,
    pub(crate) seed: u64,
    pub(crate) version: Version,
    /// SHA-256 over the questions and their keys, whatever their order: versions of one paper share it.
    pub(crate) fingerprint: String,
    /// Time to sit it, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seconds: Option<u64>,
    /// Per cent of the points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pass: Option<f64>,
    /// The number of the rule by which orders are marked; a paper that names none is of a time that had one.
    #[serde(default = "first_rule")]
    pub(crate) rule: u32,
    pub(crate) items: Vec<PaperItem>,
    /// By course: what typed answers were held against.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    rivals: BTreeMap<String, Vec<Rival>>,
}

impl Paper {
    /// Draws and freezes a paper: the same decks, blueprint, seed and version give the same paper on every platform.
    ///
    /// # Errors
    /// A quota that cannot be met, each with its numbers.
    pub(crate) fn new(
        catalogue: &Catalogue,
        pool: &Pool,
        blueprint: &Blueprint,
        title: String,
        seed: u64,
        version: Version,
    ) -> Result<Self, Vec<Shortage>> {
        let letter = version.letter();
        let mut drawn = least_cues(catalogue, pool, blueprint, seed)?;
        if blueprint.shuffle {
            drawn.sort_by(|(_, a), (_, b)| a.card.cmp(&b.card));
            drawn = dealt(drawn, &mut generator(&format!("order {letter}"), seed));
        } else {
            drawn.sort_by_key(|(at, _)| *at);
        }
        let (mut items, mut rivals) = (Vec::new(), BTreeMap::new());
        for (at, mut item) in drawn {
            item.redeal(&mut generator(&format!("deal {letter} {}", item.card), seed));
            item.points = KindName::parse(&item.kind).map_or(1.0, |kind| blueprint.points_of(kind));
            rivals.entry(item.course.clone()).or_insert_with(|| {
                let pairs = catalogue.rivals(&catalogue.cards[at]).pairs();
                pairs.map(|(answer, about)| (answer.to_owned(), about.map(str::to_owned))).collect()
            });
            items.push(item);
        }
        rivals.retain(|_, known: &mut Vec<Rival>| !known.is_empty());
        let fingerprint = fingerprint(items.iter());
        let (seconds, pass) = (blueprint.seconds, blueprint.pass);
        let rule = MarkingRule::default().number();
        Ok(Self { schema: SCHEMA, title, seed, version, fingerprint, seconds, pass, rule, items, rivals })
    }

    /// Reads a paper back from the log; every question of it can be asked.
    ///
    /// # Errors
    /// What of it cannot be read.
    pub(crate) fn read(value: &serde_json::Value) -> Result<Self, String> {
        let paper: Self = serde_json::from_value(value.clone()).map_err(|cause| cause.to_string())?;
        if paper.schema != SCHEMA {
            return Err(format!("it has the form {}, which this version of acquis does not know", paper.schema));
        }
        let rule = MarkingRule::of_number(paper.rule).ok_or_else(|| {
            format!("its orders are marked by rule {}, which this version of acquis does not know", paper.rule)
        })?;
        paper.items.iter().try_for_each(|item| item.question(rule).map(|_| ()))?;
        Ok(paper)
    }

    /// As it goes into the log.
    pub(crate) fn value(&self) -> serde_json::Value {
        serde_json::to_value(self).expect("a paper is plain data")
    }

    pub(crate) fn question(&self, item: usize) -> Question {
        let rule = MarkingRule::of_number(self.rule).unwrap_or_default();
        self.items[item].question(rule).expect("read or made from a question")
    }

    /// What typed answers to this item are held against.
    pub(crate) fn rivals(&self, item: usize) -> Rivals {
        let known = self.rivals.get(&self.items[item].course).cloned().unwrap_or_default();
        Rivals::new(known)
    }

    /// Points in all.
    pub(crate) fn worth(&self) -> f64 {
        self.items.iter().map(|item| item.points).sum()
    }

    /// The first digits of the fingerprint, for people.
    pub(crate) fn mark(&self) -> &str {
        self.fingerprint.get(..8).unwrap_or(&self.fingerprint)
    }
}

/// Of several papers that could be drawn, the first with the fewest answers that can be read elsewhere on it. Each card
/// comes with its place in the catalogue; which options it offers is settled here, in which order by the version.
fn least_cues(
    catalogue: &Catalogue,
    pool: &Pool,
    blueprint: &Blueprint,
    seed: u64,
) -> Result<Vec<(usize, PaperItem)>, Vec<Shortage>> {
    let mut best: Option<(usize, Vec<(usize, PaperItem)>)> = None;
    for hand in 0..HANDS {
        let cards = pool.draw(blueprint, seed, hand)?;
        let items: Vec<PaperItem> =
            cards.iter().map(|&at| freeze(catalogue, at, pool.id(catalogue, at), seed)).collect();
        let cues = if items.len() > LARGE { 0 } else { cues::count(&items) };
        if best.as_ref().is_none_or(|(fewest, _)| cues < *fewest) {
            best = Some((cues, cards.into_iter().zip(items).collect()));
        }
        if cues == 0 {
            break;
        }
    }
    Ok(best.map(|(_, drawn)| drawn).unwrap_or_default())
}

/// A card as it stands on a paper, under the id that it had then.
pub(super) fn freeze(catalogue: &Catalogue, at: usize, id: &CardId, seed: u64) -> PaperItem {
    let card = &catalogue.cards[at];
    let (note, deck) = (catalogue.note(card), catalogue.deck(card));
    let question = catalogue.question(card, &mut generator(&format!("options {id}"), seed));
    let item = PaperItem::freeze(question, &deck.course, deck.language, card.part.text_hash(), note.revised);
    let item = item.expect("the pool holds no card that its student rates");
    PaperItem { card: id.clone(), work: note.kind.work().map(str::to_owned), ..item }
}

/// The questions by card, each key as if never dealt: order and version leave it alone, a corrected text does not.
pub(super) fn fingerprint<'a>(items: impl Iterator<Item = &'a PaperItem>) -> String {
    let mut items: Vec<&PaperItem> = items.collect();
    items.sort_by(|a, b| a.card.cmp(&b.card));
    let mut hash = Sha256::new();
    for item in items {
        let key = serde_json::to_string(&item.key.clone().undealt()).expect("a key is plain data");
        for piece in [&item.card.to_string(), &item.stem, &key] {
            hash.update(piece);
            hash.update([0x1f]);
        }
    }
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16).unwrap_or('0'));
    hash.finalize().iter().flat_map(digits).collect()
}
