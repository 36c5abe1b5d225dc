//! `stats` as one self-contained page: no script, nothing fetched, light and dark.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::deck::Catalogue;
use crate::stats::{Counts, Hard, Overruled, Stats, leeches_are};
use crate::study::Load;
use crate::ui::charts::{bars, calibration, coloured};
use crate::ui::harmless;

/// Days back that are drawn.
const BACK: usize = 90;

const STYLE: &str = "
:root { --ink: #1b1b1b; --paper: #ffffff; --grid: #d5d5d5; --accent: #1f6fa8; --second: #b34700; --quiet: #767676;
  color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --paper: #161616; --grid: #4a4a4a; --accent: #6db3ea; --second: #ff9d5c; --quiet: #9a9a9a; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid var(--grid); vertical-align: top; }
th.n, td.n { text-align: right; } tr.topic td:first-child { padding-left: 1.5rem; }
figure { margin: 1rem 0; } figcaption, .note { color: var(--quiet); font-size: .9rem; }
svg { max-width: 100%; height: auto; }
.bar { display: flex; height: .8rem; min-width: 8rem; border: 1px solid var(--grid); }
.bar span { display: block; } .solid { background: var(--accent); } .risk { background: var(--second); }
.learning { background: repeating-linear-gradient(45deg, var(--accent) 0 3px, transparent 3px 6px); }
";

/// Tells a page of ours from other files.
pub(super) const GENERATOR: &str = "<meta name=\"generator\" content=\"acquis stats\">";

/// The page.
pub(super) fn page(stats: &Stats, load: &Load, catalogue: &Catalogue) -> String {
    let title = format!("acquis: what is known on {}", stats.today);
    let body = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                (PreEscaped(GENERATOR))
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(coloured())) }
            }
            body {
                h1 { (title) }
                (standing(stats))
                @if stats.days.is_empty() { p { "No answers yet." } } @else { (charts(stats, load)) (retention(stats)) }
                (hard("Hardest cards", &stats.hardest, catalogue))
                (hard(&format!("Leeches: {}", leeches_are()), &stats.leeches, catalogue))
                (overruled(&stats.overruled, catalogue))
            }
        }
    };
    body.into_string()
}

fn standing(stats: &Stats) -> Markup {
    html! {
        h2 { "Cards" }
        table {
            thead { tr { th { "" } th.n { "never seen" } th.n { "learning" } th.n { "at risk" } th.n { "solid" } th { "" } } }
            tbody {
                @for course in &stats.courses {
                    (row(&course.course, course.counts, ""))
                    @for (topic, counts) in &course.topics { (row(topic, *counts, "topic")) }
                }
                @if stats.courses.len() > 1 { (row("all", stats.all, "")) }
            }
        }
        p.note {
            "Learning: failed last, or not expected to last a week (striped). At risk: predicted recall is below what is \
             desired (second colour). Solid: filled. Never seen: empty."
        }
    }
}

fn row(name: &str, counts: Counts, class: &str) -> Markup {
    #[expect(clippy::cast_precision_loss, reason = "counts")]
    let width = |count: usize| format!("width: {:.1}%", count as f64 * 100.0 / counts.total().max(1) as f64);
    html! {
        tr class=(class) {
            td { (harmless(name)) }
            td.n { (counts.never_seen) } td.n { (counts.learning) } td.n { (counts.at_risk) } td.n { (counts.solid) }
            td {
                div.bar {
                    span.solid style=(width(counts.solid)) {}
                    span.risk style=(width(counts.at_risk)) {}
                    span.learning style=(width(counts.learning)) {}
                }
            }
        }
    }
}

