//! Trust lists, whatever their format, and certificates as anchors.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{TrustListFault, etsi, own, pem, registry};
use crate::json;
use crate::key::certificate::{self, Certificate};
use crate::limits::{MAX_LISTED, MAX_TRUST_LIST_BYTES};

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
pub struct ListedCertificate(Box<Certificate>);

impl ListedCertificate {
    /// Reads a certificate in DER.
    #[must_use]
    pub fn read(der: &[u8]) -> Option<Self> {
        Certificate::read(der).ok().map(|read| Self(Box::new(read)))
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
        // Only a list that its publisher signed has an id like theirs.
        let name = if name.starts_with(etsi::ID) { &format!("file-{name}") } else { name };
        if pem::looks_like(bytes) {
            return Self::from_pem(name, bytes);
        }
        if etsi::looks_like(bytes) {
            return etsi::SignedList::read(bytes)?.accept(signers);
        }
        let value = json::parse(bytes)?;
        if registry::looks_like(&value) { registry::read(name, &value) } else { own::read(&value) }
    }

    /// Who may sign other lists by the word of this one; nobody once it is stale at `time`.
    pub fn signers_at(&self, time: Timestamp) -> impl Iterator<Item = &ListSigner> {
        let current = self.publication.iter().filter(move |edition| time <= edition.next_update);
        current.flat_map(|edition| &edition.signers)
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
                country: certificate.subject_attribute(certificate::oid::COUNTRY),
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
