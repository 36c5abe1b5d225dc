//! Advice that changes an entry: its kind, its keys, a line of it.

use super::Told;
use crate::deck::quoted;
use crate::deck::read::{Property, Section};
use crate::diagnostic::{Code, Edit};

impl Told<'_> {
    /// Advice that takes more than one change.
    pub(super) fn several(&self) -> Vec<Edit> {
        let edits = match self.found.code {
            Code::NumberAsText => self.of_kind("number"),
            Code::SeveralInOne => self.of_kind("list"),
            Code::OneAcceptedForm => self.accepted().or_else(|| self.forms_of_gap()).or_else(|| self.unnumbered()),
            Code::NoTolerance => self.plain_number(),
            Code::GivesAway => self.grouped(),
            _ => None,
        };
        edits.unwrap_or_default()
    }

    /// "make it a `[[number]]` with `answer = 5`": another header, and the statement in the place of the marked one.
    fn of_kind(&self, kind: &str) -> Option<Vec<Edit>> {
        let mut pieces = self.help().strip_prefix("make it a `[[")?.split('`');
        let named = pieces.next()?.strip_suffix("]]").filter(|named| *named == kind)?;
        let statement = pieces.nth(1).filter(|piece| piece.contains(" = ") && !piece.contains('…'))?;
        let (section, property) = (self.section?, self.property?);
        let header = self.text.get(section.header.clone())?.replace(section.kind()?.kind.word(), named);
        let value = property.key_span.start..property.value.end;
        Some(vec![
            Edit { span: section.header.clone(), text: header },
            Edit { span: value, text: statement.to_owned() },
        ])
    }

    /// "add `accept = […]`" or "write `answer = …` and `accept = […]`": forms in the list, or on a line of their own.
    fn accepted(&self) -> Option<Vec<Edit>> {
        let statements: Vec<&str> = self.help().split('`').skip(1).step_by(2).collect();
        if statements.iter().any(|statement| statement.contains('…')) {
            return None;
        }
        let forms = statements.iter().find_map(|one| one.strip_prefix("accept = [")?.strip_suffix(']'))?;
        let (section, property) = (self.section?, self.property?);
        let mut edits = Vec::new();
        if let Some(answer) = statements.iter().find(|one| one.starts_with("answer = ")) {
            edits.push(Edit { span: property.key_span.start..property.value.end, text: (*answer).to_owned() });
        }
        edits.push(match section.property("accept") {
            None => self.line_below(property, &format!("accept = [{forms}]")),
            Some(known) => added(known, forms)?,
        });
        Some(edits)
    }

    /// Both of two entries in one group: that of the one that has one, or one of the name of the first.
    fn grouped(&self) -> Option<Vec<Edit>> {
        let own = self.section?;
        let (there, _) = self.found.related.as_ref()?;
        let other = self.outline.iter().rfind(|section| section.header.start <= there.start)?;
        if own.header == other.header || [own, other].iter().any(|one| one.kind().is_none()) {
            return None;
        }
        let group = match (own.text("group"), other.text("group")) {
            (Some(_), Some(_)) => return None,
            (Some(known), None) | (None, Some(known)) => known.text.clone(),
            (None, None) => own.text("id")?.text.clone(),
        };
        let line = format!("group = {}", quoted(&group));
        let ungrouped = [own, other].into_iter().filter(|one| one.text("group").is_none());
        let added: Option<Vec<Edit>> = ungrouped.map(|one| Some(self.line_below(last(one)?, &line))).collect();
        added.filter(|edits| !edits.is_empty())
    }

    /// An item of a list, or the whole line where it is the only one or no list.
    pub(super) fn without_text(&self) -> Option<Edit> {
        let delete = ["leave it out", "delete it", "delete `was`", "delete the form"];
        delete.iter().any(|advice| self.help().contains(advice)).then_some(())?;
        let property = self.property?;
        self.without_item().or_else(|| (property.texts.len() <= 1).then(|| self.without_line(property)))
    }

    /// A group of one entry: the name of the one that is almost the same, or none.
    pub(super) fn other_group(&self) -> Option<Edit> {
        let delete = self.help().ends_with("or delete it");
        if delete { Some(self.without_line(self.property?)) } else { self.nearest() }
    }

    /// "or delete `options`".
    pub(super) fn without_options(&self) -> Option<Edit> {
        self.help().ends_with("delete `options`").then_some(())?;
        Some(self.without_line(self.section?.property("options")?))
    }

    /// "write `need = 3`": in the place of the one that is there, or below the answers.
    pub(super) fn need(&self) -> Option<Edit> {
        let line = self.help().strip_prefix("write `need").and(self.piece('`'))?;
        let section = self.section?;
        match section.property("need") {
            Some(known) => Some(Edit { span: known.key_span.start..known.value.end, text: line.to_owned() }),
            None => Some(self.line_below(section.property("answers")?, line)),
        }
    }

    /// "write `[[card]]`": a header whose brackets are wrong, alone on its line.
    pub(super) fn header(&self) -> Option<Edit> {
        let header = self.piece('`').filter(|piece| piece.starts_with("[["))?;
        let marked = self.marked();
        let name = header.trim_matches(['[', ']']);
        (marked.trim_matches(['[', ']', ' ']) == name).then(|| self.put(0, marked.len(), header))
    }

    /// `why: "…"`: another sign behind the key.
    pub(super) fn equals(&self) -> Option<Edit> {
        let marked = self.marked();
        let at = marked.find([':', '='])?;
        let key = marked[..at].trim_end();
        let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        (is_key && marked[at..].starts_with(':')).then(|| self.put(key.len(), at + 1, " ="))
    }

    pub(super) fn doubled_backslash(&self) -> Option<Edit> {
        self.marked().starts_with('\\').then(|| self.put(0, 1, "\\\\"))
    }

    /// "write `]` at the end": where the line ends.
    pub(super) fn closed(&self) -> Option<Edit> {
        let sign = self.help().strip_prefix("write `").and(self.piece('`'))?;
        let start = self.found.span.start;
        let line = self.text[start..].split(['\r', '\n']).next()?;
        let kept = line.trim_end().trim_end_matches(',').len();
        (!line.contains('#')).then(|| Edit { span: start + kept..start + kept, text: sign.to_owned() })
    }

    /// A sign that nobody sees, as it stands or as an escape, where there is one.
    pub(super) fn without_sign(&self) -> Option<Edit> {
        let code = self.found.message.split("U+").nth(1)?.split(')').next()?;
        let sign = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
        let marked = self.marked();
        let written = [sign.to_string(), format!("\\u{}", code.to_lowercase()), format!("\\u{code}")];
        let found = written.iter().find_map(|written| marked.find(written.as_str()).map(|at| (at, written.len())));
        found.map(|(at, length)| self.put(at, at + length, ""))
    }

    /// "write `id = …`": another value of the marked key.
    pub(super) fn other_value(&self) -> Option<Edit> {
        let (key, value) = self.help().strip_prefix("write `").and(self.piece('`'))?.split_once(" = ")?;
        let property = self.property.filter(|property| property.key == key)?;
        Some(Edit { span: property.value.clone(), text: value.to_owned() })
    }

    /// A text, written with its quotes, in the place of the marked one.
    pub(super) fn whole_text(&self, written: &str) -> Option<Edit> {
        let is_written = written.len() > 2 && written.starts_with('"') && written.ends_with('"');
        (is_written && self.is_text()).then(|| self.put(0, self.marked().len(), written))
    }

    /// "write the mark once".
    pub(super) fn one_mark(&self) -> Option<Edit> {
        (self.help() == "write the mark once").then_some(())?;
        let marks = self.found.message.strip_prefix('"')?.split('"').next()?;
        let mark = marks.chars().next().filter(|mark| marks.chars().all(|c| c == *mark))?;
        let at = self.marked().find(marks)?;
        Some(self.put(at, at + marks.len(), mark.to_string()))
    }

    /// "write "2018", or ask for the date".
    pub(super) fn coarser_date(&self) -> Option<Edit> {
        let date = self.help().strip_prefix("write \"")?.split('"').next()?;
        let is_date = !date.is_empty() && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        (is_date && self.is_text()).then(|| self.put(0, self.marked().len(), quoted(date)))
    }

    /// "begin the claim behind "that"": without the word that the question puts there.
    pub(super) fn without_first_word(&self) -> Option<Edit> {
        let word = self.help().strip_prefix("begin the ")?.split('"').nth(1)?;
        let inner = self.marked().strip_prefix('"')?;
        let rest =
            inner.get(..word.len()).filter(|first| first.eq_ignore_ascii_case(word)).map(|_| &inner[word.len()..])?;
        let blank = rest.len() - rest.trim_start().len();
        (blank > 0).then(|| self.put(1, 1 + word.len() + blank, ""))
    }
}

/// More texts behind the last one of a list.
fn added(list: &Property, more: &str) -> Option<Edit> {
    let (at, joint) = match list.texts.last() {
        Some(last) => (last.span.end + 1, ", "),
        None => (list.value.end - 1, ""),
    };
    list.is_list.then(|| Edit { span: at..at, text: format!("{joint}{more}") })
}

fn last(section: &Section) -> Option<&Property> {
    section.properties.iter().max_by_key(|property| property.value.end)
}
