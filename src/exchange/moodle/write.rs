//! Writes Moodle XML. Every text is plain text, so that nothing in it is taken for HTML.

use std::collections::HashSet;

use std::borrow::Cow;

use crate::exchange::exercise::{Exercise, Form};
use crate::exchange::gift::share;
use crate::exchange::outgoing::{Losses, Outgoing, Sent};
use crate::text::Wrong;

pub(in crate::exchange) fn write(out: &Outgoing<'_>) -> Sent {
    let category = format!("$course$/top/{}", out.deck.title.replace('/', "//"));
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n".to_owned();
    xml.push_str(&format!(
        "  <question type=\"category\">\n    <category><text>{}</text></category>\n  </question>\n",
        escape(&category)
    ));
    let mut losses = Losses { of_deck: vec!["the head of the deck but its title".to_owned()], ..Losses::default() };
    let mut went = HashSet::new();
    let mut records = 0;
    for item in &out.items {
        let Ok(exercise) = Exercise::of(item) else { continue };
        xml.push_str(&question(&exercise));
        losses.add(&item.note.id, exercise.lost);
        went.insert(item.note.id.as_str());
        records += 1;
    }
    xml.push_str("</quiz>\n");
    losses.stayed(out, &went);
    Sent { bytes: xml.into_bytes(), records, losses }
}

/// A text as it stands in an element: Moodle's reader drops the blanks beside a reference, so that `&` and the like are
/// written in a section that has none.
fn escape(text: &str) -> Cow<'_, str> {
    if text.contains(['&', '<', '>']) {
        Cow::Owned(format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>")))
    } else {
        Cow::Borrowed(text)
    }
}

/// `<name format="plain_text"><text>…</text></name>`.
fn text(name: &str, text: &str) -> String {
    format!("    <{name} format=\"plain_text\"><text>{}</text></{name}>\n", escape(text))
}

fn question(exercise: &Exercise) -> String {
    let id = exercise.id.as_deref().unwrap_or_default();
    let mut xml =
        format!("  <question type=\"{}\">\n    <name><text>{}</text></name>\n", kind(&exercise.form), escape(id));
    xml.push_str(&text("questiontext", &exercise.stem));
    // Who marks an essay sees its answer, and its writer sees it here.
    let back = if let Form::Open { back } = &exercise.form { Some(back.as_str()) } else { None };
    let feedback: Vec<&str> = back.into_iter().chain(exercise.why.as_deref()).collect();
    xml.push_str(&text("generalfeedback", &feedback.join("\n\n")));
    xml.push_str("    <defaultgrade>1</defaultgrade>\n    <penalty>0.3333333</penalty>\n    <hidden>0</hidden>\n");
    xml.push_str(&format!("    <idnumber>{}</idnumber>\n", escape(id)));
    xml.push_str(&answers(&exercise.form));
    if let Some(hint) = &exercise.hint {
        xml.push_str(&text("hint", hint));
    }
    if !exercise.topics.is_empty() {
        let tag = |topic: &String| format!("      <tag><text>{}</text></tag>\n", escape(topic));
        xml.push_str(&format!("    <tags>\n{}    </tags>\n", exercise.topics.iter().map(tag).collect::<String>()));
    }
    xml + "  </question>\n"
}

fn kind(form: &Form) -> &'static str {
    match form {
        Form::Typed { .. } => "shortanswer",
        Form::Number { .. } => "numerical",
        Form::One { .. } | Form::Several { .. } => "multichoice",
        Form::Truth(_) => "truefalse",
        Form::Pairs { .. } => "matching",
        Form::Open { .. } => "essay",
    }
}

fn answer(fraction: &str, format: &str, text: &str, because: Option<&str>, more: &str) -> String {
    format!(
        "    <answer fraction=\"{fraction}\" format=\"{format}\"><text>{}</text>{more}<feedback format=\"plain_text\"><text>{}</text></feedback></answer>\n",
        escape(text),
        escape(because.unwrap_or_default())
    )
}

fn answers(form: &Form) -> String {
    match form {
        Form::Typed { answers, wrong } => {
            // A star stands for anything in what is typed.
            let plain = |text: &str| text.replace('*', "\\*");
            let right = answers.iter().map(|text| answer("100", "moodle_auto_format", &plain(text), None, ""));
            let wrong = wrong.iter().map(|one| {
                answer("0", "moodle_auto_format", &plain(&one.answer), one.because.as_deref(), "")
            });
            "    <usecase>0</usecase>\n".to_owned() + &right.chain(wrong).collect::<String>()
        }
        Form::Number { value, width, wrong } => {
            let right = answer("100", "moodle_auto_format", &value.to_string(), None, &format!("<tolerance>{width}</tolerance>"));
            let wrong = wrong.iter().map(|one| {
                answer("0", "moodle_auto_format", &one.answer, one.because.as_deref(), "<tolerance>0</tolerance>")
            });
            right + &wrong.collect::<String>()
        }
        Form::One { right, wrong } => options("true", "100", std::slice::from_ref(right), "0", wrong),
        Form::Several { right, wrong } => {
            let share = share(right.len());
            options("false", share, right, &format!("-{share}"), wrong)
        }
        Form::Truth(truth) => {
            let earns = |right: bool| if right { "100" } else { "0" };
            answer(earns(*truth), "moodle_auto_format", "true", None, "")
                + &answer(earns(!truth), "moodle_auto_format", "false", None, "")
        }
        Form::Pairs { pairs, extra } => {
            let pairs = pairs.iter().map(|(left, right)| (left.as_str(), right.as_str()));
            let all = pairs.chain(extra.iter().map(|right| ("", right.as_str())));
            let pair = |(left, right): (&str, &str)| {
                format!(
                    "    <subquestion format=\"plain_text\"><text>{}</text><answer><text>{}</text></answer></subquestion>\n",
                    escape(left),
                    escape(right)
                )
            };
            "    <shuffleanswers>true</shuffleanswers>\n".to_owned() + &all.map(pair).collect::<String>()
        }
        Form::Open { back } => {
            "    <responseformat>plain</responseformat>\n    <responserequired>1</responserequired>\n    <responsefieldlines>5</responsefieldlines>\n    <attachments>0</attachments>\n".to_owned()
                + &text("graderinfo", back)
        }
    }
}

fn options(single: &str, earns: &str, right: &[String], costs: &str, wrong: &[Wrong]) -> String {
    let right = right.iter().map(|text| answer(earns, "plain_text", text, None, ""));
    let wrong = wrong.iter().map(|one| answer(costs, "plain_text", &one.answer, one.because.as_deref(), ""));
    format!(
        "    <single>{single}</single>\n    <shuffleanswers>true</shuffleanswers>\n    <answernumbering>none</answernumbering>\n"
    ) + &right.chain(wrong).collect::<String>()
}
