use super::*;
use crate::fakes::ports;
use crate::list::Sort;

fn session() -> (Session, Vec<String>) {
    let mut session = Session::new("nowhere".into(), ports(samples::JUDGED_AT.parse().unwrap()));
    let files = samples::SHOWN.iter().take(3).map(|sample| (sample.name, sample.bytes));
    let book = samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect();
    session.open_samples(files, samples::TRUST_LIST, book).unwrap();
    let records = session.list("", Sort::Title).unwrap().cards.into_iter().map(|card| card.record).collect();
    (session, records)
}

#[test]
fn every_change_answers_what_the_opposite_undoes() {
    let (mut session, records) = session();
    let asked = [records[0].clone(), "no id".to_owned(), records[1].clone()];
    assert_eq!(session.archive(&asked, true).unwrap(), records[..2]);
    assert_eq!(session.archive(&records, true).unwrap(), records[2..], "those put away are not undone");
    assert!(session.keeping(&records[0]).unwrap().archived);
    assert_eq!(session.gather(" Porto ", &records[..1]).unwrap(), records[..1]);
    assert_eq!(session.gather("Porto", &records[..2]).unwrap(), records[1..2]);
    assert_eq!(session.keeping(&records[1]).unwrap().collections, ["Porto"]);
    assert_eq!(session.scatter("Porto", &records).unwrap(), records[..2]);
    assert_eq!(session.gather("Porto", &records[..1]).unwrap(), records[..1]);
    assert_eq!(session.dissolve("Porto").unwrap(), records[..1]);
    assert_eq!(session.dissolve("Porto").unwrap(), [""; 0]);
}

#[test]
fn names_of_collections_can_be_read_and_are_one_each() {
    let (mut session, records) = session();
    let long = "x".repeat(MAX_COLLECTION_CHARACTERS + 1);
    for name in ["", "  ", "a\nb", &long] {
        assert_eq!(session.gather(name, &records).unwrap_err().code(), "collection_name_unusable");
    }
    session.gather("Porto", &[]).unwrap();
    session.gather("Lisboa", &records).unwrap();
    let code = |outcome: Result<String, WalletFault>| outcome.unwrap_err().code();
    assert_eq!(code(session.rename_collection("Porto", "Lisboa")), "collection_exists");
    assert_eq!(code(session.rename_collection("none", "Braga")), "collection_unknown");
    assert_eq!(code(session.rename_collection("Porto", &long)), "collection_name_unusable");
    assert_eq!(session.rename_collection("Lisboa", "Braga ").unwrap(), "Braga");
    let collections = session.overview().unwrap().collections;
    let named: Vec<_> = collections.iter().map(|one| (one.name.as_str(), one.credentials)).collect();
    assert_eq!(named, [("Braga", 3), ("Porto", 0)]);
}

#[test]
fn note_finds_its_credential_and_has_a_limit() {
    let (mut session, records) = session();
    session.write_note(&records[0], " ask Zdeňka \n").unwrap();
    assert_eq!(session.keeping(&records[0]).unwrap().note, "ask Zdeňka");
    let found = session.list("zdenka", Sort::Title).unwrap();
    assert_eq!(found.cards[0].record, records[0]);
    let long = "x".repeat(MAX_NOTE_CHARACTERS + 1);
    assert_eq!(session.write_note(&records[0], &long).unwrap_err().code(), "note_too_long");
    assert_eq!(session.write_note("nothing", "x").unwrap_err().code(), "record_unknown");
    session.write_note(&records[0], "").unwrap();
    assert_eq!(session.list("zdenka", Sort::Title).unwrap().cards, []);
}

#[test]
fn same_credential_in_other_bytes_is_kin() {
    let (mut session, records) = session();
    let original = session.export(&records[0]).unwrap();
    let mut again = original.bytes.clone();
    again.push(b'\n');
    let taken = session.import(None, &again).unwrap().taken.remove(0);
    let keeping = session.keeping(&taken.record).unwrap();
    assert_eq!(keeping.kin.len(), 1);
    assert_eq!((&keeping.kin[0].record, keeping.kin[0].kinship), (&records[0], Some(Kinship::Reissued)));
    let listed = session.list("", Sort::Title).unwrap().cards;
    let kin = listed.iter().filter(|card| card.kinship == Some(Kinship::Reissued)).count();
    assert_eq!((listed.len(), kin), (4, 2));
}
