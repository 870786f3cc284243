//! The format `tessera-trust/1`, and certificates as anchors.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{etsi, pem, registry};
use crate::json::{self, JsonFault};
use crate::key::certificate::Certificate;
use crate::limits::{MAX_LISTED, MAX_TRUST_LIST_BYTES};
use crate::xml::XmlFault;
use crate::xml::signed::XmlSignatureFault;

/// A list of issuers that somebody vouches for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TrustList {
    /// Short name, used in reports.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Where the list comes from.
    pub source: String,
    /// The date of the list; none for bare certificates.
    pub as_of: Option<Date>,
    /// Those it vouches for.
    pub issuers: Vec<TrustedIssuer>,
    /// Who published and signed it, for a list that is signed; others are nobody's word but their owner's.
    pub publication: Option<Publication>,
}

/// An edition of a list that its publisher signed, once the signer is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Who signed it.
    pub signer: ListSigner,
    /// Number of the edition.
    pub sequence: u64,
    /// When it was issued.
    pub issued: Timestamp,
    /// When the next edition is due. After that, the list is stale.
    pub next_update: Timestamp,
    /// Who may sign other lists.
    pub signers: Vec<ListSigner>,
}

/// Somebody who may sign lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSigner {
    /// For which territory; empty for any.
    pub territory: String,
    /// Name in the certificate.
    pub name: String,
    /// Lower-case hex SHA-256 of the certificate.
    pub sha256: String,
}

/// One entry: a key, and who holds it according to the list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TrustedIssuer {
    /// The key that is vouched for.
    pub key: TrustedKey,
    /// Name of its holder.
    pub name: String,
    /// Country of its holder, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// When the list vouched for it, in order; `None` is always.
    pub in_force: Option<Vec<Period>>,
}

/// A span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Its first moment.
    pub from: Timestamp,
    /// The first moment after it, if it has ended.
    pub until: Option<Timestamp>,
}

impl Period {
    fn covers(self, time: Timestamp) -> bool {
        self.from <= time && self.until.is_none_or(|until| time < until)
    }
}

impl TrustedIssuer {
    /// True when the list vouched for it at `time`.
    #[must_use]
    pub fn is_in_force(&self, time: Timestamp) -> bool {
        self.in_force.as_ref().is_none_or(|periods| periods.iter().any(|period| period.covers(time)))
    }

    /// The certificate, where the list carries one.
    pub(crate) fn certificate(&self) -> Option<&Certificate> {
        match &self.key {
            TrustedKey::X509 { certificate, .. } => certificate.as_ref().map(ListedCertificate::certificate),
            TrustedKey::Did(_) => None,
        }
    }
}

/// What an entry vouches for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrustedKey {
    /// An issuer known by a decentralised identifier.
    Did(String),
    /// A certificate known by its key: an authority's, or the seal certificate's own.
    X509 {
        /// Lower-case hex SHA-256 of the SubjectPublicKeyInfo.
        spki_sha256: String,
        /// Only certificates of this organisation count, if given.
        organization_identifier: Option<String>,
        /// For what it may vouch.
        key_use: KeyUse,
        /// The certificate itself, when the list carries it.
        certificate: Option<ListedCertificate>,
    },
}

/// A certificate that stands on a list, read once.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ListedCertificate(Certificate);

impl ListedCertificate {
    /// Reads a certificate in DER.
    #[must_use]
    pub fn read(der: &[u8]) -> Option<Self> {
        Certificate::read(der).ok().map(Self)
    }

    /// The certificate in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// Lower-case hex SHA-256 of its SubjectPublicKeyInfo.
    pub(super) fn spki_sha256(&self) -> String {
        self.0.spki_sha256()
    }

    pub(crate) fn certificate(&self) -> &Certificate {
        &self.0
    }
}

impl From<ListedCertificate> for String {
    fn from(listed: ListedCertificate) -> Self {
        STANDARD.encode(listed.der())
    }
}

