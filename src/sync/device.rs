//! What a device says of itself in its folder: `device.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::sync::FORMAT;

/// The longest name that is kept, in characters.
const LONGEST_NAME: usize = 64;

/// A device's word on itself, renewed whenever it writes to its folder or reads on in another's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Device {
    pub(crate) format: u32,
    /// The name of its folder.
    pub(crate) writer: String,
    /// What the machine calls itself.
    pub(crate) name: String,
    /// Of acquis.
    pub(crate) version: String,
    /// Drawn anew each time. One that a database never wrote means that another one writes in its name.
    pub(crate) nonce: String,
    /// The newest segment, and its length in bytes; 0 before there is one.
    pub(crate) segment: u32,
    pub(crate) bytes: u64,
    /// How far it has read each other writer: the newest segment of which it read anything, and how many bytes of it.
    #[serde(default)]
    pub(crate) read: BTreeMap<String, Reached>,
}

/// A point in a writer's segments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Reached {
    pub(crate) segment: u32,
    pub(crate) bytes: u64,
}

/// Why a `device.json` says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is of a later format.
    Newer,
    /// It did not arrive whole, or is another's.
    Torn,
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

impl Device {
    /// Reads the file in the folder of a writer. Keys that are not known are ignored.
    pub(crate) fn read(writer: &str, bytes: &[u8]) -> Result<Self, Unreadable> {
        let Format { format } = serde_json::from_slice(bytes).map_err(|_| Unreadable::Torn)?;
        if format > FORMAT {
            return Err(Unreadable::Newer);
        }
        let mut device: Self = serde_json::from_slice(bytes).map_err(|_| Unreadable::Torn)?;
        if device.writer != writer {
            return Err(Unreadable::Torn);
        }
        device.name = device.name.chars().take(LONGEST_NAME).collect();
        Ok(device)
    }

    /// As it stands in the file.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string_pretty(self).expect("a device is plain data") + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLDEN: &str = include_str!("../../tests/data/sync/acquis-sync/0123456789abcdef0123456789abcdef/device.json");
    const WRITER: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn the_golden_file_reads_and_is_written_as_it_was() {
        let device = Device::read(WRITER, GOLDEN.as_bytes()).unwrap();
        assert_eq!(device.text(), GOLDEN);
        assert_eq!((device.name.as_str(), device.segment), ("laptop", 1));
    }

    #[test]
    fn a_later_format_a_torn_file_and_anothers_are_told_apart() {
        let read = |text: &str| Device::read(WRITER, text.as_bytes()).unwrap_err();
        assert_eq!(read("{\"format\": 2, \"all\": \"else\"}"), Unreadable::Newer);
        assert_eq!(read(&GOLDEN[..GOLDEN.len() / 2]), Unreadable::Torn);
        assert_eq!(read(&GOLDEN.replace(WRITER, "00000000000000000000000000000000")), Unreadable::Torn);
        assert_eq!(read(""), Unreadable::Torn);
    }

    #[test]
    fn keys_to_come_are_ignored_and_long_names_are_cut() {
        let more = GOLDEN.replacen('{', "{\"more\": [1],", 1).replace("laptop", &"ü".repeat(1000));
        assert_eq!(Device::read(WRITER, more.as_bytes()).unwrap().name, "ü".repeat(64));
    }
}
