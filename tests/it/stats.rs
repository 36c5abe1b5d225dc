//! `acquis stats` as its reader sees it.

use serde_json::Value;

use crate::harness::Home;

const DECK: &str = r#"
[deck]
id = "small"
title = "Small"

[[short]]
id = "seat"
ask = "Where does the Commission sit?"
answer = "Brussels"
topics = ["places"]

[[date]]
id = "ties"
event = "Formal ties were established"
when = "1975"
topics = ["years"]
"#;

fn day(number: u32) -> String {
    format!("2026-01-{:02}T18:00:00+01:00", 10 + number)
}

#[test]
fn stats_tell_what_stands_where_in_words_and_json() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    let none = home.run(&day(0), &["stats", &deck], "");
    assert_eq!(none.code, 0, "{}", none.err);
    assert!(none.out.contains("No answers yet"), "{}", none.out);
    assert!(!home.data().join("progress.db").exists(), "looking makes no files");
    home.run(&day(0), &["study", &deck, "--plain"], "Bruxelles-Capitale\ny\n1974\n\n1975\n\n");
    let run = home.run(&day(3), &["stats", &deck], "");
    for told in
        ["never seen", "places", "True retention", "Overruled verdicts", "Bruxelles-Capitale", "Due in the next 30"]
    {
        assert!(run.out.contains(told), "{told} in {}", run.out);
    }
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    let run = home.run(&day(3), &["stats", &deck, "--json"], "");
    let json: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err));
    assert_eq!((json["schema"].as_u64(), json["cards"]["learning"].as_u64()), (Some(1), Some(2)), "{json}");
    assert_eq!(json["days"][0]["answers"], 3);
    assert_eq!(json["overruled"][0]["typed"], "Bruxelles-Capitale");
    assert_eq!(json["load"].as_array().map(Vec::len), Some(30));
}

#[test]
fn a_page_is_written_whole_with_its_charts_and_nothing_fetched() {
    let home = Home::new();
    let deck = home.file("small.toml", &DECK.replace("Where does", "Where <i>does</i>"));
    home.run(&day(0), &["study", &deck, "--plain"], "Paris\n\n1975\n\nBrussels\n\n");
    home.run(&day(3), &["study", &deck, "--plain"], "Paris\n\n1975\n\nBrussels\n\n");
    let page = home.path().join("page.html").to_string_lossy().into_owned();
    let run = home.run(&day(4), &["stats", &deck, "--html", &page], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let html = std::fs::read_to_string(&page).expect("the page");
    assert_eq!(html.matches("<svg ").count(), 4, "three of days, one of predictions");
    assert!(html.contains("prefers-color-scheme: dark") && !html.contains("<script"));
    assert!(!html.replace("http://www.w3.org/2000/svg", "").contains("://"), "nothing is fetched");
    assert!(html.contains("Where &lt;i&gt;does") && !html.contains("<i>"), "{html}");
    assert_eq!(home.run(&day(4), &["stats", &deck, "--html", &page], "").code, 0, "our own page is written over");
    std::fs::write(&page, "<html>somebody's own</html>").expect("a file");
    let again = home.run(&day(4), &["stats", &deck, "--html", &page], "");
    assert!(again.code == 2 && again.err.contains("--force"), "{}", again.err);
    assert_eq!(home.run(&day(4), &["stats", &deck, "--html", &page, "--force"], "").code, 0);
}

#[cfg(unix)]
#[test]
fn a_page_without_a_file_lies_in_the_cache_and_is_opened() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    let opener = home.file("bin/xdg-open", "#!/bin/sh\necho \"$1\" > \"$ACQUIS_HOME/opened\"\n");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&opener, mode).expect("a program");
    let mut command = home.command(&day(0), &["stats", &deck, "--html"]);
    command.env("PATH", format!("{}:/usr/bin:/bin", home.path().join("bin").display()));
    let out = command.output().expect("the binary runs");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    let page = home.data().join("cache/stats.html");
    assert!(out.status.success() && said.contains(&page.display().to_string()), "{said}");
    assert!(page.exists());
    let run = home.run(&day(0), &["stats", &deck, "--html", "--no-open"], "");
    assert!(run.code == 0 && run.err.contains("stats.html"), "{}", run.err);
}

#[test]
fn a_fit_is_refused_below_the_minimum_and_there_is_nothing_to_take_back() {
    let home = Home::new();
    let deck = home.file("small.toml", DECK);
    home.run(&day(0), &["study", &deck, "--plain"], "Brussels\n\n1975\n\n");
    let run = home.run(&day(4), &["stats", "--fit"], "");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("0 of 400") && run.out.contains("nothing was changed"), "{}", run.out);
    let run = home.run(&day(4), &["stats", "--fit", "--undo"], "");
    assert!(run.code == 1 && run.out.contains("default parameters are in force"), "{}", run.out);
}
