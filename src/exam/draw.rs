//! Draws the cards of a paper: by quotas of topic and kind, at most one of what gives each other away.
//!
//! The parts of an entry and the entries of a group form a *cluster*, of which a paper holds one card at most. A quota
//! is met exactly or the draw is refused with numbers. A question fills the quota of one of its topics.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

use crate::card::{CardId, Key, KindName};
use crate::deck::{Catalogue, dealt};
use crate::exam::fill::{Cell, Hand, Quotas, fill};
use crate::exam::{Blueprint, Names};

/// How often the questions are spread anew over topics and kinds before the draw is refused.
const TRIES: u32 = 200;

/// A generator for one purpose of a paper: the same on every platform and in every release.
pub(super) fn generator(purpose: &str, seed: u64) -> ChaCha8Rng {
    let mut hash = Sha256::new();
    hash.update(b"acquis exam\x1f");
    hash.update(purpose);
    hash.update([0x1f]);
    hash.update(seed.to_be_bytes());
    ChaCha8Rng::from_seed(hash.finalize().into())
}

/// A card that may be drawn.
#[derive(Clone, Debug)]
struct Candidate {
    /// Index into the catalogue.
    card: usize,
    topics: Vec<String>,
    kind: KindName,
}

/// The cards that may be drawn, by cluster.
pub(crate) struct Pool {
    /// In order of the least id, the cards of each by id.
    clusters: Vec<Vec<Candidate>>,
    /// Cards left out because their student rates them.
    self_rated: usize,
    names: Names,
}

/// Why a paper cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shortage {
    Questions {
        asked: usize,
        can: usize,
        cards: usize,
        self_rated: usize,
    },
    Topic {
        topic: String,
        asked: usize,
        can: usize,
        cards: usize,
    },
    Kind {
        kind: KindName,
        asked: usize,
        can: usize,
        cards: usize,
    },
    /// More asked for by topic or by kind than the paper has.
    Sum {
        what: &'static str,
        sum: usize,
        questions: usize,
    },
    /// Each quota can be met, all of them together cannot.
    Together {
        asked: usize,
        can: usize,
    },
}

impl Pool {
    /// The selected cards but those that the student rates, sorted by id: progress has no part in it.
    pub(crate) fn new(catalogue: &Catalogue, selected: &[usize]) -> Self {
        Self::named(catalogue, selected, Names::default())
    }

    /// With the cards as they were called when a paper was drawn: order and dealing hang on that.
    pub(crate) fn named(catalogue: &Catalogue, selected: &[usize], names: Names) -> Self {
        let mut cards = selected.to_vec();
        cards.sort_by(|&a, &b| names.of(catalogue, a).cmp(names.of(catalogue, b)));
        cards.dedup();
        let (mut clusters, mut places, mut self_rated) = (Vec::<Vec<Candidate>>::new(), HashMap::new(), 0);
        for at in cards {
            let card = &catalogue.cards[at];
            let note = catalogue.note(card);
            if matches!(card.part.key, Key::Recall(_)) {
                self_rated += 1;
                continue;
            }
            let deck = catalogue.deck(card);
            let name = match &note.group {
                Some(group) => (true, deck.course.clone(), group.clone()),
                None => (false, deck.id.clone(), note.id.clone()),
            };
            let place = *places.entry(name).or_insert_with(|| {
                clusters.push(Vec::new());
                clusters.len() - 1
            });
            clusters[place].push(Candidate { card: at, topics: note.topics.clone(), kind: note.kind.name() });
        }
        Self { clusters, self_rated, names }
    }

    /// What a card was called when the paper was drawn.
    pub(crate) fn id<'a>(&'a self, catalogue: &'a Catalogue, card: usize) -> &'a CardId {
        self.names.of(catalogue, card)
    }

    /// Draws the cards of a paper, in the order drawn; each hand of a seed is another draw.
    ///
    /// # Errors
    /// A quota that cannot be met, each with its numbers.
    pub(crate) fn draw(&self, blueprint: &Blueprint, seed: u64, hand: u32) -> Result<Vec<usize>, Vec<Shortage>> {
        let questions = blueprint.size(self.clusters.len());
        let short = self.shortages(blueprint, questions);
        if !short.is_empty() {
            return Err(short);
        }
        let mut rng = generator(&format!("draw {hand}"), seed);
        let kinds = Quotas::of(blueprint.kinds.iter().map(|(_, count)| *count), questions);
        let mut best = 0;
        for attempt in 0..TRIES {
            let clusters = dealt((0..self.clusters.len()).collect(), &mut rng);
            // Without quotas by topic the topics have their share; if the kinds forbid it, chance alone decides.
            let spread = blueprint.topics.is_empty() && (attempt < TRIES / 2 || blueprint.kinds.is_empty());
            let (names, counts) = if spread { self.shares(&clusters, questions) } else { asked(blueprint) };
            let topics = Quotas::of(counts.into_iter(), questions);
            let hands: Vec<Hand> =
                clusters.iter().map(|&at| self.hand(at, &names, spread, blueprint, &mut rng)).collect();
            match fill(&hands, &topics, &kinds) {
                Ok(cards) => return Ok(cards),
                Err(filled) => best = best.max(filled),
            }
        }
        Err(vec![Shortage::Together { asked: questions, can: best }])
    }

