//! Every way to change a token that an attacker would try: none stays verified, and each fails with the code
//! that names what was done.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use vc::{Check, Code, Outcome, Verdict};

use super::samples::{judged, named};
use super::show;

/// What a mutation must come to: the check that tells, its outcome and its code.
type Expected = (Check, Outcome, Code);

const MISMATCH: Expected = (Check::Signature, Outcome::Fail, Code::SignatureMismatch);
const REFUSED: Expected = (Check::Signature, Outcome::Fail, Code::HeaderInvalid);

/// A compact token, taken apart.
#[derive(Clone)]
struct Token {
    header: Value,
    claims: Value,
    signature: Vec<u8>,
    /// What stands behind the signature.
    rest: String,
}

impl Token {
    fn read(text: &str) -> Self {
        let (token, rest) =
            text.split_once('~').map_or((text, ""), |_| text.split_at(text.find('~').unwrap()));
        let parts: Vec<Vec<u8>> =
            token.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).unwrap()).collect();
        let json = |part: &[u8]| serde_json::from_slice(part).unwrap();
        Self {
            header: json(&parts[0]),
            claims: json(&parts[1]),
            signature: parts[2].clone(),
            rest: rest.to_owned(),
        }
    }

    fn text(&self) -> String {
        let [header, claims] =
            [&self.header, &self.claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
        format!("{header}.{claims}.{}{}", URL_SAFE_NO_PAD.encode(&self.signature), self.rest)
    }

    fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut changed = self.clone();
        change(&mut changed);
        changed.text()
    }
}

#[test]
fn tokens_of_this_project() {
    let text = |name: &str| std::str::from_utf8(named(name)).unwrap().to_owned();
    for name in ["course-2.jwt", "course-1.jwt", "diploma.sd-jwt", "diploma-shown.sd-jwt"] {
        let original = text(name);
        assert_eq!(judged(original.as_bytes()).verdict, Verdict::Verified, "{name}");
        println!("\n{name:<44} {:<12} {:<14} code", "check", "outcome");
        let other = if name == "course-1.jwt" { "diploma.sd-jwt" } else { "course-1.jwt" };
        let mut list = mutations(&Token::read(&original), &Token::read(&text(other)));
        if name == "diploma-shown.sd-jwt" {
            list.extend(of_showing(&original, &text("diploma-shown-before.sd-jwt")));
        }
        if name.starts_with("diploma") {
            list.extend(of_disclosures(&original));
        }
        assert!(list.len() >= 12, "{name}");
        for (what, changed, (check, outcome, code)) in list {
            let report = judged(changed.as_bytes());
            assert_ne!(report.verdict, Verdict::Verified, "{name}: {what}");
            let result = report.check(check).unwrap();
            println!("{what:<44} {:<12} {:<14} {}", show(check), show(result.outcome), code.as_str());
            assert_eq!((result.outcome, result.code), (outcome, Some(code)), "{name}: {what}");
        }
        println!("{name}: letters flipped: {} refused, 0 verified", flip_letters(&original));
    }
}

fn mutations(token: &Token, other: &Token) -> Vec<(&'static str, String, Expected)> {
    let header = |name: &'static str, value: Value| token.with(|token| token.header[name] = value);
    let critical = |name: &'static str| {
        token.with(|token| {
            token.header[name] = json!(1);
            token.header["crit"] = json!([name]);
        })
    };
    let mismatched = (Check::Signature, Outcome::Fail, Code::AlgorithmKeyMismatch);
    vec![
        ("header: alg none", header("alg", json!("none")), (Check::Signature, Outcome::Fail, Code::Unsigned)),
        ("header: alg HS256", header("alg", json!("HS256")), mismatched),
        ("header: alg ES256", header("alg", json!("ES256")), mismatched),
        ("header: alg gone", header("alg", json!(null)), REFUSED),
        ("header: another name added", header("x", json!(1)), MISMATCH),
        (
            "header: typ of another kind",
            header("typ", json!("at+jwt")),
            (Check::Format, Outcome::Fail, Code::MediaTypeWrong),
        ),
        ("header: crit unknown", critical("must"), MISMATCH),
        ("header: crit names what is not there", header("crit", json!(["absent"])), REFUSED),
        ("header: crit empty", header("crit", json!([])), REFUSED),
        (
            "header: key of nobody known",
            header("kid", json!("did:example:nobody#1")),
            (Check::Signature, Outcome::Undetermined, Code::DidMethodUnsupported),
        ),
        ("header: key of somebody else", token.with(|token| token.header["kid"] = other_key()), MISMATCH),
        ("claims: another claim added", token.with(|token| token.claims["honours"] = json!("yes")), MISMATCH),
        ("claims: exp added", token.with(|token| token.claims["exp"] = json!(4_000_000_000_u64)), MISMATCH),
        ("claims: of another token", token.with(|token| token.claims = rest_of(token, other)), MISMATCH),
        (
            "signature: of another token",
            token.with(|token| token.signature = other.signature.clone()),
            MISMATCH,
        ),
        ("signature: cut", token.with(|token| _ = token.signature.pop()), MISMATCH),
        ("signature: zeros", token.with(|token| token.signature = vec![0; 64]), MISMATCH),
        ("signature: gone", token.with(|token| token.signature.clear()), MISMATCH),
    ]
}

