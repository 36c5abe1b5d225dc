//! A session as lines in, lines out: for screen readers, pipes and tests.

use std::io::{BufRead, Write};

use anyhow::Result;

use crate::card::{Interaction, Response};
use crate::study::{Action, After, Command, Ending, Front, Offers, Reply, Saved, Spoken, Summary, Turn, Usual};
use crate::text::Verdict;

use super::course::{Course, Drawing};
use super::keys::{self, Deed, Hand, Place};
use super::lines::{next_line, write_lines, write_text};
use super::progress_line::Bar;
use super::typed::{self, Line, Lone, open_rating};
use super::verdict;
use super::wrap::Style;
use super::{prompts, render, summary};

/// Who types the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typist {
    /// At a keyboard, where the line typed ends the prompt's.
    Hand,
    Program,
}

/// The front that reads and writes lines.
pub(crate) struct Plain<R, W> {
    input: R,
    output: W,
    style: Style,
    course: Course,
    typist: Typist,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    pub(crate) fn new(input: R, output: W, style: Style, typist: Typist, clock: Box<dyn FnMut() -> u64>) -> Self {
        Self { input, output, style, course: Course::new(clock), typist }
    }

    fn print(&mut self, lines: &[String]) -> Result<()> {
        write_lines(&mut self.output, lines)
    }

    fn note(&mut self, text: &str) -> Result<()> {
        self.print(&render::note(text, &self.style))
    }

