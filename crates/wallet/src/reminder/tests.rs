use std::path::Path;
use std::sync::Arc;

use jiff::ToSpan as _;

use super::*;
use crate::Protection;
use crate::fakes::{self, FixedClock};
use crate::ports::Ports;

const WORDS: &str = "four words in a row";

fn start() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// The wallet in a folder, so many days after the start; made when there is none.
fn day(folder: &Path, days: i64) -> Session {
    let ports: Ports = fakes::ports(start());
    let now = start() + (days * 24).hours();
    let ports = Ports { clock: Arc::new(FixedClock(now)), ..ports };
    let mut session = Session::new(folder.to_owned(), ports);
    session
        .unlock(Some(WORDS.to_owned()))
        .or_else(|_| session.create(Protection::Passphrase, Some(WORDS.to_owned())))
        .unwrap();
    session
}

fn import(session: &mut Session, number: usize) {
    let sample = samples::SHOWN[number];
    session.import(Some(sample.name), sample.bytes).unwrap();
}

#[test]
fn wallet_without_credentials_needs_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let reminder = day(folder.path(), 900).reminder().unwrap();
    assert_eq!((reminder.due, reminder.every_days, reminder.last_backup), (false, Some(30), None));
}

#[test]
fn backup_is_due_when_something_came_and_the_days_are_over() {
    let folder = tempfile::tempdir().unwrap();
    let (wallet, file) = (folder.path().join("wallet"), folder.path().join("wallet.age"));
    let mut session = day(&wallet, 0);
    import(&mut session, 0);
    assert!(session.reminder().unwrap().due, "never backed up");
    session.back_up(&file, WORDS.to_owned()).unwrap();
    let reminder = session.reminder().unwrap();
    assert_eq!((reminder.due, reminder.days, reminder.new_credentials), (false, Some(0), 0));
    drop(session);

    assert!(!day(&wallet, 60).reminder().unwrap().due, "nothing came since");
    import(&mut day(&wallet, 1), 1);
    assert!(!day(&wallet, 29).reminder().unwrap().due);
    let reminder = day(&wallet, 30).reminder().unwrap();
    assert_eq!((reminder.due, reminder.days, reminder.new_credentials), (true, Some(30), 1));
    assert!(!day(&wallet, -400).reminder().unwrap().due, "a clock that was set back");
    assert!(!day(&wallet, 40).set_reminder(Some(90)).unwrap().due);
    assert!(!day(&wallet, 90).set_reminder(None).unwrap().due);
    assert_eq!(day(&wallet, 90).set_reminder(Some(0)).unwrap().every_days, Some(1));
    assert_eq!(day(&wallet, 90).set_reminder(Some(9999)).unwrap().every_days, Some(365));
}

#[test]
fn erased_history_does_not_make_a_backup_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = day(&folder.path().join("wallet"), 0);
    import(&mut session, 0);
    session.back_up(&folder.path().join("wallet.age"), WORDS.to_owned()).unwrap();
    session.own().unwrap().vault.forget_events(None).unwrap();
    assert_eq!(session.last_backup().unwrap().as_deref(), Some("2026-11-22T12:00:00Z"));
}

#[test]
fn restored_wallet_is_as_old_as_its_backup() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wallet.age");
    let mut old = day(&folder.path().join("old"), 0);
    import(&mut old, 0);
    old.back_up(&file, WORDS.to_owned()).unwrap();
    let mut new = day(&folder.path().join("new"), 5);
    new.restore(&file, WORDS.to_owned()).unwrap();
    let reminder = new.reminder().unwrap();
    assert_eq!((reminder.due, reminder.days, reminder.new_credentials), (false, Some(5), 0));

    let mut other = day(&folder.path().join("other"), 5);
    import(&mut other, 1);
    other.restore(&file, WORDS.to_owned()).unwrap();
    assert_eq!(other.reminder().unwrap().last_backup, None, "what was there before is in no backup");
}
