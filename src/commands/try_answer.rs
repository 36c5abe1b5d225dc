//! `acquis try`: judges one answer and says why; `--batch` judges JSON lines.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use crate::card::{Interaction, Question, Response};
use crate::commands::select::is_path;
use crate::context::{input_lines, print, say};
use crate::deck::{Card, Catalogue};
use crate::diagnostic::nearest;
use crate::error::Fault;
use crate::library;
use crate::text::{Lexicon, Outcome, Verdict, fold};
use crate::ui;

mod batch;
mod cases;

#[cfg(feature = "internals")]
pub(crate) use batch::judge_line;

#[derive(Debug, Args)]
pub(crate) struct TryArgs {
    /// A deck id, or the path of a deck file
    #[arg(value_name = "DECK", required_unless_present_any = ["batch", "file"])]
    pub(crate) deck: Option<String>,
    /// A card: entry, entry#part, or deck/entry#part
    #[arg(value_name = "CARD", required_unless_present_any = ["batch", "file"])]
    pub(crate) card: Option<String>,
    /// What a student might type
    #[arg(value_name = "ANSWER", required_unless_present_any = ["batch", "file"])]
    pub(crate) answer: Option<String>,
    /// Judge JSON lines from standard input, one verdict a line
    #[arg(long, conflicts_with_all = ["deck", "card", "answer"])]
    pub(crate) batch: bool,
    /// Judge the answers of a file of `[[case]]` tables, and tell those that are judged otherwise than it expects
    #[arg(long, value_name = "CASES.toml", conflicts_with_all = ["batch", "card", "answer"])]
    pub(crate) file: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Exit 0 correct or close, else 1; a batch exits 1 only for bad lines.
pub(crate) fn run(args: &TryArgs) -> Result<ExitCode> {
    let lexicon = Lexicon::embedded();
    if args.batch {
        return batch::run(input_lines(), &lexicon);
    }
    if let Some(file) = &args.file {
        return cases::run(file, args.deck.as_deref(), args.json, &lexicon);
    }
    let (Some(deck), Some(card), Some(answer)) = (&args.deck, &args.card, &args.answer) else {
        return Err(Fault::new("`try` needs DECK, CARD and ANSWER, or --batch").into());
    };
    let Reach { catalogue, asked } = &catalogue(deck)?;
    let card = find(catalogue, asked, deck, card)?;
    let question = question(catalogue, card);
    let verdict = judge(catalogue, card, &question, answer, &lexicon)?;
    if args.json {
        let line = batch::verdict_line(&json!(question.card.to_string()), &verdict, &question.answer);
        print(&line.to_string())?;
    } else {
        say(&explained(&question, answer, &verdict))?;
    }
    Ok(if verdict.outcome.is_right() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The verdict with everything that it rests on.
pub(super) fn explained(question: &Question, answer: &str, verdict: &Verdict) -> String {
    let mut lines = vec![question.stem.clone(), format!("> {answer}")];
    let credit = match verdict.outcome {
        Outcome::Partial => format!(" ({:.0} % of the credit)", verdict.credit.share() * 100.0),
        _ => String::new(),
    };
    lines.push(format!("{}{credit}", verdict.outcome.word()));
    lines.extend(verdict.read_as.iter().map(|read| format!("read as {read}")));
    lines.extend(verdict.remarks.iter().map(ToString::to_string));
    lines.push(format!("answer: {}", question.answer.replace('\n', "; ")));
    let apart = question.lookalikes.iter().map(|one| format!("not {}: {}", one.name, one.difference));
    lines.extend(apart);
    let held = ui::held_against(&question.interaction).into_iter();
    lines.extend(held.map(|(name, text)| format!("{name}: {text}")));
    ui::harmless(&lines.join("\n"))
}

/// The decks in reach of a DECK of `try`, and the ids of those that it names.
struct Reach {
    catalogue: Catalogue,
    asked: Vec<String>,
}

/// The decks that a DECK of `try` names: a path, read with its neighbours, or a built-in deck or course.
fn catalogue(deck: &str) -> Result<Reach> {
    let paths = if is_path(deck) { vec![PathBuf::from(deck)] } else { Vec::new() };
    let (library, mut asked) = library::open(&[], &[], &paths, None)?;
    let catalogue = Catalogue::new(library.into_decks());
    if paths.is_empty() {
        let named = catalogue.decks.iter().filter(|known| known.id == deck || known.course == deck);
        asked = named.map(|known| known.id.clone()).collect();
    }
    Ok(Reach { catalogue, asked })
}

/// The card of the asked decks that `entry`, `entry#part` or `deck/entry#part` names; the main part where none is named.
fn find<'a>(catalogue: &'a Catalogue, asked: &[String], deck: &str, word: &str) -> Result<&'a Card> {
    let fits = |card: &&Card| {
        let full = card.id.to_string();
        let in_deck = full.strip_prefix(&format!("{}/", card.id.deck)).unwrap_or_default();
        asked.contains(&card.id.deck) && (full == word || in_deck == word || card.id.entry == word)
    };
    if let Some(card) = catalogue.cards.iter().find(fits) {
        return Ok(card);
    }
    let of_deck = catalogue.cards.iter().filter(|card| asked.contains(&card.id.deck));
    let entries: Vec<&str> = of_deck.map(|card| card.id.entry.as_str()).collect();
    if asked.is_empty() {
        let fault = Fault::new(format!("no deck or course `{}` is built in", deck.escape_debug()));
        return Err(fault
            .advice("a deck that was added, or your own, is named by its file: `acquis decks` lists them")
            .into());
    }
    let fault = Fault::new(format!("no card `{}` in `{}`", word.escape_debug(), deck.escape_debug()));
    Err(match nearest(word, entries) {
        Some(meant) => fault.advice(format!("did you mean `{meant}`?")),
        None => fault.advice("a card is named `entry`, `entry#part` or `deck/entry#part`"),
    }
    .into())
}

pub(super) fn question(catalogue: &Catalogue, card: &Card) -> Question {
    catalogue.question(card, &mut ChaCha8Rng::seed_from_u64(0))
}

/// Judges typed text; for questions that are not typed, the text of an option, or items with `;` between.
pub(super) fn judge(
    catalogue: &Catalogue,
    card: &Card,
    question: &Question,
    answer: &str,
    lexicon: &Lexicon,
) -> Result<Verdict> {
    let response = response(question, answer)?;
    Ok(question.check(&response, catalogue.rivals(card), lexicon))
}

fn response(question: &Question, answer: &str) -> Result<Response> {
    let place = |texts: &[&str], text: &str| texts.iter().position(|known| fold(known) == fold(text));
    let parts: Vec<&str> = answer.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    let places = |texts: &[&str]| -> Option<Vec<usize>> { parts.iter().map(|part| place(texts, part)).collect() };
    let unknown = |texts: &[&str]| Fault::new(format!("no such option; there are: {}", texts.join("; ")));
    Ok(match &question.interaction {
        Interaction::Recall => {
            let fault = Fault::new("this card is self-rated: there is no typed answer to judge");
            return Err(fault.advice("name a card whose answer is typed or chosen").into());
        }
        Interaction::List(_) if parts.len() > 1 => Response::Items(parts.into_iter().map(str::to_owned).collect()),
        Interaction::Text(_) | Interaction::Date(_) | Interaction::Number(_) | Interaction::List(_) => {
            Response::Typed(answer.to_owned())
        }
        Interaction::Choose { options } => {
            let texts: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
            Response::Chosen(place(&texts, answer).ok_or_else(|| unknown(&texts))?)
        }
        Interaction::Select { options } => {
            let texts: Vec<&str> = options.iter().map(|option| option.text.as_str()).collect();
            Response::Selected(places(&texts).ok_or_else(|| unknown(&texts))?)
        }
        Interaction::Arrange { items, .. } => {
            let texts: Vec<&str> = items.iter().map(String::as_str).collect();
            Response::Arranged(places(&texts).ok_or_else(|| unknown(&texts))?)
        }
        Interaction::Match { lefts, rights, .. } => {
            let rights: Vec<&str> = rights.iter().map(String::as_str).collect();
            let mut given = vec![None; lefts.len()];
            for part in &parts {
                let (left, right) =
                    part.split_once('=').ok_or_else(|| Fault::new("write pairs as `left = right; …`"))?;
                let lefts: Vec<&str> = lefts.iter().map(String::as_str).collect();
                let at = place(&lefts, left.trim()).ok_or_else(|| unknown(&lefts))?;
                given[at] = Some(place(&rights, right.trim()).ok_or_else(|| unknown(&rights))?);
            }
            Response::Matched(given)
        }
    })
}
