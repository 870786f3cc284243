//! What a pack is known by, and the decisions that answer it.

use super::*;
use crate::goals::{Answered, Asked, NewDecision};

fn decision(answers: Option<&str>) -> NewDecision {
    NewDecision {
        from: "107377".to_owned(),
        to: "105703".to_owned(),
        credits: None,
        framework: None,
        decided_by: "A college".to_owned(),
        date: "2026-11-20".to_owned(),
        evidence: "Decision 1/2026".to_owned(),
        scope: Vec::new(),
        answers: answers.map(str::to_owned),
    }
}

#[test]
fn pack_is_known_by_what_is_in_it_and_by_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str, time: &str| {
        let mut session = Session::new(folder.path().join(name), fakes::ports(time.parse().unwrap()));
        session.create(Protection::Passphrase, Some(WORDS.to_owned())).unwrap();
        let id = declared(&mut session, "A solar charger", &["soldering"], &[]);
        session.attach(&id, "plan.pdf", b"a plan").unwrap();
        (session, id)
    };
    let (mut first, id) = at("first", "2026-11-22T12:00:00Z");
    let known = first.preview_pack(&request(&[&id], &[])).unwrap().sha256;
    // Frozen: decisions in wallets name packs by it.
    assert_eq!(known, "1e6173c4eceac95538bc8f3db9cb46fdb72caf76e88cf3c6fda31a77a3128feb");
    let (mut later, same) = at("later", "2027-01-01T12:00:00Z");
    assert_eq!(later.preview_pack(&request(&[&same], &[])).unwrap().sha256, known);

    let mut others = vec![
        PackRequest { audience: "Another college".to_owned(), ..request(&[&id], &[]) },
        PackRequest { learner: "Another".to_owned(), ..request(&[&id], &[]) },
        PackRequest { message: "Please.".to_owned(), ..request(&[&id], &[]) },
        PackRequest { goal: Some(CARD.to_owned()), ..request(&[&id], &[]) },
    ];
    let record = import(&mut first, 0);
    others.push(request(&[&id], &[&record]));
    for other in &others {
        assert_ne!(first.preview_pack(other).unwrap().sha256, known, "{other:?}");
    }
    first.attach(&id, "run.html", b"more").unwrap();
    assert_ne!(first.preview_pack(&request(&[&id], &[])).unwrap().sha256, known);
}

#[test]
fn decision_says_which_pack_it_answers_and_the_pack_what_was_decided() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let id = declared(&mut session, "a", &[], &[]);
    let asked = PackRequest { goal: Some(CARD.to_owned()), ..request(&[&id], &[]) };
    let (pack, paper) = session.print_pack(&asked).unwrap();
    assert_eq!(paper.file_name, "tessera-evidence.pdf");
    assert!(session.packs().unwrap().is_empty(), "what was not saved did not go out");
    session.note_pack(&pack).unwrap();
    written(&mut session, &asked);
    let made = session.packs().unwrap();
    assert_eq!((made.len(), made[0].things, made[0].audience.as_str()), (1, 1, "A college"), "{made:?}");
    assert!(made[0].answers.is_empty() && !made[0].goal.is_empty());

    let sha256 = made[0].sha256.as_deref().unwrap();
    let kept = session.add_decision(decision(Some(sha256))).unwrap();
    let answers = Answered {
        sha256: sha256.to_owned(),
        made_at: made[0].made_at.clone(),
        audience: "A college".to_owned(),
    };
    assert_eq!(kept.answers.as_ref(), Some(&answers));
    session.add_decision(decision(None)).unwrap();
    session.switch_decision(&kept.id, true).unwrap();
    let entered = session.decisions().unwrap();
    assert_eq!(
        (entered[0].answers.as_ref(), entered[0].enabled),
        (Some(&answers), true),
        "kept when switched"
    );
    assert_eq!(entered[1].answers, None);
    let told = session.packs().unwrap().remove(0).answers;
    assert_eq!((told.len(), told[0].decision.as_str()), (1, kept.id.as_str()));
    let unknown = session.add_decision(decision(Some(&"0".repeat(64)))).unwrap_err();
    assert_eq!((unknown.code(), unknown.detail()["member"].as_str()), ("decision_unclear", "answers"));

    // What the learner entered stays when the history is erased.
    session.erase_history().unwrap();
    assert!(session.packs().unwrap().is_empty());
    assert_eq!(session.decisions().unwrap()[0].answers.as_ref(), Some(&answers));
    session.remove_decision(&kept.id).unwrap();
    assert!(session.decisions().unwrap().iter().all(|one| one.answers.is_none()));
}

#[test]
fn goal_and_its_report_tell_which_pack_a_decision_answers() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let id = declared(&mut session, "a", &[], &[]);
    let sha256 = session.preview_pack(&request(&[&id], &[])).unwrap().sha256;
    written(&mut session, &PackRequest { audience: "A college".to_owned(), ..request(&[&id], &[]) });
    session.add_decision(decision(Some(&sha256))).unwrap();
    let goal = session.goal("OPH-2762-2017", &Asked::default()).unwrap();
    let shown = goal.equivalences.iter().find(|one| one.id == "decision-0001").unwrap();
    assert_eq!(shown.answers.as_ref().map(|pack| pack.sha256.as_str()), Some(sha256.as_str()));
    let told = crate::goals::telling::Telling::of(&goal).evidence(shown);
    assert!(
        told.starts_with("Decision 1/2026; it answers the pack of ") && told.ends_with("for A college"),
        "{told}"
    );
}

#[test]
fn packs_and_what_answers_them_come_back_with_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let mut old = wallet(&folder.path().join("old"));
    let id = declared(&mut old, "a", &[], &[]);
    written(&mut old, &request(&[&id], &[]));
    let made = old.packs().unwrap();
    old.add_decision(decision(made[0].sha256.as_deref())).unwrap();
    let file = folder.path().join("wallet.age");
    old.back_up(&file, "the passphrase of the backup".to_owned()).unwrap();
    let mut new = wallet(&folder.path().join("new"));
    new.restore(&file, "the passphrase of the backup".to_owned()).unwrap();
    assert_eq!(new.packs().unwrap(), old.packs().unwrap());
    assert_eq!(new.decisions().unwrap(), old.decisions().unwrap());
    assert_eq!(new.packs().unwrap()[0].answers.len(), 1);
}

/// As the history kept packs before it wrote down what they are known by.
#[test]
fn packs_of_before_are_listed_and_cannot_be_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = wallet(&folder.path().join("wallet"));
    let text = r#"{"version":1,"audience":"A college","goal":"","evidence":["a"],"credentials":["b"]}"#;
    let event = vault::Event {
        at: "2026-11-01T12:00:00Z".to_owned(),
        kind: PACKED.to_owned(),
        record: None,
        text: text.to_owned(),
    };
    let vault = &mut session.open().unwrap().vault;
    vault.note_events(&[event.clone(), event]).unwrap();
    let made = session.packs().unwrap();
    assert_eq!(made.len(), 2, "nothing says that they are one");
    assert_eq!((&made[0].sha256, made[0].things), (&None, 2));
    assert_eq!(session.add_decision(decision(Some(""))).unwrap_err().code(), "decision_unclear");
}
