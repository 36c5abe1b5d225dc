//! Answers given on paper, from a table: a row a student, a column a question, letters or texts.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use anyhow::Result;

use super::sources::Papers;
use crate::card::{Interaction, Question, Response};
use crate::context::notice;
use crate::diagnostic::nearest;
use crate::error::{Fault, named};
use crate::exam::{Attempt, Entry, Mark, Paper, ResultFile, Version};
use crate::exchange;
use crate::library;
use crate::schedule::{Moment, StudyDay};
use crate::text::{Lexicon, Outcome, fold};

/// The results of a table, each with the name it is told by. What cannot be read as an answer is told, and left open.
///
/// # Errors
/// The table has no column for a question, or names a version or a question that is not there.
pub(super) fn read(path: &Path, papers: &Papers<'_>) -> Result<Vec<(String, ResultFile)>> {
    if papers.blueprint().seed.is_none() {
        let fault =
            Fault::new("answers on paper are put to the questions of one paper, and the blueprint names no seed");
        return Err(fault.advice("add the seed that the paper names: `seed = 7` below `[exam]`").into());
    }
    let table = Table::read(path, true)?;
    let bad = |why: String| Fault::new(format!("`{}` {why}", named(path)));
    let today = papers.today(Version::FIRST)?;
    let marks = table.marks();
    let printed = marks.iter().filter_map(|mark| papers.by_mark(mark, Version::FIRST)).map(|(paper, _)| paper);
    let all: Vec<Paper> = printed.chain([today.clone()]).collect();
    let columns = Columns::read(&table, &all, papers).map_err(bad)?;
    if !columns.passed_over.is_empty() {
        let titles: Vec<String> =
            columns.passed_over.iter().map(|title| format!("`{}`", title.escape_debug())).collect();
        notice(&format!("`{}`: no question, and passed over: {}", named(path), titles.join(", ")))?;
    }
    if columns.paper.is_none() {
        notice(&format!(
            "answers are put to the paper that the decks give today, {}: see that it stands at the foot of what was handed out, \
             or add a column `paper` with what stands there",
            today.mark()
        ))?;
    }
    let mut results = Vec::new();
    for (line, record) in &table.rows {
        let letter = columns.version.and_then(|column| record.get(column)).map_or("A", str::trim);
        let version = Version::parse(if letter.is_empty() { "A" } else { letter })
            .ok_or_else(|| bad(format!("names `{}` in line {line}, which is no version", letter.escape_debug())))?;
        let printed = columns.paper.and_then(|column| record.get(column)).map(str::trim).unwrap_or_default();
        let Some((paper, _)) = papers.by_mark(printed, version) else {
            return Err(bad(unmet(printed, *line, &today, papers.with_named)).advice(RECOVERY).into());
        };
        let row =
            Row { name: format!("{}:{line}", path.to_string_lossy()), line: *line, record, columns: &columns, papers };
        results.push((row.name.clone(), row.result(&paper)?));
    }
    Ok(results)
}

const RECOVERY: &str = "`--deck FILE` with the deck as it was handed out draws its papers again; --fix-deck keeps one beside \
                        the deck that it changes, its name ending in .old";

/// No deck at hand gives a paper that a row names.
fn unmet(printed: &str, line: usize, today: &Paper, with_named: bool) -> String {
    let printed = printed.escape_debug();
    let named = if with_named { ", and those of --deck do not give it either" } else { "" };
    format!(
        "names the paper `{printed}` in line {line}, the decks give {} today{named}: a question or key was changed since it \
         was printed",
        today.mark()
    )
}

/// What papers the rows name, each once.
///
/// # Errors
/// It is no table.
pub(super) fn marks(path: &Path) -> Result<BTreeSet<String>> {
    Ok(Table::read(path, false)?.marks())
}

/// A table, with the number of each line that is not blank.
struct Table {
    head: csv::StringRecord,
    rows: Vec<(usize, csv::StringRecord)>,
}

