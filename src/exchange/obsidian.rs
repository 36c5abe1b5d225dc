//! Cards in notes of Obsidian, as its plugin for spaced repetition knows them: `front::back`, `front:::back`, a line `?` or
//! `??` between two sides, and `==gaps==`.

use super::incoming::{Incoming, Record, tidy};
use super::{decode, markup};
use crate::card::KindName;
use crate::deck::{excerpt, gap, put_flag, put_list, without_gaps};

/// Lines between blank ones.
struct Paragraph<'t> {
    line: usize,
    lines: Vec<&'t str>,
    topics: Vec<String>,
}

/// A card as its marks make it.
enum Found {
    Sides { front: String, back: String, both: bool },
    Gaps(String),
}

pub(super) fn read(bytes: &[u8]) -> Incoming {
    let (text, encoding) = decode::text(bytes);
    let mut incoming = Incoming::default();
    decode::tell(encoding, &mut incoming);
    for paragraph in paragraphs(&text) {
        let found = cards(&paragraph);
        if found.is_empty() {
            for (at, line) in paragraph.lines.iter().enumerate() {
                incoming.pass_over(paragraph.line + at, format!("`{}` belongs to no card", excerpt(line.trim())));
            }
        }
        for (line, card) in found {
            match record(line, card, &paragraph.topics) {
                Ok(record) => incoming.records.push(record),
                Err(why) => incoming.refuse(line, why),
            }
        }
    }
    incoming
}

/// How many cards there are, and whether a tag or a schedule of the plugin stands in the text.
pub(super) fn fit(text: &str) -> (usize, bool) {
    let count = paragraphs(text).iter().map(|paragraph| cards(paragraph).len()).sum();
    let tagged = text.split_whitespace().any(|word| word == "#flashcards" || word.starts_with("#flashcards/"));
    (count, tagged || text.contains("<!--SR:"))
}

fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let mut paragraphs: Vec<Paragraph<'_>> = Vec::new();
    let mut topics: Vec<String> = Vec::new();
    let (mut in_code, mut in_front, mut open) = (false, false, false);
    for (at, line) in text.lines().enumerate() {
        let bare = line.trim();
        if bare == "---" && (at == 0 || in_front) {
            in_front = at == 0;
            open = false;
            continue;
        }
        in_code ^= bare.starts_with("```");
        if in_front || in_code || bare.starts_with("```") || bare.starts_with("<!--SR:") {
            continue;
        }
        let only_tags = !bare.is_empty() && bare.split_whitespace().all(is_tag);
        let heading = bare.trim_start_matches('#');
        let is_heading = bare.starts_with('#') && heading.starts_with(' ');
        if only_tags {
            topics = bare.split_whitespace().filter_map(topic).collect();
        }
        if bare.is_empty() || only_tags || is_heading {
            open = false;
            continue;
        }
        let line = line.split("<!--SR:").next().unwrap_or_default();
        if open {
            paragraphs.last_mut().expect("one is open").lines.push(line);
        } else {
            paragraphs.push(Paragraph { line: at + 1, lines: vec![line], topics: topics.clone() });
            open = true;
        }
    }
    paragraphs
}

fn is_tag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|name| name.starts_with(char::is_alphabetic))
}

/// `#flashcards/eu/court` as its last part; the plugin's own tag is none.
fn topic(tag: &str) -> Option<String> {
    let name = tag.trim_start_matches('#').rsplit('/').next().unwrap_or_default();
    (name != "flashcards" && !name.is_empty()).then(|| name.to_owned())
}

fn cards(paragraph: &Paragraph<'_>) -> Vec<(usize, Found)> {
    let lines = &paragraph.lines;
    if let Some(at) = lines.iter().position(|line| matches!(line.trim(), "?" | "??")) {
        let side = |lines: &[&str]| lines.join("\n");
        let both = lines[at].trim() == "??";
        return vec![(paragraph.line, Found::Sides { front: side(&lines[..at]), back: side(&lines[at + 1..]), both })];
    }
    let one_line = |(at, line): (usize, &&str)| {
        let line = line.trim().trim_start_matches("- ");
        let (front, back, both) = match (line.split_once(":::"), line.split_once("::")) {
            (Some((front, back)), _) => (front, back, true),
            (None, Some((front, back))) => (front, back, false),
            (None, None) => return None,
        };
        Some((paragraph.line + at, Found::Sides { front: front.to_owned(), back: back.to_owned(), both }))
    };
    let found: Vec<(usize, Found)> = lines.iter().enumerate().filter_map(one_line).collect();
    let text = lines.join("\n");
    if found.is_empty() && gapped(&text).1 > 0 { vec![(paragraph.line, Found::Gaps(text))] } else { found }
}

fn record(line: usize, card: Found, topics: &[String]) -> Result<Record, String> {
    let mut record = Record::new(line, KindName::Card);
    let mut topics = topics.to_vec();
    match card {
        Found::Sides { front, back, both } => {
            let front = words(&front, &mut record, &mut topics);
            let back = words(&back, &mut record, &mut topics);
            match (front.is_empty(), back.is_empty()) {
                (true, _) => return Err("there is no question".to_owned()),
                (_, true) => return Err("there is no answer".to_owned()),
                _ => {}
            }
            record.put("front", &front);
            record.put("back", &back);
            put_flag(&mut record.draft.table, "both", both);
        }
        Found::Gaps(text) => {
            record.draft.kind = KindName::Cloze;
            // The marks of gaps are kept from those of emphasis.
            let hidden = text.replace("==", "\u{e000}");
            let plain = words(&hidden, &mut record, &mut topics).replace('\u{e000}', "==");
            record.put("text", &gapped(&plain).0);
        }
    }
    topics.dedup();
    put_list(&mut record.draft.table, "topics", &topics);
    Ok(record)
}

/// The words of a side; tags in it are topics, the mark of a block (`^abc`) is none of them.
fn words(text: &str, record: &mut Record, topics: &mut Vec<String>) -> String {
    let kept = |line: &str| {
        let words = line.split(' ').filter(|word| {
            if is_tag(word) {
                topics.extend(topic(word));
            }
            !is_tag(word)
        });
        words.collect::<Vec<_>>().join(" ")
    };
    let text = text.lines().map(kept).collect::<Vec<_>>().join("\n");
    let text = match text.trim_end().rsplit_once(" ^") {
        Some((before, mark)) if !mark.is_empty() && mark.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
            before.to_owned()
        }
        _ => text,
    };
    let plain = markup::plain(&text);
    plain.lost.into_iter().for_each(|lost| record.lose(lost));
    tidy(&plain.text)
}

/// `==gap==` as gaps of a deck, and how many.
fn gapped(text: &str) -> (String, usize) {
    let pieces: Vec<&str> = text.split("==").collect();
    let count = (pieces.len() - 1) / 2;
    let mut written = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let is_gap = at % 2 == 1 && at + 1 < pieces.len();
        let fits = !piece.trim().is_empty() && !piece.contains('\n');
        match (is_gap, fits) {
            (true, true) => {
                let name = (count > 1).then(|| format!("c{}", at / 2 + 1));
                written.push_str(&gap(name.as_deref(), [piece.trim()]));
            }
            (true, false) => return (text.to_owned(), 0),
            (false, _) => written.push_str(&without_gaps(piece)),
        }
    }
    (written, count)
}
