//! The fields of an X.509 certificate that matter here (RFC 5280 §4.1).
//!
//! Reading is not trusting: paths are built and checked in [`chain`](super::chain).

use jiff::Timestamp;

use super::public_key::{Hash, Scheme};
use crate::der::{DerFault, Element, Reader, tag};
use crate::limits::MAX_DER_BYTES;

/// A certificate, read but not trusted.
#[derive(Debug, Clone)]
pub(crate) struct Certificate {
    /// All of it, DER.
    pub(crate) der: Vec<u8>,
    /// Serial number, as encoded.
    pub(crate) serial: Vec<u8>,
    /// Issuer name, DER.
    pub(crate) issuer: Vec<u8>,
    /// Subject name, DER.
    pub(crate) subject: Vec<u8>,
    /// SubjectPublicKeyInfo, DER.
    pub(crate) spki: Vec<u8>,
    /// Start of validity.
    pub(crate) not_before: Timestamp,
    /// End of validity, inclusive.
    pub(crate) not_after: Timestamp,
    /// What the extensions say.
    pub(crate) extensions: Extensions,
}

/// The extensions that are looked at. Unknown critical ones are refused when a path is built.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extensions {
    /// Basic constraints: may it issue certificates.
    pub(crate) is_authority: bool,
    /// Key usage bits, when present: bit 0 of the first byte is `digitalSignature`.
    pub(crate) key_usage: Option<u16>,
    /// Extended key usages, when present.
    pub(crate) extended_key_usage: Option<Vec<Vec<u8>>>,
    /// The extended key usage is marked critical.
    pub(crate) extended_key_usage_critical: bool,
    /// Subject key identifier.
    pub(crate) subject_key_id: Option<Vec<u8>>,
    /// Where the issuer's certificate can be fetched.
    pub(crate) ca_issuers: Vec<String>,
    /// Where the issuer's revocation lists can be fetched.
    pub(crate) crl_urls: Vec<String>,
    /// The issuer says that it never revokes it: `noRevAvail` (RFC 9608), or short-term with assured
    /// validity (ETSI EN 319 412-1 §5.2).
    pub(crate) never_revoked: bool,
    /// Other names of the subject.
    pub(crate) alternative_names: Names,
}

/// Names of a subject that programs compare (RFC 5280 §4.2.1.6).
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    /// Addresses.
    pub(crate) uris: Vec<String>,
    /// Hosts. One with a wildcard names no host here.
    pub(crate) hosts: Vec<String>,
}

/// Key usage bits (RFC 5280 §4.2.1.3), most significant first.
pub(crate) mod key_usage {
    pub(crate) const DIGITAL_SIGNATURE: u16 = 0x8000;
    pub(crate) const CONTENT_COMMITMENT: u16 = 0x4000;
}

/// Object identifiers of names and extensions.
pub(crate) mod oid {
    pub(crate) const COMMON_NAME: &[u8] = &[0x55, 4, 3];
    pub(crate) const COUNTRY: &[u8] = &[0x55, 4, 6];
    pub(crate) const ORGANIZATION: &[u8] = &[0x55, 4, 10];
    pub(crate) const ORGANIZATION_IDENTIFIER: &[u8] = &[0x55, 4, 97];
    pub(super) const SUBJECT_KEY_ID: &[u8] = &[0x55, 0x1d, 14];
    pub(super) const KEY_USAGE: &[u8] = &[0x55, 0x1d, 15];
    pub(super) const SUBJECT_ALTERNATIVE_NAME: &[u8] = &[0x55, 0x1d, 17];
    pub(super) const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 19];
    pub(super) const CRL_DISTRIBUTION_POINTS: &[u8] = &[0x55, 0x1d, 31];
    pub(super) const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 37];
    pub(super) const AUTHORITY_INFO_ACCESS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1, 1];
    pub(super) const NO_REVOCATION_AVAILABLE: &[u8] = &[0x55, 0x1d, 56];
    pub(super) const VALIDITY_ASSURED_SHORT_TERM: &[u8] = &[4, 0, 0x8b, 0xec, 0x49, 2, 1];
    pub(super) const AD_CA_ISSUERS: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 0x30, 2];
    /// Any extended key usage.
    pub(crate) const EKU_ANY: &[u8] = &[0x55, 0x1d, 37, 0];
    /// Client authentication.
    pub(crate) const EKU_CLIENT_AUTH: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 2];
    /// E-mail protection.
    pub(crate) const EKU_EMAIL: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 4];
    /// Time stamping.
    pub(crate) const EKU_TIME_STAMPING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 8];
    /// OCSP signing.
    pub(crate) const EKU_OCSP_SIGNING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 9];
    /// Document signing (RFC 9336).
    pub(crate) const EKU_DOCUMENT_SIGNING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 36];
    /// Document signing (Microsoft).
    pub(crate) const EKU_MS_DOCUMENT_SIGNING: &[u8] = &[0x2b, 6, 1, 4, 1, 0x82, 0x37, 10, 3, 12];
}

