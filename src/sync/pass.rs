//! One sync: read what the others wrote, take it in, give out what the place lacks.

use std::collections::BTreeMap;

use crate::sync::FORMAT;
use crate::sync::device::{Device, Unreadable};
use crate::sync::mark::{Judged, Mark, Reading};
use crate::sync::memory::{Anchor, Memory, Standing, Writer};
use crate::sync::rows::Rows;
use crate::sync::segment::{DEVICE_FILE, FULL, Segment, is_read, name_of, number_of, pack};

/// No file of ours is larger, in bytes: a full segment and one longest line.
const LARGEST: u64 = 4 << 20;
/// Bytes that are read before they are taken in.
const AT_ONCE: u64 = 64 << 20;

/// A file in a writer's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) name: String,
    /// In bytes.
    pub(crate) len: u64,
    /// Another number whenever the file was changed, as far as the disk can tell.
    pub(crate) modified: i64,
}

/// Where the devices leave what they wrote. Nothing outside it is read or written, whatever stands in it.
pub(crate) trait Place {
    type Error;

    /// The folders whose names are writers' ids.
    fn writers(&mut self) -> Result<Vec<String>, Self::Error>;

    /// The regular files in a writer's folder; none where there is no such folder.
    fn files(&mut self, writer: &str) -> Result<Vec<Found>, Self::Error>;

    /// A file's bytes; nothing where it is not there, is no regular file, or is larger than `most`.
    fn read(&mut self, writer: &str, name: &str, most: u64) -> Result<Option<Vec<u8>>, Self::Error>;

    /// Writes a file whole or not at all: when the disk says it was changed.
    fn write(&mut self, writer: &str, name: &str, bytes: &[u8]) -> Result<i64, Self::Error>;
}

/// The files in a writer's folder that lines are read from.
pub(crate) fn segments(files: Vec<Found>) -> impl Iterator<Item = Found> {
    files.into_iter().filter(|found| is_read(&found.name))
}

/// What became of a line that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Added(u64),
    /// The row in which it stood already.
    Known(u64),
    /// Its id stands for another event: it is refused.
    Clash,
}

/// A log that rows are added to, numbered from 1 in the order in which they came.
pub(crate) trait Log {
    type Error;
    type Line;

    fn judge(&self, line: &str) -> Judged<Self::Line>;

    /// The study day of a line, an ISO date.
    fn day<'a>(&self, line: &'a Self::Line) -> &'a str;

    /// An id that every database has of its own, also where it was built of the events of another.
    fn database(&self) -> &str;

    /// The id of the event in a row.
    fn id_of(&self, row: u64) -> Result<Option<String>, Self::Error>;

    /// Adds what is not known, all or nothing.
    fn take_in(&mut self, lines: &[Self::Line]) -> Result<Vec<Told>, Self::Error>;

    /// Keeps a copy of all there is, before the events of a newcomer come into it.
    fn keep_copy(&mut self) -> Result<(), Self::Error>;

    /// The rows that are not among these, each with its sealed line.
    fn lacking(&self, placed: &Rows) -> Result<Vec<(u64, String)>, Self::Error>;
}

/// A writer that the student has not decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Newcomer {
    pub(crate) writer: String,
    pub(crate) name: String,
    pub(crate) events: usize,
    pub(crate) last_day: Option<String>,
}

/// What the student says of a newcomer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Take,
    /// Not asked, or not decided.
    NotNow,
}

/// What lies beside place and log: the student, chance, and what is remembered.
pub(crate) trait Desk {
    type Error;

    /// What this machine calls itself.
    fn name(&self) -> String;

    /// Whether a newcomer is taken in.
    fn may_take(&mut self, newcomer: &Newcomer) -> Result<Answer, Self::Error>;

    /// Keeps the memory; it lasts when this returns.
    fn remember(&mut self, memory: &Memory) -> Result<(), Self::Error>;

    /// 128 random bits, in hexadecimal.
    fn fresh(&mut self) -> Result<String, Self::Error>;
}

/// Why a sync came to no end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stop<E> {
    /// A device, named, writes a later format: nothing was touched.
    Newer(String),
    Failed(E),
}

