//! The student's own words at a real terminal: forms, notes, cards added, entries opened in an editor.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::harness::{Home, reviews};
use crate::own_words::{card, home, works};
use crate::pty::Pty;

const NOW: &str = "2026-01-10T18:00:00+01:00";
const WINDOW: (u16, u16) = (80, 24);

fn study(home: &Home, kind: &str) -> Pty {
    Pty::start(home, NOW, &["study", "small", "--kind", kind], WINDOW)
}

#[test]
fn at_a_typed_a_chosen_and_a_turned_card_words_are_kept() {
    for window in [WINDOW, (40, 12)] {
        let home = home();
        let deck = std::fs::read(home.path().join("small.toml")).expect("the deck");
        let mut pty = Pty::start(&home, NOW, &["study", "small", "--kind", "short"], window);
        pty.expect("sit?");
        pty.press(":m\n", "an empty line");
        pty.press("never Strasbourg\n", "noted");
        pty.press("BXL city\n", "never Strasbourg");
        pty.press("y", "y yes");
        pty.press("y", "counted as right: good");
        pty.leave("\n").left_clean(0);
        let mut pty = Pty::start(&home, NOW, &["study", "small", "--kind", "choice"], window);
        pty.expect("proposes laws?");
        pty.press("m", "an empty line");
        pty.press("not the Council\n", "noted");
        // Whichever it is: an option that was upheld is never asked about.
        pty.press("1", "not the Council");
        // What is not rated yet is taken back, and asked again.
        pty.press("u", "your answer is taken back");
        pty.expect("proposes laws?");
        pty.expect(" > ");
        pty.press("\u{3}", "everything is saved");
        pty.end().left_clean(130);
        let mut pty = Pty::start(&home, NOW, &["study", "small", "--kind", "card"], window);
        pty.expect("Why cooperate?");
        pty.press("m", "an empty line");
        pty.press("think of borders\n", "noted");
        pty.press(" ", "think of borders");
        pty.press("3", "undo the last rating");
        pty.leave("\n").left_clean(0);
        assert_eq!(card(&home, "seat")["forms"], serde_json::json!(["BXL city"]));
        for (id, note) in [("seat", "never Strasbourg"), ("who", "not the Council"), ("turn", "think of borders")] {
            assert_eq!(card(&home, id)["note"], note);
        }
        assert_eq!(std::fs::read(home.path().join("small.toml")).expect("the deck"), deck, "byte for byte");
    }
}

/// Everything of a session is used at somebody else's deck; only its flag is left, with words for its author.
#[test]
fn somebody_elses_deck_is_byte_for_byte_the_same() {
    let home = home();
    let deck = std::fs::read(home.path().join("small.toml")).expect("the deck");
    let mut pty = study(&home, "short");
    pty.expect("sit?");
    pty.press(":e\n", "not yours to change");
    pty.press("it sits in three places\n", "flagged with your words");
    pty.press(":m\n", "an empty line");
    pty.press("mine\n", "noted");
    pty.press(":a\n", "your new card");
    pty.press("Who chairs the Eurogroup?\n", "its answer");
    pty.press("Paschal Donohoe\n", "why that is so");
    pty.press("\n", "add this card?");
    pty.press("\n", "added");
    pty.press("Strasbourg\n", "wrong");
    pty.press("y", "counted as right: good");
    pty.leave("\n").left_clean(0);
    assert_eq!(std::fs::read(home.path().join("small.toml")).expect("the deck"), deck);
    let told = home.run(NOW, &["cards", "--flagged", "--overruled", "--json"], "").out;
    assert!(told.contains("it sits in three places") && !told.contains("mine"), "{told}");
    let own = std::fs::read_to_string(home.data().join("own/own.toml")).expect("a deck of one's own");
    assert!(own.contains("ask = \"Who chairs the Eurogroup?\"\nanswer = \"Paschal Donohoe\"\n"), "{own}");
}

