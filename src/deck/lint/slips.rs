//! Slips of the hand that leave a deck readable: names that name nothing, doubled words, answers nobody can type.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Sheet;
use super::asking;
use super::away::said;
use super::course::{Course, answer_key, stem_key};
use super::hit::Hit;
use super::references::written_as;
use crate::card::{Key, Kind, Pieces};
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::roles::{DOUBLED, FIRST_ASKERS, YES_ASKERS, YES_OR_NO};
use crate::text::{Language, STOP_WORDS, differ_in_form_only, fold, unit_names};

/// `lone-group`: a group of one entry whose name is almost that of another.
pub(super) fn lone_group(course: &Course<'_>, sheets: &[Sheet<'_>], hits: &mut Vec<Hit>) {
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, entry) in course.entries.iter().enumerate() {
        if let Some(group) = &entry.note.group {
            members.entry(group).or_default().push(at);
        }
    }
    let mut lines = None;
    for (group, alone) in members.iter().filter(|(_, members)| members.len() == 1) {
        let entry = alone[0];
        if !course.entries[entry].told {
            continue;
        }
        // Of two that are alone the second is taken for the slip.
        let is_near = |(other, members): &(&&str, &Vec<usize>)| {
            let most = if members.len() > 1 { 1 } else { 2 * usize::from(members[0] < entry) };
            let distance = strsim::damerau_levenshtein(group, other);
            (1..=most).contains(&distance) && digits(group) == digits(other)
        };
        let near = members.iter().find(is_near).map(|(name, _)| *name).filter(|near| near.len() > 3);
        let message = format!("no other entry is in the group \"{}\"", excerpt(group));
        hits.push(match near {
            Some(near) => {
                let hit = Hit::warning(Code::LoneGroup, entry, message).at("group");
                hit.help(format!("did you mean \"{near}\"?"))
            }
            // Its fellow may be left out for a mistake that is told at its own place.
            None if lines.get_or_insert_with(|| lines_of_groups(sheets)).get(*group) > Some(&1) => continue,
            None => {
                let hit = Hit::note(Code::LoneGroup, entry, message).at("group");
                hit.help("put the entries that are not to be asked on one day into it as well, or delete it")
            }
        });
    }
}

/// How many lines of the decks put an entry into each group.
fn lines_of_groups<'a>(sheets: &[Sheet<'a>]) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for line in sheets.iter().flat_map(|sheet| sheet.text.lines()) {
        let value = line.trim_start().strip_prefix("group").and_then(|rest| rest.trim_start().strip_prefix('='));
        if let Some(group) = value.and_then(|value| value.split(['"', '\'']).nth(1)) {
            *counts.entry(group).or_default() += 1;
        }
    }
    counts
}

/// `topic-spelling`: several topics in one text, or a topic that differs from a commoner one by case or a letter.
pub(super) fn topic_spelling(course: &Course<'_>, hits: &mut Vec<Hit>) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for topic in course.entries.iter().flat_map(|entry| &entry.note.topics) {
        *counts.entry(topic).or_default() += 1;
    }
    let mut told: HashSet<&str> = HashSet::new();
    for entry in course.told() {
        for (item, topic) in course.entries[entry].note.topics.iter().enumerate() {
            if told.contains(topic.as_str()) {
                continue;
            }
            let (message, help) = if topic.contains([',', ';', '|']) {
                let parts: Vec<String> =
                    topic.split([',', ';', '|']).map(|part| format!("\"{}\"", excerpt(part.trim()))).collect();
                let help = format!("write a list: `topics = [{}]`", parts.join(", "));
                (format!("\"{}\" is one topic", excerpt(topic)), help)
            } else if let Some(other) = counts.keys().filter(|other| is_misspelt(topic, other, &counts)).max() {
                let message = format!("the topic \"{}\" is almost \"{}\"", excerpt(topic), excerpt(other));
                (message, format!("write \"{}\"", excerpt(other)))
            } else {
                continue;
            };
            told.insert(topic);
            hits.push(Hit::warning(Code::TopicSpelling, entry, message).at("topics").item(item).help(help));
        }
    }
}

