//! What is due today, in which order, within which limits.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap, HashSet};

use crate::card::{CardId, CardName, Named};
use crate::deck::{Catalogue, NotePlace};
use crate::plan::Pursuit;
use crate::schedule::{PUT_OFF, Progress, Scheduler, States, StudyDay};
use crate::study::answers_apart::LastAnswers;
use crate::study::learning_order::{Unmet, in_learning_order};
use crate::study::paced::{self, Allowance};
use crate::study::relatives::apart;

/// How much a day may hold. Cards are counted, not answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) new_per_day: usize,
    pub(crate) reviews_per_day: usize,
    /// Of this session only.
    pub(crate) session: Option<usize>,
}

/// What today's log already holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Today {
    /// Distinct cards met for the first time today.
    pub(crate) new: usize,
    /// Distinct cards reviewed today that were known before.
    pub(crate) reviewed: usize,
    /// Every card answered today in a way that counts; practice leaves the queue as it is.
    pub(crate) answered: HashSet<CardId>,
    /// How often each was failed.
    pub(crate) failed: HashMap<CardId, u32>,
}

impl Today {
    /// Failed so often today that another day has to try it.
    pub(crate) fn is_put_off(&self, card: CardName<'_>, progress: &Progress) -> bool {
        progress.relearning && self.failed.get(&card as &dyn Named).is_some_and(|&failed| failed >= PUT_OFF)
    }
}

/// The cards of a session, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// Cards of a goal, due and new in its own order: asked before all others.
    pub(crate) first: Vec<usize>,
    /// What a goal leaves of the day.
    pub(crate) allowance: Option<Allowance>,
    /// Indices into the catalogue: due ones first, those of a goal included.
    pub(crate) due: Vec<usize>,
    pub(crate) new: Vec<usize>,
    /// Kept for another day because a sibling or a fellow of the group is asked.
    pub(crate) siblings_held: usize,
    /// New cards kept for another day for the same reason.
    pub(crate) new_siblings_held: usize,
    pub(crate) over_review_cap: usize,
    pub(crate) over_new_cap: usize,
    /// Due cards for which a goal's minutes leave no room.
    pub(crate) over_time: usize,
    /// Failed so often today that they are kept for another day.
    pub(crate) put_off: usize,
}

impl Plan {
    pub(crate) fn cards(&self) -> Vec<usize> {
        let first: HashSet<usize> = self.first.iter().copied().collect();
        let others = self.due.iter().chain(&self.new).filter(|card| !first.contains(card));
        self.first.iter().chain(others).copied().collect()
    }
}

/// What decides the queue besides the cards.
pub(crate) struct Circumstances<'a> {
    pub(crate) progress: &'a States,
    pub(crate) scheduler: &'a Scheduler,
    pub(crate) today: StudyDay,
    pub(crate) done: &'a Today,
    pub(crate) limits: Limits,
    /// The exam dates, where there are some.
    pub(crate) pursuit: Option<&'a Pursuit>,
}

impl Circumstances<'_> {
    /// What is known of a card, which is not made for it.
    pub(super) fn known(&self, catalogue: &Catalogue, card: usize) -> Option<Progress> {
        self.progress.get(&catalogue.name(card))
    }

    pub(super) fn is_seen(&self, catalogue: &Catalogue, card: usize) -> bool {
        self.known(catalogue, card).is_some_and(|known| known.is_seen())
    }

    fn is_put_off(&self, catalogue: &Catalogue, card: usize) -> bool {
        // Most sessions begin without a failure: then nothing is looked up.
        let known = || self.known(catalogue, card);
        !self.done.failed.is_empty()
            && known().is_some_and(|progress| self.done.is_put_off(catalogue.name(card), &progress))
    }
}

