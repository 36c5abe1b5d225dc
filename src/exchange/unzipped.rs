//! The files of a zip that a stranger packed: by their last names alone, and no more of them than a course has.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::platform::is_device_of_windows;

/// Files in a zip at most.
const FILES: usize = 64;

/// Bytes of all of them together at most, unpacked.
const BYTES: u64 = 64 << 20;

/// A file of a zip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// Its last name: no folder, and nothing that a disk could read as one.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Whether bytes are a zip, by how they begin.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    matches!(bytes, [b'P', b'K', 3 | 5, 4 | 6, ..])
}

/// The files that end so, in order of name; the others are not unpacked.
///
/// # Errors
/// It is damaged or locked, holds too much, a name that leads elsewhere, or one name twice.
pub(crate) fn unzipped(bytes: &[u8], end: &str) -> Result<Vec<Member>, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| format!("the zip is damaged: {cause}"))?;
    if zip.len() > FILES {
        return Err(format!("the zip holds {} files, and a course has {FILES} at most", zip.len()));
    }
    let (mut members, mut names, mut left): (Vec<Member>, _, _) = (Vec::new(), HashSet::new(), BYTES);
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).map_err(|cause| format!("the zip cannot be unpacked: {cause}"))?;
        let path = file.name().map_err(|cause| format!("the zip cannot be unpacked: {cause}"))?.into_owned();
        let name = last_name(&path)?;
        let is_of_the_system = name.starts_with('.') || path.starts_with("__MACOSX/");
        if file.is_dir() || is_of_the_system || !name.to_lowercase().ends_with(end) {
            continue;
        }
        if file.is_symlink() {
            return Err(format!("`{path}` in the zip is a link, which leads elsewhere"));
        }
        if !names.insert(name.to_lowercase()) {
            return Err(format!("the zip holds two files called `{name}`"));
        }
        let mut bytes = Vec::new();
        // What a zip says of its sizes is not believed.
        let read = file.by_ref().take(left + 1).read_to_end(&mut bytes);
        left = read
            .map_err(|cause| format!("`{path}` in the zip is damaged: {cause}"))
            .map(|read| left.checked_sub(read as u64))?
            .ok_or_else(|| format!("the zip unpacks to more than {} MiB", BYTES >> 20))?;
        members.push(Member { name: name.to_owned(), bytes });
    }
    members.sort_by(|one, next| one.name.cmp(&next.name));
    Ok(members)
}

/// What stands behind the last slash, where no part of the path leads out of the zip.
fn last_name(path: &str) -> Result<&str, String> {
    let is_rooted = path.starts_with('/') || path.contains([':', '\\', '\0']);
    if is_rooted || path.split('/').any(|part| part == "..") {
        return Err(format!("`{}` in the zip leads out of it", path.escape_debug()));
    }
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    // What one system takes and another does not would be another file there.
    let is_odd = |c: char| c.is_control() || "<>\"|?*".contains(c);
    if name.is_empty()
        || is_device_of_windows(name)
        || name.len() > 200
        || name.contains(is_odd)
        || name.ends_with(['.', ' '])
    {
        return Err(format!("`{}` in the zip is no name that every system takes", path.escape_debug()));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::super::zipped::zipped;
    use super::*;

    fn names(files: &[(&str, &[u8])]) -> Result<Vec<String>, String> {
        Ok(unzipped(&zipped(files), ".toml")?.into_iter().map(|member| member.name).collect())
    }

    #[test]
    fn only_what_is_wanted_is_unpacked_by_its_last_name() {
        let files: [(&str, &[u8]); 5] = [
            ("b.toml", b"b"),
            ("eu law/decks/a.TOML", b"a"),
            ("__MACOSX/._b.toml", b"x"),
            (".hidden.toml", b"x"),
            ("page.html", b"x"),
        ];
        assert_eq!(names(&files), Ok(vec!["a.TOML".to_owned(), "b.toml".to_owned()]));
        assert_eq!(unzipped(&zipped(&files), ".toml").map(|all| all[0].bytes.clone()), Ok(b"a".to_vec()));
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused_with_the_whole() {
        for (name, why) in [
            ("../a.toml", "leads out"),
            ("a/../../b.toml", "leads out"),
            ("/etc/a.toml", "leads out"),
            ("C:\\a.toml", "leads out"),
            ("a\\b.toml", "leads out"),
            ("c:a.toml", "leads out"),
            ("../page.html", "leads out"),
            ("a?.toml", "no name that every system takes"),
            ("law/con.toml", "no name that every system takes"),
            ("a\n.toml", "no name that every system takes"),
        ] {
            let told = names(&[("good.toml", b""), (name, b"")]).expect_err(name);
            assert!(told.contains(why), "{name}: {told}");
        }
        let told = names(&[("one/a.toml", b""), ("two/A.toml", b"")]).expect_err("twice");
        assert!(told.contains("two files called `A.toml`"), "{told}");
    }

    #[test]
    fn bombs_and_crowds_are_refused() {
        let zeros = vec![0; 40 << 20];
        let told = names(&[("a.toml", &zeros), ("b.toml", &zeros)]).expect_err("80 MiB");
        assert!(told.contains("more than 64 MiB"), "{told}");
        let many: Vec<String> = (0..65).map(|at| format!("{at}.toml")).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert!(names(&many).expect_err("65 files").contains("65 files"));
    }

    #[test]
    fn damage_is_told() {
        let whole = zipped(&[("a.toml", b"some text that is long enough to be packed, packed, packed")]);
        for length in [0, 4, 30, whole.len() / 2, whole.len() - 1] {
            assert!(unzipped(&whole[..length], ".toml").is_err(), "{length} bytes");
        }
        let mut changed = whole.clone();
        changed[45] ^= 0xff;
        assert!(unzipped(&changed, ".toml").is_err(), "a changed byte is found by its sum");
    }
}
