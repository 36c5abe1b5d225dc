//! A question as it stands in a frozen paper: its own stable form in JSON, so that a release that judges or deals
//! otherwise still reads what was sat. `docs/exam.md` is the reference.

use rand::Rng;
use serde::{Deserialize, Serialize};

use crate::card::{CardId, Choice, Interaction, KindName, MarkingRule, Question};
use crate::deck::dealt;
use crate::schedule::{card_text, hash_text};
use crate::text::{Bound, DateKey, Entry, Language, ListItem, ListKey, NumberKey, TextKey, Tolerance, When, Wrong};

/// A question of a paper with everything that was shown and everything it was judged by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PaperItem {
    #[serde(with = "card_text")]
    pub(crate) card: CardId,
    pub(crate) kind: String,
    pub(crate) course: String,
    /// The deck's title, shown above the question.
    pub(crate) deck: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) topics: Vec<String>,
    pub(crate) language: String,
    pub(crate) stem: String,
    pub(crate) key: Key,
    pub(crate) answer: String,
    /// The work in which a position is taken: named behind an answer it does no harm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) work: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) why: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<String>,
    #[serde(with = "hash_text")]
    pub(crate) text_hash: u64,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) revised: u32,
    /// What the question is worth.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub(crate) points: f64,
}

/// How the question is answered, and by what it is judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "snake_case")]
pub(crate) enum Key {
    Text {
        answers: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        wrong: Vec<Refused>,
        #[serde(default, skip_serializing_if = "is_false")]
        strict: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sentence: Option<String>,
    },
    Date {
        answer: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        accept: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        wrong: Vec<Refused>,
    },
    Number {
        value: f64,
        unit: String,
        tolerance: Within,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bound: Option<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        accept: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        wrong: Vec<Refused>,
        shown: String,
    },
    List {
        items: Vec<Listed>,
        need: usize,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        wrong: Vec<Refused>,
        #[serde(default, skip_serializing_if = "is_false")]
        strict: bool,
    },
    Choose {
        options: Vec<Offered>,
    },
    Select {
        options: Vec<Offered>,
    },
    Arrange {
        items: Vec<String>,
        right: Vec<String>,
    },
    Match {
        lefts: Vec<String>,
        rights: Vec<String>,
        pairs: Vec<String>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Refused {
    pub(crate) answer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) because: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Within {
    Absolute(f64),
    Share(f64),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Listed {
    pub(crate) answer: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) accept: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Offered {
    pub(crate) text: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) right: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) because: Option<String>,
}

impl PaperItem {
    /// None for a card that its student rates.
    pub(crate) fn freeze(
        question: Question,
        course: &str,
        language: Language,
        text_hash: u64,
        revised: u32,
    ) -> Option<Self> {
        Some(Self {
            key: Key::freeze(question.interaction)?,
            card: question.card,
            kind: question.kind.word().to_owned(),
            course: course.to_owned(),
            deck: question.course_title,
            topics: question.topics,
            language: language.tag().unwrap_or("other").to_owned(),
            stem: question.stem,
            answer: question.answer,
            work: None,
            why: question.why,
            sources: question.sources,
            text_hash,
            revised,
            points: one(),
        })
    }

    /// Deals options and items anew; true and false keep their order.
    pub(crate) fn redeal(&mut self, rng: &mut impl Rng) {
        match &mut self.key {
            Key::Choose { options } if self.kind != KindName::TrueFalse.word() => {
                *options = dealt(std::mem::take(options), rng);
            }
            Key::Select { options } => *options = dealt(std::mem::take(options), rng),
            Key::Match { rights, pairs, .. } => {
                *rights = dealt(std::mem::take(rights), rng);
                if rights.starts_with(pairs) {
                    rights.rotate_left(1);
                }
            }
            Key::Arrange { items, right } => {
                *items = dealt(std::mem::take(items), rng);
                // Items that lie in the right order would give the answer away.
                if items == right {
                    items.rotate_left(1);
                }
            }
            _ => {}
        }
    }

    /// The question to ask and to judge by; an error says what of it cannot be read.
    pub(crate) fn question(&self, rule: MarkingRule) -> Result<Question, String> {
        let kind = KindName::parse(&self.kind).ok_or_else(|| format!("`{}` is no kind", self.kind))?;
        let language = Language::of_tag(&self.language);
        Ok(Question {
            card: self.card.clone(),
            kind,
            course_title: self.deck.clone(),
            topics: self.topics.clone(),
            stem: self.stem.clone(),
            interaction: self.key.interaction(language, &self.stem, rule, self.entry())?,
            answer: self.answer.clone(),
            why: self.why.clone(),
            sources: self.sources.clone(),
            hint: None,
            lookalikes: Vec::new(),
        })
    }

