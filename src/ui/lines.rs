//! Lines of the standard streams: of an input that a signal may end, and of an output that may be gone.

use std::io::{BufRead, Write};

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

/// Writes lines at once.
pub(crate) fn write_lines<L: AsRef<str>>(output: &mut impl Write, lines: &[L]) -> Result<()> {
    let text: String = lines.iter().flat_map(|line| [line.as_ref(), "\n"]).collect();
    write_text(output, &text)
}

/// The same of a text without a line's end.
pub(crate) fn write_text(output: &mut impl Write, text: &str) -> Result<()> {
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).context("could not write to standard output")
}
