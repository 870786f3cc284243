//! Packing: a version, a dictionary, a checksum, and the parts of the proof deflated.
//!
//! | bytes | what |
//! |---|---|
//! | 1 | version: 1 |
//! | 1 | dictionary: 1 |
//! | 4 | CRC-32 of the proof, big-endian |
//! | rest | raw deflate (RFC 1951) of the parts (`parts.rs`), behind the dictionary |

mod deflate;
mod parts;

use crate::fault::CarriageFault;
use crate::limits::MAX_PROOF_BYTES;

/// Packs a proof small.
///
/// # Errors
/// [`CarriageFault::TooLarge`] or [`CarriageFault::TooManyParts`].
pub fn pack(proof: &[u8]) -> Result<Vec<u8>, CarriageFault> {
    if proof.len() > MAX_PROOF_BYTES {
        return Err(CarriageFault::TooLarge);
    }
    let mut packed = vec![VERSION, DICTIONARY];
    packed.extend_from_slice(&checksum(proof).to_be_bytes());
    packed.extend(deflate::deflate(DICTIONARY_TEXT, &parts::write(proof)?));
    Ok(packed)
}

/// What was packed, byte for byte.
///
/// # Errors
/// [`CarriageFault`]; nothing is inflated beyond [`MAX_PROOF_BYTES`].
pub fn unpack(packed: &[u8]) -> Result<Vec<u8>, CarriageFault> {
    match packed {
        [] => Err(CarriageFault::Damaged("nothing in it")),
        [VERSION, DICTIONARY, rest @ ..] => {
            let (sum, deflated) = rest.split_first_chunk().ok_or(CarriageFault::Damaged("cut off"))?;
            let proof = parts::read(&deflate::inflate(DICTIONARY_TEXT, deflated, MAX_PROOF_BYTES)?)?;
            match u32::from_be_bytes(*sum) == checksum(&proof) {
                true => Ok(proof),
                false => Err(CarriageFault::Damaged("checksum")),
            }
        }
        [VERSION, other, ..] => Err(CarriageFault::DictionaryUnknown(*other)),
        [VERSION] => Err(CarriageFault::Damaged("cut off")),
        [other, ..] => Err(CarriageFault::VersionUnknown(*other)),
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// How everything is laid out.
const VERSION: u8 = 1;

/// Which dictionary, and that dictionary: words of the formats, of nobody's credential. A test holds its digest:
/// a changed one would need another number.
const DICTIONARY: u8 = 1;
const DICTIONARY_TEXT: &[u8] = include_bytes!("dictionary-1.txt");

#[cfg(test)]
mod tests;
