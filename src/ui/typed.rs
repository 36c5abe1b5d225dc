//! What a typed line means: a command, an answer, a rating. Both fronts read lines with these.

use crate::card::{Interaction, Response};
use crate::schedule::Rating;
use crate::study::{Offers, Take, Turn};
use crate::text::{Wrong, fold};

use super::harmless::harmless_line;
use super::keys::{self, Deed, Hand, Place};

/// What is said when an empty line is first given.
pub(crate) fn empty_again(turn: &Turn<'_>) -> &'static str {
    match turn.question.interaction {
        _ if turn.is_new => "Enter once more shows the answer, to be learnt",
        Interaction::Choose { .. } => "nothing chosen; Enter once more gives up",
        _ => "nothing typed; an empty line once more gives up",
    }
}

pub(crate) const NO_SUCH_COMMAND: &str = "no such command; :? lists them";

/// What is said of a number that no option has.
pub(crate) fn not_an_option(count: usize) -> String {
    format!("not one of the options: a number from 1 to {count}")
}

/// The one character of a line, spaces aside.
pub(crate) fn only_character(line: &str) -> Option<char> {
    let mut characters = line.trim().chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// What a line at a question is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Empty,
    /// A command, or a key that needs no colon here.
    Done(Deed),
    Answer(Response),
    /// Perhaps meant for the program: what to type then. Given once more it is the answer.
    Asked(String),
    /// Not to be understood: why.
    Refused(String),
}

/// Lines typed at one question: a lone `help` is asked about, and taken when it comes once more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lone {
    asked: Option<String>,
}

impl Lone {
    pub(crate) fn read(&mut self, interaction: &Interaction, line: &str, place: Place) -> Line {
        let line = line.trim();
        let meant = match self.asked.take() {
            Some(word) if word == line => answered(interaction, line),
            _ => read(interaction, line, place),
        };
        if let Line::Asked(_) = meant {
            self.asked = Some(line.to_owned());
        }
        meant
    }

    /// The word that was asked about: where a line cannot be shown again for editing, an empty one gives it.
    pub(crate) fn word(&self) -> Option<&str> {
        self.asked.as_deref()
    }
}

/// What a command behind a colon means at a place: at a verdict what it means at a question, where there is such a one.
pub(crate) fn command(place: Place, command: &str) -> Option<Deed> {
    let command = command.trim().to_lowercase();
    let at_question = if place == Place::Verdict { keys::find(Place::Line, &command) } else { None };
    at_question.or_else(|| keys::find(place, &command))
}

/// Reads a line typed at a question.
pub(crate) fn read(interaction: &Interaction, line: &str, place: Place) -> Line {
    let line = line.trim();
    if let Some(typed) = line.strip_prefix(':') {
        let known = command(place, typed);
        return known.map_or_else(|| Line::Refused(NO_SUCH_COMMAND.to_owned()), Line::Done);
    }
    if line == "?" {
        return Line::Done(Deed::Help);
    }
    if line.contains(|c: char| c.is_control() && c != '\t') {
        return Line::Refused("that line holds keys that are no text: nothing was judged".to_owned());
    }
    if let Some(about) =
        about(line, place).filter(|_| !is_known(interaction, line) && *interaction != Interaction::Recall)
    {
        let is_text = is_text(interaction);
        return if is_text {
            Line::Asked(format!("{about}; Enter again gives `{line}` as the answer"))
        } else {
            Line::Refused(about)
        };
    }
    answered(interaction, line)
}

/// `:h shows the hint`, where a word alone may be meant for the program.
fn about(word: &str, place: Place) -> Option<String> {
    const LONE: [&str; 6] = ["h", "help", "hint", "q", "quit", "exit"];
    let word = word.to_lowercase();
    let deed = if LONE.contains(&word.as_str()) { keys::find(place, &word)? } else { return None };
    keys::told(place, Hand::Lines, deed)
}

