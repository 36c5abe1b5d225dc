use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::*;
use crate::card::{Deck, KindName, Note, Notes};
use crate::deck::{self, Catalogue};

const ALL_FORMATS: [Format; 11] = [
    Format::Workbook,
    Format::Aiken,
    Format::Obsidian,
    Format::AnkiText,
    Format::Hashcards,
    Format::Anki,
    Format::Csv,
    Format::Tsv,
    Format::Gift,
    Format::Moodle,
    Format::Json,
];

const ALL: &str = include_str!("../../tests/data/exchange/all-kinds.toml");

pub(super) fn parsed(text: &str) -> Deck {
    let reading = deck::read(text);
    let errors: Vec<_> =
        reading.diagnostics.iter().filter(|one| one.severity == crate::diagnostic::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    let mut deck = reading.deck.expect("a deck");
    deck.notes.made().iter_mut().for_each(|note: &mut Note| note.span = 0..0);
    deck
}

fn built_in() -> Vec<Deck> {
    crate::library::built_in().into_iter().filter_map(|file| file.reading.deck).collect()
}

fn sent(deck: &Deck, format: Format) -> Sent {
    // Its course lends what it lends in study.
    let fellows = built_in().into_iter().filter(|other| other.course == deck.course && other.id != deck.id);
    let catalogue = Catalogue::new(std::iter::once(deck.clone()).chain(fellows).collect());
    let out = Outgoing::new(&catalogue, 0, |_| ChaCha8Rng::seed_from_u64(0));
    let sent = write(&out, format);
    let Losses { lessened, left_out, .. } = &sent.losses;
    assert!(lessened.iter().all(|(id, _)| left_out.iter().all(|(out, _)| id != out)), "counted once");
    sent
}

fn back(sent: &Sent, format: Format, old: Option<&Deck>) -> Settled {
    let incoming = read(&sent.bytes, format, &Said::default()).expect("read");
    let Some(old) = old else { return settle(incoming, "again", None) };
    let drafts: Vec<deck::Draft> = old.notes.iter().map(deck::entry).collect();
    let (text, _) = deck::write(&deck::Head::of(old), &drafts);
    let deck = deck::read(&text).deck.expect("a deck");
    settle(incoming, "again", Some(&Before { deck: &deck, text: &text }))
}

#[test]
fn a_table_keeps_every_entry_whole() {
    let mut decks = built_in();
    decks.push(parsed(ALL));
    for deck in &decks {
        for format in [Format::Csv, Format::Tsv] {
            let sent = sent(deck, format);
            assert_eq!(Format::guess(&sent.bytes, ""), Ok(format));
            let settled = back(&sent, format, None);
            assert_eq!(settled.refused, [], "{}", deck.id);
            let again = parsed(&settled.text);
            let mut notes = deck.notes.clone();
            for note in notes.made() {
                note.span = 0..0;
            }
            assert_eq!(again.notes, notes);
            // Over the deck that stood there, its head comes back too.
            let mut again = parsed(&back(&sent, format, Some(deck)).text);
            again.notes = Notes::default();
            assert_eq!(again, Deck { notes: Notes::default(), ..deck.clone() });
        }
    }
}

proptest! {
    #[test]
    fn a_damaged_file_is_read_as_far_as_it_goes(
        which in 0_usize..4,
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        kept in any::<prop::sample::Index>(),
    ) {
        let files: [(&[u8], Format); 4] = [
            (include_bytes!("../../tests/data/exchange/anki/collection.anki2"), Format::Anki),
            (include_bytes!("../../tests/data/exchange/anki/newest.apkg"), Format::Anki),
            (include_bytes!("../../tests/data/exchange/moodle/export.xml"), Format::Moodle),
            (include_bytes!("../../tests/data/exchange/gift/every-type.txt"), Format::Gift),
        ];
        let (bytes, format) = files[which];
        let mut bytes = bytes.to_vec();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if kept.index(3) == 0 {
            bytes.truncate(kept.index(bytes.len()));
        }
        if let Ok(incoming) = read(&bytes, format, &Said::default()) {
            parsed(&settle(incoming, "x", None).text);
        }
    }

    #[test]
    fn readers_take_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in ALL_FORMATS {
            if let Ok(incoming) = read(&bytes, format, &Said::default()) {
                let settled = settle(incoming, "x", None);
                parsed(&settled.text);
            }
        }
    }

    #[test]
    fn readers_take_any_text(text in "[\\PC\n\t,;|\"'=~#{}:/<>\\[\\]-]{0,200}") {
        let Ok(format) = Format::guess(text.as_bytes(), "") else { return Ok(()) };
        if let Ok(incoming) = read(text.as_bytes(), format, &Said::default()) {
            let count = incoming.records.len() + incoming.refused.len();
            let settled = settle(incoming, "x", None);
            prop_assert_eq!(settled.entries.len() + settled.joined.len() + settled.refused.len(), count);
            parsed(&settled.text);
        }
    }
}

