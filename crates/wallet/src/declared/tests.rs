use std::path::Path;

use super::*;
use crate::Protection;
use crate::fakes;

const WORDS: &str = "four words in a row";
const SOLDERING: &str = "http://data.europa.eu/esco/skill/";

fn wallet(folder: &Path) -> Session {
    let mut session = Session::new(folder.to_owned(), fakes::ports("2026-11-22T12:00:00Z".parse().unwrap()));
    session.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    session
}

fn new(title: &str) -> NewDeclared {
    NewDeclared {
        title: title.to_owned(),
        description: String::new(),
        place: String::new(),
        setting: LearningSetting::Informal,
        from: String::new(),
        until: String::new(),
        hours: String::new(),
        skills: vec![],
        links: vec![],
    }
}

fn code(fault: Result<impl std::fmt::Debug, WalletFault>) -> (String, String) {
    let fault = fault.unwrap_err();
    (fault.code().to_owned(), fault.detail().get("member").cloned().unwrap_or_default())
}

#[test]
fn item_is_kept_as_it_was_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let told = NewDeclared {
        description: "I built it.\r\nIt works.\u{7}".to_owned(),
        place: "At home".to_owned(),
        from: "2025-01-01".to_owned(),
        until: "2025-03-31".to_owned(),
        hours: " 40 ".to_owned(),
        skills: vec!["soldering".to_owned(), "soldering".to_owned(), String::new()],
        links: vec!["HTTPS://example.org/a?b=c".to_owned()],
        ..new("  A solar\n charger ")
    };
    let kept = session.declare(None, told).unwrap();
    assert_eq!(
        (kept.title.as_str(), kept.description.as_str()),
        ("A solar charger", "I built it.\nIt works.")
    );
    assert_eq!((kept.from.as_deref(), kept.until.as_deref()), (Some("2025-01-01"), Some("2025-03-31")));
    assert_eq!(
        (kept.hours, kept.skills.len(), kept.links.as_slice()),
        (Some(40), 1, &["https://example.org/a?b=c".to_owned()][..])
    );
    session.lock().unwrap();
    session.unlock(Some(WORDS.to_owned())).unwrap();
    assert_eq!(session.declared().unwrap().items, std::slice::from_ref(&kept));

    let changed = session.declare(Some(&kept.id), new("Another title")).unwrap();
    assert_eq!((changed.id, changed.title.as_str(), changed.hours), (kept.id, "Another title", None));
    assert_eq!(session.declared().unwrap().items.len(), 1);
}

#[test]
fn what_is_unclear_is_told_by_its_name_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let one = |text: &str| vec![text.to_owned()];
    let cases = [
        ("title", new(" \n ")),
        ("title", new(&"x".repeat(201))),
        ("description", NewDeclared { description: "x".repeat(10_001), ..new("a") }),
        ("from", NewDeclared { from: "1.2.2026".to_owned(), ..new("a") }),
        ("until", NewDeclared { from: "2026-02-01".into(), until: "2026-01-01".into(), ..new("a") }),
        ("hours", NewDeclared { hours: "-1".to_owned(), ..new("a") }),
        ("hours", NewDeclared { hours: "999999999999".to_owned(), ..new("a") }),
        ("links", NewDeclared { links: one("javascript:alert(1)"), ..new("a") }),
        ("links", NewDeclared { links: one("javascript://example.org/%0aalert(1)"), ..new("a") }),
        ("links", NewDeclared { links: one("file:///etc/passwd"), ..new("a") }),
        ("links", NewDeclared { links: one("https:///x"), ..new("a") }),
        ("links", NewDeclared { links: one("https://a\" onclick=\"x"), ..new("a") }),
        ("links", NewDeclared { links: (0..51).map(|n| format!("https://a/{n}")).collect(), ..new("a") }),
        ("skills", NewDeclared { skills: one("data://x"), ..new("a") }),
    ];
    for (member, item) in cases {
        assert_eq!(
            code(session.declare(None, item)),
            ("declared_unclear".to_owned(), member.to_owned()),
            "{member}"
        );
    }
    assert!(session.declared().unwrap().items.is_empty());
    assert_eq!(code(session.declare(Some("nobody"), new("a"))).0, "declared_unknown");
}

#[test]
fn terms_that_are_known_have_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let known = "http://data.europa.eu/snb/eqf/6".to_owned();
    let unknown = format!("{SOLDERING}no-such-skill");
    let item = NewDeclared { skills: vec![known, unknown.clone()], ..new("a") };
    let skills = session.declare(None, item).unwrap().skills;
    assert_eq!(skills[0].label.as_deref(), Some("Level 6"));
    assert_eq!((skills[1].stated.as_str(), &skills[1].label), (unknown.as_str(), &None));
}

