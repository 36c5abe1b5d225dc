//! Anki's templates: `{{Field}}`, `{{filter:Field}}`, `{{#Field}}…{{/Field}}`, `{{^Field}}…{{/Field}}`, as they show a note.

/// Deeper conditions are not followed.
const DEEPEST: usize = 50;

/// Fields that are not the note's own.
const SPECIAL: [&str; 8] = ["Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID", "Media"];

/// What of a page a script changes.
const WRITES: [&str; 11] = [
    "innerHTML",
    "outerHTML",
    "innerText",
    "textContent",
    "insertAdjacent",
    "appendChild",
    "createElement",
    "document.write",
    "replaceWith",
    ".append(",
    ".html(",
];

/// A template, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet(Vec<Node>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Html(String),
    Field(Shown),
    Front,
    If { field: Condition, filled: bool, then: Vec<Node> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    Field(usize),
    /// `c1`, which holds on the card of that number; `Tags` and the like.
    Other,
}

/// A field as a template shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Its place among the fields of the note type.
    pub(super) at: usize,
    /// `{{type:…}}`: it is typed and compared.
    pub(super) is_typed: bool,
    /// `{{hint:…}}`
    pub(super) is_hint: bool,
    /// `{{cloze:…}}`
    pub(super) is_cloze: bool,
}

/// What a template shows of one note, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'s> {
    /// HTML of the template; whether it stands under a condition.
    Html(&'s str, bool),
    Field(Shown),
    /// The whole front.
    Front,
}

impl Sheet {
    /// Reads a template of a type with these fields.
    ///
    /// # Errors
    /// It cannot be followed: the reason.
    pub(super) fn read(text: &str, fields: &[String]) -> Result<Self, String> {
        let text = without(text, "<!--", "-->");
        check_scripts(&text)?;
        let text = without(&without(&text, "<script", "</script>"), "<style", "</style>");
        let mut open: Vec<(Condition, bool, String, Vec<Node>)> = Vec::new();
        let mut nodes = Vec::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("{{") {
            check_hidden(before)?;
            push_html(&mut nodes, before);
            let (tag, after) = after.split_once("}}").ok_or("a `{{` is never closed")?;
            rest = after.strip_prefix('}').filter(|_| tag.starts_with('{')).unwrap_or(after);
            let tag = tag.trim_start_matches('{').trim();
            match tag.as_bytes().first() {
                None | Some(b'!') => {}
                Some(b'=') => return Err("it changes what stands around a field's name".to_owned()),
                Some(sign @ (b'#' | b'^')) => {
                    if open.len() >= DEEPEST {
                        return Err(format!("conditions stand more than {DEEPEST} deep"));
                    }
                    let name = tag[1..].trim();
                    open.push((condition(name, fields)?, *sign == b'#', name.to_owned(), std::mem::take(&mut nodes)));
                }
                Some(b'/') => {
                    let (field, filled, name, before) = open.pop().ok_or("a condition ends that never began")?;
                    if name != tag[1..].trim() {
                        return Err(format!("the condition of `{name}` is closed by another name"));
                    }
                    let then = std::mem::replace(&mut nodes, before);
                    nodes.push(Node::If { field, filled, then });
                }
                Some(_) => nodes.extend(field(tag, fields)?),
            }
        }
        push_html(&mut nodes, rest);
        if open.is_empty() { Ok(Self(nodes)) } else { Err("a condition is never closed".to_owned()) }
    }

    /// The places of the fields on whose being filled it depends.
    pub(super) fn conditions(&self) -> Vec<usize> {
        fn walk(nodes: &[Node], found: &mut Vec<usize>) {
            for node in nodes {
                if let Node::If { field, then, .. } = node {
                    found.extend(if let Condition::Field(at) = field { Some(*at) } else { None });
                    walk(then, found);
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.0, &mut found);
        found
    }

    /// What it shows of a note: `filled` says which fields hold anything.
    pub(super) fn pieces(&self, filled: &[bool]) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        collect(&self.0, filled, false, &mut pieces);
        pieces
    }

    /// The places of all fields that it shows, whatever its conditions.
    pub(super) fn fields(&self) -> Vec<usize> {
        fn walk(nodes: &[Node], found: &mut Vec<usize>) {
            for node in nodes {
                match node {
                    Node::Field(shown) => found.push(shown.at),
                    Node::If { then, .. } => walk(then, found),
                    Node::Html(_) | Node::Front => {}
                }
            }
        }
        let mut found = Vec::new();
        walk(&self.0, &mut found);
        found
    }
}

fn collect<'s>(nodes: &'s [Node], filled: &[bool], conditional: bool, pieces: &mut Vec<Piece<'s>>) {
    for node in nodes {
        match node {
            Node::Html(html) => pieces.push(Piece::Html(html, conditional)),
            Node::Field(shown) => pieces.push(Piece::Field(*shown)),
            Node::Front => pieces.push(Piece::Front),
            Node::If { field, filled: wanted, then } => {
                let holds = match field {
                    Condition::Field(at) => filled.get(*at).copied().unwrap_or_default(),
                    Condition::Other => true,
                };
                if holds == *wanted {
                    collect(then, filled, true, pieces);
                }
            }
        }
    }
}

