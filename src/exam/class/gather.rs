//! Result files taken in one after the other: judged again, told apart, counted. Of each only a row stays in memory.

use std::collections::BTreeMap;

use crate::card::KindName;
use crate::exam::result::PROGRAM;
use crate::exam::{Blueprint, ResultFile, ResultItem};
use crate::text::Outcome;

use super::asked::{Asked, shortened};
use super::at_hand::{AtHand, By};
use super::editions::Editions;
use super::group::{Group, LeftOut, Sheet, Told};
use super::key::{Judged, Keyed, Keys};
use super::oddity::{Oddity, contradictions, same};
use super::rekey::{Change, Rekey};

/// Which papers belong to the class.
pub(crate) enum Accepts<'a> {
    /// The one that most files have: the same questions, in whatever order.
    Commonest,
    /// Every paper; the students' questions may differ.
    Any,
    /// What a blueprint gives, for its own seed or for each file's.
    Drawn { editions: Box<Editions<'a>>, seed: Option<u64> },
}

/// The results of a class.
pub(crate) struct Class {
    pub(crate) title: String,
    /// Per cent of the points.
    pub(crate) pass: Option<f64>,
    pub(crate) asked: Vec<Asked>,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) odd: Vec<Told>,
    pub(crate) left_out: Vec<LeftOut>,
    /// Attempts or names of which there is more than one, in words.
    pub(crate) notes: Vec<String>,
    /// How many papers had their orders marked by which rule.
    pub(crate) rules: BTreeMap<u32, usize>,
    /// Papers that were sat with another version of the decks than the one at hand.
    pub(crate) other_decks: usize,
    /// Whether every student had the same questions.
    pub(crate) alike: bool,
}

/// Takes files in.
pub(crate) struct Gathering<'a> {
    keys: Keys<'a>,
    /// The decks' own keys, where something is put right; those that were handed out first.
    before: Vec<Keys<'a>>,
    changed: Option<&'a Rekey>,
    accepts: Accepts<'a>,
    /// Points by kind from a blueprint; without one those of the files.
    points: Option<&'a Blueprint>,
    groups: Vec<Group>,
    left_out: Vec<LeftOut>,
    /// The last paper by the decks at hand: most files have the same.
    at_hand: AtHand,
}

impl<'a> Gathering<'a> {
    pub(crate) fn new(
        keys: (Keys<'a>, Vec<Keys<'a>>),
        changed: Option<&'a Rekey>,
        accepts: Accepts<'a>,
        points: Option<&'a Blueprint>,
    ) -> Self {
        let (keys, before) = keys;
        let (groups, left_out) = (Vec::new(), Vec::new());
        Self { keys, before, changed, accepts, points, groups, left_out, at_hand: AtHand::default() }
    }

    /// A file that is no result.
    pub(crate) fn unreadable(&mut self, file: &str, why: String) {
        self.left_out.push(LeftOut { file: file.to_owned(), why, drawn_otherwise: false });
    }

    /// Takes a file in.
    pub(crate) fn take(&mut self, file: &str, result: &ResultFile) {
        self.take_one((file, false), result);
    }

    /// Takes answers in that were given on paper.
    pub(crate) fn take_written(&mut self, row: &str, result: &ResultFile) {
        self.take_one((row, true), result);
    }

    fn take_one(&mut self, (file, on_paper): (&str, bool), result: &ResultFile) {
        let named: Vec<String> = result.items.keys().cloned().collect();
        if let Some((why, drawn_otherwise)) = self.is_none_of_ours(result, &named) {
            return self.left_out.push(LeftOut { file: file.to_owned(), why, drawn_otherwise });
        }
        // Papers from before and after a rename are one.
        let mut cards: Vec<String> = named.iter().map(|card| self.name_today(card)).collect();
        cards.sort();
        let known = self.groups.iter().position(|group| !self.is_commonest() || group.cards == cards);
        let at = known.unwrap_or_else(|| {
            let (title, fingerprint) = (shortened(&result.title), result.fingerprint.clone());
            self.groups.push(Group { cards: cards.clone(), title, fingerprint, ..Group::default() });
            self.groups.len() - 1
        });
        let mut group = std::mem::take(&mut self.groups[at]);
        if !group.is_known(file, result) {
            self.count(&mut group, (file, on_paper), result, &named);
        }
        self.groups[at] = group;
    }

