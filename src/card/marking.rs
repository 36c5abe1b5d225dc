//! From a response to a verdict: one arm per interaction.

use crate::card::{Choice, Interaction, MarkingRule, Question, Response};
use crate::text::{
    Lexicon, Notice, Remark, Rivals, Verdict, check_date, check_items, check_list, check_number, check_text,
};

impl Question {
    /// Judges a response. A response of another shape than the question's counts as unread; a card merely turned
    /// over has no verdict and counts as unread here too.
    pub(crate) fn check(&self, response: &Response, rivals: &Rivals, lexicon: &Lexicon) -> Verdict {
        match (&self.interaction, response) {
            (_, Response::GaveUp) => Verdict::wrong(),
            (Interaction::Text(key), Response::Typed(typed)) => check_text(key, rivals, typed, lexicon),
            (Interaction::Date(key), Response::Typed(typed)) => check_date(key, typed, lexicon),
            (Interaction::Number(key), Response::Typed(typed)) => check_number(key, typed, lexicon),
            (Interaction::List(key), Response::Typed(typed)) => check_list(key, rivals, typed, lexicon),
            (Interaction::List(key), Response::Items(items)) => check_items(key, rivals, items, lexicon),
            (Interaction::Choose { options }, Response::Chosen(at)) => chosen(options, *at),
            (Interaction::Select { options }, Response::Selected(picked)) => selected(options, picked),
            (Interaction::Arrange { items, right, rule }, Response::Arranged(order)) => {
                arranged(items, right, order, *rule)
            }
            (Interaction::Match { lefts, rights, pairs }, Response::Matched(given)) => {
                matched(lefts, rights, pairs, given)
            }
            _ => Verdict::unread(),
        }
    }
}

fn chosen(options: &[Choice], at: usize) -> Verdict {
    match options.get(at) {
        None => Verdict::unread(),
        Some(option) if option.right => Verdict::correct(),
        Some(option) => {
            Verdict::wrong().with(Remark::KnownWrong { answer: option.text.clone(), because: option.because.clone() })
        }
    }
}

/// (right − wrong) ÷ right ones, not below 0.
fn selected(options: &[Choice], picked: &[usize]) -> Verdict {
    if picked.is_empty() || picked.iter().any(|&at| at >= options.len()) {
        return Verdict::unread();
    }
    let (mut hits, mut extras, mut wanted) = (0_u32, 0_u32, 0_u32);
    let mut remarks = Vec::new();
    for (at, option) in options.iter().enumerate() {
        wanted += u32::from(option.right);
        match (option.right, picked.contains(&at)) {
            (true, true) => hits += 1,
            (true, false) => remarks.push(Remark::Missing(option.text.clone().into())),
            (false, true) => {
                extras += 1;
                remarks.push(Remark::KnownWrong { answer: option.text.clone(), because: option.because.clone() });
            }
            (false, false) => {}
        }
    }
    let mut verdict = Verdict::of_credit((f64::from(hits) - f64::from(extras)) / f64::from(wanted.max(1)));
    verdict.remarks = remarks;
    verdict
}

/// How far the order is the right one, by the rule of the question.
fn arranged(items: &[String], right: &[String], order: &[usize], rule: MarkingRule) -> Verdict {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if sorted != (0..items.len()).collect::<Vec<_>>() {
        return Verdict::unread();
    }
    let given: Vec<&String> = order.iter().map(|&at| &items[at]).collect();
    if given.iter().copied().eq(right) {
        return Verdict::correct();
    }
    match rule {
        MarkingRule::Neighbours => neighbours(&given, right),
        MarkingRule::Inversions => inversions(&given, right),
    }
}

/// max(0, 1 − 2 · inversions ÷ pairs), which is Kendall's τ where that is above 0. What is not quite right is never
/// right: the credit stays below 1.
fn inversions(given: &[&String], right: &[String]) -> Verdict {
    let place = |item: &String| right.iter().position(|own| own == item).unwrap_or(right.len());
    let pairs = right.len() * right.len().saturating_sub(1) / 2;
    let inverted: Vec<(&String, &String)> = given
        .iter()
        .enumerate()
        .flat_map(|(at, earlier)| given[at + 1..].iter().map(|later| (*earlier, *later)))
        .filter(|(earlier, later)| place(earlier) > place(later))
        .collect();
    let verdict = Verdict::of_credit(1.0 - 2.0 * share(inverted.len(), pairs));
    let nearest = inverted.iter().min_by_key(|(earlier, later)| place(earlier) - place(later));
    match nearest {
        Some((earlier, later)) => {
            let (earlier, later) = ((*later).clone(), (*earlier).clone());
            verdict.with(Remark::Noticed(Notice::Inverted { earlier, later, count: inverted.len(), pairs }))
        }
        None => verdict,
    }
}

