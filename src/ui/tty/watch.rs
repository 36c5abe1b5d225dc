//! A report that is drawn anew when it changes, in place, until somebody leaves.

use anyhow::{Error, Result};

use super::super::drawn::Drawn;
use super::super::line::Key;
use super::line::Taken;
use super::menu::Left;
use super::{Tty, put};
use crate::study::Ending;

/// Rows of a window of unknown size.
const ROWS: usize = 24;

/// Asks for a report every second, and draws it where there is a new one; q, Ctrl-C or Ctrl-D leaves.
///
/// # Errors
/// There is no terminal, the report cannot be made, or a signal ended it ([`Left`]).
pub(crate) fn redraw(mut report: impl FnMut() -> Result<Option<Drawn>>) -> Result<()> {
    let mut tty = Tty::open()?;
    tty.begin_line()?;
    put(&tty, "\u{1b}[2J");
    let ended = until_left(&mut tty, &mut report);
    tty.end_line()?;
    put(&tty, "\n");
    ended
}

fn until_left(tty: &mut Tty, report: &mut impl FnMut() -> Result<Option<Drawn>>) -> Result<()> {
    let mut shown: Option<Drawn> = None;
    let mut is_stale = false;
    loop {
        if let Some(fresh) = report()? {
            (shown, is_stale) = (Some(fresh), true);
        }
        if let Some(drawn) = shown.as_ref().filter(|_| is_stale) {
            put(tty, &screen(&drawn.to_string(), Tty::rows().unwrap_or(ROWS)));
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
            Taken::Ended(ending @ Ending::Signalled(_)) => return Err(Error::new(Left(ending))),
            Taken::Ended(_) => return Ok(()),
            Taken::Resized | Taken::Resumed => is_stale = true,
            Taken::Keys(_) | Taken::Several | Taken::Nothing => {}
        }
    }
}

fn leaves(key: &Key) -> bool {
    matches!(key, Key::Character('q' | 'Q') | Key::Control('c' | 'd'))
}

/// The report over what stood there, from the top, without a moment of an empty window; what does not fit is counted.
fn screen(report: &str, rows: usize) -> String {
    let lines: Vec<&str> = report.lines().collect();
    let room = rows.saturating_sub(2).max(1);
    let fits = lines.len() <= room;
    let kept = if fits { lines.len() } else { room.saturating_sub(1) };
    let more = (!fits).then(|| format!("… and {} lines more, in a higher window", lines.len() - kept));
    let foot = "q leaves".to_owned();
    let shown = lines.iter().take(kept).map(|line| (*line).to_owned()).chain(more).chain([foot]);
    // Without breaking lines that are too long, each cleared to its end.
    let drawn: Vec<String> = shown.map(|line| format!("{line}\u{1b}[K")).collect();
    format!("\u{1b}[?7l\u{1b}[H{}\u{1b}[J\u{1b}[?7h", drawn.join("\r\n"))
}

#[cfg(test)]
mod tests {
    use super::screen;

    #[test]
    fn what_does_not_fit_is_counted() {
        let drawn = screen("a\nb\nc\nd\ne", 5);
        assert_eq!(drawn.matches("\r\n").count(), 3, "{drawn:?}");
        assert!(drawn.contains("b\u{1b}[K\r\n… and 3 lines more"), "{drawn:?}");
        assert!(!screen("a\nb\nc", 5).contains("more"));
    }
}
