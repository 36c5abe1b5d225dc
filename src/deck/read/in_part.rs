//! Some entries of a deck, read without the others: for who asks about one of them while its author types.

use std::collections::HashSet;

use super::outline::Section;
use super::sections::HEADS;
use super::{MOST_ENTRIES, chunks, merge, read};
use crate::card::Deck;

/// The deck of a text with the wanted entries alone, each as it is in the whole deck; `outline` is that of the text. Others
/// are in it where the text leaves no choice. Places are not those of the text.
pub(crate) fn deck_in_part(text: &str, outline: &[Section], wanted: impl Fn(&Section) -> bool) -> Option<Deck> {
    match shortened(text, outline, wanted) {
        Some(short) => read(&short).deck,
        None => read(text).deck,
    }
}

/// The text without the entries that nobody wants; nothing where they cannot be cut out.
fn shortened(text: &str, outline: &[Section], wanted: impl Fn(&Section) -> bool) -> Option<String> {
    let is_entry = |section: &Section| section.kind().is_some();
    if !merge::is_settled(text) || outline.iter().filter(|one| is_entry(one)).count() > MOST_ENTRIES {
        return None;
    }
    let mut taken: Vec<bool> = outline.iter().map(|section| !is_entry(section) || wanted(section)).collect();
    // What is neither head nor entry may belong to the entry above it.
    let is_odd = |section: &Section| !is_entry(section) && !section.path.is_empty() && !HEADS.contains(&section.name());
    for at in (0..outline.len()).filter(|at| is_odd(&outline[*at])) {
        if let Some(above) = outline[..at].iter().rposition(is_entry) {
            taken[above] = true;
        }
    }
    // Of two entries with one id the first is read.
    let ids: Vec<_> = outline.iter().map(Section::id).collect();
    let wanted: HashSet<_> = ids.iter().zip(&taken).filter_map(|(id, taken)| id.as_ref().filter(|_| *taken)).collect();
    let is_taken = |at: &usize| taken[*at] || ids[*at].as_ref().is_some_and(|id| wanted.contains(id));
    let (mut short, mut headers) = (String::new(), Vec::new());
    for section in (0..outline.len()).filter(is_taken).map(|at| &outline[at]) {
        headers.push(short.len()..short.len() + section.header.len());
        short += text.get(section.header.start..section.body.end)?;
        short.push('\n');
    }
    // A text in three quotes that is not closed ends elsewhere in another text.
    let cut = chunks::cut(&short).into_iter().map(|chunk| chunk.header.map_or(0..0, |header| header.span));
    cut.eq(headers).then_some(short)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::outline;
    use super::*;
    use crate::card::{Note, Notes};
    use crate::deck::slug::slug;

    const TEXT: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n[sources.a]\ntitle = \"A\"\n[defaults]\nsource = \"a\"\ntopics = [\"t\"]\n\
        [[short]]\nid = \"one\"\nask = \"Which body é?\"\nanswer = \"ENISA\"\n\n[[card]]\nfront = \"Two\"\nback = \"2\"\n\
        [[short]]\nid = \"three\"\nask = \"Which other body?\"\nanswer = \"Europol\"\nwhy = \"So.\"\n\n[[date]]\nid = \"four\"\n\
        event = \"It was founded\"\nwhen = \"1999\"\n[date.ask]\nwhen = \"When?\"\n[[card]]\nid = \"one\"\nfront = \"Three\"\nback = \"3\"\n";

    /// The entries without their places.
    fn placeless(deck: &Deck) -> Vec<Note> {
        deck.notes.iter().map(|note| Note { span: 0..0, ..note.clone() }).collect()
    }

    /// Reads each entry alone: it is what it is in the whole, and so is whatever is read with it.
    fn holds(text: &str) -> Result<(), TestCaseError> {
        let (outlined, whole) = (outline(text), read(text).deck);
        let headless = |deck: &Deck| Deck { notes: Notes::from(Vec::new()), ..deck.clone() };
        for section in outlined.iter().filter(|section| section.kind().is_some()) {
            let part = deck_in_part(text, &outlined, |one| one.header == section.header);
            prop_assert_eq!(part.as_ref().map(headless), whole.as_ref().map(headless));
            let (Some(part), Some(whole)) = (part, whole.as_ref()) else { continue };
            let (all, some) = (placeless(whole), placeless(&part));
            let own = whole.notes.iter().position(|note| note.span == section.header);
            prop_assert!(own.is_none_or(|own| some.contains(&all[own])), "{:?} of {}", section.id(), text);
            prop_assert!(some.iter().all(|note| all.contains(note)), "{:?} of {}", section.id(), text);
        }
        Ok(())
    }

    #[test]
    fn an_entry_is_read_without_the_others() {
        let outlined = outline(TEXT);
        let read_alone = |id: &str| {
            let deck = deck_in_part(TEXT, &outlined, |one| one.id().is_some_and(|known| known == id)).expect("a deck");
            deck.notes.iter().map(|note| note.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(read_alone("three"), ["three", "four"], "the date has a table below it");
        let generated = slug("card", "Two");
        assert_eq!(read_alone(&generated), [generated.as_str(), "four"]);
        assert_eq!(read_alone("one"), ["one", "four"], "the second of one id is none");
        holds(TEXT).expect("as in the whole");
    }

    proptest! {
        #[test]
        fn what_is_read_alone_is_what_it_is_in_the_whole(
            from in 0usize..420, length in 0usize..30,
            new in prop_oneof!["[a-zé]{0,5}", "[\"'\\[\\]{}=,#\n]{0,4}", Just("\"\"\"".to_owned()), Just("\n[[card]]\nfront = \"\"\"".to_owned()),
                Just("\n[short.ask]\n".to_owned()), Just("topics = [\"u\"]\n".to_owned()), Just("\n<<<<<<< x\n".to_owned()),
                Just("\n[[shrt]]\nid = \"three\"\n".to_owned()), Just("\n[[card]]\nfront = \"Two\"\nback = \"4\"\n".to_owned())],
        ) {
            let (mut from, mut to) = (from.min(TEXT.len()), (from + length).min(TEXT.len()));
            while !TEXT.is_char_boundary(from) { from -= 1; }
            while !TEXT.is_char_boundary(to) { to += 1; }
            let mut text = TEXT.to_owned();
            text.replace_range(from..to, &new);
            holds(&text)?;
        }
    }
}
