//! Text out of HTML, and plain text into it. Nothing is fetched and nothing is run.

use quick_xml::escape::resolve_html5_entity;

/// What HTML says in plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) text: String,
    /// What had no words.
    pub(super) lost: Vec<&'static str>,
    /// The names of pictures and sounds, without their folders.
    pub(super) media: Vec<String>,
}

impl Plain {
    pub(super) fn lose(&mut self, what: &'static str) {
        if !self.lost.contains(&what) {
            self.lost.push(what);
        }
    }

    fn lose_file(&mut self, place: &str) {
        self.lose(MEDIA);
        let name = place.rsplit(['/', '\\']).next().unwrap_or(place);
        // A picture written into the page itself has no name.
        if !name.is_empty() && !place.trim_start().starts_with("data:") {
            let name: String = super::incoming::tidy(&name.replace("%20", " ")).chars().take(80).collect();
            if !self.media.contains(&name) {
                self.media.push(name);
            }
        }
    }
}

pub(super) const MEDIA: &str = "pictures and sounds";
pub(super) const FORMATTING: &str = "bold, colours and other formatting";
const TABLES: &str = "the lines of a table";

/// Whether a text without a stated format reads like HTML.
pub(super) fn looks_like(text: &str) -> bool {
    let last = text.rfind('>').unwrap_or_default();
    let tag = text
        .match_indices('<')
        .take_while(|(at, _)| *at < last)
        .any(|(at, _)| text[at + 1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()));
    tag || text.match_indices('&').any(|(at, _)| entity(&text[at..]).is_some())
}

/// The words of HTML, a line for each paragraph, break and item.
pub(super) fn to_text(html: &str) -> Plain {
    let mut plain = Plain::default();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&', '\n']) {
        push(&mut plain.text, &rest[..at]);
        rest = &rest[at..];
        rest = match rest.as_bytes()[0] {
            b'<' => tag(rest, &mut plain),
            b'&' => match entity(rest) {
                Some((text, length)) => {
                    push(&mut plain.text, &text);
                    &rest[length..]
                }
                None => {
                    plain.text.push('&');
                    &rest[1..]
                }
            },
            _ => {
                push(&mut plain.text, " ");
                &rest[1..]
            }
        };
    }
    push(&mut plain.text, rest);
    let lines: Vec<&str> = plain.text.split('\n').map(str::trim).collect();
    let mut text = lines.join("\n");
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    let text = sounds_out(&text, &mut plain);
    plain.text = super::incoming::tidy(&text);
    plain
}

/// Anki's `[sound:name.mp3]`.
fn sounds_out(text: &str, plain: &mut Plain) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("[sound:") {
        let Some(end) = rest[at..].find(']') else { break };
        clean.push_str(&rest[..at]);
        plain.lose_file(&rest[at + "[sound:".len()..at + end]);
        rest = &rest[at + end + 1..];
    }
    clean + rest
}

/// A space that follows another says nothing in HTML.
fn push(text: &mut String, more: &str) {
    if more == " " && text.ends_with([' ', '\n']) {
        return;
    }
    text.push_str(more);
}

/// Reads a tag, and gives what follows it.
fn tag<'t>(rest: &'t str, plain: &mut Plain) -> &'t str {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return comment.find("-->").map_or("", |at| &comment[at + 3..]);
    }
    let inner = rest[1..].trim_start_matches('/');
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        plain.text.push('<');
        return &rest[1..];
    }
    let Some(end) = closing(rest) else {
        plain.text.push('<');
        return &rest[1..];
    };
    let name: String =
        inner.chars().take_while(char::is_ascii_alphanumeric).take(12).collect::<String>().to_ascii_lowercase();
    let after = &rest[end + 1..];
    let opens = !rest.starts_with("</");
    match name.as_str() {
        "br" | "p" | "div" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "blockquote" | "pre" => {
            line(&mut plain.text, name == "p" || name == "br");
        }
        "li" if opens => {
            line(&mut plain.text, false);
            plain.text.push_str("- ");
        }
        "td" | "th" if opens => plain.text.push(' '),
        "table" if opens => plain.lose(TABLES),
        "img" | "audio" | "video" | "source" | "object" | "embed" | "iframe" | "svg" | "canvas" if opens => {
            plain.lose_file(
                attribute(&rest[..end], "src").or_else(|| attribute(&rest[..end], "data")).unwrap_or_default(),
            );
        }
        "script" | "style" if opens => {
            let ends = |(at, _): &(usize, &str)| {
                after[at + 2..].get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(&name))
            };
            return after.match_indices("</").find(ends).map_or("", |(at, _)| tag_end(&after[at..]));
        }
        "b" | "i" | "u" | "strong" | "em" | "font" | "mark" | "s" | "sub" | "sup" | "a" => plain.lose(FORMATTING),
        "span" if rest[..end].contains('=') => plain.lose(FORMATTING),
        _ => {}
    }
    after
}

