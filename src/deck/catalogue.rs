//! Every deck in reach, their cards, and the questions made of them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::rc::Rc;

use rand::Rng;

use crate::card::{
    CardId, CardName, Choice, Deck, Interaction, Key, Lookalike, MarkingRule, Named, Note, NumberAnswer, Outlines,
    Question, parts, true_and_false,
};
use crate::deck::cards::{Card, Cards, NotePlace, Slot};
use crate::deck::course::{Course, named};
use crate::deck::names::citation;
use crate::deck::requires::{near, required};
use crate::text::{DateKey, Entry, Language, ListKey, NumberKey, Rivals, TextKey, Wrong, fold};

/// The decks, their cards in the authors' order, and what the facts of a course lend each other.
pub(crate) struct Catalogue {
    pub(crate) decks: Rc<[Deck]>,
    pub(crate) cards: Cards,
    /// The hash of each card's name with its number, in the order of hashes; made when a card is first looked for.
    by_name: OnceCell<Vec<(u64, usize)>>,
    /// What entries require, as far as it is in reach.
    required: HashMap<NotePlace, Vec<NotePlace>>,
    /// What is likely to be taken for an entry, whichever of the two says so, with what tells them apart.
    near: HashMap<NotePlace, Vec<(NotePlace, Option<String>)>>,
    /// Made when the first question of the course is asked.
    courses: HashMap<String, OnceCell<Course>>,
}

impl Catalogue {
    pub(crate) fn new(decks: Vec<Deck>) -> Self {
        let courses = decks.iter().map(|deck| (deck.course.clone(), OnceCell::new())).collect();
        let (required, near) = (required(&decks), near(&decks));
        let decks: Rc<[Deck]> = decks.into();
        let cards = Cards { decks: Rc::clone(&decks), slots: Vec::new() };
        let mut catalogue = Self { decks, cards, by_name: OnceCell::new(), required, near, courses };
        catalogue.cards.slots = catalogue.askable();
        catalogue
    }

    fn askable(&self) -> Vec<Slot> {
        let mut slots = Vec::with_capacity(self.decks.iter().map(|deck| deck.notes.len()).sum());
        for (at, deck) in self.decks.iter().enumerate() {
            match deck.notes.outlines() {
                Some(outlines) => self.take_outlined(at, outlines, &mut slots),
                None => self.take_made(at, deck, &mut slots),
            }
        }
        slots
    }

    fn take_made(&self, at: usize, deck: &Deck, slots: &mut Vec<Slot>) {
        for (note_at, note) in deck.notes.iter().enumerate().filter(|(_, note)| !note.draft) {
            for (part_at, part) in parts(note, deck).into_iter().enumerate() {
                let id = CardId { deck: deck.id.clone(), entry: note.id.clone(), part: part.name.clone() };
                let card = Card { id, part, deck: at, note: note_at };
                if self.has_enough_options(&card) {
                    slots.push(Slot { made: OnceCell::from(Box::new(card)), ..Slot::new(at, note_at, part_at) });
                }
            }
        }
    }

    /// Cards of a deck that was kept are made when they are looked at.
    fn take_outlined(&self, at: usize, outlines: &Outlines, slots: &mut Vec<Slot>) {
        for note_at in (0..outlines.len()).filter(|&note| !outlines.is_draft(note)) {
            for (part_at, is_lent) in outlines.are_lent(note_at).enumerate() {
                let slot = Slot::new(at, note_at, part_at);
                if !is_lent || self.has_enough_options(slot.card(&self.decks)) {
                    slots.push(slot);
                }
            }
        }
    }

    /// A chosen part with fewer than two rivals is not asked.
    fn has_enough_options(&self, card: &Card) -> bool {
        let Key::Lent { right, from } = &card.part.key else { return true };
        self.course_of(card).lenders(self.note(card), self.deck(card), *from, right).take(2).count() == 2
    }

