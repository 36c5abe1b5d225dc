//! What a correction does to the students of a deck: which cards keep their progress, which are asked again, which lose it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::catalogue::answer_shown;
use super::{excerpt, former};
use crate::card::{CardId, Deck, Note, Part, Span, parts};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::fold;

/// What becomes of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Nothing that is asked or answered changed.
    Kept,
    /// Other words, the same answer: progress is kept.
    Reworded,
    /// `revised` was raised: students are asked again soon.
    AskedAgain,
    /// Another answer, and students would go on trusting the old one.
    AnswerChanged {
        from: String,
        to: String,
    },
    /// The id now stands for something else altogether.
    Reused {
        from: String,
    },
    /// Renamed or moved with `was`.
    Moved {
        from: CardId,
    },
    /// Turned into a draft: kept, and not asked for now.
    Resting,
    New,
    /// The id is gone; perhaps it is now called so.
    Lost {
        likely: Option<CardId>,
    },
}

impl Fate {
    /// For summaries and JSON.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Reworded => "reworded",
            Self::AskedAgain => "asked again",
            Self::AnswerChanged { .. } => "answer changed",
            Self::Reused { .. } => "id reused",
            Self::Moved { .. } => "moved",
            Self::Resting => "resting",
            Self::New => "new",
            Self::Lost { .. } => "lost",
        }
    }
}

/// A card with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) card: CardId,
    pub(crate) fate: Fate,
}

struct Known<'d> {
    note: &'d Note,
    deck: &'d Deck,
    part: Part,
}

impl Known<'_> {
    fn answer(&self) -> String {
        answer_shown(&self.part.key, self.deck.language)
    }

    fn words(&self) -> HashSet<String> {
        let text = fold(&format!("{} {}", self.part.stem, self.answer()));
        text.split(' ').filter(|word| word.chars().count() > 3).map(str::to_owned).collect()
    }
}

/// So alike must an old and a new card be to be taken for one renamed, as a share of the words of both.
const LIKELY: f64 = 0.5;
/// So little alike are a card and another that took its id.
const STRANGE: f64 = 0.2;

/// Every card of the new decks, and every one of the old that is gone, in the order of their ids.
pub(crate) fn against(old: &[Deck], new: &[Deck]) -> Vec<Change> {
    let (old, new) = (known(old), known(new));
    let mut fates: BTreeMap<&CardId, Fate> = BTreeMap::new();
    let mut left: HashMap<&CardId, &Known<'_>> = old.iter().collect();
    let mut fresh: Vec<&CardId> = Vec::new();
    for (id, card) in &new {
        let before = old.get(id).map(|before| (id.clone(), before)).or_else(|| {
            let names = card.note.was.iter().filter_map(|was| former(was, id, card.part.is_main));
            names.filter(|from| !new.contains_key(from)).find_map(|from| old.get(&from).map(|before| (from, before)))
        });
        let Some((from, before)) = before else {
            fresh.push(id);
            continue;
        };
        left.remove(&from);
        let fate = fate(before, card);
        let moved = from != *id && matches!(fate, Fate::Kept | Fate::Reworded);
        fates.insert(id, if moved { Fate::Moved { from } } else { fate });
    }
    let likely = renames(&left, &fresh, &new);
    for id in fresh {
        fates.insert(id, Fate::New);
    }
    for id in left.into_keys() {
        fates.insert(id, Fate::Lost { likely: likely.get(id).map(|to| (*to).clone()) });
    }
    fates.into_iter().map(|(card, fate)| Change { card: card.clone(), fate }).collect()
}

fn known(decks: &[Deck]) -> HashMap<CardId, Known<'_>> {
    let mut cards = HashMap::new();
    for (deck, note) in decks.iter().flat_map(|deck| deck.notes.iter().map(move |note| (deck, note))) {
        for part in parts(note, deck) {
            let id = CardId { deck: deck.id.clone(), entry: note.id.clone(), part: part.name.clone() };
            cards.insert(id, Known { note, deck, part });
        }
    }
    cards
}

fn fate(before: &Known<'_>, after: &Known<'_>) -> Fate {
    let (from, to) = (before.answer(), after.answer());
    if after.note.revised > before.note.revised {
        Fate::AskedAgain
    } else if fold(&from) != fold(&to) {
        if likeness(&before.words(), &after.words()) < STRANGE {
            Fate::Reused { from }
        } else {
            Fate::AnswerChanged { from, to }
        }
    } else if after.note.draft && !before.note.draft {
        Fate::Resting
    } else if before.part.text_hash() == after.part.text_hash() {
        Fate::Kept
    } else {
        Fate::Reworded
    }
}

