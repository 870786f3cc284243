//! Cryptographic suites: one file each, one line in [`SUITES`].

mod arithmetic;
mod ecdsa_jcs_2019;
mod ecdsa_rdfc_2019;
mod ecdsa_sd_2023;
mod ed25519_signature_2020;
mod eddsa_jcs_2022;
mod eddsa_rdfc_2022;
mod jcs;
mod json_web_signature_2020;
mod rdfc;

use jsonld::Dataset;

use super::document::Document;
use super::proof::{Facts, Proof};
use super::stop::Stop;
use crate::key::public_key::PublicKey;

/// All suites. The first that recognises a proof checks it.
static SUITES: &[&dyn Suite] = &[
    &eddsa_rdfc_2022::SUITE,
    &ed25519_signature_2020::SUITE,
    &eddsa_jcs_2022::SUITE,
    &ecdsa_rdfc_2019::SUITE,
    &ecdsa_jcs_2019::SUITE,
    &ecdsa_sd_2023::SUITE,
    &json_web_signature_2020::SUITE,
];

/// A cryptographic suite.
pub(super) trait Suite: Sync {
    /// True when the proof says that it is of this suite. Looks at names only.
    fn recognises(&self, proof: &Proof) -> bool;

    /// True when its signatures cover the JSON as written; else they cover what it means as linked data.
    fn covers_text(&self) -> bool;

    /// Reads what the proof says, as it is signed.
    ///
    /// # Errors
    /// [`Stop`] when some of it is in no signature, or it has no canonical form.
    fn configuration<'p>(
        &self,
        proof: &'p Proof,
        document: &'p Document<'_, '_>,
    ) -> Result<Configuration<'p>, Stop>;

    /// Checks the signature of the proof over what it says and over the document.
    ///
    /// # Errors
    /// [`Stop`] when it does not hold, or that cannot be found out.
    fn check(
        &self,
        proof: &Proof,
        configuration: &Configuration<'_>,
        document: &Document<'_, '_>,
        key: &PublicKey,
    ) -> Result<Assumed, Stop>;
}

/// What a proof says, and that in the form in which it is signed.
pub(super) struct Configuration<'p> {
    pub(super) facts: Facts,
    form: Form<'p>,
}

/// What becomes canonical before it is signed.
enum Form<'p> {
    /// Linked data.
    Quads(Dataset<'p>),
    /// JSON, canonical already.
    Text(String),
}

/// What had to be assumed for a signature to hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Assumed {
    /// That canonicalisation counts like neighbours once for every mention.
    pub(super) every_mention: bool,
    /// That it is the issuer's own proof, from which a holder derives what is shown.
    pub(super) holders_copy: bool,
}

/// The suite of a proof, if it is a supported one.
pub(super) fn of(proof: &Proof) -> Option<&'static dyn Suite> {
    SUITES.iter().copied().find(|suite| suite.recognises(proof))
}
