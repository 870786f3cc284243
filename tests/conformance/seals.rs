//! Seals made on the spot: every algorithm and form, and one defect at a time.

use ::samples::forge::{
    Algorithm, CertificateHeader, ClaimedTime, Defect, FOZ_DO_ALCAIDE, Form, Identity, Key, Level, Pki,
    RANNIKKO, Sealer, instant, trust_list,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use tests::sealed::Sealed;
use vc::{Check, Code, Evidence, EvidenceItem, Need, Outcome, Report, TrustList, Verdict, Verifier};

use super::edc_sealed::at;

const JUDGED_AT: &str = "2026-11-22T12:00:00Z";

/// A credential of RANNIKKO, taken from the samples.
fn payload() -> String {
    let sample = ::samples::SAMPLES.iter().find(|sample| sample.name == "battery-industry.jsonld").unwrap();
    Sealed::read(sample.bytes).payload().to_owned()
}

fn seal_of(pki: &Pki, algorithm: Algorithm) -> Identity {
    Identity::new(pki, &RANNIKKO, Key::for_seal(&RANNIKKO, algorithm))
}

fn list(value: &Value) -> TrustList {
    TrustList::parse("list", value.to_string().as_bytes()).unwrap()
}

fn judge(bytes: &[u8], list_value: &Value, evidence: &Evidence) -> Report {
    let unverified = vc::parse(bytes).unwrap().remove(0).unwrap();
    Verifier::new(vec![list(list_value)]).verify(&unverified, evidence, at(JUDGED_AT))
}

fn result(report: &Report, check: Check) -> (Outcome, Option<Code>) {
    let result = report.check(check).unwrap();
    (result.outcome, result.code)
}

#[test]
fn every_algorithm_holds_in_every_form() {
    use Algorithm::{EdDsa, Es256, Es384, Es512, Ps256, Ps384, Rs256, Rs512};
    let (pki, payload) = (Pki::committed(), payload());
    let trust = trust_list(&pki);
    for algorithm in [Rs256, Rs512, Ps256, Ps384, Es256, Es384, Es512, EdDsa] {
        let seal = seal_of(&pki, algorithm);
        for form in [Form::General, Form::Flattened, Form::GeneralEncoded, Form::Compact] {
            for claimed_time in [ClaimedTime::SigT, ClaimedTime::Iat, ClaimedTime::Absent] {
                let certificates = CertificateHeader::Chain;
                let bytes =
                    Sealer { form, claimed_time, certificates, ..Sealer::new(&pki, &seal) }.seal(&payload);
                let report = judge(&bytes, &trust, &Evidence::none());
                let name = format!("{algorithm:?} {form:?} {claimed_time:?}");
                assert_eq!(result(&report, Check::Signature), (Outcome::Pass, None), "{name}");
                // The compact form has no room for time stamps.
                let expected = if form == Form::Compact { Verdict::Undetermined } else { Verdict::Verified };
                assert_eq!(report.verdict, expected, "{name}: {:#?}", report.checks);
                assert_eq!(report.seal.unwrap().claimed_time.is_some(), claimed_time != ClaimedTime::Absent);
            }
        }
    }
}

#[test]
fn each_defect_is_told_by_its_own_code() {
    const SIGNATURE: Check = Check::Signature;
    const VALIDITY: Check = Check::Validity;
    let (pki, payload) = (Pki::committed(), payload());
    let trust = trust_list(&pki);
    let seal = seal_of(&pki, Algorithm::Rs256);
    for (defect, check, outcome, code) in [
        (Defect::ContentTimestampOfOther, SIGNATURE, Outcome::Fail, Code::TimestampMismatch),
        (Defect::SignatureTimestampOfOther, VALIDITY, Outcome::Undetermined, Code::TimestampMismatch),
        (Defect::ArchiveTimestampOfOther, VALIDITY, Outcome::Undetermined, Code::TimestampMismatch),
        (Defect::SignatureTimestampBroken, VALIDITY, Outcome::Undetermined, Code::TimestampMismatch),
        (Defect::ClaimedTimeAltered, SIGNATURE, Outcome::Fail, Code::SignatureMismatch),
        (
            Defect::UnknownCritical("mustUnderstand"),
            SIGNATURE,
            Outcome::Undetermined,
            Code::CriticalHeaderUnknown,
        ),
        (Defect::EncodingNotCritical, SIGNATURE, Outcome::Fail, Code::HeaderInvalid),
        (Defect::AlgorithmNamed("PS256"), SIGNATURE, Outcome::Fail, Code::SignatureMismatch),
        (Defect::AlgorithmNamed("ES256"), SIGNATURE, Outcome::Fail, Code::AlgorithmKeyMismatch),
        (Defect::AlgorithmNamed("HS256"), SIGNATURE, Outcome::Fail, Code::AlgorithmKeyMismatch),
        (Defect::AlgorithmNamed("none"), SIGNATURE, Outcome::Fail, Code::Unsigned),
        (Defect::AlgorithmNamed("ES256K"), SIGNATURE, Outcome::Undetermined, Code::AlgorithmUnsupported),
        (Defect::CertificateDigestOfOther, SIGNATURE, Outcome::Fail, Code::CertificateDigestMismatch),
        (Defect::CertificateReplaced, SIGNATURE, Outcome::Fail, Code::SignatureMismatch),
        (Defect::RevokedInList, VALIDITY, Outcome::Fail, Code::CertificateRevoked),
        (Defect::RevokedInOcsp, VALIDITY, Outcome::Fail, Code::CertificateRevoked),
        (Defect::SignatureBroken, SIGNATURE, Outcome::Fail, Code::SignatureMismatch),
    ] {
        let bytes = Sealer { defect: Some(defect), ..Sealer::new(&pki, &seal) }.seal(&payload);
        let report = judge(&bytes, &trust, &Evidence::none());
        assert_eq!(result(&report, check), (outcome, Some(code)), "{defect:?}");
        let expected = if outcome == Outcome::Fail { Verdict::Invalid } else { Verdict::Undetermined };
        assert_eq!(report.verdict, expected, "{defect:?}");
    }
}

#[test]
fn the_certificate_must_have_lived_at_sealing_and_be_fit_for_it() {
    let (pki, payload) = (Pki::committed(), payload());
    let trust = trust_list(&pki);
    let key = || Key::for_seal(&RANNIKKO, Algorithm::Rs256);
    let dead = Identity::with_validity(
        &pki,
        &RANNIKKO,
        key(),
        instant("2024-01-01T00:00:00Z"),
        instant("2026-01-01T00:00:00Z"),
    );
    let report = judge(&Sealer::new(&pki, &dead).seal(&payload), &trust, &Evidence::none());
    assert_eq!(result(&report, Check::Validity), (Outcome::Fail, Some(Code::CertificateNotValidAtSealing)));
    assert_eq!(result(&report, Check::Issuer), (Outcome::Pass, None), "whose key it is does not change");

    // One that ends before it begins is no certificate; it must not stop the program either.
    let (from, until) = (instant("2027-01-01T00:00:00Z"), instant("2025-01-01T00:00:00Z"));
    let reversed = Identity::with_validity(&pki, &RANNIKKO, key(), from, until);
    let report = judge(&Sealer::new(&pki, &reversed).seal(&payload), &trust, &Evidence::none());
    assert_eq!(result(&report, Check::Signature), (Outcome::Undetermined, Some(Code::KeyMissing)));
    assert_eq!(result(&report, Check::Recognition), (Outcome::Undetermined, Some(Code::NotEstablished)));

    let unfit = Identity::unfit(&pki, &RANNIKKO, key());
    let report = judge(&Sealer::new(&pki, &unfit).seal(&payload), &trust, &Evidence::none());
    assert_eq!(result(&report, Check::Issuer), (Outcome::Fail, Some(Code::CertificateUnfit)));

    let other = Identity::new(&pki, &FOZ_DO_ALCAIDE, Key::for_seal(&FOZ_DO_ALCAIDE, Algorithm::Rs256));
    let report = judge(&Sealer::new(&pki, &other).seal(&payload), &trust, &Evidence::none());
    assert_eq!(result(&report, Check::Issuer), (Outcome::Fail, Some(Code::IssuerMismatch)));
    assert_eq!(
        result(&report, Check::Recognition),
        (Outcome::Undetermined, Some(Code::NotListed)),
        "the list vouches for the other one"
    );

    let double = Identity::self_signed(&RANNIKKO);
    let report = judge(&Sealer::new(&pki, &double).seal(&payload), &trust, &Evidence::none());
    assert_eq!(result(&report, Check::Issuer), (Outcome::Undetermined, Some(Code::NoAnchor)));
    assert_eq!(result(&report, Check::Recognition), (Outcome::Undetermined, Some(Code::NotListed)));
}

#[test]
fn an_anchor_vouches_only_for_its_use_and_its_subject() {
    let (pki, payload) = (Pki::committed(), payload());
    let seal = seal_of(&pki, Algorithm::Rs256);
    let bytes = Sealer::new(&pki, &seal).seal(&payload);
    let good = trust_list(&pki);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut list = good.clone();
        change(&mut list);
        judge(&bytes, &list, &Evidence::none())
    };

    let report = changed(&|list| list["issuers"][1]["x509"]["use"] = json!("seal"));
    assert_eq!(result(&report, Check::Validity), (Outcome::Undetermined, Some(Code::SealingTimeNotProven)));

    let report = changed(&|list| list["issuers"][0]["x509"]["use"] = json!("timestamp"));
    assert_eq!(result(&report, Check::Issuer), (Outcome::Undetermined, Some(Code::NoAnchor)));

    let named = |identifier: &str| {
        changed(&|list| list["issuers"][0]["x509"]["organization_identifier"] = json!(identifier))
    };
    let own = judge(&bytes, &good, &Evidence::none()).seal.unwrap().organization_identifier.unwrap();
    assert_eq!(named(&own).verdict, Verdict::Verified);
    assert_eq!(
        result(&named("VATFI-00000000"), Check::Issuer),
        (Outcome::Undetermined, Some(Code::NoAnchor))
    );

    // The seal certificate's own key may be listed, with nothing between.
    let pinned = changed(&|list| {
        let spki = openssl::x509::X509::from_der(&seal.certificate)
            .unwrap()
            .public_key()
            .unwrap()
            .public_key_to_der();
        list["issuers"][0]["x509"]["spki_sha256"] = json!(hex::encode(openssl::sha::sha256(&spki.unwrap())));
    });
    assert_eq!(pinned.verdict, Verdict::Verified);
    // A key that nobody in the file has helps nobody.
    let foreign = changed(&|list| list["issuers"][0]["x509"]["spki_sha256"] = json!("00".repeat(32)));
    assert_eq!(result(&foreign, Check::Recognition), (Outcome::Undetermined, Some(Code::NotListed)));
}

