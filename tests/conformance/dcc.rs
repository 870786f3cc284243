//! Credentials of the Digital Credentials Consortium: signature, time, status and registry, exactly.

use serde_json::Value;
use tests::{data, scores};
use vc::{Check, Code, Evidence, EvidenceItem, Outcome, Report, TrustList, Unverified, Verdict, Verifier};

use super::edc_sealed::at;

const JUDGED_AT: &str = "2026-11-22T12:00:00Z";

#[test]
fn the_twelve() {
    let Some(path) = data::find("vectors/dcc/expected.json", 12) else { return };
    let expected = data::json(&path);
    let folder = path.parent().unwrap();
    let registry = std::fs::read(folder.join("sandbox-registry.json")).unwrap();
    let registry = TrustList::parse("sandbox-registry.json", &registry).unwrap();
    let verifier = Verifier::new(vec![registry]);
    let documents = |name: &str| {
        let file = expected["documents"].get(name)?.as_str()?;
        Some(std::fs::read(folder.join(file)).unwrap())
    };

    println!("\n{:<72} {:<9} {:<8} {:<12} {:<8} verdict", "file", "signature", "time", "status", "registry");
    let rows = expected["rows"].as_array().unwrap();
    for row in rows {
        let file = row["file"].as_str().unwrap();
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let unverified = vc::parse(&bytes).unwrap().remove(0).unwrap();
        let report = verifier.verify(&unverified, &gather(&unverified, documents), at(JUDGED_AT));
        let facts = Facts::of(&report);
        let name = file.trim_start_matches("verifiableCredentials/");
        let Facts { signature, time, status, registry } = &facts;
        let verdict = super::show(report.verdict);
        println!("{name:<72} {signature:<9} {time:<8} {status:<12} {registry:<8} {verdict}");
        assert_eq!(facts, Facts::expected(row), "{file}: {:#?}", report.checks);
        assert_eq!(report.proofs.len() as u64, row["proofs"].as_u64().unwrap(), "{file}");
        assert!(report.proofs.iter().all(|proof| proof.outcome == Outcome::Pass), "{file}");
        assert_eq!(report.verdict, facts.verdict(), "{file}: {:#?}", report.checks);
    }
    scores::record("DCC credentials", rows.len(), 0, &[]);
    assert_eq!(rows.len(), 12);
}

#[test]
fn without_documents_nothing_is_known_that_depends_on_them() {
    let Some(path) = data::find("vectors/dcc/expected.json", 12) else { return };
    let folder = path.parent().unwrap();
    for row in data::json(&path)["rows"].as_array().unwrap() {
        let file = row["file"].as_str().unwrap();
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let unverified = vc::parse(&bytes).unwrap().remove(0).unwrap();
        let report = Verifier::default().verify(&unverified, &Evidence::none(), at(JUDGED_AT));
        assert_ne!(report.verdict, Verdict::Verified, "{file}");
        if file.to_lowercase().contains("didweb") {
            let signature = report.check(Check::Signature).unwrap();
            let expected = (Outcome::Undetermined, Some(Code::DidUnresolved));
            assert_eq!((signature.outcome, signature.code), expected, "{file}");
        }
        if row["status"] != "none" {
            let status = report.check(Check::Status).unwrap();
            assert_eq!(status.code, Some(Code::StatusListMissing), "{file}");
        }
    }
}

/// Answers needs until there is no new one.
fn gather(unverified: &Unverified, documents: impl Fn(&str) -> Option<Vec<u8>>) -> Evidence {
    let mut evidence = Evidence::none();
    loop {
        let needs = unverified.needs(&evidence, &[]);
        if needs.is_empty() {
            return evidence;
        }
        for need in needs {
            let bytes = documents(need.did().unwrap_or(need.url())).expect("a document that is asked for");
            evidence.items.push(EvidenceItem { need, fetched_at: at(JUDGED_AT), bytes });
        }
    }
}

/// The four facts, in the words of the expectation.
#[derive(Debug, PartialEq)]
struct Facts {
    signature: String,
    time: String,
    status: String,
    registry: bool,
}

impl Facts {
    fn of(report: &Report) -> Self {
        let check = |check| {
            let result = report.check(check).unwrap();
            (result.outcome, result.code)
        };
        let signature = match check(Check::Signature) {
            (Outcome::Pass, None) => "valid",
            _ => "not valid",
        };
        let time = match check(Check::Validity) {
            (Outcome::Pass, None) => "current",
            (Outcome::Fail, Some(Code::Expired)) => "expired",
            _ => "another",
        };
        let status = match check(Check::Status) {
            (Outcome::NotApplicable, Some(Code::NoStatusDeclared)) => "none",
            (Outcome::Pass, None | Some(Code::ShortList)) => "not revoked",
            (Outcome::Fail, Some(Code::Revoked)) => "revoked",
            _ => "another",
        };
        let registry = check(Check::Recognition).0 == Outcome::Pass;
        let [signature, time, status] = [signature, time, status].map(str::to_owned);
        Self { signature, time, status, registry }
    }

    fn expected(row: &Value) -> Self {
        let text = |member: &str| row[member].as_str().unwrap().to_owned();
        let registry = row["issuer_in_sandbox_registry"].as_bool().unwrap();
        Self { signature: text("signature"), time: text("time"), status: text("status"), registry }
    }

    fn verdict(&self) -> Verdict {
        match (self.time.as_str(), self.status.as_str(), self.registry) {
            ("current", "none" | "not revoked", true) => Verdict::Verified,
            ("current", "none" | "not revoked", false) => Verdict::Unrecognised,
            _ => Verdict::Invalid,
        }
    }
}
