//! The claims of a token and the credential or presentation in it (VC 1.1 §6.3.1; VC-JOSE-COSE §3.1; Open Badges
//! 3.0 §8.2.4).
//!
//! What is said twice must be said alike: a reader of the claims and a reader of the credential see the same.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::media_type::Kind;
use crate::profile::dates::{Edge, instant};
use crate::profile::presentation;
use crate::profile::written;
use crate::report::{Check, CheckResult, Code};
use crate::verify::challenge::Shown;

/// A credential taken out of the claims of its token.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Taken {
    /// The credential, completed by the claims where VC 1.1 says so.
    pub(crate) document: Value,
    /// What is wrong with the claims: the code, and the claim with its value.
    pub(crate) fault: Option<(Code, String)>,
    /// When the signature counts, where the claims say so for it rather than for the credential.
    pub(crate) period: Period,
    /// Whom the token names as its issuer; for a presentation, as the holder.
    pub(crate) issuer: Option<String>,
    /// For a presentation: what it says to whoever it is shown to.
    pub(crate) shown: Shown,
}

/// From when until when something counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Period {
    /// `nbf`.
    pub(crate) from: Option<Timestamp>,
    /// `exp`.
    pub(crate) until: Option<Timestamp>,
    /// A date that cannot be read, as `name = value`.
    pub(crate) unreadable: Option<String>,
}

/// Claims that JWT registers and a credential does not have.
const REGISTERED: [&str; 8] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf"];

/// Takes the credential or presentation out of the claims.
pub(crate) fn take(mut claims: Map<String, Value>, kind: Kind) -> Taken {
    let is_shown =
        claims.get("vp").is_some_and(Value::is_object) || presentation::is_presentation_of(&claims);
    let nonce = is_shown.then(|| claims.remove("nonce")).flatten();
    let registered: Map<String, Value> =
        REGISTERED.iter().filter_map(|name| Some(((*name).to_owned(), claims.remove(*name)?))).collect();
    let period = Period::of(&registered);
    let forbidden = ["vc", "vp"].into_iter().find(|name| claims.contains_key(*name));
    let (mut document, in_claim) = match (kind, claims.remove("vc"), claims.remove("vp")) {
        (Kind::Jwt, Some(credential), None) => (credential, true),
        (Kind::Jwt, None, Some(presentation)) => (presentation, true),
        _ => (Value::Object(claims), false),
    };
    let is_presentation = presentation::is_presentation(&document);
    let mut fault = match (kind, forbidden) {
        (Kind::VcJwt | Kind::VpJwt, Some(name)) => Some((Code::ClaimForbidden, name.to_owned())),
        (Kind::VcJwt, None) if is_presentation => Some((Code::MediaTypeWrong, "vc+jwt".to_owned())),
        (Kind::VpJwt, None) if !is_presentation => Some((Code::MediaTypeWrong, "vp+jwt".to_owned())),
        _ => None,
    };
    if in_claim && is_presentation {
        complete_presentation(&mut document, &registered);
    } else if in_claim {
        complete(&mut document, &registered, &period);
    }
    let mut disagreement = disagreement(&document, &registered);
    if kind == Kind::Jwt && !is_presentation {
        disagreement = disagreement.or_else(|| dates_disagree(&document, &period));
    }
    fault = fault.or_else(|| disagreement.map(|what| (Code::ClaimsDisagree, what)));
    let named = if is_presentation { "holder" } else { "issuer" };
    let issuer = registered.get("iss").or_else(|| id(document.get(named)?));
    Taken {
        issuer: issuer.and_then(Value::as_str).map(str::to_owned),
        fault,
        shown: if is_presentation { shown(&registered, nonce, &period) } else { Shown::default() },
        // In a plain JWT the dates are the credential's own.
        period: match kind {
            Kind::Jwt if !is_presentation => Period { from: None, until: None, ..period },
            _ => period,
        },
        document,
    }
}

/// Puts into the credential what only the claims say (VC 1.1 §6.3.1, "JWT Decoding").
fn complete(document: &mut Value, claims: &Map<String, Value>, period: &Period) {
    let Value::Object(credential) = document else { return };
    let date = |time: Option<Timestamp>| time.map(|time| Value::String(time.to_string()));
    let said = [
        ("id", claims.get("jti").cloned()),
        ("issuanceDate", date(period.from)),
        ("expirationDate", date(period.until)),
    ];
    for (name, value) in said {
        if let Some(value) = value {
            credential.entry(name).or_insert(value);
        }
    }
    for (name, claim) in [("issuer", "iss"), ("credentialSubject", "sub")] {
        let Some(identifier) = claims.get(claim) else { continue };
        match credential.get_mut(name) {
            None if name == "issuer" => _ = credential.insert(name.to_owned(), identifier.clone()),
            Some(Value::Object(party)) => _ = party.entry("id").or_insert_with(|| identifier.clone()),
            _ => {}
        }
    }
}

