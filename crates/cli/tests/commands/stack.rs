//! `tessera stack`, on the real program.

use std::fs;
use std::process::Output;

use serde_json::{Value, json};

use crate::desk::{AT, Desk};

const VEHICLE: &str = "OPH-2762-2017";

impl Desk {
    /// One with the awards of a mechanic.
    fn with_awards() -> Self {
        let desk = Self::bare();
        desk.write("awards.json", samples::VEHICLE_AWARDS);
        desk
    }

    /// Writes the awards after a change.
    fn awards(&self, name: &str, change: impl FnOnce(&mut Vec<Value>)) {
        let mut awards: Vec<Value> = serde_json::from_slice(samples::VEHICLE_AWARDS).unwrap();
        change(&mut awards);
        self.write(name, &serde_json::to_vec(&awards).unwrap());
    }

    /// Counts awards toward the vehicle sector.
    fn vehicle(&self, awards: &str, more: &[&str]) -> (i32, Value) {
        let fixed = ["stack", "--qualification", VEHICLE, "--awards", awards, "--at", AT, "--json"];
        one(&self.run(&[&fixed, more].concat()))
    }
}

/// Makes a report untrue.
type Spoil = fn(&mut Value);

/// The exit code and the only line.
fn one(output: &Output) -> (i32, Value) {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(text.lines().count(), 1, "{text}{complaint}");
    (output.status.code().unwrap(), serde_json::from_str(&text).unwrap())
}

fn refusal(output: &Output) -> (i32, String) {
    assert!(output.stdout.is_empty());
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn find<'v>(plan: &'v Value, list: &str, award: &str) -> Option<&'v Value> {
    plan[list].as_array().unwrap().iter().find(|one| one["award"] == award)
}

fn without(id: &str) -> impl Fn(&mut Vec<Value>) {
    move |awards| awards.retain(|award| award["id"] != id)
}

#[test]
fn vehicle_sector_with_the_samples_is_met_with_the_battery_unit_in_the_slot_for_others() {
    let (code, plan) = Desk::with_awards().vehicle("awards.json", &[]);
    assert_eq!(code, 0);
    assert_eq!((&plan["result"], &plan["credits"]), (&json!("met"), &json!("180")));
    assert_eq!(find(&plan, "assignment", "battery").unwrap()["target"], "1722/other");
    assert!(plan["unused"].as_array().unwrap().is_empty());
    let keys: Vec<&String> = plan.as_object().unwrap().keys().collect();
    assert!(keys.contains(&&"inputs_sha256".to_owned()) && keys.contains(&&"report".to_owned()), "{keys:?}");
}

