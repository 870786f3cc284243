//! Tokens whose key comes in a certificate: it counts for the issuer that it names, once somebody who is
//! trusted vouches for it, and for nobody else.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use openssl::asn1::{Asn1Object, Asn1OctetString, Asn1Time};
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::ecdsa::EcdsaSig;
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::x509::extension::{BasicConstraints, SubjectAlternativeName};
use openssl::x509::{X509, X509Extension, X509Name};
use serde_json::json;
use vc::public_key::Hash;
use vc::{Check, Code, Evidence, Outcome, Report, TrustList, Verdict, Verifier};

use super::edc_sealed::at;

const ISSUER: &str = "https://school.example/law";
const JUDGED_AT: &str = "2026-11-22T12:00:00Z";

/// How a seal certificate is made.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    address: Option<&'static str>,
    host: Option<&'static str>,
    never_revoked: bool,
    until: &'static str,
}

pub(crate) const GOOD: Plan =
    Plan { address: Some(ISSUER), host: None, never_revoked: true, until: "20280101000000Z" };

/// An authority and a certificate that it gave out.
pub(crate) struct Given {
    authority: X509,
    certificate: X509,
    key: PKey<Private>,
}

impl Given {
    pub(crate) fn new(plan: Plan) -> Self {
        let (authority_key, key) = (key(), key());
        let authority = certificate("Authority", &authority_key, None, |builder, _| {
            builder.append_extension(BasicConstraints::new().critical().ca().build().unwrap()).unwrap();
        });
        let certificate =
            certificate("School", &key, Some((&authority, &authority_key)), |builder, authority| {
                builder.set_not_after(&Asn1Time::from_str(plan.until).unwrap()).unwrap();
                let mut names = SubjectAlternativeName::new();
                plan.address.iter().for_each(|address| _ = names.uri(address));
                plan.host.iter().for_each(|host| _ = names.dns(host));
                if plan.address.or(plan.host).is_some() {
                    let names = names.build(&builder.x509v3_context(authority, None)).unwrap();
                    builder.append_extension(names).unwrap();
                }
                if plan.never_revoked {
                    let object = Asn1Object::from_str("2.5.29.56").unwrap();
                    let null = Asn1OctetString::new_from_bytes(&[5, 0]).unwrap();
                    builder
                        .append_extension(X509Extension::new_from_der(&object, false, &null).unwrap())
                        .unwrap();
                }
            });
        Self { authority, certificate, key }
    }

    /// A token that the certificate's key signed.
    pub(crate) fn token(&self) -> String {
        let header = json!({"alg": "ES256", "typ": "dc+sd-jwt",
            "x5c": [STANDARD.encode(self.certificate.to_der().unwrap())]});
        let claims = json!({"iss": ISSUER, "vct": "urn:school:diploma", "grade": "5"});
        let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
        let input = format!("{header}.{claims}");
        let key = self.key.ec_key().unwrap();
        let signed = EcdsaSig::sign(&Hash::Sha256.of(&[input.as_bytes()]), &key).unwrap();
        let signature = [signed.r(), signed.s()].map(|number| number.to_vec_padded(32).unwrap()).concat();
        format!("{input}.{}~", URL_SAFE_NO_PAD.encode(signature))
    }

    fn trust(&self) -> Vec<TrustList> {
        vec![TrustList::parse("authority.pem", &self.authority.to_pem().unwrap()).unwrap()]
    }
}

fn key() -> PKey<Private> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
    PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap()
}

