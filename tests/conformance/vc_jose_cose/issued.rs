//! What the suite's rows ask an issuer for, made here with OpenSSL and the suite's keys, for the wallet to judge.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey, EcPoint};
use openssl::ecdsa::EcdsaSig;
use openssl::hash::{MessageDigest, hash};
use openssl::nid::Nid;
use openssl::pkey::Private;
use openssl::sha::sha256;
use serde_json::{Map, Value, json};

/// An issuer's key on one of the NIST curves, as JWK with `d`.
pub(super) struct Issuer {
    key: EcKey<Private>,
    digest: MessageDigest,
    /// Bytes of half a signature.
    half: i32,
    algorithm: String,
    id: Value,
}

impl Issuer {
    pub(super) fn new(jwk: &Value) -> Self {
        let algorithm = jwk["alg"].as_str().unwrap();
        let (curve, digest, half) = match algorithm {
            "ES256" => (Nid::X9_62_PRIME256V1, MessageDigest::sha256(), 32),
            "ES384" => (Nid::SECP384R1, MessageDigest::sha384(), 48),
            _ => (Nid::SECP521R1, MessageDigest::sha512(), 66),
        };
        let number = |name: &str| {
            let bytes = URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap();
            BigNum::from_slice(&bytes).unwrap()
        };
        let group = EcGroup::from_curve_name(curve).unwrap();
        let mut context = openssl::bn::BigNumContext::new().unwrap();
        let mut point = EcPoint::new(&group).unwrap();
        let (x, y) = (number("x"), number("y"));
        point.set_affine_coordinates_gfp(&group, &x, &y, &mut context).unwrap();
        let key = EcKey::from_private_components(&group, &number("d"), &point).unwrap();
        Self { key, digest, half, algorithm: algorithm.to_owned(), id: jwk["kid"].clone() }
    }

    /// The document as a token of a kind (`vc` or `vp`), made at a time, with what stands at some paths to disclose.
    pub(super) fn issue(&self, kind: &str, document: &Value, made: i64, paths: &[&str]) -> String {
        let mut claims = document.clone();
        claims["iat"] = json!(made);
        let disclosures: Vec<String> = paths.iter().map(|path| hide(&mut claims, path)).collect();
        let format = if paths.is_empty() { "jwt" } else { "sd-jwt" };
        let header =
            json!({"alg": self.algorithm, "kid": self.id, "typ": format!("{kind}+{format}"), "cty": kind});
        let [header, claims] = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string()));
        let input = format!("{header}.{claims}");
        let digest = hash(self.digest, input.as_bytes()).unwrap();
        let signature = EcdsaSig::sign(&digest, &self.key).unwrap();
        let halves = [signature.r(), signature.s()].map(|half| half.to_vec_padded(self.half).unwrap());
        let token = format!("{input}.{}", URL_SAFE_NO_PAD.encode(halves.concat()));
        match paths.is_empty() {
            true => token,
            false => token + "~" + &disclosures.iter().map(|text| format!("{text}~")).collect::<String>(),
        }
    }
}

/// Takes what stands at a path such as `a.b[0]` out of the claims, and leaves its digest there. Returns the disclosure.
fn hide(claims: &mut Value, path: &str) -> String {
    let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let encode = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let digest = |text: &str| json!(URL_SAFE_NO_PAD.encode(sha256(text.as_bytes())));
    let parent = claims.pointer_mut(parent).unwrap();
    if let Some(items) = parent.as_array_mut() {
        let item = &mut items[last.parse::<usize>().unwrap()];
        let disclosure = encode(json!([path, item.take()]));
        *item = json!({"...": digest(&disclosure)});
        return disclosure;
    }
    let members = parent.as_object_mut().unwrap();
    let disclosure = encode(json!([path, last, members.remove(last).unwrap()]));
    let digests = members.entry("_sd").or_insert_with(|| json!([]));
    digests.as_array_mut().unwrap().push(digest(&disclosure));
    disclosure
}

#[test]
fn what_is_hidden_stands_in_disclosures_alone() {
    let mut claims = json!({"a": {"b": [1, 2]}, "c": 3});
    let disclosures = ["a.b[1]", "c"].map(|path| hide(&mut claims, path));
    let read =
        |text: &String| -> Value { serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap() };
    assert_eq!(disclosures.each_ref().map(read), [json!(["a.b[1]", 2]), json!(["c", "c", 3])]);
    let left: &Map<String, Value> = claims.as_object().unwrap();
    assert_eq!((left.len(), left["a"]["b"][0].clone()), (2, json!(1)));
    assert!(left["a"]["b"][1].get("...").is_some() && left.contains_key("_sd"), "{claims}");
}