impl<E> From<E> for Stop<E> {
    fn from(cause: E) -> Self {
        Self::Failed(cause)
    }
}

/// What came and went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// Events taken in, by the writer's name.
    pub(crate) came: BTreeMap<String, usize>,
    pub(crate) given: usize,
    /// Lines refused: the writer's name, and why.
    pub(crate) harm: Vec<(String, String)>,
    /// Kinds of events that this version does not know, by the writer's name.
    pub(crate) unknown: BTreeMap<String, String>,
    /// Files whose rest stays unreadable: the writer's name, and the file's.
    pub(crate) waiting: Vec<(String, String)>,
    /// Files larger than any of ours.
    pub(crate) too_large: Vec<(String, String)>,
    /// Writers that were not taken in, since nobody decided.
    pub(crate) undecided: Vec<Newcomer>,
    /// Another home writes under the id that this one had.
    pub(crate) is_renewed: bool,
    /// The place had lost something, and was read anew.
    pub(crate) is_reread: bool,
}

/// What a look over the place's files gave.
enum Look<L> {
    Read {
        lines: Vec<(String, L)>,
        more: bool,
    },
    /// A file is not the one that was read, or is gone.
    Lost,
}

/// One sync, from whatever state the last one was left in. What `report` says is true even where this fails.
///
/// # Errors
/// The place, the log or the memory cannot be used; a device writes a later format.
pub(crate) fn sync<E, P, L, D>(
    memory: &mut Memory,
    (place, log, desk): (&mut P, &mut L, &mut D),
    report: &mut Report,
) -> Result<(), Stop<E>>
where
    P: Place<Error = E>,
    L: Log<Error = E>,
    D: Desk<Error = E>,
{
    let before = memory.clone();
    let devices = devices(memory, place)?;
    if let Some(Some(device)) = devices.get(&memory.writer)
        && !memory.nonces.contains(&device.nonce)
    {
        memory.become_new(desk.fresh()?);
        report.is_renewed = true;
    }
    greet(memory, &devices, (place, log, desk), report)?;
    if let Some(Anchor { database, row, id }) = &memory.anchor
        && (database != log.database() || log.id_of(*row)?.as_ref() != Some(id))
    {
        memory.forget_place();
    }
    loop {
        match look(memory, place, log, report)? {
            Look::Lost => {
                memory.forget_place();
                report.is_reread = true;
            }
            Look::Read { lines, more } => {
                take_in(memory, lines, log, report)?;
                if !more {
                    break;
                }
            }
        }
    }
    let lacking = log.lacking(&memory.placed)?;
    let said = devices.get(&memory.writer).and_then(Option::as_ref).map(|device| &device.nonce);
    if lacking.is_empty() && *memory == before && said.is_some() && said == memory.nonces.last() {
        return Ok(());
    }
    // A nonce is remembered before it is written: one that is not would be another home's.
    memory.keep_nonce(desk.fresh()?);
    desk.remember(memory)?;
    let given = give(memory, lacking, place, report);
    anchor(memory, log)?;
    desk.remember(memory)?;
    given?;
    let device = own_device(memory, desk.name());
    place.write(&memory.writer, DEVICE_FILE, device.text().as_bytes())?;
    Ok(())
}

/// What each writer says of itself; nothing where that cannot be read yet. Writers left out are not looked at.
fn devices<E, P: Place<Error = E>>(
    memory: &Memory,
    place: &mut P,
) -> Result<BTreeMap<String, Option<Device>>, Stop<E>> {
    let mut devices = BTreeMap::new();
    for writer in place.writers()? {
        let known = memory.writers.get(&writer);
        if known.is_some_and(|known| known.standing == Standing::Left) {
            continue;
        }
        let bytes = place.read(&writer, DEVICE_FILE, FULL as u64)?;
        let device = match bytes.map(|bytes| Device::read(&writer, &bytes)) {
            Some(Ok(device)) => Some(device),
            Some(Err(Unreadable::Newer)) => {
                let name = known.map(|known| known.name.clone()).filter(|name| !name.is_empty());
                return Err(Stop::Newer(name.unwrap_or(writer)));
            }
            Some(Err(Unreadable::Torn)) | None => None,
        };
        devices.insert(writer, device);
    }
    Ok(devices)
}

