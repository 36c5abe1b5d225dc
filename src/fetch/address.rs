//! Addresses from which something may be fetched: `https`, and `http` of this machine itself.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::error::Fault;

/// An address that may be fetched; no name and password are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    scheme: Scheme,
    /// In small letters, an address of version 6 in its brackets.
    host: String,
    port: u16,
    /// With its slash, the query behind it.
    path: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

impl Scheme {
    fn word(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }

    fn port(self) -> u16 {
        match self {
            Self::Http => 80,
            Self::Https => 443,
        }
    }
}

/// Whether a word means to be an address: a scheme, as `https` or `ftp`, stands before `://`.
pub(crate) fn is_address(word: &str) -> bool {
    let is_scheme = |scheme: &str| !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || c == '+');
    word.split_once("://").is_some_and(|(scheme, _)| is_scheme(scheme))
}

impl Address {
    /// # Errors
    /// It is no address, one that is not fetched, or one with a password, which is not repeated.
    pub(crate) fn parse(text: &str) -> Result<Self, Fault> {
        let bad = |why: &str| Fault::new(format!("`{}` is no address to fetch: {why}", text.escape_debug()));
        let (scheme, rest) = text.split_once("://").ok_or_else(|| bad("it begins with no `https://`"))?;
        let scheme = scheme_of(scheme).ok_or_else(|| {
            let advice = "a file or folder is named by its path; of git, clone it and add the folder";
            bad("only `https://` is fetched").advice(advice)
        })?;
        if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
            return Err(bad("it holds a sign that no address has"));
        }
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        if authority.contains('@') {
            let fault = Fault::new("the address holds a name or password before `@`: it is not fetched, and not kept");
            return Err(fault.advice("give the address without it; what needs a login is downloaded in a browser"));
        }
        let (host, port) = host_and_port(authority, scheme).ok_or_else(|| bad("its server has no proper name"))?;
        let path = path.split('#').next().unwrap_or_default();
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        let address = Self { scheme, host, port, path };
        if scheme == Scheme::Http && !address.is_of_this_machine() {
            return Err(bad("what comes by `http` can be changed on its way").advice("use `https://`"));
        }
        Ok(address)
    }

    /// The server is this machine: nothing leaves it.
    pub(crate) fn is_of_this_machine(&self) -> bool {
        let bare = self.host.trim_start_matches('[').trim_end_matches(']');
        self.host == "localhost"
            || self.host.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
            || bare.parse::<Ipv6Addr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// Where a server sends whoever asks for this address.
    ///
    /// # Errors
    /// That is another server, or no address.
    pub(super) fn redirected(&self, location: &str) -> Result<Self, Fault> {
        let origin = self.origin();
        let folder = self.path.split('?').next().and_then(|path| path.rfind('/').map(|at| &path[..=at]));
        let text = match location {
            _ if is_address(location) => location.to_owned(),
            _ if location.starts_with("//") => format!("{}:{location}", self.scheme.word()),
            _ if location.starts_with('/') => format!("{origin}{location}"),
            _ => format!("{origin}{}{location}", folder.unwrap_or("/")),
        };
        let address = Self::parse(&text)?;
        if (address.scheme, &address.host, address.port) == (self.scheme, &self.host, self.port) {
            return Ok(address);
        }
        let message = format!("`{self}` sends to another server, `{}`, which nobody asked for", address.origin());
        Err(Fault::new(message).advice(format!("if that is meant, add it by its own address: `{address}`")))
    }

    pub(super) fn is_https(&self) -> bool {
        self.scheme == Scheme::Https
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    fn origin(&self) -> String {
        let port = if self.port == self.scheme.port() { String::new() } else { format!(":{}", self.port) };
        format!("{}://{}{port}", self.scheme.word(), self.host)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin(), self.path)
    }
}

fn scheme_of(word: &str) -> Option<Scheme> {
    match word.to_ascii_lowercase().as_str() {
        "http" => Some(Scheme::Http),
        "https" => Some(Scheme::Https),
        _ => None,
    }
}

