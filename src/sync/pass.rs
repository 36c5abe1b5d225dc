//! One sync: read what the others wrote, take it in, give out what the place lacks.

use std::collections::BTreeMap;

use crate::sync::FORMAT;
use crate::sync::device::Device;
use crate::sync::mark::Mark;
use crate::sync::memory::{Anchor, Memory, Writer};
use crate::sync::outside::{Answer, Desk, Log, Place, Told};
use crate::sync::report::{Report, Stop};
use crate::sync::segment::{DEVICE_FILE, FULL, Segment, name_of, number_of, pack};
use crate::sync::unread::{LARGEST, Look, devices, introduce, look};

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
