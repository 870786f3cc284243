use std::collections::BTreeMap;

use serde_json::json;
use stack::{Outlook, Reason};
use tempfile::TempDir;
use vc::TrustList;

use super::*;
use crate::fakes::{NoKeychain, ports};
use crate::fault::WalletFault;
use crate::ports::Ports;
use crate::{Judging, Protection, Session};

const VEHICLE: &str = "OPH-2762-2017";
const CARD: &str = "example:card:battery-assembly-technician";

/// An open wallet with these samples, judged with their trust list.
fn wallet(names: &[&str]) -> (TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let trust = vec![TrustList::parse("samples", samples::TRUST_LIST).unwrap()];
    let book = samples::EVIDENCE.iter().map(|(url, bytes)| ((*url).to_owned(), bytes.to_vec())).collect();
    let keychain = std::sync::Arc::new(NoKeychain);
    let ports = Ports { keychain, ..ports(samples::JUDGED_AT.parse().unwrap()) };
    let judging = Judging { trust, book, ..Judging::default() };
    let mut session = Session::new(folder.path().to_owned(), ports).judging(judging);
    session.create(Protection::Passphrase, Some("four words in a row".to_owned())).unwrap();
    for name in names {
        let sample = samples::SAMPLES.iter().find(|sample| sample.name == *name).unwrap();
        session.import(Some(name), sample.bytes).unwrap();
    }
    (folder, session)
}

fn mechanic() -> (TempDir, Session) {
    wallet(&[
        "vehicle-units.jsonld",
        "battery-industry.jsonld",
        "battery-passport.jsonld",
        "badge-safety.json",
    ])
}

fn code<T>(result: Result<T, WalletFault>) -> &'static str {
    result.map(drop).unwrap_err().code()
}

/// The award with this title.
fn titled<'g>(goal: &'g Goal, title: &str) -> &'g AwardLine {
    goal.awards.iter().find(|award| award.title == title).unwrap()
}

fn what_if(what_if: WhatIf) -> Asked {
    Asked { what_if, ..Asked::default() }
}

#[test]
fn samples_meet_the_vehicle_sector_and_every_award_that_counts_is_a_tile() {
    let (_folder, mut session) = mechanic();
    let goal = session.goal(VEHICLE, &Asked::default()).unwrap();
    assert_eq!((goal.line.outlook, goal.line.credits.as_str()), (Outlook::Met, "180"));
    let fields: Vec<(&str, &str, Option<&str>)> = goal
        .fields
        .iter()
        .map(|field| (field.name.pick(&[]).unwrap(), field.credits.as_str(), field.needed.as_deref()))
        .collect();
    assert_eq!(
        fields,
        [
            ("Mandatory units", "90", Some("90")),
            ("Optional units", "55", Some("55")),
            ("Common units", "35", Some("35"))
        ]
    );
    let tiles: Vec<&Tile> = goal.fields.iter().flat_map(|field| &field.tiles).collect();
    assert!(tiles.iter().all(|tile| tile.state == TileState::Filled && tile.award.is_some()));
    assert_eq!(goal.fields[1].within.last().unwrap().pick(&[]), Some("Vehicle technology"));
    let battery = titled(&goal, "Working in the battery industry");
    let tile = tiles.iter().find(|tile| tile.award.as_ref() == Some(&battery.id)).unwrap();
    assert_eq!(tile.target, "1722/other");
    assert!(battery.record.is_some() && battery.stored_at.is_some());
    assert!(goal.deficits.is_empty() && goal.next_steps.is_empty());
    // The transcript itself, whose parts count, and points that nobody converts.
    let reason = |title: &str| {
        let id = &titled(&goal, title).id;
        goal.unused.iter().find(|one| one.award == *id).unwrap().reason
    };
    assert_eq!(reason("Units completed, vehicle sector"), Reason::NestedCounted);
    assert_ne!(reason("Safe operation"), Reason::Surplus);
}