/// A share for each neighbouring pair that stands together as it should.
fn neighbours(given: &[&String], right: &[String]) -> Verdict {
    let pairs = right.len().saturating_sub(1).max(1);
    let kept = right.windows(2).filter(|pair| given.windows(2).any(|own| own[0] == &pair[0] && own[1] == &pair[1]));
    let kept = kept.count();
    Verdict::of_credit(share(kept, pairs)).with(Remark::Noticed(Notice::Neighbours { kept, pairs }))
}

/// Credit per pair.
fn matched(lefts: &[String], rights: &[String], pairs: &[String], given: &[Option<usize>]) -> Verdict {
    if given.len() != lefts.len() || given.iter().all(Option::is_none) {
        return Verdict::unread();
    }
    let mut hits = 0;
    let mut remarks = Vec::new();
    for ((left, pair), picked) in lefts.iter().zip(pairs).zip(given) {
        match picked.and_then(|at| rights.get(at)) {
            Some(own) if own == pair => hits += 1,
            Some(own) => remarks.push(Remark::KnownWrong { answer: format!("{left} – {own}"), because: None }),
            None => remarks.push(Remark::Missing(format!("a partner for {left}").into())),
        }
    }
    let mut verdict = Verdict::of_credit(share(hits, lefts.len()));
    verdict.remarks = remarks;
    verdict
}

