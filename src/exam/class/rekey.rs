//! Putting a key right after the exam: what else is right, what is right instead, points for everyone, questions left
//! out. A TOML file says it; `docs/exam.md` is the reference.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::exam::frozen::{Key, Listed, PaperItem};
use crate::text::{When, fold};

/// What is to become of one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Key(KeyChange),
    /// Everyone gets the point.
    Everyone,
    /// It counts for nobody.
    LeftOut,
}

/// Answers that are right besides the key, or instead of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyChange {
    pub(crate) place: Place,
    /// At least one.
    pub(crate) answers: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Besides,
    Instead,
}

/// What is to become of which card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rekey {
    changes: BTreeMap<String, Change>,
}

/// The file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    accept: BTreeMap<String, Answers>,
    #[serde(default)]
    instead: BTreeMap<String, Answers>,
    #[serde(default)]
    everyone: Vec<String>,
    #[serde(default)]
    left_out: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Answers {
    One(String),
    Several(Vec<String>),
}

impl From<Answers> for Vec<String> {
    fn from(answers: Answers) -> Self {
        match answers {
            Answers::One(answer) => vec![answer],
            Answers::Several(answers) => answers,
        }
    }
}

impl Rekey {
    /// Reads a file's text.
    ///
    /// # Errors
    /// What of it cannot be read, and where.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let written: Written = toml::from_str(text).map_err(|cause| cause.to_string().trim_end().to_owned())?;
        let keyed = |place: Place, of: BTreeMap<String, Answers>| {
            of.into_iter().map(move |(card, answers)| (card, Change::Key(KeyChange { place, answers: answers.into() })))
        };
        let all = keyed(Place::Besides, written.accept)
            .chain(keyed(Place::Instead, written.instead))
            .chain(written.everyone.into_iter().map(|card| (card, Change::Everyone)))
            .chain(written.left_out.into_iter().map(|card| (card, Change::LeftOut)));
        let mut changes = BTreeMap::new();
        for (card, change) in all {
            if matches!(&change, Change::Key(key) if key.answers.iter().all(|answer| answer.trim().is_empty())) {
                return Err(format!("`{card}` has no answer"));
            }
            if changes.insert(card.clone(), change).is_some() {
                return Err(format!("`{card}` stands twice; one change a card"));
            }
        }
        if changes.is_empty() {
            return Err("it changes nothing: it has none of `accept`, `instead`, `everyone`, `left_out`".to_owned());
        }
        Ok(Self { changes })
    }

    /// With each card under the name that it has today.
    ///
    /// # Errors
    /// Two names are of one card.
    pub(crate) fn renamed(self, mut name: impl FnMut(&str) -> Option<String>) -> Result<Self, String> {
        let mut changes = BTreeMap::new();
        for (card, change) in self.changes {
            let today = name(&card).unwrap_or_else(|| card.clone());
            if changes.insert(today, change).is_some() {
                return Err(format!("`{card}` is the former name of another that stands there; one change a card"));
            }
        }
        Ok(Self { changes })
    }

    pub(crate) fn of(&self, card: &str) -> Option<&Change> {
        self.changes.get(card)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Change)> {
        self.changes.iter().map(|(card, change)| (card.as_str(), change))
    }
}

impl KeyChange {
    /// Puts a frozen question right.
    ///
    /// # Errors
    /// Why this question cannot be changed so.
    pub(super) fn apply(&self, item: &mut PaperItem) -> Result<(), String> {
        let instead = self.place == Place::Instead;
        let answers = || self.answers.iter().cloned();
        match &mut item.key {
            Key::Text { answers: known, wrong, .. } => {
                wrong.retain(|one| !self.answers.iter().any(|answer| fold(answer) == fold(&one.answer)));
                if instead {
                    known.clear();
                }
                known.extend(answers());
            }
            Key::Date { answer, accept, .. } => {
                if instead {
                    let first = &self.answers[0];
                    *answer = When::parse(first).ok_or_else(|| format!("`{first}` is no date, as 2017-12-20"))?.iso();
                    accept.clear();
                }
                accept.extend(answers().skip(usize::from(instead)));
            }
            Key::Number { value, accept, shown, .. } => {
                if instead {
                    let first = &self.answers[0];
                    *value = first.trim().parse().map_err(|_| format!("`{first}` is no number, as 12.5"))?;
                    shown.clone_from(first);
                    accept.clear();
                }
                accept.extend(answers().skip(usize::from(instead)));
            }
            Key::List { items, .. } => {
                if instead {
                    items.clear();
                }
                items.extend(answers().map(|answer| Listed { answer, accept: Vec::new() }));
            }
            Key::Choose { options } | Key::Select { options } => {
                if let Some(unknown) = self.answers.iter().find(|own| options.iter().all(|one| one.text != **own)) {
                    let offered: Vec<&str> = options.iter().map(|one| one.text.as_str()).collect();
                    return Err(format!("`{unknown}` is no option of it; it offers {}", offered.join(" | ")));
                }
                for option in options.iter_mut() {
                    option.right = self.answers.contains(&option.text) || option.right && !instead;
                }
            }
            Key::Arrange { .. } | Key::Match { .. } => {
                return Err("an order or pairs cannot be put right here: use `everyone` or `left_out`".to_owned());
            }
        }
        if instead {
            item.answer = self.answers.join("\n");
        }
        Ok(())
    }
}
