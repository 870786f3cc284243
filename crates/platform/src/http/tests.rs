//! Against a server on this machine, behind the one allowance that exists for that.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;
use wallet::ports::Purpose;

use super::*;

#[test]
fn address_of_unacceptable_form_is_refused() {
    let table = [
        ("empty", ""),
        ("relative", "list.crl"),
        ("http", "http://ca.example/list.crl"),
        ("file", "file:///etc/passwd"),
        ("ftp", "ftp://ca.example/list.crl"),
        ("ldap", "ldap://ca.example/cn=ca"),
        ("data", "data:text/plain,x"),
        ("user", "https://user@ca.example/"),
        ("password", "https://user:secret@ca.example/"),
        ("no host", "https://"),
        ("http to this machine", "http://127.0.0.1/"),
    ];
    for (name, url) in table {
        let fault = PublicHttp::new().fetch(&request(url)).unwrap_err();
        assert_eq!(fault.code(), "url_refused", "{name}: {fault}");
        assert!(!fault.to_string().contains("secret"), "{name}: {fault}");
    }
    let long = format!("https://ca.example/{}", "a".repeat(MAX_URL_BYTES));
    assert_eq!(PublicHttp::new().fetch(&request(&long)).unwrap_err().code(), "url_refused");
}

#[test]
fn private_address_is_refused_in_every_spelling() {
    let table = [
        "https://127.0.0.1/",
        "https://127.1/",
        "https://0x7f000001/",
        "https://2130706433/",
        "https://0177.0.0.1/",
        "https://10.0.0.1:8443/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.1.1/",
        "https://192.168.0.1./",
        "https://[::1]/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://１２７.0.0.1/",
        "https://localhost/",
        "https://LOCALHOST:8443/",
    ];
    for url in table {
        let fault = PublicHttp::new().fetch(&request(url)).unwrap_err();
        assert_eq!(fault.code(), "address_refused", "{url}: {fault}");
    }
}

#[test]
fn document_arrives_whole_with_plain_headers() {
    let server = Server::start([("/ca.crt", ok(b"certificate"))]);
    let response = allowed().fetch(&request(&server.url("/ca.crt"))).unwrap();
    assert_eq!(response, Response { url: server.url("/ca.crt"), bytes: b"certificate".to_vec() });

    let headers = server.headers().to_lowercase();
    assert!(headers.contains(&format!("user-agent: {}", USER_AGENT.to_lowercase())), "{headers}");
    assert!(headers.contains("accept: application/pkix-cert"), "{headers}");
    for absent in ["cookie", "referer", "authorization"] {
        assert!(!headers.contains(absent), "{headers}");
    }
}

#[test]
fn redirects_are_followed_to_the_limit_and_no_further() {
    let chain: Vec<_> = (0..MAX_REDIRECTS)
        .map(|hop| (format!("/{hop}"), redirect_to(302, &format!("/{}", hop + 1))))
        .chain([(format!("/{MAX_REDIRECTS}"), ok(b"end")), ("/more".to_owned(), redirect_to(301, "/0"))])
        .collect();
    let server = Server::start(chain.iter().map(|(path, answer)| (path.as_str(), answer.clone())));
    let response = allowed().fetch(&request(&server.url("/0"))).unwrap();
    assert_eq!(response.url, server.url(&format!("/{MAX_REDIRECTS}")));

    let fault = allowed().fetch(&request(&server.url("/more"))).unwrap_err();
    assert_eq!(fault, FetchFault::TooManyRedirects { limit: MAX_REDIRECTS });
}

#[test]
fn redirect_is_judged_like_a_new_address() {
    let table = [
        ("private address", "https://10.0.0.1/", "address_refused"),
        ("metadata of a cloud", "https://169.254.169.254/", "address_refused"),
        ("name of this machine", "https://localhost/", "address_refused"),
        ("private, other scheme left out", "//[fd00::1]/", "url_refused"),
        ("http", "http://ca.example/", "url_refused"),
        ("file", "file:///etc/passwd", "url_refused"),
        ("credentials", "https://user:secret@ca.example/", "url_refused"),
        ("no address", "https://", "url_refused"),
    ];
    for (name, location, code) in table {
        let server = Server::start([("/", redirect_to(307, location))]);
        let fault = allowed().fetch(&request(&server.url("/"))).unwrap_err();
        assert_eq!(fault.code(), code, "{name}: {fault}");
    }
}

