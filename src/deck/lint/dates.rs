//! Questions about dates whose grain or wording does not fit the answer.

use super::Sheet;
use super::course::{Course, answer_key, stem_key};
use super::hit::Hit;
use super::words::Word;
use crate::card::{Key, Kind};
use crate::deck::{excerpt, iso_meant, outline};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::roles::{
    AND, ARTICLES, ASKS_WHEN, DAY_NOUNS, ENUMERATE, EXACT, MONTH_NOUNS, PAST_ENDINGS, Role, TO_COME, TOLD_PAST, WHICH,
    YEAR_NOUNS, YEAR_NOUNS_MORE,
};
use crate::text::{Language, When, fold, stem_words};

/// So many words stand at most between a verb that asks and what it asks for: *Nennen Sie das Jahr*.
const ASKED_WITHIN: usize = 3;

/// How fine a date is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Grain {
    Day,
    Month,
    Year,
}

impl Grain {
    fn of(when: When) -> Option<Self> {
        match when {
            When::Day(_) => Some(Self::Day),
            When::Month { .. } => Some(Self::Month),
            When::Year(_) => Some(Self::Year),
            When::Span(..) => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Day => "a day",
            Self::Month => "a month",
            Self::Year => "a year",
        }
    }
}

/// `date-grain`: the question asks for a year and the answer is a day, or the like; or a date is compared as a text.
pub(super) fn date_grain(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    for card in &course.cards[one.cards.clone()] {
        let (part, spoken) = (&card.part, spoken(course, &card.stem));
        if let Kind::Number { answer, .. } = &one.note.kind
            && asked_grain(&spoken) == Some(Grain::Year)
            && answer.unit.is_empty()
        {
            let hit =
                Hit::warning(Code::DateGrain, entry, "a year is asked for, and its digits are compared as an amount");
            hits.push(hit.at("answer").help(as_date_entry(&answer.shown)));
            continue;
        }
        let (when, text) = match &part.key {
            Key::Date(when) if stem_key(one.note, part) == "ask" => (Some(*when), None),
            Key::Text(answers) if matches!(one.note.kind, Kind::Short { .. }) => {
                (as_date(&answers[0]), Some(&answers[0]))
            }
            _ => continue,
        };
        let Some((when, answer)) = when.and_then(|when| Some((when, Grain::of(when)?))) else { continue };
        let asked = asked_grain(&spoken);
        let hit = match (asked, text) {
            (Some(asked), _) if asked != answer => {
                let message = format!("the question asks for {}, the answer is {}", asked.word(), answer.word());
                Hit::warning(Code::DateGrain, entry, message).help(grain_help(when, asked))
            }
            (asked, Some(text)) if asked.is_some() || answer != Grain::Year || asks_when(&spoken) => {
                let message = format!("\"{}\" is a date in a text", excerpt(text));
                let help = as_date_entry(&when.iso());
                Hit::warning(Code::DateGrain, entry, message).help(help)
            }
            _ => continue,
        };
        hits.push(hit.at(answer_key(one.note, part)).related(entry, stem_key(one.note, part), "the question"));
    }
}

/// The whole entry: a `[[date]]` has an event, and keeps the question.
fn as_date_entry(when: &str) -> String {
    format!(
        "make it a `[[date]]` with `when = \"{when}\"` instead of `answer`, and `event = \"…\"`: in a sentence what happened; `ask` may stay"
    )
}

fn grain_help(when: When, asked: Grain) -> String {
    let iso = when.iso();
    let coarse = match asked {
        Grain::Year => iso.get(..4),
        Grain::Month => iso.get(..7).filter(|text| text.len() == 7),
        Grain::Day => None,
    };
    match coarse {
        Some(coarse) => format!("write \"{coarse}\", or ask for the date"),
        None => "ask for what the answer gives, or give the whole date".to_owned(),
    }
}

/// `which year`, `quel jour`, `in welchem Monat`, `give the year`; of several the finest, in any order: `which year and
/// month`.
fn asked_grain(words: &[&str]) -> Option<Grain> {
    let asked = (1..words.len()).filter_map(|at| {
        let before = &words[at.saturating_sub(ASKED_WITHIN)..at];
        let asks = WHICH.has_word(words[at - 1]) || EXACT.has_word(words[at - 1]);
        let gives = ARTICLES.has_word(words[at - 1]) && before.iter().any(|word| ENUMERATE.has_word(word));
        (asks || gives).then(|| grain_named(words[at])).flatten()
    });
    let joined = |three: &&[&str]| grain_named(three[0]).is_some() && AND.has_word(three[1]);
    let more = words.windows(3).filter(joined).filter_map(|three| grain_named(three[2]));
    let first = asked.min()?;
    Some(more.fold(first, Grain::min))
}

fn grain_named(word: &str) -> Option<Grain> {
    let grains = [
        (&YEAR_NOUNS, Grain::Year),
        (&YEAR_NOUNS_MORE, Grain::Year),
        (&MONTH_NOUNS, Grain::Month),
        (&DAY_NOUNS, Grain::Day),
    ];
    grains.into_iter().find(|(nouns, _)| nouns.has_word(word)).map(|(_, grain)| grain)
}

fn asks_when(words: &[&str]) -> bool {
    words.iter().any(|word| ASKS_WHEN.has_word(word))
}

fn spoken<'c>(course: &'c Course<'_>, stem: &[Word]) -> Vec<&'c str> {
    stem.iter().map(|word| course.words.text(*word)).collect()
}

/// A text that is a whole date and can be read in one way: `2017`, `2017-12-20`, `20.12.2017`, `20 December 2017`.
fn as_date(text: &str) -> Option<When> {
    When::parse(&iso_meant(text)?)
}