impl Certificate {
    /// Reads a DER certificate.
    pub(crate) fn read(der: &[u8]) -> Result<Self, DerFault> {
        if der.len() > MAX_DER_BYTES {
            return Err(DerFault);
        }
        let mut outer = Reader::only(der, tag::SEQUENCE)?.reader();
        let mut tbs = outer.sequence()?;
        tbs.optional(tag::context(0))?; // version
        let serial = tbs.integer()?.to_vec();
        tbs.sequence()?; // signature algorithm; repeated outside, checked with the path
        let issuer = tbs.expect(tag::SEQUENCE)?.whole.to_vec();
        let mut validity = tbs.sequence()?;
        let (not_before, not_after) = (validity.time()?, validity.time()?);
        if not_before > not_after {
            return Err(DerFault); // it never lived
        }
        let subject = tbs.expect(tag::SEQUENCE)?.whole.to_vec();
        let spki = tbs.expect(tag::SEQUENCE)?.whole.to_vec();
        let mut extensions = Extensions::default();
        while !tbs.is_empty() {
            let element = tbs.any()?;
            if element.tag == tag::context(3) {
                extensions = Extensions::read(element)?;
            }
        }
        Ok(Self { der: der.to_vec(), serial, issuer, subject, spki, not_before, not_after, extensions })
    }

    /// The first value of a kind in the subject's name.
    pub(crate) fn subject_attribute(&self, kind: &[u8]) -> Option<String> {
        name_attribute(&self.subject, kind)
    }

    /// The name that a person would read: organisation, else common name.
    pub(crate) fn subject_name(&self) -> String {
        readable_name(&self.subject)
    }

    /// The issuer's name that a person would read.
    pub(crate) fn issuer_name(&self) -> String {
        match (name_attribute(&self.issuer, oid::COMMON_NAME), readable_name(&self.issuer)) {
            (Some(common), organisation) if common != organisation => format!("{common}, {organisation}"),
            (_, organisation) => organisation,
        }
    }

    /// Lower-case hex SHA-256 of the SubjectPublicKeyInfo.
    pub(crate) fn spki_sha256(&self) -> String {
        hex::encode(Hash::Sha256.of(&[&self.spki]))
    }

    /// True when `time` lies in its validity.
    pub(crate) fn covers(&self, time: Timestamp) -> bool {
        self.not_before <= time && time <= self.not_after
    }

    /// True when it may sign content: no authority, and its usages, where given, allow signatures.
    pub(crate) fn may_seal(&self) -> bool {
        let usage = self
            .extensions
            .key_usage
            .is_none_or(|bits| bits & (key_usage::DIGITAL_SIGNATURE | key_usage::CONTENT_COMMITMENT) != 0);
        let extended = self.extensions.extended_key_usage.as_ref().is_none_or(|list| {
            list.iter().any(|usage| {
                [
                    oid::EKU_ANY,
                    oid::EKU_CLIENT_AUTH,
                    oid::EKU_EMAIL,
                    oid::EKU_DOCUMENT_SIGNING,
                    oid::EKU_MS_DOCUMENT_SIGNING,
                ]
                .contains(&usage.as_slice())
            })
        });
        !self.extensions.is_authority && usage && extended
    }

