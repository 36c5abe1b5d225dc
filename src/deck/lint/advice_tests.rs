//! Advice is taken word by word, and what stands there then is checked again: nothing is wrong with it any more.

use super::{Sheet, lint};
use crate::card::Span;
use crate::deck::{locate, outline, read, read_blueprint};
use crate::diagnostic::{Diagnostic, Severity};

const PAGES: &str = include_str!("../../../docs/diagnostics.md");

pub(super) const HEAD: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n\n[sources.s]\ntitle = \"S\"\n\n[defaults]\nsource = { key = \"s\", at = \"p. 1\" }\n\n";

/// Slips of authors, and how many findings each may bring.
const SLIPS: [&str; 27] = [
    "[[date]]\nid = \"a\"\nevent = \"The regulation began to apply\"\nwhen = \"2018-5-25\"\n",
    "[[date]]\nid = \"a\"\nevent = \"The regulation began to apply\"\nwhen = 2018-5-25\n",
    "[[date]]\nid = \"a\"\nevent = \"The regulation began to apply\"\nwhen = \"25.5.2018\"\n",
    "[[date]]\nid = \"a\"\nevent = \"The regulation began to apply\"\nwhen = \"05/25/2018\"\n",
    "[[date]]\nid = \"a\"\nevent = \"The regulation began to apply\"\nwhen = 2018-5\n",
    "[[date]]\nid = \"a\"\nevent = \"The regulation began to apply\"\nwhen = \"18-month\"\n",
    "[[number]]\nid = \"a\"\nask = \"How long may it take?\"\nanswer = \"18-month\"\n",
    "[[date]]\nid = \"a\"\nevent = \"When did the regulation apply?\"\nwhen = \"2018-05-25\"\n",
    "[[choice]]\nid = \"a\"\nask = \"Which body supports certification?\"\nanswer = 0\nwrong = [\"ENISA\", \"Europol\", \"Eurojust\"]\n",
    "[[choice]]\nid = \"a\"\nask = \"How many bodies are there?\"\nanswer = 3\nwrong = [4, 5, 6]\n",
    "[[choice]]\nid = \"a\"\nask = \"Which body supports certification?\"\noptions = [\"ENISA\", \"Europol\", \"Eurojust\"]\ncorrect = 0\n",
    "[[choice]]\nid = \"a\"\nask = \"Which body supports certification?\"\ncorrect = \"ENISA\"\noptions = [\"ENISA\", \"Europol\", \"Eurojust\"]\n",
    "[[choice]]\nid = \"a\"\nask = \"Which body supports certification?\"\nanswer = \"ENISA\"\noptions = [\"Frontex\", \"Europol\", \"Eurojust\"]\n",
    "[[short]]\nid = \"a\"\nlicence = \"CC-BY-4.0\"\nask = \"Which body supports certification?\"\nanswer = \"ENISA\"\n",
    "[[short]]\nid = \"a\"\nask\u{a0}= \"Which body supports certification?\"\nanswer = \"ENISA\"\n",
    "[[short]]\nid = \"a\"\nask = \"Which body supports certification?\"\nanswer\u{a0}=\u{202f}\"ENISA\"\n",
    "[[short]]\nid = \"a\"\nask = \"Which body supports certification?\"\n<<<<<<< HEAD\nanswer = \"ENISA\"\n=======\nanswer = \"Europol\"\n>>>>>>> colleague\n",
    "<<<<<<< HEAD\n[[short]]\nid = \"a\"\nask = \"Which body supports certification?\"\nanswer = \"ENISA\"\n=======\n[[short]]\nid = \"a\"\nask = \"Which?\"\nanswer = \"Europol\"\n>>>>>>> colleague\n",
    "[[short]]\nid = \"a\"\nquestion = \"Which body supports certification?\"\nanswer = \"ENISA\"\n",
    "[[short]]\nid = \"a\"\nfront = \"Which body supports certification?\"\nback = \"ENISA\"\n",
    "[[short]]\nid = \"a\"\nask = \"Which body supports certification?\"\nanswer = \"ENISA\"\nanser = \"ENISA\"\n",
    "[[card]]\nid = \"a\"\nquestion = \"Which body supports certification?\"\nback = \"ENISA\"\n",
    "[[short]]\nid = \"a\"\nask: \"Which body supports certification?\"\nanswer = \"ENISA\"\n",
    "[source.x]\ntitle = \"X\"\n[[short]]\nid = \"a\"\nask = \"Which body supports certification?\"\nanswer = \"ENISA\"\nsource = { key = \"x\", at = \"p. 2\" }\n[[short]]\nid = \"b\"\nask = \"Which body fights crime?\"\nanswer = \"Europol\"\n",
    "[[true_false]]\nid = \"a\"\nstatement = \"The agency is permanent.\"\nanswer = True\n",
    "[[true_false]]\nid = \"a\"\nstatement = \"The agency is permanent.\"\nanswer = \"true\"\n",
    "[[short]]\nid = \"Big Id\"\nask = \"Which body supports certification?\"\nanswer = “ENISA”\n",
];

