//! `acquis exam paper`: an exam and its key as HTML that prints well.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use serde_json::json;

use super::PaperArgs;
use crate::commands::exam::blueprint::Drawing;
use crate::commands::exam::html;
use crate::context::{Context, print};
use crate::error::{Fault, named};
use crate::exam::{Paper, Version};
use crate::files::{Existing, Readers, make_folder, may_write, write};

/// Writes `exam-SEED-LETTER.html` and its key for each version.
pub(super) fn run(
    args: &PaperArgs,
    out: &Path,
    versions: &[String],
    force: bool,
    json: bool,
    cx: &Context,
) -> Result<ExitCode> {
    let versions = letters(versions)?;
    let drawing = Drawing::new(args, cx)?;
    let papers = versions.iter().map(|version| drawing.paper(*version)).collect::<Result<Vec<Paper>>>()?;
    make_folder(out).with_context(|| format!("could not make the folder `{}`", named(out)))?;
    let files = pages(&papers, out);
    let existing = if force { Existing::Replace } else { Existing::Keep };
    // All of them, or none.
    files.iter().try_for_each(|(path, _)| may_write(path, existing))?;
    for (path, text) in &files {
        write(path, text.as_bytes(), existing, Readers::Umask)?;
    }
    if json {
        let written: Vec<String> = files.iter().map(|(path, _)| path.to_string_lossy().into_owned()).collect();
        let first = &papers[0];
        let cards: Vec<String> = first.items.iter().map(|item| item.card.to_string()).collect();
        print(
            &json!({
                "schema": 1, "title": first.title, "seed": first.seed, "fingerprint": first.fingerprint,
                "questions": cards.len(), "cards": cards, "files": written,
            })
            .to_string(),
        )?;
    } else {
        files.iter().try_for_each(|(path, _)| print(&format!("written: {}", named(path))))?;
        let first = &papers[0];
        print(&format!("{} questions, seed {}, paper {}", first.items.len(), first.seed, first.mark()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Each paper and its key, with where they go.
fn pages(papers: &[Paper], out: &Path) -> Vec<(PathBuf, String)> {
    let page = |paper: &Paper| {
        let name = format!("exam-{}-{}", paper.seed, paper.version.letter());
        [
            (out.join(format!("{name}.html")), html::exam(paper)),
            (out.join(format!("{name}-key.html")), html::key(paper)),
        ]
    };
    papers.iter().flat_map(page).collect()
}

fn letters(words: &[String]) -> Result<Vec<Version>> {
    let mut versions = Vec::new();
    for word in words {
        let Some(version) = Version::parse(word) else {
            let fault = Fault::new(format!("`{}` is no version", word.escape_debug()));
            return Err(fault.advice("a version is a letter, as in `--versions A,B`").into());
        };
        if versions.contains(&version) {
            return Err(Fault::new(format!("the version {} is asked for twice", version.letter())).into());
        }
        versions.push(version);
    }
    Ok(versions)
}
