//! What the fuzzing tool throws bytes at: each takes anything, and panics where a promise is broken.

use crate::deck;
use crate::exchange::{self, Format, Said};
use crate::store;
use crate::ui::{harmless, report};

/// Reads bytes as a deck and draws what is wrong with it; the number of findings.
///
/// # Panics
/// A finding points outside the text or repeats what steers a terminal, or a report is too long.
pub fn deck(bytes: &[u8]) -> usize {
    let (text, diagnostics) = match deck::decode(bytes) {
        Ok(text) => {
            let reading = deck::read(&text);
            assert!(reading.deck.is_some() || !reading.diagnostics.is_empty(), "no deck, and no word why");
            (text, reading.diagnostics)
        }
        Err(bad) => (bad.text, vec![bad.diagnostic]),
    };
    for one in &diagnostics {
        assert!(one.span.start <= one.span.end, "{one:?}");
        assert!(one.span.start <= text.len() + 3, "{one:?} in {} bytes", text.len());
        for said in [&one.message, &one.label].into_iter().chain(&one.help) {
            assert_eq!(&harmless(said), said, "{one:?}");
        }
    }
    let drawn = report::render("deck.toml", &text, &diagnostics, crate::ui::Palette::None, 80).to_string();
    assert_eq!(harmless(&drawn), drawn);
    assert!(drawn.len() <= 65 * 1024, "{} bytes are drawn", drawn.len());
    let listed = report::json("deck.toml", &text, &diagnostics);
    assert_eq!(listed.as_array().map(Vec::len), Some(diagnostics.len()));
    diagnostics.len()
}

/// Reads lines of a log, takes them in, and gives them out again; how many there were, if all were events.
///
/// # Panics
/// What was taken in does not come out, or folds otherwise when taken in anew.
pub fn log(bytes: &[u8]) -> Option<usize> {
    let text = String::from_utf8_lossy(bytes);
    store::fuzz_target::log(&text)
}

/// The bytes of a database that holds these lines of a log.
///
/// # Panics
/// They are no log.
#[must_use]
pub fn database(lines: &str) -> Vec<u8> {
    store::fuzz_target::database(lines)
}

/// Looks for events in the bytes of a damaged database: how many were found whole.
#[must_use]
pub fn pages(bytes: &[u8]) -> usize {
    store::fuzz_target::pages(bytes)
}

/// Whether the harmless form of a text is harmless: it stays as it is when made harmless again.
///
/// # Panics
/// It does not.
pub fn screen(text: &str) -> usize {
    let clean = harmless(text);
    assert_eq!(harmless(&clean), clean, "{text:?}");
    let json = serde_json::Value::String(text.to_owned()).to_string();
    let escaped = crate::ui::harmless_json(&json);
    let back: String = serde_json::from_str(&escaped).expect("JSON stays JSON");
    assert_eq!(back, text);
    clean.len()
}

/// Imports bytes as whatever they look like; whether something came of it.
#[must_use]
pub fn import(bytes: &[u8]) -> bool {
    let format = Format::guess(bytes, "");
    format.is_ok_and(|format| exchange::read(bytes, format, &Said::default()).is_ok())
}
