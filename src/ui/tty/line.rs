//! The one input line at a terminal: of study, cram and exam, with a clock in its prompt or without.

use anyhow::Result;

use super::super::exam::{Tick, Typed};
use super::super::harmless::harmless_line;
use super::super::keys::{self, Place};
use super::super::line::{Editor, Key, Pressed, view};
use super::super::render;
use super::super::typed;
use super::super::wrap::{Paint, Style, columns_of, flow, piece};
use super::{SEVERAL, Tty, put};

const SEVERAL_LINES: &str = "several lines at once: nothing of it was taken";

/// What came of waiting a moment for keys.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// At once, in this order; never empty.
    Keys(Vec<Key>),
    /// A key held down, or what goes on after a line's end: a paste that is meant for no prompt.
    Several,
    /// Time passed.
    Nothing,
    Resized,
    /// The program was stopped and goes on.
    Resumed,
    Ended(crate::study::Ending),
}

/// What a digit does where options stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Digit {
    Answers,
    /// Enter gives the option.
    Marks,
}

/// What is asked for.
pub(crate) enum Ask<'a> {
    /// Text.
    Text,
    /// One of at most nine options: digits, arrows, and keys without a colon.
    Choice { options: &'a [String], digit: Digit, place: Place },
    /// Keys of a place, taken at once; digits make a number up to this one.
    Keys { place: Place, most: usize },
}

/// The line on the screen while it is edited.
pub(super) struct Line<'a> {
    pub(super) tty: &'a mut Tty,
    pub(super) style: Style,
    pub(super) ask: Ask<'a>,
    marked: Option<usize>,
    drawn: Option<(String, String)>,
}

impl<'a> Line<'a> {
    pub(super) fn new(tty: &'a mut Tty, style: Style, ask: Ask<'a>) -> Self {
        Self { tty, style, ask, marked: None, drawn: None }
    }

