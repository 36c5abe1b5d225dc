//! From an address to bytes, by the `curl` of the system: nothing else here ever speaks to a network, and this only when
//! a student asks for it.

mod address;
#[cfg(test)]
mod tests;

use std::io::Read;
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::error::Fault;

pub(crate) use address::{Address, is_address};

/// By what a server knows what it sent before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) etag: Option<String>,
    /// `Last-Modified`, as the server wrote it.
    pub(crate) modified: Option<String>,
}

/// What a server answered.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// What it sent before is what there is.
    Unchanged,
    New {
        bytes: Vec<u8>,
        stamp: Stamp,
    },
}

/// How much is waited for, and how long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of what is fetched.
    pub(crate) bytes: usize,
    /// Seconds for each address on the way.
    pub(crate) seconds: u32,
}

pub(crate) const LIMITS: Limits = Limits { bytes: 8 << 20, seconds: 30 };

/// Redirections followed at most.
const HOPS: usize = 5;

/// Bytes of a server's headers at most.
const HEADERS: usize = 64 << 10;

/// Fetches what stands at an address, unless it is what `known` stands for.
///
/// # Errors
/// There is no `curl`, no network or no such server; it is slow, breaks off, sends elsewhere, sends too much, a page of
/// the web, or nothing.
pub(crate) fn fetch(address: &Address, known: &Stamp, limits: Limits) -> Result<Answer, Fault> {
    fetch_by("curl", address, known, limits)
}

fn fetch_by(program: &str, address: &Address, known: &Stamp, limits: Limits) -> Result<Answer, Fault> {
    let mut at = address.clone();
    for _ in 0..=HOPS {
        let bytes = asked(program, &at, known, limits)?;
        let response =
            Response::of(&bytes).ok_or_else(|| Fault::new(format!("`{at}`: what came is no answer of the web")))?;
        match response.status {
            200 => return response.taken(&at),
            304 if *known != Stamp::default() => return Ok(Answer::Unchanged),
            301 | 302 | 303 | 307 | 308 => {
                let to = response.header("location").filter(|to| !to.is_empty());
                at = at.redirected(
                    to.ok_or_else(|| Fault::new(format!("`{at}` sends elsewhere, and does not say where")))?,
                )?;
            }
            status => return Err(refused(&at, status)),
        }
    }
    Err(Fault::new(format!("`{address}` sends from one address to the next without end")))
}

/// A server's answer, cut at its headers.
struct Response<'a> {
    status: u16,
    headers: Vec<(&'a str, &'a str)>,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    fn of(mut bytes: &'a [u8]) -> Option<Self> {
        loop {
            let end = bytes.windows(4).take(HEADERS).position(|four| four == b"\r\n\r\n")?;
            let (head, body) = (std::str::from_utf8(&bytes[..end]).ok()?, &bytes[end + 4..]);
            let mut lines = head.split("\r\n");
            let status: u16 = lines.next().filter(|line| line.starts_with("HTTP/"))?.split(' ').nth(1)?.parse().ok()?;
            // What comes before the answer itself.
            if (100..200).contains(&status) {
                bytes = body;
                continue;
            }
            let headers = lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name, value.trim()));
            return Some(Self { status, headers: headers.collect(), body });
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    fn taken(&self, at: &Address) -> Result<Answer, Fault> {
        let start = self.body.trim_ascii_start();
        let start = String::from_utf8_lossy(&start[..start.len().min(16)]).to_ascii_lowercase();
        let is_page =
            self.header("content-type").is_some_and(|sort| sort.to_ascii_lowercase().starts_with("text/html"));
        if is_page || start.starts_with("<!doctype") || start.starts_with("<html") {
            let fault = Fault::new(format!("`{at}` is a page of the web, not a deck"));
            return Err(
                fault.advice("use the address of the file itself, which a link `Raw` or `Download` on the page has")
            );
        }
        if self.header("content-encoding").is_some_and(|coding| !coding.eq_ignore_ascii_case("identity")) {
            return Err(Fault::new(format!("`{at}` comes packed, though that was not asked for")));
        }
        let stamp = |name: &str| self.header(name).map(str::to_owned);
        let stamp = Stamp { etag: stamp("etag"), modified: stamp("last-modified") };
        Ok(Answer::New { bytes: self.body.to_vec(), stamp })
    }
}

