//! Options of which more than one can be right at once.

use super::course::{Course, options};
use super::hit::Hit;
use crate::card::Key;
use crate::deck::excerpt;
use crate::diagnostic::Code;

/// `overlap`: ranges of numbers or years that share one, or an option that is another with something added.
pub(super) fn overlap(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Some(card) = course.cards[one.cards.clone()].first() else { return };
    let (Key::OneOf(key), Some((_, wrong))) = (&card.part.key, options(one.note, &card.part)) else { return };
    let all: Vec<&str> = std::iter::once(key.as_str()).chain(wrong).collect();
    let digits = all.iter().any(|text| text.contains(|c: char| c.is_ascii_digit()));
    let ranges: Vec<Option<Range>> = all.iter().map(|text| if digits { Range::read(text) } else { None }).collect();
    let joined = all.iter().any(|text| [" and ", " et ", " und ", " & "].iter().any(|joint| text.contains(joint)));
    if !digits && !joined {
        return;
    }
    for at in 0..all.len() {
        for later in at + 1..all.len() {
            let Some(message) = clash((all[at], &ranges[at]), (all[later], &ranges[later])) else { continue };
            let hit = Hit::warning(Code::Overlap, entry, message).at("wrong").item(later - 1);
            let (key, label) = if at == 0 { ("answer", "the answer") } else { ("wrong", "the wrong options") };
            hits.push(hit.related(entry, key, label).help("let every option exclude the others"));
            return;
        }
    }
}

fn clash((first, one): (&str, &Option<Range>), (second, other): (&str, &Option<Range>)) -> Option<String> {
    let shown = || (excerpt(first), excerpt(second));
    if let (Some(a), Some(b)) = (one, other) {
        let (low, high) = (a.low.max(b.low), a.high.min(b.high));
        if a.unit != b.unit || low > high {
            return None;
        }
        let shared = if low == high { format!("share {low}") } else { "overlap".to_owned() };
        let (first, second) = shown();
        return Some(format!("\"{first}\" and \"{second}\" {shared}"));
    }
    let contains = extends(first, second) || extends(second, first);
    contains.then(|| {
        let (first, second) = shown();
        format!("\"{first}\" and \"{second}\": one contains the other")
    })
}

/// The second is the first with `and …` added.
fn extends(first: &str, second: &str) -> bool {
    if second.len() <= first.len() {
        return false;
    }
    let rest = second.to_lowercase().strip_prefix(&first.to_lowercase()).map(|rest| rest.trim_start().to_owned());
    let joined = |rest: String| ["and ", "et ", "und ", "& ", ", and "].iter().any(|joint| rest.starts_with(joint));
    first.chars().count() > 2 && rest.is_some_and(joined)
}

/// From a number to a number, both included, with whatever else the option says.
struct Range {
    low: i64,
    high: i64,
    unit: String,
}

impl Range {
    /// Reads `2010–2015`, `10 to 20 %`, `from 5 up to 10`, `more than 20`, `under 10`; nothing for a single number.
    fn read(text: &str) -> Option<Self> {
        let (numbers, words) = parts(text);
        let has = |word: &str| words.iter().any(|known| known == word);
        let joint = ["-", "–", "—", "to", "bis", "à", "and", "et", "und"].iter().any(|joint| has(joint));
        let (low, high) = match numbers[..] {
            [low, high] if joint && low < high => (low, high),
            [low] if ["over", "above", "more", "mehr", "über", "plus"].iter().any(|word| has(word)) => {
                (low + 1, i64::MAX)
            }
            [low] if has("least") || has("mindestens") || has("moins") && has("au") => (low, i64::MAX),
            [high] if ["under", "below", "less", "fewer", "weniger", "unter", "moins"].iter().any(|word| has(word)) => {
                (i64::MIN, high - 1)
            }
            [high] if has("most") || has("up") && has("to") || has("höchstens") => (i64::MIN, high),
            _ => return None,
        };
        let frame = [
            "-",
            "–",
            "—",
            "to",
            "bis",
            "à",
            "and",
            "et",
            "und",
            "between",
            "from",
            "over",
            "above",
            "more",
            "than",
            "at",
            "least",
            "most",
            "under",
            "below",
            "less",
            "fewer",
            "up",
            "mehr",
            "als",
            "über",
            "weniger",
            "unter",
            "mindestens",
            "höchstens",
            "plus",
            "de",
            "moins",
            "au",
            "entre",
            "von",
            "zwischen",
        ];
        let unit: Vec<&str> = words.iter().map(String::as_str).filter(|word| !frame.contains(word)).collect();
        Some(Self { low, high, unit: unit.join(" ") })
    }
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
