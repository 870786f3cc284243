//! Time-stamp tokens (RFC 3161): CMS signed data (RFC 5652) around a digest and a time.

use jiff::Timestamp;
use openssl::sha::sha256;

use super::certificate::signature_algorithm;
use super::{Authority, Pki, der};

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";
const CONTENT_TYPE: &str = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST: &str = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE_V2: &str = "1.2.840.113549.1.9.16.2.47";
const SHA256: &str = "2.16.840.1.101.3.4.2.1";
/// Under the number that IANA keeps for examples (RFC 5612).
const POLICY: &str = "1.3.6.1.4.1.32473.3161";
/// Bytes of the imprint that become the token's serial number: no counter, so always the same token.
const SERIAL_BYTES: usize = 8;

impl Pki {
    /// A token that proves these bytes to have existed at that time.
    #[must_use]
    pub fn time_stamp(&self, covered: &[u8], at: Timestamp) -> Vec<u8> {
        let tsa = &self.tsa;
        let info = token_info(&sha256(covered), at);
        let attributes = signed_attributes(&info, tsa, &self.tsa_root);
        let signature = tsa.key.sign(&attributes);
        let signer = der::sequence([
            der::integer(1),
            der::sequence([self.tsa_root.organisation.distinguished_name(), serial(tsa)]),
            digest_algorithm(),
            der::context(0, der::content(&attributes)),
            signature_algorithm(),
            der::octets(&signature),
        ]);
        let content = der::sequence([der::oid(TST_INFO), der::context(0, &der::octets(&info))]);
        let signed_data = der::sequence([
            der::integer(3),
            der::set_of(vec![digest_algorithm()]),
            content,
            der::context(0, &tsa.certificate),
            der::set_of(vec![signer]),
        ]);
        der::sequence([der::oid(SIGNED_DATA), der::context(0, &signed_data)])
    }
}

/// RFC 3161 §2.4.2, `TSTInfo`.
fn token_info(imprint: &[u8; 32], at: Timestamp) -> Vec<u8> {
    der::sequence([
        der::integer(1),
        der::oid(POLICY),
        der::sequence([digest_algorithm(), der::octets(imprint)]),
        der::unsigned(&imprint[..SERIAL_BYTES]),
        der::generalized_time(at),
    ])
}

/// RFC 5652 §11 and RFC 5035 §3, as the SET OF that is signed.
fn signed_attributes(info: &[u8], tsa: &Authority, issuer: &Authority) -> Vec<u8> {
    let issuer_name = der::context(4, &issuer.organisation.distinguished_name());
    let certificate = der::sequence([
        der::octets(&sha256(&tsa.certificate)),
        der::sequence([der::sequence([issuer_name]), serial(tsa)]),
    ]);
    let signing_certificate = der::sequence([der::sequence([certificate])]);
    der::set_of(vec![
        attribute(CONTENT_TYPE, der::oid(TST_INFO)),
        attribute(MESSAGE_DIGEST, der::octets(&sha256(info))),
        attribute(SIGNING_CERTIFICATE_V2, signing_certificate),
    ])
}

fn attribute(kind: &str, value: Vec<u8>) -> Vec<u8> {
    der::sequence([der::oid(kind), der::set_of(vec![value])])
}

fn digest_algorithm() -> Vec<u8> {
    der::sequence([der::oid(SHA256), der::null()])
}

fn serial(authority: &Authority) -> Vec<u8> {
    der::integer(authority.organisation.serial)
}
