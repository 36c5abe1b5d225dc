//! `acquis sync --status`: the place, who writes to it, and how far each has come; and leaving a writer out.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::{Value, json};

use super::kept::Kept;
use super::{AT_START, patience, words};
use crate::context::{Context, notice, print};
use crate::error::{Fault, named};
use crate::place::Folder;
use crate::sync::{DEVICE_FILE, Device, Place, Standing, segments};
use crate::ui;

/// Bytes of a `device.json` at most.
const LARGEST: u64 = 1 << 20;

/// A writer as the place and the memory know it.
struct Seen {
    writer: String,
    device: Option<Device>,
    /// Nothing where nobody decided yet.
    standing: Option<Standing>,
    /// Bytes of its segments that were not read yet.
    unread: u64,
}

pub(super) fn show(kept: &Kept, as_json: bool, cx: &Context) -> Result<ExitCode> {
    let open = match kept.remote(cx) {
        // As it was when it was last fetched.
        Some(remote) => remote.mirror().and_then(Folder::make),
        None => Folder::open(std::path::Path::new(&kept.place), Some(patience(AT_START, cx))),
    };
    let seen = open.and_then(|mut folder| seen(kept, &mut folder));
    if as_json {
        print(&whole(kept, seen.as_ref().ok().map(Vec::as_slice)).to_string())?;
        return Ok(ExitCode::SUCCESS);
    }
    let how = if kept.stopped { "stopped" } else { "synced at start and end of study, cram and exam" };
    print(&format!("{}: {how}", ui::harmless_line(&kept.place)))?;
    match seen {
        Ok(seen) => seen.iter().try_for_each(|one| print(&ui::harmless_line(&in_words(one, kept))))?,
        Err(fault) => notice(&words::first_sentence(&fault.into()))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn seen(kept: &Kept, folder: &mut Folder) -> Result<Vec<Seen>, Fault> {
    let mut all = Vec::new();
    for writer in folder.writers()? {
        let bytes = folder.read(&writer, DEVICE_FILE, LARGEST)?;
        let device = bytes.and_then(|bytes| Device::read(&writer, &bytes).ok());
        let known = kept.memory.writers.get(&writer);
        let mut unread = 0;
        for found in segments(folder.files(&writer)?) {
            let read = known.and_then(|known| known.files.get(&found.name)).map_or(0, |mark| mark.bytes);
            unread += found.len.saturating_sub(read);
        }
        all.push(Seen { standing: known.map(|known| known.standing), writer, device, unread });
    }
    Ok(all)
}

fn in_words(one: &Seen, kept: &Kept) -> String {
    let name = one.device.as_ref().map_or("no name yet", |device| &device.name);
    let short = &one.writer[..8];
    if one.writer == kept.memory.writer {
        return format!("{short} `{name}`: this machine");
    }
    let standing = match one.standing {
        Some(Standing::Left) => "left out for good".to_owned(),
        None => "not taken in yet: `acquis sync` asks".to_owned(),
        Some(Standing::Taken) if one.unread == 0 => "all of it is here".to_owned(),
        Some(Standing::Taken) => format!("{} bytes are to be read", one.unread),
    };
    let has_ours = one.device.as_ref().and_then(|device| device.read.get(&kept.memory.writer));
    let newest = kept.memory.newest();
    let theirs = match has_ours {
        Some(reached) if newest.is_none_or(|newest| *reached >= newest) => "has read all of this machine's",
        Some(_) => "has read a part of this machine's",
        None => "has read nothing of this machine's yet",
    };
    format!("{short} `{name}`: {standing}; {theirs}")
}

fn whole(kept: &Kept, seen: Option<&[Seen]>) -> Value {
    let standing = |one: &Seen| match one.standing {
        _ if one.writer == kept.memory.writer => "this",
        Some(Standing::Taken) => "taken",
        Some(Standing::Left) => "left",
        None => "undecided",
    };
    let writers: Option<Value> = seen.map(|seen| {
        let one = |one: &Seen| {
            json!({ "writer": one.writer, "name": one.device.as_ref().map(|device| &device.name),
                    "version": one.device.as_ref().map(|device| &device.version),
                    "standing": standing(one), "unread_bytes": one.unread })
        };
        seen.iter().map(one).collect()
    });
    json!({ "schema": 1, "place": kept.place, "stopped": kept.stopped, "writer": kept.memory.writer,
            "reachable": seen.is_some(), "writers": writers })
}

/// Leaves a writer's events out for good.
///
/// # Errors
/// No writer, several, or this machine itself is meant.
pub(super) fn leave_out(meant: &str, kept: &mut Kept, folder: &mut Folder) -> Result<()> {
    let seen = seen(kept, folder)?;
    let is_meant = |one: &&Seen| {
        meant.len() >= 4 && one.writer.starts_with(meant)
            || one.device.as_ref().is_some_and(|device| device.name == meant)
    };
    let found: Vec<&Seen> = seen.iter().filter(is_meant).collect();
    let bad = |why: &str| {
        let fault = Fault::new(format!("`{}` {why}", named(std::path::Path::new(meant))));
        Err(fault.advice("`acquis sync --status` lists them, each with the start of its id").into())
    };
    match found.as_slice() {
        [] => bad("is no machine that writes to the place"),
        [one] if one.writer == kept.memory.writer => bad("is this machine"),
        [one] => {
            let name = one.device.as_ref().map(|device| device.name.clone()).unwrap_or_default();
            let known = kept.memory.writers.entry(one.writer.clone()).or_default();
            (known.name, known.standing) = (name.clone(), Standing::Left);
            notice(&format!("`{name}` is left out from now on; what was taken in before stays"))
        }
        _ => bad("is the name of several machines"),
    }
}
