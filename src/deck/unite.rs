//! Two texts of one deck made into one, entry by entry, against the text that both were made of. What neither touched,
//! and what one alone touched, stands as it was written, remarks and all.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, DocumentMut, Item, Table, value};

use super::{Blocks, Reading, read};
use crate::card::{Deck, Note};
use crate::diagnostic::Severity;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct United {
    pub(crate) text: String,
    /// What did not come into it since both changed the same: an entry's text as it stood in the earlier one.
    pub(crate) kept: Vec<String>,
}

/// The deck of two texts; where both changed an entry the later one holds. Nothing where they cannot be laid beside each
/// other: one is no deck, or what came of them would have a mistake more.
pub(crate) fn united(base: Option<&str>, earlier: &str, later: &str) -> Option<United> {
    let readings = (base.map(read), read(earlier), read(later));
    let (before, one, two) = (readings.0.as_ref().and_then(|base| base.deck.as_ref()), &readings.1, &readings.2);
    let (Some(earlier_deck), Some(later_deck)) = (&one.deck, &two.deck) else { return None };
    let base = before.zip(base).map(|(deck, text)| Blocks::of(deck, text));
    let base_ids: BTreeSet<&str> =
        base.iter().flat_map(|base| &base.entries).map(|(note, _)| note.id.as_str()).collect();
    let was: BTreeMap<&str, &str> =
        base.iter().flat_map(|base| &base.entries).map(|(note, text)| (note.id.as_str(), *text)).collect();
    let is_crlf = later.contains("\r\n");
    let (earlier, later) = (Blocks::of(earlier_deck, earlier), Blocks::of(later_deck, later));
    let (earlier_names, later_names) = (names(earlier_deck, &base_ids), names(later_deck, &base_ids));
    let mut hers: BTreeMap<&str, (&Note, &str)> =
        earlier_names.iter().map(String::as_str).zip(earlier.entries.iter().copied()).collect();
    let mut made = Made::default();
    made.head(base.as_ref().map(|base| base.head), earlier.head, later.head);
    for (name, (note, text)) in later_names.iter().zip(&later.entries) {
        match (was.get(name.as_str()), hers.remove(name.as_str())) {
            // Taken out of the earlier one.
            (Some(old), None) if same(old, text) => {}
            (_, None) => made.stands(text),
            (Some(old), Some((_, other))) if same(old, text) => made.stands(other),
            (old, Some((_, other))) if same(other, text) || old.is_some_and(|old| same(old, other)) => {
                made.stands(text);
            }
            (_, Some((other_note, other))) => {
                made.stands(&renamed(text, note, other_note, name)?);
                made.kept.push(other.trim().to_owned());
            }
        }
    }
    for (name, (_, text)) in earlier_names.iter().zip(&earlier.entries) {
        match was.get(name.as_str()) {
            _ if !hers.contains_key(name.as_str()) => {}
            None => made.added(text),
            // Taken out of the later one.
            Some(old) if same(old, text) => {}
            Some(_) => made.kept.push(text.trim().to_owned()),
        }
    }
    let made = United { text: with_line_ends(&made.text, is_crlf), kept: made.kept };
    let reading = read(&made.text);
    let is_sound = reading.deck.as_ref().is_some_and(|deck| deck.id == later_deck.id)
        && reading.left_out <= one.left_out.max(two.left_out)
        && errors(&reading) <= errors(one).max(errors(two));
    is_sound.then_some(made)
}

/// One sort of line ends throughout.
fn with_line_ends(text: &str, is_crlf: bool) -> String {
    let text = text.replace("\r\n", "\n");
    if is_crlf { text.replace('\n', "\r\n") } else { text }
}

fn errors(reading: &Reading) -> usize {
    reading.diagnostics.iter().filter(|one| one.severity == Severity::Error).count()
}

