//! Lines of an input that a signal may end.

use std::io::BufRead;

use anyhow::{Context, Result};

use super::Left;
use crate::study::Ending;

/// The next line as it came; an error inside is the ending that the end of the input, or a signal, means.
pub(crate) fn next_line(input: &mut impl BufRead) -> Result<Result<Vec<u8>, Ending>> {
    let mut bytes = Vec::new();
    match input.read_until(b'\n', &mut bytes) {
        Ok(0) => Ok(Err(Ending::Quit)),
        Ok(_) => Ok(Ok(bytes)),
        Err(cause) => match cause.get_ref().and_then(|inner| inner.downcast_ref::<Left>()) {
            Some(left) => Ok(Err(left.0)),
            None => Err(cause).context("could not read from standard input"),
        },
    }
}
