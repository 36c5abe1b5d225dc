//! A class on the screen: what to look at first, the whole test, the gradebook, each question.

use super::csv_tables::number;
use super::{changed_since, minutes, not_judged, student};
use crate::exam::class::{
    Change, Class, Figures, Place, Suspicion, Whole, figures, hardest, histogram, mean_share, suspicions, whole,
};
use crate::ui::figures::{Column, bar, table};
use crate::ui::{Drawn, Paint, Style, counted, flow, harmless_line, piece};

/// Below so many students r and alpha say little.
pub(super) const FEW: usize = 20;
/// Answers of a question that are shown.
const SHOWN: usize = 5;

/// The whole report.
pub(super) fn report(class: &Class, style: &Style) -> Drawn {
    let whole = whole(class);
    let mut lines = head(class, &whole, style);
    lines.extend(suspicious(class, style));
    lines.extend(test(&whole, style));
    lines.extend(gained(class, style));
    lines.extend(gradebook(class, style));
    lines.extend(questions(class, whole.students, style));
    if style.ascii {
        lines = lines.iter().map(|line| line.replace(['–', '−'], "-").replace('→', "->")).collect();
    }
    Drawn::new(&lines)
}

fn plain(first: &str, text: &str, style: &Style) -> Vec<String> {
    flow(first, &[piece(text, Paint::Plain)], style)
}

fn title(text: &str, style: &Style) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(flow("", &[piece(text, Paint::Bold)], style));
    lines
}

fn head(class: &Class, whole: &Whole, style: &Style) -> Vec<String> {
    let papers = counted(whole.students, "paper", "papers");
    let mut lines = flow("", &[piece(&format!("{}: {papers}", harmless_line(&class.title)), Paint::Bold)], style);
    if let Some(passed) = whole.passed {
        lines.extend(plain("", &format!("passed: {passed} of {}", whole.students), style));
    }
    if !class.alike {
        lines.extend(plain(
            "",
            "the questions differ from student to student: no alpha, and figures in per cent",
            style,
        ));
    }
    let told = not_judged(class).into_iter().chain(changed_since(class));
    lines.extend(told.flat_map(|told| plain("", &harmless_line(&told), style)));
    if class.other_decks > 0 {
        let told = format!(
            "{} of {} papers were sat with another version of the decks than the one at hand",
            class.other_decks, whole.students
        );
        lines.extend(plain("", &told, style));
    }
    if class.rules.len() > 1 {
        let by = class.rules.iter().map(|(rule, papers)| format!("rule {rule} in {papers}"));
        let by = by.collect::<Vec<_>>().join(", ");
        let told = format!("orders are marked by the rule of each paper: {by} (docs/exam.md)");
        lines.extend(plain("", &told, style));
    }
    lines
}

/// A share of 1 in per cent.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// Two decimals, or a dash where it is undefined.
pub(super) fn figure(figure: Option<f64>) -> String {
    figure.map_or("–".to_owned(), |figure| format!("{figure:.2}").replace("-0.00", "0.00").replace('-', "−"))
}

/// A suspicion in words.
pub(super) fn words(one: &Suspicion) -> String {
    match one {
        Suspicion::WrongKey { card, said, count, better, key } => {
            let key =
                key.map_or("nobody gave the key".to_owned(), |key| format!("those with the key {} %", percent(key)));
            format!(
                "maybe the wrong key: {card}: {count} gave \"{said}\" and had {} % of the other points, {key}",
                percent(*better)
            )
        }
        Suspicion::MissingForm { card, said, count, like } => {
            format!("maybe a missing form: {card}: {count} gave \"{said}\", the key has \"{like}\"")
        }
        Suspicion::Useless { card, options } => {
            let options: Vec<String> = options.iter().map(|option| format!("\"{option}\"")).collect();
            format!("nobody chose: {card}: {}", options.join(", "))
        }
    }
}

fn suspicious(class: &Class, style: &Style) -> Vec<String> {
    let found = suspicions(class);
    if found.is_empty() {
        return Vec::new();
    }
    let mut lines = title("to look at first", style);
    lines.extend(found.iter().flat_map(|one| plain("  ", &harmless_line(&words(one)), style)));
    lines
}

fn test(whole: &Whole, style: &Style) -> Vec<String> {
    let mut lines = title("the whole test", style);
    let unit = whole.worth.map_or(" %".to_owned(), |worth| format!(" of {}", number(worth)));
    let some = |figure: Option<f64>| figure.map_or("–".to_owned(), |figure| format!("{figure:.2}"));
    let words = format!(
        "mean {}{unit}, median {}, standard deviation {}",
        some(whole.mean),
        some(whole.median),
        some(whole.deviation)
    );
    lines.extend(plain("  ", &words, style));
    let care = if whole.students < FEW { " (few students: read with care)" } else { "" };
    let words = format!("alpha {}, standard error {}{care}", figure(whole.alpha), some(whole.error));
    lines.extend(plain("  ", &words, style));
    let bars = histogram(&whole.shares);
    let highest = bars.iter().max().copied().unwrap_or(0).max(1);
    for (at, count) in bars.iter().enumerate() {
        let share = crate::exam::class::count(*count) / crate::exam::class::count(highest);
        let columns = style.columns().saturating_sub(24).clamp(4, 40);
        let drawn = if *count == 0 { String::new() } else { bar(share, columns, style.ascii) };
        let drawn = drawn.trim_end_matches(['░', '.']);
        lines.push(format!("  {:>3} to {:>3} % {count:>5}  {drawn}", at * 10, at * 10 + 10).trim_end().to_owned());
    }
    lines
}

