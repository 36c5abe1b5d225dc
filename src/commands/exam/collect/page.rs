//! A class as one page to look at and to print: no script, nothing fetched.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::csv_tables::number;
use super::report::{FEW, figure, percent, words};
use super::{changed_since, minutes, not_judged, student};
use crate::exam::class::{
    Asked, Class, Figures, Suspicion, Whole, figures, hardest, histogram, mean_share, suspicions, whole,
};
use crate::ui::charts::{bars, coloured};
use crate::ui::harmless;

const STYLE: &str = "
:root { --ink: #1b1b1b; --paper: #ffffff; --grid: #d5d5d5; --accent: #1f6fa8; --second: #b34700; --quiet: #666666;
  color-scheme: light dark; }
@media (prefers-color-scheme: dark) { @media screen {
  :root { --ink: #e8e8e8; --paper: #161616; --grid: #4a4a4a; --accent: #6db3ea; --second: #ff9d5c; --quiet: #9a9a9a; } } }
@page { margin: 16mm; }
body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 52rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.45rem; } h2 { font-size: 1.1rem; margin-top: 2rem; break-after: avoid; }
h3 { font-size: 1rem; margin: 0 0 .2rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .2rem .5rem; border-bottom: 1px solid var(--grid); vertical-align: top; overflow-wrap: anywhere; }
td:first-child { min-width: 12rem; }
th.n, td.n { text-align: right; white-space: nowrap; }
tr, section { break-inside: avoid; }
section { margin: 1.1rem 0; }
.note { color: var(--quiet); font-size: .9rem; }
.look { color: var(--second); font-weight: 600; }
svg { max-width: 100%; height: auto; }
.scale { position: relative; height: .7rem; width: 6rem; background: linear-gradient(to right, var(--grid) 1px, transparent 1px) 50% 0 / 50% 100%; border: 1px solid var(--grid); }
.scale span { position: absolute; top: 0; bottom: 0; background: var(--accent); }
.scale span.low { background: var(--second); }
@media print { body { margin: 0; max-width: none; font-size: 10.5pt; } }
";

/// The page.
pub(super) fn page(class: &Class) -> String {
    let (whole, found, figures) = (whole(class), suspicions(class), figures(class));
    let title = harmless(&class.title);
    let body = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(coloured())) }
            }
            body {
                h1 { (title) }
                (about(class, &whole))
                @if !found.is_empty() {
                    h2 { "To look at first" }
                    ul { @for one in &found { li { (harmless(&words(one))) } } }
                }
                (test(&whole))
                (students(class))
                (overview(class, &figures, &found))
                h2 { "Answers" }
                @for at in hardest(class, &figures) { (question(&class.asked[at], figures[at], &found)) }
            }
        }
    };
    body.into_string()
}

fn about(class: &Class, whole: &Whole) -> Markup {
    html! {
        p {
            (whole.students) " papers"
            @if let Some(passed) = whole.passed { ", " (passed) " passed" }
            @if !class.alike { "; the questions differ from student to student" }
        }
        @if let Some(told) = not_judged(class) { p.note { (harmless(&told)) } }
        @if let Some(told) = changed_since(class) { p.note { (harmless(&told)) } }
        @if !class.left_out.is_empty() {
            p.note { "Left out:" }
            ul.note { @for left in &class.left_out { li { (harmless(&left.file)) ": " (harmless(&left.why)) } } }
        }
        @if !class.odd.is_empty() {
            p.note { "Not as they were written, or judged otherwise; they count by their answers:" }
            ul.note {
                @for told in &class.odd { li { (harmless(&told.file)) ": " (harmless(&told.oddities[0].to_string())) } }
            }
        }
    }
}

fn test(whole: &Whole) -> Markup {
    let some = |figure: Option<f64>| figure.map_or("–".to_owned(), |figure| format!("{figure:.2}"));
    #[expect(clippy::cast_precision_loss, reason = "students")]
    let values: Vec<f64> = histogram(&whole.shares).iter().map(|count| *count as f64).collect();
    let told = "Students by share of the points";
    html! {
        h2 { "The whole test" }
        table {
            thead { tr {
                th.n { "mean" } th.n { "median" } th.n { "standard deviation" } th.n { "alpha" } th.n { "standard error" }
            } }
            tbody { tr {
                td.n { (some(whole.mean)) @if let Some(worth) = whole.worth { " of " (number(worth)) } @else { " %" } }
                td.n { (some(whole.median)) } td.n { (some(whole.deviation)) } td.n { (figure(whole.alpha)) }
                td.n { (some(whole.error)) }
            } }
        }
        @if whole.students < FEW { p.note { "Few students: alpha and r are to be read with care." } }
        @if let Some(chart) = bars(told, &values, |at| format!("from {} %", at * 10)) {
            figure { (PreEscaped(chart)) figcaption.note { (told) } }
        }
    }
}

