//! Why a picture or document gives no credential.

use std::fmt;

use crate::limits::{
    MAX_CARRIED, MAX_CARRIED_BYTES, MAX_PDF_STREAMS, MAX_PNG_CHUNKS, MAX_SVG_PIECES, MAX_XML_DEPTH,
    MAX_XML_NAMES,
};

/// A kind of file that is something else, and may carry credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrier {
    /// A PNG picture.
    Png,
    /// An SVG picture.
    Svg,
    /// A PDF document.
    Pdf,
    /// The text of a QR code (VPQR).
    Vpqr,
}

impl fmt::Display for Carrier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Png => "PNG picture",
            Self::Svg => "SVG picture",
            Self::Pdf => "PDF document",
            Self::Vpqr => "QR text",
        })
    }
}

/// Why a picture or document gives no credential.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CarrierFault {
    /// It is whole, and carries none.
    #[error("there is no credential in the {0}")]
    NothingCarried(Carrier),
    /// It is not what its kind must be: cut off, or changed.
    #[error("the {carrier} is damaged at byte {at}")]
    Damaged {
        /// What it is.
        carrier: Carrier,
        /// Offset of the part that is at fault.
        at: usize,
    },
    /// More than [`MAX_PNG_CHUNKS`].
    #[error("more than {MAX_PNG_CHUNKS} chunks")]
    TooManyChunks,
    /// More than [`MAX_PDF_STREAMS`].
    #[error("more than {MAX_PDF_STREAMS} streams")]
    TooManyStreams,
    /// More than [`MAX_SVG_PIECES`].
    #[error("more than {MAX_SVG_PIECES} tags, attributes and texts")]
    TooManyPieces,
    /// Elements nested deeper than [`MAX_XML_DEPTH`].
    #[error("elements nested deeper than {MAX_XML_DEPTH}")]
    TooDeep,
    /// More than [`MAX_XML_NAMES`] names of namespaces.
    #[error("more than {MAX_XML_NAMES} names of namespaces")]
    TooManyNames,
    /// More than [`MAX_CARRIED`] credentials in it.
    #[error("more than {MAX_CARRIED} credentials in one picture or document")]
    TooManyCarried,
    /// More than [`MAX_CARRIED_BYTES`] of text in it.
    #[error("more than {MAX_CARRIED_BYTES} bytes of text in one picture or document")]
    TooMuchCarried,
    /// Its content is encrypted.
    #[error("the document is encrypted")]
    Encrypted,
    /// It is CBOR-LD: a credential whose names are numbers of tables that are not known here.
    #[error("its terms are compressed by tables that are not known here")]
    TermsCompressed,
    /// It carries the address of a credential, and not the credential. Nothing is fetched for it.
    #[error("it carries only the address of a credential: {address}")]
    AddressOnly {
        /// The address, shortened.
        address: String,
    },
}

impl CarrierFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NothingCarried(_) => "no_credential_inside",
            Self::Damaged { .. } => "carrier_damaged",
            Self::TooManyChunks
            | Self::TooManyStreams
            | Self::TooManyPieces
            | Self::TooDeep
            | Self::TooManyNames
            | Self::TooManyCarried
            | Self::TooMuchCarried => "carrier_over_budget",
            Self::Encrypted => "carrier_encrypted",
            Self::TermsCompressed => "terms_compressed",
            Self::AddressOnly { .. } => "address_only",
        }
    }
}
