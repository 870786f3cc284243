use super::*;
use crate::fakes;
use crate::{Protection, Session};

#[test]
fn name_never_holds_a_path_or_a_control_character() {
    for (given, kept) in [
        ("award.jsonld", Some("award.jsonld")),
        ("../../etc/award.jsonld", Some("award.jsonld")),
        ("C:\\Users\\me\\award.jsonld", Some("award.jsonld")),
        (" todistus ä.jsonld\n", Some("todistus ä.jsonld")),
        ("a\u{0}b\u{1b}[0m", Some("ab[0m")),
        ("folder/", None),
        ("..", None),
        (".", None),
        ("", None),
        (" \t ", None),
    ] {
        assert_eq!(file_name(given).as_deref(), kept, "{given:?}");
    }
    assert_eq!(file_name(&"ä".repeat(500)).unwrap().chars().count(), 120);
}

#[test]
fn files_that_come_together_are_answered_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::new(folder.path().to_owned(), fakes::ports(jiff::Timestamp::UNIX_EPOCH));
    session.create(Protection::Passphrase, Some("four words in a row".to_owned())).unwrap();
    let [one, other] = [0, 1].map(|at| Incoming { name: Some("one"), bytes: samples::SHOWN[at].bytes });
    let nothing = Incoming { name: None, bytes: b"nothing" };
    let became: Vec<_> = session
        .import_all(&[one, nothing, one, other])
        .unwrap()
        .into_iter()
        .map(|file| file.map(|intake| intake.taken[0].stored).map_err(|fault| fault.code()))
        .collect();
    assert_eq!(became, [Ok(Stored::New), Err("unknown_format"), Ok(Stored::Duplicate), Ok(Stored::New)]);
    assert_eq!(session.list("", crate::Sort::Title).unwrap().cards.len(), 2);
    assert!(session.import_all(&[]).unwrap().is_empty());
}