/// The cards of a goal first, as its policy says. Of the others due before new; among the due the most endangered first, those of one topic kept apart; new in the order of learning.
///
/// No two parts of an entry, no two entries of a group, and no two that are taken for each other are asked on one study
/// day; what was failed today comes back
/// all the same. The limits of the day come before the limit of the session.
pub(crate) fn plan(catalogue: &Catalogue, selected: &[usize], at: &Circumstances<'_>) -> Plan {
    let mut plan = Plan::default();
    let mut taken = Taken::of_today(catalogue, at);
    plan.put_off = selected.iter().filter(|&&card| at.is_put_off(catalogue, card)).count();
    let others = paced::take(&mut plan, &mut taken, catalogue, selected, at);
    ordinary(&mut plan, &mut taken, catalogue, &others, at);
    if let Some(limit) = at.limits.session {
        cut(&mut plan, limit);
    }
    plan.due = apart(catalogue, &plan.due);
    plan
}

/// The first cards only, whatever they are.
fn cut(plan: &mut Plan, limit: usize) {
    let kept: HashSet<usize> = plan.cards().into_iter().take(limit).collect();
    for cards in [&mut plan.first, &mut plan.due, &mut plan.new] {
        cards.retain(|card| kept.contains(card));
    }
    if let Some(allowance) = &mut plan.allowance {
        allowance.keep_to(limit - kept.len());
    }
}

/// Cards without a goal, within the day's limits.
fn ordinary<'a>(
    plan: &mut Plan,
    taken: &mut Taken<'a>,
    catalogue: &'a Catalogue,
    selected: &[usize],
    at: &Circumstances<'_>,
) {
    let (new_done, reviewed) = paced::done_without_goal(catalogue, at);
    let Waiting { due, unseen } = waiting(catalogue, selected, at);
    take_due(plan, taken, catalogue, due, at, at.limits.reviews_per_day.saturating_sub(reviewed));
    take_new(plan, taken, catalogue, in_order_of_learning(catalogue, selected, &unseen), at, new_done);
}

/// Takes due cards as far as there is room for them.
fn take_due<'a>(
    plan: &mut Plan,
    taken: &mut Taken<'a>,
    catalogue: &'a Catalogue,
    mut due: BinaryHeap<Due<'_>>,
    at: &Circumstances<'_>,
    mut room: usize,
) {
    // Counted already, and its siblings held: it was answered today, and not right.
    let is_repeat = |card: usize| at.done.answered.contains(&catalogue.name(card) as &dyn Named);
    while room > 0
        && let Some(Due { card, .. }) = due.pop()
    {
        let is_repeat = is_repeat(card);
        if !is_repeat && !taken.is_free(catalogue, card) {
            plan.siblings_held += 1;
        } else {
            room -= usize::from(!is_repeat);
            taken.take(catalogue, card);
            plan.due.push(card);
        }
    }
    // The day is full: but for what comes back today, the rest need not be put in order.
    let (mut repeats, rest): (Vec<Due>, Vec<Due>) = due.into_iter().partition(|due| is_repeat(due.card));
    repeats.sort_unstable_by(|one, other| other.cmp(one));
    plan.due.extend(repeats.into_iter().map(|due| due.card));
    let held = rest.iter().filter(|due| !taken.is_free(catalogue, due.card)).count();
    plan.siblings_held += held;
    plan.over_review_cap += rest.len() - held;
}

/// Takes new cards, given in the order of learning, as far as there is room for them.
fn take_new<'a>(
    plan: &mut Plan,
    taken: &mut Taken<'a>,
    catalogue: &'a Catalogue,
    mut waiting: Vec<usize>,
    at: &Circumstances<'_>,
    done: usize,
) {
    let mut room = at.limits.new_per_day.saturating_sub(done);
    let mut unmet = Unmet::of(catalogue, waiting.iter().copied(), |card| at.is_seen(catalogue, card));
    let mut last = LastAnswers::default();
    while room > 0 {
        // What the filters and the days before left of the order may bring cards of one answer together again.
        let is_open = |&card: &usize| taken.is_free(catalogue, card) && !unmet.holds(catalogue, card);
        let next = waiting.iter().position(|card| is_open(card) && last.may_follow(catalogue, *card));
        let Some(place) = next.or_else(|| waiting.iter().position(is_open)) else { break };
        let card = waiting.remove(place);
        room -= 1;
        taken.take(catalogue, card);
        unmet.meet(catalogue, card);
        last.take(catalogue, card);
        plan.new.push(card);
    }
    for card in waiting {
        let is_held = !taken.is_free(catalogue, card) || (room > 0 && unmet.holds(catalogue, card));
        *(if is_held { &mut plan.new_siblings_held } else { &mut plan.over_new_cap }) += 1;
    }
}

