//! Codes that were printed once are read for ever.

#![cfg(test)]

use proof::Link;
use proof::frames::{Assembly, Progress};

const PROOF: &[u8] = include_bytes!("../fixtures/proof-v1.sd-jwt");
const REQUEST: &str = include_str!("../fixtures/request-v1.txt");
const LINKS: &str = include_str!("../fixtures/links-v1.txt");

#[test]
fn whole_proof_of_version_1_is_read() {
    let link = LINKS.lines().next().unwrap();
    assert_eq!(Link::read(link).unwrap().unwrap().proof().unwrap(), PROOF);
}

#[test]
fn frames_of_version_1_are_put_together() {
    let mut assembly = Assembly::default();
    // The first two are lost.
    let found = LINKS.lines().skip(3).find_map(|line| {
        let link = Link::read(line).unwrap().unwrap();
        match assembly.take(link.as_frame().unwrap()).unwrap() {
            Progress::Whole(proof) => Some(proof),
            Progress::Partly { .. } | Progress::Spare => None,
        }
    });
    assert_eq!(found.unwrap(), PROOF);
}

#[test]
fn request_of_version_1_is_read() {
    let link = Link::read(REQUEST).unwrap().unwrap();
    let request = link.as_request().unwrap();
    assert_eq!((request.nonce.as_str(), request.audience.as_deref()), ("K7M2-9QXR", Some("Hohtava Oy")));
    assert_eq!(request.until.map(|until| until.to_string()).as_deref(), Some("2026-11-22T12:00:00Z"));
    assert_eq!(request.wanted, ["Diplomi", "Ajokortti C"]);
    assert_eq!(link.to_string(), REQUEST.trim());
}
