//! Anki's gaps, `{{c1::Athens::city}}`, as those of a deck: nested ones, and those that stand on several cards.

use std::collections::HashMap;

use crate::deck;

/// Deeper gaps are refused.
const DEEPEST: usize = 8;
/// Anki's highest number.
const HIGHEST: u32 = 500;

/// A text with gaps, and which of Anki's cards ask them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::exchange) struct Cloze {
    /// Tells the second and later texts of a note apart.
    pub(in crate::exchange) suffix: Option<String>,
    /// In the deck format.
    pub(in crate::exchange) text: String,
    /// A card's number, from 0, and the part that asks it.
    pub(in crate::exchange) asks: Vec<(u32, String)>,
    pub(in crate::exchange) hint: Option<String>,
}

enum Node {
    Text(String),
    Gap(Gap),
}

#[derive(Default)]
struct Gap {
    /// From 1.
    numbers: Vec<u32>,
    inside: Vec<Node>,
    hint: Option<String>,
}

/// The texts that a text with Anki's gaps becomes: one for the innermost gaps, and one for each gap that holds others.
/// None where it has no gap. Each gap is asked alone, the others filled in.
///
/// # Errors
/// A gap is empty, is never closed, or stands too deep.
pub(in crate::exchange) fn clozes(text: &str, accept: &[String]) -> Result<Vec<Cloze>, String> {
    let nodes = parsed(text)?;
    let mut gaps = Vec::new();
    gather(&nodes, &mut gaps);
    if gaps.is_empty() {
        return Ok(Vec::new());
    }
    if gaps.iter().any(|gap| answer(gap).is_empty()) {
        return Err("a gap is empty, or nothing but a picture".to_owned());
    }
    let names = names(&gaps);
    let is_inner = |gap: &Gap| gap.inside.iter().all(|node| matches!(node, Node::Text(_)));
    let inner: Vec<usize> = (0..gaps.len()).filter(|&at| is_inner(gaps[at])).collect();
    let outer = (0..gaps.len()).filter(|at| !inner.contains(at));
    let texts = std::iter::once(inner.clone()).chain(outer.map(|at| vec![at]));
    let cloze = |asked: Vec<usize>| {
        let alone = asked.len() == 1;
        let mut written = String::new();
        let mut at = 0;
        write(&nodes, &mut at, &mut written, &mut |at, gap| {
            asked.contains(&at).then(|| {
                let forms = std::iter::once(answer(gap)).chain(accept.iter().filter(|_| gaps.len() == 1).cloned());
                let forms: Vec<String> = forms.collect();
                deck::gap((!alone).then_some(&*names[at].1), forms.iter().map(String::as_str))
            })
        });
        let part = |at: &usize| if alone { "gap".to_owned() } else { names[*at].1.clone() };
        let hints: Vec<&str> = asked.iter().filter_map(|&at| gaps[at].hint.as_deref()).collect();
        Cloze {
            suffix: (asked != inner).then(|| names[asked[0]].1.clone()),
            text: written,
            asks: asked.iter().map(|at| (names[*at].0 - 1, part(at))).collect(),
            hint: (!hints.is_empty()).then(|| hints.join("; ")),
        }
    };
    Ok(texts.map(cloze).collect())
}

/// The number and name of each gap: `c1`, and `c1-2` for the second gap of that number. One that stands on several
/// cards takes the number that asks for the fewest others.
fn names(gaps: &[&Gap]) -> Vec<(u32, String)> {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for number in gaps.iter().flat_map(|gap| &gap.numbers) {
        *counts.entry(*number).or_default() += 1;
    }
    let mut seen: HashMap<u32, usize> = HashMap::new();
    let name = |gap: &&Gap| {
        let number = *gap.numbers.iter().min_by_key(|number| (counts[number], **number)).expect("a gap has a number");
        let twin = seen.entry(number).or_default();
        *twin += 1;
        (number, if *twin == 1 { format!("c{number}") } else { format!("c{number}-{twin}") })
    };
    gaps.iter().map(name).collect()
}

fn parsed(text: &str) -> Result<Vec<Node>, String> {
    let mut open: Vec<(Gap, Vec<Node>)> = Vec::new();
    let mut nodes: Vec<Node> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        push_text(&mut nodes, &rest[..at]);
        rest = &rest[at..];
        if let Some((numbers, after)) = opening(rest) {
            if open.len() == DEEPEST {
                return Err(format!("gaps stand more than {DEEPEST} deep"));
            }
            open.push((Gap { numbers, ..Gap::default() }, std::mem::take(&mut nodes)));
            rest = after;
        } else if let Some(after) = rest.strip_prefix("}}").filter(|_| !open.is_empty()) {
            let (mut gap, before) = open.pop().expect("one is open");
            gap.inside = std::mem::replace(&mut nodes, before);
            gap.hint = take_hint(&mut gap.inside);
            nodes.push(Node::Gap(gap));
            rest = after;
        } else {
            push_text(&mut nodes, &rest[..1]);
            rest = &rest[1..];
        }
    }
    push_text(&mut nodes, rest);
    if open.is_empty() { Ok(nodes) } else { Err("a gap is never closed".to_owned()) }
}

fn push_text(nodes: &mut Vec<Node>, text: &str) {
    match nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => nodes.push(Node::Text(text.to_owned())),
    }
}