pub(super) fn found(text: &str) -> Vec<Diagnostic> {
    let reading = read(text);
    let weak = reading.deck.as_ref().map(|deck| {
        let sheet = Sheet { name: "x.toml", text, deck, silenced: &reading.silenced, told: true };
        lint(&[sheet], &[], "2026-11-26".parse().unwrap()).remove(0)
    });
    weak.unwrap_or_default().merged(&reading.diagnostics)
}

/// The text with the advice of a finding taken; nothing where it leaves the wording to the author.
fn taken(text: &str, found: &Diagnostic) -> Option<String> {
    if !found.fix.is_empty() {
        let mut edits = found.fix.clone();
        edits.sort_by_key(|edit| edit.span.start);
        let mut mended = text.to_owned();
        edits.iter().rev().for_each(|edit| mended.replace_range(edit.span.clone(), &edit.text));
        return Some(mended);
    }
    let help = found.help.as_deref()?;
    let pieces: Vec<&str> = help.split('`').skip(1).step_by(2).collect();
    let first = pieces.first().filter(|piece| !piece.contains('…'))?;
    let put = |span: Span, new: &str| format!("{}{new}{}", &text[..span.start], &text[span.end..]);
    if help.starts_with("did you mean") {
        return Some(put(word(text, found), first));
    }
    if help.contains("delete one of the two") {
        let line = line_of(text, found.span.start);
        return Some(put(line.start..(line.end + 1).min(text.len()), ""));
    }
    if !["write `", "write the year first", "put it in quotes"].iter().any(|start| help.starts_with(start)) {
        return None;
    }
    if first.contains(" = ") {
        let lines: Vec<&str> = pieces.iter().filter(|piece| piece.contains(" = ")).copied().collect();
        let lines = if help.contains(" or `") { vec![*first] } else { lines };
        return Some(replaced(text, found, &lines));
    }
    if help.contains(" at its end") || help.contains(" at the end of the list") {
        let at = match *first {
            "}}" => found.span.end - 1,
            "]" | "}" => text.trim_end().len(),
            _ => found.span.end,
        };
        return Some(put(at..at, first));
    }
    if first.starts_with("[[") && !text[found.span.clone()].starts_with('[') {
        let header = outline(text).into_iter().rfind(|section| section.header.start < found.span.start)?.header;
        return Some(put(header, first));
    }
    Some(put(word(text, found), first))
}

/// What the message names first, where it stands in the place that is marked; else that place.
fn word(text: &str, found: &Diagnostic) -> Span {
    let marked = &text[found.span.clone()];
    let named = found.message.split('`').nth(1).filter(|named| !named.is_empty());
    match named.and_then(|named| Some((marked.find(named)?, named.len()))) {
        Some((at, length))
            if marked.starts_with('"') && !found.help.as_ref().is_some_and(|help| help.contains("`\"")) =>
        {
            found.span.start + at..found.span.start + at + length
        }
        _ => found.span.clone(),
    }
}

