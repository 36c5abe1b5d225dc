//! The same session as JSON lines, so that an editor or another front end can be built on it. `docs/study-json.md` is
//! the reference; every object carries `schema`.

use std::collections::VecDeque;
use std::io::{BufRead, Write};

use anyhow::Result;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::card::{Choice, Interaction, Question, Response};
use crate::schedule::{Intervals, Rating};
use crate::study::{Action, Command, Ending, Front, Offers, Reply, Saved, Spoken, Summary, Take, Turn, Usual};
use crate::text::{Verdict, fold};
use crate::ui::harmless_json;
use crate::ui::lines::{next_line, write_lines};
use crate::ui::prompts::NOTHING_TO_OVERRULE;

const SCHEMA: u32 = 1;

/// The front that reads and writes JSON lines.
pub(crate) struct Json<R, W> {
    input: R,
    output: W,
    /// Seconds since any fixed moment.
    clock: Box<dyn FnMut() -> u64>,
    since: u64,
    /// What came with the last command.
    words: VecDeque<String>,
}

/// A line of input; unknown keys are ignored.
#[derive(Deserialize)]
struct Line {
    card: Option<String>,
    response: Option<Value>,
    rating: Option<Value>,
    seconds: Option<f64>,
    command: Option<String>,
    /// The student's own words, with `note`.
    text: Option<String>,
    /// With `add`.
    question: Option<String>,
    answer: Option<String>,
    why: Option<String>,
    /// With `overrule`: the response is right from now on.
    take: Option<bool>,
}

/// What a line asks for.
enum Wish {
    Respond(Response),
    Rate(Rating, Option<u32>),
    Overrule(Option<u32>, Take),
    /// With the words that came along.
    Command(Command, VecDeque<String>),
    Quit,
}

impl<R: BufRead, W: Write> Json<R, W> {
    pub(crate) fn new(input: R, output: W, clock: Box<dyn FnMut() -> u64>) -> Self {
        Self { input, output, clock, since: 0, words: VecDeque::new() }
    }

    fn out(&mut self, mut object: Value) -> Result<()> {
        object["schema"] = json!(SCHEMA);
        write_lines(&mut self.output, &[harmless_json(&object.to_string())])
    }

    fn error(&mut self, why: &str) -> Result<()> {
        self.out(json!({ "event": "error", "message": why }))
    }

    /// The next wish that can be understood, or the ending. A bad line gets an error event.
    fn wish(&mut self, question: &Question) -> Result<Result<Wish, Ending>> {
        loop {
            let bytes = match next_line(&mut self.input)? {
                Ok(bytes) => bytes,
                Err(ending) => return Ok(Err(ending)),
            };
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            match read(&bytes, question) {
                Ok(wish) => return Ok(Ok(wish)),
                Err(why) => self.error(&why)?,
            }
        }
    }

    fn seconds(&mut self, given: Option<u32>) -> u32 {
        let passed = (self.clock)().saturating_sub(self.since);
        given.unwrap_or_else(|| u32::try_from(passed).unwrap_or(u32::MAX))
    }
}

impl<R: BufRead, W: Write> Front<anyhow::Error> for Json<R, W> {
    fn ask(&mut self, turn: &Turn<'_>) -> Result<Reply> {
        self.since = (self.clock)();
        self.out(question_object(turn))?;
        loop {
            return Ok(match self.wish(turn.question)? {
                Err(ending) => Reply::Ended(ending),
                Ok(Wish::Quit) => Reply::Ended(Ending::Quit),
                Ok(Wish::Respond(response)) => Reply::Given { response, seconds: self.seconds(None) },
                Ok(Wish::Rate(rating, seconds)) => Reply::Rated { rating, seconds: self.seconds(seconds) },
                Ok(Wish::Command(command, words)) => {
                    self.words = words;
                    Reply::Command(command)
                }
                Ok(Wish::Overrule(..)) => {
                    self.error("there is no verdict yet to overrule")?;
                    continue;
                }
            });
        }
    }

