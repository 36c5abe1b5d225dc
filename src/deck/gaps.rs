//! Gaps as they stand in the text of a cloze, `{{name=answer|other form}}`: how they are written, and what of another text is none.

/// A gap of these forms; without a name where it is the only one.
pub(crate) fn gap<'f>(name: Option<&str>, forms: impl IntoIterator<Item = &'f str>) -> String {
    let forms = forms.into_iter().map(escaped).collect::<Vec<_>>().join("|");
    let name = name.map(|name| format!("{name}=")).unwrap_or_default();
    format!("{{{{{name}{forms}}}}}")
}

/// Text of somewhere else, in which no gap begins.
pub(crate) fn without_gaps(text: &str) -> String {
    let mut apart = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '{' && apart.ends_with('{') {
            apart.push(' ');
        }
        apart.push(c);
    }
    apart
}

/// What [`without_gaps`] held apart, as it was.
pub(crate) fn braces_joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("{ {") {
        joined.push_str(&rest[..=at]);
        rest = &rest[at + 2..];
    }
    joined + rest
}

/// Splits at a mark, for `=` at the first only; one behind a backslash does not count.
pub(super) fn split(text: &str, mark: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (at, c) in text.char_indices() {
        if c == mark && !escaped && (mark != '=' || pieces.is_empty()) {
            pieces.push(&text[start..at]);
            start = at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    pieces.push(&text[start..]);
    pieces
}

/// A form with its marks behind backslashes; what ends in a backslash is held off from the mark that follows.
fn escaped(form: &str) -> String {
    let form = form.replace('|', "\\|").replace('=', "\\=").replace('}', "\\}").replace("{{", "\\{\\{");
    if form.ends_with('\\') { form + " " } else { form }
}

/// The form that [`gap`] wrote, or an author.
pub(super) fn unescaped(form: &str) -> String {
    form.replace("\\|", "|").replace("\\=", "=").replace("\\}", "}").replace("\\{", "{")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::card::{Kind, Pieces};

    proptest! {
        /// Forms are read as they were written, and text of somewhere else stays text, but for its braces.
        #[test]
        fn what_is_written_is_read(
            forms in prop::collection::vec("[a-c{}|=.]{1,6}|[a-c]{1,3}\\\\", 1..4), before in "[a{} ]{0,8}", after in "[a{} ]{0,8}",
        ) {
            let one = gap(Some("one"), forms.iter().map(String::as_str));
            let text = format!("x{}. {one}, {}", without_gaps(&before), without_gaps(&after));
            let deck = format!("[deck]\nid = \"d\"\ntitle = \"D\"\n[[cloze]]\nid = \"e\"\ntext = {}\n", toml::Value::from(text));
            let reading = crate::deck::read(&deck);
            let deck = reading.deck.ok_or_else(|| TestCaseError::fail(format!("{:?}", reading.diagnostics)))?;
            prop_assert_eq!(deck.notes.len(), 1, "{:?}", reading.diagnostics);
            let Kind::Cloze { text } = &deck.notes[0].kind else { return Err(TestCaseError::fail("no cloze")) };
            let gaps = text.iter().filter_map(|piece| if let Pieces::Gap(gap) = piece { Some(gap) } else { None });
            let gaps: Vec<&[String]> = gaps.map(|gap| &*gap.answers).collect();
            prop_assert_eq!(gaps, [forms]);
        }

        #[test]
        fn no_gap_begins_in_text_of_somewhere_else(text in "[a{} ]{0,12}") {
            prop_assert!(!without_gaps(&text).contains("{{"));
            prop_assume!(!text.contains("{ {"));
            prop_assert_eq!(braces_joined(&without_gaps(&text)), text);
        }
    }
}
