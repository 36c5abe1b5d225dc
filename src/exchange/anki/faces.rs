//! What a card of Anki's asks and answers: what its front shows, and what its back adds.

use super::template::{Piece, Shown};
use crate::exchange::html::{Plain, to_text};
use crate::exchange::table::{Column, of_name};

/// A note's fields: their names, their HTML, their words.
pub(super) struct Fields<'n> {
    pub(super) names: &'n [String],
    pub(super) html: Vec<&'n str>,
    pub(super) texts: Vec<Plain>,
}

impl<'n> Fields<'n> {
    pub(super) fn new(names: &'n [String], joined: &'n str) -> Self {
        let html: Vec<&str> = joined.split('\u{1f}').collect();
        let texts = html.iter().map(|field| to_text(field)).collect();
        Self { names, html, texts }
    }

    /// Which of them hold anything: words, or a picture or sound.
    pub(super) fn filled(&self) -> Vec<bool> {
        self.texts.iter().map(|plain| !plain.text.is_empty() || !plain.lost.is_empty()).collect()
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.texts.get(at).map_or("", |plain| &plain.text)
    }

    pub(super) fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("?", String::as_str)
    }

    pub(super) fn role(&self, at: usize) -> Column {
        of_name(self.name(at))
    }
}

/// One card in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    /// With Anki's gaps where it is a cloze.
    pub(super) question: Plain,
    /// Empty for a cloze.
    pub(super) answer: Plain,
    /// The fields that the front offers to choose from.
    pub(super) options: Vec<usize>,
    pub(super) hint: Option<usize>,
    /// Fields that the back adds behind its answer.
    pub(super) more: Vec<usize>,
    /// Fields for which a person said what they are.
    pub(super) keyed: Vec<(&'static str, usize)>,
    pub(super) is_typed: bool,
    /// Every field that the card shows.
    pub(super) used: Vec<usize>,
}

/// Around the answer, and in the place of other fields, while its line is looked for.
const MARKS: [char; 3] = ['\u{e100}', '\u{e101}', '\u{e102}'];

