//! Results put together, and formats as `docs/exam.md` has them.

use super::*;

fn result(attempt: &str, paper: &Paper, answers: &[(&str, &str, f64)]) -> ResultFile {
    let mut sat = Attempt::new(attempt.to_owned(), 1, paper.clone(), moment(0));
    for (item, (typed, outcome, credit)) in answers.iter().enumerate() {
        if !typed.is_empty() {
            sat.take(item, answer(typed, outcome, *credit), 5, day("2026-01-10"), 1);
        }
    }
    sat.handed_in = Some(moment(60_000));
    ResultFile::of(&sat, None).unwrap()
}

/// A class of these files, judged by the deck of the tests or, without a deck, as the files say.
fn collected(files: &[(String, ResultFile)], catalogue: &Catalogue) -> class::Class {
    let keys = (class::Keys::new(catalogue, None), Vec::new());
    let mut gathering = class::Gathering::new(keys, None, class::Accepts::Commonest, None);
    for (name, file) in files {
        gathering.take(name, file);
    }
    gathering.finish().unwrap()
}

#[test]
fn a_class_is_put_together_by_card() {
    let (first, other) = (paper(&of(3), 9, "A"), paper(&of(3), 10, "A"));
    let files = [
        ("a.json".to_owned(), result("1", &first, &[("x", "correct", 1.0), ("Paris", "wrong", 0.0), ("", "", 0.0)])),
        (
            "b.json".to_owned(),
            result("2", &first, &[("x", "partial", 0.5), ("paris ", "wrong", 0.0), ("y", "close", 1.0)]),
        ),
        ("c.json".to_owned(), result("3", &other, &[("x", "correct", 1.0)])),
        ("d.json".to_owned(), result("2", &first, &[])),
    ];
    // No deck is at hand: what the files say counts.
    let all = collected(&files, &Catalogue::new(Vec::new()));
    assert_eq!((all.sheets.len(), all.alike, all.asked.iter().any(|asked| asked.judged)), (2, true, false));
    let left: Vec<_> = all.left_out.iter().map(|one| one.file.as_str()).collect();
    assert_eq!(left, ["c.json", "d.json"]);
    assert!(
        all.left_out[0].why.contains("another paper") && all.left_out[1].why.contains("the same attempt as b.json")
    );
    let place = |at: usize| all.asked.iter().position(|asked| asked.card == first.items[at].card.to_string()).unwrap();
    let figures = class::figures(&all);
    assert_eq!((figures[place(0)].share.points, figures[place(1)].share.points), (1.5, 0.0));
    assert_eq!((figures[place(2)].share.points, all.asked[place(2)].open), (1.0, 1));
    let given: Vec<_> = all.asked[place(1)].given.iter().map(|given| (given.said.as_str(), given.count)).collect();
    assert_eq!(given, [("Paris", 2)], "alike in form is one answer");
    let apart: Vec<_> = all.asked[place(0)].given.iter().map(|given| (given.said.as_str(), given.count)).collect();
    assert_eq!(apart, [("x", 1), ("x", 1)], "right once, wrong once");
    // By the deck none of these answers is right, and the files are told.
    let judged = collected(&files, &catalogue());
    assert!(judged.asked.iter().all(|asked| asked.judged));
    assert!(judged.sheets.iter().all(|sheet| judged.points(sheet) < 1e-9));
    assert_eq!(judged.odd.iter().map(|told| told.file.as_str()).collect::<Vec<_>>(), ["a.json", "b.json"]);
}

#[test]
fn a_result_is_read_back_and_other_files_are_told() {
    let written = result("1", &paper(&of(3), 9, "A"), &[("x", "correct", 1.0)]);
    let text = serde_json::to_string(&written).unwrap();
    assert_eq!(ResultFile::read(&text), Ok(written));
    for (text, why) in [
        ("", "no JSON"),
        ("{}", "no result of an exam"),
        ("{\"kind\":\"exam-result\",\"schema\":9}", "another version"),
        ("{\"kind\":\"exam-result\",\"schema\":1}", "cannot be read"),
    ] {
        let told = ResultFile::read(text).unwrap_err();
        assert!(told.contains(why), "{text}: {told}");
    }
}

