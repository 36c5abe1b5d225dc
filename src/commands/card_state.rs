//! One card's state and history, as JSON and in words.

use serde_json::{Value, json};

use crate::card::Question;
use crate::context::Context;
use crate::schedule::{Event, OwnWords, Progress, Purpose, Review, Scheduler, StudyDay, What};
use crate::ui::{counted, day_in_words};

/// What is known of a card, null where nothing is.
pub(super) fn as_json(question: &Question, progress: &Progress, scheduler: &Scheduler, today: StudyDay) -> Value {
    let day = |day: Option<StudyDay>| day.map(|day| day.to_string());
    let card = &question.card;
    json!({
        "card": card.to_string(), "deck": card.deck, "entry": card.entry, "part": card.part,
        "kind": question.kind.word(), "topics": question.topics, "stem": question.stem, "answer": question.answer,
        "seen": progress.is_seen(), "stability": progress.memory.map(|memory| memory.stability),
        "difficulty": progress.memory.map(|memory| memory.difficulty), "recall": scheduler.recall(progress, today),
        "first": day(progress.first), "last": day(progress.last), "due": day(progress.due),
        "reviews": progress.reviews, "lapses": progress.lapses, "relearning": progress.relearning,
        "suspended": progress.suspended, "flagged": progress.flagged,
    })
}

/// One event of a card's past.
pub(super) fn event_json(event: &Event) -> Value {
    let mut object = json!({ "at": event.at.to_rfc3339(), "day": event.day.to_string(), "kind": event.what.kind() });
    match &event.what {
        What::Review(review) => {
            object["rating"] = json!(review.rating.word());
            object["outcome"] = json!(review.outcome.map(crate::text::Outcome::word));
            object["typed"] = json!(review.typed);
            object["seconds"] = json!(review.seconds);
            object["purpose"] = json!(purpose(review.purpose));
            object["counts"] = json!(review.counts);
            object["overruled"] = json!(review.overruled);
            object["hinted"] = json!(review.hinted);
        }
        What::Flag { note, .. } => object["note"] = json!(note),
        What::Note { text, .. } => object["text"] = json!(text),
        What::Accept { form, on, .. } => {
            object["form"] = json!(form);
            object["on"] = json!(on);
        }
        _ => {}
    }
    object
}

/// Where a card stands, in a few words.
pub(super) fn in_a_word(progress: &Progress, cx: &Context) -> String {
    let mut said = vec![match progress.due {
        _ if progress.suspended => "suspended".to_owned(),
        None => "new".to_owned(),
        Some(_) if progress.relearning => "to be repeated".to_owned(),
        Some(due) if due <= cx.today() => "due".to_owned(),
        Some(due) => format!("due {}", day_in_words(due, cx.today())),
    }];
    if progress.flagged {
        said.push("flagged".to_owned());
    }
    said.join(", ")
}

/// State, counts and memory, a line each.
pub(super) fn in_full(progress: &Progress, scheduler: &Scheduler, cx: &Context) -> Vec<String> {
    let mut lines = vec![in_a_word(progress, cx)];
    if let (Some(memory), Some(recall)) = (progress.memory, scheduler.recall(progress, cx.today())) {
        let reviews = counted(progress.reviews as usize, "review", "reviews");
        let lapses = counted(progress.lapses as usize, "lapse", "lapses");
        lines.push(format!("{reviews}, {lapses}; recall now {:.0} %", recall * 100.0));
        let (stability, difficulty) = (short(memory.stability), short(memory.difficulty));
        lines.push(format!("stability {stability} days, difficulty {difficulty} of 10"));
    }
    lines
}

/// What the student keeps on a card whose text has this hash, a line each.
pub(super) fn own_words(own: &OwnWords, text_hash: u64) -> Vec<String> {
    let mut lines: Vec<String> = own.note.iter().map(|note| format!("note: {note}")).collect();
    let forms: Vec<String> = own.forms(text_hash).map(|form| format!("\"{form}\"")).collect();
    if !forms.is_empty() {
        lines.push(format!("taken as right: {}", forms.join(", ")));
    }
    lines
}

/// One decimal, none from ten up.
fn short(number: f32) -> String {
    if number < 9.95 { format!("{number:.1}") } else { format!("{number:.0}") }
}

/// One line of a card's past.
pub(super) fn event_line(event: &Event) -> String {
    let what = match &event.what {
        What::Review(review) => review_in_words(review),
        What::Flag { note: Some(note), .. } => format!("flagged: {note}"),
        What::Flag { note: None, .. } => "flagged".to_owned(),
        What::Note { text, .. } if text.is_empty() => "note dropped".to_owned(),
        What::Note { text, .. } => format!("noted: {text}"),
        What::Accept { form, on: true, .. } => format!("taken as right: {form}"),
        What::Accept { form, on: false, .. } => format!("no longer taken as right: {form}"),
        What::Forget { .. } => "progress forgotten".to_owned(),
        What::Goal { exam: Some(exam), courses, .. } if courses.is_empty() => format!("exam on {exam} set"),
        What::Goal { exam: Some(exam), courses, .. } => format!("exam on {exam} set for {}", courses.join(", ")),
        What::Goal { exam: None, .. } => "exam date cleared".to_owned(),
        What::Suspend { .. } => "suspended".to_owned(),
        What::Resume { .. } => "resumed".to_owned(),
        other => other.kind().replace('_', " "),
    };
    format!("{}  {what}", event.at.minute())
}

fn review_in_words(review: &Review) -> String {
    let mut said = vec![review.rating.word().to_owned()];
    let typed = review.typed.as_ref().map(|typed| format!(" \"{typed}\"")).unwrap_or_default();
    said.extend(review.outcome.map(|outcome| format!("judged {}{typed}", outcome.word())));
    said.extend(review.overruled.then(|| "overruled".to_owned()));
    said.extend(review.hinted.then(|| "with the hint".to_owned()));
    said.push(format!("{} s", review.seconds));
    if review.purpose != Purpose::Study {
        said.push(purpose(review.purpose).to_owned());
    }
    said.join(", ")
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Study => "study",
        Purpose::Cram => "cram",
        Purpose::Exam => "exam",
        Purpose::Redo => "redo",
    }
}