/// Names that differ in their numbers are meant to.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The same but for case and accents, or a letter of a long word; the rarer of the two is the slip.
fn is_misspelt(topic: &str, other: &str, counts: &HashMap<&str, usize>) -> bool {
    let (own, theirs) = (counts.get(topic), counts.get(other));
    if topic == other || own > theirs || (own == theirs && topic > other) {
        return false;
    }
    let near = topic.chars().count() >= 6 && strsim::damerau_levenshtein(topic, other) == 1;
    let is_of = |one: &str, many: &str| {
        let singular = one.strip_suffix('y').is_some_and(|stem| many.strip_suffix("ies") == Some(stem));
        one.len() >= 3
            && (singular
                || many.strip_suffix("es").or(many.strip_suffix('s')) == Some(one)
                || many.strip_suffix('s') == Some(one))
    };
    let is_plural = is_of(topic, other) || is_of(other, topic);
    let is_slip = near && own == Some(&1) && digits(topic) == digits(other);
    fold(topic) == fold(other) || is_plural || is_slip
}

/// `single-braces`: a gap is written in double braces.
pub(super) fn single_braces(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::Cloze { text } = &course.entries[entry].note.kind else { return };
    for piece in text {
        let Pieces::Text(plain) = piece else { continue };
        let Some(inside) = plain.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(inside, _)| inside)
        else {
            continue;
        };
        if inside.starts_with(char::is_alphanumeric) && !inside.contains('{') {
            let shown = excerpt(inside);
            let hit = Hit::warning(Code::SingleBraces, entry, format!("`{{{shown}}}` is no gap")).at("text");
            hits.push(hit.help(format!("write `{{{{{shown}}}}}`; with a name before `=` it keeps its progress")));
            return;
        }
    }
}

/// `doubled-word`: the same word twice, as "that that", where the question is put together or typed.
pub(super) fn doubled_word(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let stems =
        course.cards[one.cards.clone()].iter().map(|card| (stem_key(one.note, &card.part), card.part.stem.as_str()));
    // A fact that is asked for in another form is shown in its own.
    let fact = match &one.note.kind {
        Kind::Position { claim, .. } => Some(("claim", claim.as_str())),
        Kind::Date { event, .. } => Some(("event", event.as_str())),
        _ => None,
    };
    let beside = said(one.note);
    let beside = beside.iter().map(|(key, text)| (*key, text.as_ref()));
    for (key, text) in stems.chain(fact).chain(beside) {
        // "forget that that element …" is good English; a claim that begins with "that" is not.
        let is_claim = matches!(&one.note.kind, Kind::Position { claim, .. } if key == "claim" && claim.starts_with("that ") && !claim.starts_with("that which "));
        let own = asking::own(text);
        let Some(word) = doubled(&own, one.deck.language).filter(|word| *word != "that" || is_claim) else { continue };
        let message = format!("\"{word} {word}\" stands here", word = excerpt(word));
        let help = if key == "claim" && word == "that" {
            "begin the claim behind \"that\": the question puts one in front".to_owned()
        } else {
            format!("write \"{}\" once", excerpt(word))
        };
        hits.push(Hit::warning(Code::DoubledWord, entry, message).at(key).help(help));
        return;
    }
}

/// `bye bye`, `are all plants plants`: words are doubled on purpose as well, unless they only join others.
fn is_played(word: &str, language: Language) -> bool {
    !STOP_WORDS.of(language.or_english()).contains(&fold(word).as_str())
}

fn doubled(text: &str, language: Language) -> Option<&str> {
    // Pronouns, articles and auxiliaries that good sentences double.
    let allowed = DOUBLED.of(language.or_english());
    let words: Vec<&str> = text.split_whitespace().collect();
    // Pago Pago, "of Est est"; the first word of a text has its capital from there.
    let is_name = |pair: &[&str]| {
        let is_large = |word: &str| word.starts_with(char::is_uppercase);
        is_large(pair[0]) && (is_large(pair[1]) || !text.trim_start().starts_with(pair[0]))
    };
    let pair = words.windows(2).find(|pair| {
        pair[0].eq_ignore_ascii_case(pair[1].trim_end_matches(|c: char| !c.is_alphanumeric()))
            && pair[0].chars().all(char::is_alphabetic)
            && pair[0].chars().count() > 1
            && !is_name(pair)
            && !allowed.contains(&pair[0].to_lowercase().as_str())
            && !is_played(pair[0], language)
    });
    pair.map(|pair| pair[0])
}