impl Table {
    fn read(path: &Path, tell: bool) -> Result<Self> {
        let (text, encoding) = exchange::text_of(&library::bytes(path, exchange::TEXT_BYTES)?);
        if let Some(encoding) = encoding.filter(|_| tell) {
            notice(&format!("`{}` was read as {encoding}; look at the accented letters", named(path)))?;
        }
        let mut csv = csv::ReaderBuilder::new().delimiter(separator(&text)).flexible(true).from_reader(text.as_bytes());
        let bad = |why: String| Fault::new(format!("`{}` {why}", named(path)));
        let head = csv.headers().map_err(|cause| bad(format!("is no table: {cause}")))?.clone();
        let mut rows = Vec::new();
        for (at, record) in csv.records().enumerate() {
            let line = at + 2;
            let record = record.map_err(|cause| bad(format!("cannot be read in line {line}: {cause}")))?;
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push((line, record));
            }
        }
        Ok(Self { head, rows })
    }

    fn is_blank(&self, column: usize) -> bool {
        self.rows.iter().all(|(_, record)| record.get(column).is_none_or(|cell| cell.trim().is_empty()))
    }

    /// What papers the rows name, each once.
    fn marks(&self) -> BTreeSet<String> {
        let column = self.head.iter().position(|title| heading(title).eq_ignore_ascii_case("paper"));
        let marks = self.rows.iter().filter_map(|(_, record)| record.get(column?));
        marks.map(|mark| mark.trim().to_lowercase()).filter(|mark| !mark.is_empty()).collect()
    }
}

/// What stands above a column.
fn heading(title: &str) -> &str {
    title.trim().trim_start_matches('\u{feff}')
}

/// The sign between the cells of the first line.
fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: char| head.matches(sign).count();
    [',', ';', '\t'].into_iter().max_by_key(|&sign| count(sign)).map_or(b',', |sign| u8::try_from(sign).unwrap_or(b','))
}

/// Which column is what.
struct Columns {
    name: Option<usize>,
    version: Option<usize>,
    /// The first digits of the paper's fingerprint, as they stand at its foot.
    paper: Option<usize>,
    /// Column and question: its number on the student's own paper, or its card.
    questions: Vec<(usize, Asked)>,
    /// Titles of columns that are no questions.
    passed_over: Vec<String>,
}

enum Asked {
    /// From 0.
    Number(usize),
    Card(String),
}

impl Columns {
    fn read(table: &Table, all: &[Paper], papers: &Papers<'_>) -> Result<Self, String> {
        let most = all.iter().map(|paper| paper.items.len()).max().unwrap_or_default();
        let cards: HashSet<String> =
            all.iter().flat_map(|paper| &paper.items).map(|item| papers.name_today(&item.card.to_string())).collect();
        let mut columns =
            Self { name: None, version: None, paper: None, questions: Vec::new(), passed_over: Vec::new() };
        for (at, title) in table.head.iter().enumerate() {
            let title = heading(title);
            let number = title.trim_start_matches(['Q', 'q', 'F', 'f']).trim_end_matches('.').trim().parse::<usize>();
            match (title.to_lowercase().as_str(), number) {
                ("", _) => {}
                ("name" | "student" | "nom", _) => columns.name = Some(at),
                ("version", _) => columns.version = Some(at),
                ("paper", _) => columns.paper = Some(at),
                (_, Ok(number)) if (1..=most).contains(&number) => {
                    columns.questions.push((at, Asked::Number(number - 1)));
                }
                // Nothing stands below it: whatever it was to be, it answers nothing.
                _ if table.is_blank(at) => columns.passed_over.push(title.to_owned()),
                (_, Ok(number)) => {
                    return Err(format!("has a column {number}, the paper has {most} questions"));
                }
                _ if cards.contains(&papers.name_today(title)) => {
                    columns.questions.push((at, Asked::Card(papers.name_today(title))));
                }
                _ if is_no_question(title) => columns.passed_over.push(title.to_owned()),
                _ => {
                    let title = title.escape_debug();
                    return Err(format!(
                        "has a column `{title}`: write name, version, paper, and each question's number or card"
                    ));
                }
            }
        }
        if columns.questions.is_empty() {
            return Err("has no column for a question: write its number, 1, 2 and so on, in the first line".to_owned());
        }
        Ok(columns)
    }
}

