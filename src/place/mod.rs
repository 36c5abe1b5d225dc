//! A folder that several machines reach, as `docs/sync.md` lays it out. What stands in it may be anybody's: links are
//! not followed, nothing is executed, and only files of our names are written.

mod patience;
mod rclone;

use std::path::{Path, PathBuf};

use crate::error::{Fault, named};
use crate::files::{self, Existing, Readers};
use crate::sync::{Found, Place, is_writer, sha256};

use patience::Asked;
pub(crate) use patience::Patience;
pub(crate) use rclone::{Copying, Remote, is_remote};

/// Everything of ours lies below this name, so that nothing is mixed with other files.
const FOLDER: &str = "acquis-sync";

/// Texts of decks, by their SHA-256.
const DECKS: &str = "decks";

/// The same of decks of the student's own, which are united entry by entry.
const OWN: &str = "own";

fn deck_file(hash: &str) -> String {
    format!("{hash}.toml")
}

/// What somebody finds who looks into it.
const README: &str = "\
Progress of acquis, a quiz and flashcard trainer, shared between the machines of one student.
Each folder with a long name is written by one of them alone; `acquis sync` on the others reads it.
Leave the files as they are: to take part, run `acquis sync` with the folder above this one.
";

/// An open place in a folder.
pub(crate) struct Folder {
    root: PathBuf,
    asked: Asked,
}

/// Where a place lies in the folder that the student names.
fn root_of(place: &Path) -> PathBuf {
    if place.file_name().is_some_and(|name| name == FOLDER) { place.to_path_buf() } else { place.join(FOLDER) }
}

/// # Errors
/// No place is there.
fn is_there(root: &Path) -> Result<(), Fault> {
    if files::is_plain_folder(root)? {
        return Ok(());
    }
    let fault = Fault::new(format!("the place to sync with is not there: `{}`", named(root)));
    Err(fault.advice("is the disk there, and the folder's name right? `acquis sync PLACE` names another"))
}

impl Folder {
    /// Opens the place in a folder, which must be there.
    ///
    /// # Errors
    /// It is not there, or no folder.
    pub(crate) fn open(place: &Path, patience: Option<Patience>) -> Result<Self, Fault> {
        let root = root_of(place);
        let (mut asked, folder) = (Asked::new(&root, patience), root.clone());
        asked.done(move || is_there(&folder))?;
        Ok(Self { root, asked })
    }

    /// Opens the place in a folder, made where it is missing.
    ///
    /// # Errors
    /// It cannot be made.
    pub(crate) fn make(place: &Path) -> Result<Self, Fault> {
        let root = root_of(place);
        let failed = |cause: std::io::Error| {
            let fault = Fault::new(format!("could not make `{}`: {}", named(&root), files::reason(&cause)));
            fault.advice("name a folder that is there and can be written")
        };
        if files::look_at(&root)?.is_none() {
            let above = place.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
            if files::look_behind(above)?.is_none() {
                return Err(failed(std::io::ErrorKind::NotFound.into()));
            }
            files::make_folder(&root).map_err(failed)?;
        }
        let readme = root.join("README.txt");
        let folder = Self::open(place, None)?;
        if files::look_at(&readme)?.is_none() {
            let written = files::write(&readme, README.as_bytes(), Existing::Keep, Readers::Umask);
            // Another machine begins at this moment, and was first.
            if written.is_err() && files::look_at(&readme)?.is_none() {
                written?;
            }
        }
        Ok(folder)
    }

    /// The text of a deck by its SHA-256; nothing where it has not arrived, or not whole.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn deck(&mut self, hash: &str) -> Result<Option<Vec<u8>>, Fault> {
        let of_others = self.text(DECKS, hash)?;
        if of_others.is_some() { Ok(of_others) } else { self.text(OWN, hash) }
    }

    /// Whether it is the text of a deck of the student's own, on whichever machine.
    ///
    /// # Errors
    /// It cannot be read.
    pub(crate) fn is_own(&mut self, hash: &str) -> Result<bool, Fault> {
        Ok(self.text(OWN, hash)?.is_some())
    }

    fn text(&mut self, folder: &str, hash: &str) -> Result<Option<Vec<u8>>, Fault> {
        let bytes = self.read(folder, &deck_file(hash), crate::deck::MAX_BYTES as u64)?;
        Ok(bytes.filter(|bytes| sha256(bytes) == hash))
    }

    /// Puts the text of a deck into the place, if it is not there.
    ///
    /// # Errors
    /// It cannot be written.
    pub(crate) fn put_deck(&mut self, hash: &str, text: &[u8], is_own: bool) -> Result<(), Fault> {
        let folder = if is_own { OWN } else { DECKS };
        if self.text(folder, hash)?.is_none() {
            self.write(folder, &deck_file(hash), text)?;
        }
        Ok(())
    }
}

impl Place for Folder {
    type Error = Fault;

    fn writers(&mut self) -> Result<Vec<String>, Fault> {
        let root = self.root.clone();
        self.asked.done(move || {
            is_there(&root)?;
            let mut writers = Vec::new();
            for path in files::list(&root)? {
                let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
                if is_writer(name) && files::is_plain_folder(&path)? {
                    writers.push(name.to_owned());
                }
            }
            Ok(writers)
        })
    }

    fn files(&mut self, writer: &str) -> Result<Vec<Found>, Fault> {
        let folder = self.root.join(writer);
        let files = self.asked.done(move || files::plain_files(&folder))?;
        Ok(files.into_iter().map(|file| Found { name: file.name, len: file.len, modified: file.modified }).collect())
    }

    fn read(&mut self, writer: &str, name: &str, most: u64) -> Result<Option<Vec<u8>>, Fault> {
        let folder = self.root.join(writer);
        let path = folder.join(name);
        self.asked
            .done(move || if files::is_plain_folder(&folder)? { files::read_plain(&path, most) } else { Ok(None) })
    }

    fn write(&mut self, writer: &str, name: &str, bytes: &[u8]) -> Result<i64, Fault> {
        let folder = self.root.join(writer);
        let (path, bytes) = (folder.join(name), bytes.to_vec());
        self.asked.done(move || write(&folder, &path, &bytes))
    }
}

fn write(folder: &Path, path: &Path, bytes: &[u8]) -> Result<i64, Fault> {
    if files::look_at(folder)?.is_none() {
        // The place itself may have vanished meanwhile: it is not made anew.
        folder.parent().map_or(Ok(()), is_there)?;
        files::make_one_folder(folder)?;
    }
    let is_ours = files::is_plain_folder(folder)? && files::look_at(path)?.is_none_or(|found| found.is_file());
    if !is_ours {
        return Err(Fault::new(format!("something else is in the place of `{}`: nothing was written", named(path))));
    }
    files::write(path, bytes, Existing::Replace, Readers::Umask)?;
    Ok(files::look_at(path)?.map_or(0, |found| files::changed(&found)))
}

#[cfg(test)]
mod tests;
