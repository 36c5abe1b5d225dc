//! The first screen: what today holds, the days ahead, where the courses stand, what to do next.

use crate::schedule::StudyDay;
use crate::stats::Counts;

use super::Drawn;
use super::figures::{Shares, shares};
use super::harmless::harmless_line;
use super::progress_line::{Bar, progress_line};
use super::render::{aside, note};
use super::wrap::{Paint, Style, columns_of, cut, flow, piece};

/// What is known of today.
#[derive(Default)]
pub(crate) struct Glance {
    pub(crate) due: usize,
    pub(crate) new: usize,
    pub(crate) minutes: u32,
    /// Cards answered today.
    pub(crate) answered: usize,
    /// Those of them that are asked once more.
    pub(crate) again: usize,
    /// Cards due by today, and cards never seen, that are kept for another day.
    pub(crate) held: (usize, usize),
    /// The same with the reasons.
    pub(crate) held_back: Vec<String>,
    pub(crate) seen: usize,
    pub(crate) cards: usize,
    pub(crate) decks: usize,
    /// Cards that come due on each of the next days, tomorrow first.
    pub(crate) ahead: Vec<(StudyDay, usize)>,
    /// The exam ahead and what recall to expect, a line each.
    pub(crate) exam: Option<String>,
    /// By course.
    pub(crate) courses: Vec<(String, Counts)>,
    /// Rows of the window, where there is one: the first line must not scroll out of it.
    pub(crate) rows: Option<usize>,
}

/// How much is said of the courses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Detail {
    All,
    /// Without what the marks of the bars mean.
    NoLegend,
    /// Names and bars alone, without blank lines and the days ahead.
    Bars,
}

/// Rows that the keys below take, with the one where the cursor waits.
const KEYS: usize = 2;

/// Columns of a course's bar.
const BAR: usize = 11;
/// Words of fewer columns are not broken.
const SHORT: usize = 16;
/// The widest name of a course beside its bar.
const NAME: usize = 14;
/// From here on the words stand beside the bar, else below it.
const WIDE: usize = 60;

pub(crate) fn overview(glance: &Glance, bar: Bar, style: &Style) -> Drawn {
    Drawn::new(&fitted(glance, bar, style))
}

/// As much as the window holds.
fn fitted(glance: &Glance, bar: Bar, style: &Style) -> Vec<String> {
    let room = glance.rows.map_or(usize::MAX, |rows| rows.saturating_sub(KEYS).max(3));
    for detail in [Detail::All, Detail::NoLegend] {
        let mut lines = lines(glance, bar, detail, style);
        if lines.len() <= room {
            if lines.len() < room && glance.rows.is_some() {
                lines.push(String::new());
            }
            return lines;
        }
    }
    let mut lines = lines(glance, bar, Detail::Bars, style);
    if lines.len() > room {
        lines.truncate(room - 1);
        lines.extend(aside(style.mark("… `acquis stats` has the rest", "... `acquis stats` has the rest"), style));
    }
    lines
}

fn lines(glance: &Glance, bar: Bar, detail: Detail, style: &Style) -> Vec<String> {
    let mut lines = Vec::new();
    let today = format!("Today: {} due, {} new, about {} min", glance.due, glance.new, glance.minutes);
    lines.extend(flow(" ", &[piece(&today, Paint::Bold)], style));
    let left = glance.due + glance.new;
    if glance.answered > 0 || bar == Bar::Drawn {
        // As a session counts: what is asked once more was asked.
        let of = (glance.answered + left).saturating_sub(glance.again);
        let mut words = format!("{} of {of} today", glance.answered);
        if glance.again > 0 {
            words = format!("{words}{}{} to repeat", style.mark(" · ", " | "), glance.again);
        }
        lines.extend(progress_line(glance.answered, left, &words, bar, style));
    }
    lines.extend(held(glance, detail, style));
    let blank = || (detail != Detail::Bars).then(String::new);
    if detail != Detail::Bars {
        lines.extend(ahead(glance, style));
    }
    if let Some(exam) = &glance.exam {
        lines.extend(blank());
        lines.extend(exam.lines().flat_map(|line| note(line, style)));
    }
    lines.extend(blank());
    lines.extend(courses(glance, bar, detail, style));
    lines
}

