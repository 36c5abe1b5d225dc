//! What the facts of a course lend each other: options, rivals, and the accepted forms of a name.

use std::cell::OnceCell;
use std::rc::Rc;

use chrono::NaiveDate;

use super::lent::NAMED;
use crate::card::{Deck, Kind, KindName, Lender, Note};
use crate::text::{Language, Rivals, fold};

/// Whether a deck's course has the id of another deck: one word would mean two things, so no session takes both.
pub(crate) fn course_is(deck: &Deck, other: &Deck) -> bool {
    other.id == deck.course && other.id != deck.id
}

/// A fact as the others of its course see it.
struct Fact {
    deck: String,
    entry: String,
    group: Option<String>,
    /// What the main part asks for, as shown.
    answer: String,
    /// The same, folded.
    folded: String,
    /// What a student is told when naming it in place of another.
    is: Option<String>,
    /// Accepted forms of the answer, without the answer itself.
    forms: Vec<String>,
    /// Event and the days it covers.
    event: Option<(String, NaiveDate, NaiveDate)>,
    /// Holder, matter and text of a claim.
    claim: Option<(String, Option<String>, String)>,
}

/// Where a fact stands, and what of it the others see, if that was looked at.
struct Place {
    deck: usize,
    note: usize,
    kind: KindName,
    language: Language,
    fact: OnceCell<Fact>,
}

/// The facts of one course; each is made when another asks for it.
pub(crate) struct Course {
    decks: Rc<[Deck]>,
    facts: Vec<Place>,
    rivals: OnceCell<Rivals>,
}

impl Course {
    /// The facts of the course with this id.
    pub(crate) fn new(id: &str, decks: &Rc<[Deck]>) -> Self {
        let mut facts = Vec::new();
        for (deck, one) in decks.iter().enumerate().filter(|(_, deck)| deck.course == id) {
            let (notes, language) = (&one.notes, one.language);
            let kinds = (0..notes.len()).map(|note| (note, notes.kind(note))).filter(|(_, kind)| is_fact(*kind));
            facts.extend(kinds.map(|(note, kind)| Place { deck, note, kind, language, fact: OnceCell::new() }));
        }
        Self { decks: Rc::clone(decks), facts, rivals: OnceCell::new() }
    }

    /// The facts of these decks, all made at once.
    pub(crate) fn of<'a>(decks: impl Iterator<Item = &'a Deck>) -> Self {
        let places = decks.flat_map(|deck| deck.notes.iter().map(move |note| (deck, note)));
        let made = |(deck, note): (&Deck, &Note)| {
            let fact = OnceCell::from(Fact::of(note, deck)?);
            Some(Place { deck: 0, note: 0, kind: note.kind.name(), language: deck.language, fact })
        };
        Self { decks: Rc::new([]), facts: places.filter_map(made).collect(), rivals: OnceCell::new() }
    }

    fn fact<'a>(&'a self, place: &'a Place) -> &'a Fact {
        place.fact.get_or_init(|| {
            let deck = &self.decks[place.deck];
            Fact::of(&deck.notes[place.note], deck).expect("an entry of a kind that is a fact")
        })
    }

    /// The facts of a kind that are options beside texts of a language: a question and its options are of one.
    fn options(&self, kind: KindName, language: Language) -> impl Iterator<Item = &Fact> {
        let fit = move |place: &&Place| place.kind == kind && place.language == language;
        self.facts.iter().filter(fit).map(|place| self.fact(place))
    }

    /// The facts of those kinds, in order.
    fn facts<'a>(&'a self, fits: impl Fn(KindName) -> bool + 'a) -> impl Iterator<Item = &'a Fact> + 'a {
        self.facts.iter().filter(move |place| fits(place.kind)).map(|place| self.fact(place))
    }

    pub(crate) fn rivals(&self) -> &Rivals {
        self.rivals.get_or_init(|| {
            let named = self.facts(is_named).flat_map(|fact| {
                std::iter::once(&fact.answer).chain(&fact.forms).map(|form| (form.clone(), fact.is.clone()))
            });
            Rivals::new(named)
        })
    }

    /// The other forms under which the institution, instrument or holder of that name is accepted.
    pub(crate) fn forms_of(&self, name: &str) -> Vec<String> {
        let name = fold(name);
        let mut forms: Vec<String> = Vec::new();
        for place in self.facts.iter().filter(|place| is_named(place.kind)) {
            let outlines = self.decks.get(place.deck).and_then(|deck| deck.notes.outlines());
            let outlined = outlines.and_then(|outlines| outlines.folded_name(place.note));
            if outlined.unwrap_or_else(|| &self.fact(place).folded) != name {
                continue;
            }
            for form in &self.fact(place).forms {
                if !forms.contains(form) {
                    forms.push(form.clone());
                }
            }
        }
        forms
    }

    /// Wrong options for a part whose options the course lends, each with what it is.
    pub(crate) fn lenders<'a>(
        &'a self,
        note: &'a Note,
        deck: &'a Deck,
        from: Lender,
        right: &'a str,
    ) -> impl Iterator<Item = (&'a str, Option<String>)> + 'a {
        let own = Fact::shape(note);
        let lends = match from {
            Lender::Events => KindName::Date,
            Lender::Claims => KindName::Position,
        };
        let strangers = self.options(lends, deck.language).filter(move |fact| fact.is_strange_to(note, deck));
        strangers.filter_map(move |fact| match from {
            Lender::Events => {
                let (text, first, last) = fact.event.as_ref()?;
                let (_, own_first, own_last) = own.0.as_ref()?;
                (last < own_first || own_last < first).then_some((text.as_str(), None))
            }
            Lender::Claims => {
                let (who, about, text) = fact.claim.as_ref()?;
                let (own_who, own_about, _) = own.1.as_ref()?;
                let same_view = who == own_who && about == own_about;
                (!same_view && text != right).then(|| (text.as_str(), Some(who.clone())))
            }
        })
    }

    /// The other facts of the note's kind, for a fact with `options = true`: whether it is likely to be taken for it, text and what it is.
    pub(crate) fn fellows<'a>(
        &'a self,
        note: &'a Note,
        deck: &'a Deck,
        right: &'a str,
    ) -> impl Iterator<Item = (bool, String, Option<String>)> + 'a {
        let kind = note.kind.name();
        let mut seen = std::collections::HashSet::from([fold(right)]);
        self.options(kind, deck.language).filter_map(move |fact| {
            let stranger = fact.is_strange_to(note, deck);
            let is_near = note.confused_with.iter().any(|one| {
                let named = one.entry.as_str();
                named == fact.entry || named.split_once('/') == Some((fact.deck.as_str(), fact.entry.as_str()))
            });
            (stranger && seen.insert(fact.folded.clone())).then(|| (is_near, fact.answer.clone(), fact.is.clone()))
        })
    }
}

