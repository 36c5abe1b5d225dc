//! Places without a work, as a table of pages has them: of the source that is usual in the deck, else of its only one.

use std::collections::HashMap;

use super::Before;
use crate::card::Note;
use crate::deck::{Head, outline, pair, put_values};
use crate::diagnostic::counted;
use crate::exchange::incoming::Record;

/// Cites the work for every record that has a place alone, and tells so; where no work is known the place is lost. An entry
/// that cites one work already cites that.
pub(super) fn cite(records: &mut [(Record, String)], head: &Head, old: Option<&Before<'_>>) -> Option<String> {
    let usual = old.and_then(usual).map(|key| (key, "usual"));
    let only = || match head.sources.as_slice() {
        [(key, _)] => Some((key.clone(), "only")),
        _ => None,
    };
    let work = usual.or_else(only);
    let notes: HashMap<&str, &Note> =
        old.into_iter().flat_map(|old| &old.deck.notes).map(|note| (note.id.as_str(), note)).collect();
    let mut count = 0;
    for (record, id) in records {
        let Some(place) = record.place.take() else { continue };
        let key = match notes.get(id.as_str()).map(|note| note.sources.as_slice()) {
            Some([own]) => Some(&own.key),
            Some([_, ..]) => None,
            _ => work.as_ref().map(|(key, _)| key),
        };
        let Some(key) = key else {
            record.lose(
                "the place in the source, as nothing says in which: add a column `source` with the title of the work",
            );
            continue;
        };
        count += usize::from(work.as_ref().is_some_and(|(usual, _)| usual == key));
        put_values(&mut record.draft.table, "source", vec![pair(("key", key), ("at", Some(place.into())))]);
    }
    let (key, which) = work.filter(|_| count > 0)?;
    let places = counted(count, "place", "places");
    Some(format!(
        "{places} without a source: taken for those in `{key}`, the {which} one of the deck; a column `source` says otherwise"
    ))
}

/// The source that `[defaults]` of the deck names.
fn usual(old: &Before<'_>) -> Option<String> {
    let sections = outline(old.text);
    let defaults = sections.iter().find(|section| section.path == ["defaults"])?;
    let named = defaults.property("source").filter(|property| !property.is_list)?;
    let key = &named.texts.first()?.text;
    old.deck.sources.iter().any(|(known, _)| known == key).then(|| key.clone())
}

#[cfg(test)]
mod tests {
    use crate::deck;
    use crate::exchange::{Before, Format, Said, Settled, read, settle};

    const HEAD: &str = "[deck]\nid = \"x\"\ntitle = \"X\"\n\n[sources.law]\ntitle = \"EU law\"\n\n";
    const SECOND: &str = "[sources.history]\ntitle = \"EU history\"\n\n";
    const ENTRY: &str = "[[short]]\nid = \"who\"\nask = \"Who judges?\"\nanswer = \"Court\"\nsource = \"history\"\n";

    fn imported(table: &str, old: Option<&str>) -> Settled {
        let incoming = read(table.as_bytes(), Format::Csv, &Said::default()).unwrap();
        let deck = old.map(|text| deck::read(text).deck.unwrap());
        let before = deck.as_ref().zip(old).map(|(deck, text)| Before { deck, text });
        settle(incoming, "x", before.as_ref())
    }

    #[test]
    fn pages_without_a_source_are_those_of_the_only_or_the_usual_one() {
        for name in ["page", "p.", "Seite", "S.", "Pages"] {
            let table = format!("question,answer,{name}\nWho lends?,Bank,12\n");
            let settled = imported(&table, Some(HEAD));
            assert!(settled.text.contains("source = { key = \"law\", at = \"12\" }"), "{}", settled.text);
            assert!(settled.told[0].contains("`law`, the only one of the deck"), "{:?}", settled.told);
            let settled = imported(&table, None);
            assert!(settled.entries[0].2[0].contains("add a column `source`"), "{:?}", settled.entries);
            let two = format!("{HEAD}{SECOND}");
            assert!(imported(&table, Some(&two)).entries[0].2[0].contains("add a column `source`"));
            let settled = imported(&table, Some(&format!("{two}[defaults]\nsource = \"history\"\n")));
            assert!(settled.text.contains("key = \"history\", at = \"12\""), "{}", settled.text);
            assert!(settled.told[0].contains("`history`, the usual one"), "{:?}", settled.told);
        }
    }

    #[test]
    fn an_entry_that_cites_a_work_of_its_own_keeps_it() {
        let old = format!("{HEAD}{SECOND}[defaults]\nsource = \"law\"\n\n{ENTRY}");
        let settled = imported("question,answer,page\nWho judges?,Court,7\n", Some(&old));
        assert!(settled.text.contains("source = { key = \"history\", at = \"7\" }"), "{}", settled.text);
        assert!(settled.told.is_empty(), "{:?}", settled.told);
    }

    #[test]
    fn an_empty_cell_beside_the_only_work_of_a_table_is_taken_for_it() {
        let settled = imported("question,answer,source,page\nWho judges?,Court,EU law,7\nWho lends?,Bank,,9\n", None);
        assert!(settled.text.contains("source = { key = \"eu-law\", at = \"9\" }"), "{}", settled.text);
        assert!(settled.told[0].starts_with("1 place without a source"), "{:?}", settled.told);
    }
}
