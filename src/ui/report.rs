//! Draws what is wrong with a deck, as compilers do: the line, a caret, what to write instead.

use annotate_snippets::renderer::{Ansi256Color, AnsiColor, Style};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthChar;

use crate::card::Span;
use crate::deck::{Lines, excerpt};
use crate::diagnostic::{Diagnostic, Severity};
use crate::ui::Drawn;
use crate::ui::figures::prose;
use crate::ui::{Paint, Palette};

/// The most columns of a line of the deck that are shown.
const COLUMNS: usize = 120;
/// The most columns shown in front of what is marked, where a line is cut.
const BEFORE: usize = 40;
/// From so many columns on lines are left to the window.
const UNBROKEN: usize = 100;
/// The most bytes of a report.
const BYTES: usize = 64 * 1024;

/// All findings about one file, drawn for a screen of so many columns; at most 64 KiB.
pub(crate) fn render(path: &str, text: &str, diagnostics: &[Diagnostic], palette: Palette, width: usize) -> Drawn {
    let lines = Lines::new(text);
    let path = harmless(path);
    let renderer = renderer(palette).term_width(width.max(40));
    let mut report = String::new();
    for (told, diagnostic) in diagnostics.iter().enumerate() {
        let shown = harmlessly_told(diagnostic, width);
        let drawn = without_bare_marks(&renderer.render(&[group(&path, &lines, &shown)]));
        if report.len() + drawn.len() + 2 > BYTES - 100 {
            let rest = diagnostics.len() - told;
            report += &format!("… and {rest} more: --json lists all\n");
            break;
        }
        report.push_str(&drawn);
        report.push_str("\n\n");
    }
    Drawn::new(&[report.trim_end_matches('\n').to_owned()])
}

/// In colours that can be read on white and on black, as everywhere.
fn renderer(palette: Palette) -> Renderer {
    let eight = |paint: Paint| match paint {
        Paint::Red => Style::new().fg_color(Some(AnsiColor::Red.into())),
        Paint::Violet => Style::new().fg_color(Some(AnsiColor::Magenta.into())),
        _ => Style::new(),
    };
    let full = |paint: Paint| Style::new().fg_color(paint.of_256().map(|number| Ansi256Color(number).into()));
    let style = |paint: Paint| if palette == Palette::Full { full(paint) } else { eight(paint) };
    let bold = Style::new().bold();
    match palette {
        Palette::None => Renderer::plain(),
        Palette::Eight | Palette::Full => Renderer::styled()
            .error(style(Paint::Red).bold())
            .warning(style(Paint::Violet).bold())
            .info(bold)
            .note(bold)
            .help(bold)
            .line_num(style(Paint::Dim))
            .context(style(Paint::Plain)),
    }
}

/// Whoever made the finding may have repeated what an author wrote. In a window that is narrower than most lines, what
/// the renderer does not break is broken at spaces.
fn harmlessly_told(diagnostic: &Diagnostic, width: usize) -> Diagnostic {
    let mut shown = diagnostic.clone();
    shown.message = super::harmless(&shown.message);
    shown.label = super::harmless(&shown.label);
    shown.related = shown.related.map(|(span, label)| (span, super::harmless(&label)));
    shown.help = shown.help.map(|help| super::harmless(&help));
    if width < UNBROKEN {
        let lead = "warning[]: ".len() + diagnostic.code.word().len();
        shown.message = prose(&shown.message, width.saturating_sub(lead));
        shown.help = shown.help.map(|help| prose(&help, width.saturating_sub("   = help: ".len())));
    }
    shown
}

/// Without the lines that the renderer leaves for a snippet whose path is told above it: `:::` and nothing behind.
fn without_bare_marks(drawn: &str) -> String {
    let kept: Vec<&str> = drawn.lines().filter(|line| console::strip_ansi_codes(line).trim() != ":::").collect();
    kept.join("\n")
}

fn group<'a>(path: &'a str, lines: &Lines<'_>, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let label = Some(diagnostic.label.as_str()).filter(|label| !label.is_empty());
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.word()))
        .element(origin(path, lines, &diagnostic.span))
        .element(snippet(lines, &diagnostic.span, AnnotationKind::Primary, label));
    if let Some((span, label)) = &diagnostic.related {
        group = group.element(origin(path, lines, span)).element(snippet(
            lines,
            span,
            AnnotationKind::Primary,
            Some(label),
        ));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

fn origin<'a>(path: &'a str, lines: &Lines<'_>, span: &Span) -> Origin<'a> {
    let (line, column) = lines.locate(span.start);
    Origin::path(path).line(line).char_column(column)
}

/// The line in which a span begins, harmless and cut, with the mark moved along.
fn snippet<'a>(
    lines: &Lines<'_>,
    span: &Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, Annotation<'a>> {
    let (number, start) = lines.line_of(span.start);
    let (source, mark) = cut(lines.line(number), span.start.saturating_sub(start)..span.end.saturating_sub(start));
    Snippet::source(source).line_start(number).fold(false).annotation(kind.span(mark).label(label))
}

