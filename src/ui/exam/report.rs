//! The result of an exam, line by line: score, topics and kinds with their intervals, every miss, earlier attempts.

use crate::exam::{Attempt, Score, Share, Tally};
use crate::text::Outcome;
use crate::ui::Drawn;
use crate::ui::harmless::{harmless, harmless_line};
use crate::ui::render::{aside, note};
use crate::ui::verdict::{differing, right};
use crate::ui::wrap::{Paint, Piece, Style, columns_of, flow, piece};

use super::clock_words;

/// An earlier attempt, to compare with.
pub(crate) struct Before {
    pub(crate) number: usize,
    /// An ISO date.
    pub(crate) day: String,
    pub(crate) share: Share,
    pub(crate) same_paper: bool,
}

/// A handed-in attempt with what is said about it.
pub(crate) struct Report<'a> {
    pub(crate) attempt: &'a Attempt,
    /// The latest first.
    pub(crate) before: Vec<Before>,
}

/// `13.5 of 20 points, 68 %`.
pub(crate) fn share_words(share: Share) -> String {
    format!("{} of {} points, {:.0} %", points(share.points), points(share.worth), share.share() * 100.0)
}

/// At most two decimals, none where it is whole.
fn points(points: f64) -> String {
    let text = format!("{points:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn interval(share: Share) -> String {
    let (low, high) = share.interval();
    format!("{:.0} to {:.0} %", low * 100.0, high * 100.0)
}

impl Report<'_> {
    pub(crate) fn drawn(&self, style: &Style) -> Drawn {
        Drawn::new(&self.lines(style))
    }

    pub(crate) fn lines(&self, style: &Style) -> Vec<String> {
        let score = Score::of(self.attempt);
        let mut lines = self.head(&score, style);
        lines.extend(tallies("by topic", &score.topics, style));
        lines.extend(tallies("by kind", &score.kinds, style));
        lines.extend(aside("(in brackets: the range on 19 of 20 such papers; few questions say little)", style));
        lines.extend(self.misses(style));
        lines.extend(self.earlier(score.total, style));
        lines
    }

    /// The score first, then what was sat.
    fn head(&self, score: &Score, style: &Style) -> Vec<String> {
        let (attempt, paper) = (self.attempt, &self.attempt.paper);
        let mut lines = vec![String::new()];
        let mut pieces = vec![piece(&share_words(score.total), Paint::Bold)];
        if let (Some(passed), Some(pass)) = (score.passed, paper.pass) {
            let (mark, word, paint) = if passed {
                (style.mark("✓", "+"), "passed", Paint::Green)
            } else {
                (style.mark("✗", "x"), "not passed", Paint::Red)
            };
            pieces.insert(0, piece(&format!("{mark} {word}\u{a0}\u{a0} "), paint));
            pieces.push(piece(&format!("\u{a0}\u{a0} {} % are needed", points(pass)), Paint::Plain));
        }
        lines.extend(flow(" ", &pieces, style).into_iter().map(|line| line.replace('\u{a0}', " ")));
        let range = format!("between {} on other papers like this one", interval(score.total).replace(" to ", " and "));
        lines.extend(aside(&range, style));
        lines.push(String::new());
        lines.extend(note(&format!("Exam {}: {}", attempt.number, harmless_line(&paper.title)), style));
        let time = paper.seconds.map_or_else(String::new, |limit| format!(" of {}", clock_words(limit)));
        let open = paper.items.len() - score.answered;
        let sat = format!(
            "seed {}, paper {}; {} answered, {open} left open, in {}{time}",
            paper.seed,
            paper.mark(),
            score.answered,
            clock_words(attempt.spent)
        );
        lines.extend(aside(&sat, style));
        lines
    }

    fn misses(&self, style: &Style) -> Vec<String> {
        let attempt = self.attempt;
        let misses = attempt.missed();
        let mut lines = vec![String::new()];
        if misses.is_empty() {
            lines.extend(note("nothing was missed", style));
            return lines;
        }
        lines.extend(note(&format!("missed: {} of {}", misses.len(), attempt.items.len()), style));
        for at in misses {
            lines.extend(self.miss(at, style));
        }
        lines
    }

    fn miss(&self, at: usize, style: &Style) -> Vec<String> {
        let (item, standing) = (&self.attempt.paper.items[at], &self.attempt.items[at]);
        let mut lines = vec![String::new()];
        lines.extend(flow(&format!(" {:>2}  ", at + 1), &[piece(&item.stem, Paint::Bold)], style));
        let said = self.attempt.said(at);
        match (&standing.answer, said) {
            (Some(answer), Some(said)) => {
                let mark = match answer.mark.outcome() {
                    Outcome::Partial => style.mark("◐", "o"),
                    _ => style.mark("✗", "x"),
                };
                let mut pieces: Vec<Piece> =
                    differing(&harmless(&said), &item.answer, (Paint::Plain, Paint::Red), style);
                if answer.mark.outcome() == Outcome::Partial {
                    let part = format!("  ({} of a point)", points(answer.mark.credit));
                    pieces.push(piece(&part, Paint::Plain));
                }
                lines.extend(flow(&format!("   {mark} you   "), &pieces, style));
                if let Some(read) = &answer.mark.read_as {
                    lines.extend(flow("     read  ", &[piece(&harmless_line(read), Paint::Plain)], style));
                }
                for remark in &answer.mark.remarks {
                    lines.extend(flow("           ", &[piece(&harmless_line(remark), Paint::Plain)], style));
                }
            }
            _ => lines.extend(flow("     you   ", &[piece("left open", Paint::Plain)], style)),
        }
        let own = self.attempt.said(at).filter(|_| standing.answer.is_some());
        lines.extend(flow("     right ", &right(&item.answer, own.as_deref(), style), style));
        if let Some(why) = &item.why {
            lines.extend(flow("           ", &[piece(why, Paint::Plain)], style));
        }
        for source in &item.sources {
            lines.extend(flow("           ", &[piece(source, Paint::Dim)], style));
        }
        lines
    }

    /// Earlier attempts, with a word on whether the difference means anything.
    fn earlier(&self, now: Share, style: &Style) -> Vec<String> {
        let mut lines = Vec::new();
        for before in &self.before {
            let paper = if before.same_paper { "the same questions" } else { "other questions" };
            let text = format!(
                "exam {} on {}: {:.0} % ({}), {paper}",
                before.number,
                before.day,
                before.share.share() * 100.0,
                interval(before.share)
            );
            lines.extend(flow(" before  ", &[piece(&text, Paint::Plain)], style));
        }
        if let Some(last) = self.before.first() {
            let apart = (now.share() - last.share.share()) * 100.0;
            let (low, high) = now.interval();
            let (last_low, last_high) = last.share.interval();
            let overlap = low <= last_high && last_low <= high;
            let sense =
                if overlap { "the ranges overlap, so it may be chance" } else { "more than chance would explain" };
            let sign = if apart < -0.5 { "lower" } else { "higher" };
            let text = if apart.abs() < 0.5 {
                "as good as the last time".to_owned()
            } else {
                format!("{sign} than the last time by {:.0} in a hundred: {sense}", apart.abs())
            };
            lines.extend(note(&text, style));
        }
        if !lines.is_empty() {
            lines.insert(0, String::new());
        }
        lines
    }
}

