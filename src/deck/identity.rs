//! What authors do to decks in mid-term, as random edits: no student loses progress, and none is given another's.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{fixed, former, read};
use crate::card::{CardId, Deck, parts};

/// An entry as its author thinks of it: `own` is what it is about, whatever it is called and however it is written.
#[derive(Clone, Debug)]
struct Entry {
    own: usize,
    /// Nothing: progress hangs on the wording for now.
    id: Option<String>,
    was: Vec<String>,
    deck: usize,
    wording: usize,
    answer: usize,
    shout: bool,
    reflowed: bool,
    draft: bool,
    deleted: bool,
}

#[derive(Clone, Debug)]
enum Edit {
    Reword(usize),
    Correct(usize),
    Shout(usize),
    Reflow(usize),
    Reorder(usize),
    Rename(usize),
    Move(usize),
    Delete(usize),
    Restore(usize),
    Draft(usize),
    Add,
    Fix,
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = 0..6_usize;
    prop_oneof![
        at.clone().prop_map(Edit::Reword),
        at.clone().prop_map(Edit::Correct),
        at.clone().prop_map(Edit::Shout),
        at.clone().prop_map(Edit::Reflow),
        at.clone().prop_map(Edit::Reorder),
        at.clone().prop_map(Edit::Rename),
        at.clone().prop_map(Edit::Move),
        at.clone().prop_map(Edit::Delete),
        at.clone().prop_map(Edit::Restore),
        at.prop_map(Edit::Draft),
        Just(Edit::Add),
        Just(Edit::Fix),
    ]
}

fn entry(own: usize, with_id: bool) -> Entry {
    let id = with_id.then(|| format!("entry-{own}"));
    Entry {
        own,
        id,
        was: Vec::new(),
        deck: own % 2,
        wording: 0,
        answer: 0,
        shout: false,
        reflowed: false,
        draft: false,
        deleted: false,
    }
}

impl Entry {
    fn written(&self) -> String {
        let Self { own, wording, answer, .. } = self;
        let body = match own % 4 {
            0 => format!("[[short]]\nask = \"Question {own}00, wording {wording}\"\nanswer = \"answer {answer}\""),
            1 => {
                format!("[[card]]\nfront = \"Front {own}00, wording {wording}\"\nback = \"back {answer}\"\nboth = true")
            }
            2 => format!(
                "[[cloze]]\ntext = \"The {{{{one=a{answer}}}}} and {{{{two=b{own}}}}} of wording {wording} {own}00\""
            ),
            _ => format!(
                "[[date]]\nevent = \"Event {own}00 began, wording {wording}\"\nwhen = \"20{:02}\"",
                10 + answer % 80
            ),
        };
        let body = if self.shout { body.replace("ording", "ORDING").replace("\"answer ", "\"ANSWER ") } else { body };
        let (header, keys) = body.split_once('\n').expect("two lines at least");
        let mut text = format!("{header}\n");
        if let Some(id) = &self.id {
            text += &format!("id = \"{id}\"\n");
        }
        if !self.was.is_empty() {
            text += &format!("was = {:?}\n", self.was);
        }
        text += &format!("why = \"own {own}\"\n{keys}\n");
        if self.draft {
            text += "draft = true\n";
        }
        if self.reflowed {
            text = text.replace(" = ", "   =  ").replace('\n', "  # note\n\n").replace("\", \"", "\",\n    \"");
        }
        text
    }
}

/// An author with two decks of one course, and everything that was ever in them.
struct Author {
    entries: Vec<Entry>,
}

impl Author {
    fn decks(&self) -> [String; 2] {
        [0, 1].map(|deck| {
            let there = self.entries.iter().filter(|entry| entry.deck == deck && !entry.deleted);
            let head = format!("[deck]\nid = \"deck-{deck}\"\ntitle = \"D\"\ncourse = \"c\"\n\n");
            there.fold(head, |text, entry| text + &entry.written() + "\n")
        })
    }

