//! Where the page of `stats --html` goes: to a file that was named, or to one of our own, which the browser opens.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use super::StatsArgs;
use super::page::GENERATOR;
use crate::context::{Context, notice};
use crate::error::named;
use crate::files::{self, Existing, Readers};
use crate::platform;

/// Writes the page, says where, and opens it where no file was named.
pub(super) fn deliver(page: &str, file: Option<&Path>, args: &StatsArgs, cx: &Context) -> Result<()> {
    if let Some(path) = file {
        let existing = if args.force || is_ours(path) { Existing::Replace } else { Existing::Keep };
        files::write(path, page.as_bytes(), existing, Readers::Umask)?;
        return notice(&format!("written: {}", named(path)));
    }
    let folder = cx.places.data.join("cache");
    files::private_folder(&folder).with_context(|| format!("could not make `{}`", named(&folder)))?;
    let path = folder.join("stats.html");
    files::write(&path, page.as_bytes(), Existing::Replace, Readers::Owner)?;
    notice(&format!("written: {}", named(&path)))?;
    if args.no_open || !cx.may_ask || opened(&path) {
        return Ok(());
    }
    notice("no program was found to open it with: open the file in a browser")
}

/// A page that acquis wrote before is written over.
#[expect(clippy::disallowed_methods, reason = "only looked at, to know whose it is")]
fn is_ours(path: &Path) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| text.chars().take(2000).collect::<String>().contains(GENERATOR))
}

fn opened(path: &Path) -> bool {
    platform::OPENERS.iter().any(|opener| {
        let mut command = Command::new(opener[0]);
        command.args(&opener[1..]).arg(path);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
    })
}
