//! Names of persons and bodies, as they are written in decks.

use crate::card::{Deck, Source};
use crate::text::roles::{AND, BODY_ENDINGS, PARTICLES};

/// A word that names bodies, not persons.
pub(super) fn is_of_bodies(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    BODY_ENDINGS.words().any(|end| word == end || (end.len() > 4 && word.ends_with(end)))
}

/// A word that belongs to a surname, in small letters.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.has_word(word)
}

/// `Argano 2019, section 1, note 6`, as far as the deck knows the work.
pub(super) fn citation(deck: &Deck, key: &str, at: Option<&str>) -> String {
    let work =
        deck.sources.iter().find(|(known, _)| known == key).map_or_else(|| key.to_owned(), |(_, work)| short(work));
    at.map_or_else(|| work.clone(), |at| format!("{work}, {at}"))
}

fn short(work: &Source) -> String {
    let name = work.author.as_deref().map_or_else(|| work.title.clone(), cited);
    work.year.map_or_else(|| name.clone(), |year| format!("{name} {year}"))
}

/// An author as he is cited: of persons the surname, of three and more that of the first; of a body its whole name.
fn cited(author: &str) -> String {
    let author = author.trim();
    if author.split_whitespace().any(is_of_bodies) {
        return author.to_owned();
    }
    let mut persons: Vec<&str> = author.split([';', '&']).collect();
    for and in AND.words().map(|and| format!(" {and} ")) {
        persons = persons.into_iter().flat_map(|text| text.split(and.as_str())).collect();
    }
    let persons: Vec<&str> = persons.into_iter().flat_map(persons_of).map(surname).collect();
    match persons[..] {
        [] => author.to_owned(),
        [one] => one.to_owned(),
        [one, other] => format!("{one} & {other}"),
        [first, ..] => format!("{first} et al."),
    }
}

/// The persons of a text without a joint: one, surname first, or several behind commas.
fn persons_of(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    // "Weber, Anna": what stands in front of the comma is the surname alone.
    let alone = |part: &&&str| part.split_whitespace().filter(|word| !is_particle(word)).count() == 1;
    match parts[..] {
        [name, _] if alone(&&name) => vec![name],
        _ if parts.len() > 2 && parts.len().is_multiple_of(2) && parts.iter().step_by(2).all(|part| alone(&part)) => {
            parts.iter().step_by(2).copied().collect()
        }
        _ => parts,
    }
}

/// The last word of a name, with the particles in front of it; a name that begins with a particle is a surname alone.
fn surname(name: &str) -> &str {
    let from = name.rfind(' ').map_or(0, |at| at + 1);
    let mut from = from;
    while let Some(before) = name[..from].trim_end().rsplit(' ').next().filter(|word| is_particle(word)) {
        from = name[..from].trim_end().len() - before.len();
    }
    &name[from..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_cited_by_surname_whichever_way_they_are_written() {
        for (author, shown) in [
            ("Maria Elena Argano", "Argano"),
            ("Argano", "Argano"),
            ("Weber, Anna", "Weber"),
            ("Weber, A. M.", "Weber"),
            ("von der Leyen, Ursula", "von der Leyen"),
            ("Ursula von der Leyen", "von der Leyen"),
            ("Anna Weber and Bernd Müller", "Weber & Müller"),
            ("Weber, Anna; Müller, Bernd", "Weber & Müller"),
            ("Weber, Anna und Müller, Bernd", "Weber & Müller"),
            ("Anna Weber, Bernd Müller", "Weber & Müller"),
            ("Anna Weber, Bernd Müller & Carla Rossi", "Weber et al."),
            ("Weber, Anna, Müller, Bernd, Rossi, Carla", "Weber et al."),
            ("European Commission", "European Commission"),
            ("Europäische Kommission", "Europäische Kommission"),
        ] {
            assert_eq!(cited(author), shown, "{author}");
        }
    }
}
