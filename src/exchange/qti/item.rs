//! A question as an item of QTI 1.2, with the labels by which Canvas knows its kinds.

use quick_xml::escape::escape;

use crate::card::true_and_false;
use crate::exchange::exercise::{Exercise, Form};
use crate::exchange::html::from_text;
use crate::text::{Language, Wrong};

/// The only response of most items.
const RESPONSE: &str = "response1";

/// What of an item depends on its kind.
struct Body {
    kind: &'static str,
    /// Where it is answered.
    responses: String,
    /// What earns how much.
    conditions: String,
    /// Feedback to single options: their name and words.
    feedback: Vec<(String, String)>,
}

pub(super) fn item(exercise: &Exercise, language: Language) -> String {
    // A name may not hold a `#`.
    let id = format!("q-{}", exercise.id.as_deref().unwrap_or_default().replace('#', "."));
    let body = body(&exercise.form, language);
    let mut general = exercise.why.clone();
    if let Form::Open { back } = &exercise.form {
        general = Some([Some(back.clone()), general].into_iter().flatten().collect::<Vec<_>>().join("\n\n"));
    }
    let mut shown = String::new();
    let mut feedback = String::new();
    if let Some(text) = general.filter(|text| !text.is_empty()) {
        shown.push_str(&condition("Yes", "<other/>", "", Some("general_fb")));
        feedback.push_str(&itemfeedback("general_fb", &text));
    }
    for (option, text) in &body.feedback {
        let name = format!("{option}_fb");
        shown.push_str(&condition("Yes", &equal(RESPONSE, option), "", Some(&name)));
        feedback.push_str(&itemfeedback(&name, text));
    }
    format!(
        "<item ident=\"{id}\" title=\"{title}\">\n<itemmetadata>\n<qtimetadata>\n{kind}{points}</qtimetadata>\n</itemmetadata>\n\
         <presentation>\n{stem}{responses}</presentation>\n<resprocessing>\n<outcomes>\n\
         <decvar maxvalue=\"100\" minvalue=\"0\" varname=\"SCORE\" vartype=\"Decimal\"/>\n</outcomes>\n{shown}{conditions}\
         </resprocessing>\n{feedback}</item>\n",
        title = escape(exercise.id.as_deref().unwrap_or_default()),
        kind = field("question_type", body.kind),
        points = field("points_possible", "1"),
        stem = html(&exercise.stem),
        responses = body.responses,
        conditions = body.conditions,
    )
}

fn field(label: &str, entry: &str) -> String {
    format!(
        "<qtimetadatafield>\n<fieldlabel>{label}</fieldlabel>\n<fieldentry>{entry}</fieldentry>\n</qtimetadatafield>\n"
    )
}

/// A text with its line breaks.
fn html(text: &str) -> String {
    let html = format!("<div>{}</div>", from_text(text));
    format!("<material>\n<mattext texttype=\"text/html\">{}</mattext>\n</material>\n", escape(&html))
}

fn plain(text: &str) -> String {
    format!("<material>\n<mattext texttype=\"text/plain\">{}</mattext>\n</material>\n", escape(text))
}

fn itemfeedback(name: &str, text: &str) -> String {
    format!("<itemfeedback ident=\"{name}\">\n<flow_mat>\n{}</flow_mat>\n</itemfeedback>\n", html(text))
}

fn condition(go_on: &str, of: &str, earns: &str, feedback: Option<&str>) -> String {
    let feedback = feedback.map(|name| format!("<displayfeedback feedbacktype=\"Response\" linkrefid=\"{name}\"/>\n"));
    format!(
        "<respcondition continue=\"{go_on}\">\n<conditionvar>\n{of}\n</conditionvar>\n{earns}{}</respcondition>\n",
        feedback.unwrap_or_default()
    )
}

fn set(action: &str, points: &str) -> String {
    format!("<setvar action=\"{action}\" varname=\"SCORE\">{points}</setvar>\n")
}

fn equal(response: &str, value: &str) -> String {
    format!("<varequal respident=\"{response}\">{}</varequal>", escape(value))
}

fn body(form: &Form, language: Language) -> Body {
    match form {
        Form::Typed { answers, .. } => typed(answers),
        Form::Number { value, width, .. } => number(*value, *width),
        Form::One { right, wrong } => options("multiple_choice_question", std::slice::from_ref(right), wrong),
        Form::Several { right, wrong } => options("multiple_answers_question", right, wrong),
        Form::Truth(answer) => truth(*answer, language),
        Form::Pairs { pairs, extra } => matching(pairs, extra),
        Form::Open { .. } => Body {
            kind: "essay_question",
            responses: field_to_type("String"),
            conditions: condition("No", "<other/>", "", None),
            feedback: Vec::new(),
        },
    }
}

fn field_to_type(kind: &str) -> String {
    format!(
        "<response_str ident=\"{RESPONSE}\" rcardinality=\"Single\">\n<render_fib fibtype=\"{kind}\">\n\
         <response_label ident=\"answer1\" rshuffle=\"No\"/>\n</render_fib>\n</response_str>\n"
    )
}

