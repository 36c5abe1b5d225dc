//! Numbers in words: `two hundred and five`, `quatre-vingt-dix`, `einundzwanzig`, `third`, `XIV`.

use super::Language;
use super::token::{Gap, Token};

/// What one word does to the number being read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Piece {
    /// 0 to 99, or a whole German compound.
    Small(f64),
    Hundred,
    Scale(f64),
}

const ENGLISH: [(&str, u32); 28] = [
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];
const FRENCH: [(&str, u32); 29] = [
    ("zero", 0),
    ("un", 1),
    ("une", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("onze", 11),
    ("douze", 12),
    ("treize", 13),
    ("quatorze", 14),
    ("quinze", 15),
    ("seize", 16),
    ("vingt", 20),
    ("vingts", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("septante", 70),
    ("huitante", 80),
    ("octante", 80),
    ("nonante", 90),
    ("quatrevingt", 80),
];
const GERMAN: [(&str, u32); 32] = [
    ("null", 0),
    ("eins", 1),
    ("ein", 1),
    ("eine", 1),
    ("zwei", 2),
    ("zwo", 2),
    ("drei", 3),
    ("vier", 4),
    ("funf", 5),
    ("fuenf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
    ("zwolf", 12),
    ("zwoelf", 12),
    ("dreizehn", 13),
    ("vierzehn", 14),
    ("funfzehn", 15),
    ("sechzehn", 16),
    ("siebzehn", 17),
    ("achtzehn", 18),
    ("neunzehn", 19),
    ("zwanzig", 20),
    ("dreissig", 30),
    ("vierzig", 40),
    ("funfzig", 50),
    ("sechzig", 60),
    ("siebzig", 70),
    ("achtzig", 80),
];
const OTHER: [(&str, u32); 45] = [
    ("cero", 0),
    ("uno", 1),
    ("una", 1),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
    ("diez", 10),
    ("once", 11),
    ("doce", 12),
    ("trece", 13),
    ("catorce", 14),
    ("quince", 15),
    ("veinte", 20),
    ("treinta", 30),
    ("cuarenta", 40),
    ("cincuenta", 50),
    ("sesenta", 60),
    ("setenta", 70),
    ("ochenta", 80),
    ("noventa", 90),
    ("due", 2),
    ("tre", 3),
    ("quattro", 4),
    ("cinque", 5),
    ("sei", 6),
    ("sette", 7),
    ("otto", 8),
    ("nove", 9),
    ("dieci", 10),
    ("undici", 11),
    ("dodici", 12),
    ("tredici", 13),
    ("venti", 20),
    ("trenta", 30),
    ("quaranta", 40),
    ("cinquanta", 50),
    ("sessanta", 60),
    ("settanta", 70),
    ("ottanta", 80),
    ("novanta", 90),
];

const ORDINALS: [(&str, u32); 52] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
    ("premier", 1),
    ("premiere", 1),
    ("deuxieme", 2),
    ("seconde", 2),
    ("troisieme", 3),
    ("quatrieme", 4),
    ("cinquieme", 5),
    ("sixieme", 6),
    ("septieme", 7),
    ("huitieme", 8),
    ("neuvieme", 9),
    ("dixieme", 10),
    ("erste", 1),
    ("ersten", 1),
    ("erster", 1),
    ("zweite", 2),
    ("zweiten", 2),
    ("zweiter", 2),
    ("dritte", 3),
    ("dritten", 3),
    ("dritter", 3),
    ("vierte", 4),
    ("vierten", 4),
    ("funfte", 5),
    ("funften", 5),
    ("sechste", 6),
    ("siebte", 7),
    ("achte", 8),
    ("neunte", 9),
    ("zehnte", 10),
    ("zehnten", 10),
];

const FRACTIONS: [(&str, u32); 40] = [
    ("half", 2),
    ("halves", 2),
    ("third", 3),
    ("thirds", 3),
    ("quarter", 4),
    ("quarters", 4),
    ("fourth", 4),
    ("fourths", 4),
    ("fifth", 5),
    ("fifths", 5),
    ("sixth", 6),
    ("sixths", 6),
    ("seventh", 7),
    ("sevenths", 7),
    ("eighth", 8),
    ("eighths", 8),
    ("ninth", 9),
    ("ninths", 9),
    ("tenth", 10),
    ("tenths", 10),
    ("demi", 2),
    ("demie", 2),
    ("moitie", 2),
    ("tiers", 3),
    ("quart", 4),
    ("quarts", 4),
    ("cinquieme", 5),
    ("cinquiemes", 5),
    ("dixieme", 10),
    ("dixiemes", 10),
    ("halb", 2),
    ("halbe", 2),
    ("halbes", 2),
    ("halfte", 2),
    ("drittel", 3),
    ("viertel", 4),
    ("funftel", 5),
    ("achtel", 8),
    ("zehntel", 10),
    ("medio", 2),
];

fn find(table: &[(&str, u32)], word: &str) -> Option<u32> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

fn table(language: Language) -> &'static [(&'static str, u32)] {
    match language {
        Language::English => &ENGLISH,
        Language::French => &FRENCH,
        Language::German => &GERMAN,
        Language::Other => &OTHER,
    }
}