/// A line as it may be shown, at most 120 columns of it around a span.
fn cut(line: &str, span: Span) -> (String, Span) {
    let (start, end) = (span.start.min(line.len()), span.end.clamp(span.start.min(line.len()), line.len()));
    let before = line[..floor(line, start)].chars().rev().take(COLUMNS);
    let total = line.chars().take(COLUMNS + 1).count();
    let room = if total > COLUMNS { BEFORE } else { COLUMNS };
    let skipped: usize = before.clone().take(room).map(char::len_utf8).sum();
    let from = floor(line, start) - skipped;
    let mut shown = if from > 0 { "…".to_owned() } else { String::new() };
    let (mut mark, mut columns) = (None, 0);
    let mut mark_end = None;
    for (at, c) in line[from..].char_indices().map(|(at, c)| (from + at, c)) {
        if at >= start && mark.is_none() {
            mark = Some(shown.len());
        }
        if at >= end && mark_end.is_none() {
            mark_end = Some(shown.len());
        }
        let piece = shown_character(c);
        columns += piece.chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
        if columns > COLUMNS {
            shown.push('…');
            break;
        }
        shown.push_str(&piece);
    }
    let mark = mark.unwrap_or(shown.len());
    (shown.clone(), mark..mark_end.unwrap_or(shown.len()).max(mark))
}

fn shown_character(c: char) -> String {
    match c {
        '\t' => "    ".to_owned(),
        c if c.width() == Some(0) || excerpt(c.encode_utf8(&mut [0; 4])).len() > c.len_utf8() => {
            c.escape_unicode().to_string()
        }
        c => c.to_string(),
    }
}

fn floor(line: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0)
}

/// A path or other name from outside, with nothing in it that steers a terminal.
fn harmless(text: &str) -> String {
    text.chars().map(shown_character).collect()
}

/// All findings about one file, as data.
pub(crate) fn json(path: &str, text: &str, diagnostics: &[Diagnostic]) -> Value {
    let lines = Lines::new(text);
    diagnostics.iter().map(|diagnostic| one(path, &lines, diagnostic)).collect()
}

fn one(path: &str, lines: &Lines<'_>, diagnostic: &Diagnostic) -> Value {
    let (line, column) = lines.locate(diagnostic.span.start);
    let (end_line, end_column) = lines.locate(diagnostic.span.end);
    json!({
        "file": path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "severity": diagnostic.severity.word(),
        "code": diagnostic.code.word(),
        "message": diagnostic.message,
        "label": Some(&diagnostic.label).filter(|label| !label.is_empty()),
        "related": diagnostic.related.as_ref().map(|(span, label)| {
            let (line, column) = lines.locate(span.start);
            json!({ "line": line, "column": column, "label": label })
        }),
        "help": diagnostic.help,
        "fixable": !diagnostic.fix.is_empty(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::read;

    #[test]
    fn a_mistake_is_drawn_with_its_line() {
        let text = "[deck]\nid = \"a\"\ntitle = \"t\"\n[[card]]\nid = \"x\"\nfront = \"f\"\n\tbakc = \"é\"\n";
        let drawn = render("deck.toml", text, &read(text).diagnostics, Palette::None, 80).to_string();
        let expected = [
            "error[unknown-key]: `[[card]]` has no `bakc`",
            " --> deck.toml:7:2",
            "  |",
            "7 |     bakc = \"é\"",
            "  |     ^^^^",
            "  |",
            "  = help: did you mean `back`?",
        ];
        assert_eq!(drawn, expected.join("\n"));
    }

    #[test]
    fn two_places_are_drawn() {
        let card = "[[card]]\nid = \"x\"\nfront = \"f\"\nback = \"b\"\n";
        let text = format!("[deck]\nid = \"a\"\ntitle = \"t\"\n{card}{card}");
        let drawn = render("deck.toml", &text, &read(&text).diagnostics, Palette::None, 80).to_string();
        assert!(drawn.contains(" --> deck.toml:9:6\n"), "{drawn}");
        assert!(drawn.contains(" ::: deck.toml:5:6\n"), "{drawn}");
    }

    #[test]
    fn a_long_hostile_line_is_cut_and_escaped() {
        let text = format!("[deck]\nid = \"a\"\ntitle = \"{}\u{1b}[2J{}\"\n", "é".repeat(300), "x".repeat(100_000));
        let drawn = render("de\u{1b}ck.toml", &text, &read(&text).diagnostics, Palette::None, 200).to_string();
        assert!(drawn.contains("deck.toml:3:310") || drawn.contains(":3:310"), "{drawn}");
        assert!(!drawn.contains('\u{1b}'));
        assert!(drawn.lines().all(|line| line.chars().count() < 200), "{drawn}");
    }

    #[test]
    fn a_report_is_at_most_64_kib() {
        let text = format!("[deck]\nid = \"a\"\ntitle = \"t\"\n{}", "[[card]]\n".repeat(3000));
        let diagnostics = read(&text).diagnostics;
        let drawn = render("deck.toml", &text, &diagnostics, Palette::Full, 80).to_string();
        assert!(drawn.len() <= BYTES);
        assert!(drawn.ends_with("more: --json lists all"));
        assert_eq!(json("deck.toml", &text, &diagnostics).as_array().map(Vec::len), Some(diagnostics.len()));
    }

    #[test]
    fn data_has_every_place() {
        let text = "[deck]\nid = \"A\"\ntitle = \"t\"\n";
        let found = json("deck.toml", text, &read(text).diagnostics);
        let expected = json!({
            "file": "deck.toml", "line": 2, "column": 6, "end_line": 2, "end_column": 9,
            "severity": "error", "code": "bad-id", "message": "`A` cannot be an id",
            "label": "small letters a to z, digits, `-` and `_`, at most 64, first a letter or digit",
            "related": null, "help": "write `id = \"a\"`", "fixable": false,
        });
        assert_eq!(found, Value::Array(vec![expected]));
    }
}