fn charts(stats: &Stats, load: &Load) -> Markup {
    let back = |at: usize| stats.today.0 - chrono::Days::new((BACK - 1 - at) as u64);
    let of = |at: usize| stats.days.iter().find(|done| done.day.0 == back(at));
    let past = |at: usize| back(at).format("%-d %b").to_string();
    let ahead = |at: usize| (stats.today.0 + chrono::Days::new(at as u64)).format("%-d %b").to_string();
    #[expect(clippy::cast_precision_loss, reason = "counts")]
    let (answers, minutes, due): (Vec<f64>, Vec<f64>, Vec<f64>) = (
        (0..BACK).map(|at| of(at).map_or(0.0, |done| done.answers as f64)).collect(),
        (0..BACK).map(|at| of(at).map_or(0.0, |done| done.seconds as f64 / 60.0)).collect(),
        load.days.iter().map(|due| *due as f64).collect(),
    );
    let points: Vec<_> = stats.calibration.iter().map(|band| (band.predicted, band.actual, band.count)).collect();
    html! {
        h2 { "Days" }
        (figure("Answers a day", bars("Answers a day", &answers, past)))
        (figure("Minutes a day", bars("Minutes a day", &minutes, past)))
        (figure("Cards due in the coming days, overdue ones today", bars("Cards due", &due, ahead)))
        @if let Some(fit) = stats.fit {
            h2 { "Predicted and actual recall" }
            (figure(
                "Actual recall (up) by predicted recall (across), with counts; on the straight line they agree",
                calibration("Predicted and actual recall", &points),
            ))
            p.note { (format!("{} answers, log loss {:.3}, RMSE over bands {:.3}", fit.count, fit.log_loss, fit.rmse)) }
        }
    }
}

fn figure(caption: &str, svg: Option<String>) -> Markup {
    html! {
        @if let Some(svg) = svg { figure { (PreEscaped(svg)) figcaption { (caption) } } }
    }
}

fn retention(stats: &Stats) -> Markup {
    #[expect(clippy::cast_precision_loss, reason = "counts")]
    let percent = |part: usize, of: usize| format!("{:.0} %", part as f64 * 100.0 / of as f64);
    html! {
        h2 { "True retention" }
        p.note { "First attempts on cards seen on an earlier day." }
        table {
            thead { tr { th { "days" } th.n { "asked" } th.n { "right" } th.n { "true" } th.n { "desired" } } }
            tbody {
                @for stretch in stats.retention.iter().filter(|stretch| stretch.asked > 0) {
                    tr {
                        td { (stretch.days.map_or("all".to_owned(), |days| format!("last {days}"))) }
                        td.n { (stretch.asked) } td.n { (stretch.right) }
                        td.n { (percent(stretch.right, stretch.asked)) }
                        td.n { (format!("{:.0} %", stretch.desired * 100.0)) }
                    }
                }
            }
        }
    }
}

fn hard(title: &str, cards: &[Hard], catalogue: &Catalogue) -> Markup {
    html! {
        @if !cards.is_empty() {
            h2 { (title) }
            table {
                thead { tr { th { "card" } th.n { "failed" } th.n { "asked" } th.n { "lapses" } } }
                tbody {
                    @for card in cards {
                        tr {
                            td {
                                (harmless(&catalogue.cards[card.card].part.stem))
                                br;
                                span.note { (card.id) }
                                @if !card.typed.is_empty() { br; span.note { "typed: " (harmless(&card.typed.join("; "))) } }
                            }
                            td.n { (card.failed) } td.n { (card.asked) } td.n { (card.lapses) }
                        }
                    }
                }
            }
        }
    }
}

fn overruled(verdicts: &[Overruled], catalogue: &Catalogue) -> Markup {
    html! {
        @if !verdicts.is_empty() {
            h2 { "Overruled verdicts" }
            p.note { "What an author may want to accept." }
            table {
                thead { tr { th { "card" } th { "typed" } th { "verdict" } th.n { "times" } th { "last" } } }
                tbody {
                    @for verdict in verdicts {
                        tr {
                            td {
                                @if let Some(card) = verdict.card { (harmless(&catalogue.cards[card].part.stem)) br; }
                                span.note { (verdict.id) }
                            }
                            td { (harmless(&verdict.typed)) }
                            td { (verdict.outcome.map_or("self-rated", crate::text::Outcome::word)) }
                            td.n { (verdict.times) } td { (verdict.last) }
                        }
                    }
                }
            }
        }
    }
}
