//! The stems of facts, in English, French and German: templates that need no inflection.

use crate::card::Kind;
use crate::card::part::{Key, Lender, Part};
use crate::text::{Language, ListItem, When};

/// The cards of a date, an institution, an instrument or a position; none for other kinds.
pub(crate) fn parts(kind: &Kind, language: Language) -> Vec<Part> {
    match kind {
        Kind::Date { event, when, both } => date(event, *when, *both, language),
        Kind::Institution { name, role, kind, short, both } => {
            let stem = which(kind.as_deref().or_else(|| default_kind(language, "body")), role, language, true);
            let mut parts = vec![Part::new("name", stem, Key::Text(vec![name.clone()]), &[role, name]).main()];
            parts.extend(expansion(name, short.as_deref(), *both, language));
            parts
        }
        Kind::Instrument { name, purpose, kind, short, both, did, by, when } => {
            let stem =
                which(kind.as_deref().or_else(|| default_kind(language, "instrument")), purpose, language, false);
            let mut parts = vec![Part::new("name", stem, Key::Text(vec![name.clone()]), &[purpose, name]).main()];
            parts.extend(expansion(name, short.as_deref(), *both, language));
            let did = did.as_deref().unwrap_or_default();
            if !by.is_empty() {
                parts.push(act_by(name, did, by, language));
            }
            if let Some(when) = when {
                let stem = format!("{}{} {}", name, colon(language, did), when_question(*when, language));
                parts.push(Part::new("when", stem, Key::Date(*when), &[name, did, &when.iso()]));
            }
            parts
        }
        Kind::Position { who, claim, verb, about, .. } => {
            position(who, claim, verb.as_deref(), about.as_deref(), language)
        }
        _ => Vec::new(),
    }
}

fn date(event: &str, when: When, both: bool, language: Language) -> Vec<Part> {
    let stem = format!("{event}. {}", capitalised(when_question(when, language)));
    let iso = when.iso();
    let mut parts = vec![Part::new("when", stem, Key::Date(when), &[event, &iso]).main()];
    if both {
        let key = Key::Lent { right: event.to_owned(), from: Lender::Events };
        parts.push(Part::new("what", what_happened(when, language), key, &[&iso, event]));
    }
    parts
}

fn position(who: &[String], claim: &str, verb: Option<&str>, about: Option<&str>, language: Language) -> Vec<Part> {
    let stem = match language {
        Language::French => format!("Qui {} ceci : {claim} ?", verb.unwrap_or("soutient")),
        Language::German => format!("Wer {} dies: {claim}?", verb.unwrap_or("vertritt")),
        Language::English | Language::Other => format!("Who {} that {claim}?", verb.unwrap_or("argues")),
    };
    let names = who.join("; ");
    let mut parts = vec![Part::new("who", stem, names_key(who), &[claim, verb.unwrap_or_default(), &names]).main()];
    if let Some(about) = about {
        let holders = who.join(", ");
        let stem = match language {
            Language::French => format!("{holders} sur {about} : quelle position ?"),
            Language::German => format!("{holders} zu {about}: welche Position?"),
            Language::English | Language::Other => format!("{holders} on {about}: which position?"),
        };
        let key = Key::Lent { right: claim.to_owned(), from: Lender::Claims };
        parts.push(Part::new("claim", stem, key, &[&names, about, claim]));
    }
    parts
}

fn act_by(name: &str, did: &str, by: &[String], language: Language) -> Part {
    let asked = match language {
        Language::French => "par qui ?",
        Language::German => "von wem?",
        Language::English | Language::Other => "by whom?",
    };
    let stem = format!("{name}{} {asked}", colon(language, did));
    Part::new("by", stem, names_key(by), &[name, did, &by.join("; ")])
}

/// One name is typed as text; several are a list of which all are needed.
fn names_key(names: &[String]) -> Key {
    match names {
        [name] => Key::Text(vec![name.clone()]),
        several => {
            let items = several.iter().map(|name| ListItem { answer: name.clone(), accept: Vec::new() }).collect();
            Key::List { items, need: several.len() }
        }
    }
}

/// `: signed`, with the blank that French sets before a colon; nothing but the colon where no act is named.
fn colon(language: Language, did: &str) -> String {
    let sign = if language == Language::French { " :" } else { ":" };
    if did.is_empty() { sign.to_owned() } else { format!("{sign} {did}") }
}

fn expansion(name: &str, short: Option<&str>, both: bool, language: Language) -> Option<Part> {
    let short = short.filter(|_| both)?;
    let stem = match language {
        Language::French => format!("Que signifie {short} ?"),
        Language::German => format!("Wofür steht {short}?"),
        Language::English | Language::Other => format!("What does {short} stand for?"),
    };
    Some(Part::new("short", stem, Key::Text(vec![name.to_owned()]), &[short, name]))
}

/// The kind of thing that stands in an English stem where the author named none.
fn default_kind(language: Language, english: &'static str) -> Option<&'static str> {
    matches!(language, Language::English | Language::Other).then_some(english)
}

/// In French and German the kind stands in brackets behind, where it needs no agreement.
fn which(kind: Option<&str>, verb_phrase: &str, language: Language, is_actor: bool) -> String {
    let bracket = kind.map(|kind| format!(" ({kind})")).unwrap_or_default();
    match (language, is_actor) {
        (Language::French, true) => format!("Qui {verb_phrase} ?{bracket}"),
        (Language::French, false) => format!("Qu'est-ce qui {verb_phrase} ?{bracket}"),
        (Language::German, true) => format!("Wer {verb_phrase}?{bracket}"),
        (Language::German, false) => format!("Was {verb_phrase}?{bracket}"),
        (Language::English | Language::Other, _) => format!("Which {} {verb_phrase}?", kind.unwrap_or("thing")),
    }
}

fn when_question(when: When, language: Language) -> &'static str {
    match (language, when) {
        (Language::French, When::Day(_)) => "quel jour ?",
        (Language::French, When::Month { .. }) => "quel mois ?",
        (Language::French, When::Year(_)) => "quelle année ?",
        (Language::French, When::Span(..)) => "de quand à quand ?",
        (Language::German, When::Day(_)) => "an welchem Tag?",
        (Language::German, When::Month { .. }) => "in welchem Monat?",
        (Language::German, When::Year(_)) => "in welchem Jahr?",
        (Language::German, When::Span(..)) => "von wann bis wann?",
        (_, When::Day(_)) => "on which day?",
        (_, When::Month { .. }) => "in which month?",
        (_, When::Year(_)) => "in which year?",
        (_, When::Span(..)) => "from when to when?",
    }
}

fn what_happened(when: When, language: Language) -> String {
    let words = when.words(language);
    match (language, when) {
        (Language::French, When::Day(_)) => format!("Que s'est-il passé le {words} ?"),
        (Language::French, When::Month { .. } | When::Year(_)) => format!("Que s'est-il passé en {words} ?"),
        (Language::French, When::Span(..)) => format!("Que s'est-il passé {words} ?"),
        (Language::German, When::Day(_)) => format!("Was geschah am {words}?"),
        (Language::German, When::Month { .. }) => format!("Was geschah im {words}?"),
        (Language::German, When::Year(_)) => format!("Was geschah im Jahr {words}?"),
        (Language::German, When::Span(..)) => format!("Was geschah {words}?"),
        (_, When::Day(_)) => format!("What happened on {words}?"),
        (_, When::Month { .. } | When::Year(_)) => format!("What happened in {words}?"),
        (_, When::Span(..)) => format!("What happened {words}?"),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
