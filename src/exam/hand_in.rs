//! What handing in does to memory: one review for each answered card, dated when it was answered.

use crate::exam::Attempt;
use crate::exam::attempt::Answered;
use crate::schedule::{Progress, Purpose, Rating, Review, StudyDay};
use crate::text::Outcome;

/// What is known of a card at the moment of handing in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) progress: Option<Progress>,
    /// Order stamp of the last review that counts.
    pub(crate) reviewed: Option<i64>,
}

/// The reviews that an attempt leaves, each with the study day of answering. What was left open leaves none.
pub(crate) fn reviews(attempt: &Attempt, retention: u16, seen: &[Seen]) -> Vec<(StudyDay, Review)> {
    let items = attempt.paper.items.iter().zip(&attempt.items).zip(seen).enumerate();
    items
        .filter_map(|(at, ((item, standing), seen))| {
            let answer = standing.answer.as_ref()?;
            let outcome = answer.mark.outcome();
            let review = Review {
                card: item.card.clone(),
                outcome: Some(outcome),
                credit: Some(answer.mark.credit),
                rating: if outcome.is_right() { Rating::Good } else { Rating::Again },
                seconds: u32::try_from(standing.seconds).unwrap_or(u32::MAX).clamp(1, 600),
                retention,
                text_hash: item.text_hash,
                revised: item.revised,
                overruled: false,
                hinted: false,
                purpose: Purpose::Exam,
                counts: counts(answer, seen),
                typed: if outcome == Outcome::Correct { None } else { attempt.said(at) },
            };
            Some((answer.day, review))
        })
        .collect()
}

/// Only a card that had been seen before, was due when it was answered, and was not reviewed since.
fn counts(answer: &Answered, seen: &Seen) -> bool {
    let due = |progress: &Progress| progress.is_seen() && !progress.suspended && progress.is_due(answer.day);
    seen.progress.as_ref().is_some_and(due) && seen.reviewed.is_none_or(|stamp| stamp < answer.stamp)
}