    pub(crate) fn find(&self, id: &CardId) -> Option<usize> {
        let by_name = self.by_name.get_or_init(|| {
            let mut all: Vec<_> = (0..self.cards.len()).map(|card| (hash(self.name(card)), card)).collect();
            all.sort_unstable();
            all
        });
        let wanted = hash(id.name());
        let from = by_name.partition_point(|(hash, _)| *hash < wanted);
        let alike = by_name[from..].iter().take_while(|(hash, _)| *hash == wanted).map(|(_, card)| *card);
        alike.filter(|&card| self.name(card) == id.name()).last()
    }

    /// A card's name; the card is not made for it.
    pub(crate) fn name(&self, card: usize) -> CardName<'_> {
        self.cards.slots[card].name(&self.decks)
    }

    /// The place of a card's entry; the card is not made for it.
    pub(crate) fn place(&self, card: usize) -> NotePlace {
        self.cards.slots[card].place()
    }

    /// The deck of a card, and the place of its entry there; neither card nor entry is made for it.
    pub(crate) fn entry(&self, card: usize) -> (&Deck, usize) {
        let (deck, note) = self.place(card);
        (&self.decks[deck], note)
    }

    /// What [`Key::single`] gives of a card; the card is not made for it where its deck was kept.
    pub(crate) fn answer(&self, card: usize) -> Option<Cow<'_, str>> {
        let slot = &self.cards.slots[card];
        match self.decks[slot.deck as usize].notes.outlines() {
            Some(outlines) => outlines.answer(slot.note as usize, slot.part as usize).map(Cow::Borrowed),
            None => self.cards[card].part.key.single(),
        }
    }

    pub(crate) fn note(&self, card: &Card) -> &Note {
        &self.decks[card.deck].notes[card.note]
    }

    pub(crate) fn deck(&self, card: &Card) -> &Deck {
        &self.decks[card.deck]
    }

    /// The entries that a card's requires.
    pub(crate) fn required(&self, card: usize) -> &[NotePlace] {
        let (deck, note) = self.entry(card);
        // Few entries require another: for the others nothing is looked up.
        let required = deck.notes.requires(note).then(|| self.required.get(&self.place(card)));
        required.flatten().map_or(&[], Vec::as_slice)
    }

    fn course_of(&self, card: &Card) -> &Course {
        let id = &self.deck(card).course;
        self.courses[id].get_or_init(|| Course::new(id, &self.decks))
    }

    /// What a typed answer to this card can never be taken for.
    pub(crate) fn rivals(&self, card: &Card) -> &Rivals {
        self.course_of(card).rivals()
    }

    /// The card as it is put to a student; options are dealt by `rng`.
    pub(crate) fn question(&self, card: &Card, rng: &mut impl Rng) -> Question {
        let (note, deck) = (self.note(card), self.deck(card));
        let interaction = self.interaction(card, rng);
        Question {
            card: card.id.clone(),
            kind: note.kind.name(),
            course_title: deck.title.clone(),
            topics: note.topics.clone(),
            stem: card.part.stem.clone(),
            answer: answer_shown(&card.part.key, deck.language),
            interaction,
            why: note.why.clone(),
            sources: note.sources.iter().map(|cited| citation(deck, &cited.key, cited.at.as_deref())).collect(),
            hint: note.hint.clone(),
            lookalikes: if card.part.is_main { self.lookalikes(card) } else { Vec::new() },
        }
    }

    fn lookalikes(&self, card: &Card) -> Vec<Lookalike> {
        let kind = self.note(card).kind.name();
        let near = self.near.get(&card.place()).into_iter().flatten();
        near.filter_map(|((deck, note), difference)| {
            let deck = &self.decks[*deck];
            let note = &deck.notes[*note];
            // Things of one kind are told apart; others only kept from one day.
            let (name, is) = named(note, deck).filter(|_| note.kind.name() == kind)?;
            Some(Lookalike { name, difference: difference.clone().or(is)? })
        })
        .collect()
    }

    /// The entries that are likely to be taken for a card's.
    pub(crate) fn near(&self, card: usize) -> impl Iterator<Item = NotePlace> + use<'_> {
        self.near.get(&self.place(card)).into_iter().flatten().map(|(place, _)| *place)
    }

    fn interaction(&self, card: &Card, rng: &mut impl Rng) -> Interaction {
        let (note, deck) = (self.note(card), self.deck(card));
        let language = deck.language;
        let ask = card.part.stem.clone();
        let (accept, wrong) =
            if card.part.is_main { (note.accept.clone(), note.wrong.clone()) } else { (Vec::new(), Vec::new()) };
        if note.options
            && card.part.is_main
            && let Some(options) = self.offered(card, rng)
        {
            return Interaction::Choose { options };
        }
        let entry = entry_of(card, note, deck);
        match &card.part.key {
            Key::Recall(_) => Interaction::Recall,
            Key::Text(answers) => {
                // What a short name stands for is not answered by the short name itself.
                let short = note.kind.short().filter(|_| card.part.name == "short").map(fold);
                let known = self.course_of(card).forms_of(&answers[0]).into_iter();
                let known = known.filter(|form| short.as_ref().is_none_or(|short| *short != fold(form)));
                let answers = distinct(answers.iter().cloned().chain(accept).chain(known));
                Interaction::Text(TextKey { language, ask, answers, wrong, strict: note.strict, sentence: None, entry })
            }
            Key::Gap { sentence, answers } => {
                let sentence = Some(sentence.clone());
                let answers = answers.clone();
                Interaction::Text(TextKey { language, ask, answers, wrong, strict: note.strict, sentence, entry })
            }
            Key::Date(answer) => Interaction::Date(DateKey { language, ask, answer: *answer, accept, wrong }),
            Key::Number(answer) => Interaction::Number(number_key(answer, language, ask, accept, wrong)),
            Key::List { items, need } => {
                let mut items = items.clone();
                for item in &mut items {
                    let known = self.course_of(card).forms_of(&item.answer);
                    item.accept = distinct(item.accept.drain(..).chain(known));
                }
                Interaction::List(ListKey { language, ask, items, need: *need, wrong, strict: note.strict, entry })
            }
            Key::OneOf(right) => {
                Interaction::Choose { options: dealt(own_options(std::slice::from_ref(right), &wrong), rng) }
            }
            Key::SeveralOf(right) => Interaction::Select { options: dealt(own_options(right, &wrong), rng) },
            Key::TrueOrFalse(answer) => Interaction::Choose { options: truth_options(*answer, language) },
            Key::Lent { right, from } => {
                let others = self.course_of(card).lenders(note, deck, *from, right);
                let others = dealt(others.map(|(text, because)| (text.to_owned(), because)).collect(), rng);
                Interaction::Choose { options: with_three(right, others, rng) }
            }
            Key::Order(right) => Interaction::Arrange {
                items: dealt(right.clone(), rng),
                right: right.clone(),
                rule: MarkingRule::default(),
            },
            Key::Match { pairs, extra } => {
                let rights = pairs.iter().map(|(_, right)| right.clone()).chain(extra.iter().cloned());
                Interaction::Match {
                    lefts: pairs.iter().map(|(left, _)| left.clone()).collect(),
                    rights: dealt(distinct(rights), rng),
                    pairs: pairs.iter().map(|(_, right)| right.clone()).collect(),
                }
            }
        }
    }

    /// The key of a fact and three others; none where the course cannot lend two.
    fn offered(&self, card: &Card, rng: &mut impl Rng) -> Option<Vec<Choice>> {
        let (note, deck) = (self.note(card), self.deck(card));
        let right = answer_shown(&card.part.key, deck.language);
        let (first, rest): (Vec<_>, Vec<_>) =
            self.course_of(card).fellows(note, deck, &right).partition(|(is_near, ..)| *is_near);
        if first.len() + rest.len() < 2 {
            return None;
        }
        let text = |(_, text, because): (bool, String, Option<String>)| (text, because);
        let mut others: Vec<_> = first.into_iter().map(text).collect();
        others.extend(dealt(rest.into_iter().map(text).collect(), rng));
        Some(with_three(&right, others, rng))
    }
}

