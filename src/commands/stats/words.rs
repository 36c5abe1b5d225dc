//! `stats` as tables and small plots.

use crate::context::Context;
use crate::deck::Catalogue;
use crate::schedule::StudyDay;
use crate::stats::{Counts, DayDone, Hard, Overruled, Retention, Stats, leeches_are};
use crate::study::Load;
use crate::ui::figures::{Column, Shares, bar, shares, spark, table};
use crate::ui::{Drawn, Paint, Style, counted, flow, piece};

/// Topics of a course that are told; the others stand in the JSON.
const TOPICS: usize = 12;
const LISTED: usize = 8;
/// Days back that are plotted.
const BACK: u64 = 30;

/// What a report is drawn with.
struct Page {
    style: Style,
    columns: usize,
    ascii: bool,
    lines: Vec<String>,
}

pub(super) fn report(stats: &Stats, load: &Load, catalogue: &Catalogue, detail: Detail, cx: &Context) -> Drawn {
    let (columns, ascii) = (cx.columns(), cx.style.ascii);
    let mut page = Page { style: Style { width: columns, ..cx.output_style() }, columns, ascii, lines: Vec::new() };
    page.standing(stats);
    if stats.days.is_empty() {
        page.gap();
        page.text("No answers yet: `acquis study` begins.");
        return Drawn::new(&page.lines);
    }
    page.retention(&stats.retention);
    page.days(&stats.days, stats.today);
    page.load(load);
    page.calibration(stats, detail);
    page.hard(&format!("Leeches ({})", leeches_are()), &stats.leeches.iter().collect::<Vec<_>>(), catalogue);
    page.hard("Hardest cards", &hardest(stats), catalogue);
    page.overruled(&stats.overruled, catalogue);
    Drawn::new(&page.lines)
}

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    Student,
    /// With the figures that compare memory models.
    Expert,
}

/// Attempts below which nothing is known of how hard a card is.
const ATTEMPTS: usize = 3;

/// The hardest cards that were asked often enough, the leeches aside: they are told already.
fn hardest(stats: &Stats) -> Vec<&Hard> {
    let is_leech = |card: &Hard| stats.leeches.iter().any(|leech| leech.id == card.id);
    stats.hardest.iter().filter(|card| card.asked >= ATTEMPTS && !is_leech(card)).collect()
}

impl Page {
    fn gap(&mut self) {
        self.lines.push(String::new());
    }

    fn text(&mut self, text: &str) {
        self.painted("", text, Paint::Plain);
    }

    /// What explains, and is not looked for.
    fn aside(&mut self, text: &str) {
        self.painted("", text, Paint::Dim);
    }

    fn painted(&mut self, lead: &str, text: &str, paint: Paint) {
        self.lines.extend(flow(lead, &[piece(text, paint)], &self.style));
    }

    fn title(&mut self, title: &str) {
        self.gap();
        self.painted("", title, Paint::Bold);
    }

    fn rows(&mut self, columns: &[Column<'_>], rows: &[Vec<String>]) {
        self.lines.extend(table(columns, rows, self.columns, self.ascii));
    }

    fn standing(&mut self, stats: &Stats) {
        let narrow = self.columns < 60;
        let heads =
            if narrow { ["never", "learn", "risk", "solid"] } else { ["never seen", "learning", "at risk", "solid"] };
        let bars = if self.columns >= 76 { 16 } else { 0 };
        let mut columns = vec![
            Column::text("Cards"),
            Column::number(heads[0]),
            Column::number(heads[1]),
            Column::number(heads[2]),
            Column::number(heads[3]),
        ];
        if bars > 0 {
            columns.push(Column::text(""));
        }
        let ascii = self.ascii;
        let row = |name: String, counts: Counts| {
            let cells = [counts.never_seen, counts.learning, counts.at_risk, counts.solid];
            let bar = (bars > 0).then(|| shares(Shares::of(counts), bars, ascii));
            std::iter::once(name).chain(cells.map(|count| count.to_string())).chain(bar).collect::<Vec<_>>()
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
            self.aside(&format!("… and {left_out} topics more: --json lists all"));
        }
        if stats.all.suspended > 0 {
            self.aside(&format!("{} suspended, counted nowhere", stats.all.suspended));
        }
        self.aside(
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

    fn load(&mut self, load: &Load) {
        self.title(&format!("Due in the next {} days, today first", load.days.len()));
        let days: Vec<u64> = load.days.iter().map(|&due| due as u64).collect();
        self.plot("cards", &days);
        let (tomorrow, week) = (load.tomorrow(), load.within_a_week());
        self.text(&format!("today {}, tomorrow {tomorrow}, within a week {week}", days[0]));
        if load.due_held > 0 {
            self.aside(&format!("for another day: {} due, counted with tomorrow", load.due_held));
        }
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

    fn calibration(&mut self, stats: &Stats, detail: Detail) {
        let Some(fit) = stats.fit else { return };
        self.title("Predicted recall beside what came");
        let wide = self.columns.saturating_sub(44).min(25);
        let mut columns =
            vec![Column::text("band"), Column::number("count"), Column::number("predicted"), Column::number("actual")];
        if wide >= 8 {
            columns.push(Column::text(""));
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
        match detail {
            Detail::Student => self.aside(&format!("{} answers", fit.count)),
            Detail::Expert => {
                let figures = format!("log loss {:.3}, RMSE over bands {:.3}", fit.log_loss, fit.rmse);
                self.aside(&format!("{} answers, {figures}", fit.count));
            }
        }
    }

    /// The question first; what the card is called stands behind its figures.
    fn hard(&mut self, title: &str, cards: &[&Hard], catalogue: &Catalogue) {
        if cards.is_empty() {
            return;
        }
        self.title(title);
        for card in cards.iter().take(LISTED) {
            self.painted("  ", &catalogue.cards[card.card].part.stem, Paint::Plain);
            let lapses = counted(card.lapses as usize, "lapse", "lapses");
            let figures = format!("failed {} of {}, {lapses}; {}", card.failed, card.asked, card.id);
            self.painted("    ", &figures, Paint::Dim);
            if !card.typed.is_empty() {
                self.painted("    ", &format!("typed: {}", card.typed.join("; ")), Paint::Dim);
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
            if let Some(card) = verdict.card {
                self.painted("  ", &catalogue.cards[card].part.stem, Paint::Plain);
            }
            let word = verdict.outcome.map_or("self-rated", |outcome| outcome.word());
            self.painted("    ", &format!("typed: {} ({word}, {})", verdict.typed, verdict.last), Paint::Plain);
            self.painted("    ", &format!("{}  ×{}", verdict.id, verdict.times), Paint::Dim);
        }
        self.more(verdicts.len());
    }

    fn more(&mut self, count: usize) {
        if count > LISTED {
            self.aside(&format!("… and {} more: --json lists all", count - LISTED));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts")]
fn percent(part: usize, of: usize) -> String {
    if of == 0 { "–".to_owned() } else { format!("{:.0} %", part as f64 * 100.0 / of as f64) }
}