/// Answered by a line of one's own words.
pub(crate) fn is_text(interaction: &Interaction) -> bool {
    matches!(interaction, Interaction::Text(_) | Interaction::Date(_) | Interaction::Number(_) | Interaction::List(_))
}

/// The deck itself has these words, as an answer that is right or known to be wrong.
fn is_known(interaction: &Interaction, line: &str) -> bool {
    let is_line = |text: &String| fold(text) == fold(line);
    let is_wrong = |wrong: &[Wrong]| wrong.iter().any(|wrong| is_line(&wrong.answer));
    match interaction {
        Interaction::Text(key) => key.answers.iter().any(is_line) || is_wrong(&key.wrong),
        Interaction::List(key) => {
            key.items.iter().any(|item| is_line(&item.answer) || item.accept.iter().any(is_line))
                || is_wrong(&key.wrong)
        }
        Interaction::Date(key) => key.accept.iter().any(is_line) || is_wrong(&key.wrong),
        Interaction::Number(key) => key.accept.iter().any(is_line) || is_wrong(&key.wrong),
        Interaction::Choose { options } | Interaction::Select { options } => {
            options.iter().any(|option| is_line(&option.text))
        }
        Interaction::Recall | Interaction::Arrange { .. } | Interaction::Match { .. } => false,
    }
}

/// The answer that a line is, whatever its words.
fn answered(interaction: &Interaction, line: &str) -> Line {
    match interaction {
        Interaction::Recall => recalled(line),
        _ if line.is_empty() => Line::Empty,
        Interaction::Text(_) | Interaction::Date(_) | Interaction::Number(_) | Interaction::List(_) => {
            Line::Answer(Response::Typed(line.to_owned()))
        }
        Interaction::Choose { options } => chosen(options.iter().map(|option| option.text.as_str()), line),
        Interaction::Select { options } => numbers(line, options.len()).map(Response::Selected).into(),
        Interaction::Arrange { items, .. } => arranged(line, items.len()).into(),
        Interaction::Match { lefts, rights, .. } => matched(line, lefts.len(), rights.len()).into(),
    }
}

impl From<Result<Response, String>> for Line {
    fn from(read: Result<Response, String>) -> Self {
        read.map_or_else(Self::Refused, Self::Answer)
    }
}

/// Anything but a lone key turns the card: who writes the answer down first wants to see the right one.
fn recalled(line: &str) -> Line {
    match only_character(line) {
        Some(key) if keys::rating(key).is_some() => Line::Refused("turn the card first: an empty line".to_owned()),
        Some(key) => command(Place::Card, &key.to_string()).map_or(Line::Answer(Response::Turned), Line::Done),
        None => Line::Answer(Response::Turned),
    }
}

fn chosen<'a>(options: impl Iterator<Item = &'a str> + Clone, line: &str) -> Line {
    let folded = |text: &str| harmless_line(text).to_lowercase();
    if let Some(index) = options.clone().position(|option| folded(option) == folded(line)) {
        return Line::Answer(Response::Chosen(index));
    }
    let count = options.count();
    match line.trim_end_matches(['.', ')']).parse::<usize>() {
        Ok(number) if (1..=count).contains(&number) => Line::Answer(Response::Chosen(number - 1)),
        _ => Line::Refused(not_an_option(count)),
    }
}

/// `1 3`, `1,3` or, where there are fewer than ten, `13`: different numbers from 1 to `count`, as indices.
fn numbers(line: &str, count: usize) -> Result<Vec<usize>, String> {
    let mut words: Vec<String> = line
        .split(|c: char| c.is_whitespace() || ",;.>".contains(c))
        .filter(|w| !w.is_empty())
        .map(Into::into)
        .collect();
    if let [word] = words.as_slice()
        && count < 10
    {
        words = word.chars().map(String::from).collect();
    }
    let mut indices = Vec::new();
    for word in &words {
        let number = word.parse::<usize>().ok().filter(|number| (1..=count).contains(number));
        let Some(number) = number else {
            return Err(format!("`{}` is not a number from 1 to {count}", harmless_line(word)));
        };
        if indices.contains(&(number - 1)) {
            return Err(format!("{number} is there twice"));
        }
        indices.push(number - 1);
    }
    if indices.is_empty() { Err(format!("numbers from 1 to {count}, as 1 3")) } else { Ok(indices) }
}

