//! JAdES (ETSI TS 119 182-1): a JWS whose key comes with an X.509 certificate and whose time is proven
//! by time stamps. The seal of European Digital Credentials.
//!
//! There is no canonicalisation: what is signed are the bytes as they stand in the file.
//!
//! Not checked: signature policies and signer attributes (critical ones leave the signature
//! undetermined), counter-signatures, revocation of time-stamping and CA certificates.

pub(super) mod revocation;
mod seal;
mod sealing_time;
mod timestamp;
mod unsigned;

use serde_json::Value;

use super::jws::Envelope;
use super::{Answer, Content, Question, Secured, Securing, Split};
use crate::container::Piece;
use crate::report::SecuringId;
use crate::verify::evidence::{Evidence, Need};
use crate::verify::unverified::Unreadable;
use seal::Seal;
pub(super) use seal::{named, preferred, recognised};

/// The JAdES mechanism.
pub(crate) struct Jades;

impl Securing for Jades {
    fn id(&self) -> SecuringId {
        SecuringId::Jades
    }

    fn recognises(&self, piece: &Piece) -> bool {
        match piece {
            Piece::Json(value) => Envelope::looks_like(value),
            Piece::Token(_) => true,
        }
    }

    fn split(&self, piece: Piece) -> Result<Split, Unreadable> {
        let envelope = match piece {
            Piece::Json(value) => Envelope::from_json(value)?,
            Piece::Token(text) => Envelope::from_compact(&text)?,
        };
        let sealed = Sealed::new(envelope);
        let content = sealed.content().map(Content::read);
        Ok(Split { secured: Box::new(sealed), content: content.ok_or(Unreadable::ContentDetached)? })
    }
}

/// A sealed document.
struct Sealed {
    envelope: Envelope,
    seals: Vec<Seal>,
}

impl Sealed {
    fn new(envelope: Envelope) -> Self {
        let seals = envelope.signatures.iter().map(Seal::read).collect();
        Self { envelope, seals }
    }
}

impl Sealed {
    /// What is sealed; `None` when it is not in the file.
    fn content(&self) -> Option<&[u8]> {
        let detached = self.envelope.signatures.iter().any(|entry| {
            entry
                .header
                .as_ref()
                .is_ok_and(|header| header.parameters.get("sigD").is_some_and(|d| *d != Value::Null))
        });
        if detached { None } else { self.envelope.content.as_deref() }
    }
}

impl Secured for Sealed {
    fn needs(&self, evidence: &Evidence, trust: &[crate::trust::TrustList]) -> Vec<Need> {
        let mut needs: Vec<Need> = self.seals.iter().flat_map(|seal| seal.needs(evidence, trust)).collect();
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    fn prove(&self, question: &Question<'_, '_>) -> Answer {
        let pairs = self.seals.iter().zip(&self.envelope.signatures);
        let mut answers: Vec<Answer> =
            pairs.map(|(seal, entry)| seal.answer(&self.envelope, entry, question)).collect();
        // Every signature must hold. The others' answers come from the seal of the named issuer.
        let worst = answers
            .iter()
            .map(|answer| answer.signature.clone())
            .max_by_key(|signature| signature.severity());
        let speaking = answers.iter().position(|answer| answer.issuer.severity() == 0).unwrap_or(0);
        let mut answer = answers.swap_remove(speaking);
        if let Some(worst) = worst
            && worst.severity() > answer.signature.severity()
        {
            answer.signature = worst;
        }
        answer
    }
}