#[test]
fn dropping_tyre_work_names_what_is_missing_and_touches_nothing() {
    let (_folder, mut session) = mechanic();
    let before = session.goal(VEHICLE, &Asked::default()).unwrap();
    let tyres = titled(&before, "Tyre work").id.clone();
    let asked = what_if(WhatIf { drop: vec![tyres.clone()], ..WhatIf::default() });
    let goal = session.goal(VEHICLE, &asked).unwrap();
    assert!(goal.trial);
    assert_eq!((goal.line.outlook, goal.line.credits.as_str()), (Outlook::NotMet, "165"));
    let [missing] = goal.deficits.as_slice() else { panic!("{:?}", goal.deficits) };
    assert_eq!((missing.id.as_str(), missing.credits.as_str()), ("1722-optional", "15"));
    let open = goal.fields[1].tiles.last().unwrap();
    assert_eq!((open.state, open.credits.as_deref()), (TileState::Open, Some("15")));
    assert!(open.offers.iter().any(|offer| offer.code.as_deref() == Some("105728")));
    assert_eq!(goal.next_steps[0].cost, "15");
    assert_eq!(titled(&goal, "Tyre work").tried, Some(Tried::Dropped));
    assert_eq!(
        code(session.count(Which::Id(VEHICLE.to_owned()), &asked, None).unwrap().page()),
        "trial_not_reported"
    );

    let expired = what_if(WhatIf { expire: vec![tyres.clone()], ..WhatIf::default() });
    let goal = session.goal(VEHICLE, &expired).unwrap();
    assert!(goal.unused.iter().any(|one| one.award == tyres && one.reason == Reason::Expired));

    let earned = WhatIf {
        drop: vec![tyres],
        add: vec![Trial { target: "1722/105723".to_owned(), credits: None, outcomes: Vec::new() }],
        ..WhatIf::default()
    };
    let goal = session.goal(VEHICLE, &what_if(earned)).unwrap();
    assert_eq!(goal.line.outlook, Outlook::Met);
    assert_eq!(titled(&goal, "Testing and repairing air brakes").tried, Some(Tried::Added));
    assert_eq!(session.goal(VEHICLE, &Asked::default()).unwrap(), before, "the wallet is as it was");
}

#[test]
fn what_is_asked_about_something_else_is_refused() {
    let (_folder, mut session) = wallet(&[]);
    let drop = WhatIf { drop: vec!["nothing".to_owned()], ..WhatIf::default() };
    assert_eq!(code(session.goal(VEHICLE, &what_if(drop))), "goal_part_unknown");
    let add = |target: &str, credits: Option<&str>| WhatIf {
        add: vec![Trial {
            target: target.to_owned(),
            credits: credits.map(str::to_owned),
            outcomes: Vec::new(),
        }],
        ..WhatIf::default()
    };
    for (target, credits) in [("nothing", None), ("field", None), ("common/400012", Some("many"))] {
        assert_eq!(
            code(session.goal(VEHICLE, &what_if(add(target, credits)))),
            "goal_part_unknown",
            "{target}"
        );
    }
    assert_eq!(code(session.goal("nothing", &Asked::default())), "goal_unknown");
    let on = Asked { on: Some("yesterday".to_owned()), ..Asked::default() };
    assert_eq!(code(session.goal(VEHICLE, &on)), "day_unreadable");
}

#[test]
fn choice_is_kept_until_it_is_taken_back_and_one_of_the_moment_goes_before_it() {
    let (_folder, mut session) = mechanic();
    session.choose_in_goal(VEHICLE, "field", Some("1719")).unwrap();
    let goal = session.goal(VEHICLE, &Asked::default()).unwrap();
    assert_eq!(goal.line.outlook, Outlook::NotMet);
    let choice = &goal.choices[0];
    assert_eq!((choice.chosen.as_deref(), choice.pursued.as_deref()), (Some("1719"), Some("1719")));
    assert_eq!(choice.options.len(), 6);

    let choices = BTreeMap::from([("field".to_owned(), "1722".to_owned())]);
    let asked = Asked { choices, ..Asked::default() };
    assert_eq!(session.goal(VEHICLE, &asked).unwrap().line.outlook, Outlook::Met);

    session.choose_in_goal(VEHICLE, "field", None).unwrap();
    let goal = session.goal(VEHICLE, &Asked::default()).unwrap();
    assert_eq!((goal.line.outlook, goal.choices[0].chosen.as_deref()), (Outlook::Met, None));
    for (condition, target) in [("field", "1718"), ("common", "1719"), ("nothing", "1719")] {
        assert_eq!(code(session.choose_in_goal(VEHICLE, condition, Some(target))), "goal_part_unknown");
    }
}

/// Rules with one unit.
fn rules(id: &str, unit: &str) -> Vec<u8> {
    let rules = json!({
        "format": "tessera-qualification/1", "id": id, "title": { "en": "Added" }, "version": "1",
        "in_force": { "from": null, "to": null }, "credit_framework": "none",
        "source": { "url": "https://example.org/rules", "retrieved": "2026-11-01", "licence": "CC0-1.0" },
        "root": { "id": "root", "logical": "all", "targets": [
            { "unit": { "id": "u", "code": unit, "name": { "en": "The unit" }, "mandatory": true } }
        ] }
    });
    serde_json::to_vec(&rules).unwrap()
}

