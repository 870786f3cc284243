//! Bakes badges into pictures, for tests.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// A picture of one grey pixel, with these chunks before its end.
pub(crate) fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    picture.extend(chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"));
    picture.extend(chunk(b"IDAT", &zlib(b"\0\x80")));
    chunks.iter().for_each(|chunk| picture.extend(chunk));
    picture.extend(chunk(b"IEND", b""));
    picture
}

/// A chunk with its length and its check sum.
pub(crate) fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    let length = u32::try_from(data.len()).expect("a chunk of a test below 4 GiB").to_be_bytes();
    [&length, kind.as_slice(), data, &crc.sum().to_be_bytes()].concat()
}

/// `tEXt`.
pub(crate) fn plain_text(keyword: &str, text: &[u8]) -> Vec<u8> {
    chunk(b"tEXt", &[keyword.as_bytes(), b"\0", text].concat())
}

/// `iTXt`, not compressed.
pub(crate) fn international_text(keyword: &str, text: &[u8]) -> Vec<u8> {
    chunk(b"iTXt", &[keyword.as_bytes(), b"\0\0\0en\0badge\0", text].concat())
}

/// `iTXt`, compressed.
pub(crate) fn compressed_text(keyword: &str, text: &[u8]) -> Vec<u8> {
    chunk(b"iTXt", &[keyword.as_bytes(), b"\0\x01\0\0\0", &zlib(text)].concat())
}

pub(crate) fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("a vector takes every byte");
    encoder.finish().expect("a vector takes every byte")
}

/// A picture of nothing, with this inside.
pub(crate) fn svg(inside: &str) -> Vec<u8> {
    let badges = "xmlns:b2=\"http://openbadges.org\" xmlns:b3=\"https://purl.imsglobal.org/ob/v3p0\"";
    format!("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" {badges}>{inside}<g/></svg>")
        .into_bytes()
}
