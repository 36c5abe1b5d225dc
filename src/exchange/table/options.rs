//! Which option of a choice is right: read over the whole column, never row by row.

use super::column::Column;
use super::column_names as names;
use super::sheet::Line;
use crate::deck::excerpt;
use crate::exchange::said::FirstOption;

/// The options of a row, each with the place of its column, and the cell that says which is right.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) options: Vec<(usize, String)>,
    pub(super) key: String,
}

/// How a column says which option is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// By its text.
    Text,
    /// By its letter.
    Letter,
    /// By its number, the first being this.
    Number(usize),
    /// By the name of its column.
    Name,
    /// It is beside the options, which are all wrong.
    Beside,
}

impl Reading {
    pub(super) fn told(self) -> String {
        match self {
            Self::Text => "the right option is named by its text".to_owned(),
            Self::Letter => "the right option is named by its letter".to_owned(),
            Self::Number(first) => format!("the right option is named by its number, the first being {first}"),
            Self::Name => "the right option is named by its column".to_owned(),
            Self::Beside => "the answer is none of the options: they are the wrong ones beside it".to_owned(),
        }
    }

    /// The right options of a row, by their place in `options`; nothing where the key names none.
    pub(super) fn right(self, asked: &Asked, columns: &[String]) -> Option<Vec<usize>> {
        let by_column = |column: usize| asked.options.iter().position(|(at, _)| *at == column);
        let one = |word: &str| match self {
            Self::Text | Self::Beside => by_text(asked, word),
            Self::Letter => {
                let word = label(word);
                match word.as_bytes() {
                    [letter] if letter.is_ascii_alphabetic() => {
                        by_column(usize::from(letter.to_ascii_lowercase() - b'a'))
                    }
                    _ => None,
                }
            }
            Self::Number(first) => by_column(number(word)?.checked_sub(first)?),
            Self::Name => {
                let word = names::words(word);
                by_column(columns.iter().position(|name| names::words(name) == word)?)
            }
        };
        one(&asked.key).map(|at| vec![at]).or_else(|| several(&asked.key, &one))
    }
}

/// `A, C`, `1;3`, `AC`: each piece names another option.
fn several(key: &str, one: &dyn Fn(&str) -> Option<usize>) -> Option<Vec<usize>> {
    let together = |pieces: Vec<&str>| {
        let found: Option<Vec<usize>> = pieces.iter().map(|piece| one(piece.trim())).collect();
        let mut found = found.filter(|found| found.len() > 1)?;
        found.sort_unstable();
        let count = found.len();
        found.dedup();
        (found.len() == count).then_some(found)
    };
    for sign in ["|", ";", ",", "/", "&", "+", "\n", " and ", " und ", " et ", " "] {
        if key.contains(sign)
            && let Some(found) = together(key.split(sign).filter(|piece| !piece.trim().is_empty()).collect())
        {
            return Some(found);
        }
    }
    let letters = key.len() <= 6 && key.bytes().all(|byte| byte.is_ascii_uppercase());
    if letters { together((0..key.len()).map(|at| &key[at..=at]).collect()) } else { None }
}

fn by_text(asked: &Asked, word: &str) -> Option<usize> {
    let found = asked.options.iter().position(|(_, option)| option == word);
    found.or_else(|| asked.options.iter().position(|(_, option)| same(option, word)))
}

/// Case, spaces and a full stop at the end make no other option.
fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let small = text.to_lowercase();
        small.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned()
    };
    plain(one) == plain(other)
}

/// `(b)`, `B.`, `Option B` as `b`; `B) Council` too.
fn label(word: &str) -> &str {
    let word = word.trim();
    let word = ["option", "Option", "OPTION", "choice", "Choice", "answer", "Answer", "Antwort", "réponse", "Réponse"]
        .iter()
        .find_map(|name| word.strip_prefix(name))
        .map_or(word, |rest| rest.trim_start_matches([' ', '_', '-']));
    let bare = word.trim_start_matches(['(', '[']);
    match bare.char_indices().nth(1) {
        Some((end, ')' | '.' | ':' | ']')) => &bare[..end],
        _ => bare,
    }
}

fn number(word: &str) -> Option<usize> {
    let bare = label(word);
    let bare = bare.strip_suffix(".0").unwrap_or(bare);
    (bare.len() <= 3).then(|| bare.parse().ok()).flatten()
}

