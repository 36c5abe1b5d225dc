//! What a typed line means: a command, an answer, a rating. Both fronts read lines with these.

use crate::card::{Interaction, Response};
use crate::schedule::Rating;
use crate::study::{Command, Offers};

use super::harmless::harmless_line;

/// What is said when an empty line is first given.
pub(crate) const EMPTY_AGAIN: &str = "nothing typed; an empty line once more gives up";

/// A wish that is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Quit,
    Help,
    Do(Command),
}

/// The wish behind a letter: `q ? u h t s f i`.
pub(crate) fn wish(letter: char) -> Option<Wish> {
    Some(match letter {
        'q' => Wish::Quit,
        '?' => Wish::Help,
        'u' => Wish::Do(Command::Undo),
        'h' | 't' => Wish::Do(Command::Hint),
        's' => Wish::Do(Command::Suspend),
        'f' => Wish::Do(Command::Flag),
        'i' => Wish::Do(Command::History),
        _ => return None,
    })
}

/// The one character of a line, spaces aside.
pub(crate) fn only_character(line: &str) -> Option<char> {
    let mut characters = line.trim().chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// The rating behind a key: 1 to 4, `a h g e`, and what stands on the digit row of French and Czech keyboards.
pub(crate) fn rating(key: char) -> Option<Rating> {
    Some(match key {
        '1' | 'a' | 'A' | '&' | '+' => Rating::Again,
        '2' | 'h' | 'H' | 'é' | 'É' | 'ě' | 'Ě' => Rating::Hard,
        '3' | 'g' | 'G' | '"' | 'š' | 'Š' => Rating::Good,
        '4' | 'e' | 'E' | '\'' | 'č' | 'Č' => Rating::Easy,
        _ => return None,
    })
}

/// What a line at a question is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Empty,
    Wish(Wish),
    Answer(Response),
    /// Not to be understood: why.
    Refused(String),
}

/// Reads a line typed at a question.
pub(crate) fn read(interaction: &Interaction, line: &str) -> Line {
    let line = line.trim();
    if let Some(command) = line.strip_prefix(':') {
        let known = only_character(command).and_then(wish);
        return known.map_or_else(|| Line::Refused("no such command; :? lists them".to_owned()), Line::Wish);
    }
    match (only_character(line), line) {
        (Some('?'), _) => return Line::Wish(Wish::Help),
        (Some('q' | 'Q'), _) | (_, "quit") if *interaction != Interaction::Recall => {
            return Line::Refused("to leave, type :q".to_owned());
        }
        // Arrows and the like leave their codes in a line.
        _ if line.contains(|c: char| c.is_control() && c != '\t') => {
            return Line::Refused("that line holds keys that are no text: nothing was judged".to_owned());
        }
        _ => {}
    }
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
        Some(key) if rating(key).is_some() => Line::Refused("turn the card first: an empty line".to_owned()),
        Some(key) => wish(key).map_or(Line::Answer(Response::Turned), Line::Wish),
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
        _ => Line::Refused(format!("not one of the options: a number from 1 to {count}")),
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

/// How to answer, in the words of a help line.
pub(crate) fn how(interaction: &Interaction) -> &'static str {
    match interaction {
        Interaction::Recall => "recall it, then turn the card and rate yourself",
        Interaction::Text(_) | Interaction::Date(_) | Interaction::Number(_) => "type the answer",
        Interaction::List(_) => "type the list, with commas between",
        Interaction::Choose { .. } => "the number of the right one",
        Interaction::Select { .. } => "the numbers of all that are right, as 1 3",
        Interaction::Arrange { .. } => "the numbers in the right order, as 2 1 3",
        Interaction::Match { .. } => "pairs, as 1b 2a",
    }
}

/// The rating, if it is open.
pub(crate) fn open_rating(key: char, offers: &Offers) -> Option<Result<Rating, &'static str>> {
    let rating = rating(key)?;
    Some(if rating <= offers.highest { Ok(rating) } else { Err(super::prompts::refusal(offers)) })
}

#[cfg(test)]
mod tests {
    use crate::card::{Interaction, Response};
    use crate::ui::fixture::{choose, options, text};

    use super::{Line, Wish, read};

    fn arrange() -> Interaction {
        Interaction::Arrange { items: vec!["b".into(), "a".into(), "c".into()], right: Vec::new() }
    }

    fn pairs() -> Interaction {
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
        Interaction::Match { lefts: texts(&["x", "y"]), rights: texts(&["Y", "X", "Z"]), pairs: Vec::new() }
    }

    #[track_caller]
    fn means(interaction: &Interaction, line: &str, response: Response) {
        assert_eq!(read(interaction, line), Line::Answer(response));
    }

    #[track_caller]
    fn refused(interaction: &Interaction, line: &str, why: &str) {
        assert_eq!(read(interaction, line), Line::Refused(why.into()));
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
        assert_eq!(read(&text(), "?"), Line::Wish(Wish::Help));
        refused(&text(), "q", "to leave, type :q");
        refused(&text(), "quit", "to leave, type :q");
        refused(&text(), "\u{1b}[Bx", "that line holds keys that are no text: nothing was judged");
        means(&text(), "question", Response::Typed("question".into()));
    }

    #[test]
    fn an_unknown_command_is_no_answer() {
        refused(&choose(&["ENISA"]), ":x", "no such command; :? lists them");
    }
}