/// Asks about writers that nobody decided on; the names of the others are kept as they are now.
fn greet<E, P, L, D>(
    memory: &mut Memory,
    devices: &BTreeMap<String, Option<Device>>,
    (place, log, desk): (&mut P, &mut L, &mut D),
    report: &mut Report,
) -> Result<(), E>
where
    P: Place<Error = E>,
    L: Log<Error = E>,
    D: Desk<Error = E>,
{
    for (writer, device) in devices {
        // What has not said its name yet has not arrived whole.
        let Some(device) = device else { continue };
        if let Some(known) = memory.writers.get_mut(writer) {
            known.name.clone_from(&device.name);
            continue;
        }
        let newcomer = introduce(device, place, log)?;
        match desk.may_take(&newcomer)? {
            Answer::Take => {
                log.keep_copy()?;
                let taken = Writer { name: device.name.clone(), ..Writer::default() };
                memory.writers.insert(writer.clone(), taken);
            }
            Answer::NotNow => report.undecided.push(newcomer),
        }
    }
    Ok(())
}

/// What a newcomer's own files say of it.
fn introduce<E, P, L>(device: &Device, place: &mut P, log: &L) -> Result<Newcomer, E>
where
    P: Place<Error = E>,
    L: Log<Error = E>,
{
    let Device { writer, name, .. } = device.clone();
    let mut newcomer = Newcomer { writer, name, events: 0, last_day: None };
    for found in segments(place.files(&newcomer.writer)?) {
        let Some(bytes) = place.read(&newcomer.writer, &found.name, LARGEST)? else { continue };
        let read = Mark::default().read(&bytes, found.modified, |line| log.judge(line));
        let lines = read.map(|read| read.lines).unwrap_or_default();
        newcomer.events += lines.len();
        let last = lines.iter().map(|line| log.day(line)).max();
        newcomer.last_day = newcomer.last_day.max(last.map(str::to_owned));
    }
    Ok(newcomer)
}

/// Reads on in every file of every writer that is taken in, this device's own among them.
fn look<E, P, L>(memory: &mut Memory, place: &mut P, log: &L, report: &mut Report) -> Result<Look<L::Line>, E>
where
    P: Place<Error = E>,
    L: Log<Error = E>,
{
    let (mut lines, mut budget) = (Vec::new(), AT_ONCE);
    for (id, writer) in memory.writers.iter_mut().filter(|(_, writer)| writer.standing == Standing::Taken) {
        let name = if writer.name.is_empty() { id.clone() } else { writer.name.clone() };
        let files: Vec<Found> = segments(place.files(id)?).collect();
        if misses(writer, &files) {
            return Ok(Look::Lost);
        }
        for found in files {
            let mark = writer.files.get(&found.name).cloned().unwrap_or_default();
            let is_same = (mark.len, mark.modified) == (found.len, found.modified);
            if found.len < mark.bytes || is_same && mark.is_whole() {
                continue;
            }
            if found.len > LARGEST {
                report.too_large.push((name.clone(), found.name));
                continue;
            }
            if budget < found.len {
                return Ok(Look::Read { lines, more: true });
            }
            budget -= found.len;
            let Some(bytes) = place.read(id, &found.name, LARGEST)? else { continue };
            let Some(reading) = mark.read(&bytes, found.modified, |line| log.judge(line)) else {
                return Ok(Look::Lost);
            };
            lines.extend(noted(&name, &found.name, reading, writer, report));
        }
    }
    Ok(Look::Read { lines, more: false })
}

/// Keeps the mark and what there is to tell; gives the lines.
fn noted<L>(
    name: &str,
    file: &str,
    reading: Reading<L>,
    writer: &mut Writer,
    report: &mut Report,
) -> impl Iterator<Item = (String, L)> + use<L> {
    let Reading { lines, harm, unknown, mark } = reading;
    report.harm.extend(harm.into_iter().map(|why| (name.to_owned(), why)));
    match unknown {
        Some(kind) => drop(report.unknown.insert(name.to_owned(), kind)),
        None if mark.waits > 0 => report.waiting.push((name.to_owned(), file.to_owned())),
        None => {}
    }
    writer.files.insert(file.to_owned(), mark);
    let name = name.to_owned();
    lines.into_iter().map(move |line| (name.clone(), line))
}

