use crate::fakes;
use crate::session::Session;
use crate::{Protection, Sort};

const OWN: &str = "the passphrase of the wallet";
const OF_BACKUP: &str = "the passphrase of the backup";

fn session(folder: &std::path::Path) -> Session {
    let mut session = Session::new(folder.to_owned(), fakes::ports("2026-11-22T12:00:00Z".parse().unwrap()));
    session.create(Protection::Passphrase, Some(OWN.to_owned())).unwrap();
    session
}

#[test]
fn wallet_comes_back_on_another_computer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wallet.age");
    let mut old = session(&folder.path().join("old"));
    for sample in samples::SHOWN {
        old.import(Some(sample.name), sample.bytes).unwrap();
    }
    assert_eq!(old.last_backup().unwrap(), None);
    let made = old.back_up(&file, OF_BACKUP.to_owned()).unwrap();
    assert_eq!(old.last_backup().unwrap().as_deref(), Some("2026-11-22T12:00:00Z"));

    let mut new = session(&folder.path().join("new"));
    assert_eq!(new.inspect_backup(&file, OF_BACKUP.to_owned()).unwrap(), made);
    let restored = new.restore(&file, OF_BACKUP.to_owned()).unwrap();
    assert_eq!((restored.new, restored.present), (made.credentials, 0));
    let (there, here) = (old.list("", Sort::Title).unwrap(), new.list("", Sort::Title).unwrap());
    assert_eq!(there, here);
    for card in here.cards {
        assert_eq!(new.export(&card.record).unwrap().bytes, old.export(&card.record).unwrap().bytes);
        assert_eq!(new.show(&card.record).unwrap(), old.show(&card.record).unwrap());
    }
}

#[test]
fn backup_needs_an_open_wallet_and_a_passphrase_that_protects() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wallet.age");
    let mut session = session(&folder.path().join("wallet"));
    assert_eq!(session.back_up(&file, "short".to_owned()).unwrap_err().code(), "passphrase_too_short");
    session.lock().unwrap();
    assert_eq!(session.back_up(&file, OF_BACKUP.to_owned()).unwrap_err().code(), "wallet_locked");
    session
        .open_samples([], br#"{"format":"tessera-trust/1","name":"none","issuers":[]}"#, Default::default())
        .ok();
    assert_eq!(
        session.back_up(&file, OF_BACKUP.to_owned()).unwrap_err().code(),
        "wallet_locked",
        "samples are not backed up"
    );
    assert!(!file.exists());
}
