//! Time-stamp tokens (RFC 3161 in CMS, RFC 5652): reading them and checking their own signature.
//!
//! Whether the authority behind a token is trusted is the caller's question; see
//! [`Token::signer`]. The revocation of time-stamping certificates is not checked.

use jiff::Timestamp;

use crate::der::{DerFault, Element, Reader, tag};
use crate::key::certificate::{Certificate, hash_of, scheme_of};
use crate::key::public_key::{Hash, PublicKey, Scheme};
use crate::limits::{MAX_CERTIFICATES, MAX_DER_BYTES};

/// A token whose signature holds with the certificate that it names. Not yet trusted.
#[derive(Debug)]
pub(crate) struct Token {
    /// The time that it states.
    pub(crate) time: Timestamp,
    /// The certificate that signed it.
    pub(crate) signer: Certificate,
    /// Certificates that came with it.
    pub(crate) certificates: Vec<Certificate>,
    imprint_hash: Hash,
    imprint: Vec<u8>,
}

/// Why a token is worth nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TokenFault {
    /// Not a time-stamp token.
    #[error("not a time-stamp token")]
    Malformed,
    /// Signed with an algorithm, or an encoding, that is not supported.
    #[error("the time-stamp token uses an algorithm that is not supported")]
    Unsupported,
    /// The certificate that signed it is not at hand.
    #[error("the certificate behind the time-stamp token is missing")]
    SignerMissing,
    /// Its own signature or digests do not hold.
    #[error("the time-stamp token was changed")]
    Broken,
}

impl From<DerFault> for TokenFault {
    fn from(_: DerFault) -> Self {
        TokenFault::Malformed
    }
}

mod oid {
    pub(super) const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
    pub(super) const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1, 4];
    pub(super) const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 3];
    pub(super) const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4];
    pub(super) const SIGNING_CERTIFICATE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 12];
    pub(super) const SIGNING_CERTIFICATE_V2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 47];
    pub(super) const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
}

impl Token {
    /// Reads a token and checks that the certificate it names signed it.
    ///
    /// `pool` holds further certificates among which the signer may be.
    pub(crate) fn read(der: &[u8], pool: &[Certificate]) -> Result<Self, TokenFault> {
        if der.len() > MAX_DER_BYTES {
            return Err(TokenFault::Malformed);
        }
        let signed = SignedData::read(der)?;
        let info = TstInfo::read(signed.content)?;
        let signer = SignerInfo::read(signed.signer)?;
        let certificate = signed
            .certificates
            .iter()
            .chain(pool)
            .find(|certificate| signer.is_made_with(certificate))
            .cloned()
            .ok_or(TokenFault::SignerMissing)?;
        signer.check(signed.content, &certificate)?;
        Ok(Self {
            time: info.time,
            signer: certificate,
            certificates: signed.certificates,
            imprint_hash: info.imprint_hash,
            imprint: info.imprint.to_vec(),
        })
    }

    /// True when the token was made over exactly these bytes.
    pub(crate) fn covers(&self, parts: &[&[u8]]) -> bool {
        self.imprint_hash != Hash::Sha1 && self.imprint_hash.of(parts) == self.imprint
    }
}

struct SignedData<'a> {
    content: &'a [u8],
    certificates: Vec<Certificate>,
    signer: Reader<'a>,
}

impl<'a> SignedData<'a> {
    fn read(der: &'a [u8]) -> Result<Self, TokenFault> {
        let mut outer = Reader::only(der, tag::SEQUENCE)?.reader();
        if outer.oid()? != oid::SIGNED_DATA {
            return Err(TokenFault::Malformed);
        }
        let mut data = outer.expect(tag::context(0))?.reader().sequence()?;
        data.integer()?;
        data.expect(tag::SET)?; // digest algorithms, repeated with the signer
        let mut encapsulated = data.sequence()?;
        if encapsulated.oid()? != oid::TST_INFO {
            return Err(TokenFault::Malformed);
        }
        let content = encapsulated.expect(tag::context(0))?.reader().expect(tag::OCTET_STRING)?.contents;
        let mut certificates = Vec::new();
        if let Some(set) = data.optional(tag::context(0))? {
            let mut set = set.reader();
            while !set.is_empty() && certificates.len() < MAX_CERTIFICATES {
                let element = set.any()?;
                if element.tag == tag::SEQUENCE {
                    certificates.push(Certificate::read(element.whole)?);
                }
            }
        }
        data.optional(tag::context(1))?; // revocation lists
        let mut signers = data.expect(tag::SET)?.reader();
        let signer = signers.sequence()?;
        signers.end()?; // RFC 3161 §2.4.2: one signature only
        Ok(Self { content, certificates, signer })
    }
}

struct TstInfo<'a> {
    imprint_hash: Hash,
    imprint: &'a [u8],
    time: Timestamp,
}

