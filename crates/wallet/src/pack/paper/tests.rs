use paper::Block;

use super::super::tests::{CARD, declared, import, request, wallet};
use super::super::{MAX_PACKED, PackFile, PackRequest};
use super::*;
use crate::{MAX_DESCRIPTION_CHARACTERS, MAX_MESSAGE_CHARACTERS, NewDeclared, Session};

/// All texts of the first room, each block in one.
fn texts(pack: &Pack, room: &Room) -> Vec<String> {
    let text = |block: Block| match block {
        Block::Fact(what, value) => vec![format!("{what}: {value}")],
        Block::Items(items) => items,
        Block::Heading(text) | Block::Subheading(text) | Block::Entry(text) => vec![text],
        Block::Text(text) | Block::Small(text) => vec![text],
        Block::Squares(_) => Vec::new(),
    };
    Sheet::of(pack, room).unwrap().blocks.into_iter().flat_map(text).collect()
}

fn has(texts: &[String], part: &str) -> bool {
    texts.iter().any(|text| text.contains(part))
}

fn preview(session: &mut Session, request: &PackRequest) -> Pack {
    session.preview_pack(request).unwrap()
}

#[test]
fn paper_tells_whose_word_each_thing_is_and_names_every_original() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let record = import(&mut session, 0);
    let asked = super::super::asked::points(&session.rules(CARD).unwrap().qualification);
    let id = declared(&mut session, "A solar charger", &[&asked[0].code], &["https://example.org/solar"]);
    session.attach(&id, "plan.pdf", b"a plan").unwrap();
    let request = PackRequest { goal: Some(CARD.to_owned()), ..request(&[&id], &[&record]) };
    let pack = preview(&mut session, &request);
    let texts = texts(&pack, &ROOMS[0]);
    for part in [
        "Evidence of Aino Virtanen",
        "For A college, put together on",
        "nobody vouches for it",
        "It counts toward nothing until somebody competent recognises it.",
        "Self-declared: at work",
        "E1. A solar charger",
        "C1. ",
        "Kind of learning: ",
        &format!("Contents (SHA-256): {}", pack.sha256),
        &format!("({}) – E1", asked[0].code),
        &format!("SHA-256 {}", vault::sha256_hex(b"a plan")),
        &format!("SHA-256 {}", vault::sha256_hex(samples::SHOWN[0].bytes)),
    ] {
        assert!(has(&texts, part), "{part}: {texts:#?}");
    }
    let verdict = texts.iter().find(|text| text.starts_with("Found: ")).unwrap();
    assert!(!verdict.starts_with("Found: Verified"), "nobody is trusted in this wallet: {verdict}");
    assert!(!has(&texts, "question marks") && !has(&texts, "end with “…” here"), "{texts:#?}");
    let asked_and_not_named =
        texts.iter().position(|text| text == "Asked, and not named in this pack").unwrap();
    assert!(has(&texts[asked_and_not_named..], &asked[1].code));
}

#[test]
fn hostile_texts_are_printed_or_told_as_what_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let ids: Vec<String> =
        ["\u{202e}evil\u{2066}", "a\u{0}b\u{1b}[2J", "🔋🚲", "شهادة", "修了証書", "Todistus €"]
            .iter()
            .map(|hostile| {
                let id = declared(&mut session, &format!("x{hostile}"), &[hostile], &[]);
                let long = format!("{hostile} ").repeat(10_000);
                let description = long.chars().take(MAX_DESCRIPTION_CHARACTERS).collect();
                let item = session.declared().unwrap().items.into_iter().find(|one| one.id == id).unwrap();
                let item = NewDeclared {
                    title: item.title,
                    description,
                    place: (*hostile).to_owned(),
                    setting: item.setting,
                    from: String::new(),
                    until: String::new(),
                    hours: String::new(),
                    skills: vec![hostile.repeat(10)],
                    links: Vec::new(),
                };
                session.declare(Some(&id), item).unwrap().id
            })
            .collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    for chosen in ids.iter().map(|id| vec![*id]).chain([ids.clone()]) {
        let message = "\u{202e}\u{6f22}\n".repeat(1000);
        let request = PackRequest { message, learner: "Äänekäs 漢".to_owned(), ..request(&chosen, &[]) };
        let pack = preview(&mut session, &request);
        assert!(has(&texts(&pack, &ROOMS[4]), "question marks"));
        assert!(of(&pack).unwrap().starts_with(b"%PDF-1.7"));
    }
}

#[test]
fn fullest_pack_there_can_be_still_fits_and_says_what_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let record = import(&mut session, 0);
    let id = declared(&mut session, "a", &["b"], &[]);
    let request = PackRequest { goal: Some(CARD.to_owned()), ..request(&[&id], &[&record]) };
    let mut pack = preview(&mut session, &request);
    let file =
        |path: String| PackFile { name: "W".repeat(100), path, sha256: "0".repeat(64), bytes: u64::MAX };
    let item = &mut pack.evidence[0];
    item.item.title = "W".repeat(200);
    item.item.place = "W".repeat(200);
    item.item.description = "W\n".repeat(MAX_DESCRIPTION_CHARACTERS / 2);
    item.item.links = vec!["W".repeat(2000); 50];
    item.item.skills = vec![item.item.skills[0].clone(); 50];
    item.files = (0..20).map(|place| file(format!("evidence/{place}/{}", "W".repeat(60)))).collect();
    let credential = &mut pack.credentials[0];
    credential.title = "W".repeat(1_000_000);
    credential.issuer = "W".repeat(1_000_000);
    credential.awarded = Some("W".repeat(100_000));
    credential.size = Some("W".repeat(100_000));
    pack.evidence = vec![pack.evidence[0].clone(); MAX_PACKED];
    pack.credentials = vec![pack.credentials[0].clone(); MAX_PACKED];
    pack.points = vec![pack.points[0].clone(); 5000];
    pack.message = "W\n".repeat(MAX_MESSAGE_CHARACTERS / 2);
    assert!(of(&pack).unwrap().starts_with(b"%PDF-1.7"));
    let least = texts(&pack, ROOMS.last().unwrap());
    assert!(has(&least, "are cut or end with “…” here") && has(&least, "and 5000 more"), "{least:#?}");
}
