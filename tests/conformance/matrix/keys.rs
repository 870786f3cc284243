//! Keys that prove nothing about an issuer: in an address, in the token itself, in a certificate without an anchor; and
//! issuers that nobody can look up. However well the arithmetic works out, none is ever verified.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use samples::forge::{Controller, EdKey, Prover, Suite, VerificationMethod, token};
use serde_json::{Value, json};
use tests::data;
use vc::{Check, Code, Outcome, Report, Verdict};

use crate::certified_tokens::{GOOD, Given};
use crate::samples::{judge, named};
use crate::show;

/// A credential, and why its issuer is not known.
struct Row {
    what: &'static str,
    file: Vec<u8>,
    why: Code,
}

#[test]
fn keys_that_are_nobodys_never_verify() {
    let mut rows = proofs();
    rows.extend(tokens());
    rows.extend(public());
    println!("\n{:<52} {:<10} {:<13} issuer", "key", "signature", "verdict");
    for Row { what, file, why } in &rows {
        let report = judge(&vc::parse(file).unwrap().remove(0).unwrap());
        let [signature, issuer] = [Check::Signature, Check::Issuer].map(|check| report.check(check).unwrap());
        let word = show(report.verdict);
        println!("{what:<52} {:<10} {word:<13} {}", show(signature.outcome), why.as_str());
        assert_ne!(report.verdict, Verdict::Verified, "{what}");
        assert_ne!(signature.outcome, Outcome::Fail, "{what}: the arithmetic is right");
        let told = if issuer.code == Some(Code::NotEstablished) { signature } else { issuer };
        assert_eq!(
            (told.outcome, told.code),
            (Outcome::Undetermined, Some(*why)),
            "{what}: {:#?}",
            report.checks
        );
        assert_eq!(recognition(&report), Outcome::Undetermined, "{what}");
    }
    println!("keys that prove nothing: {} credentials, 0 verified", rows.len());
}

fn recognition(report: &Report) -> Outcome {
    report.check(Check::Recognition).unwrap().outcome
}

/// Badges of issuers whose identifiers say nothing about the key that signed them.
fn proofs() -> Vec<Row> {
    let key = EdKey::from_words("nobody");
    let multikey = key.multikey();
    let signed = |issuer: &str, method: String, suite| {
        let mut document: Value = serde_json::from_slice(named("course-text.json")).unwrap();
        document.as_object_mut().unwrap().remove("proof");
        document["issuer"]["id"] = json!(issuer);
        let method = VerificationMethod { id: method, key: key.clone() };
        Prover { suite, ..Prover::new(&method) }.prove(document).to_string().into_bytes()
    };
    let did = format!("did:key:{multikey}#{multikey}");
    let mut rows = Vec::new();
    for suite in [Suite::EddsaRdfc2022, Suite::EddsaJcs2022] {
        let jcs = suite == Suite::EddsaJcs2022;
        let name = |plain, text| if jcs { text } else { plain };
        rows.extend([
            Row {
                what: name("key in the fragment of an address", "the same over JSON"),
                file: signed("https://school.example", format!("https://school.example/#{multikey}"), suite),
                why: Code::IssuerNotADid,
            },
            Row {
                what: name("issuer is a URN, the key did:key", "the same over JSON, a URN"),
                file: signed("urn:uuid:7a0c1b52-0000-4000-8000-000000000000", did.clone(), suite),
                why: Code::IssuerNotADid,
            },
            Row {
                what: name("issuer is an address, the key did:key", "the same over JSON, an address"),
                file: signed("https://school.example", did.clone(), suite),
                why: Code::IssuerNotADid,
            },
            Row {
                what: name("a DID on the web that cannot be reached", "the same over JSON, a DID"),
                file: signed("did:web:gone.example", "did:web:gone.example#1".to_owned(), suite),
                why: Code::DidUnresolved,
            },
            Row {
                what: name("a DID of an unknown method", "the same over JSON, a method"),
                file: signed("did:example:1", "did:example:1#1".to_owned(), suite),
                why: Code::DidMethodUnsupported,
            },
        ]);
    }
    rows
}

/// Tokens that bring their own key.
fn tokens() -> Vec<Row> {
    let key = EdKey::from_words("nobody");
    let original = std::str::from_utf8(named("course-2.jwt")).unwrap();
    let claims = |issuer: &str| {
        let claims = URL_SAFE_NO_PAD.decode(original.trim().split('.').nth(1).unwrap()).unwrap();
        let mut claims: Value = serde_json::from_slice(&claims).unwrap();
        claims["issuer"]["id"] = json!(issuer);
        claims
    };
    let row = |what, header: Value, issuer: &str, why| {
        let mut header = header;
        header["alg"] = json!("EdDSA");
        header["typ"] = json!("vc+jwt");
        Row { what, file: token(&key, &header, &claims(issuer)).into_bytes(), why }
    };
    let own = || json!({"jwk": key.jwk()});
    let did = Controller::by_key("nobody").badges.id;
    vec![
        row("token: its own jwk, issuer an address", own(), "https://school.example", Code::KeyUnbound),
        row("token: its own jwk, issuer a URN", own(), "urn:school", Code::KeyUnbound),
        row(
            "token: its own jwk, issuer a DID on the list",
            own(),
            "did:web:pohjankaari.example:badges",
            Code::KeyMissing,
        ),
        row(
            "token: did:key, issuer an address",
            json!({"kid": did}),
            "https://school.example",
            Code::IssuerNotADid,
        ),
        row("token: did:key, issuer a URN", json!({"kid": did}), "urn:school", Code::IssuerNotADid),
        Row {
            what: "token: a certificate that nobody vouches for",
            file: Given::new(GOOD).token().into_bytes(),
            why: Code::NoAnchor,
        },
    ]
}

/// Public samples of the same kind, where the data is there.
fn public() -> Vec<Row> {
    let files = [
        ("public: clr20/simple.json", "vectors/open-badges/clr20/simple.json", Code::IssuerNotADid),
        ("public: ob30/simple-jwt.svg", "vectors/open-badges/ob30/simple-jwt.svg", Code::KeyUnbound),
    ];
    let read =
        |(what, path, why)| Some(Row { what, file: std::fs::read(data::find(path, 1)?).unwrap(), why });
    files.into_iter().filter_map(read).collect()
}