#[test]
fn a_missing_revocation_list_is_asked_for_and_its_answer_used() {
    let (pki, payload) = (Pki::committed(), payload());
    let trust = trust_list(&pki);
    let seal = seal_of(&pki, Algorithm::Rs256);
    let sealer = |defect| Sealer {
        level: Level::T,
        certificates: CertificateHeader::Chain,
        defect,
        ..Sealer::new(&pki, &seal)
    };
    let bytes = sealer(None).seal(&payload);

    let report = judge(&bytes, &trust, &Evidence::none());
    assert_eq!(
        result(&report, Check::Validity),
        (Outcome::Undetermined, Some(Code::CertificateRevocationUnknown))
    );

    let unverified = vc::parse(&bytes).unwrap().remove(0).unwrap();
    let lists = [list(&trust)];
    let needs = unverified.needs(&Evidence::none(), &lists);
    let [need @ Need::RevocationList { url }] = &needs[..] else { panic!("{needs:?}") };
    assert!(url.starts_with("https://"));
    assert!(unverified.needs(&Evidence::none(), &[]).is_empty(), "nobody trusted: nothing could change");

    let answer = |bytes: Vec<u8>| Evidence {
        items: vec![EvidenceItem { need: need.clone(), fetched_at: at(JUDGED_AT), bytes }],
        ..Evidence::none()
    };
    let list_of = |defect| crl(&Sealer { defect, ..Sealer::new(&pki, &seal) }.seal(&payload));
    assert!(unverified.needs(&answer(list_of(None)), &lists).is_empty());

    assert_eq!(judge(&bytes, &trust, &answer(list_of(None))).verdict, Verdict::Verified);
    let report = judge(&bytes, &trust, &answer(list_of(Some(Defect::RevokedInList))));
    assert_eq!(result(&report, Check::Validity), (Outcome::Fail, Some(Code::CertificateRevoked)));
    for useless in [Vec::new(), b"<html>".to_vec(), list_of(None)[..200].to_vec(), flipped(list_of(None))] {
        let report = judge(&bytes, &trust, &answer(useless));
        assert_eq!(
            result(&report, Check::Validity),
            (Outcome::Undetermined, Some(Code::CertificateRevocationUnknown))
        );
    }
}

/// The revocation list that a seal carries.
fn crl(bytes: &[u8]) -> Vec<u8> {
    let unsigned = Sealed::read(bytes).unsigned();
    let text = unsigned.iter().find_map(|element| element.pointer("/rVals/crlVals/0/val")).unwrap();
    STANDARD.decode(text.as_str().unwrap()).unwrap()
}

fn flipped(mut bytes: Vec<u8>) -> Vec<u8> {
    *bytes.last_mut().unwrap() ^= 1;
    bytes
}
