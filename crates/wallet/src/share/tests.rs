use jiff::{SignedDuration, Timestamp};
use samples::forge::{Controller, Prover, badge_in_parts, digest, disclosure, instant, token};
use serde_json::{Value, json};
use vc::{Challenge, Check, Code, Outcome, Report, Verdict};

use super::*;
use crate::fakes::ports;
use crate::keys::Algorithm;
use crate::verify::{Judge, Judging, Reach};

const AUDIENCE: &str = "https://hohtava.example";
const NONCE: &str = "K7M2-9QX0";

/// Somebody with an empty wallet in memory.
pub(crate) fn learner() -> Session {
    let mut session = Session::new("nowhere".into(), ports(instant(samples::JUDGED_AT)));
    let book = samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect();
    session.open_samples([], samples::TRUST_LIST, book).unwrap();
    session
}

/// A badge of a provider that the sample list knows.
pub(crate) fn badge_about(who: &str) -> String {
    let provider = Controller::by_key("Hohtava Cells");
    let badge = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
        "id": "urn:uuid:7", "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "Soldering",
        "issuer": { "id": provider.did, "type": ["Profile"], "name": "Hohtava Cells" },
        "validFrom": "2026-05-04T09:00:00Z",
        "credentialSubject": { "id": who, "type": ["AchievementSubject"], "achievement": {
            "id": "urn:uuid:8", "type": ["Achievement"], "name": "Soldering", "description": "Joins with tin",
            "criteria": { "narrative": "Solder twelve joints" } } }
    });
    Prover::new(&provider.badges).prove(badge).to_string()
}

/// A diploma with four claims that can be held back, bound to a key.
fn diploma_for(jwk: &str) -> String {
    let provider = Controller::by_key("Hohtava Cells");
    let claims = [
        ("given_name", "Aino"),
        ("family_name", "Kivelahti"),
        ("birthdate", "2001-04-30"),
        ("grade", "excellent"),
    ];
    let claims = claims.map(|(name, value)| disclosure(name, name, &value.into()));
    let said = json!({
        "iss": provider.did, "vct": "https://hohtava.example/diploma", "iat": 1_777_885_200, "exp": 1_861_920_000,
        "cnf": { "jwk": serde_json::from_str::<Value>(jwk).unwrap() },
        "_sd": claims.iter().map(|text| digest(text)).collect::<Vec<_>>()
    });
    let header = json!({ "alg": "EdDSA", "typ": "dc+sd-jwt", "kid": provider.badges.id });
    let token = token(&provider.badges.key, &header, &said);
    claims.iter().fold(format!("{token}~"), |text, one| text + one + "~")
}

pub(crate) fn taken(session: &mut Session, text: &str) -> String {
    session.import(None, text.as_bytes()).unwrap().taken.remove(0).record
}

fn request(records: &[&str]) -> ShareRequest {
    let chosen = records.iter().map(|record| Chosen { record: (*record).to_owned(), claims: None });
    ShareRequest { chosen: chosen.collect(), ..ShareRequest::default() }
}

fn answering(records: &[&str]) -> ShareRequest {
    let said = |text: &str| Some(text.to_owned());
    ShareRequest { audience: said(AUDIENCE), nonce: said(NONCE), ..request(records) }
}

/// What an employer, who has nothing but the proof, finds out.
fn judged(shared: &Shared, audience: &str, nonce: &str, seconds: i64) -> Vec<Report> {
    let at = instant(samples::JUDGED_AT) + SignedDuration::from_secs(seconds);
    judged_at(shared, Challenge { audience: Some(audience.into()), nonce: Some(nonce.into()) }, at)
}

fn judged_at(shared: &Shared, challenge: Challenge, at: Timestamp) -> Vec<Report> {
    let trust = vec![vc::TrustList::parse("samples", samples::TRUST_LIST).unwrap()];
    let judging = Judging { trust, reach: Reach::Offline, at: Some(at), challenge, ..Judging::default() };
    let judge = Judge::new(judging, &ports(at));
    judge.verify(&shared.proof).unwrap().into_iter().map(|one| one.unwrap().report).collect()
}

fn holder(report: &Report) -> (Outcome, Option<Code>) {
    let check = report.checks.iter().find(|result| result.check == Check::Holder).unwrap();
    (check.outcome, check.code)
}

const PASS: (Outcome, Option<Code>) = (Outcome::Pass, None);

