//! Builds the word lists that the judge of answers carries: `cargo xtask words SCOWL FR_DIC FR_AFF CMUDICT OUT`,
//! `… names NAMES OUT.fst` for names as they are,
//! for one list of its own `… -- german WORDS OUT`, `… -- first-names NAMES OUT`, `… -- surnames CENSUS OUT`, `… -- homophones CMUDICT OUT`.
//!
//! Where the sources come from, and their licences: `docs/word-lists.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{error::Error, fs};

use acquis::internals::{folded, folded_word};

type Words = BTreeSet<String>;
type Result<T> = std::result::Result<T, Box<dyn Error>>;

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let [what, list, out] = arguments {
        let (out, list) = (Path::new(out), fs::read_to_string(list)?);
        return match what.as_str() {
            "german" => write(&out.join("german/words.fst"), &german(&list)),
            "homophones" => {
                let words = fst::Set::new(fs::read(out.join("english/words.fst"))?)?.stream().into_strs()?;
                Ok(fs::write(out.join("english/homophones.txt"), homophones(&list, &words.into_iter().collect()))?)
            }
            "names" => write(out, &whole_names(&list)),
            "first-names" => write(&out.join("other/european-first-names.fst"), &first_names(&list, out)?),
            "surnames" => write(&out.join("other/surnames.fst"), &surnames(&list)),
            other => {
                Err(format!("`{other}` is none of `german`, `names`, `first-names`, `surnames`, `homophones`").into())
            }
        };
    }
    let [scowl, dic, aff, cmudict, out] = arguments else {
        return Err("usage: words SCOWL FR_DIC FR_AFF CMUDICT OUT; words german WORDS OUT; words first-names NAMES OUT; words surnames CENSUS OUT; words homophones CMUDICT OUT".into());
    };
    let out = Path::new(out);
    let (words, names) = english(Path::new(scowl))?;
    let homophones = homophones(&fs::read_to_string(cmudict)?, &words);
    write(&out.join("english/words.fst"), &words)?;
    write(&out.join("english/names.fst"), &names)?;
    fs::write(out.join("english/homophones.txt"), homophones)?;
    let french = French::read(&fs::read_to_string(dic)?, &fs::read_to_string(aff)?);
    write(&out.join("french/words.fst"), &french.words)?;
    write(&out.join("french/names.fst"), &french.names)?;
    write(&out.join("other/first-names.fst"), &french.first_names)
}

/// Whole names, folded, one a line: `hong kong`.
fn whole_names(list: &str) -> Words {
    list.lines().map(folded).filter(|name| name.chars().count() > 2).collect()
}

/// First names that are no words of English or French and no places: *Theodor*, not *Will* and *Florence*.
fn first_names(list: &str, folder: &Path) -> Result<Words> {
    let others = ["english/words.fst", "french/words.fst", "other/cities.fst", "other/territories.fst"];
    let read = |path| -> Result<fst::Set<Vec<u8>>> { Ok(fst::Set::new(fs::read(folder.join(path))?)?) };
    let others: Vec<_> = others.into_iter().map(read).collect::<Result<_>>()?;
    let mut names = whole_names(list);
    names.retain(|name| !others.iter().any(|other| other.contains(name)));
    Ok(names)
}

fn write(path: &Path, words: &Words) -> Result<()> {
    let mut builder = fst::SetBuilder::memory();
    for word in words {
        builder.insert(word)?;
    }
    Ok(fs::write(path, builder.into_inner()?)?)
}

/// Single letters and what folds to nothing are no words for the judge.
fn add(words: &mut Words, word: &str) {
    let folded = folded_word(word.trim_end_matches("'s"));
    if folded.chars().count() > 1 && folded.chars().all(char::is_alphabetic) {
        words.insert(folded);
    }
}

/// Words and names of SCOWL up to size 70 (names of people and places up to 70), all spellings.
fn english(folder: &Path) -> Result<(Words, Words)> {
    let (mut words, mut names) = (Words::new(), Words::new());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let Some((kind, size)) = name.rsplit_once('.') else { continue };
        let size: u32 = size.parse().unwrap_or(99);
        let target = match kind.rsplit_once('-') {
            Some((spelling, "words")) if size <= 70 && !spelling.contains("variant_") => &mut words,
            Some((_, "upper")) if size <= 70 => &mut names,
            Some((_, "names")) if size <= 70 => &mut names,
            _ => continue,
        };
        for byte_line in fs::read(&path)?.split(|byte| *byte == b'\n') {
            // The lists are Latin-1, where every byte is its own code point.
            let line: String = byte_line.iter().map(|byte| char::from(*byte)).collect();
            add(target, line.trim());
        }
    }
    Ok((words, names))
}

/// One word a line, all forms. Compounds of words of four letters and more are left out, since the judge takes them apart, and so are
/// the forms of verbs that only a second person takes. *Gerecht* is no compound of *Ger* and *echt*.
fn german(list: &str) -> Words {
    let mut all = Words::new();
    list.lines().for_each(|line| add(&mut all, line.trim()));
    let compound = |word: &str| {
        (4..word.len().saturating_sub(3)).any(|cut| {
            let (head, tail) = word.split_at(cut);
            let joined = head.strip_suffix('s').is_some_and(|head| head.len() > 3 && all.contains(head));
            all.contains(tail) && (joined || all.contains(head))
        })
    };
    let second_person = |word: &str| word.len() > 7 && (word.ends_with("test") || word.ends_with("tet"));
    let kept = |word: &&String| !compound(word) && !second_person(word);
    all.iter().filter(kept).cloned().collect()
}