/// Of a card's name, the same within one run.
fn hash(name: CardName<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

/// What a typed text is judged by beside the answer.
fn entry_of(card: &Card, note: &Note, deck: &Deck) -> Entry {
    let sources = note.sources.iter().map(|cited| citation(deck, &cited.key, cited.at.as_deref()));
    let texts = note.kind.work().map(str::to_owned).into_iter().chain(note.why.clone()).chain(sources);
    Entry { part: card.part.name.clone(), about: texts.collect::<Vec<_>>().join("\n") }
}

fn number_key(
    answer: &NumberAnswer,
    language: Language,
    ask: String,
    accept: Vec<String>,
    wrong: Vec<Wrong>,
) -> NumberKey {
    NumberKey {
        language,
        ask,
        value: answer.value,
        unit: answer.unit.clone(),
        tolerance: answer.tolerance,
        bound: answer.bound,
        accept,
        wrong,
        shown: answer.shown.clone(),
    }
}

/// Keeps the first of those that fold alike.
fn distinct(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    texts.into_iter().filter(|text| seen.insert(fold(text))).collect()
}

fn own_options(right: &[String], wrong: &[Wrong]) -> Vec<Choice> {
    let right = right.iter().map(|text| Choice { text: text.clone(), right: true, because: None });
    let wrong =
        wrong.iter().map(|wrong| Choice { text: wrong.answer.clone(), right: false, because: wrong.because.clone() });
    right.chain(wrong).collect()
}

fn truth_options(answer: bool, language: Language) -> Vec<Choice> {
    let [yes, no] = true_and_false(language);
    [(yes, answer), (no, !answer)].map(|(text, right)| Choice { text: text.to_owned(), right, because: None }).into()
}

fn with_three(right: &str, others: Vec<(String, Option<String>)>, rng: &mut impl Rng) -> Vec<Choice> {
    let mut options = vec![Choice { text: right.to_owned(), right: true, because: None }];
    let others = others.into_iter().map(|(text, because)| Choice { text, right: false, because });
    options.extend(others.take(3));
    dealt(options, rng)
}

/// Fisher and Yates's shuffle, our own so that a seed deals the same hand in every release.
pub(crate) fn dealt<T>(mut items: Vec<T>, rng: &mut impl Rng) -> Vec<T> {
    for at in (1..items.len()).rev() {
        items.swap(at, below(at + 1, rng));
    }
    items
}

/// A whole number from 0 to `bound` − 1, each as likely (rejection sampling).
fn below(bound: usize, rng: &mut impl Rng) -> usize {
    let bound = bound as u64;
    let limit = u64::MAX - u64::MAX % bound;
    loop {
        let drawn = rng.next_u64();
        if drawn < limit {
            return usize::try_from(drawn % bound).expect("less than a usize");
        }
    }
}

/// The right answer as it is shown.
pub(crate) fn answer_shown(key: &Key, language: Language) -> String {
    match key {
        Key::Recall(back) => back.clone(),
        Key::Text(answers) | Key::Gap { answers, .. } => answers[0].clone(),
        Key::Date(when) => when.words(language),
        Key::Number(answer) => answer.shown.clone(),
        Key::List { items, .. } => items.iter().map(|item| item.answer.as_str()).collect::<Vec<_>>().join("\n"),
        Key::OneOf(right) | Key::Lent { right, .. } => right.clone(),
        Key::SeveralOf(right) => right.join("\n"),
        Key::TrueOrFalse(answer) => true_and_false(language)[usize::from(!answer)].to_owned(),
        Key::Order(items) => {
            items.iter().enumerate().map(|(at, item)| format!("{}. {item}", at + 1)).collect::<Vec<_>>().join("\n")
        }
        Key::Match { pairs, .. } => {
            pairs.iter().map(|(left, right)| format!("{left} – {right}")).collect::<Vec<_>>().join("\n")
        }
    }
}
