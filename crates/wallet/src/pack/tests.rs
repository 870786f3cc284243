mod answered;

use std::collections::BTreeMap;
use std::path::Path;

use super::*;
use crate::fakes;
use crate::{LearningSetting, NewDeclared, Protection, What};

const WORDS: &str = "four words in a row";
pub(super) const CARD: &str = "example:card:battery-assembly-technician";

pub(super) fn wallet(folder: &Path) -> Session {
    let mut session = Session::new(folder.to_owned(), fakes::ports(samples::JUDGED_AT.parse().unwrap()));
    session.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    session
}

pub(super) fn declared(session: &mut Session, title: &str, skills: &[&str], links: &[&str]) -> String {
    let texts = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
    let item = NewDeclared {
        title: title.to_owned(),
        description: "First.\nSecond.\n\n<b>Third</b>".to_owned(),
        place: String::new(),
        setting: LearningSetting::WorkBased,
        from: "2025-01-01".to_owned(),
        until: String::new(),
        hours: "40".to_owned(),
        skills: texts(skills),
        links: texts(links),
    };
    session.declare(None, item).unwrap().id
}

pub(super) fn import(session: &mut Session, number: usize) -> String {
    let sample = samples::SHOWN[number];
    session.import(Some(sample.name), sample.bytes).unwrap().taken.remove(0).record
}

pub(super) fn request(evidence: &[&str], credentials: &[&str]) -> PackRequest {
    let texts = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
    PackRequest {
        goal: None,
        evidence: texts(evidence),
        credentials: texts(credentials),
        learner: "Aino Virtanen".to_owned(),
        audience: "A college".to_owned(),
        message: String::new(),
    }
}

pub(super) fn written(session: &mut Session, request: &PackRequest) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let write = |path: &str, bytes: &[u8]| {
        assert!(files.insert(path.to_owned(), bytes.to_vec()).is_none(), "{path} twice");
        Ok::<(), WalletFault>(())
    };
    let pack = session.write_pack(request, write).unwrap();
    session.note_pack(&pack).unwrap();
    files
}

#[test]
fn originals_go_out_byte_for_byte_and_their_hashes_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let record = import(&mut session, 0);
    let id = declared(&mut session, "A solar charger", &[], &[]);
    session.attach(&id, "../plan.pdf", b"a plan").unwrap();
    session.attach(&id, "run.html", b"<script>alert(1)</script>").unwrap();
    let files = written(&mut session, &request(&[&id], &[&record]));
    assert_eq!(files["evidence/01/01-plan.pdf"], b"a plan");
    assert_eq!(files["evidence/01/02-run.html.bin"], b"<script>alert(1)</script>");
    let original = files.iter().find(|(path, _)| path.starts_with("credentials/01-")).unwrap().1;
    assert_eq!(original, samples::SHOWN[0].bytes);
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).unwrap();
    assert_eq!(sums.lines().count(), files.len() - 1);
    for line in sums.lines() {
        let (sum, path) = line.split_once("  ").unwrap();
        assert_eq!(vault::sha256_hex(&files[path]), sum, "{path}");
    }
    assert!(sums.contains("  pack.pdf\n") && files["pack.pdf"].starts_with(b"%PDF-1.7"));
    let told: serde_json::Value = serde_json::from_slice(&files["pack.json"]).unwrap();
    let page = String::from_utf8(files["index.html"].clone()).unwrap();
    assert!(page.contains(told["sha256"].as_str().unwrap()) && page.contains("href=\"pack.pdf\""));
    assert_eq!(told["evidence"][0]["item"]["title"], "A solar charger");
}

