//! A key put right in the text of a deck: the keys of one entry, everything else as its author wrote it.

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::read;
use crate::card::{KindName, parts};
use crate::diagnostic::Severity;
use crate::text::fold;

/// What is right besides an entry's key, or instead of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Correction<'a> {
    Besides(&'a [String]),
    /// At least one.
    Instead(&'a [String]),
}

/// The text with the main part of an entry put right.
///
/// # Errors
/// Why its author has to write it: the entry is not found, has no such key, or the deck would have a mistake more.
pub(crate) fn corrected(text: &str, (entry, part): (&str, &str), correction: Correction<'_>) -> Result<String, String> {
    let reading = read(text);
    let errors =
        |reading: &super::Reading| reading.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    let deck = reading.deck.as_ref().filter(|_| reading.left_out == 0);
    let deck = deck.ok_or("the deck has mistakes: `acquis check` shows them")?;
    let at = deck.notes.iter().position(|note| note.id == entry).ok_or("the entry is not in this file")?;
    if !parts(&deck.notes[at], deck).iter().any(|known| known.name == part && known.is_main) {
        return Err("only the main part of an entry has other forms of its own".to_owned());
    }
    let kind = deck.notes[at].kind.name();
    let place = deck.notes.iter().take(at).filter(|note| note.kind.name() == kind).count();
    let mut document: DocumentMut = text.parse().map_err(|_| "the deck cannot be read as TOML")?;
    let tables = document.get_mut(kind.word()).and_then(Item::as_array_of_tables_mut);
    let table = tables.and_then(|tables| tables.get_mut(place)).ok_or("the entry is not written as a table")?;
    put_right(table, kind, correction)?;
    let mended = document.to_string();
    if errors(&read(&mended)) > errors(&reading) {
        return Err("the deck would have a mistake that it does not have now".to_owned());
    }
    Ok(mended)
}

fn put_right(table: &mut Table, kind: KindName, correction: Correction<'_>) -> Result<(), String> {
    match (kind, correction) {
        (KindName::Choice, Correction::Instead([answer])) => {
            let old = table.get("answer").and_then(Item::as_str).ok_or("it has several right options")?.to_owned();
            without(table, "wrong", std::slice::from_ref(answer));
            table["answer"] = Item::Value(answer.as_str().into());
            add(table, "wrong", &[old]);
        }
        (KindName::Short | KindName::Number, Correction::Instead([answer, also @ ..])) => {
            without(table, "wrong", std::slice::from_ref(answer));
            table["answer"] = Item::Value(answer.as_str().into());
            table.remove("accept");
            add(table, "accept", also);
        }
        (KindName::Date, Correction::Instead([when])) => {
            table["when"] = Item::Value(when.as_str().into());
            table.remove("accept");
        }
        (KindName::List, Correction::Besides(answers)) => add(table, "answers", answers),
        (
            KindName::Choice
            | KindName::TrueFalse
            | KindName::Order
            | KindName::Match
            | KindName::Card
            | KindName::Cloze,
            _,
        )
        | (_, Correction::Instead(_)) => return Err("such a change is its author's to write".to_owned()),
        (_, Correction::Besides(answers)) => {
            without(table, "wrong", answers);
            add(table, "accept", answers);
        }
    }
    Ok(())
}

/// The text of an item of a list: bare, or the `answer` of a table.
fn said(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.as_inline_table()?.get("answer")?.as_str())
}

/// Adds what a list lacks; a bare text becomes a list.
fn add(table: &mut Table, key: &str, texts: &[String]) {
    if texts.is_empty() {
        return;
    }
    let mut list = match table.get(key).and_then(Item::as_value) {
        Some(Value::Array(list)) => list.clone(),
        Some(value) => Array::from_iter([value.clone().decorated("", "")]),
        None => Array::new(),
    };
    for text in texts {
        if !list.iter().any(|known| said(known) == Some(text)) {
            list.push(text.as_str());
        }
    }
    table[key] = Item::Value(Value::Array(list));
}

/// Takes texts out of a list, and the key where nothing is left.
fn without(table: &mut Table, key: &str, texts: &[String]) {
    let Some(Value::Array(list)) = table.get_mut(key).and_then(Item::as_value_mut) else { return };
    list.retain(|known| !said(known).is_some_and(|known| texts.iter().any(|text| fold(text) == fold(known))));
    if list.is_empty() {
        table.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "# A deck of mine\n[deck]\nid = \"d\"\ntitle = \"D\"\n\n";

    #[track_caller]
    fn becomes(entry: &str, correction: Correction<'_>, expected: &str) {
        let wanted = format!("{HEAD}{expected}");
        assert_eq!(corrected(&format!("{HEAD}{entry}"), ("e", "answer"), correction), Ok(wanted));
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|&text| text.to_owned()).collect()
    }

    #[test]
    fn what_is_right_besides_is_accepted_and_no_longer_wrong() {
        becomes(
            "[[short]] # mine\nid = \"e\"\nask = \"Which act?\"\nanswer = \"Cyber Resilience Act\"\naccept = \"CRA\"\nwrong = [{ answer = \"Resilience Act\", because = \"x\" }]\n",
            Correction::Besides(&texts(&["Resilience Act", "CRA"])),
            "[[short]] # mine\nid = \"e\"\nask = \"Which act?\"\nanswer = \"Cyber Resilience Act\"\naccept = [\"CRA\", \"Resilience Act\"]\n",
        );
    }

    #[test]
    fn a_right_option_changes_places_with_the_wrong_one() {
        becomes(
            "[[choice]]\nid = \"e\"\nask = \"Capital of Spain?\"\nanswer = \"Lisbon\" # sic\nwrong = [\"Madrid\", \"Porto\"]\n",
            Correction::Instead(&texts(&["Madrid"])),
            "[[choice]]\nid = \"e\"\nask = \"Capital of Spain?\"\nanswer = \"Madrid\"\nwrong = [ \"Porto\", \"Lisbon\"]\n",
        );
    }

    #[test]
    fn what_its_author_has_to_write_is_said() {
        let text = format!("{HEAD}[[order]]\nid = \"e\"\nask = \"Order?\"\nitems = [\"one\", \"two\", \"three\"]\n");
        let besides = texts(&["x"]);
        let told = corrected(&text, ("e", "answer"), Correction::Besides(&besides)).unwrap_err();
        assert!(told.contains("its author's"), "{told}");
        let told = corrected(&text, ("f", "answer"), Correction::Besides(&besides)).unwrap_err();
        assert!(told.contains("not in this file"), "{told}");
    }
}
