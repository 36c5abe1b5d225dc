//! One date after the other, in any order of its parts.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::text::date::items::{Item, Mark};
use crate::text::date::read::{Grain, Partial};
use crate::text::language::calendar::weekday;
use crate::text::language::numerals::roman;
use crate::text::language::roles::{DATE_FILLERS, DATE_JOINERS, PREPOSITIONS};

/// Reads dates one by one from where it stands.
pub(crate) struct Reader<'a> {
    pub(crate) items: &'a [Item],
    pub(crate) grain: Grain,
    pub(crate) place: usize,
    pub(crate) joined: bool,
    /// The year of the date before.
    pub(crate) year: Option<i32>,
    /// The years that two digits may stand for, before any other.
    pub(crate) years: &'a [i32],
    /// A year of two digits was read.
    pub(crate) short: bool,
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

    fn month(&self, ahead: usize) -> Option<u32> {
        match self.item(ahead) {
            Some(Item::Month(month)) => Some(*month),
            _ => None,
        }
    }

    /// Passes over commas, dots and small words between the parts of a date.
    fn filler(&self, mut ahead: usize) -> usize {
        let passes = |item: &Item| {
            matches!(item, Item::Sign(',' | '.' | '-' | '/' | '\'' | '’' | '‘')) || item.is_of(&DATE_FILLERS)
        };
        while self.item(ahead).is_some_and(passes) {
            ahead += 1;
        }
        ahead
    }

    pub(crate) fn date(&mut self) -> Option<Partial> {
        let forms =
            [Self::numeric, Self::day_month, Self::month_first, Self::roman_first, Self::year_first, Self::year_alone];
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
            let year = if third_digits == 2 { self.century(third) } else { third };
            let american = first.0 <= 12
                && (second.0 > 12
                    || self.weekday(used).is_some_and(|day| {
                        falls_on(year, first.0, second.0, day) && !falls_on(year, second.0, first.0, day)
                    }));
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
        let sign = sign.filter(|sign| *sign != '–')?;
        let month = |year: u32, month: u32| {
            (1..=12).contains(&month).then(|| Partial { year: i32::try_from(year).ok(), month: Some(month), day: None })
        };
        let points = matches!(self.grain, Grain::Day | Grain::Month);
        let date = match (first.1, second.1) {
            // `2001-02` is a span where a year or a span is asked for and it can be one.
            (4, 1 | 2) if points || second.0 <= first.0 % if second.1 == 1 { 10 } else { 100 } => {
                month(first.0, second.0)?
            }
            (1 | 2, 4) => month(second.0, first.0)?,
            (1 | 2, 2) if second.0 > 31 || self.grain == Grain::Month && sign == '/' => {
                month(self.century(second.0), first.0)?
            }
            (1 | 2, 1 | 2) if sign != '-' && (1..=31).contains(&first.0) && (1..=12).contains(&second.0) => {
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
            2 if at == 0 || mark == Mark::Apostrophe || !matches!(self.item(0), Some(Item::Sign(','))) => {
                self.century(year)
            }
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

    /// *1998, June 3*, *1998 June*, *1998, 3 June*.
    fn year_first(&mut self) -> Option<Partial> {
        let (year, _, _) = self.number(0).filter(|(_, digits, _)| *digits == 4)?;
        let year = i32::try_from(year).ok();
        let at = if matches!(self.item(1), Some(Item::Sign(',' | '-'))) { 2 } else { 1 };
        let is_day = |(day, digits, _): &(u32, usize, Mark)| *digits <= 2 && *day <= 31;
        if let Some((day, ..)) = self.number(at).filter(is_day) {
            let month_at = self.filler(at + 1);
            let month = self.month(month_at)?;
            let ends = !matches!(self.number(self.filler(month_at + 1)), Some((_, 4, _)));
            self.place += if ends { month_at + 1 } else { return None };
            return Some(Partial { year, month: Some(month), day: Some(day) });
        }
        let month = self.month(at)?;
        self.place += at + 1;
        let at = self.filler(0);
        let day = self.number(at).filter(is_day).map(|(day, ..)| day);
        if day.is_some() {
            self.place += at + 1;
        }
        Some(Partial { year, month: Some(month), day })
    }

    /// *XI 1989*, *XI/1989*, *XII 1, 2009*.
    fn roman_first(&mut self) -> Option<Partial> {
        let Some(Item::Word(word)) = self.item(0) else { return None };
        let month = roman(word).filter(|month| *month <= 12)?;
        let at = self.filler(1);
        let (first, digits, _) = self.number(at)?;
        if digits == 4 {
            self.place += at + 1;
            return Some(Partial { year: i32::try_from(first).ok(), month: Some(month), day: None });
        }
        let year_at = self.filler(at + 1);
        let (year, ..) = self.number(year_at).filter(|(_, digits, _)| *digits == 4)?;
        self.place += year_at + 1;
        (first <= 31).then(|| full(year, month, first))
    }

    /// *1998*, *'98*, and a lone day where a span will complete it.
    fn year_alone(&mut self) -> Option<Partial> {
        let (number, digits, mark) = self.number(0)?;
        let date = match digits {
            1 | 2 if self.joined && self.year.is_some() && mark == Mark::Plain => {
                Partial { year: self.year.and_then(|year| two_digit_end(year, number)), ..Partial::default() }
            }
            3 | 4 if mark != Mark::Ordinal => Partial { year: i32::try_from(number).ok(), ..Partial::default() },
            2 if mark == Mark::Apostrophe
                || (mark == Mark::Plain && (self.items.len() == 1 || self.joined || self.are_short_years())) =>
            {
                Partial { year: i32::try_from(self.century(number)).ok(), ..Partial::default() }
            }
            1 | 2 => Partial { day: Some(number), ..Partial::default() },
            _ => Partial { year: Some(0), ..Partial::default() },
        };
        self.place += 1;
        Some(date)
    }

    /// Nothing but numbers of two digits between small words, as many as years are asked for: `14-18`, *de 39 à 45*, *en 58*.
    fn are_short_years(&self) -> bool {
        let most = match self.grain {
            Grain::Day | Grain::Month => return false,
            Grain::Year => 1,
            Grain::Span => 2,
        };
        let small = |item: &Item| {
            matches!(item, Item::Number(_, 2, Mark::Plain) | Item::Sign(_))
                || item.is_of(&DATE_FILLERS)
                || item.is_of(&DATE_JOINERS)
                || item.is_of(&PREPOSITIONS)
        };
        let numbers = self.items.iter().filter(|item| matches!(item, Item::Number(..))).count();
        numbers <= most && self.items.iter().all(small)
    }

    /// The year that two digits stand for: one of those asked about, otherwise 69 to 99 are 19xx.
    fn century(&mut self, digits: u32) -> u32 {
        self.short = true;
        let asked = |year: &u32| i32::try_from(*year).is_ok_and(|year| self.years.contains(&year));
        let later = if digits >= 69 { 1900 } else { 2000 };
        [1900 + digits, 2000 + digits].into_iter().find(asked).unwrap_or(later + digits)
    }

    /// The day of the week in front of a numeric date of so many items, or behind it.
    fn weekday(&self, used: usize) -> Option<Weekday> {
        let passes = |item: &&Item| matches!(item, Item::Sign(',' | '.' | '(')) || item.is_of(&DATE_FILLERS);
        let day = |item: Option<&Item>| match item {
            Some(Item::Word(word)) => weekday(word),
            _ => None,
        };
        let before = self.items[..self.place].iter().rev().find(|item| !passes(item));
        let behind = self.items[(self.place + used).min(self.items.len())..].iter();
        day(before).or_else(|| day(behind.clone().find(|item| !passes(item) && !item.is_word(&["a"]))))
    }

    pub(crate) fn skip(&mut self) {
        match self.item(0) {
            Some(Item::Sign('–' | '-' | '/')) => self.joined = true,
            Some(item) if item.is_of(&DATE_JOINERS) => self.joined = true,
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

fn falls_on(year: u32, month: u32, day: u32, weekday: Weekday) -> bool {
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    date.is_some_and(|date| date.weekday() == weekday)
}