/// Every word that takes part in a number of the language.
pub(crate) fn vocabulary(language: Language) -> impl Iterator<Item = &'static str> {
    let scales = [
        "hundred",
        "thousand",
        "million",
        "millions",
        "billion",
        "trillion",
        "milliard",
        "milliards",
        "tausend",
        "millionen",
        "milliarde",
        "milliarden",
        "hundert",
        "mille",
        "cent",
    ];
    table(language).iter().map(|(word, _)| *word).chain(scales)
}

pub(crate) fn denominator(word: &str) -> Option<f64> {
    find(&FRACTIONS, word).map(f64::from)
}

pub(crate) fn piece(word: &str, language: Language) -> Option<Piece> {
    if let Some(value) = find(table(language), word) {
        return Some(Piece::Small(value.into()));
    }
    match (word, language) {
        ("hundred" | "hundreds", _) | ("cent" | "cents", Language::French) | ("hundert", Language::German) => {
            Some(Piece::Hundred)
        }
        (_, Language::German) => german(word).map(Piece::Small).or_else(|| scale(word, language).map(Piece::Scale)),
        _ => scale(word, language).map(Piece::Scale),
    }
}

/// The factor of a scale word or its abbreviation, in any of the five languages; `billion` is read as the language has it.
pub(crate) fn scale(word: &str, language: Language) -> Option<f64> {
    let long = matches!(language, Language::French | Language::German);
    Some(match word {
        "thousand" | "thousands" | "mille" | "tausend" | "mil" | "mila" | "tsd" => 1e3,
        "million" | "millions" | "mio" | "mill" | "mn" | "mln" | "millionen" | "millon" | "millones" | "milione"
        | "milioni" => 1e6,
        "milliard" | "milliards" | "milliarde" | "milliarden" | "mrd" | "mrds" | "md" | "mds" | "miliardo"
        | "miliardi" | "bn" | "bln" => 1e9,
        "billion" | "billions" if long => 1e12,
        "billion" | "billions" => 1e9,
        "billionen" | "billones" | "bio" => 1e12,
        "trillion" | "trillions" if long => 1e18,
        "trillion" | "trillions" | "tn" | "trn" => 1e12,
        "trillionen" => 1e18,
        "dozen" | "dozens" | "dutzend" | "douzaine" => 12.0,
        _ => return None,
    })
}