/// For what is gone, the new card that is most like it: each is taken once, the most alike first.
fn renames<'a>(
    left: &HashMap<&'a CardId, &Known<'_>>,
    fresh: &[&'a CardId],
    new: &'a HashMap<CardId, Known<'_>>,
) -> HashMap<&'a CardId, &'a CardId> {
    // An answer that one card alone had, and one new card alone has, is enough: the question was reworded.
    let mut by_answer: HashMap<String, [Vec<&CardId>; 2]> = HashMap::new();
    for (side, id, card) in
        left.iter().map(|(id, card)| (0, *id, *card)).chain(fresh.iter().map(|id| (1, *id, &new[*id])))
    {
        by_answer.entry(fold(&card.answer())).or_default()[side].push(id);
    }
    let words: Vec<(&CardId, HashSet<String>)> = fresh.iter().map(|id| (*id, new[*id].words())).collect();
    // By word, so that only cards which share one are compared.
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (_, words)) in words.iter().enumerate() {
        for word in words {
            by_word.entry(word).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for (id, card) in left {
        let own = card.words();
        let near: HashSet<usize> =
            own.iter().filter_map(|word| by_word.get(word.as_str())).flatten().copied().collect();
        for at in near.into_iter().filter(|&at| words[at].0.part == id.part) {
            let alike = likeness(&own, &words[at].1);
            if alike >= LIKELY {
                pairs.push((alike, *id, words[at].0));
            }
        }
    }
    for [gone, come] in by_answer.values() {
        if let ([gone], [come]) = (gone.as_slice(), come.as_slice())
            && gone.part == come.part
        {
            pairs.push((LIKELY, *gone, *come));
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)).then(a.2.cmp(b.2)));
    let (mut found, mut taken) = (HashMap::new(), HashSet::new());
    for (_, from, to) in pairs {
        if !found.contains_key(from) && taken.insert(to) {
            found.insert(from, to);
        }
    }
    found
}

/// Words in common, as a share of the words of both; two texts without words are alike.
#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn likeness(one: &HashSet<String>, other: &HashSet<String>) -> f64 {
    let shared = one.intersection(other).count();
    let all = one.len() + other.len() - shared;
    if all == 0 { 1.0 } else { shared as f64 / all as f64 }
}

/// What the author should think about, at the places of the new deck's file.
pub(crate) fn told_against(changes: &[Change], deck: &Deck) -> Vec<Diagnostic> {
    let span =
        |entry: &str| deck.notes.iter().find(|note| note.id == entry).map(|note| (note.span.clone(), note.revised));
    let mut told = Vec::new();
    let mut seen = HashSet::new();
    for Change { card, fate } in changes {
        let here = || span(&card.entry).filter(|_| card.deck == deck.id);
        let one = match fate {
            Fate::AnswerChanged { from, to } => here().map(|(span, revised)| changed(card, from, to, span, revised)),
            Fate::Reused { from } => here().map(|(span, _)| reused(card, from, span)),
            Fate::Lost { likely: Some(now) } if now.deck == deck.id => {
                span(&now.entry).map(|(span, _)| renamed(card, now, span))
            }
            Fate::Lost { likely: None } if card.deck == deck.id => Some(gone(card, here().map(|(span, _)| span))),
            _ => None,
        };
        // One line an entry: its parts fare alike.
        told.extend(one.filter(|one| seen.insert((one.code, card.entry.clone()))));
    }
    told
}

fn changed(card: &CardId, from: &str, to: &str, span: Span, revised: u32) -> Diagnostic {
    let shown = |text: &str| excerpt(&text.replace('\n', "; "));
    let message = format!("the answer of `{}` was \"{}\" and is \"{}\"", card.entry, shown(from), shown(to));
    Diagnostic::warning(Code::AnswerChanged, span, message).help(format!(
        "write `revised = {}`: students are asked again and do not go on trusting the old one",
        revised + 1
    ))
}

fn reused(card: &CardId, from: &str, span: Span) -> Diagnostic {
    let message =
        format!("`{}` now asks something else; its answer was \"{}\"", card.entry, excerpt(&from.replace('\n', "; ")));
    Diagnostic::warning(Code::IdReused, span, message)
        .help("give the new question an id of its own: it would inherit the progress of the old one")
}

fn renamed(card: &CardId, now: &CardId, span: Span) -> Diagnostic {
    let was = if card.deck == now.deck { card.entry.clone() } else { format!("{}/{}", card.deck, card.entry) };
    let message = format!("`{was}` is gone, and `{}` looks like it: students would begin anew", now.entry);
    Diagnostic::warning(Code::LostId, span, message)
        .help(format!("write `was = \"{was}\"` here, or give it its old id back"))
}