    /// True when it may sign time stamps: that usage alone, and critical (RFC 3161 §2.3).
    pub(crate) fn may_time_stamp(&self) -> bool {
        self.extensions.extended_key_usage_critical && self.has_only_usage(oid::EKU_TIME_STAMPING)
    }

    /// True when it may sign OCSP responses for its issuer (RFC 6960 §4.2.2.2).
    pub(crate) fn may_answer_ocsp(&self) -> bool {
        let usages = self.extensions.extended_key_usage.as_deref().unwrap_or_default();
        usages.iter().any(|usage| usage == oid::EKU_OCSP_SIGNING)
    }

    fn has_only_usage(&self, kind: &[u8]) -> bool {
        matches!(self.extensions.extended_key_usage.as_deref(), Some([only]) if only == kind)
    }
}

impl Extensions {
    fn read(element: Element<'_>) -> Result<Self, DerFault> {
        let mut extensions = Self::default();
        let mut list = element.reader().sequence()?;
        while !list.is_empty() {
            let mut extension = list.sequence()?;
            let kind = extension.oid()?;
            let critical = extension.optional(tag::BOOLEAN)?.is_some_and(|flag| flag.contents == [0xff]);
            let mut value = Reader::new(extension.expect(tag::OCTET_STRING)?.contents);
            match kind {
                oid::BASIC_CONSTRAINTS => {
                    let mut constraints = value.sequence()?;
                    let flag = constraints.optional(tag::BOOLEAN)?;
                    extensions.is_authority = flag.is_some_and(|flag| flag.contents == [0xff]);
                }
                oid::KEY_USAGE => {
                    let bits = value.expect(tag::BIT_STRING)?.contents;
                    let byte = |index: usize| u16::from(bits.get(index).copied().unwrap_or(0));
                    extensions.key_usage = Some(byte(1) << 8 | byte(2));
                }
                oid::EXTENDED_KEY_USAGE => {
                    let (mut usages, mut found) = (value.sequence()?, Vec::new());
                    while !usages.is_empty() {
                        found.push(usages.oid()?.to_vec());
                    }
                    extensions.extended_key_usage = Some(found);
                    extensions.extended_key_usage_critical = critical;
                }
                oid::SUBJECT_KEY_ID => {
                    extensions.subject_key_id = Some(value.expect(tag::OCTET_STRING)?.contents.to_vec());
                }
                oid::NO_REVOCATION_AVAILABLE | oid::VALIDITY_ASSURED_SHORT_TERM => {
                    extensions.never_revoked = true;
                }
                oid::SUBJECT_ALTERNATIVE_NAME => {
                    let mut names = value.sequence()?;
                    while !names.is_empty() {
                        let name = names.any()?;
                        extensions.alternative_names.uris.extend(uri(name));
                        extensions.alternative_names.hosts.extend(host(name));
                    }
                }
                oid::AUTHORITY_INFO_ACCESS => extensions.read_authority_access(value)?,
                oid::CRL_DISTRIBUTION_POINTS => extensions.read_distribution_points(value)?,
                _ => {}
            }
        }
        Ok(extensions)
    }

    fn read_authority_access(&mut self, mut value: Reader<'_>) -> Result<(), DerFault> {
        let mut list = value.sequence()?;
        while !list.is_empty() {
            let mut access = list.sequence()?;
            if let (oid::AD_CA_ISSUERS, Some(url)) = (access.oid()?, uri(access.any()?)) {
                self.ca_issuers.push(url);
            }
        }
        Ok(())
    }

