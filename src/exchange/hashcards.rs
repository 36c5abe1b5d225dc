//! The markdown of hashcards: `Q:` and `A:`, `C:` with gaps in brackets, the deck's name in front.

use super::decode;
use super::html::MEDIA;
use super::incoming::{Incoming, Record, tidy};
use crate::card::KindName;

/// What a line goes on with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Question,
    Answer,
    Cloze,
}

/// A card as it stands in the file.
#[derive(Default)]
struct Raw {
    line: usize,
    question: Option<String>,
    answer: Option<String>,
    cloze: Option<String>,
}

pub(super) fn read(bytes: &[u8]) -> Incoming {
    let (text, encoding) = decode::text(bytes);
    let mut incoming = Incoming::default();
    decode::tell(encoding, &mut incoming);
    let (cards, title) = cards(&text.replace("\r\n", "\n"));
    incoming.title = title;
    for raw in cards {
        match record(&raw) {
            Ok(record) => incoming.records.push(record),
            Err(why) => incoming.refuse(raw.line, why),
        }
    }
    incoming
}

fn cards(text: &str) -> (Vec<Raw>, Option<String>) {
    let (mut cards, mut title): (Vec<Raw>, Option<String>) = (Vec::new(), None);
    let mut part: Option<Part> = None;
    let mut in_front = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_end() == "---" {
            in_front = at == 0;
            part = None;
            continue;
        }
        if in_front {
            let name = line
                .split_once('=')
                .filter(|(key, _)| key.trim() == "name")
                .map(|(_, name)| name.trim().trim_matches('"'));
            title = name.map(str::to_owned).or(title);
            continue;
        }
        let begins = [("Q:", Part::Question), ("A:", Part::Answer), ("C:", Part::Cloze)];
        let begun = begins.into_iter().find_map(|(mark, part)| Some((part, line.strip_prefix(mark)?)));
        if let Some((begun, rest)) = begun {
            if begun != Part::Answer || part != Some(Part::Question) {
                cards.push(Raw { line: at + 1, ..Raw::default() });
            }
            part = Some(begun);
            push(&mut cards, begun, rest);
        } else if let Some(part) = part {
            push(&mut cards, part, line);
        }
    }
    (cards, title)
}

fn push(cards: &mut [Raw], part: Part, line: &str) {
    let Some(card) = cards.last_mut() else { return };
    let field = match part {
        Part::Question => &mut card.question,
        Part::Answer => &mut card.answer,
        Part::Cloze => &mut card.cloze,
    };
    let text = field.get_or_insert_default();
    text.push_str(line);
    text.push('\n');
}

fn record(raw: &Raw) -> Result<Record, String> {
    let mut record = Record::new(raw.line, KindName::Card);
    if let Some(cloze) = &raw.cloze {
        record.draft.kind = KindName::Cloze;
        let text = without_pictures(cloze, &mut record);
        let (text, count) = gaps(&text);
        if count == 0 {
            return Err("there is no gap in brackets".to_owned());
        }
        record.put("text", &text);
        return Ok(record);
    }
    let question = raw.question.as_deref().map(|text| without_pictures(text, &mut record)).unwrap_or_default();
    let answer = raw.answer.as_deref().map(|text| without_pictures(text, &mut record)).unwrap_or_default();
    match (question.is_empty(), answer.is_empty()) {
        (true, _) => return Err("there is no question".to_owned()),
        (_, true) => return Err("there is no answer".to_owned()),
        _ => {}
    }
    // Its users rate themselves: a card stays a card.
    record.put("front", &question);
    record.put("back", &answer);
    Ok(record)
}

/// `![alt](path)` taken out, and told.
fn without_pictures(text: &str, record: &mut Record) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("![") {
        let end = rest[at..].find("](").and_then(|middle| rest[at + middle..].find(')').map(|end| at + middle + end));
        let Some(end) = end else { break };
        clean.push_str(&rest[..at]);
        rest = &rest[end + 1..];
        record.lose(MEDIA);
    }
    tidy(&(clean + rest))
}

/// `[gap]` as gaps of a deck, and how many; a backslash makes a bracket plain.
fn gaps(text: &str) -> (String, usize) {
    let hidden = text.replace("\\[", "\u{e000}").replace("\\]", "\u{e001}");
    let shown = |text: &str| text.replace('\u{e000}', "[").replace('\u{e001}', "]");
    let closed = hidden.matches('[').count().min(hidden.matches(']').count());
    let (mut written, mut rest, mut count) = (String::new(), hidden.as_str(), 0);
    while let Some(at) = rest.find('[') {
        let Some(end) = rest[at..].find(']').map(|end| at + end) else { break };
        count += 1;
        written.push_str(&shown(&rest[..at]).replace("{{", "{ {"));
        let answer = shown(&rest[at + 1..end]);
        let name = (closed > 1).then(|| format!("c{count}"));
        written.push_str(&crate::deck::gap(name.as_deref(), [answer.trim()]));
        rest = &rest[end + 1..];
    }
    written.push_str(&shown(rest).replace("{{", "{ {"));
    (written, count)
}
