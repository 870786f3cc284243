//! The IRIs that verifiable credentials are made of.
//!
//! A term is a list: the contexts in use name the same thing differently, above all `schema.org` with and
//! without TLS.

/// A property or class, by all the IRIs that it is known under.
pub(in crate::profile) type Term = &'static [&'static str];

macro_rules! cred {
    ($name:literal) => {
        concat!("https://www.w3.org/2018/credentials#", $name)
    };
}

macro_rules! schema_org {
    ($name:literal) => {
        &[concat!("https://schema.org/", $name), concat!("http://schema.org/", $name)]
    };
}

/// In the namespace of Open Badges 3.0 and in that of its drafts.
macro_rules! ob {
    ($($name:literal),+) => {
        &[
            $(concat!("https://purl.imsglobal.org/spec/vc/ob/vocab.html#", $name),)+
            $(concat!("https://imsglobal.github.io/openbadges-specification/ob_v3p0.html#", $name),)+
        ]
    };
}

macro_rules! status {
    ($name:literal) => {
        &[
            concat!("https://www.w3.org/ns/credentials/status#", $name),
            concat!("https://w3id.org/vc/status-list#", $name),
        ]
    };
}

pub(in crate::profile) use ob;
pub(in crate::profile) use schema_org;

/// The type that every verifiable credential has.
pub(in crate::profile) const VERIFIABLE_CREDENTIAL: &str = cred!("VerifiableCredential");

pub(in crate::profile) const ISSUER: Term = &[cred!("issuer")];
pub(in crate::profile) const CREDENTIAL_SUBJECT: Term = &[cred!("credentialSubject")];
pub(in crate::profile) const VALID_FROM: Term = &[cred!("validFrom")];
pub(in crate::profile) const VALID_UNTIL: Term = &[cred!("validUntil")];
pub(in crate::profile) const ISSUANCE_DATE: Term = &[cred!("issuanceDate")];
pub(in crate::profile) const EXPIRATION_DATE: Term = &[cred!("expirationDate")];
pub(in crate::profile) const ISSUED: Term = &[cred!("issued")];
pub(in crate::profile) const CREDENTIAL_STATUS: Term = &[cred!("credentialStatus")];
pub(in crate::profile) const CREDENTIAL_SCHEMA: Term = &[cred!("credentialSchema")];
pub(in crate::profile) const EVIDENCE: Term = &[cred!("evidence")];
pub(in crate::profile) const REFRESH_SERVICE: Term = &[cred!("refreshService")];
pub(in crate::profile) const TERMS_OF_USE: Term = &[cred!("termsOfUse")];
pub(in crate::profile) const RELATED_RESOURCE: Term = &[cred!("relatedResource")];
pub(in crate::profile) const DIGEST: Term =
    &[cred!("digestSRI"), "https://w3id.org/security#digestMultibase"];
pub(in crate::profile) const PROOF: Term = &["https://w3id.org/security#proof"];

pub(in crate::profile) const STATUS_PURPOSE: Term = status!("statusPurpose");
pub(in crate::profile) const STATUS_LIST_INDEX: Term = status!("statusListIndex");
pub(in crate::profile) const STATUS_SIZE: Term = status!("statusSize");
pub(in crate::profile) const STATUS_MESSAGE: Term = status!("statusMessage");
pub(in crate::profile) const STATUS: Term = status!("status");
pub(in crate::profile) const MESSAGE: Term = status!("message");
pub(in crate::profile) const STATUS_LIST_CREDENTIAL: Term = status!("statusListCredential");

pub(in crate::profile) const NAME: Term = schema_org!("name");
pub(in crate::profile) const DESCRIPTION: Term = schema_org!("description");
pub(in crate::profile) const URL: Term = schema_org!("url");
pub(in crate::profile) const IMAGE: Term = &[
    "https://schema.org/image",
    "http://schema.org/image",
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#image",
    // Open Badges 3.0.1 and 3.0.2 give the property the name of the class.
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Image",
    "https://imsglobal.github.io/openbadges-specification/ob_v3p0.html#image",
];
pub(in crate::profile) const NARRATIVE: Term = ob!("narrative");
pub(in crate::profile) const ENDORSEMENT: Term = ob!("endorsement");
pub(in crate::profile) const GENRE: Term = schema_org!("genre");
pub(in crate::profile) const AUDIENCE: Term = schema_org!("audience");

/// Last part of an IRI: what stands behind the last `#`, `/` or `:`.
pub(in crate::profile) fn local_name(iri: &str) -> &str {
    iri.rsplit(['#', '/', ':']).find(|part| !part.is_empty()).unwrap_or(iri)
}
