//! The program from outside: the binary, its transcripts, and the shape of its sources.

#![expect(clippy::disallowed_methods, reason = "tests stand outside the rings: they write decks and read what is left")]

mod architecture;
mod author;
mod bad_input;
mod blueprints;
mod built_in;
mod cards;
mod cases;
mod collect;
#[cfg(target_os = "linux")]
mod colours;
mod copies;
mod decks;
mod edits;
mod exam;
#[cfg(target_os = "linux")]
mod exam_terminal;
mod exchange;
mod exchange_cases;
mod handing;
mod harness;
mod history;
mod homes;
mod hostile;
mod json_lines;
mod judge_cases;
mod kills;
#[cfg(target_os = "linux")]
mod left_as_found;
#[cfg(target_os = "linux")]
mod line;
mod loopback;
mod months;
mod numbers;
mod own_words;
#[cfg(target_os = "linux")]
mod own_words_terminal;
mod package;
#[cfg(target_os = "linux")]
mod pastes;
mod plan;
#[cfg(target_os = "linux")]
mod pty;
mod runs;
mod shell;
mod stats;
mod study;
mod supply;
mod sync;
mod sync_faults;
mod sync_git;
mod sync_own;
mod tables;
#[cfg(target_os = "linux")]
mod terminal;
#[cfg(target_os = "linux")]
mod watch;
#[cfg(target_os = "linux")]
mod ways_out;
#[cfg(target_os = "linux")]
mod windows;
