//! What a paper says beside its questions, in the languages of the decks.

use crate::text::Language;

/// The words of one language.
pub(super) struct Words {
    pub(super) name: &'static str,
    pub(super) date: &'static str,
    pub(super) points: &'static str,
    pub(super) version: &'static str,
    pub(super) key: &'static str,
    pub(super) paper: &'static str,
    pub(super) seed: &'static str,
    pub(super) questions: [&'static str; 2],
    pub(super) each_a_point: &'static str,
    pub(super) points_in_all: [&'static str; 2],
    pub(super) needed: &'static str,
    pub(super) tick_one: &'static str,
    pub(super) tick_all: &'static str,
    pub(super) number_them: &'static str,
    pub(super) write_letters: &'static str,
    /// Before and behind how many are wanted.
    pub(super) give: [&'static str; 2],
    /// Before and behind how many of the answers suffice.
    pub(super) suffice: [&'static str; 2],
    pub(super) numbers: &'static str,
    pub(super) about_key: &'static str,
    pub(super) also: &'static str,
    pub(super) wrong: &'static str,
    pub(super) minutes: [&'static str; 2],
    pub(super) seconds: &'static str,
    /// Between whole and decimals.
    pub(super) decimal: &'static str,
}

/// Those of a language; of one without words of its own the English ones.
pub(super) fn words(language: Language) -> &'static Words {
    match language {
        Language::French => &FRENCH,
        Language::German => &GERMAN,
        Language::English | Language::Other => &ENGLISH,
    }
}

static ENGLISH: Words = Words {
    name: "Name",
    date: "Date",
    points: "Points",
    version: "version",
    key: "key",
    paper: "paper",
    seed: "seed",
    questions: ["question", "questions"],
    each_a_point: "a point each",
    points_in_all: ["point", "points"],
    needed: "of the points are needed",
    tick_one: "Tick one.",
    tick_all: "Tick every right one.",
    number_them: "Number them in the right order: 1, 2, 3 …",
    write_letters: "Write the letter that belongs to each.",
    give: ["Give ", "."],
    suffice: ["", " of these suffice"],
    numbers: "the numbers, from the top",
    about_key: "An answer may differ in form; what else is right stands below it.",
    also: "also",
    wrong: "wrong",
    minutes: ["minute", "minutes"],
    seconds: "s",
    decimal: ".",
};

static FRENCH: Words = Words {
    name: "Nom",
    date: "Date",
    points: "Points",
    version: "version",
    key: "corrigé",
    paper: "sujet",
    seed: "graine",
    questions: ["question", "questions"],
    each_a_point: "un point chacune",
    points_in_all: ["point", "points"],
    needed: "des points sont nécessaires",
    tick_one: "Cochez une seule réponse.",
    tick_all: "Cochez toutes les bonnes réponses.",
    number_them: "Numérotez dans le bon ordre : 1, 2, 3 …",
    write_letters: "Écrivez la lettre qui correspond à chacun.",
    give: ["Nombre de réponses à donner : ", "."],
    suffice: ["", " de ces réponses suffisent"],
    numbers: "les numéros, de haut en bas",
    about_key: "La forme d’une réponse peut varier ; ce qui est juste aussi figure en dessous.",
    also: "juste aussi ",
    wrong: "faux ",
    minutes: ["minute", "minutes"],
    seconds: "s",
    decimal: ",",
};

static GERMAN: Words = Words {
    name: "Name",
    date: "Datum",
    points: "Punkte",
    version: "Version",
    key: "Lösungen",
    paper: "Bogen",
    seed: "Startwert",
    questions: ["Frage", "Fragen"],
    each_a_point: "je ein Punkt",
    points_in_all: ["Punkt", "Punkte"],
    needed: "der Punkte sind nötig",
    tick_one: "Kreuzen Sie eine Antwort an.",
    tick_all: "Kreuzen Sie alle richtigen Antworten an.",
    number_them: "Nummerieren Sie in der richtigen Reihenfolge: 1, 2, 3 …",
    write_letters: "Schreiben Sie zu jedem den Buchstaben, der dazugehört.",
    give: ["Verlangte Antworten: ", "."],
    suffice: ["", " davon genügen"],
    numbers: "die Nummern, von oben nach unten",
    about_key: "Die Form einer Antwort darf abweichen; was ebenfalls richtig ist, steht darunter.",
    also: "ebenfalls richtig",
    wrong: "falsch",
    minutes: ["Minute", "Minuten"],
    seconds: "s",
    decimal: ",",
};
