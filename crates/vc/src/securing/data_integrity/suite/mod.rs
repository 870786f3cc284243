//! Cryptographic suites: one file each, one line in [`SUITES`].

mod ed25519_signature_2020;
mod eddsa_rdfc_2022;
mod rdfc;

use super::document::Document;
use super::proof::{Facts, Proof};
use super::stop::Stop;
use crate::key::public_key::PublicKey;

/// All suites. The first that recognises a proof checks it.
static SUITES: &[&dyn Suite] = &[&eddsa_rdfc_2022::SUITE, &ed25519_signature_2020::SUITE];

/// A cryptographic suite.
pub(super) trait Suite: Sync {
    /// True when the proof says that it is of this suite. Looks at names only.
    fn recognises(&self, proof: &Proof) -> bool;

    /// Reads what the proof says, as it is signed.
    ///
    /// # Errors
    /// [`Stop`] when some of it is in no signature, or it has no canonical form.
    fn configuration(&self, proof: &Proof, document: &Document<'_, '_>) -> Result<Configuration, Stop>;

    /// Checks the signature of the proof over what it says and over the document.
    ///
    /// # Errors
    /// [`Stop`] when it does not hold, or that cannot be found out.
    fn check(
        &self,
        proof: &Proof,
        configuration: &Configuration,
        document: &Document<'_, '_>,
        key: &PublicKey,
    ) -> Result<Assumed, Stop>;
}

/// What a proof says, and the digest of that.
pub(super) struct Configuration {
    pub(super) facts: Facts,
    digest: Vec<u8>,
}

/// What had to be assumed for a signature to hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Assumed {
    /// That canonicalisation counts like neighbours once for every mention.
    pub(super) every_mention: bool,
}

/// The suite of a proof, if it is a supported one.
pub(super) fn of(proof: &Proof) -> Option<&'static dyn Suite> {
    SUITES.iter().copied().find(|suite| suite.recognises(proof))
}