    fn apply(&mut self, edit: &Edit, release: usize) {
        let count = self.entries.len();
        let named = |entry: &Entry| entry.id.is_some();
        match *edit {
            Edit::Add => self.entries.push(entry(count, !release.is_multiple_of(3))),
            Edit::Reorder(at) => self.entries.swap(at % count, (at + 1) % count),
            Edit::Fix => self.fix(),
            Edit::Restore(at) => self.entries[at % count].deleted = false,
            Edit::Delete(at) => self.entries[at % count].deleted = true,
            Edit::Reflow(at) => self.entries[at % count].reflowed ^= true,
            Edit::Draft(at) => self.entries[at % count].draft ^= true,
            // Until it has an id, the wording is what an entry is known by.
            Edit::Reword(at) if named(&self.entries[at % count]) => self.entries[at % count].wording = release + 1,
            Edit::Shout(at) if named(&self.entries[at % count]) => self.entries[at % count].shout ^= true,
            Edit::Correct(at) if self.entries[at % count].own % 4 != 2 || named(&self.entries[at % count]) => {
                self.entries[at % count].answer = release + 1;
            }
            Edit::Rename(at) if named(&self.entries[at % count]) && !self.entries[at % count].deleted => {
                let one = &mut self.entries[at % count];
                let old = one.id.replace(format!("renamed-{}-{release}", one.own)).expect("it is named");
                one.was = vec![old];
            }
            Edit::Move(at) if named(&self.entries[at % count]) && !self.entries[at % count].deleted => {
                let one = &mut self.entries[at % count];
                one.was = vec![format!("deck-{}/{}", one.deck, one.id.as_deref().expect("it is named"))];
                one.deck = 1 - one.deck;
            }
            _ => {}
        }
    }

    /// `check --fix` on both decks: the ids that it writes are the ones that were in force.
    fn fix(&mut self) {
        for text in self.decks() {
            let written = read(&fixed(&text).unwrap_or(text)).deck.expect("a deck");
            for note in &written.notes {
                let why = note.why.as_deref().expect("each has one");
                let entry =
                    self.entries.iter_mut().find(|entry| why == format!("own {}", entry.own)).expect("it is there");
                entry.id = Some(note.id.clone());
            }
        }
    }
}

/// Every card with what it is about, drafts included; the part belongs to it.
fn cards(decks: &[Deck]) -> Vec<(CardId, bool, String, Vec<String>)> {
    let notes = decks.iter().flat_map(|deck| deck.notes.iter().map(move |note| (deck, note)));
    notes
        .flat_map(|(deck, note)| {
            parts(note, deck).into_iter().map(move |part| {
                let own = format!("{} #{}", note.why.as_deref().expect("each has one"), part.name);
                let id = CardId { deck: deck.id.clone(), entry: note.id.clone(), part: part.name };
                (id, part.is_main, own, note.was.clone())
            })
        })
        .collect()
}

/// A student studies the decks as they are: moves what was renamed, then learns every card that is new to him.
fn study(decks: &[Deck], progress: &mut BTreeMap<CardId, String>) {
    let cards = cards(decks);
    let live: BTreeSet<(&str, &str)> = cards.iter().map(|(id, ..)| (id.deck.as_str(), id.entry.as_str())).collect();
    for (id, is_main, _, was) in &cards {
        for from in was.iter().filter_map(|was| former(was, id, *is_main)) {
            if !live.contains(&(from.deck.as_str(), from.entry.as_str()))
                && let Some(own) = progress.remove(&from)
            {
                progress.insert(id.clone(), own);
            }
        }
    }
    for (id, _, own, _) in cards {
        progress.entry(id).or_insert(own);
    }
}

proptest! {
    #[test]
    fn no_edit_loses_progress_or_gives_it_to_another_card(edits in proptest::collection::vec(edit(), 1..24)) {
        let mut author = Author { entries: (0..6).map(|own| entry(own, own != 4)).collect() };
        let mut progress = BTreeMap::new();
        for (release, edit) in std::iter::once(&Edit::Reflow(0)).chain(&edits).enumerate() {
            author.apply(edit, release);
            let readings = author.decks().map(|text| read(&text));
            for reading in &readings {
                prop_assert_eq!(reading.left_out, 0, "{:?}", reading.diagnostics);
            }
            let decks: Vec<Deck> = readings.into_iter().filter_map(|reading| reading.deck).collect();
            let learnt: BTreeSet<String> = progress.values().cloned().collect();
            study(&decks, &mut progress);
            for (id, _, own, _) in cards(&decks) {
                prop_assert_eq!(&progress[&id], &own, "{} after {:?}", id, edit);
            }
            let kept: BTreeSet<String> = progress.values().cloned().collect();
            prop_assert!(learnt.is_subset(&kept), "{:?} lost {:?}", edit, learnt.difference(&kept));
            prop_assert_eq!(kept.len(), progress.len(), "{:?} began a card anew: {:?}", edit, progress);
        }
    }
}
