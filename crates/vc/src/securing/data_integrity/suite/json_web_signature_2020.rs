//! `JsonWebSignature2020` (W3C CCG, Data Integrity with JSON Web Signatures): the same digests as the `rdfc`
//! suites, signed as a JWS whose payload is elsewhere (RFC 7797).

use jsonld::{Hash, Reading};

use super::{Assumed, Configuration, Form, Suite, rdfc};
use crate::key::public_key::PublicKey;
use crate::report::Code;
use crate::securing::data_integrity::document::{Document, digest};
use crate::securing::data_integrity::proof::Proof;
use crate::securing::data_integrity::stop::Stop;
use crate::securing::jws::{AlgorithmFault, Envelope, check_signature};

pub(super) static SUITE: JsonWebSignature2020 = JsonWebSignature2020;

/// The suite.
pub(super) struct JsonWebSignature2020;

impl Suite for JsonWebSignature2020 {
    fn recognises(&self, proof: &Proof) -> bool {
        proof.text("type") == Some("JsonWebSignature2020")
    }

    fn covers_text(&self) -> bool {
        false
    }

    fn configuration<'p>(
        &self,
        proof: &'p Proof,
        document: &'p Document<'_, '_>,
    ) -> Result<Configuration<'p>, Stop> {
        rdfc::configuration(proof, document, &["jws"])
    }

    fn check(
        &self,
        proof: &Proof,
        configuration: &Configuration<'_>,
        document: &Document<'_, '_>,
        key: &PublicKey,
    ) -> Result<Assumed, Stop> {
        let Form::Quads(said) = &configuration.form else { return Err(Stop::fail(Code::ProofMalformed)) };
        let signature = Detached::read(proof)?;
        let said = document.work.canonicalise(said, Hash::Sha256, Reading::default());
        let said = said.map_err(|refusal| Stop::from(&refusal))?;
        let said = digest(Hash::Sha256, said.n_quads.as_bytes());
        let first = document.digest(Hash::Sha256, Reading::Once)?;
        let holds = |document: &[u8]| signature.check(&[&said, document].concat(), key);
        let Err(stop) = holds(&first.bytes) else { return Ok(Assumed::default()) };
        if first.ambiguous && holds(&document.digest(Hash::Sha256, Reading::EveryMention)?.bytes).is_ok() {
            return Ok(Assumed { every_mention: true, ..Assumed::default() });
        }
        Err(stop)
    }
}

/// A JWS without its payload: `header..signature`.
struct Detached(Envelope);

impl Detached {
    /// Reads `jws`. The payload is not encoded, which must be critical; nothing else may be.
    fn read(proof: &Proof) -> Result<Self, Stop> {
        let malformed = || Stop::fail(Code::ProofMalformed).with("jws");
        let text = proof.text("jws").ok_or_else(malformed)?;
        let envelope = Envelope::from_compact(text).map_err(|_| malformed())?;
        let entry = envelope.signatures.first().ok_or_else(malformed)?;
        let header = entry.header.as_ref().map_err(|_| malformed())?;
        if entry.payload_encoded || envelope.content.is_some() {
            return Err(malformed());
        }
        match header.parameters.get("crit").and_then(serde_json::Value::as_array).map(Vec::as_slice) {
            Some([only]) if only == "b64" => Ok(Self(envelope)),
            _ => Err(Stop::open(Code::CriticalHeaderUnknown).with("jws")),
        }
    }

    fn check(&self, payload: &[u8], key: &PublicKey) -> Result<(), Stop> {
        let entry = self.0.signatures.first().ok_or_else(|| Stop::fail(Code::ProofMalformed))?;
        let algorithm = entry.header.as_ref().map(|header| header.algorithm.as_str()).unwrap_or_default();
        let input = [entry.protected_text.as_bytes(), b".", payload].concat();
        check_signature(algorithm, key, &input, &entry.signature).map_err(|fault| match fault {
            AlgorithmFault::None => Stop::fail(Code::Unsigned),
            AlgorithmFault::Unsupported => Stop::open(Code::AlgorithmUnsupported).with(algorithm),
            AlgorithmFault::KeyMismatch => Stop::fail(Code::AlgorithmKeyMismatch).with(algorithm),
            AlgorithmFault::Mismatch => Stop::fail(Code::SignatureMismatch),
        })
    }
}
