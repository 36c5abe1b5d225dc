//! What the reader does with blueprints.

use super::*;

#[test]
fn a_blueprint_is_read_whole() {
    let text = "[exam]\ntitle = \"Mock\"\nquestions = 12\ntime = \"1h 30m\"\npass = 62.5\ndecks = [\"a\", \"./b.toml\"]\nshuffle = false\n\
                [exam.topics]\nchronology = 4\n\"eu bodies\" = 3\n[exam.kinds]\ntrue_false = 2\n";
    let reading = read_blueprint(text);
    assert_eq!(reading.diagnostics, []);
    let read = reading.blueprint.expect("sound");
    assert_eq!((read.questions, read.seconds, read.pass, read.shuffle), (Some(12), Some(5400), Some(62.5), false));
    assert_eq!(read.decks.iter().map(|deck| deck.0.as_str()).collect::<Vec<_>>(), ["a", "./b.toml"]);
    let topics: Vec<_> = read.topics.iter().map(|asked| (asked.what.as_str(), asked.count)).collect();
    assert_eq!(topics, [("chronology", 4), ("eu bodies", 3)]);
    assert_eq!(read.kinds[0].what, KindName::TrueFalse);
    assert_eq!(&text[read.topics[1].span.clone()], "\"eu bodies\"");
}

#[track_caller]
fn told(text: &str, codes: &[&str]) {
    let reading = read_blueprint(text);
    assert_eq!(
        reading.diagnostics.iter().map(|one| one.code.word()).collect::<Vec<_>>(),
        codes,
        "{:?}",
        reading.diagnostics
    );
    assert!(reading.blueprint.is_none());
}

#[test]
fn every_slip_is_told_in_one_run() {
    told(
        "[exam]\nquestions = 0\ntime = \"soon\"\npass = 160\nshufle = true\n",
        &["bad-count", "bad-time", "bad-pass", "unknown-key"],
    );
    told("[exam]\nquestions = 3\n[exam.topics]\na = 2\nb = 2\n", &["too-many-asked"]);
    told("[exam.kinds]\ndate = 1\n", &["missing-exam"]);
    told("[exam]\n[exam.kinds]\ncard = 1\ndaet = 2\n", &["self-rated", "unknown-kind"]);
    told("[exam]\n[exam.topic]\na = 1\n[[date]]\nid = \"x\"\n", &["unknown-table", "unknown-table"]);
}

#[test]
fn points_are_one_number_or_by_kind() {
    let read = |text: &str| read_blueprint(text).blueprint.expect("sound");
    assert_eq!(read("[exam]\npoints = 2.5\nseed = 7\n").points, Some(2.5));
    assert_eq!(read("[exam]\nseed = 7\n").seed, Some(7));
    for text in ["[exam]\npoints = { list = 3, choice = 0.5 }\n", "[exam]\n[exam.points]\nlist = 3\nchoice = 0.5\n"] {
        assert_eq!(read(text).points_by_kind, [(KindName::List, 3.0), (KindName::Choice, 0.5)]);
    }
    told(
        "[exam]\nseed = -1\npoints = { list = 0, shrot = 1, card = 2, date = \"2\" }\n",
        &["bad-count", "bad-count", "unknown-kind", "self-rated", "bad-count"],
    );
}

#[test]
fn a_time_is_hours_minutes_seconds_in_this_order() {
    for (text, seconds) in [("15m", 900), ("15", 900), ("1h30m", 5400), ("90s", 90), ("1h 5s", 3605)] {
        assert_eq!(seconds_of(text), Some(seconds), "{text}");
    }
    for text in ["", "m", "0m", "30m1h", "1h30", "15 minutes", "-5m", "25h"] {
        assert_eq!(seconds_of(text), None, "{text}");
    }
}
