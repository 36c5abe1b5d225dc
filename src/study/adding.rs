//! A card of the student's own being added: asked for line by line, shown as it will be met, asked about once. What was
//! typed is offered again wherever something stands in the way.

use super::{Front, Spoken, Usual};

/// What the student says of a new card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Addition {
    pub(crate) question: String,
    pub(crate) answer: String,
    pub(crate) why: String,
    pub(crate) wrong: Vec<String>,
    pub(crate) topics: Vec<String>,
    /// The kind, in place of the guess.
    pub(crate) kind: Option<String>,
}

impl Addition {
    /// A gap in braces is its own answer.
    fn is_gap(&self) -> bool {
        self.question.contains("{{")
    }

    fn is_whole(&self) -> bool {
        !self.question.trim().is_empty() && (!self.answer.trim().is_empty() || self.is_gap())
    }
}

/// Where cards of the student's own are made. What the student can mend is said in words, and is no error.
pub(crate) trait Workshop<E> {
    /// What the card will be: its kind, how it is met, what is weak in it; a line each.
    fn draft(&mut self, card: &Addition) -> Result<Result<Vec<String>, String>, E>;
    /// Writes it, whole or not at all: what is said of it.
    fn add(&mut self, card: &Addition) -> Result<Result<String, String>, E>;
}

/// Adds a card; `Nothing` where the student thought better of it.
pub(crate) fn add_card<E>(
    front: &mut dyn Front<E>,
    shop: &mut dyn Workshop<E>,
    mut card: Addition,
) -> Result<Spoken<()>, E> {
    let mut is_asked = !card.is_whole();
    loop {
        if is_asked {
            match ask(front, &mut card)? {
                Spoken::Given(()) => {}
                left => return Ok(left),
            }
        }
        let stands = match shop.draft(&card)? {
            Ok(lines) => {
                lines.iter().try_for_each(|line| front.say(line))?;
                if front.may_ask() {
                    match front.agrees("add this card?", Usual::Yes)? {
                        Spoken::Given(()) => {}
                        left => return front.say("nothing was added").map(|()| left),
                    }
                }
                match shop.add(&card)? {
                    Ok(told) => return front.say(&told).map(|()| Spoken::Given(())),
                    Err(why) => why,
                }
            }
            Err(why) => why,
        };
        front.say(&format!("nothing was added: {stands}"))?;
        if !front.may_ask() {
            return Ok(Spoken::Nothing);
        }
        match front.agrees("change it? What you typed is offered again", Usual::Yes)? {
            Spoken::Given(()) => is_asked = true,
            left => return Ok(left),
        }
    }
}

fn ask<E>(front: &mut dyn Front<E>, card: &mut Addition) -> Result<Spoken<()>, E> {
    let was_empty = card.question.is_empty();
    match front.words("the question of your new card", &card.question)? {
        Spoken::Given(text) => text.trim().clone_into(&mut card.question),
        Spoken::Nothing if was_empty => return Ok(Spoken::Nothing),
        Spoken::Nothing => {}
        Spoken::Ended(ending) => return Ok(Spoken::Ended(ending)),
    }
    if !card.is_gap() {
        match front.words("its answer", &card.answer)? {
            Spoken::Given(text) => text.trim().clone_into(&mut card.answer),
            Spoken::Nothing => {}
            Spoken::Ended(ending) => return Ok(Spoken::Ended(ending)),
        }
    }
    match front.words("why that is so, shown under the verdict", &card.why)? {
        Spoken::Given(text) => text.trim().clone_into(&mut card.why),
        Spoken::Nothing => {}
        Spoken::Ended(ending) => return Ok(Spoken::Ended(ending)),
    }
    Ok(Spoken::Given(()))
}