#[test]
fn file_that_two_items_have_goes_with_the_last_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let (first, second) =
        (session.declare(None, new("a")).unwrap(), session.declare(None, new("b")).unwrap());
    let file = session.attach(&first.id, "../../photo.jpg", b"bytes").unwrap().files.remove(0);
    assert_eq!((file.name.as_str(), file.bytes), ("photo.jpg", 5));
    assert_eq!(session.attach(&first.id, "again.jpg", b"bytes").unwrap().files.len(), 1);
    session.attach(&second.id, "same.jpg", b"bytes").unwrap();
    assert_eq!(session.declared().unwrap().bytes, 5);

    session.detach(&first.id, &file.sha256).unwrap();
    assert_eq!(code(session.attached(&first.id, &file.sha256)).0, "declared_file_unknown");
    assert_eq!(session.attached(&second.id, &file.sha256).unwrap().1, b"bytes");
    session.withdraw_declared(&second.id).unwrap();
    let wallet = session.open().unwrap();
    assert!(wallet.vault.kept(FILE).unwrap().is_empty());
    assert_eq!(wallet.items().unwrap().len(), 1);
}

#[test]
fn files_have_limits() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let id = session.declare(None, new("a")).unwrap().id;
    assert_eq!(code(session.attach(&id, "a", b"")).0, "declared_file_empty");
    let large = vec![0; MAX_DECLARED_FILE_BYTES + 1];
    assert_eq!(code(session.attach(&id, "a", &large)).0, "declared_file_too_large");
    for number in 0..MAX_DECLARED_FILES {
        session.attach(&id, "a", number.to_string().as_bytes()).unwrap();
    }
    assert_eq!(code(session.attach(&id, "a", b"one more")).0, "declared_files_too_many");
    let wallet = session.open().unwrap();
    let mut item = wallet.item(&id).unwrap();
    item.files = vec![DeclaredFile { name: "a".into(), sha256: "0".into(), bytes: MAX_DECLARED_TOTAL_BYTES }];
    wallet.keep_item(&item, None, &[]).unwrap();
    assert_eq!(code(session.attach(&id, "a", b"one more")).0, "declared_files_full");
}

#[test]
fn changed_bytes_are_not_handed_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let id = session.declare(None, new("a")).unwrap().id;
    let sha256 = session.attach(&id, "a", b"bytes").unwrap().files.remove(0).sha256;
    let changed = vault::Document { name: sha256.clone(), text: "AAAA".to_owned() };
    session.open().unwrap().vault.keep(FILE, &changed).unwrap();
    assert_eq!(code(session.attached(&id, &sha256)).0, "wallet_damaged");
}

#[test]
fn items_and_files_go_into_backups_and_exports() {
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("wallet.age");
    let mut session = wallet(&folder.path().join("old"));
    let id = session.declare(None, new("A solar charger")).unwrap().id;
    let item = session.attach(&id, "page.html", b"<script>").unwrap();
    session.back_up(&backup, WORDS.to_owned()).unwrap();
    let mut other = wallet(&folder.path().join("new"));
    other.restore(&backup, WORDS.to_owned()).unwrap();
    assert_eq!(other.declared().unwrap().items, std::slice::from_ref(&item));
    assert_eq!(other.attached(&id, &item.files[0].sha256).unwrap().1, b"<script>");

    let mut written = std::collections::BTreeMap::new();
    let everything = other.export_everything(|name, bytes| {
        written.insert(name.to_owned(), bytes.to_vec());
        Ok::<(), WalletFault>(())
    });
    assert_eq!(everything.unwrap().declared, 1);
    let path = "declared/1/01-page.html.bin".to_owned();
    assert_eq!(written[&path], b"<script>");
    let told: serde_json::Value = serde_json::from_slice(&written["declared/index.json"]).unwrap();
    assert_eq!((&told[0]["title"], &told[0]["files"][0]["file"]), (&"A solar charger".into(), &path.into()));
    let documents = String::from_utf8(written["documents.json"].clone()).unwrap();
    assert!(!documents.contains("declared"), "{documents}");
}

#[test]
fn too_many_items_are_refused_and_as_many_as_allowed_are_told_quickly() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let first = session.declare(None, new("a")).unwrap();
    let wallet = session.open().unwrap();
    let item = wallet.item(&first.id).unwrap();
    for number in 1..MAX_DECLARED {
        wallet.keep_item(&stored::Item { id: format!("{number:04}"), ..item.clone() }, None, &[]).unwrap();
    }
    assert_eq!(code(session.declare(None, new("one more"))).0, "declared_too_many");
    assert_eq!(session.declared().unwrap().items.len(), MAX_DECLARED);
}
