//! Letters of other scripts: those that look like Latin ones, and those that run from right to left.

/// Whether a text has letters that run from right to left (Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin): only there
/// do the marks of direction U+200E, U+200F and U+061C mean anything.
pub(crate) fn runs_right_to_left(text: &str) -> bool {
    let runs = |letter: char| {
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    text.chars().any(|letter| letter.is_alphabetic() && runs(letter))
}

/// The text with Cyrillic and Greek look-alikes as Latin letters; nothing where it mixes no scripts.
pub(crate) fn latin(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let replaced: String = text.chars().map(|letter| twin(letter).unwrap_or(letter)).collect();
    let foreign = |letter: char| matches!(letter, '\u{370}'..='\u{52f}');
    let left = replaced.chars().any(|letter| letter.is_alphabetic() && foreign(letter));
    (replaced != text && !left).then_some(replaced)
}

fn twin(letter: char) -> Option<char> {
    const TWINS: [(char, char); 38] = [
        ('а', 'a'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('у', 'y'),
        ('х', 'x'),
        ('і', 'i'),
        ('ј', 'j'),
        ('ѕ', 's'),
        ('А', 'A'),
        ('В', 'B'),
        ('Е', 'E'),
        ('К', 'K'),
        ('М', 'M'),
        ('Н', 'H'),
        ('О', 'O'),
        ('Р', 'P'),
        ('С', 'C'),
        ('Т', 'T'),
        ('Х', 'X'),
        ('І', 'I'),
        ('Ѕ', 'S'),
        ('Ј', 'J'),
        ('ο', 'o'),
        ('Α', 'A'),
        ('Β', 'B'),
        ('Ε', 'E'),
        ('Η', 'H'),
        ('Ι', 'I'),
        ('Κ', 'K'),
        ('Μ', 'M'),
        ('Ν', 'N'),
        ('Ο', 'O'),
        ('Ρ', 'P'),
        ('Τ', 'T'),
        ('Χ', 'X'),
        ('ԁ', 'd'),
    ];
    TWINS.iter().find(|(foreign, _)| *foreign == letter).map(|(_, latin)| *latin)
}
