//! JSON Web Keys (RFC 7517, RFC 7518 §6.2, §6.3, RFC 8037).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use super::public_key::{KeyFault, PublicKey};

impl PublicKey {
    /// Reads a public JWK: Ed25519, P-256, P-384, P-521 or RSA.
    ///
    /// # Errors
    /// [`KeyFault::Malformed`] when a member is missing or wrong, or the key is a private one: everybody
    /// who reads it could sign. [`KeyFault::Unsupported`] for other kinds of key.
    pub fn from_jwk(jwk: &Value) -> Result<Self, KeyFault> {
        if jwk.get("d").is_some() {
            return Err(KeyFault::Malformed);
        }
        let text = |member| jwk.get(member).and_then(Value::as_str);
        match (text("kty"), text("crv")) {
            (Some("OKP"), Some("Ed25519")) => {
                let key = coordinate(jwk, "x", 32)?;
                key.try_into().map(Self::Ed25519).map_err(|_| KeyFault::Malformed)
            }
            (Some("EC"), Some("P-256")) => point(jwk, 32).map(Self::P256),
            (Some("EC"), Some("P-384")) => point(jwk, 48).map(Self::P384),
            (Some("EC"), Some("P-521")) => point(jwk, 66).map(Self::P521),
            (Some("RSA"), _) => Self::from_rsa(&bytes(jwk, "n")?, &bytes(jwk, "e")?),
            (Some(_), _) => Err(KeyFault::Unsupported),
            (None, _) => Err(KeyFault::Malformed),
        }
    }
}

/// An uncompressed point (SEC 1 §2.3.3).
fn point(jwk: &Value, length: usize) -> Result<Vec<u8>, KeyFault> {
    Ok([vec![0x04], coordinate(jwk, "x", length)?, coordinate(jwk, "y", length)?].concat())
}

/// A coordinate: base64url of exactly as many bytes as the curve has (RFC 7518 §6.2.1.2).
fn coordinate(jwk: &Value, member: &str, length: usize) -> Result<Vec<u8>, KeyFault> {
    let bytes = bytes(jwk, member)?;
    if bytes.len() == length { Ok(bytes) } else { Err(KeyFault::Malformed) }
}

fn bytes(jwk: &Value, member: &str) -> Result<Vec<u8>, KeyFault> {
    let text = jwk.get(member).and_then(Value::as_str).ok_or(KeyFault::Malformed)?;
    URL_SAFE_NO_PAD.decode(text).map_err(|_| KeyFault::Malformed)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn base64(bytes: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode(bytes)
    }

    #[test]
    fn keys_are_read_by_their_curve() {
        let okp = json!({"kty": "OKP", "crv": "Ed25519", "x": base64(&[7; 32]), "use": "sig", "kid": "1"});
        assert_eq!(PublicKey::from_jwk(&okp), Ok(PublicKey::Ed25519([7; 32])));
        let ec = json!({"kty": "EC", "crv": "P-256", "x": base64(&[1; 32]), "y": base64(&[2; 32])});
        let point = [&[4][..], &[1; 32], &[2; 32]].concat();
        assert_eq!(PublicKey::from_jwk(&ec), Ok(PublicKey::P256(point)));
        let ec = json!({"kty": "EC", "crv": "P-384", "x": base64(&[1; 48]), "y": base64(&[2; 48])});
        assert!(matches!(PublicKey::from_jwk(&ec), Ok(PublicKey::P384(point)) if point.len() == 97));
        let ec = json!({"kty": "EC", "crv": "P-521", "x": base64(&[1; 66]), "y": base64(&[2; 66])});
        assert!(matches!(PublicKey::from_jwk(&ec), Ok(PublicKey::P521(point)) if point.len() == 133));
        let rsa = json!({"kty": "RSA", "n": base64(&[0xff; 256]), "e": "AQAB"});
        assert!(matches!(PublicKey::from_jwk(&rsa), Ok(PublicKey::Rsa(_))));
    }

    #[test]
    fn broken_keys_are_refused() {
        let good = json!({"kty": "OKP", "crv": "Ed25519", "x": base64(&[7; 32])});
        for (member, value) in [
            ("x", json!(base64(&[7; 31]))),
            ("x", json!(base64(&[7; 33]))),
            ("x", json!(base64(&[7; 32]) + "=")),
            ("x", json!(7)),
            ("d", json!(base64(&[7; 32]))),
            ("kty", json!(null)),
        ] {
            let mut jwk = good.clone();
            jwk[member] = value;
            assert_eq!(PublicKey::from_jwk(&jwk), Err(KeyFault::Malformed), "{jwk}");
        }
        assert_eq!(PublicKey::from_jwk(&json!("text")), Err(KeyFault::Malformed));
    }

    #[test]
    fn other_kinds_are_not_supported() {
        for jwk in [
            json!({"kty": "OKP", "crv": "X25519", "x": base64(&[7; 32])}),
            json!({"kty": "EC", "crv": "secp256k1", "x": base64(&[7; 32]), "y": base64(&[7; 32])}),
            json!({"kty": "oct", "k": "AAAA"}),
        ] {
            assert_eq!(PublicKey::from_jwk(&jwk), Err(KeyFault::Unsupported), "{jwk}");
        }
    }
}