    fn tell(
        &mut self,
        turn: &Turn<'_>,
        verdict: Option<&Verdict>,
        _response: &Response,
        offers: &Offers,
    ) -> Result<Action> {
        self.out(verdict_object(turn, verdict, offers))?;
        loop {
            return Ok(match self.wish(turn.question)? {
                Err(ending) => Action::Ended(ending),
                Ok(Wish::Quit) => Action::Ended(Ending::Quit),
                Ok(Wish::Rate(rating, _)) if rating > offers.highest => {
                    let why = format!("`{}` is not open here: {} at most", rating.word(), offers.highest.word());
                    self.error(&why)?;
                    continue;
                }
                Ok(Wish::Rate(rating, seconds)) => Action::Rate { rating, seconds },
                Ok(Wish::Overrule(_, Take::Yes)) if offers.form.is_none() => {
                    self.error("this response cannot be taken as right from now on")?;
                    continue;
                }
                Ok(Wish::Overrule(seconds, take)) if offers.may_overrule => Action::Overrule { seconds, take },
                Ok(Wish::Overrule(..)) => {
                    self.error(NOTHING_TO_OVERRULE)?;
                    continue;
                }
                Ok(Wish::Command(Command::Hint, _)) => {
                    self.error("the answer is shown already")?;
                    continue;
                }
                Ok(Wish::Command(command, words)) => {
                    self.words = words;
                    Action::Command(command)
                }
                Ok(Wish::Respond(_)) => {
                    self.error("the verdict waits for a rating")?;
                    continue;
                }
            });
        }
    }

    fn unread(&mut self, turn: &Turn<'_>, verdict: &Verdict) -> Result<()> {
        self.out(json!({
            "event": "unread", "card": turn.question.card.to_string(), "read_as": verdict.read_as,
            "remarks": remarks(verdict),
        }))
    }

    fn say(&mut self, text: &str) -> Result<()> {
        self.out(json!({ "event": "message", "text": text }))
    }

    fn undone(&mut self, text: &str) -> Result<()> {
        self.out(json!({ "event": "undone", "text": text }))
    }

    fn saved(&mut self, saved: &Saved<'_>) -> Result<()> {
        self.out(json!({
            "event": "saved", "card": saved.card.to_string(), "rating": saved.rating.word(),
            "due": saved.due.map(|due| due.to_string()), "overruled": saved.overruled, "taken": saved.taken,
        }))
    }

    fn words(&mut self, _ask: &str, _start: &str) -> Result<Spoken<String>> {
        Ok(self.words.pop_front().map_or(Spoken::Nothing, Spoken::Given))
    }

    fn may_ask(&self) -> bool {
        false
    }

    fn agrees(&mut self, _ask: &str, _usual: Usual) -> Result<Spoken<()>> {
        Ok(Spoken::Nothing)
    }

    fn hand_over(&mut self, _run: &mut dyn FnMut() -> Result<()>) -> Result<bool> {
        Ok(false)
    }

    fn summary(&mut self, summary: &Summary) -> Result<()> {
        let weakest: Vec<Value> = summary
            .weakest_topics
            .iter()
            .map(|(topic, right, asked)| json!({ "topic": topic, "right": right, "asked": asked }))
            .collect();
        self.out(json!({
            "event": "done", "reason": summary.reason.word(),
            "summary": {
                "answered": summary.answered, "cards": summary.cards, "learnt": summary.learnt, "first_tries": summary.first_tries,
                "first_try_right": summary.first_try_right, "overruled": summary.overruled,
                "minutes": summary.minutes, "weakest_topics": weakest, "due_today": summary.due_today, "new_today": summary.new_today, "due_tomorrow": summary.due_tomorrow,
                "due_this_week": summary.due_this_week, "held_back": summary.held_back,
            },
        }))
    }
}

