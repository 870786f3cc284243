//! Hash values, as the algorithm compares and writes them.

use sha2::{Digest as _, Sha256, Sha384};

use super::Hash;

/// A hash value. Sums of one hash function sort as their hexadecimal texts do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sum {
    bytes: [u8; LONGEST],
    length: u8,
}

/// Bytes of the longest hash value, SHA-384.
const LONGEST: usize = 48;

impl Hash {
    pub(super) fn sum(self, input: &[u8]) -> Sum {
        match self {
            Hash::Sha256 => Sum::of(&Sha256::digest(input)),
            Hash::Sha384 => Sum::of(&Sha384::digest(input)),
        }
    }
}

impl Sum {
    fn of(output: &[u8]) -> Self {
        let mut bytes = [0; LONGEST];
        bytes[..output.len()].copy_from_slice(output);
        Self { bytes, length: u8::try_from(output.len()).expect("a hash value has at most 48 bytes") }
    }

    /// Appends it in lower-case hexadecimal.
    pub(super) fn push_hex(&self, text: &mut String) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        for byte in &self.bytes[..usize::from(self.length)] {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}
