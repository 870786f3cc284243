//! Just enough of DER (X.690) to write certificates, revocation answers and time stamps.

use jiff::Timestamp;
use jiff::tz::TimeZone;

const BOOLEAN: u8 = 0x01;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const NULL: u8 = 0x05;
const OBJECT_IDENTIFIER: u8 = 0x06;
const ENUMERATED: u8 = 0x0a;
const UTF8_STRING: u8 = 0x0c;
const PRINTABLE_STRING: u8 = 0x13;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const CONTEXT: u8 = 0x80;
const CONTEXT_CONSTRUCTED: u8 = 0xa0;

/// Tag, length, content.
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match content.len() {
        short @ 0..=0x7f => out.push(short as u8),
        long => {
            let bytes = without_leading_zeros(&long.to_be_bytes()).to_vec();
            out.push(0x80 | bytes.len() as u8);
            out.extend(bytes);
        }
    }
    out.extend_from_slice(content);
    out
}

pub(super) fn sequence<P: AsRef<[u8]>>(parts: impl IntoIterator<Item = P>) -> Vec<u8> {
    element(SEQUENCE, &concat(parts))
}

/// SET OF: the members in the order that DER demands (§11.6).
pub(super) fn set_of(mut members: Vec<Vec<u8>>) -> Vec<u8> {
    members.sort();
    element(SET, &members.concat())
}

/// `[number] EXPLICIT`, or IMPLICIT around constructed content.
pub(super) fn context(number: u8, content: &[u8]) -> Vec<u8> {
    element(CONTEXT_CONSTRUCTED | number, content)
}

/// `[number] IMPLICIT` around primitive content.
pub(super) fn context_primitive(number: u8, content: &[u8]) -> Vec<u8> {
    element(CONTEXT | number, content)
}

/// A positive integer, big-endian.
pub(super) fn unsigned(bytes: &[u8]) -> Vec<u8> {
    let bytes = without_leading_zeros(bytes);
    match bytes.first() {
        Some(0..=0x7f) => element(INTEGER, bytes),
        _ => element(INTEGER, &[&[0], bytes].concat()),
    }
}

pub(super) fn integer(value: u64) -> Vec<u8> {
    unsigned(&value.to_be_bytes())
}

pub(super) fn enumerated(value: u8) -> Vec<u8> {
    element(ENUMERATED, &[value])
}

pub(super) fn yes() -> Vec<u8> {
    element(BOOLEAN, &[0xff])
}

pub(super) fn null() -> Vec<u8> {
    element(NULL, &[])
}

pub(super) fn octets(bytes: &[u8]) -> Vec<u8> {
    element(OCTET_STRING, bytes)
}

/// A bit string of whole bytes.
pub(super) fn bits(bytes: &[u8]) -> Vec<u8> {
    element(BIT_STRING, &[&[0], bytes].concat())
}

/// A bit string of at most eight named bits, without trailing zero bits (§11.2.2).
pub(super) fn named_bits(byte: u8) -> Vec<u8> {
    element(BIT_STRING, &[byte.trailing_zeros() as u8, byte])
}

pub(super) fn utf8(text: &str) -> Vec<u8> {
    element(UTF8_STRING, text.as_bytes())
}

pub(super) fn printable(text: &str) -> Vec<u8> {
    element(PRINTABLE_STRING, text.as_bytes())
}

pub(super) fn generalized_time(at: Timestamp) -> Vec<u8> {
    element(GENERALIZED_TIME, written(at, "%Y%m%d%H%M%SZ").as_bytes())
}

/// For the years 1950 to 2049 (RFC 5280 §4.1.2.5.1).
pub(super) fn utc_time(at: Timestamp) -> Vec<u8> {
    element(UTC_TIME, written(at, "%y%m%d%H%M%SZ").as_bytes())
}

/// An object identifier from its dotted form.
pub(super) fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u64> =
        dotted.split('.').map(|arc| arc.parse().expect("object identifiers are dotted numbers")).collect();
    let [first, second, rest @ ..] = arcs.as_slice() else {
        unreachable!("object identifiers in the program text have two arcs or more")
    };
    let mut content = base128(first * 40 + second);
    rest.iter().for_each(|arc| content.extend(base128(*arc)));
    element(OBJECT_IDENTIFIER, &content)
}

/// The elements inside a constructed element. Only for DER that this program or OpenSSL has written.
pub(super) fn children(constructed: &[u8]) -> Vec<&[u8]> {
    let (mut rest, _) = split(constructed);
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (_, after) = split(rest);
        found.push(&rest[..rest.len() - after.len()]);
        rest = after;
    }
    found
}

/// The content of an element.
pub(super) fn content(element: &[u8]) -> &[u8] {
    split(element).0
}

/// Content of the first element, and what follows the element.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let (header, length) = match bytes[1] {
        short @ 0..=0x7f => (2, usize::from(short)),
        long => {
            let count = usize::from(long & 0x7f);
            let length = bytes[2..2 + count].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            (2 + count, length)
        }
    };
    (&bytes[header..header + length], &bytes[header + length..])
}

fn concat<P: AsRef<[u8]>>(parts: impl IntoIterator<Item = P>) -> Vec<u8> {
    parts.into_iter().fold(Vec::new(), |mut all, part| {
        all.extend_from_slice(part.as_ref());
        all
    })
}

fn without_leading_zeros(bytes: &[u8]) -> &[u8] {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    &bytes[zeros.min(bytes.len().saturating_sub(1))..]
}

fn base128(mut value: u64) -> Vec<u8> {
    let mut out = vec![(value & 0x7f) as u8];
    while value > 0x7f {
        value >>= 7;
        out.push(0x80 | (value & 0x7f) as u8);
    }
    out.reverse();
    out
}

fn written(at: Timestamp, format: &str) -> String {
    at.to_zoned(TimeZone::UTC).strftime(format).to_string()
}
