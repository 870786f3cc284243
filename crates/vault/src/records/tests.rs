use super::*;
use crate::listing::Query;

fn new<'a>(original: &'a [u8], words: &str) -> NewRecord<'a> {
    NewRecord {
        original,
        part: 0,
        file_name: Some("file.jsonld"),
        stored_at: "2026-11-22T12:00:00Z",
        card: IndexCard { search_text: words.to_owned(), face: words.to_owned(), ..IndexCard::default() },
        judgement: judgement("first"),
    }
}

fn judgement(report: &str) -> Judgement {
    Judgement {
        checked_at: format!("{report} time"),
        report: report.to_owned(),
        evidence: format!("{report} evidence"),
    }
}

fn found(vault: &Vault, typed: &str) -> usize {
    vault.list(&Query { typed, order: crate::Order::Title, ..Query::default() }).unwrap().len()
}

fn rows(vault: &Vault, table: &str) -> i64 {
    vault.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

/// Fails when the search index and the words it was made from disagree.
fn check_index(vault: &Vault) {
    vault.connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []).unwrap();
}

#[test]
fn what_is_put_comes_back_exactly() {
    let mut vault = Vault::in_memory().unwrap();
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let id = vault.put(&new(&bytes, "word")).unwrap().record().clone();
    assert_eq!(vault.original(&id).unwrap(), bytes);
    let record = vault.record(&id).unwrap();
    assert_eq!(record.bytes, 100_000);
    assert_eq!(record.file_name.as_deref(), Some("file.jsonld"));
    assert_eq!(record.stored_at, "2026-11-22T12:00:00Z");
    assert!(record.judgement == judgement("first"));
}

#[test]
fn same_bytes_twice_are_one_record() {
    let mut vault = Vault::in_memory().unwrap();
    let first = vault.put(&new(b"same", "one")).unwrap();
    let second = vault.put(&new(b"same", "two")).unwrap();
    assert_eq!(second, Stored::Duplicate(first.record().clone()));
    assert_eq!(vault.count().unwrap(), 1);
    assert_eq!((found(&vault, "one"), found(&vault, "two")), (1, 0));
}

#[test]
fn two_parts_of_a_file_are_two_records_of_one_original() {
    let mut vault = Vault::in_memory().unwrap();
    let first = vault.put(&new(b"both", "one")).unwrap().record().clone();
    let second = vault.put(&NewRecord { part: 1, ..new(b"both", "two") }).unwrap().record().clone();
    assert_ne!(first, second);
    assert_eq!((rows(&vault, "record"), rows(&vault, "original")), (2, 1));
    vault.delete(&first).unwrap();
    assert_eq!(vault.original(&second).unwrap(), b"both");
    vault.delete(&second).unwrap();
    assert_eq!(rows(&vault, "original"), 0);
}

#[test]
fn several_are_stored_together_or_not_at_all() {
    let mut vault = Vault::in_memory().unwrap();
    let file = b"list".to_vec();
    let part = |part| NewRecord { part, ..new(&file, "word") };
    vault.put(&part(1)).unwrap();
    let stored = vault.put_all(&[part(0), part(1), part(7), new(b"another", "word")], &[]).unwrap();
    let first = RecordId::of_file(b"list", 0);
    assert_eq!(
        stored,
        [
            Stored::New(first.clone()),
            Stored::Duplicate(first.sibling(1)),
            Stored::New(RecordId::of_file(b"list", 7)),
            Stored::New(RecordId::of_file(b"another", 0)),
        ]
    );
    assert_eq!((rows(&vault, "record"), rows(&vault, "original")), (4, 2));

    let clash = RecordId::of_file(b"second", 3);
    vault.connection.execute("UPDATE record SET name = ?1 WHERE part = 7", [clash.as_str()]).unwrap();
    let second = |part| NewRecord { part, ..new(b"second", "two") };
    assert_eq!(vault.put_all(&[second(2), second(3)], &[]).unwrap_err().code(), "internal");
    assert_eq!((rows(&vault, "record"), found(&vault, "two")), (4, 0), "not one of them");
}

#[test]
fn history_tells_of_what_is_new_and_of_what_was_there() {
    let mut vault = Vault::in_memory().unwrap();
    let (one, two) = (RecordId::of_file(b"one", 0), RecordId::of_file(b"two", 0));
    let event = |record: &RecordId, text: &str| Event {
        at: String::new(),
        kind: "told".to_owned(),
        record: Some(record.clone()),
        text: text.to_owned(),
    };
    let texts = |vault: &Vault| -> Vec<String> {
        let happened = vault.events(crate::Which::default(), 9).unwrap();
        happened.into_iter().map(|one| one.event.text).collect()
    };
    vault.put(&new(b"one", "word")).unwrap();
    let both = [new(b"one", "word"), new(b"two", "word")];
    vault.put_all(&both, &[event(&one, "came"), event(&two, "came")]).unwrap();
    assert_eq!(texts(&vault), ["came"], "one was there before");
    vault.delete(&one).unwrap();
    let gone = [event(&one, "went"), event(&two, "went too")];
    assert_eq!(vault.delete_all(&[one, two.clone()], &gone).unwrap(), [two]);
    assert_eq!(texts(&vault), ["went too", "came"]);
    assert_eq!((rows(&vault, "original"), found(&vault, "word")), (0, 0));
}

