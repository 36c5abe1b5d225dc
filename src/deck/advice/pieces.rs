//! Advice that changes pieces of a value: the forms of a gap, the numbers in front of answers, a word in front of a number.

use super::{Told, items};
use crate::deck::gaps::split;
use crate::deck::quoted;
use crate::diagnostic::Edit;

impl Told<'_> {
    /// "write `CIA|Central Intelligence Agency` between the braces": in the place of the form of the one gap that holds them all.
    pub(super) fn forms_of_gap(&self) -> Option<Vec<Edit>> {
        let forms = self.help().strip_prefix("write `")?.strip_suffix("` between the braces")?;
        if forms.contains(['…', '\\']) {
            return None;
        }
        let marked = self.marked();
        let gaps = marked.match_indices("{{").filter_map(|(at, braces)| {
            let start = at + braces.len();
            let inner = &marked[start..start + marked[start..].find("}}")?];
            let named = match split(inner, '=')[..] {
                [name, _] => name.len() + 1,
                _ => 0,
            };
            Some((start + named, *split(&inner[named..], '|').first()?))
        });
        let mut gaps = gaps.filter(|(_, first)| forms.split('|').all(|form| first.contains(form)));
        let (start, first) = gaps.next()?;
        gaps.next().is_none().then(|| vec![self.put(start, start + first.len(), forms)])
    }

    /// "leave them out: `answers = […]`": what stands in front of each answer, so that remarks and lines stay.
    pub(super) fn unnumbered(&self) -> Option<Vec<Edit>> {
        let (key, list) = self.help().strip_prefix("leave them out: `").and(self.piece('`'))?.split_once(" = ")?;
        let property = self.property.filter(|property| property.key == key)?;
        let bare: Vec<&str> = items(list, 0)?.into_iter().map(|span| list[span].trim_matches('"')).collect();
        if bare.len() != property.texts.len() {
            return None;
        }
        let cut = |(spot, bare): (&crate::deck::TextSpot, &&str)| {
            let front = self.text.get(spot.span.clone())?.trim_end().strip_suffix(bare)?.len();
            Some(Edit { span: spot.span.start..spot.span.start + front, text: String::new() })
        };
        property.texts.iter().zip(&bare).map(cut).collect()
    }

    /// "write `answer = 40` and how far off is right: `tolerance = "5 %"`": a number, and a line below it where none is there.
    pub(super) fn plain_number(&self) -> Option<Vec<Edit>> {
        let mut pieces = self.help().strip_prefix("write `")?.split('`');
        let (key, number) = pieces.next()?.split_once(" = ")?;
        let tolerance = pieces.nth(1).filter(|line| line.starts_with("tolerance = "))?;
        let property = self.property.filter(|property| property.key == key && !number.contains('…'))?;
        let section = self.section?;
        // What a key says already need not stand in the number, too.
        let unit = section.text("unit").map(|unit| unit.text.as_str()).filter(|unit| !unit.is_empty());
        let bare = number.trim_matches('"');
        let without = unit.and_then(|unit| bare.strip_suffix(unit)).map(str::trim_end);
        let number = without.map_or_else(|| number.to_owned(), plain_or_quoted);
        let mut edits = vec![Edit { span: property.value.clone(), text: number }];
        if section.property("tolerance").is_none() {
            edits.push(self.line_below(property, tolerance));
        }
        Some(edits)
    }
}

/// A number of digits alone as it is, any other as a text.
fn plain_or_quoted(number: &str) -> String {
    if number.bytes().all(|byte| byte.is_ascii_digit()) { number.to_owned() } else { quoted(number) }
}
