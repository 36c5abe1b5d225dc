//! Reading a number: digits with separators, words, fractions, scale words, bounds, units.

use crate::text::form::digits::{digits, pieces};
use crate::text::form::fold::fold_word;
use crate::text::key::Bound;
use crate::text::language::Language;
use crate::text::language::lexicon::Lexicon;
use crate::text::language::numerals::scale;
use crate::text::language::numerals::small;
use crate::text::language::roles::{
    AMOUNT_LINKS, AND, AND_A_HALF, ELISIONS, FRACTION_FILLERS, HUNDRED_BEHIND, HUNDREDS_BEHIND, MINUS, NUMBER_SIGNS,
    OUT_OF, PER, SCALE_LINKS, UNIT_ARTICLES,
};
use crate::text::number::bounds::{self, PLUS};
use crate::text::number::units::{self, Unit};
use crate::text::number::value::{Value, mended};

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
    /// Words that are neither number nor unit: between the number before and this one, and behind the last.
    pub(crate) before: Vec<Loose>,
    pub(crate) behind: Vec<Loose>,
    /// Written with a plus in front, or behind as in `60+`.
    pub(crate) plus: bool,
    pub(crate) plus_behind: bool,
    /// The place in a row that it may mean: 21 for *21st*, 3 for *third*.
    pub(crate) ordinal: Option<f64>,
    /// What one of the smallest scale word or unit behind it is worth: 1000 in *three thousand*.
    step: f64,
    /// Four digits without separators, as a year is written.
    pub(crate) year: bool,
    /// Where it stands among the words: from, to.
    pub(crate) at: (usize, usize),
}

/// A word beside a number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Loose {
    pub(crate) word: String,
    pub(crate) capital: bool,
    /// It stands in brackets or behind a comma.
    pub(crate) parted: bool,
}

/// What a text says about numbers.
pub(crate) struct Numbers {
    pub(crate) found: Vec<Reading>,
    /// Every word and sign, folded.
    pub(crate) words: Vec<String>,
}

/// Every number in the text, each with what stands around it.
pub(crate) fn readings(text: &str, language: Language) -> Vec<Reading> {
    numbers(text, language, None, None).found
}

/// The same, with the words. `measure` is what the answer's unit measures, which decides what `K` and `m` mean.
///
/// Misspelt number words are put right only where a lexicon tells that they are no other words.
pub(crate) fn numbers(text: &str, language: Language, lexicon: Option<&Lexicon>, measure: Option<&str>) -> Numbers {
    let mut pieces = pieces(text);
    let mut words: Vec<String> = pieces
        .iter()
        .map(|piece| if piece.chars().any(char::is_alphabetic) { fold_word(piece) } else { piece.clone() })
        .collect();
    let mut slip = false;
    for place in 0..words.len() {
        let word = words[place].as_str();
        let tens = |word: &str| small(word, language).is_some_and(|tens| tens >= 10 && tens % 10 == 0);
        let joined = place > 1 && words[place - 1] == "-" && tens(&words[place - 2]);
        // Behind the tens nothing is a word that is none of a number: *twenty-sven*, *vingt-spet* (a fish).
        let known = |lexicon: &Lexicon| !joined && lexicon.is_known(word, language);
        let unknown = lexicon.is_some_and(|lexicon| !known(lexicon));
        if unknown && let Some(right) = mended(word, joined, language) {
            right.clone_into(&mut words[place]);
            right.clone_into(&mut pieces[place]);
            slip = true;
        }
    }
    let temperature = measure == Some("temperature");
    let mut reader = Reader {
        language,
        pieces: &pieces,
        words: &words,
        temperature,
        place: 0,
        found: Vec::new(),
        pending: Pending::default(),
    };
    reader.run();
    let mut found = reader.found;
    for reading in &mut found {
        reading.slip = slip;
    }
    Numbers { found, words }
}

#[derive(Default)]
struct Pending {
    bound: Option<Bound>,
    negative: bool,
    unit: Option<Unit>,
    rest: Vec<Loose>,
    plus: bool,
    /// A comma or bracket stood before.
    parted: bool,
}

pub(crate) struct Reader<'a> {
    pub(crate) language: Language,
    pub(crate) pieces: &'a [String],
    pub(crate) words: &'a [String],
    temperature: bool,
    pub(crate) place: usize,
    pub(crate) found: Vec<Reading>,
    pending: Pending,
}

