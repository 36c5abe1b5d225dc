//! The cards of a goal: in the order of what they add on exam day, as many as the minutes hold.

mod kept_apart;

use std::collections::{HashMap, HashSet, VecDeque};

use crate::card::{CardId, CardName, Named};
use crate::deck::{Catalogue, NotePlace};
use crate::plan::{
    Course, Goal, Item, Known, Offer, Pace, Pool, Pursuit, Reach, RoomForNew, Seen, paces, rank, typical,
};
use crate::schedule::{Progress, StudyDay};
use crate::study::answers_apart::answers_apart;
use crate::study::learning_order::{Unmet, in_learning_order, required_first};
use crate::study::queue::{Circumstances, Plan, Taken};
use crate::study::session::Session;
use kept_apart::{APART, Relation, due_first, note_place, relatives};

/// Answers of a session that tell how long one takes today.
const NOTICED: usize = 5;
/// Beyond the day's minutes a card is offered only if it adds this much on exam day, a share of one card.
const WORTH_GOING_ON: f64 = 0.02;

/// The minutes that a goal leaves to a session, and what is asked if answers are faster than usual.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Allowance {
    seconds: f64,
    usual: HashMap<usize, Seen<f64>>,
    reserve: VecDeque<usize>,
    /// Seconds of this session's answers.
    taken: Seen<Vec<u32>>,
}

impl Allowance {
    /// Whether a card may be begun after so many seconds of the session: not when less time is left than its kind
    /// usually takes. Cards without a goal always may.
    pub(crate) fn fits(&self, card: usize, is_new: bool, spent: f64) -> bool {
        let Some(usual) = self.usual.get(&card) else { return true };
        let (usual, taken) = if is_new { (usual.new, &self.taken.new) } else { (usual.review, &self.taken.review) };
        // A slow evening is noticed at once; the usual seconds learn it for the next day.
        let takes = if taken.len() < NOTICED { usual } else { usual.max(typical(taken.clone())) };
        spent + takes <= self.seconds
    }

    /// An answer of this session took so long.
    pub(crate) fn took(&mut self, is_new: bool, seconds: u32) {
        let taken = if is_new { &mut self.taken.new } else { &mut self.taken.review };
        taken.push(seconds);
    }

    /// The next card that was not expected to fit.
    pub(crate) fn more(&mut self) -> Option<usize> {
        self.reserve.pop_front()
    }

    /// So many more cards at most.
    pub(super) fn keep_to(&mut self, cards: usize) {
        self.reserve.truncate(cards);
    }
}

/// The next card for which there is time, so many seconds into the session, and whether another was passed over: where
/// a goal counts the minutes, none is begun that will not fit.
pub(crate) fn next_in_time(
    session: &mut Session,
    allowance: &mut Option<Allowance>,
    spent: f64,
    is_new: impl Fn(usize) -> bool,
) -> (Option<usize>, bool) {
    let mut passed = false;
    loop {
        let Some(card) = session.next() else {
            match allowance.as_mut().and_then(Allowance::more) {
                Some(card) => session.extend(card),
                None => return (None, passed),
            }
            continue;
        };
        if allowance.as_ref().is_none_or(|allowance| allowance.fits(card, is_new(card), spent)) {
            return (Some(card), passed);
        }
        session.passed_over(card);
        passed = true;
    }
}

/// Cards of courses with a goal, those never seen in the order of learning, as the policy sees them.
pub(crate) struct Pursued {
    /// Indices into the catalogue, as many as items.
    pub(crate) cards: Vec<usize>,
    pub(crate) items: Vec<Item>,
    pub(crate) pool: Pool,
}

impl Pursued {
    /// The same cards with other minutes a day.
    pub(crate) fn at_minutes(&self, minutes: u32) -> Self {
        let pool = Pool { budget: f64::from(minutes) * 60.0, ..self.pool.clone() };
        Self { cards: self.cards.clone(), items: self.items.clone(), pool }
    }
}