/// A key that can be found and is not the issuer's.
fn other_key() -> Value {
    json!(samples::forge::Controller::by_key("somebody else").badges.id)
}

/// The claims of a token with one of another's, so that it is still a credential of its kind.
fn rest_of(token: &Token, other: &Token) -> Value {
    let mut claims = token.claims.clone();
    claims["jti"] = other.claims.get("jti").cloned().unwrap_or_else(|| json!("urn:other"));
    claims
}

fn of_disclosures(text: &str) -> Vec<(&'static str, String, Expected)> {
    let parts: Vec<&str> = text.split('~').collect();
    let fail = |code| (Check::Signature, Outcome::Fail, code);
    let with = |more: &str| {
        let mut parts = parts.clone();
        parts.insert(1, more);
        parts.join("~")
    };
    let encode = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    vec![
        (
            "disclosure: one more",
            with(&encode(json!(["s", "honours", "yes"]))),
            fail(Code::DisclosureUnreferenced),
        ),
        ("disclosure: the same twice", with(parts[1]), fail(Code::DigestTwice)),
        ("disclosure: of digests", with(&encode(json!(["s", "_sd", []]))), fail(Code::DisclosureMalformed)),
        ("disclosure: none at all", with(""), fail(Code::DisclosureMalformed)),
        (
            "disclosure: changed",
            text.replace(parts[3], &encode(json!(["c0J7", "grade", "5"]))),
            fail(Code::DisclosureUnreferenced),
        ),
    ]
}

fn of_showing(text: &str, earlier: &str) -> Vec<(&'static str, String, Expected)> {
    let parts: Vec<&str> = text.split('~').collect();
    let (shown, before) = (parts[parts.len() - 1], earlier.rsplit('~').next().unwrap());
    let binding = Token::read(shown);
    let fail = |code| (Check::Holder, Outcome::Fail, code);
    let other = |change: &dyn Fn(&mut Token)| text.replace(shown, &binding.with(change));
    vec![
        ("holder: an earlier showing", text.replace(shown, before), fail(Code::BindingStale)),
        ("holder: aud changed", other(&|it| it.claims["aud"] = json!("x")), fail(Code::BindingMismatch)),
        ("holder: iat changed", other(&|it| it.claims["iat"] = json!(1)), fail(Code::BindingMismatch)),
        ("holder: typ changed", other(&|it| it.header["typ"] = json!("JWT")), fail(Code::BindingMalformed)),
        ("holder: alg none", other(&|it| it.header["alg"] = json!("none")), fail(Code::BindingMismatch)),
        ("holder: signature cut", other(&|it| _ = it.signature.pop()), fail(Code::BindingMismatch)),
        (
            "holder: a disclosure held back afterwards",
            text.replace(&format!("{}~", parts[1]), ""),
            fail(Code::BindingOfOther),
        ),
    ]
}

/// Exchanges letters all over a token. What is still read is never verified.
fn flip_letters(text: &str) -> usize {
    let mut refused = 0;
    for index in (0..text.len()).step_by((text.len() / 150).max(1)) {
        let mut letters = text.as_bytes().to_vec();
        letters[index] = if letters[index] == b'Q' { b'R' } else { b'Q' };
        let report = vc::parse(&letters).ok().and_then(|mut found| found.remove(0).ok());
        if let Some(unverified) = report {
            assert_ne!(super::samples::judge(&unverified).verdict, Verdict::Verified, "letter {index}");
        }
        refused += 1;
    }
    refused
}
