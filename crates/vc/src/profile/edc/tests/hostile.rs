//! Documents that are built to hurt.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::sample::{change, credential};
use super::{Code, read};
use crate::limits::{
    MAX_BROKEN_RULES, MAX_CLAIMS, MAX_IMAGE_BYTES, MAX_IMAGES, MAX_PART_DEPTH, MAX_VIEW_BYTES,
};
use crate::view::{Claim, Image};

const PARTS: &str = "/credentialSubject/hasClaim/hasPart";

fn count(claims: &[Claim]) -> usize {
    claims.iter().map(|claim| 1 + count(&claim.parts)).sum()
}

fn depth(claims: &[Claim]) -> usize {
    claims.iter().map(|claim| 1 + depth(&claim.parts)).max().unwrap_or(0)
}

#[test]
fn any_value_in_any_place_is_read() {
    let junk = [
        json!(null),
        json!(true),
        json!(-1.5),
        json!(""),
        json!("urn:person"),
        json!([]),
        json!([[null, [7]]]),
        json!({}),
        json!({"id": "urn:person"}),
        json!({"id": 7, "type": {"en": []}, "en": [{}]}),
    ];
    let document = credential();
    let mut places = vec![String::new()];
    let mut next = 0;
    while let Some(at) = places.get(next).cloned() {
        match document.pointer(&at) {
            Some(Value::Object(object)) => places.extend(object.keys().map(|key| format!("{at}/{key}"))),
            Some(Value::Array(items)) => {
                places.extend((0..items.len()).map(|position| format!("{at}/{position}")))
            }
            _ => {}
        }
        next += 1;
    }
    for at in &places {
        for value in &junk {
            let mut document = document.clone();
            *document.pointer_mut(at).unwrap() = value.clone();
            let reading = read(&document);
            let harmless = reading.broken_rules.len() <= MAX_BROKEN_RULES && count(&reading.view.claims) <= 2;
            assert!(harmless, "{at} = {value}");
        }
    }
    assert!(places.len() > 150, "the sample has many places");
}

#[test]
fn part_of_itself_is_shown_once() {
    for reference in
        [json!("urn:achievement"), json!({"id": "urn:achievement"}), json!([{"id": "urn:part"}, "urn:part"])]
    {
        let document = change(&credential(), "/credentialSubject/hasClaim/hasPart/hasPart", reference);
        let reading = read(&document);
        assert_eq!(count(&reading.view.claims), 2);
        assert_eq!(reading.format, None);
    }
}

#[test]
fn parts_are_shown_to_a_depth() {
    let mut part = json!({"type": "LearningAchievement"});
    for _ in 0..20 {
        part = json!({"type": "LearningAchievement", "hasPart": part});
    }
    let reading = read(&change(&credential(), PARTS, part));
    assert_eq!(depth(&reading.view.claims), 1 + MAX_PART_DEPTH);
}

#[test]
fn too_many_parts_are_a_fault() {
    let parts: Vec<_> =
        (0..100_000).map(|id| json!({"id": id.to_string(), "type": "LearningAchievement"})).collect();
    let reading = read(&change(&credential(), PARTS, json!(parts)));
    assert!(count(&reading.view.claims) <= MAX_CLAIMS);
    assert_eq!(reading.format.unwrap().code, Code::OverBudget);
    assert_eq!(reading.broken_rules.len(), MAX_BROKEN_RULES);
}

#[test]
fn references_do_not_multiply() {
    // Each level has 30 parts that are all the level below: 30⁸ claims if followed.
    let ids = |level: usize| json!(vec![json!({"id": format!("urn:level:{level}")}); 30]);
    let level =
        |level: usize| json!({"id": format!("urn:level:{level}"), "title": "x", "hasPart": ids(level + 1)});
    let levels: Vec<_> = (0..10).map(level).collect();
    let document = change(&change(&credential(), "/attachment", json!(levels)), PARTS, ids(0));
    let reading = read(&document);
    assert!(count(&reading.view.claims) <= MAX_CLAIMS);
    assert_eq!(reading.format.unwrap().code, Code::OverBudget);
}