/// The value of an attribute, in quotes or bare.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let lower = tag.to_ascii_lowercase();
    let start = lower.match_indices(name).find_map(|(at, _)| {
        let blank = lower[..at].ends_with(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'');
        let value = lower[at + name.len()..].trim_start().strip_prefix('=')?;
        blank.then(|| lower.len() - value.trim_start().len())
    })?;
    let value = &tag[start..];
    match value.as_bytes().first()? {
        quote @ (b'"' | b'\'') => value[1..].split(char::from(*quote)).next(),
        _ => value.split(|c: char| c.is_ascii_whitespace() || c == '>').next(),
    }
}

fn tag_end(rest: &str) -> &str {
    rest.find('>').map_or("", |at| &rest[at + 1..])
}

/// The byte of the `>` that ends a tag; one in quotes does not, and another `<` begins anew.
fn closing(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices().skip(1) {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    tag.find('>')
}

fn line(text: &mut String, always: bool) {
    while text.ends_with(' ') {
        text.pop();
    }
    if !text.is_empty() && (always || !text.ends_with('\n')) {
        text.push('\n');
    }
}

/// A character reference at the beginning, and its length.
fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(34).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let resolved = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?.to_string()
        }
        None if name == "nbsp" => " ".to_owned(),
        None => resolve_html5_entity(name)?.to_owned(),
    };
    Some((if resolved == "\u{a0}" { " ".to_owned() } else { resolved }, end + 1))
}

/// A plain text as HTML.
pub(super) fn from_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_is_read_as_its_words() {
        for (html, text) in [
            ("<p>One &amp; two</p>\n<p>three</p>", "One & two\n\nthree"),
            ("a<br>b<br/>c", "a\nb\nc"),
            ("<ul><li>x</li><li>y</li></ul>", "- x\n- y"),
            ("a &lt;b&gt; &eacute;&#8211;&#x2013;&nbsp;c", "a <b> é–– c"),
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("<style>p { x }</style><script>alert('<p>')</script>z", "z"),
            ("<img src=\"a>b.png\"> [sound:x.mp3]after", "after"),
            ("<!-- no --><div>a</div><div>b</div>", "a\nb"),
            ("soft\u{ad}hyphen <", "softhyphen <"),
        ] {
            assert_eq!(to_text(html).text, text, "{html}");
        }
        assert_eq!(to_text("<b>a</b><img src=x>").lost, [FORMATTING, MEDIA]);
        let named =
            to_text("<img alt=x SRC=\"a/b c.png\"><img src=d.jpg>[sound:e.mp3]<img src='data:image/png;base64,AA'>");
        assert_eq!(
            (named.text.as_str(), named.media.as_slice()),
            ("", &["b c.png", "d.jpg", "e.mp3"].map(str::to_owned)[..])
        );
    }

    proptest! {
        #[test]
        fn text_comes_back_from_html(text in "[ -~é\n]{0,60}") {
            let tidied = text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
            prop_assume!(!tidied.contains("\n\n\n") && !text.contains("  ") && !text.contains("[sound:"));
            prop_assert_eq!(to_text(&from_text(&tidied)).text, tidied.trim());
        }

        #[test]
        fn any_html_is_read(html in "(<|>|&|;|\"|'|/|p|img|br|script|style|#|x|!|-| |[a-z]|é){0,80}") {
            to_text(&html);
        }
    }
}
