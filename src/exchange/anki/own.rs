//! Notes of our own types, field by field.

use super::gaps::clozes;
use super::models::Model;
use crate::card::KindName;
use crate::deck::{pair, put_list, put_texts, put_values};
use crate::exchange::incoming::{Incoming, Record};
use crate::exchange::table;

/// A note of one of our own types.
pub(super) fn note(model: Model, texts: &[String], record: &mut Record, incoming: &mut Incoming) -> Result<(), String> {
    let [question, answer, accept, wrong, _, hint, why, source, id] = texts else { return Ok(()) };
    let lines = |text: &str| text.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let pairs: Vec<(String, Option<String>)> = lines(wrong)
        .iter()
        .map(|line| {
            line.split_once(" :: ").map_or((line.clone(), None), |(one, why)| (one.to_owned(), Some(why.to_owned())))
        })
        .collect();
    record.name = Some(id.clone());
    let mut wrongs = pairs.clone();
    match model {
        Model::Short => {
            record.draft.kind = KindName::Short;
            record.put("ask", question);
            record.put("answer", answer);
            put_list(&mut record.draft.table, "accept", &lines(accept));
        }
        Model::Cloze => {
            record.draft.kind = KindName::Cloze;
            let text = clozes(question, &lines(accept))?.into_iter().next().ok_or("there is no gap in the text")?.text;
            record.put("text", &text);
        }
        Model::Choice => match (table::flag(answer), pairs.as_slice()) {
            (Some(truth), [(other, None)]) if table::flag(other) == Some(!truth) => {
                record.draft.kind = KindName::TrueFalse;
                record.put("statement", question);
                record.draft.table.insert("answer", toml_edit::value(truth));
                wrongs.clear();
            }
            _ => {
                record.draft.kind = KindName::Choice;
                record.put("ask", question);
                put_texts(&mut record.draft.table, "answer", &lines(answer));
            }
        },
        Model::Card => {
            record.put("front", question);
            record.put("back", answer);
        }
    }
    let wrongs = wrongs.iter().map(|(one, why)| pair(("answer", one), ("because", why.as_deref().map(Into::into))));
    put_values(&mut record.draft.table, "wrong", wrongs.collect());
    let cited: Vec<(String, Option<String>)> = lines(source).iter().map(|line| incoming.cite(line)).collect();
    let cited = cited.iter().map(|(key, at)| pair(("key", key), ("at", at.as_deref().map(Into::into))));
    put_values(&mut record.draft.table, "source", cited.collect());
    for (key, text) in [("hint", hint), ("why", why)] {
        if !text.is_empty() {
            record.put(key, text);
        }
    }
    Ok(())
}
