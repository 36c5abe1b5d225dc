//! The plan in words, for a student.

use chrono::Datelike;

use crate::commands::plan::outlook::{Outlook, WholeDay, whole_days};
use crate::commands::select::Selected;
use crate::context::Context;
use crate::plan::{FIRM, Goals, Spread};
use crate::schedule::StudyDay;
use crate::ui::figures::{bar, paragraph};
use crate::ui::{Drawn, Paint, Style, flow, piece};

/// Days of a week.
const WEEK: usize = 7;

/// The whole report.
pub(super) fn report(outlook: &Outlook, cx: &Context) -> Drawn {
    let columns = cx.columns();
    let style = Style { width: columns, ..cx.output_style() };
    let mut dates: Vec<String> = Vec::new();
    exams(outlook, cx, &mut dates);
    let load = dates.pop();
    let mut lines: Vec<String> = dates.iter().flat_map(|date| painted(date, Paint::Bold, &style)).collect();
    lines.extend(load.iter().flat_map(|load| painted(load, Paint::Plain, &style)));
    lines.push(String::new());
    pace(outlook, columns, &mut lines);
    lines.push(String::new());
    lines.extend(painted("Recall on the day (an estimate)", Paint::Bold, &style));
    expected(outlook, cx.today(), (columns, cx.style.ascii), &mut lines);
    lines.push(String::new());
    calendar(outlook, &style, cx, &mut lines);
    lines.extend(painted(&computed(outlook), Paint::Dim, &style));
    Drawn::new(&lines)
}

fn painted(text: &str, paint: Paint, style: &Style) -> Vec<String> {
    flow("", &[piece(text, paint)], style)
}

/// Every day until the exam; of many days those in the middle by weeks.
fn calendar(outlook: &Outlook, style: &Style, cx: &Context, lines: &mut Vec<String>) {
    let days = whole_days(&outlook.days, cx.today());
    if days.is_empty() {
        return;
    }
    let dash = if cx.style.ascii { "-" } else { "–" };
    // Wrapping joins blanks.
    let head = format!("{:<19}{:>5}{:>8}{:>6}", "The days ahead", "new", "review", "min").replace(' ', "\u{a0}");
    lines.extend(painted(&head, Paint::Bold, style).into_iter().map(|line| line.replace('\u{a0}', " ")));
    for days in in_rows(&days) {
        let (first, last) = (days[0].day.0, days[days.len() - 1].day.0);
        let name = match days.len() {
            1 => first.format("%a %-d %b").to_string(),
            _ if first.month() == last.month() => format!("{} {dash} {}", first.format("%-d"), last.format("%-d %b")),
            _ => format!("{} {dash} {}", first.format("%-d %b"), last.format("%-d %b")),
        };
        let sum = |part: fn(&WholeDay) -> u32| days.iter().map(part).sum::<u32>();
        let (new, review, minutes) = (sum(|day| day.new), sum(|day| day.review), sum(|day| day.minutes));
        lines.push(format!("  {name:<17}{new:>5}{review:>8}{minutes:>6}"));
    }
    lines.push(String::new());
}

/// Days by themselves where they are near, today or the exam; of more than three weeks the others by calendar weeks.
fn in_rows(days: &[WholeDay]) -> Vec<&[WholeDay]> {
    if days.len() <= 3 * WEEK {
        return days.chunks(1).collect();
    }
    let (near, rest) = days.split_at(WEEK);
    let (far, last) = rest.split_at(rest.len() - WEEK);
    let weeks = far.chunk_by(|one, next| one.day.0.iso_week() == next.day.0.iso_week());
    near.chunks(1).chain(weeks).chain(last.chunks(1)).collect()
}

