//! Stored formats: what an earlier version wrote must be read for ever, and say the same.
//!
//! The files in `tests/fixtures` are frozen. A change that breaks one of them needs a new version and a
//! reader for the old one; it never needs a new file in the old one's place.

use serde_json::Value;
use vc::{Check, Evidence, Need, NestedKind, Outcome, Report, Verdict};

#[test]
fn a_report_of_version_1_is_read_and_written_back_with_all_that_it_said() {
    let frozen = include_str!("../fixtures/report-v1.json");
    let report: Report = serde_json::from_str(frozen).unwrap();
    assert_eq!((report.version, report.verdict), (1, Verdict::Undetermined));
    assert_eq!(report.checks.len(), Check::ALL.len());
    assert_eq!(report.check(Check::Signature).unwrap().outcome, Outcome::Pass);
    assert_eq!(report.claims.title.pick(&["en"]), Some("Battery pack dismantling"));
    let (before, after) = (serde_json::from_str(frozen).unwrap(), serde_json::to_value(&report).unwrap());
    assert_eq!(lost(&before, &after, ""), Vec::<String>::new());
    assert!(report.into_verified().is_err(), "what was stored proves nothing");
}

#[test]
fn a_report_of_version_1_about_a_badge_is_read_and_written_back_with_all_that_it_said() {
    let frozen = include_str!("../fixtures/report-v1-badge.json").trim_end();
    let report: Report = serde_json::from_str(frozen).unwrap();
    assert_eq!((report.version, report.verdict), (1, Verdict::Verified));
    let [endorsement] = &report.nested[..] else { panic!("one endorsement") };
    assert_eq!((endorsement.kind, endorsement.about_parent), (NestedKind::Endorsement, true));
    assert_eq!(report.proofs[0].suite, "eddsa-rdfc-2022");
    let (before, after) = (serde_json::from_str(frozen).unwrap(), serde_json::to_value(&report).unwrap());
    assert_eq!(lost(&before, &after, ""), Vec::<String>::new());
    assert!(report.into_verified().is_err(), "what was stored proves nothing");
}

/// Pointers to what `before` says and `after` does not. Members may have been added.
fn lost(before: &Value, after: &Value, at: &str) -> Vec<String> {
    match (before, after) {
        (Value::Object(members), Value::Object(_)) => {
            let each =
                members.iter().map(|(name, member)| (format!("{at}/{name}"), member, &after[name.as_str()]));
            each.flat_map(|(at, member, after)| lost(member, after, &at)).collect()
        }
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            let each = items.iter().zip(others).enumerate();
            each.flat_map(|(index, (item, other))| lost(item, other, &format!("{at}/{index}"))).collect()
        }
        _ if before == after => Vec::new(),
        _ => vec![at.to_owned()],
    }
}

#[test]
fn evidence_of_version_1_is_read_and_written_back_with_all_that_it_said() {
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
