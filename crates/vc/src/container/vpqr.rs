//! Credentials as text of a QR code, as wallets show them (VPQR): `VP1-`, then CBOR-LD in base32.
//!
//! Recognised, and told apart from what is damaged; not read. CBOR-LD writes numbers in place of names, by tables that are
//! built anew from the contexts by each edition of its library: a table that is off by one gives another credential.

use super::{Carrier, CarrierFault};

const PREFIX: &[u8] = b"VP1-";

/// The multibase letter of base32 in capitals without padding.
const BASE32: u8 = b'B';

/// First byte of the tags by which CBOR-LD is known, two bytes long (RFC 8949 §3.4).
const TAG: u8 = 0xd9;

/// True when the text begins as one.
pub(super) fn recognises(text: &[u8]) -> bool {
    text.starts_with(PREFIX)
}

/// Why it cannot be read.
pub(super) fn fault(text: &[u8]) -> CarrierFault {
    let Some((&BASE32, digits)) = text[PREFIX.len()..].split_first() else {
        return CarrierFault::Damaged { carrier: Carrier::Vpqr, at: PREFIX.len() };
    };
    let is_digit = |byte: &u8| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(byte);
    match digits.iter().position(|byte| !is_digit(byte)) {
        Some(at) => CarrierFault::Damaged { carrier: Carrier::Vpqr, at: PREFIX.len() + 1 + at },
        None if first_byte(digits) == Some(TAG) => CarrierFault::TermsCompressed,
        None => CarrierFault::Damaged { carrier: Carrier::Vpqr, at: PREFIX.len() + 1 },
    }
}

/// The first byte of base32 (RFC 4648 §6): five bits of the first digit, three of the second.
fn first_byte(digits: &[u8]) -> Option<u8> {
    let value = |digit: u8| if digit.is_ascii_uppercase() { digit - b'A' } else { digit - b'2' + 26 };
    let [first, second, ..] = digits else { return None };
    Some(value(*first) << 3 | value(*second) >> 2)
}

#[cfg(test)]
mod tests {
    use crate::container::pieces;

    #[test]
    fn compressed_terms_are_told_apart_from_damage() {
        let code = |text: &str| pieces(text.as_bytes()).unwrap_err().code();
        assert_eq!(code("VP1-B3ECQDIYACEMHIGDO"), "terms_compressed"); // d9 05 01 …
        for damaged in
            ["VP1-", "VP1-B", "VP1-B3", "VP1-BAAAA", "VP1-b3ecq", "VP1-B3ECQ DIY", "VP1-B3EC1", "VP1-Z3ECQ"]
        {
            assert_eq!(code(damaged), "carrier_damaged", "{damaged}");
        }
        assert_eq!(code("VP2-B3ECQDIYACEMHIGDO"), "unknown_format");
    }
}
