//! Facts, from which questions are made.

use schemars::JsonSchema;

use super::common::Common;
use super::values::{Plain, Texts, Wording};

/// A date: asked when it happened, with `both` also what happened.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Date {
    /// What happened: a main clause.
    #[schemars(example = &"An agreement made CERT-EU permanent")]
    event: String,
    /// When: "2017", "2017-12", "2017-12-20", or from first to last "2021/2027".
    #[schemars(example = &"2017-12-20")]
    when: Plain,
    /// Also asked the other way round: what happened then.
    #[schemars(example = true)]
    both: Option<bool>,
    /// Your own wording, where the generated one does not fit: a text for the main part, or a table by parts.
    #[schemars(example = &"In which year was it signed?")]
    ask: Option<Wording<DateParts>>,
    #[schemars(flatten)]
    fact: Chosen,
    #[schemars(flatten)]
    common: Common,
}

/// An institution or body: asked by what it does.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Institution {
    /// Its name: what is typed.
    #[schemars(example = &"European Union Agency for Cybersecurity")]
    name: String,
    /// What it does, beginning with a verb: Which body …?
    #[schemars(example = &"supports the Member States in cyber security")]
    role: String,
    /// The kind of thing: "body" unless given.
    #[schemars(example = &"agency", rename = "type")]
    kind: Option<String>,
    /// Its abbreviation, which is right, too.
    #[schemars(example = &"ENISA")]
    short: Option<String>,
    /// Also asked what `short` stands for.
    #[schemars(example = true)]
    both: Option<bool>,
    /// Your own wording, where the generated one does not fit: a text for the main part, or a table by parts.
    #[schemars(example = &"In which year was it signed?")]
    ask: Option<Wording<InstitutionParts>>,
    #[schemars(flatten)]
    fact: Chosen,
    #[schemars(flatten)]
    common: Common,
}

/// A treaty, law, strategy or document: asked by what it does, and by whom or when it was made.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Instrument {
    /// Its proper name: what is typed.
    #[schemars(example = &"EU-China 2020 Strategic Agenda for Cooperation")]
    name: String,
    /// What it does, beginning with a verb: Which instrument …?
    #[schemars(example = &"promotes a peaceful cyberspace")]
    purpose: String,
    /// The kind of thing: "instrument" unless given.
    #[schemars(example = &"strategy", rename = "type")]
    kind: Option<String>,
    /// Its abbreviation, which is right, too.
    #[schemars(example = &"NIS 2")]
    short: Option<String>,
    /// Also asked what `short` stands for.
    #[schemars(example = true)]
    both: Option<bool>,
    /// What was done with it: signed, proposed, adopted. Needs `by` or `when`.
    #[schemars(example = &"signed")]
    did: Option<String>,
    /// Who did it; a list for several.
    #[schemars(example = &"European Commission")]
    by: Option<Texts>,
    /// When it was done.
    #[schemars(example = &"2013")]
    when: Option<Plain>,
    /// Your own wording, where the generated one does not fit: a text for the main part, or a table by parts.
    #[schemars(example = &"In which year was it signed?")]
    ask: Option<Wording<InstrumentParts>>,
    #[schemars(flatten)]
    fact: Chosen,
    #[schemars(flatten)]
    common: Common,
}

/// A position: who holds it.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Position {
    /// Whose position it is; a list for several.
    #[schemars(example = &"Thomas Renard")]
    who: Texts,
    /// What is held: a main clause.
    #[schemars(example = &"cyber partnerships are mainly about trust")]
    claim: String,
    /// The verb: "argues" unless given.
    #[schemars(example = &"holds")]
    verb: Option<String>,
    /// The matter; with it, the position is asked for, too.
    #[schemars(example = &"norms in cyberspace")]
    about: Option<String>,
    /// Where it is held, shown with the answer.
    #[schemars(example = &"EU cyber partnerships, 2018")]
    work: Option<String>,
    /// Your own wording, where the generated one does not fit: a text for the main part, or a table by parts.
    #[schemars(example = &"In which year was it signed?")]
    ask: Option<Wording<PositionParts>>,
    #[schemars(flatten)]
    fact: Chosen,
    #[schemars(flatten)]
    common: Common,
}

/// Wordings by parts.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct DateParts {
    /// The question of this part.
    #[schemars(example = &"When did it happen?")]
    when: Option<String>,
    /// The question of this part.
    #[schemars(example = &"What happened then?")]
    what: Option<String>,
}

/// Wordings by parts.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct InstitutionParts {
    /// The question of this part.
    #[schemars(example = &"Which body is it?")]
    name: Option<String>,
    /// The question of this part.
    #[schemars(example = &"What does the abbreviation stand for?")]
    short: Option<String>,
}

/// Wordings by parts.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct InstrumentParts {
    /// The question of this part.
    #[schemars(example = &"Which document is it?")]
    name: Option<String>,
    /// The question of this part.
    #[schemars(example = &"What does the abbreviation stand for?")]
    short: Option<String>,
    /// The question of this part.
    #[schemars(example = &"Who signed it?")]
    by: Option<String>,
    /// The question of this part.
    #[schemars(example = &"When was it signed?")]
    when: Option<String>,
}

/// Wordings by parts.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct PositionParts {
    /// The question of this part.
    #[schemars(example = &"Who holds this?")]
    who: Option<String>,
    /// The question of this part.
    #[schemars(example = &"What does she hold?")]
    claim: Option<String>,
}

/// Keys of every fact.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) struct Chosen {
    /// Facts are typed; with true they are chosen among others of the course.
    #[schemars(example = true)]
    options: Option<bool>,
    /// Entries that are likely to be taken for this one: "id" or "deck/id". They are offered first.
    #[schemars(example = ["council-of-the-eu"])]
    confused_with: Option<Texts>,
}
