//! What a question asks for, against what is judged: how many, how exactly, anything at all.

use super::asking;
use super::course::Course;
use super::hit::Hit;
use super::stems::{place, worded, words};
use crate::card::Kind;
use crate::deck::read::roughly;
use crate::deck::{excerpt, quoted};
use crate::diagnostic::Code;
use crate::text::roles::{
    ALL_WANTED, AND, ARTICLES, ASK_HOW, ASKED_COPULAS, CONJUNCTION, COPULAS, ENUMERATE, EXAMPLE_ARTICLES, EXAMPLES,
    EXPLAIN, HOLDERS_LEAD, HOLDERS_SAY, HOLDERS_THINK, HOW_MANY, INFINITIVE, OBJECT_ASKERS, OF, ONE_OF, OPTIONS_FRAME,
    OR, OUGHT, PEOPLE, PREPOSITIONS, ROUGHLY, Role, SUBORDINATORS, SUPPOSITIONS, VIEW_ADJECTIVES, VIEWS, WHICH,
    WORDINGS,
};
use crate::text::{Language, NumberKey, Tolerance, count_word, fold, fold_word};

/// The number of answers, two to twelve, that a word says.
fn count_of(word: &str, language: Language) -> Option<usize> {
    count_word(word, language).filter(|count| (2..=12).contains(count))
}

/// Whether a word of a question has a role.
fn has(role: &Role, word: &str) -> bool {
    role.has_word(&fold_word(word))
}

/// `count-asked`: the question asks for another number of answers than it has.
pub(super) fn count_asked(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let language = one.deck.language;
    let Some((key, text)) = worded(course, entry) else { return };
    let (have, answers) = match &one.note.kind {
        Kind::List { answers, need, .. } => (*need, answers.iter().map(|item| item.answer.as_str()).collect()),
        Kind::Choice { answers, .. } => (answers.len(), answers.iter().map(String::as_str).collect::<Vec<_>>()),
        _ => return,
    };
    // One option may hold two things.
    let joined = |text: &&str| words(text).iter().any(|word| has(&AND, word)) || text.contains([',', ';']);
    if answers.iter().any(joined) {
        return;
    }
    let spoken = words(&asking::asking(&asking::own(text)));
    let said: Vec<usize> = spoken.iter().filter_map(|word| count_of(word, language)).collect();
    // "France – Spain": an option with as many names has all of them.
    let names = |text: &str| text.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let is_joined = |asked: &usize| matches!(answers[..], [only] if names(only) >= *asked);
    let is_share = |asked: &usize| text.contains(&format!("{asked}%")) || text.contains(&format!("{asked} %"));
    let asked = asked_count(&spoken, language).filter(|asked| !is_joined(asked) && !is_share(asked));
    let hit = match asked {
        Some(asked) if asked != have && !said.contains(&have) => {
            let are = if have == 1 { "1 answer is".to_owned() } else { format!("{have} answers are") };
            Hit::warning(Code::CountAsked, entry, format!("the question asks for {asked}, and {are} wanted"))
        }
        None if have > 1
            && language == Language::English
            && asks_for_one(&spoken)
            && matches!(one.note.kind, Kind::Choice { .. }) =>
        {
            Hit::warning(Code::CountAsked, entry, format!("the question asks for one, and {have} answers are right"))
        }
        // Two or three are mostly plain; more than seven are too many anyway.
        None if (4..=7).contains(&have)
            && matches!(&one.note.kind, Kind::List { answers, need, .. } if need == &answers.len()) =>
        {
            let said_so = |word: &String| has(&ALL_WANTED, word);
            if !said.is_empty() || spoken.iter().any(said_so) || spoken.iter().any(|word| is_example(word)) {
                return;
            }
            Hit::note(Code::CountAsked, entry, format!("the question does not say that {have} answers are wanted"))
        }
        _ => return,
    };
    let place = if matches!(one.note.kind, Kind::List { .. }) { "answers" } else { "answer" };
    let help = match (&one.note.kind, asked) {
        (Kind::List { answers, .. }, Some(asked)) if asked < answers.len() => format!("write `need = {asked}`"),
        _ => "say the number that is wanted, or change the answers".to_owned(),
    };
    hits.push(hit.at(key).related(entry, place, "the answers").help(help));
}