fn certificate(
    name: &str,
    key: &PKey<Private>,
    by: Option<(&X509, &PKey<Private>)>,
    extend: impl FnOnce(&mut openssl::x509::X509Builder, Option<&openssl::x509::X509Ref>),
) -> X509 {
    let mut subject = X509Name::builder().unwrap();
    subject.append_entry_by_nid(Nid::ORGANIZATIONNAME, name).unwrap();
    let subject = subject.build();
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    builder.set_serial_number(&BigNum::from_u32(7).unwrap().to_asn1_integer().unwrap()).unwrap();
    builder.set_subject_name(&subject).unwrap();
    builder.set_issuer_name(by.map_or(&subject, |(authority, _)| authority.subject_name())).unwrap();
    builder.set_not_before(&Asn1Time::from_str("20250101000000Z").unwrap()).unwrap();
    builder.set_not_after(&Asn1Time::from_str("20350101000000Z").unwrap()).unwrap();
    builder.set_pubkey(key).unwrap();
    extend(&mut builder, by.map(|(authority, _)| &**authority));
    builder.sign(by.map_or(key, |(_, authority)| authority), MessageDigest::sha256()).unwrap();
    builder.build()
}

fn judge(token: &str, trust: Vec<TrustList>) -> Report {
    let unverified = vc::parse(token.as_bytes()).unwrap().remove(0).unwrap();
    Verifier::new(trust).verify(&unverified, &Evidence::none(), at(JUDGED_AT))
}

fn outcome(report: &Report, check: Check) -> (Outcome, Option<Code>) {
    let result = report.check(check).unwrap();
    (result.outcome, result.code)
}

#[test]
fn a_certificate_that_somebody_vouches_for_names_its_issuer() {
    for plan in [GOOD, Plan { address: None, host: Some("school.example"), ..GOOD }] {
        let given = Given::new(plan);
        let report = judge(&given.token(), given.trust());
        assert_eq!(report.verdict, Verdict::Verified, "{:#?}", report.checks);
        assert_eq!(report.check(Check::Recognition).unwrap().by.as_deref(), Some("authority.pem"));
    }
}

#[test]
fn without_an_anchor_a_certificate_proves_nothing() {
    let given = Given::new(GOOD);
    for trust in [Vec::new(), Given::new(GOOD).trust()] {
        let report = judge(&given.token(), trust);
        assert_eq!(outcome(&report, Check::Signature), (Outcome::Pass, None));
        assert_eq!(outcome(&report, Check::Issuer), (Outcome::Undetermined, Some(Code::NoAnchor)));
        assert_eq!(report.verdict, Verdict::Undetermined);
    }
}

#[test]
fn a_certificate_of_somebody_else_is_not_the_issuers() {
    for plan in [
        Plan { address: Some("https://school.example/other"), ..GOOD },
        Plan { address: None, host: Some("other.example"), ..GOOD },
        Plan { address: None, host: Some("*.example"), ..GOOD },
        Plan { address: None, host: None, ..GOOD },
    ] {
        let given = Given::new(plan);
        let report = judge(&given.token(), given.trust());
        assert_eq!(outcome(&report, Check::Issuer), (Outcome::Fail, Some(Code::IssuerMismatch)));
        assert_eq!(outcome(&report, Check::Recognition).0, Outcome::Undetermined);
    }
}

#[test]
fn a_certificate_must_be_in_force_and_known_not_to_be_revoked() {
    let ended = Given::new(Plan { until: "20260101000000Z", ..GOOD });
    let report = judge(&ended.token(), ended.trust());
    assert_eq!(outcome(&report, Check::Validity), (Outcome::Undetermined, Some(Code::SealingTimeNotProven)));
    let unknown = Given::new(Plan { never_revoked: false, ..GOOD });
    let report = judge(&unknown.token(), unknown.trust());
    let expected = (Outcome::Undetermined, Some(Code::CertificateRevocationUnknown));
    assert_eq!(outcome(&report, Check::Validity), expected);
}

#[test]
fn another_certificate_in_the_header_does_not_fit_the_signature() {
    let (given, other) = (Given::new(GOOD), Given::new(GOOD));
    let (token, stranger) = (given.token(), other.token());
    let changed = format!("{}.{}", stranger.split('.').next().unwrap(), token.split_once('.').unwrap().1);
    let report = judge(&changed, other.trust());
    assert_eq!(outcome(&report, Check::Signature), (Outcome::Fail, Some(Code::SignatureMismatch)));
}
