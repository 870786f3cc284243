//! Trusted lists of our own: what they vouch for and when, and what is tried to get onto one.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use openssl::x509::X509;
use proptest::prelude::*;
use vc::trust::{ListSigner, TrustList};
use vc::{Check, Code, Outcome, Report, Verdict};

use wallet::{Protection, Session, fakes};

use super::own::{Draft, Publisher, Service, Signed};
use crate::edc_sealed::{at, judge};

/// A sample that was sealed on 2026-05-30.
fn sample() -> &'static [u8] {
    samples::SAMPLES[0].bytes
}

fn der(pem: &[u8]) -> Vec<u8> {
    X509::from_pem(pem).unwrap().to_der().unwrap()
}

const GRANTED: &[(&str, &str)] = &[("granted", "2024-01-01T00:00:00Z")];

/// A list with the authority of the samples as `seals` says, and their time stamps.
fn listed(publisher: &Publisher, seals: &Service<'_>, next: Option<&str>) -> Signed {
    let time = der(include_bytes!("../../../samples/out/tsa-root.pem"));
    let stamps = Service { kind: "TSA/QTST", standings: GRANTED, made_for: &[], certificate: &time };
    let seals =
        Service { certificate: &der(include_bytes!("../../../samples/out/seal-intermediate.pem")), ..*seals };
    let services = [seals, stamps];
    publisher.sign(&Draft {
        territory: "FI",
        issued: "2026-06-01T00:00:00Z",
        next,
        sequence: 7,
        pointers: &[],
        services: &services,
    })
}

const SEALS: Service<'_> =
    Service { kind: "CA/QC", standings: GRANTED, made_for: &["ForeSeals"], certificate: &[] };
const DUE: Option<&str> = Some("2026-12-01T00:00:00Z");
const NOW: &str = "2026-11-22T12:00:00Z";

fn read(text: &str, publisher: &Publisher) -> Result<TrustList, &'static str> {
    let pin = ListSigner::pinned(&publisher.fingerprint());
    TrustList::read("FI.xml", text.as_bytes(), &[pin]).map_err(|fault| fault.code())
}

fn judged(seals: &Service<'_>, next: Option<&str>, when: &str) -> Report {
    let publisher = Publisher::new("A ministry");
    let list = read(&listed(&publisher, seals, next).text(), &publisher).unwrap();
    judge(sample(), &[list], at(when))
}

fn outcome(report: &Report, check: Check) -> (Outcome, Option<Code>) {
    let result = report.check(check).unwrap();
    (result.outcome, result.code)
}

const OPEN: fn(Code) -> (Outcome, Option<Code>) = |code| (Outcome::Undetermined, Some(code));

#[test]
fn a_granted_service_recognises_and_is_named_with_its_list() {
    for made_for in [&["ForeSeals"][..], &["ForeSignatures", "ForeSeals"], &[]] {
        let report = judged(&Service { made_for, ..SEALS }, DUE, NOW);
        assert_eq!(report.verdict, Verdict::Verified, "{:#?}", report.checks);
        let recognition = report.check(Check::Recognition).unwrap();
        assert_eq!(recognition.by.as_deref(), Some("eu-trusted-list-fi@2026-06-01"));
        assert_eq!(recognition.detail["list"], "EU trusted list (FI)");
        assert_eq!(recognition.detail["name"], "A provider");
    }
}

#[test]
fn a_service_for_something_else_recognises_nobody() {
    for (kind, made_for) in [
        ("CA/QC", &["ForeSignatures"][..]),
        ("CA/QC", &["ForWebSiteAuthentication"]),
        ("CA/PKC", &["ForeSeals"]),
        ("TSA/QTST", &[]),
    ] {
        let report = judged(&Service { kind, made_for, ..SEALS }, DUE, NOW);
        assert_eq!(outcome(&report, Check::Issuer), OPEN(Code::NoAnchor), "{kind} {made_for:?}");
        assert_eq!(outcome(&report, Check::Recognition), OPEN(Code::NotListed));
    }
}

#[test]
fn what_counts_is_whether_the_service_was_granted_at_sealing() {
    const SINCE: &str = "2026-05-31T00:00:00Z";
    const UNTIL: &str = "2026-05-29T00:00:00Z";
    let cases: [(&[(&str, &str)], bool); 6] = [
        (&[("withdrawn", SINCE), ("granted", "2024-01-01T00:00:00Z")], true),
        (&[("withdrawn", UNTIL), ("granted", "2024-01-01T00:00:00Z")], false),
        (&[("granted", SINCE), ("withdrawn", UNTIL), ("granted", "2024-01-01T00:00:00Z")], false),
        (&[("granted", UNTIL), ("withdrawn", "2024-01-01T00:00:00Z")], true),
        (&[("granted", SINCE)], false),
        (&[("undersupervision", "2024-01-01T00:00:00Z")], false),
    ];
    for (standings, recognised) in cases {
        let report = judged(&Service { standings, ..SEALS }, DUE, NOW);
        let found = report.check(Check::Recognition).unwrap().outcome == Outcome::Pass;
        assert_eq!(found, recognised, "{standings:?}");
    }
}

