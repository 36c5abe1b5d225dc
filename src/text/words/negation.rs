//! Denials, corrections of oneself, bets on several answers, and what is no attempt at all.

use crate::text::form::fold::fold;
use crate::text::form::token::{Gap, Token};

pub(crate) const NOT: &[&str] = &[
    "not",
    "no",
    "never",
    "neither",
    "nor",
    "isnt",
    "wasnt",
    "arent",
    "werent",
    "dont",
    "doesnt",
    "didnt",
    "cannot",
    "cant",
    "wont",
    "without",
    "pas",
    "non",
    "ni",
    "jamais",
    "sauf",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "nie",
    "weder",
    "except",
    "excluding",
    "excepting",
    "nobody",
    "nothing",
    "none",
    "hardly",
    "but not",
    "excepte",
    "ausser",
];
const RATHER: &[&str] = &[
    "rather than",
    "instead of",
    "as opposed to",
    "plutot que",
    "au lieu de",
    "anstatt",
    "statt",
    "unlike",
    "contrary to",
];
const OR: &[&str] = &["or", "ou", "oder", "either", "andor"];
const CORRECTIONS: &[&str] = &[
    "no sorry",
    "no wait",
    "sorry no",
    "sorry i mean",
    "sorry i meant",
    "i mean",
    "i meant",
    "no i mean",
    "wait no",
    "scratch that",
    "correction",
    "or rather",
    "no actually",
    "actually no",
    "no its",
    "no it was",
    "make that",
    "sorry",
    "wait",
    "non pardon",
    "pardon",
    "je veux dire",
    "enfin non",
    "ou plutot",
    "nein",
    "nein entschuldigung",
    "entschuldigung",
    "ich meine",
    "oder vielmehr",
    "no",
    "non",
    "oops",
];
const GIVEN_UP: &[&str] = &[
    "no idea",
    "i have no idea",
    "dont know",
    "i dont know",
    "idk",
    "dunno",
    "i do not know",
    "do not know",
    "no clue",
    "pass",
    "skip",
    "not sure",
    "i am not sure",
    "im not sure",
    "none",
    "unknown",
    "na",
    "n a",
    "je ne sais pas",
    "je sais pas",
    "aucune idee",
    "sais pas",
    "keine ahnung",
    "weiss nicht",
    "weiss ich nicht",
    "ich weiss nicht",
    "ich weiss es nicht",
    "no se",
    "non lo so",
    "help",
    "i forgot",
    "forgot",
    "cant remember",
    "i cant remember",
    "i dont remember",
    "whatever",
    "anything",
    "something",
    "x",
    "xxx",
    "asdf",
    "null",
];

/// An admission, not an attempt.
pub(crate) fn is_given_up(typed: &str) -> bool {
    GIVEN_UP.contains(&fold(typed).as_str())
}

fn begins(tokens: &[Token], phrase: &str) -> Option<usize> {
    let mut count = 0;
    for word in phrase.split(' ') {
        (tokens.get(count)?.word == word).then_some(())?;
        count += 1;
    }
    Some(count)
}

/// What is left after a correction of oneself: *Rome, no sorry, Paris*.
pub(crate) fn corrected(tokens: &[Token]) -> &[Token] {
    for start in (1..tokens.len()).rev() {
        let longest = CORRECTIONS.iter().filter_map(|phrase| begins(&tokens[start..], phrase)).max();
        let Some(count) = longest else { continue };
        let rest = &tokens[start + count..];
        let parted =
            tokens[start].gap >= Gap::Comma && rest.first().is_some_and(|next| next.gap >= Gap::Comma || count > 1);
        if parted && !rest.is_empty() && !rest[0].is(&["doubt", "question", "matter", "less", "more"]) {
            return rest;
        }
    }
    tokens
}

/// What follows *actually*, which may correct or only assure: *Rome, actually Paris*.
pub(crate) fn amended(tokens: &[Token]) -> Option<&[Token]> {
    let turn = |token: &Token| {
        token.gap >= Gap::Comma && token.is(&["actually", "rather", "eigentlich", "vielmehr", "plutot"])
    };
    let place = (1..tokens.len()).rev().find(|place| turn(&tokens[*place]))?;
    Some(&tokens[place + 1..]).filter(|rest| !rest.is_empty())
}