    /// What a typed text is judged by beside the answer, as far as the paper holds it.
    fn entry(&self) -> Entry {
        let texts: Vec<&str> = self.work.iter().chain(&self.why).chain(&self.sources).map(String::as_str).collect();
        Entry { part: self.card.part.clone(), about: texts.join("\n") }
    }
}

impl Key {
    fn freeze(interaction: Interaction) -> Option<Self> {
        Some(match interaction {
            Interaction::Recall => return None,
            Interaction::Text(key) => Self::Text {
                answers: key.answers,
                wrong: refused(key.wrong),
                strict: key.strict,
                sentence: key.sentence,
            },
            Interaction::Date(key) => {
                Self::Date { answer: key.answer.iso(), accept: key.accept, wrong: refused(key.wrong) }
            }
            Interaction::Number(key) => Self::Number {
                value: key.value,
                unit: key.unit,
                tolerance: key.tolerance.into(),
                bound: key.bound.map(|bound| bound_word(bound).to_owned()),
                accept: key.accept,
                wrong: refused(key.wrong),
                shown: key.shown,
            },
            Interaction::List(key) => Self::List {
                items: key.items.into_iter().map(|item| Listed { answer: item.answer, accept: item.accept }).collect(),
                need: key.need,
                wrong: refused(key.wrong),
                strict: key.strict,
            },
            Interaction::Choose { options } => Self::Choose { options: offered(options) },
            Interaction::Select { options } => Self::Select { options: offered(options) },
            Interaction::Arrange { items, right, .. } => Self::Arrange { items, right },
            Interaction::Match { lefts, rights, pairs } => Self::Match { lefts, rights, pairs },
        })
    }

    fn interaction(
        &self,
        language: Language,
        stem: &str,
        rule: MarkingRule,
        entry: Entry,
    ) -> Result<Interaction, String> {
        let ask = stem.to_owned();
        Ok(match self {
            Self::Text { answers, wrong, strict, sentence } => {
                if answers.is_empty() {
                    return Err("a question without an answer".to_owned());
                }
                let (answers, sentence) = (answers.clone(), sentence.clone());
                Interaction::Text(TextKey {
                    language,
                    ask,
                    answers,
                    wrong: wrongs(wrong),
                    strict: *strict,
                    sentence,
                    entry,
                })
            }
            Self::Date { answer, accept, wrong } => {
                let answer = When::parse(answer).ok_or_else(|| format!("`{answer}` is no date"))?;
                Interaction::Date(DateKey { language, ask, answer, accept: accept.clone(), wrong: wrongs(wrong) })
            }
            Self::Number { value, unit, tolerance, bound, accept, wrong, shown } => Interaction::Number(NumberKey {
                language,
                ask,
                value: *value,
                unit: unit.clone(),
                tolerance: tolerance.into(),
                bound: bound.as_deref().map(bound_of).transpose()?,
                accept: accept.clone(),
                wrong: wrongs(wrong),
                shown: shown.clone(),
            }),
            Self::List { items, need, wrong, strict } => {
                let item = |one: &Listed| ListItem { answer: one.answer.clone(), accept: one.accept.clone() };
                let items = items.iter().map(item).collect();
                Interaction::List(ListKey {
                    language,
                    ask,
                    items,
                    need: *need,
                    wrong: wrongs(wrong),
                    strict: *strict,
                    entry,
                })
            }
            Self::Choose { options } => Interaction::Choose { options: choices(options) },
            Self::Select { options } => Interaction::Select { options: choices(options) },
            Self::Arrange { items, right } => Interaction::Arrange { items: items.clone(), right: right.clone(), rule },
            Self::Match { lefts, rights, pairs } => {
                Interaction::Match { lefts: lefts.clone(), rights: rights.clone(), pairs: pairs.clone() }
            }
        })
    }

    /// The same key whatever order it was dealt in: what a fingerprint is made of.
    #[must_use]
    pub(crate) fn undealt(mut self) -> Self {
        match &mut self {
            Self::Choose { options } | Self::Select { options } => options.sort(),
            Self::Arrange { items, .. } => items.sort(),
            Self::Match { rights, .. } => rights.sort(),
            Self::Text { .. } | Self::Date { .. } | Self::Number { .. } | Self::List { .. } => {}
        }
        self
    }
}

fn refused(wrong: Vec<Wrong>) -> Vec<Refused> {
    wrong.into_iter().map(|wrong| Refused { answer: wrong.answer, because: wrong.because }).collect()
}

fn wrongs(refused: &[Refused]) -> Vec<Wrong> {
    refused.iter().map(|one| Wrong { answer: one.answer.clone(), because: one.because.clone() }).collect()
}

fn offered(options: Vec<Choice>) -> Vec<Offered> {
    options.into_iter().map(|one| Offered { text: one.text, right: one.right, because: one.because }).collect()
}

impl From<Tolerance> for Within {
    fn from(tolerance: Tolerance) -> Self {
        match tolerance {
            Tolerance::Absolute(within) => Self::Absolute(within),
            Tolerance::Share(within) => Self::Share(within),
        }
    }
}

impl From<&Within> for Tolerance {
    fn from(within: &Within) -> Self {
        match within {
            Within::Absolute(within) => Self::Absolute(*within),
            Within::Share(within) => Self::Share(*within),
        }
    }
}

fn choices(options: &[Offered]) -> Vec<Choice> {
    let choice = |one: &Offered| Choice { text: one.text.clone(), right: one.right, because: one.because.clone() };
    options.iter().map(choice).collect()
}

fn bound_word(bound: Bound) -> &'static str {
    match bound {
        Bound::Over => "over",
        Bound::Under => "under",
        Bound::AtLeast => "at_least",
        Bound::AtMost => "at_most",
    }
}

fn bound_of(word: &str) -> Result<Bound, String> {
    [Bound::Over, Bound::Under, Bound::AtLeast, Bound::AtMost]
        .into_iter()
        .find(|bound| bound_word(*bound) == word)
        .ok_or_else(|| format!("`{word}` is no bound"))
}

/// A point each, unless a blueprint says otherwise.
pub(super) fn one() -> f64 {
    1.0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
pub(super) fn is_one(points: &f64) -> bool {
    (*points - one()).abs() < f64::EPSILON
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}
