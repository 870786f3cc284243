//! Which of the two kinds of credential an SD-JWT says that it is.

use serde_json::{Map, Value};

use crate::profile::presentation::is_presentation_of;
use crate::securing::jws::media_type;

/// A kind of credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// SD-JWT VC of the IETF: claims, with a type in `vct`.
    Ietf,
    /// A credential or presentation of the W3C model (VC-JOSE-COSE §3.2): linked data.
    W3c,
}

impl Kind {
    /// The kind by `typ`, `cty` and what is in it, and the value that does not agree, if one does not.
    ///
    /// Early drafts of SD-JWT VC wrote `vc+sd-jwt` too; only the content tells those from the W3C's.
    pub(super) fn of(
        header: Option<&Map<String, Value>>,
        claims: &Map<String, Value>,
    ) -> (Self, Option<String>) {
        let kind = if claims.contains_key("@context") { Kind::W3c } else { Kind::Ietf };
        let read = |parameter| header.map_or(Ok(None), |header| media_type(header, parameter));
        let fault = match (read("typ"), read("cty")) {
            (Err(value), _) | (_, Err(value)) => Some(value),
            (Ok(typ), Ok(content)) => match (typ.as_deref(), kind) {
                (Some("dc+sd-jwt"), Kind::Ietf) => None,
                (Some("vp+sd-jwt" | "vp+ld+sd-jwt" | "vp+ld+json+sd-jwt"), Kind::W3c)
                    if is_presentation_of(claims) =>
                {
                    content.filter(|content| !["vp", "vp+ld+json"].contains(&content.as_str()))
                }
                (typ, Kind::W3c) if is_presentation_of(claims) => Some(typ.unwrap_or_default().to_owned()),
                (Some("vc+sd-jwt" | "vc+ld+sd-jwt" | "vc+ld+json+sd-jwt"), Kind::W3c)
                | (Some("vc+sd-jwt"), Kind::Ietf) => {
                    content.filter(|content| !["vc", "vc+ld+json"].contains(&content.as_str()))
                }
                _ => Some(typ.unwrap_or_default()),
            },
        };
        (kind, fault)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_two_kinds_are_told_apart() {
        let (ietf, w3c) = (json!({"vct": "urn:a"}), json!({"@context": []}));
        for (header, claims, expected) in [
            (json!({"typ": "dc+sd-jwt"}), &ietf, (Kind::Ietf, None)),
            (json!({"typ": "vc+sd-jwt"}), &ietf, (Kind::Ietf, None)),
            (json!({"typ": "vc+sd-jwt", "cty": "vc"}), &w3c, (Kind::W3c, None)),
            (json!({"typ": "application/VC+SD-JWT"}), &w3c, (Kind::W3c, None)),
            (json!({"typ": "dc+sd-jwt"}), &w3c, (Kind::W3c, Some("dc+sd-jwt"))),
            (json!({"typ": "vc+jwt"}), &w3c, (Kind::W3c, Some("vc+jwt"))),
            (json!({"typ": "vc+sd-jwt", "cty": "vp"}), &w3c, (Kind::W3c, Some("vp"))),
            (json!({"typ": "vp+sd-jwt", "cty": "vp"}), &w3c, (Kind::W3c, Some("vp+sd-jwt"))),
            (json!({"typ": "kb+jwt"}), &ietf, (Kind::Ietf, Some("kb+jwt"))),
            (json!({}), &ietf, (Kind::Ietf, Some(""))),
            (json!({"typ": 7}), &ietf, (Kind::Ietf, Some("7"))),
        ] {
            let (kind, fault) = Kind::of(header.as_object(), claims.as_object().unwrap());
            assert_eq!((kind, fault.as_deref()), expected, "{header} {claims}");
        }
    }
}
