//! What counting costs: one qualification, many simple ones, and a whole catalogue.

use std::{
    collections::HashMap,
    hint::black_box,
    time::{Duration, Instant},
};

use stack::{Award, Budget, Policy, Qualification, Question};

/// Prints the rows.
pub(crate) fn count() {
    println!("\n{:<52} {:>10} {:>10} {:>10}", "stacking", "median", "p99", "limit");
    vehicle_sector();
    simple_kind();
    scan();
}

/// The national vehicle sector with 200 awards: most of its own units, the rest free credits.
fn vehicle_sector() {
    let rules = Qualification::from_json(include_bytes!("../../catalogue/fi-vehicle-sector-2017.json"))
        .expect("rules");
    let policy = policy();
    let codes = units(&rules);
    let times = (0..200).map(|seed| {
        let awards = wallet(200, seed, &codes);
        let question =
            Question { qualification: &rules, awards: &awards, equivalences: &[], policy: &policy };
        let start = Instant::now();
        black_box(stack::solve(&question).expect("a plan"));
        start.elapsed()
    });
    row("vehicle sector, 200 awards, whole plan", times.collect(), "50 ms");
}

/// 100 lists of ten units each, 1,000 awards, beside looking every code up in a hash map.
fn simple_kind() {
    let codes: Vec<(String, u32)> = (0..1_000).map(|number| (format!("code-{number}"), 5)).collect();
    let catalogue: Vec<Qualification> = (0..100).map(|number| list(&codes[number * 10..][..10])).collect();
    let awards: Vec<Award> = codes.iter().map(|(code, credits)| award(code, code, *credits)).collect();
    let policy = policy();
    let times = (0..50).map(|_| {
        let start = Instant::now();
        let near = stack::scan(&catalogue, &awards, &[], &policy, &Budget::default()).expect("a scan");
        assert!(black_box(near).iter().all(|one| one.result == stack::Outlook::Met));
        start.elapsed()
    });
    row("1,000 awards x 100 simple qualifications", times.collect(), "3 ms");
    let times = (0..50).map(|_| {
        let start = Instant::now();
        let by_code: HashMap<&str, &Award> =
            awards.iter().map(|award| (award.codes[0].as_str(), award)).collect();
        let found = codes.iter().filter(|(code, _)| by_code.contains_key(code.as_str())).count();
        assert_eq!(black_box(found), 1_000);
        start.elapsed()
    });
    row("  of that, only looking up codes", times.collect(), "-");
}

/// What do I almost have: the vehicle sector and lists, 1,000 in all, with 200 awards.
fn scan() {
    let rules = Qualification::from_json(include_bytes!("../../catalogue/fi-vehicle-sector-2017.json"))
        .expect("rules");
    let codes = units(&rules);
    let all: Vec<Qualification> = (0..1_000)
        .map(|number| if number % 10 == 0 { rules.clone() } else { list(&codes[number % 30..][..10]) })
        .collect();
    let (awards, policy) = (wallet(200, 7, &codes), policy());
    let times = (0..3).map(|_| {
        let start = Instant::now();
        black_box(stack::scan(&all, &awards, &[], &policy, &Budget::default()).expect("a scan"));
        start.elapsed()
    });
    row("scan of 1,000 qualifications, 200 awards", times.collect(), "2 s");
}

fn row(job: &str, mut times: Vec<Duration>, limit: &str) {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    println!("{job:<52} {:>7.2} ms {:>7.2} ms {limit:>10}", at(50), at(99));
}

fn policy() -> Policy {
    Policy::on("2026-11-22".parse().expect("a date"))
}

/// Codes and credits of the units, each once.
fn units(rules: &Qualification) -> Vec<(String, u32)> {
    let text = serde_json::to_value(rules).expect("JSON");
    let mut found = Vec::new();
    let mut rest = vec![&text];
    while let Some(value) = rest.pop() {
        match value {
            serde_json::Value::Object(members) => {
                if let (Some(code), Some(min)) = (members.get("code"), value.pointer("/credits/min")) {
                    let credits = min.as_str().and_then(|min| min.parse().ok()).expect("whole credits");
                    found.push((code.as_str().expect("a code").to_owned(), credits));
                }
                rest.extend(members.values());
            }
            serde_json::Value::Array(values) => rest.extend(values),
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    found
}

/// 70 % units of the qualification, 30 % free credits of 1 to 20 points.
fn wallet(number: usize, seed: u64, codes: &[(String, u32)]) -> Vec<Award> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut roll = |sides: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % sides
    };
    (0..number)
        .map(|index| {
            let id = format!("a{index:04}");
            if roll(10) < 7 {
                let (code, credits) = &codes[roll(codes.len())];
                award(&id, code, *credits)
            } else {
                award(&id, &format!("free-{index}"), 1 + roll(20) as u32)
            }
        })
        .collect()
}

fn award(id: &str, code: &str, credits: u32) -> Award {
    let framework = "fi-competence-point";
    let json = serde_json::json!({"id": id, "codes": [code], "kind": "formal", "verdict": "verified",
        "credits": {"value": credits.to_string(), "framework": framework}});
    serde_json::from_value(json).expect("an award")
}

/// A qualification that is a list of units, all of them mandatory.
fn list(codes: &[(String, u32)]) -> Qualification {
    let unit = |(code, credits): &(String, u32)| {
        let credits = credits.to_string();
        serde_json::json!({"unit": {"id": code, "code": code, "mandatory": true, "credits": {"min": credits, "max": credits}}})
    };
    let targets: Vec<_> = codes.iter().map(unit).collect();
    let sum: u32 = codes.iter().map(|(_, credits)| credits).sum();
    let json = serde_json::json!({"format": "tessera-qualification/1", "id": codes[0].0, "title": {}, "version": "1",
        "in_force": {}, "credit_framework": "fi-competence-point",
        "source": {"url": "urn:bench", "retrieved": "2026-01-01", "licence": "none"},
        "root": {"id": "root", "logical": "all", "credits": {"min": sum.to_string()}, "targets": targets}});
    serde_json::from_value(json).expect("rules")
}