/// What a front asks; nothing where it shows no field of the note, so that Anki makes no card of it.
pub(super) fn front(pieces: &[Piece<'_>], fields: &Fields<'_>) -> Option<Face> {
    let (mut face, mut html, mut bare) = (Face::default(), String::new(), String::new());
    let mut shows = false;
    for piece in pieces {
        match piece {
            Piece::Html(text, _) => {
                html.push_str(text);
                bare.push_str(text);
            }
            Piece::Front => {}
            Piece::Field(shown) => {
                let filled = fields.texts.get(shown.at).is_some_and(|plain| *plain != Plain::default());
                shows |= filled;
                face.used.push(shown.at);
                face.is_typed |= shown.is_typed && !shown.is_cloze;
                if fields.role(shown.at) == Column::Key("hint") || shown.is_hint {
                    face.hint = face.hint.or(Some(shown.at).filter(|_| filled));
                } else if shown.is_cloze || !shown.is_typed {
                    let field = fields.html.get(shown.at).copied().unwrap_or_default();
                    html.push_str(field);
                    match option(fields.name(shown.at)) {
                        Some(_) => face.options.push(shown.at),
                        None => bare.push_str(field),
                    }
                }
            }
        }
    }
    let in_order = face.options.iter().enumerate().all(|(at, field)| option(fields.name(*field)) == Some(at));
    if face.options.len() < 2 || !in_order {
        face.options.clear();
    }
    face.question = to_text(if face.options.is_empty() { &html } else { &bare });
    if !face.options.is_empty() {
        // `A)` stood before an option.
        let stands = |line: &&str| line.chars().filter(|c| c.is_alphanumeric()).count() > 1;
        face.question.text = face.question.text.lines().filter(stands).collect::<Vec<_>>().join("\n");
    }
    let stray = face.question.text.len() - face.question.text.trim_start_matches([':', '-', '–', ' ']).len();
    face.question.text.drain(..stray);
    shows.then_some(face)
}

/// The place from 0 that a name gives an option: `A`, `Option 2`, `choice_c`.
pub(super) fn option(name: &str) -> Option<usize> {
    match (of_name(name), name.trim().as_bytes()) {
        (_, [letter]) if letter.is_ascii_alphabetic() => {
            Some(usize::from(letter.to_ascii_lowercase() - b'a')).filter(|at| *at < 10)
        }
        (Column::Option(at), _) => Some(at),
        _ => None,
    }
}

/// Adds what the back answers.
///
/// # Errors
/// It adds nothing to the front.
pub(super) fn back(
    face: &mut Face,
    front: &[Piece<'_>],
    pieces: &[Piece<'_>],
    fields: &Fields<'_>,
) -> Result<(), String> {
    let on_front: Vec<usize> = shown(front).filter(|shown| !shown.is_typed).map(|shown| shown.at).collect();
    let pieces = behind_the_rule(pieces);
    let is_filled = |at: usize| fields.texts.get(at).is_some_and(|plain| *plain != Plain::default());
    let mut added: Vec<usize> = Vec::new();
    for shown in shown(&pieces).filter(|shown| is_filled(shown.at) && !on_front.contains(&shown.at)) {
        if !added.contains(&shown.at) {
            added.push(shown.at);
        }
    }
    face.used.extend(added.iter().copied());
    let typed =
        shown(front).find(|shown| shown.is_typed && !shown.is_cloze && is_filled(shown.at)).map(|shown| shown.at);
    let of_role = |wanted: fn(Column) -> bool| added.iter().copied().find(|at| wanted(fields.role(*at)));
    let answer = typed
        .or_else(|| of_role(|role| role == Column::Answer))
        .or_else(|| of_role(|role| !matches!(role, Column::Key(_) | Column::Id)))
        .or_else(|| added.first().copied());
    if let Some(at) = answer {
        face.answer = in_its_line(&pieces, at, fields);
        face.used.push(at);
    } else {
        // Words that stand in the template alone are an answer only where they depend on the note.
        let words = pieces.iter().map(|piece| if let Piece::Html(html, true) = piece { *html } else { "" });
        face.answer = to_text(&words.collect::<String>());
        if face.answer.text.is_empty() {
            return Err("there is no answer: its back adds nothing to its front".to_owned());
        }
    }
    face.more = added.into_iter().filter(|at| Some(*at) != answer).collect();
    Ok(())
}

/// What a cloze's back adds to its text.
pub(super) fn cloze_back(face: &mut Face, front: &[Piece<'_>], pieces: &[Piece<'_>]) {
    let on_front: Vec<usize> = shown(front).map(|shown| shown.at).collect();
    for shown in shown(pieces).filter(|shown| !on_front.contains(&shown.at)) {
        if !face.more.contains(&shown.at) {
            face.more.push(shown.at);
            face.used.push(shown.at);
        }
    }
}

fn shown<'p>(pieces: &'p [Piece<'_>]) -> impl Iterator<Item = Shown> + 'p {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Field(shown) => Some(*shown),
        Piece::Html(..) | Piece::Front => None,
    })
}

/// The back behind Anki's `<hr id=answer>`, or behind the front that it repeats.
fn behind_the_rule<'s>(pieces: &[Piece<'s>]) -> Vec<Piece<'s>> {
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Html(html, conditional) = piece else { continue };
        if let Some(rule) = rule(html) {
            let rest = [Piece::Html(&html[rule..], *conditional)].into_iter().chain(pieces[at + 1..].iter().cloned());
            return rest.filter(|piece| *piece != Piece::Front).collect();
        }
    }
    let front = pieces.iter().rposition(|piece| *piece == Piece::Front);
    pieces[front.map_or(0, |at| at + 1)..].to_vec()
}

/// The byte behind `<hr id=answer>`, in whatever quotes.
fn rule(html: &str) -> Option<usize> {
    let lower = html.to_ascii_lowercase();
    let mut from = 0;
    while let Some(start) = lower[from..].find("<hr").map(|at| at + from) {
        let end = lower[start..].find('>')? + start + 1;
        let tag: String = lower[start..end].chars().filter(|c| !matches!(c, '"' | '\'' | ' ' | '/')).collect();
        if tag == "<hrid=answer>" {
            return Some(end);
        }
        from = end;
    }
    None
}

