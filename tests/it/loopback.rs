//! A server of the web on this machine: answers what a test says, and keeps what it was asked.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// Whole answers by path, headers included.
type Answers = Arc<Mutex<HashMap<String, Vec<u8>>>>;

pub(crate) struct Server {
    address: String,
    answers: Answers,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let (answers, asked) = (Answers::default(), Arc::<Mutex<Vec<String>>>::default());
        std::thread::spawn({
            let (answers, asked) = (Arc::clone(&answers), Arc::clone(&asked));
            move || listener.incoming().flatten().for_each(|stream| answer(stream, &answers, &asked))
        });
        Self { address, answers, asked }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Answers a path with these bytes, as they are.
    pub(crate) fn raw(&self, path: &str, answer: impl Into<Vec<u8>>) {
        self.answers.lock().expect("no panic").insert(path.to_owned(), answer.into());
    }

    /// A file with its own mark, by which it is known to be the same.
    pub(crate) fn file(&self, path: &str, body: impl AsRef<[u8]>) {
        self.with(path, "200 OK", &format!("ETag: \"{}\"\r\n", body.as_ref().len()), body);
    }

    pub(crate) fn with(&self, path: &str, status: &str, headers: &str, body: impl AsRef<[u8]>) {
        let body = body.as_ref();
        let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        self.raw(path, [head.as_bytes(), body].concat());
    }

    /// The heads of all requests so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

fn answer(mut stream: TcpStream, answers: &Answers, asked: &Mutex<Vec<String>>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let known = head.lines().find_map(|line| line.strip_prefix("If-None-Match: ")).map(str::to_owned);
    asked.lock().expect("no panic").push(head);
    let found = answers.lock().expect("no panic").get(&path).cloned();
    let missing = || b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec();
    let mut bytes = found.unwrap_or_else(missing);
    if known.is_some_and(|mark| String::from_utf8_lossy(&bytes).contains(&format!("ETag: {mark}\r\n"))) {
        bytes = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_vec();
    }
    // Whoever has heard enough hangs up.
    let _ = stream.write_all(&bytes);
}
