//! What a student keeps at hand of a course: its dates in order, and its names from A to Z with what each is.

use std::collections::BTreeMap;

use crate::card::{Deck, Kind, Note};
use crate::text::{Language, When, fold};

/// Something that has a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dated {
    pub(crate) when: When,
    pub(crate) language: Language,
    pub(crate) what: String,
    /// Deck and entry.
    pub(crate) entry: (String, String),
}

/// A name with everything that the course says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) short: Option<String>,
    pub(crate) says: Vec<String>,
}

/// What has a date among these entries, the earliest first; what begins on one day, the shorter first.
pub(crate) fn timeline<'a>(entries: impl Iterator<Item = (&'a Deck, &'a Note)>) -> Vec<Dated> {
    let mut dated: Vec<Dated> = entries.filter_map(|(deck, note)| of(deck, note)).collect();
    dated.sort_by_key(|one| one.when.days());
    dated
}

fn of(deck: &Deck, note: &Note) -> Option<Dated> {
    let (when, what) = match &note.kind {
        Kind::Date { event, when, .. } => (*when, event.clone()),
        Kind::Instrument { name, did, when: Some(when), .. } => {
            (*when, did.as_ref().map_or_else(|| name.clone(), |did| format!("{name}: {did}")))
        }
        _ => return None,
    };
    let entry = (deck.id.clone(), note.id.clone());
    Some(Dated { when, language: deck.language, what, entry })
}

/// The institutions, instruments and holders of positions among these entries, in the order of their letters.
pub(crate) fn index<'a>(notes: impl Iterator<Item = &'a Note>) -> Vec<Named> {
    let mut names: BTreeMap<(String, String), Named> = BTreeMap::new();
    for note in notes {
        let (name, short, says) = match &note.kind {
            Kind::Institution { name, role: says, short, .. } | Kind::Instrument { name, purpose: says, short, .. } => {
                (name.clone(), short.clone(), says.clone())
            }
            Kind::Position { who, claim, about, .. } => {
                let about = about.as_ref().map(|about| format!("{about}: ")).unwrap_or_default();
                (who.join(", "), None, format!("{about}{claim}"))
            }
            _ => continue,
        };
        let key = (fold(&name), name.clone());
        let named = names.entry(key).or_insert_with(|| Named { name, short: None, says: Vec::new() });
        named.short = named.short.take().or(short);
        named.says.push(says);
    }
    names.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read;

    const DECK: &str = r#"
[deck]
id = "d"
title = "D"

[[instrument]]
id = "nis"
name = "NIS Directive"
purpose = "sets duties"
did = "adopted"
when = "2016"

[[date]]
id = "late"
event = "It ended"
when = "2016-07"

[[position]]
id = "p"
who = ["A", "É"]
claim = "trust matters"
about = "norms"

[[institution]]
id = "enisa"
name = "Agency"
role = "assists"
short = "ENISA"

[[date]]
id = "early"
event = "It began"
when = "2013/2014"
"#;

    #[test]
    fn dates_stand_in_order_and_names_from_a_to_z() {
        let deck = read(DECK).deck.unwrap();
        let lines = timeline(deck.notes.iter().map(|note| (&deck, note)));
        let lines: Vec<(String, &str)> = lines.iter().map(|one| (one.when.iso(), one.what.as_str())).collect();
        let expected = [("2013/2014", "It began"), ("2016", "NIS Directive: adopted"), ("2016-07", "It ended")];
        assert_eq!(lines, expected.map(|(when, what)| (when.to_owned(), what)));
        let names = index(deck.notes.iter());
        let names: Vec<(&str, &[String])> = names.iter().map(|one| (one.name.as_str(), one.says.as_slice())).collect();
        let [claim, role, purpose] = ["norms: trust matters", "assists", "sets duties"].map(|says| [says.to_owned()]);
        assert_eq!(names, [("A, É", &claim[..]), ("Agency", &role[..]), ("NIS Directive", &purpose[..])]);
    }
}