#[test]
fn page_runs_nothing_and_loads_nothing_whatever_it_tells() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let hostile = "</h3><script>alert('1')</script>\" onload=\"x";
    let id = declared(&mut session, hostile, &[hostile], &["https://example.org/'onclick='x"]);
    session.attach(&id, "a\"><img src=x>.pdf", b"a plan").unwrap();
    let request = PackRequest {
        message: format!("I ask for this.\n{hostile}"),
        learner: hostile.to_owned(),
        ..request(&[&id], &[])
    };
    let page = String::from_utf8(written(&mut session, &request)["index.html"].clone()).unwrap();
    for foreign in ["<script", "<img", " onload=\"", "'onclick", "<b>Third"] {
        assert!(!page.contains(foreign), "{foreign} in {page}");
    }
    assert!(page.contains("default-src 'none'") && page.contains("<html lang=\"en\">"));
    assert!(page.contains("&lt;b&gt;Third") && page.contains("First.<br>\nSecond."));
    let sources: Vec<&str> =
        page.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(sources.iter().all(|to| to.starts_with("https://example.org/")
        || to.starts_with("evidence/01/")
        || *to == "pack.pdf"));
}

#[test]
fn points_of_a_goal_are_found_where_they_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let rules = session.rules(CARD).unwrap().qualification;
    let asked = asked::points(&rules);
    assert!(asked.len() > 3);
    let name = asked[1].name.pick(&[]).unwrap().to_uppercase();
    let other = declared(&mut session, "Something else", &["gardening"], &[]);
    let first = declared(&mut session, "By address", &[&asked[0].code.replacen("http:", "https:", 1)], &[]);
    let second = declared(&mut session, "By name", &[&name], &[]);
    let offer = session.offer_pack(Some(CARD)).unwrap();
    let fits: Vec<(&str, bool)> = offer.evidence.iter().map(|one| (one.id.as_str(), one.fits)).collect();
    assert_eq!(fits.last(), Some(&(other.as_str(), false)));
    assert_eq!(fits.iter().filter(|one| one.1).count(), 2);

    let request = PackRequest { goal: Some(CARD.to_owned()), ..request(&[&other, &first, &second], &[]) };
    let pack = session.preview_pack(&request).unwrap();
    assert_eq!((&pack.points[0].evidence, &pack.points[1].evidence), (&vec![2], &vec![3]));
    assert!(
        pack.points[2].evidence.is_empty() && pack.points.iter().all(|point| point.credentials.is_empty())
    );
    assert_eq!(pack.goal.unwrap().id, CARD);
}

#[test]
fn what_cannot_go_out_is_told_and_nothing_is_noted() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let id = declared(&mut session, "a", &[], &[]);
    let broken = samples::SAMPLES.iter().find(|sample| sample.name == "flipped.jsonld").unwrap();
    let broken = session.import(None, broken.bytes).unwrap().taken.remove(0).record;
    let many: Vec<&str> = vec![&id; MAX_PACKED + 1];
    let nobody = PackRequest { learner: " ".to_owned(), ..request(&[&id], &[]) };
    let nowhere = PackRequest { goal: Some("none".to_owned()), ..request(&[&id], &[]) };
    let long = PackRequest { message: "x".repeat(5001), ..request(&[&id], &[]) };
    for (request, code) in [
        (request(&[], &[]), "pack_empty"),
        (request(&many, &[]), "pack_too_much"),
        (nobody, "pack_text"),
        (long, "pack_text"),
        (nowhere, "goal_unknown"),
        (request(&["none"], &[]), "declared_unknown"),
        (request(&[], &["none"]), "record_unknown"),
        (request(&[&id], &[&broken]), "credential_invalid"),
    ] {
        assert_eq!(session.preview_pack(&request).unwrap_err().code(), code);
    }
    let stopped = session.write_pack(&request(&[&id], &[]), |_, _| Err(WalletFault::Offline));
    assert_eq!(stopped.unwrap_err().code(), "offline");
    assert!(session.history(None).unwrap().happenings.iter().all(|one| one.what != What::Packed));
}

#[test]
fn history_tells_what_went_out_and_forgets_it_with_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let id = declared(&mut session, "a", &[], &[]);
    written(&mut session, &PackRequest { goal: Some(CARD.to_owned()), ..request(&[&id], &[]) });
    let told = session.history(None).unwrap().happenings.remove(0);
    assert_eq!(
        (told.what, told.audience.as_deref(), told.credentials),
        (What::Packed, Some("A college"), Some(1))
    );
    assert!(!told.title.is_empty());
    assert!(session.erase_history().unwrap().happenings.is_empty());
}
