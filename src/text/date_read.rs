//! Reading dates: any unambiguous form, in five languages.

use super::Language;
use super::diff::edits;
use super::fold::fold_word;
use super::number_words::{roman, value};

/// A date as far as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Partial {
    pub(crate) year: Option<i32>,
    pub(crate) month: Option<u32>,
    pub(crate) day: Option<u32>,
}

/// What a typed text says about dates.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Typed {
    pub(crate) dates: Vec<Partial>,
    /// The two dates are the ends of a span.
    pub(crate) span: bool,
    /// One month name was misspelt.
    pub(crate) slip: bool,
    /// Before, after, since: the word, folded.
    pub(crate) relation: Option<String>,
    /// A decade, a century, a time before Christ.
    pub(crate) vague: bool,
    pub(crate) denied: bool,
    /// `or` between two dates.
    pub(crate) bet: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Item {
    /// Value, number of digits, marked as an ordinal or with an apostrophe.
    Number(u32, usize, Mark),
    Month(u32),
    Sign(char),
    Word(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Plain,
    Ordinal,
    Apostrophe,
}

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv", "januar", "janner", "jaenner", "enero", "ene", "gennaio", "gen"],
    &["february", "feb", "febr", "fevrier", "fevr", "fev", "februar", "febrero", "febbraio", "feber"],
    &["march", "mar", "mars", "marz", "maerz", "mrz", "marzo"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "mayo", "maggio", "mag"],
    &["june", "jun", "juin", "juni", "junio", "giugno", "giu"],
    &["july", "jul", "juillet", "juil", "juli", "julio", "luglio", "lug"],
    &["august", "aug", "aout", "agosto", "ago"],
    &["september", "sept", "sep", "septembre", "septiembre", "settembre", "set", "setiembre"],
    &["october", "oct", "octobre", "oktober", "okt", "octubre", "ottobre", "ott"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "decembre", "dezember", "dez", "diciembre", "dic", "dicembre"],
];

fn month(word: &str) -> Option<u32> {
    MONTHS.iter().position(|names| names.contains(&word)).and_then(|place| u32::try_from(place + 1).ok())
}