#[test]
fn a_stale_list_recognises_nobody() {
    let report = judged(&SEALS, Some("2026-07-01T00:00:00Z"), NOW);
    assert_eq!(outcome(&report, Check::Issuer), (Outcome::Pass, None), "it spoke for the day of sealing");
    assert_eq!(outcome(&report, Check::Recognition), OPEN(Code::TrustListStale));
    assert_eq!(report.verdict, Verdict::Unrecognised);
    // A closed list speaks for the day of its issue and no later one.
    let report = judged(&SEALS, None, NOW);
    assert_eq!(outcome(&report, Check::Recognition), OPEN(Code::TrustListStale));
}

#[test]
fn a_list_that_was_stale_at_sealing_says_nothing_about_it() {
    let publisher = Publisher::new("A ministry");
    let signed = listed(&publisher, &SEALS, Some("2026-05-01T00:00:00Z"));
    let report = judge(sample(), &[read(&signed.text(), &publisher).unwrap()], at(NOW));
    assert_ne!(report.check(Check::Issuer).unwrap().outcome, Outcome::Pass);
    assert_ne!(report.check(Check::Validity).unwrap().outcome, Outcome::Pass, "nor about the time stamp");
    assert_eq!(report.verdict, Verdict::Undetermined);
}

#[test]
fn the_newest_edition_speaks() {
    let publisher = Publisher::new("A ministry");
    let newer = Service { standings: &[("withdrawn", "2025-01-01T00:00:00Z")], ..SEALS };
    let old = read(&listed(&publisher, &SEALS, DUE).text(), &publisher).unwrap();
    let mut new = read(&listed(&publisher, &newer, DUE).text(), &publisher).unwrap();
    new.publication.as_mut().unwrap().sequence = 8;
    for lists in [[old.clone(), new.clone()], [new, old]] {
        let report = judge(sample(), &lists, at(NOW));
        assert_ne!(report.check(Check::Recognition).unwrap().outcome, Outcome::Pass);
    }
}

#[test]
fn a_list_of_lists_names_who_signs_the_others_and_its_own_next_edition() {
    let (union, next, state) =
        (Publisher::new("Union"), Publisher::new("Union next"), Publisher::new("State"));
    let pointers = [("FI", &state.certificate[..]), ("EU", &next.certificate)];
    let lotl = |sequence| Draft {
        territory: "EU",
        issued: "2026-06-01T00:00:00Z",
        next: DUE,
        sequence,
        pointers: &pointers,
        services: &[],
    };
    let known = read(&union.sign(&lotl(1)).text(), &union).unwrap().publication.unwrap().signers;
    let by = |text: String| TrustList::read("x", text.as_bytes(), &known).map_err(|fault| fault.code());
    assert!(by(listed(&state, &SEALS, DUE).text()).is_ok());
    assert!(by(next.sign(&lotl(2)).text()).is_ok());
    assert_eq!(by(listed(&next, &SEALS, DUE).text()).unwrap_err(), "trust_list_signer_unknown");
    assert_eq!(by(state.sign(&lotl(2)).text()).unwrap_err(), "trust_list_signer_unknown");
}

#[test]
fn a_wallet_takes_lists_by_the_word_of_a_current_list_of_lists_and_no_older_editions() {
    let (union, state) = (Publisher::new("Union"), Publisher::new("State"));
    let lotl = Draft {
        territory: "EU",
        issued: "2026-06-01T00:00:00Z",
        next: DUE,
        sequence: 1,
        pointers: &[("FI", &state.certificate)],
        services: &[],
    };
    let of_union = union.sign(&lotl).text();
    let of_state = |sequence| {
        let draft = Draft { territory: "FI", pointers: &[], sequence, ..lotl };
        state.sign(&draft).text().into_bytes()
    };
    for (now, expected) in [(NOW, Ok(8)), ("2026-12-02T00:00:00Z", Err("trust_list_signer_unknown"))] {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::new(folder.path().join("wallet"), fakes::ports(at(now)));
        session.create(Protection::Passphrase, Some("four words in a row".to_owned())).unwrap();
        let mut add = |bytes: &[u8], signer: Option<&str>| {
            session.add_trust_list("list.xml", bytes, signer).map_err(|fault| fault.code())
        };
        assert_eq!(add(of_union.as_bytes(), None).unwrap_err(), "trust_list_signer_unknown");
        add(of_union.as_bytes(), Some(&union.fingerprint())).unwrap();
        let added = add(&of_state(8), None);
        assert_eq!(added.as_ref().map(|_| 8).map_err(|code| *code), expected, "{now}");
        if added.is_ok() {
            assert_eq!(add(&of_state(7), None).unwrap_err(), "trust_list_older");
            assert!(add(&of_state(9), None).unwrap().replaced);
        }
    }
}

