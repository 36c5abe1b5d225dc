//! A report that is drawn anew when it changes, in place, until somebody leaves.

use anyhow::{Error, Result};

use super::super::drawn::Drawn;
use super::super::keys::{self, Deed, Hand, Place};
use super::super::line::Key;
use super::super::prompts;
use super::line::Taken;
use super::menu::Left;
use super::{Tty, put};
use crate::study::Ending;

/// Rows of a window of unknown size.
const ROWS: usize = 24;

/// What a screen shows: a report, and a line below it that always stands there; it may be empty.
pub(crate) type Report = (Drawn, Drawn);

/// Asks for a report every second, and draws it where there is a new one; a long one is turned through, page by page; q, Ctrl-C
/// or Ctrl-D leaves.
///
/// # Errors
/// There is no terminal, the report cannot be made, or a signal ended it ([`Left`]).
pub(crate) fn redraw(mut report: impl FnMut() -> Result<Option<Report>>) -> Result<()> {
    let mut tty = Tty::open()?;
    tty.begin_line()?;
    put(&tty, "\u{1b}[2J");
    let ended = until_left(&mut tty, &mut report);
    tty.end_line()?;
    put(&tty, "\n");
    ended
}

fn until_left(tty: &mut Tty, report: &mut impl FnMut() -> Result<Option<Report>>) -> Result<()> {
    let mut shown: Option<Report> = None;
    let mut is_stale = false;
    let mut from = 0;
    loop {
        if let Some(fresh) = report()? {
            // What was repaired is gone from the top: a new report is read from there.
            (shown, is_stale, from) = (Some(fresh), true, 0);
        }
        let rows = Tty::rows().unwrap_or(ROWS);
        if let Some((drawn, last)) = shown.as_ref().filter(|_| is_stale) {
            put(tty, &screen(&drawn.to_string(), &last.to_string(), rows, from));
        }
        is_stale = false;
        match tty.take()? {
            Taken::Keys(keys) if keys.iter().any(leaves) => return Ok(()),
            Taken::Keys(keys) if keys.contains(&Key::Control('z')) => {
                if let Some(ending) = tty.suspend_line()? {
                    return Err(Error::new(Left(ending)));
                }
                tty.begin_line()?;
                is_stale = true;
            }
            Taken::Keys(typed) => {
                let count = |drawn: &Drawn| drawn.to_string().lines().count();
                if let Some((drawn, last)) = &shown {
                    let (lines, page) = (count(drawn), page(rows, count(last)));
                    from = typed.iter().fold(from, |from, key| turned(key, from, lines, page));
                }
                is_stale = true;
            }
            Taken::Ended(ending @ Ending::Signalled(_)) => return Err(Error::new(Left(ending))),
            Taken::Ended(_) => return Ok(()),
            Taken::Resized | Taken::Resumed => is_stale = true,
            Taken::Several | Taken::Nothing => {}
        }
    }
}

fn leaves(key: &Key) -> bool {
    matches!(key, Key::Character('q' | 'Q') | Key::Control('c' | 'd'))
}

/// The first line to be seen behind a key, of so many lines, a page of them at a time.
fn turned(key: &Key, from: usize, lines: usize, page: usize) -> usize {
    match keys::find(Place::Pages, &key.name()) {
        Some(Deed::Next) if from + page < lines => from + page,
        Some(Deed::Back) => from.saturating_sub(page),
        _ => from,
    }
}

/// Lines of a report that are seen at once: the lines below, the keys and the row of the cursor take theirs.
fn page(rows: usize, below: usize) -> usize {
    rows.saturating_sub(2 + below).max(1)
}

/// The report over what stood there, without a moment of an empty window, and the last line below it; of what does not fit a
/// page from a line on.
fn screen(report: &str, last: &str, rows: usize, from: usize) -> String {
    let lines: Vec<&str> = report.lines().collect();
    let kept = page(rows, last.lines().count());
    let fits = lines.len() <= kept;
    let from = if fits { 0 } else { from.min(lines.len().saturating_sub(1)) };
    let end = (from + kept).min(lines.len());
    let foot = if fits {
        "q leaves".to_owned()
    } else {
        // A narrow window cuts the end of a line, and a way out is needed more than a number.
        format!("{}, q leaves; {}–{end} of {}", turning(), from + 1, lines.len())
    };
    let shown = lines[from..end].iter().copied().chain(last.lines()).chain([foot.as_str()]);
    // Without breaking lines that are too long, each cleared to its end.
    let drawn: Vec<String> = shown.map(|line| format!("{line}\u{1b}[K")).collect();
    format!("\u{1b}[?7l\u{1b}[H{}\u{1b}[J\u{1b}[?7h", drawn.join("\r\n"))
}

/// The keys that turn a page, as the table names them.
fn turning() -> String {
    let items = [Deed::Next, Deed::Back].into_iter().filter_map(|deed| prompts::item(Place::Pages, Hand::Keys, deed));
    items.map(|(keys, label)| format!("{keys} {label}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::super::line::Key;
    use super::{screen, turned};

    #[test]
    fn what_does_not_fit_is_turned_through_and_the_last_line_stays() {
        let report = "a\nb\nc\nd\ne";
        let drawn = screen(report, "2 errors", 6, 0);
        assert_eq!(drawn.matches("\r\n").count(), 4, "{drawn:?}");
        assert!(drawn.contains("c\u{1b}[K\r\n2 errors\u{1b}[K\r\n"), "{drawn:?}");
        assert!(drawn.contains("q leaves; 1–3 of 5"), "{drawn:?}");
        let next = turned(&Key::Down, 0, 5, 3);
        assert_eq!((next, turned(&Key::Down, next, 5, 3), turned(&Key::Up, next, 5, 3)), (3, 3, 0));
        let drawn = screen(report, "2 errors", 6, next);
        assert!(drawn.contains("[Hd") && drawn.contains("2 errors") && drawn.contains("4–5 of 5"), "{drawn:?}");
        assert!(!screen("a\nb\nc", "", 5, 0).contains("of 3"));
    }
}