fn share(part: usize, whole: usize) -> f64 {
    let small = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    small(part) / small(whole).max(1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Outcome;

    fn options(rights: &[bool]) -> Vec<Choice> {
        let choice = |(at, &right): (usize, &bool)| Choice { text: format!("option {at}"), right, because: None };
        rights.iter().enumerate().map(choice).collect()
    }

    fn items(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    #[test]
    fn a_choice_is_right_or_wrong_by_its_option() {
        assert_eq!(chosen(&options(&[false, true]), 1).outcome, Outcome::Correct);
        assert_eq!(chosen(&options(&[false, true]), 0).outcome, Outcome::Wrong);
        assert_eq!(chosen(&options(&[false, true]), 2).outcome, Outcome::Unread);
    }

    #[test]
    fn a_wrong_tick_costs_a_right_one() {
        let options = options(&[true, true, false]);
        assert_eq!(selected(&options, &[0, 1]).outcome, Outcome::Correct);
        assert!((selected(&options, &[0]).credit.share() - 0.5).abs() < 1e-9);
        assert_eq!(selected(&options, &[0, 2]).outcome, Outcome::Wrong);
    }

    #[test]
    fn an_order_loses_two_pairs_for_each_that_is_the_wrong_way_round() {
        let right = items(&["a", "b", "c", "d", "e"]);
        let judged = |order: &[usize]| arranged(&right, &right, order, MarkingRule::Inversions);
        assert_eq!(judged(&[0, 1, 2, 3, 4]).outcome, Outcome::Correct);
        let swapped = judged(&[0, 2, 1, 3, 4]);
        assert!((swapped.credit.share() - 0.8).abs() < 1e-9);
        assert_eq!(
            swapped.remarks,
            [Remark::Noticed(Notice::Inverted { earlier: "b".to_owned(), later: "c".to_owned(), count: 1, pairs: 10 })]
        );
        assert_eq!(judged(&[4, 3, 2, 1, 0]).outcome, Outcome::Wrong);
        assert_eq!(judged(&[0, 1, 2]).outcome, Outcome::Unread);
    }

    #[test]
    fn chance_earns_little_and_never_more_than_what_is_in_order() {
        // Over all 120 orders of five items the credits sum to less than a quarter of full marks each.
        let right = items(&["a", "b", "c", "d", "e"]);
        let mut orders: Vec<Vec<usize>> = vec![Vec::new()];
        for length in 0..5 {
            orders = orders
                .into_iter()
                .flat_map(|order| {
                    (0..=length).map(move |at| {
                        let mut longer = order.clone();
                        longer.insert(at, length);
                        longer
                    })
                })
                .collect();
        }
        let credit = |order: &Vec<usize>| arranged(&right, &right, order, MarkingRule::Inversions).credit.share();
        let mean = orders.iter().map(credit).sum::<f64>() / 120.0;
        assert!(orders.len() == 120 && mean < 0.25, "{mean}");
        assert_eq!(orders.iter().filter(|order| credit(order) >= 1.0).count(), 1);
    }

    #[test]
    fn the_first_rule_counts_neighbours() {
        let right = items(&["a", "b", "c", "d"]);
        let dealt = items(&["d", "c", "b", "a"]);
        let judged = |order: &[usize]| arranged(&dealt, &right, order, MarkingRule::Neighbours);
        assert_eq!(judged(&[3, 2, 1, 0]).outcome, Outcome::Correct);
        assert!((judged(&[0, 3, 2, 1]).credit.share() - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn matches_count_pairs() {
        let (lefts, rights) = (items(&["1", "2"]), items(&["x", "y"]));
        let pairs = items(&["y", "x"]);
        assert_eq!(matched(&lefts, &rights, &pairs, &[Some(1), Some(0)]).outcome, Outcome::Correct);
        assert!((matched(&lefts, &rights, &pairs, &[Some(1), None]).credit.share() - 0.5).abs() < 1e-9);
        let said = |given: &[Option<usize>]| matched(&lefts, &rights, &pairs, given).remarks[0].to_string();
        assert_eq!(said(&[Some(0), Some(0)]), "1 – x is wrong");
        assert_eq!(said(&[None, Some(0)]), "missing: a partner for 1");
    }

    /// Where every element of a permutation went.
    fn shuffled(count: usize) -> impl Strategy<Value = Vec<usize>> {
        Just((0..count).collect::<Vec<_>>()).prop_shuffle()
    }

    fn dealt<T: Clone>(all: &[T], order: &[usize]) -> Vec<T> {
        order.iter().map(|&at| all[at].clone()).collect()
    }

    /// Without what is said of it, which follows the order on the screen.
    fn judged(verdict: &Verdict) -> (Outcome, f64) {
        (verdict.outcome, verdict.credit.share())
    }

    proptest! {
        #[test]
        fn the_order_of_options_never_changes_a_verdict(
            rights in prop::collection::vec(any::<bool>(), 5), picked in prop::collection::vec(any::<bool>(), 5), order in shuffled(5),
        ) {
            let all = options(&rights);
            let other = dealt(&all, &order);
            for (at, &place) in order.iter().enumerate() {
                prop_assert_eq!(judged(&chosen(&all, place)), judged(&chosen(&other, at)));
            }
            let ticked = |of: &dyn Fn(usize) -> bool| (0..5).filter(|&at| of(at)).collect::<Vec<_>>();
            let (own, moved) = (ticked(&|at| picked[at]), ticked(&|at| picked[order[at]]));
            prop_assert_eq!(judged(&selected(&all, &own)), judged(&selected(&other, &moved)));
        }

        #[test]
        fn the_order_of_items_dealt_never_changes_a_verdict(
            answer in shuffled(5), order in shuffled(5), given in prop::collection::vec(prop::option::of(0..5_usize), 5),
        ) {
            let all = items(&["a", "b", "c", "d", "e"]);
            let other = dealt(&all, &order);
            let moved = |at: usize| order.iter().position(|&place| place == at).expect("a permutation");
            let same: Vec<usize> = answer.iter().map(|&at| moved(at)).collect();
            prop_assert_eq!(judged(&arranged(&all, &all, &answer, MarkingRule::default())), judged(&arranged(&other, &all, &same, MarkingRule::default())));

            let (lefts, pairs) = (items(&["1", "2", "3", "4", "5"]), dealt(&all, &answer));
            let own = matched(&lefts, &all, &pairs, &given);
            let rights_moved: Vec<_> = given.iter().map(|at| at.map(moved)).collect();
            prop_assert_eq!(judged(&own), judged(&matched(&lefts, &other, &pairs, &rights_moved)));
            let lefts_moved = matched(&dealt(&lefts, &order), &all, &dealt(&pairs, &order), &dealt(&given, &order));
            prop_assert_eq!(judged(&own), judged(&lefts_moved));
        }
    }
}
