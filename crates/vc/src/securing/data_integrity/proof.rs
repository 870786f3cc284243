//! One proof: as it stands in the file, and what it says.

use jsonld::{Dataset, Graph, Node};
use serde_json::Value;

use super::stop::Stop;
use crate::report::Code;

/// A proof as it stands in the file. Nothing about it is proven.
pub(super) struct Proof {
    /// The proof.
    pub(super) value: Value,
    /// JSON pointer to it.
    pub(super) at: String,
}

impl Proof {
    /// A member that is text.
    pub(super) fn text(&self, member: &str) -> Option<&str> {
        self.value.get(member).and_then(Value::as_str)
    }

    /// The ids under `previousProof`.
    pub(super) fn previous(&self) -> Vec<&str> {
        self.texts("previousProof")
    }

    /// The texts of a member that may have one or several.
    fn texts(&self, member: &str) -> Vec<&str> {
        let value = self.value.get(member).unwrap_or(&Value::Null);
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        values.iter().filter_map(Value::as_str).collect()
    }

    /// The suite that it names: `cryptosuite`, or the type of an older kind of proof.
    pub(super) fn suite_name(&self) -> &str {
        let kind = self.text("type").unwrap_or_default();
        if kind == "DataIntegrityProof" { self.text("cryptosuite").unwrap_or(kind) } else { kind }
    }
}

/// What a proof says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// IRI of its purpose.
    pub(super) purpose: Option<String>,
    /// IRI of the key that made it.
    pub(super) method: Option<String>,
    /// When it was made.
    pub(super) created: Option<String>,
    /// Until when it counts.
    pub(super) expires: Option<String>,
    /// To whom a presentation is addressed.
    pub(super) domains: Vec<String>,
    /// What a presentation repeats, so that an older one does not serve.
    pub(super) challenge: Option<String>,
    /// The proofs that it follows, by their ids.
    pub(super) previous: Vec<String>,
}

impl Facts {
    /// As written, for a proof of which nothing is known yet.
    pub(super) fn claimed(proof: &Proof) -> Self {
        let text = |member| proof.text(member).map(str::to_owned);
        let method = proof.value.get("verificationMethod").and_then(|method| method.get("id"));
        Self {
            method: text("verificationMethod").or_else(|| method.and_then(Value::as_str).map(str::to_owned)),
            created: text("created"),
            ..Self::default()
        }
    }

    /// As signed by a suite that covers the text: read by name.
    ///
    /// # Errors
    /// [`Code::ProofMalformed`] when a member is not of its kind.
    pub(super) fn written(proof: &Proof) -> Result<Self, Stop> {
        let text = |member: &'static str| match proof.value.get(member) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(Stop::fail(Code::ProofMalformed).with(member)),
        };
        let purpose = text("proofPurpose")?.map(|purpose| match purpose.as_str() {
            "assertionMethod" => iri::ASSERTION_METHOD.to_owned(),
            "authentication" => iri::AUTHENTICATION.to_owned(),
            _ => purpose,
        });
        Ok(Self {
            purpose,
            method: text("verificationMethod")?,
            created: text("created")?,
            expires: text("expires")?,
            domains: proof.texts("domain").into_iter().map(str::to_owned).collect(),
            challenge: text("challenge")?,
            previous: proof.previous().into_iter().map(str::to_owned).collect(),
        })
    }

    /// As signed: read from the quads, since the same quads can be written under other names, and a
    /// date of expiry that is looked for under one name only could be hidden under another.
    ///
    /// # Errors
    /// [`Code::ProofMalformed`] when something is said twice.
    pub(super) fn signed(dataset: &Dataset<'_>) -> Result<Self, Stop> {
        let graph = Graph::new(dataset);
        let root = graph.root().ok_or_else(|| Stop::fail(Code::ProofMalformed))?;
        Ok(Self {
            purpose: only_iri(&root, iri::PROOF_PURPOSE)?,
            method: only_iri(&root, iri::VERIFICATION_METHOD)?,
            created: only_text(&root, iri::CREATED)?,
            expires: only_text(&root, iri::EXPIRES)?,
            domains: root.literals(iri::DOMAIN).map(|literal| literal.text.into_owned()).collect(),
            challenge: only_text(&root, iri::CHALLENGE)?,
            previous: root
                .nodes(iri::PREVIOUS_PROOF)
                .filter_map(|node| node.iri().map(str::to_owned))
                .collect(),
        })
    }
}

fn only_iri(node: &Node<'_>, property: &str) -> Result<Option<String>, Stop> {
    let value = only(node.all(property), property)?;
    Ok(value.and_then(|value| value.node()).and_then(|node| node.iri().map(str::to_owned)))
}

fn only_text(node: &Node<'_>, property: &str) -> Result<Option<String>, Stop> {
    let value = only(node.all(property), property)?;
    Ok(value.map(|value| value.literal().map(|literal| literal.text.into_owned()).unwrap_or_default()))
}

fn only<T>(mut values: impl Iterator<Item = T>, property: &str) -> Result<Option<T>, Stop> {
    let first = values.next();
    match values.next() {
        None => Ok(first),
        Some(_) => Err(Stop::fail(Code::ProofMalformed).with(property)),
    }
}

/// The IRIs that proofs are made of.
pub(super) mod iri {
    use crate::report::DocumentKind;

    /// The purpose for which a document of a kind is signed.
    pub(in super::super) fn purpose_of(kind: DocumentKind) -> &'static str {
        match kind {
            DocumentKind::Credential => ASSERTION_METHOD,
            DocumentKind::Presentation => AUTHENTICATION,
        }
    }

    pub(super) const ASSERTION_METHOD: &str = "https://w3id.org/security#assertionMethod";
    pub(super) const AUTHENTICATION: &str = "https://w3id.org/security#authenticationMethod";
    pub(super) const DOMAIN: &str = "https://w3id.org/security#domain";
    pub(super) const CHALLENGE: &str = "https://w3id.org/security#challenge";
    pub(super) const PROOF_PURPOSE: &str = "https://w3id.org/security#proofPurpose";
    pub(super) const VERIFICATION_METHOD: &str = "https://w3id.org/security#verificationMethod";
    pub(super) const CREATED: &str = "http://purl.org/dc/terms/created";
    pub(super) const EXPIRES: &str = "https://w3id.org/security#expiration";
    pub(super) const PREVIOUS_PROOF: &str = "https://w3id.org/security#previousProof";
}
