//! From a certificate to a trusted anchor. Paths are built and checked by rustls-webpki.
//!
//! Not checked by webpki: the `keyCertSign` bit of authorities (it requires `cA` and the path length),
//! and the anchor's own validity: a listed key is trusted because it is listed.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};

use super::{certificate::Certificate, public_key::Hash};
use crate::der::{Reader, tag};
use crate::limits::MAX_CERTIFICATES;
use crate::trust::{KeyUse, TrustList, TrustedIssuer, TrustedKey};

/// A checked path from a certificate to an anchor.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    /// Who vouches.
    pub(crate) vouching: Vouching,
    /// Subject of the certificate's own issuer, DER.
    pub(crate) issuer_subject: Vec<u8>,
    /// Key of the certificate's own issuer, DER SubjectPublicKeyInfo.
    pub(crate) issuer_spki: Vec<u8>,
    /// From when every certificate of the path is valid.
    pub(crate) valid_from: Timestamp,
    /// Until when every certificate of the path is valid.
    pub(crate) valid_until: Timestamp,
}

/// A list entry that vouches for an anchor.
#[derive(Debug, Clone)]
pub(crate) struct Vouching {
    /// `id@date` of the list.
    pub(crate) reference: String,
    /// Title of the list.
    pub(crate) title: String,
    /// Date of the list.
    pub(crate) as_of: Option<String>,
    /// When the next edition of the list is due, if one ever is.
    pub(crate) next_update: Option<Timestamp>,
    /// Name in the list.
    pub(crate) name: String,
}

impl Vouching {
    /// True unless the list was stale at `time`, so that it says nothing about it.
    pub(crate) fn speaks_for(&self, time: Timestamp) -> bool {
        self.next_update.is_none_or(|due| time <= due)
    }
}

/// Most steps walked up from a certificate when looking for the authorities above it.
pub(crate) const MAX_PATH_LENGTH: usize = 6;

/// Most paths remembered. A person's credentials come from a few dozen issuers.
const MAX_REMEMBERED_PATHS: usize = 1024;

/// Remembers checked paths, so that a thousand credentials of one provider cost one path.
///
/// Pure memory: an entry is found only for the same certificates and anchors, and only for times at
/// which all of the path is valid. That there is no path is not remembered.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    known: Mutex<HashMap<Vec<u8>, Path>>,
}

impl Paths {
    /// A path from `leaf` through `pool` to an anchor that may vouch for `wanted`, valid at `time`.
    pub(crate) fn find(
        &self,
        leaf: &Certificate,
        pool: &[Certificate],
        lists: &[TrustList],
        wanted: KeyUse,
        time: Timestamp,
    ) -> Option<Path> {
        let anchors = anchors(leaf, pool, lists, wanted, time);
        if anchors.is_empty() {
            return None; // the common case without a trust list: nothing to build towards
        }
        let key = fingerprint(leaf, pool, &anchors);
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(path) = known
            && path.valid_from <= time
            && time <= path.valid_until
        {
            return Some(path);
        }
        let path = build(leaf, pool, &anchors, time)?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MAX_REMEMBERED_PATHS {
            known.clear();
        }
        known.insert(key, path.clone());
        Some(path)
    }
}

/// An anchor that applies to this leaf.
struct Anchor<'a> {
    der: &'a [u8],
    spki: Vec<u8>,
    vouching: Vouching,
}

/// Certificates on the lists that lead on from those at hand.
pub(crate) fn listed_beyond(
    leaf: &Certificate,
    pool: &[Certificate],
    lists: &[TrustList],
) -> Vec<Certificate> {
    let mut names: Vec<&[u8]> =
        std::iter::once(leaf).chain(pool).map(|certificate| certificate.issuer.as_slice()).collect();
    let mut beyond: Vec<Certificate> = Vec::new();
    for _ in 0..MAX_PATH_LENGTH {
        let listed = lists.iter().flat_map(|list| &list.issuers).filter_map(TrustedIssuer::certificate);
        let found: Vec<&Certificate> =
            listed.filter(|certificate| names.contains(&certificate.subject.as_slice())).collect();
        names = found.iter().map(|certificate| certificate.issuer.as_slice()).collect();
        let known = beyond.len();
        for certificate in found {
            if beyond.len() < MAX_CERTIFICATES && !beyond.iter().any(|one| one.der == certificate.der) {
                beyond.push(certificate.clone());
            }
        }
        if beyond.len() == known {
            break;
        }
    }
    beyond
}