/// The one month within one edit of the word, which has four letters or more.
fn near_month(word: &str) -> Option<u32> {
    if word.chars().count() < 4 || value(&[word], Language::English).is_some() {
        return None;
    }
    let near: Vec<u32> = (1..)
        .zip(MONTHS)
        .filter(|(_, names)| names.iter().any(|name| name.len() > 3 && edits(name, word, 1).is_some()))
        .map(|(month, _)| month)
        .collect();
    match near[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// Reads everything that the text says.
pub(crate) fn read(text: &str, language: Language) -> Typed {
    let mut typed = Typed::default();
    let items = items(text, language, &mut typed);
    let mut reader = Reader { items: &items, place: 0, joined: false, year: None };
    while reader.place < items.len() {
        match reader.date() {
            Some(date) => {
                typed.span |= reader.joined && !typed.dates.is_empty();
                reader.joined = false;
                reader.year = date.year.filter(|_| date.month.is_none());
                if !typed.dates.contains(&date) || typed.span {
                    typed.dates.push(date);
                }
            }
            None => reader.skip(),
        }
    }
    let folded = super::fold::fold(text);
    typed.bet &= !["or so", "or thereabouts"].iter().any(|hedge| folded.ends_with(hedge));
    if typed.span {
        complete_span(&mut typed.dates);
    }
    typed
}

/// *3–5 June 1998*, *June–July 1998*, *1994–98*: the first end takes from the second what it lacks.
fn complete_span(dates: &mut [Partial]) {
    let [from, to] = dates else { return };
    if from.year.is_none() {
        from.year = to.year;
    }
    if from.month.is_none() && from.day.is_some() {
        from.month = to.month;
    }
    if to.year.is_none() {
        to.year = from.year.filter(|_| to.month.is_some() || to.day.is_some());
    }
}

fn items(text: &str, language: Language, typed: &mut Typed) -> Vec<Item> {
    let mut items = Vec::new();
    let letters: Vec<char> = text.chars().filter(|letter| !super::fold::is_invisible(*letter)).collect();
    let mut place = 0;
    while place < letters.len() {
        let start = place;
        let letter = letters[place];
        if letter.is_numeric() {
            while place < letters.len() && letters[place].is_numeric() {
                place += 1;
            }
            let digits: String = fold_word(&letters[start..place].iter().collect::<String>());
            let apostrophe = start > 0 && matches!(letters[start - 1], '\'' | '’' | '‘');
            let suffix: String = letters[place..].iter().take_while(|letter| letter.is_alphabetic()).collect();
            items.push(number(
                &digits,
                if apostrophe { Mark::Apostrophe } else { Mark::Plain },
                &suffix,
                &mut place,
                typed,
            ));
        } else if letter.is_alphabetic() {
            while place < letters.len()
                && (letters[place].is_alphabetic()
                    || unicode_normalization::char::is_combining_mark(letters[place])
                    || (matches!(letters[place], '\'' | '’') && language == Language::English))
            {
                place += 1;
            }
            let raw: String = letters[start..place].iter().collect();
            words(&raw, &mut items, typed);
        } else {
            place += 1;
            if !letter.is_whitespace() {
                let spaced = letters.get(start.wrapping_sub(1)).is_none_or(|before| before.is_whitespace())
                    || letters.get(place).is_none_or(|after| after.is_whitespace());
                items.push(Item::Sign(match letter {
                    '-' | '‐' | '‑' | '−' if !spaced => '-',
                    '-' | '–' | '—' | '−' => '–',
                    other => other,
                }));
            }
        }
    }
    spoken(items, language)
}

fn number(digits: &str, mark: Mark, suffix: &str, place: &mut usize, typed: &mut Typed) -> Item {
    let value = digits.parse().unwrap_or(u32::MAX);
    let suffix = suffix.to_lowercase();
    let mark = match suffix.as_str() {
        "st" | "nd" | "rd" | "th" | "er" | "e" | "eme" | "ème" | "re" => {
            *place += suffix.chars().count();
            Mark::Ordinal
        }
        "s" | "er's" | "ies" => {
            typed.vague = true;
            mark
        }
        _ => mark,
    };
    Item::Number(value, digits.len(), mark)
}

fn words(raw: &str, items: &mut Vec<Item>, typed: &mut Typed) {
    let word = fold_word(raw);
    if word.is_empty() {
        return;
    }
    if let Some(month) = month(&word) {
        items.push(Item::Month(month));
        return;
    }
    match word.as_str() {
        "not" | "never" | "pas" | "nicht" | "isnt" | "wasnt" | "except" | "but" => typed.denied = true,
        "or" | "ou" | "oder" => typed.bet = true,
        "century" | "decade" | "centuries" | "siecle" | "jahrhundert" | "jahrzehnt" | "decennie" | "siglo"
        | "secolo" | "bc" | "bce" | "nineties" | "eighties" | "seventies" | "sixties" | "fifties" | "forties"
        | "thirties" | "twenties" | "annees" | "er" => {
            typed.vague = true;
        }
        "before" | "after" | "since" | "until" | "till" | "avant" | "apres" | "depuis" | "vor" | "nach" | "seit"
        | "prior" | "following" | "later" | "earlier" | "by" => {
            typed.relation.get_or_insert_with(|| word.clone());
        }
        _ => {
            if let Some(month) = near_month(&word) {
                typed.slip = true;
                items.push(Item::Month(month));
                return;
            }
        }
    }
    items.push(Item::Word(word));
}

/// Number words and ordinals put in digits; misspelt months are left to the reader.
fn spoken(items: Vec<Item>, language: Language) -> Vec<Item> {
    let mut done = Vec::with_capacity(items.len());
    let mut place = 0;
    while place < items.len() {
        let words: Vec<&str> = items[place..]
            .iter()
            .filter(|item| **item != Item::Sign('-'))
            .take(8)
            .map_while(|item| match item {
                Item::Word(word) => Some(word.as_str()),
                _ => None,
            })
            .collect();
        let read = words
            .first()
            .filter(|first| !matches!(**first, "un" | "une" | "a" | "e" | "y" | "ein" | "eine"))
            .and_then(|_| value(&words, language));
        let ordinal = words.first().and_then(|word| ordinal(word));
        if let Some((number, used)) = read {
            let next = words.get(used).and_then(|word| ordinal_small(word)).filter(|_| (20.0..40.0).contains(&number));
            let number = format!("{}", number + f64::from(next.unwrap_or(0)));
            done.push(Item::Number(
                number.parse().unwrap_or(u32::MAX),
                number.len(),
                if next.is_some() { Mark::Ordinal } else { Mark::Plain },
            ));
            let mut left = used + usize::from(next.is_some());
            while left > 0 {
                left -= usize::from(items[place] != Item::Sign('-'));
                place += 1;
            }
        } else if let Some(number) = ordinal {
            done.push(Item::Number(number, 1, Mark::Ordinal));
            place += 1;
        } else {
            done.push(items[place].clone());
            place += 1;
        }
    }
    done
}

fn ordinal(word: &str) -> Option<u32> {
    const TENS: [(&str, u32); 16] = [
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
        ("ersten", 1),
        ("erster", 1),
        ("primero", 1),
    ];
    ordinal_small(word).or_else(|| TENS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value))
}

fn ordinal_small(word: &str) -> Option<u32> {
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
        .iter()
        .position(|name| *name == word)
        .and_then(|place| u32::try_from(place + 1).ok())
}

struct Reader<'a> {
    items: &'a [Item],
    place: usize,
    /// A word or dash that joins two ends of a span stood before this place.
    joined: bool,
    /// The year of the date before.
    year: Option<i32>,
}

