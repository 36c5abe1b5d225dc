//! The reference of `docs/deck-format.md` is made from the table.

use super::{Entry, HEADS, Head, Key, Shape, entries};
use crate::card::KindName;

const DOC: &str = include_str!("../../../docs/deck-format.md");

/// A shape as an author thinks of it.
fn said(shape: Shape, parts: &[&str]) -> String {
    match shape {
        Shape::Id => "id".to_owned(),
        Shape::Text => "text".to_owned(),
        Shape::Flag => "`true` or `false`".to_owned(),
        Shape::Count => "whole number from 0".to_owned(),
        Shape::Whole => "whole number".to_owned(),
        Shape::Plain => "text or whole number".to_owned(),
        Shape::Amount => "number, or text with a number".to_owned(),
        Shape::Texts => "text or list of texts".to_owned(),
        Shape::Forms => "text, whole number, or list of them".to_owned(),
        Shape::Items => "list of texts".to_owned(),
        Shape::Answers => "list of texts or `{ answer, accept }`".to_owned(),
        Shape::Wrongs => "text, `{ answer, because }`, or list of them".to_owned(),
        Shape::Citations => "key, `{ key, at }`, or list of them".to_owned(),
        Shape::Lookalikes => "id, `{ entry, difference }`, or list of them".to_owned(),
        Shape::Pairs => "list of `[left, right]`".to_owned(),
        Shape::Counts => "table of counts".to_owned(),
        Shape::Wording => {
            let parts: Vec<String> = parts.iter().map(|part| format!("`{part}`")).collect();
            if parts.is_empty() {
                "text, or table by parts".to_owned()
            } else {
                format!("text, or table with {}", parts.join(", "))
            }
        }
    }
}

fn rows<'k>(keys: impl Iterator<Item = &'k Key>, is_required: impl Fn(&Key) -> bool, parts: &[&str]) -> String {
    let row = |key: &Key| {
        let mark = if is_required(key) { "**" } else { "" };
        let example = key.example.replace('|', "\\|");
        let words = key.words.replace('|', "\\|");
        format!("| {mark}`{}`{mark} | {} | {words} | `{example}` |\n", key.name, said(key.shape, parts))
    };
    format!("| key | value | meaning | example |\n| --- | --- | --- | --- |\n{}", keys.map(row).collect::<String>())
}

fn table(keys: &[Key]) -> String {
    rows(keys.iter(), |key| key.need == super::Need::Required, &[])
}

fn reference() -> String {
    let head = |head: &Head| format!("### `[{}]`\n\n{}\n", head.name, table(head.keys));
    let mut text: String = HEADS.iter().map(head).collect();
    let shared = Entry::of(KindName::Card).keys().filter(|key| is_shared(key));
    text.push_str(&format!("### Every entry\n\n{}\n", rows(shared, |_| false, &[])));
    let facts = Entry::of(KindName::Date).keys().filter(|key| !is_shared(key) && !is_own(key, KindName::Date));
    text.push_str(&format!("### Every fact\n\n{}\n", rows(facts, |_| false, &[])));
    for entry in entries() {
        let own = entry.keys().filter(|key| is_own(key, entry.kind) || entry.needs.contains(&key.name));
        let own = rows(own, |key| entry.is_required(key), entry.parts);
        text.push_str(&format!("### `[[{}]]`\n\n{}\n\n{own}\n", entry.kind.word(), entry.words));
    }
    text
}

fn is_own(key: &Key, kind: KindName) -> bool {
    Entry::of(kind).own.iter().any(|own| std::ptr::eq(own, key))
}

fn is_shared(key: &Key) -> bool {
    entries().iter().all(|entry| entry.keys().any(|one| std::ptr::eq(one, key)))
}

#[test]
fn the_reference_is_the_table() {
    let written = DOC.split_once("## Every key\n\n").map(|(_, rest)| rest.split("\n## ").next().unwrap_or(rest));
    let reference = reference();
    assert!(written.is_some_and(|text| text.trim() == reference.trim()), "write below `## Every key`:\n{reference}");
}
