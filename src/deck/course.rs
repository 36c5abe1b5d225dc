//! What the facts of a course lend each other: options, rivals, and the accepted forms of a name.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::card::{Deck, Kind, KindName, Lender, Note};
use crate::text::{Language, Rivals, fold};

/// A fact as the others of its course see it.
struct Fact {
    deck: String,
    entry: String,
    kind: KindName,
    group: Option<String>,
    /// What the main part asks for, as shown.
    answer: String,
    /// What a student is told when naming it in place of another.
    is: Option<String>,
    /// Accepted forms of the answer, without the answer itself.
    forms: Vec<String>,
    /// Event and the days it covers.
    event: Option<(String, NaiveDate, NaiveDate)>,
    /// Holder, matter and text of a claim.
    claim: Option<(String, Option<String>, String)>,
}

/// The facts of one course, prepared once.
pub(crate) struct Course {
    facts: Vec<Fact>,
    /// Folded name of an institution, an instrument or a holder of positions → its other accepted forms.
    named: HashMap<String, Vec<String>>,
    rivals: Rivals,
}

impl Course {
    pub(crate) fn new<'a>(decks: impl Iterator<Item = &'a Deck>) -> Self {
        let facts: Vec<Fact> =
            decks.flat_map(|deck| deck.notes.iter().filter_map(move |note| Fact::of(note, deck))).collect();
        let mut named: HashMap<String, Vec<String>> = HashMap::new();
        for fact in facts.iter().filter(|fact| fact.kind != KindName::Date) {
            let known = named.entry(fold(&fact.answer)).or_default();
            for form in &fact.forms {
                if !known.contains(form) {
                    known.push(form.clone());
                }
            }
        }
        let names = facts.iter().filter(|fact| fact.kind != KindName::Date).flat_map(|fact| {
            std::iter::once(&fact.answer).chain(&fact.forms).map(|form| (form.clone(), fact.is.clone()))
        });
        let rivals = Rivals::new(names);
        Self { facts, named, rivals }
    }

    pub(crate) fn rivals(&self) -> &Rivals {
        &self.rivals
    }

    /// The other forms under which the institution, instrument or holder of that name is accepted.
    pub(crate) fn forms_of(&self, name: &str) -> Vec<String> {
        self.named.get(&fold(name)).cloned().unwrap_or_default()
    }

    /// Wrong options for a part whose options the course lends, each with what it is.
    pub(crate) fn lenders<'a>(
        &'a self,
        note: &'a Note,
        from: Lender,
        right: &'a str,
    ) -> impl Iterator<Item = (&'a str, Option<String>)> + 'a {
        let own = Fact::shape(note);
        let strangers = self
            .facts
            .iter()
            .filter(move |fact| fact.entry != note.id && (note.group.is_none() || fact.group != note.group));
        strangers.filter_map(move |fact| match from {
            Lender::Events => {
                let (text, first, last) = fact.event.as_ref()?;
                let (_, own_first, own_last) = own.0.as_ref()?;
                (last < own_first || own_last < first).then_some((text.as_str(), None))
            }
            Lender::Claims => {
                let (who, about, text) = fact.claim.as_ref()?;
                let (own_who, own_about, _) = own.1.as_ref()?;
                let same_view = who == own_who && about == own_about;
                (!same_view && text != right).then(|| (text.as_str(), Some(who.clone())))
            }
        })
    }

    /// The other facts of the note's kind, for a fact with `options = true`: whether it is likely to be taken for it, text and what it is.
    pub(crate) fn fellows<'a>(
        &'a self,
        note: &'a Note,
        right: &'a str,
    ) -> impl Iterator<Item = (bool, String, Option<String>)> + 'a {
        let kind = note.kind.name();
        let mut seen = std::collections::HashSet::from([fold(right)]);
        self.facts.iter().filter_map(move |fact| {
            let stranger = fact.entry != note.id && (note.group.is_none() || fact.group != note.group);
            let is_near = note.confused_with.iter().any(|one| {
                let named = one.entry.as_str();
                named == fact.entry || named.split_once('/') == Some((fact.deck.as_str(), fact.entry.as_str()))
            });
            (stranger && fact.kind == kind && seen.insert(fold(&fact.answer)))
                .then(|| (is_near, fact.answer.clone(), fact.is.clone()))
        })
    }
}

type Event = Option<(String, NaiveDate, NaiveDate)>;
type Claim = Option<(String, Option<String>, String)>;

/// A name that an answer may be taken for, with what it is; nothing for entries that are no facts.
pub(super) fn named(note: &Note, deck: &Deck) -> Option<(String, Option<String>)> {
    match &note.kind {
        Kind::Date { event, .. } => Some((event.clone(), None)),
        _ => Fact::of(note, deck).map(|fact| (fact.answer, fact.is)),
    }
}

impl Fact {
    fn of(note: &Note, deck: &Deck) -> Option<Self> {
        let (answer, is, short) = match &note.kind {
            Kind::Date { when, .. } => (when.words(deck.language), None, None),
            Kind::Institution { name, role, kind, short, .. } => {
                (name.clone(), Some(described(kind.as_deref().unwrap_or("body"), role, deck.language)), short.clone())
            }
            Kind::Instrument { name, purpose, kind, short, .. } => {
                let kind = kind.as_deref().unwrap_or("instrument");
                (name.clone(), Some(described(kind, purpose, deck.language)), short.clone())
            }
            Kind::Position { who, .. } => (who.join(", "), None, None),
            _ => return None,
        };
        let (event, claim) = Self::shape(note);
        Some(Self {
            deck: deck.id.clone(),
            entry: note.id.clone(),
            kind: note.kind.name(),
            group: note.group.clone(),
            answer,
            is,
            forms: short.into_iter().chain(note.accept.iter().cloned()).collect(),
            event,
            claim,
        })
    }

    fn shape(note: &Note) -> (Event, Claim) {
        match &note.kind {
            Kind::Date { event, when, .. } => {
                let (first, last) = when.days();
                (Some((event.clone(), first, last)), None)
            }
            Kind::Position { who, claim, about, .. } => (None, Some((who.join(", "), about.clone(), claim.clone()))),
            _ => (None, None),
        }
    }
}

/// `the agency that assists Member States`; without the frame where it would need inflection.
fn described(kind: &str, verb_phrase: &str, language: Language) -> String {
    match language {
        Language::English => format!("the {kind} that {verb_phrase}"),
        Language::French | Language::German | Language::Other => verb_phrase.to_owned(),
    }
}
