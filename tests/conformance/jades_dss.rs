//! The JAdES files of EU DSS: each lands in its class. The class is stated here, with the reason.

use tests::{data, scores};
use vc::{Code, Evidence, Outcome, Verifier};

/// Code of the signature check, code of the validity check; `None` is a pass, and every token that
/// fits comes from a test authority that nobody here trusts.
type Class = Result<(Option<Code>, Code), &'static str>;

const UNPROVEN: Code = Code::SealingTimeNotProven;
const MISFIT: Code = Code::TimestampMismatch;
/// A signature policy or signer attribute is critical: what the signature means depends on it.
const POLICY: Class = Ok((Some(Code::CriticalHeaderUnknown), UNPROVEN));
const BAD_HEADER: Class = Ok((Some(Code::HeaderInvalid), UNPROVEN));

const EXPECTED: &[(&str, Class)] = &[
    ("altered-jws.json", Ok((Some(Code::SignatureMismatch), UNPROVEN))),
    // `crit` must not list what stands outside the protected header.
    ("jades-b-level-with-etsiu-in-crit.json", BAD_HEADER),
    ("jades-with-b64-not-in-crit.json", BAD_HEADER),
    ("jades-with-crit-with-duplicated-header.json", BAD_HEADER),
    ("jades-with-critical-headers-in-crit.json", BAD_HEADER),
    ("jades-with-expiration-time-header-in-crit.json", POLICY),
    ("jades-with-extra-crit-entry.json", BAD_HEADER),
    ("jades-with-notBefore-header.json", Ok((None, UNPROVEN))),
    // The token was copied out of this file into others; here it fits.
    ("jades-b-copied-cnttst.json", Ok((None, UNPROVEN))),
    ("jades-b-no-signing-time.json", Ok((None, UNPROVEN))),
    ("jades-detached-by-uri-encoded-pars.json", Err("content_detached")),
    ("jades-double-sig-different-etsiU.json", Ok((None, UNPROVEN))),
    ("jades-flattened-BpT-broken-sigTst.json", Ok((None, MISFIT))),
    ("jades-level-b-sig-policy-invalid-digest-algo.json", Ok((None, UNPROVEN))),
    ("jades-lta-copied-arctst.json", Ok((None, MISFIT))),
    ("jades-lta.json", Ok((None, UNPROVEN))),
    ("jades-t-copied-sigtst.json", Ok((None, MISFIT))),
    ("jades-triple-LTA.json", Ok((None, UNPROVEN))),
    ("jades-unsupported-signature-algorithm.json", Ok((Some(Code::AlgorithmUnsupported), UNPROVEN))),
    ("jades-with-asn1policy.json", POLICY),
    ("jades-with-certified.json", POLICY),
    // Two forms of unsigned properties must not be mixed, nor be of another type.
    ("jades-with-mixed-etsiU-type.json", Ok((Some(Code::CriticalHeaderUnknown), MISFIT))),
    ("jades-with-sigAndRefsTst-with-dot.json", Ok((None, UNPROVEN))),
    ("jades-with-spUserNotice.json", POLICY),
    ("jades-wrong-etsiu-type.json", Ok((Some(Code::CriticalHeaderUnknown), MISFIT))),
    ("jws-serialization-no-signatures.json", Err("malformed")),
    // RFC 7515 §7.2: members that are not understood are ignored.
    ("serialization-extra-element.json", Ok((None, UNPROVEN))),
    ("simple-detached.json", Err("content_detached")),
];

#[test]
fn each_file_lands_in_its_class() {
    let Some(folder) = data::find("edc/jades-dss", EXPECTED.len()) else { return };
    let at = "2026-11-22T12:00:00Z".parse().unwrap();
    let mut seen = 0;
    println!("{:<54} {:<24} validity", "DSS JAdES file", "signature");
    for path in data::files(&folder) {
        let name = data::name(&path);
        if name == "expected.json" || name == "signature-policy.der" {
            continue;
        }
        let (_, expected) = EXPECTED.iter().find(|(file, _)| *file == name).expect("an expected class");
        let class = match Verifier::default().prove(&std::fs::read(&path).unwrap(), &Evidence::none(), at) {
            Ok(protection) => {
                assert_ne!(protection.validity.outcome, Outcome::Pass, "{name}: nobody here is trusted");
                let signature = protection.signature;
                assert_eq!(signature.code.is_none(), signature.outcome == Outcome::Pass, "{name}");
                Ok((signature.code, protection.validity.code.unwrap()))
            }
            Err(fault) => Err(fault.code()),
        };
        let show = |code: Option<Code>| code.map_or_else(|| "pass".to_owned(), Code::as_str);
        match class {
            Ok((signature, validity)) => println!("{name:<54} {:<24} {}", show(signature), validity.as_str()),
            Err(code) => println!("{name:<54} unreadable: {code}"),
        }
        assert_eq!(class, *expected, "{name}");
        seen += 1;
    }
    println!("DSS JAdES: {seen}/{} in the right class", EXPECTED.len());
    scores::record("DSS JAdES", seen, 0, &[]);
    assert_eq!(seen, EXPECTED.len());
}
