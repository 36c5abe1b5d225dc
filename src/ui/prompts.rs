//! What may be pressed or typed next, said in a dim line or two under each question and verdict.

use crate::card::Interaction;
use crate::schedule::Rating;
use crate::study::{Command, Leech, Offers, Saved, Turn, Usual};
use crate::text::{Outcome, Verdict};

use super::harmless::harmless_line;
use super::keys::{self, Deed, Hand, Place};
use super::typed;
use super::verdict::{Attempt, labelled};
use super::wrap::{Paint, Style, columns_of, cut, flow, piece};

/// So many earlier answers stand beside a card that fails again and again, a line each.
const SAID_BEFORE: usize = 3;

pub(crate) const NOTHING_TO_OVERRULE: &str = "there is nothing to overrule";
pub(crate) const ANSWER_IN_SIGHT: &str = "the answer is on the screen";

/// A key and what it does; without a key, words alone.
pub(crate) type Item = (String, String);

/// How to answer, and what else may be done at a question.
pub(crate) fn at_question(turn: &Turn<'_>, place: Place, hand: Hand, style: &Style) -> Vec<String> {
    keys(&items_at_question(turn, place, hand), style)
}

/// The same, before it is put into lines.
pub(crate) fn items_at_question(turn: &Turn<'_>, place: Place, hand: Hand) -> Vec<Item> {
    let interaction = &turn.question.interaction;
    let mut items: Vec<Item> = Vec::new();
    match interaction {
        Interaction::Recall => items.extend(item(place, hand, Deed::Turn)),
        _ => items.extend(typed::how(interaction).map(|how| (String::new(), how.to_owned()))),
    }
    if turn.is_new && *interaction != Interaction::Recall {
        items.push(("Enter twice".to_owned(), "to see it".to_owned()));
    }
    if turn.question.hint.is_some() && !turn.hint_shown {
        items.extend(item(place, hand, Deed::Do(Command::Hint)));
    }
    items.extend([Deed::Help, Deed::Quit].into_iter().filter_map(|deed| item(place, hand, deed)));
    items
}

/// A key as the table has it.
pub(crate) fn item(place: Place, hand: Hand, deed: Deed) -> Option<Item> {
    keys::prompt(place, hand, deed).map(|(key, label)| (key, label.to_owned()))
}

/// What may be pressed or typed now; an item is broken only where it is wider than the window.
pub(crate) fn keys(items: &[Item], style: &Style) -> Vec<String> {
    let dot = style.mark(" · ", " | ");
    let mut lines: Vec<String> = Vec::new();
    for (key, what) in items {
        let item = if key.is_empty() { what.clone() } else { format!("{key} {what}") };
        match lines.last_mut() {
            Some(line) if columns_of(line) + columns_of(dot) + columns_of(&item) < style.columns() => {
                *line += &format!("{dot}{item}");
            }
            _ => lines.push(item),
        }
    }
    let wrapped = lines.iter().flat_map(|line| flow(" ", &[piece(line, Paint::Dim)], style));
    wrapped.map(|line| line.replace('\u{a0}', " ")).collect()
}

/// A page in parts that each fit a low window, with the word that any key goes on.
pub(crate) fn in_windows(page: &[String], rows: usize, style: &Style) -> Vec<Vec<String>> {
    let foot = keys(&[("any key".to_owned(), "goes on".to_owned())], style);
    page.chunks(rows.saturating_sub(2).max(1)).map(|part| [part, &foot].concat()).collect()
}

/// What does nothing at this verdict, and is not on its page of keys.
pub(crate) fn closed(turn: &Turn<'_>, verdict: Option<&Verdict>, offers: &Offers, hand: Hand) -> Vec<Deed> {
    let retype = (may_retype(turn, verdict, hand), Deed::Retype);
    let overrule = (offers.may_overrule, Deed::Overrule);
    [retype, overrule].into_iter().filter(|(open, _)| !open).map(|(_, deed)| deed).collect()
}

/// The line may be taken up again, for practice: it was typed, and not as it should be.
fn may_retype(turn: &Turn<'_>, verdict: Option<&Verdict>, hand: Hand) -> bool {
    hand == Hand::Keys
        && typed::is_text(&turn.question.interaction)
        && verdict.is_some_and(|verdict| verdict.outcome != Outcome::Correct)
}

/// The proposal, the other ratings that may be given, each with its interval, and what else there is.
pub(crate) fn at_verdict(
    turn: &Turn<'_>,
    verdict: Option<&Verdict>,
    offers: &Offers,
    attempt: Attempt,
    hand: Hand,
    style: &Style,
) -> Vec<String> {
    let proposed = match (attempt, offers.intervals) {
        (Attempt::GaveUp, Some(days)) if turn.is_new => format!("go on, it comes {}", interval(days.again)),
        _ => rating_and_interval(offers.proposed, offers),
    };
    let mut items: Vec<Item> = vec![("Enter".to_owned(), proposed)];
    let others = [(Rating::Again, "1"), (Rating::Hard, "2"), (Rating::Good, "3"), (Rating::Easy, "4")];
    // After a failure today every rating may bring the same day: one is enough to read, and all keys go on working.
    let all_alike = offers.intervals.is_some_and(|days| days.hard == days.easy);
    let open = others.into_iter().filter(|(rating, _)| {
        *rating != offers.proposed && *rating <= offers.highest && !(all_alike && *rating > Rating::Again)
    });
    items.extend(open.map(|(rating, key)| (key.to_owned(), rating_and_interval(rating, offers))));
    let more = [
        (offers.may_overrule, Deed::Overrule),
        (may_retype(turn, verdict, hand), Deed::Retype),
        (offers.leech.is_some() && turn.note.is_none(), Deed::Do(Command::Note)),
        (true, Deed::Do(Command::Undo)),
        (true, Deed::Help),
    ];
    items.extend(
        more.into_iter().filter(|(is_open, _)| *is_open).filter_map(|(_, deed)| item(Place::Verdict, hand, deed)),
    );
    let mut lines = offers.leech.as_ref().map_or_else(Vec::new, |leech| failing(leech, style));
    lines.extend(keys(&items, style));
    lines
}