impl<'a> TstInfo<'a> {
    fn read(der: &'a [u8]) -> Result<Self, TokenFault> {
        let mut info = Reader::only(der, tag::SEQUENCE)?.reader();
        if info.integer()? != [1] {
            return Err(TokenFault::Unsupported);
        }
        info.oid()?; // policy
        let mut imprint = info.sequence()?;
        let imprint_hash = hash_of(imprint.expect(tag::SEQUENCE)?).ok_or(TokenFault::Unsupported)?;
        let digest = imprint.expect(tag::OCTET_STRING)?.contents;
        info.integer()?; // serial
        let time = info.expect(tag::GENERALIZED_TIME)?;
        Ok(Self { imprint_hash, imprint: digest, time: crate::der::time(time)? })
    }
}

struct SignerInfo<'a> {
    identifier: Element<'a>,
    digest: Hash,
    attributes: Element<'a>,
    scheme: Scheme,
    signature: &'a [u8],
}

impl<'a> SignerInfo<'a> {
    fn read(mut info: Reader<'a>) -> Result<Self, TokenFault> {
        info.integer()?;
        let identifier = info.any()?;
        let digest = hash_of(info.expect(tag::SEQUENCE)?).ok_or(TokenFault::Unsupported)?;
        let attributes = info.expect(tag::context(0))?;
        let algorithm = info.expect(tag::SEQUENCE)?;
        // CMS may name only the kind of key; the digest then comes from beside it (RFC 5754 §3.2).
        let scheme = match algorithm.reader().oid()? {
            oid::RSA_ENCRYPTION => Scheme::RsaPkcs1(digest),
            _ => scheme_of(algorithm).ok_or(TokenFault::Unsupported)?,
        };
        let signature = info.expect(tag::OCTET_STRING)?.contents;
        Ok(Self { identifier, digest, attributes, scheme, signature })
    }

    fn is_made_with(&self, certificate: &Certificate) -> bool {
        if self.identifier.tag == tag::context_primitive(0) {
            return certificate.extensions.subject_key_id.as_deref() == Some(self.identifier.contents);
        }
        let mut fields = self.identifier.reader();
        let issuer = fields.expect(tag::SEQUENCE);
        let serial = fields.integer();
        issuer.is_ok_and(|issuer| issuer.whole == certificate.issuer)
            && serial.is_ok_and(|serial| serial == certificate.serial)
    }

    fn check(&self, content: &[u8], certificate: &Certificate) -> Result<(), TokenFault> {
        let digest = self.digest.of(&[content]);
        let attribute = |kind| self.attribute(kind).map_err(TokenFault::from);
        let content_type = attribute(oid::CONTENT_TYPE)?.map(|value| value.contents);
        let message_digest = attribute(oid::MESSAGE_DIGEST)?.map(|value| value.contents);
        if content_type != Some(oid::TST_INFO) || message_digest != Some(digest.as_slice()) {
            return Err(TokenFault::Broken);
        }
        if !self.names(certificate)? {
            return Err(TokenFault::Broken);
        }
        // What is signed is the SET OF attributes, not the [0] that stands in the token (RFC 5652 §5.4).
        let mut signed = self.attributes.whole.to_vec();
        signed[0] = tag::SET;
        let key = PublicKey::from_spki(&certificate.spki).map_err(|_| TokenFault::Unsupported)?;
        key.check(self.scheme, &signed, self.signature).map_err(|fault| match fault {
            crate::key::public_key::SignatureFault::Unsupported => TokenFault::Unsupported,
            _ => TokenFault::Broken,
        })
    }

    /// True when the signed attributes name this very certificate (RFC 5816).
    fn names(&self, certificate: &Certificate) -> Result<bool, DerFault> {
        if let Some(value) = self.attribute(oid::SIGNING_CERTIFICATE_V2)? {
            let mut first = value.reader().sequence()?.sequence()?;
            let hash = match first.optional(tag::SEQUENCE)? {
                Some(algorithm) => hash_of(algorithm).ok_or(DerFault)?,
                None => Hash::Sha256,
            };
            return Ok(first.expect(tag::OCTET_STRING)?.contents == hash.of(&[&certificate.der]));
        }
        if let Some(value) = self.attribute(oid::SIGNING_CERTIFICATE)? {
            let mut first = value.reader().sequence()?.sequence()?;
            return Ok(first.expect(tag::OCTET_STRING)?.contents == Hash::Sha1.of(&[&certificate.der]));
        }
        Ok(false)
    }

    /// The single value of a signed attribute.
    fn attribute(&self, kind: &[u8]) -> Result<Option<Element<'a>>, DerFault> {
        let mut attributes = self.attributes.reader();
        while !attributes.is_empty() {
            let mut attribute = attributes.sequence()?;
            if attribute.oid()? == kind {
                let mut values = attribute.expect(tag::SET)?.reader();
                let value = values.any()?;
                values.end()?;
                return Ok(Some(value));
            }
        }
        Ok(None)
    }
}