/// The commonest surnames of a census, one a line, the commonest first; the rarer ones are too near to misspellings.
const SURNAMES: usize = 8_000;

fn surnames(list: &str) -> Words {
    let mut names = Words::new();
    let first = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
    list.lines().take(SURNAMES).for_each(|line| add(&mut names, &first(line)));
    names
}

/// One line per sound with at least two words of the list. Only a word's first pronunciation counts.
fn homophones(cmudict: &str, words: &Words) -> String {
    let (mut sounds, mut slurs) = (BTreeMap::<String, Words>::new(), BTreeMap::<String, Words>::new());
    for line in cmudict.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((word, sound)) = line.split_once(' ').filter(|(word, _)| !word.contains('(')) else { continue };
        let word = folded_word(word);
        if word.len() > 3 && words.contains(&word) {
            slurs.entry(slurred(sound)).or_default().insert(word.clone());
            sounds.entry(sound.trim().to_owned()).or_default().insert(word);
        }
    }
    let alike = |words: &Words| words.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let mut lines: BTreeSet<String> = sounds.values().filter(|words| words.len() > 1).map(alike).collect();
    for words in slurs.values() {
        let pairs = words.iter().flat_map(|one| words.range(one.clone()..).map(move |other| (one, other)));
        lines.extend(
            pairs.filter(|(one, other)| differ_in_a_vowel(one, other)).map(|(one, other)| format!("{one} {other}")),
        );
    }
    lines.into_iter().fold(String::new(), |text, line| text + &line + "\n")
}

/// One vowel differs, behind the fourth letter.
fn differ_in_a_vowel(one: &str, other: &str) -> bool {
    let mut places = one.bytes().zip(other.bytes()).enumerate().filter(|(_, (one, other))| one != other);
    let vowels =
        |(place, (one, other)): (usize, (u8, u8))| place > 3 && b"aeio".contains(&one) && b"aeio".contains(&other);
    one.len() == other.len() && places.next().is_some_and(vowels) && places.next().is_none()
}

/// The sound with the vowels that nobody stresses made one, except the first: *complement* and *compliment*.
fn slurred(sound: &str) -> String {
    let mut phones = sound.split_whitespace();
    let first = phones.next().unwrap_or_default().to_owned();
    phones.fold(first, |sound, phone| {
        let slurred = match phone {
            "IH0" | "EH0" | "AH0" => "AH0",
            "ER0" => "AH0 R",
            other => other,
        };
        format!("{sound} {slurred}")
    })
}

#[derive(Default)]
struct French {
    words: Words,
    names: Words,
    first_names: Words,
}

/// One rule of a Hunspell affix file: what to strip, what to add, and where.
struct Suffix {
    strip: String,
    ending: String,
    condition: Vec<(bool, Vec<char>)>,
}

impl Suffix {
    fn apply(&self, stem: &str) -> Option<String> {
        let letters: Vec<char> = stem.chars().collect();
        let tail = letters.len().checked_sub(self.condition.len())?;
        let fits = self
            .condition
            .iter()
            .zip(&letters[tail..])
            .all(|((not, set), letter)| set.is_empty() || set.contains(letter) != *not);
        let kept = stem.strip_suffix(self.strip.as_str())?;
        fits.then(|| format!("{kept}{}", self.ending))
    }
}

fn condition(text: &str) -> Vec<(bool, Vec<char>)> {
    let mut places = Vec::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        places.push(match letter {
            '.' => (false, Vec::new()),
            '[' => {
                let set: Vec<char> = letters.by_ref().take_while(|letter| *letter != ']').collect();
                (set.first() == Some(&'^'), set.into_iter().filter(|letter| *letter != '^').collect())
            }
            letter => (false, vec![letter]),
        });
    }
    if text == "." { Vec::new() } else { places }
}

fn suffixes(aff: &str) -> BTreeMap<String, Vec<Suffix>> {
    let mut rules: BTreeMap<String, Vec<Suffix>> = BTreeMap::new();
    for line in aff.lines() {
        let mut parts = line.split_whitespace();
        let (Some("SFX"), Some(flag), Some(strip), Some(ending), Some(place)) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let none = |text: &str| if text == "0" { String::new() } else { text.to_owned() };
        let ending = none(ending.split('/').next().unwrap_or_default());
        let rule = Suffix { strip: none(strip), ending, condition: condition(place) };
        rules.entry(flag.to_owned()).or_default().push(rule);
    }
    rules
}

impl French {
    fn read(dic: &str, aff: &str) -> Self {
        let rules = suffixes(aff);
        let mut french = Self::default();
        for line in dic.lines().skip(1) {
            let entry = line.split_whitespace().next().unwrap_or_default();
            let (stem, flags) = entry.split_once('/').unwrap_or((entry, ""));
            let target = if line.contains("po:prn") {
                add(&mut french.first_names, stem);
                &mut french.names
            } else if stem.chars().next().is_some_and(char::is_uppercase) {
                &mut french.names
            } else {
                &mut french.words
            };
            add(target, stem);
            let flags: Vec<char> = flags.chars().collect();
            for flag in flags.chunks(2).map(|pair| pair.iter().collect::<String>()) {
                for form in rules.get(&flag).into_iter().flatten().filter_map(|rule| rule.apply(stem)) {
                    add(target, &form);
                }
            }
        }
        french
    }
}
