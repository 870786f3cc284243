//! Keys: the committed test keys, and keys made on the spot.

use josekit::jws::{self, JwsSigner};
use openssl::ec::{EcGroup, EcKey};
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};

use super::{Organisation, der};

const LOOK_ALIKE_SEAL: &str = include_str!("../../keys/look-alike-seal.pem");

/// A JWS signature algorithm (RFC 7518 §3.1, RFC 8037 §3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// RSA PKCS#1 v1.5 with SHA-256. The only deterministic RSA one here, so all committed samples use it.
    Rs256,
    /// RSA PKCS#1 v1.5 with SHA-512.
    Rs512,
    /// RSA-PSS with SHA-256.
    Ps256,
    /// RSA-PSS with SHA-384.
    Ps384,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// ECDSA on P-384 with SHA-384.
    Es384,
    /// ECDSA on P-521 with SHA-512.
    Es512,
    /// Ed25519.
    EdDsa,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Algorithm; 8] = [
        Algorithm::Rs256,
        Algorithm::Rs512,
        Algorithm::Ps256,
        Algorithm::Ps384,
        Algorithm::Es256,
        Algorithm::Es384,
        Algorithm::Es512,
        Algorithm::EdDsa,
    ];

    /// Its name in `alg`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Rs256 => "RS256",
            Algorithm::Rs512 => "RS512",
            Algorithm::Ps256 => "PS256",
            Algorithm::Ps384 => "PS384",
            Algorithm::Es256 => "ES256",
            Algorithm::Es384 => "ES384",
            Algorithm::Es512 => "ES512",
            Algorithm::EdDsa => "EdDSA",
        }
    }
}

/// A private key that signs with one algorithm.
#[derive(Debug, Clone)]
pub struct Key {
    algorithm: Algorithm,
    signer: Box<dyn JwsSigner>,
    public: Vec<u8>,
}

impl Key {
    /// A key for an organisation's seal: its committed one where the algorithm takes RSA, else a new one.
    #[must_use]
    pub fn for_seal(organisation: &Organisation, algorithm: Algorithm) -> Self {
        let key = match algorithm {
            Algorithm::Rs256 | Algorithm::Rs512 | Algorithm::Ps256 | Algorithm::Ps384 => {
                return Self::rsa(organisation.key, algorithm);
            }
            Algorithm::Es256 => elliptic(Nid::X9_62_PRIME256V1),
            Algorithm::Es384 => elliptic(Nid::SECP384R1),
            Algorithm::Es512 => elliptic(Nid::SECP521R1),
            Algorithm::EdDsa => PKey::generate_ed25519().expect("OpenSSL makes Ed25519 keys"),
        };
        Self::new(&key, algorithm)
    }

    /// The committed key of somebody who pretends to be somebody else.
    #[must_use]
    pub fn look_alike() -> Self {
        Self::rsa(LOOK_ALIKE_SEAL, Algorithm::Rs256)
    }

    pub(super) fn rsa(pem: &str, algorithm: Algorithm) -> Self {
        let key = PKey::private_key_from_pem(pem.as_bytes()).expect("committed keys are PKCS#8 PEM");
        Self::new(&key, algorithm)
    }

    fn new(key: &PKey<Private>, algorithm: Algorithm) -> Self {
        Self {
            algorithm,
            signer: signer(key, algorithm).expect("the key was chosen for the algorithm"),
            public: key.public_key_to_der().expect("a private key has a public half"),
        }
    }

    /// The algorithm that it signs with.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The public half: DER `SubjectPublicKeyInfo`.
    #[must_use]
    pub fn public(&self) -> &[u8] {
        &self.public
    }

    /// The signature as JWS wants it: for ECDSA the two numbers side by side, not DER.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.signer.sign(message).expect("a key signs with its own algorithm")
    }

    /// SHA-1 of the public key's bits: the key identifier of RFC 5280 §4.2.1.2 and RFC 6960 §4.1.1.
    pub(super) fn identifier(&self) -> [u8; 20] {
        let parts = der::children(&self.public);
        let bits = parts.last().expect("SubjectPublicKeyInfo ends with the key");
        openssl::sha::sha1(&der::content(bits)[1..])
    }
}

fn elliptic(curve: Nid) -> PKey<Private> {
    EcGroup::from_curve_name(curve)
        .and_then(|group| EcKey::generate(&group))
        .and_then(PKey::from_ec_key)
        .expect("OpenSSL makes keys on the NIST curves")
}

fn signer(key: &PKey<Private>, algorithm: Algorithm) -> Result<Box<dyn JwsSigner>, josekit::JoseError> {
    let pkcs8 = key.private_key_to_pkcs8().expect("OpenSSL writes its own keys");
    // josekit takes PKCS#8 for PSS only with the PSS key type, so it gets the bare RSA key.
    let bare = || key.rsa().and_then(|rsa| rsa.private_key_to_der()).expect("PSS keys are RSA keys");
    Ok(match algorithm {
        Algorithm::Rs256 => Box::new(jws::RS256.signer_from_der(pkcs8)?),
        Algorithm::Rs512 => Box::new(jws::RS512.signer_from_der(pkcs8)?),
        Algorithm::Ps256 => Box::new(jws::PS256.signer_from_der(bare())?),
        Algorithm::Ps384 => Box::new(jws::PS384.signer_from_der(bare())?),
        Algorithm::Es256 => Box::new(jws::ES256.signer_from_der(pkcs8)?),
        Algorithm::Es384 => Box::new(jws::ES384.signer_from_der(pkcs8)?),
        Algorithm::Es512 => Box::new(jws::ES512.signer_from_der(pkcs8)?),
        Algorithm::EdDsa => Box::new(jws::EdDSA.signer_from_der(pkcs8)?),
    })
}
