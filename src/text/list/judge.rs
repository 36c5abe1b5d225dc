//! Judging lists: order, separators and duplicates do not matter.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use crate::text::form::fold::fold;
use crate::text::key::{ListItem, ListKey, TextKey};
use crate::text::language::lexicon::Lexicon;
use crate::text::list::parts::{
    MOST, Part, behind_count, frames, is_filler, join, numbers_as_breaks, settled, split, without_lead, without_tail,
};
use crate::text::verdict::{Outcome, Refusal, Remark, Verdict};
use crate::text::words::negation::is_given_up;
use crate::text::words::ready::ReadyKey;
use crate::text::words::rivals::Rivals;
use crate::text::words::said::Said;

/// Longer texts are no answers.
const LONGEST: usize = 2_000;
/// So many separated parts may belong to one item.
const LONGEST_ITEM: usize = 4;
/// So many words are held against forms in joined parts, and in parts of parts: what a list of twelve right items needs many
/// times over. Behind it every part is looked at as it stands.
const MOST_LOOKED: usize = 1_500;

/// So many parts may be none, and so many more than are asked for, before the rest is not read: it is wrong by then.
const MOST_LOST: usize = 16;
const LOST_BESIDE: usize = 4;

/// Judges a list typed as one text.
pub(crate) fn check_list(key: &ListKey, rivals: &Rivals, typed: &str, lexicon: &Lexicon) -> Verdict {
    if typed.trim().is_empty() {
        return Verdict::unread();
    }
    let forms = key.items.iter().flat_map(|item| std::iter::once(&item.answer).chain(&item.accept));
    let expected = forms.map(String::len).sum::<usize>() + key.ask.len();
    if typed.chars().nth(LONGEST.min(300 + 3 * expected)).is_some() {
        return Verdict::wrong().with(Remark::Refused(Refusal::TooLong));
    }
    if is_given_up(typed) {
        return Verdict::wrong();
    }
    let keys = text_keys(key);
    let judge = Judge::new(key, &keys, rivals, lexicon);
    let parts = settled(split(&numbers_as_breaks(without_tail(typed))));
    let items: Vec<Item> = judge.best_items(&parts).into_iter().flat_map(|item| judge.apart(item)).collect();
    let [only] = &items[..] else { return judge.verdict(&items) };
    if only.found.is_some()
        || !judge
            .keys
            .iter()
            .filter_map(|ready| ready.key.answers.first())
            .all(|answer| fold(answer).split(' ').count() == 1)
    {
        return judge.verdict(&items);
    }
    judge.verdict(&judge.best_items(&split(&typed.split_whitespace().collect::<Vec<_>>().join("\n"))))
}

/// Judges a list typed item by item.
pub(crate) fn check_items(key: &ListKey, rivals: &Rivals, typed: &[String], lexicon: &Lexicon) -> Verdict {
    let given: Vec<&String> = typed.iter().filter(|item| !fold(item).is_empty()).take(MOST).collect();
    if given.is_empty() {
        return Verdict::unread();
    }
    let keys = text_keys(key);
    let judge = Judge::new(key, &keys, rivals, lexicon);
    let items: Vec<Item> = given.into_iter().map(|text| judge.item(text)).collect();
    judge.verdict(&items)
}

/// What one item came to.
#[derive(Clone)]
struct Item {
    text: String,
    found: Option<(usize, Verdict)>,
    /// None, but nothing that counts as too much.
    filler: bool,
}

impl Item {
    fn found(text: &str, place: usize, verdict: Verdict) -> Self {
        Self { text: text.to_owned(), found: Some((place, verdict)), filler: false }
    }

    fn none(text: &str) -> Self {
        Self { text: text.to_owned(), found: None, filler: is_filler(text) }
    }
}

struct Judge<'a> {
    key: &'a ListKey,
    keys: Vec<ReadyKey<'a>>,
    rivals: &'a Rivals,
    /// The most parts that one of the forms has.
    longest: usize,
    /// Every form of every item, folded.
    folded: Vec<(usize, String)>,
    /// So many words may still be held against forms, beside the parts as they stand.
    left: Cell<usize>,
    /// What was judged before, since the same words come up in several divisions.
    judged: RefCell<HashMap<String, Item>>,
}

