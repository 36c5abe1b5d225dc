//! Reading a number: digits with separators, words, fractions, scale words, bounds, units.

use super::diff::edits;
use super::fold::fold_word;
use super::number_words::value;
use super::numerals::{denominator, scale, vocabulary};
use super::units::{self, Unit};
use super::{Bound, Language, Lexicon};

/// A number as typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    pub(crate) value: f64,
    pub(crate) unit: Option<Unit>,
    pub(crate) bound: Option<Bound>,
    /// A fraction such as *a third*, which may also be meant as a share.
    pub(crate) fraction: bool,
    /// A scale word or letter stood behind it.
    pub(crate) scaled: bool,
    /// The unit was a bare `m`, which may also mean a million.
    pub(crate) metre_or_million: bool,
    /// One slip in a number or scale word was forgiven.
    pub(crate) slip: bool,
    /// Words that are neither number nor unit, folded.
    pub(crate) rest: Vec<String>,
}

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
    let text = spaced_fractions(text);
    let letters: Vec<char> = text.chars().collect();
    let (mut pieces, mut place) = (Vec::new(), 0);
    while place < letters.len() {
        let letter = letters[place];
        let start = place;
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
    text.chars().fold(String::with_capacity(text.len()), |mut spaced, letter| {
        match SIGNS.iter().find(|(sign, _)| *sign == letter) {
            Some((_, fraction)) => spaced.push_str(fraction),
            None => spaced.push(letter),
        }
        spaced
    })
}

/// Every number in the text, each with what stands around it.
///
/// Misspelt number words are put right only where a lexicon tells that they are no other words.
pub(crate) fn readings(text: &str, language: Language, lexicon: Option<&Lexicon>) -> Vec<Reading> {
    let pieces = pieces(text);
    let mut words: Vec<String> = pieces
        .iter()
        .map(|piece| if piece.chars().any(char::is_alphabetic) { fold_word(piece) } else { piece.clone() })
        .collect();
    let mut mended_any = false;
    for word in &mut words {
        let unknown = lexicon.is_some_and(|lexicon| !lexicon.is_known(word, language));
        if unknown && let Some(right) = mended(word, language) {
            right.clone_into(word);
            mended_any = true;
        }
    }
    let mut reader =
        Reader { language, pieces: &pieces, words, place: 0, found: Vec::new(), pending: Pending::default() };
    reader.run();
    for reading in &mut reader.found {
        reading.slip = mended_any;
    }
    reader.found
}

#[derive(Default)]
struct Pending {
    bound: Option<Bound>,
    negative: bool,
    unit: Option<Unit>,
    rest: Vec<String>,
}

struct Reader<'a> {
    language: Language,
    pieces: &'a [String],
    words: Vec<String>,
    place: usize,
    found: Vec<Reading>,
    pending: Pending,
}

