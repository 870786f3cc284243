//! Presentations made on the spot, and everything that can be wrong with them.

use serde_json::{Value, json};

use crate::report::{Check, Code, DocumentKind, Outcome, ProfileId, Report, Verdict};
use crate::securing::data_integrity::tests::{
    NOW, PASS, Signer, at, credential, fail, open, outcome, published, with_proof,
};
use crate::securing::jws::tests::Holder;
use crate::trust::TrustList;
use crate::verify::challenge::Challenge;
use crate::verify::evidence::Evidence;
use crate::{SecuringId, Verifier};

/// What is shown holds.
const HOLDS: (Outcome, Option<Code>) = (Outcome::Pass, Some(Code::InnerHolds));
const UNCHALLENGED: (Outcome, Option<Code>) = (Outcome::Pass, Some(Code::Unchallenged));

#[test]
fn a_presentation_is_shown_by_its_holder() {
    let report = judge(&shown(&[issued()]));
    assert_eq!(report.kind, DocumentKind::Presentation);
    assert_eq!((report.profile, report.securing), (ProfileId::Vcdm2, SecuringId::DataIntegrity));
    for check in [Check::Format, Check::Signature, Check::Validity, Check::Schema] {
        assert_eq!(outcome(&report, check), PASS, "{check:?} {:?}", report.check(check));
    }
    assert_eq!(outcome(&report, Check::Issuer), HOLDS);
    assert_eq!(outcome(&report, Check::Recognition), (Outcome::Pass, Some(Code::InnerRecognised)));
    assert_eq!(outcome(&report, Check::Holder), UNCHALLENGED);
    assert_eq!(report.verdict, Verdict::Verified);
    let [inner] = report.nested.as_slice() else { panic!("one credential") };
    assert!(inner.about_parent);
    assert_eq!((inner.report.verdict, inner.report.kind), (Verdict::Verified, DocumentKind::Credential));
    assert_eq!(outcome(&inner.report, Check::Holder), UNCHALLENGED);
}

#[test]
fn what_was_asked_is_answered() {
    let asked = Challenge { audience: Some("https://employer.example".into()), nonce: Some("n-1".into()) };
    let holder = |options: &[(&str, Value)]| {
        let report = judge_asking(&shown_with(&[issued()], options), &asked);
        (outcome(&report, Check::Holder), outcome(&report.nested[0].report, Check::Holder))
    };
    let domain = ("domain", json!("https://employer.example"));
    let challenge = ("challenge", json!("n-1"));
    let not_shown = open(Code::BindingMissing);
    assert_eq!(holder(&[domain.clone(), challenge.clone()]), (PASS, PASS));
    assert_eq!(holder(std::slice::from_ref(&challenge)), (fail(Code::AudienceMismatch), not_shown));
    assert_eq!(
        holder(&[("domain", json!("https://other.example")), challenge]),
        (fail(Code::AudienceMismatch), not_shown)
    );
    assert_eq!(holder(std::slice::from_ref(&domain)), (fail(Code::NonceMismatch), not_shown));
    assert_eq!(holder(&[domain, ("challenge", json!("n-2"))]), (fail(Code::NonceMismatch), not_shown));
}

#[test]
fn an_answer_put_in_later_is_not_signed() {
    let asked = Challenge { nonce: Some("n-1".into()), ..Challenge::default() };
    let mut presentation = shown(&[issued()]);
    presentation["proof"]["challenge"] = json!("n-1");
    let report = judge_asking(&presentation, &asked);
    assert_eq!(outcome(&report, Check::Signature), fail(Code::SignatureMismatch));
    assert_eq!(outcome(&report, Check::Holder), open(Code::NotEstablished));
    assert_eq!(report.verdict, Verdict::Invalid);
}

#[test]
fn a_presentation_of_another_day_is_stale() {
    let old = shown_with(&[issued()], &[("created", json!("2026-11-21T12:00:00Z"))]);
    assert_eq!(outcome(&judge(&old), Check::Holder), fail(Code::BindingStale));
    let lasting = [("created", json!("2026-11-21T12:00:00Z")), ("expires", json!("2026-11-23T12:00:00Z"))];
    assert_eq!(outcome(&judge(&shown_with(&[issued()], &lasting)), Check::Holder), UNCHALLENGED);
}

#[test]
fn a_credential_about_somebody_else_is_said_to_be() {
    let other = college().sign(&credential(&college().did()));
    let report = judge(&shown(&[issued(), other.clone()]));
    assert_eq!(report.verdict, Verdict::Verified);
    let differs = &report.nested[1];
    assert!(report.nested[0].about_parent && !differs.about_parent);
    assert_eq!(outcome(&differs.report, Check::Holder), (Outcome::NotApplicable, Some(Code::HolderDiffers)));
    // Where proof was asked for, such a credential does not give it.
    let asked = Challenge { nonce: Some("n-1".into()), ..Challenge::default() };
    let report = judge_asking(&shown_with(&[other], &[("challenge", json!("n-1"))]), &asked);
    assert_eq!(outcome(&report.nested[0].report, Check::Holder), open(Code::HolderDiffers));
    assert_eq!(outcome(&report, Check::Issuer), open(Code::InnerUndetermined));
    assert_eq!(report.verdict, Verdict::Undetermined);
}

