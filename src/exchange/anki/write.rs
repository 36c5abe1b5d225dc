//! Writes a package: the same bytes for the same deck and moment.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, params};
use serde_json::{Value, json};
use sha1::{Digest, Sha1};

use super::collection::{Collection, collection};
use super::models::{FIELDS, Model};
use super::schema;
use crate::card::Interaction;
use crate::exchange::exercise::{own_losses, sorted};
use crate::exchange::html::{from_text, to_text};
use crate::exchange::outgoing::{Losses, Outgoing, OutgoingCard, Sent};
use crate::exchange::zipped::zipped;
use crate::text::Wrong;

/// Seconds: the moment of a collection's making, which means nothing here.
const MADE: i64 = 1_764_000_000;

/// A note on its way into a package.
struct Note {
    model: Model,
    guid: String,
    fields: [String; FIELDS.len()],
    tags: String,
    lost: Vec<String>,
}

/// Whether a package was made of the deck of that id.
pub(crate) fn is_of(package: &[u8], deck: &str) -> bool {
    let prefix = format!("{deck}/");
    collection(package)
        .is_ok_and(|found| !found.notes.is_empty() && found.notes.iter().all(|note| note.guid.starts_with(&prefix)))
}

/// Notes that the package before had just so keep its time, so that Anki leaves them alone.
pub(in crate::exchange) fn write(out: &Outgoing<'_>) -> Sent {
    let mut losses = Losses { of_deck: vec!["the head of the deck but its title".to_owned()], ..Losses::default() };
    let mut went = HashSet::new();
    let notes: Vec<(&OutgoingCard<'_>, Note)> = out.items.iter().map(|item| (item, note(item))).collect();
    for (item, note) in &notes {
        losses.add(&item.note.id, note.lost.clone());
        went.insert(item.note.id.as_str());
    }
    losses.stayed(out, &went);
    Sent { bytes: of_course(std::slice::from_ref(out)), records: notes.len(), losses }
}

/// One package of several decks; what the first of them says it replaces holds for all.
pub(crate) fn of_course(outs: &[Outgoing<'_>]) -> Vec<u8> {
    let before = outs.first().and_then(|out| out.previous).and_then(|package| collection(package).ok());
    let bytes = database(outs, before.as_ref()).expect("a database in memory takes its rows");
    zipped(&[("collection.anki2", &bytes), ("media", b"{}")])
}

/// A number that stays with a text, below 10^11.
fn number_of(text: &str) -> i64 {
    let digest = Sha1::digest(text.as_bytes());
    let number = digest[..8].iter().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    i64::try_from(number % 100_000_000_000).expect("below 10^11")
}

fn database(outs: &[Outgoing<'_>], before: Option<&Collection>) -> rusqlite::Result<Vec<u8>> {
    let mut connection = Connection::open_in_memory()?;
    connection.execute_batch(schema::TABLES)?;
    let ids: Vec<i64> = outs.iter().map(|out| 1_500_000_000_000 + number_of(&out.deck.id)).collect();
    let known: HashMap<&str, Before<'_>> = before
        .into_iter()
        .flat_map(|found| &found.notes)
        .map(|note| (note.guid.as_str(), (note.model.as_str(), note.fields.as_str(), note.tags.trim(), note.changed)))
        .collect();
    let transaction = connection.transaction()?;
    let titles: Vec<(i64, &str)> = ids.iter().copied().zip(outs.iter().map(|out| out.deck.title.as_str())).collect();
    let (decks, configurations) = decks(&titles);
    let count: usize = outs.iter().map(|out| out.items.len()).sum();
    let models: serde_json::Map<String, Value> =
        Model::ALL.map(|model| (model.id().to_string(), model.json(ids[0]))).into_iter().collect();
    let settings = json!({ "curDeck": ids[0], "curModel": Model::Short.id().to_string(), "nextPos": count + 1, "activeDecks": [ids[0]] });
    transaction.execute(
        schema::INSERT_COLLECTION,
        params![
            MADE,
            MADE * 1000,
            settings.to_string(),
            Value::Object(models).to_string(),
            decks.to_string(),
            configurations.to_string()
        ],
    )?;
    let mut position = 0;
    for (out, deck) in outs.iter().zip(ids) {
        let first = 1_600_000_000_000 + number_of(&out.deck.id);
        for (at, item) in out.items.iter().enumerate() {
            let note = note(item);
            let changed = changed(&note, known.get(note.guid.as_str()), out.seconds);
            // In the deck's order, which is the order of learning; Anki knows notes again by their guid.
            let id = first + i64::try_from(at).unwrap_or_default();
            let sort = to_text(&note.fields[0]).text;
            position += 1;
            transaction.execute(
                schema::INSERT_NOTE,
                params![
                    id,
                    note.guid,
                    note.model.id(),
                    changed,
                    note.tags,
                    note.fields.join(PARTED),
                    sort,
                    checksum(&sort)
                ],
            )?;
            transaction.execute(schema::INSERT_CARD, params![id, deck, changed, position])?;
        }
    }
    transaction.commit()?;
    let bytes = connection.serialize("main")?.to_vec();
    Ok(bytes)
}

/// What a package held of a note: its model, its fields, its tags, and when it changed.
type Before<'a> = (&'a str, &'a str, &'a str, i64);

/// Between the fields of a note.
const PARTED: &str = "\u{1f}";

/// When a note changed, in seconds since 1970.
fn changed(note: &Note, before: Option<&Before<'_>>, now: i64) -> i64 {
    match before {
        Some((model, same, tags, changed))
            if *model == note.model.name() && *same == note.fields.join(PARTED) && *tags == note.tags.trim() =>
        {
            *changed
        }
        // Anki takes only what is newer than what it has.
        Some((_, _, _, changed)) => now.max(changed + 1),
        None => now,
    }
}

/// The first 32 bits of a field's hash, by which Anki finds twins.
fn checksum(text: &str) -> i64 {
    let digest = Sha1::digest(text.as_bytes());
    digest[..4].iter().fold(0, |number, &byte| number << 8 | i64::from(byte))
}

fn decks(titles: &[(i64, &str)]) -> (Value, Value) {
    let deck = |id: i64, name: &str| {
        json!({ "id": id, "name": name, "mod": MADE, "usn": -1, "lrnToday": [0, 0], "revToday": [0, 0], "newToday": [0, 0],
            "timeToday": [0, 0], "collapsed": false, "browserCollapsed": false, "desc": "", "dyn": 0, "conf": 1,
            "extendNew": 0, "extendRev": 0 })
    };
    // Two colons would part a deck from those below it.
    let mut decks = json!({ "1": deck(1, "Default") });
    for (id, title) in titles {
        decks[id.to_string()] = deck(*id, &title.replace("::", ": :").replace('\n', " "));
    }
    let configuration = json!({ "1": { "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0,
        "replayq": true, "dyn": false,
        "new": { "bury": true, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20 },
        "rev": { "bury": true, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2 },
        "lapse": { "delays": [10], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0 } } });
    (decks, configuration)
}

fn note(item: &OutgoingCard<'_>) -> Note {
    let question = &item.question;
    let mut lost = own_losses(item.note);
    let (mut accept, mut wrong, mut options) = (Vec::new(), Vec::new(), Vec::new());
    let (mut stem, mut answer) = (from_text(&question.stem), question.answer.clone());
    let model = match &question.interaction {
        Interaction::Text(key) => {
            accept.extend(key.answers.iter().skip(1).cloned());
            wrong.clone_from(&key.wrong);
            if key.sentence.is_some() { Model::Cloze } else { Model::Short }
        }
        Interaction::Date(key) => {
            lost.push("judging dates in any wording".to_owned());
            accept.push(key.answer.iso());
            accept.extend(key.accept.iter().cloned());
            wrong.clone_from(&key.wrong);
            Model::Short
        }
        Interaction::Number(key) => {
            lost.push("judging numbers: tolerance, bound and unit".to_owned());
            accept.clone_from(&key.accept);
            wrong.clone_from(&key.wrong);
            Model::Short
        }
        Interaction::Choose { options: dealt } | Interaction::Select { options: dealt } => {
            options.extend(dealt.iter().map(|option| option.text.clone()));
            wrong.extend(sorted(item.note, dealt).1);
            lost.push("dealing the options anew each time".to_owned());
            Model::Choice
        }
        Interaction::Recall => Model::Card,
        Interaction::List(_) => {
            lost.push("judging a list: the card is turned".to_owned());
            Model::Card
        }
        Interaction::Arrange { items, .. } => {
            options.clone_from(items);
            lost.push("judging an order: the card is turned".to_owned());
            Model::Card
        }
        Interaction::Match { rights, .. } => {
            options.clone_from(rights);
            lost.push("judging a match: the card is turned".to_owned());
            Model::Card
        }
    };
    accept.retain(|form| *form != answer);
    if model == Model::Cloze {
        let safe = from_text(&answer).replace("}}", "} }").replace("::", ": :");
        stem = stem.replacen("____", &format!("{{{{c1::{safe}}}}}"), 1);
    }
    answer = from_text(&answer);
    let reason =
        |one: &Wrong| one.because.as_ref().map_or_else(|| one.answer.clone(), |why| format!("{} :: {why}", one.answer));
    let wrong: Vec<String> = wrong.iter().map(reason).collect();
    let options: Vec<String> = options.iter().map(|option| format!("<div>• {}</div>", from_text(option))).collect();
    let lines = |texts: &[String]| from_text(&texts.join("\n"));
    let text = |text: &Option<String>| text.as_deref().map(from_text).unwrap_or_default();
    let fields = [
        stem,
        answer,
        lines(&accept),
        lines(&wrong),
        options.concat(),
        text(&question.hint),
        text(&question.why),
        lines(&question.sources),
        item.id.clone(),
    ];
    // A tag has no space in it.
    let tags: Vec<String> =
        question.topics.iter().map(|topic| topic.split_whitespace().collect::<Vec<_>>().join("_")).collect();
    if tags != question.topics {
        lost.push("spaces in topics: they are written _".to_owned());
    }
    let tags = if tags.is_empty() { String::new() } else { format!(" {} ", tags.join(" ")) };
    Note { model, guid: item.card.to_string(), fields, tags, lost }
}
