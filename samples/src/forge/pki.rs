//! The authorities of the samples, and the organisations that they vouch for.

use jiff::Timestamp;

use super::certificate::{Organisation, Subject, Usage, issue};
use super::{Algorithm, Key, instant};

/// A consortium in Finland that seals for colleges without a seal of their own.
pub const RANNIKKO: Organisation = Organisation {
    name: "Rannikko Education Consortium",
    common_name: "Rannikko eSeal",
    country: "FI",
    identifier: Some("VATFI-00000001"),
    serial: 0x5ea1_0001,
    key: include_str!("../../keys/rannikko.pem"),
};

/// A polytechnic in Portugal.
pub const FOZ_DO_ALCAIDE: Organisation = Organisation {
    name: "Instituto Técnico da Foz do Alcaide",
    common_name: "ITFA eSeal",
    country: "PT",
    identifier: Some("VATPT-000000002"),
    serial: 0x5ea1_0002,
    key: include_str!("../../keys/foz-do-alcaide.pem"),
};

/// A training centre in Czechia.
pub const HORNI_JAVOR: Organisation = Organisation {
    name: "Centrum techniky Horní Javor",
    common_name: "CTHJ eSeal",
    country: "CZ",
    identifier: Some("VATCZ-00000003"),
    serial: 0x5ea1_0003,
    key: include_str!("../../keys/horni-javor.pem"),
};

const SEAL_ROOT: Organisation = Organisation {
    name: "Tessera Samples",
    common_name: "Tessera Samples Root (public test key)",
    country: "EU",
    identifier: None,
    serial: 1,
    key: include_str!("../../keys/seal-root.pem"),
};

const SEAL_INTERMEDIATE: Organisation = Organisation {
    common_name: "Tessera Samples eSeal CA (public test key)",
    serial: 2,
    key: include_str!("../../keys/seal-intermediate.pem"),
    ..SEAL_ROOT
};

const TSA_ROOT: Organisation = Organisation {
    common_name: "Tessera Samples Time Root (public test key)",
    serial: 3,
    key: include_str!("../../keys/tsa-root.pem"),
    ..SEAL_ROOT
};

const TSA: Organisation = Organisation {
    common_name: "Tessera Samples Time Stamping Unit (public test key)",
    serial: 4,
    key: include_str!("../../keys/tsa.pem"),
    ..SEAL_ROOT
};

const LOOK_ALIKE_ROOT: Organisation =
    Organisation { key: include_str!("../../keys/look-alike-root.pem"), ..SEAL_ROOT };

const LOOK_ALIKE_INTERMEDIATE: Organisation =
    Organisation { key: include_str!("../../keys/look-alike-intermediate.pem"), ..SEAL_INTERMEDIATE };

const REVOCATION_LIST_URL: &str = "https://pki.tessera-samples.example/eseal-ca.crl";

/// Somebody with a key and a certificate who signs certificates, revocation answers or time stamps.
#[derive(Debug, Clone)]
pub struct Authority {
    /// Its certificate, DER.
    pub certificate: Vec<u8>,
    pub(super) organisation: Organisation,
    pub(super) key: Key,
}

impl Authority {
    fn root(organisation: Organisation, path_length: u8) -> Self {
        let key = Key::rsa(organisation.key, Algorithm::Rs256);
        Self::issued(organisation, Usage::Authority { path_length }, (&organisation, &key))
    }

    fn below(issuer: &Authority, organisation: Organisation, usage: Usage) -> Self {
        Self::issued(organisation, usage, (&issuer.organisation, &issuer.key))
    }

    fn issued(organisation: Organisation, usage: Usage, (issuer, issuer_key): (&Organisation, &Key)) -> Self {
        let key = Key::rsa(organisation.key, Algorithm::Rs256);
        let subject = Subject {
            organisation: &organisation,
            key: &key,
            usage,
            from: instant("2024-01-01T00:00:00Z"),
            until: instant("2043-12-31T23:59:59Z"),
            revocation_list: None,
        };
        let certificate = issue(&subject, &issuer.distinguished_name(), issuer_key);
        Self { certificate, organisation, key }
    }

