//! Files of the same questions, each attempt once.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use crate::card::KindName;
use crate::exam::{ResultFile, ResultItem};

use super::asked::{Asked, shortened};
use super::key::Judged;
use super::oddity::Oddity;

/// A student's paper as it counts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) file: String,
    pub(crate) name: Option<String>,
    pub(crate) attempt: String,
    pub(crate) version: String,
    /// None where the answers were given on paper.
    pub(crate) seconds: Option<u64>,
    /// Questions left open.
    pub(crate) open: usize,
    /// Place of a question of the class and its credit, 0 to 1, in order of the places.
    pub(crate) marks: Vec<(usize, f64)>,
    /// Points by the key that was not put right.
    pub(crate) before: f64,
}

impl Sheet {
    pub(crate) fn on_paper(&self) -> bool {
        self.seconds.is_none()
    }
}

/// Files of the same questions.
#[derive(Default)]
pub(super) struct Group {
    pub(super) cards: Vec<String>,
    pub(super) title: String,
    pub(super) passes: BTreeMap<String, (Option<f64>, usize)>,
    pub(super) asked: Vec<Asked>,
    pub(super) places: HashMap<String, usize>,
    pub(super) sheets: Vec<Sheet>,
    pub(super) attempts: HashMap<String, usize>,
    /// By what was answered and how long it took, to know a copy under another name.
    pub(super) sittings: HashMap<[u8; 32], usize>,
    pub(super) odd: Vec<Told>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) notes: Vec<String>,
    pub(super) rules: BTreeMap<u32, usize>,
    pub(super) other_decks: usize,
    pub(super) verified: usize,
    pub(super) fingerprint: String,
}

impl Group {
    /// Whether this attempt was counted before; told, and under another name told as well.
    pub(super) fn is_known(&mut self, file: &str, result: &ResultFile) -> bool {
        let sitting = sitting(result);
        let attempt = self.attempts.get(&shortened(&result.attempt));
        let copied = sitting.and_then(|sitting| self.sittings.get(&sitting));
        let Some(first) = attempt.or(copied).map(|&at| &self.sheets[at]) else {
            self.attempts.insert(shortened(&result.attempt), self.sheets.len());
            if let Some(sitting) = sitting {
                self.sittings.insert(sitting, self.sheets.len());
            }
            return false;
        };
        let what = if attempt.is_some() { "the same attempt as" } else { "the same answers in the same seconds as" };
        let name = result.name.as_deref().map(shortened);
        let named = |name: &Option<String>| name.clone().unwrap_or_else(|| "nobody".to_owned());
        let names = if name == first.name {
            String::new()
        } else {
            format!(", which names {} where this one names {}", named(&first.name), named(&name))
        };
        let why = format!("{what} {}{names}; counted once, as that file has it", first.file);
        self.left_out.push(LeftOut { file: file.to_owned(), why, drawn_otherwise: false });
        true
    }

    pub(super) fn keep(
        &mut self,
        (file, on_paper): (&str, bool),
        result: &ResultFile,
        marks: &[(usize, Judged, &ResultItem)],
        before: f64,
    ) {
        self.sheets.push(Sheet {
            file: file.to_owned(),
            name: result.name.as_deref().map(shortened).filter(|name| !name.trim().is_empty()),
            attempt: shortened(&result.attempt),
            version: result.version.chars().take(1).collect(),
            seconds: (!on_paper).then_some(result.seconds),
            open: marks.iter().filter(|(_, _, item)| item.response.is_none()).count(),
            marks: marks.iter().map(|(place, mark, _)| (*place, mark.credit)).collect(),
            before,
        });
        let pass = self.passes.entry(format!("{:?}", result.pass)).or_insert((result.pass, 0));
        pass.1 += 1;
        if result.kinds.contains_key(KindName::Order.word()) {
            *self.rules.entry(result.rule).or_default() += 1;
        }
    }

    pub(super) fn unlike(&self, other: &Self) -> String {
        let short = |print: &str| print.chars().take(8).collect::<String>();
        let (own, known) = (short(&other.fingerprint), short(&self.fingerprint));
        format!("another paper ({own} \"{}\", not {known} \"{}\")", other.title, self.title)
    }

    /// Names that stand on two attempts.
    pub(super) fn told(&mut self) -> Vec<String> {
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for sheet in &self.sheets {
            if let Some(name) = &sheet.name {
                by_name.entry(name).or_default().push(&sheet.file);
            }
        }
        let several = by_name.into_iter().filter(|(_, files)| files.len() > 1);
        let mut notes = std::mem::take(&mut self.notes);
        notes.extend(several.map(|(name, files)| {
            format!("{name} has {} attempts, each a row of its own: {}", files.len(), files.join(", "))
        }));
        notes
    }
}

/// What was answered and how long each took, started and handed in when; none where that says too little.
fn sitting(result: &ResultFile) -> Option<[u8; 32]> {
    let answered = result.items.values().filter(|item| item.response.is_some()).count();
    if answered < 3 || result.seconds == 0 {
        return None;
    }
    let mut hash = Sha256::new();
    for piece in [&result.started, &result.handed_in] {
        hash.update(piece);
        hash.update([0x1f]);
    }
    for (card, item) in &result.items {
        hash.update(card);
        hash.update([0x1f]);
        hash.update(item.response.as_deref().unwrap_or_default());
        hash.update([0x1f]);
        hash.update(item.seconds.to_be_bytes());
    }
    Some(hash.finalize().into())
}

/// A file that counts, with what is odd about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) file: String,
    pub(crate) name: Option<String>,
    pub(crate) oddities: Vec<Oddity>,
}

/// A file that does not count, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LeftOut {
    pub(crate) file: String,
    pub(crate) why: String,
    /// The decks give another paper for the same seed.
    pub(crate) drawn_otherwise: bool,
}