/// The code blocks of `docs/exam.md` that begin so.
fn documented(fence: &str) -> Vec<&'static str> {
    let text = include_str!("../../../docs/exam.md");
    text.split(&format!("```{fence}\n")).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_formats_are_as_documented() {
    let blueprints = documented("toml");
    assert_eq!(blueprints.len(), 2);
    let rekey = class::Rekey::read(blueprints[1]).unwrap();
    assert_eq!(rekey.iter().count(), 4);
    let reading = crate::deck::read_blueprint(blueprints[0]);
    assert_eq!(reading.diagnostics, []);
    let blueprint = Blueprint::from(&reading.blueprint.unwrap());
    assert_eq!((blueprint.questions, blueprint.seconds, blueprint.pass), (Some(12), Some(900), Some(60.0)));
    let [result, paper] = documented("json").try_into().unwrap();
    let read = ResultFile::read(result).unwrap();
    let same =
        |value: &serde_json::Value, text: &str| *value == serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert!(same(&serde_json::to_value(&read).unwrap(), result), "nothing is lost, nothing added");
    assert_eq!((read.score.low, read.score.high), {
        let (low, high) = Share::of(1.0, 2).interval();
        ((low * 1e6).round() / 1e6, (high * 1e6).round() / 1e6)
    });
    let value = serde_json::from_str(paper).unwrap();
    let read = Paper::read(&value).unwrap();
    assert!(same(&read.value(), paper), "{}", read.value());
    assert_eq!(read.items.len(), 8, "every interaction but the self-rated");
}

/// One swap among five items: 0.8 by the second rule, and by the first, which papers without a number have, 0.25.
#[test]
fn a_paper_is_marked_by_the_rule_it_carries() {
    let [_, paper] = documented("json").try_into().unwrap();
    let mut value: serde_json::Value = serde_json::from_str(paper).unwrap();
    let items = serde_json::json!(["a", "b", "c", "d", "e"]);
    value["items"][6]["key"] = serde_json::json!({ "as": "arrange", "items": items, "right": items });
    let credit = |value: &serde_json::Value| {
        let paper = Paper::read(value).unwrap();
        let response = Response::Arranged(vec![0, 2, 1, 3, 4]);
        paper.question(6).check(&response, &paper.rivals(6), &Lexicon::embedded()).credit.share()
    };
    assert!((credit(&value) - 0.8).abs() < 1e-9);
    value.as_object_mut().unwrap().remove("rule");
    assert!((credit(&value) - 0.25).abs() < 1e-9);
    value["rule"] = serde_json::json!(3);
    assert!(Paper::read(&value).unwrap_err().contains("rule 3"));
}

#[test]
fn results_of_both_rules_are_put_together_as_they_were_marked() {
    let order = |attempt: &str, rule: u32, credit: f64| {
        let mut file = result(attempt, &paper(&of(1), 9, "A"), &[("b, a", "partial", credit)]);
        let share = file.score;
        file.kinds.insert("order".to_owned(), share);
        file.rule = rule;
        (format!("{attempt}.json"), file)
    };
    let all = collected(&[order("old", 1, 0.25), order("new", 2, 0.8)], &Catalogue::new(Vec::new()));
    assert_eq!(all.rules, BTreeMap::from([(1, 1), (2, 1)]));
    assert!((class::figures(&all)[0].share.points - 1.05).abs() < 1e-9, "each keeps its mark");
    let old = serde_json::to_value(order("old", 1, 0.25).1).map(|mut file| {
        file.as_object_mut().unwrap().remove("rule");
        file.to_string()
    });
    assert_eq!(ResultFile::read(&old.unwrap()).unwrap().rule, 1, "a file from before rules had numbers");
}
