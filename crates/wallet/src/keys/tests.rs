use super::*;
use crate::share::tests::{badge_about, learner};

#[test]
fn key_is_made_once_and_told_without_its_secret() {
    let mut session = learner();
    assert_eq!(session.make_key(Algorithm::P256).unwrap().len(), 1);
    let keys = session.make_key(Algorithm::Ed25519).unwrap();
    assert_eq!(session.make_key(Algorithm::P256).unwrap(), keys);
    let told: Vec<_> = keys.iter().map(|key| (key.algorithm, key.purpose, &key.audience)).collect();
    let person = KeyPurpose::Person;
    assert_eq!(told, [(Algorithm::Ed25519, person, &None), (Algorithm::P256, person, &None)]);
    assert!(keys[0].did.starts_with("did:key:z6Mk") && keys[1].did.starts_with("did:key:zDn"));
    assert!(!keys[0].jwk.contains("\"d\""));
}

#[test]
fn key_says_what_is_bound_to_it_and_is_kept_as_long() {
    let mut session = learner();
    let key = session.make_key(Algorithm::Ed25519).unwrap().remove(0);
    let badge = session.import(None, badge_about(&key.did).as_bytes()).unwrap().taken.remove(0);
    session.import(None, badge_about("did:example:robin").as_bytes()).unwrap();
    let bound = session.keys().unwrap().remove(0).bound;
    assert_eq!(bound, [BoundCredential { record: badge.record.clone(), title: badge.title }]);
    let refused = session.forget_key(&key.name).unwrap_err();
    assert_eq!((refused.code(), &refused.detail()["count"][..]), ("key_in_use", "1"));
    session.delete(&badge.record).unwrap();
    assert!(session.forget_key(&key.name).unwrap().is_empty());
    assert_eq!(session.forget_key(&key.name).unwrap_err().code(), "key_unknown");
}