    /// SHA-256 of its public key (DER `SubjectPublicKeyInfo`), lower-case hex, as in trust lists.
    #[must_use]
    pub fn spki_sha256(&self) -> String {
        hex::encode(openssl::sha::sha256(self.key.public()))
    }
}

/// Two roots and what hangs below them: one line for seals, one for time.
#[derive(Debug, Clone)]
pub struct Pki {
    /// Root of the seal certificates.
    pub root: Authority,
    /// Issues the seal certificates, and answers about their revocation.
    pub intermediate: Authority,
    /// Root of the time-stamping unit.
    pub tsa_root: Authority,
    /// Signs time stamps.
    pub tsa: Authority,
}

impl Pki {
    /// The one whose roots are on [`TRUST_LIST`](crate::TRUST_LIST).
    #[must_use]
    pub fn committed() -> Self {
        Self::of(SEAL_ROOT, SEAL_INTERMEDIATE)
    }

    /// Its double: the same names and serial numbers, other keys. Only the time stamps are genuine, since
    /// anybody can have those made.
    #[must_use]
    pub fn look_alike() -> Self {
        Self::of(LOOK_ALIKE_ROOT, LOOK_ALIKE_INTERMEDIATE)
    }

    fn of(root: Organisation, intermediate: Organisation) -> Self {
        let root = Authority::root(root, 1);
        let intermediate = Authority::below(&root, intermediate, Usage::Authority { path_length: 0 });
        let tsa_root = Authority::root(TSA_ROOT, 0);
        let tsa = Authority::below(&tsa_root, TSA, Usage::TimeStamping);
        Self { root, intermediate, tsa_root, tsa }
    }
}

/// An organisation's seal: its certificate and the key to it.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The certificate, DER.
    pub certificate: Vec<u8>,
    pub(super) organisation: Organisation,
    pub(super) issuer_name: Vec<u8>,
    pub(super) key: Key,
}

impl Identity {
    /// A seal certificate from the intermediate authority, valid in 2025, 2026 and 2027.
    #[must_use]
    pub fn new(pki: &Pki, organisation: &Organisation, key: Key) -> Self {
        let (from, until) = default_validity();
        Self::with_validity(pki, organisation, key, from, until)
    }

    /// The same with other dates.
    #[must_use]
    pub fn with_validity(
        pki: &Pki,
        organisation: &Organisation,
        key: Key,
        from: Timestamp,
        until: Timestamp,
    ) -> Self {
        let Authority { organisation: issuer, key: issuer_key, .. } = &pki.intermediate;
        Self::issued(organisation, key, Usage::Seal, (from, until), (issuer, issuer_key))
    }

    /// A certificate from the intermediate authority that may be used for encryption only.
    #[must_use]
    pub fn unfit(pki: &Pki, organisation: &Organisation, key: Key) -> Self {
        let Authority { organisation: issuer, key: issuer_key, .. } = &pki.intermediate;
        Self::issued(organisation, key, Usage::Encryption, default_validity(), (issuer, issuer_key))
    }

    /// A certificate that the organisation's double made itself: the right name, nobody vouching for it.
    #[must_use]
    pub fn self_signed(organisation: &Organisation) -> Self {
        let key = Key::look_alike();
        Self::issued(organisation, key.clone(), Usage::Seal, default_validity(), (organisation, &key))
    }

    fn issued(
        organisation: &Organisation,
        key: Key,
        usage: Usage,
        (from, until): (Timestamp, Timestamp),
        (issuer, issuer_key): (&Organisation, &Key),
    ) -> Self {
        let issuer_name = issuer.distinguished_name();
        let revocation_list = Some(REVOCATION_LIST_URL);
        let subject = Subject { organisation, key: &key, usage, from, until, revocation_list };
        let certificate = issue(&subject, &issuer_name, issuer_key);
        Self { certificate, organisation: *organisation, issuer_name, key }
    }
}

fn default_validity() -> (Timestamp, Timestamp) {
    (instant("2025-01-01T00:00:00Z"), instant("2027-12-31T23:59:59Z"))
}