/// Where a key is enough, `:a` is too: the Enter behind it leaves no form, and nothing typed there goes to the card.
#[test]
fn an_enter_behind_a_command_taken_at_once_leaves_no_form() {
    for window in [WINDOW, (40, 12)] {
        let home = home();
        let mut pty = Pty::start(&home, NOW, &["study", "small", "--kind", "choice"], window);
        pty.expect("proposes laws?");
        pty.press(":a", "your new card");
        pty.send("\r");
        pty.press("What is a quorum?\r", "its answer");
        pty.press("a number\r", "why that is so");
        pty.press("\r", "Enter yes");
        // The Enter of the line before adds nothing that nobody has read.
        pty.send("\r");
        pty.press("n", "nothing was added");
        pty.press("\u{3}", "everything is saved");
        pty.end().left_clean(130);
        assert_eq!(reviews(&home.data()), 0, "nothing went to the card");
    }
}

/// A home with one card of the student's own, and an editor that is this script; `$1` is the line, `$2` the file.
fn with_editor(script: &str) -> (Home, String) {
    let home = home();
    works(&home.run(NOW, &["add", "Who chairs the Eurogroup?", "Pascal Donohoe", "--to", "names"], ""));
    works(&home.run(NOW, &["add", "Who chairs the Council?", "a minister", "--to", "names"], ""));
    let editor = home.file("my editor/vim", &format!("#!/bin/sh\n{script}\n"));
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).expect("a program");
    (home, format!("'{editor}'"))
}

fn study_own(home: &Home, editor: &str) -> Pty {
    let mut command = home.command(NOW, &["study", "names", "--plain"]);
    command = {
        let mut shown = home.command(NOW, &["study", "names"]);
        shown.env("VISUAL", editor).env("TERM", "xterm").env("PATH", std::env::var_os("PATH").unwrap_or_default());
        drop(command);
        shown
    };
    Pty::start_program(home, &command, WINDOW)
}

#[test]
fn the_session_goes_on_with_the_card_as_corrected() {
    let (home, editor) = with_editor("echo \"$1\" > line; sed -i s/Pascal/Paschal/ \"$2\"");
    let mut pty = study_own(&home, &editor);
    pty.expect("the Eurogroup?");
    pty.press(":e\n", "read again");
    pty.expect("the Eurogroup?");
    pty.press("Paschal Donohoe\n", "right");
    pty.press("\n", "the Council?");
    pty.press(":q\n", "everything is saved");
    pty.end().left_clean(0);
    let line = std::fs::read_to_string(home.path().join("line")).expect("the editor was told a line");
    let text = std::fs::read_to_string(home.data().join("own/names.toml")).expect("the deck");
    let at = text.lines().position(|line| line == "[[short]]").expect("an entry") + 1;
    assert_eq!(line.trim(), format!("+{at}"));
    assert_eq!(reviews(&home.data()), 1);
}

#[test]
fn an_editor_that_fails_is_missing_or_changes_nothing_is_told() {
    let (home, editor) = with_editor("exit 3");
    let mut pty = study_own(&home, &editor);
    pty.expect("the Eurogroup?");
    pty.press(":e\n", "ended with code 3");
    pty.expect("nothing was changed");
    pty.press("Pascal Donohoe\n", "right");
    pty.press("\u{3}", "everything is saved");
    pty.end().left_clean(130);
    let mut pty = study_own(&home, "no-such-editor-at-all -w");
    pty.expect("the Council?");
    pty.press(":e\n", "there is no editor `no-such-editor-at-all`");
    pty.press("a minister\n", "right");
    pty.leave("\n").left_clean(0);
}

