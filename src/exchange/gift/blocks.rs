//! A GIFT file's questions as they stand: blocks between blank lines, with the comments above them.

/// A question as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// The line on which it begins.
    pub(super) line: usize,
    pub(super) text: String,
    pub(super) id: Option<String>,
    pub(super) topics: Vec<String>,
    /// No blank line stood before it.
    pub(super) is_glued: bool,
    braces: Braces,
}

/// How far a question's answer has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Braces {
    #[default]
    None,
    Open,
    Closed,
}

impl Block {
    fn push(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line);
        let mut escaped = false;
        for c in line.chars() {
            match c {
                '{' if !escaped && self.braces == Braces::None => self.braces = Braces::Open,
                '}' if !escaped => self.braces = Braces::Closed,
                _ => {}
            }
            escaped = c == '\\' && !escaped;
        }
    }

    /// Whether a line begins another question, though no blank line stands before it: it carries a name, or what stands
    /// before is whole, asked and answered, and it has an answer of its own.
    fn ends_before(&self, line: &str) -> bool {
        if self.braces != Braces::Closed || !self.text.ends_with('}') {
            return false;
        }
        let asked = self.text.split('{').next().unwrap_or_default().trim_end();
        let is_whole = asked.ends_with(['?', '.', ':', '!']) && line.contains('{');
        is_named(line) || (is_whole && line.starts_with(|c: char| !c.is_lowercase() && !c.is_ascii_punctuation()))
    }
}

fn is_named(line: &str) -> bool {
    line.strip_prefix("::").is_some_and(|rest| rest.contains("::"))
}

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut after_blank = false;
    for (at, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        // A blank line ends a question, unless its braces are still open.
        if trimmed.is_empty() {
            blocks.extend(open.take_if(|block| block.braces != Braces::Open));
            after_blank = true;
            continue;
        }
        // What begins a question ends one whose braces were never closed.
        if ["::", "//", "$CATEGORY:"].iter().any(|mark| trimmed.starts_with(mark)) && after_blank {
            blocks.extend(open.take());
        }
        after_blank = false;
        let glued = open.take_if(|block| block.ends_before(trimmed));
        let is_glued = glued.is_some();
        blocks.extend(glued);
        let block = open.get_or_insert_with(|| Block { line: at + 1, is_glued, ..Block::default() });
        if let Some(comment) = trimmed.strip_prefix("//") {
            block.id = block.id.take().or_else(|| bracketed(comment, "[id:").into_iter().next());
            block.topics.extend(bracketed(comment, "[tag:"));
        } else {
            if block.text.is_empty() {
                block.line = at + 1;
            }
            block.push(trimmed);
        }
    }
    blocks.extend(open);
    blocks
}

/// What stands in a comment as `[id:…]` or `[tag:…]`, with `\]` for a bracket of its own.
fn bracketed(comment: &str, opening: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = comment;
    while let Some(at) = rest.find(opening) {
        rest = &rest[at + opening.len()..];
        let mut text = String::new();
        let mut characters = rest.char_indices();
        let end = loop {
            match characters.next() {
                None => break rest.len(),
                Some((_, '\\')) => text.extend(characters.next().map(|(_, c)| c)),
                Some((at, ']')) => break at,
                Some((_, c)) => text.push(c),
            }
        };
        rest = &rest[end..];
        found.push(text.trim().to_owned());
    }
    found.retain(|text| !text.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_blank_line_glues_no_two_questions() {
        let texts = |text: &str| blocks(text).into_iter().map(|block| (block.text, block.is_glued)).collect::<Vec<_>>();
        assert_eq!(
            texts("Who proposes? {=a}\nWho adopts? {=b}"),
            [("Who proposes? {=a}".to_owned(), false), ("Who adopts? {=b}".to_owned(), true)]
        );
        assert_eq!(texts("::A::x {=a}\n::B::y {=b}").len(), 2);
        assert_eq!(texts("It sits in {=a}\nand the Bank in {=b}").len(), 1);
        assert_eq!(texts("Which?{\n=a\n\n~b}\n\nNext {=c}").len(), 2);
    }
}
