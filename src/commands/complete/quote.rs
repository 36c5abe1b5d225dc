//! A command line half typed, read as its shell does; and foreign words written so that a shell takes them as words.

/// What stands before the cursor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// Every word, its quotes taken off; the last is being typed, and may be empty.
    pub(super) words: Vec<String>,
    /// The quote that is still open.
    pub(super) quote: Option<char>,
    /// The bytes of the last word that stay: the shell puts a candidate in the place of what follows them.
    pub(super) stays: usize,
}

/// Reads a line of bash up to the cursor; `breaks` are the characters at which bash parts words for completion.
pub(super) fn typed(line: &str, breaks: &str) -> Typed {
    let mut typed = Typed { words: Vec::new(), quote: None, stays: 0 };
    let (mut word, mut begun) = (String::new(), false);
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (typed.quote, letter) {
            (Some(open), close) if open == close => typed.quote = None,
            (None, '\'' | '"') => {
                typed.quote = Some(letter);
                (begun, typed.stays) = (true, word.len());
            }
            (None, '\\') => {
                begun = true;
                word.extend(letters.next());
            }
            (Some('"'), '\\') => match letters.next() {
                Some(escaped @ ('"' | '\\' | '$' | '`')) => word.push(escaped),
                other => word.extend(std::iter::once('\\').chain(other)),
            },
            (None, blank) if blank.is_whitespace() => {
                if begun {
                    typed.words.push(std::mem::take(&mut word));
                }
                (begun, typed.stays) = (false, 0);
            }
            (quote, letter) => {
                begun = true;
                word.push(letter);
                if quote.is_none() && breaks.contains(letter) {
                    typed.stays = word.len();
                }
            }
        }
    }
    typed.words.push(word);
    typed
}

/// The rest of a candidate, as bash takes it behind what stays; nothing where no writing says it.
pub(super) fn for_bash(candidate: &str, typed: &Typed) -> Option<String> {
    let last = typed.words.last()?;
    let rest = candidate.strip_prefix(last.get(..typed.stays)?)?;
    match typed.quote {
        // Nothing but the quote itself means anything there.
        Some('\'') => (!rest.contains('\'')).then(|| rest.to_owned()),
        // `!` calls history up even there, and a backslash in front of it stays.
        Some(_) => (!rest.contains('!')).then(|| escaped(rest, |letter| "\"\\$`".contains(letter))),
        None => Some(escaped(rest, |letter| !is_plain(letter))),
    }
}

fn escaped(text: &str, is_special: impl Fn(char) -> bool) -> String {
    text.chars().flat_map(|letter| is_special(letter).then_some('\\').into_iter().chain([letter])).collect()
}

/// Means itself in every shell.
fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || "/._-+%,".contains(letter)
}

/// A word of PowerShell.
pub(super) fn for_powershell(candidate: &str) -> String {
    if candidate.chars().all(is_plain) {
        return candidate.to_owned();
    }
    // Each of these ends a text in single quotes, and stands for itself when doubled.
    let doubled = candidate.chars().flat_map(|letter| {
        let again = "'\u{2018}\u{2019}\u{201a}\u{201b}".contains(letter).then_some(letter);
        [letter].into_iter().chain(again)
    });
    format!("'{}'", doubled.collect::<String>())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BREAKS: &str = " \t\n\"'><=;|&(:";

    #[track_caller]
    fn reads(line: &str, words: &[&str], quote: Option<char>, stays: usize) {
        let words = words.iter().map(ToString::to_string).collect();
        assert_eq!(typed(line, BREAKS), Typed { words, quote, stays });
    }

    #[test]
    fn a_line_half_typed_is_read_as_bash_reads_it() {
        reads("acquis stu", &["acquis", "stu"], None, 0);
        reads("acquis study ", &["acquis", "study", ""], None, 0);
        reads("acquis --topic \"EU la", &["acquis", "--topic", "EU la"], Some('"'), 0);
        reads("acquis --topic EU\\ la", &["acquis", "--topic", "EU la"], None, 0);
        reads("acquis --topic='a b' c:d", &["acquis", "--topic=a b", "c:d"], None, 2);
        reads("acquis --topic=la", &["acquis", "--topic=la"], None, 8);
        reads("acquis --topic='la", &["acquis", "--topic=la"], Some('\''), 8);
        reads("acquis \"a\\\"b\\x", &["acquis", "a\"b\\x"], Some('"'), 0);
    }

    proptest! {
        #[test]
        fn whatever_a_stranger_named_is_one_word_and_no_command(name in "[ -~é国]{1,20}", open in prop::option::of(prop::sample::select(vec!['\'', '"']))) {
            let line = format!("acquis {}", open.map(String::from).unwrap_or_default());
            if let Some(written) = for_bash(&name, &typed(&line, BREAKS)) {
                let close = open.map(String::from).unwrap_or_default();
                prop_assert_eq!(shlex::split(&format!("{line}{written}{close}")), Some(vec!["acquis".to_owned(), name]));
            }
        }

        #[test]
        fn powershell_reads_the_same_name(name in "[ -~é’‘]{1,20}") {
            let written = for_powershell(&name);
            let read = match written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
                None => written.clone(),
                Some(inner) => {
                    let mut read = inner.to_owned();
                    for quote in ['\'', '’', '‘'] {
                        prop_assert_eq!(inner.replace(&String::from(quote).repeat(2), "").contains(quote), false);
                        read = read.replace(&String::from(quote).repeat(2), &String::from(quote));
                    }
                    read
                }
            };
            prop_assert_eq!(read, name);
        }
    }

    #[test]
    fn what_no_writing_says_is_not_offered() {
        let open = |line: &str| typed(line, BREAKS);
        assert_eq!(for_bash("it's", &open("acquis 'it")), None);
        assert_eq!(for_bash("wow!", &open("acquis \"wo")), None);
        assert_eq!(for_bash("`id`", &open("acquis ")).as_deref(), Some("\\`id\\`"));
        assert_eq!(for_bash("--topic=`id`", &open("acquis --topic=")).as_deref(), Some("\\`id\\`"));
        assert_eq!(for_bash("law:eu", &open("acquis law:e")).as_deref(), Some("eu"));
    }
}
