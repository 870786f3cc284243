use std::time::Instant;

use vc::CheckResult;

use super::super::tests::{employer, read, sample, shown};
use super::*;
use crate::goals::catalogue;
use crate::session::Session;
use crate::{RoleSource, csv};

/// A role of the catalogue: eight outcomes, two of which the samples' badges prove between them.
const ROLE: &str = "example:card:cell-production-operator";

/// A unit of fifteen points, which is one of the samples.
const UNIT: &str = "107377";

fn desk(folder: &tempfile::TempDir, goal: &str) -> Session {
    let mut session = employer(folder);
    session.seek(RoleSource::Named(goal), false).unwrap();
    session
}

fn matched(session: &mut Session, name: &str) -> Match {
    shown(read(session, sample(name))).remove(0).matched.unwrap()
}

fn role(id: &str) -> Role {
    let rules = catalogue().iter().find(|rules| rules.qualification.id == id).unwrap().clone();
    Role::new(rules, false, Date::constant(2026, 11, 22)).unwrap()
}

#[test]
fn what_is_shown_meets_a_goal_or_lacks_something_or_cannot_be_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = desk(&folder, UNIT);
    for (name, outlook, credits, uncounted) in [
        ("battery-industry.jsonld", Outlook::Met, "0", 0),
        ("vehicle-units.jsonld", Outlook::NotMet, "15", 0),
        ("badge-flipped.json", Outlook::NotMet, "15", 0),
        // What it says is no award that could be counted: it may well be about the unit.
        ("diploma-shown.sd-jwt", Outlook::Unknown, "15", 1),
    ] {
        let matched = matched(&mut session, name);
        assert_eq!((matched.outlook, matched.uncounted), (outlook, uncounted), "{name}");
        assert_eq!(matched.missing.credits, credits, "{name}");
    }
    let goal = session.desk_goal(2).unwrap();
    assert_eq!((goal.line.outlook, goal.deficits.len()), (Outlook::NotMet, 1));
    assert_eq!(session.desk_goal(9).unwrap_err().code(), "showing_unknown");
}

#[test]
fn table_tells_how_far_each_goes() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = desk(&folder, UNIT);
    read(&mut session, sample("battery-industry.jsonld"));
    read(&mut session, b"Dear Sir");
    let table = csv(&session.desk_rows());
    let lines: Vec<&str> = table.lines().collect();
    assert!(
        lines[0].ends_with("goal,goal_version,goal_outlook,missing_mandatory,missing_number,missing_credits")
    );
    assert!(lines[1].contains(",107377,") && lines[1].ends_with(",met,0,0,0"), "{}", lines[1]);
    assert!(lines[2].ends_with(",,,,,"), "{}", lines[2]);
    assert!(session.desk_report(1).unwrap().contains("\"outlook\": \"met\""));

    session.seek(RoleSource::Named(ROLE), false).unwrap();
    let report = session.desk_report(1).unwrap();
    assert!(report.contains(ROLE) && report.starts_with("{\n  \"number\": 1,"), "{report}");
    session.seek_nothing();
    assert!(session.desk_rows().iter().all(|row| row.goal.is_none()));
    assert!(session.desk_report(1).unwrap().contains("\"matched\": null"));
}

#[test]
fn goal_stays_when_the_desk_is_cleared_and_goes_with_the_wallet() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = desk(&folder, UNIT);
    matched(&mut session, "battery-industry.jsonld");
    session.clear_desk();
    assert!(session.desk_matches().is_empty());
    assert_eq!(matched(&mut session, "battery-industry.jsonld").outlook, Outlook::Met);
    session.lock().unwrap();
    assert!(shown(read(&mut session, sample("battery-industry.jsonld"))).remove(0).matched.is_none());
}

#[test]
fn goal_comes_from_the_catalogue_or_a_file_and_from_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = desk(&folder, UNIT);
    assert_eq!(session.desk_goals().unwrap().len(), catalogue().len());
    let file = include_bytes!("../../../../../catalogue/example-card-cell-production-operator.json");
    assert_eq!(session.seek(RoleSource::File(file), false).unwrap().goal.id, ROLE);
    for (source, code) in [(RoleSource::Named("x"), "goal_unknown"), (RoleSource::File(b"{}"), "wrong_shape")]
    {
        assert_eq!(session.seek(source, false).unwrap_err().code(), code);
    }
    let again = session.seek(RoleSource::Current, true).unwrap();
    assert_eq!((again.goal.id.as_str(), again.count_unrecognised), (ROLE, true));
    let kept = matched(&mut session, "presentation.json");
    assert_eq!((kept.goal.as_str(), kept.missing.number), (ROLE, 7));
}