/// Settles how the keys of all rows are read.
///
/// # Errors
/// Two readings fit, and they name different options: the owner has to say.
pub(super) fn settle(
    rows: &[Asked],
    columns: &[String],
    first: Option<FirstOption>,
    key: &str,
) -> Result<Reading, String> {
    let keyed: Vec<&Asked> = rows.iter().filter(|row| !row.key.is_empty() && !row.options.is_empty()).collect();
    let fits = |reading: Reading| keyed.iter().filter(|row| reading.right(row, columns).is_some()).count();
    match first {
        Some(FirstOption::Text) => return Ok(Reading::Text),
        Some(FirstOption::Zero) if fits(Reading::Number(0)) > 0 => return Ok(Reading::Number(0)),
        Some(FirstOption::One) if fits(Reading::Number(1)) > 0 => return Ok(Reading::Number(1)),
        _ => {}
    }
    let (text, letter, name) = (fits(Reading::Text), fits(Reading::Letter), fits(Reading::Name));
    // `option_3` is a column's whole name, and no number.
    let is_worded =
        |row: &&Asked| row.key.contains(char::is_alphabetic) && row.key.contains(|c: char| c.is_ascii_digit());
    if name == keyed.len() && !keyed.is_empty() && keyed.iter().all(is_worded) {
        return Ok(Reading::Name);
    }
    let numbers: Vec<&&Asked> = keyed.iter().filter(|row| is_number(&row.key)).collect();
    if numbers.len() == keyed.len() && !keyed.is_empty() {
        return base(&numbers, columns, text == keyed.len(), key);
    }
    let (most, reading) = [(text, Reading::Text), (letter, Reading::Letter), (name, Reading::Name)]
        .into_iter()
        .rev()
        .max_by_key(|(count, _)| *count)
        .unwrap_or((0, Reading::Text));
    let rivals = [(text, Reading::Text), (letter, Reading::Letter)];
    let rival = rivals.iter().find(|(count, other)| *other != reading && *count == most && most == keyed.len());
    if let Some((_, other)) = rival
        && keyed.iter().any(|row| reading.right(row, columns) != other.right(row, columns))
    {
        return Err(format!(
            "the column `{}` may hold letters of options or their texts, and both fit; give the options other texts, or say `--first-option text`",
            excerpt(key)
        ));
    }
    // Words that are none of the options in any row are the right ones beside them.
    if most == 0 && numbers.is_empty() && keyed.iter().all(|row| label(&row.key).chars().count() > 1) {
        return Ok(Reading::Beside);
    }
    if numbers.len() > most {
        return base(&numbers, columns, false, key);
    }
    Ok(reading)
}

fn is_number(key: &str) -> bool {
    key.split([',', ';', '|', ' ']).filter(|piece| !piece.is_empty()).all(|piece| number(piece).is_some())
}

/// Whether numbers begin at 0 or 1: a 0 settles it, and so does the number of the last option.
fn base(rows: &[&&Asked], columns: &[String], are_texts: bool, key: &str) -> Result<Reading, String> {
    let (zero, one) = (Reading::Number(0), Reading::Number(1));
    let only = |reading: Reading, other: Reading| {
        rows.iter().filter(|row| reading.right(row, columns).is_some() && other.right(row, columns).is_none()).count()
    };
    let column = excerpt(key);
    if are_texts {
        let fits = |reading: &Reading| rows.iter().all(|row| reading.right(row, columns).is_some());
        let differs =
            |reading: &Reading| rows.iter().any(|row| reading.right(row, columns) != Reading::Text.right(row, columns));
        if [zero, one].iter().any(|reading| fits(reading) && differs(reading)) {
            return Err(format!(
                "the column `{column}` may hold texts of options or their numbers, and both fit; say `--first-option text`, or 0 or 1 for the number of the first option"
            ));
        }
        return Ok(Reading::Text);
    }
    let (zeros, ones) = (only(zero, one), only(one, zero));
    match (zeros, ones) {
        (0, 0) => Err(format!(
            "the column `{column}` names the right option by its number, and both 0 and 1 could be the first; say `--first-option 0` or `--first-option 1`"
        )),
        (_, 0) => Ok(zero),
        (0, _) => Ok(one),
        _ => Err(format!(
            "the column `{column}` names the right option by its number, but some are 0 and some that of the last: say `--first-option 0` or `--first-option 1`, and the rows that do not fit are refused"
        )),
    }
}