/// A field with the words of the template around it on the same line: `{{Area}} km²`, but not `Answer: {{Area}}`.
fn in_its_line(pieces: &[Piece<'_>], answer: usize, fields: &Fields<'_>) -> Plain {
    let [open, close, other] = MARKS;
    let mut html = String::new();
    for piece in pieces {
        match piece {
            Piece::Html(text, _) => html.push_str(text),
            Piece::Field(shown) if shown.at == answer => {
                html.push_str(&format!("{open}{}{close}", fields.html.get(answer).copied().unwrap_or_default()));
            }
            Piece::Field(_) | Piece::Front => html.push(other),
        }
    }
    let mut plain = to_text(&html);
    let bare = fields.texts.get(answer).cloned().unwrap_or_default();
    let text = plain.text;
    plain.text = bare.text;
    (plain.lost, plain.media) = (bare.lost, bare.media);
    let (Some(start), Some(end)) = (text.find(open), text.find(close)) else { return plain };
    if plain.text.is_empty() || start > end {
        return plain;
    }
    let ends = |c: char| c == '\n' || MARKS.contains(&c);
    let from = text[..start].rfind(ends).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let before = if text[..from].ends_with(other) { "" } else { &text[from..start] };
    let (after, then) = {
        let rest = &text[end + close.len_utf8()..];
        rest.find(ends).map_or((rest, None), |at| (&rest[..at], rest[at..].chars().next()))
    };
    let is_label = |words: &str| words.trim_end().ends_with(':') || of_name(words) != Column::Unknown;
    // A unit, not a sentence.
    let says = |words: &str| words.contains(|c: char| !c.is_whitespace()) && words.chars().count() <= 20;
    if says(before) && !is_label(before) {
        plain.text.insert_str(0, before.trim_start());
    }
    if says(after) && !is_label(after) && matches!(then, None | Some('\n')) {
        plain.text.push_str(after.trim_end());
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::super::template::Sheet;
    use super::*;

    fn face(sides: [&str; 2], names: &[&str], note: &str) -> Result<Face, String> {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let fields = Fields::new(&names, note);
        let [one, other] = sides.map(|side| Sheet::read(side, &names).expect("a template"));
        let (one, other) = (one.pieces(&fields.filled()), other.pieces(&fields.filled()));
        let mut face = front(&one, &fields).ok_or("no card")?;
        back(&mut face, &one, &other, &fields)?;
        Ok(face)
    }

    #[track_caller]
    fn asks(sides: [&str; 2], names: &[&str], note: &str, expected: [&str; 2]) {
        let face = face(sides, names, note).expect("a card");
        assert_eq!([face.question.text, face.answer.text], expected.map(str::to_owned));
    }

    #[test]
    fn a_card_asks_what_its_front_shows_and_answers_what_its_back_adds() {
        let plain = ["Front", "Back"];
        asks(["{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"], &plain, "a\u{1f}b", ["a", "b"]);
        asks(["{{Front}}", "{{Front}}<br>{{Back}}"], &plain, "a\u{1f}b", ["a", "b"]);
        asks(
            ["{{Back}} of?", "{{FrontSide}}<hr id=\"answer\" />Answer: {{Front}}"],
            &plain,
            "a\u{1f}b",
            ["b of?", "a"],
        );
        asks(["{{Front}}{{type:Back}}", "{{type:Back}}"], &plain, "a\u{1f}b", ["a", "b"]);
        asks(["{{Front}}", "{{#Back}}True{{/Back}}{{^Back}}False{{/Back}}"], &plain, "a\u{1f}", ["a", "False"]);
        let land = ["Land", "Info", "Area"];
        asks(
            ["{{Land}}: area?", "{{Area}} km²<br>{{Info}}"],
            &land,
            "Malta\u{1f}island\u{1f}316",
            ["Malta: area?", "316 km²"],
        );
        asks(["{{Land}}", "{{Note}} {{Answer}}"], &["Land", "Note", "Answer"], "x\u{1f}why\u{1f}y", ["x", "y"]);
    }

    #[test]
    fn what_adds_nothing_is_no_answer() {
        let names = ["Front", "Back"];
        assert!(face(["{{Front}}", "{{FrontSide}}<hr id=answer>Well done"], &names, "a\u{1f}b").is_err());
        assert!(face(["{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"], &names, "a\u{1f}").is_err());
        assert!(face(["{{Back}}", "{{Front}}"], &names, "a\u{1f}").is_err_and(|why| why == "no card"));
    }
}
