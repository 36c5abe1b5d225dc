//! The kinds of entries, a row each, and the keys that they share.

use super::{Entry, Key, Shape, optional, required};
use crate::card::KindName;

/// Keys of every entry that stand above its own.
pub(super) static FIRST: &[Key] = &[
    optional(
        "id",
        Shape::Id,
        "Small letters, digits, `-` and `_`, unique in the deck. Progress hangs on it; `acquis check --fix` writes it.",
        "\"cert-eu-permanent\"",
    ),
    optional(
        "was",
        Shape::Texts,
        "What the entry was called before: `id`, `deck/id` or `id#part`. Its progress moves along.",
        "\"old-id\"",
    ),
];

/// The wording of a fact.
pub(super) static WORDED: &[Key] = &[optional(
    "ask",
    Shape::Wording,
    "Your own wording, where the generated one does not fit: a text for the main part, or a table by parts.",
    "\"In which year was it signed?\"",
)];

/// Keys of facts about the options that their course lends.
pub(super) static CHOSEN: &[Key] = &[
    optional(
        "options",
        Shape::Flag,
        "Facts are typed; with `true` they are chosen among others of the course.",
        "true",
    ),
    optional(
        "confused_with",
        Shape::Lookalikes,
        "Entries that are likely to be taken for this one: `id` or `deck/id`. They are offered first, never asked on one day, and either is told from the other after the verdict.",
        "[{ entry = \"council-of-the-eu\", difference = \"The summit sets the course, the Council adopts laws.\" }]",
    ),
];

/// Keys of every entry that judge what is answered.
pub(super) static JUDGED: &[Key] = &[
    optional("accept", Shape::Forms, "Other forms that are right; in facts, of the main part.", "[\"ENISA\"]"),
    optional(
        "wrong",
        Shape::Wrongs,
        "Answers that are wrong, with the reason: never accepted where typed, and the options of a choice.",
        "[{ answer = \"European Council\", because = \"That is the summit.\" }]",
    ),
];

/// Keys of every entry that stand below all others.
pub(super) static LAST: &[Key] = &[
    optional(
        "requires",
        Shape::Texts,
        "Entries that have to be met before this one: `id` or `deck/id`. New cards keep that order, across decks and days.",
        "[\"council-of-the-eu\"]",
    ),
    optional("strict", Shape::Flag, "No spelling slip is forgiven.", "true"),
    optional(
        "group",
        Shape::Text,
        "Entries of one group, course-wide, give each other away, and are not asked on one day.",
        "\"cert-eu\"",
    ),
    optional(
        "topics",
        Shape::Texts,
        "For `--topic`, for quotas of an exam, and for results by topic.",
        "[\"chronology\"]",
    ),
    optional(
        "source",
        Shape::Citations,
        "Where it is from: a key of `[sources]`, with the place in it; shown with the answer.",
        "{ key = \"argano\", at = \"section 1, note 6\" }",
    ),
    optional("hint", Shape::Text, "Shown on request; the answer then counts as hard at most.", "\"It was in winter.\""),
    optional(
        "why",
        Shape::Text,
        "The explanation, shown after every answer, right or wrong.",
        "\"CERT-EU serves every EU institution, body and agency.\"",
    ),
    optional(
        "revised",
        Shape::Count,
        "Raise it when the right answer changed: students are asked again soon. Nothing else about text or order does.",
        "1",
    ),
    optional("draft", Shape::Flag, "Checked, and not asked.", "true"),
    optional("allow", Shape::Texts, "Codes of warnings that are silenced here.", "[\"long-to-type\"]"),
];

const TYPE_EXAMPLE: &str = "\"agency\"";
const ALSO_SHORT: Key = optional("both", Shape::Flag, "Also asked what `short` stands for.", "true");

const GENDER: Key = optional(
    "gender",
    Shape::Text,
    "The gender of `type`, in French and German: `m`, `f` or `n`. With it the question names the kind: Quelle agence …?",
    "\"f\"",
);
const ARTICLE: &str = "With which article the name stands in a sentence, in the language of the deck: `the`; `le`, `la`, `l’`, `les`; `der`, `die`, `das`; or `none`. With it the question is a whole sentence.";
const NUMBER: Key = optional(
    "number",
    Shape::Text,
    "`singular` or `plural`, where the name and the article leave it open.",
    "\"plural\"",
);