#[test]
fn added_rules_are_kept_replaced_and_removed() {
    let (_folder, mut session) = mechanic();
    let added = session.add_goal(&rules("mine", "107377")).unwrap().goals.remove(0);
    assert_eq!((added.id.as_str(), added.replaced), ("mine", false));
    let goal = session.goal("mine", &Asked::default()).unwrap();
    assert_eq!(
        (goal.line.outlook, goal.line.added, goal.line.parts),
        (Outlook::Met, true, Parts { filled: 1, needed: 1 })
    );
    assert_eq!(
        goal.fields[0].name.pick(&[]),
        Some("Added"),
        "a group without a name is called like the whole"
    );

    assert!(session.add_goal(&rules("mine", "nothing")).unwrap().goals[0].replaced);
    let goal = session.goal("mine", &Asked::default()).unwrap();
    assert_eq!((goal.line.outlook, goal.fields[0].tiles[0].state), (Outlook::NotMet, TileState::Missing));
    assert!(session.goals(false).unwrap().goals.iter().any(|line| line.id == "mine"));

    session.remove_goal("mine").unwrap();
    assert_eq!(code(session.remove_goal("mine")), "goal_unknown");
    assert_eq!(code(session.remove_goal(VEHICLE)), "goal_unknown", "what comes with the program stays");
    assert_eq!(code(session.add_goal(&rules(VEHICLE, "x"))), "goal_exists");
}

#[test]
fn file_that_is_no_rules_is_told_with_its_place() {
    let (_folder, mut session) = wallet(&[]);
    let fault = session.add_goal(b"{\n \"format\": 3}").unwrap_err();
    assert_eq!(fault.code(), "wrong_shape");
    let detail = fault.detail();
    assert_eq!((detail["at"].as_str(), detail["line"].as_str()), ("/format", "2"), "{detail:?}");
    let mut twice = rules("mine", "x");
    let text = String::from_utf8(twice.clone()).unwrap().replace("\"id\":\"u\"", "\"id\":\"root\"");
    twice = text.into_bytes();
    let fault = session.add_goal(&twice).unwrap_err();
    assert_eq!((fault.code(), fault.detail()["mistake"].as_str()), ("contradictory_rules", "duplicate_id"));
}

#[test]
fn decision_counts_once_it_is_switched_on_and_is_named() {
    let (_folder, mut session) = wallet(&["high-voltage-safety.jsonld", "battery-industry.jsonld"]);
    session.add_goal(&rules("mine", "target-unit")).unwrap();
    let new = NewDecision {
        from: "107377".to_owned(),
        to: "target-unit".to_owned(),
        credits: None,
        framework: None,
        decided_by: "A college".to_owned(),
        date: "2026-09-01".to_owned(),
        evidence: "Decision 1/2026".to_owned(),
        scope: vec!["mine".to_owned()],
        answers: None,
    };
    let entered = session.add_decision(new.clone()).unwrap();
    assert!(!entered.enabled, "off by default");
    assert_eq!(session.goal("mine", &Asked::default()).unwrap().line.outlook, Outlook::NotMet);
    let tried = what_if(WhatIf { switch: [(entered.id.clone(), true)].into(), ..WhatIf::default() });
    assert_eq!(session.goal("mine", &tried).unwrap().line.outlook, Outlook::Met);

    session.switch_decision(&entered.id, true).unwrap();
    let goal = session.goal("mine", &Asked::default()).unwrap();
    assert_eq!(goal.line.outlook, Outlook::Met);
    assert_eq!(goal.fields[0].tiles[0].equivalence.as_deref(), Some(entered.id.as_str()));
    assert!(goal.equivalences[0].used && goal.equivalences[0].decided_by == "A college");
    assert!(
        session.goal(VEHICLE, &Asked::default()).unwrap().equivalences.is_empty(),
        "made for another goal"
    );

    let second = session.add_decision(new.clone()).unwrap();
    assert_ne!(second.id, entered.id);
    session.remove_decision(&entered.id).unwrap();
    assert_eq!(code(session.remove_decision(&entered.id)), "decision_unknown");
    assert_eq!(code(session.switch_decision("nothing", true)), "decision_unknown");
    let unclear: [(&str, NewDecision); 5] = [
        ("evidence", NewDecision { evidence: " ".to_owned(), ..new.clone() }),
        ("decided_by", NewDecision { decided_by: String::new(), ..new.clone() }),
        ("date", NewDecision { date: "soon".to_owned(), ..new.clone() }),
        ("credits", NewDecision { credits: Some("x".into()), framework: Some("ects".into()), ..new.clone() }),
        ("framework", NewDecision { credits: Some("5".into()), ..new.clone() }),
    ];
    for (member, new) in unclear {
        let fault = session.add_decision(new).unwrap_err();
        assert_eq!((fault.code(), fault.detail()["member"].as_str()), ("decision_unclear", member));
    }
}