impl TryFrom<String> for ListedCertificate {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let der = STANDARD.decode(text).map_err(|_| "not base64")?;
        Self::read(&der).ok_or("not a certificate")
    }
}

/// For what an anchor may vouch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyUse {
    /// Seals over credentials.
    Seal,
    /// Time stamps.
    Timestamp,
    /// Both; only for certificates that the reader named directly.
    Any,
}

impl KeyUse {
    /// True when an anchor of this use may vouch for `wanted`.
    #[must_use]
    pub fn allows(self, wanted: KeyUse) -> bool {
        self == wanted || self == KeyUse::Any
    }
}

/// Why a file is not a trust list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustListFault {
    /// Larger than [`MAX_TRUST_LIST_BYTES`].
    #[error("larger than {MAX_TRUST_LIST_BYTES} bytes")]
    TooLarge,
    /// Neither JSON nor XML nor PEM.
    #[error("neither a trust list in JSON or XML nor certificates in PEM: {0}")]
    Unreadable(#[from] JsonFault),
    /// The format is another one, or a later version.
    #[error("the format is {0:?}, not tessera-trust/1")]
    FormatUnknown(String),
    /// A member is missing or of the wrong kind.
    #[error("{at} is missing or is not what it should be")]
    Member {
        /// JSON pointer.
        at: String,
    },
    /// A PEM block is not a certificate.
    #[error("certificate {index} in the file cannot be read")]
    Certificate {
        /// Position, from 1.
        index: usize,
    },
    /// A list in XML cannot be read.
    #[error("the trusted list cannot be read: {0}")]
    Xml(#[from] XmlFault),
    /// The signature of a list in XML does not count.
    #[error("the trusted list does not count: {0}")]
    Signature(#[from] XmlSignatureFault),
    /// Nobody whom the reader trusts vouches for who signed the list.
    #[error("nobody vouches for who signed the list: {}, certificate {}", .0.name, .0.sha256)]
    SignerUnknown(ListSigner),
    /// The certificate was not in force when the list was issued.
    #[error("the certificate of {} was not in force when the list was issued", .0.name)]
    SignerNotInForce(ListSigner),
}

impl TrustListFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge | Self::Xml(XmlFault::OverBudget) => "trust_list_too_large",
            Self::Unreadable(_) | Self::Certificate { .. } | Self::Xml(_) => "trust_list_unreadable",
            Self::Signature(fault) => match fault {
                XmlSignatureFault::Missing => "trust_list_unsigned",
                XmlSignatureFault::Unsupported(_) => "trust_list_algorithm_unsupported",
                XmlSignatureFault::Broken | XmlSignatureFault::OtherCertificate => {
                    "trust_list_signature_broken"
                }
                XmlSignatureFault::Form(_) | XmlSignatureFault::Xml(_) => "trust_list_signature_form",
            },
            Self::SignerUnknown(_) => "trust_list_signer_unknown",
            Self::SignerNotInForce(_) => "trust_list_signer_not_in_force",
            Self::FormatUnknown(_) => "trust_list_format_unknown",
            Self::Member { .. } => "trust_list_member",
        }
    }
}

