//! Moodle's `cloze` questions, whose answers stand in the text: `{1:SHORTANSWER:=Athens~%50%Athina}`.

/// The text with gaps as a deck has them, and whether options or parts of points were lost.
///
/// # Errors
/// There is no gap, or one that has no right answer.
pub(super) fn gaps(text: &str) -> Result<(String, bool), String> {
    let mut pieces: Vec<(String, Option<Vec<String>>)> = Vec::new();
    let mut rest = text;
    let mut lost = false;
    while let Some((before, inner, after)) = next(rest) {
        let (answers, less) = answers(inner);
        if answers.is_empty() {
            return Err("a gap has no right answer".to_owned());
        }
        lost |= less;
        pieces.push((before.to_owned(), Some(answers)));
        rest = after;
    }
    if pieces.is_empty() {
        return Err("there is no gap in the text".to_owned());
    }
    pieces.push((rest.to_owned(), None));
    let count = pieces.len() - 1;
    let mut written = String::new();
    for (at, (before, answers)) in pieces.into_iter().enumerate() {
        written.push_str(&before.replace("{{", "{ {"));
        if let Some(answers) = answers {
            let name = (count > 1).then(|| format!("g{}", at + 1));
            written.push_str(&crate::deck::gap(name.as_deref(), answers.iter().map(String::as_str)));
        }
    }
    Ok((written, lost))
}

/// What stands before the next gap, its type and answers, and what follows.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find('{').map(|at| at + from) {
        let inner = &text[at + 1..];
        let points = inner.bytes().take_while(u8::is_ascii_digit).count();
        let kind = inner[points..].strip_prefix(':').and_then(|rest| rest.split_once(':'));
        if let Some((kind, rest)) = kind
            && kind.len() <= 20
            && kind.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
            && let Some(end) = closing(rest)
        {
            return Some((&text[..at], &rest[..end], &rest[end + 1..]));
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

/// The right answers of a gap, and whether there was more.
fn answers(inner: &str) -> (Vec<String>, bool) {
    let hidden = inner
        .replace("\\~", "\u{e000}")
        .replace("\\#", "\u{e001}")
        .replace("\\}", "\u{e002}")
        .replace("\\=", "\u{e003}");
    let shown = |text: &str| {
        text.replace('\u{e000}', "~").replace('\u{e001}', "#").replace('\u{e002}', "}").replace('\u{e003}', "=")
    };
    let (mut right, mut lost) = (Vec::new(), false);
    for one in hidden.split('~').map(str::trim).filter(|one| !one.is_empty()) {
        let full = one.strip_prefix('=').or_else(|| one.strip_prefix("%100%"));
        let Some(text) = full else {
            lost = true;
            continue;
        };
        lost |= text.contains('#');
        let text = shown(text.split('#').next().unwrap_or_default());
        let number = text
            .split_once(':')
            .filter(|(value, width)| value.trim().parse::<f64>().is_ok() && width.trim().parse::<f64>().is_ok());
        right.push(number.map_or(text.trim(), |(value, _)| value.trim()).to_owned());
    }
    right.retain(|text| !text.is_empty());
    (right, lost)
}