#[test]
fn other_status_is_no_document() {
    let table = [
        (404, "Not Found"),
        (204, "No Content"),
        (206, "Partial Content"),
        (500, "Oops"),
        (304, "Not Modified"),
    ];
    for (status, reason) in table {
        let server =
            Server::start([("/", format!("HTTP/1.1 {status} {reason}\r\nContent-Length: 0\r\n\r\n").into())]);
        let fault = allowed().fetch(&request(&server.url("/"))).unwrap_err();
        assert_eq!(fault, FetchFault::Status { host: "127.0.0.1".to_owned(), status });
    }
}

#[test]
fn document_of_exactly_the_limit_is_taken_and_one_byte_more_is_not() {
    let server = Server::start([("/fits", ok(&[b'a'; LIMIT])), ("/larger", ok(&[b'a'; LIMIT + 1]))]);
    assert_eq!(allowed().fetch(&request(&server.url("/fits"))).unwrap().bytes.len(), LIMIT);
    let fault = allowed().fetch(&request(&server.url("/larger"))).unwrap_err();
    assert_eq!(fault, FetchFault::TooLarge { limit: LIMIT });
}

#[test]
fn size_is_counted_after_inflation() {
    let bomb = gzip(&vec![0; 50 * 1024 * 1024]);
    let server = Server::start([("/bomb", gzipped(&bomb)), ("/small", gzipped(&gzip(b"small")))]);
    assert_eq!(allowed().fetch(&request(&server.url("/small"))).unwrap().bytes, b"small");
    let fault = allowed().fetch(&request(&server.url("/bomb"))).unwrap_err();
    assert_eq!(fault, FetchFault::TooLarge { limit: LIMIT });
}

#[test]
fn answer_that_breaks_off_is_no_document() {
    let short = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this".to_vec();
    let mut damaged = gzip(b"certificate");
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xff;
    let server = Server::start([("/short", short), ("/damaged", gzipped(&damaged))]);
    for path in ["/short", "/damaged"] {
        let fault = allowed().fetch(&request(&server.url(path))).unwrap_err();
        assert_eq!(fault.code(), "answer_broken_off", "{path}: {fault}");
    }
}

#[test]
fn slow_answer_times_out_as_a_whole() {
    let total = Duration::from_millis(400);
    let server = Server::dripping();
    let start = Instant::now();
    let fault = PublicHttp::danger_allow_loopback(total).fetch(&request(&server.url("/"))).unwrap_err();
    assert_eq!(fault.code(), "timed_out");
    assert!(start.elapsed() < total * 4, "{:?}", start.elapsed());
}

#[test]
fn closed_port_is_unreachable() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let fault = allowed().fetch(&request(&format!("http://127.0.0.1:{port}/"))).unwrap_err();
    assert_eq!(fault.code(), "unreachable");
}

#[test]
fn name_that_was_not_judged_is_not_connected_to() {
    let http = PublicHttp::new();
    let sent = http.client().unwrap().get("https://localhost/").send();
    let mut cause: Option<&dyn std::error::Error> = sent.as_ref().err().map(|error| error as _);
    let mut causes = String::new();
    while let Some(error) = cause {
        causes += &error.to_string();
        cause = error.source();
    }
    assert!(causes.contains("this name was not judged"), "{causes}");
}

/// Largest document that these tests allow, in bytes.
const LIMIT: usize = 64 * 1024;

fn request(url: &str) -> Request {
    Request {
        url: url.to_owned(),
        accept: "application/pkix-cert",
        max_bytes: LIMIT,
        purpose: Purpose::IssuerCertificate,
    }
}

fn allowed() -> PublicHttp {
    PublicHttp::danger_allow_loopback(TOTAL_TIMEOUT)
}

fn ok(body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

fn gzipped(body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn redirect_to(status: u16, location: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n").into()
}

/// A server that answers by a table, one request a connection.
struct Server {
    port: u16,
    heard: Arc<Mutex<String>>,
}

impl Server {
    fn start<'a>(answers: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Self {
        let answers: HashMap<_, _> =
            answers.into_iter().map(|(path, answer)| (path.to_owned(), answer)).collect();
        Self::answering(move |path, stream| {
            // The reader may hang up early, and is right to.
            let _ = stream.write_all(answers.get(path).expect("every path is in the table"));
        })
    }

    /// Sends a byte now and then, for ever.
    fn dripping() -> Self {
        Self::answering(|_, stream| {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            while stream.write_all(b".").is_ok() {
                thread::sleep(Duration::from_millis(50));
            }
        })
    }

    fn answering(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(String::new()));
        let log = Arc::clone(&heard);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let head: Vec<_> = lines.map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
                *log.lock().unwrap() = head.join("\n");
                let path = head[0].split(' ').nth(1).unwrap();
                answer(path, &mut stream);
            }
        });
        Self { port, heard }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn headers(&self) -> String {
        self.heard.lock().unwrap().clone()
    }
}