/// Entries that lend to others.
fn is_fact(kind: KindName) -> bool {
    kind == KindName::Date || is_named(kind)
}

/// Facts whose answer is a name.
fn is_named(kind: KindName) -> bool {
    NAMED.contains(&kind)
}

type Event = Option<(String, NaiveDate, NaiveDate)>;
type Claim = Option<(String, Option<String>, String)>;

/// A name that an answer may be taken for, with what it is; nothing for entries that are no facts.
pub(super) fn named(note: &Note, deck: &Deck) -> Option<(String, Option<String>)> {
    match &note.kind {
        Kind::Date { event, .. } => Some((event.clone(), None)),
        _ => Fact::of(note, deck).map(|fact| (fact.answer, fact.is)),
    }
}

impl Fact {
    fn of(note: &Note, deck: &Deck) -> Option<Self> {
        let (answer, is, short) = match &note.kind {
            Kind::Date { when, .. } => (when.words(deck.language), None, None),
            Kind::Institution { name, role, kind, short, .. } => {
                (name.clone(), Some(described(kind.as_deref().unwrap_or("body"), role, deck.language)), short.clone())
            }
            Kind::Instrument { name, purpose, kind, short, .. } => {
                let kind = kind.as_deref().unwrap_or("instrument");
                (name.clone(), Some(described(kind, purpose, deck.language)), short.clone())
            }
            Kind::Position { who, .. } => (who.join(", "), None, None),
            _ => return None,
        };
        let (event, claim) = Self::shape(note);
        Some(Self {
            deck: deck.id.clone(),
            entry: note.id.clone(),
            group: note.group.clone(),
            folded: fold(&answer),
            answer,
            is,
            forms: short.into_iter().chain(note.accept.iter().cloned()).collect(),
            event,
            claim,
        })
    }

    /// It is another entry, and of no group with this one.
    fn is_strange_to(&self, note: &Note, deck: &Deck) -> bool {
        (&self.entry, &self.deck) != (&note.id, &deck.id) && (note.group.is_none() || self.group != note.group)
    }

    fn shape(note: &Note) -> (Event, Claim) {
        match &note.kind {
            Kind::Date { event, when, .. } => {
                let (first, last) = when.days();
                (Some((event.clone(), first, last)), None)
            }
            Kind::Position { who, claim, about, .. } => (None, Some((who.join(", "), about.clone(), claim.clone()))),
            _ => (None, None),
        }
    }
}

/// `the agency that assists Member States`; without the frame where it would need inflection.
fn described(kind: &str, verb_phrase: &str, language: Language) -> String {
    match language {
        Language::English => format!("the {kind} that {verb_phrase}"),
        Language::French | Language::German | Language::Other => verb_phrase.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use crate::card::Interaction;
    use crate::deck::{Catalogue, read};

    /// A deck of the course `c`: four events with `both`, and four bodies with `options`.
    fn deck(id: &str, language: &str, word: &str) -> crate::card::Deck {
        let mut text = format!("[deck]\nid = \"{id}\"\ntitle = \"{id}\"\ncourse = \"c\"\nlanguage = \"{language}\"\n");
        for at in 1..5 {
            let name = format!("{word} {at}");
            text += &format!(
                "[[date]]\nid = \"d{at}\"\nevent = \"{name}\"\nwhen = \"190{at}\"\nask = {{ what = \"{name}?\", when = \"?\" }}\nboth = true\n"
            );
            text += &format!("[[institution]]\nid = \"i{at}\"\nname = \"{name}\"\nrole = \"{name}\"\noptions = true\n");
        }
        read(&text).deck.unwrap()
    }

    #[test]
    fn options_are_lent_within_one_language() {
        let catalogue = Catalogue::new(vec![deck("en", "en", "Event"), deck("de", "de", "Ereignis")]);
        let mut chosen = 0;
        for card in catalogue.cards.iter() {
            for seed in 0..20 {
                let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(seed));
                let Interaction::Choose { options } = question.interaction else { continue };
                let word = if card.id.deck == "en" { "Event" } else { "Ereignis" };
                assert!(options.iter().all(|option| option.text.starts_with(word)), "{:?} {options:?}", card.id);
                chosen += 1;
            }
        }
        assert_eq!(chosen, 2 * 20 * (4 + 4), "every event and every body is chosen");
    }
}
