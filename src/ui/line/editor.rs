//! The line and its cursor, key by key.

use unicode_segmentation::UnicodeSegmentation;

use super::Key;
use crate::ui::harmless::harmless;
use crate::ui::keys::{self, Edit};

/// The most characters of a line.
const LONGEST: usize = 10_000;

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pressed {
    /// The line or its cursor may differ.
    Edited,
    /// The line is given.
    Given,
    /// Text of several lines was pasted: nothing of it was taken.
    SeveralLines,
    Interrupt,
    /// Ctrl-D on an empty line.
    EndOfInput,
    Suspend,
}

/// A line being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Editor {
    text: String,
    /// In bytes; always between two graphemes.
    cursor: usize,
    /// What was last deleted by a word or more; Ctrl-Y puts it in.
    killed: String,
    /// Earlier lines, in the order in which Up brings them.
    past: Vec<String>,
    /// How far up in them, and the line that was left for it.
    walked: Option<(usize, String)>,
}

impl Editor {
    /// Begins with this text, the cursor behind it; Up walks through the earlier lines.
    pub(crate) fn new(text: &str, past: Vec<String>) -> Self {
        let mut editor = Self { past, ..Self::default() };
        editor.insert(text);
        editor
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor, and from it on.
    pub(crate) fn parts(&self) -> (&str, &str) {
        self.text.split_at(self.cursor)
    }

    /// Another line in the place of this one.
    pub(crate) fn set(&mut self, text: &str) {
        self.text.clear();
        self.cursor = 0;
        self.insert(text);
    }

    pub(crate) fn press(&mut self, key: &Key) -> Pressed {
        match key {
            Key::Character(character) => self.insert(character.encode_utf8(&mut [0; 4])),
            Key::Paste(text) => return self.paste(text),
            Key::Enter => return Pressed::Given,
            Key::Control('c') => return Pressed::Interrupt,
            Key::Control('d') if self.text.is_empty() => return Pressed::EndOfInput,
            Key::Control('z') => return Pressed::Suspend,
            key => {
                if let Some(edit) = keys::edit(key) {
                    self.edit(edit);
                }
            }
        }
        Pressed::Edited
    }

    fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Left => self.cursor = self.before(),
            Edit::Right => self.cursor = self.after(),
            Edit::Home => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::WordLeft => self.cursor = self.word_before(),
            Edit::WordRight => self.cursor = self.word_after(),
            Edit::Backspace => self.delete(self.before(), self.cursor),
            Edit::Delete => self.delete(self.cursor, self.after()),
            Edit::KillBlank => self.kill(self.blank_before(), self.cursor),
            Edit::KillWordBefore => self.kill(self.word_before(), self.cursor),
            Edit::KillWordAfter => self.kill(self.cursor, self.word_after()),
            Edit::KillBefore => self.kill(0, self.cursor),
            Edit::KillAfter => self.kill(self.cursor, self.text.len()),
            Edit::PutBack => self.insert(&self.killed.clone()),
            Edit::Earlier => self.walk_up(),
            Edit::Later => self.walk_down(),
        }
    }

    fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let kept: String = text.chars().filter(|character| !character.is_control()).take(room).collect();
        self.text.insert_str(self.cursor, &kept);
        // What was put in may join what stands behind it.
        self.cursor = ceiling(&self.text, self.cursor + kept.len());
    }

    fn paste(&mut self, text: &str) -> Pressed {
        let text = harmless(text);
        let text = text.trim_matches('\n');
        if text.contains('\n') {
            return Pressed::SeveralLines;
        }
        self.insert(text);
        Pressed::Edited
    }

    /// Deletes between two places between graphemes.
    fn delete(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = ceiling(&self.text, from);
    }

    fn kill(&mut self, from: usize, to: usize) {
        if from < to {
            self.killed = self.text[from..to].to_owned();
            self.delete(from, to);
        }
    }

    fn before(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }

    /// Where the word before the cursor begins; a word is letters and digits.
    fn word_before(&self) -> usize {
        let mut words = self.text[..self.cursor].split_word_bound_indices();
        floor(&self.text, words.rfind(|(_, word)| is_word(word)).map_or(0, |(at, _)| at))
    }

    fn word_after(&self) -> usize {
        let mut words = self.text[self.cursor..].split_word_bound_indices();
        let found = words.find(|(_, word)| is_word(word));
        let end = found.map_or(self.text.len(), |(at, word)| self.cursor + at + word.len());
        ceiling(&self.text, end)
    }

    /// Where what stands between blanks begins, as Ctrl-W has it in a shell.
    fn blank_before(&self) -> usize {
        let before = self.text[..self.cursor].trim_end();
        let blank = before.char_indices().rev().find(|(_, c)| c.is_whitespace());
        floor(&self.text, blank.map_or(0, |(at, c)| at + c.len_utf8()))
    }

    fn walk_up(&mut self) {
        let at = self.walked.as_ref().map_or(0, |(at, _)| at + 1);
        let Some(line) = self.past.get(at).cloned() else { return };
        let left = self.walked.take().map_or_else(|| self.text.clone(), |(_, left)| left);
        self.walked = Some((at, left));
        self.set(&line);
    }

    fn walk_down(&mut self) {
        match self.walked.take() {
            None => {}
            Some((0, left)) => self.set(&left),
            Some((at, left)) => {
                let line = self.past[at - 1].clone();
                self.walked = Some((at - 1, left));
                self.set(&line);
            }
        }
    }
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

