//! Credentials attached to PDF documents as embedded files (ISO 32000-2 §7.11.4).
//!
//! The document is not interpreted: its streams are looked through from front to back, and those that say that they are
//! embedded files are read. Neither the table of objects nor the pages can then lead anywhere.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::carried::Carried;
use super::{Carrier, CarrierFault};
use crate::limits::{MAX_PDF_DICTIONARY_BYTES, MAX_PDF_READ_BYTES, MAX_PDF_STREAMS};

/// True when the bytes begin as every PDF document does.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// The attached files that may be credentials: JSON and tokens. Other attachments are passed over.
///
/// # Errors
/// When the document is encrypted, or passes a limit, or when an attachment cannot be unpacked.
pub(super) fn carried(bytes: &[u8]) -> Result<Carried, CarrierFault> {
    let mut found =
        Found { texts: BTreeMap::new(), room: Carried::default().room(), left: MAX_PDF_READ_BYTES };
    let mut streams = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let Some((before, rest)) = around(bytes, at) else { continue };
        streams += 1;
        if streams > MAX_PDF_STREAMS {
            return Err(CarrierFault::TooManyStreams);
        }
        if let Some(stream) = Stream::read(before, rest).filter(Stream::is_attachment) {
            found.take(&stream, at)?;
        }
    }
    if found.texts.is_empty() && memmem::find(bytes, b"/Encrypt").is_some() {
        return Err(CarrierFault::Encrypted);
    }
    let mut carried = Carried::default();
    found.texts.into_values().try_for_each(|text| carried.add(text))?;
    Ok(carried)
}

/// Attachments so far, by object: an object that is written again replaces the one before.
struct Found {
    texts: BTreeMap<Vec<u8>, Vec<u8>>,
    /// Largest text that is of interest, in bytes.
    room: usize,
    /// How much may still be read.
    left: usize,
}

impl Found {
    fn take(&mut self, stream: &Stream<'_>, at: usize) -> Result<(), CarrierFault> {
        let Some(text) = stream.content(self.room.min(self.left), at)? else { return Ok(()) };
        self.left = self.left.checked_sub(text.len()).ok_or(CarrierFault::TooMuchCarried)?;
        if matches!(text.trim_ascii_start(), [b'{' | b'[', ..] | [b'e', b'y', ..]) {
            if text.len() > self.room {
                return Err(CarrierFault::TooMuchCarried);
            }
            self.texts.insert(stream.object.to_vec(), text);
        }
        Ok(())
    }
}

/// A stream: its object, its dictionary and what follows.
struct Stream<'b> {
    object: &'b [u8],
    dictionary: &'b [u8],
    rest: &'b [u8],
}

impl<'b> Stream<'b> {
    /// The stream between what stands before and after its keyword; `None` where no object begins.
    fn read(before: &'b [u8], rest: &'b [u8]) -> Option<Self> {
        let before = &before[before.len().saturating_sub(MAX_PDF_DICTIONARY_BYTES)..];
        let (numbers, dictionary) = before.split_at(memmem::rfind(before, b" obj")?);
        let start = numbers.iter().rposition(|byte| !byte.is_ascii_digit() && *byte != b' ');
        Some(Self { object: &numbers[start.map_or(0, |start| start + 1)..], dictionary, rest })
    }

    fn is_attachment(&self) -> bool {
        self.names(b"/EmbeddedFile") || (self.names(b"#2F") && self.names(b"json"))
    }

    fn is_deflated(&self) -> bool {
        self.names(b"/FlateDecode") || self.names(b"/Fl ")
    }

    fn names(&self, name: &[u8]) -> bool {
        memmem::find(self.dictionary, name).is_some()
    }

    /// What it holds, of which `limit` bytes and one more are read at most; `None` where it is packed in a way
    /// that is not known here.
    fn content(&self, limit: usize, at: usize) -> Result<Option<Vec<u8>>, CarrierFault> {
        if self.is_deflated() {
            let mut text = Vec::new();
            let read = ZlibDecoder::new(self.rest).take(limit as u64 + 1).read_to_end(&mut text);
            return match read {
                Ok(_) => Ok(Some(text)),
                Err(_) => Err(CarrierFault::Damaged { carrier: Carrier::Pdf, at }),
            };
        }
        if self.names(b"/Filter") {
            return Ok(None);
        }
        let within = &self.rest[..self.rest.len().min(limit + 1)];
        let end = self.length().filter(|length| *length <= self.rest.len());
        let end = end.or_else(|| memmem::find(within, b"endstream"));
        match end {
            Some(end) => Ok(Some(within[..end.min(within.len())].to_vec())),
            None if within.len() > limit => Ok(Some(within.to_vec())),
            None => Err(CarrierFault::Damaged { carrier: Carrier::Pdf, at }),
        }
    }

    /// `/Length`, where it stands in the dictionary itself.
    fn length(&self) -> Option<usize> {
        let after = memmem::find(self.dictionary, b"/Length ")? + b"/Length ".len();
        let digits = self.dictionary[after..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = self.dictionary[after..].split_at(digits);
        // `12 0 R` stands for an object elsewhere.
        let is_elsewhere = rest.trim_ascii_start().first().is_some_and(u8::is_ascii_digit);
        std::str::from_utf8(number).ok().filter(|_| !is_elsewhere)?.parse().ok()
    }
}

/// What stands before and after the keyword at `at`; `None` where it is no keyword. Before it, white space of
/// any length would cost too much to look through.
fn around(bytes: &[u8], at: usize) -> Option<(&[u8], &[u8])> {
    let rest = &bytes[at + b"stream".len()..];
    let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    let before = &bytes[..at];
    let gap = before.iter().rev().take(MAX_GAP_BYTES).take_while(|byte| byte.is_ascii_whitespace()).count();
    let before = &before[..at - gap];
    before.ends_with(b">>").then_some((before, rest))
}

/// Most white space between a dictionary and its keyword, in bytes. Writers put one or two.
const MAX_GAP_BYTES: usize = 16;

#[cfg(test)]
pub(super) mod tests;
