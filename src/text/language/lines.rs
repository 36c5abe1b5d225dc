//! The files that say one thing a line, `name: what it says`, of every language; read once. A line with `#` is a remark.

use crate::text::language::quick::QuickMap;
use crate::text::language::{FOLDERS, Language};

/// What the files of the languages say, by name.
pub(super) struct Lines(QuickMap<&'static str, [Option<&'static str>; FOLDERS]>);

impl Lines {
    /// Reads one file a language, or several.
    pub(super) fn read(files: &[[&'static str; FOLDERS]]) -> Self {
        let mut lines: QuickMap<_, [_; FOLDERS]> = QuickMap::default();
        for (folder, file) in files.iter().flat_map(|files| files.iter().enumerate()) {
            let said = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
            for (name, what) in said {
                lines.entry(name).or_default()[folder] = Some(what.strip_prefix(' ').unwrap_or(what));
            }
        }
        Self(lines)
    }

    /// What every language says under a name; nothing where it has no such line.
    pub(super) fn all(&self, name: &str) -> [Option<&'static str>; FOLDERS] {
        self.0.get(name).copied().unwrap_or_default()
    }

    /// What one language says.
    pub(super) fn of(&self, name: &str, language: Language) -> Option<&'static str> {
        self.0.get(name)?[language as usize]
    }

    /// Every name that any of them has.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}