    /// Waits until a line is given; `tick` is asked once a second. Given lines stay on the screen whole.
    pub(super) fn read(mut self, editor: &mut Editor, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Typed> {
        self.tty.begin_line()?;
        let typed = self.edit(editor, tick);
        self.tty.end_line()?;
        typed
    }

    fn edit(&mut self, editor: &mut Editor, tick: &mut dyn FnMut() -> Result<Tick>) -> Result<Typed> {
        loop {
            let now = tick()?;
            for said in &now.said {
                self.note(said);
            }
            let lead = now.clock.as_deref().map_or_else(|| " > ".to_owned(), |clock| format!(" {clock} > "));
            if now.over {
                self.leave(&lead, editor.text());
                return Ok(Typed::TimeUp(editor.text().to_owned()));
            }
            self.draw(&lead, editor);
            match self.tty.take()? {
                Taken::Nothing => {}
                Taken::Resized => {
                    let (before, now) = (self.style.width, self.window());
                    self.style = now;
                    self.drawn = None;
                    if now.width < before {
                        return Ok(Typed::Narrowed);
                    }
                }
                Taken::Several => self.note(SEVERAL),
                Taken::Resumed => {
                    self.put("\n");
                    return Ok(Typed::Resumed);
                }
                Taken::Ended(ending) => {
                    self.put("\n");
                    return Ok(Typed::Ended(ending));
                }
                Taken::Keys(taken) => {
                    if let Some(typed) = self.pressed(&taken, &lead, editor)? {
                        return Ok(typed);
                    }
                }
            }
        }
    }

    fn pressed(&mut self, taken: &[Key], lead: &str, editor: &mut Editor) -> Result<Option<Typed>> {
        if let Ask::Choice { .. } = self.ask
            && editor.text().is_empty()
            && taken.first() != Some(&Key::Character(':'))
        {
            return self.chosen(taken, lead);
        }
        if let (Ask::Choice { place, .. }, [Key::Character(':'), key @ Key::Character(_)]) = (&self.ask, taken)
            && editor.text().is_empty()
            && keys::find(*place, &key.name()).is_some()
        {
            // A whole command at once needs no Enter, where a key needs none.
            self.at_once(taken);
            self.leave(lead, &format!(":{}", key.name()));
            return Ok(Some(Typed::Line(format!(":{}", key.name()))));
        }
        if let Ask::Keys { place, most } = self.ask {
            match at_once(place, most, editor.text(), taken) {
                AtOnce::Typed => {}
                AtOnce::Unknown => {
                    self.note(NO_SUCH_KEY);
                    return Ok(None);
                }
                AtOnce::Given(text) => {
                    self.at_once(taken);
                    self.leave(lead, &text);
                    return Ok(Some(Typed::Line(text)));
                }
            }
        }
        let before = editor.clone();
        for (at, key) in taken.iter().enumerate() {
            match editor.press(key) {
                Pressed::Edited => {}
                Pressed::Given if taken[at + 1..].iter().any(|key| *key != Key::Enter) => {
                    *editor = before;
                    self.note(SEVERAL_LINES);
                    return Ok(None);
                }
                Pressed::Given => {
                    self.leave(lead, editor.text());
                    return Ok(Some(Typed::Line(editor.text().to_owned())));
                }
                Pressed::SeveralLines => self.note(SEVERAL_LINES),
                Pressed::Interrupt => return Ok(Some(self.ended(crate::study::Ending::Interrupted))),
                Pressed::EndOfInput => return Ok(Some(self.ended(crate::study::Ending::Quit))),
                Pressed::Suspend => return self.suspend(),
            }
        }
        Ok(None)
    }

    /// Keys where options stand and no command is being typed.
    fn chosen(&mut self, taken: &[Key], lead: &str) -> Result<Option<Typed>> {
        let Ask::Choice { options, digit, place } = &self.ask else { return Ok(None) };
        let (count, digit, place) = (options.len(), *digit, *place);
        let number = |key: &Key| match key {
            Key::Character(character) => digit_of(*character),
            _ => None,
        };
        match taken {
            [Key::Control('c'), ..] | [.., Key::Control('c')] => {
                return Ok(Some(self.ended(crate::study::Ending::Interrupted)));
            }
            [Key::Control('d')] => return Ok(Some(self.ended(crate::study::Ending::Quit))),
            [Key::Control('z')] => return self.suspend(),
            [arrow @ (Key::Up | Key::Down)] => self.marked = Some(moved(self.marked, arrow, count)),
            [Key::Enter] => {
                let text = self.marked.map_or_else(String::new, |at| (at + 1).to_string());
                self.leave(lead, "");
                return Ok(Some(Typed::Line(text)));
            }
            [key] | [key, Key::Enter] if number(key).is_some() => match number(key).filter(|number| *number <= count) {
                None => self.note(&typed::not_an_option(count)),
                Some(number) => {
                    self.marked = Some(number - 1);
                    if digit == Digit::Answers || taken.len() == 2 {
                        self.at_once(taken);
                        self.leave(lead, "");
                        return Ok(Some(Typed::Line(number.to_string())));
                    }
                }
            },
            [key] if keys::find(place, &key.name()).is_some() => {
                self.at_once(taken);
                self.leave(lead, "");
                return Ok(Some(Typed::Line(format!(":{}", key.name()))));
            }
            [_] => self.note(NO_SUCH_KEY),
            _ => self.note(SEVERAL),
        }
        Ok(None)
    }

    /// These keys are taken as they are, with or without an Enter behind them.
    fn at_once(&mut self, taken: &[Key]) {
        if taken.last() != Some(&Key::Enter) {
            self.tty.took_at_once();
        }
    }

    fn ended(&mut self, ending: crate::study::Ending) -> Typed {
        self.put("\n");
        Typed::Ended(ending)
    }

    fn suspend(&mut self) -> Result<Option<Typed>> {
        self.put("\n");
        Ok(Some(match self.tty.suspend_line()? {
            Some(ending) => Typed::Ended(ending),
            None => Typed::Resumed,
        }))
    }

    fn put(&self, text: &str) {
        put(self.tty, text);
    }

    fn window(&self) -> Style {
        Style { width: Tty::columns().unwrap_or(self.style.width), ..self.style }
    }

    /// Something is said in the place of the line, which is drawn again below it.
    fn note(&mut self, text: &str) {
        self.put(&format!("\r\u{1b}[K{}\n", render::note(text, &self.window()).join("\n")));
        self.drawn = None;
    }

    /// The marked option, as it stands in the line.
    fn mark(&self) -> Option<String> {
        match (&self.ask, self.marked) {
            (Ask::Choice { options, .. }, Some(at)) => Some(format!("{}  {}", at + 1, harmless_line(&options[at]))),
            _ => None,
        }
    }

    fn draw(&mut self, lead: &str, editor: &Editor) {
        let style = self.window();
        let (before, after) = editor.parts();
        let marked = self.mark().filter(|_| editor.text().is_empty());
        let (before, after) = marked.as_deref().map_or((before, after), |marked| ("", marked));
        let seen = view(before, after, style.width.saturating_sub(columns_of(lead) + 1), &style);
        // An option that is marked is read from its beginning, with the cursor behind it.
        let drawn = match marked {
            Some(_) => (seen.after, String::new()),
            None => (seen.before, seen.after),
        };
        let drawn = (format!("{lead}{}", drawn.0), drawn.1);
        if self.drawn.as_ref() == Some(&drawn) {
            return;
        }
        // The terminal itself remembers where the cursor stands: it may count the columns of rare signs otherwise.
        let rest = if drawn.1.is_empty() { String::new() } else { format!("\u{1b}7{}\u{1b}8", drawn.1) };
        self.put(&format!("\r\u{1b}[K{}{rest}", drawn.0));
        self.drawn = Some(drawn);
    }

    /// The line as it was given, whole.
    fn leave(&mut self, lead: &str, text: &str) {
        let text = self.mark().filter(|_| text.is_empty()).unwrap_or_else(|| harmless_line(text));
        let lines = flow(lead, &[piece(&text, Paint::Plain)], &self.window());
        self.put(&format!("\r\u{1b}[K{}\n", lines.join("\n")));
        self.drawn = None;
    }
}

/// What keys come to where they are taken at once.
#[derive(Debug, PartialEq, Eq)]
enum AtOnce {
    Given(String),
    /// The beginning of a number or a command, or what edits it.
    Typed,
    Unknown,
}

/// A number is taken as soon as no digit more can be meant, or with Enter.
fn at_once(place: Place, most: usize, typed: &str, taken: &[Key]) -> AtOnce {
    let ([Key::Character(key)] | [Key::Character(key), Key::Enter]) = taken else { return AtOnce::Typed };
    let number = key.is_ascii_digit().then(|| format!("{typed}{key}").parse::<usize>().ok()).flatten();
    match number {
        Some(number) if most > 0 && (taken.len() == 2 || number * 10 > most) => AtOnce::Given(number.to_string()),
        Some(_) if most > 0 => AtOnce::Typed,
        _ if !typed.is_empty() || *key == ':' => AtOnce::Typed,
        _ if keys::find(place, &taken[0].name()).is_some() => AtOnce::Given(taken[0].name()),
        _ => AtOnce::Unknown,
    }
}

pub(super) const NO_SUCH_KEY: &str = "no such key here; ? lists the keys, q leaves";

/// Where an arrow leads from the marked option, around the ends.
fn moved(marked: Option<usize>, arrow: &Key, count: usize) -> usize {
    match (marked, arrow) {
        (None, Key::Up) => count - 1,
        (None, _) => 0,
        (Some(at), Key::Up) => (at + count - 1) % count,
        (Some(at), _) => (at + 1) % count,
    }
}

/// 1 to 9 from the digit row, of French and Czech keyboards too.
fn digit_of(key: char) -> Option<usize> {
    const ROWS: [&str; 3] = ["123456789", "&é\"'(-è_ç", "+ěščřžýáí"];
    ROWS.iter().find_map(|row| row.chars().position(|on_row| on_row == key)).map(|position| position + 1)
}

#[cfg(test)]
mod tests {
    use super::{AtOnce, at_once};
    use crate::ui::keys::Place;
    use crate::ui::line::Key;

