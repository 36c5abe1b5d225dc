//! `stats` as tables and small plots.

use crate::context::Context;
use crate::deck::Catalogue;
use crate::schedule::StudyDay;
use crate::stats::{Counts, DayDone, Hard, Overruled, Retention, Stats};
use crate::ui::figures::{Column, bar, paragraph, spark, table};

/// Topics of a course that are told; the others stand in the JSON.
const TOPICS: usize = 12;
const LISTED: usize = 8;
/// Days back that are plotted.
const BACK: u64 = 30;

/// What a report is drawn with.
struct Page {
    columns: usize,
    ascii: bool,
    lines: Vec<String>,
}

pub(super) fn report(stats: &Stats, catalogue: &Catalogue, cx: &Context) -> String {
    let mut page = Page { columns: cx.columns(), ascii: cx.style.ascii, lines: Vec::new() };
    page.standing(stats);
    if stats.days.is_empty() {
        page.gap();
        page.text("No answers yet: `acquis study` begins.");
        return page.lines.join("\n");
    }
    page.retention(&stats.retention);
    page.days(&stats.days, stats.today);
    page.load(&stats.load);
    page.calibration(stats);
    page.hard("Hardest cards", &stats.hardest, catalogue);
    page.hard("Leeches (forgotten four times or more)", &stats.leeches, catalogue);
    page.overruled(&stats.overruled, catalogue);
    page.lines.join("\n")
}

impl Page {
    fn gap(&mut self) {
        self.lines.push(String::new());
    }

    fn text(&mut self, text: &str) {
        self.lines.push(paragraph(text, self.columns));
    }

    fn title(&mut self, title: &str) {
        self.gap();
        self.text(title);
    }