#[test]
fn without_tyre_work_fifteen_points_are_missing_and_named() {
    let desk = Desk::with_awards();
    desk.awards("fewer.json", without("tyres"));
    let (code, plan) = desk.vehicle("fewer.json", &[]);
    assert_eq!((code, &plan["result"], &plan["credits"]), (1, &json!("not_met"), &json!("165")));
    let deficits = plan["deficits"].as_array().unwrap();
    let optional = deficits.iter().find(|one| one["condition"] == "1722-optional").unwrap();
    assert_eq!(optional["missing_credits"], "15");
    let step = &plan["next_steps"][0];
    assert_eq!(step["cost"], "15");
    let target = step["add"][0]["target"].as_str().unwrap();
    assert!(target.starts_with("1722/"), "{step}");

    let text = desk.run(&["stack", "--qualification", VEHICLE, "--awards", "fewer.json", "--at", AT]);
    let said = String::from_utf8(text.stdout).unwrap();
    for expected in
        ["NOT MET", "165 of 180 points meet the rules", "Optional units: 15 points", "for the competent body"]
    {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn a_unit_of_twenty_points_is_refused_by_the_slot() {
    let desk = Desk::with_awards();
    desk.awards("large.json", |awards| {
        awards.retain(|award| award["id"] != "tyres" && award["id"] != "battery");
        let mut large = awards[0].clone();
        large["id"] = json!("large");
        large["codes"] = json!(["999999"]);
        large["credits"]["value"] = json!("20");
        awards.push(large);
    });
    let (code, plan) = desk.vehicle("large.json", &[]);
    assert_eq!(code, 1);
    let place = find(&plan, "assignment", "large").map(|one| one["target"].as_str().unwrap());
    assert_ne!(place, Some("1722/other"), "a unit of another qualification has 15 points at most");
    if place.is_none() {
        assert_eq!(find(&plan, "unused", "large").unwrap()["reason"], "credits_above_target");
    }
}

#[test]
fn same_awards_in_another_order_give_the_same_bytes() {
    let desk = Desk::with_awards();
    let run = |name: &str| {
        desk.run(&["stack", "--qualification", VEHICLE, "--awards", name, "--at", AT, "--json"]).stdout
    };
    let first = run("awards.json");
    for turn in 1..10 {
        desk.awards("turned.json", |awards| awards.rotate_left(turn));
        assert!(run("turned.json") == first, "{turn}");
    }
}

#[test]
fn what_is_not_known_is_never_met() {
    let desk = Desk::with_awards();
    desk.awards("unknown.json", |awards| awards[3]["verdict"] = json!("undetermined"));
    let (code, plan) = desk.vehicle("unknown.json", &[]);
    assert_eq!((code, &plan["result"]), (2, &json!("unknown")));
    assert_eq!(find(&plan, "unused", "tyres").unwrap()["reason"], "verdict_unknown");
}

#[test]
fn saved_report_is_confirmed_and_a_changed_one_refused() {
    let desk = Desk::with_awards();
    desk.awards("fewer.json", without("tyres"));
    for name in ["awards.json", "fewer.json"] {
        let (_, plan) = desk.vehicle(name, &[]);
        desk.write("report.json", &serde_json::to_vec(&plan).unwrap());
        let (code, checked) = one(&desk.run(&["stack", "--check", "report.json", "--json"]));
        assert_eq!(
            (code, &checked["check"], &checked["confirmed"]),
            (0, &json!("confirmed"), &plan["result"])
        );
        let (code, _) = one(&desk.run(&[
            "stack",
            "--check",
            "report.json",
            "--qualification",
            VEHICLE,
            "--awards",
            name,
            "--json",
        ]));
        assert_eq!(code, 0, "with the awards beside it");
    }

    let (_, honest) = desk.vehicle("fewer.json", &[]);
    let spoilt: [(&str, Spoil); 5] = [
        ("wrong_result", |plan| plan["result"] = json!("met")),
        ("wrong_sum", |plan| plan["credits"] = json!("180")),
        ("other_inputs", |plan| plan["report"]["awards"][0]["grade"] = json!("5")),
        ("wrong_credits", |plan| plan["assignment"][0]["credits"] = json!("60")),
        ("award_lost", |plan| drop(plan["assignment"].as_array_mut().unwrap().pop())),
    ];
    for (fault, spoil) in spoilt {
        let mut plan = honest.clone();
        spoil(&mut plan);
        desk.write("spoilt.json", &serde_json::to_vec(&plan).unwrap());
        let (code, checked) = one(&desk.run(&["stack", "--check", "spoilt.json", "--json"]));
        assert_eq!((code, &checked["check"]), (1, &json!("refused")), "{fault}");
        let found = checked["faults"].as_array().unwrap().iter().any(|one| one["code"] == fault);
        assert!(found, "{fault}: {checked}");
    }
}

#[test]
fn plan_without_its_awards_is_checked_with_those_given() {
    let desk = Desk::with_awards();
    let (_, mut plan) = desk.vehicle("awards.json", &[]);
    plan.as_object_mut().unwrap().remove("report");
    desk.write("plan.json", &serde_json::to_vec(&plan).unwrap());
    let (code, said) = refusal(&desk.run(&["stack", "--check", "plan.json", "--json"]));
    assert!(code == 64 && said.contains("awards_missing"), "{code} {said}");
    let given = ["stack", "--check", "plan.json", "--awards", "awards.json", "--at", AT, "--json"];
    assert_eq!(one(&desk.run(&given)).0, 0);
}

#[test]
fn specialisation_is_chosen_by_id_or_name_and_what_fits_elsewhere_says_so() {
    let desk = Desk::with_awards();
    for name in ["1719", "Vehicle body repair", "autokorinkorjauksen osaamisala"] {
        let (code, plan) = desk.vehicle("awards.json", &["--specialisation", name]);
        assert_eq!((code, &plan["result"]), (1, &json!("not_met")), "{name}");
        assert_eq!(plan["report"]["choices"], json!({ "field": "1719" }));
        desk.write("report.json", &serde_json::to_vec(&plan).unwrap());
        assert_eq!(one(&desk.run(&["stack", "--check", "report.json", "--json"])).0, 0, "{name}");
    }
    let (code, said) = refusal(&desk.run(&[
        "stack",
        "--qualification",
        VEHICLE,
        "--awards",
        "awards.json",
        "--specialisation",
        "1718",
    ]));
    assert!(code == 64 && said.contains("goal_part_unknown"), "{code} {said}");
}

#[test]
fn a_decision_counts_only_when_it_is_switched_on() {
    let desk = Desk::with_awards();
    desk.awards("foreign.json", |awards| {
        awards[3]["codes"] = json!(["cz-tyres"]);
        awards[3]["credits"]["framework"] = json!("cz-hour");
    });
    let decision = |enabled: bool| {
        json!([{
            "id": "d1", "from": "cz-tyres", "to": "105728",
            "credits": { "value": "15", "framework": "fi-competence-point" },
            "decided_by": "Pohjankaari Vocational College", "date": "2026-09-01",
            "evidence": "Decision 17/2026", "enabled": enabled
        }])
    };
    for (enabled, expected) in [(false, "not_met"), (true, "met")] {
        desk.write("decisions.json", &serde_json::to_vec(&decision(enabled)).unwrap());
        let (_, plan) = desk.vehicle("foreign.json", &["--equivalences", "decisions.json"]);
        assert_eq!(plan["result"], expected, "{enabled}");
        let used = find(&plan, "assignment", "tyres").map(|one| one["equivalence"].clone());
        assert_eq!(used, enabled.then(|| json!("d1")));
    }
    let said = desk.run(&[
        "stack",
        "--qualification",
        VEHICLE,
        "--awards",
        "foreign.json",
        "--equivalences",
        "decisions.json",
        "--at",
        AT,
    ]);
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(
        said.contains("cz-tyres stands for 105728: Pohjankaari Vocational College, 1 September 2026"),
        "{said}"
    );
}

#[test]
fn page_is_whole_and_hostile_text_stays_text() {
    let desk = Desk::with_awards();
    desk.awards("hostile.json", |awards| {
        awards[3]["title"] = json!("</td><script src=https://evil.example>\u{202e}'\"");
        awards[4]["awarded_by"] = json!("<img src=x onerror=alert(1)>");
    });
    desk.vehicle("hostile.json", &["--html", "report.html"]);
    let page = fs::read_to_string(desk.path("report.html")).unwrap();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">") && page.ends_with("</html>\n"));
    assert!(
        page.contains("default-src 'none'")
            && page.contains("Whether the qualification is awarded is for the competent body")
    );
    for forbidden in ["<script", "<img", "<a ", "<link", "src=\"", "href="] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("&lt;script src=https://evil.example&gt;"));
    let (_, plan) = desk.vehicle("hostile.json", &[]);
    assert!(page.contains(plan["inputs_sha256"].as_str().unwrap()));
}

