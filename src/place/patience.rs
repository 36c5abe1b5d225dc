//! Patience with a place: a call that does not come back, as on a mount whose other end is gone, is given up.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use crate::error::{Fault, named};

/// A clock in seconds, and the second at which patience ends.
pub(crate) struct Patience {
    pub(crate) watch: Box<dyn FnMut() -> u64>,
    pub(crate) until: u64,
}

/// What is asked of a place.
pub(super) struct Asked {
    root: PathBuf,
    /// Nothing where there is time for anything.
    patience: Option<Patience>,
    /// A call never came back: no other is begun.
    is_stalled: bool,
}

impl Asked {
    pub(super) fn new(root: &Path, patience: Option<Patience>) -> Self {
        Self { root: root.to_path_buf(), patience, is_stalled: false }
    }

    /// Does what is to be done there, and waits for it as long as patience lasts. A call that was given up may still end,
    /// as one of a program that was killed may: nothing rests on it.
    ///
    /// # Errors
    /// The call's own; it took too long.
    pub(super) fn done<T: Send + 'static>(
        &mut self,
        call: impl FnOnce() -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let Some(Patience { watch, until }) = &mut self.patience else { return call() };
        let now = watch();
        if self.is_stalled || now > *until {
            return Err(self.too_long());
        }
        let left = Duration::from_secs((*until - now).max(1));
        let (answer, answered) = mpsc::channel();
        std::thread::spawn(move || drop(answer.send(call())));
        answered.recv_timeout(left).unwrap_or_else(|_| {
            self.is_stalled = true;
            Err(self.too_long())
        })
    }

    fn too_long(&self) -> Fault {
        let fault = Fault::new(format!("`{}` takes too long to answer", named(&self.root)));
        fault.advice("`acquis sync` takes its time; nothing is lost, and the next sync goes on")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_never_comes_back_is_given_up_and_no_other_begun() {
        let patience = Patience { watch: Box::new(|| 0), until: 1 };
        let mut asked = Asked::new(Path::new("place"), Some(patience));
        assert_eq!(asked.done(|| Ok(1)).unwrap(), 1);
        let (_kept, never) = mpsc::channel::<()>();
        let fault = asked.done(move || Ok(never.recv().is_ok())).unwrap_err();
        assert!(fault.to_string().contains("`place` takes too long"), "{fault}");
        assert!(asked.done(|| Ok(1)).is_err(), "it is not asked again");
    }
}
