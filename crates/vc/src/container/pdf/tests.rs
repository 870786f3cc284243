use super::*;
use crate::container::{Piece, baker, pieces};
use crate::limits::MAX_CARRIED_BYTES;
use crate::verify::unverified::Unreadable;

const TOKEN: &[u8] = b"eyJhbGciOiJFUzI1NiJ9.e30.c2ln";
const BADGE: &[u8] = br#"{"type": "a"}"#;

fn kinds(document: &[u8]) -> Vec<&'static str> {
    let kind = |piece: &Result<Piece, Unreadable>| match piece {
        Ok(Piece::Json(_)) => "json",
        Ok(Piece::Token(_)) => "token",
        Err(fault) => fault.code(),
    };
    pieces(document).map_or_else(|fault| vec![fault.code()], |found| found.iter().map(kind).collect())
}

fn document(objects: &[Vec<u8>]) -> Vec<u8> {
    let page = b"1 0 obj\n<< /Type /Page /Length 5 >>\nstream\n0 0 l\nendstream\nendobj\n".to_vec();
    [b"%PDF-1.7\n%\xe2\xe3\n".to_vec(), page, objects.concat(), b"trailer << /Size 9 >>\n%%EOF".to_vec()]
        .concat()
}

fn object(number: u32, dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("{number} 0 obj\n<< {dictionary} /Length {} >>\nstream\r\n", content.len());
    [head.as_bytes(), content, b"\nendstream\nendobj\n"].concat()
}

fn plain(number: u32, content: &[u8]) -> Vec<u8> {
    object(number, "/Type /EmbeddedFile", content)
}

fn deflated(number: u32, content: &[u8]) -> Vec<u8> {
    object(
        number,
        "/Type/EmbeddedFile/Subtype/application#2Fld+json/Filter/FlateDecode",
        &baker::zlib(content),
    )
}

#[test]
fn attached_credentials_are_read_plain_and_deflated() {
    assert_eq!(kinds(&document(&[plain(4, BADGE)])), ["json"]);
    assert_eq!(kinds(&document(&[deflated(4, TOKEN)])), ["token"]);
    assert_eq!(
        kinds(&document(&[deflated(4, b" [{\"a\": 1}, 7]"), plain(5, TOKEN)])),
        ["json", "unknown_format", "token"]
    );
    let elsewhere =
        b"4 0 obj <</Type/EmbeddedFile/Length 12 0 R>>\nstream\n{\"a\": 1}\nendstream\nendobj".to_vec();
    assert_eq!(kinds(&document(&[elsewhere])), ["json"]);
    let untyped = object(4, "/Subtype /application#2Fjson", BADGE);
    assert_eq!(kinds(&document(&[untyped])), ["json"]);
}

#[test]
fn other_attachments_and_streams_are_passed_over() {
    let other = [
        plain(4, b"<invoice/>"),
        object(5, "/Type /XObject", BADGE),
        object(6, "/Type /EmbeddedFile /Filter /LZWDecode", BADGE),
        deflated(7, b"plain words"),
    ];
    assert_eq!(kinds(&document(&other)), ["no_credential_inside"]);
    assert_eq!(kinds(b"%PDF-1.4"), ["no_credential_inside"]);
}

#[test]
fn object_that_is_written_again_replaces_the_one_before() {
    assert_eq!(kinds(&document(&[plain(4, BADGE), plain(4, TOKEN)])), ["token"]);
}

#[test]
fn encrypted_documents_say_so() {
    let mut encrypted = document(&[object(4, "/Type /EmbeddedFile", b"\x8a\x11")]);
    encrypted.extend(b"trailer << /Encrypt 9 0 R >>");
    assert_eq!(kinds(&encrypted), ["carrier_encrypted"]);
}

#[test]
fn attachments_that_cannot_be_unpacked_are_damage() {
    let broken = object(4, "/Type /EmbeddedFile /Filter /FlateDecode", b"not zlib");
    assert_eq!(kinds(&document(&[broken])), ["carrier_damaged"]);
    let endless = b"%PDF-1.7\n4 0 obj\n<< /Type /EmbeddedFile >>\nstream\n{}".to_vec();
    assert_eq!(kinds(&endless), ["carrier_damaged"]);
}

#[test]
fn sizes_and_counts_are_bounded() {
    let bomb = [b"{".to_vec(), vec![b' '; MAX_CARRIED_BYTES]].concat();
    assert_eq!(kinds(&document(&[deflated(4, &bomb)])), ["carrier_over_budget"]);
    let film = baker::zlib(&vec![b'x'; MAX_CARRIED_BYTES]);
    let film = |number| object(number, "/Type /EmbeddedFile /Filter /FlateDecode", &film);
    assert_eq!(kinds(&document(&[film(4), plain(5, BADGE)])), ["json"]);
    let films: Vec<_> = (0..9).map(film).collect();
    assert_eq!(kinds(&document(&films)), ["carrier_over_budget"]);
    for stream in [&b"1 0 obj <<>>\nstream\n"[..], b"<<>>stream\n"] {
        let streams = stream.repeat(MAX_PDF_STREAMS + 1);
        assert_eq!(kinds(&[b"%PDF-1.7\n".to_vec(), streams].concat()), ["carrier_over_budget"]);
    }
}
