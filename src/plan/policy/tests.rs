use proptest::prelude::*;

use super::*;

fn unseen(count: usize) -> Vec<Item> {
    let seconds = Seen { new: 20.0, review: 8.0 };
    (0..count).map(|tie| Item { course: 0, known: None, seconds, tie }).collect()
}

fn pool(left: i32, minutes: f64) -> Pool {
    Pool { courses: vec![Course { exam: left, start: 0, new_today: 0 }], budget: minutes * 60.0 }
}

fn known(stability: f32, last: i32, due: i32) -> Known {
    Known { memory: Memory { stability, difficulty: 5.0 }, last, due, relearning: false }
}

fn ranked(items: &[Item], pool: &Pool, today: i32) -> (Vec<Pace>, Vec<Offer>) {
    let (scheduler, habits) = (Scheduler::default(), Habits::default());
    let paces = paces(items, pool, today, &habits);
    let offers = rank(items, pool, &paces, today, &scheduler, &habits);
    (paces, offers)
}

#[test]
fn new_cards_are_spread_over_the_days_before_the_sweep() {
    let (paces, offers) = ranked(&unseen(300), &pool(21, 20.0), 0);
    // 1.15 × 8 s × 300 cards in 1 200 s a day: 2.3, so 3 days of sweep; 300 cards in the 18 before them.
    assert_eq!((paces[0].sweep, paces[0].quota), (3, 17));
    assert!(!paces[0].in_sweep());
    let firsts: Vec<usize> = offers.iter().take(17).map(|offer| offer.item).collect();
    assert_eq!(firsts, (0..17).collect::<Vec<_>>(), "in the author's order");
}

#[test]
fn where_time_cannot_suffice_new_cards_have_no_quota_but_their_place_by_gain() {
    let mut items = unseen(1000);
    for item in &mut items {
        item.seconds.new = 60.0;
    }
    items[999].known = Some(known(0.4, -3, -2));
    let (paces, offers) = ranked(&items, &pool(7, 10.0), 0);
    assert!(paces[0].need > 7.0 && paces[0].quota == 0, "{paces:?}");
    assert_eq!(offers.len(), 1000);
    assert_eq!(offers[0].item, 999, "a short review that gains much comes before a long first meeting");
}

#[test]
fn before_the_sweep_only_due_cards_are_open_and_in_it_all_are() {
    let mut items = unseen(3);
    items[0].known = Some(known(3.0, 0, 2));
    items[1].known = Some(known(3.0, 0, 12));
    items[2].known = Some(known(3.0, 0, 12));
    let open = |today: i32| ranked(&items, &pool(20, 20.0), today).1.iter().map(|offer| offer.item).collect::<Vec<_>>();
    assert!(open(1).is_empty());
    assert_eq!(open(2), [0]);
    assert_eq!(open(19).len(), 3);
}

#[test]
fn a_card_reviewed_today_rests_unless_it_was_failed() {
    let mut items = unseen(2);
    items[0].known = Some(known(3.0, 19, 19));
    items[1].known = Some(Known { relearning: true, ..known(0.3, 19, 19) });
    let (_, offers) = ranked(&items, &pool(20, 20.0), 19);
    assert_eq!(offers.iter().map(|offer| offer.item).collect::<Vec<_>>(), [1]);
}

#[test]
fn cards_met_today_are_deducted_from_the_quota() {
    let mut all = pool(21, 20.0);
    let before = ranked(&unseen(300), &all, 0).0[0].quota;
    all.courses[0].new_today = before;
    let (paces, offers) = ranked(&unseen(300 - before), &all, 0);
    assert_eq!(paces[0].quota, before);
    assert!(offers.iter().all(|offer| offer.key < 1.0), "the others wait for their gain");
}

#[test]
fn courses_share_the_minutes_by_what_they_ask_for() {
    let mut items = unseen(300);
    items[200..].iter_mut().for_each(|item| item.course = 1);
    let course = |exam| Course { exam, start: 0, new_today: 0 };
    let pool = Pool { courses: vec![course(10), course(40)], budget: 1200.0 };
    let (paces, _) = ranked(&items, &pool, 0);
    assert!((paces[0].budget + paces[1].budget - 1200.0).abs() < 1e-6);
    // Twice the cards in a quarter of the days: eight times the share.
    assert!((paces[0].budget / paces[1].budget - 8.0).abs() < 1e-6, "{paces:?}");
    assert!(ranked(&items, &pool, 10).1.iter().all(|offer| items[offer.item].course == 1), "its exam is over");
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let known = prop::option::of((0.1_f32..400.0, 1.0_f32..10.0, -60_i32..1, 0_i32..60, any::<bool>()));
    let item = known.prop_map(|known| {
        let known = known.map(|(stability, difficulty, last, interval, relearning)| {
            let memory = Memory { stability, difficulty };
            Known { memory, last, due: last + interval, relearning }
        });
        Item { course: 0, known, seconds: Seen { new: 20.0, review: 8.0 }, tie: 0 }
    });
    prop::collection::vec(item, 1..60).prop_map(|mut items| {
        items.iter_mut().enumerate().for_each(|(tie, item)| item.tie = tie);
        items
    })
}

proptest! {
    #[test]
    fn the_order_is_total_deterministic_and_offers_each_card_once(items in items(), left in 1_i32..90, minutes in 1.0_f64..90.0) {
        let (paces, offers) = ranked(&items, &pool(left, minutes), 0);
        prop_assert_eq!(&offers, &ranked(&items, &pool(left, minutes), 0).1);
        let mut seen: Vec<usize> = offers.iter().map(|offer| offer.item).collect();
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len(), offers.len());
        prop_assert!(offers.windows(2).all(|pair| pair[0].key >= pair[1].key));
        let unseen = items.iter().filter(|item| item.known.is_none()).count();
        prop_assert!(paces[0].quota <= unseen && paces[0].sweep >= 1);
        prop_assert!(offers.iter().all(|offer| offer.gain > 0.0 && offer.seconds >= 8.0));
    }
}