/// A card that fails again and again is named, with what was said instead of the right answer.
fn failing(leech: &Leech, style: &Style) -> Vec<String> {
    let told = format!("failed on {} days: find a way to tell this one apart", leech.lapses);
    let mut lines = flow("   ", &[piece(&told, Paint::Plain)], style);
    for (at, answer) in leech.answers.iter().take(SAID_BEFORE).enumerate() {
        let answer = cut(&harmless_line(answer), style.columns().saturating_sub(11), style);
        lines.extend(labelled(if at == 0 { "before" } else { "" }, &[piece(&answer, Paint::Plain)], style));
    }
    lines.push(String::new());
    lines
}

/// Where yes or no is asked.
pub(crate) fn asked(usual: Usual) -> Place {
    match usual {
        Usual::Yes => Place::Offered,
        Usual::No => Place::Asked,
    }
}

/// A question of yes or no, with its keys.
pub(crate) fn agrees(ask: &str, usual: Usual, hand: Hand, style: &Style) -> Vec<String> {
    let items = [Deed::Yes, Deed::No].into_iter().filter_map(|deed| item(asked(usual), hand, deed));
    let mut lines = flow("   ", &[piece(&harmless_line(ask), Paint::Plain)], style);
    lines.extend(keys(&items.collect::<Vec<_>>(), style));
    lines
}

/// What is said of an answer that the student upheld, once it is saved.
pub(crate) fn upheld(saved: &Saved<'_>) -> Option<String> {
    let counted = saved.overruled.then(|| format!("counted as right: {}", saved.rating.word()))?;
    Some(match saved.taken {
        Some(form) => format!("{counted}; \"{}\" is right from now on", harmless_line(form)),
        None => counted,
    })
}

/// When nothing is left to ask.
pub(crate) fn at_end(style: &Style) -> Vec<String> {
    let items = [Deed::Quit, Deed::Do(Command::Undo)].into_iter().filter_map(|deed| item(Place::End, Hand::Keys, deed));
    keys(&items.collect::<Vec<_>>(), style)
}

fn rating_and_interval(rating: Rating, offers: &Offers) -> String {
    match offers.intervals {
        Some(intervals) => format!("{}, {}", rating.word(), interval(intervals.days(rating))),
        None => rating.word().to_owned(),
    }
}

/// Days in words, as exact as one needs them.
fn interval(days: u32) -> String {
    match days {
        0 => "later today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=60 => format!("{days} days"),
        61..=729 => format!("{} months", (days + 15) / 30),
        _ => format!("{} years", (days + 182) / 365),
    }
}

/// Why a rating above the highest is refused.
pub(crate) fn refusal(offers: &Offers) -> &'static str {
    match (offers.highest, offers.may_overrule) {
        (Rating::Again, true) => "a wrong answer comes again; y if you were right",
        (Rating::Again, false) => "this one comes again: no other rating is open",
        (Rating::Hard, _) => "after a hint, or the greater part of an answer, no more than hard",
        (Rating::Good, _) => "no more than good here",
        (Rating::Easy, _) => "no such rating",
    }
}

#[cfg(test)]
mod tests {
    use crate::schedule::{Intervals, Rating};
    use crate::study::{Leech, Offers, Turn};
    use crate::text::Verdict;
    use crate::ui::fixture::offers;
    use crate::ui::fixture::{question, text, turn};
    use crate::ui::keys::Hand;
    use crate::ui::verdict::Attempt;
    use crate::ui::wrap::{Palette, Style};

    const STYLE: Style = Style { palette: Palette::None, ascii: false, width: 80 };

    fn at_verdict(offers: &Offers, found: &Verdict, attempt: Attempt) -> Vec<String> {
        let card = question(text());
        super::at_verdict(&Turn { is_new: true, ..turn(&card) }, Some(found), offers, attempt, Hand::Keys, &STYLE)
    }

    #[test]
    fn only_what_makes_a_difference_is_offered() {
        let alike = Intervals { again: 0, hard: 1, good: 1, easy: 1 };
        let offers = Offers { intervals: Some(alike), ..offers(Rating::Good, Rating::Easy) };
        let told = at_verdict(&offers, &Verdict::correct(), Attempt::Answered);
        assert_eq!(told, [" Enter good, tomorrow · 1 again, later today · u undo · ? keys"]);
    }

    #[test]
    fn three_earlier_answers_at_most_take_a_line_each() {
        let answers = ["European Council – proposed; ".repeat(9), "b".into(), "c".into(), "d".into()].to_vec();
        let offers = Offers { leech: Some(Leech { lapses: 5, answers }), ..offers(Rating::Again, Rating::Again) };
        let lines = at_verdict(&offers, &Verdict::wrong(), Attempt::Answered);
        assert_eq!(lines.len(), 6, "{lines:?}");
        assert!(lines[1].ends_with('…') && lines[1].chars().count() == 80, "{lines:?}");
        assert_eq!(lines[3].trim(), "c");
    }

    #[test]
    fn what_was_given_up_at_the_first_meeting_is_learnt() {
        let offers = Offers { may_overrule: false, ..offers(Rating::Again, Rating::Again) };
        let told = at_verdict(&offers, &Verdict::wrong(), Attempt::GaveUp);
        assert_eq!(told, [" Enter go on, it comes later today · r retype · u undo · ? keys"]);
    }
}
