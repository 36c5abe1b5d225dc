//! A question as Moodle knows questions: between the interactions of acquis and the formats GIFT and Moodle XML.

use super::incoming::{Incoming, Record, tidy};
use super::marked::Beside;
use super::outgoing::{OutgoingCard, spelled};
use crate::card::{Interaction, Kind, KindName, Note};
use crate::deck::{self, pair, put_flag, put_list, put_texts, put_values};
use crate::text::{NumberKey, Tolerance, Wrong};

/// What is asked for, and what is right.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// The answer first, then other forms.
    Typed {
        answers: Vec<String>,
        wrong: Vec<Wrong>,
    },
    /// The value, and how far off is right.
    Number {
        value: f64,
        width: f64,
        wrong: Vec<Wrong>,
    },
    One {
        right: String,
        wrong: Vec<Wrong>,
    },
    Several {
        right: Vec<String>,
        wrong: Vec<Wrong>,
    },
    Truth(bool),
    Pairs {
        pairs: Vec<(String, String)>,
        extra: Vec<String>,
    },
    /// Nothing that a program can judge: the answer is shown.
    Open {
        back: String,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Exercise {
    /// Of the author's own making.
    pub(super) id: Option<String>,
    /// What the question is called: it may stand twice.
    pub(super) title: Option<String>,
    pub(super) stem: String,
    pub(super) form: Form,
    pub(super) why: Option<String>,
    pub(super) hint: Option<String>,
    pub(super) topics: Vec<String>,
    pub(super) lost: Vec<String>,
    /// The question shows or plays something: the names of the files that are known.
    pub(super) media: Option<Vec<String>>,
    /// Its author took it out of use.
    pub(super) is_hidden: bool,
}

/// Begins the line of the explanation that cites.
const SOURCE: &str = "Source: ";

impl Exercise {
    pub(super) fn new(stem: &str, form: Form) -> Self {
        Self {
            id: None,
            title: None,
            stem: stem.to_owned(),
            form,
            why: None,
            hint: None,
            topics: Vec::new(),
            lost: Vec::new(),
            media: None,
            is_hidden: false,
        }
    }

    /// Takes in what stood beside its answers.
    pub(super) fn add(&mut self, beside: Beside) {
        let general = self.why.take().into_iter();
        let more = beside.reasons.into_iter().filter(|reason| self.why.as_ref() != Some(reason));
        let why: Vec<String> = general.chain(more).collect();
        self.why = (!why.is_empty()).then(|| why.join("\n\n"));
        self.lost.extend(beside.lost);
    }

    /// A question on its way out; `because` where the format has no such question.
    pub(super) fn of(item: &OutgoingCard<'_>) -> Result<Self, &'static str> {
        let question = &item.question;
        let mut lost = own_losses(item.note);
        let mut stem = question.stem.clone();
        let form = match &question.interaction {
            Interaction::Recall => {
                lost.push("the turning of a card: it is an essay, marked by hand".to_owned());
                Form::Open { back: question.answer.clone() }
            }
            Interaction::Text(key) => {
                Form::Typed { answers: spelled(item.note, &key.answers), wrong: key.wrong.clone() }
            }
            Interaction::Date(key) => {
                lost.push("dates in any wording: only the forms written are right".to_owned());
                let mut answers = vec![question.answer.clone(), key.answer.iso()];
                answers.extend(key.accept.iter().cloned());
                answers.dedup();
                Form::Typed { answers, wrong: key.wrong.clone() }
            }
            Interaction::Number(key) => number(key, &mut stem, &mut lost),
            Interaction::List(_) => {
                lost.push("judging a list: it is an essay, marked by hand".to_owned());
                Form::Open { back: question.answer.clone() }
            }
            Interaction::Choose { options } => match &item.note.kind {
                Kind::TrueFalse { answer, .. } => Form::Truth(*answer),
                _ => {
                    let (right, wrong) = sorted(item.note, options);
                    Form::One { right: right.into_iter().next().ok_or("no option is right")?, wrong }
                }
            },
            Interaction::Select { options } => {
                let (right, wrong) = sorted(item.note, options);
                if right.len() > 10 {
                    return Err("more than ten right options, whose shares Moodle does not know");
                }
                Form::Several { right, wrong }
            }
            Interaction::Arrange { right, .. } => {
                lost.push("credit for the pairs of an order that stand the right way round".to_owned());
                let pairs = right.iter().enumerate().map(|(at, item)| (item.clone(), (at + 1).to_string()));
                Form::Pairs { pairs: pairs.collect(), extra: Vec::new() }
            }
            Interaction::Match { lefts, rights, pairs } => {
                let extra = rights.iter().filter(|right| !pairs.contains(right)).cloned().collect();
                Form::Pairs { pairs: lefts.iter().cloned().zip(pairs.iter().cloned()).collect(), extra }
            }
        };
        let mut why = question.why.clone().into_iter().collect::<Vec<_>>();
        if !question.sources.is_empty() {
            let sources: Vec<String> = question.sources.iter().map(|source| format!("{SOURCE}{source}")).collect();
            why.push(sources.join("\n"));
        }
        let why = (!why.is_empty()).then(|| why.join("\n\n"));
        let (id, hint, topics) = (Some(item.id.clone()), question.hint.clone(), question.topics.clone());
        Ok(Self { id, why, hint, topics, lost, ..Self::new(&stem, form) })
    }

    /// An entry of a deck.
    ///
    /// # Errors
    /// Nothing is right, or there is no question.
    pub(super) fn into_record(mut self, row: usize, incoming: &mut Incoming) -> Result<Record, String> {
        let stem = tidy(&self.stem);
        if stem.is_empty() {
            return Err("there is no question".to_owned());
        }
        let mut record = Record::new(row, KindName::Short);
        let mut shown = Vec::new();
        if let Form::Open { back } = &mut self.form {
            (*back, shown) = cited(&tidy(back));
        }
        let form = std::mem::replace(&mut self.form, Form::Truth(true));
        put_form(&mut record, &stem, form)?;
        self.put_around(&mut record, shown, incoming);
        Ok(record)
    }

    /// A cloze of that text, in the deck format.
    ///
    /// # Errors
    /// It has no words.
    pub(super) fn into_cloze(mut self, row: usize, text: &str, incoming: &mut Incoming) -> Result<Record, String> {
        let text = tidy(text);
        if text.is_empty() {
            return Err("there is no question".to_owned());
        }
        let mut record = Record::new(row, KindName::Cloze);
        record.put("text", &text);
        self.put_around(&mut record, Vec::new(), incoming);
        Ok(record)
    }

    /// All but the question and what is right.
    fn put_around(&mut self, record: &mut Record, shown: Vec<String>, incoming: &mut Incoming) {
        record.name = self.id.take().filter(|id| !id.trim().is_empty());
        record.title = self.title.take().filter(|title| !title.trim().is_empty());
        let why = self.why.take().map(|why| tidy(&why)).filter(|why| !why.is_empty());
        put_list(&mut record.draft.table, "topics", &self.topics);
        let (why, mut sources) = why.map(|why| cited(&why)).unwrap_or_default();
        sources.extend(shown);
        let sources = sources.iter().map(|words| incoming.cite(words)).collect::<Vec<_>>();
        let sources = sources.iter().map(|(key, at)| pair(("key", key), ("at", at.as_deref().map(Into::into))));
        put_values(&mut record.draft.table, "source", sources.collect());
        for (key, text) in [("hint", self.hint.take().map(|hint| tidy(&hint))), ("why", Some(why))] {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                record.put(key, &text);
            }
        }
        self.lost.drain(..).for_each(|lost| record.lose(lost));
        if self.is_hidden {
            record.lose("it is hidden in Moodle: the entry is a draft");
            put_flag(&mut record.draft.table, "draft", true);
        }
        if let Some(media) = self.media.take() {
            incoming.set_aside(record, media);
        }
    }
}

/// The explanation and the works that its last lines cite.
fn cited(why: &str) -> (String, Vec<String>) {
    let mut lines: Vec<&str> = why.lines().collect();
    let mut sources = Vec::new();
    while let Some(words) = lines.last().and_then(|line| line.strip_prefix(SOURCE)) {
        sources.insert(0, words.trim().to_owned());
        lines.pop();
    }
    (lines.join("\n").trim().to_owned(), sources)
}

/// What no format of questions knows of an entry.
pub(super) fn own_losses(note: &Note) -> Vec<String> {
    let fact = matches!(
        note.kind,
        Kind::Date { .. } | Kind::Institution { .. } | Kind::Instrument { .. } | Kind::Position { .. }
    );
    let told = [
        (fact, "the fact behind the question: its wording and answer are carried"),
        (note.strict, "`strict`"),
        (!note.confused_with.is_empty(), "`confused_with`"),
        (!note.requires.is_empty(), "`requires`"),
        (note.group.is_some(), "`group`"),
        (!note.was.is_empty(), "`was`"),
        (note.revised > 0, "`revised`"),
        (!note.allow.is_empty(), "`allow`"),
    ];
    told.into_iter().filter(|(is_lost, _)| *is_lost).map(|(_, what)| what.to_owned()).collect()
}

fn number(key: &NumberKey, stem: &mut String, lost: &mut Vec<String>) -> Form {
    if !key.unit.is_empty() {
        lost.push("the unit as part of the answer: it stands in the question".to_owned());
        if !stem.contains(&key.unit) {
            stem.push_str(&format!(" ({})", key.unit));
        }
    }
    if key.bound.is_some() {
        lost.push("the bound (over, at least …): the bare number is right".to_owned());
    }
    let (wrong, other): (Vec<Wrong>, Vec<Wrong>) =
        key.wrong.iter().cloned().partition(|one| one.answer.parse::<f64>().is_ok_and(f64::is_finite));
    if !key.accept.is_empty() || !other.is_empty() {
        lost.push("`accept` of a number, and what is `wrong` but no number".to_owned());
    }
    let width = match key.tolerance {
        Tolerance::Absolute(width) => width,
        Tolerance::Share(share) => {
            lost.push("the tolerance as a share: it is a width".to_owned());
            (key.value * share).abs()
        }
    };
    Form::Number { value: key.value, width, wrong }
}

/// The options, right ones apart; in the author's order where they are the author's own.
pub(super) fn sorted(note: &Note, options: &[crate::card::Choice]) -> (Vec<String>, Vec<Wrong>) {
    if let Kind::Choice { answers, .. } = &note.kind {
        return (answers.clone(), note.wrong.clone());
    }
    let (right, wrong): (Vec<_>, Vec<_>) = options.iter().partition(|option| option.right);
    let wrong = wrong.into_iter().map(|one| Wrong { answer: one.text.clone(), because: one.because.clone() });
    (right.into_iter().map(|one| one.text.clone()).collect(), wrong.collect())
}

fn put_form(record: &mut Record, stem: &str, form: Form) -> Result<(), String> {
    match form {
        Form::Typed { answers, wrong } => put_typed(record, stem, &answers, &wrong)?,
        Form::Number { value, width, wrong } => {
            put_wrong(record, &wrong);
            record.draft.kind = KindName::Number;
            record.put("ask", stem);
            record.draft.table.insert("answer", number_value(value));
            if width > 0.0 {
                record.draft.table.insert("tolerance", number_value(width));
            }
        }
        Form::One { right, wrong } => put_choice(record, stem, &[right], &wrong)?,
        Form::Several { right, wrong } => put_choice(record, stem, &right, &wrong)?,
        Form::Truth(answer) => {
            record.draft.kind = KindName::TrueFalse;
            record.put("statement", stem);
            record.draft.table.insert("answer", toml_edit::value(answer));
        }
        Form::Pairs { pairs, extra } => put_pairs(record, stem, &pairs, &extra)?,
        Form::Open { back } => {
            let back = tidy(&back);
            if back.is_empty() {
                return Err("an essay without a model answer: there is nothing to judge by".to_owned());
            }
            record.draft.kind = KindName::Card;
            record.put("front", stem);
            record.put("back", &back);
        }
    }
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
fn number_value(value: f64) -> toml_edit::Item {
    if value.fract() == 0.0 && value.abs() < 1e15 { toml_edit::value(value as i64) } else { toml_edit::value(value) }
}

/// A text with one blank is a cloze, others are questions.
fn put_typed(record: &mut Record, stem: &str, answers: &[String], wrong: &[Wrong]) -> Result<(), String> {
    let answers: Vec<String> = answers.iter().map(|text| tidy(text)).filter(|text| !text.is_empty()).collect();
    let Some((answer, accept)) = answers.split_first() else { return Err("no answer is right".to_owned()) };
    put_wrong(record, wrong);
    if let Some((before, after)) = one_blank(stem) {
        record.draft.kind = KindName::Cloze;
        let gap = deck::gap(None, answers.iter().map(String::as_str));
        record.put("text", &format!("{}{gap}{}", deck::without_gaps(before), deck::without_gaps(after)));
        return Ok(());
    }
    record.draft.kind = KindName::Short;
    record.put("ask", stem);
    record.put("answer", answer);
    put_list(&mut record.draft.table, "accept", accept);
    Ok(())
}

/// What stands around the only run of three or more underscores.
fn one_blank(text: &str) -> Option<(&str, &str)> {
    let start = text.find("___")?;
    let after = text[start..].trim_start_matches('_');
    (!after.contains("___")).then_some((&text[..start], after))
}

fn put_wrong(record: &mut Record, wrong: &[Wrong]) {
    let value = |one: &Wrong| {
        pair(("answer", &tidy(&one.answer)), ("because", one.because.as_deref().map(|text| tidy(text).into())))
    };
    put_values(
        &mut record.draft.table,
        "wrong",
        wrong.iter().filter(|one| !one.answer.trim().is_empty()).map(value).collect(),
    );
}

fn put_choice(record: &mut Record, stem: &str, right: &[String], wrong: &[Wrong]) -> Result<(), String> {
    if right.is_empty() {
        return Err("no option is right".to_owned());
    }
    record.draft.kind = KindName::Choice;
    record.put("ask", stem);
    put_texts(&mut record.draft.table, "answer", &right.iter().map(|text| tidy(text)).collect::<Vec<_>>());
    put_wrong(record, wrong);
    Ok(())
}

/// Pairs whose right sides are 1, 2, 3 … are an order.
fn put_pairs(record: &mut Record, stem: &str, pairs: &[(String, String)], extra: &[String]) -> Result<(), String> {
    let pairs: Vec<(String, String)> = pairs.iter().map(|(left, right)| (tidy(left), tidy(right))).collect();
    if pairs.len() < 2 {
        return Err("fewer than two pairs".to_owned());
    }
    let place = |right: &str| right.parse::<usize>().ok();
    let mut places: Vec<(Option<usize>, &String)> = pairs.iter().map(|(left, right)| (place(right), left)).collect();
    places.sort();
    let is_order = extra.is_empty() && places.iter().enumerate().all(|(at, (place, _))| *place == Some(at + 1));
    record.put("ask", stem);
    if is_order {
        record.draft.kind = KindName::Order;
        let items: Vec<String> = places.into_iter().map(|(_, item)| item.clone()).collect();
        put_list(&mut record.draft.table, "items", &items);
        return Ok(());
    }
    record.draft.kind = KindName::Match;
    let sides = |(left, right): &(String, String)| toml_edit::Value::Array([left, right].into_iter().collect());
    put_values(&mut record.draft.table, "pairs", pairs.iter().map(sides).collect());
    put_list(&mut record.draft.table, "extra", &extra.iter().map(|text| tidy(text)).collect::<Vec<_>>());
    Ok(())
}