#[test]
fn everything_bound_to_a_key_here_is_verified_and_held_in_every_form() {
    let mut session = learner();
    for algorithm in [Algorithm::Ed25519, Algorithm::P256] {
        let keys = session.make_key(algorithm).unwrap();
        let key = keys.iter().find(|key| key.algorithm == algorithm).unwrap();
        let badge = taken(&mut session, &badge_about(&key.did));
        let diploma = taken(&mut session, &diploma_for(&key.jwk));
        let in_parts = taken(&mut session, &badge_in_parts(&key.did));
        let forms = [Form::Best, Form::Rdfc, Form::Jcs, Form::Jwt];
        let cases = [&badge, &in_parts].into_iter().flat_map(|badge| forms.map(|form| (badge, form)));
        for (record, form) in cases.chain([(&diploma, Form::Best)]) {
            let shared = session.share(&ShareRequest { form, ..answering(&[record]) }).unwrap();
            assert_eq!(shared.parts[0].bond, Bond::Holder);
            let report = judged(&shared, AUDIENCE, NONCE, 60).remove(0);
            assert_eq!(
                (report.verdict, holder(&report)),
                (Verdict::Verified, PASS),
                "{algorithm:?} {form:?}"
            );
            let refused = |audience, nonce, seconds| {
                let report = judged(&shared, audience, nonce, seconds).remove(0);
                assert_eq!(report.verdict, Verdict::Invalid, "{algorithm:?} {form:?}");
                holder(&report).1.unwrap()
            };
            assert_eq!(refused(AUDIENCE, NONCE, 120), Code::BindingStale);
            assert_eq!(refused("https://other.example", NONCE, 60), Code::AudienceMismatch);
            assert_eq!(refused(AUDIENCE, "K7M2-9QX1", 60), Code::NonceMismatch);
        }
    }
}

#[test]
fn credential_of_no_key_here_is_signed_for_one_audience_and_said_not_to_be_bound() {
    let mut session = learner();
    session.make_key(Algorithm::Ed25519).unwrap();
    let badge = taken(&mut session, &badge_about("did:example:robin"));
    let shown = |session: &mut Session, audience: &str| {
        let request = ShareRequest { audience: Some(audience.into()), ..answering(&[&badge]) };
        let shared = session.share(&request).unwrap();
        assert_eq!(shared.parts[0].bond, Bond::Pairwise);
        let report = judged(&shared, audience, NONCE, 1).remove(0);
        assert_eq!(holder(&report), PASS);
        assert_eq!(holder(&report.nested[0].report), (Outcome::Undetermined, Some(Code::HolderDiffers)));
        report.claims.subject.id.unwrap()
    };
    let one = shown(&mut session, "https://one.example");
    assert_ne!(shown(&mut session, "https://other.example"), one, "two audiences cannot compare");
    assert_eq!(shown(&mut session, "https://one.example"), one);
    let keys = session.keys().unwrap();
    let audiences: Vec<_> = keys.iter().filter_map(|key| key.audience.as_deref()).collect();
    assert_eq!(audiences, ["https://one.example", "https://other.example"]);
    assert!(keys.iter().all(|key| key.did != one || key.audience.is_some()));
    // For nobody in particular no key is kept.
    session.share(&ShareRequest { audience: None, form: Form::Jcs, ..answering(&[&badge]) }).unwrap();
    assert_eq!(session.keys().unwrap().len(), 3);
}

#[test]
fn what_nobody_asked_for_is_fresh_for_two_minutes() {
    let mut session = learner();
    let key = session.make_key(Algorithm::Ed25519).unwrap().remove(0);
    let badge = taken(&mut session, &badge_about(&key.did));
    let shared = session.share(&request(&[&badge])).unwrap();
    let at = |seconds| {
        let at = shared.made_at + SignedDuration::from_secs(seconds);
        holder(&judged_at(&shared, Challenge::default(), at).remove(0))
    };
    assert_eq!(shared.expires, Some(shared.made_at + SignedDuration::from_secs(120)));
    assert_eq!(at(119), (Outcome::Pass, Some(Code::Unchallenged)));
    assert_eq!(at(120), (Outcome::Fail, Some(Code::BindingStale)));
}

#[test]
fn several_credentials_of_all_kinds_are_shown_together() {
    let mut session = learner();
    let key = session.make_key(Algorithm::Ed25519).unwrap().remove(0);
    let sealed = samples::SAMPLES.iter().find(|sample| sample.name == "high-voltage-safety.jsonld").unwrap();
    let (one, other) =
        (taken(&mut session, &badge_about(&key.did)), taken(&mut session, &badge_about("did:example:robin")));
    let diploma = taken(&mut session, &diploma_for(&key.jwk));
    let sealed_record = session.import(Some(sealed.name), sealed.bytes).unwrap().taken.remove(0).record;
    let request = ShareRequest { nonce: None, ..answering(&[&one, &diploma, &sealed_record, &other]) };
    let shared = session.share(&request).unwrap();
    let bonds: Vec<_> = shared.parts.iter().map(|part| part.bond).collect();
    assert_eq!(bonds, [Bond::Holder, Bond::Holder, Bond::None, Bond::Pairwise]);
    let whole = std::str::from_utf8(sealed.bytes).unwrap();
    assert!(String::from_utf8_lossy(&shared.proof).contains(whole), "a sealed file stays as it is");
    let reports = judged_at(&shared, Challenge::default(), shared.made_at);
    let kinds: Vec<_> = reports.iter().map(|report| (report.verdict, report.nested.len())).collect();
    assert_eq!(reports.len(), 4, "{kinds:?}");
    assert!(reports.iter().all(|report| report.verdict == Verdict::Verified), "{kinds:?}");
}

