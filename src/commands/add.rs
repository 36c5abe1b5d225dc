//! `acquis add`: one card into a deck of the student's own.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::commands::own_deck::{OwnDeck, known_kind};
use crate::context::{Context, notice, print};
use crate::error::Fault;
use crate::study::{Addition, Spoken, Workshop, add_card};
use crate::ui::{self, Screen, Typist};

#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// The question; a gap is written {{answer}} [default: asked for, line by line]
    #[arg(value_name = "QUESTION")]
    pub(crate) question: Option<String>,
    /// Its answer
    #[arg(value_name = "ANSWER")]
    pub(crate) answer: Option<String>,
    /// Why that is so: shown under the verdict
    #[arg(long, value_name = "TEXT")]
    pub(crate) why: Option<String>,
    /// A wrong option beside the answer (may be given several times)
    #[arg(long, value_name = "TEXT")]
    pub(crate) wrong: Vec<String>,
    /// A topic (may be given several times)
    #[arg(long, value_name = "TOPIC")]
    pub(crate) topic: Vec<String>,
    /// The kind of entry, such as card or short [default: guessed from question and answer]
    #[arg(long, value_name = "KIND", value_parser = known_kind)]
    pub(crate) kind: Option<String>,
    /// Another deck of your own, by a word such as verbs: made where there is none [default: own]
    #[arg(long, value_name = "DECK")]
    pub(crate) to: Option<String>,
    /// Do not ask whether it is meant
    #[arg(long)]
    pub(crate) yes: bool,
}

/// Exit 1 where the student thought better of it.
pub(crate) fn run(args: &AddArgs, cx: &Context) -> Result<ExitCode> {
    let mut deck = OwnDeck::named(args.to.as_deref(), cx)?;
    let trimmed = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    let card = Addition {
        question: trimmed(&args.question),
        answer: trimmed(&args.answer),
        why: trimmed(&args.why),
        wrong: args.wrong.clone(),
        topics: args.topic.clone(),
        kind: args.kind.clone(),
    };
    if args.yes || !cx.at_keyboard || !cx.may_ask {
        return at_once(&mut deck, &card).map(|()| ExitCode::SUCCESS);
    }
    let screen = if cx.at_terminal { Screen::Terminal } else { Screen::Plain };
    let mut front = ui::open_front(screen, cx.style, Typist::Hand, cx.stopwatch())?;
    Ok(match add_card(front.as_mut(), &mut deck, card)? {
        Spoken::Given(()) => ExitCode::SUCCESS,
        Spoken::Nothing => ExitCode::FAILURE,
        Spoken::Ended(ending) => ending.code().into(),
    })
}

/// Nobody is asked: what the card will be is told, and what stands in the way is an error.
fn at_once(deck: &mut OwnDeck, card: &Addition) -> Result<()> {
    let refused = |why: String| Fault::new(format!("nothing was added: {why}"));
    if card.question.is_empty() {
        let advice = "as in `acquis add \"Who chairs the Eurogroup?\" \"Paschal Donohoe\"`";
        return Err(Fault::new("there is no question to add").advice(advice).into());
    }
    for line in deck.draft(card)?.map_err(refused)? {
        notice(&line)?;
    }
    print(&deck.add(card)?.map_err(refused)?)
}
