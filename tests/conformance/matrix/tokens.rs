//! Tokens: header, claims, signature; disclosures, and the holder's own signature.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use samples::forge::{Controller, token};
use serde_json::{Value, json};
use vc::{Check, Code, Outcome, Verdict};

use super::{Column, MISMATCH, Mutation, Told, fails, signed, table};
use crate::samples::{judge, named};

const REFUSED: Told = fails(Code::HeaderInvalid);

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

    /// All as it was, signed by somebody else with a key of its own.
    fn signed_by_a_stranger(&self) -> String {
        let stranger = Controller::by_key("a forger").badges;
        let mut header = self.header.clone();
        header.as_object_mut().unwrap().remove("jwk");
        header["kid"] = json!(stranger.id);
        token(&stranger.key, &header, &self.claims) + &self.rest
    }

    /// What is told of that: nobody issues a presentation, somebody shows it.
    fn by_a_stranger(&self) -> Told {
        match self.is_shown() {
            true => Told::Check(Check::Holder, Outcome::Fail, Code::PresenterMismatch),
            false if self.claims["issuer"]["id"].as_str().is_some_and(|id| id.starts_with("https:")) => {
                Told::Check(Check::Issuer, Outcome::Undetermined, Code::IssuerNotADid)
            }
            false => Told::Check(Check::Issuer, Outcome::Fail, Code::IssuerMismatch),
        }
    }

    /// What is told where nobody signed. Nobody need show credentials: without a signature it is a collection of them.
    fn unsigned(&self) -> Told {
        match self.is_shown() {
            true => Told::Check(Check::Signature, Outcome::Undetermined, Code::Unsigned),
            false => fails(Code::Unsigned),
        }
    }

    /// Is it a presentation.
    fn is_shown(&self) -> bool {
        self.claims.get("verifiableCredential").is_some()
    }
}

#[test]
fn tokens_of_this_project() {
    let text = |name: &str| std::str::from_utf8(named(name)).unwrap().to_owned();
    let column = |(name, bytes): (&'static str, &[u8])| {
        let original = text(name);
        let other = if name == "course-1.jwt" { "diploma.sd-jwt" } else { "course-1.jwt" };
        let token = Token::read(&original);
        let mut list = changes(&token, &Token::read(&text(other)));
        if name == "diploma-shown.sd-jwt" {
            list.extend(of_showing(&original, &text("diploma-shown-before.sd-jwt")));
        }
        if name.starts_with("diploma") && !name.contains("altered") {
            list.extend(of_disclosures(&original));
        }
        flip_letters(&original);
        let mutation = |(what, text, told): Change| Mutation { what, bytes: text.into_bytes(), told };
        Column::of_sample(name, bytes, list.into_iter().map(mutation).collect())
    };
    table("tokens", &signed(&[".jwt", ".sd-jwt"]).map(column).collect::<Vec<_>>());
}

/// What was done, what came out, what must be told.
type Change = (&'static str, String, Told);

fn changes(token: &Token, other: &Token) -> Vec<Change> {
    let header = |name: &'static str, value: Value| token.with(|token| token.header[name] = value);
    let critical = |name: &'static str| {
        token.with(|token| {
            token.header[name] = json!(1);
            token.header["crit"] = json!([name]);
        })
    };
    let mismatched = fails(Code::AlgorithmKeyMismatch);
    let claim = |name: &'static str, value: Value| token.with(|token| token.claims[name] = value);
    vec![
        ("header: alg none", header("alg", json!("none")), token.unsigned()),
        ("header: alg HS256", header("alg", json!("HS256")), mismatched),
        ("header: alg ES256", header("alg", json!("ES256")), mismatched),
        ("header: alg gone", header("alg", json!(null)), REFUSED),
        ("header: another name added", header("x", json!(1)), MISMATCH),
        (
            "header: typ of another kind",
            header("typ", json!("at+jwt")),
            Told::Check(Check::Format, Outcome::Fail, Code::MediaTypeWrong),
        ),
        ("header: crit unknown", critical("must"), MISMATCH),
        ("header: crit names what is not there", header("crit", json!(["absent"])), REFUSED),
        ("header: crit empty", header("crit", json!([])), REFUSED),
        (
            "header: key of nobody known",
            header("kid", json!("did:example:nobody#1")),
            Told::Check(Check::Signature, Outcome::Undetermined, Code::DidMethodUnsupported),
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
        ("signature: one bit", token.with(|token| token.signature[0] ^= 1), MISMATCH),
        ("claims: valid from another day", claim("nbf", json!(1)), MISMATCH),
        (
            "claims: a status elsewhere",
            claim("status", json!({"status_list": {"idx": 0, "uri": "https://a.example"}})),
            MISMATCH,
        ),
        ("signed again by somebody else", token.signed_by_a_stranger(), token.by_a_stranger()),
        ("signed again by somebody else, in the issuer's name", forged(token), MISMATCH),
        ("signature: cut", token.with(|token| _ = token.signature.pop()), MISMATCH),
        ("signature: zeros", token.with(|token| token.signature = vec![0; 64]), MISMATCH),
        ("signature: gone", token.with(|token| token.signature.clear()), MISMATCH),
    ]
}

/// A key that can be found and is not the issuer's.
fn other_key() -> Value {
    json!(Controller::by_key("somebody else").badges.id)
}

/// All as it was, and the signature another's.
fn forged(original: &Token) -> String {
    token(&Controller::by_key("a forger").badges.key, &original.header, &original.claims) + &original.rest
}

/// The claims of a token with one of another's, so that it is still a credential of its kind.
fn rest_of(token: &Token, other: &Token) -> Value {
    let mut claims = token.claims.clone();
    claims["jti"] = other.claims.get("jti").cloned().unwrap_or_else(|| json!("urn:other"));
    claims
}

fn of_disclosures(text: &str) -> Vec<Change> {
    let parts: Vec<&str> = text.split('~').collect();
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
            fails(Code::DisclosureUnreferenced),
        ),
        ("disclosure: the same twice", with(parts[1]), fails(Code::DigestTwice)),
        ("disclosure: of digests", with(&encode(json!(["s", "_sd", []]))), fails(Code::DisclosureMalformed)),
        ("disclosure: none at all", with(""), fails(Code::DisclosureMalformed)),
        (
            "disclosure: changed",
            text.replace(parts[2], &encode(json!(["c0J7", "grade", "5"]))),
            fails(Code::DisclosureUnreferenced),
        ),
    ]
}

fn of_showing(text: &str, earlier: &str) -> Vec<Change> {
    let parts: Vec<&str> = text.split('~').collect();
    let (shown, before) = (parts[parts.len() - 1], earlier.rsplit('~').next().unwrap());
    let binding = Token::read(shown);
    let fail = |code| Told::Check(Check::Holder, Outcome::Fail, code);
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
fn flip_letters(text: &str) {
    for index in (0..text.len()).step_by((text.len() / 150).max(1)) {
        let mut letters = text.as_bytes().to_vec();
        letters[index] = if letters[index] == b'Q' { b'R' } else { b'Q' };
        let report = vc::parse(&letters).ok().and_then(|mut found| found.remove(0).ok());
        if let Some(unverified) = report {
            assert_ne!(judge(&unverified).verdict, Verdict::Verified, "letter {index}");
        }
    }
}
