//! Repairs that cannot change what the author meant: missing ids, curly quotes around values, values without quotes.

use super::{Reading, read};
use crate::diagnostic::{Diagnostic, Edit, Severity};

/// A repair may bring another to light, as in an entry that could not be read before.
const ROUNDS: usize = 8;

/// The text with every safe repair made; nothing where there is none. Repairing it again changes nothing.
pub(crate) fn fixed(text: &str) -> Option<String> {
    fixed_as_read(text, &read(text))
}

/// The same of a text that was read before.
pub(crate) fn fixed_as_read(text: &str, reading: &Reading) -> Option<String> {
    let mut mended: Option<String> = None;
    let mut found = reading.diagnostics.clone();
    for _ in 0..ROUNDS {
        let edits = apart(found.iter().flat_map(|found| &found.fix).cloned().collect());
        if edits.is_empty() {
            break;
        }
        let next = apply(mended.as_deref().unwrap_or(text), &edits);
        let left = read(&next).diagnostics;
        if count_errors(&left) > count_errors(&found) {
            break;
        }
        (mended, found) = (Some(next), left);
    }
    mended.filter(|mended| mended != text)
}

fn count_errors(found: &[Diagnostic]) -> usize {
    found.iter().filter(|one| one.severity == Severity::Error).count()
}

/// In the order of the text, without those that touch an earlier one.
fn apart(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut end = 0;
    edits.retain(|edit| {
        let free = edit.span.start >= end;
        end = if free { edit.span.end } else { end };
        free
    });
    edits
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut mended = String::with_capacity(text.len() + edits.len() * 40);
    let mut at = 0;
    for edit in edits {
        mended.push_str(&text[at..edit.span.start]);
        mended.push_str(&edit.text);
        at = edit.span.end;
    }
    mended.push_str(&text[at..]);
    mended
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEAD: &str = "[deck]\nid = \"d\"\ntitle = \"D\"\n";

    #[track_caller]
    fn mends(entry: &str, expected: &str) {
        for (prefix, end) in [("", "\n"), ("\u{feff}", "\n"), ("", "\r\n")] {
            let text = format!("{prefix}{HEAD}{entry}").replace('\n', end);
            let wanted = format!("{prefix}{HEAD}{expected}").replace('\n', end);
            assert_eq!(fixed(&text).as_deref(), Some(wanted.as_str()));
            assert_eq!(fixed(&wanted), None, "twice is once");
        }
    }

    #[test]
    fn a_missing_id_is_the_slug_below_the_header() {
        mends(
            "# mine\n[[card]]  # first\n\tfront = \"f\"\nback = \"b\"\n",
            "# mine\n[[card]]  # first\nid = \"card-f-252f10\"\n\tfront = \"f\"\nback = \"b\"\n",
        );
    }

    #[test]
    fn safe_repairs_leave_everything_else_alone() {
        mends(
            "[[date]]\nid = \"a\"\nevent = “It rained”   # so\nwhen = 2022-12\nboth = True\n",
            "[[date]]\nid = \"a\"\nevent = \"It rained\"   # so\nwhen = \"2022-12\"\nboth = true\n",
        );
        mends(
            "[[short]]\nid = \"a\"\nask = \"Which?\"\nanswer = 1.10\naccept = [ 5 % , 2017-12-20 ]\n",
            "[[short]]\nid = \"a\"\nask = \"Which?\"\nanswer = \"1.10\"\naccept = [ \"5 %\" , \"2017-12-20\" ]\n",
        );
    }

    #[test]
    fn a_repair_that_shows_another_goes_on() {
        mends(
            "[[card]]\nfront = “f”\nback = 1.10\n",
            "[[card]]\nid = \"card-f-252f10\"\nfront = \"f\"\nback = \"1.10\"\n",
        );
    }

    #[test]
    fn what_could_mean_two_things_is_left_to_the_author() {
        for entry in ["when = “2017", "when = “a \"b\" c”", "when = 5/6/2017", "when = “a”, “b”"] {
            let text = format!("{HEAD}[[date]]\nid = \"a\"\nevent = \"It rained\"\n{entry}\n");
            assert_eq!(fixed(&text), None, "{entry}");
        }
    }

    proptest! {
        #[test]
        fn repairs_never_lose_an_entry_and_twice_is_once(
            lines in proptest::collection::vec(
                prop_oneof![
                    Just("[[card]]"), Just("[[short]]"), Just("front = “f”"), Just("back = 2022-12"), Just("ask = \"a\""),
                    Just("answer = 1.10"), Just("# note"), Just("answer = True"), Just("id = \"x\""), Just("\t"), Just("]"),
                    Just("wrong = [“a”, 09]"), Just("front = \"\"\"")
                ],
                0..24,
            ),
        ) {
            let text = format!("{HEAD}{}\n", lines.join("\n"));
            let before = read(&text);
            if let Some(mended) = fixed(&text) {
                let after = read(&mended);
                let notes = |reading: &super::super::Reading| reading.deck.as_ref().map_or(0, |deck| deck.notes.len());
                prop_assert!(notes(&after) >= notes(&before));
                prop_assert!(after.left_out <= before.left_out);
                prop_assert_eq!(fixed(&mended), None);
            }
        }
    }
}