/// In the order of `KindName`.
pub(super) static ENTRIES: [Entry; 13] = [
    Entry {
        kind: KindName::Date,
        words: "A date: asked when it happened, with `both` also what happened.",
        own: &[
            required("event", Shape::Text, "What happened: a main clause.", "\"An agreement made CERT-EU permanent\""),
            required(
                "when",
                Shape::Plain,
                "When: `2017`, `2017-12`, `2017-12-20`, or from first to last `2021/2027`; TOML's own date or year will do.",
                "\"2017-12-20\"",
            ),
            optional("both", Shape::Flag, "Also asked the other way round: what happened then.", "true"),
        ],
        subject: "event",
        answer: Some("when"),
        needs: &[],
        parts: &["when", "what"],
    },
    Entry {
        kind: KindName::Institution,
        words: "An institution or body: asked by what it does.",
        own: &[
            required("name", Shape::Text, "Its name: what is typed.", "\"European Union Agency for Cybersecurity\""),
            optional("type", Shape::Text, "The kind of thing: \"body\" unless given.", TYPE_EXAMPLE),
            optional("short", Shape::Text, "Its abbreviation, which is right, too.", "\"ENISA\""),
            required(
                "role",
                Shape::Text,
                "What it does, beginning with a verb: Which body …?",
                "\"supports the Member States in cybersecurity\"",
            ),
            ALSO_SHORT,
            GENDER,
            NUMBER,
        ],
        subject: "role",
        answer: Some("name"),
        needs: &[],
        parts: &["name", "short"],
    },
    Entry {
        kind: KindName::Instrument,
        words: "A treaty, law, strategy or document: asked by what it does, and by whom or when it was made.",
        own: &[
            required(
                "name",
                Shape::Text,
                "Its proper name: what is typed.",
                "\"EU-China 2020 Strategic Agenda for Cooperation\"",
            ),
            optional("type", Shape::Text, "The kind of thing: \"instrument\" unless given.", "\"strategy\""),
            optional("short", Shape::Text, "Its abbreviation, which is right, too.", "\"NIS 2\""),
            required(
                "purpose",
                Shape::Text,
                "What it does, beginning with a verb: Which instrument …?",
                "\"promotes a peaceful cyberspace\"",
            ),
            ALSO_SHORT,
            optional(
                "did",
                Shape::Text,
                "What was done with it: signed, proposed, adopted. Needs `by` or `when`.",
                "\"signed\"",
            ),
            optional("by", Shape::Texts, "Who did it; a list for several.", "\"European Commission\""),
            optional("when", Shape::Plain, "When it was done.", "\"2013\""),
            GENDER,
            optional("article", Shape::Text, ARTICLE, "\"the\""),
            NUMBER,
        ],
        subject: "purpose",
        answer: Some("name"),
        needs: &[],
        parts: &["name", "short", "by", "when"],
    },
    Entry {
        kind: KindName::Position,
        words: "A position: who holds it.",
        own: &[
            required("who", Shape::Texts, "Whose position it is; a list for several.", "\"Thomas Renard\""),
            required(
                "claim",
                Shape::Text,
                "What is held: a main clause.",
                "\"cyber partnerships are mainly about trust\"",
            ),
            optional("verb", Shape::Text, "The verb: \"argues\" unless given.", "\"holds\""),
            optional(
                "about",
                Shape::Text,
                "The matter; with it, the position is asked for, too.",
                "\"norms in cyberspace\"",
            ),
            optional(
                "work",
                Shape::Text,
                "Where it is held, shown with the answer.",
                "\"EU cyber partnerships, 2018\"",
            ),
            optional("article", Shape::Text, ARTICLE, "\"none\""),
            NUMBER,
            optional(
                "clause",
                Shape::Text,
                "The claim as a clause with its conjunction, for languages that word it otherwise: Wer vertritt, dass …?",
                "\"dass Vertrauen an erster Stelle steht\"",
            ),
        ],
        subject: "claim",
        answer: Some("who"),
        needs: &[],
        parts: &["who", "claim"],
    },
    Entry {
        kind: KindName::Card,
        words: "A card with two sides: the student recalls, turns it over and rates himself.",
        own: &[
            required("front", Shape::Text, "The front.", "\"Seat of the Council\""),
            required("back", Shape::Text, "The back.", "\"Brussels\""),
            optional("both", Shape::Flag, "Also asked from back to front.", "true"),
        ],
        subject: "front",
        answer: Some("back"),
        needs: &[],
        parts: &[],
    },
    Entry {
        kind: KindName::Short,
        words: "A question with a typed answer.",
        own: &[
            required("ask", Shape::Text, "The question.", "\"Which agency supports certification?\""),
            required("answer", Shape::Text, "The answer.", "\"ENISA\""),
        ],
        subject: "ask",
        answer: Some("answer"),
        needs: &[],
        parts: &[],
    },
    Entry {
        kind: KindName::Cloze,
        words: "A text with gaps, each typed.",
        own: &[required(
            "text",
            Shape::Text,
            "The text; what is asked stands in double braces: `{{ENISA}}`, `{{ENISA|another form}}`, `{{name=ENISA}}`.",
            "\"The ambassadors {{approved}} the law.\"",
        )],
        subject: "text",
        answer: None,
        needs: &[],
        parts: &[],
    },
    Entry {
        kind: KindName::Choice,
        words: "A question with options, dealt anew each time.",
        own: &[
            required("ask", Shape::Text, "The question.", "\"What did the ambassadors do?\""),
            required("answer", Shape::Texts, "The right option; a list for several.", "\"They approved a law\""),
        ],
        subject: "ask",
        answer: Some("answer"),
        needs: &["wrong"],
        parts: &[],
    },
    Entry {
        kind: KindName::TrueFalse,
        words: "A statement that is true or false.",
        own: &[
            required("statement", Shape::Text, "The statement.", "\"The agreement of 2018 was provisional.\""),
            required("answer", Shape::Flag, "Whether it is true.", "true"),
        ],
        subject: "statement",
        answer: Some("answer"),
        needs: &[],
        parts: &[],
    },
    Entry {
        kind: KindName::Number,
        words: "A question whose answer is a number.",
        own: &[
            required("ask", Shape::Text, "The question.", "\"How many dialogues are there?\""),
            required("answer", Shape::Amount, "The number, or a bound: `60`, `\"375 billion\"`, `\"over 60\"`.", "60"),
            optional("unit", Shape::Text, "What is counted.", "\"dialogues\""),
            optional("tolerance", Shape::Amount, "How far off is still right: `2`, or `\"5 %\"`.", "\"5 %\""),
        ],
        subject: "ask",
        answer: Some("answer"),
        needs: &[],
        parts: &[],
    },
    Entry {
        kind: KindName::List,
        words: "Several answers, typed in any order.",
        own: &[
            required("ask", Shape::Text, "The question.", "\"Which institutions proposed it?\""),
            required(
                "answers",
                Shape::Answers,
                "The answers, each a text or `{ answer, accept }`.",
                "[\"European Commission\", \"High Representative\"]",
            ),
            optional("need", Shape::Count, "How many are enough.", "2"),
        ],
        subject: "ask",
        answer: Some("answers"),
        needs: &[],
        parts: &[],
    },
    Entry {
        kind: KindName::Order,
        words: "Items to put in order.",
        own: &[
            required("ask", Shape::Text, "The question.", "\"In which order did it come about?\""),
            required(
                "items",
                Shape::Items,
                "The items in the right order.",
                "[\"proposal\", \"negotiation\", \"adoption\"]",
            ),
        ],
        subject: "ask",
        answer: Some("items"),
        needs: &[],
        parts: &[],
    },
    Entry {
        kind: KindName::Match,
        words: "Pairs to match.",
        own: &[
            required("ask", Shape::Text, "The question.", "\"What did each institution do?\""),
            required(
                "pairs",
                Shape::Pairs,
                "The pairs, each a list of left and right.",
                "[[\"Commission\", \"proposed\"], [\"ambassadors\", \"approved\"]]",
            ),
            optional("extra", Shape::Texts, "Rights that fit nothing.", "[\"vetoed\"]"),
        ],
        subject: "ask",
        answer: Some("pairs"),
        needs: &[],
        parts: &[],
    },
];
