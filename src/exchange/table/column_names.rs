//! What the names of columns mean, in English, French and German, whatever their case and signs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::column::Column;
use super::{events, truth};
use crate::deck::format;

/// A key of the deck format by its own name: one that every kind shares, else one that asks, answers or belongs to some kinds.
fn key(name: &str) -> Option<Column> {
    let known = keys().find(|key| key.replace('_', " ") == name)?;
    Some(if is_of_all(known) { Column::Key(known) } else { Column::Fact(known) })
}

/// Every key of every kind but its id, each once or more.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    let all = format::entries().iter().flat_map(format::Entry::keys).map(|key| key.name);
    all.filter(|name| *name != "id")
}

/// Whether a key means the same wherever it stands: it is no kind's own.
fn is_of_all(name: &str) -> bool {
    format::entries().iter().all(|entry| entry.own.iter().all(|key| key.name != name))
}

/// Whether a key means that only where a fact stands in the table: `type`, `name` and `unit` are words of other programs.
pub(super) fn is_of_facts(name: &str) -> bool {
    let facts = format::entries().iter().filter(|entry| entry.is_fact());
    name == "unit" || facts.flat_map(|entry| entry.own).any(|key| key.name == name)
}

/// How surely a name means a column; of two that claim one role the surer has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    Weak,
    Plain,
    /// Names the right one of several.
    Exact,
}

/// Names that teachers and programs give to columns, small and without signs.
const QUESTION: [&str; 14] = [
    "question",
    "question text",
    "ask",
    "front",
    "prompt",
    "stem",
    "frage",
    "fragetext",
    "vorderseite",
    "recto",
    "intitule",
    "domanda",
    "pregunta",
    "enonce",
];
const WEAK_QUESTION: [&str; 12] = [
    "term",
    "begriff",
    "terme",
    "word",
    "q",
    "text",
    "concept",
    "vokabel",
    "mot",
    "aussage",
    "behauptung",
    "affirmation",
];
/// What makes a name that of the right option, in any company of the words below it: `correct option ids`, `Bonne réponse`.
const RIGHT: [&str; 13] = [
    "correct",
    "right",
    "richtig",
    "richtige",
    "bonne",
    "bonnes",
    "correcte",
    "correctes",
    "juste",
    "justes",
    "solution",
    "losung",
    "correcta",
];
const OF_RIGHT: [&str; 27] = [
    "answer",
    "answers",
    "option",
    "options",
    "choice",
    "choices",
    "alternative",
    "index",
    "indices",
    "idx",
    "letter",
    "key",
    "keys",
    "id",
    "ids",
    "number",
    "no",
    "nr",
    "text",
    "antwort",
    "antworten",
    "reponse",
    "reponses",
    "lettre",
    "buchstabe",
    "nummer",
    "numero",
];
const ANSWER_KEYS: [&str; 5] = ["answer key", "answer index", "answer letter", "answer number", "answer id"];
const ANSWER: [&str; 12] = [
    "answer",
    "back",
    "antwort",
    "ruckseite",
    "verso",
    "reponse",
    "respuesta",
    "risposta",
    "key",
    "a",
    "answer text",
    "ans",
];
const WEAK_ANSWER: [&str; 8] =
    ["definition", "meaning", "bedeutung", "translation", "ubersetzung", "traduction", "erlauterung", "signification"];
const KEYED: [(&str, &[&str]); 6] = [
    ("accept", &["accepted", "also accepted", "alternatives", "synonyms", "other answers", "also right", "synonyme"]),
    (
        "wrong",
        &[
            "wrong answer",
            "distractor",
            "distractors",
            "incorrect",
            "incorrect answer",
            "incorrect answers",
            "wrong answers",
            "wrong options",
            "falsch",
            "falsche antworten",
            "falsche antwort",
            "mauvaises reponses",
            "mauvaise reponse",
        ],
    ),
    (
        "why",
        &[
            "explanation",
            "because",
            "feedback",
            "general feedback",
            "reason",
            "rationale",
            "note",
            "notes",
            "comment",
            "extra info",
            "erklarung",
            "begrundung",
            "bemerkung",
            "anmerkung",
            "remarque",
            "explication",
            "commentaire",
            "back extra",
            "extra",
            "justification",
        ],
    ),
    (
        "topics",
        &[
            "topic",
            "tags",
            "tag",
            "category",
            "categories",
            "subject",
            "thema",
            "themen",
            "theme",
            "themes",
            "kategorie",
            "categorie",
            "chapter",
            "kapitel",
            "chapitre",
        ],
    ),
    ("source", &["reference", "references", "citation", "quelle", "cite", "sources"]),
    ("hint", &["hints", "hinweis", "tipp", "indice"]),
];
const AT: [&str; 12] =
    ["at", "page", "pages", "page number", "p", "pp", "section", "seite", "seiten", "seitenzahl", "s", "abschnitt"];
const OPTION: [&str; 14] = [
    "option",
    "choice",
    "answer",
    "antwort",
    "reponse",
    "choix",
    "opt",
    "answer option",
    "possible answer",
    "auswahl",
    "antwortmoglichkeit",
    "proposition",
    "alternative",
    "ans",
];
const WRONG: [&str; 8] = [
    "wrong",
    "wrong answer",
    "distractor",
    "incorrect",
    "incorrect answer",
    "falsch",
    "falsche antwort",
    "mauvaise reponse",
];
const OPTIONS: [&str; 10] = [
    "options",
    "choices",
    "antworten",
    "reponses",
    "choix",
    "answer options",
    "possible answers",
    "auswahl",
    "antwortmoglichkeiten",
    "propositions",
];