impl Reader<'_> {
    fn run(&mut self) {
        while self.place < self.words.len() {
            if let Some((value, fraction)) = self.number() {
                self.complete(value, fraction);
            } else {
                self.other();
            }
        }
        let rest = std::mem::take(&mut self.pending.rest);
        if let Some(last) = self.found.last_mut() {
            last.rest.extend(rest);
        }
    }

    fn word(&self, ahead: usize) -> &str {
        self.words.get(self.place + ahead).map_or("", String::as_str)
    }

    /// A value at this place: digits, words, fractions; the place moves behind it.
    fn number(&mut self) -> Option<(f64, bool)> {
        let start = self.place;
        let mut fraction = false;
        let mut total = if let Some(value) = self.digits_here() {
            self.place += 1;
            self.ordinal_or_power(value)?
        } else {
            let rest: Vec<&str> =
                self.words[start..].iter().filter(|word| *word != "-").take(16).map(String::as_str).collect();
            match value(&rest, self.language) {
                Some((value, used)) => {
                    self.skip_words(used);
                    value
                }
                None => return self.bare_fraction().map(|value| (value, true)),
            }
        };
        if self.word(0) == "/"
            && let Ok(under) = self.word(1).parse::<f64>()
            && under != 0.0
        {
            total /= under;
            fraction = true;
            self.place += 2;
        } else if let Some(under) =
            denominator(self.word(0)).or_else(|| (self.word(0) == "-").then(|| denominator(self.word(1))).flatten())
        {
            total /= under;
            fraction = true;
            self.place += 1 + usize::from(self.word(0) == "-");
        } else {
            total += self.mixed_fraction();
        }
        Some((total, fraction))
    }

    fn skip_words(&mut self, mut used: usize) {
        while used > 0 {
            if self.word(0) != "-" {
                used -= 1;
            }
            self.place += 1;
        }
    }

    /// Digits here; a comma or point as another language has it, if that one's scale word follows.
    fn digits_here(&self) -> Option<f64> {
        let text = &self.pieces[self.place];
        if self.pieces.len() == 1 && text.len() > 1 && text.chars().all(char::is_uppercase) {
            return super::numerals::roman(&self.words[0]).map(f64::from);
        }
        let foreign = matches!(
            self.word(1),
            "mio"
                | "mrd"
                | "millionen"
                | "milliarden"
                | "tausend"
                | "tsd"
                | "milliards"
                | "millones"
                | "milioni"
                | "miliardi"
        );
        let language = if foreign && self.language == Language::English { Language::German } else { self.language };
        digits(text, language)
    }

    /// `1e9`, `1.5 x 10^9`.
    fn ordinal_or_power(&mut self, value: f64) -> Option<f64> {
        if matches!(self.word(0), "x" | "×" | "*" | "·") && self.word(1) == "10" {
            let power: i32 = if self.word(2) == "^" { self.word(3).parse().ok()? } else { return None };
            self.place += 4;
            return Some(value * 10_f64.powi(power.clamp(-30, 30)));
        }
        if self.word(0) == "e"
            && let Ok(power) = self.word(1).parse::<i32>()
        {
            self.place += 2;
            return Some(value * 10_f64.powi(power.clamp(-30, 30)));
        }
        if self.word(0) == "^"
            && let Ok(power) = self.word(1).parse::<i32>()
        {
            self.place += 2;
            return Some(value.powi(power.clamp(-30, 30)));
        }
        Some(value)
    }

    /// *half*, *a third*, *la moitié*.
    fn bare_fraction(&mut self) -> Option<f64> {
        let article = matches!(self.word(0), "a" | "one" | "un" | "une" | "ein" | "eine" | "la" | "die");
        let at = usize::from(article);
        let under = denominator(self.word(at))?;
        self.place += at + 1;
        Some(1.0 / under)
    }

    /// *and a half* or `1/2` behind a whole number.
    fn mixed_fraction(&mut self) -> f64 {
        let mut at = usize::from(matches!(self.word(0), "and" | "et" | "und" | "y"));
        if at == 1 && matches!(self.word(1), "a" | "one" | "un" | "une" | "ein" | "eine") {
            at = 2;
        }
        if at > 0
            && let Some(under) = denominator(self.word(at))
        {
            self.place += at + 1;
            return 1.0 / under;
        }
        let small = |text: &str| text.parse::<f64>().ok().filter(|value| *value > 0.0 && *value < 100.0);
        if self.word(1) == "/"
            && let (Some(over), Some(under)) = (small(self.word(0)), small(self.word(2)))
        {
            self.place += 3;
            return over / under;
        }
        if matches!(self.word(0), "point" | "comma" | "virgule" | "komma") {
            return self.spoken_decimals();
        }
        0.0
    }

    /// *point five*, *virgule vingt-cinq*.
    fn spoken_decimals(&mut self) -> f64 {
        let (mut place, mut factor, mut sum) = (self.place + 1, 1.0, 0.0);
        while let Some((digit, _)) = self
            .words
            .get(place)
            .and_then(|word| value(&[word.as_str()], self.language))
            .filter(|(digit, _)| *digit < 10.0)
        {
            factor /= 10.0;
            sum += digit * factor;
            place += 1;
        }
        if factor < 1.0 {
            self.place = place;
        }
        sum
    }

    fn complete(&mut self, mut value: f64, fraction: bool) {
        let mut scaled = false;
        loop {
            let at = usize::from(
                fraction && matches!(self.word(0), "a" | "of" | "d" | "de") || matches!(self.word(0), "-" | "de" | "d"),
            );
            let letter = match self.pieces.get(self.place + at).map(String::as_str) {
                Some("k" | "K") => Some(1e3),
                Some("m" | "M") if !scaled && self.glued_million() => Some(1e6),
                Some("b" | "B") => Some(1e9),
                _ => None,
            };
            let hundred = matches!(self.word(at), "hundred" | "cents" | "hundert").then_some(100.0);
            let Some(factor) = scale(self.word(at), self.language).or(letter).or(hundred) else { break };
            if value == 0.0 {
                break;
            }
            value *= factor;
            scaled = true;
            self.place += at + 1;
        }
        self.share_of(&mut value);
        let before = self.pending.unit.take();
        let bare_m = self.pieces.get(self.place).is_some_and(|piece| piece == "m");
        let money_behind =
            self.pieces.get(self.place + 1).and_then(|piece| units::find(piece)).is_some_and(|unit| unit.leads());
        if bare_m && (money_behind || before.as_ref().is_some_and(Unit::leads)) {
            value *= 1e6;
            scaled = true;
            self.place += 1;
        }
        let metre_or_million = bare_m && !scaled;
        let unit = self.unit().or(before);
        let bound = self.bound_behind().or(self.pending.bound.take());
        let value = if std::mem::take(&mut self.pending.negative) { -value } else { value };
        let rest = std::mem::take(&mut self.pending.rest);
        self.found.push(Reading { value, unit, bound, fraction, scaled, metre_or_million, slip: false, rest });
    }

    /// A capital `M` means a million; a small one is a metre.
    fn glued_million(&self) -> bool {
        self.pieces.get(self.place).is_some_and(|piece| piece == "M")
    }

    /// *one in five*, *20 out of 100*.
    fn share_of(&mut self, value: &mut f64) {
        let at = match (self.word(0), self.word(1)) {
            ("out", "of") => 2,
            ("in" | "sur" | "von", _) => 1,
            _ => return,
        };
        let rest: Vec<&str> =
            self.words[(self.place + at).min(self.words.len())..].iter().take(1).map(String::as_str).collect();
        let under = rest.first().and_then(|word| {
            digits(word, self.language)
                .or_else(|| super::number_words::value(&[word], self.language).map(|(value, _)| value))
        });
        if let Some(under) = under.filter(|under| *under > *value && *under <= 1000.0) {
            *value /= under;
            self.place += at + 1;
            self.pending.unit = Some(units::share());
        }
    }

    /// A unit of up to three words.
    fn unit(&mut self) -> Option<Unit> {
        let skip = usize::from(matches!(self.word(0), "-" | "of" | "de" | "d") && self.place + 1 < self.words.len());
        for count in (1..=3).rev() {
            let start = self.place + skip;
            let Some(pieces) = self.pieces.get(start..start + count) else { continue };
            if let Some(unit) = units::find(&pieces.concat()).or_else(|| units::find(&pieces.join(" "))) {
                self.place = start + count;
                return Some(unit);
            }
        }
        None
    }

    fn bound_behind(&mut self) -> Option<Bound> {
        let (bound, used) = match (self.word(0), self.word(1), self.word(2)) {
            ("+", _, _) => (Bound::AtLeast, 1),
            ("or" | "and", "more" | "over" | "above" | "higher", _) => (Bound::AtLeast, 2),
            ("or" | "and", "less" | "fewer" | "under" | "below" | "lower", _) => (Bound::AtMost, 2),
            ("ou", "plus", _) | ("oder", "mehr", _) => (Bound::AtLeast, 2),
            ("ou", "moins", _) | ("oder", "weniger", _) => (Bound::AtMost, 2),
            _ => return None,
        };
        self.place += used;
        Some(bound)
    }

    fn other(&mut self) {
        if let Some((bound, used)) = self.bound_before() {
            self.pending.bound = Some(bound);
            self.place += used;
            return;
        }
        let piece = &self.pieces[self.place];
        match piece.as_str() {
            "-" | "−" | "–" => {
                self.pending.negative = self.found.is_empty()
                    && self
                        .words
                        .get(self.place + 1)
                        .is_some_and(|next| next.starts_with(|sign: char| sign.is_ascii_digit()));
            }
            _ if matches!(self.word(0), "minus" | "moins" | "menos" | "meno") => self.pending.negative = true,
            _ => {
                if let Some(unit) = units::find(piece) {
                    let mut behind = self.found.last_mut().filter(|last| last.unit.is_none() && !unit.leads());
                    match behind.as_mut() {
                        Some(last) => last.unit = Some(unit),
                        None => self.pending.unit = Some(unit),
                    }
                } else if piece.chars().any(char::is_alphanumeric) || "/?*".contains(piece.as_str()) {
                    self.pending.rest.push(self.words[self.place].clone());
                }
            }
        }
        self.place += 1;
    }

    fn bound_before(&self) -> Option<(Bound, usize)> {
        Some(match (self.word(0), self.word(1), self.word(2)) {
            (">", "=", _) | ("≥", _, _) if self.word(0) == "≥" => (Bound::AtLeast, 1),
            (">", "=", _) => (Bound::AtLeast, 2),
            ("<", "=", _) => (Bound::AtMost, 2),
            ("≤", _, _) => (Bound::AtMost, 1),
            (">", _, _) => (Bound::Over, 1),
            ("<", _, _) => (Bound::Under, 1),
            ("not" | "no", "more" | "over", "than")
            | ("pas" | "nicht", "plus" | "mehr", "de" | "d" | "que" | "als") => (Bound::AtMost, 3),
            ("not" | "no", "less" | "fewer" | "under", "than") => (Bound::AtLeast, 3),
            ("more" | "greater" | "higher" | "larger" | "bigger", "than", _)
            | ("plus", "de" | "d" | "que", _)
            | ("mehr", "als", _)
            | ("mas", "de", _) => (Bound::Over, 2),
            ("less" | "fewer" | "lower" | "smaller", "than", _)
            | ("moins", "de" | "d" | "que", _)
            | ("weniger", "als", _)
            | ("menos", "de", _) => (Bound::Under, 2),
            ("at", "least", _) | ("au", "moins", _) => (Bound::AtLeast, 2),
            ("at", "most", _) | ("up", "to", _) | ("au", "plus" | "maximum", _) | ("bis", "zu", _) => {
                (Bound::AtMost, 2)
            }
            ("over" | "above" | "exceeding" | "uber" | "ueber" | "beyond", _, _) => (Bound::Over, 1),
            ("under" | "below" | "unter", _, _) => (Bound::Under, 1),
            ("minimum" | "mindestens" | "wenigstens", _, _) => (Bound::AtLeast, 1),
            ("maximum" | "hochstens" | "maximal" | "jusqua", _, _) => (Bound::AtMost, 1),
            _ => return None,
        })
    }
}

/// The one number word within one edit, from four letters; nothing where it is one already or where two are near.
fn mended(word: &str, language: Language) -> Option<&'static str> {
    let length = word.chars().count();
    if length < 4
        || !word.chars().all(char::is_alphabetic)
        || vocabulary(language).any(|known| known == word)
        || value(&[word], language).is_some()
        || denominator(word).is_some()
        || units::find(word).is_some()
    {
        return None;
    }
    let mut near = vocabulary(language).filter(|known| {
        known.chars().count() >= 4 && known.chars().next() == word.chars().next() && edits(known, word, 1).is_some()
    });
    let first = near.next()?;
    let swap_only = first.chars().count() == 4 && !super::diff::is_inner_swap(first, word);
    (!swap_only && near.all(|other| other.trim_end_matches('s') == first.trim_end_matches('s'))).then_some(first)
}