/// Puts the cards of goals into the plan, and gives those that are left to the ordinary queue.
pub(super) fn take<'a>(
    plan: &mut Plan,
    taken: &mut Taken<'a>,
    catalogue: &'a Catalogue,
    selected: &[usize],
    at: &Circumstances<'_>,
) -> Vec<usize> {
    let Some(pursuit) = at.pursuit else { return selected.to_vec() };
    let ahead = |&card: &usize| pursuit.goals.ahead(&catalogue.entry(card).0.course, at.today);
    let (with, without): (Vec<usize>, Vec<usize>) = selected.iter().partition(|card| ahead(card).is_some());
    if with.is_empty() {
        return without;
    }
    let pursued = pursued(&with, catalogue, at, pursuit);
    let today = at.today.number();
    let mut paces = paces(&pursued.items, &pursued.pool, today, &pursuit.habits);
    if pursuit.most_new.is_some() || pursuit.reach == Reach::Beyond {
        // The student said how many, or asked for more.
        for pace in &mut paces {
            pace.most = usize::MAX;
        }
    }
    let offers = rank(&pursued.items, &pursued.pool, &paces, today, at.scheduler, &pursuit.habits);
    let offers = behind_required(catalogue, &pursued, offers);
    let new = offers.iter().filter(|offer| pursued.items[offer.item].known.is_none());
    let new = new.map(|offer| pursued.cards[offer.item]);
    let mut unmet = Unmet::of(catalogue, new, |card| at.is_seen(catalogue, card));
    fill(plan, (taken, &mut unmet), catalogue, &pursued, &paces, &offers, pursuit);
    without
}

/// New cards behind those that their entries require, wherever the policy would have them; the others stay.
fn behind_required(catalogue: &Catalogue, pursued: &Pursued, mut offers: Vec<Offer>) -> Vec<Offer> {
    let is_new = |offer: &Offer| pursued.items[offer.item].known.is_none();
    let places: Vec<usize> = (0..offers.len()).filter(|&place| is_new(&offers[place])).collect();
    let cards: Vec<usize> = places.iter().map(|&place| pursued.cards[offers[place].item]).collect();
    let sorted: Vec<Offer> = required_first(catalogue, &cards).into_iter().map(|at| offers[places[at]]).collect();
    for (place, offer) in places.into_iter().zip(sorted) {
        offers[place] = offer;
    }
    offers
}

/// Fills the plan with what the minutes hold; what is left over is the reserve.
fn fill<'a>(
    plan: &mut Plan,
    held: (&mut Taken<'a>, &mut Unmet),
    catalogue: &'a Catalogue,
    pursued: &Pursued,
    paces: &[Pace],
    offers: &[Offer],
    pursuit: &Pursuit,
) {
    let left = match pursuit.reach {
        Reach::Day => (pursued.pool.budget - f64::from(pursuit.spent)).max(0.0),
        Reach::Beyond => f64::INFINITY,
    };
    let worth = |offer: &&Offer| pursuit.reach == Reach::Day || offer.gain >= WORTH_GOING_ON;
    let offers: Vec<&Offer> = offers.iter().filter(worth).collect();
    let (taken, unmet) = held;
    let first = claimed(taken, catalogue, pursued, paces, &offers, left);
    let order = spread(plan, (taken, unmet, &first), catalogue, pursued, paces, &offers);
    let order = new_apart(catalogue, pursued, order);
    let mut allowance = Allowance { seconds: left, ..Allowance::default() };
    let mut longest: HashMap<NotePlace, f64> = HashMap::new();
    let (mut expected, mut new) = (0.0, 0);
    let mut room = RoomForNew::of(&pursued.pool, paces);
    for offer in order {
        let (card, item) = (pursued.cards[offer.item], &pursued.items[offer.item]);
        allowance.usual.insert(card, no_less_than_required(catalogue, card, item.seconds, &mut longest));
        if item.known.is_none() {
            if pursuit.most_new.is_some_and(|most| new >= most) || !room.take(item.course) {
                plan.over_new_cap += 1;
                continue;
            }
            new += 1;
        }
        expected += offer.seconds;
        if expected > left {
            plan.over_time += usize::from(item.known.is_some());
            allowance.reserve.push_back(card);
            continue;
        }
        plan.first.push(card);
        if item.known.is_none() { plan.new.push(card) } else { plan.due.push(card) }
    }
    plan.first = due_first(catalogue, plan);
    plan.allowance = Some(allowance).filter(|allowance| allowance.seconds.is_finite());
}