/// A key for every item.
fn text_keys(key: &ListKey) -> Vec<TextKey> {
    let of_item = |item: &ListItem| TextKey {
        language: key.language,
        ask: key.ask.clone(),
        answers: std::iter::once(item.answer.clone()).chain(item.accept.iter().cloned()).collect(),
        wrong: key.wrong.clone(),
        strict: key.strict,
        sentence: None,
        entry: key.entry.clone(),
    };
    key.items.iter().map(of_item).collect()
}

impl<'a> Judge<'a> {
    fn new(key: &'a ListKey, keys: &'a [TextKey], rivals: &'a Rivals, lexicon: &'a Lexicon) -> Self {
        let longest = keys.iter().flat_map(|key| &key.answers).map(|answer| split(answer).len()).max().unwrap_or(0);
        let keys = ReadyKey::each(keys, rivals, lexicon);
        let forms = |(place, ready): (usize, &ReadyKey<'a>)| -> Vec<(usize, String)> {
            ready.key.answers.iter().map(|answer| (place, fold(answer))).collect()
        };
        let folded = keys.iter().enumerate().flat_map(forms).collect();
        Self { key, keys, rivals, longest, folded, left: Cell::new(MOST_LOOKED), judged: RefCell::default() }
    }

    fn forms(&self) -> impl Iterator<Item = &'a String> {
        self.keys.iter().flat_map(|ready| &ready.key.answers)
    }

    fn item(&self, text: &str) -> Item {
        if let Some(judged) = self.judged.borrow().get(text) {
            return judged.clone();
        }
        let item = self.fresh(text);
        self.judged.borrow_mut().insert(text.to_owned(), item.clone());
        item
    }

    fn fresh(&self, text: &str) -> Item {
        let folded = fold(text);
        if let Some((place, _)) = self.folded.iter().find(|(_, answer)| *answer == folded) {
            return Item::found(text, *place, Verdict::correct());
        }
        if let Some(bare) = without_lead(text).map(|rest| self.item(rest)).filter(|bare| bare.found.is_some()) {
            return bare;
        }
        if let Some(rest) = behind_count(text) {
            let counted = self.item(rest);
            if counted.found.is_some() {
                return counted;
            }
        }
        let said = Said::new(text, self.key.language);
        let mut close = None;
        for (place, ready) in self.keys.iter().enumerate() {
            match ready.right(&said) {
                Some(verdict) if verdict.outcome == Outcome::Correct => {
                    return Item::found(text, place, verdict);
                }
                right => close = close.or(right.map(|verdict| (place, verdict))),
            }
        }
        self.left.set(self.left.get().saturating_sub(said.looked()));
        close.map_or_else(|| Item::none(text), |(place, verdict)| Item::found(text, place, verdict))
    }

    /// The same of what does not stand between separators as it is: no item once too much was looked at, or the list is lost.
    fn divided(&self, text: &str, lost: bool) -> Item {
        if let Some(judged) = self.judged.borrow().get(text) {
            return judged.clone();
        }
        if self.left.get() == 0 || lost {
            return Item::none(text);
        }
        self.left.set(self.left.get().saturating_sub(text.split(' ').count()));
        self.item(text)
    }

    /// Why a text is none of the items, where it is known to be something else.
    fn refused(&self, text: &str) -> Vec<Remark> {
        if self.key.wrong.is_empty() && self.rivals.is_empty() {
            return Vec::new();
        }
        let known = |verdict: &Verdict| {
            let named = |remark: &Remark| matches!(remark, Remark::KnownWrong { .. } | Remark::Rival { .. });
            verdict.remarks.iter().any(named)
        };
        let refused = self.keys.iter().map(|ready| ready.check(text)).find(known);
        refused.map(|verdict| verdict.remarks).unwrap_or_default()
    }

    /// An item that is none, but several with only blanks or hyphens between, or behind a frame: *the five are China*.
    fn apart(&self, item: Item) -> Vec<Item> {
        if item.found.is_some() || item.filler {
            return vec![item];
        }
        let framed =
            frames().filter_map(|frame| item.text.split_once(&frame)).map(|(_, rest)| self.divided(rest.trim(), false));
        if let Some(found) = framed.into_iter().find(|item| item.found.is_some()) {
            return vec![found];
        }
        let words: Vec<&str> = item.text.split([' ', '-', '–']).filter(|word| !word.is_empty()).take(40).collect();
        self.covered(&words).unwrap_or_else(|| vec![item])
    }

    /// The items that the words are made of, if they are made of items only.
    fn covered(&self, words: &[&str]) -> Option<Vec<Item>> {
        let count = |form: &String| form.split([' ', '-']).count();
        let longest = self.forms().map(count).max().unwrap_or(1).min(8);
        let mut items = Vec::new();
        let mut start = 0;
        while start < words.len() {
            let lengths = (1..=(longest + 1).min(words.len() - start)).rev();
            let (end, found) = lengths
                .map(|length| (start + length, self.divided(&words[start..start + length].join(" "), false)))
                .find(|(_, item)| item.found.is_some())?;
            items.push(found);
            start = end;
        }
        (items.len() > 1).then_some(items)
    }

    /// The division into items that finds most and leaves over least.
    fn best_items(&self, parts: &[Part]) -> Vec<Item> {
        let mut best: Vec<Option<(f64, usize, Item)>> = (0..=parts.len()).map(|_| None).collect();
        let score = |best: &[Option<(f64, usize, Item)>], end: usize| {
            if end == 0 { Some(0.0) } else { best[end].as_ref().map(|(score, ..)| *score) }
        };
        // The fewest parts and joined parts in front of a place that are no items.
        let mut fewest = vec![0; parts.len() + 1];
        let most = MOST_LOST.max(self.needed() + LOST_BESIDE);
        for end in 1..=parts.len() {
            let open = &fewest[end.saturating_sub(LONGEST_ITEM)..end];
            let lost = open.iter().min().is_some_and(|fewest| *fewest >= most);
            fewest[end] = usize::MAX;
            for start in (end.saturating_sub(LONGEST_ITEM)..end).rev() {
                let Some(before) = score(&best, start) else { continue };
                // What is worth less, even if it is found, is not looked at.
                let idle = best[end].as_ref().is_some_and(|(score, ..)| before + 1.0 < *score);
                if idle || start + 1 < end && !self.may_join(&parts[start..end]) {
                    continue;
                }
                let text = join(&parts[start..end]);
                let item = if start + 1 < end || lost { self.divided(&text, lost) } else { self.item(&text) };
                fewest[end] = fewest[end].min(fewest[start] + usize::from(item.found.is_none() && !item.filler));
                let worth = match &item.found {
                    Some((_, verdict)) if verdict.outcome == Outcome::Correct => 1.0,
                    Some(_) => 0.95,
                    None if item.filler => 0.0,
                    None => -1.0,
                };
                let total = before + worth;
                // Of two that are worth the same the longer one is taken.
                if best[end].as_ref().is_none_or(|(score, ..)| total >= *score) {
                    best[end] = Some((total, start, item));
                }
            }
        }
        trace(best)
    }

    /// So many items are asked for.
    fn needed(&self) -> usize {
        self.key.need.clamp(1, self.keys.len().max(1))
    }

    /// Joining parts is tried only where an item itself has a separator in it.
    fn may_join(&self, parts: &[Part]) -> bool {
        self.longest >= parts.len() && parts[1..].iter().all(|part| !part.joint.contains('\n'))
    }

    fn verdict(&self, items: &[Item]) -> Verdict {
        let mut found = vec![false; self.keys.len()];
        let (mut right, mut extras, mut close, mut remarks) = (0_u32, 0_u32, false, Vec::new());
        for item in items.iter().filter(|item| !item.filler) {
            let Some((place, verdict)) = &item.found else {
                extras += 1;
                remarks.push(Remark::Extra(item.text.clone()));
                remarks.extend(self.refused(&item.text));
                continue;
            };
            close |= verdict.outcome == Outcome::Close;
            remarks.extend(verdict.remarks.iter().cloned());
            if !std::mem::replace(&mut found[*place], true) {
                right += 1;
            }
        }
        let needed = u32::try_from(self.needed()).unwrap_or(u32::MAX);
        let share = (f64::from(right.min(needed)) - f64::from(extras)) / f64::from(needed);
        if right < needed {
            let lacking = self.keys.iter().zip(&found).filter(|(_, found)| !**found);
            let missing = lacking.filter_map(|(ready, _)| ready.key.answers.first());
            let lacking = usize::try_from(needed - right).unwrap_or(usize::MAX);
            remarks.extend(missing.take(lacking).map(|answer| Remark::Missing(answer.clone().into())));
        }
        let verdict = Verdict::of_credit(share);
        let outcome = if verdict.outcome == Outcome::Correct && close { Outcome::Close } else { verdict.outcome };
        Verdict { outcome, remarks, ..verdict }
    }
}

