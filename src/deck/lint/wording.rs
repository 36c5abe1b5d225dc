//! Facts that do not go on from the words that the question puts in front of them.

use super::course::{Course, stem_key};
use super::hit::Hit;
use super::subject;
use crate::card::{Kind, KindName, Note};
use crate::deck::excerpt;
use crate::diagnostic::Code;
use crate::text::roles::{CONJUNCTION, DEED_SUBJECTS, POINTING};
use crate::text::{ARTICLES, Language};

/// `fact-wording`: a role or purpose that begins with no verb, or a fact that ends in a full stop in mid-question.
pub(super) fn fact_wording(course: &Course<'_>, entry: usize, hits: &mut Vec<Hit>) {
    let note = course.entries[entry].note;
    let (key, text) = match &note.kind {
        Kind::Date { event, .. } => ("event", event),
        Kind::Institution { role, .. } => ("role", role),
        Kind::Instrument { purpose, .. } => ("purpose", purpose),
        Kind::Position { claim, .. } => ("claim", claim),
        Kind::TrueFalse { statement, .. } => return hits.extend(asked_statement(entry, statement)),
        _ => return,
    };
    // A question in the author's own words takes nothing from the fact.
    let used = course.cards[course.entries[entry].cards.clone()].iter().any(|card| stem_key(note, &card.part) == key);
    if !used {
        return;
    }
    let card = course.cards[course.entries[entry].cards.clone()].iter().find(|card| stem_key(note, &card.part) == key);
    let stem = card.map(|card| card.part.stem.as_str()).unwrap_or_default();
    let fact = Fact { course, entry, key, text, stem };
    let hit = fact.subject().or_else(|| fact.around()).or_else(|| fact.no_predicate()).or_else(|| fact.claim());
    if let Some(hit) = hit.or_else(|| fact.as_sentence()) {
        hits.push(hit);
    }
}

/// A fact and the question that is made of it.
struct Fact<'f> {
    course: &'f Course<'f>,
    entry: usize,
    key: &'static str,
    text: &'f str,
    stem: &'f str,
}

impl Fact<'_> {
    fn note(&self) -> &Note {
        self.course.entries[self.entry].note
    }

    fn told(&self, key: &'static str, message: String, help: impl Into<String>) -> Hit {
        Hit::warning(Code::FactWording, self.entry, message).at(key).help(help)
    }

    /// What is made of it, as the student reads it.
    fn reads(&self) -> String {
        format!("the question reads \"{}\"", excerpt(self.stem))
    }

    fn is_predicate(&self) -> bool {
        matches!(self.note().kind.name(), KindName::Institution | KindName::Instrument)
    }

    fn first(&self) -> &str {
        self.text.split_whitespace().next().unwrap_or_default()
    }

    /// A subject in front of what somebody does: the question has its own.
    fn subject(&self) -> Option<Hit> {
        let language = self.course.language(self.entry);
        let (front, rest) =
            self.is_predicate().then(|| subject::in_front(self.text, self.note(), language)).flatten()?;
        let message =
            format!("\"{}\" is a subject, and the question has its own: \"{}\"", excerpt(front), excerpt(self.stem));
        Some(self.told(self.key, message, format!("leave out \"{front}\": write \"{rest}\"")))
    }

    /// The words beside the fact: `type`, `verb`, `did`, and how the fact begins.
    fn around(&self) -> Option<Hit> {
        let note = self.note();
        if let Kind::Institution { kind, .. } | Kind::Instrument { kind, .. } = &note.kind {
            let article = kind.as_deref().and_then(|kind| kind.split_once(' ')).map(|(first, _)| first);
            if article.is_some_and(|article| ARTICLES.has_in_ours(&article.to_lowercase())) {
                return Some(self.told("type", self.reads(), "write the `type` without its article"));
            }
            if self.first() == "to" {
                let message = format!("\"{}\" does not go on from \"Which … \"", excerpt(self.text));
                return Some(self.told(self.key, message, "leave out \"to\": \"sets …\", \"supports …\""));
            }
        }
        match &note.kind {
            Kind::Position { verb: Some(verb), .. }
                if CONJUNCTION.words().any(|word| verb.ends_with(&format!(" {word}"))) =>
            {
                let message = format!("the question puts the conjunction behind \"{}\" itself", excerpt(verb));
                Some(self.told("verb", message, "leave it out of `verb`"))
            }
            Kind::Instrument { did: Some(did), .. } if begins_with_doer(did) => {
                let message = format!(
                    "`did` begins with who did it: \"{}\" stands behind the name in the question",
                    excerpt(did)
                );
                let help = "write what was done in a word, as `did = \"adopted\"`, and who did it as `by`";
                Some(self.told("did", message, help))
            }
            _ => None,
        }
    }

    /// A role or purpose that begins with no verb in the present.
    fn no_predicate(&self) -> Option<Hit> {
        if !self.is_predicate() {
            return None;
        }
        let language = self.course.language(self.entry);
        let help = match language {
            Language::German => format!("begin `{}` with a verb in the present: \"liefert …\", \"regelt …\"", self.key),
            Language::French => format!("begin `{}` with a verb in the present: \"collecte …\", \"fixe …\"", self.key),
            Language::English | Language::Other => {
                format!("begin `{}` with a verb in the present: \"supports …\", \"sets …\"", self.key)
            }
        };
        if begins_with_article(self.text, language) {
            return Some(self.told(self.key, self.reads(), help));
        }
        if let Some(first) = subject::no_verb(self.text, language) {
            return Some(self.told(
                self.key,
                format!("\"{}\" is no verb in the present: \"{}\"", excerpt(first), excerpt(self.stem)),
                help,
            ));
        }
        let first = self.first();
        let mut letters = first.chars();
        let is_large = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        is_large.then(|| {
            let message = format!("\"{}\" stands in the middle of the question", excerpt(first));
            let small: String =
                first.chars().take(1).flat_map(char::to_lowercase).chain(first.chars().skip(1)).collect();
            self.told(
                self.key,
                message,
                format!("begin it with a small letter: write \"{small}{}\"", &self.text[first.len()..]),
            )
        })
    }

    /// A claim that is a clause, where the question takes a sentence. English puts the conjunction there itself.
    fn claim(&self) -> Option<Hit> {
        let language = self.course.language(self.entry);
        if self.key != "claim" || language == Language::English || !begins_as_clause(self.text, language) {
            return None;
        }
        let word = CONJUNCTION.of(language).first()?;
        let help = format!("write the claim as a sentence without \"{word}\"; the clause goes into `clause`");
        Some(self.told("claim", self.reads(), help))
    }

    /// A question, a mark at the end, a small letter at the beginning: an event is a sentence that the question begins with.
    fn as_sentence(&self) -> Option<Hit> {
        let (key, text) = (self.key, self.text);
        if text.trim_end().ends_with('?') {
            let message = format!("`{key}` is a question, and the question is made of it");
            let help = format!(
                "say in `{key}` what is the case, as \"The law was adopted\"; a question in your own words goes into `ask`"
            );
            return Some(self.told(key, message, help));
        }
        if ends_a_sentence(text) {
            let message = format!("the question goes on behind \"{}\"", excerpt(last_word(text)));
            return Some(self.told(key, message, "leave out the mark at the end"));
        }
        let first = self.first();
        let is_small = first.chars().count() > 1 && first.chars().all(char::is_lowercase);
        (key == "event" && is_small && self.stem.starts_with(first)).then(|| {
            let large: String = text.chars().take(1).flat_map(char::to_uppercase).chain(text.chars().skip(1)).collect();
            let message = format!("the question begins with a small letter: \"{}\"", excerpt(self.stem));
            self.told(key, message, format!("write \"{large}\""))
        })
    }
}

