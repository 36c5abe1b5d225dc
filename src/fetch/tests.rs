//! What needs no server that answers: the rest is asked of one in `tests/it/handing.rs`.

use std::net::TcpListener;

use super::*;

fn silent() -> (TcpListener, Address) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/deck.toml", listener.local_addr().expect("an address"));
    (listener, Address::parse(&address).expect("an address"))
}

#[test]
fn a_server_that_says_nothing_is_left() {
    let (_listener, address) = silent();
    let limits = Limits { seconds: 1, ..LIMITS };
    let told = fetch(&address, &Stamp::default(), limits).expect_err("nothing comes").to_string();
    assert!(told.contains("did not come within 1 seconds"), "{told}");
}

#[test]
fn a_server_that_is_not_there_is_told() {
    let (listener, address) = silent();
    drop(listener);
    let told = fetch(&address, &Stamp::default(), LIMITS).expect_err("nobody there").to_string();
    assert!(told.contains("the server `127.0.0.1` does not answer"), "{told}");
}

#[test]
fn without_curl_it_is_said() {
    let address = Address::parse("https://example.org/d").expect("an address");
    let told = fetch_by("no-such-curl", &address, &Stamp::default(), LIMITS).expect_err("none").to_string();
    assert!(told.contains("there is no `curl`") && told.contains("acquis decks add FILE"), "{told}");
}

#[test]
fn nothing_of_a_server_becomes_a_word_of_its_own() {
    let stamp = Stamp { etag: Some("\"x\"\r\nCookie: y".to_owned()), modified: Some("@/etc/passwd".to_owned()) };
    let address = Address::parse("https://example.org/[1-9]{a,b}").expect("an address");
    let command = command("curl", &address, &stamp, LIMITS);
    let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
    assert_eq!(words[0], "-q", "before every other, or its settings would be read");
    assert!(words.iter().all(|word| !word.contains("Cookie")), "{words:?}");
    assert!(
        words.contains(&"If-Modified-Since: @/etc/passwd".to_owned()),
        "a word that begins with @ would name a file"
    );
    assert!(words.contains(&"--globoff".to_owned()) && words.ends_with(&["--url".to_owned(), address.to_string()]));
    assert!(words.windows(2).any(|two| two == ["--proto", "=https"]), "{words:?}");
}

#[test]
fn an_answer_is_cut_at_its_headers() {
    let bytes = b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/2 200 \r\nETag: \"a\"\r\ncontent-type: text/plain\r\n\r\nbody\r\n\r\n";
    let response = Response::of(bytes).expect("an answer");
    assert_eq!((response.status, response.header("etag"), response.body), (200, Some("\"a\""), &b"body\r\n\r\n"[..]));
    for bytes in [&b"body"[..], b"FTP 200 ok\r\n\r\n", b"HTTP/1.1 two\r\n\r\n", b"HTTP/1.1 200 OK\r\nx: y\r\n", b""] {
        assert!(Response::of(bytes).is_none());
    }
}