/// Only names and numbers that every reader of addresses reads alike.
fn host_and_port(authority: &str, scheme: Scheme) -> Option<(String, u16)> {
    let bracket = authority.rfind(']').map_or(0, |at| at + 1);
    let (host, port) = match authority[bracket..].rfind(':') {
        Some(at) => (&authority[..bracket + at], authority[bracket + at + 1..].parse().ok().filter(|port| *port > 0)?),
        None => (authority, scheme.port()),
    };
    let is_name = |host: &str| {
        !host.is_empty()
            && !host.starts_with(['-', '.'])
            && host.chars().all(|c| c.is_alphanumeric() || "-._".contains(c))
    };
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_sound = inner.map_or_else(|| is_name(host), |inner| inner.parse::<Ipv6Addr>().is_ok());
    is_sound.then(|| (host.to_lowercase(), port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, shown: &str) {
        assert_eq!(
            Address::parse(text).map(|address| address.to_string()).map_err(|fault| fault.to_string()),
            Ok(shown.to_owned())
        );
    }

    #[test]
    fn an_address_is_read_as_it_is_fetched() {
        reads("https://Example.org/a/Deck.toml?x=1#top", "https://example.org/a/Deck.toml?x=1");
        reads("HTTPS://example.org:443", "https://example.org/");
        reads("https://example.org:8443?x", "https://example.org:8443/?x");
        reads("http://127.0.0.1:8000/d.zip", "http://127.0.0.1:8000/d.zip");
        reads("http://localhost/d", "http://localhost/d");
        reads("http://[::1]:80/d", "http://[::1]/d");
        reads("https://münchen.example/d", "https://münchen.example/d");
    }

    #[test]
    fn what_is_not_fetched_is_told_why() {
        for (text, why) in [
            ("http://example.org/d.toml", "can be changed on its way"),
            ("http://127.0.0.1.example.org/d", "can be changed on its way"),
            ("http://127.1/d", "can be changed on its way"),
            ("http://10.0.0.1/d", "can be changed on its way"),
            ("ftp://example.org/d", "only `https://`"),
            ("file:///etc/passwd", "only `https://`"),
            ("https:///d", "no proper name"),
            ("https://ex ample.org/", "a sign that no address has"),
            ("https://example.org\\@evil.example/", "a sign that no address has"),
            ("https://example.org/\r\nHost: x", "a sign that no address has"),
            ("https://example.org:0/", "no proper name"),
            ("https://example.org:x/", "no proper name"),
            ("https://-o/", "no proper name"),
            ("https://a%2eb/", "no proper name"),
            ("https://[::1/", "no proper name"),
        ] {
            let told = Address::parse(text).map(|address| address.to_string()).expect_err(text).to_string();
            assert!(told.contains(why), "{text}: {told}");
        }
    }

    #[test]
    fn a_password_is_neither_fetched_nor_repeated() {
        for text in ["https://me:secret@example.org/d", "https://secret@example.org"] {
            let told = Address::parse(text).expect_err("refused").to_string();
            assert!(told.contains("name or password") && !told.contains("secret"), "{told}");
        }
        assert!(
            Address::parse("https://example.org/@me/d").is_ok(),
            "behind the server's name it is a sign like others"
        );
    }

    #[test]
    fn a_redirection_stays_on_its_server() {
        let from = Address::parse("https://example.org/a/b?q=/x/").expect("an address");
        for (location, to) in [
            ("c.toml", "https://example.org/a/c.toml"),
            ("/c?d", "https://example.org/c?d"),
            ("//example.org/c", "https://example.org/c"),
            ("https://EXAMPLE.org:443/c", "https://example.org/c"),
        ] {
            assert_eq!(
                from.redirected(location).map(|to| to.to_string()).map_err(|f| f.to_string()),
                Ok(to.to_owned())
            );
        }
        for location in
            ["https://other.example/c", "//other.example/c", "https://example.org:444/c", "http://example.org/c"]
        {
            assert!(from.redirected(location).is_err(), "{location}");
        }
    }
}
