//! The course to be read in a browser: what `cards --read` shows, as one page that needs nothing else.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Course, readme};
use crate::card::{Deck, Interaction, Note, Question};
use crate::context::Context;
use crate::deck::{index, timeline};
use crate::ui::harmless;

const STYLE: &str = "
:root { color-scheme: light dark; --quiet: #666; --line: #d5d5d5; }
@media (prefers-color-scheme: dark) { :root { --quiet: #a0a0a0; --line: #4a4a4a; } }
body { font: 17px/1.55 Georgia, 'DejaVu Serif', serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
article { border-top: 1px solid var(--line); padding: .8rem 0; break-inside: avoid; }
.about, .source { color: var(--quiet); font-size: .85rem; margin: 0; }
.stem, .answer { margin: .3rem 0; white-space: pre-line; } .answer { font-weight: bold; }
.why, .not { margin: .3rem 0; } ul { margin: .3rem 0; padding-left: 1.4rem; }
dt { font-weight: bold; } dd { margin: 0 0 .5rem 1.4rem; } nav a { margin-right: 1rem; }
";

pub(super) fn page(course: &Course, cx: &Context) -> String {
    let title = course.title();
    let decks: Vec<&Deck> = course.decks.iter().map(|&at| &course.catalogue.decks[at]).collect();
    let body = html! {
        (DOCTYPE)
        html lang=(decks[0].language_tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="acquis package";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (title) }
                @if decks.len() > 1 {
                    nav { @for deck in &decks { a href={ "#" (deck.id) } { (text(&deck.title)) } } }
                }
                @for (&at, deck) in course.decks.iter().zip(&decks) {
                    section id=(deck.id) lang=(deck.language_tag) {
                        @if text(&deck.title) != *title { h2 { (text(&deck.title)) } }
                        p.about { (text(&readme::about(deck))) }
                        @if let Some(description) = &deck.description { p { (text(description)) } }
                        @for card in course.catalogue.cards.iter().filter(|card| card.deck == at) {
                            (asked(&course.catalogue.question(card, &mut cx.dealer(&card.id, 0))))
                        }
                    }
                }
                (digest(&decks))
            }
        }
    };
    body.into_string()
}

fn asked(question: &Question) -> Markup {
    let about =
        question.topics.iter().map(String::as_str).chain([question.kind.word()]).collect::<Vec<_>>().join(" · ");
    html! {
        article {
            p.about { (text(&about.replace('_', " "))) }
            p.stem { (text(&question.stem)) }
            @let options = options(&question.interaction);
            @if !options.is_empty() { ul { @for option in options { li { (text(option)) } } } }
            p.answer { (text(&question.answer)) }
            @if let Some(why) = &question.why { p.why { (text(why)) } }
            @for one in &question.lookalikes { p.not { "not " (text(&one.name)) ": " (text(&one.difference)) } }
            @for source in &question.sources { p.source { (text(source)) } }
        }
    }
}

/// What is chosen from, put in order or paired; nothing where the answer is typed.
fn options(interaction: &Interaction) -> Vec<&str> {
    match interaction {
        Interaction::Choose { options } | Interaction::Select { options } => {
            options.iter().map(|option| option.text.as_str()).collect()
        }
        Interaction::Arrange { items, .. } => items.iter().map(String::as_str).collect(),
        Interaction::Match { lefts, .. } => lefts.iter().map(String::as_str).collect(),
        Interaction::Recall
        | Interaction::Text(_)
        | Interaction::Date(_)
        | Interaction::Number(_)
        | Interaction::List(_) => Vec::new(),
    }
}

/// The dates in order, and the names from A to Z.
fn digest(decks: &[&Deck]) -> Markup {
    let entries = || decks.iter().flat_map(|deck| deck.notes.iter().map(move |note| (*deck, note)));
    let asked = |note: &Note| !note.draft;
    let dates = timeline(entries().filter(|(_, note)| asked(note)));
    let names = index(entries().map(|(_, note)| note).filter(|note| asked(note)));
    html! {
        @if !dates.is_empty() {
            h2 { "Dates" }
            dl { @for one in &dates { dt { (one.when.words(one.language)) } dd { (text(&one.what)) } } }
        }
        @if !names.is_empty() {
            h2 { "Names" }
            dl {
                @for one in &names {
                    dt { (text(&one.name)) @if let Some(short) = &one.short { " (" (text(short)) ")" } }
                    dd { (text(&one.says.join("; "))) }
                }
            }
        }
    }
}

/// Text of a deck; maud escapes it.
fn text(foreign: &str) -> String {
    harmless(foreign)
}
