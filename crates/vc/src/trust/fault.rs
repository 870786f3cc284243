//! Why a file is not a trust list.

use super::ListSigner;
use crate::json::JsonFault;
use crate::limits::MAX_TRUST_LIST_BYTES;
use crate::xml::XmlFault;
use crate::xml::signed::XmlSignatureFault;

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

/// What is missing, or not what it should be, at a place.
pub(super) fn missing(at: &str) -> TrustListFault {
    TrustListFault::Member { at: if at.is_empty() { "/".to_owned() } else { at.to_owned() } }
}
