//! Lints: weak questions, told as what to write instead. Data in, diagnostics out.
//!
//! The rules are those of Haladyna, Downing and Rodriguez (2002) and of the medical examiners, as far as a program can
//! be sure of them; the thresholds were measured on 486 real questions of a policy course. `docs/diagnostics.md` has an
//! example of each.

#[cfg(test)]
mod advice_tests;
mod allowed;
mod asked;
mod asking;
mod away;
mod cloze;
mod course;
mod cues;
mod dates;
mod decks;
#[cfg(test)]
mod documented;
mod echoes;
mod garbled;
#[cfg(test)]
mod handbook;
mod hit;
mod holders;
mod negations;
#[cfg(test)]
mod once_tests;
mod options;
mod overlap;
#[cfg(test)]
mod planted;
#[cfg(test)]
mod planted2;
#[cfg(test)]
mod planted3;
#[cfg(test)]
mod planted4;
mod pronouns;
mod prose;
mod references;
mod rivals;
mod several;
mod slips;
mod sources;
mod stems;
mod subject;
mod telling;
#[cfg(test)]
mod tests;
mod twins;
mod typing;
mod wording;
mod words;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::card::{Deck, Key, Span};
use crate::deck::course::Course as Lending;
use crate::deck::place::Lines;
use crate::deck::read::field_span;
use crate::diagnostic::{Diagnostic, Severity};
use course::Course;
use hit::Hit;

pub(crate) use asked::number_meant;
pub(crate) use dates::date_meant;
pub(crate) use several::{joined, several_meant};
pub(crate) use sources::Quota;

/// A deck with its file.
pub(crate) struct Sheet<'a> {
    /// For messages that point into another file.
    pub(crate) name: &'a str,
    pub(crate) text: &'a str,
    pub(crate) deck: &'a Deck,
    /// What `[check] allow` silences, with its places.
    pub(crate) silenced: &'a [(String, Span)],
    /// Findings are wanted; otherwise the deck only lends to others of its course.
    pub(crate) told: bool,
}

/// What is weak in a deck.
#[derive(Debug, Default)]
pub(crate) struct Weak {
    pub(crate) of_deck: Vec<Diagnostic>,
    /// Entry by entry, in no order.
    pub(crate) of_entries: Vec<Diagnostic>,
}

impl Weak {
    /// With the mistakes of the same file: what concerns the whole deck stands first, the rest in the order of the file.
    pub(crate) fn merged(self, mistakes: &[Diagnostic]) -> Vec<Diagnostic> {
        let Self { mut of_deck, mut of_entries } = self;
        of_entries.extend(mistakes.iter().cloned());
        of_entries.sort_by_key(|one| (one.span.start, one.severity != Severity::Error));
        of_deck.append(&mut of_entries);
        of_deck
    }
}

/// What is weak in each of the decks, in their order; `today` decides what is still to come.
pub(crate) fn lint(sheets: &[Sheet<'_>], quotas: &[Quota], today: NaiveDate) -> Vec<Weak> {
    let mut courses: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut found: Vec<Weak> = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        if !decks::is_copy(sheets, at) {
            courses.entry(&sheet.deck.course).or_default().push(at);
        }
        let ids = if sheet.told { decks::ids(sheets, at) } else { Vec::new() };
        let of_works = if sheet.told { dates::future_works(sheet, today) } else { Vec::new() };
        found.push(Weak { of_deck: ids, of_entries: of_works });
    }
    for members in courses.values().filter(|members| members.iter().any(|&at| sheets[at].told)) {
        let mut course = Course::new(sheets, members);
        let hits = hits(&mut course, sheets, members, quotas, today);
        let kept = allowed::keep(&course, sheets, hits);
        for entry in course.told() {
            let unused = allowed::unused(&course, sheets, &kept, entry);
            found[course.entries[entry].sheet].of_entries.extend(unused);
        }
        for &sheet in members.iter().filter(|&&at| sheets[at].told) {
            let unused = allowed::unused_in_deck(sheets, &kept, sheet);
            found[sheet].of_deck.extend(unused);
        }
        let lines: Vec<OnceCell<Lines<'_>>> = sheets.iter().map(|_| OnceCell::new()).collect();
        for hit in kept.hits {
            let weak = &mut found[course.entries[hit.entry].sheet];
            let list = if hit.of_deck { &mut weak.of_deck } else { &mut weak.of_entries };
            list.push(located(&course, sheets, &lines, hit));
        }
    }
    found
}

