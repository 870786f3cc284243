//! Presentations as tokens: `vp+jwt` (W3C VC-JOSE-COSE §3.1), and the claim `vp` (VC 1.1 §6.3.1).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::{Contents, Occasion, PresentFault, Presenter, Version};

/// A presentation as a token. The credentials in it stay as they are.
///
/// # Errors
/// [`PresentFault::KeyOfOther`] when the DID is not the key's, or [`PresentFault::Key`].
pub fn present(
    contents: &Contents,
    by: &Presenter<'_>,
    occasion: &Occasion<'_>,
) -> Result<String, PresentFault> {
    let method = by.method()?;
    let said = contents.members(by.did);
    let audience = occasion.audience.map(|audience| format!(r#","aud":{}"#, Value::from(audience)));
    let registered = format!(
        r#""iss":{},"iat":{},"exp":{},"nonce":{}{}"#,
        Value::from(by.did),
        occasion.made.as_second(),
        occasion.until.as_second(),
        Value::from(occasion.nonce),
        audience.unwrap_or_default()
    );
    let (kind, claims) = match contents.version() {
        Version::V2 => ("vp+jwt", format!("{{{registered},{said}}}")),
        Version::V1 => ("JWT", format!("{{{registered},\"vp\":{{{said}}}}}")),
    };
    let header = json!({ "alg": by.signer.public().jose_algorithm(), "typ": kind, "kid": method });
    let [header, claims] = [header.to_string(), claims].map(|part| URL_SAFE_NO_PAD.encode(part));
    let input = format!("{header}.{claims}");
    let signature = URL_SAFE_NO_PAD.encode(by.signer.sign(input.as_bytes())?);
    Ok(format!("{input}.{signature}"))
}

#[cfg(test)]
mod tests;