/// All anchors that the lists give for this leaf at this time: carried by the list, or found by key among
/// the certificates at hand. Of those that a list carries, only ones that issued a certificate at hand.
fn anchors<'a>(
    leaf: &'a Certificate,
    pool: &'a [Certificate],
    lists: &'a [TrustList],
    wanted: KeyUse,
    time: Timestamp,
) -> Vec<Anchor<'a>> {
    // Hashed once: a trust list may have hundreds of entries.
    let at_hand: Vec<(String, &Certificate)> =
        std::iter::once(leaf).chain(pool).map(|candidate| (candidate.spki_sha256(), candidate)).collect();
    let issued = |name: &[u8]| at_hand.iter().any(|(_, certificate)| certificate.issuer == name);
    let mut anchors = Vec::new();
    for list in lists {
        for issuer in list.issuers.iter().filter(|issuer| issuer.is_in_force(time)) {
            let TrustedKey::X509 { spki_sha256, organization_identifier, key_use, certificate } = &issuer.key
            else {
                continue;
            };
            if !key_use.allows(wanted) || !is_of(leaf, organization_identifier.as_deref()) {
                continue;
            }
            let vouching = || Vouching {
                reference: list.reference(),
                title: list.title.clone(),
                as_of: list.as_of.map(|date| date.to_string()),
                next_update: list.publication.as_ref().map(|edition| edition.next_update),
                name: issuer.name.clone(),
            };
            if let Some(listed) = certificate {
                // The list carries it: no need to look for it in the file.
                let listed = listed.certificate();
                if listed.spki == leaf.spki || issued(&listed.subject) {
                    anchors.push(Anchor {
                        der: &listed.der,
                        spki: listed.spki.clone(),
                        vouching: vouching(),
                    });
                }
                continue;
            }
            let named = at_hand.iter().filter(|(hash, _)| hash == spki_sha256);
            anchors.extend(named.map(|(_, candidate)| Anchor {
                der: &candidate.der,
                spki: candidate.spki.clone(),
                vouching: vouching(),
            }));
        }
    }
    anchors
}

fn is_of(leaf: &Certificate, organization_identifier: Option<&str>) -> bool {
    organization_identifier.is_none_or(|wanted| {
        leaf.subject_attribute(super::certificate::oid::ORGANIZATION_IDENTIFIER).as_deref() == Some(wanted)
    })
}

fn build(leaf: &Certificate, pool: &[Certificate], anchors: &[Anchor<'_>], time: Timestamp) -> Option<Path> {
    if let Some(anchor) = anchors.iter().find(|anchor| anchor.spki == leaf.spki) {
        // The list names the certificate's own key: nothing lies between.
        return leaf.covers(time).then(|| Path {
            vouching: anchor.vouching.clone(),
            issuer_subject: leaf.issuer.clone(),
            issuer_spki: issuer_spki(leaf, pool),
            valid_from: leaf.not_before,
            valid_until: leaf.not_after,
        });
    }
    let ders: Vec<_> = anchors.iter().map(|anchor| CertificateDer::from(anchor.der)).collect();
    let roots: Vec<TrustAnchor<'_>> =
        ders.iter().filter_map(|der| webpki::anchor_from_trusted_cert(der).ok()).collect();
    let intermediates: Vec<_> =
        pool.iter().map(|certificate| CertificateDer::from(certificate.der.as_slice())).collect();
    let leaf_der = CertificateDer::from(leaf.der.as_slice());
    let end = webpki::EndEntityCert::try_from(&leaf_der).ok()?;
    let seconds = u64::try_from(time.as_second()).ok()?;
    let path = end
        .verify_for_usage(
            webpki::ALL_VERIFICATION_ALGS,
            &roots,
            &intermediates,
            UnixTime::since_unix_epoch(Duration::from_secs(seconds)),
            AnyUsage,
            None,
            None,
        )
        .ok()?;
    let reached = path.anchor().subject_public_key_info.as_ref(); // without the outer SEQUENCE
    let anchor = anchors.iter().find(|anchor| inner(&anchor.spki) == Some(reached))?;
    let between: Vec<Certificate> =
        path.intermediate_certificates().filter_map(|step| Certificate::read(&step.der()).ok()).collect();
    Some(Path {
        vouching: anchor.vouching.clone(),
        issuer_subject: leaf.issuer.clone(),
        issuer_spki: between.first().map_or_else(|| anchor.spki.clone(), |issuer| issuer.spki.clone()),
        valid_from: between.iter().map(|step| step.not_before).fold(leaf.not_before, Ord::max),
        valid_until: between.iter().map(|step| step.not_after).fold(leaf.not_after, Ord::min),
    })
}

/// The key of a pinned certificate's issuer, if its certificate is at hand; only used for revocation.
fn issuer_spki(leaf: &Certificate, pool: &[Certificate]) -> Vec<u8> {
    pool.iter()
        .find(|candidate| candidate.subject == leaf.issuer)
        .map(|issuer| issuer.spki.clone())
        .unwrap_or_default()
}

/// What a leaf may be used for is decided by its use here, not by the path.
struct AnyUsage;

impl webpki::ExtendedKeyUsageValidator for AnyUsage {
    fn validate(&self, _: webpki::KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}

fn fingerprint(leaf: &Certificate, pool: &[Certificate], anchors: &[Anchor<'_>]) -> Vec<u8> {
    let mut parts: Vec<&[u8]> = vec![&leaf.der];
    parts.extend(pool.iter().map(|certificate| certificate.der.as_slice()));
    for anchor in anchors {
        parts.push(anchor.der);
        parts.push(anchor.vouching.reference.as_bytes());
        parts.push(anchor.vouching.name.as_bytes());
    }
    // Lengths go in too, so that no two lists of parts run together to the same bytes.
    let lengths: Vec<[u8; 8]> = parts.iter().map(|part| part.len().to_le_bytes()).collect();
    let framed: Vec<&[u8]> =
        lengths.iter().zip(&parts).flat_map(|(length, part)| [length.as_slice(), part]).collect();
    Hash::Sha256.of(&framed)
}

/// The contents of a DER SEQUENCE.
fn inner(sequence: &[u8]) -> Option<&[u8]> {
    Reader::only(sequence, tag::SEQUENCE).ok().map(|element| element.contents)
}