    fn shortages(&self, blueprint: &Blueprint, questions: usize) -> Vec<Shortage> {
        let mut short = Vec::new();
        let count = |fits: &dyn Fn(&Candidate) -> bool| {
            let clusters = self.clusters.iter().filter(|cluster| cluster.iter().any(fits)).count();
            (clusters, self.clusters.iter().flatten().filter(|card| fits(card)).count())
        };
        for (topic, asked) in &blueprint.topics {
            let (can, cards) = count(&|card| card.topics.contains(topic));
            if can < *asked {
                short.push(Shortage::Topic { topic: topic.clone(), asked: *asked, can, cards });
            }
        }
        for (kind, asked) in &blueprint.kinds {
            let (can, cards) = count(&|card| card.kind == *kind);
            if can < *asked {
                short.push(Shortage::Kind { kind: *kind, asked: *asked, can, cards });
            }
        }
        for (what, sum) in [("topics", blueprint.topic_sum()), ("kinds", blueprint.kind_sum())] {
            if sum > questions {
                short.push(Shortage::Sum { what, sum, questions });
            }
        }
        let (can, cards) = count(&|_| true);
        if can < questions || can == 0 {
            short.push(Shortage::Questions { asked: questions, can, cards, self_rated: self.self_rated });
        }
        short
    }

    /// Topics with their share of the questions, by largest remainder; a cluster counts for the first topic of its
    /// first card, and one without a topic for the rest.
    fn shares(&self, clusters: &[usize], questions: usize) -> (Vec<String>, Vec<usize>) {
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        for &at in clusters {
            *sizes.entry(self.clusters[at][0].topics.first().map_or("", String::as_str)).or_default() += 1;
        }
        let total = clusters.len().max(1);
        let mut shares: Vec<(&str, usize, usize)> =
            sizes.iter().map(|(topic, size)| (*topic, questions * size / total, questions * size % total)).collect();
        let mut left = questions - shares.iter().map(|(_, whole, _)| whole).sum::<usize>();
        let mut order: Vec<usize> = (0..shares.len()).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(shares[at].2));
        for at in order {
            if left > 0 {
                shares[at].1 += 1;
                left -= 1;
            }
        }
        shares
            .into_iter()
            .filter(|(topic, ..)| !topic.is_empty())
            .map(|(topic, count, _)| (topic.to_owned(), count))
            .unzip()
    }

    /// The cards of a cluster with the cells they could fill, dealt.
    fn hand(&self, at: usize, names: &[String], spread: bool, blueprint: &Blueprint, rng: &mut impl Rng) -> Hand {
        let cluster = &self.clusters[at];
        let place = |topic: &String| names.iter().position(|name| name == topic);
        let mut cells = Vec::new();
        for candidate in cluster {
            let kind = blueprint.kinds.iter().position(|(kind, _)| *kind == candidate.kind);
            let kind = kind.unwrap_or(blueprint.kinds.len());
            let topics: Vec<usize> = if spread {
                cluster[0].topics.first().and_then(place).into_iter().collect()
            } else {
                candidate.topics.iter().filter_map(place).collect()
            };
            let topics = if topics.is_empty() { vec![names.len()] } else { topics };
            cells.extend(topics.into_iter().map(|topic| (candidate.card, Cell { topic, kind })));
        }
        Hand { cells: dealt(cells, rng) }
    }
}

fn asked(blueprint: &Blueprint) -> (Vec<String>, Vec<usize>) {
    blueprint.topics.iter().cloned().unzip()
}

impl fmt::Display for Shortage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Questions { asked, can, cards, self_rated } => {
                write!(f, "{asked} questions asked for, {can} can stand on one paper ({cards} cards")?;
                if *self_rated > 0 {
                    write!(f, ", {self_rated} more that students rate themselves")?;
                }
                f.write_str(")")
            }
            Self::Topic { topic, asked, can, cards } => {
                write!(f, "topic `{topic}`: {asked} asked for, {can} can stand on one paper ({cards} cards)")
            }
            Self::Kind { kind, asked, can, cards } => {
                write!(f, "kind `{}`: {asked} asked for, {can} can stand on one paper ({cards} cards)", kind.word())
            }
            Self::Sum { what, sum, questions } => {
                write!(f, "the {what} ask for {sum} questions, the paper has {questions}")
            }
            Self::Together { asked, can } => write!(
                f,
                "no paper of {asked} questions was found that meets the quotas of topics and kinds together; {can} could be placed"
            ),
        }
    }
}