/// `unit-spelling`: a unit that is no word of the question, but for a letter.
pub(super) fn unit_spelling(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::Number { ask, answer } = &course.entries[entry].note.kind else { return };
    let unit = answer.unit.to_lowercase();
    let is_long = |word: &str| word.chars().count() >= 4 && word.chars().all(char::is_alphabetic);
    if !is_long(&unit) || unit_names().any(|name| name == fold(&unit)) {
        return;
    }
    let is_slip = |word: &str| {
        let swapped = word.chars().count() == unit.chars().count();
        is_long(word) && word != unit && swapped && strsim::damerau_levenshtein(word, &unit) == 1
    };
    let spoken = ask.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    let near = spoken.filter(|word| is_slip(word)).collect::<Vec<_>>();
    let near = near.first().cloned().or_else(|| {
        let known = unit_names().filter(|name| is_slip(name));
        known.min().filter(|_| unit.chars().count() >= 5).map(str::to_owned)
    });
    if let Some(near) = near {
        let message = format!("the unit \"{}\" is almost \"{}\"", excerpt(&answer.unit), excerpt(&near));
        let hit = Hit::warning(Code::UnitSpelling, entry, message).at("unit");
        hits.push(hit.help(format!("did you mean \"{}\"?", excerpt(&near))));
    }
}

/// `live-was`: a former id that an entry still has: its progress stays there.
pub(super) fn live_was(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    for (item, was) in one.note.was.iter().enumerate() {
        let named = was.split_once('#').map_or(was.as_str(), |(entry, _)| entry);
        let (deck, id) = written_as(named, &one.deck.id);
        let holder = course.entries.iter().position(|other| other.deck.id == deck && other.note.id == id);
        let Some(holder) = holder.filter(|holder| *holder == entry || !was.contains('#')) else { continue };
        if was.contains('#') && holder == entry {
            continue;
        }
        let message = format!("`{}` is still the id of an entry", excerpt(was));
        let hit = Hit::warning(Code::LiveWas, entry, message).at("was").item(item).related(holder, "id", "here");
        hits.push(
            hit.help("its progress stays with the entry of that id; delete `was`, or give that entry another id"),
        );
    }
}

/// `live-was` for a former id that two entries claim, and `names-itself` for an entry that is taken for itself.
pub(super) fn claimed_twice(course: &Course<'_>, hits: &mut Vec<Hit>) {
    let mut claimed: HashMap<(&str, &str), usize> = HashMap::new();
    for (entry, one) in course.entries.iter().enumerate() {
        for (item, was) in one.note.was.iter().enumerate() {
            let name = written_as(was, &one.deck.id);
            let Some(first) = claimed.insert(name, entry).filter(|first| *first != entry && one.told) else { continue };
            let message = format!("another entry was `{}` as well", excerpt(was));
            let hit = Hit::warning(Code::LiveWas, entry, message).at("was").item(item).related(first, "was", "here");
            hits.push(hit.help("its progress can go to one of them only: delete `was` in the other"));
        }
        for (item, near) in one.note.confused_with.iter().enumerate().filter(|_| one.told) {
            if written_as(&near.entry, &one.deck.id) == (one.deck.id.as_str(), one.note.id.as_str()) {
                let hit = Hit::warning(Code::NamesItself, entry, format!("`{}` is this entry", excerpt(&near.entry)));
                hits.push(hit.at("confused_with").item(item).help("name the entry that it is taken for"));
            }
        }
    }
}

