//! T1 of the peers' failures: kill -9 after each rating keeps exactly the rated answers, once.

use std::io::{BufRead, BufReader, Read, Write};

use crate::harness::{Home, reviews};

const NOW: &str = "2026-01-10T18:00:00+01:00";

fn deck() -> String {
    let entry = |number: u32| {
        format!("[[short]]\nid = \"e{number}\"\nask = \"Question number {number}?\"\nanswer = \"a{number}\"\n")
    };
    let entries: Vec<String> = (0..8).map(entry).collect();
    format!("[deck]\nid = \"kill\"\ntitle = \"Kill\"\n\n{}", entries.join("\n"))
}

#[test]
fn a_kill_after_each_rating_loses_nothing_and_doubles_nothing() {
    let home = Home::new();
    let path = home.file("kill.toml", &deck());
    for rated in 0..8 {
        let mut child = home.command(NOW, &["study", &path, "--plain"]).spawn().expect("the binary starts");
        let mut input = child.stdin.take().expect("a pipe");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let mut wait = |text: &str| {
            let found = lines.by_ref().any(|line| line.expect("a line").contains(text));
            assert!(found, "`{text}` never came");
        };
        // One card is rated in each run; the next question proves that the rating was acknowledged.
        wait(&format!("Question number {rated}?"));
        if rated < 7 {
            writeln!(input, "a{rated}\n").expect("a line");
            wait(&format!("Question number {}?", rated + 1));
            child.kill().expect("killed");
            child.wait().expect("reaped");
            assert_eq!(reviews(&home.data()), rated + 1);
        } else {
            // Killed on the verdict, before the rating: nothing was acknowledged.
            writeln!(input, "a{rated}").expect("a line");
            wait("Enter");
            child.kill().expect("killed");
            child.wait().expect("reaped");
            assert_eq!(reviews(&home.data()), rated);
        }
    }
    assert!(!home.data().join("progress.db-journal").metadata().is_ok_and(|journal| journal.len() > 0));
}

/// T3: two at once are both safe, and after a kill nothing needs removing.
#[test]
fn two_studies_at_once_are_both_safe() {
    let home = Home::new();
    let path = home.file("kill.toml", &deck());
    let start = || home.command(NOW, &["study", &path, "--plain"]).spawn().expect("the binary starts");
    let (mut one, mut two) = (start(), start());
    // Both have drawn their queue once they show a question.
    let mut outputs: Vec<_> =
        [&mut one, &mut two].map(|child| BufReader::new(child.stdout.take().expect("a pipe"))).into();
    for output in &mut outputs {
        assert!(output.by_ref().lines().any(|line| line.expect("a line").contains("Question number 0?")));
    }
    for number in 0..8 {
        for child in [&mut one, &mut two] {
            writeln!(child.stdin.as_mut().expect("a pipe"), "a{number}\n").expect("a line");
        }
    }
    for (child, mut rest) in [one, two].into_iter().zip(outputs) {
        std::io::copy(&mut rest, &mut std::io::sink()).expect("read to the end");
        let output = child.wait_with_output().expect("the binary ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(reviews(&home.data()), 16, "every rating of both is kept");
}
