//! Opens a package of any generation. No name in it is used as a path, and no more is unpacked than is needed.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde_json::Value;
use zip::ZipArchive;

use super::reviews;
use super::types::{self, Type};
use crate::deck::MOST_ENTRIES;
use crate::exchange::history::Past;

/// The most bytes of an unpacked collection.
const LARGEST: u64 = 64 << 20;
/// The most notes; one more tells that there are too many.
const NOTES: usize = MOST_ENTRIES;

/// The most cards and the most reviews that are read.
const CARDS: usize = 1_000_000;

/// A collection as far as a deck is made of it.
#[derive(Default)]
pub(super) struct Collection {
    pub(super) notes: Vec<Raw>,
    /// Notes that cannot be read: the row, and why.
    pub(super) unread: Vec<(usize, String)>,
    pub(super) models: HashMap<i64, Type>,
    /// By their note.
    pub(super) cards: HashMap<i64, Vec<RawCard>>,
    /// The names of decks, from the outermost in.
    pub(super) decks: HashMap<i64, Vec<String>>,
    /// Where they were asked for.
    pub(super) reviews: Vec<Past>,
    /// The hour at which a day ends, where it is said.
    pub(super) day_end: Option<u32>,
}

/// A note as it stands.
pub(super) struct Raw {
    /// Its place in the order of notes, from 1.
    pub(super) row: usize,
    pub(super) id: i64,
    pub(super) guid: String,
    /// The name of its type.
    pub(super) model: String,
    pub(super) mid: i64,
    /// Seconds.
    pub(super) changed: i64,
    pub(super) tags: String,
    /// Joined by U+001F.
    pub(super) fields: String,
}

/// A card: which template, or which number of a cloze, in which deck.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawCard {
    /// From 0.
    pub(super) ord: u32,
    /// Its home, also while it is in a filtered deck.
    pub(super) deck: i64,
    /// Its student took it out of the queue.
    pub(super) is_suspended: bool,
}

/// The newest collection in a package; an older one beside it says only that Anki is to be updated.
pub(super) fn collection(bytes: &[u8]) -> Result<Collection, String> {
    let database = if bytes.starts_with(b"SQLite format 3\0") { bytes.to_vec() } else { unpacked(bytes)? };
    opened(database, |_, _| Ok(())).map_err(|cause| format!("its collection cannot be read: {cause}"))
}

/// The same, with the reviews of its cards.
pub(super) fn collection_with_reviews(bytes: &[u8]) -> Result<Collection, String> {
    let database = if bytes.starts_with(b"SQLite format 3\0") { bytes.to_vec() } else { unpacked(bytes)? };
    let more = |connection: &Connection, found: &mut Collection| {
        let rows = found.notes.iter().map(|note| (note.id, note.row)).collect();
        found.reviews = reviews::reviews(connection, &rows)?;
        found.day_end = reviews::day_end(connection);
        Ok(())
    };
    opened(database, more).map_err(|cause| format!("its collection cannot be read: {cause}"))
}

fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| format!("it is no package: {cause}"))?;
    for name in ["collection.anki21b", "collection.anki21", "collection.anki2"] {
        let Ok(file) = zip.by_name(name) else { continue };
        let read = if name.ends_with('b') {
            let mut packed = Vec::new();
            file.take(LARGEST + 1).read_to_end(&mut packed).map_err(|cause| cause.to_string())?;
            let decoder = ruzstd::decoding::StreamingDecoder::new(packed.as_slice());
            bounded(decoder.map_err(|cause| format!("`{name}` is damaged: {cause}"))?)
        } else {
            bounded(file)
        };
        return read.map_err(|why| format!("`{name}` {why}"));
    }
    Err("there is no collection in it".to_owned())
}

fn bounded(reader: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|cause| format!("is damaged: {cause}"))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("unpacks to more than {} MiB", LARGEST >> 20));
    }
    Ok(bytes)
}

fn opened(
    mut bytes: Vec<u8>,
    more: impl FnOnce(&Connection, &mut Collection) -> Result<(), String>,
) -> Result<Collection, String> {
    // The header may say that a log stands beside the file, which it does not in memory.
    if let Some(version) = bytes.get_mut(18..20) {
        version.fill(1);
    }
    let words = |cause: rusqlite::Error| cause.to_string();
    let mut connection = Connection::open_in_memory().map_err(words)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).map_err(words)?;
    let length = bytes.len();
    connection.deserialize_read_exact("main", bytes.as_slice(), length, true).map_err(words)?;
    drop(bytes);
    connection.execute_batch("pragma trusted_schema = off; pragma cell_size_check = on").map_err(words)?;
    connection
        .create_collation("unicase", |one, other| one.to_lowercase().cmp(&other.to_lowercase()))
        .map_err(words)?;
    plain_tables(&connection)?;
    let has_types = has_table(&connection, "notetypes").map_err(words)?;
    let models = if has_types { types::of_tables(&connection) } else { types::of_json(&connection) }.map_err(words)?;
    let decks = decks(&connection, has_types).unwrap_or_default();
    let mut found = Collection { models, decks, ..Collection::default() };
    notes(&connection, &mut found).map_err(words)?;
    if found.notes.len() > NOTES {
        return Err(format!("it has more than {NOTES} notes"));
    }
    cards(&connection, &mut found).map_err(words)?;
    more(&connection, &mut found)?;
    Ok(found)
}

