//! Courses made up for benches: entries of five kinds of some 330 bytes each.

use std::fs;
use std::path::Path;

/// Writes a course of that many cards, in files of at most so many.
pub(crate) fn write(folder: &Path, cards: usize, a_file: usize) {
    fs::create_dir_all(folder).expect("a folder");
    for (file, first) in (0..cards).step_by(a_file).enumerate() {
        let last = cards.min(first + a_file);
        let entries: Vec<String> = (first..last).map(entry).collect();
        let head = format!(
            "[deck]\nid = \"made-up-{file}\"\ntitle = \"A made-up course\"\ncourse = \"made-up\"\n\n\
             [sources.book]\ntitle = \"A book\"\nauthor = \"A. Author\"\nyear = 2019\n\n[defaults]\nsource = \"book\"\n\n"
        );
        fs::write(folder.join(format!("deck-{file:03}.toml")), head + &entries.join("\n")).expect("a deck");
    }
}

fn entry(number: usize) -> String {
    let (kind, fields) = match number % 5 {
        0 => ("date", date(number)),
        1 => (
            "short",
            format!(
                "ask = \"Which word did the speaker use for item {number} in the debate?\"\nanswer = \"keyword{number} of debate\"\n"
            ),
        ),
        2 => (
            "institution",
            format!(
                "name = \"Agency {number} for Matters of {}\"\nrole = \"keeps the register number {number} of the Union\"\ntype = \"agency\"\naccept = [\"Agency {number}\"]\n",
                number * 7
            ),
        ),
        3 => (
            "choice",
            format!(
                "ask = \"Which of these was decided on item {number}?\"\nanswer = \"Decision {number} on trade\"\nwrong = [\"Decision {number} on cars\", \"Decision {number} on steel\", \"Decision {number} on paper\"]\n"
            ),
        ),
        _ => (
            "cloze",
            format!(
                "text = \"The council met in room {number} and chose {{{{chair=delegate {number}}}}} to lead the work of the year.\"\n"
            ),
        ),
    };
    format!(
        "[[{kind}]]\nid = \"e{number}\"\n{fields}topics = [\"topic-{}\"]\nwhy = \"Because of reason number {number}, which is told in the fourth chapter of the book at some length for those who read it.\"\nsource = {{ key = \"book\", at = \"page {}\" }}\n",
        number % 7,
        number % 400
    )
}

fn date(number: usize) -> String {
    let (year, month, day) = (2000 + number % 25, 1 + number % 12, 1 + number % 28);
    format!(
        "event = \"Matter number {number} was settled between the parties of the agreement\"\nwhen = \"{year}-{month:02}-{day:02}\"\n"
    )
}

/// Copies a course with that many mistakes planted in it.
pub(crate) fn spoil(from: &Path, to: &Path, mistakes: usize) {
    fs::create_dir_all(to).expect("a folder");
    for file in fs::read_dir(from).expect("a course") {
        let path = file.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a deck");
        let spoilt = text.replacen("\nsource = { key", "\nsuorce = { key", mistakes);
        fs::write(to.join(path.file_name().expect("a name")), spoilt).expect("a deck");
    }
}

/// Corrects an entry of one of the files, another each time.
pub(crate) fn correct(course: &Path, number: usize) {
    let path = course.join(format!("deck-{number:03}.toml"));
    let text = fs::read_to_string(&path).expect("a deck");
    fs::write(&path, text.replacen("Because of reason", "Because of the reason", 1)).expect("a deck");
}