#[test]
fn nobody_shows_it_in_the_name_of_another() {
    let stranger = Signer::new(9);
    let presentation = presentation(&learner().did(), &[issued()]);
    let options = options(&stranger);
    let report = judge(&with_proof(&presentation, stranger.prove(&presentation, options)));
    assert_eq!(outcome(&report, Check::Signature), PASS);
    assert_eq!(outcome(&report, Check::Holder), fail(Code::PresenterMismatch));
    assert_eq!(report.verdict, Verdict::Invalid);
}

#[test]
fn proofs_that_assert_do_not_show_who_somebody_is() {
    let presentation = presentation(&learner().did(), &[issued()]);
    let report = judge(&learner().sign(&presentation));
    assert_eq!(outcome(&report, Check::Signature), fail(Code::ProofPurposeWrong));
    let document = credential(&college().did());
    let showing = college().prove(&document, options(&college()));
    assert_eq!(
        outcome(&judge(&with_proof(&document, showing)), Check::Signature),
        fail(Code::ProofPurposeWrong)
    );
}

#[test]
fn a_document_on_the_web_says_by_which_keys_its_subject_shows_itself() {
    let (signer, did) = (Signer::new(5), "did:web:robin.example");
    let evidence = |relationship: &str| {
        let method = json!({"id": format!("{did}#key"), "type": "Multikey", "controller": did,
            "publicKeyMultibase": signer.multikey()});
        published(did, &json!({"id": did, "verificationMethod": [method], relationship: ["#key"]}))
    };
    let presentation = presentation(did, &[issued()]);
    let mut options = options(&signer);
    options["verificationMethod"] = json!(format!("{did}#key"));
    let signed = with_proof(&presentation, signer.prove(&presentation, options));
    let holder = |relationship: &str| {
        let unverified = crate::parse(signed.to_string().as_bytes()).unwrap().remove(0).unwrap();
        let report = Verifier::new(trust()).verify(&unverified, &evidence(relationship), at(NOW));
        outcome(&report, Check::Holder)
    };
    assert_eq!(holder("authentication"), UNCHALLENGED);
    assert_eq!(holder("assertionMethod"), fail(Code::PresenterKeyNotAuthorised));
}

#[test]
fn credentials_that_nobody_signed_for_are_a_collection() {
    let report = judge(&presentation(&learner().did(), &[issued()]));
    assert_eq!(outcome(&report, Check::Signature), open(Code::Unsigned));
    assert_eq!(outcome(&report, Check::Holder), open(Code::BindingMissing));
    assert_eq!(report.verdict, Verdict::Undetermined);
    assert_eq!(report.nested[0].report.verdict, Verdict::Verified, "each stands for itself");
}

#[test]
fn what_is_shown_decides_about_the_presentation() {
    let mut flipped = issued();
    flipped["name"] = json!("Welding, level 3");
    let unlisted = Signer::new(8).sign(&about_learner(&Signer::new(8).did()));
    let not_a_credential = json!({"@context": "https://www.w3.org/ns/credentials/v2",
        "type": "EnvelopedVerifiableCredential", "id": "urn:not-a-credential"});
    for (credentials, issuer, verdict) in [
        (vec![], open(Code::NothingInside), Verdict::Undetermined),
        (vec![issued(), flipped], fail(Code::InnerInvalid), Verdict::Invalid),
        (vec![issued(), not_a_credential], open(Code::InnerUnreadable), Verdict::Undetermined),
        (vec![issued(), unlisted], HOLDS, Verdict::Unrecognised),
    ] {
        let report = judge(&shown(&credentials));
        assert_eq!((outcome(&report, Check::Issuer), report.verdict), (issuer, verdict), "{credentials:?}");
    }
}

#[test]
fn what_is_added_beside_the_credentials_is_not_signed() {
    let mut presentation = shown(&[issued()]);
    presentation["praise"] = json!("the best of them all");
    let report = judge(&presentation);
    assert_eq!(outcome(&report, Check::Format), fail(Code::UnsignedContent));
    let mut exchanged = shown(&[issued()]);
    exchanged["verifiableCredential"][0] = college().sign(&credential(&college().did()));
    assert_eq!(outcome(&judge(&exchanged), Check::Signature), fail(Code::SignatureMismatch));
}