/// The same for a presentation (§6.3.1): its holder and its identifier.
fn complete_presentation(document: &mut Value, claims: &Map<String, Value>) {
    let Value::Object(presentation) = document else { return };
    for (name, claim) in [("id", "jti"), ("holder", "iss")] {
        if let Some(value) = claims.get(claim) {
            presentation.entry(name).or_insert_with(|| value.clone());
        }
    }
}

/// What the claims say to whoever the presentation is shown to.
fn shown(claims: &Map<String, Value>, nonce: Option<Value>, period: &Period) -> Shown {
    let audience = claims.get("aud").unwrap_or(&Value::Null);
    let audiences = audience.as_array().map_or(std::slice::from_ref(audience), Vec::as_slice);
    let made = claims.get("iat").or_else(|| claims.get("nbf")).and_then(numeric_date);
    Shown {
        audiences: audiences.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        nonce: nonce.as_ref().and_then(Value::as_str).map(str::to_owned),
        made,
        until: period.until,
    }
}

/// The first identifier of which claims and credential say different things.
fn disagreement(document: &Value, claims: &Map<String, Value>) -> Option<String> {
    let subject = match document.get("credentialSubject") {
        Some(Value::Array(several)) if several.len() != 1 => None,
        Some(Value::Array(one)) => one.first(),
        subject => subject,
    };
    let pairs = [
        ("iss", document.get("issuer").or_else(|| document.get("holder")).and_then(id)),
        ("sub", subject.and_then(id)),
        ("jti", document.get("id")),
    ];
    pairs.into_iter().find_map(|(claim, own)| {
        let (said, own) = (claims.get(claim)?, own?);
        (said != own).then(|| format!("{claim} = {}", written(said)))
    })
}

/// The first date of which claims and credential say different things, by the second.
fn dates_disagree(document: &Value, period: &Period) -> Option<String> {
    let own =
        |names: [&str; 2], edge| names.iter().find_map(|name| instant(document.get(*name)?.as_str()?, edge));
    let pairs = [
        ("nbf", period.from, own(["validFrom", "issuanceDate"], Edge::Start)),
        ("exp", period.until, own(["validUntil", "expirationDate"], Edge::End)),
    ];
    pairs.into_iter().find_map(|(claim, said, own)| {
        let (said, own) = (said?, own?);
        (said.as_second() != own.as_second()).then(|| format!("{claim} = {said}"))
    })
}

/// The identifier of a party that may be an object.
fn id(party: &Value) -> Option<&Value> {
    if party.is_object() { party.get("id") } else { Some(party) }
}

impl Period {
    /// Reads `nbf` and `exp`.
    pub(crate) fn of(claims: &Map<String, Value>) -> Self {
        let mut unreadable = None;
        let mut read = |name: &str| {
            let value = claims.get(name)?;
            let time = numeric_date(value);
            if time.is_none() && unreadable.is_none() {
                unreadable = Some(format!("{name} = {}", written(value)));
            }
            time
        };
        let (from, until) = (read("nbf"), read("exp"));
        Self { from, until, unreadable }
    }

    /// The signature's side of the validity check.
    pub(crate) fn check(&self, at: Timestamp) -> CheckResult {
        let fail = |code, name, date: Timestamp| {
            CheckResult::fail(Check::Validity, code).with(name, date.to_string())
        };
        match self {
            Self { unreadable: Some(value), .. } => {
                CheckResult::undetermined(Check::Validity, Code::DateUnreadable).with("value", value.clone())
            }
            Self { from: Some(from), .. } if at < *from => fail(Code::ProofNotYetValid, "from", *from),
            Self { until: Some(until), .. } if *until <= at => fail(Code::ProofExpired, "until", *until),
            _ => CheckResult::pass(Check::Validity),
        }
    }
}

