//! National rules as published, when the data is at hand.

use std::path::PathBuf;

use stack::{
    Award, AwardId, Equivalence, NodeId, Outlook, Policy, Qualification, Question, check,
    import::{Imported, Provenance, Untold, read},
    qualification::{Condition, Target},
};

use crate::rules::{award, awards};

/// A file of the shared data.
fn file(name: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("TESSERA_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let found = std::fs::read(root.join("qualifications/eperusteet").join(name)).ok();
    if found.is_none() {
        println!("skipped: 1 cases, no data");
    }
    found
}

fn import(name: &str) -> Option<Vec<Imported>> {
    let provenance = Provenance {
        retrieved: "2026-11-22".parse().expect("a date"),
        licence: "EUPL-1.1-or-later".to_owned(),
    };
    Some(read(&file(name)?, &provenance).expect("an ePerusteet structure"))
}

fn vehicle_sector() -> Option<Qualification> {
    import("rakenne-autoalan-perustutkinto2017.json").map(|mut all| all.remove(0).qualification)
}

/// Groups, units and open slots anywhere below.
fn count(condition: &Condition) -> [usize; 3] {
    condition.targets.iter().fold([1, 0, 0], |[groups, units, slots], target| match target {
        Target::Condition(nested) => {
            let [more, more_units, more_slots] = count(nested);
            [groups + more, units + more_units, slots + more_slots]
        }
        Target::Unit(_) => [groups, units + 1, slots],
        Target::OpenSlot(_) => [groups, units, slots + 1],
        Target::Outcomes(_) => [groups, units, slots],
    })
}

/// What the mechanic of the landscape has: 180 points, the battery unit among them.
pub(crate) fn mechanic() -> Vec<Award> {
    let own = [
        ("service", "105705", "45"),
        ("repair", "105703", "45"),
        ("electrical", "105730", "15"),
        ("tyres", "105728", "15"),
        ("battery", "107377", "15"),
        ("university", "uni-course", "10"),
        ("communication", "400012", "11"),
        ("mathematics", "400013", "6"),
        ("society", "400014", "9"),
        ("optional", "common-optional", "9"),
    ];
    awards(&own)
}

#[test]
fn the_vehicle_sector_is_read_whole() {
    let Some(mut all) = import("rakenne-autoalan-perustutkinto2017.json") else { return };
    let Imported { qualification, unexpressed } = all.remove(0);
    assert!(all.is_empty());
    assert_eq!((qualification.id.as_str(), qualification.version.as_str()), ("OPH-2762-2017", "2017"));
    assert_eq!(qualification.in_force.from, Some("2018-08-01".parse().expect("a date")));
    assert_eq!(qualification.title["sv"], "Grundexamen inom bilbranschen");
    // The 46 groups of the file are 21 groups and 25 slots; the choice among the fields is one group more.
    let [groups, units, slots] = count(&qualification.root);
    assert_eq!((groups + slots, slots), (46 + 1, 25));
    assert!(units > 46);
    for what in [Untold::RuleInWords, Untold::SlotContent, Untold::PartsOfUnit] {
        assert!(unexpressed.iter().any(|one| one.what == what), "{what:?}");
    }
    let again =
        Qualification::from_json(&serde_json::to_vec(&qualification).expect("JSON")).expect("our own format");
    assert_eq!(again, qualification);
}

#[test]
fn the_vehicle_sector_comes_to_180_with_the_battery_unit_in_a_slot_for_others() {
    let Some(qualification) = vehicle_sector() else { return };
    let (awards, policy) = (mechanic(), Policy::on("2026-11-22".parse().expect("a date")));
    let question =
        Question { qualification: &qualification, awards: &awards, equivalences: &[], policy: &policy };
    let plan = stack::solve(&question).expect("a plan");
    assert_eq!((plan.result, plan.credits.to_string().as_str()), (Outlook::Met, "180"));
    assert!(plan.proven_best && plan.deficits.is_empty() && plan.unused.is_empty());
    let place =
        plan.assignment.iter().find(|one| one.award == AwardId("battery".to_owned())).expect("it counts");
    assert!(is_slot(&qualification.root, &place.target));
    check::check(&question, &plan).expect("confirmed");
}

#[test]
fn without_tyres_15_points_are_missing_and_named() {
    let Some(qualification) = vehicle_sector() else { return };
    let mut awards = mechanic();
    awards.retain(|award| award.id.0 != "tyres");
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let question =
        Question { qualification: &qualification, awards: &awards, equivalences: &[], policy: &policy };
    let plan = stack::solve(&question).expect("a plan");
    assert_eq!((plan.result, plan.credits.to_string().as_str()), (Outlook::NotMet, "165"));
    assert_eq!(plan.missing_credits.to_string(), "15");
    assert!(
        plan.deficits.iter().all(|deficit| deficit.missing_credits.to_string() == "15"),
        "{:#?}",
        plan.deficits
    );
    assert_eq!(plan.deficits.first().map(|deficit| deficit.condition.0.as_str()), Some("root"));
    assert_eq!(check::check(&question, &plan), Ok(check::Confirmed::NotMet));
    assert_eq!(plan.next_steps.len(), 3);
    for step in &plan.next_steps {
        assert_eq!((step.cost.to_string().as_str(), step.add.len()), ("15", 1));
        let mut more = awards.clone();
        let code = step.add[0].code.as_deref().expect("a unit is proposed before an open slot");
        more.push(award("earned", code, "15"));
        let plan = stack::solve(&Question { awards: &more, ..question }).expect("a plan");
        assert_eq!(plan.result, Outlook::Met);
    }
}

#[test]
fn a_unit_of_20_points_is_refused_by_the_slot() {
    let Some(qualification) = vehicle_sector() else { return };
    let mut awards = mechanic();
    awards.iter_mut().filter(|award| award.id.0 == "battery").for_each(|award| {
        award.credits.as_mut().expect("credits").value = stack::Credits::whole(20);
    });
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let plan = stack::solve(&Question {
        qualification: &qualification,
        awards: &awards,
        equivalences: &[],
        policy: &policy,
    });
    let plan = plan.expect("a plan");
    // Only the slot for further studies takes up to 25 points; with it, no sum comes to the 55 that are asked.
    assert_eq!((plan.result, plan.missing_credits.to_string().as_str()), (Outlook::NotMet, "5"));
    let held = plan.assignment.iter().find(|one| one.award.0 == "battery");
    assert!(
        held.is_none_or(|one| slot_max(&qualification.root, &one.target) == Some(stack::Credits::whole(25)))
    );
}

#[test]
fn two_awards_of_9_points_find_the_only_way_to_fit() {
    let Some(qualification) = vehicle_sector() else { return };
    let mut awards = mechanic();
    awards.retain(|award| award.id.0 != "university" && award.id.0 != "battery");
    // 55 = 15 + 15 + 9 + 16: one of the nines must leave the common units, where exactly 9 are asked.
    awards.push(award("nine", "another-nine", "9"));
    awards.push(award("sixteen", "sixteen", "16"));
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let question =
        Question { qualification: &qualification, awards: &awards, equivalences: &[], policy: &policy };
    let plan = stack::solve(&question).expect("a plan");
    assert_eq!(plan.result, Outlook::Met, "{plan:#?}");
    check::check(&question, &plan).expect("confirmed");
    let first = serde_json::to_string(&plan).expect("JSON");
    for turn in 0..1_000 {
        let number = awards.len();
        awards.swap(turn % number, (turn * 7 + 3) % number);
        let shuffled =
            Question { qualification: &qualification, awards: &awards, equivalences: &[], policy: &policy };
        let again = stack::solve(&shuffled).expect("a plan");
        assert_eq!(serde_json::to_string(&again).expect("JSON"), first);
    }
}

#[test]
fn hairdressing_has_two_structures() {
    let Some(all) = import("rakenne-hiusalan-perustutkinto.json") else { return };
    let ids: Vec<_> = all.iter().map(|one| one.qualification.id.as_str()).collect();
    assert_eq!(ids, ["43/011/2014/ops", "43/011/2014/naytto"]);
    let [school, trial] = [&all[0].qualification, &all[1].qualification];
    assert_eq!(school.root.credits.and_then(|range| range.max), Some(stack::Credits::whole(180)));
    // Five vocational units and four common ones are mandatory.
    assert_eq!(units_of(school).iter().filter(|unit| unit.1).count(), 9);
    // By trial: five mandatory units and one more, by number.
    let units: Vec<_> = units_of(trial).into_iter().map(|(code, _)| code).collect();
    let made: Vec<Award> = units.iter().take(6).map(|code| award(code, code, "15")).collect();
    let policy = Policy::on("2026-11-22".parse().expect("a date"));
    let none: [Equivalence; 0] = [];
    let question = Question { qualification: trial, awards: &made, equivalences: &none, policy: &policy };
    assert_eq!(stack::solve(&question).expect("a plan").result, Outlook::Met);
    let question = Question { awards: &made[..5], ..question };
    let plan = stack::solve(&question).expect("a plan");
    assert_eq!((plan.result, plan.bound.number), (Outlook::NotMet, 1));
}

#[test]
fn a_file_without_structure_gives_nothing() {
    let stub = br#"{"id": 1, "nimi": {"fi": "x"}, "suoritustavat": [{"suoritustapakoodi": "reformi"}]}"#;
    let provenance =
        Provenance { retrieved: "2026-11-22".parse().expect("a date"), licence: "none".to_owned() };
    assert_eq!(read(stub, &provenance).expect("a stub").len(), 0);
}

fn units_of(qualification: &Qualification) -> Vec<(String, bool)> {
    fn walk(condition: &Condition, found: &mut Vec<(String, bool)>) {
        for target in &condition.targets {
            match target {
                Target::Unit(unit) => found.push((unit.code.clone(), unit.mandatory)),
                Target::Condition(nested) => walk(nested, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(&qualification.root, &mut found);
    found
}

fn slot_max(condition: &Condition, id: &NodeId) -> Option<stack::Credits> {
    condition.targets.iter().find_map(|target| match target {
        Target::OpenSlot(slot) if slot.id == *id => slot.credits.max,
        Target::Condition(nested) => slot_max(nested, id),
        _ => None,
    })
}

fn is_slot(condition: &Condition, id: &NodeId) -> bool {
    condition.targets.iter().any(|target| match target {
        Target::OpenSlot(slot) => slot.id == *id,
        Target::Condition(nested) => is_slot(nested, id),
        _ => false,
    })
}
