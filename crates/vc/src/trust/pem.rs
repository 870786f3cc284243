//! Certificates in PEM (RFC 7468).

use rustls_pki_types::{CertificateDer, pem::PemObject as _};

/// True when the bytes hold a PEM certificate.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"-----BEGIN CERTIFICATE-----";
    bytes.windows(MARK.len()).any(|window| window == MARK)
}

/// The certificates in the file, in order; `None` for one whose block is broken.
pub(super) fn certificates(bytes: &[u8]) -> impl Iterator<Item = Option<Vec<u8>>> {
    CertificateDer::pem_slice_iter(bytes).map(|block| block.ok().map(|der| der.to_vec()))
}
