//! Files whole or not at all, on disks of several kinds.

use super::*;

#[test]
fn room_is_found_where_there_is_a_folder_and_nothing_is_left() {
    let dir = tempfile::tempdir().expect("a directory");
    assert!(has_room(dir.path(), 1) && !has_room(&dir.path().join("none"), 1));
    assert!(list(dir.path()).expect("listed").is_empty());
}

#[test]
fn a_disk_that_knows_no_second_names_takes_files_all_the_same() {
    let dir = tempfile::tempdir().expect("a directory");
    let [paper, kept] = ["paper.html", "kept.html"].map(|name| dir.path().join(name));
    std::fs::write(&kept, "another's").expect("written");
    let refused = |text: &[u8], kind: std::io::ErrorKind| {
        let mut file = tempfile::NamedTempFile::new_in(dir.path()).expect("a file");
        file.write_all(text).expect("written");
        tempfile::PersistError { error: kind.into(), file }
    };
    claimed(refused(b"one", std::io::ErrorKind::PermissionDenied), &paper).expect("taken");
    for kind in [std::io::ErrorKind::PermissionDenied, std::io::ErrorKind::AlreadyExists] {
        let cause = claimed(refused(b"two", kind), &kept).expect_err("taken already");
        assert_eq!(cause.error.kind(), std::io::ErrorKind::AlreadyExists);
    }
    assert_eq!(std::fs::read(&paper).expect("a file"), b"one");
    assert_eq!(std::fs::read(&kept).expect("a file"), b"another's");
    assert_eq!(list(dir.path()).expect("listed").len(), 2, "nothing else is left");
}

#[test]
fn a_file_is_written_whole_and_never_over_another() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("paper.html");
    write(&path, b"one", Existing::Keep, Readers::Umask).expect("written");
    let refused = write(&path, b"two", Existing::Keep, Readers::Umask).expect_err("exists");
    assert!(refused.to_string().contains("exists already"), "{refused}");
    assert_eq!(std::fs::read(&path).expect("still there"), b"one");
    write(&path, b"two", Existing::Replace, Readers::Umask).expect("replaced");
    assert_eq!(std::fs::read(&path).expect("there"), b"two");
    assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), 1, "no temporary file is left");
}

#[test]
fn a_missing_folder_is_told() {
    let dir = tempfile::tempdir().expect("a directory");
    let refused = write(&dir.path().join("no/where"), b"", Existing::Keep, Readers::Owner).expect_err("no folder");
    assert!(refused.to_string().contains("no such folder"), "{refused}");
}

#[cfg(unix)]
#[test]
fn progress_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("config.toml");
    write(&path, b"", Existing::Replace, Readers::Owner).expect("written");
    assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_into_and_never_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let dir = tempfile::tempdir().expect("a directory");
    let pipe = dir.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    for existing in [Existing::Keep, Existing::Replace] {
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || std::fs::read(pipe).expect("the other end")
        });
        write(&pipe, b"through", existing, Readers::Umask).expect("written into");
        assert_eq!(reader.join().expect("read"), b"through");
    }
    fill(&pipe, Existing::Replace, Readers::Owner, |_| Ok(())).expect_err("nothing can fill a pipe by its name");
    let socket = dir.path().join("socket");
    let _listens = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    write(&socket, b"", Existing::Replace, Readers::Umask).expect_err("refused");
    assert!(socket.symlink_metadata().expect("there").file_type().is_socket());
    assert!(pipe.symlink_metadata().expect("there").file_type().is_fifo());
    write(dir.path(), b"", Existing::Replace, Readers::Umask).expect_err("a folder");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let dir = tempfile::tempdir().expect("a directory");
    let (link, real) = (dir.path().join("link"), dir.path().join("real"));
    std::os::unix::fs::symlink(&real, &link).expect("a link");
    let refused = write(&link, b"", Existing::Replace, Readers::Umask).expect_err("it leads nowhere");
    assert!(refused.to_string().contains("leads nowhere"), "{refused}");
    std::fs::write(&real, "old").expect("written");
    write(&link, b"new", Existing::Replace, Readers::Umask).expect("written");
    assert!(link.symlink_metadata().expect("there").is_symlink());
    assert_eq!(std::fs::read(&real).expect("there"), b"new");
}

#[test]
fn what_killed_programs_left_is_swept() {
    let dir = tempfile::tempdir().expect("a directory");
    let left = |name: &str, hours: u64| {
        let file = std::fs::File::create(dir.path().join(name)).expect("made");
        let now = file.metadata().and_then(|found| found.modified()).expect("a time");
        file.set_modified(now - Duration::from_hours(hours)).expect("a disk with times");
    };
    left(".acquis-old", 30);
    left(".acquis-running", 1);
    left("old", 30);
    write(&dir.path().join("new"), b"", Existing::Keep, Readers::Umask).expect("written");
    let names = [".acquis-running", "new", "old"].map(|name| dir.path().join(name));
    assert_eq!(list(dir.path()).expect("listed"), names);
}