/// The stretches between the alternatives of a bet; one where there is no bet.
pub(crate) fn alternatives(tokens: &[Token]) -> Vec<&[Token]> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (place, token) in tokens.iter().enumerate() {
        let hedge = tokens.get(place + 1).is_some_and(|next| next.is(&["something", "so", "thereabouts", "similar"]));
        let inside = token.bracketed && !tokens[0].bracketed && !token.gap.gt(&Gap::Hyphen);
        if token.is(OR) && !hedge && !inside {
            parts.push(&tokens[start..place]);
            start = place + 1;
        } else if token.gap == Gap::Slash && place > start {
            parts.push(&tokens[start..place]);
            start = place;
        }
    }
    parts.push(&tokens[start.min(tokens.len())..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// How a denial bears on an answer that stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Denial {
    None,
    /// Before or behind it, of something else: the answer stands between these places.
    Elsewhere {
        from: usize,
        to: usize,
    },
    Answer,
}

/// Looks for a denial before `start` and from `end` on.
pub(crate) fn denial(tokens: &[Token], start: usize, end: usize) -> Denial {
    let (mut from, mut to) = (0, tokens.len());
    if let Some(place) = (0..start).rev().find(|place| denies(&tokens[*place..]).is_some()) {
        let exclusion = tokens[place].is(&[
            "except",
            "sauf",
            "ausser",
            "excluding",
            "excepting",
            "excepte",
            "without",
            "nobody",
            "nothing",
            "none",
        ]);
        let parted = tokens[place + 1..=start]
            .iter()
            .position(|token| token.gap >= Gap::Comma || token.is(&["but", "mais", "sondern"]));
        match parted {
            Some(ahead) if !exclusion && !tokens[place + 1..start].is_empty() => {
                let turn = place + 1 + ahead;
                from = if tokens[turn].is(&["but", "mais", "sondern"]) { turn + 1 } else { turn };
                from = from.min(start);
            }
            _ => return Denial::Answer,
        }
    }
    let all_but = (1..start).any(|place| {
        tokens[place].is(&["but", "save"])
            && tokens[place - 1].is(&[
                "anyone",
                "anybody",
                "anything",
                "all",
                "everyone",
                "everything",
                "everybody",
                "any",
                "nothing",
            ])
    });
    let other_than = (1..start).any(|place| tokens[place].is(&["than"]) && tokens[place - 1].is(&["other"]));
    if all_but || other_than {
        return Denial::Answer;
    }
    if let Some(place) = (end..tokens.len()).find(|place| denies(&tokens[*place..]).is_some()) {
        if tokens[place].is(&["no"]) && tokens.get(place + 1).is_some_and(|next| next.is(&["longer", "more"])) {
            return Denial::Answer;
        }
        let copula = place > end
            && tokens[end..place].iter().all(|token| {
                token.is(&[
                    "is", "was", "est", "n", "ist", "war", "are", "were", "would", "ne", "could", "can", "does", "did",
                ]) && token.gap < Gap::Comma
            });
        let verb = tokens[place].is(&["isnt", "wasnt", "arent", "werent", "never", "cannot", "cant", "wont"])
            && tokens[place].gap < Gap::Comma
            && place == end;
        let last = place + 1 == tokens.len()
            || (place == end && tokens[place].is(&["excluded", "not"]) && tokens.len() == place + 1);
        if copula || verb || last {
            return Denial::Answer;
        }
        to = clause_start(tokens, end, place);
    }
    let is = |place: usize| tokens.get(place).is_some_and(|token| token.is(&["is", "was", "est", "ist", "war"]));
    let wrong = ["wrong", "false", "incorrect", "faux", "fausse", "falsch"];
    if is(end) && tokens.get(end + 1).is_some_and(|token| token.is(&wrong)) {
        return Denial::Answer;
    }
    if from == 0 && to == tokens.len() { Denial::None } else { Denial::Elsewhere { from, to } }
}

/// Where the clause of a denial begins, but not before `end`.
fn clause_start(tokens: &[Token], end: usize, place: usize) -> usize {
    let joins = ["and", "but", "et", "und", "mais", "aber", "while", "whereas"];
    (end..=place).rev().find(|at| tokens[*at].gap >= Gap::Comma || tokens[*at].is(&joins)).unwrap_or(place)
}

/// The words without stock phrases that assure or hedge, some of which look like denials; nothing where there are none.
pub(crate) fn assured(tokens: &[Token], question: bool) -> Option<Vec<Token>> {
    const PHRASES: [&str; 32] = [
        "no doubt",
        "without a doubt",
        "without doubt",
        "without any doubt",
        "without question",
        "no question",
        "for sure",
        "for certain",
        "of course",
        "sans doute",
        "sans aucun doute",
        "bien sur",
        "sauf erreur",
        "ohne zweifel",
        "zweifellos",
        "wenn ich mich nicht irre",
        "si je ne me trompe pas",
        "or something like that",
        "or something similar",
        "or something",
        "or so",
        "or similar",
        "or thereabouts",
        "ou quelque chose comme ca",
        "oder so ahnlich",
        "oder so",
        "if i am not mistaken",
        "if im not mistaken",
        "unless i am mistaken",
        "unless im mistaken",
        "to be honest",
        "off the top of my head",
    ];
    const NEGATIVE_QUESTIONS: [&str; 8] =
        ["isnt it", "wasnt it", "isnt that", "is it not", "was it not", "nest ce pas", "ist es nicht", "ist das nicht"];
    let asked = NEGATIVE_QUESTIONS.iter().filter(|_| question);
    let mut kept = Vec::with_capacity(tokens.len());
    let mut place = 0;
    while place < tokens.len() {
        let said = PHRASES.iter().chain(asked.clone()).filter_map(|phrase| begins(&tokens[place..], phrase)).max();
        match said {
            Some(count) => place += count,
            None => {
                kept.push(tokens[place].clone());
                place += 1;
            }
        }
    }
    let kept = surely(&kept).unwrap_or(kept);
    (!kept.is_empty() && kept.len() < tokens.len()).then_some(kept)
}

/// The words without *not sure (but)*, which denies nothing; nothing where that is not said.
fn surely(tokens: &[Token]) -> Option<Vec<Token>> {
    const SURE: &[&str] = &["sure", "certain", "sicher", "sur", "certaine", "positive", "mistaken", "wrong"];
    const DEGREE: &[&str] = &[
        "really",
        "quite",
        "entirely",
        "totally",
        "completely",
        "absolutely",
        "100",
        "percent",
        "ganz",
        "tout",
        "a",
        "fait",
        "very",
        "too",
    ];
    let not = tokens.iter().position(|token| token.is(&["not", "pas", "nicht"]))?;
    let sure =
        (not + 1..tokens.len()).find(|place| !tokens[*place].is(DEGREE)).filter(|place| tokens[*place].is(SURE))?;
    let but = tokens.get(sure + 1).is_some_and(|next| next.is(&["but", "mais", "aber", "though"]));
    let mut kept = tokens[..not].to_vec();
    let mut rest = tokens[sure + 1 + usize::from(but)..].to_vec();
    if let Some(first) = rest.first_mut() {
        first.gap = first.gap.max(Gap::Comma);
    }
    kept.append(&mut rest);
    (!kept.is_empty()).then_some(kept)
}

fn denies(tokens: &[Token]) -> Option<()> {
    if tokens[0].is(&["no"]) && tokens.get(1).is_some_and(|next| next.is(&["doubt", "question"])) {
        return None;
    }
    if tokens[0].is(&["not"]) && tokens.get(1).is_some_and(|next| next.is(&["sure", "certain", "only"])) {
        return None;
    }
    (tokens[0].is(NOT) || RATHER.iter().any(|phrase| begins(tokens, phrase).is_some())).then_some(())
}
