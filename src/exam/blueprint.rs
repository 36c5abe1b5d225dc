//! What a paper is to be like: how many questions, of which topics and kinds, in how much time.

use crate::card::KindName;
use crate::deck::BlueprintFile;

/// Questions of a paper where nothing else is said.
const USUAL: usize = 20;

/// What a paper is to be like, whoever said it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Blueprint {
    pub(crate) title: Option<String>,
    /// None: twenty, or as many as there are.
    pub(crate) questions: Option<usize>,
    /// Time to sit it, in seconds.
    pub(crate) seconds: Option<u64>,
    /// Per cent of the points.
    pub(crate) pass: Option<f64>,
    /// In an order drawn by the seed, not the authors' own.
    pub(crate) shuffle: bool,
    pub(crate) topics: Vec<(String, usize)>,
    pub(crate) kinds: Vec<(KindName, usize)>,
    /// Of each question, where the blueprint says so; a point each otherwise.
    pub(crate) points: Option<f64>,
    /// By kind, before `points`.
    pub(crate) points_by_kind: Vec<(KindName, f64)>,
    pub(crate) seed: Option<u64>,
}

impl Default for Blueprint {
    fn default() -> Self {
        let (topics, kinds, points_by_kind) = (Vec::new(), Vec::new(), Vec::new());
        let (title, questions, seconds, pass, points, seed) = (None, None, None, None, None, None);
        Self { title, questions, seconds, pass, shuffle: true, topics, kinds, points, points_by_kind, seed }
    }
}

impl From<&BlueprintFile> for Blueprint {
    fn from(file: &BlueprintFile) -> Self {
        Self {
            title: file.title.clone(),
            questions: file.questions,
            seconds: file.seconds,
            pass: file.pass,
            shuffle: file.shuffle,
            topics: file.topics.iter().map(|asked| (asked.what.clone(), asked.count)).collect(),
            kinds: file.kinds.iter().map(|asked| (asked.what, asked.count)).collect(),
            points: file.points,
            points_by_kind: file.points_by_kind.clone(),
            seed: file.seed,
        }
    }
}

impl Blueprint {
    /// Questions of the paper, of so many that could stand on one: as said, else the larger sum of the quotas, else
    /// twenty or what there is.
    pub(crate) fn size(&self, available: usize) -> usize {
        let sum = self.topic_sum().max(self.kind_sum());
        self.questions.unwrap_or(if sum > 0 { sum } else { USUAL.min(available) })
    }

    /// What a question of this kind is worth.
    pub(crate) fn points_of(&self, kind: KindName) -> f64 {
        let own = self.points_by_kind.iter().find(|(known, _)| *known == kind);
        own.map(|(_, points)| *points).or(self.points).unwrap_or(1.0)
    }

    pub(crate) fn topic_sum(&self) -> usize {
        self.topics.iter().map(|(_, count)| count).sum()
    }

    pub(crate) fn kind_sum(&self) -> usize {
        self.kinds.iter().map(|(_, count)| count).sum()
    }
}