#[test]
fn different_bytes_with_the_same_id_are_refused() {
    let mut vault = Vault::in_memory().unwrap();
    let id = vault.put(&new(b"first", "one")).unwrap().record().clone();
    let clash = RecordId::of(&sha256(b"second"), 0);
    vault.connection.execute("UPDATE record SET name = ?1", [clash.as_str()]).unwrap();
    assert_eq!(vault.put(&new(b"second", "two")).unwrap_err().code(), "internal");
    assert_eq!((rows(&vault, "original"), rows(&vault, "record")), (1, 1));
    assert_eq!(vault.original(&clash).unwrap(), b"first");
    assert_eq!(vault.original(&id).unwrap_err().code(), "record_unknown");
}

#[test]
fn changed_bytes_are_not_given_out() {
    let mut vault = Vault::in_memory().unwrap();
    let id = vault.put(&new(b"whole", "one")).unwrap().record().clone();
    vault.connection.execute("UPDATE original SET bytes = x'00'", []).unwrap();
    assert_eq!(vault.original(&id).unwrap_err().code(), "wallet_damaged");
}

#[test]
fn judged_again_replaces_report_card_and_words() {
    let mut vault = Vault::in_memory().unwrap();
    let id = vault.put(&new(b"bytes", "before")).unwrap().record().clone();
    let card = IndexCard { search_text: "after".to_owned(), face: "face".to_owned(), ..IndexCard::default() };
    vault.judge_again(&id, &judgement("second"), &card).unwrap();
    assert!(vault.record(&id).unwrap().judgement == judgement("second"));
    assert_eq!((found(&vault, "before"), found(&vault, "after")), (0, 1));
    assert_eq!(
        vault.list(&Query { typed: "", order: crate::Order::Title, ..Query::default() }).unwrap()[0].face,
        "face"
    );
    check_index(&vault);
}

#[test]
fn deleted_leaves_no_row_and_no_word() {
    let mut vault = Vault::in_memory().unwrap();
    let id = vault.put(&new(b"gone", "unmistakable")).unwrap().record().clone();
    let kept = vault.put(&new(b"kept", "remaining")).unwrap().record().clone();
    vault.delete(&id).unwrap();
    for table in ["record", "original", "judgement", "card", "words"] {
        assert_eq!(rows(&vault, table), 1, "{table}");
    }
    check_index(&vault);
    let pages: Vec<Vec<u8>> = vault
        .connection
        .prepare("SELECT block FROM search_data")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let holds = |word: &[u8]| pages.iter().any(|page| page.windows(word.len()).any(|window| window == word));
    assert!(holds(b"remaining"));
    assert!(!holds(b"unmistak"));
    assert_eq!(vault.original(&kept).unwrap(), b"kept");
}

#[test]
fn deleted_can_come_back() {
    let mut vault = Vault::in_memory().unwrap();
    let id = vault.put(&new(b"again", "word")).unwrap().record().clone();
    vault.delete(&id).unwrap();
    assert_eq!(vault.put(&new(b"again", "word")).unwrap(), Stored::New(id));
}

#[test]
fn unknown_record_is_named() {
    let mut vault = Vault::in_memory().unwrap();
    let id = RecordId::of(&sha256(b"never stored"), 0);
    let faults = [
        vault.record(&id).map(drop).unwrap_err(),
        vault.original(&id).map(drop).unwrap_err(),
        vault.judge_again(&id, &judgement("x"), &IndexCard::default()).unwrap_err(),
        vault.delete(&id).unwrap_err(),
    ];
    for fault in faults {
        assert!(matches!(&fault, VaultFault::RecordUnknown { record } if *record == id), "{fault}");
    }
}

#[test]
fn full_disk_stores_nothing_and_harms_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let key = crate::DatabaseKey::from_slice(&[1; 32]).unwrap();
    let place = crate::KeyFile::Keychain(crate::KeychainEntry { entry: "test".to_owned() });
    let mut vault = Vault::create(folder.path(), &key, &place).unwrap();
    let small = vault.put(&new(b"small", "small")).unwrap().record().clone();
    let pages: i64 = vault.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    let limit = |vault: &Vault, pages: i64| {
        vault.connection.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).unwrap();
    };
    limit(&vault, pages + 4);
    let large = vec![7; 1_000_000];
    assert_eq!(vault.put(&new(&large, "large")).unwrap_err().code(), "storage_full");
    assert_eq!((vault.count().unwrap(), found(&vault, "large")), (1, 0));
    assert_eq!(vault.original(&small).unwrap(), b"small");
    limit(&vault, pages + 1000);
    assert!(matches!(vault.put(&new(&large, "large")).unwrap(), Stored::New(_)));
}
