//! What a picture or document carries: texts, each a credential, a list or a token.

use std::cell::Cell;

use super::{Carrier, CarrierFault, Piece, alone};
use crate::limits::{MAX_CARRIED, MAX_CARRIED_BYTES, MAX_PIECES};
use crate::verify::unverified::Unreadable;

/// The texts found so far, within bounds for the whole file.
#[derive(Debug, Default)]
pub(super) struct Carried {
    texts: Vec<Vec<u8>>,
    bytes: usize,
}

impl Carried {
    /// How many bytes there is room for.
    pub(super) fn room(&self) -> usize {
        MAX_CARRIED_BYTES - self.bytes
    }

    /// Adds a text, in the order of the file.
    pub(super) fn add(&mut self, text: Vec<u8>) -> Result<(), CarrierFault> {
        if self.texts.len() == MAX_CARRIED {
            return Err(CarrierFault::TooManyCarried);
        }
        if text.len() > self.room() {
            return Err(CarrierFault::TooMuchCarried);
        }
        self.bytes += text.len();
        self.texts.push(text);
        Ok(())
    }

    /// Each text taken apart. One that cannot be read does not hide the others.
    pub(super) fn pieces(self, carrier: Carrier) -> Result<Vec<Result<Piece, Unreadable>>, Unreadable> {
        if self.texts.is_empty() {
            return Err(CarrierFault::NothingCarried(carrier).into());
        }
        let seen = Cell::new(0);
        let mut pieces = Vec::new();
        for text in &self.texts {
            match alone(text, &seen) {
                Ok(found) => pieces.extend(found),
                Err(Unreadable::UnknownFormat) => pieces.push(Err(address(text))),
                Err(fault) => pieces.push(Err(fault)),
            }
        }
        if pieces.len() > MAX_PIECES { Err(Unreadable::TooMany) } else { Ok(pieces) }
    }
}

/// Badges of the first editions carry an address in place of the badge.
fn address(text: &[u8]) -> Unreadable {
    let text = std::str::from_utf8(text).unwrap_or_default().trim();
    let is_address = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme))
        && !text.contains(char::is_whitespace);
    if !is_address {
        return Unreadable::UnknownFormat;
    }
    CarrierFault::AddressOnly { address: text.chars().take(MAX_ADDRESS_CHARS).collect() }.into()
}

/// Most characters of an address that a fault names.
const MAX_ADDRESS_CHARS: usize = 200;