/// What is not asked today although it is due or new; with the reasons, where there is room.
fn held(glance: &Glance, detail: Detail, style: &Style) -> Vec<String> {
    let (due, new) = glance.held;
    let counts = [(due, "due"), (new, "new")].into_iter().filter(|(count, _)| *count > 0);
    let held = match detail {
        Detail::Bars => counts.map(|(count, what)| format!("{count} {what}")).collect(),
        Detail::All | Detail::NoLegend => glance.held_back.clone(),
    };
    if held.is_empty() {
        return Vec::new();
    }
    // What is short stays on one line.
    let whole = |part: &String| if columns_of(part) < SHORT { part.replace(' ', "\u{a0}") } else { part.clone() };
    let held = held.iter().map(whole).collect::<Vec<_>>().join(style.mark(" · ", " | "));
    let lines = flow(" ", &[piece(&format!("for another day: {held}"), Paint::Dim)], style);
    lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

/// The load of the next days, each with its weekday.
fn ahead(glance: &Glance, style: &Style) -> Vec<String> {
    if glance.ahead.iter().all(|(_, due)| *due == 0) {
        return Vec::new();
    }
    let days = glance.ahead.iter().map(|(day, due)| format!("{}\u{a0}{due}", day.0.format("%a")));
    let text = format!("then due: {}", days.collect::<Vec<_>>().join(style.mark(" · ", " | ")));
    let lines = flow(" ", &[piece(&text, Paint::Dim)], style);
    lines.into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}

fn courses(glance: &Glance, bar: Bar, detail: Detail, style: &Style) -> Vec<String> {
    let decks = super::counted(glance.decks, "deck", "decks");
    let mut lines = note(&format!("Cards: {} of {} seen, in {decks}", glance.seen, glance.cards), style);
    let name = |course: &str| cut(&harmless_line(course), NAME, style);
    let widest = glance.courses.iter().map(|(course, _)| columns_of(&name(course))).max().unwrap_or(0);
    for (course, counts) in &glance.courses {
        let name = name(course);
        let pad = " ".repeat(widest - columns_of(&name));
        let drawn = match bar {
            Bar::Drawn => shares(Shares::of(*counts), BAR, style.ascii),
            Bar::None => String::new(),
        };
        let lead = format!("   {name}{pad}  {drawn}");
        let words = [piece(&in_words(*counts), Paint::Dim)];
        if detail == Detail::Bars {
            lines.push(lead.trim_end().to_owned());
        } else if style.columns() >= WIDE {
            lines.extend(flow(&format!("{lead}  "), &words, style));
        } else {
            lines.push(lead.trim_end().to_owned());
            lines.extend(flow("     ", &words, style));
        }
    }
    let has_legend = bar == Bar::Drawn && detail == Detail::All;
    if has_legend && glance.courses.iter().any(|(_, counts)| counts.never_seen < counts.total()) {
        // In the weight of the bars: what it shows is what stands in them.
        let legend = note(&super::figures::legend(style.ascii), style);
        lines.extend(legend.into_iter().map(|line| line.replace('\u{a0}', " ")));
    }
    lines
}

fn in_words(counts: Counts) -> String {
    let parts = [
        (counts.solid, "solid"),
        (counts.at_risk, "at risk"),
        (counts.learning, "learning"),
        (counts.never_seen, "never seen"),
    ];
    let said = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    said.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Bar, Glance, fitted};
    use crate::stats::Counts;
    use crate::ui::wrap::{Palette, Style, columns_of};

    fn glance() -> Glance {
        let first: crate::schedule::StudyDay = "2026-01-11".parse().expect("a day");
        let counts = Counts { never_seen: 8, learning: 4, at_risk: 2, solid: 2, suspended: 0 };
        Glance {
            due: 6,
            new: 4,
            minutes: 3,
            answered: 13,
            again: 3,
            held: (2, 5),
            held_back: vec!["2 due, kept apart".into(), "5 new".into()],
            seen: 8,
            cards: 16,
            decks: 2,
            ahead: (0..7).map(|at| (first.plus(at), usize::try_from(at).expect("small"))).collect(),
            exam: Some("Exam: 20 January 2026, in 10 days".into()),
            courses: vec![("eu-china".into(), counts), ("eu".into(), Counts { never_seen: 3, ..Counts::default() })],
            rows: None,
        }
    }

    #[test]
    fn the_first_screen_tells_today_the_days_ahead_and_the_courses() {
        let style = Style { palette: Palette::None, ascii: false, width: 80 };
        let drawn = fitted(&glance(), Bar::Drawn, &style);
        assert_eq!(drawn[0], " Today: 6 due, 4 new, about 3 min");
        assert!(drawn[1].ends_with("13 of 20 today · 3 to repeat"), "{drawn:?}");
        assert_eq!(drawn[2], " for another day: 2 due, kept apart · 5 new");
        assert_eq!(drawn[3], " then due: Sun 0 · Mon 1 · Tue 2 · Wed 3 · Thu 4 · Fri 5 · Sat 6");
        assert_eq!(drawn[5], " Exam: 20 January 2026, in 10 days");
        assert_eq!(drawn[8], "   eu-china  █▓▒▒░░░░░░░  2 solid, 2 at risk, 4 learning, 8 never seen");
        assert_eq!(drawn[9], "   eu        ░░░░░░░░░░░  3 never seen");
    }

    #[test]
    fn the_first_line_stays_in_a_low_window() {
        let style = Style { palette: Palette::None, ascii: false, width: 40 };
        for (rows, courses) in [(12, 2), (12, 7), (8, 7), (24, 40), (40, 2), (3, 2)] {
            let counts = Counts { never_seen: 8, learning: 4, at_risk: 2, solid: 2, suspended: 0 };
            let courses = (0..courses).map(|at| (format!("course-{at}"), counts)).collect();
            let lines = fitted(&Glance { rows: Some(rows), courses, ..glance() }, Bar::Drawn, &style);
            assert!(lines.len() <= rows.saturating_sub(2).max(3), "{rows} rows: {lines:?}");
            assert!(lines[0].starts_with(" Today: 6 due"), "{lines:?}");
        }
    }

    #[test]
    fn nothing_is_lost_in_a_narrow_window_and_lines_have_no_bars() {
        let style = Style { palette: Palette::None, ascii: false, width: 30 };
        for bar in [Bar::Drawn, Bar::None] {
            let lines = fitted(&glance(), bar, &style);
            assert!(lines.iter().all(|line| columns_of(line) <= 30), "{lines:?}");
            assert!(lines.join(" ").split_whitespace().collect::<Vec<_>>().join(" ").contains("8 never seen"));
            assert_eq!(lines.iter().any(|line| line.contains(['█', '━'])), bar == Bar::Drawn);
        }
    }
}
