//! Spreads the questions of a paper over topics and kinds so that every quota is met exactly.

/// A topic's and a kind's class; the last of each is whatever has no quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) topic: usize,
    pub(super) kind: usize,
}

/// What one cluster offers: cards with the cells they would fill.
pub(super) struct Hand {
    pub(super) cells: Vec<(usize, Cell)>,
}

/// How many questions each class takes, the rest last.
pub(super) struct Quotas(Vec<usize>);

impl Quotas {
    pub(super) fn of(counts: impl Iterator<Item = usize>, questions: usize) -> Self {
        let mut counts: Vec<usize> = counts.collect();
        counts.push(questions.saturating_sub(counts.iter().sum()));
        Self(counts)
    }
}

/// The cards of a paper that meets every quota exactly, in the order of the hands; else how many could be placed.
///
/// First the questions are spread over the cells so that rows and columns add up, then each cell gets its clusters.
pub(super) fn fill(hands: &[Hand], topics: &Quotas, kinds: &Quotas) -> Result<Vec<usize>, usize> {
    let questions: usize = topics.0.iter().sum();
    let mut grid = Grid::new(hands, topics, kinds);
    let spread = grid.spread(hands);
    if spread < questions {
        return Err(spread);
    }
    let mut holders: Vec<Option<usize>> = vec![None; hands.len()];
    let mut rooms = grid.counts.clone();
    let mut placed = 0;
    for at in 0..hands.len() {
        if placed == questions {
            break;
        }
        let mut visited = vec![false; rooms.len()];
        placed += usize::from(seat(at, hands, &grid, &mut holders, &mut rooms, &mut visited));
    }
    if placed < questions {
        return Err(placed);
    }
    let card = |(hand, held): (&Hand, &Option<usize>)| {
        let cell = (*held)?;
        hand.cells.iter().find(|(_, own)| grid.index(*own) == cell).map(|(card, _)| *card)
    };
    Ok(hands.iter().zip(&holders).filter_map(card).collect())
}

/// Gives a cluster a place in one of its cells, moving others aside where that helps.
fn seat(
    at: usize,
    hands: &[Hand],
    grid: &Grid,
    holders: &mut Vec<Option<usize>>,
    rooms: &mut Vec<usize>,
    visited: &mut Vec<bool>,
) -> bool {
    let own: Vec<usize> = hands[at].cells.iter().map(|(_, cell)| grid.index(*cell)).collect();
    if let Some(&free) = own.iter().find(|&&cell| rooms[cell] > 0) {
        rooms[free] -= 1;
        holders[at] = Some(free);
        return true;
    }
    for cell in own {
        if std::mem::replace(&mut visited[cell], true) {
            continue;
        }
        for other in 0..hands.len() {
            if holders[other] == Some(cell) && seat(other, hands, grid, holders, rooms, visited) {
                holders[at] = Some(cell);
                return true;
            }
        }
    }
    false
}

/// Questions by cell, and how many clusters each cell could draw on.
struct Grid {
    kinds: usize,
    counts: Vec<usize>,
    offers: Vec<usize>,
    topic_room: Vec<usize>,
    kind_room: Vec<usize>,
}

impl Grid {
    fn new(hands: &[Hand], topics: &Quotas, kinds: &Quotas) -> Self {
        let width = kinds.0.len();
        let mut offers = vec![0; topics.0.len() * width];
        for hand in hands {
            let mut cells: Vec<usize> = hand.cells.iter().map(|(_, cell)| cell.topic * width + cell.kind).collect();
            cells.sort_unstable();
            cells.dedup();
            for cell in cells {
                offers[cell] += 1;
            }
        }
        let counts = vec![0; offers.len()];
        Self { kinds: width, counts, offers, topic_room: topics.0.clone(), kind_room: kinds.0.clone() }
    }

    fn index(&self, cell: Cell) -> usize {
        cell.topic * self.kinds + cell.kind
    }

    /// Takes each hand's first cell where there is room, then moves counts along until rows and columns are full.
    fn spread(&mut self, hands: &[Hand]) -> usize {
        for hand in hands {
            let Some((_, cell)) = hand.cells.first() else { continue };
            if self.topic_room[cell.topic] > 0 && self.kind_room[cell.kind] > 0 {
                self.topic_room[cell.topic] -= 1;
                self.kind_room[cell.kind] -= 1;
                let at = self.index(*cell);
                self.counts[at] += 1;
            }
        }
        for topic in 0..self.topic_room.len() {
            while self.topic_room[topic] > 0 && self.extend(topic, &mut vec![false; self.topic_room.len()]) {
                self.topic_room[topic] -= 1;
            }
        }
        self.counts.iter().sum()
    }

    /// One more question in this topic's row, by a path to a kind that has room.
    fn extend(&mut self, topic: usize, visited: &mut [bool]) -> bool {
        visited[topic] = true;
        for kind in 0..self.kinds {
            let at = topic * self.kinds + kind;
            if self.counts[at] >= self.offers[at] {
                continue;
            }
            if self.kind_room[kind] > 0 {
                self.kind_room[kind] -= 1;
                self.counts[at] += 1;
                return true;
            }
            for other in 0..self.topic_room.len() {
                let there = other * self.kinds + kind;
                if !visited[other] && self.counts[there] > 0 && self.extend(other, visited) {
                    self.counts[there] -= 1;
                    self.counts[at] += 1;
                    return true;
                }
            }
        }
        false
    }
}