fn arranged(line: &str, count: usize) -> Result<Response, String> {
    let order = numbers(line, count)?;
    if order.len() < count {
        return Err(format!("all {count} numbers, each once; {} given", order.len()));
    }
    Ok(Response::Arranged(order))
}

/// `1b 2a`: each left at most once; what is left out stays unpaired.
fn matched(line: &str, lefts: usize, rights: usize) -> Result<Response, String> {
    let form = || format!("pairs such as 1b 2a: numbers from 1 to {lefts}, letters from a on");
    let glued: String = line.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let mut pairs = vec![None; lefts];
    let mut digits = String::new();
    for character in glued.chars() {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        let left = digits.parse::<usize>().ok().filter(|number| (1..=lefts).contains(number));
        let right = (0..rights.min(26)).find(|&index| super::render::letter(index) == character);
        let (Some(left), Some(right)) = (left, right) else { return Err(form()) };
        if pairs[left - 1].replace(right).is_some() {
            return Err(format!("{left} is there twice"));
        }
        digits.clear();
    }
    if digits.is_empty() && pairs.iter().any(Option::is_some) { Ok(Response::Matched(pairs)) } else { Err(form()) }
}

/// How to answer, where a line of words is not all there is to it.
pub(crate) fn how(interaction: &Interaction) -> Option<&'static str> {
    Some(match interaction {
        Interaction::Text(_) | Interaction::Date(_) | Interaction::Number(_) => return None,
        Interaction::Recall => "recall it, then turn the card and rate yourself",
        Interaction::List(_) => "type the list, with commas between",
        Interaction::Choose { .. } => "the number of the right one",
        Interaction::Select { .. } => "the numbers of all that are right, as\u{a0}1\u{a0}3",
        Interaction::Arrange { .. } => "the numbers in the right order, as\u{a0}2\u{a0}1\u{a0}3",
        Interaction::Match { .. } => "pairs, as\u{a0}1b\u{a0}2a",
    })
}

/// Digits answer up to here; more options are answered by a typed line.
const BY_DIGIT: usize = 9;

/// The options of a question that a key answers.
pub(crate) fn by_key(interaction: &Interaction) -> Option<Vec<String>> {
    match interaction {
        Interaction::Choose { options } if (1..=BY_DIGIT).contains(&options.len()) => {
            Some(options.iter().map(|option| option.text.clone()).collect())
        }
        _ => None,
    }
}

/// What an answer that is upheld by this deed becomes.
pub(crate) fn take(deed: Deed) -> Take {
    if deed == Deed::OverruleAndTake { Take::Yes } else { Take::Ask }
}

/// The rating, if it is open.
pub(crate) fn open_rating(rating: Rating, offers: &Offers) -> Result<Rating, &'static str> {
    if rating <= offers.highest { Ok(rating) } else { Err(super::prompts::refusal(offers)) }
}

#[cfg(test)]
mod tests {
    use crate::card::{Interaction, Response};
    use crate::ui::fixture::{choose, options, text};

    use super::{Deed, Line, Lone, Place, read};

    fn arrange() -> Interaction {
        Interaction::Arrange {
            items: vec!["b".into(), "a".into(), "c".into()],
            right: Vec::new(),
            rule: crate::card::MarkingRule::default(),
        }
    }

    fn pairs() -> Interaction {
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
        Interaction::Match { lefts: texts(&["x", "y"]), rights: texts(&["Y", "X", "Z"]), pairs: Vec::new() }
    }

