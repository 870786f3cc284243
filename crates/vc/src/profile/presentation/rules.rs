//! The rules on presentations of the Verifiable Credentials Data Model, versions 1.1 and 2.0.
//!
//! The credentials in one are held against their own rules.

use jsonld::Node;
use serde_json::Value;

use super::{HOLDER, contents};
use crate::profile::vcdm::credential::contexts;
use crate::profile::vcdm::shape::{At, Broken};
use crate::profile::vcdm::{Version, is_credential, types};
use crate::verify::enveloped;

/// Holds a presentation against the rules of its version.
pub(super) fn judge(broken: &mut Broken, version: Version, document: &Value, node: Node<'_>) {
    if contexts(document).first() != Some(&Some(version.context())) {
        broken.add(format!("VerifiablePresentation.@context is {} first", version.context()), &At::Root);
    }
    for (count, value) in node.all_of(HOLDER).enumerate() {
        if value.node().is_none_or(|holder| holder.iri().is_none()) {
            broken.add("VerifiablePresentation.holder is a URL".to_owned(), &At::Value(value));
        } else if count == 1 {
            broken.add("VerifiablePresentation.holder 0..1".to_owned(), &At::Value(value));
        }
        if broken.is_full() {
            return;
        }
    }
    if !contents(document).iter().all(is_credential_object) {
        broken.add("VerifiablePresentation.verifiableCredential is a credential".to_owned(), &At::Root);
    }
}

fn is_credential_object(item: &Value) -> bool {
    is_credential(item) || types(item).any(|class| class == enveloped::CREDENTIAL) && enveloped::is_data(item)
}
