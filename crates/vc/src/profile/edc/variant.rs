//! The variants of European Digital Credentials, and what stands behind those that need it.
//!
//! Nothing here is proven: who may be accredited, who gave a mandate and what was converted is the sealing
//! organisation's word. Whose seal it is, the issuer check says, for every variant alike.

use super::index::id_of;
use super::node::{Object, many};
use super::reader::Reader;
use crate::view::{Concept, CredentialEvidence, Variant};

/// The variants that a credential says it is of.
pub(super) fn all(credential: &Object) -> Vec<Variant> {
    let profiles = many(credential.get("credentialProfiles")).iter().filter_map(id_of);
    let mut found = Vec::new();
    for profile in profiles {
        let code = profile.strip_prefix("http://data.europa.eu/snb/credential/");
        let known = VARIANTS.iter().find(|(known, _)| Some(*known) == code);
        if let Some((_, variant)) = known.filter(|(_, variant)| !found.contains(variant)) {
            found.push(*variant);
        }
    }
    found
}

/// What the credential names as evidence: its kind, what it says, and who is involved.
pub(super) fn evidence<'a>(reader: &mut Reader<'a>, credential: &'a Object) -> Vec<CredentialEvidence> {
    reader.items(credential, "evidence", |reader, item| {
        let kind = reader.concept(item, "dcType");
        CredentialEvidence {
            id: reader.string(item, "id"),
            kinds: kind.iter().filter_map(name_of).collect(),
            name: kind.map(|kind| kind.label).unwrap_or_default(),
            description: reader.text(item, "evidenceStatement"),
            ..CredentialEvidence::default()
        }
    })
}

fn name_of(kind: &Concept) -> Option<String> {
    let code = kind.id.as_deref()?.strip_prefix("http://data.europa.eu/snb/evidence-type/")?;
    EVIDENCE.iter().find(|(known, _)| *known == code).map(|(_, name)| (*name).to_owned())
}

/// Terms of the vocabulary `credential`, which name the profile of a credential. The generic one says nothing.
const VARIANTS: [(&str, Variant); 5] = [
    ("6cf8e68c43", Variant::Accredited),
    ("c_7e400154", Variant::Converted),
    ("c_9a31f32a", Variant::IssuedByMandate),
    ("6dff8a0f87", Variant::DiplomaSupplement),
    ("c_ae121a00", Variant::Accreditation),
];

/// Terms of the vocabulary `evidence-type`.
const EVIDENCE: [(&str, &str); 3] =
    [("c_18016257", "Mandate"), ("c_c4f849d7", "Conversion"), ("c_991b06c6", "Accreditation")];
