use jiff::{Timestamp, ToSpan as _};
use samples::forge::{Controller, Prover, instant};
use serde_json::{Value, json};
use vc::Verdict;

use super::*;
use crate::fakes::ports;
use crate::goals::Asked;
use crate::history::What;

/// A badge of a provider, as short as can be.
struct Badge {
    provider: &'static str,
    title: &'static str,
    achievement: &'static str,
    learner: Option<&'static str>,
    from: &'static str,
    until: Option<&'static str>,
    /// Where its status would be found; nothing is found there.
    status: Option<&'static str>,
}

const AINO: &str = "did:key:z6MkkZzwwueRGkpHtA4CrMQtvLEioActujkj6gucPPugs8US";

/// Ends 30 days after the samples are judged.
const OLD: Badge = Badge {
    provider: "Hohtava Cells",
    title: "First aid at work",
    achievement: "https://hohtava.example/first-aid",
    learner: Some(AINO),
    from: "2024-12-22T09:00:00Z",
    until: Some("2026-12-22T09:00:00Z"),
    status: None,
};

/// The same course, two years on.
const NEW: Badge = Badge {
    from: "2026-11-02T09:00:00Z",
    until: Some("2028-11-02T09:00:00Z"),
    title: "First aid, anew",
    ..OLD
};

/// The same by name only.
const NAMED: Badge = Badge { title: OLD.title, achievement: "https://hohtava.example/first-aid-2026", ..NEW };

impl Badge {
    fn signed(&self) -> Vec<u8> {
        let provider = Controller::by_key(self.provider);
        let mut badge = json!({
            "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
            "id": format!("urn:uuid:{}-{}", self.achievement.len(), self.from),
            "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": self.title,
            "issuer": { "id": provider.did, "type": ["Profile"], "name": self.provider },
            "validFrom": self.from,
            "credentialSubject": { "type": ["AchievementSubject"], "achievement": {
                "id": self.achievement, "type": ["Achievement"], "name": self.title, "description": "Helps first",
                "criteria": { "narrative": "Two days" } } }
        });
        if let Some(learner) = self.learner {
            badge["credentialSubject"]["id"] = learner.into();
        }
        if let Some(until) = self.until {
            badge["validUntil"] = until.into();
        }
        if let Some(list) = self.status {
            badge["credentialStatus"] = json!({
                "id": format!("{list}#1"), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
                "statusListIndex": "1", "statusListCredential": list
            });
        }
        Prover::new(&provider.badges).prove(badge).to_string().into_bytes()
    }
}

/// A wallet in memory at a time, with these.
fn wallet_at(now: Timestamp, badges: &[Badge]) -> Session {
    let mut session = Session::new("nowhere".into(), ports(now));
    session.open_samples([], samples::TRUST_LIST, Vec::new().into_iter().collect()).unwrap();
    for badge in badges {
        assert_eq!(session.import(None, &badge.signed()).unwrap().taken.len(), 1);
    }
    session
}

fn wallet(badges: &[Badge]) -> Session {
    wallet_at(instant(samples::JUDGED_AT), badges)
}

fn record(session: &mut Session, until: Option<&str>) -> String {
    let all = session.list("", crate::Sort::Issued).unwrap().cards;
    all.into_iter().find(|card| card.valid_until.as_deref() == until).unwrap().record
}

fn old(session: &mut Session) -> String {
    record(session, OLD.until)
}

fn new(session: &mut Session) -> String {
    record(session, NEW.until)
}

/// The one that ends, of a wallet in which one does.
fn only(endings: Endings) -> Ending {
    let [ending] = <[Ending; 1]>::try_from(endings.endings).unwrap();
    ending
}

fn standing(badges: &[Badge]) -> (EndingStanding, usize) {
    let ending = only(wallet(badges).endings().unwrap());
    (ending.standing, ending.possible.len())
}

use EndingStanding::{Due, Renewed as Again, Snoozed};

#[test]
fn renewal_is_found_by_identifiers_and_told_once() {
    let mut session = wallet(&[OLD]);
    let ending = only(session.endings().unwrap());
    assert_eq!((ending.standing, ending.days, ending.card.title.as_str()), (Due, 30, OLD.title));
    session.import(None, &NEW.signed()).unwrap();
    let ending = only(session.endings().unwrap());
    let by = ending.renewed_by.unwrap();
    assert_eq!((ending.standing, by.card.title.as_str(), by.said), (Again, NEW.title, false));
    session.endings().unwrap();
    let told = session.history(None).unwrap().happenings;
    let told: Vec<_> = told.into_iter().filter(|one| one.what == What::Renewed).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].title.as_str(), told[0].record.clone()), (NEW.title, Some(new(&mut session))));
}

#[test]
fn what_never_ends_renews_too() {
    assert_eq!(standing(&[OLD, Badge { until: None, ..NEW }]), (Again, 0));
}

