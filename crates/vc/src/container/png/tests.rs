use super::*;
use crate::container::{Piece, baker, pieces};
use crate::limits::{MAX_CARRIED, MAX_CARRIED_BYTES};
use crate::verify::unverified::Unreadable;

const BADGE: &[u8] = br#"{"type": "a", "name": "Grund\u00e4mne"}"#;
const TOKEN: &[u8] = b"eyJhbGciOiJFUzI1NiJ9.e30.c2ln";

fn kinds(picture: &[u8]) -> Vec<&'static str> {
    let kind = |piece: &Result<Piece, Unreadable>| match piece {
        Ok(Piece::Json(_)) => "json",
        Ok(Piece::Token(_)) => "token",
        Err(fault) => fault.code(),
    };
    pieces(picture).map_or_else(|fault| vec![fault.code()], |found| found.iter().map(kind).collect())
}

#[test]
fn every_way_of_baking_gives_the_same_text() {
    for keyword in ["openbadges", "openbadgecredential"] {
        for bake in [baker::plain_text, baker::international_text, baker::compressed_text] {
            for (text, kind) in [(BADGE, "json"), (TOKEN, "token")] {
                assert_eq!(kinds(&baker::png(&[bake(keyword, text)])), [kind], "{keyword}");
            }
        }
    }
}

#[test]
fn two_badges_in_one_picture_are_both_read() {
    let both = [
        baker::international_text("openbadges", BADGE),
        baker::plain_text("Software", b"a painter"),
        baker::compressed_text("openbadgecredential", TOKEN),
        baker::plain_text("openbadgecredential", b"nothing of use"),
    ];
    assert_eq!(kinds(&baker::png(&both)), ["json", "token", "unknown_format"]);
}

#[test]
fn picture_without_a_badge_says_so() {
    let other = baker::plain_text("Comment", BADGE);
    assert_eq!(kinds(&baker::png(&[other])), ["no_credential_inside"]);
    assert_eq!(kinds(&baker::png(&[])), ["no_credential_inside"]);
}

#[test]
fn address_in_place_of_a_badge_is_named_and_not_followed() {
    let address = baker::plain_text("openbadges", b"https://issuer.example/assertions/1\n");
    let fault = pieces(&baker::png(&[address])).unwrap().remove(0).unwrap_err();
    let address = "https://issuer.example/assertions/1".to_owned();
    assert_eq!(fault, CarrierFault::AddressOnly { address }.into());
}

#[test]
fn text_of_a_plain_chunk_may_be_latin_1() {
    let latin = baker::plain_text("openbadges", b"{\"name\": \"\xe5\"}");
    let Ok(Piece::Json(value)) = pieces(&baker::png(&[latin])).unwrap().remove(0) else { panic!("JSON") };
    assert_eq!(value["name"], "å");
}

#[test]
fn any_flipped_byte_is_damage() {
    let picture = baker::png(&[baker::international_text("openbadgecredential", BADGE)]);
    for at in SIGNATURE.len()..picture.len() {
        let mut flipped = picture.clone();
        flipped[at] ^= 0x20;
        assert_eq!(kinds(&flipped), ["carrier_damaged"], "byte {at}");
    }
}

#[test]
fn picture_that_breaks_off_is_damaged_wherever_it_does() {
    let picture = baker::png(&[baker::compressed_text("openbadges", BADGE)]);
    for length in SIGNATURE.len()..picture.len() {
        assert_eq!(kinds(&picture[..length]), ["carrier_damaged"], "{length}");
    }
}

#[test]
fn compressed_text_that_is_none_is_damage() {
    for data in [
        &b"openbadges\0\x01\0\0\0not zlib"[..],
        b"openbadges\0\x01\x07\0\0",
        b"openbadges\0\x02\0\0\0",
        b"openbadges\0\0\0en",
        b"openbadges\0\0",
    ] {
        assert_eq!(kinds(&baker::png(&[baker::chunk(b"iTXt", data)])), ["carrier_damaged"]);
    }
}

#[test]
fn inflated_text_is_bounded_over_the_whole_picture() {
    let half = vec![b' '; MAX_CARRIED_BYTES / 2];
    let bomb = baker::compressed_text("openbadges", &half);
    assert!(bomb.len() < 10_000);
    assert_eq!(kinds(&baker::png(&[bomb.clone(), bomb.clone()])), ["empty", "empty"]);
    assert_eq!(kinds(&baker::png(&[bomb.clone(), bomb.clone(), bomb])), ["carrier_over_budget"]);
}

#[test]
fn counts_are_bounded() {
    let badge = baker::plain_text("openbadges", BADGE);
    assert_eq!(kinds(&baker::png(&vec![badge.clone(); MAX_CARRIED])).len(), MAX_CARRIED);
    assert_eq!(kinds(&baker::png(&vec![badge; MAX_CARRIED + 1])), ["carrier_over_budget"]);
    let empty = baker::chunk(b"IDAT", b"");
    assert_eq!(kinds(&baker::png(&vec![empty; MAX_PNG_CHUNKS])), ["carrier_over_budget"]);
}

#[test]
fn length_beyond_the_file_is_damage() {
    let mut picture = baker::png(&[]);
    picture[8..12].copy_from_slice(&[0xff; 4]);
    assert_eq!(kinds(&picture), ["carrier_damaged"]);
}
