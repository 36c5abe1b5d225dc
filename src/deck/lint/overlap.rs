//! Options of which more than one can be right at once.

use super::course::{Course, options};
use super::hit::Hit;
use crate::card::Key;
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::Language;
use crate::text::roles::{
    AND, ASKED_AT_LEAST, ASKED_SIZE, OR, Phrases, RANGE_FRAME, RANGE_FROM, RANGE_JOINTS, RANGE_OVER, RANGE_TO,
    RANGE_UNDER, Role, UP_TO,
};

/// The most words of a unit.
const UNIT: usize = 2;

/// `overlap`: ranges of numbers or years that share one. Two wrong options may share what they like.
pub(super) fn overlap(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let (Key::OneOf(key), Some((_, wrong))) = (&card.part.key, options(one.note, &card.part)) else { return };
    let all: Vec<&str> = std::iter::once(key.as_str()).chain(wrong).collect();
    let ranges: Vec<Option<Range>> = all.iter().map(|text| Range::read(text)).collect();
    let is_sized = asks_for_one_number(&card.part.stem, one.deck.language);
    if ranges.iter().flatten().any(Range::is_closed) && !is_sized {
        return;
    }
    for later in 1..all.len() {
        let Some(message) = clash((all[0], &ranges[0]), (all[later], &ranges[later]), is_sized) else { continue };
        let hit = Hit::warning(Code::Overlap, entry, message).at("wrong").item(later - 1);
        hits.push(hit.related(entry, "answer", "the answer").help("let every option exclude the others"));
        return;
    }
}

/// The question wants a number, and the options say between which others it lies; "from when to when?" wants the range
/// itself.
fn asks_for_one_number(stem: &str, language: Language) -> bool {
    let stem = stem.to_lowercase();
    ASKED_SIZE.of(language.or_english()).iter().any(|phrase| stem.contains(phrase))
}

/// Two options of which both may hold; `is_sized` where one number is asked for.
fn clash(
    (first, one): (&str, &Option<Range>),
    (second, other): (&str, &Option<Range>),
    is_sized: bool,
) -> Option<String> {
    let shown = || (excerpt(first), excerpt(second));
    if let (Some(a), Some(b)) = (one, other) {
        let (low, high) = (a.low.max(b.low), a.high.min(b.high));
        // "1–7" beside "1–10" asks how far it goes; what shares a piece only leaves two answers.
        let is_within = a.is_closed() && ((a.low, a.high) == (low, high) || (b.low, b.high) == (low, high));
        // "At least 43" beside "at least 53", "under 15" beside "under 18" where no number is asked for: how far it goes is the
        // matter.
        let is_alike = !a.is_closed() && !b.is_closed() && (a.low == i64::MIN) == (b.low == i64::MIN);
        let is_bound = is_alike && (a.is_bound && b.is_bound || !is_sized);
        if a.unit != b.unit || low > high || is_within || is_bound {
            return None;
        }
        let shared = if low == high { format!("share {low}") } else { "overlap".to_owned() };
        let (first, second) = shown();
        return Some(format!("\"{first}\" and \"{second}\" {shared}"));
    }
    None
}

/// From a number to a number, both included, with whatever else the option says.
struct Range {
    low: i64,
    high: i64,
    unit: String,
    /// It has one end, which is included: at least, up to.
    is_bound: bool,
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—")
}

impl Range {
    /// It has both ends.
    fn is_closed(&self) -> bool {
        self.low > i64::MIN && self.high < i64::MAX
    }

    /// Reads `2010–2015`, `10 to 20 %`, `from 5 up to 10`, `more than 20`, `under 10`; nothing for a single number.
    fn read(text: &str) -> Option<Self> {
        let (numbers, words) = parts(text);
        // "More than 5" and "5 or more", not "5 more than before".
        let before = text.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default().to_lowercase();
        let or = |word: &String| OR.has_word(word);
        let behind = words.last().filter(|_| words.iter().rev().nth(1).is_some_and(or)).map(String::as_str);
        let places: Vec<&str> = before.split_whitespace().chain(behind).collect();
        let has = |role: &Role| places.iter().any(|word| role.has_word(word));
        let says = |phrase: &str| phrase.split(' ').all(|part| words.iter().any(|word| word == part));
        let any = |phrases: &Phrases| phrases.all().any(says);
        // "12 rabbits and 23 hens" are no range, "between 12 and 23" is one.
        let is_between = places.iter().any(|word| RANGE_FRAME.has_word(word));
        let joint = |word: &str| is_dash(word) || RANGE_JOINTS.has_word(word) || is_between && AND.has_word(word);
        let joined = words.iter().any(|word| joint(word));
        let (low, high) = match numbers[..] {
            [low, high] if joined && low < high => (low, high),
            [low] if has(&RANGE_OVER) => (low + 1, i64::MAX),
            [low] if has(&RANGE_FROM) || any(&ASKED_AT_LEAST) => (low, i64::MAX),
            [high] if has(&RANGE_UNDER) => (i64::MIN, high - 1),
            [high] if has(&RANGE_TO) || any(&UP_TO) => (i64::MIN, high),
            _ => return None,
        };
        let roles = [&RANGE_OVER, &RANGE_UNDER, &RANGE_FROM, &RANGE_TO, &RANGE_FRAME];
        let frame = |word: &str| joint(word) || roles.iter().any(|role| role.has_word(word));
        // More is said than how many there are: "only above 50 MHz", "at least every 10 minutes".
        let is_said = |word: &&str| !frame(word) && Some(*word) != behind && !any_has(&[&UP_TO, &ASKED_AT_LEAST], word);
        if places.iter().any(is_said) {
            return None;
        }
        let unit: Vec<&str> =
            words.iter().map(String::as_str).filter(|word| !frame(word) && !OR.has_word(word)).collect();
        if unit.len() > UNIT {
            return None;
        }
        let is_bound = low == i64::MIN && !has(&RANGE_UNDER) || high == i64::MAX && !has(&RANGE_OVER);
        Some(Self { low, high, unit: unit.join(" "), is_bound })
    }
}

/// A word of one of these phrases.
fn any_has(phrases: &[&Phrases], word: &str) -> bool {
    phrases.iter().any(|phrases| phrases.all().any(|phrase| phrase.split(' ').any(|part| part == word)))
}

/// The whole numbers of a text (`1 000` is one), and everything between them word by word.
fn parts(text: &str) -> (Vec<i64>, Vec<String>) {
    let (mut numbers, mut words): (Vec<i64>, Vec<String>) = (Vec::new(), Vec::new());
    let spaced: String = text
        .to_lowercase()
        .chars()
        .flat_map(|c| match c {
            '-' | '–' | '—' | '%' | '€' | '$' => vec![' ', c, ' '],
            c => vec![c],
        })
        .collect();
    let mut joins = false;
    for word in spaced.split_whitespace() {
        let digits = word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 15;
        match (digits, word.parse::<i64>()) {
            (true, Ok(value)) => {
                match numbers.last_mut().filter(|last| joins && word.len() == 3 && **last < 1_000_000_000) {
                    Some(last) => *last = *last * 1000 + value,
                    None => numbers.push(value),
                }
                joins = true;
            }
            _ => {
                words.push(word.to_owned());
                joins = false;
            }
        }
    }
    (numbers, words)
}
