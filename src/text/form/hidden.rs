//! Characters that nobody sees, by what they do. Which of them are refused, dropped or passed over says whoever asks.

/// More combining marks than this on one letter cover the lines around it.
pub(crate) const MOST_MARKS: usize = 8;

/// What a character does that nobody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// Joins letters or parts them; scripts of India and Persia and emoji need it.
    Joiner,
    /// Tells the direction of what stands beside it; means something only in texts that run from right to left.
    Direction,
    /// Turns whole passages around.
    Turn,
    /// A byte-order mark that does not begin a file.
    ByteOrder,
    /// Has no width: soft hyphens, spaces of no width, signs of mathematics that are not written, what Unicode gave up.
    NoWidth,
    /// A letter that fills a place in Korean and is written as nothing.
    Filler,
    /// Marks up the text beside it: annotations, beams and slurs of music.
    Markup,
    /// Holds text that is not shown.
    Tag,
}

impl Hidden {
    /// What the character does unseen, or nothing: it is seen, or it is a control.
    pub(crate) fn of(character: char) -> Option<Self> {
        // Nearly all are plain letters.
        if character.is_ascii() {
            return None;
        }
        Some(match character {
            '\u{200c}' | '\u{200d}' => Self::Joiner,
            '\u{61c}' | '\u{200e}' | '\u{200f}' => Self::Direction,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Self::Turn,
            '\u{feff}' => Self::ByteOrder,
            // U+2065 is kept free for such a character.
            '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' => Self::NoWidth,
            '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => Self::Filler,
            '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' => Self::Markup,
            '\u{e0000}'..='\u{e007f}' => Self::Tag,
            _ => return None,
        })
    }

    /// It may come along with a copied text, and no answer differs by it.
    pub(crate) fn means_nothing_in_answers(self) -> bool {
        matches!(self, Self::Joiner | Self::Direction | Self::Turn | Self::ByteOrder | Self::NoWidth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_with_a_width_is_hidden_but_fillers() {
        use unicode_width::UnicodeWidthChar;
        for character in ('\0'..=char::MAX).filter(|character| Hidden::of(*character).is_some()) {
            let wide = character.width().is_some_and(|width| width > 0);
            let kind = Hidden::of(character);
            let known = matches!(kind, Some(Hidden::Filler | Hidden::Markup)) || character == '\u{ad}';
            assert!(!wide || known, "U+{:04X} {kind:?}", u32::from(character));
        }
    }

    #[test]
    fn each_does_what_it_is_said_to_do() {
        for (character, kind) in [
            ('\u{200d}', Some(Hidden::Joiner)),
            ('\u{200e}', Some(Hidden::Direction)),
            ('\u{202e}', Some(Hidden::Turn)),
            ('\u{2068}', Some(Hidden::Turn)),
            ('\u{200b}', Some(Hidden::NoWidth)),
            ('\u{3164}', Some(Hidden::Filler)),
            ('\u{e0041}', Some(Hidden::Tag)),
            ('a', None),
            ('é', None),
            ('\u{301}', None),
            ('\u{1b}', None),
        ] {
            assert_eq!(Hidden::of(character), kind, "U+{:04X}", u32::from(character));
        }
    }
}
