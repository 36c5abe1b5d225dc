//! What a shell offers while a command line is typed: verbs and flags, and the names of decks, courses and topics.

mod quote;

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};

use clap::{Arg, Command, CommandFactory, ValueEnum};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter, complete};

use super::Cli;
use crate::card::{Deck, KindName};
use crate::config;
use crate::context::{self, Context};
use crate::library;
use crate::ui;
use quote::{for_bash, for_powershell, typed};

/// The variable by which the script of `acquis completions` asks for candidates, and says for which shell.
const ASKED: &str = "ACQUIS_COMPLETE";

/// Shells whose words are completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
    Powershell,
}

/// Answers a shell that asks for candidates; says whether one did.
pub(crate) fn answer() -> bool {
    let Some(shell) = context::variable(ASKED) else { return false };
    let given: Vec<OsString> = context::words().into_iter().skip_while(|word| word != "--").skip(1).collect();
    if let Ok(shell) = Shell::from_str(&shell, true) {
        let lines: String = offered(shell, given).into_iter().map(|line| line + "\n").collect();
        // A shell that went away has no use for them.
        let _ = context::output(lines.as_bytes());
    }
    true
}

/// The script that makes a shell ask.
pub(crate) fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("complete/acquis.bash"),
        Shell::Zsh => include_str!("complete/acquis.zsh"),
        Shell::Fish => include_str!("complete/acquis.fish"),
        Shell::Elvish => include_str!("complete/acquis.elv"),
        Shell::Powershell => include_str!("complete/acquis.ps1"),
    }
}

/// The candidates, one a line, as the shell's script wants them: written for the place where they go in (bash, PowerShell),
/// else as they are, for a shell that quotes what it inserts, each with what it is behind a tab where there is room.
fn offered(shell: Shell, given: Vec<OsString>) -> Vec<String> {
    let first = given.first().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
    let breaks = given.get(1).map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
    let line = typed(&first, &breaks);
    let words: Vec<OsString> = match shell {
        Shell::Bash => line.words.iter().map(OsString::from).collect(),
        Shell::Powershell => first.split('\n').map(OsString::from).collect(),
        Shell::Zsh | Shell::Fish | Shell::Elvish => given,
    };
    let index = words.len().saturating_sub(1);
    let candidates = complete(&mut command(), words, index, None).unwrap_or_default();
    let written = |candidate: CompletionCandidate| {
        let value = candidate.get_value().to_str().filter(|value| is_seen_whole(value))?;
        let help =
            candidate.get_help().map(|help| ui::harmless_line(&help.to_string())).filter(|help| !help.is_empty());
        let told = help.map(|help| format!("\t{help}")).unwrap_or_default();
        match shell {
            Shell::Bash => for_bash(value, &line),
            Shell::Powershell => Some(for_powershell(value) + &told),
            Shell::Elvish => Some(value.to_owned()),
            Shell::Zsh | Shell::Fish => Some(value.to_owned() + &told),
        }
    };
    candidates.into_iter().filter_map(written).collect()
}

/// What a student sees on the line is all that is there: no control, no hidden character, no line's end.
fn is_seen_whole(value: &str) -> bool {
    !value.contains(['\n', '\t']) && ui::harmless(value) == *value
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
    candidates.extend(PathCompleter::any().complete(typed).into_iter().filter(|path| !is_option(path.get_value())));
    candidates
}

/// (word, what it is) → those that begin with what was typed.
fn beginning(typed: &OsStr, words: Vec<(String, String)>) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let fitting = words.into_iter().filter(|(word, _)| word.starts_with(&*typed) && !is_option(OsStr::new(word)));
    fitting.map(|(word, help)| CompletionCandidate::new(word).help((!help.is_empty()).then(|| help.into()))).collect()
}

/// A stranger's name that would be read as an option.
fn is_option(word: &OsStr) -> bool {
    word.as_encoded_bytes().starts_with(b"-")
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
    let decks = known.iter().map(|deck| (deck.id.clone(), ui::harmless_line(&deck.title)));
    let courses: BTreeSet<&str> =
        known.iter().filter(|deck| deck.course != deck.id).map(|deck| deck.course.as_str()).collect();
    decks.chain(courses.into_iter().map(|course| (course.to_owned(), "course".to_owned()))).collect()
}

fn topics() -> Vec<(String, String)> {
    let known = known();
    let topics: BTreeSet<&String> = known.iter().flat_map(|deck| &deck.notes).flat_map(|note| &note.topics).collect();
    topics.into_iter().map(|topic| (topic.clone(), String::new())).collect()
}

fn settings() -> Vec<(String, String)> {
    config::SCALARS.map(|key| (key.to_owned(), String::new())).into()
}

fn kinds() -> Vec<(String, String)> {
    KindName::ALL.map(|kind| (kind.word().to_owned(), String::new())).into()
}