/// A German compound such as `zweihundertfunfundzwanzig`.
fn german(word: &str) -> Option<f64> {
    let part = |text: &str, otherwise: f64| if text.is_empty() { Some(otherwise) } else { german(text) };
    if let Some(value) = find(&GERMAN, word).or((word == "neunzig").then_some(90)) {
        return Some(value.into());
    }
    if let Some((left, right)) = word.split_once("tausend") {
        return Some(part(left, 1.0)? * 1e3 + part(right.strip_prefix("und").unwrap_or(right), 0.0)?);
    }
    if let Some((left, right)) = word.split_once("hundert") {
        return Some(part(left, 1.0)? * 1e2 + part(right.strip_prefix("und").unwrap_or(right), 0.0)?);
    }
    let (unit, ten) = word.split_once("und")?;
    let (unit, ten) = (find(&GERMAN, unit)?, find(&GERMAN, ten).or((ten == "neunzig").then_some(90))?);
    (unit < 10 && ten >= 20).then(|| f64::from(unit + ten))
}

/// The number that the words begin with, and how many of them it takes.
pub(crate) fn value(words: &[&str], language: Language) -> Option<(f64, usize)> {
    let (mut total, mut current, mut used, mut last) = (0.0, 0.0, 0, None);
    let mut place = 0;
    while let Some(word) = words.get(place) {
        let joins = matches!(*word, "and" | "et" | "und" | "y" | "e") && used > 0;
        if joins
            && words.get(place + 1).is_some_and(|next| matches!(piece(next, language), Some(Piece::Small(_))))
            && follows_and(last)
        {
            place += 1;
            continue;
        }
        let Some(piece) = piece(word, language) else { break };
        let Some(next) = step(current, piece, last, language) else { break };
        match piece {
            Piece::Scale(factor) => {
                total += f64::max(current, if last.is_none() { 1.0 } else { current }) * factor;
                current = 0.0;
            }
            _ => current = next,
        }
        last = Some(piece);
        place += 1;
        used = place;
    }
    (used > 0).then_some((total + current, used))
}

fn follows_and(last: Option<Piece>) -> bool {
    match last {
        Some(Piece::Small(value)) => value >= 20.0,
        other => other.is_some(),
    }
}

/// The running value after one more word; nothing where the word begins another number.
fn step(current: f64, piece: Piece, last: Option<Piece>, language: Language) -> Option<f64> {
    match (piece, last) {
        (Piece::Hundred, Some(Piece::Hundred)) => None,
        (Piece::Hundred, _) => Some(if current == 0.0 { 100.0 } else { current * 100.0 }),
        (Piece::Scale(_), _) => Some(0.0),
        (Piece::Small(value), Some(Piece::Small(before))) => match language {
            Language::French if before == 4.0 && value == 20.0 => Some(current - 4.0 + 80.0),
            Language::French if before >= 20.0 && value < 20.0 => Some(current + value),
            Language::French if before == 10.0 && (7.0..10.0).contains(&value) => Some(current + value),
            _ if before >= 20.0 && before % 10.0 == 0.0 && (1.0..10.0).contains(&value) => Some(current + value),
            Language::English if (10.0..=21.0).contains(&current) && (10.0..100.0).contains(&value) => {
                Some(current * 100.0 + value)
            }
            _ => None,
        },
        (Piece::Small(value), _) => Some(current + value),
    }
}

/// Puts number words together in their tokens and gives every numeral one form.
pub(crate) fn join(tokens: &mut Vec<Token>, language: Language) {
    let mut place = 0;
    while place < tokens.len() {
        let run = 1 + tokens[place + 1..]
            .iter()
            .take(12)
            .take_while(|token| matches!(token.gap, Gap::Blank | Gap::Hyphen) && !token.has_digit())
            .count();
        let words: Vec<&str> = tokens[place..place + run].iter().map(|token| token.word.as_str()).collect();
        if let Some((number, used)) = value(&words, language).filter(|(_, used)| *used > 1 || !is_article(words[0])) {
            let fraction = words.get(used).filter(|_| used == 1).and_then(|word| denominator(word));
            merge(tokens, place, used + usize::from(fraction.is_some()));
            tokens[place].canon = fraction.map_or_else(|| number.to_string(), |under| format!("{number}/{under}"));
        } else if let Some(canon) = numeral(tokens, place, language) {
            tokens[place].canon = canon;
        }
        place += 1;
    }
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "un" | "une"
            | "ein"
            | "eine"
            | "uno"
            | "una"
            | "mille"
            | "mil"
            | "once"
            | "second"
            | "seconds"
            | "md"
            | "mill"
            | "bio"
            | "e"
            | "y"
    )
}

