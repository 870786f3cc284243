//! What looking a credential up in a status list adds to a report that leaves its status open.

use std::hint::black_box;
use std::io::{Read as _, Write as _};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use jiff::Timestamp;
use serde_json::json;
use vc::{Evidence, EvidenceItem, Need, Verdict, Verifier};

use super::key::Key;
use super::tokens::{check, vc_jwt_of};
use super::{judge, judge_as, reissued, trust};
use crate::measure::{Cost, median};
use crate::{part, row};

/// Where the list is.
const LIST: &str = "https://issuer.example/statuses/1";

/// Entries of the list, as many as the standard asks for.
const ENTRIES: usize = 131_072;

/// Measures a list with few entries set, and one with many.
pub(super) fn all(at: Timestamp) {
    for (per_mille, kind) in [(1, "0.1 %"), (100, "10 %")] {
        list(per_mille, kind, at);
    }
}

fn list(per_mille: usize, kind: &str, at: Timestamp) {
    let key = Key::new("EdDSA");
    let (issuer, method) = key.did();
    let mut listed = reissued("course-vc-2.json", &issuer);
    listed["credentialStatus"] = json!({"type": "BitstringStatusListEntry", "statusPurpose": "revocation",
        "statusListIndex": "7", "statusListCredential": LIST});
    let encoded = encoded(per_mille);
    let list = json!({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer, "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": format!("{LIST}#list"), "type": "BitstringStatusList",
            "statusPurpose": "revocation", "encodedList": format!("u{encoded}")}});
    let list = vc_jwt_of(&key, &method, &list);
    let listed = vc_jwt_of(&key, &method, &listed).into_bytes();
    let need = Need::StatusList { url: LIST.to_owned() };
    let item = EvidenceItem { need, fetched_at: at, bytes: list.clone().into_bytes() };
    let evidence = Evidence { items: vec![item], ..Evidence::none() };

    let fresh = || Verifier::new(vec![trust(&issuer)]);
    let open =
        |verifier: &Verifier| judge_as(Verdict::Undetermined, &listed, verifier, &Evidence::none(), at);
    let before = median(|| open(&fresh()));
    let first = median(|| judge(&listed, &fresh(), &evidence, at)).less(before);
    let limit = limit(&list, &encoded, &key);
    row(&format!("status list of {ENTRIES}, {kind} set, first"), first, limit, "120 us");

    let verifier = fresh();
    judge(&listed, &verifier, &evidence, at);
    let before = median(|| open(&verifier));
    let again = median(|| judge(&listed, &verifier, &evidence, at)).less(before);
    part("  the same, decoded before (reach 1 us)", again);
}

/// Read the token, check it, inflate the list.
fn limit(list: &str, encoded: &str, key: &Key) -> Cost {
    let public = key.public();
    median(|| {
        check(list, &public);
        let compressed = URL_SAFE_NO_PAD.decode(encoded).expect("base64url");
        let mut bits = Vec::new();
        GzDecoder::new(compressed.as_slice()).read_to_end(&mut bits).expect("gzip");
        black_box(bits);
    })
}

/// A list in which so many of a thousand entries are set, all over it and never the seventh.
fn encoded(per_mille: usize) -> String {
    let mut bits = vec![0_u8; ENTRIES / 8];
    let mut place: usize = 1;
    for _ in 0..ENTRIES * per_mille / 1_000 {
        place = (place * 75 + 74) % 65_537;
        let entry = (place * 2 + 9) % ENTRIES;
        bits[entry / 8] |= 0x80 >> (entry % 8);
    }
    bits[0] = 0;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&bits).expect("memory can be written");
    URL_SAFE_NO_PAD.encode(encoder.finish().expect("memory can be written"))
}