fn typed(answers: &[String]) -> Body {
    let equals: Vec<String> = answers.iter().map(|answer| equal(RESPONSE, answer)).collect();
    // Conditions that stand side by side hold together.
    let any = if equals.len() == 1 { equals.concat() } else { format!("<or>\n{}\n</or>", equals.join("\n")) };
    Body {
        kind: "short_answer_question",
        responses: field_to_type("String"),
        conditions: condition("No", &any, &set("Set", "100"), None),
        feedback: Vec::new(),
    }
}

fn number(value: f64, width: f64) -> Body {
    let bound = |name: &str, value: f64| format!("<{name} respident=\"{RESPONSE}\">{value}</{name}>");
    // Sums of decimal numbers have tails that no author wrote.
    let tidy = |value: f64| format!("{value:.12}").parse().unwrap_or(value);
    let (low, high) = (tidy(value - width), tidy(value + width));
    let of = format!(
        "<or>\n{}\n<and>\n{}\n{}\n</and>\n</or>",
        equal(RESPONSE, &value.to_string()),
        bound("vargte", low),
        bound("varlte", high)
    );
    Body {
        kind: "numerical_question",
        responses: field_to_type("Decimal"),
        conditions: condition("No", &of, &set("Set", "100"), None),
        feedback: Vec::new(),
    }
}

fn label(name: &str, text: &str) -> String {
    format!("<response_label ident=\"{name}\">\n{}</response_label>\n", plain(text))
}

fn choose(response: &str, cardinality: &str, stem: &str, labels: &str) -> String {
    format!(
        "<response_lid ident=\"{response}\" rcardinality=\"{cardinality}\">\n{stem}<render_choice shuffle=\"Yes\">\n{labels}\
         </render_choice>\n</response_lid>\n"
    )
}

/// Options in the order of the alphabet: not every platform deals them anew, and the right ones come first in a deck.
fn options(kind: &'static str, right: &[String], wrong: &[Wrong]) -> Body {
    let right = right.iter().map(|text| (text, true, None));
    let wrong = wrong.iter().map(|one| (&one.answer, false, one.because.as_ref()));
    let mut all: Vec<(&String, bool, Option<&String>)> = right.chain(wrong).collect();
    all.sort_by_key(|(text, ..)| text.to_lowercase());
    let name = |at: usize| format!("option{}", at + 1);
    let labels: String = all.iter().enumerate().map(|(at, (text, ..))| label(&name(at), text)).collect();
    let is_one = kind == "multiple_choice_question";
    let wanted = all.iter().enumerate().map(|(at, (_, is_right, _))| match (is_right, is_one) {
        (true, _) => equal(RESPONSE, &name(at)) + "\n",
        (false, true) => String::new(),
        (false, false) => format!("<not>\n{}\n</not>\n", equal(RESPONSE, &name(at))),
    });
    let wanted: String = wanted.collect();
    let of = if is_one { wanted.trim_end().to_owned() } else { format!("<and>\n{wanted}</and>") };
    let feedback = all.iter().enumerate().filter_map(|(at, (.., because))| Some((name(at), (*because)?.clone())));
    Body {
        kind,
        responses: choose(RESPONSE, if is_one { "Single" } else { "Multiple" }, "", &labels),
        conditions: condition("No", &of, &set("Set", "100"), None),
        feedback: feedback.collect(),
    }
}

fn truth(answer: bool, language: Language) -> Body {
    let [yes, no] = true_and_false(language);
    let labels = label("true", yes) + &label("false", no);
    Body {
        kind: "true_false_question",
        responses: choose(RESPONSE, "Single", "", &labels).replace(" shuffle=\"Yes\"", ""),
        conditions: condition("No", &equal(RESPONSE, if answer { "true" } else { "false" }), &set("Set", "100"), None),
        feedback: Vec::new(),
    }
}

/// Each left side is a response that chooses among all right sides.
fn matching(pairs: &[(String, String)], extra: &[String]) -> Body {
    let mut rights: Vec<&String> = pairs.iter().map(|(_, right)| right).chain(extra).collect();
    rights.sort_by_key(|right| right.to_lowercase());
    rights.dedup();
    let name = |right: &String| {
        let at = rights.iter().position(|one| *one == right).unwrap_or_default();
        format!("match{}", at + 1)
    };
    let labels: String = rights.iter().map(|right| label(&name(right), right)).collect();
    let share = format!("{:.2}", 100.0 / f64::from(u32::try_from(pairs.len().max(1)).unwrap_or(u32::MAX)));
    let (mut responses, mut conditions) = (String::new(), String::new());
    for (at, (left, right)) in pairs.iter().enumerate() {
        let response = format!("response_{}", at + 1);
        responses.push_str(&choose(&response, "Single", &plain(left), &labels));
        conditions.push_str(&condition("Yes", &equal(&response, &name(right)), &set("Add", &share), None));
    }
    Body { kind: "matching_question", responses, conditions, feedback: Vec::new() }
}
