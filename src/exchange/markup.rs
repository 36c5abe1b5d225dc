//! Markup in text that should have none: HTML, the marks of markdown, Anki's gaps. Read or told, never shown to a student.

use super::html::{self, FORMATTING, MEDIA, Plain};
use super::incoming::tidy;

/// Names of tags that a cell holds when it came from a page; `<i>` in a question about HTML is lost with them, and told.
const TAGS: [&str; 38] = [
    "a",
    "audio",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "td",
    "th",
    "tr",
    "u",
    "ul",
    "video",
    "tbody",
    "html",
];

/// A text of more bytes is too long for a deck anyway, and is refused as it stands.
const LONGEST: usize = 40_000;

/// The words of a text, and what else stood in it.
pub(super) fn plain(text: &str) -> Plain {
    if text.len() > LONGEST {
        return Plain { text: text.to_owned(), ..Plain::default() };
    }
    let mut plain = if has_tags(text) || has_entities(text) || text.contains("[sound:") {
        html::to_text(text)
    } else {
        Plain { text: text.to_owned(), ..Plain::default() }
    };
    if plain.text.contains(['*', '_', '`', '[', '=', '~']) {
        let (text, lost) = without_markdown(&plain.text);
        plain.text = text;
        for what in lost {
            plain.lose(what);
        }
    }
    plain
}

fn has_tags(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        let name: String = rest.chars().take(11).take_while(char::is_ascii_alphanumeric).collect();
        let after = rest[name.len()..].chars().next();
        TAGS.contains(&name.to_ascii_lowercase().as_str())
            && after.is_some_and(|c| c == '>' || c == '/' || c.is_whitespace())
            && rest.contains('>')
    })
}

/// `&nbsp;`, `&amp;`, `&#39;`: what a page writes for a sign.
fn has_entities(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let name: String =
            text[at + 1..].chars().take(10).take_while(|c| c.is_ascii_alphanumeric() || *c == '#').collect();
        name.len() >= 2 && text[at + 1 + name.len()..].starts_with(';')
    })
}

/// Pairs of marks around words, links and pictures taken out.
fn without_markdown(text: &str) -> (String, Vec<&'static str>) {
    let mut lost = Vec::new();
    let mut text = links_out(text, &mut lost);
    for mark in ["**", "__", "~~", "==", "`", "*", "_"] {
        let clean = pairs_out(&text, mark);
        if clean != text {
            lost.push(FORMATTING);
            text = clean;
        }
    }
    (tidy(&text), lost)
}

/// `mark words mark`, where the marks stand at the edges of words.
fn pairs_out(text: &str, mark: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        let inner = &rest[at + mark.len()..];
        let sign = mark.chars().next().unwrap_or_default();
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != sign && c != '\\');
        let before = rest[..at].chars().next_back().or_else(|| clean.chars().next_back());
        let end = inner.find(mark).filter(|end| {
            let words = &inner[..*end];
            !words.is_empty()
                && !words.contains('\n')
                && !words.starts_with([' ', sign])
                && !words.ends_with([' ', '\\'])
                && words.contains(char::is_alphanumeric)
                && edge(inner[end + mark.len()..].chars().next())
        });
        clean.push_str(&rest[..at]);
        match end.filter(|_| edge(before)) {
            Some(end) => {
                clean.push_str(&inner[..end]);
                rest = &inner[end + mark.len()..];
            }
            None => {
                // A run of marks, such as a blank to fill in, is passed over whole.
                let run = rest[at..].len() - rest[at..].trim_start_matches(sign).len();
                clean.push_str(&rest[at..at + run]);
                rest = &rest[at + run..];
            }
        }
    }
    clean + rest
}

/// `[words](address)` as its words, `![words](address)` and `![[file]]` as a picture that is lost.
fn links_out(text: &str, lost: &mut Vec<&'static str>) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let is_picture = rest[..at].ends_with('!');
        let before = if is_picture { &rest[..at - 1] } else { &rest[..at] };
        if let Some(end) = rest[at..].strip_prefix("[[").and_then(|inner| inner.find("]]")) {
            let name = &rest[at + 2..at + 2 + end];
            clean.push_str(before);
            if is_picture {
                lost.push(MEDIA);
            } else {
                clean.push_str(name.rsplit('|').next().unwrap_or(name));
            }
            rest = &rest[at + end + 4..];
            continue;
        }
        let link = rest[at..].find("](").and_then(|middle| {
            let address = &rest[at + middle + 2..];
            let end = address.find(')').filter(|end| !address[..*end].contains(char::is_whitespace))?;
            (!rest[at..at + middle].contains('\n')).then_some((at + middle, at + middle + 2 + end))
        });
        let Some((middle, end)) = link else {
            clean.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        clean.push_str(before);
        if is_picture {
            lost.push(MEDIA);
        } else {
            clean.push_str(&rest[at + 1..middle]);
            lost.push(LINKS);
        }
        rest = &rest[end + 1..];
    }
    clean + rest
}

const LINKS: &str = "the addresses of links";

/// Anki's gaps (`{{c1::…}}`) in a text of another program as those of a deck, with their hint; nothing where there are none.
///
/// # Errors
/// A gap is empty, never closed, or stands within another.
pub(super) fn gaps(text: &str) -> Result<Option<(String, Option<String>)>, String> {
    let mut clozes = super::anki::clozes(text, &[])?.into_iter();
    let first = clozes.next();
    if clozes.next().is_some() {
        return Err("its gaps stand within one another; write a row for each".to_owned());
    }
    Ok(first.map(|cloze| (cloze.text, cloze.hint)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off_and_signs_stay() {
        for (text, expected) in [
            ("<p>Which body <strong>proposes</strong>?</p>", "Which body proposes?"),
            ("AT&amp;T &nbsp;&#39;x&#39;", "AT&T 'x'"),
            ("the **Commission** and __Council__", "the Commission and Council"),
            ("*Homo* `code` ~~no~~", "Homo code no"),
            ("see [the treaty](https://x.eu/a_b) now", "see the treaty now"),
            ("a ![flag](eu.svg) b", "a  b"),
            ("[[Treaty|the treaty]] and [[Act]]", "the treaty and Act"),
            ("2*3*4 = 24 and a * b * c", "2*3*4 = 24 and a * b * c"),
            ("The ____ sits in ___.", "The ____ sits in ___."),
            ("snake_case_name and x < y > z", "snake_case_name and x < y > z"),
            ("vector<int> [1] (2) {3}", "vector<int> [1] (2) {3}"),
            ("Q&A; R&D;", "Q&A; R&D;"),
            ("a == b", "a == b"),
        ] {
            assert_eq!(plain(text).text, expected, "{text}");
        }
    }

    #[test]
    fn what_had_no_words_is_told() {
        assert_eq!(plain("<img src=\"eu.svg\" />").text, "");
        assert_eq!(plain("<img src=\"eu.svg\" />").lost, [MEDIA]);
        assert_eq!(plain("**a** b").lost, [FORMATTING]);
    }
}
