//! Was a certificate revoked at a time? From OCSP responses (RFC 6960) and CRLs (RFC 5280 §5).
//!
//! Only answers signed by the certificate's own issuer, or by a responder that the issuer appointed,
//! count. Indirect, delta and partial CRLs are not used.

use jiff::{SignedDuration, Timestamp};

use crate::der::{DerFault, Element, Reader, tag};
use crate::key::certificate::{Certificate, hash_of, scheme_of};
use crate::key::chain::Path;
use crate::key::public_key::PublicKey;
use crate::limits::MAX_DER_BYTES;

/// How long an answer holds when it does not say so itself.
const DEFAULT_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// What is known about a certificate at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// An answer that covers the time says that it was not revoked.
    Good,
    /// It had been revoked by then.
    Revoked(Timestamp),
    /// No usable answer.
    Unknown,
}

/// The state of `certificate` at `time`, from answers in DER. A revocation outweighs every good answer.
pub(crate) fn state(
    certificate: &Certificate,
    path: &Path,
    time: Timestamp,
    ocsp: &[Vec<u8>],
    crls: &[Vec<u8>],
) -> State {
    let Ok(issuer_key) = PublicKey::from_spki(&path.issuer_spki) else { return State::Unknown };
    let issuer = Issuer { path, key: &issuer_key };
    let answers = ocsp
        .iter()
        .map(|der| issuer.read_ocsp(der, certificate))
        .chain(crls.iter().map(|der| issuer.read_crl(der, certificate)))
        .filter_map(|answer| answer.ok().flatten());
    let mut state = State::Unknown;
    for answer in answers {
        match answer.revoked {
            Some(revoked) if revoked <= time => return State::Revoked(revoked),
            _ if answer.covers(time, certificate) => state = State::Good,
            _ => {}
        }
    }
    state
}

/// One answer about the certificate; its signature holds.
struct Answer {
    revoked: Option<Timestamp>,
    this_update: Timestamp,
    next_update: Option<Timestamp>,
}

impl Answer {
    /// True when the answer speaks for `time`: given later (but while the certificate lived, for an
    /// authority may forget expired ones), or earlier and still in its lifetime.
    fn covers(&self, time: Timestamp, certificate: &Certificate) -> bool {
        if self.this_update >= time {
            return self.this_update <= certificate.not_after;
        }
        let until = self.next_update.or_else(|| self.this_update.checked_add(DEFAULT_LIFETIME).ok());
        until.is_some_and(|until| time <= until)
    }
}

struct Issuer<'a> {
    path: &'a Path,
    key: &'a PublicKey,
}

impl Issuer<'_> {
    fn read_ocsp(&self, der: &[u8], certificate: &Certificate) -> Result<Option<Answer>, DerFault> {
        let mut basic = basic_response(der)?;
        let data = basic.expect(tag::SEQUENCE)?;
        let algorithm = basic.expect(tag::SEQUENCE)?;
        let signature = basic.octet_aligned_bits()?;
        let responders = read_certificates(basic.optional(tag::context(0))?)?;

        let mut fields = data.reader();
        fields.optional(tag::context(0))?; // version
        fields.any()?; // responder id: whoever signed must be entitled, whatever the name
        let produced = fields.time()?;
        if !self.answers_for(data.whole, algorithm, signature, &responders, produced) {
            return Ok(None);
        }
        let mut responses = fields.sequence()?;
        while !responses.is_empty() {
            let mut response = responses.sequence()?;
            if !self.is_about(response.sequence()?, certificate)? {
                continue;
            }
            let status = response.any()?;
            let revoked = match status.tag {
                0x80 => None,
                0xa1 => Some(status.reader().time()?),
                _ => return Ok(None), // unknown to the responder
            };
            let this_update = response.time()?;
            let next_update = match response.optional(tag::context(0))? {
                Some(next) => Some(next.reader().time()?),
                None => None,
            };
            return Ok(Some(Answer { revoked, this_update, next_update }));
        }
        Ok(None)
    }

    /// True when the issuer signed, or a responder with a certificate of the issuer for this purpose.
    fn answers_for(
        &self,
        signed: &[u8],
        algorithm: Element<'_>,
        signature: &[u8],
        responders: &[Certificate],
        produced: Timestamp,
    ) -> bool {
        let Some(scheme) = scheme_of(algorithm) else { return false };
        if self.key.check(scheme, signed, signature).is_ok() {
            return true;
        }
        responders.iter().any(|responder| {
            responder.may_answer_ocsp()
                && responder.issuer == self.path.issuer_subject
                && responder.covers(produced)
                && self.signed_certificate(responder)
                && PublicKey::from_spki(&responder.spki)
                    .is_ok_and(|key| key.check(scheme, signed, signature).is_ok())
        })
    }

    fn signed_certificate(&self, certificate: &Certificate) -> bool {
        let parts = || {
            let mut outer = Reader::only(&certificate.der, tag::SEQUENCE)?.reader();
            Ok::<_, DerFault>((
                outer.expect(tag::SEQUENCE)?,
                outer.expect(tag::SEQUENCE)?,
                outer.octet_aligned_bits()?,
            ))
        };
        parts().is_ok_and(|(tbs, algorithm, signature)| {
            scheme_of(algorithm).is_some_and(|scheme| self.key.check(scheme, tbs.whole, signature).is_ok())
        })
    }

    /// CertID (RFC 6960 §4.1.1): hashes of the issuer's name and key, and the serial number.
    fn is_about(&self, mut id: Reader<'_>, certificate: &Certificate) -> Result<bool, DerFault> {
        let hash = hash_of(id.expect(tag::SEQUENCE)?).ok_or(DerFault)?;
        let name = id.expect(tag::OCTET_STRING)?.contents;
        let key = id.expect(tag::OCTET_STRING)?.contents;
        let serial = id.integer()?;
        let mut spki = Reader::only(&self.path.issuer_spki, tag::SEQUENCE)?.reader();
        spki.expect(tag::SEQUENCE)?;
        Ok(serial == certificate.serial
            && name == hash.of(&[&certificate.issuer])
            && key == hash.of(&[spki.octet_aligned_bits()?]))
    }

    fn read_crl(&self, der: &[u8], certificate: &Certificate) -> Result<Option<Answer>, DerFault> {
        if der.len() > MAX_DER_BYTES {
            return Err(DerFault);
        }
        let mut outer = Reader::only(der, tag::SEQUENCE)?.reader();
        let list = outer.expect(tag::SEQUENCE)?;
        let algorithm = outer.expect(tag::SEQUENCE)?;
        let signature = outer.octet_aligned_bits()?;
        let mut fields = list.reader();
        fields.optional(tag::INTEGER)?; // version
        fields.expect(tag::SEQUENCE)?; // algorithm, repeated outside
        let issuer = fields.expect(tag::SEQUENCE)?.whole;
        let this_update = fields.time()?;
        let next_update = match fields.peek() {
            Some(tag::UTC_TIME | tag::GENERALIZED_TIME) => Some(fields.time()?),
            _ => None,
        };
        let entries = fields.optional(tag::SEQUENCE)?;
        let signed =
            scheme_of(algorithm).is_some_and(|scheme| self.key.check(scheme, list.whole, signature).is_ok());
        if issuer != certificate.issuer || !signed || is_partial(fields)? {
            return Ok(None);
        }
        let revoked = match entries {
            Some(entries) => revocation_time(entries.reader(), &certificate.serial)?,
            None => None,
        };
        Ok(Some(Answer { revoked, this_update, next_update }))
    }
}