/// The last place between graphemes that is not after this one.
fn floor(text: &str, at: usize) -> usize {
    text.grapheme_indices(true).map(|(place, _)| place).take_while(|&place| place <= at).last().unwrap_or(0)
}

/// The first place between graphemes that is not before this one.
fn ceiling(text: &str, at: usize) -> usize {
    text.grapheme_indices(true).map(|(place, _)| place).find(|&place| place >= at).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::{Editor, Pressed};
    use crate::ui::line::{Decoder, Key};

    /// The line after these bytes, with a bar at the cursor.
    #[track_caller]
    fn becomes(bytes: &str, line: &str) {
        let mut editor = Editor::new("", vec!["latest".into(), "older".into()]);
        let mut decoder = Decoder::default();
        for key in decoder.feed(bytes.as_bytes()) {
            editor.press(&key);
        }
        let (before, after) = editor.parts();
        assert_eq!(format!("{before}|{after}"), line, "{bytes:?}");
    }

    const LEFT: &str = "\x1b[D";

    #[test]
    fn the_cursor_goes_where_it_is_sent() {
        becomes(&format!("abd{LEFT}c"), "abc|d");
        becomes("bc\x01a\x05d", "abcd|");
        becomes("bc\x1b[Ha\x1b[Fd", "abcd|");
        becomes("ac\x02b\x06d", "abcd|");
        becomes("one two three\x1b[1;5D\x1b[1;5D", "one |two three");
        becomes("one, two\x1bb\x1bb\x1bf", "one|, two");
        becomes(&format!("a{LEFT}{LEFT}{LEFT}b"), "b|a");
    }

    #[test]
    fn deleting_goes_by_grapheme_word_and_rest() {
        becomes("网络\x7f", "网|");
        becomes("e\u{301}x\x7f\x7f", "|");
        becomes("👩\u{200d}💻\x7f", "|");
        becomes(&format!("abc{LEFT}{LEFT}\x1b[3~"), "a|c");
        becomes("abc\x01\x04", "|bc");
        becomes("the EU-China dialogue\x17\x17", "the |");
        becomes("the EU-China\x1b\x7f", "the EU-|");
        becomes("one two\x01\x1bd", "| two");
        becomes(&format!("one two{LEFT}{LEFT}{LEFT}\x15"), "|two");
        becomes(&format!("one two{LEFT}{LEFT}{LEFT}\x0b"), "one |");
        becomes(&format!("one two{LEFT}{LEFT}{LEFT}\x15\x05 \x19"), "two one |");
    }

    #[test]
    fn up_and_down_walk_through_earlier_answers_and_back() {
        becomes("new\x1b[A", "latest|");
        becomes("new\x1b[A\x1b[A\x1b[A", "older|");
        becomes("new\x10\x10\x0e\x0e", "new|");
        becomes("new\x1b[B", "new|");
        becomes("new\x1b[A!\x1b[A\x1b[B\x1b[B", "new|");
    }

    #[test]
    fn a_paste_of_one_line_is_typed_and_of_several_refused() {
        becomes("a\x1b[200~b c\n\x1b[201~d", "ab cd|");
        becomes("a\x1b[200~b\nc\x1b[201~", "a|");
        becomes("\x1b[200~\u{1b}[31mred\u{202e}\x1b[201~", "[31mred|");
        let mut editor = Editor::default();
        assert_eq!(editor.press(&Key::Paste("one\ntwo".into())), Pressed::SeveralLines);
    }

    #[test]
    fn ends_are_heard() {
        let mut editor = Editor::default();
        assert_eq!(editor.press(&Key::Control('d')), Pressed::EndOfInput);
        assert_eq!(editor.press(&Key::Control('c')), Pressed::Interrupt);
        assert_eq!(editor.press(&Key::Control('z')), Pressed::Suspend);
        assert_eq!(editor.press(&Key::Enter), Pressed::Given);
        editor.press(&Key::Character('x'));
        assert_eq!(editor.press(&Key::Control('d')), Pressed::Edited);
    }
}
