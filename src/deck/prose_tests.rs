//! The questions that are made of facts whose authors said their grammar, as goldens in three languages: read as prose by
//! a person who knows the language before a change of them is accepted.

use crate::card::{Grammar, Note, parts};
use crate::deck::read;

const DECKS: [(&str, &str); 3] = [
    (include_str!("../../tests/data/prose/en.toml"), include_str!("../../tests/data/prose/en.txt")),
    (include_str!("../../tests/data/prose/fr.toml"), include_str!("../../tests/data/prose/fr.txt")),
    (include_str!("../../tests/data/prose/de.toml"), include_str!("../../tests/data/prose/de.txt")),
];

#[test]
fn the_questions_are_the_golden_ones() {
    for (text, golden) in DECKS {
        let reading = read(text);
        assert_eq!(reading.diagnostics, []);
        let deck = reading.deck.expect("a deck");
        let line = |note: &Note| {
            let one = |part: crate::card::Part| format!("{}#{}\n  {}\n", note.id, part.name, part.stem);
            parts(note, &deck).into_iter().map(one).collect::<String>()
        };
        let made: String = deck.notes.iter().map(line).collect();
        assert!(made == golden, "\n<<<{}\n{made}>>>", deck.language_tag);
    }
}

/// What is said of grammar is about the question alone: a student's progress hangs on none of it.
#[test]
fn grammar_changes_no_id_no_hash_and_no_answer() {
    for (text, _) in DECKS {
        let with = read(text).deck.expect("a deck");
        let key = |line: &&str| {
            !["gender", "article", "number", "clause"].iter().any(|key| line.starts_with(&format!("{key} = ")))
        };
        let bare = text.lines().filter(key).collect::<Vec<_>>().join("\n");
        let without = read(&bare).deck.expect("a deck");
        let mut better = 0;
        for (one, other) in with.notes.iter().zip(&without.notes) {
            assert_eq!((&one.id, &other.grammar), (&other.id, &Grammar::default()));
            let (one, other) = (parts(one, &with), parts(other, &without));
            assert_eq!(one.len(), other.len());
            for (one, other) in one.iter().zip(&other) {
                assert_eq!((&one.name, one.text_hash(), &one.key), (&other.name, other.text_hash(), &other.key));
                better += usize::from(one.stem != other.stem);
            }
        }
        assert!(better >= 10, "{}: {better}", with.id);
    }
}