#[test]
fn name_alone_is_asked_about_and_the_answer_is_kept_and_taken_back() {
    let mut session = wallet(&[OLD, NAMED]);
    let ending = only(session.endings().unwrap());
    assert_eq!((ending.standing, ending.possible.len()), (Due, 1));
    let (old, new) = (old(&mut session), new(&mut session));
    let mut answer = |says| only(session.answer_renewal(&old, &new, says).unwrap());
    let ending = answer(Some(true));
    assert!(ending.standing == Again && ending.renewed_by.unwrap().said && ending.possible.is_empty());
    let ending = answer(Some(false));
    assert_eq!((ending.standing, ending.possible.len()), (Due, 0));
    let ending = answer(None);
    assert_eq!((ending.standing, ending.possible.len()), (Due, 1));
}

#[test]
fn learner_may_say_that_one_found_is_none() {
    let mut session = wallet(&[OLD, NEW]);
    let (old, new) = (old(&mut session), new(&mut session));
    assert_eq!(only(session.answer_renewal(&old, &new, Some(false)).unwrap()).standing, Due);
}

#[test]
fn others_are_no_renewals() {
    let other_provider = Badge { provider: "Instituto Técnico da Foz do Alcaide", ..NEW };
    let other_learner =
        Badge { learner: Some("did:key:z6MkjRsppr4xPHxtpjD1rDdgdCSUy6qTDfzPTpDpMZMfyNKP"), ..NEW };
    let other_course = Badge { title: "Fire safety", achievement: "https://hohtava.example/fire", ..NEW };
    let earlier = Badge { until: Some("2026-12-21T09:00:00Z"), ..OLD };
    let began_before = Badge { from: "2023-01-01T09:00:00Z", ..NEW };
    for (name, other) in [
        ("provider", other_provider),
        ("learner", other_learner),
        ("course", other_course),
        ("began before", began_before),
    ] {
        assert_eq!(standing(&[OLD, other]), (Due, 0), "{name}");
    }
    let mut session = wallet(&[OLD, earlier]);
    let endings = session.endings().unwrap().endings;
    assert_eq!(endings.iter().map(|one| one.days).collect::<Vec<_>>(), [29, 30]);
    assert_eq!((endings[0].standing, endings[1].standing), (Again, Due), "the one that lasts longer renews");
}

#[test]
fn what_names_no_learner_is_asked_about() {
    assert_eq!(standing(&[OLD, Badge { learner: None, ..NEW }]), (Due, 1));
    assert_eq!(standing(&[Badge { learner: None, ..OLD }, Badge { learner: None, ..NEW }]), (Due, 1));
}

#[test]
fn one_that_is_not_shown_to_hold_silences_nothing() {
    let unknown = Badge { status: Some("https://hohtava.example/status/9"), ..NEW };
    let mut session = wallet(&[OLD, unknown]);
    let ending = only(session.endings().unwrap());
    assert_eq!((ending.standing, ending.possible[0].verdict), (Due, Verdict::Undetermined));

    let forged = String::from_utf8(NEW.signed()).unwrap().replace("Two days", "Two weeks");
    let mut session = wallet(&[OLD]);
    session.import(None, forged.as_bytes()).unwrap();
    let ending = only(session.endings().unwrap());
    assert_eq!((ending.standing, ending.possible.len()), (Due, 0));
    let forged = record(&mut session, NEW.until);
    let old = old(&mut session);
    assert_eq!(session.answer_renewal(&old, &forged, Some(true)).unwrap_err().code(), "renewal_unlikely");
    assert_eq!(session.answer_renewal(&old, &old, Some(true)).unwrap_err().code(), "renewal_unlikely");
    assert_eq!(session.answer_renewal(&old, "nothing", Some(true)).unwrap_err().code(), "record_unknown");
}

#[test]
fn reminder_is_put_off_and_comes_back() {
    let mut session = wallet(&[OLD]);
    let old = old(&mut session);
    let ending = only(session.snooze_ending(&old, Some(14)).unwrap());
    assert_eq!((ending.standing, ending.snoozed_until.as_deref()), (Snoozed, Some("2026-12-06")));
    let ending = only(session.snooze_ending(&old, None).unwrap());
    assert_eq!((ending.standing, ending.snoozed_until), (Due, None));
    let ending = only(session.snooze_ending(&old, Some(9_999)).unwrap());
    assert_eq!(ending.snoozed_until.as_deref(), Some("2027-11-22"), "a year at most");
    assert_eq!(session.snooze_ending("nothing", Some(1)).unwrap_err().code(), "record_unknown");
}

