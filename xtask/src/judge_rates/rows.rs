//! Answers made from public lists: the own answer, the nearest other one, and the own one misspelt.

use serde_json::{Value, json};

const NAMES: &str = include_str!("../../data/names.tsv");
const MISSPELLINGS: &str = include_str!("../../data/misspellings.tsv");
const DATES: &str = include_str!("../../data/dates.tsv");
const NUMBERS: &str = include_str!("../../data/numbers.tsv");
const LANGUAGES: [&str; 3] = ["en", "fr", "de"];
/// One row in so many stands in the sample.
const SAMPLE: u64 = 20;

/// What becomes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// The answer itself, in one of its forms.
    Own,
    /// Another answer, as near as there is one.
    Neighbour,
    /// The answer with one slip, or a misspelling that people make.
    Misspelt,
}

/// One answer to judge: a line as `acquis try --batch` reads it, which says what it is and what is expected.
pub(super) struct Row {
    pub(super) family: String,
    pub(super) sort: Sort,
    pub(super) line: Value,
}

impl Row {
    fn new(family: &str, sort: Sort, mut line: Value) -> Self {
        line["family"] = json!(family);
        line["sort"] = json!(format!("{sort:?}").to_lowercase());
        line["expect"] = json!(if sort == Sort::Neighbour { "wrong" } else { "right" });
        Self { family: family.to_owned(), sort, line }
    }
}

/// Every row, the same ones in the same order each time.
pub(super) fn all() -> Vec<Row> {
    let mut rows = names();
    rows.extend(misspellings());
    rows.extend(dates());
    rows.extend(numbers());
    rows
}

/// A twentieth of the rows, chosen by their text.
pub(super) fn sample(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| chance(&row.line.to_string()).is_multiple_of(SAMPLE))
}

/// A number that depends on the text alone: FNV-1a.
fn chance(text: &str) -> u64 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    hash >> 8
}

fn cells(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().map(|line| line.split('\t').collect())
}

fn names() -> Vec<Row> {
    let mut rows = Vec::new();
    for family in ["territory", "language", "currency"] {
        for (column, language) in LANGUAGES.into_iter().enumerate() {
            let own: Vec<&str> =
                cells(NAMES).filter(|cells| cells[0] == family).map(|cells| cells[2 + column]).collect();
            for name in &own {
                rows.extend(of_name(family, language, name, &own));
            }
        }
    }
    rows
}

fn of_name(family: &str, language: &str, name: &str, all: &[&str]) -> Vec<Row> {
    let family = format!("{family} names, {language}");
    let row = |sort: Sort, input: &str| {
        let line = json!({ "kind": "short", "language": language, "ask": ask(language, "Which one?"), "answer": name, "input": input });
        Row::new(&family, sort, line)
    };
    let plain = without_accents(name);
    let mut rows = vec![row(Sort::Own, name), row(Sort::Own, &name.to_lowercase())];
    if plain != *name {
        rows.push(row(Sort::Own, &plain));
    }
    let others = all.iter().filter(|other| without_accents(other) != plain);
    if let Some(nearest) = others.max_by(|one, other| near(one, name).total_cmp(&near(other, name))) {
        rows.push(row(Sort::Neighbour, nearest));
    }
    if let Some(slip) = slipped(name).filter(|slip| !all.contains(&slip.as_str())) {
        rows.push(row(Sort::Misspelt, &slip));
    }
    rows
}

fn near(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&one.to_lowercase(), &other.to_lowercase())
}

fn without_accents(text: &str) -> String {
    const PLAIN: [(&str, &str); 8] = [
        ("àâäáãåă", "a"),
        ("ç", "c"),
        ("éèêë", "e"),
        ("îïíı", "i"),
        ("ôöóõø", "o"),
        ("ùûüúű", "u"),
        ("ñ", "n"),
        ("ÉÈ", "E"),
    ];
    let one = |letter: char| {
        let found = PLAIN.iter().find(|(letters, _)| letters.contains(letter));
        found.map_or_else(|| letter.to_string(), |(_, plain)| (*plain).to_owned())
    };
    text.chars().map(one).collect()
}