impl Reader<'_> {
    fn item(&self, ahead: usize) -> Option<&Item> {
        self.items.get(self.place + ahead)
    }

    fn number(&self, ahead: usize) -> Option<(u32, usize, Mark)> {
        match self.item(ahead) {
            Some(Item::Number(value, digits, mark)) => Some((*value, *digits, *mark)),
            _ => None,
        }
    }

    /// A month by name, or by a name with one slip.
    fn month(&self, ahead: usize) -> Option<u32> {
        match self.item(ahead) {
            Some(Item::Month(month)) => Some(*month),
            _ => None,
        }
    }

    /// Passes over commas, dots and small words between the parts of a date.
    fn filler(&self, mut ahead: usize) -> usize {
        loop {
            match self.item(ahead) {
                Some(Item::Sign(',' | '.' | '-' | '/' | '\'' | '’' | '‘')) => ahead += 1,
                Some(Item::Word(word))
                    if matches!(
                        word.as_str(),
                        "of" | "de"
                            | "del"
                            | "the"
                            | "di"
                            | "do"
                            | "in"
                            | "day"
                            | "year"
                            | "month"
                            | "lannee"
                            | "im"
                            | "jahr"
                            | "jahre"
                            | "anno"
                            | "ano"
                    ) =>
                {
                    ahead += 1;
                }
                _ => return ahead,
            }
        }
    }

    fn date(&mut self) -> Option<Partial> {
        let forms = [Self::numeric, Self::day_month, Self::month_first, Self::year_first, Self::year_alone];
        forms.into_iter().find_map(|form| form(self))
    }

    /// `1998-06-03`, `3.6.98`, `10/25/1999`, `06/1998`, `19980603`.
    fn numeric(&mut self) -> Option<Partial> {
        let (first, digits, mark) = self.number(0)?;
        if digits == 8 && mark == Mark::Plain {
            let (year, month, day) = (first / 10_000, first / 100 % 100, first % 100);
            let date = if (1..=12).contains(&month) && (1..=31).contains(&day) && year > 999 {
                (year, month, day)
            } else {
                (first % 10_000, first / 10_000 % 100, first / 1_000_000)
            };
            self.place += 1;
            return Some(full(date.0, date.1, date.2));
        }
        let sign = self.item(1).and_then(|item| match item {
            Item::Sign(sign @ ('-' | '/' | '.' | '–')) => Some(*sign),
            _ => None,
        });
        let gap = usize::from(sign.is_some());
        let roman = match self.item(1 + gap) {
            Some(Item::Word(word)) => roman(word).filter(|month| *month <= 12),
            _ => None,
        };
        let (second, second_digits) = match (roman, self.number(1 + gap)) {
            (Some(month), _) => (month, 0),
            (None, Some((value, digits, _))) => (value, digits),
            _ => return None,
        };
        let behind = match self.item(2 + gap) {
            Some(Item::Sign(other @ ('-' | '/' | '.' | '–'))) if roman.is_some() || Some(*other) == sign => 1,
            _ => 0,
        };
        let third = self
            .number(2 + gap + behind)
            .filter(|_| (sign.is_some() && behind == 1) || (roman.is_some()) || (sign.is_none() && behind == 0));
        self.triple((first, digits), (second, second_digits), third, sign, 3 + gap + behind)
            .or_else(|| self.pair((first, digits), (second, second_digits), sign, 2 + gap))
    }

    fn triple(
        &mut self,
        first: (u32, usize),
        second: (u32, usize),
        third: Option<(u32, usize, Mark)>,
        sign: Option<char>,
        used: usize,
    ) -> Option<Partial> {
        let (third, third_digits, _) = third?;
        let date = if first.1 >= 3 && second.1 <= 2 && third_digits <= 2 {
            full(first.0, second.0, third)
        } else if first.1 <= 2 && second.1 <= 2 && (third_digits == 4 || third_digits == 2) {
            let year = if third_digits == 2 { century(third) } else { third };
            let american = second.0 > 12 && first.0 <= 12;
            if american { full(year, first.0, second.0) } else { full(year, second.0, first.0) }
        } else {
            return None;
        };
        let loose = sign.is_none() && second.1 > 0 && date.month.is_none_or(|month| month > 12);
        if loose {
            return None;
        }
        self.place += used;
        Some(date)
    }

    fn pair(&mut self, first: (u32, usize), second: (u32, usize), sign: Option<char>, used: usize) -> Option<Partial> {
        let sign = sign?;
        let date = match (first.1, second.1) {
            (4, 2) if sign == '-' && (1..=12).contains(&second.0) => {
                Partial { year: i32::try_from(first.0).ok(), month: Some(second.0), day: None }
            }
            (4, 1) if sign != '–' && (1..=12).contains(&second.0) => {
                Partial { year: i32::try_from(first.0).ok(), month: Some(second.0), day: None }
            }
            (1 | 2, 4) if sign != '–' && (1..=12).contains(&first.0) => {
                Partial { year: i32::try_from(second.0).ok(), month: Some(first.0), day: None }
            }
            (1 | 2, 1 | 2)
                if sign != '–' && sign != '-' && (1..=31).contains(&first.0) && (1..=12).contains(&second.0) =>
            {
                Partial { year: None, month: Some(second.0), day: Some(first.0) }
            }
            _ => return None,
        };
        self.place += used;
        Some(date)
    }

    /// *3 June 1998*, *the 3rd of June*.
    fn day_month(&mut self) -> Option<Partial> {
        let (day, ..) = self.number(0).filter(|(_, digits, _)| *digits <= 2)?;
        let at = self.filler(1);
        let month = self.month(at)?;
        self.place += at + 1;
        let year = self.year_behind();
        Some(Partial { year, month: Some(month), day: Some(day) })
    }

    /// A year behind a month, after commas and small words; the place moves behind it.
    fn year_behind(&mut self) -> Option<i32> {
        let at = self.filler(0);
        let (year, digits, mark) = self.number(at).filter(|(_, _, mark)| *mark != Mark::Ordinal)?;
        let year = match digits {
            3 | 4 => year,
            2 if at == 0 || mark == Mark::Apostrophe || !matches!(self.item(0), Some(Item::Sign(','))) => century(year),
            _ => return None,
        };
        self.place += at + 1;
        i32::try_from(year).ok()
    }

    /// *June 3, 1998*, *June 1998*, *June '98*.
    fn month_first(&mut self) -> Option<Partial> {
        let month = self.month(0)?;
        self.place += 1;
        let at = self.filler(0);
        if let Some((day, digits, mark)) = self.number(at)
            && digits <= 2
            && mark != Mark::Apostrophe
        {
            let start = self.place;
            self.place += at + 1;
            let year = self.year_behind();
            if year.is_some() || mark == Mark::Ordinal || day <= 31 {
                return Some(Partial { year, month: Some(month), day: Some(day) });
            }
            self.place = start;
        }
        let year = self.year_behind();
        Some(Partial { year, month: Some(month), day: None })
    }

    /// *1998, June 3*, *1998 June*.
    fn year_first(&mut self) -> Option<Partial> {
        let (year, _, _) = self.number(0).filter(|(_, digits, _)| *digits == 4)?;
        let at = if matches!(self.item(1), Some(Item::Sign(',' | '-'))) { 2 } else { 1 };
        let month = self.month(at)?;
        self.place += at + 1;
        let at = self.filler(0);
        let day = self.number(at).filter(|(day, digits, _)| *digits <= 2 && *day <= 31).map(|(day, ..)| day);
        if day.is_some() {
            self.place += at + 1;
        }
        Some(Partial { year: i32::try_from(year).ok(), month: Some(month), day })
    }

    /// *1998*, *'98*, and a lone day where a span will complete it.
    fn year_alone(&mut self) -> Option<Partial> {
        let (number, digits, mark) = match self.item(0) {
            Some(Item::Word(word)) if self.number(1).is_some_and(|(_, digits, _)| digits == 4) => {
                let month = roman(word).filter(|month| *month <= 12)?;
                let year = self.number(1).and_then(|(year, ..)| i32::try_from(year).ok());
                self.place += 2;
                return Some(Partial { year, month: Some(month), day: None });
            }
            _ => self.number(0)?,
        };
        let date = match digits {
            1 | 2 if self.joined && self.year.is_some() && mark == Mark::Plain => {
                Partial { year: self.year.and_then(|year| two_digit_end(year, number)), ..Partial::default() }
            }
            3 | 4 if mark != Mark::Ordinal => Partial { year: i32::try_from(number).ok(), ..Partial::default() },
            2 if mark == Mark::Apostrophe || (mark == Mark::Plain && (self.items.len() == 1 || self.joined)) => {
                Partial { year: i32::try_from(century(number)).ok(), ..Partial::default() }
            }
            1 | 2 => Partial { day: Some(number), ..Partial::default() },
            _ => Partial { year: Some(0), ..Partial::default() },
        };
        self.place += 1;
        Some(date)
    }

    fn skip(&mut self) {
        match self.item(0) {
            Some(Item::Sign('–' | '-' | '/')) => self.joined = true,
            Some(Item::Word(word))
                if matches!(
                    word.as_str(),
                    "to" | "until"
                        | "till"
                        | "through"
                        | "and"
                        | "a"
                        | "au"
                        | "et"
                        | "und"
                        | "bis"
                        | "jusqua"
                        | "jusquen"
                        | "al"
                        | "hasta"
                        | "y"
                ) =>
            {
                self.joined = true;
            }
            _ => {}
        }
        self.place += 1;
    }
}

/// `18` behind `1914` is 1918; `5` behind `2001` is 2005.
fn two_digit_end(from: i32, end: u32) -> Option<i32> {
    let end = i32::try_from(end).ok()?;
    let base = if end < 10 { from / 10 * 10 } else { from / 100 * 100 };
    Some(base + end).filter(|to| *to >= from)
}

fn full(year: u32, month: u32, day: u32) -> Partial {
    Partial { year: i32::try_from(year).ok(), month: Some(month), day: Some(day) }
}

/// 69 to 99 are 19xx.
fn century(year: u32) -> u32 {
    if year >= 69 { 1900 + year } else { 2000 + year }
}
