//! What stands in the place and was not read yet.

use std::collections::BTreeMap;

use crate::sync::device::{Device, Unreadable};
use crate::sync::mark::{Mark, Reading};
use crate::sync::memory::{Memory, Standing, Writer};
use crate::sync::outside::{Found, Log, Newcomer, Place};
use crate::sync::report::{Report, Stop};
use crate::sync::segment::{DEVICE_FILE, FULL, is_read};

/// No file of ours is larger, in bytes: a full segment and one longest line.
pub(super) const LARGEST: u64 = 4 << 20;
/// Bytes that are read before they are taken in.
const AT_ONCE: u64 = 64 << 20;

/// What a look over the place's files gave.
pub(super) enum Look<L> {
    Read {
        lines: Vec<(String, L)>,
        more: bool,
    },
    /// A file is not the one that was read, or is gone.
    Lost,
}

/// The files in a writer's folder that lines are read from.
pub(crate) fn segments(files: Vec<Found>) -> impl Iterator<Item = Found> {
    files.into_iter().filter(|found| is_read(&found.name))
}

/// What each writer says of itself; nothing where that cannot be read yet. Writers left out are not looked at.
pub(super) fn devices<E, P: Place<Error = E>>(
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

/// What a newcomer's own files say of it.
pub(super) fn introduce<E, P, L>(device: &Device, place: &mut P, log: &L) -> Result<Newcomer, E>
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
pub(super) fn look<E, P, L>(
    memory: &mut Memory,
    place: &mut P,
    log: &L,
    report: &mut Report,
) -> Result<Look<L::Line>, E>
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
