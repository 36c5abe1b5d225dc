//! The results of a class put together, card by card.

use std::collections::BTreeMap;

use crate::card::KindName;
use crate::exam::{ResultFile, ResultItem, Share};
use crate::text::fold;

/// The commonest wrong answers of a card that are kept.
const COMMONEST: usize = 3;

/// How a class answered one card.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) card: String,
    pub(crate) stem: String,
    pub(crate) answer: String,
    /// Right answers, of all papers: what was left open is not right.
    pub(crate) right: Share,
    /// Sum of the credits, partial ones counted as they are.
    pub(crate) points: f64,
    pub(crate) unanswered: usize,
    /// As typed, with how often, the commonest first.
    pub(crate) wrong: Vec<(String, usize)>,
}

/// A file that is not counted, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) file: String,
    pub(crate) why: String,
}

/// The results of a class.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Collected {
    pub(crate) title: String,
    pub(crate) fingerprint: String,
    /// Papers counted, and those that passed where there was a pass mark.
    pub(crate) papers: usize,
    pub(crate) passed: Option<usize>,
    /// Share of the points, 0 to 1, one for each paper, ascending.
    pub(crate) shares: Vec<f64>,
    /// How many papers had their orders marked by which rule; empty where none has an order.
    pub(crate) rules: BTreeMap<u32, usize>,
    /// The hardest first.
    pub(crate) rows: Vec<Row>,
    pub(crate) refused: Vec<Refused>,
}

/// Puts together what the files say of the first one's paper; versions of it count as the same.
pub(crate) fn collect(files: &[(String, ResultFile)]) -> Option<Collected> {
    let (_, first) = files.first()?;
    let (mut kept, mut refused) = (Vec::<&(String, ResultFile)>::new(), Vec::new());
    for file in files {
        let why = if file.1.fingerprint != first.fingerprint {
            let short = |print: &str| print.chars().take(8).collect::<String>();
            let (own, other) = (short(&file.1.fingerprint), short(&first.fingerprint));
            format!("another paper ({own} \"{}\", not {other} \"{}\")", file.1.title, first.title)
        } else if let Some((same, _)) = kept.iter().find(|(_, known)| known.attempt == file.1.attempt) {
            format!("the same attempt as {same}")
        } else {
            kept.push(file);
            continue;
        };
        refused.push(Refused { file: file.0.clone(), why });
    }
    let mut by_card: BTreeMap<&str, Vec<&ResultItem>> = BTreeMap::new();
    for (card, item) in kept.iter().flat_map(|(_, result)| &result.items) {
        by_card.entry(card).or_default().push(item);
    }
    let mut rows: Vec<Row> = by_card.into_iter().map(|(card, items)| row(card, &items)).collect();
    rows.sort_by(|a, b| a.right.share().total_cmp(&b.right.share()).then_with(|| a.card.cmp(&b.card)));
    let mut shares: Vec<f64> = kept.iter().map(|(_, result)| result.score.share).collect();
    shares.sort_by(f64::total_cmp);
    let passed: Vec<bool> = kept.iter().filter_map(|(_, result)| result.passed).collect();
    let mut rules = BTreeMap::new();
    for (_, result) in kept.iter().filter(|(_, result)| result.kinds.contains_key(KindName::Order.word())) {
        *rules.entry(result.rule).or_default() += 1;
    }
    Some(Collected {
        rules,
        title: first.title.clone(),
        fingerprint: first.fingerprint.clone(),
        papers: kept.len(),
        passed: (passed.len() == kept.len()).then(|| passed.iter().filter(|passed| **passed).count()),
        shares,
        rows,
        refused,
    })
}

fn row(card: &str, items: &[&ResultItem]) -> Row {
    let is_right = |item: &&&ResultItem| matches!(item.outcome.as_deref(), Some("correct" | "close"));
    let right = u32::try_from(items.iter().filter(is_right).count()).unwrap_or(u32::MAX);
    let mut wrong: Vec<(String, String, usize)> = Vec::new();
    for item in items.iter().filter(|item| !is_right(item)) {
        let Some(said) = &item.response else { continue };
        let folded = fold(said);
        match wrong.iter_mut().find(|(known, ..)| *known == folded) {
            Some((.., count)) => *count += 1,
            None => wrong.push((folded, said.clone(), 1)),
        }
    }
    wrong.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    wrong.truncate(COMMONEST);
    Row {
        card: card.to_owned(),
        stem: items[0].stem.clone(),
        answer: items[0].answer.clone(),
        right: Share { points: f64::from(right), of: items.len() },
        points: items.iter().map(|item| item.credit).sum(),
        unanswered: items.iter().filter(|item| item.outcome.is_none()).count(),
        wrong: wrong.into_iter().map(|(_, said, count)| (said, count)).collect(),
    }
}