#[test]
fn bad_input_is_told_with_its_place_and_code() {
    let desk = Desk::with_awards();
    desk.write("broken.json", b"{\"format\":\n  nonsense}");
    desk.write("colour.json", b"{\"format\":\"tessera-qualification/1\",\"colour\":\"red\"}");
    desk.write("award.json", b"[{\"id\":\"a\",\"kind\":\"magic\",\"verdict\":\"verified\"}]");
    desk.write("empty.json", b"");
    let cases: [(&[&str], i32, &str, &str); 7] = [
        (&["--qualification", "broken.json"], 65, "line 2", "wrong_shape"),
        (&["--qualification", "colour.json"], 65, "colour", "wrong_shape"),
        (&["--qualification", "empty.json"], 65, "empty.json", "wrong_shape"),
        (&["--qualification", "nowhere"], 64, "nowhere", "goal_unknown"),
        (&["--qualification", "nowhere.json"], 74, "nowhere.json", "not_found"),
        (&["--qualification", VEHICLE, "--awards", "award.json"], 65, "/0/kind", "wrong_shape"),
        (&["--check", "colour.json"], 65, "colour.json", "wrong_shape"),
    ];
    for (arguments, expected, place, what) in cases {
        let awards: &[&str] =
            if arguments.contains(&"--awards") { &[] } else { &["--awards", "awards.json"] };
        let (code, said) = refusal(&desk.run(&[&["stack"], arguments, awards].concat()));
        assert_eq!(code, expected, "{arguments:?}: {said}");
        assert!(said.contains(place) && said.contains(what), "{arguments:?}: {said}");
    }
}