/// `gap-form`: a gap as another program writes it, one brace too many, or a gap where none is read.
pub(super) fn gap_form(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    if let Kind::Cloze { text } = &one.note.kind {
        let gaps =
            text.iter().filter_map(|piece| if let Pieces::Gap(gap) = piece { Some(&gap.answers[0]) } else { None });
        for answer in gaps {
            let numbered = answer.strip_prefix('c').and_then(|rest| rest.split_once("::"));
            let numbered =
                numbered.filter(|(number, _)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
            let (message, help) = if let Some((_, inside)) = numbered {
                let inside = inside.split("::").next().unwrap_or(inside);
                (
                    format!("`{{{{{}}}}}` is how Anki writes a gap", excerpt(answer)),
                    format!("write `{{{{{}}}}}`", excerpt(inside)),
                )
            } else if answer.starts_with('{') {
                ("three braces stand here".to_owned(), "a gap has two braces on each side".to_owned())
            } else {
                continue;
            };
            hits.push(Hit::warning(Code::GapForm, entry, message).at("text").help(help));
        }
        let strokes = |piece: &Pieces| match piece {
            Pieces::Text(plain) => plain.find("__").map(|at| plain[at..].chars().take_while(|c| *c == '_').count()),
            Pieces::Gap(_) => None,
        };
        if let Some(length) = text.iter().find_map(strokes) {
            let hit = Hit::warning(Code::GapForm, entry, format!("`{}` is no gap", excerpt(&"_".repeat(length))));
            hits.push(hit.at("text").help("write what is missing there, in double braces: `{{…}}`"));
        }
        return;
    }
    let found = course.cards[one.cards.clone()].iter().find_map(|card| {
        let (_, rest) = card.part.stem.split_once("{{")?;
        let (inside, _) = rest.split_once("}}")?;
        Some((stem_key(one.note, &card.part), inside))
    });
    if let Some((key, inside)) = found {
        let hit =
            Hit::warning(Code::GapForm, entry, format!("`{{{{{}}}}}` is shown as it stands", excerpt(inside))).at(key);
        hits.push(hit.help("only the `text` of a `[[cloze]]` has gaps: make it one"));
    }
}

/// `only-signs`: an answer without a letter or digit, which a keyboard may not have.
pub(super) fn only_signs(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    for card in &course.cards[one.cards.clone()] {
        let (Key::Text(answers) | Key::Gap { answers, .. }) = &card.part.key else { continue };
        let is_typed = |text: &String| text.chars().any(char::is_alphanumeric);
        if answers.iter().chain(&one.note.accept).any(is_typed) {
            continue;
        }
        let message = format!("\"{}\" has no letter and no digit to type", excerpt(&answers[0]));
        let hit = Hit::warning(Code::OnlySigns, entry, message).at(answer_key(one.note, &card.part));
        hits.push(hit.help("accept a word for it, too, such as `accept = [\"per cent\"]`, or make it a `[[choice]]`"));
    }
}

/// `wrong-by-form`: what is listed as wrong differs from an answer by form only, so that it counts as right unless it is
/// typed letter by letter.
pub(super) fn wrong_by_form(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let language = one.deck.language;
    let Some(card) = course.cards[one.cards.clone()].iter().find(|card| card.part.is_main) else { return };
    let (Key::Text(answers) | Key::Gap { answers, .. }) = &card.part.key else { return };
    let right = || answers.iter().chain(&one.note.accept);
    for (item, wrong) in one.note.wrong.iter().enumerate() {
        let Some(same) = right().find(|right| differ_in_form_only(right, &wrong.answer, language)) else { continue };
        let message = format!("\"{}\" is \"{}\" in another form", excerpt(&wrong.answer), excerpt(same));
        let hit = Hit::warning(Code::WrongByForm, entry, message).at("wrong").item(item);
        hits.push(hit.help("form never matters, so it is wrong only letter by letter: leave it out"));
    }
}

/// `yes-or-no`: a typed answer that a coin would get right half of the time.
pub(super) fn yes_or_no(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let Kind::Short { ask, answer } = &course.entries[entry].note.kind else { return };
    // "Which answer did the voters give?" asks for the word.
    let first =
        ask.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
    if FIRST_ASKERS.has_word(&first) {
        return;
    }
    // "No, it limits amounts": half of it is guessed.
    let answer = match answer.split_once(',') {
        Some((word, _)) if YES_ASKERS.has_word(&first) => word,
        _ => answer,
    };
    let word = fold(answer);
    if YES_OR_NO.has_word(word.trim_end_matches('.')) {
        let message = format!("\"{}\" is guessed half of the time", excerpt(answer));
        let hit = Hit::warning(Code::YesOrNo, entry, message).at("answer");
        hits.push(hit.help("make it a `[[true_false]]`, or ask who, what, when or how much"));
    }
}