impl Reader<'_> {
    fn run(&mut self) {
        while self.place < self.words.len() {
            let from = self.place;
            if let Some(Value { value, fraction, ordinal }) = self.number() {
                self.complete(value, fraction, from);
                if let Some(last) = self.found.last_mut() {
                    last.ordinal = ordinal;
                }
                self.join_to_last();
                self.pending.parted = false;
            } else {
                self.other();
            }
        }
        let rest = std::mem::take(&mut self.pending.rest);
        if let Some(last) = self.found.last_mut() {
            last.behind.extend(rest);
        }
    }

    pub(crate) fn word(&self, ahead: usize) -> &str {
        self.words.get(self.place + ahead).map_or("", String::as_str)
    }

    fn complete(&mut self, mut value: f64, fraction: bool, from: usize) {
        let (mut scaled, mut step) = (false, 1.0);
        loop {
            let filler =
                |word: &str| fraction && FRACTION_FILLERS.has_word(word) || word == "-" || SCALE_LINKS.has_word(word);
            let at = (0..2).take_while(|at| filler(self.word(*at))).count();
            let letter = match self.pieces.get(self.place + at).map(String::as_str) {
                Some("K") if self.temperature => None,
                Some("k" | "K") => Some(1e3),
                Some("m" | "M") if !scaled && self.glued_million() => Some(1e6),
                Some("b" | "B") => Some(1e9),
                _ => None,
            };
            let word = self.word(at);
            let hundred =
                (HUNDRED_BEHIND.has_word(word) || HUNDREDS_BEHIND.of(self.language).contains(&word)).then_some(100.0);
            let Some(factor) = scale(word, self.language).or(letter).or(hundred) else { break };
            if value == 0.0 {
                break;
            }
            value *= factor;
            (scaled, step) = (true, factor);
            self.place += at + 1;
            if self.word(0) == "." && self.place + 1 < self.words.len() {
                self.place += 1;
            }
        }
        self.and_a_half(&mut value);
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
        let unit = self.unit(fraction).or(before);
        let unit_step = unit.as_ref().filter(|_| !scaled).map(|unit| unit.factor);
        let metre_or_million = bare_m && !scaled && unit.as_ref().is_some_and(|unit| unit.measures == "length");
        let below = bounds::below_zero(&self.words[self.place..]);
        self.place += below;
        self.pending.negative |= below > 0;
        let behind = bounds::behind(&self.words[self.place..]);
        let plus_behind = behind.is_some() && matches!(self.word(0), "+" | PLUS | "-");
        self.place += behind.map_or(0, |(_, used)| used);
        let bound = behind.map(|(bound, _)| bound).or(self.pending.bound.take());
        let value = if std::mem::take(&mut self.pending.negative) { -value } else { value };
        let year = self.pieces[from].len() == 4 && self.place == from + 1 && value.fract() == 0.0 && !scaled;
        self.found.push(Reading {
            value,
            unit,
            bound,
            fraction,
            scaled,
            metre_or_million,
            slip: false,
            before: std::mem::take(&mut self.pending.rest),
            behind: Vec::new(),
            plus: std::mem::take(&mut self.pending.plus),
            plus_behind,
            ordinal: None,
            step: unit_step.unwrap_or(step),
            year: year && (1000.0..2200.0).contains(&value),
            at: (from, self.place),
        });
    }

    /// *Three million four hundred thousand* in digits, *3 years and 6 months*: one number in two steps.
    fn join_to_last(&mut self) {
        let [.., first, second] = &self.found[..] else { return };
        let joins = |word: &str| word == "," || AND.has_word(word);
        let between = self.words[first.at.1..second.at.0].iter().all(|word| joins(word));
        let plain = [first, second]
            .iter()
            .all(|one| one.bound.is_none() && !one.fraction && one.ordinal.is_none() && one.value > 0.0);
        let time = |one: &Reading| one.unit.as_ref().is_some_and(|unit| unit.measures == "time");
        let whole =
            first.value.fract() == 0.0 && second.before.iter().all(|loose| joins(&loose.word)) && between && plain;
        let joined = if whole && time(first) && time(second) {
            let (long, short) = (first.step, second.step);
            (short < long && second.value * short < long).then(|| first.value + second.value * short / long)
        } else if whole && first.scaled && second.scaled && first.unit.is_none() && second.step < first.step {
            (second.value < first.step).then_some(first.value + second.value)
        } else {
            None
        };
        let Some(value) = joined else { return };
        if let Some(second) = self.found.pop()
            && let Some(first) = self.found.last_mut()
        {
            first.value = value;
            first.unit = first.unit.take().or(second.unit);
            first.at.1 = second.at.1;
            first.step = second.step;
        }
    }

    /// *A million and a half*, *un milliard et demi*.
    fn and_a_half(&mut self, value: &mut f64) {
        let Some(used) = AND_A_HALF.leading(self.words.get(self.place..).unwrap_or_default()) else { return };
        let before = self.place.checked_sub(1).and_then(|place| scale(&self.words[place], self.language));
        if let Some(factor) = before {
            *value += factor / 2.0;
            self.place += used;
        }
    }

    /// A capital `M` means a million; a small one is a metre.
    fn glued_million(&self) -> bool {
        self.pieces.get(self.place).is_some_and(|piece| piece == "M")
    }

    /// *one in five*, *20 out of 100*.
    fn share_of(&mut self, value: &mut f64) {
        let Some(at) = OUT_OF.leading(self.words.get(self.place..).unwrap_or_default()) else { return };
        let rest: Vec<&str> =
            self.words[(self.place + at).min(self.words.len())..].iter().take(1).map(String::as_str).collect();
        let under = rest.first().and_then(|word| {
            digits(word, self.language)
                .or_else(|| crate::text::language::number_words::value(&[word], self.language).map(|(value, _)| value))
        });
        if let Some(under) = under.filter(|under| *under > *value && *under <= 1000.0) {
            *value /= under;
            self.place += at + 1;
            self.pending.unit = Some(units::share());
        }
    }

    /// A unit of up to three words, or one unit per another.
    fn unit(&mut self, fraction: bool) -> Option<Unit> {
        let unit = self.plain_unit(fraction)?;
        if (self.word(0) == "/" || PER.has_word(self.word(0)))
            && let Some(rate) = self.pieces.get(self.place + 1).and_then(|piece| unit.per(&units::find(piece)?))
        {
            self.place += 2;
            return Some(rate);
        }
        Some(unit)
    }

    fn plain_unit(&mut self, fraction: bool) -> Option<Unit> {
        let article = |word: &str| fraction && UNIT_ARTICLES.has_word(word);
        let filler = article(self.word(0)) || self.word(0) == "-" || AMOUNT_LINKS.has_word(self.word(0));
        let twice = filler && article(self.word(1));
        let skip = (usize::from(filler) + usize::from(twice)).min(self.words.len().saturating_sub(self.place + 1));
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

    fn other(&mut self) {
        if let Some((bound, used)) = bounds::before(&self.words[self.place..]) {
            self.pending.bound = Some(bound);
            self.place += used;
            return;
        }
        let piece = &self.pieces[self.place];
        match piece.as_str() {
            // `60-` is no 60.
            "-" | "−"
                if self.place + 1 == self.words.len()
                    && self.place > 0
                    && self.found.last().is_some_and(|last| last.at.1 == self.place) =>
            {
                self.pending.rest.push(Loose { word: piece.clone(), capital: false, parted: false });
            }
            "-" | "−" | "–" => {
                self.pending.parted |= piece == "–";
                // `EU-27`: a hyphen, no minus.
                let joined = self.place > 0
                    && self.pieces[self.place - 1].chars().all(char::is_uppercase)
                    && units::find(&self.pieces[self.place - 1]).is_none();
                self.pending.negative = self.found.is_empty()
                    && !joined
                    && self
                        .words
                        .get(self.place + 1)
                        .is_some_and(|next| next.starts_with(|sign: char| sign.is_ascii_digit()));
            }
            "+" => self.pending.plus = true,
            // `n° 21`, `nº 21`
            "°" | "º" if self.place > 0 && NUMBER_SIGNS.has_word(&self.words[self.place - 1]) => {}
            "(" | ")" | "," | ";" | "." | ":" | "[" | "—" => self.pending.parted = true,
            "/" if self.word(1).starts_with(char::is_alphabetic) => {}
            // *8 milliards d'habitants*: no unit of its own.
            _ if self.language == Language::French
                && ELISIONS.has_word(self.word(0))
                && self.word(1).starts_with(char::is_alphabetic) => {}
            "?" if self.place + 1 == self.pieces.len() && !self.found.is_empty() => {}
            _ if MINUS.has_word(self.word(0)) => {
                self.pending.negative = true;
            }
            _ => {
                // `C$`, `HK$`: another dollar.
                let dollar = self.word(1) == "$" && piece.len() < 3 && piece.chars().all(char::is_uppercase);
                if let Some(unit) = units::find(piece).filter(|_| !dollar) {
                    let mut behind = self.found.last_mut().filter(|last| last.unit.is_none() && !unit.leads());
                    match behind.as_mut() {
                        Some(last) => last.unit = Some(unit),
                        None => self.pending.unit = Some(unit),
                    }
                } else if piece.chars().any(char::is_alphanumeric) || "/?*".contains(piece.as_str()) {
                    self.pending.rest.push(Loose {
                        word: self.words[self.place].clone(),
                        capital: piece.chars().next().is_some_and(char::is_uppercase),
                        parted: self.pending.parted,
                    });
                }
            }
        }
        self.place += 1;
    }
}
