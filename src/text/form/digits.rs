//! Digits as they are written: separators of either convention, fraction signs, powers; and a text cut at them.

use unicode_normalization::UnicodeNormalization;

use crate::text::language::Language;

/// The value of digits with points, commas, blanks or apostrophes.
pub(crate) fn digits(text: &str, language: Language) -> Option<f64> {
    let text: String = text.chars().filter(|sign| !matches!(sign, '\'' | '’' | '_') && !sign.is_whitespace()).collect();
    if !text.starts_with(|sign: char| sign.is_ascii_digit())
        || !text.chars().all(|sign| sign.is_ascii_digit() || ".,".contains(sign))
    {
        return None;
    }
    let grouped = |sign: char| {
        let mut parts = text.split(sign);
        let first = parts.next().is_some_and(|part| (1..=3).contains(&part.len()) && part != "0");
        first && parts.clone().next().is_some() && parts.all(|part| part.len() == 3)
    };
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let plain = match (points, commas) {
        (0, 0) => text,
        (1, 0) | (0, 1) => {
            let sign = if points == 1 { '.' } else { ',' };
            let thousands = if matches!(language, Language::English) { ',' } else { '.' };
            if sign == thousands && grouped(sign) { text.replace(sign, "") } else { text.replace(sign, ".") }
        }
        (_, 0) if grouped('.') => text.replace('.', ""),
        (0, _) if grouped(',') => text.replace(',', ""),
        _ => mixed(&text)?,
    };
    plain.parse().ok()
}

/// `1.234,5` or `1,234.5`: the last sign is the decimal one.
fn mixed(text: &str) -> Option<String> {
    let last = text.rfind(['.', ','])?;
    let (whole, part) = (&text[..last], &text[last + 1..]);
    let (decimal, other) = if text[last..].starts_with('.') { ('.', ',') } else { (',', '.') };
    if whole.contains(decimal) || part.contains(other) || !whole.split(other).skip(1).all(|group| group.len() == 3) {
        return None;
    }
    Some(format!("{}.{part}", whole.replace(other, "")))
}

/// A stretch of what was typed: digits, a word or a sign.
pub(crate) fn pieces(text: &str) -> Vec<String> {
    let letters = plain_powers(&spaced_fractions(text));
    let (mut pieces, mut place) = (Vec::new(), 0);
    while place < letters.len() {
        let letter = letters[place];
        let start = place;
        let elided = letters.get(place + 1).is_some_and(|next| matches!(next, '\'' | '’'))
            && letters.get(place + 2).is_some_and(|next| next.is_alphabetic())
            && matches!(letter, 'd' | 'D' | 'l' | 'L');
        if elided {
            place += 2;
            pieces.push(letter.to_string());
            continue;
        }
        let dot = |at: usize| letters.get(at) == Some(&'.');
        if letter.is_uppercase()
            && dot(place + 1)
            && letters.get(place + 2).is_some_and(char::is_ascii_uppercase)
            && dot(place + 3)
        {
            pieces.push([letter, letters[place + 2]].iter().collect());
            place += 4;
            continue;
        }
        if begins_with_decimals(&letters, place) {
            place = digits_end(&letters, place + 1);
            pieces.push(std::iter::once('0').chain(letters[start..place].iter().copied()).collect());
            continue;
        }
        if letter.is_ascii_digit() {
            place = digits_end(&letters, place);
        } else if letter.is_alphabetic() {
            while place < letters.len()
                && (letters[place].is_alphabetic()
                    || matches!(letters[place], '\'' | '’' | '²' | '³')
                    || unicode_normalization::char::is_combining_mark(letters[place]))
            {
                place += 1;
            }
        } else {
            place += 1;
        }
        if !letter.is_whitespace() {
            pieces.push(letters[start..place].iter().collect());
        }
    }
    pieces
}

