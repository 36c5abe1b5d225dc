//! A deck in which one entry was changed: that entry alone is read again.

use super::outline::Section;
use super::sections::HEADS;
use super::{merge, read};
use crate::card::{Deck, Span};

/// The deck of a text in which the bytes `gone` gave way to `new` ones within one entry, whose header stayed, as did the
/// number of tables; `outline` is that of the text, `before` the deck that it was. Nothing where the change may concern more
/// than the entry, or leaves it unsound.
pub(crate) fn deck_again(text: &str, outline: &[Section], (gone, new): (&Span, usize), before: Deck) -> Option<Deck> {
    let entry = outline.iter().rfind(|section| section.header.start <= gone.start)?;
    let is_plain = |section: &Section| match section.name() {
        "" => section.properties.is_empty(),
        name => section.kind().is_some() || HEADS.contains(&name),
    };
    if !outline.iter().all(is_plain) || !merge::is_settled(text) {
        return None;
    }
    let of = |section: &Section| text.get(section.header.start..section.body.end);
    let heads = outline.iter().filter(|section| HEADS.contains(&section.name()));
    let short: Vec<&str> = heads.chain([entry]).map(of).collect::<Option<_>>()?;
    let mut note = read(&short.join("\n")).deck?.notes.made().pop()?;
    note.span = entry.header.clone();
    let mut deck = before;
    let notes = deck.notes.made();
    for one in notes.iter_mut().filter(|one| one.span.end > gone.start) {
        let put = |at: usize| Some(at.checked_sub(gone.end)? + gone.start + new);
        one.span = put(one.span.start)?..put(one.span.end)?;
    }
    let mut headers = outline.iter().filter(|section| section.kind().is_some()).map(|section| &section.header);
    if !notes.iter().all(|one| headers.any(|header| *header == one.span)) {
        return None;
    }
    let changed = notes.iter_mut().find(|one| one.span == note.span && one.id == note.id)?;
    *changed = note;
    Some(deck)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::outline;
    use super::*;

    const TEXT: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n[sources.a]\ntitle = \"A\"\n[defaults]\nsource = \"a\"\ntopics = [\"t\"]\n\
        [[short]]\nid = \"one\"\nask = \"Which body é?\"\nanswer = \"ENISA\"\n\n[[card]]\nfront = \"Two\"\nback = \"2\"\n\
        [[short]]\nid = \"three\"\nask = \"Which other body?\"\nanswer = \"Europol\"\nwhy = \"So.\"\n\n[[date]]\nid = \"four\"\n\
        event = \"It was founded\"\nwhen = \"1999\"\n";

    fn taken_over(gone: Span, new: &str) -> Option<(Option<Deck>, Option<Deck>)> {
        let mut text = TEXT.to_owned();
        text.replace_range(gone.clone(), new);
        let (before, outlined) = (outline(TEXT), outline(&text));
        let at = |sections: &[Section]| {
            let section = sections.iter().rfind(|section| section.header.start <= gone.start)?;
            section.kind().map(|_| (section.header.clone(), section.body.end))
        };
        let ((header, end), (now, _)) = (at(&before)?, at(&outlined)?);
        let is_in_entry =
            header == now && before.len() == outlined.len() && header.end <= gone.start && gone.end <= end;
        let deck = read(TEXT).deck.expect("a deck");
        is_in_entry.then(|| (deck_again(&text, &outlined, (&gone, new.len()), deck), read(&text).deck))
    }

    #[test]
    fn an_entry_is_read_again_and_the_others_move() {
        let at = TEXT.find("other").expect("it stands there");
        let (again, read) = taken_over(at..at + 5, "European, yes: European").expect("in an entry");
        assert_eq!(again, read);
        assert!(again.is_some());
        let id = TEXT.find("three").expect("it stands there");
        assert_eq!(taken_over(id..id + 5, "one").expect("in an entry").0, None, "an id is everybody's matter");
    }

    proptest! {
        #[test]
        fn what_is_taken_over_is_what_would_be_read(
            from in 0usize..400, length in 0usize..30,
            new in prop_oneof!["[a-zé]{0,5}", "[\"'\\[\\]{}=,#\n]{0,4}", Just("\"\"\"".to_owned()), Just("\n[[card]]\nfront = \"\"\"".to_owned()),
                Just("\n[short.ask]\n".to_owned()), Just("topics = [\"u\"]\n".to_owned()), Just("\n<<<<<<< x\n".to_owned())],
        ) {
            let (mut from, mut to) = (from.min(TEXT.len()), (from + length).min(TEXT.len()));
            while !TEXT.is_char_boundary(from) { from -= 1; }
            while !TEXT.is_char_boundary(to) { to += 1; }
            if let Some((Some(again), read)) = taken_over(from..to, &new) {
                prop_assert_eq!(Some(again), read);
            }
        }
    }
}
