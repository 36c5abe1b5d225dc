//! What an entry's questions take from the other entries of its course, told from their tables before they are read.

use super::read::Section;
use super::requires::entry_named;
use crate::card::{Deck, Key, KindName, Lender, Note, Part, parts};
use crate::text::fold;

/// What is wanted of the others.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// Every entry of these kinds.
    kinds: Vec<KindName>,
    /// Bodies, instruments and holders of these names, folded: the course accepts their other forms.
    names: Vec<String>,
    /// The entries themselves, by deck and id.
    own: Vec<(String, String)>,
    /// Those that they say they are taken for.
    near: Vec<(String, String)>,
}

/// Kinds whose answer is a name.
pub(super) const NAMED: [KindName; 3] = [KindName::Institution, KindName::Instrument, KindName::Position];

impl Wanted {
    /// What the entries with these ids take, in a deck that has them.
    pub(crate) fn of(deck: &Deck, ids: &[&str]) -> Self {
        let mut wanted = Self::default();
        for note in deck.notes.iter().filter(|note| ids.contains(&note.id.as_str())) {
            wanted.add(note, deck);
        }
        wanted
    }

    /// Everything that a typed answer may be taken for as well.
    pub(crate) fn with_rivals(mut self) -> Self {
        self.kinds.extend(NAMED);
        self
    }

    fn add(&mut self, note: &Note, deck: &Deck) {
        if note.options {
            self.kinds.push(note.kind.name());
        }
        for Part { key, .. } in parts(note, deck) {
            match key {
                Key::Text(answers) => self.names.extend(answers.first().map(|name| fold(name))),
                Key::List { items, .. } => self.names.extend(items.iter().map(|item| fold(&item.answer))),
                Key::Lent { from: Lender::Events, .. } => self.kinds.push(KindName::Date),
                Key::Lent { from: Lender::Claims, .. } => self.kinds.push(KindName::Position),
                _ => {}
            }
        }
        let owned = |(deck, id): (&str, &str)| (deck.to_owned(), id.to_owned());
        self.own.push(owned((&deck.id, &note.id)));
        self.near.extend(note.confused_with.iter().map(|one| owned(entry_named(&one.entry, &deck.id))));
    }

    /// Whether an entry of a deck of the course is among the others that are wanted, or one of the entries themselves.
    pub(crate) fn takes(&self, section: &Section, deck: &str) -> bool {
        let Some(kind) = section.kind().map(|kind| kind.kind) else { return false };
        let has =
            |list: &[(String, String)], (deck, id): (&str, &str)| list.iter().any(|one| one.0 == deck && one.1 == id);
        let id = section.id();
        let is_named = |id: &str| has(&self.own, (deck, id)) || has(&self.near, (deck, id));
        let confused = section.property("confused_with").into_iter().flat_map(|property| &property.texts);
        self.kinds.contains(&kind)
            || id.as_deref().is_some_and(is_named)
            || confused.map(|spot| entry_named(&spot.text, deck)).any(|named| has(&self.own, named))
            || (NAMED.contains(&kind) && self.has_name_of(section, kind))
    }