#[test]
fn on_another_day_a_course_that_ran_out_no_longer_counts() {
    let (_folder, mut session) = wallet(&["high-voltage-safety.jsonld"]);
    let goal = |session: &mut Session, on: &str| {
        session.goal(VEHICLE, &Asked { on: Some(on.to_owned()), ..Asked::default() }).unwrap()
    };
    let now = goal(&mut session, "2026-11-22");
    assert_ne!(now.unused[0].reason, Reason::CredentialInvalid);
    let later = goal(&mut session, "2027-02-01");
    assert!(
        matches!(later.unused[0].reason, Reason::CredentialInvalid | Reason::Expired),
        "{:?}",
        later.unused
    );
    assert_eq!(goal(&mut session, "2026-11-22"), now, "and the wallet is as it was");
}

#[test]
fn own_rules_and_awards_of_nobody_are_counted_as_unrecognised_only_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let keychain = std::sync::Arc::new(NoKeychain);
    let ports = Ports { keychain, ..ports(samples::JUDGED_AT.parse().unwrap()) };
    let mut session = Session::new(folder.path().to_owned(), ports);
    session.create(Protection::Passphrase, Some("four words in a row".to_owned())).unwrap();
    let badge = samples::SAMPLES.iter().find(|sample| sample.name == "badge-responsibility.json").unwrap();
    session.import(None, badge.bytes).unwrap();
    session.add_goal(&rules("mine", "107377-5")).unwrap();
    let outlook = |session: &mut Session, count_unrecognised: bool| {
        let asked = Asked { count_unrecognised, ..Asked::default() };
        session.goal("mine", &asked).unwrap().line.outlook
    };
    assert_eq!(outlook(&mut session, false), Outlook::NotMet);
    assert_eq!(outlook(&mut session, true), Outlook::Met);
}

#[test]
fn skills_have_proofs_and_cards_their_coverage() {
    let (_folder, mut session) =
        wallet(&["badge-safety.json", "high-voltage-safety.jsonld", "battery-industry.jsonld"]);
    let other = "example:card:cell-production-operator";
    let skills = session.skills(&[CARD.to_owned(), other.to_owned()], false).unwrap();
    let electrical = skills
        .skills
        .iter()
        .find(|skill| skill.uri.ends_with("970af2f2-9a19-41a0-b42b-b1f36b083d28"))
        .unwrap();
    assert!(electrical.proven && electrical.level.is_none());
    assert_eq!(electrical.name.pick(&[]), Some("comply with electrical safety regulations"));
    assert_eq!(electrical.proofs[0].title, "High-voltage safety, level 2");
    let card = skills.cards.iter().find(|card| card.id == CARD).unwrap();
    let item = card.items.iter().find(|item| item.uri == electrical.uri).unwrap();
    assert_eq!(item.state, ItemState::LevelTooLow, "no level is stated, and the card asks for one");
    assert!(card.proven <= card.required && card.items.iter().any(|item| item.state == ItemState::Missing));
    let listed = |id: &str, uri: &str| {
        let card = skills.cards.iter().find(|card| card.id == id).unwrap();
        card.items.iter().any(|item| item.uri == uri)
    };
    assert!(skills.shared.iter().all(|item| listed(CARD, &item.uri) && listed(other, &item.uri)));
    assert!(session.skills(&[CARD.to_owned()], false).unwrap().shared.is_empty(), "one card shares nothing");
    assert_eq!(code(session.skills(&[VEHICLE.to_owned()], false)), "goal_unknown", "not a card");
}

