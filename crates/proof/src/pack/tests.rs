use proptest::prelude::*;
use vc::public_key::Hash;

use super::*;

proptest! {
    #[test]
    fn any_bytes_come_back(proof: Vec<u8>) {
        prop_assert_eq!(unpack(&pack(&proof).unwrap()).unwrap(), proof);
    }

    #[test]
    fn any_bytes_are_unpacked_or_refused(bytes: Vec<u8>) {
        let _ = unpack(&bytes);
        let _ = unpack(&[&[VERSION, DICTIONARY][..], &bytes].concat());
    }
}

#[test]
fn every_sample_comes_back() {
    for sample in samples::SAMPLES {
        let packed = pack(sample.bytes).unwrap();
        assert!(packed.len() < sample.bytes.len(), "{}", sample.name);
        assert_eq!(unpack(&packed).unwrap(), sample.bytes, "{}", sample.name);
    }
}

#[test]
fn flipped_bits_are_damage() {
    let packed = pack(samples::SAMPLES[0].bytes).unwrap();
    for at in (2..packed.len()).step_by(packed.len() / 64) {
        let mut flipped = packed.clone();
        flipped[at] ^= 0x10;
        let fault = unpack(&flipped).unwrap_err();
        assert!(matches!(fault, CarriageFault::Damaged(_) | CarriageFault::TooLarge), "{at}: {fault}");
    }
}

#[test]
fn later_versions_and_other_dictionaries_are_told_from_damage() {
    let packed = pack(b"{}").unwrap();
    let with = |at: usize, byte| {
        let mut packed = packed.clone();
        packed[at] = byte;
        unpack(&packed)
    };
    assert_eq!(with(0, 2), Err(CarriageFault::VersionUnknown(2)));
    assert_eq!(with(1, 2), Err(CarriageFault::DictionaryUnknown(2)));
    for length in 0..packed.len() {
        assert!(matches!(unpack(&packed[..length]), Err(CarriageFault::Damaged(_))), "{length}");
    }
}

#[test]
fn too_large_is_refused_both_ways() {
    assert_eq!(pack(&vec![b' '; MAX_PROOF_BYTES + 1]), Err(CarriageFault::TooLarge));
    let full = vec![b' '; MAX_PROOF_BYTES - 8];
    assert_eq!(unpack(&pack(&full).unwrap()).unwrap(), full);
    let bomb = deflate::deflate(DICTIONARY_TEXT, &vec![0; 2 * MAX_PROOF_BYTES]);
    let bomb = [&[VERSION, DICTIONARY, 0, 0, 0, 0][..], &bomb].concat();
    assert_eq!(unpack(&bomb), Err(CarriageFault::TooLarge));
}

/// Codes on paper are read with this dictionary for ever.
#[test]
fn dictionary_never_changes() {
    let digest = hex::encode(Hash::Sha256.of(&[DICTIONARY_TEXT]));
    assert_eq!(digest, "bbf1be393db2f9b316687680b315750d8bc53f181184ba510a780f9927a5a2cb");
}