/// The most words in front of a verb that wants answers: *can you please name*.
const ENUMERATED: usize = 3;

/// How many are asked for: *which two*, *name the three*, *what are the four*.
pub(super) fn asked_count(spoken: &[String], language: Language) -> Option<usize> {
    // "Name two", not "is it possible to name two".
    let asks = |at: &usize| has(&WHICH, &spoken[*at]) || *at <= ENUMERATED && has(&ENUMERATE, &spoken[*at]);
    (0..spoken.len()).filter(asks).find_map(|at| {
        let mut next = spoken[at + 1..].iter().skip_while(|word| has(&ASKED_COPULAS, word)).peekable();
        next.next_if(|word| has(&ARTICLES, word));
        let count = next.next().and_then(|word| count_of(word, language))?;
        // "Ten marbles, of which five are red": told, not asked.
        let is_told = at > 0 && has(&OF, &spoken[at - 1]) && next.next().is_some_and(|word| has(&ASKED_COPULAS, word));
        (!is_told).then_some(count)
    })
}

/// "Which state is": a noun in the singular behind the word that asks.
fn asks_for_one(spoken: &[String]) -> bool {
    let at = |place: usize| spoken.get(place).map_or("", String::as_str);
    let first = usize::from(matches!(at(0), "in" | "on" | "at" | "by" | "for" | "to"));
    matches!(at(first), "which" | "what")
        && !at(first + 1).ends_with('s')
        && matches!(at(first + 2), "is" | "was" | "has" | "does")
}

/// `told-order`: every item of an order bears a number, and their order is that of the numbers.
pub(super) fn told_order(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::Order { items, .. } = &course.entries[entry].note.kind else { return };
    let number = |text: &String| {
        let found: Vec<f64> = text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ';' | ':' | '%'))
            .filter_map(|word| word.parse().ok())
            .collect();
        if let [number] = found[..] { Some(number) } else { None }
    };
    let numbers: Option<Vec<f64>> = items.iter().map(number).collect();
    let Some(numbers) = numbers else { return };
    if let Some(at) = misplaced_year(&numbers) {
        let message =
            format!("{} stands behind {}, and the other years stand in their order", numbers[at], numbers[at - 1]);
        let hit = Hit::warning(Code::ToldOrder, entry, message).at("items").item(at);
        hits.push(hit.help("put the items in their order, and leave the years out of them"));
        return;
    }
    let (rises, falls) =
        (numbers.windows(2).all(|pair| pair[0] < pair[1]), numbers.windows(2).all(|pair| pair[0] > pair[1]));
    if rises || falls {
        let hit = Hit::warning(Code::ToldOrder, entry, "the numbers in the items tell their order").at("items");
        hits.push(hit.help("leave the numbers out of the items, and say them in `why`"));
    }
}

/// The one of four years or more that stands before an earlier or behind a later one, where the others rise.
fn misplaced_year(numbers: &[f64]) -> Option<usize> {
    let is_year = |number: &f64| (1000.0..2100.0).contains(number) && number.fract() == 0.0;
    let falls: Vec<usize> = (1..numbers.len()).filter(|&at| numbers[at] < numbers[at - 1]).collect();
    let [at] = falls[..] else { return None };
    // Without one of the two all of them rise.
    let rises = |left_out: usize| {
        let kept: Vec<f64> =
            numbers.iter().enumerate().filter(|(place, _)| *place != left_out).map(|(_, number)| *number).collect();
        kept.windows(2).all(|pair| pair[0] < pair[1])
    };
    (numbers.len() > 3 && numbers.iter().all(is_year) && (rises(at) || rises(at - 1))).then_some(at)
}

