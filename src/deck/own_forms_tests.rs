//! Forms of the student's own add to what is right, and never lift what is known to be wrong.

use proptest::prelude::*;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use crate::card::{Interaction, Response};
use crate::deck::Catalogue;
use crate::text::{Lexicon, Notice, Outcome, Remark, Verdict};

const DECK: &str = r#"
[deck]
id = "forms"
title = "Forms"

[[institution]]
id = "agency"
name = "ENISA"
type = "agency"
role = "certifies what is sold"
ask = "Which agency certifies what is sold?"
wrong = [{ answer = "Europol", because = "that is the police" }, "Frontex"]

[[institution]]
id = "centre"
name = "ECCC"
type = "agency"
role = "funds research"
ask = "Which agency funds research?"

[[date]]
id = "ties"
event = "Formal ties were established"
when = "1975"
wrong = ["1976"]

[[number]]
id = "members"
ask = "How many members has the Union?"
answer = 27
wrong = ["28"]

[[list]]
id = "founders"
ask = "Name two founders"
answers = ["Schuman", "Monnet"]

[[choice]]
id = "who"
ask = "Which body proposes laws?"
answer = "Commission"
wrong = ["Parliament", "Council"]
"#;

fn catalogue() -> Catalogue {
    let reading = crate::deck::read(DECK);
    assert_eq!(reading.left_out, 0, "{:?}", reading.diagnostics);
    Catalogue::new(vec![reading.deck.expect("a deck")])
}

/// What is judged at a card, with these forms.
fn judged(catalogue: &Catalogue, entry: &str, typed: &str, forms: &[&str]) -> Verdict {
    let card = catalogue.cards.iter().find(|card| card.id.entry == entry).expect("a card");
    let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(1));
    let response = Response::Typed(typed.to_owned());
    question.check_with(&response, catalogue.rivals(card), forms.iter().copied(), &Lexicon::embedded())
}

#[test]
fn a_form_is_right_like_the_authors_and_no_longer_when_dropped() {
    let catalogue = catalogue();
    for (entry, form) in [
        ("agency", "the Athens people"),
        ("ties", "the year of the tiger"),
        ("members", "all of them"),
        ("founders", "S and M"),
    ] {
        assert_ne!(judged(&catalogue, entry, form, &[]).outcome, Outcome::Correct, "{entry}");
        let own = judged(&catalogue, entry, &form.to_uppercase(), &["something else", form]);
        assert_eq!(own.outcome, Outcome::Correct, "{entry}: {own:?}");
        assert_eq!(own.remarks.last(), Some(&Remark::Noticed(Notice::OwnForm)));
    }
}

proptest! {
    /// Whatever the student took on: what the author lists as wrong, and what answers another card, stays wrong.
    #[test]
    fn no_form_lifts_what_is_known_to_be_wrong(own in prop::collection::vec("[a-zA-Z0-9 ]{1,12}", 0..3), at in 0_usize..5, upper in any::<bool>()) {
        let catalogue = catalogue();
        let (entry, wrong) =
            [("agency", "Europol"), ("agency", "Frontex"), ("agency", "ECCC"), ("ties", "1976"), ("members", "28")][at];
        let typed = if upper { wrong.to_uppercase() } else { wrong.to_owned() };
        let forms: Vec<&str> = own.iter().map(String::as_str).chain([wrong, typed.as_str()]).collect();
        prop_assert_eq!(judged(&catalogue, entry, &typed, &forms), judged(&catalogue, entry, &typed, &[]));
        prop_assert!(!judged(&catalogue, entry, &typed, &forms).outcome.is_right());
    }

    /// What is right without them is judged the same with them, and no form makes anything worse.
    #[test]
    fn forms_only_ever_add(typed in "\\PC{0,20}", own in prop::collection::vec("\\PC{1,20}", 0..3), at in 0_usize..5) {
        let catalogue = catalogue();
        let entry = ["agency", "centre", "ties", "members", "founders"][at];
        let forms: Vec<&str> = own.iter().map(String::as_str).collect();
        let (with, without) = (judged(&catalogue, entry, &typed, &forms), judged(&catalogue, entry, &typed, &[]));
        prop_assert!(with == without || (with.outcome.is_right() && !without.outcome.is_right()), "{:?} {:?}", with, without);
        prop_assert_eq!(judged(&catalogue, entry, &typed, &[]), without);
    }
}

#[test]
fn an_option_is_no_form() {
    let catalogue = catalogue();
    let card = catalogue.cards.iter().find(|card| card.id.entry == "who").expect("a card");
    let question = catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(1));
    let Interaction::Choose { options } = &question.interaction else { panic!("a choice") };
    let at = options.iter().position(|option| option.text == "Council").expect("an option");
    let verdict = question.check_with(&Response::Chosen(at), catalogue.rivals(card), ["Council"], &Lexicon::embedded());
    assert_eq!(verdict.outcome, Outcome::Wrong);
}