/// Whether a file that was read is missing, or shorter, for the second time: stores show files late, or in part.
fn misses(writer: &mut Writer, files: &[Found]) -> bool {
    let lengths: BTreeMap<&str, u64> = files.iter().map(|found| (found.name.as_str(), found.len)).collect();
    let mut again = false;
    for (name, mark) in writer.files.iter_mut().filter(|(_, mark)| mark.bytes > 0) {
        let is_gone = lengths.get(name.as_str()).is_none_or(|len| *len < mark.bytes);
        again |= is_gone && mark.gone;
        mark.gone = is_gone;
    }
    again
}

/// Takes lines in. All of them stand in the place.
fn take_in<E, L>(memory: &mut Memory, lines: Vec<(String, L::Line)>, log: &mut L, report: &mut Report) -> Result<(), E>
where
    L: Log<Error = E>,
{
    if lines.is_empty() {
        return Ok(());
    }
    let (names, lines): (Vec<String>, Vec<L::Line>) = lines.into_iter().unzip();
    let mut rows = Vec::with_capacity(lines.len());
    for (name, told) in names.into_iter().zip(log.take_in(&lines)?) {
        match told {
            Told::Added(row) => {
                rows.push(row);
                *report.came.entry(name).or_default() += 1;
            }
            Told::Known(row) => rows.push(row),
            Told::Clash => report.harm.push((name, "its id stands for another event here".to_owned())),
        }
    }
    memory.placed.add(rows);
    anchor(memory, log)
}

/// Keeps the last event that is known to stand in the place.
fn anchor<E, L: Log<Error = E>>(memory: &mut Memory, log: &L) -> Result<(), E> {
    let Some(row) = memory.placed.last() else { return Ok(()) };
    memory.anchor = log.id_of(row)?.map(|id| Anchor { database: log.database().to_owned(), row, id });
    Ok(())
}

/// Writes what the place lacks into this device's folder.
fn give<E, P>(memory: &mut Memory, lacking: Vec<(u64, String)>, place: &mut P, report: &mut Report) -> Result<(), E>
where
    P: Place<Error = E>,
{
    if lacking.is_empty() {
        return Ok(());
    }
    let open = open_segment(memory, place)?;
    for Segment { number, text, rows } in pack(open, lacking) {
        let (writer, name) = (memory.writer.clone(), name_of(number));
        let modified = place.write(&writer, &name, &text)?;
        memory.own().files.insert(name, Mark::whole(&text, modified));
        report.given += rows.len();
        memory.placed.add(rows);
    }
    Ok(())
}

/// The newest segment, if it stands as this device left it; else the number of a fresh one.
fn open_segment<E, P: Place<Error = E>>(memory: &mut Memory, place: &mut P) -> Result<(u32, Vec<u8>), E> {
    let writer = memory.writer.clone();
    let standing = place.files(&writer)?;
    let remembered = memory.own().files.keys().filter_map(|name| number_of(name));
    let newest = standing.iter().filter_map(|found| number_of(&found.name)).chain(remembered).max();
    let Some(newest) = newest else { return Ok((1, Vec::new())) };
    let name = name_of(newest);
    if let Some(mark) = memory.own().files.get(&name).filter(|mark| mark.is_whole() && mark.bytes < FULL as u64)
        && let Some(bytes) = place.read(&writer, &name, LARGEST)?
        && *mark == (Mark { modified: mark.modified, ..Mark::whole(&bytes, 0) })
    {
        return Ok((newest, bytes));
    }
    Ok((newest + 1, Vec::new()))
}

/// What this device says of itself now.
fn own_device(memory: &mut Memory, name: String) -> Device {
    memory.own().name.clone_from(&name);
    let newest = memory.newest().unwrap_or_default();
    Device {
        format: FORMAT,
        writer: memory.writer.clone(),
        name,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        nonce: memory.nonces.last().cloned().unwrap_or_default(),
        segment: newest.segment,
        bytes: newest.bytes,
        read: memory.reached(),
    }
}