/// Two lines for the overview: when the exam is, and what recall to expect.
pub(super) fn glance(outlook: &Outlook, cx: &Context) -> String {
    let mut lines = Vec::new();
    exams(outlook, cx, &mut lines);
    // The last line tells the minutes; here it tells what they bring.
    lines.pop();
    let planned = outlook.planned.iter().find(|(minutes, _)| *minutes == outlook.minutes);
    // Of a memory of which little is known yet, a single figure would say too much.
    let recall = |spread: &Spread| match [spread.low, spread.mean, spread.high].map(|share| (share * 100.0).round()) {
        [low, _, high] if outlook.foretold < FIRM && low < high => format!("{low:.0} to {high:.0} %"),
        [_, mean, _] => format!("about {mean:.0} %"),
    };
    let now = recall(&outlook.recall_now);
    lines.push(match planned {
        Some((minutes, spread)) => {
            format!("Recall then: {} at {minutes} min a day, {now} if you stopped now", recall(spread))
        }
        None => format!("Recall then: {now} if you stopped now"),
    });
    lines.join("\n")
}

fn exams(outlook: &Outlook, cx: &Context, lines: &mut Vec<String>) {
    let one = outlook.courses.iter().all(|course| course.exam == outlook.courses[0].exam);
    let shown = if one { &outlook.courses[..1] } else { &outlook.courses[..] };
    for course in shown {
        let days = match course.exam.since(cx.today()) {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            days => format!("in {days} days"),
        };
        let whose = if one { String::new() } else { format!(" ({})", course.id) };
        lines.push(format!("Exam{whose}: {}, {days}", prose(course.exam)));
    }
    let day = minutes(outlook.minutes.into());
    lines.push(format!("{day} a day, {} cards, {} never seen", outlook.cards, outlook.unseen));
}

fn pace(outlook: &Outlook, columns: usize, lines: &mut Vec<String>) {
    if outlook.courses.iter().all(|course| course.pace.left <= 0) {
        lines.push(paragraph("The exam is today: there is no plan any more, and the ordinary queue holds.", columns));
        return;
    }
    let today = outlook.days.first().copied().unwrap_or_default();
    let asked = today.new + today.review > 0.0;
    let takes = minutes(today.minutes.round().max(f64::from(u8::from(asked))));
    lines.push(paragraph(&format!("Today: {:.0} new and {:.0} due, about {takes}.", today.new, today.review), columns));
    for course in outlook.courses.iter().filter(|course| course.pace.left > 0) {
        let pace = course.pace;
        let whose = if outlook.courses.len() == 1 { String::new() } else { format!("{}: ", course.id) };
        let new = match (pace.unseen, pace.quota) {
            (0, _) => "Every card is met".to_owned(),
            (_, 0) => "New cards as far as the time goes".to_owned(),
            (_, quota) => format!("{quota} new a day at least"),
        };
        let sweep = match pace.sweep {
            1 => "on the last day every card may come".to_owned(),
            days => format!("in the last {days} days every card may come"),
        };
        lines.push(paragraph(&format!("{whose}{new}; {sweep}, to be seen once more."), columns));
    }
    if outlook.unseen == 0 {
        return;
    }
    let all = outlook.minutes_for_all;
    if outlook.enough_time {
        let all = minutes(all.into());
        lines.push(paragraph(&format!("To meet every card in time takes {all} a day at least."), columns));
    } else {
        lines.push(paragraph(&cannot(outlook), columns));
    }
}

/// It cannot be done: what would do it, and what is best then.
fn cannot(outlook: &Outlook) -> String {
    let met: f64 = outlook.days.iter().map(|day| day.new).sum();
    format!(
        "{} a day cannot meet every card in time: {} would. The plan takes first what adds most to the day, \
         and will meet about {met:.0} of the {} cards never seen. What helps: more minutes a day; more of them in the \
         last days, which is soon forgotten afterwards; or fewer cards, by naming the course or topic that matters most.",
        minutes(outlook.minutes.into()),
        minutes(outlook.minutes_for_all.into()),
        outlook.unseen
    )
}

