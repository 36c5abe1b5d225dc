//! Questions made from facts that would read better if their author said what grammar needs.

use super::course::{Course, stem_key};
use super::hit::Hit;
use super::wording;
use crate::card::{Kind, lacks};
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::{Language, stem_words};

/// `stem-form`: a question in telegram style, since gender, article or number are not said.
pub(super) fn stem_form(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    // One wish of a kind an entry: an article serves two questions.
    let mut told: Vec<&str> = Vec::new();
    let language = course.language(entry);
    let is_clause =
        matches!(&one.note.kind, Kind::Position { claim, .. } if wording::begins_as_clause(claim, language));
    for (part, lack) in lacks(one.note, language) {
        // The clause that stands in the wrong place is told as that.
        if is_clause && lack.key == "claim" {
            continue;
        }
        let cards = &course.cards[one.cards.clone()];
        let made = cards.iter().find(|card| card.part.name == part && stem_key(one.note, &card.part) != "ask");
        let Some(card) = made.filter(|_| !told.contains(&lack.key)) else { continue };
        told.push(lack.key);
        let message = format!("the question reads \"{}\"", excerpt(&card.part.stem));
        hits.push(Hit::note(Code::StemForm, entry, message).at(lack.key).help(format!("for prose, {}", lack.help)));
    }
}

/// `about-case`: behind "zu" stands the dative, and the matter begins with another case.
pub(super) fn about_case(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Kind::Position { about: Some(about), .. } = &one.note.kind else { return };
    let made = course.cards[one.cards.clone()].iter().any(|card| stem_key(one.note, &card.part) == "about");
    if course.language(entry) != Language::German || !made {
        return;
    }
    let mut words = about.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    // "den" and its like are the dative of several things, which ends in n or s.
    let several = || words.clone().any(|word| word.starts_with(char::is_uppercase) && word.ends_with(['n', 's']));
    let listed = stem_words::words("no-dative", Language::German).any(|word| word == first);
    let plural = stem_words::paired("no-dative", &first, Language::German).is_some();
    // Feminine "der Richtlinie" is a dative, masculine "der Vertrag" none.
    let head = words.clone().find(|word| word.starts_with(char::is_uppercase)).unwrap_or_default().to_lowercase();
    let masculine = stem_words::paired("no-dative-before", &first, Language::German)
        .is_some_and(|heads| heads.split(',').any(|known| head.ends_with(known)));
    if listed || masculine || (plural && !several()) {
        let message = format!("\"zu {}\" is no dative", excerpt(about));
        let help = "behind \"zu\" stands the dative: \"dem Vertrag\", \"der Richtlinie\", \"den Verträgen\"";
        hits.push(Hit::warning(Code::AboutCase, entry, message).at("about").help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::deck::{Sheet, lint, read};
    use crate::diagnostic::Code;

    /// What the notes on the stems of a position ask its author for, in a language.
    fn wishes(language: &str, who: &str, more: &str) -> Vec<String> {
        let text = format!(
            "[deck]\nid = \"d\"\ntitle = \"D\"\nlanguage = \"{language}\"\n[[position]]\nid = \"a\"\nwho = \"{who}\"\nclaim = \"x\"\nabout = \"y\"\nask.who = \"Z?\"\n{more}"
        );
        let reading = read(&text);
        let deck = reading.deck.as_ref().expect("a deck");
        let sheet = Sheet { name: "x.toml", text: &text, deck, silenced: &[], told: true };
        let found = lint(&[sheet], &[], "2026-11-26".parse().unwrap()).remove(0).of_entries;
        found.into_iter().filter(|one| one.code == Code::StemForm).filter_map(|one| one.help).collect()
    }

    #[test]
    fn the_number_is_asked_for_with_the_article() {
        let [asked] = &wishes("en", "United States", "")[..] else { panic!("one wish") };
        assert!(asked.contains("`article`") && asked.contains("`number = \"singular\"`"), "{asked}");
        assert_eq!(wishes("en", "United States", "article = \"the\"\nnumber = \"plural\"\n"), [] as [&str; 0]);
        let [asked] = &wishes("en", "Commission", "")[..] else { panic!("one wish") };
        assert!(!asked.contains("`number"), "{asked}");
        let [asked] = &wishes("de", "Staaten", "")[..] else { panic!("one wish") };
        assert!(asked.contains("with `die`, also `number"), "{asked}");
    }
}