    fn is_commonest(&self) -> bool {
        matches!(self.accepts, Accepts::Commonest)
    }

    /// What a card is called today.
    fn name_today(&mut self, card: &str) -> String {
        self.keys.name_of(card).unwrap_or_else(|| card.to_owned())
    }

    /// Why a blueprint does not give these questions, and whether it gives others for their seed.
    fn is_none_of_ours(&mut self, result: &ResultFile, cards: &[String]) -> Option<(String, bool)> {
        let Accepts::Drawn { editions, seed } = &mut self.accepts else { return None };
        if let Some(own) = seed.filter(|own| *own != result.seed) {
            return Some((format!("another paper: seed {}, the blueprint has {own}", result.seed), false));
        }
        if editions.gives(result.seed, cards) {
            return None;
        }
        Some(match editions.nearest(result.seed, cards).filter(|nearest| !nearest.is_empty()) {
            Some(nearest) => (unlike(nearest, cards), true),
            None => ("the decks at hand give no paper by this blueprint".to_owned(), true),
        })
    }

    fn count(&mut self, group: &mut Group, (file, on_paper): (&str, bool), result: &ResultFile, cards: &[String]) {
        let mut oddities = contradictions(result);
        if !self.at_hand.is_of(result, cards) {
            self.at_hand = AtHand::new(&mut self.keys, &mut self.before, result, cards);
        }
        let print = self.at_hand.fingerprint.as_deref();
        let same_deck = print == Some(result.fingerprint.as_str());
        group.other_decks += usize::from(print.is_some() && !same_deck);
        group.verified += usize::from(same_deck);
        if same_deck {
            oddities.extend(self.texts(result));
            oddities.extend(self.at_hand.order(result));
        }
        let same_judge = same_deck && result.acquis.as_deref().unwrap_or(PROGRAM) == PROGRAM;
        let (mut marks, mut before) = (Vec::new(), 0.0);
        for (card, item) in &result.items {
            let place = self.place(group, card, item, result.seed);
            let (mut mark, mut own, mut plain) = self.mark(card, item, result);
            let of = self.key_of(card, item, result.seed);
            // Words that are not those of the very deck are somebody else's.
            if of != Of::InForce && (!self.before.is_empty() || !same_deck) {
                group.asked[place].other_question.push(file.to_owned());
                match of {
                    Of::Before => mark = plain.unwrap_or(mark),
                    // A file says what its student wants, words and mark: the key in force stays, and is told to be another's.
                    _ => (own, plain) = (None, None),
                }
            }
            // Where only the corrected deck is at hand, a file is held against that.
            if let Some(plain) = plain.or(own).filter(|plain| !same(plain.credit, item.credit)) {
                let (card, says, is) = (card.clone(), item.credit, plain.credit);
                let marks = Oddity::Marks { card: card.clone(), says, is };
                oddities.push(if same_judge { marks } else { Oddity::Otherwise { card, says, is } });
            }
            let asked = &group.asked[place];
            before += plain.map_or_else(|| stated(item), |plain| plain.credit) * asked.points_before;
            let credit = if asked.change == Some(Change::Everyone) { 1.0 } else { mark.credit };
            marks.push((place, Judged { credit, ..mark }, item));
        }
        marks.sort_by_key(|(place, ..)| *place);
        self.tally(group, &marks);
        group.keep((file, on_paper), result, &marks, before);
        if !oddities.is_empty() {
            let name = result.name.as_deref().map(shortened);
            group.odd.push(Told { file: file.to_owned(), name, oddities });
        }
    }