/// `open-question`: many answers would be right, and one is judged.
pub(super) fn open_question(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let Some((key, text)) = worded(course, entry) else { return };
    let spoken = words(text);
    let at = |place: usize| spoken.get(place).map_or("", String::as_str);
    let (names, explains) = (has(&ENUMERATE, at(0)), has(&EXPLAIN, at(0)));
    let (message, help) = match &one.note.kind {
        Kind::Short { .. } if explains => (
            format!("\"{}\" wants sentences, and one answer is compared", at(0)),
            "make it a `[[card]]`, which students judge themselves, or ask for the one thing that is judged",
        ),
        Kind::Short { .. } if names && one.note.accept.is_empty() && EXAMPLE_ARTICLES.has_word(at(1)) => (
            "another example would be right as well, and one answer is known".to_owned(),
            "make it a `[[list]]` of all that is right with `need = 1`, or ask for what only this one is",
        ),
        Kind::List { answers, need, .. }
            if *need == answers.len() && names && spoken.iter().take(4).any(|word| is_example(word)) =>
        {
            (
                "other examples would be right as well, and all of these are wanted".to_owned(),
                "say what makes the list complete, or list all that is right and ask for some: `need = 2`",
            )
        }
        _ => return,
    };
    hits.push(Hit::warning(Code::OpenQuestion, entry, message).at(key).help(help));
}

fn is_example(word: &str) -> bool {
    has(&EXAMPLES, word)
}

/// `nothing-asked`: the options have to be read to know what is meant.
pub(super) fn nothing_asked(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    if !matches!(course.entries[entry].note.kind, Kind::Choice { .. }) {
        return;
    }
    let Some((key, text)) = worded(course, entry) else { return };
    let spoken = words(text);
    let frame = |word: &String| has(&OPTIONS_FRAME, word);
    if spoken.len() >= 2 && spoken.iter().all(frame) {
        let hit = Hit::note(Code::NothingAsked, entry, "the question says nothing of what it is about").at(key);
        hits.push(hit.help("ask what the options answer, so that it can be answered without them"));
    }
}

/// `long-text`: more words than anybody keeps in mind while answering.
pub(super) fn long_text(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    const WORDS: usize = 65;
    let one = &course.entries[entry];
    let count = |text: &str| text.split_whitespace().count();
    if let Some((key, text)) = worded(course, entry).filter(|(_, text)| count(text) > WORDS) {
        let hit = Hit::note(Code::LongText, entry, format!("the question has {} words", count(text))).at(key);
        hits.push(hit.help("ask shortly, and put what need not be known for the answer into `why`"));
    }
    if let Kind::Card { back, .. } = &one.note.kind
        && count(back) > WORDS
    {
        let hit = Hit::note(Code::LongText, entry, format!("{} words are to be recalled", count(back))).at("back");
        hits.push(hit.help("make several cards of it, or put what is only good to know into `why`"));
    }
}

