//! The student's side of a sync: the question about a newcomer, and what is remembered.

use crate::context::{Context, machine_name, notice};
use crate::diagnostic::counted;
use crate::error::Fault;
use crate::store::Store;
use crate::sync::{Answer, Desk, Memory, Newcomer};
use crate::ui;

use super::kept::Kept;

/// What happens where a writer is met that nobody decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Newcomers {
    /// `--yes`.
    Take,
    Ask,
    /// Nobody can be asked: nothing is done at all.
    Refuse,
    /// Studying goes on; the student is told to sync.
    LeaveOut,
}

pub(super) struct AtDesk<'a> {
    pub(super) cx: &'a Context,
    pub(super) kept: Kept,
    pub(super) newcomers: Newcomers,
    /// Why a question was not answered: the student left.
    pub(super) left: Option<anyhow::Error>,
}

/// A newcomer in words.
pub(super) fn introduced(newcomer: &Newcomer) -> String {
    let Newcomer { writer, name, events, last_day } = newcomer;
    let day = last_day.as_ref().map(|day| format!(", the last of {day}")).unwrap_or_default();
    format!("`{}` ({}) gives {}{day}", ui::harmless_line(name), &writer[..8], counted(*events, "event", "events"))
}

impl Desk for AtDesk<'_> {
    type Error = Fault;

    fn name(&self) -> String {
        machine_name()
    }

    fn may_take(&mut self, newcomer: &Newcomer) -> Result<Answer, Fault> {
        match self.newcomers {
            Newcomers::Take => Ok(Answer::Take),
            Newcomers::LeaveOut => Ok(Answer::NotNow),
            Newcomers::Refuse => {
                let said = format!("{}, and there is nobody to ask whether to take them in", introduced(newcomer));
                let advice = format!(
                    "`acquis sync --yes` takes them in; `acquis sync --without {}` leaves them out for good",
                    &newcomer.writer[..8]
                );
                Err(Fault::new(said).advice(advice))
            }
            Newcomers::Ask => {
                let asked = notice(&introduced(newcomer)).and_then(|()| ui::confirm("Is it yours, to be taken in?"));
                match asked {
                    Ok(true) => Ok(Answer::Take),
                    Ok(false) => Ok(Answer::NotNow),
                    Err(cause) => {
                        self.left = Some(cause);
                        Err(Fault::new("the question was not answered"))
                    }
                }
            }
        }
    }

    fn remember(&mut self, memory: &Memory) -> Result<(), Fault> {
        self.kept.memory.clone_from(memory);
        self.kept.write(self.cx)
    }

    fn fresh(&mut self) -> Result<String, Fault> {
        Store::fresh_id()
    }
}