#[test]
fn no_edition_is_taken_at_its_word_for_years() {
    let publisher = Publisher::new("A ministry");
    let list = read(&listed(&publisher, &SEALS, Some("2036-06-01T00:00:00Z")).text(), &publisher).unwrap();
    assert!(list.publication.unwrap().next_update < at("2027-01-01T00:00:00Z"));
}

#[test]
fn a_signature_that_does_not_cover_the_whole_document_counts_for_nothing() {
    let publisher = Publisher::new("A ministry");
    let signed = listed(&publisher, &SEALS, DUE);
    let (before, after) = &signed.around;
    let whole = signed.text();
    let signature = &signed.signature;
    let cases = [
        ("a changed letter", whole.replace("A provider", "B provider"), "trust_list_signature_broken"),
        ("no signature", format!("{before}{after}"), "trust_list_unsigned"),
        ("two signatures", format!("{before}{signature}{signature}{after}"), "trust_list_signature_form"),
        (
            "the signed list inside another",
            format!("{before}<Extra>{whole}</Extra>{after}"),
            "trust_list_signature_form",
        ),
        (
            "the signature deeper down",
            format!("{before}<Extra>{signature}</Extra>{after}"),
            "trust_list_signature_form",
        ),
        (
            "an identifier twice",
            whole.replace("<SchemeInformation>", "<SchemeInformation Id=\"properties\">"),
            "trust_list_signature_form",
        ),
        (
            "a part instead of the whole",
            whole.replace("URI=\"\"", "URI=\"#part\"").replace("<SchemeInformation>", "<SchemeInformation Id=\"part\">"),
            "trust_list_signature_form",
        ),
        (
            "another transform",
            whole.replace("xml-exc-c14n#\"></ds:Transform></ds:Transforms>", "xml-exc-c14n#\"></ds:Transform>\
                <ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"></ds:Transform></ds:Transforms>"),
            "trust_list_signature_form",
        ),
        (
            "an XSLT",
            whole.replacen("<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">", "<ds:Transform \
                Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\">", 1),
            "trust_list_algorithm_unsupported",
        ),
        ("SHA-1", whole.replace("xmlenc#sha256", "xmldsig#sha1"), "trust_list_algorithm_unsupported"),
        ("no digest", whole.replacen("<ds:DigestValue>", "<ds:DigestValu>", 1).replacen("</ds:DigestValue>", "</ds:DigestValu>", 1), "trust_list_signature_form"),
        ("a document type", format!("<!DOCTYPE a>{whole}"), "trust_list_unreadable"),
    ];
    assert!(read(&whole, &publisher).is_ok());
    for (what, text, code) in cases {
        assert_ne!(text, whole, "{what} changes something");
        assert_eq!(read(&text, &publisher).unwrap_err(), code, "{what}");
    }
}

#[test]
fn another_key_or_certificate_is_found_out() {
    let (publisher, other) = (Publisher::new("A ministry"), Publisher::new("A ministry"));
    let text = listed(&other, &SEALS, DUE).text();
    assert_eq!(read(&text, &publisher).unwrap_err(), "trust_list_signer_unknown");
    // With the pinned certificate put in place of the one that signed.
    let (of_other, of_publisher) =
        (STANDARD.encode(&other.certificate), STANDARD.encode(&publisher.certificate));
    assert_eq!(
        read(&text.replace(&of_other, &of_publisher), &publisher).unwrap_err(),
        "trust_list_signature_broken"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// One byte changed anywhere either leaves the list as it was, or it is no list.
    #[test]
    fn a_changed_byte_changes_nothing_that_counts(position in any::<prop::sample::Index>(), byte in 0x20_u8..0x7f) {
        let publisher = Publisher::new("A ministry");
        let whole = listed(&publisher, &SEALS, DUE).text();
        let mut bytes = whole.clone().into_bytes();
        let at = position.index(bytes.len());
        bytes[at] = byte;
        let text = String::from_utf8(bytes).unwrap();
        if let Ok(list) = read(&text, &publisher) {
            prop_assert_eq!(format!("{list:?}"), format!("{:?}", read(&whole, &publisher).unwrap()));
        }
    }
}