fn merge(tokens: &mut Vec<Token>, place: usize, count: usize) {
    let rest: Vec<Token> = tokens.drain(place + 1..place + count).collect();
    for token in rest {
        tokens[place].raw = format!("{} {}", tokens[place].raw, token.raw);
        tokens[place].word.push_str(&token.word);
        tokens[place].spelled = None;
    }
}

/// One form for a single numeral: ordinals, roman numerals, separators.
fn numeral(tokens: &[Token], place: usize, language: Language) -> Option<String> {
    let token = &tokens[place];
    if let Some(value) = find(&ORDINALS, &token.word) {
        return Some(value.to_string());
    }
    if token.raw.starts_with(|letter: char| letter.is_ascii_digit()) {
        let digits = token.word.trim_end_matches(char::is_alphabetic);
        if digits.len() < token.word.len()
            && matches!(&token.word[digits.len()..], "st" | "nd" | "rd" | "th" | "er" | "e" | "eme" | "re" | "de")
        {
            return Some(digits.to_owned());
        }
        if token.raw.contains('/') {
            return Some(token.raw.clone());
        }
        return plain(&token.raw, language);
    }
    let single = token.length() == 1 && place > 0 && (token.capital || place + 1 == tokens.len());
    (token.length() > 1 || single).then(|| roman(&token.word)).flatten().map(|value| value.to_string())
}

/// Digits without separators of thousands, the decimal point a point; nothing where the text is no number.
pub(crate) fn plain(text: &str, language: Language) -> Option<String> {
    super::number_read::digits(text, language).map(|value| value.to_string())
}

/// A roman numeral of `i`, `v`, `x` (also `l`, `c` from three letters), 1 to 399.
pub(crate) fn roman(word: &str) -> Option<u32> {
    const SIGNS: [(&str, u32); 9] =
        [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let allowed = |letter: char| "ivx".contains(letter) || (word.len() > 2 && "lc".contains(letter));
    if word.is_empty() || word.len() > 10 || !word.chars().all(allowed) {
        return None;
    }
    let (mut rest, mut value) = (word, 0);
    for (sign, worth) in SIGNS {
        let most = if sign.len() > 1 || matches!(sign, "l" | "v") { 1 } else { 3 };
        for _ in 0..most {
            if let Some(shorter) = rest.strip_prefix(sign) {
                rest = shorter;
                value += worth;
            }
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn counts(text: &str, language: Language, expected: f64) {
        let words: Vec<&str> = text.split(' ').collect();
        assert_eq!(value(&words, language), Some((expected, words.len())), "{text}");
    }

    #[test]
    fn numbers_in_words_are_read() {
        counts("two hundred and five", Language::English, 205.0);
        counts("three hundred and seventy five billion", Language::English, 375e9);
        counts("nineteen ninety eight", Language::English, 1998.0);
        counts("quatre vingt dix sept", Language::French, 97.0);
        counts("soixante et onze", Language::French, 71.0);
        counts("einundzwanzig", Language::German, 21.0);
        counts("zweitausendfunfhundert", Language::German, 2500.0);
    }

    #[test]
    fn roman_numerals_are_strict() {
        assert_eq!(
            [roman("xiv"), roman("ii"), roman("iiii"), roman("mix"), roman("civic"), roman("li")],
            [Some(14), Some(2), None, None, None, None]
        );
    }
}
