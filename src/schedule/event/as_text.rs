//! Ids, hashes and outcomes as text in the JSON of an event.

/// `deck/entry#part` in JSON.
pub(crate) mod card_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::card::CardId;

    pub(crate) fn serialize<S: Serializer>(card: &CardId, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(card)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<CardId, D::Error> {
        let text = String::deserialize(from)?;
        CardId::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is no card: deck/entry#part")))
    }
}

/// 16 hexadecimal digits in JSON, which has no 64-bit integers everywhere.
pub(crate) mod hash_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    pub(crate) fn serialize<S: Serializer>(hash: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{hash:016x}"))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        u64::from_str_radix(&String::deserialize(from)?, 16).map_err(D::Error::custom)
    }
}

/// 32 hexadecimal digits in JSON.
pub(super) mod id_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::schedule::EventId;

    pub(crate) fn serialize<S: Serializer>(id: &EventId, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(id)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<EventId, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// The outcome's word in JSON.
pub(super) mod outcome_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::text::Outcome;

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
    pub(crate) fn serialize<S: Serializer>(outcome: &Option<Outcome>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(outcome.map_or("", Outcome::word))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Outcome>, D::Error> {
        let word = String::deserialize(from)?;
        Outcome::parse(&word).map(Some).ok_or_else(|| D::Error::custom(format!("`{word}` is no outcome")))
    }
}
