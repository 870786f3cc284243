//! Credentials in every other format that a learner is likely to hold: made here, judged whole.

mod key;
mod proofs;
mod status;
mod tokens;

pub(crate) use proofs::Badges;

use jiff::Timestamp;
use serde_json::{Value, json};
use vc::{Evidence, TrustList, Verdict, Verifier};

use crate::measure::medians;
use crate::row;

/// What holds of everything that is made here.
const MADE: &str = "a credential in the shape of the samples";

/// Measures one of each.
pub(crate) fn all(at: Timestamp) {
    for format in formats(at) {
        let verifier = Verifier::new(vec![trust(&format.issuer)]);
        let judge = || judge(&format.file, &verifier, &Evidence::none(), at);
        let (this, limit) = medians(judge, || (format.limit)());
        row(&format.name, this, limit, format.reach);
    }
    status::all(at);
}

fn formats(at: Timestamp) -> [Format; 5] {
    [
        proofs::ecdsa_rdfc_2019(),
        proofs::ecdsa_sd_2023(),
        tokens::vc_jwt("EdDSA", "55 us"),
        tokens::vc_jwt("ES256", "75 us"),
        tokens::sd_jwt(at),
    ]
}

/// A credential in some format.
struct Format {
    name: String,
    file: Vec<u8>,
    /// Who signed it: a DID.
    issuer: String,
    /// The least that any verifier must do with it.
    limit: Box<dyn Fn()>,
    reach: &'static str,
}

/// A list on which an issuer stands: without one, nothing is verified.
fn trust(issuer: &str) -> TrustList {
    let list = json!({"format": "tessera-trust/1", "id": "bench", "title": "Bench", "source": "bench",
        "as_of": "2026-11-01", "issuers": [{"did": issuer, "name": "Issuer"}]});
    TrustList::parse("bench.json", list.to_string().as_bytes()).expect("a trust list")
}

/// From bytes to the report, which must be good.
fn judge(file: &[u8], verifier: &Verifier, evidence: &Evidence, at: Timestamp) {
    judge_as(Verdict::Verified, file, verifier, evidence, at);
}

/// From bytes to the report, with the verdict that it must have.
fn judge_as(verdict: Verdict, file: &[u8], verifier: &Verifier, evidence: &Evidence, at: Timestamp) {
    let unverified = vc::parse(file).expect(MADE).remove(0).expect(MADE);
    let report = verifier.verify(&unverified, evidence, at);
    assert_eq!(report.verdict, verdict, "{:?}", report.checks);
}

/// A sample without its proof, issued by somebody else.
fn reissued(name: &str, issuer: &str) -> Value {
    let sample = samples::SAMPLES.iter().find(|sample| sample.name == name).expect(MADE);
    let mut document: Value = serde_json::from_slice(sample.bytes).expect(MADE);
    document.as_object_mut().expect(MADE).remove("proof");
    document["issuer"]["id"] = json!(issuer);
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is measured is the whole check: it tells a good file from one with another letter, and from an issuer that
    /// nobody vouches for.
    #[test]
    fn what_is_measured_is_judged() {
        let at = samples::JUDGED_AT.parse().unwrap();
        for Format { name, file, issuer, limit, .. } in formats(at) {
            let verifier = Verifier::new(vec![trust(&issuer)]);
            judge(&file, &verifier, &Evidence::none(), at);
            limit();
            let verdict = |file: &[u8], verifier: &Verifier| {
                let found = vc::parse(file).ok().and_then(|mut found| found.remove(0).ok());
                found.map(|unverified| verifier.verify(&unverified, &Evidence::none(), at).verdict)
            };
            assert_eq!(verdict(&file, &Verifier::default()), Some(Verdict::Unrecognised), "{name}");
            for place in (0..file.len()).step_by(file.len() / 40) {
                let mut changed = file.clone();
                changed[place] = if changed[place] == b'x' { b'y' } else { b'x' };
                assert_ne!(verdict(&changed, &verifier), Some(Verdict::Verified), "{name}, letter {place}");
            }
        }
    }
}