#[test]
fn providers_that_nobody_vouches_for_count_only_when_asked() {
    let mut session = employer(&tempfile::tempdir().unwrap());
    let mut report = shown(read(&mut session, sample("badge-workstation.json"))).remove(0).report;
    report.verdict = vc::Verdict::Unrecognised;
    let offer = Offer::of(&report);
    let rules = catalogue().iter().find(|rules| rules.qualification.id == ROLE).unwrap();
    let missing = |counted| {
        let role = Role::new(rules.clone(), counted, Date::constant(2026, 11, 22)).unwrap();
        role.matched(1, &offer).missing.number
    };
    assert_eq!((missing(false), missing(true)), (8, 7));
}

#[test]
fn credentials_count_together_only_when_they_are_about_one_person() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = desk(&folder, ROLE);
    let report = shown(read(&mut session, sample("presentation.json"))).remove(0).report;
    let outlook = |report: &Report| role(ROLE).matched(1, &Offer::of(report)).missing.number;
    assert!(report.nested.iter().all(|one| one.about_parent));
    assert_eq!(outlook(&report), 7);

    // Somebody else's badge in one's own presentation.
    let mut borrowed = report.clone();
    borrowed.nested[0].about_parent = false;
    borrowed.nested[0].report.claims.subject.id = Some("did:example:somebody-else".to_owned());
    let offer = Offer::of(&borrowed);
    let open: Vec<_> = offer.awards.iter().map(|award| award.verdict).collect();
    assert!(open.contains(&Verdict::Undetermined) && open.contains(&Verdict::Verified), "{open:?}");
    assert_eq!(role(ROLE).matched(1, &offer).outlook, Outlook::NotMet); // more is missing than it could prove

    // Nobody is said to show them, and they name nobody.
    let mut nobodys = report.clone();
    for one in &mut nobodys.nested {
        one.about_parent = false;
        one.report.claims.subject.id = None;
    }
    assert!(Offer::of(&nobodys).awards.iter().all(|award| award.verdict == Verdict::Undetermined));
    nobodys.nested.truncate(1);
    assert!(Offer::of(&nobodys).awards.iter().all(|award| award.verdict == Verdict::Verified));
}

#[test]
fn copy_that_ran_out_counts_nothing_and_one_that_is_not_proven_makes_it_unknown() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = desk(&folder, ROLE);
    assert_eq!(matched(&mut session, "presentation-stale.json").missing.number, 8);
    let report = shown(read(&mut session, sample("presentation.json"))).remove(0).report;
    for (outcome, verdict) in
        [(Outcome::Fail, Verdict::Invalid), (Outcome::Undetermined, Verdict::Undetermined)]
    {
        for check in [Check::Format, Check::Signature, Check::Validity, Check::Holder] {
            let mut changed = report.clone();
            let found = changed.checks.iter_mut().find(|one| one.check == check).unwrap();
            *found = CheckResult { outcome, ..found.clone() };
            let awards = Offer::of(&changed).awards;
            assert!(awards.iter().all(|award| award.verdict == verdict), "{check:?} {outcome:?}");
        }
    }
}

#[test]
fn five_hundred_showings_are_matched_with_another_goal() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = desk(&folder, UNIT);
    let names = ["presentation.json", "battery-industry.jsonld", "record.json", "diploma-shown.sd-jwt"];
    for number in 0..500 {
        read(&mut session, sample(names[number % names.len()]));
    }
    let start = Instant::now();
    session.seek(RoleSource::Named(ROLE), false).unwrap();
    println!("500 showings matched with another goal in {:?}", start.elapsed());
    let missing =
        |number: u16| session.desk_matches().iter().filter(|one| one.missing.number == number).count();
    assert_eq!((missing(5), missing(7), missing(8)), (125, 125, 250));
}
