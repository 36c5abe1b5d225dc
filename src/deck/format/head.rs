//! The tables above the entries.

use super::{Key, Shape, optional, required};

/// A table above the entries.
#[derive(Debug)]
pub(crate) struct Head {
    /// As it stands in brackets; a work stands under a key of its own.
    pub(crate) name: &'static str,
    pub(crate) words: &'static str,
    pub(crate) keys: &'static [Key],
}

/// The tables of a deck, in the order of the reference.
pub(crate) static HEADS: [Head; 4] = [
    Head { name: "deck", words: "What the deck is.", keys: DECK },
    Head { name: "sources.key", words: "A work that entries cite.", keys: SOURCE },
    Head { name: "defaults", words: "What every entry takes that does not say otherwise.", keys: DEFAULTS },
    Head { name: "check", words: "What `acquis check` leaves untold for this deck.", keys: CHECK },
];

/// What the deck is.
pub(crate) static DECK: &[Key] = &[
    required(
        "id",
        Shape::Id,
        "Small letters, digits, `-` and `_`. Progress hangs on it, so it never changes.",
        "\"eu-china-cyber-dates\"",
    ),
    required("title", Shape::Text, "What students see above each question.", "\"EU–China cyber cooperation: dates\""),
    optional(
        "course",
        Shape::Id,
        "Decks of one course lend each other options and rivals, and are examined together; the deck's id unless given.",
        "\"eu-china-cyber\"",
    ),
    optional(
        "language",
        Shape::Text,
        "The language of the deck, as `en`, `fr`, `de` or another BCP 47 tag; `en` unless given.",
        "\"en\"",
    ),
    optional(
        "description",
        Shape::Text,
        "What the deck is about, in a sentence.",
        "\"Who called, proposed, approved or published.\"",
    ),
    optional(
        "order",
        Shape::Whole,
        "The place of the deck in its course: smaller ones are learnt first, decks without one last, by id.",
        "10",
    ),
    optional(
        "requires",
        Shape::Texts,
        "Courses that this one takes for granted; students are told, and nothing else.",
        "[\"eu-basics\"]",
    ),
    optional("version", Shape::Amount, "Counted up by the author as he likes.", "\"2\""),
    optional("authors", Shape::Texts, "Who wrote it.", "[\"A. Author\"]"),
    optional("licence", Shape::Text, "On what terms others may use it.", "\"CC-BY-4.0\""),
    optional(
        "url",
        Shape::Text,
        "Where the deck can be had. It is shown, and never fetched.",
        "\"https://example.org/decks\"",
    ),
];

/// A work that entries cite.
pub(crate) static SOURCE: &[Key] = &[
    required(
        "title",
        Shape::Text,
        "The title of the work.",
        "\"European Union – China: the importance of cyber cooperation\"",
    ),
    optional("author", Shape::Texts, "Who wrote it; a list for several.", "\"Maria Elena Argano\""),
    optional("year", Shape::Plain, "The year in which it came out.", "2019"),
    optional("publisher", Shape::Text, "Who published it.", "\"EU-Logos\""),
    optional(
        "url",
        Shape::Text,
        "Where it can be read. It is shown, and never fetched.",
        "\"https://example.org/article\"",
    ),
];

/// What every entry takes that does not say otherwise.
pub(crate) static DEFAULTS: &[Key] = &[
    optional("source", Shape::Citations, "What entries cite.", "\"argano\""),
    optional("topics", Shape::Texts, "The topics of entries.", "[\"chronology\"]"),
    optional("strict", Shape::Flag, "No spelling slip is forgiven.", "true"),
    optional("options", Shape::Flag, "Facts are chosen from four options, not typed.", "true"),
    optional("both", Shape::Flag, "Entries are asked both ways, where they have what it takes.", "true"),
    optional("draft", Shape::Flag, "Entries are checked, and not asked.", "true"),
    optional("allow", Shape::Texts, "Warnings that are silenced.", "[\"long-to-type\"]"),
    optional("verb", Shape::Text, "The verb of positions: \"argues\" unless given.", "\"holds\""),
    optional("about", Shape::Text, "The matter of positions.", "\"norms in cyberspace\""),
    optional("work", Shape::Text, "The work of positions.", "\"The article of 2019\""),
];

/// What `acquis check` leaves untold for the deck.
pub(crate) static CHECK: &[Key] =
    &[optional("allow", Shape::Texts, "Codes of warnings that are silenced for the deck.", "[\"no-source\"]")];

/// A paper that an exam is drawn by, in a file of its own.
pub(crate) static EXAM: &[Key] = &[
    optional("title", Shape::Text, "What stands above the paper.", "\"Mock exam\""),
    optional("questions", Shape::Count, "How many are asked.", "20"),
    optional("time", Shape::Text, "How long the paper may take, at most a day.", "\"1h30m\""),
    optional("pass", Shape::Amount, "Per cent of the points that pass.", "60"),
    optional("decks", Shape::Texts, "Ids or paths of the decks asked; all unless given.", "[\"eu-china-cyber-dates\"]"),
    optional("shuffle", Shape::Flag, "`false`: in the authors' order.", "true"),
    optional("topics", Shape::Counts, "How many of each topic.", "{ chronology = 5 }"),
    optional("kinds", Shape::Counts, "How many of each kind of entry.", "{ short = 5 }"),
    optional("points", Shape::Plain, "What a question is worth, or by kind of entry.", "2"),
    optional("seed", Shape::Count, "The seed of the paper.", "7"),
];

/// A source and the place in it.
pub(crate) static CITATION: &[Key] = &[
    required("key", Shape::Text, "The key of a table in `[sources]`.", "\"argano\""),
    optional("at", Shape::Text, "The page, section or note.", "\"section 1, note 6\""),
];

/// A wrong answer with the reason.
pub(crate) static WRONG: &[Key] = &[
    required("answer", Shape::Text, "What a student might think.", "\"European Council\""),
    optional(
        "because",
        Shape::Text,
        "Why it is wrong: shown to whoever gives it.",
        "\"That is the summit of the heads of state or government.\"",
    ),
];

/// An entry that is likely to be taken for another.
pub(crate) static CONFUSED: &[Key] = &[
    required("entry", Shape::Text, "The other entry: `id` or `deck/id`.", "\"council-of-the-eu\""),
    optional(
        "difference",
        Shape::Text,
        "What tells the two apart: shown after the verdict on either.",
        "\"The summit sets the course, the Council adopts laws.\"",
    ),
];

/// An item of a list with other forms of it that are right.
pub(crate) static ANSWER: &[Key] = &[
    required("answer", Shape::Text, "The item as it is shown.", "\"European Commission\""),
    optional("accept", Shape::Forms, "Other forms that are right.", "[\"Commission\"]"),
];
