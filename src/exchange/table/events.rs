//! Tables of events: beside what happened stands when it did, whatever the two columns are called.

use super::column::Column;
use super::column_names::words;
use super::columns::Columns;
use super::sheet::Line;
use crate::deck::{excerpt, iso_meant};
use crate::exchange::said::Names;
use crate::text::Language;
use crate::text::roles::{ASKS_WHEN, DAY_NOUNS, KEY_NAMES, Role, YEAR_NOUNS};

const EVENT: &str = "event";
const WHEN: &str = "when";

/// Whether a name, in small words without accents, is that of a column of events: `Ereignis`, `events`.
pub(super) fn names_events(name: &str) -> bool {
    let is = |name: &str| name == EVENT || KEY_NAMES.all().any(|(word, key)| word == name && key == EVENT);
    is(name) || name.strip_suffix('s').is_some_and(is)
}

/// Whether a word of a name says that days stand below it.
pub(super) fn is_day(word: &str) -> bool {
    ASKS_WHEN.has_word(word) || is_noun(&DAY_NOUNS, word)
}

/// Whether a name says that its column tells when something happened: `Datum`, `year`, `event date`.
pub(super) fn names_dates(name: &str) -> bool {
    let name = words(name);
    let is = |word: &str| is_day(word) || is_noun(&YEAR_NOUNS, word);
    name.split(' ').any(is) && name.split(' ').all(|word| is(word) || names_events(word))
}

/// A noun, in English and French with the ending of the plural too.
fn is_noun(nouns: &Role, word: &str) -> bool {
    let is_plural = |one: &str| [Language::English, Language::French].iter().any(|of| nouns.of(*of).contains(&one));
    nouns.has_word(word) || word.strip_suffix('s').is_some_and(is_plural)
}

impl Columns {
    /// Settles which column tells when the events of another happened. By names that are no keys of the deck format it is a
    /// guess, and holds only where every cell is a date; else what happened is a question, and the cells are its answers.
    pub(super) fn settle_events(&mut self, lines: &[Line], names: Names) {
        let (columns, named) = (&self.columns, &self.names);
        let all = |wanted: Column| (0..columns.len()).filter(move |&at| columns[at] == wanted);
        let (mut events, mut answers) = (all(Column::Fact(EVENT)), all(Column::Fact(WHEN)).chain(all(Column::Answer)));
        let (Some(event), None) = (events.next(), events.next()) else { return };
        let mut dated = all(Column::Unknown).filter(|&at| names_dates(&named[at]));
        let at = match (answers.next(), dated.next(), dated.next()) {
            (Some(at), _, _) if words(&named[event]) == EVENT || columns[at] == Column::Fact(WHEN) => return,
            (Some(at), _, _) | (None, Some(at), None) => at,
            _ => return,
        };
        let cells = || lines.iter().filter_map(|line| line.cells.get(at)).filter(|cell| !cell.is_empty());
        let odd = cells().find(|cell| iso_meant(cell).is_none());
        let is_new = self.columns[at] == Column::Unknown;
        if names == Names::Authors || (odd.is_none() && cells().next().is_some()) {
            if is_new {
                self.columns[at] = Column::Fact(WHEN);
                self.about_dates = (names == Names::Any).then(|| "--columns says otherwise".to_owned());
            }
            return;
        }
        self.about_dates = odd.map(|odd| {
            format!(
                "`{}` is no date that can be read in one way, so all of `{}` are texts",
                excerpt(odd),
                excerpt(&self.names[at])
            )
        });
        self.columns[event] = if self.has(Column::Question) { Column::Unknown } else { Column::Question };
        self.columns[at] = Column::Answer;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_dates_are_known_by_their_words() {
        for name in ["Date", "Datum", "année", "Event date", "When?", "years", "Dates", "Quand"] {
            assert!(names_dates(name), "{name}");
        }
        for name in ["Date added", "tags", "event", "answer", "Jahresziel", ""] {
            assert!(!names_dates(name), "{name}");
        }
        assert!(["event", "events", "ereignis", "evenement"].iter().all(|name| names_events(name)));
    }
}
