//! Badges baked into pictures, as 1EdTech publishes them: each is found, intact, and of an issuer whose key
//! nobody vouches for.

use tests::{data, scores};
use vc::{Check, Code, Evidence, Outcome, ProfileId, SecuringId, Verdict, Verifier};

use super::edc_sealed::at;

#[test]
fn the_four() {
    let Some(folder) = data::find("vectors/open-badges/ob30", 4) else { return };
    println!(
        "\n{:<18} {:<15} {:<9} {:<13} {:<16} verdict",
        "file", "securing", "signature", "issuer", "code"
    );
    for (file, securing, code) in [
        ("simple-json.png", SecuringId::DataIntegrity, Code::IssuerNotADid),
        ("simple-json.svg", SecuringId::DataIntegrity, Code::IssuerNotADid),
        ("simple-jwt.png", SecuringId::Jws, Code::KeyUnbound),
        ("simple-jwt.svg", SecuringId::Jws, Code::KeyUnbound),
    ] {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let [one] = vc::parse(&bytes).unwrap().try_into().unwrap_or_else(|_| panic!("{file}: one badge"));
        let report = Verifier::default().verify(&one.unwrap(), &Evidence::none(), at("2026-11-22T12:00:00Z"));
        let (signature, issuer) =
            (report.check(Check::Signature).unwrap(), report.check(Check::Issuer).unwrap());
        println!(
            "{file:<18} {:<15} {:<9} {:<13} {:<16} {}",
            super::show(report.securing),
            super::show(signature.outcome),
            super::show(issuer.outcome),
            issuer.code.map(super::show).unwrap_or_default(),
            super::show(report.verdict),
        );
        assert_eq!((report.profile, report.securing), (ProfileId::OpenBadges3, securing), "{file}");
        assert_eq!(signature.outcome, Outcome::Pass, "{file}: {signature:?}");
        assert_eq!((issuer.outcome, issuer.code), (Outcome::Undetermined, Some(code)), "{file}");
        assert_eq!(report.verdict, Verdict::Undetermined, "{file}: {:#?}", report.checks);
    }
    scores::record("baked badges", 4, 0, &[]);
}
