use super::*;
use crate::fakes::ports;
use crate::list::Sort;

fn session(samples: usize) -> Session {
    let mut session = Session::new("nowhere".into(), ports(samples::JUDGED_AT.parse().unwrap()));
    let files = samples::SHOWN.iter().take(samples).map(|sample| (sample.name, sample.bytes));
    let book = samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect();
    session.open_samples(files, samples::TRUST_LIST, book).unwrap();
    session
}

#[test]
fn what_came_and_what_was_deleted_is_told_the_last_first() {
    let mut session = session(2);
    let cards = session.list("", Sort::Title).unwrap().cards;
    let again = session.export(&cards[0].record).unwrap();
    session.import(None, &again.bytes).unwrap();
    assert_eq!(session.delete_all(&[cards[0].record.clone(), "no id".to_owned()]).unwrap(), 1);
    let history = session.history(None).unwrap();
    let whats: Vec<What> = history.happenings.iter().map(|one| one.what).collect();
    assert_eq!(whats, [What::Deleted, What::Came, What::Came], "what was there before did not come again");
    let deleted = &history.happenings[0];
    assert_eq!((&deleted.title, &deleted.issuer), (&cards[0].title, &cards[0].issuer));
    assert_eq!((&deleted.at[..], &deleted.record), (samples::JUDGED_AT, &None));
    let came = history.happenings.iter().find(|one| one.title == cards[1].title).unwrap();
    assert_eq!(came.record.as_ref(), Some(&cards[1].record));
    assert!(came.file_name.is_some());
    assert_eq!(session.erase_history().unwrap(), History { happenings: Vec::new(), older: None });
}

#[test]
fn pages_pass_over_what_is_told_elsewhere() {
    let mut session = session(1);
    let record = RecordId::of_file(b"gone", 0);
    let subject = Subject { version: VERSION, title: "t".to_owned(), issuer: String::new(), file_name: None };
    let at = samples::JUDGED_AT.parse().unwrap();
    let request =
        || Event { at: String::new(), kind: "request".to_owned(), record: None, text: "{}".to_owned() };
    let vault = &mut session.open().unwrap().vault;
    for _ in 0..2 * PAGE {
        vault.note_events(&[event(What::Deleted, at, &record, &subject).unwrap(), request()]).unwrap();
    }
    let first = session.history(None).unwrap();
    let second = session.history(first.older).unwrap();
    let last = session.history(second.older).unwrap();
    assert_eq!([first.happenings.len(), second.happenings.len(), last.happenings.len()], [PAGE, PAGE, 1]);
    assert_eq!((last.happenings[0].what, last.older), (What::Came, None));
    session.erase_history().unwrap();
    let which = Which { kind: Some("request"), ..Which::default() };
    let left = session.open().unwrap().vault.events(which, 999).unwrap().len();
    assert_eq!(left, 2 * PAGE);
}

#[test]
fn frozen_event_is_read_and_one_of_a_later_version_is_not() {
    let mut session = session(0);
    let frozen = include_str!("frozen_v1.json");
    let told = |text: String| Event { at: "then".to_owned(), kind: "came".to_owned(), record: None, text };
    let later = frozen.replace("\"version\":1", "\"version\":2");
    let vault = &mut session.open().unwrap().vault;
    vault.note_events(&[told(later), told("{}".to_owned()), told(frozen.to_owned())]).unwrap();
    let history = session.history(None).unwrap();
    let [one] = &history.happenings[..] else { panic!("one is read") };
    assert_eq!((one.title.as_str(), one.issuer.as_str()), ("Battery safety", "Saarenranta College"));
    assert_eq!(one.file_name.as_deref(), Some("safety.jsonld"));
    let subject: Subject = serde_json::from_str(frozen).unwrap();
    assert_eq!(serde_json::to_string(&subject).unwrap(), frozen.trim());
}
