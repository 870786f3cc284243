use super::*;
use crate::listing::{Query, Shelf};
use crate::record::{IndexCard, Judgement, NewRecord};

fn put(vault: &mut Vault, card: IndexCard) -> RecordId {
    let original = format!("{}{:?}", card.face, card.issued);
    let new = NewRecord {
        original: original.as_bytes(),
        part: 0,
        file_name: None,
        stored_at: "",
        card,
        judgement: Judgement::default(),
    };
    vault.put(&new).unwrap().record().clone()
}

fn named(vault: &mut Vault, face: &str) -> RecordId {
    put(vault, IndexCard { face: face.to_owned(), title: face.to_owned(), ..IndexCard::default() })
}

fn faces(vault: &Vault, query: Query<'_>) -> Vec<String> {
    assert_eq!(vault.count_fitting(&query).unwrap(), vault.list(&query).unwrap().len());
    vault.list(&query).unwrap().into_iter().map(|listed| listed.face).collect()
}

fn on(shelf: Shelf) -> Query<'static> {
    Query { shelf, ..Query::default() }
}

#[test]
fn archived_record_leaves_the_list_and_comes_back() {
    let mut vault = Vault::in_memory().unwrap();
    let (a, b) = (named(&mut vault, "a"), named(&mut vault, "b"));
    let unknown = RecordId::of_file(b"unknown", 0);
    assert_eq!(vault.archive(&[a.clone(), unknown], true).unwrap(), std::slice::from_ref(&a));
    assert_eq!(vault.archive(std::slice::from_ref(&a), true).unwrap(), []);
    assert!(vault.archived(&a).unwrap() && !vault.archived(&b).unwrap());
    assert_eq!(faces(&vault, on(Shelf::Current)), ["b"]);
    assert_eq!(faces(&vault, on(Shelf::Archived)), ["a"]);
    assert_eq!(faces(&vault, on(Shelf::Both)), ["b", "a"]);
    vault.archive(std::slice::from_ref(&a), false).unwrap();
    assert_eq!(faces(&vault, on(Shelf::Archived)), [""; 0]);
}

#[test]
fn judging_again_keeps_what_the_learner_did() {
    let mut vault = Vault::in_memory().unwrap();
    let a = named(&mut vault, "a");
    vault.archive(std::slice::from_ref(&a), true).unwrap();
    vault.gather("kept", std::slice::from_ref(&a)).unwrap();
    vault.write_note(&a, "mine").unwrap();
    vault.judge_again(&a, &Judgement::default(), &IndexCard::default()).unwrap();
    assert!(vault.archived(&a).unwrap());
    assert_eq!(
        (vault.collections_of(&a).unwrap(), vault.note(&a).unwrap()),
        (vec!["kept".to_owned()], "mine".to_owned())
    );
}

#[test]
fn note_finds_its_record_until_it_is_another() {
    let mut vault = Vault::in_memory().unwrap();
    let a = named(&mut vault, "a");
    named(&mut vault, "b");
    let typed = |typed| Query { typed, ..Query::default() };
    vault.write_note(&a, "Für Zoë").unwrap();
    assert_eq!(faces(&vault, typed("fur zoe")), ["a"]);
    vault.write_note(&a, "").unwrap();
    assert_eq!(faces(&vault, typed("zoe")), [""; 0]);
    assert_eq!(vault.note(&a).unwrap(), "");
    let unknown = RecordId::of_file(b"unknown", 0);
    assert_eq!(vault.write_note(&unknown, "x").unwrap_err().code(), "record_unknown");
}

#[test]
fn collections_gather_and_scatter_and_never_remove_records() {
    let mut vault = Vault::in_memory().unwrap();
    let (a, b) = (named(&mut vault, "a"), named(&mut vault, "b"));
    assert_eq!(vault.gather("work", &[a.clone(), b.clone()]).unwrap().len(), 2);
    assert_eq!(vault.gather("work", std::slice::from_ref(&a)).unwrap(), []);
    assert!(vault.found_collection("home").unwrap() && !vault.found_collection("home").unwrap());
    let counts: Vec<_> =
        vault.collections().unwrap().into_iter().map(|one| (one.name, one.records)).collect();
    assert_eq!(counts, [("home".to_owned(), 0), ("work".to_owned(), 2)]);
    assert!(!vault.rename_collection("work", "home").unwrap());
    assert!(vault.rename_collection("work", "job").unwrap());
    assert_eq!(faces(&vault, Query { collection: Some("job"), ..Query::default() }), ["a", "b"]);
    assert_eq!(vault.scatter("job", std::slice::from_ref(&b)).unwrap(), [b]);
    assert_eq!(faces(&vault, Query { collection: Some("job"), ..Query::default() }), ["a"]);
    assert_eq!(vault.dissolve("job").unwrap(), [a]);
    assert_eq!(vault.count().unwrap(), 2);
}

#[test]
fn deleted_record_leaves_its_collections_and_note() {
    let mut vault = Vault::in_memory().unwrap();
    let a = named(&mut vault, "a");
    vault.gather("work", std::slice::from_ref(&a)).unwrap();
    vault.write_note(&a, "x").unwrap();
    vault.delete(&a).unwrap();
    assert_eq!(vault.collections().unwrap()[0].records, 0);
    assert_eq!(vault.note(&a).unwrap(), "");
}

#[test]
fn kin_are_told_apart() {
    let mut vault = Vault::in_memory().unwrap();
    let card = |face: &str, issued, same: Option<&str>, series: Option<&str>| IndexCard {
        face: face.to_owned(),
        issued: Some(issued),
        same: same.map(str::to_owned),
        series: series.map(str::to_owned),
        ..IndexCard::default()
    };
    let first = put(&mut vault, card("first", 1, Some("1"), Some("s")));
    let again = put(&mut vault, card("again", 2, Some("1"), Some("s")));
    let renewed = put(&mut vault, card("renewed", 3, Some("2"), Some("s")));
    let alone = put(&mut vault, card("alone", 4, None, None));
    put(&mut vault, card("alone too", 5, None, None));
    assert_eq!(vault.kin(&first).unwrap(), [(again, Kin::Same), (renewed, Kin::Series)]);
    assert_eq!(vault.kin(&alone).unwrap(), []);
}