#[test]
fn text_said_often_is_a_fault() {
    let long = "x".repeat(MAX_VIEW_BYTES / 100);
    let outcome = json!({"id": "urn:long", "title": {"en": long}});
    let document = change(&credential(), "/attachment", outcome);
    let at = "/credentialSubject/hasClaim/specifiedBy/learningOutcome";
    let reading = read(&change(&document, at, json!(vec!["urn:long"; 1000])));
    let shown: usize = reading.view.claims[0]
        .outcomes
        .iter()
        .flat_map(|outcome| outcome.title.0.values())
        .map(String::len)
        .sum();
    assert!(shown <= MAX_VIEW_BYTES);
    assert_eq!(reading.format.unwrap().code, Code::OverBudget);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the time it takes is what is tested")]
fn work_stays_in_proportion() {
    const MANY: usize = 60_000;
    let references = |id: &str| json!(vec![json!({"id": id}); MANY]);
    let outcome = json!({"type": "LearningOutcome", "title": "x", "relatedESCOSkill": {"id": "urn:skill"}});
    let crowded = json!({
        "id": "urn:crowded",
        "type": "LearningAchievement",
        "influencedBy": references("urn:nobody"),
        "provenBy": references("urn:nobody"),
        "awardedBy": vec!["urn:nothing"; MANY],
    });
    let many = MAX_IMAGE_BYTES / 3 * 4;
    let bad_picture = json!({"id": "urn:picture", "content": format!("{}!", "A".repeat(many))});
    let documents = [
        // A term that is only ever referred to, by many.
        change(&credential(), "/attachment", json!(vec![outcome; MANY])),
        change(&credential(), "/issuer", references("urn:issuer")),
        change(&change(&credential(), "/attachment", crowded), PARTS, references("urn:crowded")),
        change(
            &change(
                &credential(),
                "/attachment",
                json!([bad_picture, {"id": "urn:detail", "image": "urn:picture"}]),
            ),
            "/displayParameter/individualDisplay/displayDetail",
            references("urn:detail"),
        ),
        change(&credential(), "/displayParameter/language", references("urn:language")),
    ];
    for document in documents {
        let start = std::time::Instant::now();
        read(&document);
        // Quadratic work would take minutes.
        assert!(start.elapsed().as_secs() < 30);
    }
}

#[test]
fn long_names_do_not_lengthen_pointers() {
    let mut place = json!({"type": "Organisation"});
    for _ in 0..20 {
        place = json!({"x".repeat(60): [place], "y".repeat(100_000): {"type": "Organisation"}});
    }
    let reading = read(&change(&credential(), "/attachment", place));
    assert!(!reading.broken_rules.is_empty());
    assert!(reading.broken_rules.iter().all(|broken| broken.at.len() < 2_000));
}

#[test]
fn nesting_ends_at_its_limit() {
    let mut place = json!({"type": "Organisation"});
    for _ in 0..crate::limits::MAX_JSON_DEPTH {
        place = json!([place]);
    }
    assert_eq!(read(&change(&credential(), "/attachment", place)).broken_rules, []);
}

fn images(contents: &[String]) -> Vec<Image> {
    let details: Vec<_> = contents.iter().map(|content| json!({"image": {"content": content}})).collect();
    let at = "/displayParameter/individualDisplay/displayDetail";
    read(&change(&credential(), at, json!(details))).view.images
}

#[test]
fn pictures_are_known_by_their_bytes() {
    let png = STANDARD.encode(b"\x89PNG\r\n\x1a\n and the rest");
    let jpeg = STANDARD.encode(b"\xff\xd8\xff\xe0 and the rest");
    let gif = STANDARD.encode(b"GIF89a and the rest");
    let svg = STANDARD.encode(b"<svg onload='alert(1)'/>");
    let quoted = format!("{}\"><img src=x>", &png[..16]);
    let broken_line = format!("{}\n{}", &png[..16], &png[16..]);
    let shown =
        images(&[gif, png.clone(), svg, quoted, jpeg, png[..8].to_owned(), broken_line, String::new()]);
    let kinds: Vec<_> = shown.iter().map(|image| (image.media_type.as_str(), image.page)).collect();
    assert_eq!(kinds, [("image/png", 2), ("image/jpeg", 5)]);
    assert_eq!(shown[0].base64, png);
    assert_eq!(shown[0].language.as_deref(), Some("en"));
}

#[test]
fn pictures_are_bounded_in_size_and_number() {
    let picture = |bytes: usize| {
        let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
        picture.resize(bytes, 0);
        STANDARD.encode(picture)
    };
    assert_eq!(images(&[picture(MAX_IMAGE_BYTES), picture(MAX_IMAGE_BYTES + 3)]).len(), 1);
    assert_eq!(images(&vec![picture(30); MAX_IMAGES + 5]).len(), MAX_IMAGES);
}