impl TrustList {
    /// Reads a trust list: `tessera-trust/1` JSON, a registry of the Digital Credentials Consortium, PEM
    /// certificates as anchors for everything. A trusted list in XML needs [`read`](Self::read).
    ///
    /// `name` identifies a registry or a PEM file in reports; a file name without its folder serves well.
    ///
    /// # Errors
    /// [`TrustListFault`], naming the member or the certificate that is wrong.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self, TrustListFault> {
        Self::read(name, bytes, &[])
    }

    /// As [`parse`](Self::parse); also trusted lists in XML (ETSI TS 119 612) that one of `signers` signed.
    ///
    /// # Errors
    /// [`TrustListFault`].
    pub fn read(name: &str, bytes: &[u8], signers: &[ListSigner]) -> Result<Self, TrustListFault> {
        if bytes.len() > MAX_TRUST_LIST_BYTES {
            return Err(TrustListFault::TooLarge);
        }
        if pem::looks_like(bytes) {
            return Self::from_pem(name, bytes);
        }
        if etsi::looks_like(bytes) {
            return etsi::SignedList::read(bytes)?.accept(signers);
        }
        let value = json::parse(bytes)?;
        if registry::looks_like(&value) { registry::read(name, &value) } else { Self::from_json(&value) }
    }

    /// How a report names the list: `id@date`, or the id alone where there is no date.
    #[must_use]
    pub fn reference(&self) -> String {
        match self.as_of {
            Some(date) => format!("{}@{date}", self.id),
            None => self.id.clone(),
        }
    }

    fn from_pem(name: &str, bytes: &[u8]) -> Result<Self, TrustListFault> {
        let mut issuers = Vec::new();
        for (index, der) in pem::certificates(bytes).enumerate() {
            let fault = TrustListFault::Certificate { index: index + 1 };
            let der = der.ok_or(fault.clone())?;
            let listed = ListedCertificate::read(&der).ok_or(fault)?;
            let certificate = listed.certificate();
            issuers.push(TrustedIssuer {
                name: certificate.subject_name(),
                country: certificate.subject_attribute(crate::key::certificate::oid::COUNTRY),
                key: TrustedKey::X509 {
                    spki_sha256: certificate.spki_sha256(),
                    organization_identifier: None,
                    key_use: KeyUse::Any,
                    certificate: Some(listed),
                },
                in_force: None,
            });
            if issuers.len() > MAX_LISTED {
                return Err(TrustListFault::TooLarge);
            }
        }
        Ok(Self {
            id: name.to_owned(),
            title: name.to_owned(),
            source: name.to_owned(),
            as_of: None,
            issuers,
            publication: None,
        })
    }

    fn from_json(value: &Value) -> Result<Self, TrustListFault> {
        let root = Members { object: value.as_object().ok_or_else(|| missing(""))?, at: String::new() };
        let format = root.text("format")?;
        if format != "tessera-trust/1" {
            return Err(TrustListFault::FormatUnknown(format));
        }
        let id = root.text("id")?;
        if id.starts_with(etsi::ID) {
            return Err(missing("/id")); // only a list that its publisher signed is called so
        }
        let as_of = root.text("as_of")?.parse().map_err(|_| missing("/as_of"))?;
        let entries =
            root.object.get("issuers").and_then(Value::as_array).ok_or_else(|| missing("/issuers"))?;
        let issuers = entries.iter().enumerate().map(|(index, entry)| {
            let at = format!("/issuers/{index}");
            let object = entry.as_object().ok_or_else(|| missing(&at))?;
            TrustedIssuer::from_json(&Members { object, at })
        });
        Ok(Self {
            id,
            title: root.text("title")?,
            source: root.text("source")?,
            as_of: Some(as_of),
            issuers: issuers.collect::<Result<_, _>>()?,
            publication: None,
        })
    }
}

impl TrustedIssuer {
    fn from_json(entry: &Members<'_>) -> Result<Self, TrustListFault> {
        let key = match (entry.object.get("did"), entry.object.get("x509").and_then(Value::as_object)) {
            (Some(Value::String(did)), None) => TrustedKey::Did(did.clone()),
            (None, Some(object)) => {
                TrustedKey::from_json(&Members { object, at: format!("{}/x509", entry.at) })?
            }
            _ => return Err(missing(&entry.at)),
        };
        Ok(Self { key, name: entry.text("name")?, country: entry.optional_text("country")?, in_force: None })
    }
}

impl TrustedKey {
    fn from_json(x509: &Members<'_>) -> Result<Self, TrustListFault> {
        let spki_sha256 = x509.text("spki_sha256")?.to_ascii_lowercase();
        if spki_sha256.len() != 64 || hex::decode(&spki_sha256).is_err() {
            return Err(missing(&format!("{}/spki_sha256", x509.at)));
        }
        let key_use = match x509.text("use")?.as_str() {
            "seal" => KeyUse::Seal,
            "timestamp" => KeyUse::Timestamp,
            _ => return Err(missing(&format!("{}/use", x509.at))),
        };
        let organization_identifier = x509.optional_text("organization_identifier")?;
        Ok(Self::X509 { spki_sha256, organization_identifier, key_use, certificate: None })
    }
}