    fn read_distribution_points(&mut self, mut value: Reader<'_>) -> Result<(), DerFault> {
        let mut list = value.sequence()?;
        while !list.is_empty() {
            let mut point = list.sequence()?;
            let Some(name) = point.optional(tag::context(0))? else { continue };
            let Some(full) = name.reader().optional(tag::context(0))? else { continue };
            let mut names = full.reader();
            while !names.is_empty() {
                self.crl_urls.extend(uri(names.any()?));
            }
        }
        Ok(())
    }
}

/// A GeneralName that is a URI.
fn uri(name: Element<'_>) -> Option<String> {
    general_name(name, 6)
}

/// A GeneralName that is a host.
fn host(name: Element<'_>) -> Option<String> {
    general_name(name, 2)
}

fn general_name(name: Element<'_>, kind: u8) -> Option<String> {
    (name.tag == tag::context_primitive(kind))
        .then(|| String::from_utf8(name.contents.to_vec()).ok())
        .flatten()
}

fn readable_name(name: &[u8]) -> String {
    name_attribute(name, oid::ORGANIZATION)
        .or_else(|| name_attribute(name, oid::COMMON_NAME))
        .unwrap_or_default()
}

fn name_attribute(name: &[u8], kind: &[u8]) -> Option<String> {
    let mut sets = Reader::only(name, tag::SEQUENCE).ok()?.reader();
    while !sets.is_empty() {
        let mut attributes = sets.expect(tag::SET).ok()?.reader();
        while !attributes.is_empty() {
            let mut attribute = attributes.sequence().ok()?;
            if attribute.oid().ok()? == kind {
                return text(attribute.any().ok()?);
            }
        }
    }
    None
}

/// A DirectoryString as text.
fn text(element: Element<'_>) -> Option<String> {
    match element.tag {
        tag::UTF8_STRING | tag::PRINTABLE_STRING | tag::IA5_STRING => {
            String::from_utf8(element.contents.to_vec()).ok()
        }
        tag::T61_STRING => Some(element.contents.iter().map(|byte| char::from(*byte)).collect()),
        tag::BMP_STRING => {
            let units: Vec<u16> =
                element.contents.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).ok()
        }
        _ => None,
    }
}

/// The signature scheme that an X.509 or CMS AlgorithmIdentifier names.
///
/// RSASSA-PSS is accepted with the parameters that JOSE and ETSI use: MGF1 with the same hash.
pub(crate) fn scheme_of(algorithm: Element<'_>) -> Option<Scheme> {
    let mut fields = algorithm.reader();
    let kind = fields.oid().ok()?;
    Some(match kind {
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11] => Scheme::RsaPkcs1(Hash::Sha256),
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 12] => Scheme::RsaPkcs1(Hash::Sha384),
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 13] => Scheme::RsaPkcs1(Hash::Sha512),
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10] => {
            // RSASSA-PSS-params: [0] hash; the salt must be as long as it, which the check requires.
            let mut parameters = fields.sequence().ok()?;
            let hash = parameters.optional(tag::context(0)).ok()??;
            Scheme::RsaPss(hash_of(hash.reader().expect(tag::SEQUENCE).ok()?)?)
        }
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2] => Scheme::EcdsaDer(Hash::Sha256),
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3] => Scheme::EcdsaDer(Hash::Sha384),
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4] => Scheme::EcdsaDer(Hash::Sha512),
        [0x2b, 0x65, 0x70] => Scheme::Ed25519,
        _ => return None,
    })
}

/// The hash function that an AlgorithmIdentifier names.
pub(crate) fn hash_of(algorithm: Element<'_>) -> Option<Hash> {
    match algorithm.reader().oid().ok()? {
        [0x2b, 0x0e, 3, 2, 0x1a] => Some(Hash::Sha1),
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1] => Some(Hash::Sha256),
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2] => Some(Hash::Sha384),
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3] => Some(Hash::Sha512),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