fn question_object(turn: &Turn<'_>) -> Value {
    let question = turn.question;
    let texts = |options: &[Choice]| options.iter().map(|option| option.text.clone()).collect::<Vec<_>>();
    let mut object = json!({
        "event": "question", "card": question.card.to_string(), "kind": question.kind.word(), "new": turn.is_new,
        "recall": turn.recall, "interaction": word(&question.interaction), "stem": question.stem,
        "topics": question.topics, "offers": offers_object(turn.intervals), "done": turn.done, "total": turn.total,
        "again": turn.again, "changed": turn.changed, "hint": question.hint.is_some(),
    });
    match &question.interaction {
        Interaction::Choose { options } | Interaction::Select { options } => object["options"] = json!(texts(options)),
        Interaction::Arrange { items, .. } => object["options"] = json!(items),
        Interaction::Match { lefts, rights, .. } => {
            object["lefts"] = json!(lefts);
            object["options"] = json!(rights);
        }
        _ => object["options"] = json!([]),
    }
    if turn.hint_shown {
        object["hint_text"] = json!(question.hint);
    }
    object
}

fn verdict_object(turn: &Turn<'_>, verdict: Option<&Verdict>, offers: &Offers) -> Value {
    let question = turn.question;
    json!({
        "event": "verdict", "card": question.card.to_string(),
        "outcome": verdict.map(|verdict| verdict.outcome.word()),
        "credit": verdict.map(|verdict| verdict.credit.share()),
        "read_as": verdict.and_then(|verdict| verdict.read_as.clone()),
        "remarks": verdict.map(remarks).unwrap_or_default(),
        "answer": question.answer, "why": question.why, "sources": question.sources,
        "lookalikes": lookalikes(question),
        "proposed": offers.proposed.word(), "highest": offers.highest.word(), "may_overrule": offers.may_overrule,
        "form": offers.form, "note": turn.note,
        "offers": offers_object(offers.intervals), "leech": offers.leech.is_some(),
        "leech_answers": offers.leech.as_ref().map(|leech| leech.answers.clone()).unwrap_or_default(),
    })
}

fn lookalikes(question: &Question) -> Vec<Value> {
    question.lookalikes.iter().map(|one| json!({ "name": one.name, "difference": one.difference })).collect()
}

fn remarks(verdict: &Verdict) -> Vec<String> {
    verdict.remarks.iter().map(ToString::to_string).collect()
}

fn offers_object(days: Option<Intervals>) -> Option<Value> {
    days.map(|days| json!({ "again": days.again, "hard": days.hard, "good": days.good, "easy": days.easy }))
}

fn word(interaction: &Interaction) -> &'static str {
    match interaction {
        Interaction::Recall => "recall",
        Interaction::Text(_) | Interaction::Date(_) | Interaction::Number(_) => "type",
        Interaction::List(_) => "list",
        Interaction::Choose { .. } => "choose",
        Interaction::Select { .. } => "select",
        Interaction::Arrange { .. } => "arrange",
        Interaction::Match { .. } => "match",
    }
}

