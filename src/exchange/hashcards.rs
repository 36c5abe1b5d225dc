//! The markdown of hashcards: `Q:` and `A:`, `T:` and `D:` for both ways, `C:` with gaps in brackets, the deck's name in
//! front; headings are topics.

use super::decode;
use super::html::MEDIA;
use super::incoming::{Incoming, Record, tidy};
use crate::card::KindName;
use crate::deck::{excerpt, gap, put_flag, put_list, without_gaps};

/// What a line goes on with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Question,
    Answer,
    Cloze,
    Term,
    Definition,
}

const MARKS: [(&str, Part); 5] =
    [("Q:", Part::Question), ("A:", Part::Answer), ("C:", Part::Cloze), ("T:", Part::Term), ("D:", Part::Definition)];

impl Part {
    /// The part that this one ends, where both belong to one card.
    fn follows(self) -> Option<Self> {
        match self {
            Self::Answer => Some(Self::Question),
            Self::Definition => Some(Self::Term),
            Self::Question | Self::Cloze | Self::Term => None,
        }
    }
}

/// A card as it stands in the file.
#[derive(Default)]
struct Raw {
    line: usize,
    parts: Vec<(Part, String)>,
    topic: Option<String>,
}

impl Raw {
    fn part(&self, wanted: Part) -> Option<&str> {
        self.parts.iter().find(|(part, _)| *part == wanted).map(|(_, text)| text.as_str())
    }
}

/// What a file holds.
#[derive(Default)]
struct Read {
    cards: Vec<Raw>,
    title: Option<String>,
    /// Lines outside any card.
    passed: Vec<(usize, String)>,
    /// Lines with text.
    there: usize,
}

pub(super) fn read(bytes: &[u8]) -> Incoming {
    let (text, encoding) = decode::text(bytes);
    let mut incoming = Incoming::default();
    decode::tell(encoding, &mut incoming);
    let found = cards(&text.replace("\r\n", "\n"));
    incoming.title = found.title;
    for raw in found.cards {
        match record(&raw) {
            Ok(mut record) => {
                put_list(&mut record.draft.table, "topics", &raw.topic.into_iter().collect::<Vec<_>>());
                incoming.records.push(record);
            }
            Err(why) => incoming.refuse(raw.line, why),
        }
    }
    for (line, text) in found.passed {
        incoming.pass_over(line, format!("`{}` stands outside any card", excerpt(&text)));
    }
    incoming
}

/// Lines that belong to cards, lines there are, and cards that are whole.
pub(super) fn fit(text: &str) -> (usize, usize, usize) {
    let found = cards(text);
    let whole = found
        .cards
        .iter()
        .filter(|raw| raw.parts.len() == 2 || raw.part(Part::Cloze).is_some_and(|text| text.contains('[')))
        .count();
    let broken: usize = found.cards.len() - whole;
    (found.there - (found.passed.len() + broken).min(found.there), found.there, whole)
}

fn cards(text: &str) -> Read {
    let mut read = Read::default();
    let mut part: Option<Part> = None;
    let mut topic: Option<String> = None;
    let (mut in_front, mut in_code) = (false, false);
    for (at, line) in text.lines().enumerate() {
        read.there += usize::from(!line.trim().is_empty());
        if line.trim_end() == "---" {
            in_front = at == 0;
            part = None;
            continue;
        }
        if in_front {
            let name = line.split_once('=').filter(|(key, _)| key.trim() == "name");
            read.title = name.map(|(_, name)| name.trim().trim_matches('"').to_owned()).or(read.title);
            continue;
        }
        in_code ^= line.trim_start().starts_with("```");
        if let Some(heading) = heading(line).filter(|_| !in_code) {
            topic = Some(heading);
            part = None;
            continue;
        }
        match MARKS.iter().find_map(|(mark, part)| Some((*part, line.strip_prefix(mark)?))) {
            Some((begun, rest)) if !in_code => {
                if begun.follows().is_none_or(|before| part != Some(before)) {
                    read.cards.push(Raw { line: at + 1, topic: topic.clone(), ..Raw::default() });
                }
                part = Some(begun);
                if let Some(card) = read.cards.last_mut() {
                    card.parts.push((begun, format!("{rest}\n")));
                }
            }
            _ if part.is_some() => {
                if let Some((_, text)) = read.cards.last_mut().and_then(|card| card.parts.last_mut()) {
                    text.extend([line, "\n"]);
                }
            }
            _ if line.trim().is_empty() => {}
            _ => read.passed.push((at + 1, line.trim().to_owned())),
        }
    }
    read
}

/// `# Courts`, without its signs.
fn heading(line: &str) -> Option<String> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && text.starts_with(' ') && !text.trim().is_empty()).then(|| text.trim().to_owned())
}

fn record(raw: &Raw) -> Result<Record, String> {
    let mut record = Record::new(raw.line, KindName::Card);
    if let Some(cloze) = raw.part(Part::Cloze) {
        record.draft.kind = KindName::Cloze;
        let text = without_pictures(cloze, &mut record);
        let (text, count) = gaps(&text);
        if count == 0 {
            return Err("there is no gap in brackets".to_owned());
        }
        record.put("text", &text);
        return Ok(record);
    }
    let both = raw.part(Part::Term).is_some() || raw.part(Part::Definition).is_some();
    let sides = if both { (Part::Term, Part::Definition) } else { (Part::Question, Part::Answer) };
    let question = raw.part(sides.0).map(|text| without_pictures(text, &mut record)).unwrap_or_default();
    let answer = raw.part(sides.1).map(|text| without_pictures(text, &mut record)).unwrap_or_default();
    match (question.is_empty(), answer.is_empty()) {
        (true, _) => return Err("there is no question".to_owned()),
        (_, true) => return Err("there is no answer".to_owned()),
        _ => {}
    }
    // Its users rate themselves: a card stays a card.
    record.put("front", &question);
    record.put("back", &answer);
    put_flag(&mut record.draft.table, "both", both);
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
        written.push_str(&without_gaps(&shown(&rest[..at])));
        let answer = shown(&rest[at + 1..end]);
        let name = (closed > 1).then(|| format!("c{count}"));
        written.push_str(&gap(name.as_deref(), [answer.trim()]));
        rest = &rest[end + 1..];
    }
    written.push_str(&without_gaps(&shown(rest)));
    (written, count)
}