/// With these statements in the place of those of the same slip.
fn replaced(text: &str, found: &Diagnostic, lines: &[&str]) -> String {
    let mut gone: Vec<Span> = vec![line_of(text, found.span.start)];
    let keys: Vec<&str> = found.message.split('`').skip(1).step_by(2).collect();
    for section in outline(text).iter().filter(|section| section.body.contains(&found.span.start)) {
        gone.extend(
            section
                .properties
                .iter()
                .filter(|property| keys.contains(&property.key.as_str()) || property.value.contains(&found.span.start))
                .map(|property| line_of(text, property.key_span.start).start..line_of(text, property.value.end).end),
        );
    }
    gone.sort_by_key(|span| (span.start, span.end));
    gone.dedup();
    let mut mended = text.to_owned();
    for (at, span) in gone.iter().enumerate().rev() {
        mended.replace_range(span.clone(), if at == 0 { "" } else { "# gone" });
    }
    mended.insert_str(gone[0].start, &lines.join("\n"));
    mended
}

fn line_of(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    start..text[at..].find('\n').map_or(text.len(), |end| at + end)
}

/// Whether something is wrong where the first finding was: on its line, or in the entry where it was of that.
fn is_wrong_again(before: (&str, &Diagnostic), after: &str) -> Vec<Diagnostic> {
    let (text, first) = before;
    let line = locate(text, first.span.start).0;
    let again = found(after).into_iter().filter(|one| {
        let there = locate(after, one.span.start).0;
        one.code == first.code && one.severity == first.severity && there.abs_diff(line) <= 1
            || one.severity == Severity::Error && there == line
    });
    again.collect()
}

/// How much advice was taken; what did not hold is added to the list.
fn take_all(text: &str, broken: &mut Vec<String>) -> usize {
    let mut count = 0;
    for one in found(text) {
        let Some(mended) = taken(text, &one) else { continue };
        let again = is_wrong_again((text, &one), &mended);
        if mended == text || !again.is_empty() {
            let again: Vec<&str> = again.iter().map(|one| one.message.as_str()).collect();
            broken.push(format!("{}: {:?}: {again:?}\n{mended}", one.message, one.help));
        }
        count += 1;
    }
    count
}

#[test]
fn advice_about_a_slip_is_right_and_a_slip_is_told_once() {
    let (mut taken, mut broken) = (0, Vec::new());
    for slip in SLIPS {
        let text = format!("{HEAD}{slip}");
        let told: Vec<_> = found(&text).into_iter().map(|one| (one.code.word(), one.message, one.help)).collect();
        // The last one holds two slips.
        let expected = if slip.contains("Big Id") { 2 } else { 1 };
        if told.len() != expected {
            broken.push(format!("{slip}\n{told:#?}"));
        }
        taken += take_all(&text, &mut broken);
    }
    assert!(broken.is_empty(), "{}", broken.join("\n\n"));
    assert!(taken >= 20, "{taken}");
}

#[test]
fn every_advice_of_the_pages_can_be_taken_at_its_word() {
    let head = PAGES.split_once("```toml head\n").and_then(|(_, rest)| rest.split_once("\n```")).unwrap().0;
    let (mut taken, mut broken) = (0, Vec::new());
    for page in PAGES.split("\n### ").skip(1) {
        let Some((bad, _)) = page.split_once("```toml bad\n").and_then(|(_, rest)| rest.split_once("\n```")) else {
            continue;
        };
        if bad.contains("[exam") {
            assert!(!read_blueprint(bad).diagnostics.is_empty());
            continue;
        }
        let is_whole = ["[deck]", "[sources"].iter().any(|table| bad.contains(table));
        let text = if is_whole { format!("{bad}\n") } else { format!("{head}\n\n{bad}\n") };
        taken += take_all(&text, &mut broken);
    }
    assert!(broken.is_empty(), "{}", broken.join("\n\n"));
    assert!(taken >= 23, "{taken}");
}

