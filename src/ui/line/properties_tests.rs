//! Whatever is pressed, the line stays whole.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{Decoder, Editor, Key, view};
use crate::ui::Style;
use crate::ui::wrap::{Palette, columns_of};

fn key() -> impl Strategy<Value = Key> {
    let letters = prop_oneof!["[a-z ,é网]", "\\PC"].prop_map(|text| Key::Character(text.chars().next().unwrap_or('x')));
    let joining = prop::sample::select(vec!['\u{301}', '\u{200d}', '\u{fe0f}', '👩', '💻', '🇪', '🇺', 'ก', 'ำ']);
    let control = prop::sample::select("abefkuwypndh".chars().collect::<Vec<_>>()).prop_map(Key::Control);
    let alt = prop::sample::select(vec!['b', 'f', 'd']).prop_map(Key::Alt);
    let others = prop::sample::select(vec![
        Key::Left,
        Key::Right,
        Key::Home,
        Key::End,
        Key::Up,
        Key::Down,
        Key::WordLeft,
        Key::WordRight,
        Key::Backspace,
        Key::Delete,
        Key::AltBackspace,
        Key::Escape,
        Key::Other,
    ]);
    prop_oneof![
        6 => letters,
        3 => joining.prop_map(Key::Character),
        4 => others,
        2 => control,
        1 => alt,
        1 => "\\PC{0,12}".prop_map(Key::Paste),
    ]
}

fn keys() -> impl Strategy<Value = Vec<Key>> {
    prop::collection::vec(key(), 0..60)
}

fn pressed(keys: &[Key]) -> Editor {
    let mut editor = Editor::new("", vec!["网络 security".into(), "e\u{301}t".into()]);
    for key in keys {
        editor.press(key);
    }
    editor
}

/// Places between graphemes, both ends included.
fn places(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

proptest! {
    #[test]
    fn the_cursor_never_stands_inside_a_grapheme(keys in keys()) {
        let editor = pressed(&keys);
        let cursor = editor.parts().0.len();
        prop_assert!(places(editor.text()).contains(&cursor), "{:?} at {cursor}", editor.text());
    }

    #[test]
    fn nothing_that_steers_a_terminal_gets_into_the_line(keys in keys()) {
        prop_assert!(!pressed(&keys).text().contains(char::is_control));
    }

    #[test]
    fn moving_changes_no_text(keys in keys(), moves in prop::collection::vec(prop::sample::select(vec![
        Key::Left, Key::Right, Key::Home, Key::End, Key::WordLeft, Key::WordRight, Key::Control('a'), Key::Alt('b'),
    ]), 0..20)) {
        let mut editor = pressed(&keys);
        let text = editor.text().to_owned();
        for key in &moves {
            editor.press(key);
        }
        prop_assert_eq!(editor.text(), text);
    }

    #[test]
    fn what_is_killed_at_the_end_comes_back(keys in keys(), kill in prop::sample::select(vec![
        Key::Control('w'), Key::Control('u'), Key::AltBackspace,
    ])) {
        let mut editor = pressed(&keys);
        editor.press(&Key::End);
        let text = editor.text().to_owned();
        editor.press(&kill);
        if editor.text() != text {
            editor.press(&Key::Control('y'));
        }
        prop_assert_eq!(editor.text(), text);
    }

    #[test]
    fn left_takes_right_back(keys in keys()) {
        let mut editor = pressed(&keys);
        let before = editor.parts().0.len();
        editor.press(&Key::Right);
        if editor.parts().0.len() > before {
            editor.press(&Key::Left);
        }
        prop_assert_eq!(editor.parts().0.len(), before);
    }

    #[test]
    fn bytes_may_come_in_any_pieces(bytes in prop::collection::vec(prop_oneof![
        Just(27_u8), Just(b'['), Just(b'O'), Just(b'~'), Just(b'2'), Just(b'0'), Just(b';'), any::<u8>(),
    ], 0..80), cut in 0_usize..80) {
        let (mut whole, mut pieces) = (Decoder::default(), Decoder::default());
        let cut = cut.min(bytes.len());
        let mut parts = pieces.feed(&bytes[..cut]);
        parts.extend(pieces.feed(&bytes[cut..]));
        let merged = |keys: Vec<Key>| keys.into_iter().filter(|key| *key != Key::Enter).collect::<Vec<_>>();
        // A line end in two bytes may be two.
        prop_assert_eq!(merged(whole.feed(&bytes)), merged(parts));
    }

    #[test]
    fn what_is_seen_fits_and_the_cursor_is_in_it(keys in keys(), columns in 4_usize..90, ascii in any::<bool>()) {
        let editor = pressed(&keys);
        let (before, after) = editor.parts();
        let style = Style { palette: Palette::None, ascii, width: 80 };
        let seen = view(before, after, columns, &style);
        prop_assert!(columns_of(&seen.before) + columns_of(&seen.after) < columns, "{seen:?}");
    }
}
