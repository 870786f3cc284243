//! What the tests of presentations share: keys, an occasion, and a verifier who asks.

use jiff::{SignedDuration, Timestamp};
use samples::forge::{self, Controller, EdKey, Prover, RANNIKKO};
use serde_json::{Value, json};
use vc::{Challenge, Check, Code, Evidence, Outcome, Report, Verifier};

use super::{Occasion, Presenter};
use crate::signer::{KeyUnavailable, PublicHalf, Signer};

pub(super) const AUDIENCE: &str = "https://hohtava.example";
pub(super) const NONCE: &str = "4711";

/// A key that lies open.
pub(super) struct Key {
    public: PublicHalf,
    secret: Secret,
}

enum Secret {
    Ed25519(EdKey),
    P256(forge::Key),
}

impl Key {
    pub(super) fn ed25519(words: &str) -> Self {
        let key = EdKey::from_words(words);
        let bytes = vc::multibase::decode(&key.multikey()).expect("a multikey that was just written");
        let point = bytes[2..].try_into().expect("an Ed25519 key of 32 bytes after its multicodec");
        Self { public: PublicHalf::Ed25519(point), secret: Secret::Ed25519(key) }
    }

    pub(super) fn p256() -> Self {
        let key = forge::Key::for_seal(&RANNIKKO, forge::Algorithm::Es256);
        let point = &key.public()[key.public().len() - 65..];
        let public = PublicHalf::from_point(point).expect("the point of a P-256 key, uncompressed");
        Self { public, secret: Secret::P256(key) }
    }
}

impl Signer for Key {
    fn public(&self) -> &PublicHalf {
        &self.public
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyUnavailable> {
        Ok(match &self.secret {
            Secret::Ed25519(key) => key.sign_bytes(message).to_vec(),
            Secret::P256(key) => key.sign(message),
        })
    }
}

pub(super) fn by<'p>(signer: &'p Key, did: &'p str) -> Presenter<'p> {
    Presenter { signer, did }
}

/// At noon, to the employer, for two minutes.
pub(super) fn occasion() -> Occasion<'static> {
    Occasion { audience: Some(AUDIENCE), nonce: NONCE, made: after(0), until: after(120) }
}

/// So many seconds after it was made.
pub(super) fn after(seconds: i64) -> Timestamp {
    forge::instant("2026-11-22T12:00:00.75Z") + SignedDuration::from_secs(seconds)
}

/// A credential of a school about somebody.
pub(super) fn credential(about: &str) -> String {
    let school = Controller::by_key("a school");
    let document = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
        "issuer": school.did, "credentialSubject": { "id": about }
    });
    Prover::new(&school.badges).prove(document).to_string()
}

/// The same as a token, of version 2.0 or with the claim `vc`.
pub(super) fn token(about: &str, version_1: bool) -> String {
    let school = Controller::by_key("a school");
    let (context, kind) = match version_1 {
        true => ("https://www.w3.org/2018/credentials/v1", "JWT"),
        false => ("https://www.w3.org/ns/credentials/v2", "vc+jwt"),
    };
    let mut said = json!({
        "@context": [context], "type": ["VerifiableCredential"], "credentialSubject": { "id": about }
    });
    let claims: Value = match version_1 {
        true => json!({ "iss": school.did, "sub": about, "nbf": 1_767_225_600, "vc": said }),
        false => {
            said["issuer"] = school.did.clone().into();
            said
        }
    };
    let header = json!({ "alg": "EdDSA", "typ": kind, "kid": school.badges.id });
    forge::token(&school.badges.key, &header, &claims)
}

pub(super) fn asked(audience: &str, nonce: &str) -> Challenge {
    Challenge { audience: Some(audience.to_owned()), nonce: Some(nonce.to_owned()) }
}

pub(super) fn judge(shown: &str, challenge: &Challenge, at: Timestamp) -> Report {
    let mut pieces = vc::parse(shown.as_bytes()).expect("what was presented is read");
    let unverified = pieces.remove(0).expect("what was presented is one presentation");
    Verifier::default().asking(challenge.clone()).verify(&unverified, &Evidence::none(), at)
}

pub(super) const PASS: (Outcome, Option<Code>) = (Outcome::Pass, None);

pub(super) fn fail(code: Code) -> (Outcome, Option<Code>) {
    (Outcome::Fail, Some(code))
}

pub(super) fn outcome(report: &Report, check: Check) -> (Outcome, Option<Code>) {
    let result = report.checks.iter().find(|result| result.check == check).expect("each check is reported");
    (result.outcome, result.code)
}

/// What every presentation must come to, however it was made: it answers whom it was made for, and nobody else;
/// it runs out; and nothing in it can be changed.
pub(super) fn holds_for_this_occasion_only(shown: &str) {
    let holder = |audience: &str, nonce: &str, seconds| {
        outcome(&judge(shown, &asked(audience, nonce), after(seconds)), Check::Holder)
    };
    let good = judge(shown, &asked(AUDIENCE, NONCE), after(60));
    for check in [Check::Format, Check::Signature, Check::Validity, Check::Holder, Check::Schema] {
        assert_eq!(outcome(&good, check), PASS, "{check:?} {:?} {shown}", good.check(check));
    }
    assert_eq!(outcome(&good, Check::Issuer), (Outcome::Pass, Some(Code::InnerHolds)));
    assert_eq!(outcome(&good.nested[0].report, Check::Holder), PASS);
    assert_eq!(holder(AUDIENCE, NONCE, 119), PASS);
    assert_eq!(holder(AUDIENCE, "4712", 60), fail(Code::NonceMismatch));
    assert_eq!(holder("https://other.example", NONCE, 60), fail(Code::AudienceMismatch));
    assert_eq!(holder(AUDIENCE, NONCE, 120), fail(Code::BindingStale));
    assert_eq!(holder(AUDIENCE, NONCE, -301), fail(Code::BindingStale));
}
