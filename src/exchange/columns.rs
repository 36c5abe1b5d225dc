//! What the columns of a table mean: by their names, in any order, or by their place where they have none.

use crate::card::KindName;
use crate::deck::excerpt;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Kind,
    Id,
    Question,
    Answer,
    /// A key of the deck format.
    Key(&'static str),
    /// One of the options of a choice, by its number from 0.
    Option(usize),
    /// Not used.
    Other,
}

/// Keys that a column may name outright.
const KEYS: [&str; 26] = [
    "was",
    "accept",
    "wrong",
    "why",
    "hint",
    "topics",
    "source",
    "type",
    "short",
    "both",
    "did",
    "by",
    "when",
    "verb",
    "about",
    "work",
    "ask",
    "options",
    "confused_with",
    "requires",
    "strict",
    "group",
    "revised",
    "draft",
    "allow",
    "need",
];
const MORE_KEYS: [&str; 3] = ["unit", "tolerance", "extra"];

/// Names that teachers and programs give to columns, small and without signs.
const NAMES: [(Column, &[&str]); 9] = [
    (Column::Kind, &["kind"]),
    (Column::Id, &["id", "idnumber", "guid", "identifier"]),
    (
        Column::Question,
        &[
            "question",
            "question text",
            "front",
            "term",
            "prompt",
            "stem",
            "frage",
            "vorderseite",
            "begriff",
            "recto",
            "word",
            "q",
            "text",
            "concept",
            "terme",
            "domanda",
            "pregunta",
        ],
    ),
    (
        Column::Answer,
        &[
            "answer",
            "back",
            "definition",
            "correct answer",
            "correct",
            "key",
            "right answer",
            "antwort",
            "ruckseite",
            "verso",
            "reponse",
            "bonne reponse",
            "richtige antwort",
            "a",
            "solution",
            "losung",
            "respuesta",
            "risposta",
        ],
    ),
    (Column::Key("accept"), &["accepted", "also accepted", "alternatives", "synonyms", "other answers"]),
    (
        Column::Key("wrong"),
        &["wrong answer", "distractor", "distractors", "incorrect", "incorrect answers", "wrong answers", "falsch"],
    ),
    (
        Column::Key("why"),
        &[
            "explanation",
            "feedback",
            "general feedback",
            "reason",
            "note",
            "notes",
            "comment",
            "extra info",
            "erklarung",
            "bemerkung",
            "anmerkung",
            "remarque",
            "explication",
            "back extra",
        ],
    ),
    (
        Column::Key("topics"),
        &["topic", "tags", "tag", "category", "subject", "thema", "theme", "kategorie", "categorie"],
    ),
    (Column::Key("source"), &["reference", "citation", "quelle", "cite"]),
];

/// The meaning of a column's name.
pub(super) fn of_name(name: &str) -> Column {
    let name = folded(name);
    if let Some(key) = KEYS.iter().chain(&MORE_KEYS).find(|key| key.replace('_', " ") == name) {
        return Column::Key(key);
    }
    if let Some((column, _)) = NAMES.iter().find(|(_, names)| names.contains(&name.as_str())) {
        return *column;
    }
    numbered(&name).unwrap_or(Column::Other)
}

/// `wrong 2`, `option c`, `answer 3`.
fn numbered(name: &str) -> Option<Column> {
    let (word, count) = name.rsplit_once(' ').map_or_else(
        || name.find(|c: char| c.is_ascii_digit()).map_or((name, ""), |at| name.split_at(at)),
        |(word, count)| (word, count),
    );
    let count = match count.as_bytes() {
        [letter @ b'a'..=b'j'] => usize::from(letter - b'a'),
        _ => count.parse::<usize>().ok()?.checked_sub(1)?,
    };
    match word {
        "wrong" | "wrong answer" | "distractor" | "incorrect" | "incorrect answer" | "falsch" => {
            Some(Column::Key("wrong"))
        }
        "option" | "choice" | "answer" | "antwort" | "reponse" if count < 10 => Some(Column::Option(count)),
        "topic" | "tag" => Some(Column::Key("topics")),
        _ => None,
    }
}

fn folded(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let plain = name.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase);
    let plain: String = plain.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The columns of a table, and whether the first row names them.
pub(super) struct Columns {
    pub(super) columns: Vec<Column>,
    pub(super) names: Vec<String>,
    pub(super) has_header: bool,
}

impl Columns {
    /// By the first row: names if one of them is a question's or an answer's, else places.
    pub(super) fn of(first: &[String], width: usize) -> Self {
        let columns: Vec<Column> = first.iter().map(|name| of_name(name)).collect();
        let asks = columns.contains(&Column::Question);
        let named = columns.iter().filter(|column| **column != Column::Other).count();
        if asks && named >= 2 {
            return Self { columns, names: first.to_vec(), has_header: true };
        }
        let columns = (0..width).map(|at| match at {
            0 => Column::Question,
            1 => Column::Answer,
            _ => Column::Other,
        });
        Self { columns: columns.collect(), names: Vec::new(), has_header: false }
    }

    /// The table was written by acquis: its cells have the deck format's own shapes.
    pub(super) fn are_ours(&self) -> bool {
        self.has_header && self.columns.contains(&Column::Kind) && self.columns.contains(&Column::Id)
    }

    /// What a person is shown before anything is written.
    pub(super) fn told(&self) -> String {
        let one = |(at, column): (usize, &Column)| {
            let name = self.names.get(at).map(|name| format!(" `{}`", excerpt(name))).unwrap_or_default();
            format!("{}{name} = {}", at + 1, column.word())
        };
        let list: Vec<String> = self.columns.iter().enumerate().map(one).collect();
        let how =
            if self.has_header { "columns by the first row" } else { "columns by their place, as no row names them" };
        format!("{how}: {}", list.join(", "))
    }
}

impl Column {
    fn word(self) -> String {
        match self {
            Self::Kind => "kind".to_owned(),
            Self::Id => "id".to_owned(),
            Self::Question => "question".to_owned(),
            Self::Answer => "answer".to_owned(),
            Self::Key(key) => key.to_owned(),
            Self::Option(at) => format!("option {}", at + 1),
            Self::Other => "not used".to_owned(),
        }
    }
}

/// The kind of a record whose file names none.
pub(super) fn kind_of(question: &str, answer: &str, has_wrong: bool) -> KindName {
    let is_truth = matches!(answer.trim().to_lowercase().as_str(), "true" | "false" | "vrai" | "faux" | "wahr");
    if has_wrong {
        KindName::Choice
    } else if answer.trim().is_empty() && question.contains("{{") {
        KindName::Cloze
    } else if is_truth {
        KindName::TrueFalse
    } else if answer.lines().count() <= 1 && answer.split_whitespace().count() <= 6 && answer.chars().count() <= 45 {
        KindName::Short
    } else {
        KindName::Card
    }
}