/// Options in one cell: the sign between them is the one that leaves each row's key among them.
///
/// # Errors
/// No sign does.
pub(super) fn split(
    cells: &[(String, String)],
    first: Option<FirstOption>,
    key: &str,
) -> Result<Vec<Vec<(usize, String)>>, String> {
    for sign in ["|", "\n", ";", " / ", "/", ",", " or ", " oder ", " ou "] {
        let rows: Vec<Asked> =
            cells.iter().map(|(cell, key)| Asked { options: pieces(cell, sign), key: key.clone() }).collect();
        let fits = rows.iter().filter(|row| !row.key.is_empty()).all(|row| row.options.len() > 1);
        let Some(reading) = settle(&rows, &[], first, key).ok().filter(|reading| fits && *reading != Reading::Beside)
        else {
            continue;
        };
        let named = |row: &Asked| row.key.is_empty() || reading.right(row, &[]).is_some();
        if rows.iter().all(named) {
            return Ok(rows.into_iter().map(|row| row.options).collect());
        }
    }
    Err(format!(
        "what parts the options in one cell is not to be seen, as no sign leaves the right one of each row (`{}`) among them; write each into a column of its own",
        excerpt(key)
    ))
}

fn pieces(cell: &str, sign: &str) -> Vec<(usize, String)> {
    let list = cell.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let bare = |piece: &str| {
        piece.trim().trim_matches(if list.is_some() { &['"', '\''][..] } else { &[][..] }).trim().to_owned()
    };
    let texts: Vec<String> = list.unwrap_or(cell).split(sign).map(bare).filter(|piece| !piece.is_empty()).collect();
    // `A) Council`: labels in their order are no part of the text.
    let labelled = |(at, text): (usize, &String)| {
        let mut signs = text.trim_start_matches('(').chars();
        let letter = signs.next().map(|letter| letter.to_ascii_lowercase());
        let expected = u32::try_from(at).ok().and_then(|at| char::from_u32(u32::from('a') + at));
        letter == expected && matches!(signs.next(), Some(')' | '.' | ':'))
    };
    let texts = if texts.len() > 1 && texts.iter().enumerate().all(labelled) {
        let strip = |text: &String| text.split_once([')', '.', ':']).map_or("", |(_, rest)| rest).trim().to_owned();
        texts.iter().map(strip).collect()
    } else {
        texts
    };
    texts.into_iter().enumerate().collect()
}