/// `opinion`: what is best, or should be, is somebody's view.
pub(super) fn opinion(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Some((key, text)) = worded(course, entry) else { return };
    let own = asking::own(text);
    let spoken = words(&fold(&own));
    // Among options "the best way" is the best of them, and what is most important in or for something can be found out.
    let is_chosen = matches!(course.entries[entry].note.kind, Kind::Choice { .. });
    let is_purpose =
        |word: &String| [&PREPOSITIONS, &INFINITIVE, &SUBORDINATORS, &OBJECT_ASKERS].iter().any(|role| has(role, word));
    let nouns = VIEWS.all().filter(|_| !is_chosen).find_map(|view| is_asked_as(&spoken, view, &WORDINGS));
    let adjectives = || {
        let found = VIEW_ADJECTIVES.all().find_map(|view| is_asked_as(&spoken, view, &PREPOSITIONS))?;
        (!is_chosen || !spoken[found.0..].iter().any(is_purpose)).then_some(found)
    };
    // "The court held that states should …" reports.
    let is_ought = |at: &usize| has(&OUGHT, &spoken[*at]) && !spoken[..*at].iter().any(|word| has(&CONJUNCTION, word));
    // "If you want it stronger", "since she is late", "to keep it cool": the reason decides. What you or she should do is
    // advice, or a story.
    let is_reasoned = |word: &String| has(&SUBORDINATORS, word) || has(&SUPPOSITIONS, word) || has(&INFINITIVE, word);
    let is_person = |at: usize| at > 0 && has(&PEOPLE, &spoken[at - 1]);
    let is_claim = key == "statement" && !text.ends_with('?') && !text.contains([',', ';', ':']);
    let ought = || {
        let at = (0..spoken.len()).filter(|_| is_claim && !spoken.iter().any(is_reasoned)).find(is_ought)?;
        (!is_person(at)).then(|| (at, spoken[at].clone()))
    };
    let said = nouns.or_else(adjectives).filter(|(at, _)| is_lead(&spoken, *at, course.language(entry))).or_else(ought);
    // A holder, or a text that says so, makes it a matter of fact.
    let is_held = spoken.iter().any(|word| has(&HOLDERS_SAY, word))
        || spoken.first().is_some_and(|first| has(&HOLDERS_LEAD, first)) && text.contains(',')
        || said.as_ref().is_some_and(|(at, _)| spoken[..*at].iter().any(|word| has(&HOLDERS_THINK, word)));
    // A case that is told first decides what is best in it.
    let is_case = asking::is_long(text) || asking::sentences(&own).len() > 1;
    let said = said.map(|(_, said)| said);
    if let Some(said) = said.filter(|_| !is_held && !is_case) {
        let hit = Hit::note(
            Code::Opinion,
            entry,
            format!("\"{said}\" is somebody's view, and the question does not say whose"),
        )
        .at(key);
        hits.push(hit.help("say according to whom, or make it a `[[position]]`"));
    }
}

/// What is asked for stands at the beginning: "what is the most important …", or a sentence to complete. Further on it only
/// describes.
fn is_lead(spoken: &[String], at: usize, language: Language) -> bool {
    // The noun stands in front of it in French.
    let nouns = usize::from(language == Language::French);
    let is_frame = |word: &&String| {
        has(&WHICH, word)
            || has(&ASKED_COPULAS, word)
            || has(&COPULAS, word)
            || has(&ARTICLES, word)
            || has(&OBJECT_ASKERS, word)
    };
    let asks = |words: &[String]| words.iter().any(|word| has(&WHICH, word) || has(&OBJECT_ASKERS, word));
    let others = spoken[..at].iter().filter(|word| !is_frame(word)).count();
    others <= nouns && (asks(&spoken[..at]) || !asks(&spoken[at..]))
}

/// Where a view stands that the question asks for: not "one of the most important", which only describes, not what is "most
/// important for" an end, which can be found out, and not "the best way to describe" a thing.
fn is_asked_as(spoken: &[String], view: &str, not_before: &Role) -> Option<(usize, String)> {
    let at = place(spoken, view)?;
    let behind = &spoken[at + view.split_whitespace().count()..];
    let next = |ahead: usize, role: &Role| behind.get(ahead).is_some_and(|word| has(role, word));
    let before = spoken[..at].join(" ");
    let is_of_several = ONE_OF.all().any(|one| before.ends_with(one));
    let is_fact = next(0, not_before) || next(0, &INFINITIVE) && next(1, not_before) || next(0, &SUPPOSITIONS);
    (!is_of_several && !is_fact).then(|| (at, view.to_owned()))
}

/// `number-as-text`: a number that is compared as a word.
pub(super) fn number_as_text(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::Short { answer, .. } = &course.entries[entry].note.kind else { return };
    let Some((_, text)) = worded(course, entry) else { return };
    let Some(number) = number_meant(text, answer, course.language(entry)) else { return };
    let message = format!("\"{}\" is compared as a word, not as a number", excerpt(answer));
    let help = format!("make it a `[[number]]` with `answer = {number}`: it is right in any form then");
    hits.push(Hit::warning(Code::NumberAsText, entry, message).at("answer").help(help));
}

