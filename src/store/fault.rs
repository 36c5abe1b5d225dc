//! SQLite's codes in words.

use rusqlite::ffi::{self, ErrorCode};

use crate::error::Fault;

pub(crate) type Result<T> = std::result::Result<T, Fault>;

/// One sentence for what SQLite could not do, with advice where there is some.
#[expect(clippy::needless_pass_by_value, reason = "made for map_err")]
pub(super) fn sentence(cause: rusqlite::Error) -> Fault {
    let Some(error) = cause.sqlite_error() else { return Fault::new(format!("progress: {cause}")) };
    let (said, advice) = match (error.code, error.extended_code) {
        (_, ffi::SQLITE_READONLY_DBMOVED) => (
            "your progress file was replaced while this program ran",
            "start acquis again: it goes on with the file that is there now",
        ),
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => {
            ("another program is writing to your progress", "wait for it to end, then try again")
        }
        (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => (
            "your progress cannot be written: it is read-only",
            "check the permissions of the data directory, or name another with --data-dir",
        ),
        (ErrorCode::DiskFull, _) => {
            ("the disk is full: nothing more can be saved", "make room, then go on; what was saved stays")
        }
        (ErrorCode::SystemIoFailure, ffi::SQLITE_IOERR_WRITE) => (
            "writing your progress failed",
            "check the disk, and the limits on it (quota, `ulimit -f`); what was saved stays",
        ),
        (ErrorCode::SystemIoFailure, _) => {
            ("reading or writing your progress failed", "check the disk; what was saved stays")
        }
        (ErrorCode::DatabaseCorrupt, _) => (
            "your progress file is damaged",
            "start acquis again: it sets the file aside and recovers what can be read",
        ),
        (ErrorCode::CannotOpen, _) => (
            "your progress file cannot be opened",
            "check the data directory, or name another with --data-dir; links are not followed",
        ),
        (ErrorCode::NotADatabase, _) => {
            ("the progress file is no database", "move it away; acquis never overwrites it")
        }
        _ => return Fault::new(format!("progress: {cause}")),
    };
    Fault::new(said).advice(advice)
}

/// Why a database cannot be used.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It is ours, but cannot be read as it should: it is to be set aside, and its log recovered.
    Damage,
    Fault(Fault),
}

impl Trouble {
    /// Of a statement that any sound database of ours can run: what only damage explains is damage.
    pub(super) fn of_reading(cause: rusqlite::Error) -> Self {
        match cause.sqlite_error_code() {
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::DiskFull
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied
                | ErrorCode::OutOfMemory,
            ) => Self::Fault(sentence(cause)),
            _ => Self::Damage,
        }
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(cause: rusqlite::Error) -> Self {
        match cause.sqlite_error_code() {
            // `Unknown` is what SQLite says of a statement that its schema cannot run, or of a format it does not know:
            // our statements are fixed, so a bit of the schema or of the head has changed.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown) => Self::Damage,
            _ => Self::Fault(sentence(cause)),
        }
    }
}