#[test]
fn a_broken_deck_or_an_entry_that_is_gone_does_not_end_the_session() {
    let (home, editor) = with_editor("echo '[[short]' >> \"$2\"");
    let mut pty = study_own(&home, &editor);
    pty.expect("the Eurogroup?");
    pty.press(":e\n", "open the editor again?");
    pty.press("n", "the session goes on with the deck as it was read before");
    pty.press("Pascal Donohoe\n", "right");
    pty.press("\n", "the Council?");
    pty.press(":q\n", "everything is saved");
    pty.end().left_clean(0);
    let (home, editor) = with_editor(
        "sed -i '/Eurogroup/,$d' \"$2\"; sed -i '/^id = .*eurogroup/d; /^\\[\\[short/d' \"$2\"; printf '[[short]]\\nid = \"one\"\\nask = \"Who sits in the Council?\"\\nanswer = \"ministers\"\\n' >> \"$2\"",
    );
    let mut pty = study_own(&home, &editor);
    pty.expect("the Eurogroup?");
    pty.press(":e\n", "no longer in the deck");
    pty.end().left_clean(0);
    assert_eq!(reviews(&home.data()), 0);
}

/// T1 for one's own words: whatever was acknowledged is there, once.
#[test]
fn a_kill_after_each_step_loses_nothing_and_doubles_nothing() {
    let home = home();
    let steps = [
        (":m\nnever Strasbourg", "noted"),
        (":a\nWhat is a quorum?\na number\n", "added"),
        ("BXL city\n:take", "counted as right"),
    ];
    for (typed, told) in steps {
        let mut child = home.command(NOW, &["study", "small", "--plain"]).spawn().expect("the binary starts");
        let mut input = child.stdin.take().expect("a pipe");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        writeln!(input, "{typed}").expect("lines");
        assert!(lines.map(|line| line.expect("a line")).any(|line| line.contains(told)), "{told}");
        child.kill().expect("killed");
        child.wait().expect("reaped");
    }
    let seat = card(&home, "seat");
    assert_eq!((&seat["note"], &seat["forms"]), (&Value::from("never Strasbourg"), &serde_json::json!(["BXL city"])));
    let kinds = |event: &Value| event["kind"].as_str().map(str::to_owned);
    let history: Vec<_> = seat["history"].as_array().expect("a past").iter().filter_map(kinds).collect();
    assert_eq!(history, ["note", "review", "accept"]);
    let own = std::fs::read_to_string(home.data().join("own/own.toml")).expect("a deck");
    assert_eq!(own.matches("What is a quorum?").count(), 1);
}

/// What tells it apart is asked for once, on the fourth day of failing after the first meeting.
#[test]
fn a_card_that_turns_leech_is_asked_what_tells_it_apart() {
    let home = home();
    let day = |number: u32| format!("2026-01-{:02}T18:00:00+01:00", 10 + number);
    let wrong = "{\"response\":\"Paris\"}\n{\"rating\":\"again\"}\n";
    for number in 0..4 {
        works(&home.run(&day(number), &["study", "small", "--kind", "short", "--json"], wrong));
    }
    let mut pty = Pty::start(&home, &day(4), &["study", "small", "--kind", "short"], WINDOW);
    pty.expect("sit?");
    pty.press("Paris\n", "m note");
    pty.press("1", "what tells \"Brussels\" apart?");
    pty.press("it begins as Belgium does\n", "noted");
    pty.press("Paris\n", "it begins as Belgium does");
    pty.press("\u{3}", "everything is saved");
    pty.end().left_clean(130);
    assert_eq!(card(&home, "seat")["note"], "it begins as Belgium does");
}

/// A deck that `acquis new` made is the student's own wherever it lies, one that came along is not.
#[test]
fn a_deck_made_by_new_is_opened_in_the_editor() {
    let (home, editor) = with_editor("sed -i 's/^title = .*/title = \"Renamed\"/' \"$2\"");
    works(&home.run(NOW, &["new", "mine.toml"], ""));
    let mut command = home.command(NOW, &["study", "./mine.toml"]);
    command.env("VISUAL", &editor).env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let mut pty = Pty::start_program(&home, &command, WINDOW);
    pty.expect("keys");
    pty.press(":e\n", "read again");
    pty.expect("Renamed");
    pty.press("\u{3}", "everything is saved");
    pty.end().left_clean(130);
}
