//! The student's editor, at a line of a file: never through a shell.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

/// How editors are told a line.
#[derive(Clone, Copy)]
enum Told {
    /// `+12 FILE`
    Plus,
    /// `FILE:12`
    Colon,
    /// `--goto FILE:12`
    Goto,
    /// `-l 12 FILE`
    Flag,
}

/// What is known of editors: those that can be told a line, and what makes them wait until the file is closed.
const KNOWN: [(&[&str], Told, Option<&str>); 5] = [
    (
        &[
            "vi",
            "vim",
            "nvim",
            "view",
            "gvim",
            "nano",
            "pico",
            "emacs",
            "emacsclient",
            "micro",
            "kak",
            "joe",
            "jed",
            "mg",
            "ne",
        ],
        Told::Plus,
        None,
    ),
    (&["hx", "helix"], Told::Colon, None),
    (&["subl", "sublime_text", "zed"], Told::Colon, Some("--wait")),
    (&["code", "codium", "code-insiders", "cursor"], Told::Goto, Some("--wait")),
    (&["kate", "kwrite"], Told::Flag, None),
];

/// Waits until the editor has ended.
///
/// # Errors
/// It could not be started, or says that it failed: in words.
pub(crate) fn edit(command: &str, file: &Path, line: usize) -> Result<(), String> {
    let words = words(command);
    let Some((program, given)) = words.split_first() else {
        return Err("no editor is set: set VISUAL or EDITOR".to_owned());
    };
    let mut editor = Command::new(program);
    editor.args(given).args(arguments(program, given, file, line));
    match super::tty::run(&mut editor) {
        Ok(Some(0)) => Ok(()),
        Ok(Some(code)) => Err(format!("the editor `{program}` ended with code {code}")),
        Ok(None) => Err(format!("the editor `{program}` was ended by a signal")),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
            Err(format!("there is no editor `{program}`: set VISUAL or EDITOR to one that is there"))
        }
        Err(cause) => Err(format!("the editor `{program}` could not be started: {cause}")),
    }
}

/// The words of a command line: blanks part them, but not between quotes.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for character in command.chars() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '"' | '\'') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, _) if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    words
}

/// The file and its line, as the editor wants them; an editor that is not known gets the file alone.
fn arguments(program: &str, given: &[String], file: &Path, line: usize) -> Vec<OsString> {
    let stem = Path::new(program).file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let known = KNOWN.iter().find(|(names, ..)| names.contains(&stem.as_str()));
    let with_line = || {
        let mut place = file.as_os_str().to_owned();
        place.push(format!(":{line}"));
        place
    };
    let Some((_, told, wait)) = known else { return vec![file.into()] };
    let mut arguments: Vec<OsString> =
        wait.filter(|wait| given.iter().all(|word| word != wait)).map(OsString::from).into_iter().collect();
    arguments.extend(match told {
        Told::Plus => vec![format!("+{line}").into(), file.into()],
        Told::Colon => vec![with_line()],
        Told::Goto => vec!["--goto".into(), with_line()],
        Told::Flag => vec!["-l".into(), line.to_string().into(), file.into()],
    });
    arguments
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{arguments, words};

    #[track_caller]
    fn told(command: &str, expected: &[&str]) {
        let words = words(command);
        let (program, given) = words.split_first().unwrap();
        assert_eq!(arguments(program, given, Path::new("a b.toml"), 12), expected, "{command}");
    }

    #[test]
    fn a_known_editor_is_told_the_line_in_its_own_way() {
        told("vim", &["+12", "a b.toml"]);
        told("/usr/bin/nano -w", &["+12", "a b.toml"]);
        told("hx", &["a b.toml:12"]);
        told("code", &["--wait", "--goto", "a b.toml:12"]);
        told("code --wait -n", &["--goto", "a b.toml:12"]);
        told("kate", &["-l", "12", "a b.toml"]);
        told("my-editor", &["a b.toml"]);
    }

    #[test]
    fn a_command_is_split_into_words_and_given_to_no_shell() {
        assert_eq!(words("  emacs  -nw "), ["emacs", "-nw"]);
        assert_eq!(words("'/opt/my editor/vi' -c \"set nu\""), ["/opt/my editor/vi", "-c", "set nu"]);
        assert_eq!(words("vi; rm -rf $HOME `x`"), ["vi;", "rm", "-rf", "$HOME", "`x`"]);
        assert_eq!(words(""), Vec::<String>::new());
    }
}
