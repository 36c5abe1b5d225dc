//! A typed list cut into parts, and the words that belong to no item.

use crate::text::form::fold::fold;
use crate::text::language::roles::{
    AND_SO_ON, BUT, CONJUNCTIONS, CORRECTIONS, COUNTING, LEADS, LIST_DENIALS, LIST_FILLERS, LIST_FRAMES, NOT_ONLY,
    WANTED,
};
use crate::text::words::negation::is_given_up;

/// Longer lists are cut; no course asks for so many.
pub(super) const MOST: usize = 60;

/// One part of a typed list and what joined it to the part before.
pub(super) struct Part {
    pub(super) joint: String,
    pub(super) text: String,
}

/// Without *etc.* and the like at the end.
pub(super) fn without_tail(typed: &str) -> &str {
    let bare = typed.trim_end_matches([' ', '…', '.', ',']);
    let cut = |tail: &'static str| {
        let start = bare.len().checked_sub(tail.trim_end_matches('.').len())?;
        let fits =
            bare.get(start..)?.eq_ignore_ascii_case(tail.trim_end_matches('.')) && bare[..start].ends_with([' ', ',']);
        fits.then(|| &bare[..start])
    };
    AND_SO_ON.all().find_map(cut).unwrap_or(typed)
}

/// `1. red 2. green`, `a) red b) green` and `red (1) green (2)` with every number or letter as a break.
pub(super) fn numbers_as_breaks(typed: &str) -> String {
    const ROMAN: [&str; 8] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"];
    let is_mark = |word: &str, at: usize| {
        let bracketed = word.strip_prefix('(').and_then(|word| word.strip_suffix(')'));
        let bare = bracketed.or_else(|| word.strip_suffix(')')).or_else(|| word.strip_suffix('.'));
        let letter = char::from(b'a' + u8::try_from(at.min(25)).unwrap_or(25)).to_string();
        bare.is_some_and(|bare| {
            bare == letter || ROMAN.get(at) == Some(&bare) || bracketed.is_some() && bare == (at + 1).to_string()
        })
    };
    let words = || typed.split_inclusive([' ', ',', ';', '\n']);
    let bare = |word: &str| word.trim_end_matches([' ', ',', ';', '\n']).to_owned();
    // Marks count up from the first; fewer than two are part of an item.
    let marks = words().fold(0, |at, word| at + usize::from(is_mark(&bare(word), at)));
    let mut at = 0;
    let mut broken = String::with_capacity(typed.len() + 8);
    for word in words() {
        let mark = bare(word);
        let number = mark
            .strip_suffix(['.', ')'])
            .is_some_and(|number| (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()));
        if number {
            broken.push('\n');
            broken.push_str(word);
        } else if marks > 1 && is_mark(&mark, at) {
            at += 1;
            broken.push('\n');
        } else {
            broken.push_str(word);
        }
    }
    broken
}

/// The text behind a word that belongs to no item.
pub(super) fn without_lead(text: &str) -> Option<&str> {
    let behind = |lead: &'static str| {
        let start = text.get(..lead.len())?;
        (start.eq_ignore_ascii_case(lead) && text[lead.len()..].starts_with(' '))
            .then(|| text[lead.len()..].trim_start())
    };
    let rest = LEADS.all().chain(WANTED.words()).filter_map(behind).min_by_key(|rest| rest.len())?;
    Some(rest).filter(|rest| !rest.is_empty())
}

/// Nothing, or words that name no item and are not too much.
pub(super) fn is_filler(text: &str) -> bool {
    let folded = fold(text);
    folded.is_empty() || is_given_up(text) || LIST_FILLERS.has(&folded)
}

/// What may end a frame in front of the first item: *the five are*, a colon.
pub(super) fn frames() -> impl Iterator<Item = String> {
    LIST_FRAMES.all().map(|verb| format!(" {verb} ")).chain([": ".to_owned()])
}

/// The text behind a word that counts the item.
pub(super) fn behind_count(text: &str) -> Option<&str> {
    COUNTING.all().find_map(|word| {
        let fits = text.get(..word.len())?.eq_ignore_ascii_case(word) && text[word.len()..].starts_with(' ');
        fits.then(|| &text[word.len() + 1..])
    })
}

/// Without what was denied, and without the part that a correction of oneself takes back.
pub(super) fn settled(parts: Vec<Part>) -> Vec<Part> {
    let mut kept: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        let folded = fold(&part.text);
        let begins = |turn: &str| folded.strip_prefix(turn).is_some_and(|rest| rest.starts_with(' '));
        let denied = LIST_DENIALS.words().any(begins);
        let turned = || BUT.words().any(|turn| folded.contains(&format!(" {turn} ")));
        if CORRECTIONS.has(&folded) {
            kept.pop();
        } else if !denied || NOT_ONLY.all().any(begins) || turned() {
            kept.push(part);
        }
    }
    kept
}

pub(super) fn join(parts: &[Part]) -> String {
    parts.iter().enumerate().fold(String::new(), |text, (place, part)| {
        if place == 0 { part.text.clone() } else { format!("{text}{}{}", part.joint, part.text) }
    })
}

/// Parts between line breaks, semicolons, commas, slashes, bullets and *and*.
pub(super) fn split(typed: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut current = Part { joint: String::new(), text: String::new() };
    let mut turn = |current: &mut Part, joint: &str| {
        let done = std::mem::replace(current, Part { joint: joint.to_owned(), text: String::new() });
        let bare = done.text.trim().trim_start_matches(|sign: char| "-•*·–".contains(sign)).trim();
        let numbered = bare.split_once([')', '.']).filter(|(number, rest)| {
            number.len() <= 2
                && !number.is_empty()
                && number.chars().all(|digit| digit.is_ascii_digit())
                && rest.starts_with(' ')
        });
        let bare = numbered.map_or(bare, |(_, rest)| rest.trim());
        if !bare.is_empty() && parts.len() < MOST {
            parts.push(Part { joint: done.joint, text: bare.to_owned() });
        }
    };
    let letters: Vec<char> = typed.chars().collect();
    let mut place = 0;
    while place < letters.len() {
        let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
        match letters[place] {
            '\n' | '\r' => turn(&mut current, "\n"),
            ';' | '|' | '•' => turn(&mut current, "; "),
            ',' if !(digit(place.checked_sub(1)) && digit(Some(place + 1))) => turn(&mut current, ", "),
            '/' | '+' => turn(&mut current, "/"),
            '&' => turn(&mut current, " and "),
            ' ' => match conjunction(&letters[place + 1..]) {
                Some(word) => {
                    turn(&mut current, &format!(" {word} "));
                    place += word.chars().count();
                }
                None => current.text.push(' '),
            },
            letter => current.text.push(letter),
        }
        place += 1;
    }
    turn(&mut current, "");
    parts
}

/// *and* or its like, standing alone at the beginning of the letters.
fn conjunction(letters: &[char]) -> Option<&'static str> {
    CONJUNCTIONS.all().find(|word| {
        let length = word.chars().count();
        letters.len() > length
            && letters[length] == ' '
            && letters[..length].iter().flat_map(|letter| letter.to_lowercase()).eq(word.chars())
    })
}
