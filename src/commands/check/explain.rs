//! `check --explain CODE`: the page of `docs/diagnostics.md` about one code.

use anyhow::Result;

use crate::diagnostic::{Code, nearest};
use crate::error::Fault;

/// The page of every code, in Markdown.
pub(crate) const PAGES: &str = include_str!("../../../docs/diagnostics.md");

/// What the code means, with its examples.
///
/// # Errors
/// There is no such code: the nearest one is named.
pub(super) fn page(code: &str) -> Result<String> {
    if let Some((_, page)) = pages().find(|(name, _)| *name == code) {
        return Ok(page.trim_end().to_owned());
    }
    let fault = Fault::new(format!("there is no code `{}`", code.escape_debug()));
    Err(match nearest(code, pages().map(|(name, _)| name)) {
        Some(meant) => fault.advice(format!("did you mean `{meant}`?")),
        None => fault.advice("the code stands in brackets in front of a finding: `error[unknown-key]`"),
    }
    .into())
}

/// The line of the title of a code's page, from 1.
pub(crate) fn line_of(code: Code) -> Option<usize> {
    let title = format!("### `{code}`");
    PAGES.lines().position(|line| line == title).map(|at| at + 1)
}

/// Every code with its page.
fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES.split("\n### ").skip(1).filter_map(|page| {
        let page = page.split("\n## ").next().unwrap_or(page);
        Some((page.lines().next()?.trim().trim_matches('`'), page))
    })
}