/// A title that is no slip of one of ours, of a question's number or of a card.
fn is_no_question(title: &str) -> bool {
    let like_ours = nearest(&title.to_lowercase(), ["version", "paper", "name", "student"]).is_some();
    !like_ours && !title.contains(|sign: char| sign.is_numeric() || matches!(sign, '/' | '#'))
}

struct Row<'a, 'p> {
    /// By which the row is told.
    name: String,
    line: usize,
    record: &'a csv::StringRecord,
    columns: &'a Columns,
    papers: &'a Papers<'p>,
}

impl Row<'_, '_> {
    fn result(&self, paper: &Paper) -> Result<ResultFile> {
        let (lexicon, moment) = (Lexicon::embedded(), Moment { millis: 0, offset: 0 });
        let day: StudyDay = "1970-01-01".parse().expect("a day");
        let mut attempt = Attempt::new(self.name.clone(), self.line, paper.clone(), moment);
        for (column, asked) in &self.columns.questions {
            let said = self.record.get(*column).unwrap_or_default().trim();
            let item = match asked {
                Asked::Number(number) => Some(*number).filter(|number| *number < paper.items.len()),
                Asked::Card(card) => {
                    paper.items.iter().position(|item| self.papers.name_today(&item.card.to_string()) == *card)
                }
            };
            if said.is_empty() {
                continue;
            }
            let Some(item) = item else {
                let said = said.escape_debug();
                notice(&format!("{}: `{said}` answers no question of this paper, and counts for nothing", self.name))?;
                continue;
            };
            let question = paper.question(item);
            let Some(response) = response(&question, said) else {
                let (name, number) = (&self.name, item + 1);
                notice(&format!(
                    "{name}: `{}` is no answer to question {number}, and is left open",
                    said.escape_debug()
                ))?;
                continue;
            };
            let verdict = question.check(&response, &paper.rivals(item), &lexicon);
            let mut mark = Mark::from(&verdict);
            if verdict.outcome == Outcome::Unread {
                Outcome::Wrong.word().clone_into(&mut mark.outcome);
            }
            attempt.take(item, Entry::Answer(response, mark), 0, day, 0);
        }
        attempt.handed_in = Some(moment);
        let name = self.columns.name.and_then(|column| self.record.get(column)).map(str::trim);
        Ok(ResultFile::of(&attempt, name.filter(|name| !name.is_empty())).expect("it was handed in"))
    }
}

/// What stands in a cell as a response: letters of the paper, or texts.
fn response(question: &Question, said: &str) -> Option<Response> {
    match &question.interaction {
        Interaction::Recall => None,
        Interaction::Text(_) | Interaction::Date(_) | Interaction::Number(_) | Interaction::List(_) => {
            Some(Response::Typed(said.to_owned()))
        }
        Interaction::Choose { options } => {
            let texts: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
            one(said, &texts).map(Response::Chosen)
        }
        Interaction::Select { options } => {
            let texts: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
            several(said, &texts).map(Response::Selected)
        }
        Interaction::Arrange { items, .. } => {
            let texts: Vec<&str> = items.iter().map(String::as_str).collect();
            ranks(said, items.len()).or_else(|| several(said, &texts)).map(Response::Arranged)
        }
        Interaction::Match { lefts, rights, .. } => {
            let letters: Vec<char> = said.chars().filter(|sign| sign.is_alphabetic() || *sign == '-').collect();
            let fits = letters.len() == lefts.len();
            let given = letters.iter().map(|sign| place(*sign).filter(|at| *at < rights.len()));
            fits.then(|| Response::Matched(given.collect())).or_else(|| question.understood(said))
        }
    }
}

