//! Multibase: the two encodings that keys, proofs and status lists use.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::limits::MAX_BASE58_BYTES;

/// Decodes base58btc (`z`) or base64url without padding (`u`).
///
/// Each value has exactly one accepted text. Base58 takes quadratic time, so it is bounded by
/// [`MAX_BASE58_BYTES`].
///
/// # Errors
/// [`MultibaseFault`].
pub fn decode(text: &str) -> Result<Vec<u8>, MultibaseFault> {
    match text.split_at_checked(1) {
        Some(("z", digits)) if digits.len() > MAX_BASE58_BYTES => Err(MultibaseFault::TooLong),
        Some(("z", digits)) => bs58::decode(digits).into_vec().map_err(|_| MultibaseFault::Malformed),
        Some(("u", digits)) => URL_SAFE_NO_PAD.decode(digits).map_err(|_| MultibaseFault::Malformed),
        _ => Err(MultibaseFault::Unsupported),
    }
}

/// Why a text is not multibase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MultibaseFault {
    /// Another encoding, or none.
    #[error("neither base58btc nor base64url")]
    Unsupported,
    /// A character or a last digit that the encoding does not have.
    #[error("not in the encoding that it names")]
    Malformed,
    /// Longer than [`MAX_BASE58_BYTES`].
    #[error("longer than {MAX_BASE58_BYTES} bytes")]
    TooLong,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_in_front_are_kept() {
        assert_eq!(decode("z112").unwrap(), [0, 0, 1]);
        assert_eq!(decode("uAAE").unwrap(), [0, 1]);
        assert!(decode("z").unwrap().is_empty());
    }

    #[test]
    fn what_is_not_in_the_alphabet_is_refused() {
        for text in ["z0", "zO", "zI", "zl", "z ", "zé", "u+/", "uAAE=", "uAAF", "uA"] {
            assert_eq!(decode(text), Err(MultibaseFault::Malformed), "{text}");
        }
    }

    #[test]
    fn other_encodings_are_not_guessed() {
        for text in ["", "é", "6Mk", "f00", "mAAE", "UAAE=", "Z112"] {
            assert_eq!(decode(text), Err(MultibaseFault::Unsupported), "{text}");
        }
    }

    #[test]
    fn base58_is_bounded_on_both_sides_of_the_limit() {
        let ones = |count| format!("z{}", "1".repeat(count));
        assert_eq!(decode(&ones(MAX_BASE58_BYTES)).unwrap().len(), MAX_BASE58_BYTES);
        assert_eq!(decode(&ones(MAX_BASE58_BYTES + 1)), Err(MultibaseFault::TooLong));
    }
}