/// New cards of one answer apart, in the places of the new ones.
fn new_apart<'o>(catalogue: &Catalogue, pursued: &Pursued, mut order: Vec<&'o Offer>) -> Vec<&'o Offer> {
    let is_new = |offer: &Offer| pursued.items[offer.item].known.is_none();
    let places: Vec<usize> = (0..order.len()).filter(|&place| is_new(order[place])).collect();
    let offers: HashMap<usize, &Offer> =
        places.iter().map(|&place| (pursued.cards[order[place].item], order[place])).collect();
    let cards: Vec<usize> = places.iter().map(|&place| pursued.cards[order[place].item]).collect();
    for (place, card) in places.into_iter().zip(answers_apart(catalogue, &cards)) {
        order[place] = offers[&card];
    }
    order
}

/// The usual seconds of a card, those of a new one at least as long as of what its entry requires: where there is no
/// time for that, there is none for this.
fn no_less_than_required(
    catalogue: &Catalogue,
    card: usize,
    usual: Seen<f64>,
    longest: &mut HashMap<NotePlace, f64>,
) -> Seen<f64> {
    let required = catalogue.required(card).iter().filter_map(|place| longest.get(place));
    let new = required.fold(usual.new, |most, seconds| most.max(*seconds));
    let known = longest.entry(catalogue.place(card)).or_insert(new);
    *known = known.max(new);
    Seen { new, ..usual }
}

/// The seen cards that the day holds and that keep their relatives away, by their items. They choose before the new ones, which come
/// first by their keys: otherwise a card would wait until the last of its relatives was met.
fn claimed<'a>(
    taken: &mut Taken<'a>,
    catalogue: &'a Catalogue,
    pursued: &Pursued,
    paces: &[Pace],
    offers: &[&Offer],
    left: f64,
) -> HashSet<usize> {
    let mut room = RoomForNew::of(&pursued.pool, paces);
    let mut expected = 0.0;
    let mut claimed = HashSet::new();
    for offer in offers {
        let (card, item) = (pursued.cards[offer.item], &pursued.items[offer.item]);
        let is_open = match item.known {
            None => room.take(item.course),
            Some(known) => known.relearning || taken.is_free(catalogue, card),
        };
        if is_open {
            expected += offer.seconds;
        }
        if is_open && item.known.is_some() && expected <= left {
            taken.take(catalogue, card);
            claimed.insert(offer.item);
        }
    }
    claimed
}