/// What is read has to be stored: a view or a computed column could be made to run for ever.
fn plain_tables(connection: &Connection) -> Result<(), String> {
    for table in ["col", "notes", "cards", "revlog", "notetypes", "fields", "templates", "decks", "config"] {
        let sql = connection.query_row("select type, sql from sqlite_master where name = ?1", [table], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?.unwrap_or_default()))
        });
        let Ok((kind, sql)) = sql else { continue };
        let hidden = format!("select count(*) from pragma_table_xinfo('{table}') where hidden <> 0");
        let hidden: i64 = connection.query_row(&hidden, [], |row| row.get(0)).map_err(|cause| cause.to_string())?;
        if kind != "table" || hidden > 0 || sql.trim_start().to_lowercase().starts_with("create virtual") {
            return Err(format!("`{table}` is no plain table"));
        }
    }
    Ok(())
}

fn has_table(connection: &Connection, name: &str) -> rusqlite::Result<bool> {
    connection
        .query_row("select count(*) from sqlite_master where name = ?1", [name], |row| row.get::<_, i64>(0))
        .map(|count| count > 0)
}

fn decks(connection: &Connection, has_types: bool) -> rusqlite::Result<HashMap<i64, Vec<String>>> {
    let path = |name: &str| name.split('\u{1f}').flat_map(|part| part.split("::")).map(str::to_owned).collect();
    if !has_types {
        let json: String = connection.query_row("select decks from col limit 1", [], |row| row.get(0))?;
        let decks: Value = serde_json::from_str(&json).unwrap_or_default();
        let one = |(id, deck): (&String, &Value)| Some((id.parse().ok()?, path(deck["name"].as_str()?)));
        return Ok(decks.as_object().into_iter().flatten().filter_map(one).collect());
    }
    let mut statement = connection.prepare("select id, name from decks limit 50000")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, path(&row.get::<_, String>(1)?))))?;
    rows.collect()
}

/// A note whose columns are not what they should be is told; what cannot be read any more ends the list.
fn notes(connection: &Connection, found: &mut Collection) -> rusqlite::Result<()> {
    let mut statement = connection.prepare("select id, guid, mid, mod, tags, flds from notes order by id limit ?1")?;
    let mut room = LARGEST;
    let mut rows = statement.query([i64::try_from(NOTES + 1).unwrap_or(i64::MAX)])?;
    for row in 1.. {
        let read = match rows.next() {
            Ok(Some(read)) => read,
            Ok(None) => break,
            Err(cause) if found.notes.is_empty() => return Err(cause),
            Err(cause) => {
                found.unread.push((row, format!("the collection is damaged from this note on: {cause}")));
                break;
            }
        };
        match note(row, read, &found.models) {
            Ok(note) => {
                // Pages that point at each other could say the same again and again.
                room = room.saturating_sub(note.fields.len() as u64);
                if room == 0 {
                    break;
                }
                found.notes.push(note);
            }
            Err(column) => found.unread.push((row, format!("its column `{column}` cannot be read"))),
        }
    }
    Ok(())
}

fn note(row: usize, read: &Row<'_>, models: &HashMap<i64, Type>) -> Result<Raw, &'static str> {
    let whole = |at: usize, name| read.get_ref(at).ok().and_then(|value| value.as_i64().ok()).ok_or(name);
    let text = |at: usize, name| match read.get_ref(at) {
        Ok(ValueRef::Text(bytes)) => std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| name),
        Ok(ValueRef::Integer(number)) => Ok(number.to_string()),
        _ => Err(name),
    };
    let mid = whole(2, "mid")?;
    Ok(Raw {
        row,
        id: whole(0, "id")?,
        guid: text(1, "guid")?,
        model: models.get(&mid).map(|kind| kind.name.clone()).unwrap_or_default(),
        mid,
        changed: whole(3, "mod")?,
        tags: text(4, "tags").unwrap_or_default(),
        fields: text(5, "flds")?,
    })
}

fn cards(connection: &Connection, found: &mut Collection) -> rusqlite::Result<()> {
    let sql = "select nid, ord, case odid when 0 then did else odid end, queue from cards order by nid, ord limit ?1";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([i64::try_from(CARDS).unwrap_or(i64::MAX)])?;
    while let Ok(Some(row)) = rows.next() {
        if let (Ok(note), Ok(ord), Ok(deck)) = (row.get(0), row.get(1), row.get(2)) {
            // -1 is Anki's own number for it.
            let is_suspended = row.get::<_, i64>(3).is_ok_and(|queue| queue == -1);
            found.cards.entry(note).or_default().push(RawCard { ord, deck, is_suspended });
        }
    }
    Ok(())
}
