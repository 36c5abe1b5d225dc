//! Advice taken at its word, as changes of the text for an author to choose: what the program knows to write, but may not
//! write unasked, since it can change what was meant.

use super::quoted;
use super::read::{Property, Section, read};
use crate::card::Span;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};

/// The changes that a finding's advice names; none where it leaves the wording to the author. `outline` is that of the text.
pub(crate) fn advised(text: &str, outline: &[Section], found: &Diagnostic) -> Vec<Edit> {
    let section = outline.iter().rfind(|section| section.header.start <= found.span.start);
    let property = section.and_then(|section| {
        section.properties.iter().find(|one| one.key_span.start <= found.span.start && found.span.end <= one.value.end)
    });
    let told = Told { text, found, property };
    let edit = match found.code {
        Code::DoubledWord => told.once(),
        Code::NegativeStem => told.emphasised(),
        Code::SingleBraces | Code::GapForm => told.other_gap(),
        Code::FactWording => told.without_mark(),
        Code::UnusedSource => section.and_then(|section| told.without_source(section)),
        Code::UnusedAllow => told.without_item().or_else(|| told.nearest()),
        Code::WrongByForm | Code::NamesItself => told.without_item(),
        Code::MissingComma => told.comma(),
        Code::NoTolerance => told.tolerance(),
        _ => told.nearest().or_else(|| told.list()).or_else(|| told.other_text()),
    };
    let edit = edit
        .filter(|edit| section.is_none_or(|section| found.severity != Severity::Error || mends(text, section, edit)));
    edit.into_iter().collect()
}

/// Whether an entry has fewer errors with a change than without.
fn mends(text: &str, section: &Section, edit: &Edit) -> bool {
    let whole = section.header.start..section.body.end;
    if section.header.is_empty() || !(whole.start <= edit.span.start && edit.span.end <= whole.end) {
        return true;
    }
    let alone = |entry: &str| {
        let read = read(&format!("[deck]\nid = \"d\"\ntitle = \"D\"\n{entry}"));
        read.diagnostics.iter().filter(|one| one.severity == Severity::Error).count()
    };
    let before = &text[whole.clone()];
    let mut after = before.to_owned();
    after.replace_range(edit.span.start - whole.start..edit.span.end - whole.start, &edit.text);
    alone(&after) < alone(before)
}

struct Told<'a> {
    text: &'a str,
    found: &'a Diagnostic,
    property: Option<&'a Property>,
}

