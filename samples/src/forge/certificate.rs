//! X.509 certificates (RFC 5280).

use jiff::Timestamp;

use super::{Key, der};

const DIGITAL_SIGNATURE: u8 = 0x80;
const NON_REPUDIATION: u8 = 0x40;
const KEY_ENCIPHERMENT: u8 = 0x20;
const KEY_CERT_SIGN: u8 = 0x04;
const CRL_SIGN: u8 = 0x02;

/// Whom a certificate is about.
#[derive(Debug, Clone, Copy)]
pub struct Organisation {
    /// Subject O.
    pub name: &'static str,
    /// Subject CN.
    pub common_name: &'static str,
    /// Subject C, ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// Subject organizationIdentifier (ETSI EN 319 412-1 §5.1.4). Authorities have none.
    pub identifier: Option<&'static str>,
    /// Serial number of its certificate.
    pub serial: u64,
    /// Its committed private key, PEM.
    pub key: &'static str,
}

impl Organisation {
    /// The distinguished name.
    pub(super) fn distinguished_name(&self) -> Vec<u8> {
        let mut name = vec![
            attribute("2.5.4.6", &der::printable(self.country)),
            attribute("2.5.4.10", &der::utf8(self.name)),
        ];
        name.extend(self.identifier.map(|identifier| attribute("2.5.4.97", &der::utf8(identifier))));
        name.push(attribute("2.5.4.3", &der::utf8(self.common_name)));
        der::sequence(name)
    }
}

/// What a certificate may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usage {
    /// Issuing certificates; with the number of further authorities allowed below it.
    Authority { path_length: u8 },
    /// Sealing: signs for an organisation.
    Seal,
    /// Time stamping, and nothing else (RFC 3161 §2.3).
    TimeStamping,
    /// Receiving encrypted keys: not for signing anything.
    Encryption,
}

/// What a certificate says, apart from who issues it.
pub(super) struct Subject<'a> {
    pub(super) organisation: &'a Organisation,
    pub(super) key: &'a Key,
    pub(super) usage: Usage,
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    /// Where the list of revoked certificates is published.
    pub(super) revocation_list: Option<&'a str>,
}

/// Issues a certificate. The subject's own name and key as issuer make it self-signed.
pub(super) fn issue(subject: &Subject<'_>, issuer_name: &[u8], issuer_key: &Key) -> Vec<u8> {
    let body = der::sequence([
        der::context(0, &der::integer(2)),
        der::integer(subject.organisation.serial),
        signature_algorithm(),
        issuer_name.to_vec(),
        der::sequence([der::utc_time(subject.from), der::utc_time(subject.until)]),
        subject.organisation.distinguished_name(),
        subject.key.public().to_vec(),
        der::context(3, &der::sequence(extensions(subject, issuer_key))),
    ]);
    signed(&body, issuer_key)
}

/// SEQUENCE { body, algorithm, signature }: the shape of certificates and revocation lists.
pub(super) fn signed(body: &[u8], key: &Key) -> Vec<u8> {
    der::sequence([body.to_vec(), signature_algorithm(), der::bits(&key.sign(body))])
}

/// Authorities here sign with RSA PKCS#1 v1.5 and SHA-256, so that the same input gives the same bytes.
pub(super) fn signature_algorithm() -> Vec<u8> {
    der::sequence([der::oid("1.2.840.113549.1.1.11"), der::null()])
}

/// An extension (§4.2).
pub(super) fn extension(identifier: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let mut parts = vec![der::oid(identifier)];
    if critical {
        parts.push(der::yes());
    }
    parts.push(der::octets(value));
    der::sequence(parts)
}

/// §4.2.1.1
pub(super) fn authority_key_identifier(key: &Key) -> Vec<u8> {
    extension("2.5.29.35", false, &der::sequence([der::context_primitive(0, &key.identifier())]))
}

fn extensions(subject: &Subject<'_>, issuer_key: &Key) -> Vec<Vec<u8>> {
    let mut extensions = vec![
        authority_key_identifier(issuer_key),
        extension("2.5.29.14", false, &der::octets(&subject.key.identifier())),
        extension("2.5.29.19", true, &basic_constraints(subject.usage)),
        extension("2.5.29.15", true, &der::named_bits(key_usage(subject.usage))),
    ];
    if subject.usage == Usage::TimeStamping {
        extensions.push(extension("2.5.29.37", true, &der::sequence([der::oid("1.3.6.1.5.5.7.3.8")])));
    }
    extensions.extend(
        subject
            .revocation_list
            .map(|url| extension("2.5.29.31", false, &der::sequence([distribution_point(url)]))),
    );
    extensions
}

fn basic_constraints(usage: Usage) -> Vec<u8> {
    match usage {
        Usage::Authority { path_length } => der::sequence([der::yes(), der::integer(path_length.into())]),
        Usage::Seal | Usage::TimeStamping | Usage::Encryption => der::sequence::<&[u8]>([]),
    }
}

fn key_usage(usage: Usage) -> u8 {
    match usage {
        Usage::Authority { .. } => KEY_CERT_SIGN | CRL_SIGN,
        Usage::Seal => DIGITAL_SIGNATURE | NON_REPUDIATION,
        Usage::TimeStamping => DIGITAL_SIGNATURE,
        Usage::Encryption => KEY_ENCIPHERMENT,
    }
}

/// §4.2.1.13: one point with one URI as its full name.
fn distribution_point(url: &str) -> Vec<u8> {
    let uri = der::context_primitive(6, url.as_bytes());
    der::sequence([der::context(0, &der::context(0, &uri))])
}

fn attribute(kind: &str, value: &[u8]) -> Vec<u8> {
    der::set_of(vec![der::sequence([der::oid(kind), value.to_vec()])])
}
