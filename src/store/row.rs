//! One row of the event table as it is stored, with the seal that tells whether a bit of it was changed since.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::schedule::{Event, EventId, Moment, What};

/// The stored form of an event; `payload` is the JSON text of what happened.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) device: String,
    pub(super) at: i64,
    pub(super) utc_offset: i32,
    pub(super) day: String,
    pub(super) stamp: i64,
    pub(super) payload: String,
}

impl Row {
    pub(super) fn new(event: &Event, payload: String) -> Self {
        Self {
            id: event.id.to_string(),
            device: event.device.clone(),
            at: event.at.millis,
            utc_offset: event.at.offset,
            day: event.day.to_string(),
            stamp: event.stamp,
            payload,
        }
    }

    /// 64 bits of SHA-256 over every column, each with its length.
    pub(super) fn seal(&self) -> i64 {
        let mut hash = Sha256::new();
        for text in [&self.id, &self.device, &self.day, &self.payload] {
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(text);
        }
        hash.update(self.at.to_be_bytes());
        hash.update(self.utc_offset.to_be_bytes());
        hash.update(self.stamp.to_be_bytes());
        let sum: [u8; 32] = hash.finalize().into();
        let (first, _) = sum.split_first_chunk::<8>().expect("thirty-two bytes begin with eight");
        i64::from_be_bytes(*first)
    }

    /// The event, if the seal (none: written before there were any) still holds and everything in it can be read.
    ///
    /// # Errors
    /// What of it cannot be read.
    pub(super) fn event(&self, seal: Option<i64>) -> Result<Event, String> {
        if seal.is_some_and(|seal| seal != self.seal()) {
            return Err("it was changed since it was written".to_owned());
        }
        let what = what(&self.payload).map_err(|cause| cause.to_string())?;
        let deed = if self.payload.contains("\"deed\"") { deed(&self.payload)? } else { None };
        Ok(Event {
            id: self.id.parse().map_err(|_| "`id` is not 32 hexadecimal digits")?,
            device: self.device.clone(),
            at: Moment { millis: self.at, offset: self.utc_offset },
            day: self.day.parse().map_err(|_| "`day` is not a date")?,
            stamp: self.stamp,
            what,
            deed,
        })
    }
}

/// What a payload says. Most are reviews, which begin so: such a one is read as what it is, without being held in
/// between until its kind is known. Whatever is written otherwise is read as any kind is.
fn what(payload: &str) -> Result<What, serde_json::Error> {
    if let Some(rest) = payload.strip_prefix(REVIEW)
        && !rest.contains(KIND)
        && let Ok(review) = serde_json::from_str(payload)
    {
        return Ok(What::Review(review));
    }
    serde_json::from_str(payload)
}

/// How the payload of a review begins as we write it.
const REVIEW: &str = "{\"kind\":\"review\",";
const KIND: &str = "\"kind\"";

#[derive(Deserialize)]
struct Deed {
    deed: Option<String>,
}

/// Which event of several that were written at once came first.
fn deed(payload: &str) -> Result<Option<EventId>, String> {
    let Deed { deed } = serde_json::from_str(payload).map_err(|cause| cause.to_string())?;
    deed.map(|deed| deed.parse().map_err(|_| "`deed` is not 32 hexadecimal digits".to_owned())).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden_tests::{GOLDEN_LOG, GOLDEN_LOG_3, golden_events};

    #[track_caller]
    fn is_read_as_any_kind(payload: &str) -> bool {
        let (found, expected) = (what(payload).ok(), serde_json::from_str::<What>(payload).ok());
        assert_eq!(found, expected, "{payload}");
        expected.is_some()
    }

    #[test]
    fn a_review_is_read_as_any_kind_is() {
        let events = [golden_events(GOLDEN_LOG), golden_events(GOLDEN_LOG_3)].concat();
        let payloads: Vec<String> = events.iter().map(|event| serde_json::to_string(&event.what).unwrap()).collect();
        let reviews: Vec<&String> = payloads.iter().filter(|payload| payload.starts_with(REVIEW)).collect();
        assert!(reviews.len() > 200 && reviews.len() < payloads.len(), "{}", reviews.len());
        assert!(payloads.iter().all(|payload| is_read_as_any_kind(payload)));
        for review in reviews.into_iter().take(9) {
            let with = |more: &str| format!("{REVIEW}{more},{}", &review[REVIEW.len()..]);
            assert!(is_read_as_any_kind(&with("\"deed\":\"0\",\"of tomorrow\":[1,{\"a\":null}]")));
            for broken in ["\"kind\":\"suspend\"", "\"seconds\":1", "\"purpose\":\"sleep\"", "\"x\":"] {
                assert!(!is_read_as_any_kind(&with(broken)), "{broken}");
            }
            for cut in [REVIEW.len(), review.len() / 2, review.len() - 1] {
                assert!(!is_read_as_any_kind(&review[..cut]), "{cut}");
            }
        }
    }
}
