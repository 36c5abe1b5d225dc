//! The program from outside: the binary, its transcripts, and the shape of its sources.

#![expect(clippy::disallowed_methods, reason = "tests stand outside the rings: they write decks and read what is left")]

mod architecture;
mod bad_input;
mod decks;
mod edits;
mod exam;
mod harness;
mod kills;
#[cfg(target_os = "linux")]
mod pty;
mod study;
#[cfg(target_os = "linux")]
mod terminal;
