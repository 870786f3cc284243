//! Trust lists in the wallet's own format, `tessera-trust/1`.

use serde_json::{Value, json};

use super::{Authority, Pki};

/// A list that trusts what EU trusted lists name: the authority that issues the seal certificates, and the
/// time-stamping unit. Neither needs a certificate that is not in the file.
#[must_use]
pub fn trust_list(pki: &Pki) -> Value {
    json!({
        "format": "tessera-trust/1",
        "id": "tessera-samples",
        "title": "Tessera sample providers",
        "source": "made by samples/",
        "as_of": "2026-11-01",
        "issuers": [entry(&pki.intermediate, "seal"), entry(&pki.tsa, "timestamp")]
    })
}

fn entry(authority: &Authority, usage: &str) -> Value {
    json!({
        "x509": { "spki_sha256": authority.spki_sha256(), "use": usage },
        "name": authority.organisation.common_name,
        "country": authority.organisation.country
    })
}