#[test]
fn preview_tells_what_they_will_see_and_makes_nothing() {
    let mut session = learner();
    let key = session.make_key(Algorithm::Ed25519).unwrap().remove(0);
    let diploma = taken(&mut session, &diploma_for(&key.jwk));
    let badge = taken(&mut session, &badge_about("did:example:robin"));
    let mut request = answering(&[&diploma, &badge]);
    request.chosen[0].claims = Some(vec!["/grade".to_owned()]);
    let preview = session.preview_share(&request).unwrap();
    assert_eq!((preview.lifetime, preview.answers), (120, true));
    let [diploma, badge] = &preview.parts[..] else { panic!("two credentials") };
    let told = |seen: &[Seen]| seen.iter().map(|one| one.value.clone()).collect::<Vec<_>>();
    let choices: Vec<_> = diploma.visible.iter().filter_map(|seen| seen.at.as_deref()).collect();
    assert_eq!(
        (choices, told(&diploma.hidden)),
        (vec!["/grade"], vec!["Aino".into(), "Kivelahti".into(), "2001-04-30".into()])
    );
    assert!(told(&diploma.visible).contains(&"excellent".to_owned()));
    assert_eq!((diploma.bond, diploma.choosable, &diploma.warnings[..]), (Bond::Holder, true, &[][..]));
    assert!(told(&badge.visible).contains(&"Soldering".to_owned()) && badge.hidden.is_empty());
    let expected = [ShareWarning::ShownWhole, ShareWarning::NotBound];
    assert_eq!((badge.bond, badge.choosable, &badge.warnings[..]), (Bond::Pairwise, false, &expected[..]));
    assert_eq!(session.keys().unwrap().len(), 1);
    assert!(session.share_log(None).unwrap().entries.is_empty());
    request.chosen[0].claims = None;
    assert_eq!(session.preview_share(&request).unwrap().parts[0].warnings, [ShareWarning::BirthDate]);
}

#[test]
fn badge_in_parts_is_shown_in_part_and_its_issuers_own_proof_never() {
    let mut session = learner();
    let key = session.make_key(Algorithm::Ed25519).unwrap().remove(0);
    for (who, bond) in [(key.did.as_str(), Bond::Holder), ("did:example:robin", Bond::None)] {
        let badge = taken(&mut session, &badge_in_parts(who));
        let mut request = request(&[&badge]);
        request.chosen[0].claims = Some(vec!["/credentialSubject/role".to_owned()]);
        let part = session.preview_share(&request).unwrap().parts.remove(0);
        let told = |seen: &[Seen]| seen.iter().map(|one| one.value.clone()).collect::<Vec<_>>();
        assert_eq!(told(&part.hidden), ["satisfactory", "Keeps the books", "Close one year"]);
        assert!(
            told(&part.visible).contains(&who.to_owned()),
            "an identifier comes with what is said about it"
        );
        assert!(told(&part.visible).contains(&"Participant".to_owned()) && part.choosable);
        assert_eq!((part.bond, part.warnings.contains(&ShareWarning::ShownWhole)), (bond, false));
        for claims in [request.chosen[0].claims.clone(), Some(Vec::new()), None] {
            request.chosen[0].claims = claims.clone();
            let shared = session.share(&request).unwrap();
            let text = String::from_utf8(shared.proof.clone()).unwrap();
            let is_whole = claims.is_none();
            assert_eq!(text.contains("satisfactory"), is_whole);
            assert!(!text.contains("u2V0A"), "the issuer's own proof is the learner's alone");
            assert_eq!(shared.parts[0].withheld.is_empty(), is_whole);
            let employer = judged_at(&shared, Challenge::default(), shared.made_at).remove(0);
            assert_eq!(employer.verdict, Verdict::Verified, "{claims:?}");
        }
    }
    let mut odd =
        request(&[&taken(&mut session, &badge_in_parts("did:example:odd").replace("u2V0A", "u2V0AA"))]);
    assert_eq!(session.share(&odd).err().unwrap().code(), "not_shareable");
    odd.chosen[0].claims = Some(Vec::new());
    assert_eq!(session.preview_share(&odd).unwrap_err().code(), "not_shareable");
}

