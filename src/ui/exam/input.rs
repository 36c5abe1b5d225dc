//! What a typed line means in an exam: an answer, or a wish behind a colon.

use crate::card::{Interaction, Response};

use super::super::typed::{self, Line};
use crate::study::Ending;

pub(super) const HELP_QUESTION: &str = "type the answer and press Enter · an empty line leaves it open and goes on · :f flags it to be looked at again · \
     :b goes back · :7 goes to question 7 · :c takes your answer back · :o shows what is open and flagged · \
     :d hands in · :q leaves: `acquis exam --resume` goes on, the clock stands still meanwhile";
pub(super) const HELP_OVERVIEW: &str = "a number goes to that question · Enter goes to the first open one · d hands in · \
     q leaves: `acquis exam --resume` goes on, the clock stands still meanwhile";

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Answer(Response),
    Skip,
    Back,
    Flag,
    /// Takes the answer back.
    Clear,
    Overview,
    /// To a question, from 1.
    Go(usize),
    HandIn,
    Quit,
    Help,
}

/// What a student did about a question or the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Answer { response: Response, late: bool },
    Wish(Wish),
    TimeUp,
    Ended(Ending),
}

/// Reads a line typed at a question.
pub(super) fn read(interaction: &Interaction, line: &str) -> Result<Wish, String> {
    let line = line.trim();
    if let Some(command) = line.strip_prefix(':') {
        return wish(command).ok_or_else(|| "no such command; :? lists them".to_owned());
    }
    match typed::read(interaction, line) {
        Line::Empty => Ok(Wish::Skip),
        Line::Answer(response) => Ok(Wish::Answer(response)),
        Line::Refused(why) => Err(why),
        Line::Wish(typed::Wish::Help) => Ok(Wish::Help),
        Line::Wish(_) => Err("commands begin with a colon; :? lists them".to_owned()),
    }
}

/// Reads a line typed at the overview, where the colon may be left out.
pub(super) fn read_overview(line: &str) -> Result<Wish, String> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(Wish::Skip);
    }
    let wished = wish(line.strip_prefix(':').unwrap_or(line));
    let fits = wished.filter(|wish| matches!(wish, Wish::Go(_) | Wish::HandIn | Wish::Quit | Wish::Help));
    fits.ok_or_else(|| "a number goes to that question, Enter to the first open one, d hands in, q leaves".to_owned())
}

/// The wish behind a word or its first letter, or a number.
fn wish(command: &str) -> Option<Wish> {
    let command = command.trim().to_lowercase();
    if let Ok(number) = command.parse() {
        return Some(Wish::Go(number));
    }
    Some(match command.as_str() {
        "s" | "skip" | "n" | "next" => Wish::Skip,
        "b" | "back" => Wish::Back,
        "f" | "flag" => Wish::Flag,
        "c" | "clear" => Wish::Clear,
        "o" | "overview" => Wish::Overview,
        "d" | "done" | "hand in" => Wish::HandIn,
        "q" | "quit" => Wish::Quit,
        "?" | "h" | "help" => Wish::Help,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::fixture::{choose, text};

    #[test]
    fn a_line_is_an_answer_and_a_colon_makes_a_command() {
        assert_eq!(read(&text(), " ENISA "), Ok(Wish::Answer(Response::Typed("ENISA".into()))));
        assert_eq!(read(&choose(&["a", "b"]), "2"), Ok(Wish::Answer(Response::Chosen(1))));
        assert_eq!(read(&text(), "d"), Ok(Wish::Answer(Response::Typed("d".into()))));
        for (line, wish) in [
            ("", Wish::Skip),
            (":12", Wish::Go(12)),
            (":b", Wish::Back),
            (":Done", Wish::HandIn),
            (": clear", Wish::Clear),
        ] {
            assert_eq!(read(&text(), line), Ok(wish), "{line}");
        }
        assert_eq!(read(&text(), "?"), Ok(Wish::Help));
        assert!(read(&text(), ":zz").is_err());
        assert!(read(&choose(&["a", "b"]), "3").is_err());
    }

    #[test]
    fn the_overview_takes_numbers_and_bare_letters() {
        assert_eq!(read_overview("7"), Ok(Wish::Go(7)));
        assert_eq!(read_overview("d"), Ok(Wish::HandIn));
        assert!(read_overview("f").is_err());
    }
}