/// One message, with these words and this advice.
#[track_caller]
fn says(slip: &str, message: &str, help: &str) {
    let text = format!("{HEAD}{slip}");
    let told: Vec<_> = found(&text).into_iter().map(|one| (one.message, one.help.unwrap_or_default())).collect();
    assert!(told.iter().any(|one| one.0.contains(message) && one.1 == help), "{slip}\n{told:#?}");
}

#[test]
fn a_mark_of_a_merge_alone_is_told_as_one() {
    let help = "see that one version stands here, and delete this line";
    for mark in ["<<<<<<< HEAD", "=======", ">>>>>>> colleague", "||||||| base"] {
        let slip = format!("[[short]]\nid = \"a\"\nask = \"Which body?\"\n{mark}\nanswer = \"ENISA\"\n");
        says(&slip, "a mark of a merge was left", help);
        assert_eq!(found(&format!("{HEAD}{slip}")).len(), 1, "{mark}");
    }
    let heading =
        "[[short]]\nid = \"a\"\nask = \"Which body?\"\nanswer = \"ENISA\"\nwhy = \"\"\"\nTitle\n=======\nText.\"\"\"\n";
    assert!(found(&format!("{HEAD}{heading}")).iter().all(|one| one.code.word() != "merge-conflict"));
    says("[[short]]\nid = \"a\"\nask == \"Which body?\"\nanswer = \"ENISA\"\n", "", "write one `=`");
}

#[test]
fn the_number_of_an_option_is_no_answer_wherever_the_options_stand() {
    let help = "write the text of the right option, not its number, and leave it out of `wrong`";
    let choice = |options: &str, answer: u8| {
        format!("[[choice]]\nid = \"a\"\nask = \"Which body is it?\"\nanswer = {answer}\n{options}\n")
    };
    for options in [
        "wrong = [\"ENISA\", \"Europol\"]",
        "wrong = \"ENISA\"",
        "options = [\"ENISA\", \"Europol\", \"Eurojust\"]",
        "distractors = [\"ENISA\", \"Europol\"]",
        "wrong1 = \"ENISA\"\nwrong2 = \"Europol\"",
    ] {
        says(&choice(options, 2), "`answer` is a whole number", help);
    }
    for options in ["wrong = [\"3\", \"4\"]", "wrong = [3, 4]", "options = [2, 3, 4]"] {
        says(&choice(options, 2), "`answer` is a whole number", "put it in quotes: `answer = \"2\"`");
    }
}

#[test]
fn several_answers_of_a_short_question_are_told_where_they_go() {
    for key in ["answer", "answers"] {
        let slip = |list: &str| format!("[[short]]\nid = \"a\"\nask = \"Which body is it?\"\n{key} = {list}\n");
        says(
            &slip("[\"ENISA\", \"the agency\"]"),
            key,
            "write `answer = \"ENISA\"` and `accept = [\"the agency\"]`; if all of them are asked for, make it a `[[list]]`",
        );
        says(&slip("[\"ENISA\"]"), key, "write `answer = \"ENISA\"`");
        let text = format!("{HEAD}{}", slip("[\"ENISA\", \"the agency\"]"));
        let mut broken = Vec::new();
        assert_eq!(take_all(&text, &mut broken), 1);
        assert!(broken.is_empty(), "{broken:?}");
    }
    says("[[short]]\nid = \"a\"\nask = \"Which body?\"\nanswers = \"ENISA\"\n", "answers", "did you mean `answer`?");
}

#[test]
fn an_unknown_source_is_answered_with_those_that_there_are() {
    let slip = |more: &str| {
        format!("{more}[[short]]\nid = \"a\"\nask = \"Which body?\"\nanswer = \"ENISA\"\nsource = \"eu\"\n")
    };
    says(&slip(""), "there is no source `eu`", "known are `s`; or define it above the entries: `[sources.eu]`");
    let six = [1, 2, 3, 4, 5].map(|at| format!("[sources.long-{at}]\ntitle = \"L\"\n")).concat();
    says(&slip(&six), "there is no source `eu`", "define it above the entries: `[sources.eu]`");
}