/// OCSPResponse → BasicOCSPResponse.
fn basic_response(der: &[u8]) -> Result<Reader<'_>, DerFault> {
    const SUCCESSFUL: &[u8] = &[0];
    const BASIC: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1];
    if der.len() > MAX_DER_BYTES {
        return Err(DerFault);
    }
    let mut response = Reader::only(der, tag::SEQUENCE)?.reader();
    if response.expect(tag::ENUMERATED)?.contents != SUCCESSFUL {
        return Err(DerFault);
    }
    let mut bytes = response.expect(tag::context(0))?.reader().sequence()?;
    if bytes.oid()? != BASIC {
        return Err(DerFault);
    }
    Ok(Reader::only(bytes.expect(tag::OCTET_STRING)?.contents, tag::SEQUENCE)?.reader())
}

fn read_certificates(list: Option<Element<'_>>) -> Result<Vec<Certificate>, DerFault> {
    let Some(list) = list else { return Ok(Vec::new()) };
    let (mut list, mut certificates) = (list.reader().sequence()?, Vec::new());
    while !list.is_empty() && certificates.len() < crate::limits::MAX_CERTIFICATES {
        certificates.push(Certificate::read(list.expect(tag::SEQUENCE)?.whole)?);
    }
    Ok(certificates)
}

fn revocation_time(mut entries: Reader<'_>, serial: &[u8]) -> Result<Option<Timestamp>, DerFault> {
    while !entries.is_empty() {
        let mut entry = entries.sequence()?;
        if entry.integer()? == serial {
            return entry.time().map(Some);
        }
    }
    Ok(None)
}

/// True when the list has a critical extension that narrows it: a delta, or a distribution point that
/// is indirect or holds only some certificates.
fn is_partial(mut rest: Reader<'_>) -> Result<bool, DerFault> {
    const ISSUING_DISTRIBUTION_POINT: &[u8] = &[0x55, 0x1d, 28];
    let Some(extensions) = rest.optional(tag::context(0))? else { return Ok(false) };
    let mut list = extensions.reader().sequence()?;
    while !list.is_empty() {
        let mut extension = list.sequence()?;
        let kind = extension.oid()?;
        let critical = extension.optional(tag::BOOLEAN)?.is_some_and(|flag| flag.contents == [0xff]);
        let mut value = Reader::new(extension.expect(tag::OCTET_STRING)?.contents);
        if kind == ISSUING_DISTRIBUTION_POINT {
            let mut point = value.sequence()?;
            point.optional(tag::context(0))?; // its name narrows nothing
            if !point.is_empty() {
                return Ok(true);
            }
        } else if critical {
            return Ok(true);
        }
    }
    Ok(false)
}
