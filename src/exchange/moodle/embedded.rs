//! Moodle's `cloze` questions, whose answers stand in the text: `{1:SHORTANSWER:=Athens~%50%Athina}`.

use crate::deck;
use crate::exchange::exercise::Form;
use crate::exchange::marked::{Beside, Marked, typed};

/// What a gap wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subtype {
    Short,
    /// Capitals count.
    ShortCase,
    Choice,
    /// All of the right options at once.
    Response,
    Numerical,
}

fn subtype(word: &str) -> Option<Subtype> {
    Some(match word {
        "SHORTANSWER" | "SA" | "MW" => Subtype::Short,
        "SHORTANSWER_C" | "SAC" | "MWC" => Subtype::ShortCase,
        "NUMERICAL" | "NM" => Subtype::Numerical,
        "MULTIRESPONSE" | "MR" | "MULTIRESPONSE_H" | "MRH" | "MULTIRESPONSE_S" | "MRS" | "MULTIRESPONSE_HS"
        | "MRHS" => Subtype::Response,
        "MULTICHOICE" | "MC" | "MULTICHOICE_V" | "MCV" | "MULTICHOICE_H" | "MCH" | "MULTICHOICE_S" | "MCS"
        | "MULTICHOICE_VS" | "MCVS" | "MULTICHOICE_HS" | "MCHS" => Subtype::Choice,
        _ => return None,
    })
}

/// A gap as it was found.
struct Found<'t> {
    before: &'t str,
    points: &'t str,
    subtype: Subtype,
    inner: &'t str,
    after: &'t str,
}

/// Whether what stands in braces is a gap of this kind: `1:SHORTANSWER:=…`.
pub(in crate::exchange) fn is_gap(inner: &str) -> bool {
    head(inner).is_some()
}

/// Points, subtype, and what follows.
fn head(inner: &str) -> Option<(&str, Subtype, &str)> {
    let points = inner.bytes().take_while(u8::is_ascii_digit).count();
    let (word, rest) = inner[points..].strip_prefix(':')?.split_once(':').filter(|(word, _)| word.len() <= 20)?;
    Some((&inner[..points], subtype(word)?, rest))
}

/// The text with gaps as a deck has them.
///
/// # Errors
/// There is no gap, or one that has no right answer, or several at once.
pub(in crate::exchange) fn gaps(text: &str, beside: &mut Beside) -> Result<String, String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(gap) = next(rest) {
        rest = gap.after;
        found.push(gap);
    }
    if found.is_empty() {
        return Err("there is no gap in the text".to_owned());
    }
    if found.iter().any(|gap| gap.points != found[0].points) {
        beside.lose("the points of gaps: each counts the same");
    }
    let mut written = String::new();
    for (at, gap) in found.iter().enumerate() {
        let answers = answers(gap, beside)?;
        let name = (found.len() > 1).then(|| format!("g{}", at + 1));
        written.push_str(&deck::without_gaps(gap.before));
        written.push_str(&deck::gap(name.as_deref(), answers.iter().map(String::as_str)));
    }
    Ok(written + &deck::without_gaps(rest))
}

fn next(text: &str) -> Option<Found<'_>> {
    let mut from = 0;
    while let Some(at) = text[from..].find('{').map(|at| at + from) {
        let inner = &text[at + 1..];
        if let Some((points, subtype, rest)) = head(inner) {
            // Where one is never closed, none behind it is.
            let end = closing(rest)?;
            return Some(Found { before: &text[..at], points, subtype, inner: &rest[..end], after: &rest[end + 1..] });
        }
        from = at + 1;
    }
    None
}

/// The byte of the brace that closes a gap.
fn closing(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices()
        .find(|&(_, c)| {
            let closes = c == '}' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        })
        .map(|(at, _)| at)
}

/// The right answers of a gap.
fn answers(gap: &Found<'_>, beside: &mut Beside) -> Result<Vec<String>, String> {
    let hidden = gap
        .inner
        .replace("\\~", "\u{e000}")
        .replace("\\#", "\u{e001}")
        .replace("\\}", "\u{e002}")
        .replace("\\=", "\u{e003}");
    let shown = |text: &str| {
        let text = text.replace('\u{e000}', "~").replace('\u{e001}', "#");
        text.replace('\u{e002}', "}").replace('\u{e003}', "=").trim().to_owned()
    };
    let mut marked = Vec::new();
    for one in hidden.split('~').map(str::trim).filter(|one| !one.is_empty()) {
        let (percent, text) = match one.strip_prefix('=') {
            Some(text) => (100.0, text),
            None => match one.strip_prefix('%').and_then(|rest| rest.split_once('%')) {
                Some((weight, text)) => (weight.trim().parse().unwrap_or(0.0), text),
                None => (0.0, one),
            },
        };
        let (text, feedback) = text.split_once('#').map_or((text, None), |(text, more)| (text, Some(shown(more))));
        marked.push(Marked { text: shown(text), feedback, percent });
    }
    match gap.subtype {
        Subtype::ShortCase => beside.lose("capitals that count"),
        Subtype::Choice => beside.lose("the options of a gap: its answer is typed"),
        Subtype::Numerical => marked.iter_mut().for_each(|one| without_width(one, beside)),
        Subtype::Response => return Err("a gap wants several right options at once".to_owned()),
        Subtype::Short => {}
    }
    if marked.iter().any(|one| one.percent <= 0.0 && one.feedback.is_some()) {
        beside.lose("feedback to a wrong answer in a gap");
    }
    let Form::Typed { mut answers, .. } = typed(marked, beside) else { return Ok(Vec::new()) };
    answers.retain(|text| !text.is_empty());
    if answers.is_empty() { Err("a gap has no right answer".to_owned()) } else { Ok(answers) }
}

/// `60:2` without how far off is right.
fn without_width(one: &mut Marked, beside: &mut Beside) {
    let Some((value, width)) = one.text.split_once(':') else { return };
    if width.trim().parse::<f64>().is_ok_and(|width| width != 0.0) && one.percent >= 100.0 {
        beside.lose("how far off a number in a gap may be");
    }
    one.text = value.trim().to_owned();
}
