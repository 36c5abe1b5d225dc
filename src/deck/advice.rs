//! Advice taken at its word, as changes of the text for an author to choose: what the program knows to write, but may not
//! write unasked, since it can change what was meant.

mod entries;
mod pieces;
#[cfg(test)]
mod tests;

use super::quoted;
use super::read::{Property, Section, read, read_blueprint};
use super::sort::{Sort, sort_of};
use crate::card::Span;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};

/// The changes that a finding's advice names; none where it leaves the wording to the author. `outline` is that of the text.
pub(crate) fn advised(text: &str, outline: &[Section], found: &Diagnostic) -> Vec<Edit> {
    let section = outline.iter().rfind(|section| section.header.start <= found.span.start);
    let property = section.and_then(|section| {
        section.properties.iter().find(|one| one.key_span.start <= found.span.start && found.span.end <= one.value.end)
    });
    let told = Told { text, found, outline, section, property };
    let mut edits = told.several();
    if edits.is_empty() {
        edits.extend(told.one());
    }
    let is_wrong = found.severity == Severity::Error;
    // Below a header that is none nothing was read: what is wrong there comes to light with the right one.
    let is_header = found.code == Code::UnknownTable;
    if !is_header && section.is_some_and(|section| !mends(text, outline, section, &edits, is_wrong)) {
        return Vec::new();
    }
    edits
}

/// Whether an entry has fewer errors with some changes than without; for what was no error, not more of them.
fn mends(text: &str, outline: &[Section], section: &Section, edits: &[Edit], is_wrong: bool) -> bool {
    let whole = section.header.start..section.body.end;
    let is_inside = edits.iter().all(|edit| whole.start <= edit.span.start && edit.span.end <= whole.end);
    if edits.is_empty() || section.header.is_empty() || !is_inside {
        return true;
    }
    let errors = |found: Vec<Diagnostic>| found.iter().filter(|one| one.severity == Severity::Error).count();
    if sort_of(text) == Sort::Blueprint {
        let alone = |text: &str| errors(read_blueprint(text).diagnostics);
        return alone(&changed(text, 0, edits)) + usize::from(is_wrong) <= alone(text);
    }
    // With the sources and what is usual in the deck, as far as it stands above all entries.
    let head = outline.iter().find(|section| section.kind().is_some()).map_or(0, |first| first.header.start);
    let head = if head > 0 && head <= whole.start { &text[..head] } else { "[deck]\nid = \"d\"\ntitle = \"D\"\n" };
    let alone = |entry: &str| errors(read(&format!("{head}{entry}")).diagnostics);
    let before = &text[whole.clone()];
    alone(&changed(before, whole.start, edits)) + usize::from(is_wrong) <= alone(before)
}

/// A piece of a text that begins at a byte of it, with changes made.
fn changed(piece: &str, start: usize, edits: &[Edit]) -> String {
    let mut in_order: Vec<&Edit> = edits.iter().collect();
    in_order.sort_by_key(|edit| edit.span.start);
    let mut after = piece.to_owned();
    for edit in in_order.into_iter().rev() {
        after.replace_range(edit.span.start - start..edit.span.end - start, &edit.text);
    }
    after
}

struct Told<'a> {
    text: &'a str,
    found: &'a Diagnostic,
    outline: &'a [Section],
    section: Option<&'a Section>,
    property: Option<&'a Property>,
}

