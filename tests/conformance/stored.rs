//! Stored formats: what an earlier version wrote must be read for ever, and say the same.
//!
//! The files in `tests/fixtures` are frozen. A change that breaks one of them needs a new version and a
//! reader for the old one; it never needs a new file in the old one's place.

use vc::{Check, Evidence, Need, Outcome, Report, Verdict};

#[test]
fn a_report_of_version_1_is_read_and_written_back_the_same() {
    let frozen = include_str!("../fixtures/report-v1.json").trim_end();
    let report: Report = serde_json::from_str(frozen).unwrap();
    assert_eq!((report.version, report.verdict), (1, Verdict::Undetermined));
    assert_eq!(report.checks.len(), Check::ALL.len());
    assert_eq!(report.check(Check::Signature).unwrap().outcome, Outcome::Pass);
    assert_eq!(report.claims.title.pick(&["en"]), Some("Battery pack dismantling"));
    assert_eq!(serde_json::to_string(&report).unwrap(), frozen);
    assert!(report.into_verified().is_err(), "what was stored proves nothing");
}

#[test]
fn evidence_of_version_1_is_read_and_written_back_the_same() {
    let frozen = include_str!("../fixtures/evidence-v1.json").trim_end();
    let evidence: Evidence = serde_json::from_str(frozen).unwrap();
    let [authority, list] = &evidence.items[..] else { panic!("two answers") };
    assert!(
        matches!(&authority.need, Need::IssuerCertificate { url } if url == "https://ca.example/issuer.cer")
    );
    assert!(matches!(&list.need, Need::RevocationList { .. }));
    assert_eq!((evidence.version, list.bytes.as_slice()), (1, &b"list"[..]));
    assert_eq!(serde_json::to_string(&evidence).unwrap(), frozen);
}