/// `a` is the first.
fn place(letter: char) -> Option<usize> {
    let letter = letter.to_ascii_lowercase();
    letter.is_ascii_lowercase().then(|| usize::from(u8::try_from(letter).unwrap_or(b'a') - b'a'))
}

/// An option by its text, else by its letter.
fn one(said: &str, texts: &[&str]) -> Option<usize> {
    let by_text = texts.iter().position(|text| fold(text) == fold(said));
    by_text.or_else(|| {
        let mut letters = said.trim_matches(['(', ')', '.', ' ']).chars();
        letters.next().and_then(place).filter(|at| *at < texts.len() && letters.next().is_none())
    })
}

/// Options by their texts with `;` between them, else by their letters, as `a c` or `ac`; each once.
fn several(said: &str, texts: &[&str]) -> Option<Vec<usize>> {
    let signs = |sign: &char| !sign.is_whitespace() && !matches!(sign, ',' | ';' | '.' | '(' | ')' | '-' | '>');
    let by_letter = || -> Option<Vec<usize>> {
        said.chars().filter(signs).map(|sign| place(sign).filter(|at| *at < texts.len())).collect()
    };
    let by_text = said.split(';').map(|text| one(text.trim(), texts)).collect::<Option<Vec<usize>>>();
    let picked = by_text.or_else(by_letter)?;
    let mut apart = picked.clone();
    apart.sort_unstable();
    apart.dedup();
    (apart.len() == picked.len() && !picked.is_empty()).then_some(picked)
}

/// The place of each item in the order, as they were numbered on the paper: `2 1 3` or `213`.
fn ranks(said: &str, items: usize) -> Option<Vec<usize>> {
    let parted: Vec<&str> = said.split(|sign: char| !sign.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let ranks: Vec<usize> = if let [digits] = parted.as_slice() {
        digits.chars().filter_map(|digit| digit.to_digit(10)).filter_map(|digit| usize::try_from(digit).ok()).collect()
    } else {
        parted.iter().filter_map(|part| part.parse().ok()).collect()
    };
    let order = (1..=items).map(|rank| ranks.iter().position(|own| *own == rank));
    (ranks.len() == items).then(|| order.collect())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_letters_or_texts() {
        let texts = ["Madrid", "Lisbon", "A Coruña"];
        assert_eq!(
            [one("b", &texts), one("(C)", &texts), one("lisbon", &texts), one("d", &texts)],
            [Some(1), Some(2), Some(1), None]
        );
        assert_eq!(several("a, c", &texts), Some(vec![0, 2]));
        assert_eq!(several("CA", &texts), Some(vec![2, 0]));
        assert_eq!(several("Madrid; Lisbon", &texts), Some(vec![0, 1]));
        // A country's letters are its text, not two options.
        let states = ["AT", "DE", "BE", "CY", "BG"];
        assert_eq!(several("BE", &states), Some(vec![2]));
        assert_eq!([several("be; CY", &states), several("be d", &states)], [Some(vec![2, 3]), Some(vec![1, 4, 3])]);
        assert_eq!([several("aa", &texts), several("ad", &texts), several("", &texts)], [None, None, None]);
    }

    #[test]
    fn ranks_are_read_as_they_were_numbered() {
        // The first item is second, the second first.
        assert_eq!(ranks("2 1 3", 3), Some(vec![1, 0, 2]));
        assert_eq!(ranks("213", 3), Some(vec![1, 0, 2]));
        assert_eq!([ranks("2 2 3", 3), ranks("1 2", 3), ranks("b a c", 3)], [None, None, None]);
    }
}
