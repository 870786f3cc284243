//! What goes in and what comes out.

use std::fmt;

use sha2::{Digest as _, Sha256};

/// Names one record, for good.
///
/// The first 16 bytes of the SHA-256 of the file it came in, as hex; then, for any credential of that
/// file but the first, `-` and its place. It can be known without the wallet, and the same file has
/// the same id in every wallet. Two files that agree in those 16 bytes are refused, not mixed up: the
/// whole SHA-256 is stored.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(String);

impl RecordId {
    /// Reads an id as [`Display`](fmt::Display) writes it, or `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hash, part) = match text.split_once('-') {
            Some((hash, part)) => (hash, Some(part)),
            None => (text, None),
        };
        let hash_reads = hash.len() == 2 * ID_BYTES
            && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        let part_reads = part.is_none_or(|part| !part.starts_with(['0', '+']) && part.parse::<u32>().is_ok());
        (hash_reads && part_reads).then(|| Self(text.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id that a credential has, or would have: `part` is its place in the file, from 0.
    #[must_use]
    pub fn of_file(original: &[u8], part: u32) -> Self {
        Self::of(&sha256(original), part)
    }

    /// The id of the credential at another place in the same file, without reading the file again.
    #[must_use]
    pub fn sibling(&self, part: u32) -> Self {
        let hash = &self.0[..2 * ID_BYTES];
        Self(if part == 0 { hash.to_owned() } else { format!("{hash}-{part}") })
    }

    pub(crate) fn of(sha256: &[u8; 32], part: u32) -> Self {
        Self(hex::encode(&sha256[..ID_BYTES])).sibling(part)
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A credential to store. No `Debug`: all of it is personal.
pub struct NewRecord<'a> {
    /// The file it came in, whole.
    pub original: &'a [u8],
    /// Its place among the credentials of that file, from 0.
    pub part: u32,
    /// What the file was called.
    pub file_name: Option<&'a str>,
    /// The time now, as text.
    pub stored_at: &'a str,
    /// How it is found and listed.
    pub card: IndexCard,
    /// What was found out about it.
    pub judgement: Judgement,
}

/// How a record is found and listed. No `Debug`: all of it is personal.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct IndexCard {
    /// Sorts by title: [folded](crate::fold), then compared byte by byte.
    pub title: String,
    /// Sorts by issuer: [folded](crate::fold), then compared byte by byte.
    pub issuer: String,
    /// Sorts by date of issue: a larger number is later.
    pub issued: Option<i64>,
    /// Sorts by end of validity; `None` never ends.
    pub expires: Option<i64>,
    /// Every word that should find it.
    pub search_text: String,
    /// The same for every issue of one credential.
    pub same: Option<String>,
    /// The same for every renewal of one credential.
    pub series: Option<String>,
    /// What a list shows, in the caller's own format.
    pub face: String,
}

/// What was found out about a record, in the caller's own formats. No `Debug`: it is personal.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Judgement {
    /// When.
    pub checked_at: String,
    /// The conclusion.
    pub report: String,
    /// What it was concluded from, beside the record itself.
    pub evidence: String,
}

/// A stored credential, without its bytes. No `Debug`: it is personal.
pub struct Record {
    /// Its id.
    pub id: RecordId,
    /// Its place among the credentials of its file, from 0.
    pub part: u32,
    /// What the file was called.
    pub file_name: Option<String>,
    /// When it was stored.
    pub stored_at: String,
    /// Size of the file, in bytes.
    pub bytes: u64,
    /// What was found out last.
    pub judgement: Judgement,
}

/// Whether something was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// It is stored now.
    New(RecordId),
    /// The same bytes were stored before; nothing was changed.
    Duplicate(RecordId),
}

impl Stored {
    /// The record that holds it, either way.
    #[must_use]
    pub fn record(&self) -> &RecordId {
        match self {
            Self::New(record) | Self::Duplicate(record) => record,
        }
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The SHA-256 of bytes in hexadecimal, as `sha256sum` prints it.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(sha256(bytes))
}

/// How much of the SHA-256 an id shows: enough that nobody finds two files by chance.
const ID_BYTES: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_is_the_start_of_the_hash() {
        let hash = sha256(b"abc");
        assert_eq!(RecordId::of(&hash, 0).as_str(), "ba7816bf8f01cfea414140de5dae2223");
        assert_eq!(RecordId::of(&hash, 3).as_str(), "ba7816bf8f01cfea414140de5dae2223-3");
    }

    #[test]
    fn id_reads_back_and_nothing_else_does() {
        let hash = "ba7816bf8f01cfea414140de5dae2223";
        for good in [hash.to_owned(), format!("{hash}-1"), format!("{hash}-4294967295")] {
            assert_eq!(RecordId::parse(&good).map(|id| id.to_string()), Some(good));
        }
        for bad in [
            String::new(),
            hash.to_uppercase(),
            hash[1..].to_owned(),
            format!("{hash}-"),
            format!("{hash}-0"),
            format!("{hash}-01"),
            format!("{hash}-+1"),
            format!("{hash}-4294967296"),
            format!("{hash} "),
        ] {
            assert_eq!(RecordId::parse(&bad), None, "{bad:?}");
        }
    }
}
