//! What a token says that it is: `typ` and `cty` (RFC 7515 §4.1.9, §4.1.10; VC-JOSE-COSE §3).

use serde_json::{Map, Value};

/// What kind of token a header announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A JWT: a credential in the claim `vc` (VC 1.1 §6.3.1), or itself the claims (Open Badges 3.0 §8.2.4).
    Jwt,
    /// `vc+jwt`: a credential of VC 2.0, and no claim around it.
    VcJwt,
    /// `vp+jwt`: a presentation of VC 2.0, and no claim around it.
    VpJwt,
}

impl Kind {
    /// Reads `typ` and `cty`. Early drafts of VC-JOSE-COSE wrote `vc+ld+jwt` and `vc+ld+json+jwt`.
    ///
    /// # Errors
    /// The value that no credential has.
    pub(super) fn of(header: &Map<String, Value>) -> Result<Self, String> {
        let (kind, contents): (_, &[&str]) = match media_type(header, "typ")?.as_deref() {
            None | Some("jwt") => (Kind::Jwt, &["jwt", "vc", "json"]),
            Some("vc+jwt") => (Kind::VcJwt, &["vc"]),
            Some("vc+ld+jwt" | "vc+ld+json+jwt") => (Kind::VcJwt, &["vc", "vc+ld+json"]),
            Some("vp+jwt") => (Kind::VpJwt, &["vp"]),
            Some("vp+ld+jwt" | "vp+ld+json+jwt") => (Kind::VpJwt, &["vp", "vp+ld+json"]),
            Some(other) => return Err(other.to_owned()),
        };
        match media_type(header, "cty")? {
            Some(content) if !contents.contains(&content.as_str()) => Err(content),
            _ => Ok(kind),
        }
    }
}

/// A media type in lower case, without the `application/` that may be left out; nothing when there is none.
///
/// # Errors
/// The value, when it is no text.
pub(crate) fn media_type(header: &Map<String, Value>, parameter: &str) -> Result<Option<String>, String> {
    match header.get(parameter) {
        None => Ok(None),
        Some(Value::String(text)) => {
            let text = text.to_ascii_lowercase();
            Ok(Some(text.strip_prefix("application/").map(str::to_owned).unwrap_or(text)))
        }
        Some(other) => Err(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn credentials_say_what_they_are() {
        for (header, kind) in [
            (json!({}), Kind::Jwt),
            (json!({"typ": "JWT"}), Kind::Jwt),
            (json!({"typ": "jwt", "cty": "JWT"}), Kind::Jwt),
            (json!({"typ": "vc+jwt"}), Kind::VcJwt),
            (json!({"typ": "vc+jwt", "cty": "vc"}), Kind::VcJwt),
            (json!({"typ": "application/VC+JWT", "cty": "application/vc"}), Kind::VcJwt),
            (json!({"typ": "vp+jwt", "cty": "vp"}), Kind::VpJwt),
            (json!({"typ": "vc+ld+jwt", "cty": "vc+ld+json"}), Kind::VcJwt),
        ] {
            assert_eq!(Kind::of(header.as_object().unwrap()), Ok(kind), "{header}");
        }
    }

    #[test]
    fn other_things_are_no_credentials() {
        for header in [
            json!({"typ": "vp+jwt", "cty": "vc"}),
            json!({"typ": "kb+jwt"}),
            json!({"typ": "openid4vci-proof+jwt"}),
            json!({"typ": "vc+sd-jwt"}),
            json!({"typ": "statuslist+jwt"}),
            json!({"typ": "vc+jwt", "cty": "vp"}),
            json!({"typ": "vc+jwt", "cty": "vc+ld+json"}),
            json!({"typ": "JWT", "cty": "vp"}),
            json!({"typ": 7}),
            json!({"typ": ["JWT"]}),
        ] {
            assert!(Kind::of(header.as_object().unwrap()).is_err(), "{header}");
        }
    }
}
