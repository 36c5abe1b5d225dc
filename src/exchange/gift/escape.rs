//! The signs that mean something in GIFT, and how they are made plain.

/// Signs behind a backslash, and what stands for them while a question is taken apart.
const SIGNS: [(char, char); 7] = [
    (':', '\u{e000}'),
    ('#', '\u{e001}'),
    ('=', '\u{e002}'),
    ('{', '\u{e003}'),
    ('}', '\u{e004}'),
    ('~', '\u{e005}'),
    ('n', '\u{e006}'),
];

/// Escaped signs made characters that mean nothing.
pub(super) fn hidden(text: &str) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut characters = text.chars().filter(|c| !('\u{e000}'..='\u{e006}').contains(c)).peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied().filter(|_| c == '\\');
        match next.map(|next| (next, SIGNS.iter().find(|(sign, _)| *sign == next))) {
            Some((_, Some((_, stand_in)))) => hidden.push(*stand_in),
            Some(('\\', None)) => hidden.push('\\'),
            _ => {
                hidden.push(c);
                continue;
            }
        }
        characters.next();
    }
    hidden
}

/// The signs themselves again.
pub(super) fn shown(text: &str) -> String {
    let sign = |c: char| match SIGNS.iter().find(|(_, stand_in)| *stand_in == c) {
        Some(('n', _)) => '\n',
        Some((sign, _)) => *sign,
        None => c,
    };
    text.chars().map(sign).collect()
}

/// A text in which no sign means anything; it stays on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\\' | '~' | '=' | '#' | '{' | '}' | ':' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}