fn push_html(nodes: &mut Vec<Node>, html: &str) {
    if !html.is_empty() {
        nodes.push(Node::Html(html.to_owned()));
    }
}

fn place(name: &str, fields: &[String]) -> Option<usize> {
    fields.iter().position(|field| field == name)
}

fn condition(name: &str, fields: &[String]) -> Result<Condition, String> {
    let is_number = name.strip_prefix('c').is_some_and(|digits| digits.parse::<u16>().is_ok());
    match place(name, fields) {
        Some(at) => Ok(Condition::Field(at)),
        None if is_number || SPECIAL.contains(&name) => Ok(Condition::Other),
        None => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> String {
    format!("it asks for the field `{}`, which the type does not have", crate::deck::excerpt(name))
}

/// A field in braces, its filters before it; nothing for what is no part of the note.
fn field(tag: &str, fields: &[String]) -> Result<Option<Node>, String> {
    let mut filters: Vec<&str> = tag.split(':').map(str::trim).collect();
    let name = filters.pop().unwrap_or_default();
    if name == "FrontSide" {
        return Ok(Some(Node::Front));
    }
    if filters.iter().any(|filter| filter.starts_with("tts")) {
        return Ok(None);
    }
    let Some(at) = place(name, fields) else {
        return if SPECIAL.contains(&name) || name.is_empty() { Ok(None) } else { Err(unknown(name)) };
    };
    let has = |wanted: &str| filters.contains(&wanted);
    Ok(Some(Node::Field(Shown { at, is_typed: has("type"), is_hint: has("hint"), is_cloze: has("cloze") })))
}

/// The text without what stands between two marks.
fn without(text: &str, opening: &str, closing: &str) -> String {
    let (lower, mut clean, mut from) = (text.to_ascii_lowercase(), String::new(), 0);
    while let Some(start) = lower[from..].find(opening).map(|at| at + from) {
        clean.push_str(&text[from..start]);
        from = lower[start..].find(closing).map_or(text.len(), |at| start + at + closing.len());
    }
    clean + &text[from..]
}

fn check_scripts(text: &str) -> Result<(), String> {
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(start) = lower[from..].find("<script").map(|at| at + from) {
        let end = lower[start..].find("</script>").map_or(text.len(), |at| at + start);
        let script = &text[start..end];
        if script.contains("{{") || WRITES.iter().any(|word| script.contains(word)) {
            return Err("a script in it makes what is shown".to_owned());
        }
        from = end;
    }
    Ok(())
}

/// A field inside an element that is not shown.
fn check_hidden(before: &str) -> Result<(), String> {
    let Some(tag) = before.trim_end().rsplit('<').next().filter(|tag| before.contains('<') && tag.ends_with('>'))
    else {
        return Ok(());
    };
    let tag: String = tag.to_ascii_lowercase().split_whitespace().collect();
    let hides = ["display:none", "visibility:hidden", "type=\"hidden\""].iter().any(|style| tag.contains(style));
    if hides && !tag.starts_with('/') { Err("it hides a field".to_owned()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Vec<String> {
        ["Front", "Back", "Hint"].map(str::to_owned).into()
    }

    fn shown(template: &str, filled: [bool; 3]) -> String {
        let sheet = Sheet::read(template, &fields()).expect(template);
        let word = |piece: &Piece<'_>| match piece {
            Piece::Html(html, _) => (*html).to_owned(),
            Piece::Field(shown) => format!("[{}{}]", if shown.is_typed { "type " } else { "" }, fields()[shown.at]),
            Piece::Front => "[front]".to_owned(),
        };
        sheet.pieces(&filled).iter().map(word).collect()
    }

    #[test]
    fn a_template_shows_what_anki_shows() {
        for (template, expected) in [
            ("a {{Front}} b", "a [Front] b"),
            ("{{#Hint}}x {{hint:Hint}}{{/Hint}}{{^Hint}}none{{/Hint}}", "none"),
            ("{{#Front}}{{#Back}}{{ Back }}{{/Back}}{{/Front}}", "[Back]"),
            ("{{type:nc:Back}}{{FrontSide}}", "[type Back][front]"),
            ("{{tts en_US:Back}}{{Tags}}{{! a remark }}{{{Back}}}", "[Back]"),
            ("<!-- {{Back}} --><STYLE>{{Back}}</STYLE>x<script>play()</script>", "x"),
            ("{{#Tags}}t{{/Tags}}{{#c1}}one{{/c1}}", "tone"),
        ] {
            assert_eq!(shown(template, [true, true, false]), expected, "{template}");
        }
    }

    #[test]
    fn what_cannot_be_followed_says_why() {
        for template in [
            "{{Front",
            "{{=<% %>=}}",
            "{{#Front}}",
            "{{/Front}}",
            "{{#Front}}{{/Back}}",
            "{{Unknown}}",
            "<script>x.innerHTML = 1</script>",
            "<script>var x = '{{Back}}'</script>",
            "<div style=\"display: none\">{{Back}}</div>",
            &"{{#Front}}".repeat(60),
        ] {
            assert!(Sheet::read(template, &fields()).is_err(), "{template}");
        }
    }
}
