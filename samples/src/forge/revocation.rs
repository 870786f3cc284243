//! Answers about revocation: lists (RFC 5280 §5) and OCSP responses (RFC 6960).

use jiff::{Span, Timestamp};

use super::certificate::{authority_key_identifier, extension, signature_algorithm, signed};
use super::{Authority, der};

const BASIC_RESPONSE: &str = "1.3.6.1.5.5.7.48.1.1";
const SHA1: &str = "1.3.14.3.2.26";
const SUCCESSFUL: u8 = 0;
/// How long an answer stays fresh.
const VALID_HOURS: i64 = 7 * 24;

/// A certificate that was revoked, and since when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Revoked {
    pub(super) serial: u64,
    pub(super) since: Timestamp,
}

/// A list of revoked certificates, fresh for seven days from `at`.
pub(super) fn list(issuer: &Authority, at: Timestamp, revoked: Option<Revoked>) -> Vec<u8> {
    let mut body = vec![
        der::integer(1),
        signature_algorithm(),
        issuer.organisation.distinguished_name(),
        der::utc_time(at),
        der::utc_time(fresh_until(at)),
    ];
    body.extend(revoked.map(|entry| {
        der::sequence([der::sequence([der::integer(entry.serial), der::utc_time(entry.since)])])
    }));
    let number = der::integer(u64::try_from(at.as_second()).expect("samples are made after 1970"));
    let extensions = [authority_key_identifier(&issuer.key), extension("2.5.29.20", false, &number)];
    body.push(der::context(0, &der::sequence(extensions)));
    signed(&der::sequence(body), &issuer.key)
}

/// An OCSP response about one certificate, signed by its issuer, fresh for seven days from `at`.
pub(super) fn ocsp_response(
    issuer: &Authority,
    serial: u64,
    at: Timestamp,
    revoked: Option<Revoked>,
) -> Vec<u8> {
    let status = match revoked {
        None => der::context_primitive(0, &[]),
        Some(entry) => der::context(1, &der::generalized_time(entry.since)),
    };
    let answer = der::sequence([
        certificate_id(issuer, serial),
        status,
        der::generalized_time(at),
        der::context(0, &der::generalized_time(fresh_until(at))),
    ]);
    let responder = der::context(2, &der::octets(&issuer.key.identifier()));
    let body = der::sequence([responder, der::generalized_time(at), der::sequence([answer])]);
    let basic = der::octets(&signed(&body, &issuer.key));
    let bytes = der::sequence([der::oid(BASIC_RESPONSE), basic]);
    der::sequence([der::enumerated(SUCCESSFUL), der::context(0, &bytes)])
}

/// RFC 6960 §4.1.1, with SHA-1 as responders still answer.
fn certificate_id(issuer: &Authority, serial: u64) -> Vec<u8> {
    der::sequence([
        der::sequence([der::oid(SHA1), der::null()]),
        der::octets(&openssl::sha::sha1(&issuer.organisation.distinguished_name())),
        der::octets(&issuer.key.identifier()),
        der::integer(serial),
    ])
}

fn fresh_until(at: Timestamp) -> Timestamp {
    at.checked_add(Span::new().hours(VALID_HOURS)).expect("samples are made in this century")
}
