//! Trusted lists of the European Union and its neighbours (ETSI TS 119 612), and the list of those lists.
//!
//! Read are the services that issue qualified certificates for seals (`CA/QC`) and qualified time stamps
//! (`TSA/QTST`), with the times at which each was granted. Everything else on a list vouches for nothing here.
//!
//! A list counts only when its signer is known: pinned by the reader, or named by a list of lists whose own
//! signer is. What a list of lists says about its own signers carries over to its next edition.

mod scheme;
mod service;

use jiff::{SignedDuration, Timestamp};

use super::{ListSigner, Publication, TrustList, TrustListFault};
use crate::key::certificate::Certificate;
use crate::key::public_key::Hash;
use crate::limits::MAX_TRUST_LIST_BYTES;
use crate::xml;
use scheme::Scheme;
use service::Services;

/// A trusted list whose signature holds with the certificate that it carries. Whose certificate that is,
/// nobody has said yet.
#[derive(Debug, Clone)]
pub struct SignedList {
    scheme: Scheme,
    services: Services,
    signer: Certificate,
}

/// True for what can only be XML.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

impl SignedList {
    /// Reads a list and checks its signature with the certificate in it.
    ///
    /// # Errors
    /// [`TrustListFault`]: what is not signed, or was changed, is no list.
    pub fn read(bytes: &[u8]) -> Result<Self, TrustListFault> {
        if bytes.len() > MAX_TRUST_LIST_BYTES {
            return Err(TrustListFault::TooLarge);
        }
        let document = xml::parse(bytes)?;
        let scheme = Scheme::read(document.root_element())?;
        let services = Services::read(document.root_element(), &scheme)?;
        let signer = xml::signed::signer(&document)?;
        Ok(Self { scheme, services, signer })
    }

    /// Who signed it, according to the certificate beside the signature.
    #[must_use]
    pub fn signer(&self) -> ListSigner {
        ListSigner {
            territory: self.scheme.territory.clone(),
            name: self.signer.subject_name(),
            sha256: fingerprint(&self.signer.der),
        }
    }

    /// True for a list of lists.
    #[must_use]
    pub fn is_list_of_lists(&self) -> bool {
        self.scheme.is_list_of_lists
    }

    /// The list, if one of `known` signed it and its certificate was in force when the list was issued.
    ///
    /// # Errors
    /// [`TrustListFault::SignerUnknown`], [`TrustListFault::SignerNotInForce`].
    pub fn accept(self, known: &[ListSigner]) -> Result<TrustList, TrustListFault> {
        let signer = self.signer();
        if !known.iter().any(|one| one.may_sign(&self.scheme.territory) && one.sha256 == signer.sha256) {
            return Err(TrustListFault::SignerUnknown(signer));
        }
        if !self.signer.covers(self.scheme.issued) {
            return Err(TrustListFault::SignerNotInForce(signer));
        }
        let Scheme { territory, operator, issued, next_update, sequence, pointers, is_list_of_lists } =
            self.scheme;
        let longest = issued.checked_add(LONGEST_EDITION).unwrap_or(issued);
        let id = match is_list_of_lists {
            true => format!("{ID}s"),
            false => format!("{ID}-{}", territory.to_ascii_lowercase()),
        };
        let title = match is_list_of_lists {
            true => "EU list of trusted lists".to_owned(),
            false => format!("EU trusted list ({territory})"),
        };
        Ok(TrustList {
            id,
            title,
            source: operator,
            as_of: Some(issued.to_zoned(jiff::tz::TimeZone::UTC).date()),
            issuers: self.services.0,
            publication: Some(Publication {
                signer,
                sequence,
                issued,
                // A list that names no next edition is closed: it speaks for the day of its issue.
                next_update: next_update.unwrap_or(issued).min(longest),
                signers: pointers,
            }),
        })
    }
}

impl ListSigner {
    /// A signer whom the reader trusts for any list, by the SHA-256 of its certificate in hexadecimal.
    #[must_use]
    pub fn pinned(sha256: &str) -> Self {
        let plain: String = sha256.chars().filter(char::is_ascii_hexdigit).collect();
        Self { territory: String::new(), name: String::new(), sha256: plain.to_ascii_lowercase() }
    }

    fn may_sign(&self, territory: &str) -> bool {
        self.territory.is_empty() || self.territory == territory
    }
}

fn fingerprint(der: &[u8]) -> String {
    hex::encode(Hash::Sha256.of(&[der]))
}

/// A time of the list, `xs:dateTime` in UTC.
fn time(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// For how long an edition is taken at its word, whatever it says: six months (ETSI TS 119 612 §5.3.15), and a
/// few days. A key that leaks later signs nothing that lasts.
const LONGEST_EDITION: SignedDuration = SignedDuration::from_hours(200 * 24);

/// How the ids of these lists begin; no other list may be called so.
pub(super) const ID: &str = "eu-trusted-list";
const TSL: &str = "http://uri.etsi.org/02231/v2#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
