//! Papers drawn again after their entries were renamed.

use super::*;
use class::Editions;

const DECK: &str = include_str!("../../../tests/data/exam-deck.toml");

fn ids() -> Vec<String> {
    catalogue().decks[0].notes.iter().map(|note| note.id.clone()).collect()
}

/// The deck with entries renamed as an editor does it, all that name them included.
fn renamed(entries: &[&String]) -> Catalogue {
    let mut text = DECK.to_owned();
    for (nth, id) in entries.iter().enumerate() {
        text = text.replace(&format!("\"{id}\""), &format!("\"{}{id}-now\"", ["z", "a"][nth % 2]));
        let now = format!("id = \"{}{id}-now\"\n", ["z", "a"][nth % 2]);
        assert!(text.contains(&now), "{id}");
        text = text.replace(&now, &format!("{now}was = [\"long-ago-{id}\", \"{id}\"]\n"));
    }
    let reading = read(&text);
    assert_eq!(reading.left_out, 0, "{:?}", reading.diagnostics);
    Catalogue::new(reading.deck.into_iter().collect())
}

#[track_caller]
fn is_drawn_again(catalogue: &Catalogue, blueprint: &Blueprint, paper: &Paper) {
    let all: Vec<usize> = (0..catalogue.cards.len()).collect();
    let editions = || Editions::new(blueprint, [(catalogue, all.clone())]);
    let again = editions().paper(&paper.title, paper.seed, paper.version, &paper.fingerprint[..8]);
    let (again, _) = again.expect("a paper of the same mark");
    assert_eq!(&again, paper, "questions, options, their order and ids");
    let mut cards: Vec<String> = paper.items.iter().map(|item| item.card.to_string()).collect();
    cards.sort();
    assert!(editions().gives(paper.seed, &cards));
    cards.pop();
    assert!(!editions().gives(paper.seed, &cards), "another paper is another paper");
}

/// Order, draw and dealing hang on ids: with one or two of them changed the paper of a seed is another, and is found
/// again by what the entries were called.
#[test]
fn a_paper_is_the_same_whatever_its_entries_are_called_today() {
    let blueprint = of(6);
    let papers = [paper(&blueprint, 4711, "A"), paper(&blueprint, 4711, "B")];
    let ids = ids();
    let mut otherwise = 0;
    for (at, id) in ids.iter().enumerate() {
        let catalogue = renamed(&[id, &ids[(at + 3) % ids.len()]]);
        let today = Paper::new(&catalogue, &pool(&catalogue), &blueprint, "Mock".to_owned(), 4711, Version::FIRST);
        otherwise += usize::from(today.unwrap().fingerprint != papers[0].fingerprint);
        for paper in &papers {
            is_drawn_again(&catalogue, &blueprint, paper);
        }
    }
    assert!(otherwise > ids.len() / 2, "{otherwise}: else this shows nothing");
}

/// Renames from before the exam stay as they are, many as they may be.
#[test]
fn renames_of_long_ago_hide_none_of_today() {
    let blueprint = of(6);
    let ids = ids();
    let paper = paper(&blueprint, 9, "A");
    let old: String = DECK.to_owned();
    let with_history = ids.iter().fold(old, |text, id| {
        let now = format!("id = \"{id}\"\n");
        text.replace(&now, &format!("{now}was = [\"first-{id}\", \"second-{id}\"]\n"))
    });
    for id in &ids {
        let was = format!("was = [\"first-{id}\", \"second-{id}\"]");
        let text = with_history.replace(&format!("\"{id}\""), &format!("\"{id}-now\""));
        let text = text.replace(&was, &format!("was = [\"first-{id}\", \"second-{id}\", \"{id}\"]"));
        let catalogue = Catalogue::new(read(&text).deck.into_iter().collect());
        is_drawn_again(&catalogue, &blueprint, &paper);
    }
}
