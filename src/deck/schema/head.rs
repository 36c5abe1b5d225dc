//! What stands above the entries.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::values::{Citations, Plain, Texts};

/// What the deck is.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Deck {
    /// Small letters, digits, - and _. Progress hangs on it, so it never changes.
    #[schemars(example = &"eu-china-cyber-dates", regex(pattern = "^[a-z0-9][a-z0-9_-]{0,63}$"))]
    id: String,
    /// What students see above each question.
    #[schemars(example = &"EU–China cyber cooperation: dates")]
    title: String,
    /// Decks of one course lend each other options and rivals, and are examined together.
    #[schemars(example = &"eu-china-cyber", regex(pattern = "^[a-z0-9][a-z0-9_-]{0,63}$"))]
    course: Option<String>,
    /// The language of the deck, as en, fr, de or another BCP 47 tag; en unless given.
    #[schemars(example = &"en")]
    language: Option<String>,
    /// What the deck is about, in a sentence.
    #[schemars(example = &"Who called, proposed, approved or published.")]
    description: Option<String>,
    /// The place of the deck in its course: smaller ones are learnt first, decks without one last.
    #[schemars(example = 10)]
    order: Option<i64>,
    /// Courses that this one takes for granted; students are told.
    #[schemars(example = ["eu-basics"])]
    requires: Option<Texts>,
    /// Counted up by the author as he likes.
    #[schemars(example = &"2")]
    version: Option<super::values::Amount>,
    /// Who wrote it.
    #[schemars(example = ["A. Author"])]
    authors: Option<Texts>,
    /// On what terms others may use it.
    #[schemars(example = &"CC-BY-4.0")]
    licence: Option<String>,
    /// Where the deck can be had. It is shown, and never fetched.
    #[schemars(example = &"https://example.org/decks")]
    url: Option<String>,
}

/// The works that entries cite, each in a table [sources.key], or as key = "title".
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Sources(BTreeMap<String, AnySource>);

/// A work, or its bare title.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum AnySource {
    Title(String),
    Work(Source),
}

/// A work that entries cite.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Source {
    /// The title of the work.
    #[schemars(example = &"European Union – China: the importance of cyber cooperation")]
    title: String,
    /// Who wrote it; a list for several.
    #[schemars(example = &"Maria Elena Argano")]
    author: Option<Texts>,
    /// The year in which it came out.
    #[schemars(example = 2019)]
    year: Option<Plain>,
    /// Who published it.
    #[schemars(example = &"EU-Logos")]
    publisher: Option<String>,
    /// Where it can be read. It is shown, and never fetched.
    #[schemars(example = &"https://example.org/article")]
    url: Option<String>,
}

/// What every entry takes that does not say otherwise.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Defaults {
    /// What entries cite.
    #[schemars(example = &"argano")]
    source: Option<Citations>,
    /// The topics of entries.
    #[schemars(example = ["chronology"])]
    topics: Option<Texts>,
    /// No spelling slip is forgiven.
    #[schemars(example = true)]
    strict: Option<bool>,
    /// Facts are chosen from four options, not typed.
    #[schemars(example = true)]
    options: Option<bool>,
    /// Entries are asked both ways, where they have what it takes.
    #[schemars(example = true)]
    both: Option<bool>,
    /// Entries are checked, and not asked.
    #[schemars(example = true)]
    draft: Option<bool>,
    /// Warnings that are silenced.
    #[schemars(example = ["long-to-type"])]
    allow: Option<Texts>,
    /// The verb of positions: "argues" unless given.
    #[schemars(example = &"holds")]
    verb: Option<String>,
    /// The matter of positions.
    #[schemars(example = &"norms in cyberspace")]
    about: Option<String>,
    /// The work of positions.
    #[schemars(example = &"The article of 2019")]
    work: Option<String>,
}

/// What `acquis check` leaves untold for this deck.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Check {
    /// Codes of warnings that are silenced for the deck.
    #[schemars(example = ["no-source"])]
    allow: Option<Texts>,
}