/// One slip inside the longest word, where that has six letters or more: two letters swapped, one left out, doubled, or
/// another vowel.
fn slipped(name: &str) -> Option<String> {
    let word = name.split([' ', '-', '’', '\'']).max_by_key(|word| word.chars().count())?;
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 6 || !letters.iter().all(|letter| letter.is_alphabetic()) {
        return None;
    }
    let chance = usize::try_from(chance(name) % 10_007).ok()?;
    let at = 2 + chance % (letters.len() - 3);
    let mut slip = letters.clone();
    match chance / 16 % 4 {
        0 if letters[at] != letters[at - 1] => slip.swap(at, at - 1),
        1 => slip.insert(at, letters[at]),
        2 if "aeiou".contains(letters[at]) => slip[at] = if letters[at] == 'e' { 'a' } else { 'e' },
        _ => {
            slip.remove(at);
        }
    }
    let slip: String = slip.into_iter().collect();
    Some(name.replacen(word, &slip, 1))
}

fn misspellings() -> Vec<Row> {
    let right: Vec<&str> = cells(MISSPELLINGS).map(|cells| cells[0]).collect();
    let mut rows = Vec::new();
    for cells in cells(MISSPELLINGS) {
        let row = |sort: Sort, input: &str| {
            let line =
                json!({ "kind": "short", "language": "en", "ask": "Which word?", "answer": cells[0], "input": input });
            Row::new("words, en", sort, line)
        };
        rows.push(row(Sort::Own, &cells[0].to_uppercase()));
        rows.push(row(Sort::Misspelt, cells[1]));
        let stem = |word: &str| word.chars().take(5).collect::<String>();
        let others = right.iter().filter(|other| stem(other) != stem(cells[0]));
        if let Some(nearest) = others.max_by(|one, other| near(one, cells[0]).total_cmp(&near(other, cells[0]))) {
            rows.push(row(Sort::Neighbour, nearest));
        }
    }
    rows
}

fn dates() -> Vec<Row> {
    let mut rows = Vec::new();
    for cells in cells(DATES) {
        let [language, day, text] = cells[..] else { continue };
        let family = format!("dates, {language}");
        let row = |sort: Sort, answer: &str| {
            let line = json!({ "kind": "date", "language": language, "ask": ask(language, "When?"), "answer": answer, "input": text });
            Row::new(&family, sort, line)
        };
        let part = |from: usize, to: usize| day[from..to].parse::<u32>().unwrap_or(1);
        let (year, month, date) = (part(0, 4), part(5, 7), part(8, 10));
        rows.push(row(Sort::Own, day));
        rows.push(row(Sort::Own, &day[..7]));
        rows.push(row(Sort::Own, &day[..4]));
        let other = match chance(text) % 3 {
            0 => format!("{:04}-{month:02}-{date:02}", year + 1),
            1 => format!("{year:04}-{:02}-{date:02}", month % 12 + 1),
            _ => format!("{year:04}-{month:02}-{:02}", date % 28 + 1),
        };
        rows.push(row(Sort::Neighbour, &other));
    }
    rows
}

fn numbers() -> Vec<Row> {
    let mut rows = Vec::new();
    for cells in cells(NUMBERS) {
        let [language, value, unit, text] = cells[..] else { continue };
        let Ok(value) = value.parse::<f64>() else { continue };
        let place = unit == "place";
        let family = format!("{}, {language}", if place { "ordinals" } else { "numbers" });
        let asked = if place { "Which one in the row?" } else { "How much?" };
        let unit = if place { "" } else { unit };
        let row = |sort: Sort, value: f64, unit: &str| {
            let answer = json!({ "value": value, "unit": unit, "tolerance": 0.0 });
            let line = json!({ "kind": "number", "language": language, "ask": ask(language, asked), "answer": answer, "input": text });
            Row::new(&family, sort, line)
        };
        rows.push(row(Sort::Own, value, unit));
        let other = match chance(text) % 3 {
            0 => value + 1.0,
            1 => value * 10.0,
            _ => value + 0.1_f64.max((value / 100.0).floor()),
        };
        rows.push(row(Sort::Neighbour, other, unit));
        let other_unit = match unit {
            "EUR" => "USD",
            "%" => "‰",
            _ => continue,
        };
        rows.push(row(Sort::Neighbour, value, other_unit));
    }
    rows
}

/// The question in the deck's language.
fn ask(language: &str, english: &'static str) -> &'static str {
    match (language, english) {
        ("fr", "Which one?") => "Lequel ?",
        ("fr", "When?") => "Quand ?",
        ("fr", "How much?") => "Combien ?",
        ("fr", "Which one in the row?") => "Lequel dans la série ?",
        ("de", "Which one?") => "Welches?",
        ("de", "When?") => "Wann?",
        ("de", "How much?") => "Wie viel?",
        ("de", "Which one in the row?") => "Das wievielte?",
        _ => english,
    }
}