/// Offers in order, without two of an entry or a group on one day; in the sweep they may, far enough apart.
fn spread<'o, 'a>(
    plan: &mut Plan,
    (taken, unmet, first): (&mut Taken<'a>, &mut Unmet, &HashSet<usize>),
    catalogue: &'a Catalogue,
    pursued: &Pursued,
    paces: &[Pace],
    offers: &[&'o Offer],
) -> Vec<&'o Offer> {
    let mut order: Vec<&Offer> = Vec::new();
    let mut places: HashMap<Relation<'a>, usize> = HashMap::new();
    let mut waiting: Vec<&Offer> = Vec::new();
    for &offer in offers {
        let card = pursued.cards[offer.item];
        let item = &pursued.items[offer.item];
        if item.known.is_none() && unmet.holds(catalogue, card) {
            plan.new_siblings_held += 1;
            continue;
        }
        if first.contains(&offer.item) || taken.is_free(catalogue, card) {
            taken.take(catalogue, card);
            unmet.meet(catalogue, card);
            note_place(&mut places, catalogue, card, order.len());
            order.push(offer);
        } else if paces[item.course].in_sweep() {
            waiting.push(offer);
        } else {
            hold(plan, item);
            continue;
        }
        waiting.retain(|offer| {
            let card = pursued.cards[offer.item];
            let near = relatives(catalogue, card)
                .any(|key| places.get(&key).is_some_and(|&place| order.len() < place + 1 + APART));
            if !near {
                unmet.meet(catalogue, card);
                note_place(&mut places, catalogue, card, order.len());
                order.push(offer);
            }
            near
        });
    }
    for offer in waiting {
        hold(plan, &pursued.items[offer.item]);
    }
    order
}

/// A card is kept for another day because a relative is asked.
fn hold(plan: &mut Plan, item: &Item) {
    let held = if item.known.is_none() { &mut plan.new_siblings_held } else { &mut plan.siblings_held };
    *held += 1;
}

/// The cards of courses with a goal that is open, suspended ones left out.
pub(crate) fn pursued(with: &[usize], catalogue: &Catalogue, at: &Circumstances<'_>, pursuit: &Pursuit) -> Pursued {
    let mut courses: Vec<(&str, Goal, usize)> = Vec::new();
    let mut by_id: Vec<usize> = with.to_vec();
    by_id.sort_by(|a, b| catalogue.name(*a).cmp(&catalogue.name(*b)));
    let ties: HashMap<usize, usize> = by_id.into_iter().enumerate().map(|(tie, card)| (card, tie)).collect();
    let (mut cards, mut items) = (Vec::new(), Vec::new());
    for card in in_learning_order(catalogue, with) {
        let (deck, note) = catalogue.entry(card);
        let progress = at.known(catalogue, card);
        if progress.is_some_and(|progress| progress.suspended) {
            continue;
        }
        let name = deck.course.as_str();
        let Some(goal) = pursuit.goals.open(name, at.today) else { continue };
        let course = courses.iter().position(|known| known.0 == name).unwrap_or_else(|| {
            courses.push((name, goal, 0));
            courses.len() - 1
        });
        let known = progress.and_then(|progress| known(&progress, catalogue.name(card), deck.notes.revised(note), at));
        courses[course].2 += usize::from(is_new_today(progress, catalogue.name(card), at));
        let seconds = pursuit.habits.seconds(deck.notes.kind(note));
        cards.push(card);
        items.push(Item { course, known, seconds, tie: ties[&card] });
    }
    let course = |(_, goal, new_today): &(&str, Goal, usize)| Course {
        exam: goal.exam.number(),
        start: goal.start.number(),
        new_today: *new_today,
    };
    let courses = courses.iter().map(course).collect();
    Pursued { cards, items, pool: Pool { courses, budget: f64::from(pursuit.goals.minutes) * 60.0 } }
}

fn known(progress: &Progress, name: CardName<'_>, revised: u32, at: &Circumstances<'_>) -> Option<Known> {
    let (memory, last) = (progress.memory?, progress.last?);
    let today = at.today.number();
    let due = if revised > progress.revised { today } else { progress.due.map_or(today, StudyDay::number) };
    let relearning = progress.relearning && !at.done.is_put_off(name, progress);
    Some(Known { memory, last: last.number(), due, relearning })
}

/// New cards and reviews of today, those of courses with a goal left out: they have limits of their own.
pub(super) fn done_without_goal(catalogue: &Catalogue, at: &Circumstances<'_>) -> (usize, usize) {
    let Some(pursuit) = at.pursuit else { return (at.done.new, at.done.reviewed) };
    let of_goal = |id: &&CardId| {
        let course = catalogue.find(id).map(|card| &catalogue.entry(card).0.course);
        course.is_some_and(|course| pursuit.goals.ahead(course, at.today).is_some())
    };
    let (new, reviewed): (Vec<_>, Vec<_>) =
        at.done.answered.iter().filter(of_goal).partition(|&id| is_new_today(at.progress.get(id), id.name(), at));
    (at.done.new.saturating_sub(new.len()), at.done.reviewed.saturating_sub(reviewed.len()))
}

fn is_new_today(progress: Option<Progress>, card: CardName<'_>, at: &Circumstances<'_>) -> bool {
    at.done.answered.contains(&card as &dyn Named) && progress.is_some_and(|progress| progress.first == Some(at.today))
}

#[cfg(test)]
mod tests;