/// Lists as they are used: of each signed list the newest edition, and those first that go stale last.
pub(crate) fn newest(mut lists: Vec<TrustList>) -> Vec<TrustList> {
    let edition = |list: &TrustList| list.publication.as_ref().map(|edition| edition.sequence);
    let mut newest: BTreeMap<String, u64> = BTreeMap::new();
    for list in &lists {
        if let Some(sequence) = edition(list) {
            let known = newest.entry(list.id.clone()).or_default();
            *known = sequence.max(*known);
        }
    }
    lists.retain(|list| edition(list).is_none_or(|sequence| newest.get(&list.id) == Some(&sequence)));
    lists.sort_by_key(|list| {
        std::cmp::Reverse(list.publication.as_ref().map_or(Timestamp::MAX, |edition| edition.next_update))
    });
    lists
}

/// An object and where it stands, so that a fault can be pointed at.
pub(super) struct Members<'v> {
    pub(super) object: &'v Map<String, Value>,
    pub(super) at: String,
}

impl Members<'_> {
    pub(super) fn text(&self, member: &str) -> Result<String, TrustListFault> {
        self.optional_text(member)?.ok_or_else(|| missing(&format!("{}/{member}", self.at)))
    }

    fn optional_text(&self, member: &str) -> Result<Option<String>, TrustListFault> {
        match self.object.get(member) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(missing(&format!("{}/{member}", self.at))),
        }
    }
}

pub(super) fn missing(at: &str) -> TrustListFault {
    TrustListFault::Member { at: if at.is_empty() { "/".to_owned() } else { at.to_owned() } }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn good() -> Value {
        json!({"format": "tessera-trust/1", "id": "t", "title": "T", "source": "here", "as_of": "2026-11-01",
            "issuers": [
                {"x509": {"spki_sha256": "AB".repeat(32), "use": "seal", "organization_identifier": "VATFI-1"},
                 "name": "N", "country": "FI"},
                {"did": "did:web:school.example", "name": "S"}]})
    }

    fn read(value: &Value) -> Result<TrustList, TrustListFault> {
        TrustList::parse("list.json", value.to_string().as_bytes())
    }

    #[test]
    fn a_list_is_read_whole() {
        let list = read(&good()).unwrap();
        assert_eq!(list.reference(), "t@2026-11-01");
        assert_eq!(list.issuers.len(), 2);
        assert!(matches!(&list.issuers[0].key,
            TrustedKey::X509 { spki_sha256, key_use: KeyUse::Seal, organization_identifier: Some(id), .. }
            if *spki_sha256 == "ab".repeat(32) && id == "VATFI-1"));
    }

    #[test]
    fn a_fault_is_pointed_at() {
        for (pointer, value, at) in [
            ("/as_of", json!("yesterday"), "/as_of"),
            ("/id", json!("eu-trusted-list-fi"), "/id"),
            ("/issuers/0/x509/spki_sha256", json!("12"), "/issuers/0/x509/spki_sha256"),
            ("/issuers/0/x509/use", json!("tls"), "/issuers/0/x509/use"),
            ("/issuers/1", json!({"name": "a name alone"}), "/issuers/1"),
            ("/issuers/1/name", json!(7), "/issuers/1/name"),
        ] {
            let mut list = good();
            *list.pointer_mut(pointer).unwrap() = value;
            assert_eq!(read(&list).unwrap_err(), TrustListFault::Member { at: at.to_owned() });
        }
    }

    #[test]
    fn a_later_version_is_refused() {
        let mut list = good();
        list["format"] = json!("tessera-trust/2");
        assert_eq!(read(&list).unwrap_err().code(), "trust_list_format_unknown");
    }
}