/// Who gains and who loses by a key put right.
fn gained(class: &Class, style: &Style) -> Vec<String> {
    let differs = |sheet: &&crate::exam::class::Sheet| (class.points(sheet) - sheet.before).abs() > 1e-9;
    let changed: Vec<_> = class.sheets.iter().filter(differs).collect();
    let rekeyed = class.asked.iter().any(|asked| asked.change.is_some());
    if changed.is_empty() && !rekeyed {
        return Vec::new();
    }
    let mut lines = title("put right", style);
    for asked in &class.asked {
        let what = match &asked.change {
            None => continue,
            Some(Change::Key(key)) if key.place == Place::Besides => format!("also right: {}", key.answers.join("; ")),
            Some(Change::Key(key)) => format!("the key is now: {}", key.answers.join("; ")),
            Some(Change::Everyone) => "everyone gets the point".to_owned(),
            Some(Change::LeftOut) => "left out".to_owned(),
        };
        lines.extend(plain("  ", &harmless_line(&format!("{}: {what}", asked.card)), style));
    }
    lines.extend(plain("  ", &format!("other points than before: {} of {}", changed.len(), class.sheets.len()), style));
    for sheet in changed {
        let told = format!("{}: {} → {}", student(sheet), number(sheet.before), number(class.points(sheet)));
        lines.extend(plain("    ", &harmless_line(&told), style));
    }
    lines
}

fn gradebook(class: &Class, style: &Style) -> Vec<String> {
    let mut lines = title("students", style);
    let columns = [
        Column::text("name"),
        Column::text(""),
        Column::number("points"),
        Column::number("%"),
        Column::text("passed"),
        Column::number("min"),
        Column::number("open"),
    ];
    let row = |sheet: &crate::exam::class::Sheet| {
        let passed = class.passed(sheet).map_or("", |passed| if passed { "yes" } else { "no" });
        vec![
            harmless_line(&student(sheet)),
            sheet.version.clone(),
            number(class.points(sheet)),
            percent(class.share(sheet)),
            passed.to_owned(),
            minutes(sheet),
            sheet.open.to_string(),
        ]
    };
    let rows: Vec<Vec<String>> = class.sheets.iter().map(row).collect();
    lines.extend(table(&columns, &rows, style.columns(), style.ascii));
    lines
}

fn questions(class: &Class, students: usize, style: &Style) -> Vec<String> {
    let mut lines = title("questions, the hardest first", style);
    lines.extend(plain(
        "",
        "facility with Wilson's 95 % interval; r: with the other questions; u−l: upper less lower 27 %",
        style,
    ));
    if students < FEW {
        lines.extend(plain("", "few students: r and u−l are to be read with care", style));
    }
    let figures = figures(class);
    for at in hardest(class, &figures) {
        lines.extend(question(class, at, figures[at], style));
    }
    lines
}

fn question(class: &Class, at: usize, own: Figures, style: &Style) -> Vec<String> {
    let asked = &class.asked[at];
    let (low, high) = own.share.interval();
    let open = if asked.open > 0 { format!(", {} left open", asked.open) } else { String::new() };
    let words = format!(
        "{} % ({} to {} %) of {}{open}, r {}, u−l {}  {}",
        percent(own.share.share()),
        percent(low),
        percent(high),
        own.share.of,
        figure(own.rest),
        figure(own.upper_lower),
        harmless_line(&asked.card)
    );
    let mut lines = plain("  ", &words, style);
    lines.extend(plain("       ", &harmless_line(&asked.stem), style));
    let line = |count: usize, text: &str, mean: Option<f64>, mark: &str| {
        let mean = mean.map_or(String::new(), |mean| format!(" (mean {} %)", percent(mean)));
        plain("       ", &format!("{count} x {mark}{}{mean}", harmless_line(text)), style)
    };
    if asked.options.is_empty() {
        let wrong = asked.commonest_wrong();
        for given in wrong.iter().take(SHOWN) {
            lines.extend(line(given.count, &given.said, mean_share(given.shares, given.count), ""));
        }
        if wrong.len() > SHOWN {
            lines.extend(plain("       ", &format!("and {} other wrong answers", wrong.len() - SHOWN), style));
        }
    } else {
        for option in &asked.options {
            let mark = if option.right { "right: " } else { "" };
            lines.extend(line(option.count, &option.text, mean_share(option.shares, option.count), mark));
        }
    }
    lines
}