/// The answer as a `[[date]]` has it, where a question for a date has it as a text: `2017-12-20` for *20 December 2017*. A year
/// is one only behind a question that asks when.
pub(crate) fn date_meant(question: &str, answer: &str) -> Option<String> {
    let folded = fold(question);
    let spoken: Vec<&str> = folded.split(' ').collect();
    let asks = asked_grain(&spoken).is_some() || asks_when(&spoken);
    as_date(answer).filter(|_| asks).map(When::iso)
}

/// `future-date`: what is told as past has a date to come.
pub(super) fn future_date(course: &Course<'_>, today: chrono::NaiveDate, entry: usize, hits: &mut Vec<Hit>) {
    let one = &course.entries[entry];
    let (when, is_past) = match &one.note.kind {
        Kind::Date { event, when, .. } => {
            let language = one.deck.language;
            let asked = course.cards[one.cards.clone()].iter().find(|card| stem_key(one.note, &card.part) == "ask");
            (
                Some(*when),
                tells_past(event, language) || asked.is_some_and(|card| tells_past(&card.part.stem, language)),
            )
        }
        Kind::Instrument { when, did, .. } => (*when, did.is_some()),
        _ => return,
    };
    let Some(when) = when.filter(|when| is_past && when.days().0 > today) else { return };
    let message = format!("{} is still to come, and the question tells it as past", when.words(Language::English));
    let hit = Hit::warning(Code::FutureDate, entry, message).at("when");
    hits.push(hit.help("correct the date, or tell what is to come as such: \"is to be adopted\""));
}

/// The same for a work that is cited and not yet there.
pub(super) fn future_works(sheet: &Sheet<'_>, today: chrono::NaiveDate) -> Vec<Diagnostic> {
    use chrono::Datelike;
    let to_come = |year: i32| year > today.year() + 1;
    let silenced = sheet.silenced.iter().any(|(code, _)| code == Code::FutureDate.word());
    let works: Vec<_> = sheet.deck.sources.iter().filter(|(_, work)| work.year.is_some_and(to_come)).collect();
    if silenced || works.is_empty() {
        return Vec::new();
    }
    let sections = outline(sheet.text);
    let told = works.into_iter().map(|(key, work)| {
        let section = sections.iter().find(|section| section.path == ["sources", key.as_str()]);
        let year = section.and_then(|section| section.property("year"));
        let span = year.map_or(0..0, |year| year.value.clone());
        let message = format!("the work is of {}, which is still to come", work.year.unwrap_or_default());
        Diagnostic::warning(Code::FutureDate, span, message).help("correct the year")
    });
    told.collect()
}

/// A past form or participle that does not end in -ed.
fn is_irregular_past(word: &str) -> bool {
    stem_words::words("past", Language::English).any(|pair| pair.split('=').any(|form| form == word))
}

/// A clause in the past tense, as far as its words show it.
pub(super) fn tells_past(event: &str, language: Language) -> bool {
    let words: Vec<String> = event.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let has = |role: &Role| words.iter().any(|word| role.of(language).contains(&word.as_str()));
    match language {
        Language::French | Language::German => has(&TOLD_PAST) && !has(&TO_COME),
        Language::English => {
            let past = |word: &String| {
                (word.len() > 4 && PAST_ENDINGS.ends(word, language))
                    || is_irregular_past(word)
                    || TOLD_PAST.of(language).contains(&word.as_str())
            };
            // "took up its work to help": what follows the verb is no matter.
            let first = words.iter().position(past);
            first.is_some_and(|first| !words[..first].iter().any(|word| TO_COME.of(language).contains(&word.as_str())))
        }
        Language::Other => false,
    }
}

/// `true-date-in-text`: the question or hint holds the date that is the answer.
pub(super) fn date_in_text(course: &mut Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let note = course.entries[entry].note;
    let hint = note.hint.as_deref().map(|hint| course.words.of(hint));
    for card in course.entries[entry].cards.clone() {
        let part = &course.cards[card].part;
        let Key::Date(when) = part.key else { continue };
        let parts = told_parts(when, course.language(entry));
        let key = stem_key(note, part);
        let mut places = vec![(course.cards[card].stem.clone(), key, "question")];
        places.extend(hint.as_ref().filter(|_| part.is_main).map(|hint| (hint.clone(), "hint", "hint")));
        for (words, key, place) in places {
            let told = |wanted: &Vec<String>| {
                wanted.iter().all(|want| words.iter().any(|word| course.words.text(*word) == want))
            };
            let Some(wanted) = parts.iter().find(|wanted| told(wanted)) else { continue };
            let message = format!("\"{}\" in the {place} gives the answer", wanted.join(" "));
            let hit = Hit::warning(Code::TrueDateInText, entry, message).at(key).related(entry, "when", "the answer");
            hits.push(hit.help("leave the date out of what is asked"));
        }
    }
}

/// What would tell the date: the year where a year is asked, else month and year together. A span is told by its text.
fn told_parts(when: When, language: Language) -> Vec<Vec<String>> {
    let shown = |when: When| -> Vec<String> {
        crate::text::fold(&when.words(language)).split(' ').map(str::to_owned).collect()
    };
    match when {
        When::Year(year) => vec![vec![year.to_string()]],
        When::Month { .. } => vec![shown(when)],
        When::Day(day) => {
            use chrono::Datelike;
            vec![shown(When::Month { year: day.year(), month: day.month() })]
        }
        When::Span(..) => vec![
            shown(when)
                .into_iter()
                .filter(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
                .collect(),
        ],
    }
}
