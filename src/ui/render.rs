//! What a question looks like, line by line; all fronts print these lines. Three weights: what is asked is bold, what
//! belongs to the answer plain, everything around it dim.

use crate::card::{Choice, Interaction};
use crate::study::Turn;

use super::harmless::harmless_line;
use super::keys::{self, Deed, Hand, Place};
use super::progress_line::{Bar, progress_line};
use super::prompts::{self, Item};
use super::wrap::{Paint, Piece, Style, columns_of, flow, piece};

pub(crate) fn plain(text: &str) -> Piece {
    piece(text, Paint::Plain)
}

fn bold(text: &str) -> Piece {
    piece(text, Paint::Bold)
}

/// A sentence of the program itself, one column in.
pub(crate) fn note(text: &str, style: &Style) -> Vec<String> {
    if style.ascii {
        return flow(" ", &[plain(&text.replace(" · ", " | "))], style);
    }
    flow(" ", &[plain(text)], style)
}

/// The same, where it stands beside what matters.
pub(crate) fn aside(text: &str, style: &Style) -> Vec<String> {
    flow(" ", &[piece(text, Paint::Dim)], style)
}

/// Everything up to the place where the student answers.
pub(crate) fn question(turn: &Turn<'_>, bar: Bar, style: &Style) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(progress_line(turn.answers, turn.left(), &standing(turn, style), bar, style));
    lines.extend(aside(&about(turn, style), style));
    lines.extend(asked(&turn.question.stem, &turn.question.interaction, style));
    if turn.changed {
        lines.extend(aside("(the question or its answer was corrected since you learnt it)", style));
    }
    if turn.hint_shown {
        lines.extend(hint(turn, style));
    }
    lines
}

/// A question and its keys in a window of so many rows, with one for the line: what is asked stays in sight. Blank lines
/// go first, then keys but for the first and the last one, then what the card is about, then the progress.
pub(crate) fn question_in(rows: usize, turn: &Turn<'_>, keys: &[Item], style: &Style) -> Vec<String> {
    let progress = || progress_line(turn.answers, turn.left(), &standing(turn, style), Bar::Drawn, style);
    let about = || aside(&about(turn, style), style);
    let body = || {
        let all = question(turn, Bar::Drawn, style);
        all[1 + progress().len() + about().len()..].to_vec()
    };
    let (all_keys, few_keys) = (prompts::keys(keys, style), prompts::keys(&few(keys), style));
    fitting(
        rows,
        [
            [question(turn, Bar::Drawn, style), all_keys.clone()].concat(),
            without_blanks([progress(), about(), body(), all_keys].concat()),
            without_blanks([progress(), about(), body(), few_keys.clone()].concat()),
            without_blanks([progress(), body(), few_keys.clone()].concat()),
            without_blanks([body(), few_keys].concat()),
        ],
    )
}

/// The first of these that leaves a row for the line; where none does nothing is gained, and the first is whole.
pub(crate) fn fitting<const N: usize>(rows: usize, blocks: [Vec<String>; N]) -> Vec<String> {
    let fits = blocks.iter().position(|block| block.len() < rows).unwrap_or(0);
    blocks.into_iter().nth(fits).unwrap_or_default()
}

pub(crate) fn without_blanks(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// The first key, which is how to answer, and the one that lists all.
pub(crate) fn few(keys: &[Item]) -> Vec<Item> {
    let help = keys.iter().skip(1).filter(|(key, _)| key.ends_with('?'));
    keys.first().into_iter().chain(help).cloned().collect()
}

/// Stem and options, each after a blank line, and one behind.
pub(crate) fn asked(stem: &str, interaction: &Interaction, style: &Style) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(flow(" ", &[bold(stem)], style));
    let choices = choices(interaction, style);
    if !choices.is_empty() {
        lines.push(String::new());
        lines.extend(choices);
    }
    lines.push(String::new());
    lines
}

/// The hint, or a word that there is none.
pub(crate) fn hint(turn: &Turn<'_>, style: &Style) -> Vec<String> {
    match &turn.question.hint {
        Some(hint) => flow(" hint  ", &[plain(hint)], style),
        None => note("this card has no hint", style),
    }
}

/// `9 of 20 · 2 to repeat · 4 min`.
fn standing(turn: &Turn<'_>, style: &Style) -> String {
    let mut said = vec![format!("{} of {}", turn.met.clamp(1, turn.total.max(1)), turn.total.max(1))];
    if turn.again > 0 {
        said.push(format!("{} to repeat", turn.again));
    }
    // None of them is over yet: there is nothing to tell.
    if turn.minutes > 0 {
        said.push(format!("{} min", turn.minutes));
    }
    said.join(style.mark(" · ", " | "))
}

