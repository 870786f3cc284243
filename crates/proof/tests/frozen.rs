//! Codes that were printed once are read for ever.

#![cfg(test)]

use proof::Link;
use proof::frames::{Assembly, Progress};

const PROOF: &[u8] = include_bytes!("../fixtures/proof-v1.sd-jwt");
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