#[test]
fn tokens_are_shown_in_tokens() {
    let (school, robin) = (Holder::of("ES256"), Holder::of("EdDSA"));
    let inner = school.token(
        &json!({"alg": "ES256", "typ": "vc+jwt", "kid": format!("{}#0", school.did())}),
        &about(&school.did(), &robin.did()),
    );
    let envelope = json!({"@context": "https://www.w3.org/ns/credentials/v2",
        "type": "EnvelopedVerifiableCredential", "id": format!("data:application/vc+jwt,{inner}")});
    let claims = |change: &dyn Fn(&mut Value)| {
        let mut claims = presentation(&robin.did(), std::slice::from_ref(&envelope));
        claims["iss"] = json!(robin.did());
        claims["iat"] = json!(at(NOW).as_second());
        claims["aud"] = json!("employer");
        claims["nonce"] = json!("n-1");
        change(&mut claims);
        claims
    };
    let header = |typ: &str| json!({"alg": "EdDSA", "typ": typ, "kid": format!("{}#0", robin.did())});
    let asked = Challenge { audience: Some("employer".into()), nonce: Some("n-1".into()) };
    let judged = |typ: &str, change: &dyn Fn(&mut Value)| {
        judge_token(&robin.token(&header(typ), &claims(change)), &asked)
    };

    let good = judged("vp+jwt", &|_| {});
    for check in [Check::Format, Check::Signature, Check::Validity, Check::Holder, Check::Schema] {
        assert_eq!(outcome(&good, check), PASS, "{check:?} {:?}", good.check(check));
    }
    assert_eq!((good.kind, good.securing), (DocumentKind::Presentation, SecuringId::Jws));
    assert_eq!(good.nested[0].at, "/verifiableCredential/0");
    assert_eq!(outcome(&good.nested[0].report, Check::Holder), PASS);

    let holder = |change: &dyn Fn(&mut Value)| outcome(&judged("vp+jwt", change), Check::Holder);
    assert_eq!(holder(&|it| it["aud"] = json!(["other", "employer"])), PASS);
    assert_eq!(holder(&|it| it["aud"] = json!("other")), fail(Code::AudienceMismatch));
    assert_eq!(holder(&|it| it["nonce"] = json!("n-2")), fail(Code::NonceMismatch));
    let format = |typ: &str, change: &dyn Fn(&mut Value)| outcome(&judged(typ, change), Check::Format);
    assert_eq!(format("vc+jwt", &|_| {}), fail(Code::MediaTypeWrong));
    assert_eq!(format("vp+jwt", &|it| it["iss"] = json!("did:example:other")), fail(Code::ClaimsDisagree));
    assert_eq!(format("vp+jwt", &|it| it["vp"] = json!("x")), fail(Code::ClaimForbidden));
    assert_eq!(format("vp+jwt", &|it| it["grade"] = json!("excellent")), fail(Code::TermUndefined));
}

#[test]
fn tokens_of_version_1_stand_in_the_claim_vp() {
    let (school, robin) = (Holder::of("ES256"), Holder::of("ES384"));
    let inner = school.token(
        &json!({"alg": "ES256", "typ": "JWT", "kid": format!("{}#0", school.did())}),
        &json!({"iss": school.did(), "sub": robin.did(), "nbf": 1_767_225_600, "vc": {
            "@context": ["https://www.w3.org/2018/credentials/v1"], "type": ["VerifiableCredential"],
            "credentialSubject": {}}}),
    );
    let token = |contents: Value| {
        let claims = json!({"iss": robin.did(), "aud": "employer", "nonce": "n-1", "jti": "urn:uuid:7", "vp": {
            "@context": ["https://www.w3.org/2018/credentials/v1"], "type": ["VerifiablePresentation"],
            "verifiableCredential": contents}});
        robin.token(&json!({"alg": "ES384", "typ": "JWT", "kid": format!("{}#0", robin.did())}), &claims)
    };
    let asked = Challenge { audience: Some("employer".into()), nonce: Some("n-1".into()) };
    for contents in [json!([inner]), json!(inner)] {
        let report = judge_token(&token(contents), &asked);
        assert_eq!((report.profile, report.kind), (ProfileId::Vcdm1, DocumentKind::Presentation));
        for check in [Check::Format, Check::Signature, Check::Holder, Check::Schema] {
            assert_eq!(outcome(&report, check), PASS, "{check:?} {:?}", report.check(check));
        }
        assert_eq!(outcome(&report, Check::Issuer), HOLDS);
        assert_eq!(report.nested.len(), 1);
        assert!(report.nested[0].about_parent);
    }
    // Nobody asked, and it does not say when it was made.
    let undated = judge_token(&token(json!([inner])), &Challenge::default());
    assert_eq!(outcome(&undated, Check::Holder), open(Code::BindingUndated));
    let broken = judge_token(&token(json!([inner, "no credential"])), &asked);
    assert_eq!(outcome(&broken, Check::Issuer), open(Code::InnerUnreadable));
}

