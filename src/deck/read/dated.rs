//! Dates as authors write them, and as the format does.

use crate::text::roles::{DATE_FRAME, RANGE_JOINTS, SPAN_STARTS};
use crate::text::{Language, When, fold, fold_word};

/// What to write instead of a text that is no date.
pub(super) fn help(text: &str) -> String {
    let other = |iso: &str| format!("write the year first: `\"{iso}\"`");
    match readings(text).as_slice() {
        [iso] if iso.contains('/') => {
            format!("write `\"{iso}\"`: a span goes from the earlier to the later, with a slash between")
        }
        [iso] if has_words(text) => format!("write `\"{iso}\"`"),
        [iso] if *iso != text => other(iso),
        [iso, second] => format!("{}, or `\"{second}\"`", other(iso)),
        _ => "write `\"2017\"`, `\"2017-12\"`, `\"2017-12-20\"`, or from first to last: `\"2021/2027\"`".to_owned(),
    }
}

fn has_words(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// A date as the format writes it, where it can be read in one way only: `2018-5-25`, `25.5.2018`, `25 May 2018`.
pub(crate) fn iso(text: &str) -> Option<String> {
    match readings(text).as_slice() {
        [iso] => Some(iso.clone()),
        _ => None,
    }
}

/// What a date in figures may mean. With points the day stands first; otherwise the month may.
fn readings(text: &str) -> Vec<String> {
    let text = text.trim();
    // A day with a time, as programs write it; two dates; a month in letters.
    let text =
        text.split_once('T').filter(|(day, time)| day.len() == 10 && time.contains(':')).map_or(text, |(day, _)| day);
    let framed = without_frame(text);
    let text = framed.as_str();
    if let Some(iso) = When::parse(text).map(When::iso).or_else(|| worded(text)).or_else(|| span(text)) {
        return vec![iso];
    }
    let parts: Vec<&str> = text.trim().split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    if !parts.iter().all(|part| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())) {
        return Vec::new();
    }
    let iso = |year: &str, month: &str, day: &str| format!("{year}-{month:0>2}-{day:0>2}");
    let mut found = match parts[..] {
        [year, month] if year.len() == 4 && month.len() < 3 => vec![format!("{year}-{month:0>2}")],
        [year, month, day] if year.len() == 4 => {
            let plain = iso(year, month, day);
            if When::parse(&plain).is_some() { vec![plain] } else { vec![iso(year, day, month)] }
        }
        [day, month, year] if year.len() == 4 && text.contains('.') => vec![iso(year, month, day)],
        [one, other, year] if year.len() == 4 => vec![iso(year, other, one), iso(year, one, other)],
        _ => Vec::new(),
    };
    found.retain(|iso| When::parse(iso).is_some());
    found.dedup();
    found
}

/// Without the small words that stand around a date in a sentence: *le 4 novembre*, *im Jahr 2016*, *4th of November*.
fn without_frame(text: &str) -> String {
    let kept = |word: &&str| !DATE_FRAME.has_word(&fold_word(word));
    if has_words(text) { text.split_whitespace().filter(kept).collect::<Vec<_>>().join(" ") } else { text.to_owned() }
}

/// Two dates with a dash or a word between them, in whichever order: `2001-2008`, `2001 to 2008`.
fn span(text: &str) -> Option<String> {
    let year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let dashed = || text.split_once(['-', '–', '—']).filter(|(first, last)| year(first.trim()) && year(last.trim()));
    let joined = || RANGE_JOINTS.words().find_map(|joint| text.split_once(&format!(" {joint} ")));
    let (first, last) = text.split_once('/').or_else(dashed).or_else(joined)?;
    let iso = |text: &str| When::parse(text.trim()).map(When::iso).or_else(|| worded(text));
    let (first, last) = (iso(without_start(first))?, iso(last)?);
    let either = [format!("{first}/{last}"), format!("{last}/{first}")];
    either.iter().find_map(|span| When::parse(span)).map(When::iso)
}

/// Without the word that begins a span: *from 2001*.
fn without_start(text: &str) -> &str {
    let start = text.split_once(' ').filter(|(first, _)| SPAN_STARTS.has_word(&fold_word(first)));
    start.map_or(text, |(_, rest)| rest)
}

/// A date with its month in letters: `20 December 2017`, `December 20, 2017`, `Dec 2017`.
pub(in crate::deck) fn worded(text: &str) -> Option<String> {
    let cleaned = text.replace([',', '.'], " ");
    let words: Vec<&str> = cleaned.split_whitespace().collect();
    let (day, month, year) = match words[..] {
        [month, year] => (None, month, year),
        [one, two, year] if one.starts_with(|c: char| c.is_ascii_digit()) => (Some(one), two, year),
        [one, two, year] => (Some(two), one, year),
        _ => return None,
    };
    let wanted = fold(month);
    let is = |number: u32, language: Language| {
        let shown = fold(&When::Month { year: 2000, month: number }.words(language));
        let name = shown.split(' ').next().unwrap_or_default().to_owned();
        name == wanted
            || (wanted.chars().count() >= 3 && name.starts_with(&wanted))
            || (wanted == "sept" && number == 9)
    };
    let months = [Language::English, Language::French, Language::German];
    let named: Vec<u32> = (1..=12).filter(|number| months.iter().any(|language| is(*number, *language))).collect();
    let [number] = named[..] else { return None };
    let iso = match day {
        Some(day) => format!("{year}-{number:02}-{:0>2}", day.trim_end_matches(|c: char| !c.is_ascii_digit())),
        None => format!("{year}-{number:02}"),
    };
    When::parse(&iso).map(When::iso)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_sentences_are_read_where_they_mean_one_day() {
        for (text, expected) in [
            ("22 April 2016", "2016-04-22"),
            ("le 4 novembre 2016", "2016-11-04"),
            ("le 1er janvier 2002", "2002-01-01"),
            ("am 4. November 2016", "2016-11-04"),
            ("the 4th of November 2016", "2016-11-04"),
            ("November 4th, 2016", "2016-11-04"),
            ("im Jahr 2016", "2016"),
            ("in 2016", "2016"),
            ("2001-2008", "2001/2008"),
            ("2008-2001", "2001/2008"),
            ("2001–2008", "2001/2008"),
            ("2001 to 2008", "2001/2008"),
            ("from 2001 to 2008", "2001/2008"),
            ("von 2001 bis 2008", "2001/2008"),
            ("de 2001 à 2008", "2001/2008"),
            ("May 2001 to June 2008", "2001-05/2008-06"),
            ("2018-5-25", "2018-05-25"),
        ] {
            assert_eq!(iso(text).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["since 2016", "until 2016", "before 4 May 2016", "5/6/2016", "18-month", "2016 or 2017", "the year"]
        {
            assert_eq!(iso(text), None, "{text}");
        }
    }

    #[test]
    fn a_span_is_written_with_a_slash() {
        let help = help("2001-2008");
        assert!(help.starts_with("write `\"2001/2008\"`") && help.contains("slash"), "{help}");
    }
}
