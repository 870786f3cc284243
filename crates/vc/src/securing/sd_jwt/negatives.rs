//! Everything that can be wrong with an SD-JWT, in one table: each is told by the right check with its code, and none is
//! good. Nobody publishes such tokens, so they are made here.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::tests::{Issued, digest, disclosure, judge, judge_asking};
use crate::limits::MAX_DISCLOSURES;
use crate::report::{Check, Code, Outcome, Report, Verdict};
use crate::securing::data_integrity::tests::{NOW, at, fail, open, outcome};
use crate::securing::jws::tests::{Holder, encode};
use crate::verify::challenge::Challenge;

/// What is wrong, what came of it, the check that must tell, and how.
type Row = (&'static str, Report, Check, (Outcome, Option<Code>));

/// A credential that was changed before it was signed.
fn issued(change: impl FnOnce(&mut Issued)) -> Report {
    let mut issued = Issued::new();
    change(&mut issued);
    judge(&issued.text())
}

/// A credential that discloses more than the usual: what the issuer signs about it, and the disclosures.
fn disclosing(change: impl FnOnce(&mut Value), disclosures: &[&str]) -> Report {
    issued(|it| {
        change(&mut it.claims);
        it.disclosures.extend(disclosures.iter().map(|text| (*text).to_owned()));
    })
}

/// A disclosure whose digest was signed.
fn named(text: &str) -> Report {
    disclosing(|claims| sign(claims, text), &[text])
}

/// Puts the digest of a disclosure among those of the credential.
fn sign(claims: &mut Value, text: &str) {
    claims["_sd"].as_array_mut().expect("digests are a list").push(digest(text));
}

fn digests() -> Vec<Row> {
    let twice = |report| (report, Check::Signature, fail(Code::DigestTwice));
    let malformed = |report| (report, Check::Signature, fail(Code::DigestMalformed));
    let honours = disclosure(json!(["s", "honours", "yes"]));
    let inside = disclosure(json!(["s", "more", {"_sd": [digest(&honours)]}]));
    let both = disclosing(
        |claims| {
            sign(claims, &honours);
            sign(claims, &inside);
        },
        &[&honours, &inside],
    );
    let again = issued(|it| it.disclosures.push(it.disclosures[0].clone()));
    let rows = [
        (
            "digest: twice in a list",
            twice(disclosing(|it| (0..2).for_each(|_| sign(it, &honours)), &[&honours])),
        ),
        (
            "digest: in two objects",
            twice(issued(|it| it.claims["degree"]["_sd"] = json!([it.claims["_sd"][0]]))),
        ),
        ("digest: in an object and in a disclosure", twice(both)),
        ("digest: of nothing shown, twice", twice(issued(|it| it.claims["a"] = json!({"_sd": ["x", "x"]})))),
        (
            "digest: in an object and in a list",
            twice(issued(|it| {
                it.claims["a"] = json!([{"...": "x"}]);
                it.claims["b"] = json!({"_sd": ["x"]});
            })),
        ),
        ("disclosure: twice", twice(again)),
        ("digest: no text", malformed(issued(|it| it.claims["_sd"] = json!([7])))),
        ("digests: no list", malformed(issued(|it| it.claims["degree"]["_sd"] = json!("x")))),
        ("digest of an item: outside a list", malformed(issued(|it| it.claims["a"] = json!({"...": "x"})))),
        (
            "digest of an item: not alone",
            malformed(issued(|it| it.claims["a"] = json!([{"...": "x", "b": 1}]))),
        ),
    ];
    let mut rows: Vec<Row> = rows.map(|(what, (report, check, told))| (what, report, check, told)).into();
    for (what, name) in [("hash function: too weak", json!("sha-1")), ("hash function: no text", json!(256))]
    {
        let report = issued(|it| it.claims["_sd_alg"] = name);
        rows.push((what, report, Check::Signature, open(Code::AlgorithmUnsupported)));
    }
    rows
}

fn disclosures() -> Vec<Row> {
    let unreferenced = |report| (report, fail(Code::DisclosureUnreferenced));
    let malformed = |value: Value| (named(&disclosure(value)), fail(Code::DisclosureMalformed));
    let text = |text: &str| (named(text), fail(Code::DisclosureMalformed));
    let twice = |report| (report, fail(Code::ClaimTwice));
    let (honours, item) = (disclosure(json!(["s", "honours", "yes"])), disclosure(json!(["s", "yes"])));
    let (given, parent) = (
        disclosure(json!(["t", "given_name", "Robyn"])),
        disclosure(json!(["s", "more", {"_sd": [digest(&honours)]}])),
    );
    let many: Vec<String> =
        (0..=MAX_DISCLOSURES).map(|n| disclosure(json!(["s", format!("a{n}"), n]))).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let as_item = |text: &str| json!([{"...": digest(text)}]);
    let rows = [
        ("disclosure: one that nobody signed", unreferenced(disclosing(|_| (), &[&honours]))),
        ("disclosure: changed", unreferenced(issued(|it| it.disclosures[1] = honours.clone()))),
        (
            "disclosure: without the one it belongs to",
            unreferenced(disclosing(|it| sign(it, &parent), &[&honours])),
        ),
        (
            "disclosure: named by a claim that is no list of digests",
            unreferenced(disclosing(|it| it["note"] = digest(&honours), &[&honours])),
        ),
        (
            "disclosure: over a claim that stands open",
            twice(named(&disclosure(json!(["s", "degree", "Doctor"])))),
        ),
        ("disclosure: two of one claim", twice(named(&given))),
        ("disclosure: a claim called _sd", malformed(json!(["s", "_sd", []]))),
        ("disclosure: a claim called ...", malformed(json!(["s", "...", "x"]))),
        ("disclosure: a claim called _sd_alg", malformed(json!(["s", "_sd_alg", "sha-512"]))),
        ("disclosure: its salt no text", malformed(json!([7, "honours", "yes"]))),
        ("disclosure: its name no text", malformed(json!(["s", 7, "yes"]))),
        ("disclosure: too short", malformed(json!(["s"]))),
        ("disclosure: too long", malformed(json!(["s", "honours", "yes", "no"]))),
        ("disclosure: no list", malformed(json!({"honours": "yes"}))),
        ("disclosure: a member twice", text(&encode(br#"["s", "a", {"b": 1, "b": 2}]"#))),
        ("disclosure: no JSON", text(&encode(b"honours"))),
        ("disclosure: no base64url", text("honours!")),
        ("disclosure: padded", text(&format!("{}=", disclosure(json!(["s", "honours", "y"]))))),
        ("disclosure: empty", (disclosing(|_| (), &[""]), fail(Code::DisclosureMalformed))),
        ("disclosure: an item as a claim", text(&item)),
        (
            "disclosure: a claim as an item",
            (disclosing(|it| it["list"] = as_item(&honours), &[&honours]), fail(Code::DisclosureMalformed)),
        ),
        ("disclosure: more than are read", (disclosing(|_| (), &many), open(Code::OverBudget))),
    ];
    rows.map(|(what, (report, told))| (what, report, Check::Signature, told)).into()
}

fn tokens() -> Vec<Row> {
    let header = |name: &'static str, value: Value| issued(|it| it.header[name] = value);
    let mut rows = vec![
        ("token: alg none", header("alg", json!("none")), Check::Signature, fail(Code::Unsigned)),
        (
            "token: alg HS256",
            header("alg", json!("HS256")),
            Check::Signature,
            fail(Code::AlgorithmKeyMismatch),
        ),
        (
            "token: alg of another key",
            header("alg", json!("EdDSA")),
            Check::Signature,
            fail(Code::AlgorithmKeyMismatch),
        ),
        (
            "token: signed by somebody else",
            issued(|it| it.issuer = Holder::of("ES256")),
            Check::Signature,
            fail(Code::SignatureMismatch),
        ),
        (
            "token: crit names what is not there",
            header("crit", json!(["absent"])),
            Check::Signature,
            fail(Code::HeaderInvalid),
        ),
        (
            "token: crit names what nobody knows",
            issued(|it| (it.header["must"], it.header["crit"]) = (json!(1), json!(["must"]))),
            Check::Signature,
            open(Code::CriticalHeaderUnknown),
        ),
    ];
    for (what, typ) in [
        ("token: no typ", json!(null)),
        ("token: typ JWT", json!("JWT")),
        ("token: typ of a holder's token", json!("kb+jwt")),
        ("token: typ of a credential in JSON", json!("vc+jwt")),
    ] {
        rows.push((what, header("typ", typ), Check::Format, fail(Code::MediaTypeWrong)));
    }
    let w3c = issued(|it| {
        it.claims["@context"] = json!(["https://www.w3.org/ns/credentials/v2"]);
        it.claims["type"] = json!(["VerifiableCredential"]);
    });
    rows.push(("token: of the W3C under the IETF's typ", w3c, Check::Format, fail(Code::MediaTypeWrong)));
    for (what, name) in [
        ("token: iss held back", "iss"),
        ("token: nbf held back", "nbf"),
        ("token: exp held back", "exp"),
        ("token: cnf held back", "cnf"),
        ("token: vct held back", "vct"),
        ("token: status held back", "status"),
    ] {
        let report = issued(|it| {
            let claims = it.claims.as_object_mut().expect("claims are an object");
            let hidden = disclosure(json!(["s", name, claims.remove(name).unwrap_or_else(|| json!({}))]));
            sign(&mut it.claims, &hidden);
            it.disclosures.push(hidden);
        });
        rows.push((what, report, Check::Format, fail(Code::ClaimForbidden)));
    }
    let claim = |name: &'static str, value: Value| issued(|it| it.claims[name] = value);
    rows.extend([
        ("token: over", claim("exp", json!(1_700_000_000)), Check::Validity, fail(Code::Expired)),
        ("token: not yet", claim("nbf", json!(1_890_000_000)), Check::Validity, fail(Code::NotYetValid)),
    ]);
    rows
}

/// Where the issuer's key is looked for, and what does not lead to one.
fn issuers() -> Vec<Row> {
    let of = |issuer: &'static str| issued(|it| it.claims["iss"] = json!(issuer));
    let own = |issuer: &'static str| {
        issued(|it| {
            it.claims["iss"] = json!(issuer);
            it.header["jwk"] = it.issuer.jwk();
        })
    };
    let address = "https://school.example";
    let by_another = issued(|it| {
        let stranger = Holder::of("ES256");
        it.header["kid"] = json!(format!("{}#0", stranger.did()));
        it.issuer = stranger;
    });
    let (signature, issuer) = (Check::Signature, Check::Issuer);
    vec![
        ("issuer: a key in the token itself", own(address), issuer, open(Code::KeyUnbound)),
        ("issuer: a URN, a key in the token itself", own("urn:school"), issuer, open(Code::KeyUnbound)),
        ("issuer: its keys not at hand", of(address), signature, open(Code::IssuerKeysMissing)),
        ("issuer: an address that is not secure", of("http://a.example"), signature, open(Code::KeyMissing)),
        ("issuer: a URN", of("urn:school"), signature, open(Code::KeyMissing)),
        ("issuer: a DID not at hand", of("did:web:a.example"), signature, open(Code::DidUnresolved)),
        ("issuer: a DID of no known kind", of("did:a:b"), signature, open(Code::DidMethodUnsupported)),
        ("issuer: the key of another DID", by_another, issuer, fail(Code::IssuerMismatch)),
    ]
}

fn holders() -> Vec<Row> {
    let now = at(NOW).as_second();
    let it = Issued::new();
    let claim = |name: &'static str, value: Value| judge(&it.shown(|_, claims| claims[name] = value));
    let header = |name: &'static str, value: Value| judge(&it.shown(|header, _| header[name] = value));
    let whole = it.shown(|_, _| {});
    let (own, fewer) = (it.text(), whole.replacen(&format!("{}~", it.disclosures[0]), "", 1));
    let of_another = format!("{own}{}", Issued::new().shown(|_, _| {}).rsplit('~').next().expect("a token"));
    let stranger = Issued { holder: Holder::of("ES256"), ..Issued::new() };
    let by_stranger = stranger.shown(|header, _| header["alg"] = json!("ES256"));
    let by_stranger = format!("{own}{}", by_stranger.rsplit('~').next().expect("a token"));
    let mut unbound = Issued::new();
    unbound.claims.as_object_mut().expect("claims are an object").remove("cnf");
    let asked = |text: &str, audience: &str, nonce: &str| {
        let challenge = Challenge { audience: Some(audience.to_owned()), nonce: Some(nonce.to_owned()) };
        judge_asking(text, challenge)
    };
    let employer = "https://employer.example";
    let malformed = |report| (report, fail(Code::BindingMalformed));
    let stale = |report| (report, fail(Code::BindingStale));
    let other = |report| (report, fail(Code::BindingOfOther));
    let mismatch = |report| (report, fail(Code::BindingMismatch));
    let rows = [
        ("holder: shows less than was signed for", other(judge(&fewer))),
        ("holder: showed another credential", other(judge(&of_another))),
        ("holder: another hash", other(claim("sd_hash", json!("AAAA")))),
        ("holder: another's key", mismatch(judge(&by_stranger))),
        ("holder: alg none", mismatch(header("alg", json!("none")))),
        ("holder: alg HS256", mismatch(header("alg", json!("HS256")))),
        (
            "holder: no key in what the issuer signed",
            (judge(&unbound.shown(|_, _| {})), fail(Code::BindingKeyMissing)),
        ),
        (
            "holder: to somebody else",
            (asked(&whole, "https://a.example", "n1"), fail(Code::AudienceMismatch)),
        ),
        ("holder: to another question", (asked(&whole, employer, "n2"), fail(Code::NonceMismatch))),
        ("holder: nothing, though asked", (asked(&own, employer, "n1"), open(Code::BindingMissing))),
        ("holder: too long ago", stale(claim("iat", json!(now - 301)))),
        ("holder: not yet", stale(claim("iat", json!(now + 301)))),
        ("holder: over", stale(claim("exp", json!(now)))),
        ("holder: typ of something else", malformed(header("typ", json!("JWT")))),
        ("holder: no typ", malformed(header("typ", json!(null)))),
        ("holder: no hash", malformed(claim("sd_hash", json!(null)))),
        ("holder: no nonce", malformed(claim("nonce", json!(null)))),
        ("holder: no audience", malformed(claim("aud", json!(null)))),
        ("holder: several audiences", malformed(claim("aud", json!([employer, "https://a.example"])))),
        ("holder: no time", malformed(claim("iat", json!(null)))),
        ("holder: no token", malformed(judge(&format!("{own}a.b.c")))),
    ];
    rows.map(|(what, (report, told))| (what, report, Check::Holder, told)).into()
}

#[test]
fn nothing_that_is_wrong_with_an_sd_jwt_passes() {
    let good = Issued::new();
    for text in [good.text(), good.shown(|_, _| {})] {
        assert_eq!(judge(&text).verdict, Verdict::Unrecognised, "good, and of nobody on a list");
    }
    let rows = [digests(), disclosures(), tokens(), issuers(), holders()].into_iter().flatten();
    let rows: Vec<Row> = rows.collect();
    let mut table = String::from("SD-JWT negatives\n");
    for (what, report, check, _) in &rows {
        let (outcome, code) = outcome(report, *check);
        let code = code.map(Code::as_str).unwrap_or_default();
        writeln!(table, "  {what:58} {check:?} {outcome:?} {code}").expect("a text takes lines");
    }
    print!("{table}");
    for (what, report, check, told) in &rows {
        assert_eq!(outcome(report, *check), *told, "{what}");
        let expected = if told.0 == Outcome::Fail { Verdict::Invalid } else { Verdict::Undetermined };
        assert_eq!(report.verdict, expected, "{what}");
    }
    println!("SD-JWT negatives: {0} of {0} refused, each with its code", rows.len());
}