    /// A mark by the key in force, or as stated where there is none; by that key alone; and by the decks' own key.
    fn mark(&mut self, card: &str, item: &ResultItem, result: &ResultFile) -> (Judged, Option<Judged>, Option<Judged>) {
        let judged = |keys: &mut Keys<'a>| match &item.response {
            None => Some(Judged { outcome: Outcome::Wrong, credit: 0.0 }),
            Some(said) => keys.judge(card, result.seed, said, result.rule),
        };
        let ours = judged(&mut self.keys);
        let plain = match self.handed_out() {
            Some(before) => judged(before),
            None => ours,
        };
        // What the decks do not ask any more is judged by those that were handed out.
        let ours = ours.or(plain);
        (ours.unwrap_or_else(|| as_stated(item)), ours, plain)
    }

    /// The keys of the decks that the paper at hand was drawn from, where those in force are others.
    fn handed_out(&mut self) -> Option<&mut Keys<'a>> {
        match self.at_hand.by {
            By::InForce => None,
            By::Before(at) => self.before.get_mut(at),
        }
    }

    /// Whose question stands on a paper: the same words, or the same answer in other words.
    fn key_of(&mut self, card: &str, item: &ResultItem, seed: u64) -> Of {
        let is_of = |keys: &mut Keys<'a>| keys.of(card, seed).map(|keyed| asks_the_same(keyed, item));
        match (is_of(&mut self.keys), self.handed_out().and_then(is_of)) {
            (Some(false), Some(true)) => Of::Before,
            (Some(false), _) => Of::Neither,
            (Some(true) | None, _) => Of::InForce,
        }
    }

    fn texts(&mut self, result: &ResultFile) -> Vec<Oddity> {
        let keys = match self.at_hand.by {
            By::Before(at) => &mut self.before[at],
            By::InForce => &mut self.keys,
        };
        let differs = |(card, item): &(&String, &ResultItem)| {
            keys.of(card, result.seed)
                .is_some_and(|keyed| keyed.item.stem != item.stem || keyed.item.answer != item.answer)
        };
        result.items.iter().filter(differs).map(|(card, _)| Oddity::Text { card: card.clone() }).collect()
    }

    /// The place of a question in its group, made where it is met first.
    fn place(&mut self, group: &mut Group, card: &str, item: &ResultItem, seed: u64) -> usize {
        let card = &self.name_today(card);
        if let Some(place) = group.places.get(card) {
            return *place;
        }
        let change = self.changed.and_then(|changed| changed.of(card)).cloned();
        let keys = match self.at_hand.by {
            By::Before(at) if self.keys.of(card, seed).is_none() => &mut self.before[at],
            _ => &mut self.keys,
        };
        let keyed = keys.of(card, seed).map(|keyed| &*keyed);
        let mut asked = Asked::new(card, item, keyed.filter(|keyed| asks_the_same(keyed, item)), change);
        if let Some(keyed) = keyed {
            (asked.judged, asked.kind) = (true, KindName::parse(&keyed.item.kind));
        }
        if let Some(blueprint) = self.points {
            asked.points_before = asked.kind.map_or(1.0, |kind| blueprint.points_of(kind));
        }
        asked.points = if asked.change == Some(Change::LeftOut) { 0.0 } else { asked.points_before };
        if !asked.accepted.is_empty() {
            asked.refused.extend(self.keys.rivals(card));
        }
        group.places.insert(card.to_owned(), group.asked.len());
        group.asked.push(asked);
        group.asked.len() - 1
    }

    /// Counts the answers of a paper, each with how its giver did.
    fn tally(&mut self, group: &mut Group, marks: &[(usize, Judged, &ResultItem)]) {
        let points = |at: usize| group.asked[at].points;
        let worth: f64 = marks.iter().map(|(at, ..)| points(*at)).sum();
        let reached: f64 = marks.iter().map(|(at, mark, _)| points(*at) * mark.credit).sum();
        let share = |reached: f64, worth: f64| if worth > 0.0 { reached / worth } else { 0.0 };
        for (at, mark, item) in marks {
            let asked = &mut group.asked[*at];
            asked.seen += 1;
            let Some(said) = &item.response else {
                asked.open += 1;
                continue;
            };
            let whole = share(reached, worth);
            let rest = share(reached - asked.points * mark.credit, worth - asked.points);
            let ticked = self.keys.of(&asked.card, 0).map_or_else(|| vec![said.clone()], |keyed| keyed.ticked(said));
            for text in ticked {
                if let Some(option) = asked.options.iter_mut().find(|option| option.text == text) {
                    option.count += 1;
                    option.shares += whole;
                }
            }
            asked.give(said, *mark, whole, rest);
        }
    }

    /// The class, once every file was taken in.
    ///
    /// # Errors
    /// Every file was left out.
    pub(crate) fn finish(mut self) -> Result<Class, Vec<LeftOut>> {
        let best = (0..self.groups.len()).max_by_key(|&at| {
            let group = &self.groups[at];
            (group.sheets.len(), group.verified, std::cmp::Reverse(at))
        });
        let mut left_out = self.left_out;
        let Some(best) = best else { return Err(left_out) };
        let mut kept = self.groups.swap_remove(best);
        for group in self.groups {
            let near = difference(&kept.cards, &group.cards).len() <= kept.cards.len() / 2;
            let why = if near { unlike(&kept.cards, &group.cards) } else { kept.unlike(&group) };
            left_out.extend(group.sheets.into_iter().map(|sheet| LeftOut {
                file: sheet.file,
                why: why.clone(),
                drawn_otherwise: false,
            }));
            left_out.extend(group.left_out);
        }
        left_out.append(&mut kept.left_out);
        left_out.sort_by(|a, b| a.file.cmp(&b.file));
        let alike = kept.asked.iter().all(|asked| asked.seen == kept.sheets.len());
        let notes = kept.told();
        let files = |one: &Sheet, other: &Sheet| one.file.cmp(&other.file);
        kept.sheets.sort_by(|a, b| a.name.is_none().cmp(&b.name.is_none()).then(a.name.cmp(&b.name)).then(files(a, b)));
        let pass = match &self.accepts {
            Accepts::Drawn { editions, .. } => editions.pass(),
            _ => kept.passes.values().max_by_key(|(_, count)| *count).and_then(|(pass, _)| *pass),
        };
        let (title, asked, sheets) = (kept.title, kept.asked, kept.sheets);
        let (odd, rules, other_decks) = (kept.odd, kept.rules, kept.other_decks);
        Ok(Class { title, pass, asked, sheets, odd, left_out, notes, rules, other_decks, alike })
    }
}

