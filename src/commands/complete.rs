//! What a shell offers while a command line is typed: verbs and flags, and the names of decks, courses and topics.

use std::collections::BTreeSet;
use std::ffi::OsStr;

use clap::{Arg, Command, CommandFactory};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter};
use clap_complete::env::Shells;

use super::Cli;
use crate::card::{Deck, KindName};
use crate::config;
use crate::context::Context;
use crate::library;

/// The variable by which the script of `acquis completions` asks for candidates.
const ASKED: &str = "ACQUIS_COMPLETE";

/// Answers a shell that asks for candidates; says whether one did.
pub(crate) fn answer() -> bool {
    let given = std::env::args_os();
    let env = CompleteEnv::with_factory(command).var(ASKED).bin("acquis").completer("acquis");
    env.try_complete(given, None).unwrap_or_default()
}

/// The script that makes a shell ask.
pub(crate) fn script(shell: &str) -> Option<Vec<u8>> {
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let shell = shells.completer(shell)?;
    shell.write_registration(ASKED, "acquis", "acquis", "acquis", &mut script).ok()?;
    Some(script)
}

/// The whole command line, its arguments knowing what may stand there.
pub(crate) fn command() -> Command {
    completing(Cli::command())
}

fn completing(command: Command) -> Command {
    let command = command.mut_args(offering);
    let verbs: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    verbs.into_iter().fold(command, |command, verb| command.mut_subcommand(verb, completing))
}

/// What an argument takes is told by the name of its value.
fn offering(arg: Arg) -> Arg {
    let name = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    match name.as_str() {
        "DECK" => arg.add(ArgValueCompleter::new(deck_or_path)),
        "TOPIC" | "TOPIC[=N]" => arg.add(ArgValueCompleter::new(|typed: &OsStr| beginning(typed, topics()))),
        "KEY" => arg.add(ArgValueCompleter::new(|typed: &OsStr| beginning(typed, settings()))),
        "KIND" | "KIND[=N]" => arg.add(ArgValueCompleter::new(|typed: &OsStr| beginning(typed, kinds()))),
        _ => arg,
    }
}

fn deck_or_path(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut candidates = beginning(typed, decks());
    candidates.extend(PathCompleter::any().complete(typed));
    candidates
}

/// (word, what it is) → those that begin with what was typed.
fn beginning(typed: &OsStr, words: Vec<(String, String)>) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let fitting = words.into_iter().filter(|(word, _)| word.starts_with(&*typed));
    fitting.map(|(word, help)| CompletionCandidate::new(word).help((!help.is_empty()).then(|| help.into()))).collect()
}

/// The decks in reach; none where they cannot be read, as a shell has no use for the reason.
fn known() -> Vec<Deck> {
    let Ok(cx) = Context::for_completion() else { return Vec::new() };
    let cache = cx.cache();
    let library = library::open(&cx.config.decks, &cx.config.removed, &[], cache.as_deref());
    library.map(|(library, _)| library.into_decks()).unwrap_or_default()
}

fn decks() -> Vec<(String, String)> {
    let known = known();
    let decks = known.iter().map(|deck| (deck.id.clone(), crate::ui::harmless_line(&deck.title)));
    let courses: BTreeSet<&str> =
        known.iter().filter(|deck| deck.course != deck.id).map(|deck| deck.course.as_str()).collect();
    decks.chain(courses.into_iter().map(|course| (course.to_owned(), "course".to_owned()))).collect()
}

fn topics() -> Vec<(String, String)> {
    let known = known();
    let topics: BTreeSet<&String> = known.iter().flat_map(|deck| &deck.notes).flat_map(|note| &note.topics).collect();
    topics.into_iter().map(|topic| (crate::ui::harmless_line(topic), String::new())).collect()
}

fn settings() -> Vec<(String, String)> {
    config::SCALARS.map(|key| (key.to_owned(), String::new())).into()
}

fn kinds() -> Vec<(String, String)> {
    KindName::ALL.map(|kind| (kind.word().to_owned(), String::new())).into()
}