/// What each entry is called: by the id that it had in the base, where it says that it was that one.
fn names(deck: &Deck, base: &BTreeSet<&str>) -> Vec<String> {
    let own: BTreeSet<&str> = deck.notes.iter().map(|note| note.id.as_str()).collect();
    let mut taken = BTreeSet::new();
    let name = |note: &Note| {
        let former = |was: &String| {
            let id = match was.split_once('/') {
                Some((of, id)) if of == deck.id => id,
                Some(_) => return None,
                None => was,
            };
            (base.contains(id) && !own.contains(id)).then(|| id.to_owned())
        };
        let former = if base.contains(note.id.as_str()) { None } else { note.was.iter().find_map(former) };
        // Two that say they were the same one are two.
        former.filter(|former| taken.insert(former.clone())).unwrap_or_else(|| note.id.clone())
    };
    deck.notes.iter().map(name).collect()
}

/// Whether two pieces say the same in the same words; line ends and the lines around are none.
fn same(one: &str, two: &str) -> bool {
    one.trim().lines().eq(two.trim().lines())
}

/// The later of two texts of an entry that was `name`, with the name that the earlier one gave it: progress follows.
fn renamed(text: &str, later: &Note, earlier: &Note, name: &str) -> Option<String> {
    if later.id == earlier.id || earlier.id == name {
        return Some(text.to_owned());
    }
    let mut document: DocumentMut = text.parse().ok()?;
    let entry = document.iter_mut().find_map(|(_, item)| item.as_array_of_tables_mut()?.get_mut(0))?;
    if later.id == name {
        put(entry, "id", value(&earlier.id));
    }
    let mut was = later.was.clone();
    let former: Vec<&String> = if later.id == name { earlier.was.iter().collect() } else { vec![&earlier.id] };
    for id in former {
        if !was.contains(id) {
            was.push(id.clone());
        }
    }
    put(entry, "was", value(Array::from_iter(was)));
    Some(document.to_string())
}

/// A new value in the place of the old one; the remark behind it stays.
fn put(table: &mut Table, key: &str, item: Item) {
    let decor = table.get(key).and_then(Item::as_value).map(|value| value.decor().clone());
    table[key] = item;
    if let (Some(decor), Some(value)) = (decor, table[key].as_value_mut()) {
        *value.decor_mut() = decor;
    }
}

#[derive(Default)]
struct Made {
    text: String,
    kept: Vec<String>,
}

impl Made {
    /// What stands above the first entry.
    fn head(&mut self, base: Option<&str>, earlier: &str, later: &str) {
        match base {
            Some(base) if same(base, later) => self.text.push_str(earlier),
            _ => {
                self.text.push_str(later);
                if !same(earlier, later) && base.is_none_or(|base| !same(base, earlier)) {
                    // A second head would be a mistake in a file of entries.
                    let head = earlier.trim().lines().map(|line| format!("# {line}").trim_end().to_owned());
                    self.kept.push(head.collect::<Vec<_>>().join("\n"));
                }
            }
        }
    }

