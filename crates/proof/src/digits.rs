//! Bytes as decimal digits: a numeric segment of a QR code takes 3⅓ bits a digit, so that this costs 8.06
//! bits a byte, and every digit may stand in a web address.
//!
//! Blocks of 12 bytes become 29 digits; what is left over, as many as its largest number has. There is one way
//! to write a sequence of bytes.

use crate::fault::CarriageFault;

/// Writes bytes as digits.
pub(crate) fn write(bytes: &[u8]) -> String {
    bytes.chunks(BLOCK_BYTES).fold(String::new(), |mut text, block| {
        let number = block.iter().fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
        text.push_str(&format!("{number:0width$}", width = DIGITS[block.len()]));
        text
    })
}

/// Reads what [`write()`] wrote.
///
/// # Errors
/// [`CarriageFault::Damaged`] when it is nothing that `write` writes.
pub(crate) fn read(text: &str) -> Result<Vec<u8>, CarriageFault> {
    let damaged = CarriageFault::Damaged("digits");
    if !text.bytes().all(|letter| letter.is_ascii_digit()) {
        return Err(damaged);
    }
    let mut bytes = Vec::with_capacity(text.len() * BLOCK_BYTES / DIGITS[BLOCK_BYTES] + BLOCK_BYTES);
    for block in text.as_bytes().chunks(DIGITS[BLOCK_BYTES]) {
        let length = DIGITS.iter().position(|digits| *digits == block.len()).ok_or(damaged)?;
        let number = block.iter().fold(0_u128, |number, digit| number * 10 + u128::from(digit - b'0'));
        if number >> (8 * length) != 0 {
            return Err(damaged);
        }
        bytes.extend_from_slice(&number.to_be_bytes()[16 - length..]);
    }
    Ok(bytes)
}

/// Bytes of a whole block.
const BLOCK_BYTES: usize = 12;

/// How many digits the largest number of so many bytes has.
const DIGITS: [usize; BLOCK_BYTES + 1] = [0, 3, 5, 8, 10, 13, 15, 17, 20, 22, 25, 27, 29];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_come_back(bytes: Vec<u8>) {
            prop_assert_eq!(read(&write(&bytes)), Ok(bytes));
        }
    }

    #[test]
    fn every_length_has_its_own_number_of_digits() {
        for (length, digits) in DIGITS.iter().enumerate() {
            assert_eq!(write(&vec![0xff; length]).len(), *digits);
            assert_eq!(write(&vec![0; length]).len(), *digits);
        }
    }

    #[test]
    fn what_was_not_written_so_is_damaged() {
        for text in ["1", "256", "1234", "99999999999999999999999999999", "12a", "١٢٣", "1 2", "65536"] {
            assert_eq!(read(text), Err(CarriageFault::Damaged("digits")), "{text}");
        }
    }
}
