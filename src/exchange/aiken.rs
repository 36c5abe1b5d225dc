//! Aiken's text format: a question, lettered options, and a line `ANSWER: B`.

use super::exercise::{Exercise, Form};
use super::incoming::{Incoming, tidy};
use super::{decode, markup};
use crate::deck::excerpt;
use crate::text::Wrong;

/// A question as it stands in the file.
#[derive(Default)]
struct Block {
    line: usize,
    stem: Vec<String>,
    options: Vec<(char, String)>,
    key: Option<String>,
}

pub(super) fn read(bytes: &[u8]) -> Incoming {
    let (text, encoding) = decode::text(bytes);
    let mut incoming = Incoming::default();
    decode::tell(encoding, &mut incoming);
    for block in blocks(&text) {
        match exercise(&block).and_then(|exercise| exercise.into_record(block.line, &mut incoming)) {
            Ok(record) => incoming.records.push(record),
            Err(why) => incoming.refuse(block.line, why),
        }
    }
    incoming
}

/// Lines that belong to a whole question, lines there are, whole questions, and the first that is none: its line, and why.
pub(super) fn fit(text: &str) -> (usize, usize, usize, Option<(usize, String)>) {
    let there = text.lines().filter(|line| !line.trim().is_empty()).count();
    let (mut lines, mut whole, mut first) = (0, 0, None);
    for block in blocks(text) {
        match exercise(&block) {
            Ok(_) => {
                lines += block.stem.len() + block.options.len() + 1;
                whole += 1;
            }
            Err(why) => first = first.or(Some((block.line, why))),
        }
    }
    (lines, there, whole, first)
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = Block::default();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if open.stem.is_empty() {
            open.line = at + 1;
        }
        if let Some(key) = answer(line) {
            open.key = Some(key.to_owned());
            blocks.push(std::mem::take(&mut open));
        } else if let Some((letter, option)) = lettered(line, open.options.len()).filter(|_| !open.stem.is_empty()) {
            open.options.push((letter, option.to_owned()));
        } else {
            // A line behind the options begins the next question: the answer of this one is missing.
            if !open.options.is_empty() {
                blocks.push(std::mem::replace(&mut open, Block { line: at + 1, ..Block::default() }));
            }
            open.stem.push(line.to_owned());
        }
    }
    if !open.stem.is_empty() {
        blocks.push(open);
    }
    blocks
}

fn answer(line: &str) -> Option<&str> {
    let (word, key) = line.split_once(':')?;
    word.trim().eq_ignore_ascii_case("answer").then(|| key.trim())
}

/// `B. Council`, `b) Council`; a small letter only where it is the next.
fn lettered(line: &str, before: usize) -> Option<(char, &str)> {
    let mut signs = line.chars();
    let next = u8::try_from(before).ok().and_then(|before| b'a'.checked_add(before)).map(char::from);
    let letter =
        signs.next().filter(|letter| letter.is_ascii_uppercase() || Some(*letter) == next)?.to_ascii_uppercase();
    let rest = signs.as_str().strip_prefix(['.', ')'])?;
    let option = rest.trim();
    (rest.starts_with(char::is_whitespace) && !option.is_empty()).then_some((letter, option))
}

fn exercise(block: &Block) -> Result<Exercise, String> {
    let Some(key) = &block.key else { return Err("no line `ANSWER:` says which option is right".to_owned()) };
    if block.options.len() < 2 {
        return Err("there are fewer than two options".to_owned());
    }
    let mut letters = key.chars();
    let letter = letters.next().filter(|_| letters.as_str().is_empty()).map(|letter| letter.to_ascii_uppercase());
    let right = block.options.iter().find(|(own, _)| Some(*own) == letter);
    let Some((letter, right)) = right else {
        return Err(format!("the answer `{}` is none of the options", excerpt(key)));
    };
    let mut lost = Vec::new();
    let mut plain = |text: &str| {
        let plain = markup::plain(&tidy(text));
        lost.extend(plain.lost.into_iter().map(str::to_owned));
        plain.text
    };
    let right = plain(right);
    let wrong = block.options.iter().filter(|(own, _)| own != letter).map(|(_, text)| text);
    let wrong = wrong.map(|text| Wrong { answer: plain(text), because: None }).collect();
    let stem = plain(&block.stem.join("\n"));
    let mut exercise = Exercise::new(&stem, Form::One { right, wrong });
    exercise.lost = lost;
    Ok(exercise)
}