/// The answer as a `[[number]]` has it, where a question for a number has it as a text: `5` for *five*, `"55 %"`.
pub(crate) fn number_meant(question: &str, answer: &str, language: Language) -> Option<String> {
    let spoken = words(question);
    let asks = spoken.windows(2).any(|pair| has(&ASK_HOW, &pair[0]) && has(&HOW_MANY, &pair[1]))
        || spoken.first().is_some_and(|first| has(&HOW_MANY, first));
    number_of(answer, language).filter(|_| asks).or_else(|| share_of(answer, language))
}

/// A number as the answer of a `[[number]]` has it: `5` for *five*, `"40 km"`.
fn number_of(answer: &str, language: Language) -> Option<String> {
    let word = answer.trim().to_lowercase();
    if let Some(count) = count_of(&word, language) {
        return Some(count.to_string());
    }
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(word);
    }
    let is_short =
        (2..=3).contains(&answer.split_whitespace().count()) && word.starts_with(|c: char| c.is_ascii_digit());
    let (_, unit, _) = NumberKey::read(answer, "", language).filter(|_| is_short)?;
    let is_unit =
        !unit.is_empty() && unit.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "%€$£°".contains(c));
    is_unit.then(|| quoted(answer.trim()))
}

/// A number of per cent, whatever the question says.
fn share_of(answer: &str, language: Language) -> Option<String> {
    let number = answer.trim().strip_suffix('%')?.trim_end();
    let is_plain = number.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
    (is_plain && NumberKey::read(answer, "", language).is_some()).then(|| quoted(answer.trim()))
}

/// `no-tolerance`: a number that the question itself calls rough, or that nobody knows to the last digit.
pub(super) fn no_tolerance(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::Number { answer, .. } = &course.entries[entry].note.kind else { return };
    if answer.tolerance != Tolerance::Absolute(0.0) || answer.bound.is_some() {
        return;
    }
    if let Some((word, number)) = roughly(&answer.shown) {
        let message = format!("\"{}\" is not judged: only {} is right", excerpt(word), excerpt(number));
        let plain = number.bytes().all(|byte| byte.is_ascii_digit());
        let number = if plain { number.to_owned() } else { quoted(number) };
        let hit = Hit::warning(Code::NoTolerance, entry, message).at("answer");
        hits.push(hit.help(format!("write `answer = {number}` and how far off is right: `tolerance = \"5 %\"`")));
        return;
    }
    let Some((_, text)) = worded(course, entry) else { return };
    let spoken = words(text);
    let asked = |word: &str| has(&ASK_HOW, word) || has(&HOW_MANY, word) || has(&WHICH, word);
    let follows = |pair: &[String]| has(&ROUGHLY, &pair[0]) && asked(&pair[1]);
    let rough = spoken.windows(2).any(follows);
    let digits = format!("{}", answer.value.abs()).trim_end_matches('0').chars().filter(char::is_ascii_digit).count();
    let message = if rough {
        "the question asks for about how many, and only one number is right".to_owned()
    } else if answer.value.abs() >= 1e6 && digits >= 6 {
        format!("{digits} digits have to be right")
    } else {
        return;
    };
    let hit = Hit::note(Code::NoTolerance, entry, message).at("answer");
    hits.push(hit.help("add `tolerance = \"5 %\"`, or ask for a rounded number"));
}

/// `one-accepted-form` for "Jakarta or Djakarta": the answer and its other form in one.
pub(super) fn two_forms(text: &str, ask: &str) -> Option<(String, String)> {
    let joint = OR.words().map(|or| format!(" {or} ")).find(|joint| text.contains(joint))?;
    let (one, other) = text.split_once(&joint)?;
    let short = |part: &str| {
        let is_name = part.chars().count() > 3 && part.starts_with(char::is_alphabetic);
        is_name && (1..=3).contains(&part.split_whitespace().count())
    };
    let open = fold(ask).contains(&joint);
    let count = |part: &str| words(part).iter().filter(|word| !ARTICLES.has_word(word)).count();
    // "Australian state or territory" shares its adjective.
    let is_shared = count(one) > 1 && count(other) == 1 && !one.ends_with(',');
    (short(one) && short(other) && !open && !is_shared).then(|| (one.trim().to_owned(), other.trim().to_owned()))
}