fn read(bytes: &[u8], question: &Question) -> Result<Wish, String> {
    let line: Line = serde_json::from_slice(bytes).map_err(|cause| format!("no JSON object: {cause}"))?;
    if let Some(card) = &line.card
        && *card != question.card.to_string()
    {
        return Err(format!("the question is `{}`, not `{card}`", question.card));
    }
    let seconds = line.seconds.map(whole_seconds).transpose()?;
    if let Some(command) = &line.command {
        let plain = |command| Wish::Command(command, VecDeque::new());
        return Ok(match command.as_str() {
            "undo" => plain(Command::Undo),
            "suspend" => plain(Command::Suspend),
            "flag" => plain(Command::Flag),
            "history" => plain(Command::History),
            "hint" => plain(Command::Hint),
            "note" if line.text.is_none() => return Err("`note` needs `text`; an empty one drops the note".to_owned()),
            "note" => Wish::Command(Command::Note, line.text.into_iter().collect()),
            "edit" => Wish::Command(Command::Edit, line.text.into_iter().collect()),
            "add" => {
                let words = [line.question, line.answer, line.why].map(Option::unwrap_or_default);
                if words[0].trim().is_empty() {
                    return Err("`add` needs `question` and `answer`; `why` may come along".to_owned());
                }
                let is_gap = words[0].contains("{{");
                Wish::Command(
                    Command::Add,
                    words
                        .into_iter()
                        .enumerate()
                        .filter(|(at, _)| !(is_gap && *at == 1))
                        .map(|(_, word)| word)
                        .collect(),
                )
            }
            "reveal" => Wish::Respond(Response::Turned),
            "give_up" => Wish::Respond(Response::GaveUp),
            "overrule" => Wish::Overrule(seconds, if line.take == Some(true) { Take::Yes } else { Take::No }),
            "quit" => Wish::Quit,
            other => return Err(format!("unknown command `{other}`")),
        });
    }
    if let Some(rating) = &line.rating {
        return Ok(Wish::Rate(read_rating(rating)?, seconds));
    }
    match &line.response {
        Some(response) => read_response(response, &question.interaction).map(Wish::Respond),
        None => Err("a line needs `response`, `rating` or `command`".to_owned()),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held to 0 to 600 before")]
fn whole_seconds(seconds: f64) -> Result<u32, String> {
    if !seconds.is_finite() || seconds < 0.0 {
        return Err(format!("`{seconds}` is no number of seconds"));
    }
    Ok(seconds.round().clamp(0.0, 600.0) as u32)
}

fn read_rating(value: &Value) -> Result<Rating, String> {
    const RATINGS: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];
    let by_number = value.as_u64().and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
    let by_word = value.as_str().and_then(|word| RATINGS.iter().position(|rating| rating.word() == word));
    by_number
        .or(by_word)
        .and_then(|at| RATINGS.get(at).copied())
        .ok_or_else(|| format!("`{value}` is no rating: again, hard, good, easy, or 1 to 4"))
}

fn read_response(value: &Value, interaction: &Interaction) -> Result<Response, String> {
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or_else(|| format!("`{value}` should be a text"));
    let array = |value: &Value| value.as_array().cloned().ok_or_else(|| format!("`{value}` should be an array"));
    match interaction {
        Interaction::Recall => Ok(Response::Turned),
        Interaction::List(_) if value.is_array() => {
            array(value)?.iter().map(text).collect::<Result<_, _>>().map(Response::Items)
        }
        Interaction::Text(_) | Interaction::Date(_) | Interaction::Number(_) | Interaction::List(_) => {
            text(value).map(Response::Typed)
        }
        Interaction::Choose { options } => {
            place(options.iter().map(|option| option.text.as_str()), &text(value)?).map(Response::Chosen)
        }
        Interaction::Select { options } => {
            let find = |value: &Value| place(options.iter().map(|option| option.text.as_str()), &text(value)?);
            array(value)?.iter().map(find).collect::<Result<_, _>>().map(Response::Selected)
        }
        Interaction::Arrange { items, .. } => {
            let find = |value: &Value| place(items.iter().map(String::as_str), &text(value)?);
            array(value)?.iter().map(find).collect::<Result<_, _>>().map(Response::Arranged)
        }
        Interaction::Match { lefts, rights, .. } => {
            let mut given = vec![None; lefts.len()];
            for pair in array(value)? {
                let [left, right] = array(&pair)?.try_into().map_err(|_| "a pair is [left, right]".to_owned())?;
                let at = place(lefts.iter().map(String::as_str), &text(&left)?)?;
                given[at] = Some(place(rights.iter().map(String::as_str), &text(&right)?)?);
            }
            Ok(Response::Matched(given))
        }
    }
}

fn place<'a>(mut texts: impl Iterator<Item = &'a str>, wanted: &str) -> Result<usize, String> {
    texts
        .position(|text| text == wanted || fold(text) == fold(wanted))
        .ok_or_else(|| format!("`{wanted}` is no option"))
}