/// A question where a statement belongs.
fn asked_statement(entry: usize, statement: &str) -> Option<Hit> {
    let message = "`statement` is a question, and is asked for whether it is true";
    let hit = Hit::warning(Code::FactWording, entry, message).at("statement");
    let help = "say what is the case, as \"The law was adopted in 2018\"";
    statement.trim_end().ends_with('?').then(|| hit.help(help))
}

/// The finding of an entry that says that its fact is worded wrongly: what follows from that is not told as well.
pub(super) fn is_told(entry: usize, hits: &[Hit]) -> bool {
    hits.iter().rev().take_while(|hit| hit.entry == entry).any(|hit| hit.code == Code::FactWording)
}

/// Whether a claim begins with the conjunction of a clause: *dass*, *que*, *qu’*.
pub(super) fn begins_as_clause(text: &str, language: Language) -> bool {
    let first = text.split([' ', '\'', '’']).next().unwrap_or_default().to_lowercase();
    CONJUNCTION.of(language).iter().any(|word| {
        *word == first || word.strip_suffix('e') == Some(&first) && first.len() < text.find(' ').unwrap_or(0)
    })
}

/// "The Council adopted", "It was adopted": more than what was done.
fn begins_with_doer(did: &str) -> bool {
    let first = did.split_whitespace().next().unwrap_or_default();
    let is_subject = DEED_SUBJECTS.words().any(|word| word == first);
    let is_article = ARTICLES.has_in_ours(&first.to_lowercase()) && first.starts_with(char::is_uppercase);
    (is_subject || is_article) && did.contains(' ')
}

/// An article of the deck's language: what is one in another may be a verb, as French *a*.
fn begins_with_article(text: &str, language: Language) -> bool {
    let first = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    ARTICLES.of(language.or_english()).contains(&first.as_str()) || POINTING.has_word(&first)
}

/// Ends in a mark that is not part of an abbreviation such as `etc.` or `U.S.`
fn ends_a_sentence(text: &str) -> bool {
    let word = last_word(text).trim_end_matches(['.', '?', '!']);
    let marked = word.len() < last_word(text).len() && !text.ends_with("...");
    marked && word.chars().count() > 3 && !word.contains('.')
}

fn last_word(text: &str) -> &str {
    text.split_whitespace().next_back().unwrap_or_default()
}
