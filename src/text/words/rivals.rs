//! Other known answers, for which a typed one must never be taken: prepared once for a course.

use std::collections::HashMap;

use crate::text::form::distance::edits;
use crate::text::form::fold::fold;
use crate::text::language::roles::ARTICLES;
use crate::text::language::signs;

/// The answers of other facts, folded and indexed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rivals {
    entries: Vec<Rival>,
    exact: HashMap<String, usize>,
    by_first: HashMap<String, Vec<usize>>,
    by_last: HashMap<String, Vec<usize>>,
    by_initials: HashMap<String, Vec<usize>>,
    /// By length in letters, for finding what is near.
    by_length: HashMap<usize, Vec<usize>>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rival {
    pub(crate) answer: String,
    pub(crate) about: Option<String>,
    folded: String,
    /// Which letters and digits occur: two texts within so many edits differ in at most twice as many.
    letters: u64,
}

impl Rival {
    /// Whether it answers the same part of an entry: of bodies and instruments the course says what they are, of those
    /// who take a position it does not.
    pub(crate) fn answers(&self, part: &str) -> bool {
        match part {
            "name" | "short" => self.about.is_some(),
            "who" => self.about.is_none(),
            "" => true,
            _ => false,
        }
    }
}

impl Rivals {
    /// From every answer and, where the course says so, what it is.
    pub(crate) fn new(answers: impl IntoIterator<Item = (String, Option<String>)>) -> Self {
        let mut rivals = Self::default();
        for (answer, about) in answers {
            let folded = bare(&answer);
            if folded.is_empty() || rivals.exact.contains_key(&folded) {
                continue;
            }
            let place = rivals.entries.len();
            if let Some((first, _)) = folded.split_once(' ') {
                rivals.by_first.entry(first.to_owned()).or_default().push(place);
            }
            if let Some(last) = folded.rsplit(' ').next() {
                rivals.by_last.entry(last.to_owned()).or_default().push(place);
            }
            for initials in initials(&folded) {
                rivals.by_initials.entry(initials).or_default().push(place);
            }
            rivals.by_length.entry(folded.chars().count()).or_default().push(place);
            rivals.exact.insert(folded.clone(), place);
            rivals.entries.push(Rival { letters: letters(&folded), answer, about, folded });
        }
        rivals
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every answer with what it is, in the order given.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.entries.iter().map(|rival| (rival.answer.as_str(), rival.about.as_deref()))
    }

    /// The rival that the text names, if it is none of the accepted forms.
    pub(crate) fn named(&self, text: &str, accepted: &[String]) -> Option<&Rival> {
        self.named_bare(&bare(text), accepted)
    }

    /// The same for a text that is bare already.
    pub(crate) fn named_bare(&self, text: &str, accepted: &[String]) -> Option<&Rival> {
        let single = text.strip_suffix('s').unwrap_or(text);
        let place = self.exact.get(text).or_else(|| self.exact.get(single))?;
        Some(&self.entries[*place]).filter(|rival| !accepted.contains(&rival.folded))
    }

    /// The nearest rival within so many edits.
    pub(crate) fn near(&self, text: &str, limit: usize, accepted: &[String]) -> Option<&Rival> {
        let text = bare(text);
        let length = text.chars().count();
        let own = letters(&text);
        let most = u32::try_from(2 * limit).unwrap_or(u32::MAX);
        (length.saturating_sub(limit)..=length + limit)
            .filter_map(|length| self.by_length.get(&length))
            .flatten()
            .map(|place| &self.entries[*place])
            .filter(|rival| (rival.letters ^ own).count_ones() <= most)
            .filter(|rival| !accepted.contains(&rival.folded))
            .filter_map(|rival| edits(&rival.folded, &text, limit).map(|edits| (edits, rival)))
            .min_by_key(|(edits, _)| *edits)
            .map(|(_, rival)| rival)
    }

    /// Another answer that ends in the same word, so that the word alone does not tell them apart.
    pub(crate) fn share_last(&self, word: &str, accepted: &[String]) -> bool {
        self.share(&self.by_last, word, accepted)
    }

    /// Another answer of several words that begins with the same one.
    pub(crate) fn share_first(&self, word: &str, accepted: &[String]) -> bool {
        self.share(&self.by_first, word, accepted)
    }

    /// Another answer of which the initials are the same, or that is just that.
    pub(crate) fn share_initials(&self, initials: &str, accepted: &[String]) -> bool {
        self.share(&self.by_initials, initials, accepted) || self.named(initials, accepted).is_some()
    }

    fn share(&self, index: &HashMap<String, Vec<usize>>, word: &str, accepted: &[String]) -> bool {
        let sharing = index.get(word).into_iter().flatten();
        // *Robert Keohane, Joseph Nye* names nobody else than *Joseph Nye*.
        let joint = |rival: &Rival| accepted.iter().any(|own| rival.folded.contains(own.as_str()));
        sharing.map(|place| &self.entries[*place]).any(|rival| !joint(rival))
    }
}

/// The first letters of three words or more: of all, and of the long ones.
fn initials(folded: &str) -> Vec<String> {
    let words = || folded.split(' ');
    if words().count() < 3 {
        return Vec::new();
    }
    let of = |least: usize| words().filter(|word| word.len() >= least).filter_map(|word| word.chars().next()).collect();
    vec![of(1), of(4)]
}

/// One bit for every letter or digit that occurs.
fn letters(folded: &str) -> u64 {
    folded.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 64))
}

/// Folded, without an article in front.
pub(crate) fn bare(text: &str) -> String {
    let folded = fold(&signs::spelled(text));
    match folded.split_once(' ').filter(|(first, _)| ARTICLES.has_in_ours(first)).map(|(_, rest)| rest) {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => folded,
    }
}
