use std::sync::Arc;

use paper::Block;

use super::*;
use crate::fakes::{NoKeychain, ports};
use crate::ports::Ports;
use crate::verify::AnswerBook;

fn samples_open() -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let ports = Ports { keychain: Arc::new(NoKeychain), ..ports(samples::JUDGED_AT.parse().unwrap()) };
    let mut session = Session::new(folder.path().to_owned(), ports);
    let book: AnswerBook =
        samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect();
    session.open_samples([], samples::TRUST_LIST, book).unwrap();
    (folder, session)
}

fn take(session: &mut Session, name: &str) -> String {
    let sample = samples::SAMPLES.iter().find(|sample| sample.name == name).unwrap();
    session.import(Some(name), sample.bytes).unwrap().taken.remove(0).record
}

/// The blocks of a summary without a code.
fn blocks(session: &mut Session, record: &str) -> Vec<Block> {
    let (words, detail) = (Words::english(), session.show(record).unwrap());
    let summary = Summary { words: &words, detail: &detail, printed: None };
    summary.paper(&Said::of(&words, &detail.report), usize::MAX).blocks
}

/// What stands beside a name.
fn value<'b>(blocks: &'b [Block], name: &str) -> Option<&'b str> {
    let named = |block: &'b Block| match block {
        Block::Fact(what, value) if what == name => Some(value.as_str()),
        _ => None,
    };
    blocks.iter().find_map(named)
}

fn headings(blocks: &[Block]) -> Vec<&str> {
    let heading = |block| match block {
        &Block::Heading(ref text) | &Block::Subheading(ref text) => Some(text.as_str()),
        _ => None,
    };
    blocks.iter().filter_map(heading).collect()
}

#[test]
fn who_sealed_awarded_and_vouches_stand_apart_from_what_it_says() {
    let (_folder, mut session) = samples_open();
    let record = take(&mut session, "battery-passport.jsonld");
    let blocks = blocks(&mut session, &record);
    for name in ["Awarded to", "Sealed by", "Awarded by", "Vouched for by", "Credits", "Level", "Issued"] {
        assert!(value(&blocks, name).is_some_and(|value| !value.is_empty()), "{name}: {blocks:#?}");
    }
    assert!(blocks.iter().any(|block| matches!(block, Block::Items(items) if !items.is_empty())));
    let sha256 = session.show(&record).unwrap().report.sha256;
    assert_eq!(value(&blocks, "Fingerprint (SHA-256)"), Some(sha256.as_str()));
}

#[test]
fn credential_that_does_not_hold_is_told_as_such_and_nobody_vouches() {
    let (_folder, mut session) = samples_open();
    let record = take(&mut session, "flipped.jsonld");
    let blocks = blocks(&mut session, &record);
    assert!(!headings(&blocks).contains(&"Verified"), "{blocks:#?}");
    assert!(
        value(&blocks, "Seal").or(value(&blocks, "Signature")).is_some_and(|told| told.starts_with("Failed")),
        "{blocks:#?}"
    );
    assert_eq!(value(&blocks, "Vouched for by"), Some("no list that was at hand"));
}

#[test]
fn code_is_there_where_it_fits_and_only_then_logged() {
    let (_folder, mut session) = samples_open();
    let (badge, sealed) =
        (take(&mut session, "badge-responsibility.json"), take(&mut session, "vehicle-units.jsonld"));
    let mut shown = |record: &str, lifetime| {
        let made = session.summary(record, lifetime, None);
        (made, session.share_log(None).unwrap().entries.len())
    };
    assert_eq!(shown(&badge, None).1, 0);
    assert_eq!(shown(&sealed, Some(86_400)).1, 0);
    assert_eq!(shown(&badge, Some(60)).0.map(drop).unwrap_err().code(), "lifetime_unusable");
    let (made, log) = shown(&badge, Some(86_400));
    assert!(made.unwrap().bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(log, 1);
}

#[test]
fn hostile_texts_are_cut_and_told_and_never_fill_too_many_pages() {
    let (_folder, mut session) = samples_open();
    let sample = samples::SAMPLES.iter().find(|sample| sample.name == "badge-unsigned.json").unwrap();
    let mut document: serde_json::Value = serde_json::from_slice(sample.bytes).unwrap();
    let hostile = format!("\u{202e}\u{5d0}\u{0}\u{1b}[2J {}", "long ".repeat(2_000));
    let achievement = &mut document["credentialSubject"]["achievement"];
    achievement["name"] = hostile.clone().into();
    achievement["description"] = hostile.clone().into();
    achievement["criteria"] = serde_json::json!({"narrative": hostile.repeat(20)});
    document["name"] = hostile.into();
    let bytes = serde_json::to_vec(&document).unwrap();
    let record = session.import(None, &bytes).unwrap().taken.remove(0).record;
    let told = blocks(&mut session, &record);
    for words in ["The original has them whole", "stand as question marks"] {
        assert!(
            told.iter().any(|block| matches!(block, Block::Text(text) if text.contains(words))),
            "{words}"
        );
    }
    assert!(session.summary(&record, None, None).unwrap().bytes.len() < 500_000);
}

#[test]
fn many_claims_are_left_out_from_the_end_and_counted() {
    let (_folder, mut session) = samples_open();
    let record = take(&mut session, "vehicle-units.jsonld");
    let mut detail = session.show(&record).unwrap();
    let claim = detail.report.claims.claims[0].clone();
    detail.report.claims.claims = vec![claim; 2_000];
    let words = Words::english();
    let said = Said::of(&words, &detail.report);
    assert!(said.left_out > 0 && said.blocks.len() < 600, "{} {}", said.left_out, said.blocks.len());
    let summary = Summary { words: &words, detail: &detail, printed: None };
    assert!(summary.pdf().unwrap().starts_with(b"%PDF"));
}

#[test]
fn what_no_profile_knows_is_told_by_the_names_of_the_issuer() {
    let (_folder, mut session) = samples_open();
    let record = take(&mut session, "diploma.sd-jwt");
    let blocks = blocks(&mut session, &record);
    assert_eq!(value(&blocks, "Given name"), Some("Aino"), "{blocks:#?}");
    assert_eq!(value(&blocks, "Awarded to"), Some("Aino Kivelahti"));
    assert!(value(&blocks, "Holder").is_some_and(|text| !text.contains("Not needed. Not needed")));
}

#[test]
fn credits_are_named_in_words() {
    let (_folder, mut session) = samples_open();
    let record = take(&mut session, "battery-passport.jsonld");
    assert_eq!(value(&blocks(&mut session, &record), "Credits"), Some("3 ECTS credits"));
    let record = take(&mut session, "battery-industry.jsonld");
    assert_eq!(value(&blocks(&mut session, &record), "Credits"), Some("15 competence points"));
}
