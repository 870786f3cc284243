//! This project's own samples come out as they were made to.

use ::samples::forge::{Controller, Prover};
use jiff::Timestamp;
use jsonld::TextDirection;
use serde_json::{Value, json};
use vc::{Check, Evidence, EvidenceItem, Report, TrustList, Unverified, Verdict, Verifier};

use super::{edc_sealed::at, show};

#[test]
fn each_sample_has_the_verdict_it_was_made_for() {
    for sample in ::samples::SAMPLES {
        let report = judged(sample.bytes);
        let because = report.deciding().map(|deciding| (show(deciding.check), show(deciding.code)));
        println!(
            "{:<32} {:<14} {}",
            sample.name,
            show(report.verdict),
            because.clone().map(|(check, code)| format!("{check}: {code}")).unwrap_or_default()
        );
        assert_eq!(show(report.verdict), sample.expected.verdict, "{}", sample.name);
        assert_eq!(
            because,
            sample.expected.because.map(|(check, code)| (check.to_owned(), code.to_owned())),
            "{}",
            sample.name
        );
        if report.verdict == Verdict::Verified {
            assert!(report.check(Check::Schema).unwrap().code.is_none(), "{}: no remark", sample.name);
            assert_eq!(report.unsigned, [], "{}", sample.name);
        }
        judge_nested(&report, sample);
    }
}

fn judge_nested(report: &Report, sample: &::samples::Sample) {
    for nested in &report.nested {
        let deciding = nested.report.deciding().map(|deciding| (show(deciding.check), show(deciding.code)));
        let found = (show(nested.report.verdict), deciding);
        let expected = match sample.expected.nested {
            None => ("verified".to_owned(), None),
            Some(bad) => (bad.verdict.to_owned(), Some((bad.check.to_owned(), bad.code.to_owned()))),
        };
        assert_eq!(found, expected, "{}{}", sample.name, nested.at);
        assert!(nested.about_parent, "{}{}", sample.name, nested.at);
    }
    assert!(sample.expected.nested.is_none() || !report.nested.is_empty(), "{}", sample.name);
}

#[test]
fn an_issuer_on_the_web_whose_document_is_not_at_hand_is_not_established() {
    let sample = named("badge-preparing.json");
    let unverified = vc::parse(sample).unwrap().remove(0).unwrap();
    let report = Verifier::new(trust()).verify(&unverified, &Evidence::none(), now());
    assert_eq!(report.verdict, Verdict::Undetermined);
    let code = |check| report.check(check).unwrap().code.map(show);
    assert_eq!(code(Check::Signature).as_deref(), Some("did_unresolved"));
}

#[test]
fn a_list_and_a_mail_hold_the_badges_that_were_put_into_them() {
    for (file, names) in [
        (::samples::LIST, &["badge-preparing.json", "badge-materials.json"][..]),
        (::samples::MAIL, &["badge-responsibility.json"]),
    ] {
        let found = vc::parse(file).unwrap();
        assert_eq!(found.len(), names.len());
        for (one, name) in found.iter().zip(names) {
            let (listed, alone) = (judge(one.as_ref().unwrap()), judged(named(name)));
            assert_eq!((listed.verdict, &listed.claims), (Verdict::Verified, &alone.claims), "{name}");
        }
    }
}

#[test]
fn direction_of_text_is_signed_or_named_as_the_signer_did_it() {
    let by = Controller::by_key("one");
    let mut document: Value = serde_json::from_slice(named("course-vc-2.json")).unwrap();
    document.as_object_mut().unwrap().remove("proof");
    document["issuer"] = json!(by.did);
    for (direction, unsigned) in
        [(TextDirection::Datatype, &[][..]), (TextDirection::LeftOut, &["/name/1/@direction"])]
    {
        let signed = Prover { direction, ..Prover::new(&by.badges) }.prove(document.clone());
        let report = judged(signed.to_string().as_bytes());
        assert_eq!(report.verdict, Verdict::Unrecognised, "{direction:?}");
        let named: Vec<&str> = report.unsigned.iter().map(|part| part.at.as_str()).collect();
        assert_eq!(named, unsigned, "{direction:?}");
        assert_eq!(report.claims.title.pick(&["ar"]), Some("العربية في مكان العمل"), "{direction:?}");

        let mut turned = signed;
        turned["name"][1]["@direction"] = json!("ltr");
        let report = judged(turned.to_string().as_bytes());
        assert_eq!(report.verdict == Verdict::Unrecognised, !unsigned.is_empty(), "{direction:?}");
    }
}

/// A sample by its name.
pub(crate) fn named(name: &str) -> &'static [u8] {
    ::samples::SAMPLES.iter().find(|sample| sample.name == name).unwrap().bytes
}

/// The report on the only credential of a file, with everything at hand that the samples come with.
pub(crate) fn judged(bytes: &[u8]) -> Report {
    judge(vc::parse(bytes).unwrap()[0].as_ref().unwrap())
}

/// The report on one credential, with everything at hand that the samples come with.
pub(crate) fn judge(unverified: &Unverified) -> Report {
    let trust = trust();
    let mut evidence = Evidence::none();
    for need in unverified.needs(&evidence, &trust) {
        let answer = ::samples::EVIDENCE.iter().find(|(url, _)| *url == need.url());
        let item = |bytes: &[u8]| EvidenceItem { need, fetched_at: now(), bytes: bytes.to_vec() };
        evidence.items.extend(answer.map(|(_, bytes)| item(bytes)));
    }
    Verifier::new(trust).verify(unverified, &evidence, now())
}

fn trust() -> Vec<TrustList> {
    vec![TrustList::parse("samples", ::samples::TRUST_LIST).unwrap()]
}

fn now() -> Timestamp {
    at(::samples::JUDGED_AT)
}
