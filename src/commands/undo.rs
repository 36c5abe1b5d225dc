//! `acquis undo`: takes back the last answer, or change of a card, on this machine, shown first.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use crate::commands::card_state;
use crate::context::{Context, notice, print};
use crate::error::Fault;
use crate::schedule::Event;
use crate::ui;

#[derive(Debug, Args)]
pub(crate) struct UndoArgs {
    /// Do not ask whether it is meant
    #[arg(long)]
    pub(crate) yes: bool,
    /// What was taken back, as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Exit 1 where there is nothing to take back, or it was not meant.
pub(crate) fn run(args: &UndoArgs, cx: &Context) -> Result<ExitCode> {
    let mut store = cx.store_for_reading()?;
    let deed = store.last_deed()?;
    if deed.is_empty() {
        notice(
            "there is nothing to take back: nothing was answered or changed on this machine, or all of it is taken back",
        )?;
        return Ok(ExitCode::FAILURE);
    }
    if !args.yes {
        deed.iter().try_for_each(|event| notice(&line(event)))?;
        if !cx.at_terminal || !cx.may_ask {
            let fault = Fault::new("taking this back has to be confirmed, and nobody can be asked here");
            return Err(fault.advice("add --yes if it is meant").into());
        }
        if !ui::confirm("Take this back?")? {
            notice("nothing was taken back")?;
            return Ok(ExitCode::FAILURE);
        }
    }
    store.take_back(&deed, cx.now(), cx.today())?;
    if args.json {
        let undone: Vec<Value> = deed.iter().map(object).collect();
        print(&json!({ "schema": 1, "undone": undone }).to_string())?;
    } else {
        deed.iter().try_for_each(|event| print(&format!("taken back: {}", line(event))))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// When it was done, to which card, and what.
fn line(event: &Event) -> String {
    let card = event.what.card().map(|card| format!("  {card}")).unwrap_or_default();
    format!("{}{card}", card_state::event_line(event))
}

fn object(event: &Event) -> Value {
    let mut object = card_state::event_json(event);
    object["card"] = json!(event.what.card().map(ToString::to_string));
    object
}