/// Seconds since 1970 (RFC 7519 §2, `NumericDate`); parts of a second are cut off.
pub(crate) fn numeric_date(value: &Value) -> Option<Timestamp> {
    let number = value.as_number()?;
    let seconds = match number.as_i64() {
        Some(seconds) => seconds,
        None => whole(number.as_f64()?)?,
    };
    Timestamp::from_second(seconds).ok()
}

/// The whole part of a number that is no larger than times are.
fn whole(number: f64) -> Option<i64> {
    let floor = number.floor();
    #[expect(clippy::cast_possible_truncation, reason = "whole, and far smaller than what fits")]
    (floor.abs() < 1e15).then_some(floor as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn taken(claims: Value, kind: Kind) -> Taken {
        let Value::Object(claims) = claims else { panic!("claims are an object") };
        take(claims, kind)
    }

    #[test]
    fn claims_complete_a_credential_of_version_1() {
        let Taken { document, fault, period, issuer, .. } = taken(
            json!({"iss": "did:example:school", "sub": "did:example:robin", "jti": "urn:1", "nbf": 1_767_225_600,
                "exp": 1_798_761_600.5, "iat": 1, "vc": {"issuer": {"name": "School"}, "credentialSubject": {"name": "R"}}}),
            Kind::Jwt,
        );
        assert_eq!(
            document,
            json!({"id": "urn:1", "issuer": {"id": "did:example:school", "name": "School"},
                "credentialSubject": {"id": "did:example:robin", "name": "R"},
                "issuanceDate": "2026-01-01T00:00:00Z", "expirationDate": "2027-01-01T00:00:00Z"})
        );
        assert_eq!((fault, period, issuer.as_deref()), (None, Period::default(), Some("did:example:school")));
    }

    #[test]
    fn what_is_said_twice_is_said_alike() {
        let good = json!({"iss": "did:example:school", "sub": "did:example:robin", "jti": "urn:1",
            "nbf": 1_767_225_600, "exp": 1_798_761_600});
        let body = json!({"id": "urn:1", "issuer": "did:example:school", "validFrom": "2026-01-01T01:00:00.25+01:00",
            "validUntil": "2027-01-01T00:00:00Z", "credentialSubject": [{"id": "did:example:robin"}]});
        let with = |claim: &str, value: Value| {
            let mut claims = body.clone();
            claims.as_object_mut().unwrap().extend(good.as_object().unwrap().clone());
            claims[claim] = value;
            taken(claims, Kind::Jwt)
        };
        assert_eq!(with("iat", json!("2010-01-01T19:23:24Z")).fault, None);
        for (claim, value) in [
            ("iss", json!("did:example:other")),
            ("iss", json!(7)),
            ("sub", json!("did:example:other")),
            ("jti", json!("urn:2")),
            ("nbf", json!(1_767_225_601)),
            ("exp", json!(1_798_761_599)),
        ] {
            let (code, what) = with(claim, value.clone()).fault.unwrap();
            assert_eq!(code, Code::ClaimsDisagree, "{claim} {value}");
            assert!(what.starts_with(claim), "{what}");
        }
    }

    #[test]
    fn dates_of_a_vc_jwt_are_those_of_its_signature() {
        let claims = json!({"nbf": 10, "exp": 20, "validFrom": "2026-01-01T00:00:00Z", "issuer": {"id": "did:example:a"}});
        let taken = taken(claims, Kind::VcJwt);
        assert_eq!(taken.fault, None);
        assert_eq!(taken.period.from.map(Timestamp::as_second), Some(10));
        assert_eq!(taken.period.until.map(Timestamp::as_second), Some(20));
        assert_eq!(taken.issuer.as_deref(), Some("did:example:a"));
        assert_eq!(
            taken.document,
            json!({"validFrom": "2026-01-01T00:00:00Z", "issuer": {"id": "did:example:a"}})
        );
    }

    #[test]
    fn a_vc_jwt_has_no_claims_around_the_credential() {
        for name in ["vc", "vp"] {
            let (code, what) = taken(json!({"id": "urn:1", name: "oops"}), Kind::VcJwt).fault.unwrap();
            assert_eq!((code, what.as_str()), (Code::ClaimForbidden, name));
        }
    }

    #[test]
    fn dates_that_are_no_numbers_are_named() {
        for value in [json!("2027-01-01T00:00:00Z"), json!(null), json!(1e300), json!([1])] {
            let taken = taken(json!({"exp": value}), Kind::Jwt);
            assert!(taken.period.unreadable.unwrap().starts_with("exp = "), "{value}");
        }
    }
}