fn refused(at: &Address, status: u16) -> Fault {
    let why = match status {
        401 | 403 | 407 => "needs a login, or is closed to you",
        404 | 410 => "does not exist on its server",
        429 => "is asked for too often: try again later",
        500..600 => "cannot be given by its server now: try again later",
        _ => "is not given by its server",
    };
    Fault::new(format!("`{at}` {why} (status {status})"))
        .advice("open it in a browser to see whether it is the right one")
}

/// The words of a command that asks once, follows nothing, and reads no settings of its own.
fn command(program: &str, at: &Address, known: &Stamp, limits: Limits) -> Command {
    let mut command = Command::new(program);
    // `-q` counts only as the first of all.
    command.args(["-q", "--silent", "--show-error", "--globoff", "--include", "--suppress-connect-headers"]);
    command.args(["--proto", if at.is_https() { "=https" } else { "=http" }]);
    command.args(["--max-time", &limits.seconds.to_string(), "--max-filesize", &limits.bytes.to_string()]);
    command.args(["--user-agent", concat!("acquis/", env!("CARGO_PKG_VERSION"))]);
    if at.is_of_this_machine() {
        command.args(["--noproxy", "*"]);
    }
    // A server that wrote more than one line would write the next request.
    let one_line = |value: &&String| !value.contains(['\r', '\n', '\0']);
    for (name, value) in [("If-None-Match", &known.etag), ("If-Modified-Since", &known.modified)] {
        if let Some(value) = value.as_ref().filter(one_line) {
            command.args(["--header", &format!("{name}: {value}")]);
        }
    }
    command.args(["--url", &at.to_string()]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Everything that a server answers, headers included.
fn asked(program: &str, at: &Address, known: &Stamp, limits: Limits) -> Result<Vec<u8>, Fault> {
    let mut child = command(program, at, known, limits).spawn().map_err(|cause| not_started(&cause))?;
    let most = limits.bytes + HEADERS;
    let mut bytes = Vec::new();
    let stdout = child.stdout.take().expect("it is piped");
    let read = stdout.take(most as u64 + 1).read_to_end(&mut bytes);
    let is_too_much = bytes.len() > most || Response::of(&bytes).is_some_and(|one| one.body.len() > limits.bytes);
    if is_too_much || read.is_err() {
        // It would go on sending.
        let _ = child.kill();
    }
    let (status, said) = ended(child).map_err(|cause| not_started(&cause))?;
    match status.code() {
        _ if is_too_much => Err(too_much(at, limits)),
        Some(0) if read.is_ok() => Ok(bytes),
        code => Err(broken(at, code, &said, limits)),
    }
}

fn ended(mut child: Child) -> std::io::Result<(ExitStatus, String)> {
    let mut said = Vec::new();
    if let Some(stderr) = child.stderr.take() {
        stderr.take(4096).read_to_end(&mut said)?;
    }
    Ok((child.wait()?, String::from_utf8_lossy(&said).into_owned()))
}

fn not_started(cause: &std::io::Error) -> Fault {
    let advice = "install it, or download the file in a browser and add that: `acquis decks add FILE`";
    if cause.kind() == std::io::ErrorKind::NotFound {
        return Fault::new("there is no `curl` on this system, by which addresses are fetched").advice(advice);
    }
    Fault::new(format!("`curl` could not be run: {cause}")).advice(advice)
}

fn too_much(at: &Address, limits: Limits) -> Fault {
    Fault::new(format!("`{at}` is larger than {} MiB", limits.bytes >> 20))
        .advice("a course is smaller than that without pictures and other programs' files")
}

/// What ended `curl`, by its exit codes, which are the same everywhere.
fn broken(at: &Address, code: Option<i32>, said: &str, limits: Limits) -> Fault {
    let host = at.host();
    let message = match code {
        Some(5 | 6) => format!("there is no server `{host}`, or no network"),
        Some(7) => format!("the server `{host}` does not answer"),
        Some(18) => format!("`{at}` broke off before its end"),
        Some(28) => format!("`{at}` did not come within {} seconds", limits.seconds),
        Some(35 | 51 | 53 | 54 | 58 | 59 | 60 | 66 | 77 | 80 | 82 | 83 | 90 | 91) => {
            format!("the server `{host}` cannot show that it is the one it says it is")
        }
        Some(52) => format!("the server `{host}` answered nothing"),
        Some(56) => format!("the connection to `{host}` broke"),
        Some(63) => return too_much(at, limits),
        _ => format!("`{at}` could not be fetched: {}", said.trim().trim_start_matches("curl: ")),
    };
    Fault::new(message).advice("nothing was changed; try again, or open it in a browser")
}
