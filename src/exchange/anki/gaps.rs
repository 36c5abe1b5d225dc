//! Anki's gaps, `{{c1::Athens::city}}`, as those of a deck.

use std::collections::HashMap;

/// The text before a gap, its number, its answer and its hint.
type Piece = (String, String, String, Option<String>);

/// `{{c1::Athens::city}}` as gaps of a deck: the text, how many, and a hint where there is but one.
pub(in crate::exchange) fn gaps(text: &str, accept: &[String]) -> (String, usize, Option<String>) {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = text;
    while let Some(found) = next_gap(rest) {
        let (before, number, inner, after) = found;
        let (answer, hint) =
            inner.split_once("::").map_or((inner, None), |(answer, hint)| (answer, Some(hint.to_owned())));
        pieces.push((before.to_owned(), number.to_owned(), answer.trim().to_owned(), hint));
        rest = after;
    }
    let count = pieces.len();
    let mut hint = pieces.first().and_then(|piece| piece.3.clone()).filter(|_| count == 1);
    hint = hint.filter(|hint| !hint.trim().is_empty());
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut written = String::new();
    for (before, number, answer, _) in pieces {
        written.push_str(&before.replace("{{", "{ {"));
        let twin = seen.entry(number.clone()).or_default();
        *twin += 1;
        let name = match (count, *twin) {
            (1, _) => String::new(),
            (_, 1) => format!("c{number}="),
            (_, twin) => format!("c{number}-{twin}="),
        };
        let forms = std::iter::once(&answer).chain(if count == 1 { accept } else { &[] });
        let forms = forms.map(|form| form.replace('|', "\\|").replace('=', "\\=").replace('}', "\\}"));
        written.push_str(&format!("{{{{{name}{}}}}}", forms.collect::<Vec<_>>().join("|")));
    }
    written.push_str(&rest.replace("{{", "{ {"));
    (written, count, hint)
}

/// What stands before the next gap, its number, what stands in it, and what follows.
fn next_gap(text: &str) -> Option<(&str, &str, &str, &str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find("{{c").map(|at| at + from) {
        let inner = &text[at + 3..];
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=3).contains(&digits)
            && let Some(rest) = inner[digits..].strip_prefix("::")
            && let Some(end) = rest.find("}}")
        {
            return Some((&text[..at], &inner[..digits], &rest[..end], &rest[end + 2..]));
        }
        from = at + 3;
    }
    None
}