fn students(class: &Class) -> Markup {
    html! {
        h2 { "Students" }
        table {
            thead { tr {
                th { "name" } th { "version" } th.n { "points" } th.n { "%" } th { "passed" } th.n { "minutes" } th.n { "open" }
            } }
            tbody {
                @for sheet in &class.sheets {
                    tr {
                        td { (harmless(&student(sheet))) } td { (harmless(&sheet.version)) }
                        td.n { (number(class.points(sheet))) } td.n { (percent(class.share(sheet))) }
                        td { @if let Some(passed) = class.passed(sheet) { (if passed { "yes" } else { "no" }) } }
                        td.n { (minutes(sheet)) } td.n { (sheet.open) }
                    }
                }
            }
        }
    }
}

/// A bar for facility and one for discrimination, question by question.
fn overview(class: &Class, figures: &[Figures], found: &[Suspicion]) -> Markup {
    let wide = |share: f64| format!("left: 0; width: {:.1}%", share * 100.0);
    let signed = |r: f64| {
        let (left, width) = if r < 0.0 { (50.0 + r * 50.0, -r * 50.0) } else { (50.0, r * 50.0) };
        format!("left: {left:.1}%; width: {width:.1}%")
    };
    html! {
        h2 { "Questions" }
        p.note { "Facility is the mean share of the points, r the correlation with the other questions; the hardest first." }
        table {
            thead { tr { th { "question" } th.n { "facility" } th { "" } th.n { "r" } th { "" } th.n { "upper − lower" } } }
            tbody {
                @for at in hardest(class, figures) {
                    @let (asked, own) = (&class.asked[at], figures[at]);
                    tr {
                        td { (harmless(&asked.card)) @if is_suspicious(asked, found) { " " span.look { "look" } } }
                        td.n { (percent(own.share.share())) " %" }
                        td { div.scale { span style=(wide(own.share.share())) {} } }
                        td.n { (figure(own.rest)) }
                        td { @if let Some(r) = own.rest { div.scale { span.low[r < 0.0] style=(signed(r)) {} } } }
                        td.n { (figure(own.upper_lower)) }
                    }
                }
            }
        }
    }
}

fn is_suspicious(asked: &Asked, found: &[Suspicion]) -> bool {
    found.iter().any(|one| one.card() == asked.card)
}

fn question(asked: &Asked, own: Figures, found: &[Suspicion]) -> Markup {
    let (low, high) = own.share.interval();
    let mean = |shares: f64, count: usize| {
        mean_share(shares, count).map_or_else(|| "–".to_owned(), |mean| format!("{} %", percent(mean)))
    };
    html! {
        section {
            h3 { (harmless(&asked.stem)) }
            p.note {
                (harmless(&asked.card)) ": facility " (percent(own.share.share())) " % (" (percent(low)) " to " (percent(high)) " %) of "
                (own.share.of) ", " (asked.open) " left open, r " (figure(own.rest)) ", upper − lower " (figure(own.upper_lower))
            }
            @for one in found.iter().filter(|one| one.card() == asked.card) { p.look { (harmless(&words(one))) } }
            p { "Right: " (harmless(&asked.answer.replace('\n', "; "))) }
            table {
                thead { tr { th { "answer" } th.n { "given by" } th.n { "their mean" } } }
                tbody {
                    @if asked.options.is_empty() {
                        @for given in asked.commonest_wrong().iter().take(12) {
                            tr { td { (harmless(&given.said)) } td.n { (given.count) } td.n { (mean(given.shares, given.count)) } }
                        }
                    } @else {
                        @for option in &asked.options {
                            tr {
                                td { (harmless(&option.text)) @if option.right { " (right)" } }
                                td.n { (option.count) } td.n { (mean(option.shares, option.count)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
