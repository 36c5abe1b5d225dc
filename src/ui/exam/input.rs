//! What a typed line means in an exam: an answer, or a wish behind a colon.

use crate::card::{Interaction, Response};

use super::super::keys::{self, Deed, Place};
use super::super::typed::{self, Line, Lone};
use crate::study::Ending;

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
    Answer {
        response: Response,
        late: bool,
    },
    Wish(Wish),
    /// What was shown has to be drawn again.
    Redraw,
    TimeUp,
    Ended(Ending),
}

/// What a line typed at a question came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Wish(Wish),
    /// Perhaps meant for the program: what to type then.
    Asked(String),
    Refused(String),
}

/// Reads a line typed at a question.
pub(super) fn read(interaction: &Interaction, line: &str, place: Place, lone: &mut Lone) -> Meant {
    let number = line.trim().strip_prefix(':').and_then(|command| command.trim().parse().ok());
    if let Some(number) = number {
        return Meant::Wish(Wish::Go(number));
    }
    match lone.read(interaction, line, place) {
        Line::Empty => Meant::Wish(Wish::Skip),
        Line::Answer(response) => Meant::Wish(Wish::Answer(response)),
        Line::Asked(why) => Meant::Asked(why),
        Line::Refused(why) => Meant::Refused(why),
        Line::Done(deed) => match wish(deed) {
            Some(wish) => Meant::Wish(wish),
            None => Meant::Refused(typed::NO_SUCH_COMMAND.to_owned()),
        },
    }
}

/// Reads a line typed at the overview, where the colon may be left out.
pub(super) fn read_overview(line: &str) -> Result<Wish, String> {
    let line = line.trim();
    if line.is_empty() {
        return Ok(Wish::Skip);
    }
    let command = line.strip_prefix(':').unwrap_or(line).trim().to_lowercase();
    if let Ok(number) = command.parse() {
        return Ok(Wish::Go(number));
    }
    let wished = keys::find(Place::ExamOverview, &command).and_then(wish);
    wished.ok_or_else(|| "a number goes to that question, Enter to the first open one, d hands in, q leaves".to_owned())
}

fn wish(deed: Deed) -> Option<Wish> {
    Some(match deed {
        Deed::Next => Wish::Skip,
        Deed::Back => Wish::Back,
        Deed::LookAgain => Wish::Flag,
        Deed::Clear => Wish::Clear,
        Deed::Overview => Wish::Overview,
        Deed::HandIn => Wish::HandIn,
        Deed::Quit => Wish::Quit,
        Deed::Help => Wish::Help,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::fixture::{choose, text};

    #[track_caller]
    fn means(interaction: &Interaction, line: &str, meant: &Meant) {
        assert_eq!(&read(interaction, line, Place::ExamLine, &mut Lone::default()), meant, "{line}");
    }

    #[test]
    fn a_line_is_an_answer_and_a_colon_makes_a_command() {
        let answer = |response| Meant::Wish(Wish::Answer(response));
        means(&text(), " ENISA ", &answer(Response::Typed("ENISA".into())));
        means(&choose(&["a", "b"]), "2", &answer(Response::Chosen(1)));
        means(&text(), "d", &answer(Response::Typed("d".into())));
        for (line, wish) in [
            ("", Wish::Skip),
            (":12", Wish::Go(12)),
            (":b", Wish::Back),
            (":Done", Wish::HandIn),
            (": clear", Wish::Clear),
            ("?", Wish::Help),
        ] {
            means(&text(), line, &Meant::Wish(wish));
        }
        assert!(matches!(read(&text(), ":zz", Place::ExamLine, &mut Lone::default()), Meant::Refused(_)));
        assert!(matches!(read(&choose(&["a", "b"]), "3", Place::ExamLine, &mut Lone::default()), Meant::Refused(_)));
        assert!(matches!(read(&text(), "quit", Place::ExamLine, &mut Lone::default()), Meant::Asked(_)));
    }

    #[test]
    fn the_overview_takes_numbers_and_bare_letters() {
        assert_eq!(read_overview("7"), Ok(Wish::Go(7)));
        assert_eq!(read_overview("d"), Ok(Wish::HandIn));
        assert!(read_overview("f").is_err());
    }
}
