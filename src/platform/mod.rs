//! What differs between systems, asked here and nowhere else; the terminal's two halves are chosen in `ui/tty`.
//!
//! Each function stands in `unix.rs` and in `other.rs`, with the same words. What of `other.rs` never ran on its system, the
//! README names.

#[cfg(not(unix))]
mod other;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub(crate) use other::{
    close_file, close_folder, ignore_file_size_signal, lock_of, machine_name, open_plain, permissions, stamp,
    sync_folder, takes_bytes,
};
#[cfg(unix)]
pub(crate) use unix::{
    close_file, close_folder, ignore_file_size_signal, lock_of, machine_name, open_plain, permissions, stamp,
    sync_folder, takes_bytes,
};

/// A file that is open cannot be renamed: it is let go first.
pub(crate) const RENAMES_CLOSED_FILES_ONLY: bool = cfg!(windows);

/// Every terminal draws, also where `TERM` says nothing.
pub(crate) const DRAWS_WITHOUT_TERM: bool = cfg!(windows);

/// What is printed is UTF-8, whatever the locale's variables say.
pub(crate) const IS_ALWAYS_UTF8: bool = cfg!(windows);

/// Long reports can go through a pager.
pub(crate) const HAS_PAGERS: bool = cfg!(unix);

/// The editor that every system has.
pub(crate) const EDITOR: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// The programs that open a page in a browser, the best first.
pub(crate) const OPENERS: &[&[&str]] = if cfg!(target_os = "macos") {
    &[&["open"]]
} else if cfg!(windows) {
    &[&["cmd", "/c", "start", ""]]
} else {
    &[&["xdg-open"], &["gio", "open"], &["wslview"]]
};

/// Foreign text as one word of a command line that can be pasted into a shell, in quotes where it needs them.
pub(crate) fn pasted(text: &str) -> String {
    if cfg!(windows) { for_windows(text) } else { for_unix(text) }
}

fn for_unix(text: &str) -> String {
    shlex::try_quote(text).map_or_else(|_| format!("'{}'", text.replace(['\'', '\0'], "")), Into::into)
}

/// For PowerShell and `cmd` alike, as far as that goes: double quotes, in which PowerShell reads `$` and the backtick, and
/// `cmd` reads `%`; single quotes where one of the former stands, which only PowerShell knows.
fn for_windows(text: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-:\\".contains(letter);
    match text {
        _ if !text.is_empty() && text.chars().all(is_plain) => text.to_owned(),
        _ if text.contains(['$', '`', '"', '“', '”', '„']) => {
            format!("'{}'", text.replace(['\'', '‘', '’', '‚', '‛'], "''"))
        }
        _ => format!("\"{text}\""),
    }
}

/// The names of devices on Windows, which are no files whatever their end is.
/// <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>
pub(crate) fn is_device_of_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |word: &str| {
        let end = stem.strip_prefix(word)?;
        let mut digits = end.chars();
        let first = digits.next()?;
        (digits.next().is_none() && ("123456789¹²³".contains(first))).then_some(())
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || numbered("COM").or_else(|| numbered("LPT")).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_pasted_as_each_shell_reads_it() {
        for (text, unix, windows) in [
            ("/a/b-1.toml", "/a/b-1.toml", "/a/b-1.toml"),
            ("C:\\a\\b.toml", "'C:\\a\\b.toml'", "C:\\a\\b.toml"),
            ("two words", "'two words'", "\"two words\""),
            ("", "''", "\"\""),
            ("$(x)", "'$(x)'", "'$(x)'"),
            ("it's $5", "\"it's \\$5\"", "'it''s $5'"),
            ("a`b", "'a`b'", "'a`b'"),
            ("say \"x\"", "'say \"x\"'", "'say \"x\"'"),
        ] {
            assert_eq!(for_windows(text), windows, "{text}");
            assert_eq!(shlex::split(&for_unix(text)), Some(vec![text.to_owned()]), "{text}");
            assert_eq!(for_unix(text) == text, unix == text, "{text}");
        }
    }

    #[test]
    fn devices_of_windows_are_known_by_their_stem() {
        for name in ["con", "CON.toml", "nul.tar.gz", "Aux .toml", "com1.toml", "LPT9", "com¹.toml", "conin$"] {
            assert!(is_device_of_windows(name), "{name}");
        }
        for name in
            ["console.toml", "com.toml", "com10.toml", "com0.toml", "lpt.toml", "nulls", "a.con", "law.toml", ""]
        {
            assert!(!is_device_of_windows(name), "{name}");
        }
    }
}
