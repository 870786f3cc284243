//! The Commission's sealed samples: verdicts, and what changes them.

use jiff::Timestamp;
use tests::{data, scores, sealed::Sealed};
use vc::{Check, Code, Evidence, Outcome, Report, TrustList, Verdict, Verifier};

/// Sealed on 2025-02-12 with a certificate that ended on 2025-05-10.
pub(crate) const PARTICIPATION: &str = "edc/sealed/elm-support_Sample-CertOfPart-signed.jsonld";

const AUTHORITY: &str = "ANF Global Root CA";
const TIME_AUTHORITY: &str = "ZETES TSP ROOT CA 001";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn judge(bytes: &[u8], trust: &[TrustList], at: Timestamp) -> Report {
    let unverified = vc::parse(bytes).expect("a file").remove(0).expect("a credential");
    Verifier::new(trust.to_vec()).verify(&unverified, &Evidence::none(), at)
}

/// A root that the file itself carries, as somebody would hand it over: a PEM file of its own.
pub(crate) fn root_of(sealed: &Sealed, common_name: &str) -> TrustList {
    let pem = sealed
        .certificates()
        .into_iter()
        .find(|pem| {
            let certificate = openssl::x509::X509::from_pem(pem.as_bytes()).unwrap();
            let name = format!("{:?}", certificate.subject_name());
            name.contains(common_name)
                && certificate.subject_name().try_cmp(certificate.issuer_name()).unwrap().is_eq()
        })
        .expect("a root of that name");
    TrustList::parse("root.pem", pem.as_bytes()).unwrap()
}

pub(crate) fn anchors(sealed: &Sealed) -> Vec<TrustList> {
    vec![root_of(sealed, AUTHORITY), root_of(sealed, TIME_AUTHORITY)]
}

fn outcome(report: &Report, check: Check) -> (Outcome, Option<Code>) {
    let result = report.check(check).unwrap();
    (result.outcome, result.code)
}

#[test]
fn every_seal_holds_and_none_is_verified_without_trust() {
    let Some(folder) = data::find("edc/sealed", 3) else { return };
    let files = data::files(&folder);
    for path in &files {
        let report = judge(&std::fs::read(path).unwrap(), &[], at("2026-11-22T12:00:00Z"));
        println!("{:<48} {:?}", data::name(path), report.verdict);
        assert_eq!(outcome(&report, Check::Signature), (Outcome::Pass, None), "{}", path.display());
        assert_ne!(report.verdict, Verdict::Verified);
    }
    scores::record("EDC sealed", files.len(), 0, &[]);
}

#[test]
fn the_negative_of_2022_is_refused_for_its_issuer() {
    let Some(path) = data::find("edc/sealed/credential-jws-invalid.jsonld", 1) else { return };
    let bytes = std::fs::read(path).unwrap();
    let report =
        judge(&bytes, &[root_of(&Sealed::read(&bytes), "ANF Global Root CA")], at("2023-01-01T00:00:00Z"));
    assert_eq!(report.verdict, Verdict::Invalid);
    assert_eq!(outcome(&report, Check::Issuer), (Outcome::Fail, Some(Code::IssuerUnidentified)));
    assert_eq!(outcome(&report, Check::Format), (Outcome::Undetermined, Some(Code::ContextUnknown)));
}

#[test]
fn participation_depends_on_trust_and_not_on_a_certificate_that_ended_since() {
    let Some(path) = data::find(PARTICIPATION, 4) else { return };
    let bytes = std::fs::read(path).unwrap();
    let sealed = Sealed::read(&bytes);

    let report = judge(&bytes, &[], at("2025-03-01T00:00:00Z"));
    assert_eq!(report.verdict, Verdict::Undetermined);
    assert_eq!(outcome(&report, Check::Issuer), (Outcome::Undetermined, Some(Code::NoAnchor)));

    let late = at("2025-06-01T00:00:00Z");
    let report = judge(&bytes, &anchors(&sealed), late);
    assert_eq!(report.verdict, Verdict::Verified, "{:#?}", report.checks);
    let seal = report.seal.as_ref().unwrap();
    assert!(seal.certificate_until < late);
    assert_eq!(seal.proven_time.unwrap().to_string(), "2025-02-12T12:09:48Z");
    assert!(report.into_verified().is_ok());

    let report = judge(&bytes, &[root_of(&sealed, AUTHORITY)], late);
    assert_eq!(report.verdict, Verdict::Undetermined);
    assert_eq!(outcome(&report, Check::Issuer), (Outcome::Pass, None));
    assert_eq!(outcome(&report, Check::Validity), (Outcome::Undetermined, Some(Code::SealingTimeNotProven)));

    let report = judge(&bytes, &anchors(&sealed), at("2025-02-12T12:00:00Z"));
    assert_ne!(report.verdict, Verdict::Verified, "judged for a time before it was sealed");
}

#[test]
fn a_stored_report_reads_back_the_same_and_proves_nothing() {
    let Some(path) = data::find(PARTICIPATION, 1) else { return };
    let bytes = std::fs::read(path).unwrap();
    let report = judge(&bytes, &anchors(&Sealed::read(&bytes)), at("2025-06-01T00:00:00Z"));
    let text = serde_json::to_string(&report).unwrap();
    let stored: Report = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&stored).unwrap(), text);
    assert_eq!(stored.verdict, Verdict::Verified);
    assert!(stored.into_verified().is_err());
}

#[test]
fn unsealed_credentials_are_invalid_because_nobody_signed_them() {
    let Some(folder) = data::find("edc/unsealed", 3) else { return };
    for path in data::files(&folder) {
        let report = judge(&std::fs::read(&path).unwrap(), &[], at("2026-11-22T12:00:00Z"));
        assert_eq!(report.verdict, Verdict::Invalid);
        assert_eq!(outcome(&report, Check::Signature), (Outcome::Fail, Some(Code::Unsigned)));
    }
}