/// Topics, course, and whether the card is met for the first time.
fn about(turn: &Turn<'_>, style: &Style) -> String {
    let mut about: Vec<String> = turn.question.topics.iter().map(|topic| harmless_line(topic)).collect();
    about.push(harmless_line(&turn.question.course_title));
    if turn.is_new {
        about.push("new".to_owned());
    }
    about.join(style.mark(" · ", " | "))
}

/// The keys of a place and what they do, one under the other; those of closed deeds are left out.
pub(crate) fn keys_page(place: Place, hand: Hand, closed: &[Deed], style: &Style) -> Vec<String> {
    let rows = keys::page(place, hand, closed);
    let widest = rows.iter().map(|(keys, _)| columns_of(keys)).max().unwrap_or(0);
    let row = |(keys, words): &(String, String)| {
        let lead = format!("   {keys}{}  ", " ".repeat(widest - columns_of(keys)));
        flow(&lead, &[plain(words)], style)
    };
    rows.iter().flat_map(row).map(|line| line.replace('\u{a0}', " ")).collect()
}

pub(crate) fn choices(interaction: &Interaction, style: &Style) -> Vec<String> {
    match interaction {
        Interaction::Choose { options } | Interaction::Select { options } => {
            numbered(options.iter().map(|Choice { text, .. }| text.as_str()), style)
        }
        Interaction::Arrange { items, .. } => numbered(items.iter().map(String::as_str), style),
        Interaction::Match { lefts, rights, .. } => {
            let mut lines = numbered(lefts.iter().map(String::as_str), style);
            lines.push(String::new());
            for (index, right) in rights.iter().enumerate() {
                lines.extend(flow(&format!("   {}  ", letter(index)), &[plain(right)], style));
            }
            lines
        }
        Interaction::Recall
        | Interaction::Text(_)
        | Interaction::Date(_)
        | Interaction::Number(_)
        | Interaction::List(_) => Vec::new(),
    }
}

fn numbered<'a>(texts: impl Iterator<Item = &'a str>, style: &Style) -> Vec<String> {
    texts.enumerate().flat_map(|(index, text)| flow(&format!("  {:>2}  ", index + 1), &[plain(text)], style)).collect()
}

/// `a`, `b`, … `z`, then the characters that follow: decks have at most a few.
pub(crate) fn letter(index: usize) -> char {
    u8::try_from(index).ok().filter(|&index| index < 26).map_or('?', |index| char::from(b'a' + index))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Bar, question};
    use crate::card::Response;
    use crate::study::Turn;
    use crate::ui::fixture::{choose, question as card, turn};
    use crate::ui::verdict::{Attempt, told};
    use crate::ui::wrap::columns_of;
    use crate::ui::{Palette, Style};

    const STYLE: Style = Style { palette: Palette::None, ascii: false, width: 60 };

    #[test]
    fn a_question_stands_between_blank_lines_under_its_bar() {
        let card = card(choose(&["ENISA", "Europol"]));
        let lines = question(&Turn { is_new: true, ..turn(&card) }, Bar::Drawn, &STYLE);
        let expected = [
            "",
            " ━━━━━━────────────────────   4 of 22 · 1 to repeat · 5 min",
            " institutions · EU–China cyber cooperation · new",
            "",
            " Which agency?",
            "",
            "   1  ENISA",
            "   2  Europol",
            "",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn text_of_decks_cannot_steer_the_terminal() {
        let mut hostile = card(choose(&["a\u{1b}[2J", "b\u{202e}"]));
        hostile.stem = "\u{1b}]0;x\u{7}stem".into();
        hostile.course_title = "\u{9b}31m".into();
        hostile.topics = vec!["t\n\u{1b}c".into()];
        hostile.answer = "\u{1b}c".into();
        let mut lines = question(&turn(&hostile), Bar::Drawn, &STYLE);
        let told = told(&turn(&hostile), None, &Response::Turned, Attempt::Answered, &STYLE);
        lines.extend(told.whole());
        assert!(lines.iter().all(|line| !line.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\n'])), "{lines:?}");
    }

    proptest! {
        #[test]
        fn any_text_fits_any_window(stem in "\\PC{0,80}", option in "\\PC{0,40}", width in 0usize..100) {
            let mut any = card(choose(&[&option, "b"]));
            any.stem = stem;
            let style = Style { width, ..STYLE };
            for line in question(&turn(&any), Bar::Drawn, &style) {
                prop_assert!(columns_of(&line) <= style.columns(), "{:?}", line);
            }
        }
    }
}