impl Told<'_> {
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
        let line_end = |at: usize| self.text[at..].find('\n').map_or(self.text.len(), |end| at + end + 1);
        if section.path.len() == 2 {
            let last = section.properties.iter().map(|property| property.value.end).max().unwrap_or(section.header.end);
            let start = self.text[..section.header.start].rfind('\n').map_or(0, |at| at + 1);
            let above = &self.text[..start];
            let start = if above.ends_with("\n\n") { start - 1 } else { start };
            return Some(Edit { span: start..line_end(last), text: String::new() });
        }
        let property = self.property?;
        let start = self.text[..property.key_span.start].rfind('\n').map_or(0, |at| at + 1);
        Some(Edit { span: start..line_end(property.value.end), text: String::new() })
    }

    /// An item of a list with the comma that parts it from the others.
    fn without_item(&self) -> Option<Edit> {
        let advice = ["leave it out", "delete it", "name the entry"];
        advice.iter().any(|advice| self.help().contains(advice)).then_some(())?;
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

    fn tolerance(&self) -> Option<Edit> {
        let line = self.help().strip_prefix("add `").and(self.piece('`'))?;
        let property = self.property?;
        let at =
            self.text[property.value.end..].find(['\r', '\n']).map_or(self.text.len(), |end| property.value.end + end);
        let end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        Some(Edit { span: at..at, text: format!("{end}{line}") })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::{Sheet, lint, outline};

    const HEAD: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n\n[sources.s]\ntitle = \"S\"\n\n[defaults]\nsource = { key = \"s\", at = \"p. 1\" }\n\n";

    fn found(text: &str) -> Vec<Diagnostic> {
        let reading = read(text);
        let weak = reading.deck.as_ref().map(|deck| {
            let sheet = Sheet { name: "x.toml", text, deck, silenced: &reading.silenced, told: true };
            lint(&[sheet], &[], "2026-11-26".parse().unwrap()).remove(0)
        });
        weak.unwrap_or_default().merged(&reading.diagnostics)
    }

    /// The finding is told, its change makes the text another, and neither it nor an error stands in the entry then.
    #[track_caller]
    fn mends(code: &str, before: &str, after: &str) {
        let text = format!("{HEAD}{before}");
        let all = found(&text);
        let one =
            all.iter().find(|one| one.code.word() == code).unwrap_or_else(|| panic!("{code} is not told: {all:?}"));
        let edits = advised(&text, &outline(&text), one);
        let [edit] = edits.as_slice() else { panic!("{edits:?}: {one:?}") };
        let mut mended = text.clone();
        mended.replace_range(edit.span.clone(), &edit.text);
        assert_eq!(mended, format!("{HEAD}{after}"));
        let left = found(&mended);
        let again = left.iter().find(|one| one.code.word() == code || one.severity == Severity::Error);
        assert!(again.is_none(), "{again:?}\n{mended}");
    }

    fn short(more: &str) -> String {
        format!("[[short]]\nid = \"a\"\nask = \"Which body supports certification?\"\nanswer = \"ENISA\"\n{more}")
    }

    #[test]
    fn what_the_advice_names_is_written_where_it_belongs() {
        mends("unknown-key", &short("").replace("answer", "anser"), &short(""));
        mends(
            "doubled-word",
            &short("why = \"It supports the the act.\"\n"),
            &short("why = \"It supports the act.\"\n"),
        );
        mends("topic-spelling", &short("topics = [\"ai, fines\"]\n"), &short("topics = [\"ai\", \"fines\"]\n"));
        mends(
            "topic-spelling",
            &short("topics = [\"law\", \"ai, fines\"]\n"),
            &short("topics = [\"law\", \"ai\", \"fines\"]\n"),
        );
        let other =
            "[[short]]\nid = \"b\"\nask = \"Which body fights crime?\"\nanswer = \"Europol\"\ntopics = [\"Law\"]\n";
        let third = other.replace("\"b\"", "\"c\"").replace("Which body fights crime", "Where does the office sit");
        let third = third.replace("Europol", "Vienna");
        mends(
            "topic-spelling",
            &format!("{other}{third}{}", short("topics = [\"law\"]\n")),
            &format!("{other}{third}{}", short("topics = [\"Law\"]\n")),
        );
        let cloze = |gap: &str| {
            format!(
                "[[cloze]]\nid = \"a\"\ntext = \"The act gives a {gap} to the agency of the Union and its states.\"\n"
            )
        };
        mends("gap-form", &cloze("{{c1::mandate}}"), &cloze("{{mandate}}"));
        let choice = |ask: &str| {
            format!(
                "[[choice]]\nid = \"a\"\nask = \"{ask}\"\nanswer = \"Turkey\"\nwrong = [\"France\", \"Poland\", \"Spain\"]\n"
            )
        };
        mends(
            "negative-stem",
            &choice("Which of these states is not a member?"),
            &choice("Which of these states is NOT a member?"),
        );
        let named = short("").replace("ENISA", "ePrivacy Directive");
        mends(
            "wrong-by-form",
            &format!("{named}wrong = [{{ answer = \"e-Privacy Directive\", because = \"x\" }}, \"Europol\"]\n"),
            &format!("{named}wrong = [\"Europol\"]\n"),
        );
        mends(
            "missing-comma",
            &short("topics = [\n  \"law\"\n  \"ai\"\n]\n"),
            &short("topics = [\n  \"law\",\n  \"ai\"\n]\n"),
        );
        mends("missing-comma", &short("topics = [\"law\" \"ai\"]\n"), &short("topics = [\"law\", \"ai\"]\n"));
        let number = |more: &str| {
            format!(
                "[[number]]\nid = \"a\"\nask = \"About how many staff has the agency?\"\nanswer = 117\nunit = \"people\"\n{more}"
            )
        };
        let before = number("");
        let after = before.replace("answer = 117\n", "answer = 117\ntolerance = \"5 %\"\n");
        mends("no-tolerance", &before, &after);
    }

    #[test]
    fn a_source_that_nobody_cites_goes_with_its_lines() {
        let more = "[sources.t]\ntitle = \"T\"\nyear = 2020 # mine\n\n";
        let cited = short("source = { key = \"s\", at = \"p. 2\" }\n");
        mends("unused-source", &format!("{more}{cited}"), &format!("\n{cited}").replacen('\n', "", 1));
    }

    #[test]
    fn what_only_the_author_can_word_is_left_to_him() {
        for entry in [
            short("why = \"x\"\nsource = \"s\"\n"),
            "[[short]]\nid = \"a\"\nask = \"Which body?\"\nanswer = \"\"\n".to_owned(),
            "[[number]]\nid = \"a\"\nask = \"How many?\"\nanswer = \"many\"\n".to_owned(),
        ] {
            let text = format!("{HEAD}{entry}");
            for one in found(&text) {
                assert_eq!(advised(&text, &outline(&text), &one), Vec::new(), "{one:?}");
            }
        }
    }

    #[test]
    fn items_of_a_list_are_found_whatever_is_in_them() {
        let list = "[ \"a, \\\"b\", { answer = \"c\", because = \"d\" },\n 'e]' , ]";
        let found = items(list, 0).unwrap();
        let texts: Vec<&str> = found.into_iter().map(|span| &list[span]).collect();
        assert_eq!(texts, ["\"a, \\\"b\"", "{ answer = \"c\", because = \"d\" }", "'e]'"]);
        assert_eq!(items("[\"a\" # one\n, \"b\"]", 0), None);
    }
}
