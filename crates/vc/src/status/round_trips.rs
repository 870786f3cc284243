//! What was set in a list is what is read of it.

use proptest::prelude::*;

use super::bits::tests::encode;
use super::token_tests::compressed;
use super::{Bits, TokenStatuses};
use crate::arbitrary::moment;

proptest! {
    #![proptest_config(moment())]

    /// The first entry has the highest bits of the first byte.
    #[test]
    fn entries_of_a_bitstring(
        (size, entries) in (1..12_usize).prop_flat_map(|size| {
            (Just(size), prop::collection::vec(0..1_u64 << size, 0..200))
        }),
    ) {
        let mut bytes = vec![0_u8; (entries.len() * size).div_ceil(8)];
        for (index, entry) in entries.iter().enumerate() {
            for place in (0..size).filter(|place| entry >> (size - 1 - place) & 1 == 1) {
                let bit = index * size + place;
                bytes[bit / 8] |= 0x80 >> (bit % 8);
            }
        }
        let read = Bits::decode(&encode(&bytes)).expect("a list that was just written");
        for (index, entry) in entries.iter().enumerate() {
            prop_assert_eq!(read.value(index, size), Some(*entry));
            prop_assert_eq!(read.any(index, size), Some(*entry != 0));
        }
        prop_assert_eq!(read.value(bytes.len() * 8 / size, size), None);
    }

    /// The first entry has the lowest bits of the first byte.
    #[test]
    fn statuses_of_a_token(
        (bits, statuses) in prop::sample::select(vec![1_u8, 2, 4, 8]).prop_flat_map(|bits| {
            let per_byte = usize::from(8 / bits);
            (Just(bits), prop::collection::vec(0..=u8::MAX >> (8 - bits), 1..300).prop_map(move |mut all| {
                all.resize(all.len().next_multiple_of(per_byte), 0);
                all
            }))
        }),
    ) {
        let per_byte = usize::from(8 / bits);
        let byte = |several: &[u8]| several.iter().rev().fold(0_u8, |byte, one| byte.unbounded_shl(u32::from(bits)) | one);
        let bytes: Vec<u8> = statuses.chunks(per_byte).map(byte).collect();
        let read = TokenStatuses::decode(u64::from(bits), &compressed(&bytes)).expect("a list that was just written");
        let found: Vec<u8> = (0..read.len()).filter_map(|index| read.at(index)).collect();
        prop_assert_eq!(found, statuses);
        prop_assert_eq!(read.at(read.len()), None);
    }
}