    /// The next line, behind the sign that one is waited for.
    fn line(&mut self) -> Result<Result<String, Ending>> {
        let sign = if self.typist == Typist::Hand { " > " } else { " >\n" };
        write_text(&mut self.output, sign)?;
        Ok(next_line(&mut self.input)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn draw_question(&mut self, turn: &Turn<'_>) -> Result<()> {
        match self.course.ask(turn) {
            Drawing::Whole => self.print(&render::question(turn, Bar::None, &self.style))?,
            Drawing::Hint => self.print(&render::hint(turn, &self.style))?,
            Drawing::Nothing => {}
        }
        self.print(&prompts::at_question(turn, place(turn), Hand::Lines, &self.style))
    }

    /// What a line at a verdict asks for; None after it was refused or helped with a word.
    fn after_verdict(&mut self, line: &str, offers: &Offers, closed: &[Deed]) -> Result<Option<Action>> {
        let line = line.trim();
        if line.is_empty() {
            return Ok(Some(Action::Rate { rating: offers.proposed, seconds: None }));
        }
        let deed = match line.strip_prefix(':') {
            Some(command) => typed::command(Place::Verdict, command),
            None => keys::find(Place::Verdict, line),
        };
        match deed {
            Some(Deed::Rate(rating)) => match open_rating(rating, offers) {
                Ok(rating) => Ok(Some(Action::Rate { rating, seconds: None })),
                Err(why) => self.note(why).map(|()| None),
            },
            Some(deed @ (Deed::Overrule | Deed::OverruleAndTake)) if offers.may_overrule => {
                Ok(Some(Action::Overrule { seconds: None, take: typed::take(deed) }))
            }
            Some(Deed::Overrule | Deed::OverruleAndTake) => self.note(prompts::NOTHING_TO_OVERRULE).map(|()| None),
            Some(Deed::Quit) => Ok(Some(Action::Ended(Ending::Quit))),
            Some(Deed::Do(Command::Hint)) => self.note(prompts::ANSWER_IN_SIGHT).map(|()| None),
            Some(Deed::Do(command)) => Ok(Some(Action::Command(command))),
            Some(Deed::Help) => {
                let page = render::keys_page(Place::Verdict, Hand::Lines, closed, &self.style);
                self.print(&page).map(|()| None)
            }
            _ => self.note("not a rating; ? lists what can be typed").map(|()| None),
        }
    }
}

/// Where lines are typed at a question.
fn place(turn: &Turn<'_>) -> Place {
    if turn.question.interaction == Interaction::Recall { Place::Card } else { Place::Line }
}

impl<R: BufRead, W: Write> Front<anyhow::Error> for Plain<R, W> {
    fn ask(&mut self, turn: &Turn<'_>) -> Result<Reply> {
        self.draw_question(turn)?;
        let interaction = &turn.question.interaction;
        let (mut empty, mut lone) = (false, Lone::default());
        loop {
            let mut line = match self.line()? {
                Ok(line) => line,
                Err(ending) => return Ok(Reply::Ended(ending)),
            };
            if let Some(word) = lone.word().filter(|_| line.trim().is_empty()) {
                word.clone_into(&mut line);
            }
            match lone.read(interaction, &line, place(turn)) {
                Line::Empty if empty => return Ok(self.course.given(Response::GaveUp)),
                Line::Empty => {
                    empty = true;
                    self.note(typed::empty_again(turn))?;
                    continue;
                }
                Line::Done(Deed::Quit) => return Ok(Reply::Ended(Ending::Quit)),
                Line::Done(Deed::Do(command)) => return Ok(Reply::Command(command)),
                Line::Done(_) => {
                    let page = render::keys_page(place(turn), Hand::Lines, &[], &self.style);
                    self.print(&page)?;
                }
                Line::Answer(response) => return Ok(self.course.given(response)),
                Line::Asked(why) | Line::Refused(why) => self.note(&why)?,
            }
            empty = false;
        }
    }

    fn tell(
        &mut self,
        turn: &Turn<'_>,
        verdict: Option<&Verdict>,
        response: &Response,
        offers: &Offers,
    ) -> Result<Action> {
        let attempt = self.course.attempt;
        if self.course.tell(turn) {
            let told = verdict::told(turn, verdict, response, attempt, &self.style).whole();
            self.print(&[vec![String::new()], told, vec![String::new()]].concat())?;
        }
        self.print(&prompts::at_verdict(turn, verdict, offers, attempt, Hand::Lines, &self.style))?;
        let closed = prompts::closed(turn, verdict, offers, Hand::Lines);
        loop {
            let line = match self.line()? {
                Ok(line) => line,
                Err(ending) => return Ok(Action::Ended(ending)),
            };
            if let Some(action) = self.after_verdict(&line, offers, &closed)? {
                return Ok(action);
            }
        }
    }

    fn unread(&mut self, _turn: &Turn<'_>, verdict: &Verdict) -> Result<()> {
        self.print(&verdict::unread(verdict, &self.style))
    }

    fn say(&mut self, text: &str) -> Result<()> {
        self.note(text)
    }

    fn saved(&mut self, saved: &Saved<'_>) -> Result<()> {
        prompts::upheld(saved).map_or(Ok(()), |told| self.note(&told))
    }

    fn words(&mut self, ask: &str, start: &str) -> Result<Spoken<String>> {
        if start.is_empty() {
            self.note(&format!("{ask} (an empty line leaves it)"))?;
        } else {
            self.note(&format!("{ask} (an empty line leaves it, - drops it; now: {start})"))?;
        }
        Ok(match self.line()? {
            Err(ending) => Spoken::Ended(ending),
            Ok(line) if line.trim().is_empty() => Spoken::Nothing,
            Ok(line) if line.trim() == "-" => Spoken::Given(String::new()),
            Ok(line) => Spoken::Given(line.trim().to_owned()),
        })
    }

    fn may_ask(&self) -> bool {
        self.typist == Typist::Hand
    }

    fn agrees(&mut self, ask: &str, usual: Usual) -> Result<Spoken<()>> {
        self.print(&prompts::agrees(ask, usual, Hand::Lines, &self.style))?;
        loop {
            let line = match self.line()? {
                Ok(line) => line,
                Err(ending) => return Ok(Spoken::Ended(ending)),
            };
            let typed = if line.trim().is_empty() { "Enter" } else { line.trim() };
            match keys::find(prompts::asked(usual), typed) {
                Some(Deed::Yes) => return Ok(Spoken::Given(())),
                Some(Deed::No) => return Ok(Spoken::Nothing),
                _ => self.note("y or n")?,
            }
        }
    }

    fn hand_over(&mut self, run: &mut dyn FnMut() -> Result<()>) -> Result<bool> {
        if self.typist == Typist::Program {
            return Ok(false);
        }
        run()?;
        self.course.forget();
        Ok(true)
    }

    fn summary(&mut self, summary: &Summary) -> Result<()> {
        self.print(&summary::summary(summary, &self.style))
    }

    fn end(&mut self) -> Result<After> {
        self.print(&prompts::at_end(&self.style))?;
        Ok(match self.line()? {
            Ok(line) if matches!(line.trim(), "u" | ":u") => After::Undo,
            Ok(_) => After::Leave(Ending::Quit),
            Err(ending) => After::Leave(ending),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::card::{Interaction, Response};
    use crate::schedule::Rating;
    use crate::study::{Action, Command, Ending, Front, Offers, Reply, Spoken, Turn, Usual};
    use crate::text::Verdict;
    use crate::ui::fixture::{choose, offers, question, text, turn};
    use crate::ui::{Palette, Style};

    use super::{Plain, Typist};

    const STYLE: Style = Style { palette: Palette::None, ascii: false, width: 60 };

    fn front<'a>(script: &'a str, out: &'a mut Vec<u8>) -> Plain<&'a [u8], &'a mut Vec<u8>> {
        let mut seconds = 0;
        let clock = move || {
            seconds += 7;
            seconds
        };
        Plain::new(script.as_bytes(), out, STYLE, Typist::Program, Box::new(clock))
    }

    /// What a script gives at a question, and what is written.
    fn asked(interaction: Interaction, script: &str) -> (Reply, String) {
        let (question, mut out) = (question(interaction), Vec::new());
        let reply = front(script, &mut out).ask(&turn(&question)).unwrap();
        (reply, String::from_utf8(out).unwrap())
    }

    fn told(offers: &Offers, script: &str) -> (Action, String) {
        let (question, mut out) = (question(text()), Vec::new());
        let action = front(script, &mut out)
            .tell(&turn(&question), Some(&Verdict::wrong()), &Response::Typed("x".into()), offers)
            .unwrap();
        (action, String::from_utf8(out).unwrap())
    }

    #[track_caller]
    fn gives(interaction: Interaction, script: &str, expected: &Response) {
        match asked(interaction, script).0 {
            Reply::Given { response, seconds } => {
                assert_eq!(&response, expected);
                assert_eq!(seconds, 7);
            }
            Reply::Rated { rating, .. } => panic!("{rating:?}"),
            Reply::Command(command) => panic!("{command:?}"),
            Reply::Ended(ending) => panic!("{ending:?}"),
        }
    }

    #[test]
    fn a_question_and_its_keys_are_written_line_by_line() {
        let (_, written) = asked(choose(&["ENISA", "Europol"]), "1\n");
        let expected = "
 4 of 22 · 1 to repeat · 5 min
 institutions · EU–China cyber cooperation

 Which agency?

   1  ENISA
   2  Europol

 the number of the right one · :h hint · :? keys · :q leave
 >
";
        assert_eq!(written, expected);
    }

    #[test]
    fn answers_are_lines() {
        gives(text(), " 20 December 2017 \r\n", &Response::Typed("20 December 2017".into()));
        gives(text(), "no line break", &Response::Typed("no line break".into()));
        gives(choose(&["ENISA", "Europol"]), "europol\n", &Response::Chosen(1));
        gives(choose(&["ENISA", "Europol"]), "3\n2\n", &Response::Chosen(1));
        gives(Interaction::Recall, "\n", &Response::Turned);
    }

    #[test]
    fn two_empty_lines_give_up() {
        gives(text(), "\n\n", &Response::GaveUp);
        gives(text(), "\nENISA\n", &Response::Typed("ENISA".into()));
        gives(text(), "\n:?\n\nENISA\n", &Response::Typed("ENISA".into()));
    }

    #[test]
    fn a_rating_before_the_reveal_is_refused() {
        let (reply, written) = asked(Interaction::Recall, "3\n\n");
        assert!(matches!(reply, Reply::Given { response: Response::Turned, .. }));
        assert!(written.contains("turn the card first"), "{written}");
    }

    #[test]
    fn commands_and_the_end_of_input_leave_a_question() {
        assert!(matches!(asked(text(), ":u\n").0, Reply::Command(Command::Undo)));
        assert!(matches!(asked(text(), ":h\n").0, Reply::Command(Command::Hint)));
        assert!(matches!(asked(text(), ":q\n").0, Reply::Ended(Ending::Quit)));
        assert!(matches!(asked(text(), "").0, Reply::Ended(Ending::Quit)));
    }

    #[test]
    fn an_empty_line_accepts_and_keys_rate() {
        assert!(matches!(told(&offers(Rating::Good, Rating::Easy), "\n").0, Action::Rate { rating: Rating::Good, .. }));
        assert!(matches!(
            told(&offers(Rating::Good, Rating::Easy), "é\n").0,
            Action::Rate { rating: Rating::Hard, .. }
        ));
        assert!(matches!(
            told(&offers(Rating::Good, Rating::Easy), "e\n").0,
            Action::Rate { rating: Rating::Easy, .. }
        ));
        assert!(matches!(told(&offers(Rating::Again, Rating::Again), "y\n").0, Action::Overrule { .. }));
        assert!(matches!(told(&offers(Rating::Good, Rating::Easy), "").0, Action::Ended(Ending::Quit)));
    }

    #[test]
    fn a_rating_above_the_highest_is_refused_with_a_word() {
        let (action, written) = told(&offers(Rating::Again, Rating::Again), "3\n\n");
        assert!(matches!(action, Action::Rate { rating: Rating::Again, .. }));
        assert!(written.contains("a wrong answer comes again; y if you were right"), "{written}");
    }

    /// At a keyboard the student is asked, and a line that is neither yes nor no is asked about again.
    #[test]
    fn yes_is_said_with_a_letter_and_anything_unclear_is_asked_again() {
        let said = |script: &str, usual: Usual| {
            let mut out = Vec::new();
            let said = front(script, &mut out).agrees("take it?", usual).unwrap();
            (said, String::from_utf8(out).unwrap())
        };
        let agreed = |script: &str| said(script, Usual::No);
        assert_eq!(said("\n", Usual::Yes).0, Spoken::Given(()));
        assert_eq!(said("n\n", Usual::Yes).0, Spoken::Nothing);
        assert_eq!(agreed("y\n").0, Spoken::Given(()));
        assert_eq!(agreed("\n").0, Spoken::Nothing);
        assert_eq!(agreed("").0, Spoken::Ended(Ending::Quit));
        let (said, written) = agreed("perhaps\nno\n");
        assert_eq!(said, Spoken::Nothing);
        assert!(written.contains("take it?") && written.contains("y or n"), "{written}");
        let mut out = Vec::new();
        let mut plain = front("\n-\n new \n", &mut out);
        assert_eq!(plain.words("a note", "old").unwrap(), Spoken::Nothing);
        assert_eq!(plain.words("a note", "old").unwrap(), Spoken::Given(String::new()));
        assert_eq!(plain.words("a note", "old").unwrap(), Spoken::Given("new".into()));
        assert!(!plain.may_ask(), "a program is asked nothing that it did not begin");
    }

    #[test]
    fn several_keys_on_a_line_rate_nothing() {
        let (action, written) = told(&offers(Rating::Good, Rating::Easy), "50 5 0\n4\n");
        assert!(matches!(action, Action::Rate { rating: Rating::Easy, .. }));
        assert!(written.contains("not a rating"), "{written}");
    }

    #[test]
    fn a_question_asked_again_is_not_drawn_again() {
        let (question, mut out) = (question(text()), Vec::new());
        let mut plain = front(":h\nENISA\n", &mut out);
        plain.ask(&turn(&question)).unwrap();
        plain.ask(&Turn { hint_shown: true, ..turn(&question) }).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written.matches("Which agency?").count(), 1);
        assert!(written.contains(" hint  in Athens\n :? keys"), "{written}");
    }
}