fn expected(outlook: &Outlook, today: StudyDay, (columns, ascii): (usize, bool), lines: &mut Vec<String>) {
    let wide = columns.saturating_sub(40).min(30);
    let mut row = |name: String, spread: Spread| {
        let plot = if wide < 8 { String::new() } else { format!("  {}", bar(spread.mean, wide, ascii)) };
        let [mean, low, high] = [spread.mean, spread.low, spread.high].map(|share| (share * 100.0).abs());
        let range = if low < high { format!("({low:.0} to {high:.0})") } else { String::new() };
        lines.push(format!("  {name:<14} {mean:>3.0} %  {range:<11}{plot}").trim_end().to_owned());
    };
    row("stopping now".to_owned(), outlook.recall_now);
    for (minutes, spread) in &outlook.planned {
        row(format!("{minutes} min a day"), *spread);
    }
    if outlook.foretold < FIRM {
        lines.push(paragraph(&firmer(outlook, today), columns));
    }
}

/// How little is known of a student's memory, and from when on it will be enough.
#[expect(clippy::cast_precision_loss, reason = "fewer than a hundred")]
fn firmer(outlook: &Outlook, today: StudyDay) -> String {
    let mut known = outlook.foretold as f64;
    let enough = outlook.days.iter().position(|day| {
        known += day.review;
        known >= FIRM as f64
    });
    let when = match enough.map(|ahead| today.plus(ahead as u64 + 1)) {
        Some(day) if outlook.courses.iter().any(|course| day < course.exam) => {
            format!("if you keep to the plan, they will be narrower from about {} on", day.0.format("%-d %B"))
        }
        _ => "they will not be narrower before the exam".to_owned(),
    };
    format!(
        "The ranges in brackets are wide, since your memory is known from {} of {FIRM} answers to cards that came back: {when}.",
        outlook.foretold
    )
}

fn computed(outlook: &Outlook) -> String {
    let seconds = outlook.seconds;
    let shared = if outlook.courses.len() > 1 { " The courses share the minutes." } else { "" };
    format!(
        "An estimate: the days ahead are lived through many times from what you know now, with {} for a new \
         card and {:.0} for a review, taken from your answers once there are enough, and with days missed as often as \
         so far. Between the two figures in brackets lie four of five outcomes. A card never seen counts 0; guessing and \
         learning elsewhere are left out.{shared}",
        spoken(seconds.new.round(), "second"),
        seconds.review
    )
}

/// No exam is ahead: none was set, or it is over.
pub(super) fn nothing_ahead(goals: &Goals, selected: &Selected, today: StudyDay) -> String {
    let decks = selected.catalogue.decks.iter();
    let past = decks.filter_map(|deck| goals.of_course(&deck.course)).map(|goal| goal.exam).max();
    match past {
        Some(exam) if exam > today => format!(
            "The exam of {} is more than three years away, if today is {}: the ordinary queue holds.\n\
             `acquis plan --exam DATE` sets another day, `acquis plan --clear` takes this one away.",
            prose(exam),
            prose(today)
        ),
        Some(exam) => format!(
            "The exam was on {}; the ordinary queue holds.\n`acquis plan --exam DATE` sets another day, `acquis plan --clear` takes this one away.",
            prose(exam)
        ),
        None if past.is_some_and(|exam| exam > today) => format!(
            "The exam is set for {}, which is more than three years away by this computer's clock ({}).\nIs the clock right? `acquis plan --exam DATE` sets another day, `acquis plan --clear` takes this one away.",
            prose(past.unwrap_or(today)),
            prose(today)
        ),
        None => "No exam date is set.\n`acquis plan --exam 2027-01-20 --minutes 20` sets one, and says what to expect."
            .to_owned(),
    }
}

fn minutes(count: f64) -> String {
    spoken(count, "minute")
}

/// `1 minute`, `12 minutes`; rounded down to nothing, a little less than nothing is none.
fn spoken(count: f64, what: &str) -> String {
    let count = count + 0.0;
    if count == 1.0 { format!("1 {what}") } else { format!("{count:.0} {what}s") }
}

/// 20 January 2027.
fn prose(day: StudyDay) -> String {
    day.0.format("%-d %B %Y").to_string()
}