fn plain(deck: &Deck) -> Vec<Note> {
    let mut notes = deck.notes.clone();
    for note in notes.made() {
        note.span = 0..0;
    }
    notes.into_iter().collect()
}

#[test]
fn json_keeps_a_deck_whole() {
    let mut decks = built_in();
    decks.push(parsed(ALL));
    for deck in &decks {
        let sent = sent(deck, Format::Json);
        assert_eq!(Format::guess(&sent.bytes, ""), Ok(Format::Json));
        assert_eq!(sent.losses, Losses::default());
        let settled = back(&sent, Format::Json, None);
        assert_eq!(settled.refused, []);
        let again = parsed(&settled.text);
        assert_eq!(
            (plain(&again), &again.id, &again.title, &again.course),
            (plain(deck), &deck.id, &deck.title, &deck.course)
        );
        assert_eq!(again.description, deck.description);
        assert!(deck.sources.iter().all(|source| again.sources.contains(source)));
    }
}

/// Which entries came of a note, by its id.
fn came_of<'n>(note: &Note, again: &'n [Note]) -> Vec<&'n Note> {
    let parts = format!("{}-", note.id);
    again.iter().filter(|one| one.id == note.id || one.id.starts_with(&parts)).collect()
}

/// What comes back of each kind: `whole`, or the kinds that it became.
fn kind_rows(formats: &[Format]) -> Vec<String> {
    let deck = parsed(ALL);
    let again: Vec<Vec<Note>> =
        formats.iter().map(|&format| plain(&parsed(&back(&sent(&deck, format), format, None).text))).collect();
    let cell = |kind: KindName, again: &Vec<Note>| {
        let notes: Vec<Note> =
            plain(&deck).into_iter().filter(|note| note.kind.name() == kind && !note.draft).collect();
        let bare = |note: &Note| note.kind.clone();
        if notes.iter().all(|note| again.iter().any(|one| one.id == note.id && bare(one) == bare(note))) {
            return "whole".to_owned();
        }
        let mut words: Vec<&str> =
            notes.iter().flat_map(|note| came_of(note, again)).map(|one| one.kind.name().word()).collect();
        words.sort_unstable();
        words.dedup();
        match words.as_slice() {
            [] => "–".to_owned(),
            [word] if *word == kind.word() => "in part".to_owned(),
            words => format!("as {}", words.join(", ")),
        }
    };
    let rows = KindName::ALL.map(|kind| {
        let cells: Vec<String> = again.iter().map(|again| cell(kind, again)).collect();
        format!("| `[[{}]]` | {} |", kind.word(), cells.join(" | "))
    });
    rows.into()
}

/// Whether a key of a typed question comes back as it was.
fn field_rows(formats: &[Format]) -> Vec<String> {
    let fields = [
        ("`id`", ""),
        ("`accept`", "accept = [\"Athina\", \"Αθήνα\"]"),
        ("`wrong` and its reason", "wrong = [{ answer = \"Heraklion\", because = \"Until 2019 = once.\" }]"),
        ("`why`", "why = \"Two\\n\\nparagraphs & {braces}\""),
        ("`hint`", "hint = \"Greece\""),
        ("`topics`", "topics = [\"seats\", \"agencies\"]"),
        ("`source` with its place", "source = { key = \"argano-2019\", at = \"note 6\" }"),
        ("`group`", "group = \"g\""),
        ("`requires`", "requires = [\"y\", \"e/z\"]"),
        ("`strict`", "strict = true"),
        ("`was`, `revised`, `allow`", "was = \"old\"\nrevised = 1\nallow = [\"no-source\"]"),
    ];
    let row = |(name, text): (&str, &str)| {
        let deck = format!(
            "[deck]\nid = \"d\"\ntitle = \"T\"\n[sources.argano-2019]\ntitle = \"Argano 2019\"\n[[short]]\nid = \"x\"\nask = \"Which city: 100 %?\"\nanswer = \"Athens\"\n{text}\n"
        );
        let deck = parsed(&deck);
        let kept = |&format: &Format| {
            let again = parsed(&back(&sent(&deck, format), format, None).text);
            if plain(&again) == plain(&deck) { "yes" } else { "–" }
        };
        format!("| {name} | {} |", formats.iter().map(kept).collect::<Vec<_>>().join(" | "))
    };
    fields.map(row).into()
}

