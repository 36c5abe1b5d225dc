//! `acquis stats --fit`: the memory model fitted to the student's own answers, and the way back.

use std::process::ExitCode;

use anyhow::Result;
use serde_json::{Value, json};

use super::StatsArgs;
use crate::context::{Context, print};
use crate::error::Fault;
use crate::schedule::{ENOUGH, Fitted, Measure, Meter, NewEvent, What, fit, in_order};
use crate::store::Store;
use crate::ui::figures::paragraph;
use crate::ui::progress::with_bar;

pub(super) fn run(args: &StatsArgs, cx: &Context) -> Result<ExitCode> {
    if args.undo {
        return undo(args.json, cx);
    }
    let events = cx.store_for_reading()?.events()?;
    let meter = Meter::default();
    let shown = cx.at_terminal && !args.json;
    let fitted = with_bar("Fitting", shown, || meter.share(), || fit(&events, &meter)).flatten();
    let Some(fitted) = fitted else {
        let fault = Fault::new("the optimiser could make nothing of these answers");
        return Err(fault.advice("nothing was changed: the parameters in force stay").into());
    };
    let mut due = None;
    if let Fitted::Better { parameters, .. } = &fitted {
        let mut store = cx.store()?;
        let before = due_today(&store, cx)?;
        let bits = parameters.iter().map(|value| value.to_bits()).collect();
        append(&mut store, What::Parameters { bits }, cx)?;
        due = Some((before, due_today(&store, cx)?));
    }
    if args.json {
        print(&object(&fitted, due).to_string())?;
    } else {
        print(&paragraphs(&words(&fitted, due), cx.columns()))?;
    }
    Ok(if due.is_some() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Takes the last parameters back: those before them hold again, at first the defaults.
fn undo(json: bool, cx: &Context) -> Result<ExitCode> {
    let mut store = cx.store_for_reading()?;
    let events = store.events()?;
    let last = in_order(&events).into_iter().rev().find(|event| matches!(event.what, What::Parameters { .. }));
    let Some(last) = last else {
        print(&if json { json!({ "schema": 1, "undone": false }).to_string() } else { UNFITTED.to_owned() })?;
        return Ok(ExitCode::from(1));
    };
    append(&mut store, What::Retraction { of: last.id }, cx)?;
    let own = !crate::schedule::parameters(&store.events()?).is_empty();
    let now = if own { "those of the fit before it" } else { "the defaults" };
    print(&if json {
        json!({ "schema": 1, "undone": true, "fitted_on": last.day.to_string(), "defaults": !own }).to_string()
    } else {
        format!("The parameters fitted on {} are taken back; {now} are in force.", last.day)
    })?;
    Ok(ExitCode::SUCCESS)
}

const UNFITTED: &str = "There is nothing to take back: the default parameters are in force.";

fn append(store: &mut Store, what: What, cx: &Context) -> Result<()> {
    store.append(&[NewEvent { at: cx.now(), day: cx.today(), what }])?;
    Ok(())
}

fn due_today(store: &Store, cx: &Context) -> Result<usize> {
    let progress = store.progress_of_all()?;
    Ok(progress.values().filter(|progress| !progress.suspended && progress.is_due(cx.today())).count())
}

fn words(fitted: &Fitted, due: Option<(usize, usize)>) -> Vec<String> {
    match fitted {
        Fitted::TooFew { have } => vec![format!(
            "Too few answers for a fit of your own: {have} of {ENOUGH} that came a day or more after the one before, {} are \
             missing. With fewer a fit is as often worse as better; nothing was changed.",
            ENOUGH - have
        )],
        Fitted::Kept { reviews, held_back, defaults, fitted } => vec![
            compared(*reviews, *held_back, *defaults, *fitted),
            "That is not better, so nothing was changed.".to_owned(),
        ],
        Fitted::Better { reviews, held_back, defaults, fitted, .. } => {
            let (before, after) = due.unwrap_or_default();
            vec![
                compared(*reviews, *held_back, *defaults, *fitted),
                format!(
                    "That is better: parameters fitted to all {reviews} answers are in force, and every card was reckoned \
                     anew from the log. Due today: {after}, before {before}."
                ),
                "`acquis stats --fit --undo` goes back.".to_owned(),
            ]
        }
    }
}

fn compared(reviews: usize, held_back: usize, defaults: Measure, fitted: Measure) -> String {
    format!(
        "Fitted on the first {} of {reviews} answers, judged on the {held_back} after them: log loss {:.4}, with the \
         defaults {:.4}; RMSE over bins {:.4}, with the defaults {:.4}.",
        reviews - held_back,
        fitted.log_loss,
        defaults.log_loss,
        fitted.rmse_bins,
        defaults.rmse_bins
    )
}

fn paragraphs(texts: &[String], columns: usize) -> String {
    texts.iter().map(|text| paragraph(text, columns)).collect::<Vec<_>>().join("\n")
}

fn object(fitted: &Fitted, due: Option<(usize, usize)>) -> Value {
    let measure = |measure: &Measure| json!({ "log_loss": measure.log_loss, "rmse_bins": measure.rmse_bins });
    let judged = |reviews: &usize, held_back: &usize, defaults: &Measure, fitted: &Measure| {
        json!({ "schema": 1, "adopted": due.is_some(), "reviews": reviews, "needed": ENOUGH, "held_back": held_back,
                "defaults": measure(defaults), "fitted": measure(fitted), "due_before": due.map(|due| due.0),
                "due_after": due.map(|due| due.1) })
    };
    match fitted {
        Fitted::TooFew { have } => json!({ "schema": 1, "adopted": false, "reviews": have, "needed": ENOUGH }),
        Fitted::Kept { reviews, held_back, defaults, fitted } => judged(reviews, held_back, defaults, fitted),
        Fitted::Better { reviews, held_back, defaults, fitted, parameters } => {
            let mut object = judged(reviews, held_back, defaults, fitted);
            object["parameters"] = json!(parameters);
            object
        }
    }
}