    /// In the place that it has.
    fn stands(&mut self, text: &str) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }

    /// At the end.
    fn added(&mut self, text: &str) {
        self.gap();
        self.text.push_str(text.trim_start_matches(['\n', '\r']));
    }

    fn gap(&mut self) {
        while !(self.text.ends_with("\n\n") || self.text.ends_with("\n\r\n")) {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "# Mine\n[deck]\nid = \"own\"\ntitle = \"My own cards\" # so far\n";

    fn entry(id: &str, answer: &str) -> String {
        format!(
            "\n# about {id}\n[[short]]\nid = \"{id}\"\nask = \"What is {id} called?\"\nanswer = \"{answer}\" # as said\n"
        )
    }

    fn deck(entries: &[(&str, &str)]) -> String {
        HEAD.to_owned() + &entries.iter().map(|(id, answer)| entry(id, answer)).collect::<String>()
    }

    #[track_caller]
    fn becomes(
        base: &[(&str, &str)],
        earlier: &[(&str, &str)],
        later: &[(&str, &str)],
        whole: &[(&str, &str)],
        kept: &[(&str, &str)],
    ) {
        let made = united(Some(&deck(base)), &deck(earlier), &deck(later)).unwrap();
        assert_eq!(made.text, deck(whole));
        let kept: Vec<String> = kept.iter().map(|(id, answer)| entry(id, answer).trim().to_owned()).collect();
        assert_eq!(made.kept, kept);
    }

    #[test]
    fn additions_unite_and_what_one_side_changed_holds() {
        let base = [("a", "one"), ("b", "two")];
        becomes(
            &base,
            &[("a", "one"), ("b", "two"), ("c", "x")],
            &[("a", "one"), ("b", "two"), ("d", "y")],
            &[("a", "one"), ("b", "two"), ("d", "y"), ("c", "x")],
            &[],
        );
        becomes(&base, &[("a", "1"), ("b", "two")], &[("a", "one"), ("b", "2")], &[("a", "1"), ("b", "2")], &[]);
        becomes(&base, &[("b", "two")], &[("a", "one"), ("b", "2")], &[("b", "2")], &[]);
        becomes(&base, &[("a", "1"), ("b", "two")], &[("a", "one")], &[("a", "1")], &[]);
    }

    #[test]
    fn where_both_changed_an_entry_the_later_holds_and_the_other_is_kept() {
        becomes(&[("a", "one")], &[("a", "1")], &[("a", "I")], &[("a", "I")], &[("a", "1")]);
        becomes(&[("a", "one")], &[("a", "1")], &[("a", "1")], &[("a", "1")], &[]);
        // A change and a removal.
        becomes(
            &[("a", "one"), ("b", "two")],
            &[("a", "1"), ("b", "two")],
            &[("b", "two")],
            &[("b", "two")],
            &[("a", "1")],
        );
        becomes(
            &[("a", "one"), ("b", "two")],
            &[("b", "two")],
            &[("a", "I"), ("b", "two")],
            &[("a", "I"), ("b", "two")],
            &[],
        );
    }

    #[test]
    fn without_a_base_all_entries_unite() {
        let made = united(None, &deck(&[("a", "one"), ("b", "two")]), &deck(&[("a", "I"), ("c", "three")])).unwrap();
        assert_eq!(made.text, deck(&[("a", "I"), ("c", "three"), ("b", "two")]));
        assert_eq!(made.kept, [entry("a", "one").trim()]);
    }

    #[test]
    fn a_new_id_and_a_change_elsewhere_are_both_kept() {
        let was = |text: String, new: &str, old: &str| {
            text.replace(&format!("id = \"{old}\"\n"), &format!("id = \"{new}\"\nwas = [\"{old}\"]\n"))
        };
        let base = deck(&[("a", "one"), ("b", "two")]);
        let named = was(base.clone(), "f", "a");
        let changed = deck(&[("a", "I"), ("b", "two")]);
        let made = united(Some(&base), &named, &changed).unwrap();
        let notes = read(&made.text).deck.unwrap().notes;
        assert_eq!((notes.len(), notes[0].id.as_str(), notes[0].was.clone()), (2, "f", vec!["a".to_owned()]));
        assert!(made.text.contains("answer = \"I\" # as said"), "{}", made.text);
        let other = was(base.clone(), "g", "a");
        let made = united(Some(&base), &named, &other).unwrap();
        let notes = read(&made.text).deck.unwrap().notes;
        assert_eq!((notes[0].id.as_str(), notes[0].was.clone()), ("g", vec!["a".to_owned(), "f".to_owned()]));
    }

    #[test]
    fn heads_are_pieces_too_and_line_ends_are_none() {
        let base = deck(&[("a", "one")]);
        let titled = base.replace("My own cards", "Verbs");
        let other = base.replace("My own cards", "Nouns");
        assert_eq!(united(Some(&base), &titled, &base).unwrap().text, titled);
        let made = united(Some(&base), &titled, &other).unwrap();
        assert_eq!(made.text, other);
        assert!(made.kept[0].lines().all(|line| line.starts_with('#')) && made.kept[0].contains("Verbs"), "{made:?}");
        let windows = deck(&[("a", "one"), ("b", "two")]).replace('\n', "\r\n");
        let made = united(Some(&base), &base, &windows).unwrap();
        assert_eq!((made.text, made.kept.len()), (windows, 0));
    }

    #[test]
    fn what_is_no_deck_is_left_alone() {
        let base = deck(&[("a", "one")]);
        assert_eq!(united(Some(&base), "no deck", &base), None);
        assert_eq!(united(Some(&base), &base, ""), None);
        assert!(united(Some("no deck"), &base, &deck(&[("b", "two")])).is_some());
    }
}