/// The table of `docs/exchange.md`: what comes back when a deck goes out and is read again.
#[test]
fn the_documented_table_is_what_comes_back() {
    let formats = [Format::Json, Format::Csv, Format::Anki, Format::Moodle, Format::Gift];
    let names: Vec<&str> = formats.iter().map(|format| format.word()).collect();
    let mut table = vec![format!("| | {} |", names.join(" | ")), format!("|{}", " --- |".repeat(names.len() + 1))];
    table.extend(kind_rows(&formats));
    table.extend(field_rows(&formats));
    let table = table.join("\n");
    let doc = include_str!("../../docs/exchange.md");
    assert!(doc.contains(&table), "write into docs/exchange.md:\n{table}");
}

#[test]
fn what_goes_to_moodle_and_gift_comes_back_as_the_same_questions() {
    let mut decks = built_in();
    decks.push(parsed(ALL));
    for deck in &decks {
        for format in [Format::Gift, Format::Moodle, Format::Anki] {
            let sent = sent(deck, format);
            assert_eq!(Format::guess(&sent.bytes, ""), Ok(format));
            let settled = back(&sent, format, None);
            let text = String::from_utf8_lossy(&sent.bytes);
            assert_eq!((&settled.refused, settled.entries.len()), (&Vec::new(), sent.records), "{}\n{text}", deck.id);
            // Out and in once more: nothing changes any more.
            let again = parsed(&settled.text);
            let third = parsed(&back(&self::sent(&again, format), format, Some(&again)).text);
            let (mut third, again) = (plain(&third), plain(&again));
            for (note, before) in third.iter_mut().zip(&again) {
                note.sources.clone_from(&before.sources);
                assert_eq!(note, before, "{} {format:?}", deck.id);
            }
            assert_eq!(third.len(), again.len());
        }
    }
}

#[test]
fn a_deck_comes_back_whole_from_json() {
    let sent = sent(&parsed(ALL), Format::Json);
    assert_eq!(parsed(&back(&sent, Format::Json, None).text), parsed(ALL));
}

/// What acquis reads alike other programs tell apart: every spelling goes out, and case alone makes none.
#[test]
fn every_spelling_of_an_answer_goes_out() {
    let deck = "[deck]\nid = \"d\"\ntitle = \"D\"\n[[short]]\nid = \"a\"\nask = \"Which?\"\nanswer = \"Café Society\"\naccept = [\"Cafe Society\", \"Café-Society\", \"CAFÉ SOCIETY\", \"salon\"]\n[[cloze]]\nid = \"b\"\ntext = \"It is {{T.E.U.|TEU}}.\"\n";
    let catalogue = Catalogue::new(vec![parsed(deck)]);
    let out = Outgoing::new(&catalogue, 0, |_| ChaCha8Rng::seed_from_u64(0));
    let gift = String::from_utf8(write(&out, Format::Gift).bytes).expect("text");
    for form in ["=Café Society", "=Cafe Society", "=Café-Society", "=salon", "=T.E.U.", "=TEU"] {
        assert_eq!(gift.matches(&format!("{form}\n")).count(), 1, "{form} in {gift}");
    }
    assert!(!gift.contains("CAFÉ"), "{gift}");
    let moodle = String::from_utf8(write(&out, Format::Moodle).bytes).expect("text");
    assert!(moodle.contains("<text>Cafe Society</text>") && moodle.contains("<text>Café-Society</text>"), "{moodle}");
}

/// Letters with a colon at the head of the lines make no table, in whatever order the cards stand.
#[test]
fn cards_with_letters_are_no_table_of_names() {
    let clozes_first = "C: One [a] two.\n\nC: Three [b] four.\n\nQ: Who?\nA: Court\n";
    let with_commas = "C: One [a], two.\nQ: Who?\nA: Court, maybe\nQ: What?\nA: x\n";
    for text in [clozes_first, with_commas] {
        assert_eq!(Format::guess(text.as_bytes(), "txt"), Ok(Format::Hashcards), "{text}");
    }
    let terms = "Term: Definition\nENISA: agency\nEuropol: police\n";
    assert_eq!(Format::guess(terms.as_bytes(), "txt"), Ok(Format::Csv));
}
