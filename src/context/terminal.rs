//! What sits at the other end: whether it can be asked, redrawn and coloured, and which letters it shows.

#![expect(clippy::disallowed_methods, reason = "this is the door of clock, environment and standard streams")]

use std::io::IsTerminal;

use clap::ValueEnum;

use super::Common;
use crate::platform;
use crate::ui::Palette;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorWhen {
    Auto,
    Always,
    Never,
}

/// Whether somebody sits there who can be asked.
pub(crate) fn may_ask(common: &Common) -> bool {
    !common.no_input && !common.plain && !is_dumb() && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Whether a report can be drawn anew in place: somebody sits there, and standard output is the window.
pub(crate) fn may_redraw(common: &Common) -> bool {
    may_ask(common) && std::io::stdout().is_terminal()
}

/// Whether data on standard output may be coloured.
pub(crate) fn output_color(when: ColorWhen) -> bool {
    color(when, std::io::stdout().is_terminal())
}

/// The colours for data on standard output.
pub(crate) fn output_palette(when: ColorWhen) -> Palette {
    palette(output_color(when))
}

pub(super) fn color(when: ColorWhen, is_terminal: bool) -> bool {
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => is_terminal && !is_dumb() && !no_color(),
    }
}

/// What the terminal has where colour is wanted: 256 colours if it says so, else its own eight.
pub(super) fn palette(color: bool) -> Palette {
    let says = |name: &str, words: &[&str]| {
        let value = std::env::var(name).unwrap_or_default();
        words.iter().any(|word| value.contains(word))
    };
    let has_more = says("COLORTERM", &["truecolor", "24bit"])
        || says("TERM", &["256color", "direct", "kitty", "alacritty", "foot", "ghostty", "wezterm"]);
    match (color, has_more) {
        (false, _) => Palette::None,
        (true, false) => Palette::Eight,
        (true, true) => Palette::Full,
    }
}

/// The student asked every program for lines that a screen reader can follow.
pub(super) fn is_accessible() -> bool {
    std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty())
}

/// The terminal knows no escape sequences, or nobody said what it knows.
pub(super) fn is_dumb() -> bool {
    let term = std::env::var_os("TERM").filter(|term| !term.is_empty());
    term.map_or(!platform::DRAWS_WITHOUT_TERM, |term| term == "dumb")
}

/// The student asked for no colour anywhere (no-color.org).
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// The first of LC_ALL, LC_CTYPE and LANG that is set decides, as everywhere.
pub(super) fn locale_is_utf8() -> bool {
    if platform::IS_ALWAYS_UTF8 {
        return true;
    }
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].iter().filter_map(std::env::var_os).find(|value| !value.is_empty());
    set.is_none_or(|value| {
        let value = value.to_string_lossy().to_ascii_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    })
}
