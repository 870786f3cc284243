//! Hostile files, on the real program.

use std::fs;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use vc::limits::MAX_INPUT_BYTES;

use crate::desk::{AT, Desk, text};

/// No input, however hostile, ends in a panic, a hang over 2 s, or more than 200 MB of memory.
const MAX_TIME: Duration = Duration::from_secs(2);
const MAX_MEMORY_KIB: u64 = 200 * 1024;

#[test]
fn hostile_files_are_answered_in_time_and_memory_each_with_its_code() {
    let desk = Desk::new();
    let good = samples::SHOWN[1].bytes;
    let object = br#"{"type":["VerifiableCredential","EuropeanDigitalCredential"]}"#;
    let nested = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
    let payload = |payload: &[u8]| {
        let header = "eyJhbGciOiJSUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19"; // RS256, b64 false
        let payload = serde_json::to_string(std::str::from_utf8(payload).unwrap()).unwrap();
        format!(r#"{{"payload":{payload},"signatures":[{{"protected":"{header}","signature":"AAAA"}}]}}"#)
            .into_bytes()
    };
    let twice = br#"{"type":["VerifiableCredential","EuropeanDigitalCredential"],"id":"a","id":"b"}"#;
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("deep.json", [b"{\"a\":".to_vec(), nested(10_000), b"}".to_vec()].concat(), "too_deep"),
        ("long.json", [b"{\"a\":\"".to_vec(), vec![b'x'; 50_000_000], b"\"}".to_vec()].concat(), "too_large"),
        (
            "wide.json",
            format!("{{\"a\":[{}]}}", vec!["0"; 900_000].join(",")).into_bytes(),
            "too_many_values",
        ),
        ("objects.json", many_objects(), "invalid/signature/unsigned"),
        ("utf8.json", b"{\"a\":\"\xff\xfe\"}".to_vec(), "invalid_utf8"),
        ("bom.json", [b"\xef\xbb\xbf".to_vec(), good.to_vec()].concat(), "bom"),
        ("twice.json", twice.to_vec(), "duplicate_key"),
        ("twice-sealed.json", payload(twice), "invalid/format/duplicate_key"),
        (
            "deep-sealed.json",
            payload(&[b"{\"type\":".to_vec(), nested(10_000), b"}".to_vec()].concat()),
            "too_deep",
        ),
        ("cut.json", good[..good.len() / 2].to_vec(), "malformed"),
        ("empty.json", Vec::new(), "empty"),
        ("blank.json", b" \r\n\t ".to_vec(), "empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "carrier_damaged"),
        ("drawing.svg", b"<svg><g></svg>".to_vec(), "carrier_damaged"),
        ("plain.svg", b"<svg/>".to_vec(), "unknown_format"),
        ("nul.json", vec![0; 4096], "unknown_format"),
        ("token.jws", b"eyJhbGciOiJub25lIn0.e30.".to_vec(), "unknown_format"),
        ("not-a-token.jws", b"eyJ.!.?".to_vec(), "malformed"),
        ("bare.json", object.to_vec(), "invalid/signature/unsigned"),
        ("crlf.json", lines_ended_by_crlf(good), "verified"),
    ];
    let cases: Vec<_> = cases.into_iter().chain(carriers()).collect();
    for (name, bytes, _) in &cases {
        desk.write(&format!("hostile/{name}"), bytes);
    }
    let mut worst = (Duration::ZERO, 0);
    for (name, _, expected) in &cases {
        let path = format!("hostile/{name}");
        let (output, time, memory) =
            measured(&desk, &["verify", "--json", "--offline", "--trust", "trust.json", "--at", AT, &path]);
        let line: Value = serde_json::from_slice(&output.stdout).unwrap();
        let answer = match text(&line, "/verdict") {
            "unreadable" => text(&line, "/code").to_owned(),
            "verified" => "verified".to_owned(),
            verdict => {
                let failed = line["checks"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .find(|check| check["outcome"] == "fail")
                    .unwrap();
                format!("{verdict}/{}/{}", text(failed, "/check"), text(failed, "/code"))
            }
        };
        println!("{name:<20} {:>5} ms {:>7} KiB  {answer}", time.as_millis(), memory);
        assert_eq!(answer, *expected, "{name}");
        assert!(time < MAX_TIME, "{name} took {time:?}");
        assert!(memory < MAX_MEMORY_KIB, "{name} took {memory} KiB");
        worst = (worst.0.max(time), worst.1.max(memory));
    }
    println!("{} hostile files: at most {} ms and {} KiB", cases.len(), worst.0.as_millis(), worst.1);

    // All of them at once, as a folder: one line each, in path order.
    let (code, lines) = desk.lines(&["verify", "--json", "--offline", "hostile"]);
    assert_eq!((code, lines.len()), (1, cases.len()));
    assert!(lines.is_sorted_by_key(|line| text(line, "/path").to_owned()));
}

/// Pictures and documents as large as they may be, of the smallest parts that a reader has to look at.
fn carriers() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let filled = |before: &str, part: &str, after: &str| {
        let parts = (MAX_INPUT_BYTES - before.len() - after.len()) / part.len();
        [before, &part.repeat(parts), after].concat().into_bytes()
    };
    let svg = r#"<svg xmlns:b="https://purl.imsglobal.org/ob/v3p0">"#;
    let element = "<b:credential verify=\"\">";
    let empty_chunk = b"\0\0\0\0IDAT\x35\xaf\x06\x1e";
    vec![
        ("elements.svg", filled(svg, "<a/>", "</svg>"), "carrier_over_budget"),
        ("attributes.svg", filled("<svg ", "a='' ", "></svg>"), "carrier_over_budget"),
        (
            "references.svg",
            filled(&format!("{svg}{element}"), "&#65;", "</b:credential></svg>"),
            "carrier_over_budget",
        ),
        ("badges.svg", filled(svg, "<b:credential/>", "</svg>"), "carrier_over_budget"),
        ("comments.svg", filled(svg, "<!---->", "</svg>"), "carrier_over_budget"),
        (
            "streams.pdf",
            filled("%PDF-1.7\n", "1 0 obj<</Type/EmbeddedFile>>stream\n", ""),
            "carrier_over_budget",
        ),
        ("dictionaries.pdf", filled("%PDF-1.7\n", "<<", "stream\n"), "no_credential_inside"),
        (
            "endless.pdf",
            filled("%PDF-1.7\n1 0 obj<</Type/EmbeddedFile>>stream\n{", "x", ""),
            "carrier_over_budget",
        ),
        (
            "chunks.png",
            [b"\x89PNG\r\n\x1a\n", empty_chunk.repeat(MAX_INPUT_BYTES / 12 - 1).as_slice()].concat(),
            "carrier_over_budget",
        ),
    ]
}

/// As many small objects, each a node with an id of its own, as a document may have.
fn many_objects() -> Vec<u8> {
    let nodes: Vec<String> = (0..99_000).map(|index| format!(r#"{{"id":"urn:{index}"}}"#)).collect();
    let head = r#"{"type":["VerifiableCredential","EuropeanDigitalCredential"],"x":["#;
    format!("{head}{}]}}", nodes.join(",")).into_bytes()
}

/// The envelope again, indented and with CR LF at the end of its lines; the payload is as it was.
fn lines_ended_by_crlf(sealed: &[u8]) -> Vec<u8> {
    let value: Value = serde_json::from_slice(sealed).unwrap();
    serde_json::to_string_pretty(&value).unwrap().replace('\n', "\r\n").into_bytes()
}

/// Runs under GNU-style resource accounting: the peak resident set of the child, in KiB.
fn measured(desk: &Desk, arguments: &[&str]) -> (Output, Duration, u64) {
    let start = Instant::now();
    let mut child = desk.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let memory = fs::read_to_string(&status).unwrap_or_default();
        let high = memory.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = high.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        peak = peak.max(kib.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(1));
    }
    (child.wait_with_output().unwrap(), start.elapsed(), peak)
}