#[test]
fn catalogue_is_listed_the_nearest_first() {
    let desk = Desk::with_awards();
    let output = desk.run(&["stack", "--awards", "awards.json", "--at", AT, "--json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(output.status.success() && lines.len() >= 10);
    let met: Vec<bool> = lines.iter().map(|line| line["outlook"] == "met").collect();
    assert!(met.is_sorted_by(|a, b| a >= b) && met[0], "{met:?}");
    assert!(lines.iter().any(|line| line["id"] == VEHICLE && line["needed"] == "180"));
    assert!(lines.iter().any(|line| line["standing"] == "draft_not_authoritative"));
}

#[test]
fn credentials_in_the_wallet_are_counted_with_their_verdicts() {
    let desk = Desk::with_awards();
    desk.write("passphrase", b"four words in a row\n");
    desk.write("trust.json", samples::TRUST_LIST);
    for name in
        ["vehicle-units.jsonld", "battery-industry.jsonld", "battery-passport.jsonld", "expired.jsonld"]
    {
        let sample = samples::SAMPLES.iter().find(|sample| sample.name == name).unwrap();
        desk.write(&format!("in/{name}"), sample.bytes);
    }
    let judged = ["--offline", "--trust", "trust.json", "--at", AT, "--json"];
    let imported = desk.run(&[&["import", "in"], &judged[..]].concat());
    assert_eq!(imported.status.code(), Some(1), "one of them is expired");

    let count =
        |more: &[&str]| one(&desk.run(&[&["stack", "--qualification", VEHICLE], &judged[..], more].concat()));
    let (code, plan) = count(&["--html", "report.html"]);
    assert_eq!((code, &plan["result"], &plan["credits"]), (0, &json!("met"), &json!("180")));
    let reasons: Vec<&str> =
        plan["unused"].as_array().unwrap().iter().map(|one| one["reason"].as_str().unwrap()).collect();
    assert!(reasons.contains(&"credential_invalid"), "{reasons:?}");
    let evidence = plan["report"]["credentials"].as_array().unwrap();
    assert_eq!(evidence.len(), 4);
    let expired = evidence.iter().find(|one| one["verdict"] == "invalid").unwrap();
    assert_eq!((&expired["check"], &expired["code"]), (&json!("validity"), &json!("expired")));
    desk.write("report.json", &serde_json::to_vec(&plan).unwrap());
    assert_eq!(one(&desk.run(&["stack", "--check", "report.json", "--json"])).0, 0);

    // Nobody trusted vouches for them now: the same credentials no longer count.
    let untrusted = ["stack", "--qualification", VEHICLE, "--offline", "--at", AT, "--json"];
    let (code, plan) = one(&desk.run(&untrusted));
    assert_eq!(
        (code, &plan["credits"]),
        (if plan["result"] == "unknown" { 2 } else { 1 }, &json!("0")),
        "{plan}"
    );
}

/// A report as the first version wrote it. What is committed is never written again.
#[test]
fn report_of_version_1_is_still_confirmed() {
    let desk = Desk::with_awards();
    desk.write("rules.json", include_bytes!("../../../../tests/fixtures/goal-rules-v1.json"));
    desk.write("report.json", include_bytes!("../../../../tests/fixtures/goal-report-v1.json"));
    let (code, checked) =
        one(&desk.run(&["stack", "--qualification", "rules.json", "--check", "report.json", "--json"]));
    assert_eq!((code, &checked["confirmed"]), (0, &json!("met")), "{checked}");
}
