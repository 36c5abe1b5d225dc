//! Nothing outside the place is read or written, whatever stands in it.

#![expect(clippy::disallowed_methods, reason = "tests put things into a place")]

use super::*;

const WRITER: &str = "0123456789abcdef0123456789abcdef";

fn place() -> (tempfile::TempDir, Folder) {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::make(&dir.path().join("cloud")).unwrap();
    (dir, folder)
}

#[test]
fn a_file_is_written_whole_and_read_again() {
    let (dir, mut folder) = place();
    let modified = folder.write(WRITER, "00001.jsonl", b"line\n").unwrap();
    assert_eq!(folder.writers().unwrap(), [WRITER]);
    let found = Found { name: "00001.jsonl".to_owned(), len: 5, modified };
    assert_eq!(folder.files(WRITER).unwrap(), [found]);
    assert_eq!(folder.read(WRITER, "00001.jsonl", 5).unwrap(), Some(b"line\n".to_vec()));
    assert_eq!(folder.read(WRITER, "00001.jsonl", 4).unwrap(), None, "larger than it may be");
    assert!(std::fs::read_to_string(dir.path().join("cloud/acquis-sync/README.txt")).unwrap().contains("acquis sync"));
}

#[test]
fn a_place_that_vanished_is_told_and_not_made_anew() {
    let (dir, _) = place();
    std::fs::remove_dir_all(dir.path().join("cloud")).unwrap();
    assert!(Folder::open(&dir.path().join("cloud"), None).is_err());
    assert!(!dir.path().join("cloud").exists());
    assert!(Folder::make(&dir.path().join("no/where")).is_err(), "only one folder is made, not a path of them");
}

#[test]
fn a_folder_may_be_named_with_or_without_the_last_part() {
    let (dir, mut folder) = place();
    folder.write(WRITER, "device.json", b"{}").unwrap();
    let mut same = Folder::make(&dir.path().join("cloud/acquis-sync")).unwrap();
    assert_eq!(same.writers().unwrap(), [WRITER]);
}

#[test]
fn patience_ends() {
    let (dir, _) = place();
    let mut seconds = 0;
    let watch = Box::new(move || {
        seconds += 1;
        seconds
    });
    let mut folder = Folder::open(&dir.path().join("cloud"), Some(Patience { watch, until: 3 })).unwrap();
    assert!(folder.files(WRITER).is_ok() && folder.files(WRITER).is_ok());
    assert!(folder.files(WRITER).unwrap_err().to_string().contains("too long"));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_place_are_neither_read_nor_written() {
    use std::os::unix::fs::symlink;
    let (dir, mut folder) = place();
    let (root, outside) = (dir.path().join("cloud/acquis-sync"), dir.path().join("outside"));
    std::fs::create_dir(&outside).unwrap();
    std::fs::write(outside.join("00001.jsonl"), "mine\n").unwrap();
    // A writer that is a link, and a link in a writer's folder.
    symlink(&outside, root.join(WRITER)).unwrap();
    let other = WRITER.replace('0', "f");
    std::fs::create_dir(root.join(&other)).unwrap();
    symlink(outside.join("00001.jsonl"), root.join(&other).join("00001.jsonl")).unwrap();
    assert_eq!(folder.writers().unwrap(), std::slice::from_ref(&other));
    for writer in [WRITER, &other] {
        assert_eq!(folder.files(writer).unwrap(), []);
        assert_eq!(folder.read(writer, "00001.jsonl", 100).unwrap(), None);
        assert!(folder.write(writer, "00001.jsonl", b"theirs\n").is_err());
    }
    assert_eq!(std::fs::read_to_string(outside.join("00001.jsonl")).unwrap(), "mine\n");
    // The place itself as a link in the folder.
    let linked = dir.path().join("linked");
    std::fs::create_dir(&linked).unwrap();
    symlink(&outside, linked.join("acquis-sync")).unwrap();
    assert!(Folder::make(&linked).is_err());
    assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 1);
}

#[test]
fn other_peoples_files_are_passed_over() {
    let (dir, mut folder) = place();
    let root = dir.path().join("cloud/acquis-sync");
    for name in ["decks", "notes", "0123456789ABCDEF0123456789ABCDEF", ".git"] {
        std::fs::create_dir(root.join(name)).unwrap();
    }
    std::fs::write(root.join("f".repeat(32)), "a file by a writer's name").unwrap();
    assert_eq!(folder.writers().unwrap(), Vec::<String>::new());
}