/// Names, points, per cent and interval under each other, or flowing where the window is narrow. What stands for one
/// question is put together: its share says nothing.
fn tallies(title: &str, tallies: &[Tally], style: &Style) -> Vec<String> {
    if tallies.is_empty() {
        return Vec::new();
    }
    let (single, several): (Vec<&Tally>, Vec<&Tally>) = tallies.iter().partition(|tally| tally.share.of == 1);
    let mut lines = vec![String::new()];
    lines.extend(note(title, style));
    let widest = several.iter().map(|tally| columns_of(&name(tally))).max().unwrap_or(0);
    lines.extend(several.iter().flat_map(|tally| tally_lines(tally, widest, style)));
    if !single.is_empty() {
        let told: Vec<String> = single
            .iter()
            .map(|tally| {
                let mark = match tally.share.share() {
                    full if full >= 1.0 => style.mark("✓", "+"),
                    none if none <= 0.0 => style.mark("✗", "x"),
                    _ => style.mark("◐", "o"),
                };
                format!("{mark}\u{a0}{}", name(tally).replace(' ', "\u{a0}"))
            })
            .collect();
        let dot = style.mark(" · ", " | ");
        let text = format!("one question each: {}", told.join(dot));
        let wrapped = flow("   ", &[piece(&text, Paint::Plain)], style);
        lines.extend(wrapped.into_iter().map(|line| line.replace('\u{a0}', " ")));
    }
    lines
}

fn name(tally: &Tally) -> String {
    harmless_line(&tally.name).replace('_', " ")
}

fn tally_lines(tally: &Tally, widest: usize, style: &Style) -> Vec<String> {
    let share = tally.share;
    let counts = format!("{} of {}", points(share.points), points(share.worth));
    let rest = format!("{counts:>9}  {:>3.0} %  ({})", share.share() * 100.0, interval(share));
    let name = name(tally);
    let pad = " ".repeat(widest.saturating_sub(columns_of(&name)));
    let whole = format!("   {name}{pad}  {rest}");
    if columns_of(&whole) <= style.columns() {
        return vec![whole];
    }
    let text = format!("{name}: {counts}, {:.0} % ({})", share.share() * 100.0, interval(share));
    flow("   ", &[piece(&text, Paint::Plain)], style)
}
