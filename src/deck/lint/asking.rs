//! What of a question is its author's own asking: not what it quotes, adds in brackets or tells before it asks.

/// A longer text tells a story, and what it tells is not what it asks.
pub(super) const LONG: usize = 40;
/// In a longer option one word marks nothing.
const BRIEF: usize = 20;
/// A sentence of so few words leans on the one before it: *Which one?*
const LEANS: usize = 2;
/// So many words make a sentence that may be cited behind a colon.
const CITED: usize = 4;
/// Marks of quotations and brackets, the opening one first.
const PAIRS: [(char, char); 7] = [('“', '”'), ('„', '“'), ('«', '»'), ('‘', '’'), ('(', ')'), ('[', ']'), ('"', '"')];

/// The words of the author alone: without quotations, brackets and a sentence that is cited behind a colon. An ellipsis stands
/// where something was left out.
pub(super) fn own(text: &str) -> String {
    let bare = unquoted(text);
    match cited(&bare) {
        Some(at) => bare[..at].to_owned(),
        None => bare,
    }
}

fn unquoted(text: &str) -> String {
    let mut own = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let before = own.chars().next_back();
        match closing(first, before, &rest[first.len_utf8()..]) {
            Some(length) => {
                own.push('…');
                rest = &rest[first.len_utf8() + length..];
            }
            None => {
                own.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    own
}

/// Where a quotation or bracket that this sign opens is over, in bytes behind the sign.
fn closing(sign: char, before: Option<char>, rest: &str) -> Option<usize> {
    // An apostrophe has a letter before it, and two of them are a mark as well.
    if sign == '\'' {
        let opens =
            !before.is_some_and(char::is_alphanumeric) && rest.starts_with(|c: char| c.is_alphanumeric() || c == '\'');
        let ends = |&(at, _): &(usize, &str)| {
            at > 0
                && !rest[at + 1..].starts_with(|c: char| c.is_alphanumeric())
                && !rest[..at].ends_with(char::is_whitespace)
        };
        return opens.then(|| rest.match_indices('\'').find(ends).map(|(at, _)| at + 1))?;
    }
    let (_, close) = PAIRS.into_iter().find(|(open, _)| *open == sign)?;
    rest.find(close).map(|at| at + close.len_utf8())
}

/// Where a sentence of its own begins behind a colon: *the following claim was made: Nobody …*
fn cited(text: &str) -> Option<usize> {
    let (before, behind) = text.split_once(": ")?;
    let count = |text: &str| text.split_whitespace().count();
    let is_sentence = behind.starts_with(char::is_uppercase) && count(behind) >= CITED && !behind.contains('?');
    (is_sentence && count(before) >= CITED).then_some(before.len() + 1)
}

/// The sentences of a text, a line as well.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        let is_end = match sign {
            '\n' => true,
            '.' | '?' | '!' => {
                let runs_on = text[..at].ends_with(char::is_lowercase) && text[end..].starts_with(char::is_uppercase);
                runs_on
                    || text[end..].starts_with(char::is_whitespace) && !(sign == '.' && is_shortened(&text[start..at]))
            }
            _ => false,
        };
        if is_end {
            found.push(text[start..end].trim());
            start = end;
        }
    }
    found.push(text[start..].trim());
    found.retain(|sentence| sentence.contains(char::is_alphanumeric));
    found
}

/// `Dr`, `v`, `U.S`: the full stop behind it ends no sentence.
fn is_shortened(before: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let letters = last.chars().count();
    let is_capitals = letters > 1 && last.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    last.contains('.') || letters == 1 || letters <= 2 && last.starts_with(char::is_uppercase) && !is_capitals
}

/// The sentence that asks: the last one, with the one before it where it is too short to say what is asked.
pub(super) fn asking(own: &str) -> String {
    let all = sentences(own);
    let leans = |sentence: &str| sentence.split_whitespace().count() <= LEANS;
    match all[..] {
        [.., before, last] if leans(last) => format!("{before} {last}"),
        [.., last] => last.to_owned(),
        [] => String::new(),
    }
}

/// Few enough words for one of them to mark an option.
pub(super) fn is_brief(option: &str) -> bool {
    option.split_whitespace().count() <= BRIEF
}

/// More words than a question has that only asks.
pub(super) fn is_long(text: &str) -> bool {
    text.split_whitespace().count() > LONG
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_bracketed_or_cited_is_not_the_authors() {
        for (text, left) in [
            ("Who said “I am not here”, and when?", "Who said …, and when?"),
            ("Who sang 'What's up Doc' first?", "Who sang … first?"),
            ("What are the states' rights?", "What are the states' rights?"),
            ("Who asks ''Why not?'' here", "Who asks …' here"),
            ("Qui a dit « Pourquoi ? » ?", "Qui a dit … ?"),
            ("Wer sagte „Warum?“ zuerst?", "Wer sagte … zuerst?"),
            ("Name them (all that apply)?", "Name them …?"),
            ("On one day this claim was made: Nobody has no rights", "On one day this claim was made:"),
            ("Two rights: Which are they?", "Two rights: Which are they?"),
        ] {
            assert_eq!(own(text), left, "{text}");
        }
    }

    #[test]
    fn the_last_sentence_asks() {
        for (text, asks) in [
            ("The market is in balance. What follows?", "The market is in balance. What follows?"),
            ("The market is in balance. What follows from it?", "What follows from it?"),
            (
                "Which office did Dr. Heine hold in the U.S. Senate?",
                "Which office did Dr. Heine hold in the U.S. Senate?",
            ),
            ("Prices rise, despite what was done.Which follows from it?", "Which follows from it?"),
            ("A poem\nwith lines\nWho wrote this poem?", "Who wrote this poem?"),
            ("", ""),
        ] {
            assert_eq!(asking(text), asks, "{text}");
        }
    }
}
