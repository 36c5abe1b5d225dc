//! A session at its end: what was answered, what is weak, what comes.

use super::harmless::harmless_line;
use super::render::{aside, note};
use super::wrap::{Paint, Style, flow, piece};
use crate::diagnostic::counted;
use crate::study::{Reason, Summary};

pub(crate) fn summary(end: &Summary, style: &Style) -> Vec<String> {
    let dot = style.mark(" · ", " | ");
    let mut lines = vec![String::new()];
    match end.reason {
        Reason::Minutes => lines.extend(aside("the minutes of this session are used", style)),
        Reason::Limit => lines.extend(aside("the limit of this session is reached", style)),
        Reason::Empty | Reason::Quit => {}
    }
    let cards = counted(end.cards, "card", "cards");
    let mut done = match end.minutes {
        0 => format!("{cards} in less than a minute"),
        minutes => format!("{cards} in {minutes} min"),
    };
    if end.answered > end.cards {
        done = format!("{done}, {} answers", end.answered);
    }
    if end.first_tries > 0 {
        done = format!("{done}{dot}{} of {} right at the first try", end.first_try_right, end.first_tries);
    }
    if end.learnt > 0 {
        done = format!("{done}{dot}learnt {} new", end.learnt);
    }
    lines.extend(flow(" ", &[piece(&done, Paint::Bold)], style));
    let weakest: Vec<String> = end
        .weakest_topics
        .iter()
        .map(|(topic, right, of)| format!("{} {right} of {of}", harmless_line(topic)))
        .collect();
    if !weakest.is_empty() {
        lines.extend(flow(" weakest  ", &[piece(&weakest.join(dot), Paint::Plain)], style));
    }
    if end.first_try_right < end.first_tries {
        lines.extend(aside("`acquis cram --failed today` practises what was missed", style));
    }
    if end.overruled > 0 {
        lines.extend(note(&format!("{} overruled by you", end.overruled), style));
    }
    let left = [(end.due_today, "due"), (end.new_today, "new")];
    let left: Vec<String> =
        left.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if !left.is_empty() {
        lines.extend(note(&format!("left for today: {}", left.join(", ")), style));
    }
    let next = format!("due tomorrow {}{dot}within a week {}", end.due_tomorrow, end.due_this_week);
    lines.extend(note(&next, style));
    if !end.held_back.is_empty() {
        lines.extend(flow(" for another day  ", &[piece(&end.held_back.join(dot), Paint::Dim)], style));
    }
    lines.extend(aside("everything is saved", style));
    lines
}

#[cfg(test)]
mod tests {
    use super::summary;
    use crate::study::{Reason, Summary};
    use crate::ui::{Palette, Style};

    #[test]
    fn the_end_says_what_comes_and_that_all_is_saved() {
        let end = Summary {
            reason: Reason::Empty,
            answered: 27,
            cards: 20,
            learnt: 6,
            first_tries: 15,
            first_try_right: 13,
            weakest_topics: vec![("chronology".into(), 2, 5)],
            overruled: 1,
            minutes: 6,
            due_today: 3,
            new_today: 4,
            due_tomorrow: 12,
            due_this_week: 40,
            held_back: vec!["12 new".into()],
        };
        let expected = [
            "",
            " 20 cards in 6 min, 27 answers · 13 of 15 right at the first try",
            " learnt 6 new",
            " weakest  chronology 2 of 5",
            " `acquis cram --failed today` practises what was missed",
            " 1 overruled by you",
            " left for today: 3 due, 4 new",
            " due tomorrow 12 · within a week 40",
            " for another day  12 new",
            " everything is saved",
        ];
        assert_eq!(summary(&end, &Style { palette: Palette::None, ascii: false, width: 70 }), expected);
    }
}