    /// A name that is not to be seen may be any.
    fn has_name_of(&self, section: &Section, kind: KindName) -> bool {
        let key = if kind == KindName::Position { "who" } else { "name" };
        let texts = section.property(key).into_iter().flat_map(|property| &property.texts);
        let name: Vec<&str> = texts.map(|spot| spot.text.as_str()).collect();
        !self.names.is_empty() && (name.is_empty() || self.names.contains(&fold(&name.join(", "))))
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::deck::{Catalogue, deck_in_part, outline, read};

    /// Facts that lend options, forms of names and differences to each other, in two decks of one course.
    const ONE: &str = "[deck]\nid = \"one\"\ntitle = \"One\"\ncourse = \"c\"\n\
        [[institution]]\nid = \"ep\"\nname = \"European Parliament\"\nshort = \"EP\"\nrole = \"adopts laws\"\noptions = true\n\
        [[institution]]\nid = \"ec\"\nname = \"European Commission\"\nrole = \"proposes laws\"\nconfused_with = [{ entry = \"two/coe\", difference = \"Another.\" }]\n\
        [[institution]]\nid = \"cj\"\nname = \"Court of Justice\"\nrole = \"reads laws\"\naccept = [\"ECJ\"]\n\
        [[short]]\nid = \"who\"\nask = \"Who reads laws?\"\nanswer = \"Court of justice\"\n\
        [[date]]\nid = \"rome\"\nevent = \"The treaty of Rome was signed\"\nwhen = \"1957\"\nask = { what = \"What?\", when = \"?\" }\nboth = true\n\
        [[position]]\nid = \"p\"\nwho = [\"Anna\", \"Bert\"]\nclaim = \"trade is good\"\nverb = \"say\"\nabout = \"trade\"\n\
        [[list]]\nid = \"l\"\nask = \"Who makes laws?\"\nanswers = [\"European Parliament\", \"The Council\"]\n";
    const TWO: &str = "[deck]\nid = \"two\"\ntitle = \"Two\"\ncourse = \"c\"\n\
        [[short]]\nid = \"twice\"\nask = \"First?\"\nanswer = \"Yes\"\n\
        [[institution]]\nid = \"twice\"\nname = \"Court of Justice\"\nrole = \"is none\"\naccept = [\"Not it\"]\n\
        [[institution]]\nid = \"coe\"\nname = \"The Council\"\nrole = \"meets\"\naccept = [\"Consilium\"]\n\
        [[institution]]\nid = \"bank\"\nname = \"European Bank\"\nrole = \"lends\"\nconfused_with = \"one/ep\"\n\
        [[date]]\nid = \"nice\"\nevent = \"The treaty of Nice was signed\"\nwhen = \"2001\"\n\
        [[date]]\nid = \"paris\"\nevent = \"The treaty of Paris was signed\"\nwhen = \"1951\"\n\
        [[date]]\nid = \"lisbon\"\nevent = \"The treaty of Lisbon was signed\"\nwhen = \"2007\"\n\
        [[position]]\nid = \"q\"\nwho = \"Carl\"\nclaim = \"trade is bad\"\nverb = \"says\"\n\
        [[position]]\nid = \"r\"\nwho = \"Dora\"\nclaim = \"trade is dull\"\nverb = \"says\"\n";

    /// Every question of one entry, made of what it takes alone.
    fn asked(catalogue: &Catalogue, deck: &str, id: &str) -> Vec<String> {
        let cards = catalogue.cards.iter().filter(|card| card.id.deck == deck && card.id.entry == id);
        let question = |card| catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0));
        cards.map(|card| format!("{:?}", question(card))).collect()
    }

    #[track_caller]
    fn holds(texts: &[&str]) -> usize {
        let outlines: Vec<_> = texts.iter().map(|text| outline(text)).collect();
        let whole = Catalogue::new(texts.iter().map(|text| read(text).deck.unwrap()).collect());
        let mut compared = 0;
        for (at, deck) in whole.decks.iter().enumerate() {
            for note in &deck.notes {
                let own =
                    deck_in_part(texts[at], &outlines[at], |one| one.id().is_some_and(|id| *id == note.id)).unwrap();
                let wanted = Wanted::of(&own, &[&note.id]);
                let part = texts.iter().zip(&outlines).zip(whole.decks.iter()).map(|((text, outline), deck)| {
                    deck_in_part(text, outline, |one| wanted.takes(one, &deck.id)).unwrap()
                });
                let part = Catalogue::new(part.collect());
                let (expected, made) = (asked(&whole, &deck.id, &note.id), asked(&part, &deck.id, &note.id));
                assert_eq!(expected, made, "{}/{}", deck.id, note.id);
                compared += made.len();
            }
        }
        compared
    }

    #[test]
    fn questions_of_an_entry_are_those_that_the_whole_course_makes() {
        assert!(holds(&[ONE, TWO]) > 15);
        let bodies = include_str!("../../decks/institutions.toml");
        let claims = include_str!("../../decks/positions.toml");
        assert!(holds(&[bodies, claims, include_str!("../../decks/dates.toml")]) > 80);
    }

    #[test]
    fn little_is_taken_and_all_rivals_where_an_answer_is_judged() {
        let outlined = outline(ONE);
        let taken = |wanted: &Wanted| {
            let ids = outlined.iter().filter(|one| wanted.takes(one, "one")).filter_map(Section::id);
            ids.map(|id| id.to_string()).collect::<Vec<_>>()
        };
        let deck = read(ONE).deck.unwrap();
        assert_eq!(taken(&Wanted::of(&deck, &["who"])), ["cj", "who"]);
        assert_eq!(taken(&Wanted::of(&deck, &["who"]).with_rivals()), ["ep", "ec", "cj", "who", "p"]);
    }
}
