//! SQLite's codes in words.

use rusqlite::ffi::ErrorCode;

use crate::error::Fault;

pub(crate) type Result<T> = std::result::Result<T, Fault>;

/// One sentence for what SQLite could not do, with advice where there is some.
#[expect(clippy::needless_pass_by_value, reason = "made for map_err")]
pub(super) fn sentence(cause: rusqlite::Error) -> Fault {
    let Some(code) = cause.sqlite_error_code() else { return Fault::new(format!("progress: {cause}")) };
    let (said, advice) = match code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            ("another program is writing to your progress", "wait for it to end, then try again")
        }
        ErrorCode::ReadOnly => (
            "your progress cannot be written: it is read-only",
            "check the permissions of the data directory, or name another with --data-dir",
        ),
        ErrorCode::DiskFull => {
            ("the disk is full: nothing more can be saved", "make room, then go on; what was saved stays")
        }
        ErrorCode::SystemIoFailure => {
            ("reading or writing your progress failed", "check the disk; what was saved stays")
        }
        ErrorCode::DatabaseCorrupt => (
            "your progress file is damaged",
            "start acquis again: it sets the file aside and recovers what can be read",
        ),
        ErrorCode::CannotOpen => (
            "your progress file cannot be opened",
            "check the data directory, or name another with --data-dir; links are not followed",
        ),
        ErrorCode::NotADatabase => ("the progress file is no database", "move it away; acquis never overwrites it"),
        _ => return Fault::new(format!("progress: {cause}")),
    };
    Fault::new(said).advice(advice)
}

/// The file cannot be read as a database of ours: it is to be set aside.
pub(super) fn is_damage(cause: &rusqlite::Error) -> bool {
    matches!(cause.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}
