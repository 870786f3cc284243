//! Badges baked into PNG pictures: a text chunk with a name of its own (Open Badges 2.0 baking §PNG, Open
//! Badges 3.0 §5.3.1; PNG, third edition, §5 and §11.3.3).

use std::borrow::Cow;
use std::io::Read as _;

use flate2::Crc;
use flate2::read::ZlibDecoder;

use super::carried::Carried;
use super::{Carrier, CarrierFault};
use crate::limits::MAX_PNG_CHUNKS;

/// Names of the text chunks that carry a badge: editions up to 2.0, and 3.0.
const KEYWORDS: [&[u8]; 2] = [b"openbadges", b"openbadgecredential"];

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// True when the bytes begin as every PNG picture does.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// The texts of the chunks that carry badges. Every chunk up to the end of the picture is checked; the pixels
/// are not decoded.
///
/// # Errors
/// When the picture is damaged, or passes a limit.
pub(super) fn carried(bytes: &[u8]) -> Result<Carried, CarrierFault> {
    let mut carried = Carried::default();
    let mut at = SIGNATURE.len();
    for _ in 0..MAX_PNG_CHUNKS {
        let chunk = Chunk::read(&bytes[at..]).ok_or(damaged(at))?;
        let text = match chunk.kind {
            b"IEND" => return Ok(carried),
            b"tEXt" => chunk.plain_text(),
            b"iTXt" => chunk.international_text(carried.room(), at)?,
            _ => None,
        };
        if let Some(text) = text {
            carried.add(text.into_owned())?;
        }
        at += chunk.length();
    }
    Err(CarrierFault::TooManyChunks)
}

/// One chunk, whole and unchanged.
struct Chunk<'b> {
    kind: &'b [u8; 4],
    data: &'b [u8],
}

impl<'b> Chunk<'b> {
    /// `None` when it breaks off, or its check sum is of something else.
    fn read(bytes: &'b [u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (kind, rest) = rest.split_first_chunk::<4>()?;
        let (data, rest) = rest.split_at_checked(length)?;
        let sum = rest.first_chunk::<4>()?;
        let mut crc = Crc::new();
        crc.update(kind);
        crc.update(data);
        (crc.sum() == u32::from_be_bytes(*sum)).then_some(Self { kind, data })
    }

    /// Bytes that it takes in the file.
    fn length(&self) -> usize {
        self.data.len() + 12
    }

    /// `tEXt`: keyword, NUL, text. By the standard Latin-1; badges in UTF-8 are met as well, and a text that
    /// is UTF-8 is hardly ever meant otherwise.
    fn plain_text(&self) -> Option<Cow<'b, [u8]>> {
        let (keyword, text) = until_nul(self.data)?;
        is_badge(keyword).then(|| match std::str::from_utf8(text) {
            Ok(_) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(text.iter().copied().map(char::from).collect::<String>().into_bytes()),
        })
    }

    /// `iTXt`: keyword, NUL, compressed or not, method, language, NUL, translated keyword, NUL, text.
    fn international_text(&self, room: usize, at: usize) -> Result<Option<Cow<'b, [u8]>>, CarrierFault> {
        let Some((_, rest)) = until_nul(self.data).filter(|(keyword, _)| is_badge(keyword)) else {
            return Ok(None);
        };
        let (flag, rest) = rest.split_first_chunk::<2>().ok_or(damaged(at))?;
        let (_language, rest) = until_nul(rest).ok_or(damaged(at))?;
        let (_translated, text) = until_nul(rest).ok_or(damaged(at))?;
        match flag {
            [0, _] => Ok(Some(Cow::Borrowed(text))),
            [1, 0] => inflate(text, room, at).map(|text| Some(Cow::Owned(text))),
            _ => Err(damaged(at)),
        }
    }
}

fn is_badge(keyword: &[u8]) -> bool {
    KEYWORDS.contains(&keyword)
}

fn until_nul(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let nul = bytes.iter().position(|byte| *byte == 0)?;
    Some((&bytes[..nul], &bytes[nul + 1..]))
}

fn inflate(compressed: &[u8], room: usize, at: usize) -> Result<Vec<u8>, CarrierFault> {
    let mut text = Vec::new();
    let bound = room as u64 + 1;
    ZlibDecoder::new(compressed).take(bound).read_to_end(&mut text).map_err(|_| damaged(at))?;
    if text.len() > room { Err(CarrierFault::TooMuchCarried) } else { Ok(text) }
}

fn damaged(at: usize) -> CarrierFault {
    CarrierFault::Damaged { carrier: Carrier::Png, at }
}

#[cfg(test)]
mod tests;
