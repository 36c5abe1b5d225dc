//! What a finding is about: stable words that authors silence and look up, a page of `docs/diagnostics.md` each.

use std::fmt;

/// Whether an author may silence it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// It cannot be read, or cannot be right.
    Mistake,
    /// `allow` silences it.
    Lint,
}

macro_rules! codes {
    ($($variant:ident => $word:literal, $sort:ident;)*) => {
        /// The kind of a finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Code {
            $($variant,)*
        }

        impl Code {
            /// In the order of their pages.
            pub(crate) const ALL: &[Self] = &[$(Self::$variant,)*];

            /// As it stands in brackets behind a finding: `unknown-key`.
            pub(crate) fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            fn sort(self) -> Sort {
                match self {
                    $(Self::$variant => Sort::$sort,)*
                }
            }
        }
    };
}

codes! {
    // The file
    InvalidUtf8 => "invalid-utf-8", Mistake;
    Utf16 => "utf-16", Mistake;
    ByteOrderMarks => "byte-order-marks", Mistake;
    TooLarge => "too-large", Mistake;
    TooManyEntries => "too-many-entries", Mistake;
    HostileCharacter => "hostile-character", Mistake;
    MissingDeck => "missing-deck", Mistake;
    KeyAboveTables => "key-above-tables", Mistake;
    DuplicateTable => "duplicate-table", Mistake;
    UnknownTable => "unknown-table", Mistake;
    SingleBrackets => "single-brackets", Mistake;
    BadHeader => "bad-header", Mistake;
    MergeConflict => "merge-conflict", Mistake;
    // How TOML is written
    MissingEquals => "missing-equals", Mistake;
    MissingValue => "missing-value", Mistake;
    DuplicateKey => "duplicate-key", Mistake;
    UnquotedText => "unquoted-text", Mistake;
    CurlyQuotes => "curly-quotes", Mistake;
    UnclosedQuote => "unclosed-quote", Mistake;
    LineBreakInQuotes => "line-break-in-quotes", Mistake;
    QuoteInsideQuotes => "quote-inside-quotes", Mistake;
    BadEscape => "bad-escape", Mistake;
    MissingComma => "missing-comma", Mistake;
    UnclosedBracket => "unclosed-bracket", Mistake;
    CapitalBoolean => "capital-boolean", Mistake;
    Syntax => "syntax", Mistake;
    // Keys and values
    UnknownKey => "unknown-key", Mistake;
    MissingKey => "missing-key", Mistake;
    MisplacedKey => "misplaced-key", Mistake;
    WrongType => "wrong-type", Mistake;
    EmptyText => "empty-text", Mistake;
    TooLong => "too-long", Mistake;
    TooMany => "too-many", Mistake;
    TooFew => "too-few", Mistake;
    EmptyList => "empty-list", Mistake;
    Incomplete => "incomplete", Mistake;
    BadDate => "bad-date", Mistake;
    BadYear => "bad-year", Mistake;
    BadNumber => "bad-number", Mistake;
    BadTolerance => "bad-tolerance", Mistake;
    WideTolerance => "wide-tolerance", Mistake;
    BadNeed => "bad-need", Mistake;
    BadPair => "bad-pair", Mistake;
    BadLanguage => "bad-language", Mistake;
    NeedsAsk => "needs-ask", Mistake;
    UnknownPart => "unknown-part", Mistake;
    // Ids and references
    MissingId => "missing-id", Lint;
    BadId => "bad-id", Mistake;
    ReservedId => "reserved-id", Mistake;
    DuplicateId => "duplicate-id", Mistake;
    UnknownSource => "unknown-source", Mistake;
    UnusedSource => "unused-source", Mistake;
    BadReference => "bad-reference", Mistake;
    BadUrl => "bad-url", Mistake;
    DuplicateDeck => "duplicate-deck", Mistake;
    CourseIsADeck => "course-is-a-deck", Mistake;
    UnknownEntry => "unknown-entry", Lint;
    LiveWas => "live-was", Lint;
    RequiresItself => "requires-itself", Mistake;
    NamesItself => "names-itself", Lint;
    // Gaps
    NoGap => "no-gap", Mistake;
    BadGap => "bad-gap", Mistake;
    UnnamedGap => "unnamed-gap", Mistake;
    SingleBraces => "single-braces", Lint;
    GapForm => "gap-form", Lint;
    GapTwice => "gap-twice", Mistake;
    BadGapName => "bad-gap-name", Mistake;
    // Right and wrong at once
    AnswerAmongWrong => "answer-among-wrong", Mistake;
    Twice => "twice", Mistake;
    // How facts read
    FactWording => "fact-wording", Lint;
    StemForm => "stem-form", Lint;
    AboutCase => "about-case", Lint;
    DoubledWord => "doubled-word", Lint;
    UnitSpelling => "unit-spelling", Lint;
    GarbledText => "garbled-text", Lint;
    LeftOver => "left-over", Lint;
    FutureDate => "future-date", Lint;
    HolderName => "holder-name", Lint;
    HolderForm => "holder-form", Lint;
    SeveralInOne => "several-in-one", Lint;
    // Questions that are misread or guessed
    TwoQuestions => "two-questions", Lint;
    DoubleNegation => "double-negation", Lint;
    NegativeStem => "negative-stem", Lint;
    NoNoun => "no-noun", Lint;
    Undated => "undated", Lint;
    YesOrNo => "yes-or-no", Lint;
    NumberWithoutUnit => "number-without-unit", Lint;
    TiedItems => "tied-items", Lint;
    ToldOrder => "told-order", Lint;
    CountAsked => "count-asked", Lint;
    OpenQuestion => "open-question", Lint;
    NothingAsked => "nothing-asked", Lint;
    LongText => "long-text", Lint;
    Opinion => "opinion", Lint;
    NumberAsText => "number-as-text", Lint;
    NoTolerance => "no-tolerance", Lint;
    Absolutes => "absolutes", Lint;
    WordCue => "word-cue", Lint;
    // Questions that tell too much
    AnswerInQuestion => "answer-in-question", Lint;
    TrueDateInText => "true-date-in-text", Lint;
    GivesAway => "gives-away", Lint;
    KeyLongest => "key-longest", Lint;
    KeyLongestOften => "key-longest-often", Lint;
    FormCue => "form-cue", Lint;
    GrammarCue => "grammar-cue", Lint;
    // Options
    Above => "above", Lint;
    Overlap => "overlap", Lint;
    FewOptions => "few-options", Lint;
    // Typed answers
    OneAcceptedForm => "one-accepted-form", Lint;
    OnlySigns => "only-signs", Lint;
    WrongByForm => "wrong-by-form", Lint;
    LongToType => "long-to-type", Lint;
    ManyItems => "many-items", Lint;
    DateGrain => "date-grain", Lint;
    ClozeHides => "cloze-hides", Lint;
    FormOfRival => "form-of-rival", Lint;
    // The deck as a whole
    SameQuestion => "same-question", Lint;
    LoneGroup => "lone-group", Lint;
    TopicSpelling => "topic-spelling", Lint;
    NoSource => "no-source", Lint;
    ThinTopic => "thin-topic", Lint;
    // Blueprints of exams
    MissingExam => "missing-exam", Mistake;
    BadCount => "bad-count", Mistake;
    BadTime => "bad-time", Mistake;
    BadPass => "bad-pass", Mistake;
    UnknownKind => "unknown-kind", Mistake;
    SelfRated => "self-rated", Mistake;
    TooManyAsked => "too-many-asked", Mistake;
    UnknownDeck => "unknown-deck", Mistake;
    UnknownTopic => "unknown-topic", Mistake;
    TooFewCards => "too-few-cards", Mistake;
    // Silencing
    UnusedAllow => "unused-allow", Mistake;
    UnknownLint => "unknown-lint", Mistake;
    // A corrected deck: check --against OLD
    AnswerChanged => "answer-changed", Mistake;
    IdReused => "id-reused", Mistake;
    LostId => "lost-id", Mistake;
}

impl Code {
    /// Whether `allow` can silence it.
    pub(crate) fn is_lint(self) -> bool {
        self.sort() == Sort::Lint
    }

    /// Every code that `allow` can silence.
    pub(crate) fn lints() -> impl Iterator<Item = Self> + Clone {
        Self::ALL.iter().copied().filter(|code| code.is_lint())
    }

    /// The lint of that word.
    pub(crate) fn lint(word: &str) -> Option<Self> {
        Self::lints().find(|code| code.word() == word)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
