//! The stems of facts, in English, French and German: templates that need no inflection, and prose where the author says
//! what grammar needs to know. The words stand in `text/language/*/stems.txt`.

use crate::card::grammar::Grammar;
use crate::card::part::{Key, Lender, Part};
use crate::card::prose::{self, Lack};
use crate::card::{Kind, Note};
use crate::text::stem_words::{fill, typeset, wording};
use crate::text::{Language, ListItem, When};

/// How the parts of a fact are worded: the parts, and what each would need to be prose.
struct Worded {
    language: Language,
    parts: Vec<Part>,
    lacks: Vec<(String, Lack)>,
}

/// The cards of a date, an institution, an instrument or a position; none for other kinds.
pub(crate) fn parts(note: &Note, language: Language) -> Vec<Part> {
    worded(note, language).parts
}

/// The parts of a fact whose questions would read as prose if their author said more.
pub(crate) fn lacks(note: &Note, language: Language) -> Vec<(String, Lack)> {
    if language == Language::Other { Vec::new() } else { worded(note, language).lacks }
}

fn worded(note: &Note, language: Language) -> Worded {
    let mut made = Worded { language, parts: Vec::new(), lacks: Vec::new() };
    let grammar = &note.grammar;
    match &note.kind {
        Kind::Date { event, when, both } => made.date(event, *when, *both),
        Kind::Institution { name, role, kind, short, both } => {
            made.thing("institution", (name, role), kind.as_deref(), grammar);
            made.expansion(name, short.as_deref().filter(|_| *both));
        }
        Kind::Instrument { name, purpose, kind, short, both, did, by, when } => {
            made.thing("instrument", (name, purpose), kind.as_deref(), grammar);
            made.expansion(name, short.as_deref().filter(|_| *both));
            made.act(name, did.as_deref().unwrap_or_default(), by, *when, grammar);
        }
        Kind::Position { who, claim, verb, about, .. } => {
            made.position(who, (claim, verb.as_deref()), about.as_deref(), grammar);
        }
        _ => {}
    }
    made
}

impl Worded {
    /// A wording of today, filled in.
    fn plain(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(wording(name, self.language).unwrap_or_default(), values)
    }

    /// Prose where it can be made; otherwise the plain wording, and what is lacking. Nothing lacks where the plain wording
    /// is as good as any.
    fn stem(&mut self, part: &str, plain: String, prose: Result<String, Option<Lack>>) -> String {
        let stem = match prose {
            Ok(prose) => prose,
            Err(lack) => {
                self.lacks.extend(lack.map(|lack| (part.to_owned(), lack)));
                plain
            }
        };
        typeset(&stem, self.language)
    }

    fn date(&mut self, event: &str, when: When, both: bool) {
        let grain = grain(when);
        let stem = typeset(&self.plain(&format!("event-{grain}"), &[("event", event)]), self.language);
        let iso = when.iso();
        self.parts.push(Part::new("when", stem, Key::Date(when), &[event, &iso]).main());
        if both {
            let words = when.words(self.language);
            let stem = typeset(&self.plain(&format!("what-{grain}"), &[("when", &words)]), self.language);
            let key = Key::Lent { right: event.to_owned(), from: Lender::Events };
            self.parts.push(Part::new("what", stem, key, &[&iso, event]));
        }
    }

    /// What does something, named by its kind.
    fn thing(&mut self, sort: &str, (name, does): (&str, &str), kind: Option<&str>, grammar: &Grammar) {
        let usual = wording(&format!("kind-{sort}"), self.language);
        let plain = match kind.or(usual) {
            Some(kind) => self.plain(sort, &[("type", kind), ("does", does)]),
            None => self.plain(&format!("{sort}-untyped"), &[("does", does)]),
        };
        let stem = self.stem("name", plain, prose::which(kind, does, grammar, self.language));
        self.parts.push(Part::new("name", stem, Key::Text(vec![name.to_owned()]), &[does, name]).main());
    }

    fn expansion(&mut self, name: &str, short: Option<&str>) {
        let Some(short) = short else { return };
        let stem = typeset(&self.plain("short", &[("short", short)]), self.language);
        self.parts.push(Part::new("short", stem, Key::Text(vec![name.to_owned()]), &[short, name]));
    }

    /// Who did something with an instrument, and when.
    fn act(&mut self, name: &str, did: &str, by: &[String], when: Option<When>, grammar: &Grammar) {
        let values = [("name", name), ("did", did)];
        if !by.is_empty() {
            let prose = prose::by_whom(name, did, grammar, self.language).map_err(Some);
            let stem = self.stem("by", self.plain("act-by", &values), prose);
            self.parts.push(Part::new("by", stem, names_key(by), &[name, did, &by.join("; ")]));
        }
        if let Some(when) = when {
            let grain = grain(when);
            let prose = prose::act(&format!("prose-{grain}"), name, did, grammar, self.language).map_err(Some);
            let stem = self.stem("when", self.plain(&format!("act-{grain}"), &values), prose);
            self.parts.push(Part::new("when", stem, Key::Date(when), &[name, did, &when.iso()]));
        }
    }

    fn position(
        &mut self,
        who: &[String],
        (claim, verb): (&str, Option<&str>),
        about: Option<&str>,
        grammar: &Grammar,
    ) {
        let used = verb.or_else(|| wording("verb", self.language)).unwrap_or_default();
        let plain = self.plain("who", &[("verb", used), ("claim", claim)]);
        let stem = self.stem("who", plain, prose::who(used, claim, grammar, self.language));
        let names = who.join("; ");
        self.parts.push(Part::new("who", stem, names_key(who), &[claim, verb.unwrap_or_default(), &names]).main());
        if let Some(about) = about {
            let (to, matter) = prose::behind_to(about, self.language);
            let plain = self.plain("claim", &[("who", &who.join(", ")), ("to", to), ("about", matter)]);
            let prose = prose::which_position(who, about, grammar, self.language).map_err(Some);
            let stem = self.stem("claim", plain, prose);
            let key = Key::Lent { right: claim.to_owned(), from: Lender::Claims };
            self.parts.push(Part::new("claim", stem, key, &[&names, about, claim]));
        }
    }
}

fn grain(when: When) -> &'static str {
    match when {
        When::Day(_) => "day",
        When::Month { .. } => "month",
        When::Year(_) => "year",
        When::Span(..) => "span",
    }
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