#[test]
fn reminder_comes_so_many_days_before_the_end_and_stays_for_a_while_after_it() {
    let mut session = wallet(&[OLD]);
    assert_eq!(session.endings().unwrap().remind_days, Some(90));
    assert_eq!(session.remind_before_end(Some(29)).unwrap().endings, []);
    assert_eq!(session.remind_before_end(Some(30)).unwrap().endings.len(), 1);
    let never = session.remind_before_end(None).unwrap();
    assert_eq!(
        (never.remind_days, never.endings.len()),
        (None, 1),
        "never to be reminded is not never to be seen"
    );
    assert_eq!(session.remind_before_end(Some(0)).unwrap().remind_days, Some(1));

    let end = instant("2026-12-22T09:00:00Z");
    let days_after = |days: i64| wallet_at(end + (days * 24).hours(), &[OLD]).endings().unwrap().endings;
    assert_eq!((days_after(1)[0].days, days_after(1)[0].card.verdict), (-1, Verdict::Invalid));
    assert_eq!(days_after(91), []);
}

#[test]
fn what_was_put_away_or_is_bad_anyhow_is_not_listed() {
    let mut session = wallet(&[OLD]);
    let old = old(&mut session);
    session.archive(&[old], true).unwrap();
    assert_eq!(session.endings().unwrap().endings, []);
    let mut session = wallet(&[]);
    let forged = String::from_utf8(OLD.signed()).unwrap().replace("Two days", "Two weeks");
    session.import(None, forged.as_bytes()).unwrap();
    assert_eq!(session.endings().unwrap().endings, []);
}

#[test]
fn what_is_deleted_is_forgotten() {
    let mut session = wallet(&[OLD, NAMED]);
    let (old, new) = (old(&mut session), new(&mut session));
    session.answer_renewal(&old, &new, Some(true)).unwrap();
    session.snooze_ending(&old, Some(7)).unwrap();
    session.delete(&new).unwrap();
    let ending = only(session.endings().unwrap());
    assert_eq!((ending.standing, ending.renewed_by), (Snoozed, None));
    let kept = session.open().unwrap().vault.kept("renewal").unwrap();
    assert!(kept.len() == 1 && !kept[0].text.contains(&new), "{}", kept[0].text);
    session.delete(&old).unwrap();
    assert_eq!(session.open().unwrap().vault.kept("renewal").unwrap().len(), 0);
}

/// Rules that ask for units with these codes.
fn rules(codes: &[&str]) -> Vec<u8> {
    let unit = |(place, code): (usize, &&str)| json!({ "unit": { "id": format!("u{place}"), "code": code, "name": { "en": "A unit" }, "mandatory": true } });
    let units: Vec<Value> = codes.iter().enumerate().map(unit).collect();
    let rules = json!({
        "format": "tessera-qualification/1", "id": "mine", "title": { "en": "Mine" }, "version": "1",
        "in_force": { "from": null, "to": null }, "credit_framework": "none",
        "source": { "url": "https://example.org/rules", "retrieved": "2026-11-01", "licence": "CC0-1.0" },
        "root": { "id": "root", "logical": "all", "targets": units }
    });
    serde_json::to_vec(&rules).unwrap()
}

fn tolls(session: &mut Session) -> Vec<GoalAfter> {
    session.add_goal(&rules(&[OLD.achievement])).unwrap();
    let tolls = session.endings_in_goals(false).unwrap();
    tolls.into_iter().flat_map(|toll| toll.goals).filter(|goal| goal.id == "mine").collect()
}

#[test]
fn goal_is_said_to_be_met_until_the_end_and_after_it_where_there_is_a_renewal() {
    use stack::Outlook::{Met, NotMet};
    let mut session = wallet(&[OLD]);
    let lost = tolls(&mut session);
    assert_eq!(lost.len(), 1);
    assert_eq!((lost[0].outlook, lost[0].outlook_after, lost[0].until.as_str()), (Met, NotMet, "2026-12-22"));
    let mut session = wallet(&[OLD, NEW]);
    assert_eq!(tolls(&mut session), []);
    let goal =
        session.goal("mine", &Asked { on: Some("2027-01-01".to_owned()), ..Asked::default() }).unwrap();
    assert_eq!(goal.line.outlook, Met, "the renewal counts in its place");
}

#[test]
fn learners_yes_keeps_the_old_one_from_counting_beside_the_new_and_adds_nothing() {
    use stack::Outlook::{Met, NotMet};
    let mut session = wallet(&[OLD, NAMED]);
    let (old, new) = (old(&mut session), new(&mut session));
    session.add_goal(&rules(&[OLD.achievement, NAMED.achievement])).unwrap();
    let outlook = |session: &mut Session| session.goal("mine", &Asked::default()).unwrap().line.outlook;
    assert_eq!(outlook(&mut session), Met);
    session.answer_renewal(&old, &new, Some(true)).unwrap();
    assert_eq!(outlook(&mut session), NotMet, "one unit twice is one unit");
    let goal = session.goal("mine", &Asked::default()).unwrap();
    assert!(goal.awards.iter().all(|award| award.codes.iter().all(|code| code.starts_with("https:"))));

    // What the old one is known by, the new one does not come to be known by.
    session.add_goal(&rules(&[OLD.achievement])).unwrap();
    let later = Asked { on: Some("2027-01-01".to_owned()), ..Asked::default() };
    assert_eq!(session.goal("mine", &later).unwrap().line.outlook, NotMet);
}
