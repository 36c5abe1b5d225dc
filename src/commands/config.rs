//! `acquis config`: what is set, where everything lies, and how to change it.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::config::{self, edit};
use crate::context::{Context, print};
use crate::error::named;
use crate::files;
use crate::ui;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ConfigArgs {
    #[command(subcommand)]
    pub(crate) change: Option<ConfigChange>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigChange {
    /// Change one setting
    Set {
        /// One of the settings that `acquis config` lists with a single value
        #[arg(value_name = "KEY")]
        key: String,
        /// What it is from now on
        #[arg(value_name = "VALUE")]
        value: String,
    },
    /// Go back to a setting's default
    Reset {
        /// One of the settings that `acquis config` lists with a single value
        #[arg(value_name = "KEY")]
        key: String,
    },
}

/// A setting, its value, and what it means.
struct Setting {
    key: &'static str,
    value: Value,
    means: &'static str,
}

pub(crate) fn run(args: &ConfigArgs, cx: &Context) -> Result<ExitCode> {
    match &args.change {
        None => show(args.json, cx)?,
        Some(ConfigChange::Set { key, value }) => {
            edit::set(&cx.places.config, key, value)?;
            print(&ui::harmless_line(&format!("`{key}` is {value} from now on")))?;
        }
        Some(ConfigChange::Reset { key }) => {
            edit::reset(&cx.places.config, key)?;
            print(&ui::harmless_line(&format!("`{key}` has its default again")))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn settings(cx: &Context) -> Vec<Setting> {
    let config = &cx.config;
    let lists = |texts: Vec<String>| Value::from(texts);
    let setting = |key, value, means| Setting { key, value, means };
    vec![
        setting(
            "retention",
            (f64::from(config.retention) / 1000.0).into(),
            "share of due cards that should still be known, 0.70 to 0.99",
        ),
        setting(
            "day_end",
            config.day_end.format("%H:%M").to_string().into(),
            "when one study day ends and the next begins",
        ),
        setting("new", config.new.into(), "most new cards a day"),
        setting("reviews", config.reviews.into(), "most reviews a day"),
        setting("minutes", config.minutes.map_or(Value::Null, Value::from), "begin no card after so many minutes"),
        setting(
            "decks",
            lists(config.decks.iter().map(|path| path.to_string_lossy().into_owned()).collect()),
            "`acquis decks add PATH` adds one",
        ),
        setting(
            "removed",
            lists(config.removed.clone()),
            "built-in decks that are not studied; `acquis decks add ID` adds one",
        ),
    ]
}

fn show(as_json: bool, cx: &Context) -> Result<()> {
    let set = config::keys_set(&cx.places.config);
    let is_set = |key: &str| set.iter().any(|known| known == key);
    let places = [
        ("settings", cx.places.config.clone()),
        ("progress", cx.places.data.join(crate::store::FILE)),
        ("copies", cx.places.data.join("backups")),
        ("cache", cx.places.data.join("cache")),
    ];
    if as_json {
        let settings: Vec<Value> = settings(cx)
            .into_iter()
            .map(|one| json!({ "key": one.key, "value": one.value, "set": is_set(one.key) }))
            .collect();
        let places: serde_json::Map<String, Value> = places
            .iter()
            .map(|(name, path)| ((*name).to_owned(), path.to_string_lossy().into_owned().into()))
            .collect();
        return print(&json!({ "schema": 1, "settings": settings, "places": places }).to_string());
    }
    for (name, path) in &places {
        let there = match files::look_behind(path) {
            Ok(Some(_)) => "",
            Ok(None) => "  (not there yet)",
            Err(_) => "  (cannot be looked at)",
        };
        print(&format!("{name:9} {}{there}", ui::harmless_line(&named(path))))?;
    }
    print("")?;
    for one in settings(cx) {
        let how = if is_set(one.key) { "set" } else { "default" };
        print(&format!("{:9} = {}  ({how}; {})", one.key, ui::harmless_line(&shown(&one.value)), one.means))?;
    }
    print("\n`acquis config set new 15` changes one, `acquis config reset new` goes back to its default.")
}

/// As it stands in the settings file.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        other => other.to_string(),
    }
}