/// The meaning of a column's name.
pub(super) fn of_name(name: &str) -> (Column, Sureness) {
    let whole = words(name);
    let forms = [limited(name).map(words), Some(without_transcription(&whole)).filter(|plain| *plain != whole)];
    let meanings = std::iter::once(whole).chain(forms.into_iter().flatten()).map(|name| meaning(&name));
    meanings.into_iter().find(|(column, _)| *column != Column::Unknown).unwrap_or((Column::Unknown, Sureness::Plain))
}

/// `Answer 1 - max 75 characters`, `Correct answer(s) - choose at least one`: the name before what a template says of it.
pub(super) fn limited(name: &str) -> Option<&str> {
    const OF_TEMPLATES: [&str; 10] =
        ["max", "maximum", "choose", "choisir", "choisissez", "wahlen", "wahle", "zeichen", "characters", "caracteres"];
    let (name, more) = [" - ", " – ", " — "].iter().find_map(|dash| name.split_once(dash))?;
    words(more).split(' ').any(|word| OF_TEMPLATES.contains(&word)).then_some(name)
}

/// `loesung` for `Lösung`.
fn without_transcription(name: &str) -> String {
    name.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

fn meaning(name: &str) -> (Column, Sureness) {
    let is = |names: &[&str]| names.contains(&name);
    match () {
        () if is(&["kind"]) => (Column::Kind, Sureness::Exact),
        () if is(&["id", "idnumber", "id number", "guid", "identifier"]) => (Column::Id, Sureness::Plain),
        () if is(&AT) => (Column::At, Sureness::Plain),
        () if is(&QUESTION) => (Column::Question, Sureness::Plain),
        () if is(&WEAK_QUESTION) => (Column::Question, Sureness::Weak),
        () if names_the_right(name) || is(&ANSWER_KEYS) => (Column::Answer, Sureness::Exact),
        () if is(&ANSWER) || truth::names(name) => (Column::Answer, Sureness::Plain),
        () if is(&WEAK_ANSWER) => (Column::Answer, Sureness::Weak),
        () if is(&OPTIONS) => (Column::Options, Sureness::Plain),
        () => {
            let keyed = || KEYED.iter().find(|(_, names)| is(names)).map(|(key, _)| *key);
            let own = key(name);
            let column = own.filter(|column| !matches!(column, Column::Fact(key) if is_of_facts(key)));
            let column = column.or_else(|| keyed().map(Column::Key)).or(own).or_else(|| numbered(name));
            let column = column.or_else(|| events::names_events(name).then_some(Column::Fact("event")));
            (column.unwrap_or(Column::Unknown), Sureness::Plain)
        }
    }
}

/// What a name that is no column's may mean in a table of an author's.
pub(super) fn likely(name: &str) -> Option<&'static str> {
    const MEANT: [(&str, &[&str]); 2] = [
        ("id", &["nr", "no", "num", "number", "nummer", "numero", "lfd nr"]),
        ("name", &["institution", "body", "organisation", "organization", "organe", "act", "law", "gesetz", "loi"]),
    ];
    let is_when = events::names_dates(name);
    let name = words(name);
    let meant = MEANT.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(key, _)| *key);
    meant.or_else(|| is_when.then_some("when"))
}

fn names_the_right(name: &str) -> bool {
    name.split(' ').any(|word| RIGHT.contains(&word))
        && name.split(' ').all(|word| RIGHT.contains(&word) || OF_RIGHT.contains(&word))
}

/// `wrong 2`, `option c`, `answer 3`.
fn numbered(name: &str) -> Option<Column> {
    let (word, count) = name.rsplit_once(' ').unwrap_or(("", name));
    let count = place(count)?;
    match word {
        _ if WRONG.contains(&word) => Some(Column::Key("wrong")),
        _ if OPTION.contains(&word) && count < 10 => {
            let numbered = name.ends_with(|c: char| c.is_ascii_digit());
            Some(Column::Option(if numbered { count.saturating_sub(1) } else { count }))
        }
        "topic" | "tag" => Some(Column::Key("topics")),
        "accept" | "synonym" => Some(Column::Key("accept")),
        _ => None,
    }
}

/// A letter from `a` to `j`, or a small number, as a place from 0; a number keeps its own base.
pub(super) fn place(word: &str) -> Option<usize> {
    match word.as_bytes() {
        [letter @ b'a'..=b'j'] => Some(usize::from(letter - b'a')),
        [_] | [_, _] => word.parse().ok(),
        _ => None,
    }
}

/// A name as its words: small, without accents and signs, cut at capitals and before numbers.
pub(super) fn words(name: &str) -> String {
    // `Antwort(en)`, `answer(s)`: one or several.
    let name = ["(s)", "(en)", "(n)"].iter().fold(name.to_owned(), |name, end| name.replace(end, ""));
    let plain: Vec<char> = name.chars().take(80).collect::<String>().nfd().filter(|c| !is_combining_mark(*c)).collect();
    let mut words = String::with_capacity(plain.len() + 4);
    for (at, &c) in plain.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| plain.get(at)).copied().unwrap_or(' ');
        let after = plain.get(at + 1).copied().unwrap_or(' ');
        let hump = c.is_uppercase() && (before.is_lowercase() || (before.is_uppercase() && after.is_lowercase()));
        let number = c.is_ascii_digit() != before.is_ascii_digit() && before.is_alphanumeric() && c.is_alphanumeric();
        if hump || number || !c.is_alphanumeric() {
            words.push(' ');
        }
        if c.is_alphanumeric() {
            words.extend(c.to_lowercase());
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
