//! Keys that every entry may have.

use schemars::JsonSchema;

use super::values::{Citations, Forms, Texts, Wrongs};

/// Keys that every entry may have.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Common {
    /// Small letters, digits, - and _, unique in the deck. Progress hangs on it; `acquis check --fix` writes it.
    #[schemars(example = &"cert-eu-permanent", regex(pattern = "^[a-z0-9][a-z0-9_-]{0,63}$"))]
    id: Option<String>,
    /// What the entry was called before: "id", "deck/id" or "id#part". Its progress moves along.
    #[schemars(example = &"old-id")]
    was: Option<Texts>,
    /// For --topic, for quotas of an exam, and for results by topic.
    #[schemars(example = ["chronology"])]
    topics: Option<Texts>,
    /// The explanation, shown after every answer, right or wrong.
    #[schemars(example = &"CERT-EU serves every EU institution, body and agency.")]
    why: Option<String>,
    /// Where it is from: a key of `[sources]`, with the place in it.
    #[schemars(example = serde_json::json!({ "key": "argano", "at": "section 1, note 6" }))]
    source: Option<Citations>,
    /// Shown on request; the answer then counts as hard at most.
    #[schemars(example = &"It was in winter.")]
    hint: Option<String>,
    /// Entries of one group give each other away, and are not asked on one day.
    #[schemars(example = &"cert-eu")]
    group: Option<String>,
    /// Entries that have to be met before this one: "id" or "deck/id".
    #[schemars(example = ["council-of-the-eu"])]
    requires: Option<Texts>,
    /// Other forms that are right.
    #[schemars(example = ["ENISA"])]
    accept: Option<Forms>,
    /// Answers that are wrong, with the reason.
    #[schemars(example = serde_json::json!([{ "answer": "European Council", "because": "That is the summit." }]))]
    wrong: Option<Wrongs>,
    /// No spelling slip is forgiven.
    #[schemars(example = true)]
    strict: Option<bool>,
    /// Raise it when the right answer changed: students are asked again soon.
    #[schemars(example = 1)]
    revised: Option<u32>,
    /// Checked, and not asked.
    #[schemars(example = true)]
    draft: Option<bool>,
    /// Codes of warnings that are silenced here.
    #[schemars(example = ["long-to-type"])]
    allow: Option<Texts>,
}