impl Told<'_> {
    /// Advice that is one change.
    fn one(&self) -> Option<Edit> {
        match self.found.code {
            Code::DoubledWord => self.once().or_else(|| self.without_first_word()),
            Code::NegativeStem => self.emphasised(),
            Code::SingleBraces | Code::GapForm => self.other_gap(),
            Code::FactWording => self.without_mark().or_else(|| self.rewritten()).or_else(|| self.other_text()),
            Code::UnusedSource => self.section.and_then(|section| self.without_source(section)),
            Code::UnusedAllow => self.without_text().or_else(|| self.nearest()),
            Code::WrongByForm | Code::LiveWas | Code::FormOfRival => self.without_text(),
            Code::NamesItself | Code::Twice => self.without_item(),
            Code::LoneGroup => self.other_group(),
            Code::FewOptions => self.without_options(),
            Code::MissingComma => self.comma(),
            Code::NoTolerance => self.added_line(),
            Code::CountAsked => self.need(),
            Code::SingleBrackets | Code::BadHeader => self.header(),
            Code::MissingEquals => self.equals(),
            Code::BadEscape => self.doubled_backslash(),
            Code::UnclosedQuote | Code::UnclosedBracket => self.closed(),
            Code::HostileCharacter => self.without_sign(),
            Code::BadId | Code::WrongType => self.other_value(),
            Code::BadUrl | Code::GarbledText => self.piece('`').and_then(|piece| self.whole_text(piece)),
            Code::LeftOver => self.one_mark(),
            Code::DateGrain => self.coarser_date(),
            _ => self.nearest().or_else(|| self.list()).or_else(|| self.other_text()),
        }
    }

    fn marked(&self) -> &str {
        self.text.get(self.found.span.clone()).unwrap_or_default()
    }

    fn help(&self) -> &str {
        self.found.help.as_deref().unwrap_or_default()
    }

    /// What stands between the first two of these signs in the advice, if it is whole.
    fn piece(&self, sign: char) -> Option<&str> {
        self.help().split(sign).nth(1).filter(|piece| !piece.is_empty() && !piece.contains('…'))
    }

    /// A place that is counted from the start of what is marked.
    fn put(&self, from: usize, to: usize, new: impl Into<String>) -> Edit {
        let start = self.found.span.start;
        Edit { span: start + from..start + to, text: new.into() }
    }

    /// "did you mean …?": the name that is marked, or the word of the message in what is marked.
    fn nearest(&self) -> Option<Edit> {
        let help = self.help();
        if let Some(rest) = help.strip_prefix("did you mean \"") {
            let name = rest.strip_suffix("\"?").filter(|name| !name.contains('…'))?;
            return self.is_text().then(|| self.put(0, self.marked().len(), quoted(name)));
        }
        let name = help.strip_prefix("did you mean `").and(self.piece('`'))?;
        if self.is_text() {
            return Some(self.put(0, self.marked().len(), quoted(name)));
        }
        if self.marked().starts_with('[') {
            // A header: in the brackets that it has, unless the name brings its own.
            let bare = self.marked().trim_matches(['[', ']']);
            let at = self.marked().find(bare)?;
            let whole = name.starts_with('[');
            let (from, to) = if whole { (0, self.marked().len()) } else { (at, at + bare.len()) };
            return Some(self.put(from, to, name));
        }
        let wrong = self.found.message.split('`').skip(1).step_by(2).find(|word| is_once(self.marked(), word))?;
        let at = self.marked().find(wrong)?;
        Some(self.put(at, at + wrong.len(), name))
    }

    /// The place holds one text and nothing else.
    fn is_text(&self) -> bool {
        let marked = self.marked();
        marked.len() >= 2 && marked.starts_with('"') && marked.ends_with('"') && marked.matches('"').count() == 2
    }

    /// "write a list": in the place of the one text of a key, or among the others of its list.
    fn list(&self) -> Option<Edit> {
        let (key, list) = self.help().strip_prefix("write a list: `").and(self.piece('`'))?.split_once(" = ")?;
        let property = self.property.filter(|property| property.key == key)?;
        let inner = list.strip_prefix('[')?.strip_suffix(']')?;
        match (property.is_list, property.texts.len()) {
            (_, 1) => Some(Edit { span: property.value.clone(), text: list.to_owned() }),
            (true, _) if self.is_text() => Some(self.put(0, self.marked().len(), inner)),
            _ => None,
        }
    }

    /// "write "…"": the whole text.
    fn other_text(&self) -> Option<Edit> {
        let text = self.help().strip_prefix("write \"")?.strip_suffix('"').filter(|text| !text.contains(['…', '"']))?;
        self.is_text().then(|| self.put(0, self.marked().len(), quoted(text)))
    }

    /// "leave out "Sie": write "liefert Daten"": the whole text.
    fn rewritten(&self) -> Option<Edit> {
        let text =
            self.help().split_once(": write \"")?.1.strip_suffix('"').filter(|text| !text.contains(['…', '"']))?;
        self.is_text().then(|| self.put(0, self.marked().len(), quoted(text)))
    }

    /// The first of two words that are the same goes.
    fn once(&self) -> Option<Edit> {
        let word = self.found.message.strip_prefix('"')?.split(' ').next()?;
        let marked = self.marked();
        let starts = marked.match_indices(word).map(|(at, _)| at);
        let mut twice = starts.filter_map(|at| {
            let rest = &marked[at + word.len()..];
            let next = rest.trim_start();
            let blank = rest.len() - next.len();
            let is_start = !marked[..at].ends_with(char::is_alphanumeric);
            let is_same = next.get(..word.len()).is_some_and(|next| next.eq_ignore_ascii_case(word));
            let ends = next.get(word.len()..).is_some_and(|behind| !behind.starts_with(char::is_alphanumeric));
            (blank > 0 && is_start && is_same && ends).then_some(at + word.len()..at + word.len() + blank + word.len())
        });
        let gone = twice.next()?;
        Some(self.put(gone.start, gone.end, ""))
    }

    /// The word that denies, in capitals.
    fn emphasised(&self) -> Option<Edit> {
        let word = self.found.message.strip_prefix('"')?.split('"').next()?;
        self.help().starts_with(&format!("write {},", word.to_uppercase())).then_some(())?;
        let marked = self.marked();
        let mut places = marked.match_indices(word).map(|(at, _)| at).filter(|at| {
            let (before, behind) = (&marked[..*at], &marked[at + word.len()..]);
            !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
        });
        let at = places.next()?;
        places.next().is_none().then(|| self.put(at, at + word.len(), word.to_uppercase()))
    }

    /// A gap in its own braces: what the message and the advice name.
    fn other_gap(&self) -> Option<Edit> {
        let wrong = self.found.message.split('`').nth(1).filter(|wrong| !wrong.contains('…'))?;
        let right = self.help().strip_prefix("write `").and(self.piece('`'))?;
        is_once(self.marked(), wrong).then_some(())?;
        let at = self.marked().find(wrong)?;
        Some(self.put(at, at + wrong.len(), right))
    }

    fn without_mark(&self) -> Option<Edit> {
        (self.help() == "leave out the mark at the end" && self.is_text()).then_some(())?;
        let inner = self.marked().strip_suffix('"')?;
        let kept = inner.trim_end_matches(['.', '!', ' ']);
        (kept.len() < inner.len() && kept.len() > 1).then(|| self.put(kept.len(), inner.len(), ""))
    }

    /// A source with the blank line above it.
    fn without_source(&self, section: &Section) -> Option<Edit> {
        if section.path.len() == 2 {
            let last = section.properties.iter().map(|property| property.value.end).max().unwrap_or(section.header.end);
            let start = self.text[..section.header.start].rfind('\n').map_or(0, |at| at + 1);
            let above = &self.text[..start];
            let start = if above.ends_with("\n\n") { start - 1 } else { start };
            return Some(Edit { span: start..self.line_end(last), text: String::new() });
        }
        Some(self.without_line(self.property?))
    }

    /// A key with its value.
    fn without_line(&self, property: &Property) -> Edit {
        let start = self.text[..property.key_span.start].rfind('\n').map_or(0, |at| at + 1);
        Edit { span: start..self.line_end(property.value.end), text: String::new() }
    }

    /// Behind the line break of the line in which a byte stands.
    fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |end| at + end + 1)
    }

    /// An item of a list with the comma that parts it from the others, where others are left.
    fn without_item(&self) -> Option<Edit> {
        let property = self.property.filter(|property| property.is_list)?;
        let items = items(self.text.get(property.value.clone())?, property.value.start)?;
        let at = items.iter().position(|item| item.contains(&self.found.span.start))?;
        let span = match (items.get(at + 1), at.checked_sub(1).map(|before| &items[before])) {
            (Some(next), _) => items[at].start..next.start,
            (None, Some(before)) => before.end..items[at].end,
            (None, None) => return None,
        };
        Some(Edit { span, text: String::new() })
    }

    fn comma(&self) -> Option<Edit> {
        let at = self.found.span.end;
        self.help().starts_with("put a `,`").then(|| Edit { span: at..at, text: ",".to_owned() })
    }

    /// "add `…`": a line below what is marked.
    fn added_line(&self) -> Option<Edit> {
        let line = self.help().strip_prefix("add `").and(self.piece('`'))?;
        Some(self.line_below(self.property?, line))
    }

    fn line_below(&self, property: &Property, line: &str) -> Edit {
        let at =
            self.text[property.value.end..].find(['\r', '\n']).map_or(self.text.len(), |end| property.value.end + end);
        let end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        Edit { span: at..at, text: format!("{end}{line}") }
    }
}

fn is_once(text: &str, piece: &str) -> bool {
    !piece.is_empty() && text.matches(piece).count() == 1
}

/// The items of a list as written, without what parts them; nothing where a remark stands between them.
fn items(list: &str, start: usize) -> Option<Vec<Span>> {
    let inner = list.strip_prefix('[')?.strip_suffix(']')?;
    let (mut found, mut depth, mut quote, mut from) = (Vec::new(), 0_usize, None, 0);
    let mut is_escaped = false;
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match (quote, c) {
            (Some('"'), '\\') if !is_escaped => {
                is_escaped = true;
                continue;
            }
            (Some(open), c) if c == open && !is_escaped => quote = None,
            (Some(_), _) => {}
            (None, '#') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.checked_sub(1)?,
            (None, ',') if depth == 0 => {
                let piece = &inner[from..at];
                let blank = piece.len() - piece.trim_start().len();
                if !piece.trim().is_empty() {
                    let first = start + 1 + from + blank;
                    found.push(first..first + piece.trim().len());
                }
                from = at + 1;
            }
            _ => {}
        }
        is_escaped = false;
    }
    (quote.is_none() && depth == 0).then_some(found)
}
