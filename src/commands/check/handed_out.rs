//! Copies of decks that were packed for students, in a folder that is checked: known by what `package` puts beside them.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

use crate::commands::package::{PAGE, README, is_readme};
use crate::error::{named, pasted};
use crate::files;
use crate::library::{self, DeckFile};

/// Leaves out the decks of unpacked packages whose originals are checked too, and the blueprints beside them; what was named
/// itself, as a file or by its folder, stays. A sentence for each package.
pub(super) fn leave_out(files: &mut Vec<DeckFile>, asked_for: &[PathBuf]) -> Vec<String> {
    let asked_for: HashSet<PathBuf> = asked_for.iter().map(|path| plain(path)).collect();
    let folder = |file: &DeckFile| plain(Path::new(&file.name)).parent().map(Path::to_path_buf).unwrap_or_default();
    let mut packages: HashMap<PathBuf, bool> = HashMap::new();
    for file in files.iter() {
        let folder = folder(file);
        let may = !asked_for.contains(&folder) && !asked_for.contains(&plain(Path::new(&file.name)));
        packages.entry(folder.clone()).or_insert_with(|| may && is_package(&folder));
    }
    let is_packed = |file: &DeckFile| packages[&folder(file)];
    let id = |file: &DeckFile| file.reading.deck.as_ref().map(|deck| deck.id.clone());
    let originals: HashMap<String, String> =
        files.iter().filter(|file| !is_packed(file)).filter_map(|file| Some((id(file)?, file.name.clone()))).collect();
    let is_copy = |file: &DeckFile| is_packed(file) && id(file).is_some_and(|id| originals.contains_key(&id));
    // A blueprint asks for the decks beside it: where one of them is no copy, it is not, either.
    let own: HashSet<PathBuf> =
        files.iter().filter(|file| !file.is_blueprint() && !is_copy(file)).map(folder).collect();
    let is_out =
        |file: &DeckFile| is_copy(file) || file.is_blueprint() && is_packed(file) && !own.contains(&folder(file));
    let mut told: Vec<(PathBuf, String)> = Vec::new();
    for file in files.iter().filter(|file| is_copy(file)) {
        let of = folder(file);
        if told.iter().all(|(known, _)| *known != of) {
            let original = id(file).and_then(|id| originals.get(&id)).map(|name| named(Path::new(name)));
            told.push((of.clone(), said(&of, &original.unwrap_or_default())));
        }
    }
    files.retain(|file| !is_out(file));
    told.into_iter().map(|(_, said)| said).collect()
}

fn said(folder: &Path, original: &str) -> String {
    let word = folder.to_string_lossy();
    format!(
        "{}: packed for students from decks that are checked here, as {original}: left out; `acquis check {}` checks it",
        named(folder),
        pasted(&word)
    )
}

fn is_package(folder: &Path) -> bool {
    let readme = library::text_of(&folder.join(README));
    readme.is_ok_and(|text| is_readme(&text)) && matches!(files::look_behind(&folder.join(PAGE)), Ok(Some(_)))
}

/// A path without the `.` that change nothing.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}