#[test]
fn warnings_name_what_stands_against_it_and_what_is_personal() {
    let mut session = learner();
    for (name, expected) in [
        ("badge-expired.json", ShareWarning::Expired),
        ("expired.jsonld", ShareWarning::Expired),
        ("diploma-revoked.sd-jwt", ShareWarning::Revoked),
        ("badge-flipped.json", ShareWarning::Invalid),
        ("unknown-issuer.jsonld", ShareWarning::Undetermined),
        ("high-voltage-safety.jsonld", ShareWarning::BirthDate),
    ] {
        let sample = samples::SAMPLES.iter().find(|sample| sample.name == name).unwrap();
        let record = session.import(Some(name), sample.bytes).unwrap().taken.remove(0).record;
        let warnings = session.preview_share(&request(&[&record])).unwrap().parts.remove(0).warnings;
        assert!(warnings.contains(&expected), "{name}: {warnings:?}");
    }
    let names = ["nationalID", "birthDate", "personal_administrative_number", "date_of_birth"];
    assert_eq!(preview::personal(names.into_iter()), [ShareWarning::PersonalNumber, ShareWarning::BirthDate]);
}

#[test]
fn log_tells_what_was_shown_to_whom_until_it_is_forgotten() {
    let mut session = learner();
    let key = session.make_key(Algorithm::Ed25519).unwrap().remove(0);
    let diploma = taken(&mut session, &diploma_for(&key.jwk));
    let mut request = answering(&[&diploma]);
    request.chosen[0].claims = Some(vec!["/grade".to_owned()]);
    assert_eq!(session.share_again().err().unwrap().code(), "share_unknown");
    session.share(&request).unwrap();
    let again = session.share_again().unwrap();
    let log = session.share_log(None).unwrap();
    let [entry] = &log.entries[..] else { panic!("shown again is one entry: {log:?}") };
    assert_eq!(entry.audience.as_deref(), Some(AUDIENCE));
    assert_eq!(entry.until, again.expires.map(|until| until.to_string()));
    assert_eq!(entry.credentials[0].claims, ["/grade"]);
    assert_eq!(entry.credentials[0].record.as_ref(), Some(&diploma));
    let history = session.history(None).unwrap();
    assert_eq!(
        (history.happenings[0].what, history.happenings[0].credentials),
        (crate::What::Shared, Some(1))
    );
    session.delete(&diploma).unwrap();
    assert_eq!(session.share_log(None).unwrap().entries[0].credentials[0].record, None);
    assert!(session.forget_share(entry.number).unwrap().entries.is_empty());
    assert_eq!(session.last_shared().unwrap().bytes, again.proof);
    assert_eq!(session.last_shared().unwrap().file_name, "proof.sd-jwt");
}

#[test]
fn what_cannot_be_shown_so_is_refused_with_a_code() {
    let mut session = learner();
    let badge = taken(&mut session, &badge_about("did:example:robin"));
    let diploma = taken(&mut session, &diploma_for(r#"{"kty":"OKP","crv":"Ed25519","x":"AA"}"#));
    let sealed = samples::SAMPLES.iter().find(|sample| sample.name == "high-voltage-safety.jsonld").unwrap();
    let sealed = session.import(None, sealed.bytes).unwrap().taken.remove(0).record;
    let claims = |record: &str| {
        let mut request = request(&[record]);
        request.chosen[0].claims = Some(vec!["/shoe_size".to_owned()]);
        request
    };
    for (request, code) in [
        (answering(&[&sealed]), "proof_not_bound"),
        (answering(&[&diploma]), "proof_not_bound"),
        (ShareRequest { form: Form::Plain, ..answering(&[&badge]) }, "proof_not_bound"),
        (ShareRequest { form: Form::Jwt, ..request(&[&diploma]) }, "form_unsuitable"),
        (ShareRequest { form: Form::Rdfc, ..request(&[&sealed]) }, "form_unsuitable"),
        (ShareRequest { lifetime: Some(9), ..request(&[&badge]) }, "lifetime_unusable"),
        (ShareRequest { lifetime: Some(u32::MAX), ..request(&[&badge]) }, "lifetime_unusable"),
        (ShareRequest { audience: Some("a".repeat(301)), ..request(&[&badge]) }, "share_text_too_long"),
        (request(&[]), "share_count"),
        (request(&[&*badge; 51]), "share_count"),
        (request(&["0123456789abcdef"]), "record_unknown"),
        (claims(&badge), "shown_whole"),
        (claims(&diploma), "claim_unknown"),
    ] {
        assert_eq!(session.preview_share(&request).unwrap_err().code(), code);
        assert_eq!(session.share(&request).err().unwrap().code(), code);
    }
    assert!(session.share_log(None).unwrap().entries.is_empty());
}
