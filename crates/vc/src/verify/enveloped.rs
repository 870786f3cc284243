//! Credentials and presentations in an envelope: an object whose address is a token (VCDM 2.0 §4.13, `data:` URLs of
//! RFC 2397).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::container::Piece;

/// The type of an envelope around a credential.
pub(crate) const CREDENTIAL: &str = "EnvelopedVerifiableCredential";

/// The type of an envelope around a presentation.
const PRESENTATION: &str = "EnvelopedVerifiablePresentation";

/// What is in an envelope; any other piece as it is. Whatever else is written on an envelope says nothing.
pub(super) fn open(piece: Piece) -> Piece {
    match &piece {
        Piece::Json(value) if is_envelope(value) => token(value).map_or(piece, Piece::Token),
        _ => piece,
    }
}

/// True for an object that is an envelope.
pub(super) fn is_envelope(value: &Value) -> bool {
    value.get("proof").is_none() && has_type(value, &[CREDENTIAL, PRESENTATION])
}

/// True for an object whose address holds what it is.
pub(crate) fn is_data(value: &Value) -> bool {
    data(value).is_some()
}

/// The token in the address. It stands there as text; base64 of the text is read too.
fn token(value: &Value) -> Option<String> {
    let (kind, data) = data(value)?.split_once(',')?;
    let mut parameters = kind.split(';');
    let media_type = parameters.next()?.to_ascii_lowercase();
    if !MEDIA_TYPES.contains(&media_type.strip_prefix("application/")?) {
        return None;
    }
    match parameters.any(|parameter| parameter.eq_ignore_ascii_case("base64")) {
        true => String::from_utf8(STANDARD.decode(data).ok()?).ok(),
        false => Some(data.to_owned()),
    }
}

/// The address of an envelope behind its scheme.
fn data(value: &Value) -> Option<&str> {
    ["id", "@id"].iter().find_map(|name| value.get(*name)?.as_str()?.strip_prefix("data:"))
}

fn has_type(value: &Value, known: &[&str]) -> bool {
    let is_known = |class: &Value| class.as_str().is_some_and(|class| known.contains(&class));
    ["type", "@type"].iter().filter_map(|name| value.get(*name)).any(|types| match types {
        Value::Array(types) => types.iter().any(is_known),
        class => is_known(class),
    })
}

/// What envelopes hold, as VC-JOSE-COSE and its drafts name it. COSE is not read.
const MEDIA_TYPES: [&str; 12] = [
    "vc+jwt",
    "vc+sd-jwt",
    "vc-ld+jwt",
    "vc-ld+sd-jwt",
    "vc+ld+jwt",
    "vc+ld+json+jwt",
    "vc+ld+json+sd-jwt",
    "dc+sd-jwt",
    "vp+jwt",
    "vp+sd-jwt",
    "vp-ld+jwt",
    "vp+ld+json+jwt",
];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn opened(value: Value) -> Option<String> {
        match open(Piece::Json(value)) {
            Piece::Token(text) => Some(text),
            Piece::Json(_) => None,
        }
    }

    #[test]
    fn the_token_in_an_envelope_is_what_counts() {
        for address in [
            "data:application/vc+jwt,eyJ.e30.c2ln",
            "data:application/VC+JWT,eyJ.e30.c2ln",
            "data:application/vc-ld+jwt;base64url,eyJ.e30.c2ln",
            "data:application/vc+jwt;base64,ZXlKLmUzMC5jMmxu",
        ] {
            let envelope = json!({"type": CREDENTIAL, "id": address, "name": "not what is in it"});
            assert_eq!(opened(envelope).as_deref(), Some("eyJ.e30.c2ln"), "{address}");
        }
        let presentation = json!({"type": [PRESENTATION], "id": "data:application/vp+jwt,eyJ.e30.c2ln"});
        assert_eq!(opened(presentation).as_deref(), Some("eyJ.e30.c2ln"));
    }

    #[test]
    fn what_is_no_envelope_stays_as_it_is() {
        for value in [
            json!({"type": CREDENTIAL, "id": "not-a-credential"}),
            json!({"type": CREDENTIAL, "id": "data:application/vc+cose,0oREoQ"}),
            json!({"type": CREDENTIAL, "id": "data:application/vc+jwt;base64,*"}),
            json!({"type": CREDENTIAL, "id": "data:text/html,<p>"}),
            json!({"type": CREDENTIAL}),
            json!({"type": "VerifiableCredential", "id": "data:application/vc+jwt,eyJ.e30.c2ln"}),
            json!({"type": CREDENTIAL, "id": "data:application/vc+jwt,eyJ.e30.c2ln", "proof": {}}),
        ] {
            assert_eq!(opened(value.clone()), None, "{value}");
        }
    }
}