/// A due card: the greatest of several is the most endangered one, by relative overdueness, ties by id.
struct Due<'a> {
    overdueness: f64,
    name: CardName<'a>,
    card: usize,
}

impl Ord for Due<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.overdueness.total_cmp(&other.overdueness).then_with(|| other.name.cmp(&self.name))
    }
}

impl PartialOrd for Due<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Due<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Due<'_> {}

/// The cards that may be asked.
struct Waiting<'a> {
    due: BinaryHeap<Due<'a>>,
    unseen: HashSet<usize>,
}

fn waiting<'a>(catalogue: &'a Catalogue, selected: &[usize], at: &Circumstances<'_>) -> Waiting<'a> {
    let (mut due, mut unseen) = (Vec::new(), HashSet::new());
    for &card in selected {
        let Some(progress) = at.known(catalogue, card) else {
            unseen.insert(card);
            continue;
        };
        if progress.suspended {
            continue;
        }
        if !progress.is_seen() {
            unseen.insert(card);
        }
        let is_revised = || {
            let (deck, note) = catalogue.entry(card);
            progress.is_seen() && deck.notes.revised(note) > progress.revised
        };
        if (progress.is_due(at.today) || is_revised()) && !at.is_put_off(catalogue, card) {
            let overdueness = at.scheduler.overdueness(&progress, at.today);
            due.push(Due { overdueness, name: catalogue.name(card), card });
        }
    }
    Waiting { due: due.into(), unseen }
}

/// Cards never seen, in the order of learning.
fn in_order_of_learning(catalogue: &Catalogue, selected: &[usize], unseen: &HashSet<usize>) -> Vec<usize> {
    if unseen.is_empty() {
        return Vec::new();
    }
    // The order of all of them, so that it stays the same from day to day.
    let mut order = in_learning_order(catalogue, selected);
    order.retain(|card| unseen.contains(card));
    order
}

/// Entries and groups that are already asked today.
pub(super) struct Taken<'a> {
    entries: HashSet<NotePlace>,
    /// Entries that are likely to be taken for one of these: after the verdict either is told from the other.
    near: HashSet<NotePlace>,
    groups: HashSet<Group<'a>>,
}

/// A course and a group of its entries.
pub(super) type Group<'a> = (&'a str, &'a str);

impl<'a> Taken<'a> {
    fn of_today(catalogue: &'a Catalogue, at: &Circumstances<'_>) -> Self {
        let mut taken = Self { entries: HashSet::new(), near: HashSet::new(), groups: HashSet::new() };
        for id in &at.done.answered {
            if let Some(card) = catalogue.find(id) {
                taken.take(catalogue, card);
            }
        }
        taken
    }

    pub(super) fn is_free(&self, catalogue: &Catalogue, card: usize) -> bool {
        let (entry, group) = Self::keys(catalogue, card);
        !self.near.contains(&entry)
            && !self.entries.contains(&entry)
            && group.is_none_or(|group| !self.groups.contains(&group))
    }

    pub(super) fn take(&mut self, catalogue: &'a Catalogue, card: usize) {
        let (entry, group) = Self::keys(catalogue, card);
        self.entries.insert(entry);
        self.groups.extend(group);
        self.near.extend(catalogue.near(card));
    }

    pub(super) fn keys(catalogue: &Catalogue, card: usize) -> (NotePlace, Option<Group<'_>>) {
        let (deck, note) = catalogue.entry(card);
        (catalogue.place(card), deck.notes.group(note).map(|group| (deck.course.as_str(), group)))
    }
}

#[cfg(test)]
mod tests;
