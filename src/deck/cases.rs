//! Answers with the verdicts that they should get: a deck's regression test, in a file of its own.

use serde::Deserialize;
use toml::Spanned;

use super::place::locate;

/// An answer to a card, and what it should be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) card: String,
    pub(crate) answer: String,
    /// `correct`, `close`, `partial`, `wrong`; `right` is correct or close.
    pub(crate) expect: String,
    /// From 1.
    pub(crate) line: usize,
}

/// What a file of cases holds: a deck for all of them, if it names one, and `[[case]]` tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cases {
    pub(crate) deck: Option<String>,
    pub(crate) list: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    deck: Option<String>,
    #[serde(default)]
    case: Vec<WrittenCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCase {
    card: Spanned<String>,
    /// One answer, or several that fare alike.
    answer: Answers,
    expect: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Answers {
    One(String),
    Several(Vec<String>),
}

/// The words that `expect` takes.
pub(crate) const EXPECTED: [&str; 5] = ["right", "correct", "close", "partial", "wrong"];

/// Reads a file of cases.
///
/// # Errors
/// What is wrong with it, behind its line: `3: unknown field …`.
pub(crate) fn read_cases(text: &str) -> Result<Cases, String> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| locate(text, span.start).0);
        format!("{line}: {}", super::excerpt(error.message()))
    })?;
    let mut list = Vec::new();
    for case in written.case {
        let line = locate(text, case.card.span().start).0;
        let expect = case.expect.get_ref().clone();
        if !EXPECTED.contains(&expect.as_str()) {
            let line = locate(text, case.expect.span().start).0;
            return Err(format!("{line}: `{}` is no verdict: write {}", super::excerpt(&expect), EXPECTED.join(", ")));
        }
        let answers = match case.answer {
            Answers::One(answer) => vec![answer],
            Answers::Several(answers) => answers,
        };
        let card = case.card.into_inner();
        list.extend(answers.into_iter().map(|answer| Case {
            card: card.clone(),
            answer,
            expect: expect.clone(),
            line,
        }));
    }
    Ok(Cases { deck: written.deck, list })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_read_with_their_lines() {
        let text = "deck = \"./d.toml\"\n[[case]]\ncard = \"a\"\nanswer = [\"x\", \"y\"]\nexpect = \"right\"\n";
        let cases = read_cases(text).unwrap();
        assert_eq!(cases.deck.as_deref(), Some("./d.toml"));
        assert_eq!(
            cases.list.iter().map(|case| (case.answer.as_str(), case.line)).collect::<Vec<_>>(),
            [("x", 3), ("y", 3)]
        );
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        for (text, told) in [
            ("[[case]]\ncard = \"a\"\nanswer = \"x\"\nexpect = \"yes\"\n", "4: `yes` is no verdict"),
            ("[[case]]\ncard = \"a\"\nanswer = \"x\"\n", "1: missing field `expect`"),
            ("[[case]]\ncrad = \"a\"\n", "2: unknown field `crad`"),
        ] {
            let found = read_cases(text).unwrap_err();
            assert!(found.starts_with(told), "{found}");
        }
    }
}