    #[track_caller]
    fn comes_to(most: usize, typed: &str, keys: &[Key], expected: &AtOnce) {
        assert_eq!(&at_once(Place::ExamOverview, most, typed, keys), expected);
    }

    #[test]
    fn a_number_is_taken_when_no_digit_more_can_be_meant() {
        let key = Key::Character;
        comes_to(9, "", &[key('7')], &AtOnce::Given("7".into()));
        comes_to(25, "", &[key('2')], &AtOnce::Typed);
        comes_to(25, "", &[key('3')], &AtOnce::Given("3".into()));
        comes_to(25, "2", &[key('4')], &AtOnce::Given("24".into()));
        comes_to(25, "", &[key('2'), Key::Enter], &AtOnce::Given("2".into()));
        comes_to(25, "2", &[Key::Backspace], &AtOnce::Typed);
    }

    #[test]
    fn letters_are_keys_and_a_colon_begins_a_command() {
        let key = Key::Character;
        comes_to(9, "", &[key('d')], &AtOnce::Given("d".into()));
        comes_to(9, "", &[key('d'), Key::Enter], &AtOnce::Given("d".into()));
        comes_to(9, "", &[key(':')], &AtOnce::Typed);
        comes_to(9, ":", &[key('d')], &AtOnce::Typed);
        comes_to(9, "", &[key('w')], &AtOnce::Unknown);
    }
}
