//! The built-in decks hold what they promise.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::deck::Catalogue;

fn catalogue() -> Catalogue {
    Catalogue::new(built_in().into_iter().filter_map(|file| file.reading.deck).collect())
}

#[test]
fn every_built_in_deck_is_clean() {
    for file in built_in() {
        assert_eq!(file.reading.diagnostics, [], "{}", file.name);
        assert!(file.reading.deck.is_some(), "{}", file.name);
    }
}

#[test]
fn every_entry_has_a_reason_a_topic_and_a_source_with_its_place() {
    let catalogue = catalogue();
    assert!(catalogue.decks.iter().map(|deck| deck.notes.len()).sum::<usize>() >= 60);
    for note in catalogue.decks.iter().flat_map(|deck| &deck.notes) {
        assert!(note.why.is_some() && !note.topics.is_empty(), "{}", note.id);
        assert!(note.sources.iter().any(|source| source.at.is_some()), "{}", note.id);
    }
}

#[test]
fn the_optional_decks_are_built_in() {
    let catalogue = catalogue();
    for id in OPTIONAL {
        assert!(catalogue.decks.iter().any(|deck| deck.id == id), "{id}");
    }
}

/// The generated stems are a promise: read as prose by a person before a change of this file is accepted.
#[test]
fn the_stems_of_the_built_in_decks_are_the_golden_ones() {
    let catalogue = catalogue();
    let line = |card: &crate::deck::Card| {
        let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
        format!("{}\n  {}\n  = {}\n", card.id, question.stem, question.answer.replace('\n', "; "))
    };
    let stems: String = catalogue.cards.iter().map(line).collect();
    assert_eq!(stems, include_str!("../../tests/data/stems.txt"));
}

/// What a deck says is right must be judged right.
#[test]
fn every_answer_and_accepted_form_of_the_built_in_decks_is_correct() {
    use crate::card::{Interaction, Response};
    let (catalogue, lexicon) = (catalogue(), crate::text::Lexicon::embedded());
    for card in &catalogue.cards {
        let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
        let mut forms = vec![question.answer.clone()];
        match &question.interaction {
            Interaction::Text(key) => forms.clone_from(&key.answers),
            Interaction::Date(key) => forms.extend(key.accept.clone()),
            Interaction::Number(key) => forms.extend(key.accept.clone()),
            Interaction::List(_) => {}
            _ => continue,
        }
        for form in forms {
            let verdict = question.check(&Response::Typed(form.clone()), catalogue.rivals(card), &lexicon);
            assert_eq!(verdict.outcome, crate::text::Outcome::Correct, "{}: {form}: {verdict:?}", card.id);
        }
        if let Interaction::Text(key) = &question.interaction {
            for wrong in &key.wrong {
                let response = Response::Typed(wrong.answer.clone());
                let verdict = question.check(&response, catalogue.rivals(card), &lexicon);
                assert_eq!(verdict.outcome, crate::text::Outcome::Wrong, "{}: {}", card.id, wrong.answer);
            }
        }
    }
}