    fn rows(&mut self, columns: &[Column<'_>], rows: &[Vec<String>]) {
        self.lines.extend(table(columns, rows, self.columns, self.ascii));
    }

    fn standing(&mut self, stats: &Stats) {
        let narrow = self.columns < 60;
        let heads =
            if narrow { ["never", "learn", "risk", "solid"] } else { ["never seen", "learning", "at risk", "solid"] };
        let columns = [
            Column::text("Cards"),
            Column::number(heads[0]),
            Column::number(heads[1]),
            Column::number(heads[2]),
            Column::number(heads[3]),
        ];
        let row = |name: String, counts: Counts| {
            let cells = [counts.never_seen, counts.learning, counts.at_risk, counts.solid];
            std::iter::once(name).chain(cells.map(|count| count.to_string())).collect::<Vec<_>>()
        };
        let mut rows = Vec::new();
        let mut left_out = 0;
        for course in &stats.courses {
            rows.push(row(course.course.clone(), course.counts));
            let mut topics: Vec<_> = course.topics.iter().collect();
            // Those with most to do first.
            topics.sort_by_key(|(_, counts)| std::cmp::Reverse((counts.at_risk + counts.learning, counts.never_seen)));
            left_out += topics.len().saturating_sub(TOPICS);
            let shown = topics.into_iter().take(TOPICS);
            rows.extend(shown.map(|(topic, counts)| row(format!("  {topic}"), *counts)));
        }
        if stats.courses.len() > 1 {
            rows.push(row("all".to_owned(), stats.all));
        }
        self.rows(&columns, &rows);
        if left_out > 0 {
            self.text(&format!("… and {left_out} topics more: --json lists all"));
        }
        if stats.all.suspended > 0 {
            self.text(&format!("{} suspended, counted nowhere", stats.all.suspended));
        }
        self.text(
            "learning: failed last, or not expected to last a week; at risk: predicted recall below what is desired",
        );
    }

    fn retention(&mut self, stretches: &[Retention]) {
        self.title("True retention (first attempts on cards seen on an earlier day)");
        let columns = [
            Column::text("days"),
            Column::number("asked"),
            Column::number("right"),
            Column::number("true"),
            Column::number("desired"),
        ];
        let rows: Vec<Vec<String>> = stretches
            .iter()
            .map(|stretch| {
                let name = stretch.days.map_or("all".to_owned(), |days| format!("last {days}"));
                let share = percent(stretch.right, stretch.asked);
                vec![
                    name,
                    stretch.asked.to_string(),
                    stretch.right.to_string(),
                    share,
                    format!("{:.0} %", stretch.desired * 100.0),
                ]
            })
            .collect();
        self.rows(&columns, &rows);
    }

    fn days(&mut self, days: &[DayDone], today: StudyDay) {
        self.title(&format!("Last {BACK} days"));
        let back = (0..BACK).rev().map(|back| today.0 - chrono::Days::new(back));
        let recent: Vec<Option<&DayDone>> = back.map(|date| days.iter().find(|done| done.day.0 == date)).collect();
        let answers: Vec<u64> = recent.iter().map(|done| done.map_or(0, |done| done.answers as u64)).collect();
        let minutes: Vec<u64> = recent.iter().map(|done| done.map_or(0, |done| done.seconds.div_ceil(60))).collect();
        let studied = recent.iter().flatten().count();
        self.plot("answers", &answers);
        self.plot("minutes", &minutes);
        self.text(&format!("{studied} of {BACK} days studied"));
    }

    fn load(&mut self, load: &[usize]) {
        self.title(&format!("Due in the next {} days, today first", load.len()));
        let load: Vec<u64> = load.iter().map(|&due| due as u64).collect();
        self.plot("cards", &load);
        let tomorrow = load.get(1).copied().unwrap_or(0);
        self.text(&format!("today {}, tomorrow {tomorrow}, in a week {}", load[0], load.iter().take(7).sum::<u64>()));
    }

    /// A name, a sparkline, and what its highest mark stands for.
    fn plot(&mut self, name: &str, values: &[u64]) {
        let highest = values.iter().max().copied().unwrap_or(0);
        let room = self.columns.saturating_sub(22).max(8).min(values.len());
        let shown = &values[values.len() - values.len().min(room.max(values.len().min(30)))..];
        let plot = spark(shown, self.ascii);
        let line = if self.columns < 52 {
            format!("{name}, {highest} at most\n  {plot}")
        } else {
            format!("{name:<9}{plot}  {highest} at most, {} in all", values.iter().sum::<u64>())
        };
        self.lines.push(line);
    }

    fn calibration(&mut self, stats: &Stats) {
        let Some(fit) = stats.fit else { return };
        self.title("Predicted recall beside what came");
        let wide = self.columns.saturating_sub(44).min(25);
        let mut columns =
            vec![Column::text("band"), Column::number("count"), Column::number("predicted"), Column::number("actual")];
        if wide >= 8 {
            columns.push(Column::text("actual"));
        }
        let rows: Vec<Vec<String>> = stats
            .calibration
            .iter()
            .map(|band| {
                let name = format!("{:.0} to {:.0} %", band.from * 100.0, band.to * 100.0);
                let share = |value: f64| format!("{:.0} %", value * 100.0);
                let mut row = vec![name, band.count.to_string(), share(band.predicted), share(band.actual)];
                if wide >= 8 {
                    row.push(bar(band.actual, wide, self.ascii));
                }
                row
            })
            .collect();
        self.rows(&columns, &rows);
        self.text(&format!("{} answers, log loss {:.3}, RMSE over bands {:.3}", fit.count, fit.log_loss, fit.rmse));
    }

    fn hard(&mut self, title: &str, cards: &[Hard], catalogue: &Catalogue) {
        if cards.is_empty() {
            return;
        }
        self.title(title);
        let columns =
            [Column::text("card"), Column::number("failed"), Column::number("asked"), Column::number("lapses")];
        for card in cards.iter().take(LISTED) {
            let row =
                vec![card.id.to_string(), card.failed.to_string(), card.asked.to_string(), card.lapses.to_string()];
            let lines = table(&columns, &[row], self.columns, self.ascii);
            let skipped = usize::from(card.id != cards[0].id);
            self.lines.extend(lines.into_iter().skip(skipped));
            self.indented(&catalogue.cards[card.card].part.stem);
            if !card.typed.is_empty() {
                self.indented(&format!("typed: {}", card.typed.join("; ")));
            }
        }
        self.more(cards.len());
    }

    fn overruled(&mut self, verdicts: &[Overruled], catalogue: &Catalogue) {
        if verdicts.is_empty() {
            return;
        }
        self.title("Overruled verdicts (what an author may want to accept)");
        for verdict in verdicts.iter().take(LISTED) {
            self.text(&format!("{}  ×{}", verdict.id, verdict.times));
            if let Some(card) = verdict.card {
                self.indented(&catalogue.cards[card].part.stem);
            }
            let word = verdict.outcome.map_or("self-rated", |outcome| outcome.word());
            self.indented(&format!("typed: {} ({word}, {})", verdict.typed, verdict.last));
        }
        self.more(verdicts.len());
    }

    fn more(&mut self, count: usize) {
        if count > LISTED {
            self.text(&format!("… and {} more: --json lists all", count - LISTED));
        }
    }

    fn indented(&mut self, text: &str) {
        let wrapped = paragraph(text, self.columns.saturating_sub(2));
        self.lines.extend(wrapped.lines().map(|line| format!("  {line}")));
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts")]
fn percent(part: usize, of: usize) -> String {
    if of == 0 { "–".to_owned() } else { format!("{:.0} %", part as f64 * 100.0 / of as f64) }
}
