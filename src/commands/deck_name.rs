//! What a deck is called where nobody said it: by the name of its file.

use std::path::Path;

use crate::deck;

/// The id and title that the name of a file suggests.
pub(super) fn id_and_title(path: &Path) -> (String, String) {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let words: Vec<String> = stem
        .split(|c: char| !c.is_alphanumeric())
        .map(crate::text::fold)
        .filter(|word| !word.is_empty() && word.is_ascii())
        .collect();
    let mut id: String = words.join("-").chars().take(56).collect();
    id.truncate(id.trim_end_matches('-').len());
    if id.is_empty() || deck::is_reserved_id(&id) {
        id.push_str(if id.is_empty() { "deck" } else { "-deck" });
    }
    let title = stem.replace(['-', '_'], " ");
    let mut letters = title.trim().chars();
    let title = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    (id, if title == String::new() { "My deck".to_owned() } else { title })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_suggests_id_and_title() {
        for (path, id, title) in [
            ("a/eu-trade_law.toml", "eu-trade-law", "Eu trade law"),
            ("Énergie 2.toml", "energie-2", "Énergie 2"),
            ("history.toml", "history-deck", "History"),
            ("国.toml", "deck", "国"),
        ] {
            assert_eq!(id_and_title(Path::new(path)), (id.to_owned(), title.to_owned()), "{path}");
        }
    }
}
