use super::*;
use crate::container::{Piece, baker, pieces};
use crate::limits::{MAX_CARRIED, MAX_CARRIED_BYTES};
use crate::verify::unverified::Unreadable;

const TOKEN: &str = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln";

fn kinds(picture: &[u8]) -> Vec<&'static str> {
    let kind = |piece: &Result<Piece, Unreadable>| match piece {
        Ok(Piece::Json(_)) => "json",
        Ok(Piece::Token(_)) => "token",
        Err(fault) => fault.code(),
    };
    pieces(picture).map_or_else(|fault| vec![fault.code()], |found| found.iter().map(kind).collect())
}

fn inside(inside: &str) -> Vec<&'static str> {
    kinds(&baker::svg(inside))
}

#[test]
fn both_forms_in_both_namespaces_are_read() {
    for element in ["b2:assertion", "b3:credential"] {
        assert_eq!(inside(&format!("<{element} verify=\"{TOKEN}\"/>")), ["token"]);
        assert_eq!(inside(&format!("<{element} verify='{TOKEN}'>\n</{element}>")), ["token"]);
        assert_eq!(inside(&format!("<{element}>\n{TOKEN}\n</{element}>")), ["token"]);
        assert_eq!(inside(&format!("<{element}><![CDATA[ {{\"a\": \"<&\"}} ]]></{element}>")), ["json"]);
        let hosted = format!("<{element} verify=\"https://issuer.example/1\">{{\"a\": 1}}</{element}>");
        assert_eq!(inside(&hosted), ["json"]);
        let address = format!("<{element} verify=\"https://issuer.example/1\"/>");
        assert_eq!(inside(&address), ["address_only"]);
    }
}

#[test]
fn token_and_what_stands_inside_are_both_read() {
    let both = format!("<b3:credential verify=\"{TOKEN}\">{{\"a\": 1}}</b3:credential>");
    assert_eq!(inside(&both), ["token", "json"]);
}

#[test]
fn escaped_text_is_what_it_stands_for() {
    let picture =
        baker::svg("<b3:credential>{&quot;name&quot;: \"R&amp;D &#229; &lt;1&gt;\"}</b3:credential>");
    let Ok(Piece::Json(value)) = pieces(&picture).unwrap().remove(0) else { panic!("JSON") };
    assert_eq!(value["name"], "R&D å <1>");
}

#[test]
fn names_are_those_of_the_namespace_and_not_of_the_prefix() {
    let credential =
        "<g xmlns=\"https://purl.imsglobal.org/ob/v3p0\"><credential>{\"a\": 1}</credential></g>";
    assert_eq!(inside(credential), ["json"]);
    for other in [
        "<b3:assertion>{\"a\": 1}</b3:assertion>",
        "<b2:credential>{\"a\": 1}</b2:credential>",
        "<credential>{\"a\": 1}</credential>",
        "<b3:credential xmlns:b3=\"https://other.example/\">{\"a\": 1}</b3:credential>",
        "<g xmlns:b3=\"https://other.example/\"><b3:credential>{\"a\": 1}</b3:credential></g>",
        "<!-- <b3:credential>{\"a\": 1}</b3:credential> -->",
    ] {
        assert_eq!(inside(other), ["no_credential_inside"], "{other}");
    }
    let after = "<g xmlns:b3=\"https://other.example/\"/><b3:credential>{\"a\": 1}</b3:credential>";
    assert_eq!(inside(after), ["json"]);
}

#[test]
fn entities_of_the_document_are_never_expanded() {
    let bomb = |use_it: &str| {
        format!(
            "<!DOCTYPE svg [<!ENTITY a \"{{}}\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\n\
             <!ENTITY c SYSTEM \"file:///etc/passwd\">]>\n\
             <svg xmlns:b=\"https://purl.imsglobal.org/ob/v3p0\">{use_it}</svg>"
        )
    };
    for entity in ["&a;", "&b;", "&c;", "&none;"] {
        let badge = bomb(&format!("<b:credential>{entity}</b:credential>"));
        assert_eq!(kinds(badge.as_bytes()), ["carrier_damaged"], "{entity}");
        let attribute = bomb(&format!("<b:credential verify=\"{entity}\"/>"));
        assert_eq!(kinds(attribute.as_bytes()), ["carrier_damaged"], "{entity}");
        let elsewhere = bomb(&format!("<text>{entity}</text><b:credential>{{\"a\": 1}}</b:credential>"));
        assert_eq!(kinds(elsewhere.as_bytes()), ["json"], "{entity}");
    }
}

#[test]
fn picture_that_is_not_well_formed_is_damaged() {
    for broken in [
        "<g>",
        "</g>",
        "<g></h>",
        "<b3:credential>{}",
        "<g a=\"1>",
        "<![CDATA[",
        "<b3:credential verify=\"a\" verify=\"b\"/>",
    ] {
        assert_eq!(inside(broken), ["carrier_damaged"], "{broken}");
    }
    let picture = baker::svg(&format!("<b3:credential verify=\"{TOKEN}\"/>"));
    for length in 150..picture.len() {
        assert_eq!(kinds(&picture[..length]), ["carrier_damaged"], "{length}");
    }
}

#[test]
fn depth_count_and_size_are_bounded() {
    let nested = |depth: usize| format!("{}{}", "<g>".repeat(depth), "</g>".repeat(depth));
    assert_eq!(inside(&nested(MAX_XML_DEPTH - 1)), ["no_credential_inside"]);
    assert_eq!(inside(&nested(MAX_XML_DEPTH)), ["carrier_over_budget"]);
    assert_eq!(inside(&nested(100_000)), ["carrier_over_budget"]);
    for (piece, pieces) in [("<g/>", 1), ("<g a='' b=''/>", 3), ("<!---->", 1), ("a<g/>", 2)] {
        assert_eq!(inside(&piece.repeat(MAX_SVG_PIECES / pieces / 2)), ["no_credential_inside"], "{piece}");
        assert_eq!(inside(&piece.repeat(MAX_SVG_PIECES / pieces)), ["carrier_over_budget"], "{piece}");
    }
    let badge = "<b3:credential>{\"a\": 1}</b3:credential>";
    assert_eq!(inside(&badge.repeat(MAX_CARRIED)).len(), MAX_CARRIED);
    assert_eq!(inside(&badge.repeat(MAX_CARRIED + 1)), ["carrier_over_budget"]);
    let long = format!("<b3:credential>{}</b3:credential>", " ".repeat(MAX_CARRIED_BYTES + 1));
    assert_eq!(inside(&long), ["carrier_over_budget"]);
    let names: String =
        (0..=MAX_XML_NAMES).map(|n| format!(" xmlns:n{n}=\"http://openbadges.org\"")).collect();
    assert_eq!(inside(&format!("<g{names}/>")), ["carrier_over_budget"]);
}

#[test]
fn pages_are_text_and_no_pictures() {
    let page = format!("<!doctype html><p>Your badge: {TOKEN}<svg><g></p>");
    assert_eq!(kinds(page.as_bytes()), ["token"]);
    assert_eq!(kinds(b"<svg"), ["unknown_format"]);
    assert_eq!(kinds(b"<p>nothing</p>"), ["unknown_format"]);
}
