//! Writes the package: a manifest and one assessment with a section of items.

use std::collections::HashSet;

use quick_xml::escape::escape;

use super::item::item;
use crate::exchange::exercise::{Exercise, Form};
use crate::exchange::outgoing::{Losses, Outgoing, Sent};
use crate::exchange::zipped::zipped;

pub(in crate::exchange) fn write(out: &Outgoing<'_>) -> Sent {
    let mut items = String::new();
    let mut losses = Losses { of_deck: vec!["the head of the deck but its title".to_owned()], ..Losses::default() };
    let mut went = HashSet::new();
    let mut records = 0;
    for question in &out.items {
        let Ok(mut exercise) = Exercise::of(question) else { continue };
        tell(&mut exercise);
        items.push_str(&item(&exercise, out.deck.language));
        losses.add(&question.note.id, exercise.lost);
        went.insert(question.note.id.as_str());
        records += 1;
    }
    losses.stayed(out, &went);
    let name = format!("{}/{}.xml", out.deck.id, out.deck.id);
    let assessment = assessment(&out.deck.id, &out.deck.title, &items);
    let manifest = manifest(&out.deck.id, &name);
    let bytes = zipped(&[("imsmanifest.xml", manifest.as_bytes()), (name.as_str(), assessment.as_bytes())]);
    Sent { bytes, records, losses }
}

/// What platforms do not take from QTI.
fn tell(exercise: &mut Exercise) {
    if exercise.hint.is_some() {
        exercise.lost.push("`hint`".to_owned());
    }
    if !exercise.topics.is_empty() {
        exercise.lost.push("`topics`".to_owned());
    }
    // A platform takes every answer that is listed under typed ones for a right one.
    if let Form::Typed { wrong, .. } | Form::Number { wrong, .. } = &exercise.form
        && !wrong.is_empty()
    {
        exercise.lost.push("`wrong` where the answer is typed".to_owned());
    }
}

fn assessment(id: &str, title: &str, items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\">\n\
         <assessment ident=\"{id}\" title=\"{}\">\n<section ident=\"root_section\">\n{items}</section>\n</assessment>\n\
         </questestinterop>\n",
        escape(title)
    )
}

fn manifest(id: &str, file: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest identifier=\"manifest-{id}\" \
         xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\">\n<metadata>\n<schema>IMS Content</schema>\n\
         <schemaversion>1.1.3</schemaversion>\n</metadata>\n<organizations/>\n<resources>\n\
         <resource identifier=\"resource-{id}\" type=\"imsqti_xmlv1p2\" href=\"{file}\">\n<file href=\"{file}\"/>\n</resource>\n\
         </resources>\n</manifest>\n"
    )
}