fn hits(
    course: &mut Course<'_>,
    sheets: &[Sheet<'_>],
    members: &[usize],
    quotas: &[Quota],
    today: NaiveDate,
) -> Vec<Hit> {
    let mut hits = Vec::new();
    let lending: OnceCell<Lending> = OnceCell::new();
    for entry in course.told().collect::<Vec<_>>() {
        wording::fact_wording(course, entry, &mut hits);
        if !wording::is_told(entry, &hits) {
            telling::answer_in_question(course, entry, &mut hits);
            telling::name_in_question(course, entry, &mut hits);
            slips::doubled_word(course, entry, &mut hits);
        }
        dates::date_in_text(course, entry, &mut hits);
        dates::future_date(course, today, entry, &mut hits);
        dates::date_grain(course, entry, &mut hits);
        cloze::cloze_hides(course, entry, &mut hits);
        options::key_longest(course, entry, &mut hits);
        options::above(course, entry, &mut hits);
        cues::form_cue(course, entry, &mut hits);
        cues::grammar_cue(course, entry, &mut hits);
        overlap::overlap(course, entry, &mut hits);
        typing::one_accepted_form(course, entry, &mut hits);
        typing::long_to_type(course, entry, &mut hits);
        prose::stem_form(course, entry, &mut hits);
        prose::about_case(course, entry, &mut hits);
        slips::single_braces(course, entry, &mut hits);
        slips::live_was(course, entry, &mut hits);
        slips::only_signs(course, entry, &mut hits);
        slips::wrong_by_form(course, entry, &mut hits);
        slips::yes_or_no(course, entry, &mut hits);
        slips::gap_form(course, entry, &mut hits);
        asked::count_asked(course, entry, &mut hits);
        asked::told_order(course, entry, &mut hits);
        asked::open_question(course, entry, &mut hits);
        asked::nothing_asked(course, entry, &mut hits);
        asked::long_text(course, entry, &mut hits);
        asked::opinion(course, entry, &mut hits);
        asked::number_as_text(course, entry, &mut hits);
        asked::no_tolerance(course, entry, &mut hits);
        several::several_in_one(course, entry, &mut hits);
        several::numbered_answers(course, entry, &mut hits);
        stems::two_questions(course, entry, &mut hits);
        negations::double_negation(course, entry, &mut hits);
        negations::negative_stem(course, entry, &mut hits);
        stems::absolutes(course, entry, &mut hits);
        echoes::word_cue(course, entry, &mut hits);
        echoes::pair_cue(course, entry, &mut hits);
        stems::tied_items(course, entry, &mut hits);
        stems::number_without_unit(course, entry, &mut hits);
        slips::unit_spelling(course, entry, &mut hits);
        pronouns::no_noun(course, entry, &mut hits);
        stems::undated(course, entry, &mut hits);
        typing::many_items(course, entry, &mut hits);
        let lent = |part: &str| {
            let lending = lending.get_or_init(|| Lending::of(members.iter().map(|&at| sheets[at].deck)));
            lent(course, lending, entry, part)
        };
        options::few_options(course, entry, &lent, &mut hits);
    }
    for &sheet in members.iter().filter(|&&at| sheets[at].told) {
        let entries: Vec<usize> = course.told().filter(|&entry| course.entries[entry].sheet == sheet).collect();
        options::key_longest_often(course, &entries, &mut hits);
        sources::no_source(course, &entries, &mut hits);
    }
    sources::thin_topics(course, sheets, quotas, &mut hits);
    twins::same_question(course, &mut hits);
    away::gives_away(course, &mut hits);
    rivals::form_of_rival(course, &mut hits);
    slips::lone_group(course, sheets, &mut hits);
    slips::claimed_twice(course, &mut hits);
    holders::holders(course, &mut hits);
    slips::topic_spelling(course, &mut hits);
    garbled::garbled_text(course, sheets, &mut hits);
    references::unknown_entry(course, sheets, &mut hits);
    references::requires_itself(course, sheets, &mut hits);
    hits
}

/// How many wrong options the course lends to a part, as far as two of them are enough; `options` is the main part.
fn lent(course: &Course<'_>, lending: &Lending, entry: usize, part: &str) -> usize {
    let one = &course.entries[entry];
    let card = course.cards[one.cards.clone()].iter().find(|card| card.part.name == part);
    match card.map(|card| &card.part.key) {
        Some(Key::Lent { right, from }) => lending.lenders(one.note, one.deck, *from, right).take(2).count(),
        _ => {
            let main = course.cards[one.cards.clone()].iter().find(|card| card.part.is_main);
            let right = main.map(|card| crate::deck::catalogue::answer_shown(&card.part.key, one.deck.language));
            lending.fellows(one.note, one.deck, &right.unwrap_or_default()).take(2).count()
        }
    }
}

/// The finding with its places looked up; one in another file is named in the message.
fn located<'s>(course: &Course<'_>, sheets: &'s [Sheet<'_>], lines: &[OnceCell<Lines<'s>>], hit: Hit) -> Diagnostic {
    let place = |entry: usize, key: &str, item: Option<usize>| {
        let one = &course.entries[entry];
        let text = sheets[one.sheet].text;
        let found = field_span(text, &one.note.span, end_of(course, entry, text), key, item);
        // What every entry has alike is told once, where it stands.
        let usual = || if key == "topics" { default_span(text, key, item) } else { None };
        found.or_else(usual).unwrap_or_else(|| one.note.span.clone())
    };
    let span = place(hit.entry, hit.key, hit.item);
    let Some((other, key, _)) = hit.related.clone() else { return hit.told(span, None) };
    let (here, there) = (course.entries[hit.entry].sheet, course.entries[other].sheet);
    let related = place(other, key, None);
    if here == there {
        return hit.told(span, Some(related));
    }
    let lines = lines[there].get_or_init(|| Lines::new(sheets[there].text));
    let (line, _) = lines.locate(related.start);
    let mut told = hit.told(span, None);
    told.message = format!("{} ({}:{line})", told.message, sheets[there].name);
    told
}

/// The value of a key of `[defaults]`, or one item of it.
fn default_span(text: &str, key: &str, item: Option<usize>) -> Option<Span> {
    let sections = crate::deck::outline(text);
    let section = sections.iter().find(|section| section.path == ["defaults"])?;
    field_span(text, &section.header, section.body.end, key, item)
}

/// Where the next entry that was read begins.
fn end_of(course: &Course<'_>, entry: usize, text: &str) -> usize {
    let sheet = course.entries[entry].sheet;
    let next = course.entries.get(entry + 1).filter(|next| next.sheet == sheet);
    next.map_or(text.len(), |next| next.note.span.start)
}
