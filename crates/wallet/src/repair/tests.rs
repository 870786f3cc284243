use std::fs;
use std::path::Path;

use crate::Protection;
use crate::Sort;
use crate::fakes;
use crate::session::{Phase, Session};

const WORDS: &str = "four words in a row";

fn session(folder: &Path) -> Session {
    Session::new(folder.to_owned(), fakes::ports(samples::JUDGED_AT.parse().unwrap()))
}

fn filled(folder: &Path) -> Session {
    let mut session = session(folder);
    session.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
    for sample in samples::SHOWN {
        session.import(Some(sample.name), sample.bytes).unwrap();
    }
    session
}

#[test]
fn whole_wallet_has_no_flaw_and_a_repair_keeps_all_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = filled(folder.path());
    assert_eq!(session.check().unwrap().flaws, []);
    let before = session.list("", Sort::Title).unwrap();
    let repaired = session.repair(Some(WORDS.to_owned())).unwrap();
    assert_eq!((repaired.kept, repaired.judged_again, repaired.lost.len()), (before.total, 0, 0));
    assert_eq!(session.list("", Sort::Title).unwrap(), before);
    assert_eq!(session.state().unwrap().phase, Phase::Open);
    assert!(folder.path().join(repaired.copy).exists());
}

#[test]
fn damaged_pages_cost_what_was_on_them_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let total = filled(folder.path()).list("", Sort::Title).unwrap().total;
    let path = folder.path().join("wallet.db");
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / 4096;
    for page in [pages / 4, pages / 2, pages * 3 / 4, pages - 2] {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 2000] ^= 0x40;
        fs::write(&path, bytes).unwrap();
        let mut session = session(folder.path());
        let repaired = session.repair(Some(WORDS.to_owned())).unwrap();
        let there = session.list("", Sort::Title).unwrap();
        assert_eq!(there.total, repaired.kept + repaired.judged_again, "page {page}");
        assert_eq!(there.total + repaired.lost.len(), total, "page {page}: {repaired:?}");
        assert!(repaired.lost.len() <= 1, "page {page}: {repaired:?}");
        assert_eq!(session.check().unwrap().flaws, [], "page {page}");
        for card in there.cards {
            session.show(&card.record).unwrap();
        }
    }
}

#[test]
fn repair_that_fails_leaves_an_open_wallet_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = filled(folder.path());
    assert_eq!(session.repair(Some("some other words".to_owned())).unwrap_err().code(), "wrong_passphrase");
    assert_eq!(session.state().unwrap().phase, Phase::Open);
    // Where the new file would be made lies something that is no file.
    fs::create_dir(folder.path().join("wallet.db.new")).unwrap();
    assert!(session.repair(Some(WORDS.to_owned())).is_err());
    assert_eq!(session.check().unwrap().flaws, []);
}

#[test]
fn wallet_that_cannot_be_mended_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let path = folder.path().join("wallet.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let mut session = session(folder.path());
    assert_eq!(session.repair(None).unwrap_err().code(), "passphrase_required");
    assert_eq!(session.repair(Some("some other words".to_owned())).unwrap_err().code(), "wrong_passphrase");
    assert_eq!(session.repair(Some(WORDS.to_owned())).unwrap_err().code(), "wallet_damaged");
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(session.check().unwrap_err().code(), "wallet_locked");
}