    #[track_caller]
    fn means(interaction: &Interaction, line: &str, response: Response) {
        assert_eq!(read(interaction, line, Place::Line), Line::Answer(response));
    }

    #[track_caller]
    fn refused(interaction: &Interaction, line: &str, why: &str) {
        assert_eq!(read(interaction, line, Place::Line), Line::Refused(why.into()));
    }

    #[test]
    fn selections_are_numbers() {
        let select = Interaction::Select { options: options(&["A", "B", "C"]) };
        means(&select, "1 3", Response::Selected(vec![0, 2]));
        means(&select, "3,1", Response::Selected(vec![2, 0]));
        means(&select, "13", Response::Selected(vec![0, 2]));
        refused(&select, "1 4", "`4` is not a number from 1 to 3");
        refused(&select, "1 1", "1 is there twice");
    }

    #[test]
    fn an_order_has_every_number() {
        means(&arrange(), "2 1 3", Response::Arranged(vec![1, 0, 2]));
        refused(&arrange(), "2 1", "all 3 numbers, each once; 2 given");
    }

    #[test]
    fn pairs_are_numbers_with_letters() {
        means(&pairs(), "1b 2a", Response::Matched(vec![Some(1), Some(0)]));
        means(&pairs(), "2-C", Response::Matched(vec![None, Some(2)]));
        refused(&pairs(), "1b 1a", "1 is there twice");
        refused(&pairs(), "b1", "pairs such as 1b 2a: numbers from 1 to 2, letters from a on");
        refused(&pairs(), "1z", "pairs such as 1b 2a: numbers from 1 to 2, letters from a on");
        refused(&pairs(), "1", "pairs such as 1b 2a: numbers from 1 to 2, letters from a on");
    }

    #[test]
    fn an_option_is_a_number_or_its_text() {
        means(&choose(&["ENISA", "2"]), "2", Response::Chosen(1));
        means(&choose(&["2", "ENISA"]), "2", Response::Chosen(0));
        means(&choose(&["ENISA", "Europol"]), "2)", Response::Chosen(1));
        refused(&choose(&["ENISA"]), "x", "not one of the options: a number from 1 to 1");
    }

    #[test]
    fn what_is_meant_for_the_program_is_not_judged() {
        assert_eq!(read(&text(), "?", Place::Line), Line::Done(Deed::Help));
        refused(&text(), "\u{1b}[Bx", "that line holds keys that are no text: nothing was judged");
        refused(&choose(&["ENISA"]), "help", "`:?` lists the keys");
        means(&text(), "question", Response::Typed("question".into()));
    }

    #[test]
    fn a_lone_word_of_the_program_is_asked_about_and_taken_the_second_time() {
        for (word, about) in [("h", "`:h` shows the hint"), ("help", "`:?` lists the keys"), ("Quit", "`:q` leaves")] {
            let mut lone = Lone::default();
            let asked = format!("{about}; Enter again gives `{word}` as the answer");
            assert_eq!(lone.read(&text(), word, Place::Line), Line::Asked(asked));
            assert_eq!(lone.word(), Some(word));
            let given = Line::Answer(Response::Typed(word.into()));
            assert_eq!(lone.read(&text(), word, Place::Line), given);
        }
        let mut lone = Lone::default();
        lone.read(&text(), "help", Place::Line);
        lone.read(&text(), "", Place::Line);
        assert!(matches!(lone.read(&text(), "help", Place::Line), Line::Asked(_)), "another line lay between");
    }

    #[test]
    fn a_word_that_the_deck_knows_is_an_answer() {
        let Interaction::Text(mut key) = text() else { panic!("a text") };
        key.answers.push("Help".into());
        means(&Interaction::Text(key), "help", Response::Typed("help".into()));
        means(&choose(&["ENISA", "Quit"]), "quit", Response::Chosen(1));
    }

    #[test]
    fn an_unknown_command_is_no_answer() {
        refused(&choose(&["ENISA"]), ":x", "no such command; :? lists them");
    }
}