/// `{{c1::`, `{{c1,2::` or `{{c1,c2::`.
fn opening(text: &str) -> Option<(Vec<u32>, &str)> {
    let inner = text.strip_prefix("{{c")?;
    let end = inner.bytes().take(40).position(|byte| !(byte.is_ascii_digit() || byte == b',' || byte == b'c'))?;
    let after = inner[end..].strip_prefix("::")?;
    let numbers = inner[..end].split(',').map(|number| number.trim_start_matches('c').parse::<u32>().ok());
    let numbers = numbers.map(|number| number.filter(|number| (1..=HIGHEST).contains(number)));
    Some((numbers.collect::<Option<Vec<u32>>>()?, after))
}

/// What stands behind `::` at the end of a gap.
fn take_hint(inside: &mut [Node]) -> Option<String> {
    let Some(Node::Text(last)) = inside.last_mut() else { return None };
    let (text, hint) = last.split_once("::").map(|(text, hint)| (text.to_owned(), hint.trim().to_owned()))?;
    *last = text;
    Some(hint).filter(|hint| !hint.is_empty())
}

fn gather<'n>(nodes: &'n [Node], gaps: &mut Vec<&'n Gap>) {
    for node in nodes {
        if let Node::Gap(gap) = node {
            gaps.push(gap);
            gather(&gap.inside, gaps);
        }
    }
}

/// The words of a gap, those of the gaps in it too.
fn answer(gap: &Gap) -> String {
    let mut text = String::new();
    write(&gap.inside, &mut 0, &mut text, &mut |_, _| None);
    deck::braces_joined(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Writes the text; `asked` gives what stands for the gap of that number, in the order of `gather`, or nothing for its
/// words.
fn write(nodes: &[Node], at: &mut usize, text: &mut String, asked: &mut impl FnMut(usize, &Gap) -> Option<String>) {
    for node in nodes {
        match node {
            Node::Text(plain) => text.push_str(&deck::without_gaps(plain)),
            Node::Gap(gap) => {
                let number = *at;
                *at += 1;
                if let Some(written) = asked(number, gap) {
                    text.push_str(&written);
                    let mut inside = Vec::new();
                    gather(&gap.inside, &mut inside);
                    *at += inside.len();
                } else {
                    write(&gap.inside, at, text, asked);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text, what asks what, hint.
    type Expected<'e> = (&'e str, &'e [(u32, &'e str)], &'e str);

    #[track_caller]
    fn becomes(text: &str, expected: &[Expected<'_>]) {
        let found = clozes(text, &[]).expect(text);
        let found: Vec<_> = found
            .iter()
            .map(|one| {
                let asks: Vec<(u32, &str)> = one.asks.iter().map(|(ord, part)| (*ord, part.as_str())).collect();
                (one.text.as_str(), asks, one.hint.as_deref().unwrap_or_default())
            })
            .collect();
        let expected: Vec<_> = expected.iter().map(|(text, asks, hint)| (*text, asks.to_vec(), *hint)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn gaps_are_asked_as_anki_asks_them() {
        becomes("no gap {{x}} {{c::a}} {{c0::a}}", &[]);
        becomes("in {{c1::Athens::city}}.", &[("in {{Athens}}.", &[(0, "gap")], "city")]);
        becomes(
            "{{c1::Luxembourg::city}} since {{c2::1952::year}}",
            &[("{{c1=Luxembourg}} since {{c2=1952}}", &[(0, "c1"), (1, "c2")], "city; year")],
        );
        becomes(
            "{{c1::Malta}} and {{c1::Cyprus}} in {{c2::2004}}",
            &[("{{c1=Malta}} and {{c1-2=Cyprus}} in {{c2=2004}}", &[(0, "c1"), (0, "c1-2"), (1, "c2")], "")],
        );
    }

    #[test]
    fn nested_and_joint_gaps_are_gaps_of_their_own() {
        becomes(
            "The {{c1::Council of the {{c2::Union}}}} adopts.",
            &[
                ("The Council of the {{Union}} adopts.", &[(1, "gap")], ""),
                ("The {{Council of the Union}} adopts.", &[(0, "gap")], ""),
            ],
        );
        for joint in ["{{c1,c2::Commission}}", "{{c1,2::Commission}}"] {
            becomes(
                &format!("{joint} and {{{{c1::Council}}}}"),
                &[("{{c2=Commission}} and {{c1=Council}}", &[(1, "c2"), (0, "c1")], "")],
            );
        }
    }

    #[test]
    fn what_is_no_sound_gap_is_told() {
        for text in ["a {{c1::b", "{{c1::}}", "{{c1:: ::hint}}", &format!("{}x{}", "{{c1::".repeat(9), "}}".repeat(9))]
        {
            assert!(clozes(text, &[]).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_mark_of_anki_s_is_left(text in "(\\{\\{c[12]::|\\}\\}|::|[a-c =|]){0,20}") {
            for one in clozes(&text, &[]).unwrap_or_default() {
                prop_assert!(!one.text.contains("{{c1::"), "{}", one.text);
                let deck = format!("[deck]\nid = \"d\"\ntitle = \"D\"\n[[cloze]]\nid = \"a\"\ntext = '{}'\n", one.text);
                let read = crate::deck::read(&deck);
                let parts: Vec<String> = read.deck.into_iter().flat_map(|deck| {
                    deck.notes.iter().flat_map(|note| crate::card::parts(note, &deck)).map(|part| part.name).collect::<Vec<_>>()
                }).collect();
                let asked: Vec<String> = one.asks.iter().map(|(_, part)| part.clone()).collect();
                prop_assert_eq!(parts, asked, "{}: {:?}", one.text, read.diagnostics);
            }
        }
    }
}
