//! Letters of other scripts that look like Latin ones.

/// The text with Cyrillic and Greek look-alikes as Latin letters; nothing where it mixes no scripts.
pub(crate) fn latin(text: &str) -> Option<String> {
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