/// `here` is where the entry of the card still stands, if it does.
fn gone(card: &CardId, here: Option<Span>) -> Diagnostic {
    let Some(span) = here else {
        let message = format!("`{}` is gone: students are not asked it any more", card.entry);
        return Diagnostic::note(Code::LostId, 0..0, message)
            .help("if it was moved or renamed, write `was` where it now stands; its progress comes back with the id");
    };
    let message =
        format!("`{}` is asked otherwise: its card `{}` is gone, with what students know of it", card.entry, card.part);
    Diagnostic::note(Code::LostId, span, message)
        .help("mind that another kind has other cards; the old progress comes back with the old kind")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read;

    const HEAD: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n";

    fn deck(entries: &str) -> Deck {
        read(&format!("{HEAD}{entries}")).deck.unwrap()
    }

    fn short(id: &str, ask: &str, answer: &str, more: &str) -> String {
        format!("[[short]]\nid = \"{id}\"\nask = \"{ask}\"\nanswer = \"{answer}\"\n{more}\n")
    }

    const ASK: &str = "Which city hosts the seat of the Council?";

    #[track_caller]
    fn fates(new: &str, expected: &[(&str, &str)]) {
        let old = deck(&short("seat", ASK, "Brussels", ""));
        let changes = against(&[old], &[deck(new)]);
        let found: Vec<(&str, &str)> = changes.iter().map(|one| (one.card.entry.as_str(), one.fate.word())).collect();
        assert_eq!(found, expected, "{new}");
    }

    #[test]
    fn a_correction_is_told_card_by_card() {
        fates(&short("seat", ASK, "Brussels", ""), &[("seat", "kept")]);
        fates(&short("seat", ASK, "Brussels", "why = \"So it is.\"\naccept = \"Bruxelles\""), &[("seat", "kept")]);
        fates(&short("seat", "Where does the Council sit?", "Brussels", ""), &[("seat", "reworded")]);
        fates(&short("seat", ASK, "Luxembourg", ""), &[("seat", "answer changed")]);
        fates(&short("seat", ASK, "Luxembourg", "revised = 1"), &[("seat", "asked again")]);
        fates(&short("seat", "Who wrote The Prince?", "Machiavelli", ""), &[("seat", "id reused")]);
        fates(&short("council-seat", ASK, "Brussels", "was = \"seat\""), &[("council-seat", "moved")]);
        fates(&short("council-seat", ASK, "Brussels", ""), &[("council-seat", "new"), ("seat", "lost")]);
        fates(&short("seat", ASK, "Brussels", "draft = true"), &[("seat", "resting")]);
        fates("", &[("seat", "lost")]);
    }

    #[test]
    fn a_likely_rename_is_told_where_it_stands() {
        let new = deck(&short("council-seat", ASK, "Brussels", ""));
        let changes = against(&[deck(&short("seat", ASK, "Brussels", ""))], std::slice::from_ref(&new));
        let told = told_against(&changes, &new);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].code, &told[0].span), (Code::LostId, &new.notes[0].span));
        assert_eq!(told[0].help.as_deref(), Some("write `was = \"seat\"` here, or give it its old id back"));
    }

    #[test]
    fn a_new_id_with_the_answer_that_is_gone_is_told_though_its_question_is_another() {
        let old = [deck(&short("a", "Which body proposes laws?", "Commission", ""))];
        let new = [deck(&short("b", "Name the initiator!", "Commission", ""))];
        let changes = against(&old, &new);
        let lost = changes.iter().find(|one| matches!(one.fate, Fate::Lost { .. })).unwrap();
        assert!(matches!(&lost.fate, Fate::Lost { likely: Some(now) } if now.entry == "b"), "{changes:?}");
        assert!(told_against(&changes, &new[0])[0].message.contains("`a` is gone, and `b` looks like it"));
    }

    #[test]
    fn an_entry_that_is_asked_otherwise_is_not_told_as_gone() {
        let old = [deck(&short("a", "When was it signed?", "2016", ""))];
        let new = [deck("[[date]]\nid = \"a\"\nevent = \"It was signed\"\nwhen = \"2016\"\n")];
        let told = told_against(&against(&old, &new), &new[0]);
        assert!(told.iter().all(|one| !one.message.contains("is gone: students")), "{told:?}");
    }

    #[test]
    fn an_entry_that_moved_to_another_deck_is_followed() {
        let mut new = deck(&short("seat", ASK, "Brussels", "was = \"d/seat\""));
        new.id = "e".to_owned();
        let changes = against(&[deck(&short("seat", ASK, "Brussels", ""))], &[new]);
        let from = CardId { deck: "d".into(), entry: "seat".into(), part: "answer".into() };
        assert_eq!(changes.iter().map(|one| one.fate.clone()).collect::<Vec<_>>(), [Fate::Moved { from }]);
    }
}
