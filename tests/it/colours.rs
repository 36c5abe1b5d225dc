//! Which escape sequences a terminal gets: by its kind, the theme it says it has, and what the student wants.

use crate::harness::Home;
use crate::pty::{End, Pty};

const NOW: &str = "2026-01-10T18:00:00+01:00";
const DECK: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n
[[short]]\nid = \"one\"\nask = \"Which office?\"\nanswer = \"Office of Trade\"\nwhy = \"For a reason.\"\n";

/// A wrong answer to one card, in a terminal with these variables.
fn judged(variables: &[(&str, &str)], args: &[&str]) -> End {
    let home = Home::new();
    let deck = home.file("d.toml", DECK);
    let mut command = home.command(NOW, &[&["study", &deck], args].concat());
    command.env_remove("NO_COLOR");
    for (name, value) in variables {
        command.env(name, value);
    }
    let mut pty = Pty::start_program(&home, &command, (80, 24));
    pty.expect("leave");
    pty.press("Office of Peace\n", "wrong");
    pty.press("q", "everything is saved");
    let end = pty.end();
    end.left_clean(0);
    end
}

/// The parameters of every sequence that sets colours or weights, each once, in order of their text.
fn weights(end: &End) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for rest in end.seen.split("\u{1b}[").skip(1) {
        let (numbers, after) = rest.split_at(rest.find(|c: char| c != ';' && !c.is_ascii_digit()).unwrap_or(0));
        if after.starts_with('m') && !found.iter().any(|known| known == numbers) {
            found.push(numbers.to_owned());
        }
    }
    found.sort();
    found
}

#[test]
fn a_terminal_of_256_colours_gets_those_that_can_be_read_on_both_themes() {
    for variables in [
        &[("TERM", "xterm-256color")][..],
        &[("TERM", "xterm-256color"), ("COLORFGBG", "0;15")],
        &[("TERM", "xterm-256color"), ("COLORFGBG", "15;0")],
        &[("TERM", "xterm"), ("COLORTERM", "truecolor")],
    ] {
        assert_eq!(weights(&judged(variables, &[])), ["0", "1", "1;38;5;29", "38;5;131", "38;5;243"], "{variables:?}");
    }
}

#[test]
fn a_terminal_of_eight_colours_gets_its_own_and_no_grey() {
    assert_eq!(weights(&judged(&[("TERM", "linux")], &[])), ["0", "1", "1;32", "31"]);
}

/// T29 of the peers' failures.
#[test]
fn who_wants_no_colour_gets_none_and_the_same_words() {
    for (variables, args) in [
        (&[("TERM", "xterm-256color"), ("NO_COLOR", "1")][..], &[][..]),
        (&[("TERM", "xterm-256color")], &["--color", "never"]),
        (&[("TERM", "linux"), ("NO_COLOR", "1")], &[]),
    ] {
        let end = judged(variables, args);
        assert!(weights(&end).is_empty(), "{:?}", end.seen);
        for words in ["✗ wrong", "yours   Office of [Peace]", "right   Office of [Trade]"] {
            assert!(end.seen.contains(words), "{words}: {}", end.seen);
        }
    }
    let wanted = judged(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], &["--color", "always"]);
    assert!(weights(&wanted).contains(&"1".to_owned()), "a flag stands above the environment");
}