/// `.5` and `,5`, with nothing but a sign in front: a half.
fn begins_with_decimals(letters: &[char], place: usize) -> bool {
    let before = letters[..place].iter().rev().find(|letter| !letter.is_whitespace());
    let glued = place.checked_sub(1).is_some_and(|at| !letters[at].is_whitespace());
    let open = match (letters[place], before) {
        ('.', Some(sign)) if glued => !sign.is_alphanumeric() && !".,)".contains(*sign),
        ('.', _) => true,
        (',', Some(sign)) => "€$£¥+-−–<>≤≥=~≈(".contains(*sign),
        (',', None) => true,
        _ => false,
    };
    open && letters.get(place + 1).is_some_and(char::is_ascii_digit)
}

/// One past a run of digits; a separator belongs to it if a digit follows, a blank if exactly three do.
fn digits_end(letters: &[char], mut place: usize) -> usize {
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut grouped = 0;
    loop {
        while digit(place) {
            place += 1;
            grouped += 1;
        }
        let three = digit(place + 1) && digit(place + 2) && digit(place + 3) && !digit(place + 4);
        match letters.get(place) {
            Some('.' | ',') if digit(place + 1) => place += 1,
            Some('\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}') if three && grouped <= 3 => place += 1,
            _ => return place,
        }
        grouped = 0;
    }
}

/// `10⁸` as `10^8`, and a dot in the middle of the line as a point.
fn plain_powers(text: &str) -> Vec<char> {
    const POWERS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let letters: Vec<char> = text.chars().collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut plain: Vec<char> = Vec::with_capacity(letters.len());
    for (place, letter) in letters.iter().enumerate() {
        let power = POWERS.iter().position(|power| power == letter).filter(|_| place > 0);
        let behind = place.checked_sub(1).is_some_and(digit);
        match power.and_then(|power| char::from_digit(u32::try_from(power).ok()?, 10)) {
            Some(power) if behind => plain.extend(['^', power]),
            Some(power) if plain.len() > 1 && plain[plain.len() - 2] == '^' => plain.push(power),
            _ if matches!(letter, '·' | '⋅') && behind && digit(place + 1) => plain.push('.'),
            // Digits of full width are digits.
            _ if letter.is_numeric() && !letter.is_ascii() && power.is_none() => plain.extend(letter.nfkc()),
            _ => plain.push(*letter),
        }
    }
    plain
}

/// `½` as `1/2`, parted from a whole number in front.
pub(crate) fn spaced_fractions(text: &str) -> String {
    const SIGNS: [(char, &str); 9] = [
        ('½', " 1/2"),
        ('⅓', " 1/3"),
        ('⅔', " 2/3"),
        ('¼', " 1/4"),
        ('¾', " 3/4"),
        ('⅕', " 1/5"),
        ('⅛', " 1/8"),
        ('⁄', "/"),
        ('∕', "/"),
    ];
    if text.is_ascii() {
        return text.to_owned();
    }
    text.chars().fold(String::with_capacity(text.len()), |mut spaced, letter| {
        match SIGNS.iter().find(|(sign, _)| *sign == letter) {
            Some((_, fraction)) => spaced.push_str(fraction),
            None => spaced.push(letter),
        }
        spaced
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_follow_the_language_unless_only_one_reading_exists() {
        let read = |text| [digits(text, Language::English), digits(text, Language::German)];
        assert_eq!(read("1,500"), [Some(1500.0), Some(1.5)]);
        assert_eq!(read("1.500"), [Some(1.5), Some(1500.0)]);
        assert_eq!(read("1.234,5"), [Some(1234.5), Some(1234.5)]);
        assert_eq!(read("1,234.5"), [Some(1234.5), Some(1234.5)]);
        assert_eq!(read("12,5"), [Some(12.5), Some(12.5)]);
    }

    #[test]
    fn a_text_is_cut_at_its_numbers() {
        assert_eq!(pieces("d’euros 4.47×10⁸ km²"), ["d", "euros", "4.47", "×", "10", "^", "8", "km²"]);
        assert_eq!(pieces("３７５ km²"), ["375", "km²"]);
        assert_eq!(
            pieces(".5 and $.7, not 1,500.5, .. 6"),
            ["0.5", "and", "$", "0.7", ",", "not", "1,500.5", ",", ".", ".", "6"]
        );
        assert_eq!(pieces(",7 %"), ["0,7", "%"]);
        assert_eq!(pieces("5·9 2½ 1 000"), ["5.9", "2", "1", "/", "2", "1 000"]);
    }
}