#[test]
fn a_presentation_in_an_envelope_is_what_is_in_it() {
    let robin = Holder::of("EdDSA");
    let mut claims = presentation(&robin.did(), &[]);
    claims["iat"] = json!(at(NOW).as_second());
    let token =
        robin.token(&json!({"alg": "EdDSA", "typ": "vp+jwt", "kid": format!("{}#0", robin.did())}), &claims);
    let envelope = json!({"@context": "https://www.w3.org/ns/credentials/v2",
        "type": "EnvelopedVerifiablePresentation", "id": format!("data:application/vp+jwt,{token}")});
    let report = judge(&envelope);
    assert_eq!((report.kind, report.securing), (DocumentKind::Presentation, SecuringId::Jws));
    assert_eq!(outcome(&report, Check::Signature), PASS);
}

#[test]
fn an_endorsement_may_come_as_a_token() {
    let (school, council) = (Signer::new(1), Holder::of("ES256"));
    let endorsement = council.token(
        &json!({"alg": "ES256", "typ": "vc+jwt", "kid": format!("{}#0", council.did())}),
        &json!({"@context": BADGE_CONTEXTS, "id": "urn:endorsement",
            "type": ["VerifiableCredential", "EndorsementCredential"], "name": "Good standing",
            "issuer": {"id": council.did(), "type": ["Profile"]}, "validFrom": "2026-06-02T00:00:00Z",
            "credentialSubject": {"id": "urn:badge", "type": ["EndorsementSubject"]}}),
    );
    let badge = school.sign(&json!({"@context": BADGE_CONTEXTS, "id": "urn:badge", "name": "Badge",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": school.did(), "type": ["Profile"]}, "validFrom": "2026-06-01T00:00:00Z",
        "endorsementJwt": [endorsement],
        "credentialSubject": {"id": "did:example:robin", "type": ["AchievementSubject"], "achievement": {
            "id": "urn:achievement", "type": ["Achievement"], "name": "Badge", "description": "What was done",
            "criteria": {"narrative": "Do it"}}}}));
    let report = judge(&badge);
    assert_eq!(outcome(&report, Check::Format), PASS);
    let [endorsement] = report.nested.as_slice() else { panic!("one endorsement: {:?}", report.nested) };
    assert_eq!(endorsement.at, "/endorsementJwt/0");
    assert_eq!(endorsement.kind, crate::NestedKind::Endorsement);
    assert!(endorsement.about_parent);
    assert_eq!(outcome(&endorsement.report, Check::Signature), PASS);
}

const BADGE_CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

fn college() -> Signer {
    Signer::new(1)
}

fn learner() -> Signer {
    Signer::new(2)
}

/// The college on a trust list.
fn trust() -> Vec<TrustList> {
    let list = json!({"format": "tessera-trust/1", "id": "t", "title": "T", "source": "test",
        "as_of": "2026-11-01", "issuers": [{"did": college().did(), "name": "College", "country": "FI"}]});
    vec![TrustList::parse("t", list.to_string().as_bytes()).unwrap()]
}

fn about(issuer: &str, subject: &str) -> Value {
    let mut document = credential(issuer);
    document["credentialSubject"]["id"] = json!(subject);
    document
}

fn about_learner(issuer: &str) -> Value {
    about(issuer, &learner().did())
}

/// A good credential of the learner.
fn issued() -> Value {
    college().sign(&about_learner(&college().did()))
}

fn presentation(holder: &str, credentials: &[Value]) -> Value {
    json!({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"],
        "holder": holder, "verifiableCredential": credentials})
}

fn options(signer: &Signer) -> Value {
    let mut options = signer.options();
    options["proofPurpose"] = json!("authentication");
    options["created"] = json!(NOW);
    options
}

/// The credentials, shown by the learner just now.
fn shown(credentials: &[Value]) -> Value {
    shown_with(credentials, &[])
}

fn shown_with(credentials: &[Value], more: &[(&str, Value)]) -> Value {
    let presentation = presentation(&learner().did(), credentials);
    let mut options = options(&learner());
    more.iter().for_each(|(name, value)| options[*name] = value.clone());
    with_proof(&presentation, learner().prove(&presentation, options))
}

fn judge(document: &Value) -> Report {
    judge_asking(document, &Challenge::default())
}

fn judge_asking(document: &Value, asked: &Challenge) -> Report {
    judge_token(&document.to_string(), asked)
}

fn judge_token(text: &str, asked: &Challenge) -> Report {
    let unverified = crate::parse(text.as_bytes()).unwrap().remove(0).unwrap();
    Verifier::new(trust()).asking(asked.clone()).verify(&unverified, &Evidence::none(), at(NOW))
}