fn trace(mut best: Vec<Option<(f64, usize, Item)>>) -> Vec<Item> {
    let (mut items, mut end) = (Vec::new(), best.len() - 1);
    while end > 0 {
        let Some((_, start, item)) = best[end].take() else { break };
        items.push(item);
        end = start;
    }
    items.reverse();
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key::Entry;
    use crate::text::language::Language;

    const ITEMS: [&str; 12] = [
        "gold and silver",
        "iron ore",
        "copper, tin and zinc",
        "lead",
        "European Union Agency",
        "steel products",
        "natural gas",
        "crude oil",
        "rare earth metals",
        "uranium",
        "coal and coke",
        "fresh water",
    ];

    fn key() -> ListKey {
        let item = |answer: &&str| ListItem { answer: (*answer).to_owned(), accept: Vec::new() };
        ListKey {
            language: Language::English,
            ask: "Which twelve?".to_owned(),
            items: ITEMS.iter().map(item).collect(),
            need: ITEMS.len(),
            wrong: Vec::new(),
            strict: false,
            entry: Entry::default(),
        }
    }

    /// The outcome, and how many words were held against forms beside the parts as they stand.
    fn judged(typed: &str) -> (Outcome, usize) {
        let (key, lexicon, rivals) = (key(), Lexicon::embedded(), Rivals::default());
        let keys = text_keys(&key);
        let judge = Judge::new(&key, &keys, &rivals, &lexicon);
        let parts = settled(split(&numbers_as_breaks(without_tail(typed))));
        for item in judge.best_items(&parts) {
            drop(judge.apart(item));
        }
        (check_list(&key, &rivals, typed, &lexicon).outcome, MOST_LOOKED - judge.left.get())
    }

    #[test]
    fn a_long_right_list_is_divided_long_before_the_bound() {
        let right = "the gold and the silver, some iron ore, I think copper, tin and zinc, and also lead, the European \
                     Union Agency, steel products and natural gas, maybe crude oil, the rare earth metals, uranium, no \
                     sorry, uranium, as well as coal and coke, and finally fresh water etc.";
        let (outcome, looked) = judged(right);
        assert_eq!(outcome, Outcome::Correct);
        assert!(looked * 2 < MOST_LOOKED, "{looked}");
        let reversed = ITEMS.iter().rev().copied().collect::<Vec<_>>().join(" and ");
        let (outcome, looked) = judged(&reversed);
        assert_eq!(outcome, Outcome::Correct);
        assert!(looked * 2 < MOST_LOOKED, "{looked}");
    }

    #[test]
    fn many_more_strange_parts_than_items_are_wrong_whatever_else_is_there() {
        // Up to three of them may be one that is too much, as one of the items has three parts.
        let strange: Vec<String> = (0..3 * MOST_LOST).map(|number| format!("thing {number}")).collect();
        let (right, all) = (ITEMS.join("; "), strange.join("; "));
        for text in [format!("{all}; {right}"), format!("{right}; {all}")] {
            assert_eq!(judged(&text).0, Outcome::Wrong, "{text}");
        }
        assert_eq!(judged(&format!("{}; {right}", strange[..4].join("; "))).0, Outcome::Partial);
    }

    #[test]
    fn behind_the_bound_every_part_is_still_looked_at() {
        let nonsense = "tin, and copper and the ore, gas and gold, coke of oil, ".repeat(6);
        let (outcome, _) = judged(&format!("{nonsense}; uranium; fresh water"));
        assert_eq!(outcome, Outcome::Wrong);
        let (key, lexicon, rivals) = (key(), Lexicon::embedded(), Rivals::default());
        let keys = text_keys(&key);
        let judge = Judge::new(&key, &keys, &rivals, &lexicon);
        judge.left.set(0);
        let found = judge.best_items(&split("the uranium; some fresh water"));
        assert!(found.iter().all(|item| item.found.is_some()));
    }
}