#[test]
fn an_entry_is_never_proposed_to_itself() {
    let entry = |id: &str, more: &str| {
        format!("[[institution]]\nid = \"{id}\"\nname = \"Body of {id}\"\nrole = \"looks after {id}\"\n{more}\n")
    };
    for key in ["confused_with", "requires"] {
        let own = "write the `id` of an entry, or `deck/id`";
        says(&entry("greco", &format!("{key} = \"grecco\"")), "there is no entry `grecco`", own);
        says(
            &entry("greco", &format!("{key} = \"other/greco\"")),
            "`greco` in the deck `other`",
            "no deck `other` is in reach; name its file, too, if there is one",
        );
        let two = entry("greco", &format!("{key} = \"grecco\"")) + &entry("greccio", "");
        says(&two, "there is no entry `grecco`", "did you mean `greccio`?");
    }
}

#[test]
fn an_entry_without_its_line_is_told_once() {
    let one = |head: &str, message: &str, help: &str| {
        let text = format!("{head}\n[[card]]\nid = \"c\"\nfront = \"seat\"\nback = \"Brussels\"\n");
        let told: Vec<_> = read(&text).diagnostics.into_iter().map(|one| (one.message, one.help)).collect();
        assert_eq!(told, [(message.to_owned(), Some(help.to_owned()))], "{text}");
    };
    let deck = "[deck]\nid = \"d\"\ntitle = \"D\"\n";
    let defaults = format!("{deck}[defaults]\ntopics = [\"t\"]\n");
    let date = "event = \"It began\"\nwhen = \"2018-05-25\"\nwhy = \"So it says.\"\n";
    let short = "ask = \"Who?\"\nanswer = \"I\"\n";
    for (head, table) in [(deck, "[deck]"), (&defaults, "[defaults]")] {
        one(
            &format!("{head}{date}"),
            &format!("`event` and `when` are keys of an entry, not of `{table}`"),
            "an entry begins with a line of its own: put `[[date]]` above `event`",
        );
        one(
            &format!("{head}{short}"),
            &format!("`ask` and `answer` are keys of an entry, not of `{table}`"),
            "an entry begins with a line of its own: put its line, such as `[[short]]`, above `ask`",
        );
    }
    let lone = format!("{deck}ask = \"Who?\"\n");
    assert!(read(&lone).diagnostics.iter().any(|one| one.message == "`[deck]` has no `ask`"), "one key may be a slip");
}

#[test]
fn options_under_keys_of_their_own_are_told_once() {
    let both = "write `answer = \"ENISA\"` and `wrong = [\"Europol\", \"Eurojust\"]`";
    let open = "write the right one as `answer = \"…\"` and the others as `wrong = [\"…\", \"…\"]`";
    for (keys, answer, help) in [
        (["a", "b", "c"], "a", both),
        (["A", "B", "C"], "a", both),
        (["A", "B", "D"], "ENISA", both),
        (["option1", "option2", "option3"], "option1", both),
        (["a", "b", "c"], "d", open),
    ] {
        let [one, two, three] = keys;
        let slip = format!(
            "[[choice]]\nid = \"x\"\nask = \"Which body is it?\"\n{one} = \"ENISA\"\n{two} = \"Europol\"\n{three} = \"Eurojust\"\nanswer = \"{answer}\"\n"
        );
        says(&slip, "the options stand under", help);
        let text = format!("{HEAD}{slip}");
        assert_eq!(found(&text).len(), 1, "{:#?}", found(&text));
        let mut broken = Vec::new();
        take_all(&text, &mut broken);
        assert!(broken.is_empty(), "{broken:?}");
    }
    let wrongs = "[[choice]]\nid = \"x\"\nask = \"Which body is it?\"\nanswer = \"ENISA\"\nwrong1 = \"Europol\"\nwrong2 = \"Eurojust\"\n";
    says(
        wrongs,
        "the options stand under `wrong1`, `wrong2`",
        "write them as one list: `wrong = [\"Europol\", \"Eurojust\"]`",
    );
    assert_eq!(found(&format!("{HEAD}{wrongs}")).len(), 1);
}