/// The columns of a table without names where letters, or texts, name one of the options that stand in front: the question,
/// the options, the key, and at most one more, a topic where its cells repeat.
pub(super) fn columns_of(lines: &[Line], width: usize) -> Option<Vec<Column>> {
    let cell = |line: &Line, at: usize| line.cells.get(at).map_or("", String::as_str).to_owned();
    let named = |key: usize| {
        lines.iter().all(|line| {
            let options = (1..key).map(|at| (at - 1, cell(line, at))).filter(|(_, text)| !text.is_empty()).collect();
            let asked = Asked { options, key: cell(line, key) };
            asked.options.len() > 1
                && (Reading::Letter.right(&asked, &[]).is_some() || Reading::Text.right(&asked, &[]).is_some())
        })
    };
    let key = (3..width).rev().take(2).find(|&key| lines.len() > 1 && named(key))?;
    let mut columns = vec![Column::Question];
    columns.extend((1..key).map(|at| Column::Option(at - 1)));
    columns.push(Column::Answer);
    if key + 1 < width {
        let mut last: Vec<String> = lines.iter().map(|line| cell(line, key + 1)).collect();
        last.sort_unstable();
        last.dedup();
        columns.push(if last.len() < lines.len() { Column::Key("topics") } else { Column::Unknown });
    }
    Some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[(&[&str], &str)]) -> Vec<Asked> {
        let asked = |(options, key): &(&[&str], &str)| Asked {
            options: options.iter().enumerate().map(|(at, text)| (at, (*text).to_owned())).collect(),
            key: (*key).to_owned(),
        };
        rows.iter().map(asked).collect()
    }

    const FOUR: &[&str] = &["Council", "Commission", "Court", "Bank"];
    const COUNTS: &[&str] = &["2", "3", "4", "5"];

    #[track_caller]
    fn reads(table: &[(&[&str], &str)], expected: Result<Reading, &str>) {
        match (settle(&rows(table), &[], None, "key"), expected) {
            (Ok(found), Ok(reading)) => assert_eq!(found, reading, "{table:?}"),
            (Err(why), Err(part)) => assert!(why.contains(part), "{why}"),
            (found, expected) => panic!("{table:?}: {found:?}, not {expected:?}"),
        }
    }

    #[test]
    fn the_key_is_read_over_the_whole_column() {
        reads(&[(FOUR, "0"), (FOUR, "2")], Ok(Reading::Number(0)));
        reads(&[(FOUR, "4"), (FOUR, "2")], Ok(Reading::Number(1)));
        reads(&[(FOUR, "1"), (FOUR, "3")], Err("both 0 and 1"));
        reads(&[(FOUR, "0"), (FOUR, "4")], Err("some are 0"));
        reads(&[(FOUR, "1.0"), (FOUR, "4.0")], Ok(Reading::Number(1)));
        reads(&[(FOUR, "B"), (FOUR, "d")], Ok(Reading::Letter));
        reads(&[(FOUR, "(b)"), (FOUR, "D."), (FOUR, "Option C")], Ok(Reading::Letter));
        reads(&[(FOUR, "court"), (FOUR, "Bank.")], Ok(Reading::Text));
        reads(&[(FOUR, "Agency"), (FOUR, "Europol")], Ok(Reading::Beside));
        reads(&[(COUNTS, "2")], Err("texts of options or their numbers"));
        reads(&[(&["A", "B"], "B"), (&["B", "A"], "B")], Err("letters of options or their texts"));
        reads(&[(&["1", "2", "3"], "2"), (&["1", "2", "3"], "3")], Ok(Reading::Text));
        reads(&[(&["2", "1", "3"], "2"), (&["3", "2", "1"], "3"), (&["1", "3", "2"], "1")], Err("texts of options"));
        reads(&[(&["27", "26"], "27"), (&["2", "1"], "1"), (&["4", "2"], "4")], Ok(Reading::Text));
    }

    #[test]
    fn a_key_may_be_the_whole_name_of_a_column() {
        let columns = ["option_1", "option_2", "option_3", "option_4"].map(str::to_owned);
        let asked = rows(&[(FOUR, "option_3"), (FOUR, "Option 1")]);
        let reading = settle(&asked, &columns, None, "key").expect("a reading");
        let right: Vec<_> = asked.iter().map(|row| reading.right(row, &columns)).collect();
        assert_eq!((reading, right), (Reading::Name, vec![Some(vec![2]), Some(vec![0])]));
        let numbers = rows(&[(FOUR, "3"), (FOUR, "1")]);
        assert!(settle(&numbers, &columns, None, "key").is_err());
    }

    #[test]
    fn several_options_may_be_right_and_a_key_that_names_none_makes_none() {
        let right = |reading: Reading, key: &str| reading.right(&rows(&[(FOUR, key)])[0], &[]);
        assert_eq!(right(Reading::Letter, "A, C"), Some(vec![0, 2]));
        assert_eq!(right(Reading::Letter, "BD"), Some(vec![1, 3]));
        assert_eq!(right(Reading::Number(1), "1;4"), Some(vec![0, 3]));
        assert_eq!(right(Reading::Letter, "E"), None);
        assert_eq!(right(Reading::Letter, "A, A"), None);
        assert_eq!(right(Reading::Number(1), "0"), None);
        assert_eq!(right(Reading::Number(0), "4"), None);
        assert_eq!(right(Reading::Text, "Agency"), None);
    }

    #[test]
    fn options_in_one_cell_are_parted_where_each_key_is_among_them() {
        let parted = |cells: &[(&str, &str)]| {
            let cells: Vec<(String, String)> =
                cells.iter().map(|(cell, key)| ((*cell).to_owned(), (*key).to_owned())).collect();
            split(&cells, None, "key").map(|rows| {
                rows.iter().map(|row| row.iter().map(|(_, text)| text.clone()).collect::<Vec<_>>()).collect::<Vec<_>>()
            })
        };
        let two = vec![vec!["Paris, France".to_owned(), "Rome, Italy".to_owned()]];
        assert_eq!(parted(&[("Paris, France; Rome, Italy", "Rome, Italy")]), Ok(two.clone()));
        assert_eq!(parted(&[("A) Paris, France; B) Rome, Italy", "B")]), Ok(two));
        assert_eq!(
            parted(&[("['Council', 'Court']", "Court")]),
            Ok(vec![vec!["Council".to_owned(), "Court".to_owned()]])
        );
        assert!(parted(&[("Council Court", "Court")]).is_err());
        assert!(parted(&[("Council, Court", "Bank")]).is_err());
    }
}
