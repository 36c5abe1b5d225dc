//! Opens a package of any generation. No name in it is used as a path, and no more is unpacked than is needed.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use serde_json::Value;
use zip::ZipArchive;

/// The most bytes of an unpacked collection.
const LARGEST: u64 = 64 << 20;
/// The most notes; one more tells that there are too many.
const NOTES: usize = 50_000;

/// A collection as far as a deck is made of it.
#[derive(Default)]
pub(super) struct Collection {
    pub(super) notes: Vec<Raw>,
    pub(super) models: HashMap<i64, Type>,
    pub(super) title: Option<String>,
}

/// A note as it stands.
pub(super) struct Raw {
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

/// A note type.
#[derive(Clone, Debug, Default)]
pub(super) struct Type {
    pub(super) name: String,
    pub(super) fields: Vec<String>,
    pub(super) is_cloze: bool,
    pub(super) templates: usize,
    pub(super) is_typed: bool,
}

/// The newest collection in a package; an older one beside it says only that Anki is to be updated.
pub(super) fn collection(bytes: &[u8]) -> Result<Collection, String> {
    let database = if bytes.starts_with(b"SQLite format 3\0") { bytes.to_vec() } else { unpacked(bytes)? };
    opened(database).map_err(|cause| format!("its collection cannot be read: {cause}"))
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

fn opened(mut bytes: Vec<u8>) -> Result<Collection, String> {
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
    let models = if has_types { types_of_tables(&connection) } else { types_of_json(&connection) }.map_err(words)?;
    let title = title(&connection, has_types).ok().flatten();
    let notes = notes(&connection, &models).map_err(words)?;
    if notes.len() > NOTES {
        return Err(format!("it has more than {NOTES} notes"));
    }
    Ok(Collection { notes, models, title })
}

/// What is read has to be stored: a view or a computed column could be made to run for ever.
fn plain_tables(connection: &Connection) -> Result<(), String> {
    for table in ["col", "notes", "cards", "notetypes", "fields", "templates", "decks"] {
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

fn types_of_json(connection: &Connection) -> rusqlite::Result<HashMap<i64, Type>> {
    let json: String = connection.query_row("select models from col limit 1", [], |row| row.get(0))?;
    let models: Value = serde_json::from_str(&json).unwrap_or_default();
    let texts = |model: &Value, list: &str, key: &str| -> Vec<String> {
        let items = model[list].as_array().into_iter().flatten();
        items.map(|item| item[key].as_str().unwrap_or_default().to_owned()).collect()
    };
    let one = |(id, model): (&String, &Value)| {
        let fronts = texts(model, "tmpls", "qfmt");
        let kind = Type {
            name: model["name"].as_str().unwrap_or_default().to_owned(),
            fields: texts(model, "flds", "name"),
            is_cloze: model["type"] == 1,
            templates: fronts.len(),
            is_typed: fronts.iter().any(|front| front.contains("{{type:")),
        };
        Some((id.parse().ok()?, kind))
    };
    Ok(models.as_object().into_iter().flatten().filter_map(one).collect())
}

fn types_of_tables(connection: &Connection) -> rusqlite::Result<HashMap<i64, Type>> {
    let mut types: HashMap<i64, Type> = HashMap::new();
    let mut statement = connection.prepare("select id, name, config from notetypes limit 5000")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let config: Vec<u8> = row.get(2)?;
        // The first field of the configuration is the kind: 1 is a cloze.
        let kind = Type { name: row.get(1)?, is_cloze: config.starts_with(&[0x08, 0x01]), ..Type::default() };
        types.insert(row.get(0)?, kind);
    }
    let mut statement = connection.prepare("select ntid, name from fields order by ntid, ord limit 50000")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(kind) = types.get_mut(&row.get(0)?) {
            kind.fields.push(row.get(1)?);
        }
    }
    let mut statement = connection.prepare("select ntid, config from templates limit 50000")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(kind) = types.get_mut(&row.get(0)?) {
            let config: Vec<u8> = row.get(1)?;
            kind.templates += 1;
            kind.is_typed |= config.windows(7).any(|window| window == b"{{type:");
        }
    }
    Ok(types)
}

/// The name of the deck that most cards are in, its last level.
fn title(connection: &Connection, has_types: bool) -> rusqlite::Result<Option<String>> {
    let most: i64 =
        connection.query_row("select did from cards group by did order by count(*) desc, did limit 1", [], |row| {
            row.get(0)
        })?;
    let name: Option<String> = if has_types {
        connection.query_row("select name from decks where id = ?1", [most], |row| row.get(0)).ok()
    } else {
        let json: String = connection.query_row("select decks from col limit 1", [], |row| row.get(0))?;
        let decks: Value = serde_json::from_str(&json).unwrap_or_default();
        decks[most.to_string()]["name"].as_str().map(str::to_owned)
    };
    Ok(name.and_then(|name| {
        name.split(['\u{1f}']).next_back().map(|last| last.rsplit("::").next().unwrap_or(last).to_owned())
    }))
}

fn notes(connection: &Connection, models: &HashMap<i64, Type>) -> rusqlite::Result<Vec<Raw>> {
    let mut statement = connection.prepare("select guid, mid, mod, tags, flds from notes order by id limit ?1")?;
    let mut notes = Vec::new();
    let mut room = LARGEST;
    let mut rows = statement.query([i64::try_from(NOTES + 1).unwrap_or(i64::MAX)])?;
    while let Some(row) = rows.next()? {
        let mid: i64 = row.get(1)?;
        let model = models.get(&mid).map(|kind| kind.name.clone()).unwrap_or_default();
        let note = Raw { guid: row.get(0)?, model, mid, changed: row.get(2)?, tags: row.get(3)?, fields: row.get(4)? };
        // Pages that point at each other could say the same again and again.
        room = room.saturating_sub(note.fields.len() as u64);
        if room == 0 {
            break;
        }
        notes.push(note);
    }
    Ok(notes)
}