#[test]
fn outcome_field_fills_with_what_is_proven_and_opens_for_the_rest() {
    let (_folder, mut session) = wallet(&[]);
    let goal = session.goal(CARD, &Asked::default()).unwrap();
    let field = &goal.fields[0];
    assert_eq!(field.tiles.len(), 9, "nine of ten are asked");
    assert!(field.tiles.iter().all(|tile| tile.state == TileState::Open && tile.offers.len() == 10));
    let uri = field.tiles[0].offers[0].target.clone();
    let add = vec![Trial { target: uri.clone(), credits: None, outcomes: Vec::new() }];
    let goal = session.goal(CARD, &what_if(WhatIf { add, ..WhatIf::default() })).unwrap();
    let filled: Vec<&Tile> =
        goal.fields[0].tiles.iter().filter(|tile| tile.state == TileState::Filled).collect();
    assert_eq!(
        (filled.len(), filled[0].target.as_str()),
        (1, uri.as_str()),
        "one outcome, not the whole card"
    );
    assert_eq!(goal.line.parts, Parts { filled: 1, needed: 9 });
}

#[test]
fn every_goal_is_listed_and_every_plan_confirmed() {
    let (_folder, mut session) = mechanic();
    let list = session.goals(false).unwrap();
    assert_eq!(list.goals.len(), catalogue().len());
    assert_eq!(list.goals[0].outlook, Outlook::Met);
    for line in &list.goals {
        let goal = session.goal(&line.id, &Asked::default()).unwrap();
        assert_eq!(goal.line, *line);
        let counted: Vec<&str> = goal
            .fields
            .iter()
            .flat_map(|field| &field.tiles)
            .filter_map(|tile| tile.award.as_deref())
            .collect();
        let unused: Vec<&str> = goal.unused.iter().map(|one| one.award.as_str()).collect();
        for award in &goal.awards {
            assert!(
                counted.contains(&award.id.as_str()) != unused.contains(&award.id.as_str()),
                "{} {}",
                line.id,
                award.id
            );
        }
    }
}

/// A decision as it is written since it can name a pack. What is committed is never written again.
#[test]
fn decision_that_answers_a_pack_is_read() {
    let frozen = include_str!("../../../../tests/fixtures/decision-answers-v1.json");
    let (_folder, mut session) = wallet(&[]);
    let document = vault::Document { name: "decision-0001".to_owned(), text: frozen.trim_end().to_owned() };
    session.open().unwrap().vault.keep("decision", &document).unwrap();
    let kept = session.decisions().unwrap().remove(0);
    let pack = kept.answers.unwrap();
    assert_eq!((kept.from.as_str(), pack.audience.as_str()), ("107377", "A college"));
    assert_eq!((pack.made_at.as_str(), pack.sha256.len()), ("2026-03-03T09:00:00Z", 64));
    session.switch_decision("decision-0001", false).unwrap();
    let again = session.open().unwrap().vault.kept("decision").unwrap().remove(0).text;
    assert_eq!(again, document.text, "written as it was read");
}

/// Documents as the first version wrote them. What is committed is never written again.
#[test]
fn documents_of_version_1_are_read() {
    let frozen = include_str!("../../../../tests/fixtures/goal-documents-v1.json");
    let frozen: BTreeMap<String, String> = serde_json::from_str(frozen).unwrap();
    let (_folder, mut session) = wallet(&["battery-industry.jsonld"]);
    for (kind, name) in [("goal", "frozen"), ("decision", "decision-0001"), ("choices", "frozen")] {
        let document = vault::Document { name: name.to_owned(), text: frozen[kind].clone() };
        assert!(!session.open().unwrap().vault.keep(kind, &document).unwrap());
    }
    let goal = session.goal("frozen", &Asked::default()).unwrap();
    assert_eq!((goal.line.outlook, goal.unexpressed.len()), (Outlook::Met, 1));
    assert_eq!(goal.choices[0].chosen.as_deref(), Some("right"));
    assert_eq!(goal.fields[0].tiles[0].equivalence.as_deref(), Some("decision-0001"));
}

#[test]
fn rules_that_nothing_can_be_counted_by_are_not_taken_in() {
    let (_folder, mut session) = wallet(&[]);
    let mut rules: serde_json::Value = serde_json::from_slice(&rules("mine", "x")).unwrap();
    let floors = (1..=8).map(|level| json!({ "level_share": { "min_eqf": level, "credits": "1" } }));
    rules["root"]["credits"] = json!({ "min": "10", "max": "10" });
    rules["root"]["constraints"] = floors.collect();
    let fault = session.add_goal(&serde_json::to_vec(&rules).unwrap()).unwrap_err();
    assert_eq!((fault.code(), fault.detail()["reason"].as_str()), ("goal_not_counted", "too_many_measures"));
    assert!(session.goals(false).unwrap().goals.iter().all(|line| line.id != "mine"));
}