/// Whose question a paper has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// That of the keys in force, or none is at hand.
    InForce,
    /// That of the decks before they were put right.
    Before,
    /// Another: nothing at hand can judge its answers.
    Neither,
}

fn asks_the_same(keyed: &Keyed, item: &ResultItem) -> bool {
    keyed.item.stem == item.stem || keyed.item.answer == item.answer
}

/// The mark that a file states.
fn as_stated(item: &ResultItem) -> Judged {
    let outcome = item.outcome.as_deref().and_then(Outcome::parse).unwrap_or(Outcome::Wrong);
    Judged { outcome, credit: stated(item) }
}

/// The credit that a file states, within its bounds.
fn stated(item: &ResultItem) -> f64 {
    if item.credit.is_finite() { item.credit.clamp(0.0, 1.0) } else { 0.0 }
}

fn difference<'b>(one: &'b [String], other: &'b [String]) -> Vec<&'b String> {
    let lacks = |card: &&String, cards: &[String]| !cards.contains(card);
    one.iter().filter(|card| lacks(card, other)).chain(other.iter().filter(|card| lacks(card, one))).collect()
}

/// What is missing and what is foreign.
fn unlike(paper: &[String], cards: &[String]) -> String {
    let told = |of: &[String], without: &[String], what: &str| {
        let lacking: Vec<&str> = of.iter().filter(|card| !without.contains(card)).map(String::as_str).collect();
        let more = lacking.len().saturating_sub(3);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        (!lacking.is_empty()).then(|| format!("{what} {}{rest}", lacking[..lacking.len() - more].join(", ")))
    };
    let told = [told(paper, cards, "it lacks"), told(cards, paper, "it has the foreign")];
    format!("another paper: {}", told.into_iter().flatten().collect::<Vec<_>>().join("; "))
}
