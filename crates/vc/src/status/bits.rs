//! The bits of a status list: compressed, in base64url (Bitstring Status List 1.0 §3.3, §3.4).

use std::io::Read as _;

use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{Engine as _, alphabet::Alphabet};
use flate2::read::GzDecoder;

use crate::limits::MAX_STATUS_LIST_INFLATED_BYTES;

/// Fewest entries that a list shall have, so that nobody is found among few (§3.4).
const FEWEST_ENTRIES: usize = 131_072;

/// The bits of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bits(Vec<u8>);

impl Bits {
    /// Decodes `encodedList`. `None` when it is not one, or larger than
    /// [`MAX_STATUS_LIST_INFLATED_BYTES`] after decompression.
    ///
    /// The prefix `u` of multibase may be missing, as in Status List 2021, whose implementations also differ
    /// in the alphabet and in padding. Compressed text never begins with `u` itself.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('u').unwrap_or(text);
        let compressed = decode(&URL_SAFE, digits).or_else(|| decode(&STANDARD, digits))?;
        let mut bytes = Vec::new();
        let bound = MAX_STATUS_LIST_INFLATED_BYTES as u64 + 1;
        GzDecoder::new(compressed.as_slice()).take(bound).read_to_end(&mut bytes).ok()?;
        (bytes.len() <= MAX_STATUS_LIST_INFLATED_BYTES).then_some(Self(bytes))
    }

    /// True when any of the `size` bits of an entry is set; `None` when it is beyond the list. The first
    /// bit is the highest of the first byte.
    #[must_use]
    pub fn any(&self, index: usize, size: usize) -> Option<bool> {
        let first = index.checked_mul(size)?;
        let after = first.checked_add(size).filter(|after| *after <= self.0.len() * 8)?;
        Some((first..after).any(|bit| self.0[bit / 8] & (0x80 >> (bit % 8)) != 0))
    }

    /// The bits of an entry as a number, the first one the highest; `None` when it is beyond the list or
    /// wider than 64 bits.
    pub(super) fn value(&self, index: usize, size: usize) -> Option<u64> {
        let first = index.checked_mul(size).filter(|_| size <= 64)?;
        let after = first.checked_add(size).filter(|after| *after <= self.0.len() * 8)?;
        let bit = |value: u64, bit: usize| value << 1 | u64::from(self.0[bit / 8] >> (7 - bit % 8) & 1);
        Some((first..after).fold(0, bit))
    }

    /// What they take in memory, in bytes.
    pub(super) fn size(&self) -> usize {
        self.0.len()
    }

    /// True when it has fewer entries than the standard asks for.
    #[must_use]
    pub fn is_short(&self) -> bool {
        self.0.len() * 8 < FEWEST_ENTRIES
    }
}

fn decode(alphabet: &Alphabet, digits: &str) -> Option<Vec<u8>> {
    let either = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(alphabet, either).decode(digits).ok()
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    pub(in crate::status) fn compress(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    pub(in crate::status) fn encode(bytes: &[u8]) -> String {
        format!("u{}", URL_SAFE_NO_PAD.encode(compress(bytes)))
    }

    #[test]
    fn the_first_bit_is_the_highest_of_the_first_byte() {
        let bits = Bits(vec![0b1000_0000, 0b0000_0001]);
        let set: Vec<usize> = (0..16).filter(|index| bits.any(*index, 1).unwrap()).collect();
        assert_eq!(set, [0, 15]);
    }

    #[test]
    fn any_bit_of_an_entry_counts() {
        let bits = Bits(vec![0b0001_0000, 0b0000_0001]);
        let set = |size| (0..16 / size).map(|index| bits.any(index, size).unwrap()).collect::<Vec<_>>();
        assert_eq!(set(4), [true, false, false, true]);
        assert_eq!(set(8), [true, true]);
        assert_eq!(bits.any(0, 3), Some(false));
        assert_eq!(bits.any(1, 3), Some(true));
    }

    #[test]
    fn an_entry_beyond_the_list_has_no_answer() {
        let bits = Bits(vec![0, 0]);
        assert_eq!(bits.any(15, 1), Some(false));
        for (index, size) in [(16, 1), (8, 2), (0, 17), (usize::MAX, 1), (usize::MAX, 2)] {
            assert_eq!(bits.any(index, size), None, "{index} × {size}");
        }
    }

    #[test]
    fn all_spellings_in_use_are_read() {
        let bytes: Vec<u8> = (0..=255).cycle().take(20_000).collect();
        let compressed = compress(&bytes);
        for text in [
            encode(&bytes),
            URL_SAFE_NO_PAD.encode(&compressed),
            URL_SAFE.encode(&compressed),
            STANDARD.encode(&compressed),
        ] {
            assert_eq!(Bits::decode(&text), Some(Bits(bytes.clone())));
        }
    }

    #[test]
    fn what_is_not_a_compressed_list_is_refused() {
        let mut cut = compress(&[0; 1000]);
        cut.truncate(cut.len() - 1);
        let mut flipped = compress(&[0; 1000]);
        let checksum = flipped.len() - 8;
        flipped[checksum] ^= 1;
        for text in ["", "u", "uAAAA", "not base64!", &URL_SAFE.encode(cut), &URL_SAFE.encode(flipped)] {
            assert_eq!(Bits::decode(text), None, "{text}");
        }
    }

    #[test]
    fn a_bomb_is_refused_at_the_limit() {
        let zeros = |count| encode(&vec![0; count]);
        assert!(Bits::decode(&zeros(MAX_STATUS_LIST_INFLATED_BYTES)).is_some());
        assert_eq!(Bits::decode(&zeros(MAX_STATUS_LIST_INFLATED_BYTES + 1)), None);
    }

    #[test]
    fn a_list_is_short_under_131072_entries() {
        assert!(Bits(vec![0; 16_383]).is_short());
        assert!(!Bits(vec![0; 16_384]).is_short());
    }
}
