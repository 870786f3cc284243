//! The files that carry Data Integrity proofs, good and bad, and the document behind `did:web`.

use samples::forge::{Pki, Prover, trust_list};
use serde_json::{Map, Value, json};

use crate::badge::Badge;
use crate::battery_badges::{self, safety, safety_endorsement};
use crate::files::{File, readable};
use crate::issuers::{self, Issuer, college, factory, stranger};
use crate::{diplomas, in_parts, learner_record, plain, presentations, tokens};

/// All of them.
pub(crate) fn all() -> Vec<File> {
    let good = battery_badges::all();
    let [preparing, materials, ..] = &good;
    let list = json!([preparing.1, materials.1]);
    let mail = mail(&good[4].1);
    let mut files: Vec<File> = good[..4].iter().map(|(name, badge)| file(name, badge)).collect();
    // One as most issuers deliver them, without white space.
    files.push((good[4].0.into(), good[4].1.to_string().into_bytes()));
    files.push(file("course-vc-1.json", &plain::battery_passports()));
    files.push(file("course-vc-2.json", &plain::arabic_at_work()));
    files.push(file("course-text.json", &plain::first_aid()));
    let in_parts = in_parts::evening_course();
    files.push(file("badge-in-parts.json", &in_parts));
    files.push(file(
        "badge-in-parts-flipped.json",
        &with(&in_parts, "/credentialSubject/result/0", "value", "excellent".into()),
    ));
    files.extend(bad());
    files.extend(learner_record::all());
    files.extend(presentations::all(&[good[2].1.clone(), good[4].1.clone()], &tokens::course()));
    files.push(file("two-badges.1ob", &list));
    files.push(("badge-in-mail.txt".into(), mail.into_bytes()));
    files.extend(evidence());
    files
}

/// The trust list of the seals, and those who sign with proofs.
pub(crate) fn trusted(pki: &Pki) -> Value {
    let mut list = trust_list(pki);
    if let Some(entries) = list["issuers"].as_array_mut() {
        entries.extend(issuers::listed().iter().map(Issuer::listing));
        entries.push(issuers::adult_education_listing());
    }
    list
}

/// Twins of the badge on safety, with one thing wrong each.
fn bad() -> Vec<File> {
    let (college, factory) = (college(), factory());
    let twin = || Badge { picture: None, ..safety(&college, &factory, Vec::new()) };
    let (good, unsigned) = (twin().signed(), twin().document());
    let expired = Badge { until: Some("2026-10-31T23:59:59Z"), ..twin() };
    let in_the_name_of_the_college = Badge { issuer: &college, ..twin() }.document();

    let injected = with(&good, "/credentialSubject/achievement", "honours", "with distinction".into());
    let inline = with(&injected, "", "@context", with_inline(&good["@context"]));
    let by = |method| Prover::new(method).prove(in_the_name_of_the_college.clone());
    let forged = {
        let comment = "The best training that we have ever seen.".into();
        let endorsement =
            with(&safety_endorsement(&college), "/credentialSubject", "endorsementComment", comment);
        safety(&college, &factory, vec![endorsement]).signed()
    };
    vec![
        file("badge-injected.json", &injected),
        file(
            "course-text-flipped.json",
            &with(&plain::first_aid(), "/credentialSubject", "role", "Instructor".into()),
        ),
        file("badge-flipped.json", &with(&good, "/credentialSubject/result/1", "value", "5".into())),
        file("badge-other-issuer.json", &by(&stranger().badges)),
        file("badge-expired.json", &expired.signed()),
        file("badge-unlisted-key.json", &by(&college.controller.sign_in)),
        file("badge-inline-context.json", &inline),
        file("badge-unsigned.json", &unsigned),
        file("badge-unknown-suite.json", &with(&good, "/proof", "cryptosuite", "mayfly-rdfc-2031".into())),
        file("badge-forged-endorsement.json", &forged),
    ]
}

/// The context that hides a name: with it, a reader that follows the standard drops what was injected.
fn with_inline(contexts: &Value) -> Value {
    let mut contexts = contexts.as_array().cloned().unwrap_or_default();
    contexts.push(json!({ "honours": null }));
    contexts.into()
}

/// A copy in which one member of one object has another value.
fn with(document: &Value, object: &str, member: &str, value: Value) -> Value {
    let mut copy = document.clone();
    let place = copy.pointer_mut(object).expect("the object is there, since it was made here");
    place[member] = value;
    copy
}

fn mail(badge: &Value) -> String {
    format!(
        "Hello Aino,\n\nyour badge for the last theme {{number five}} is below. Save it as a file, or copy all of this mail into your wallet.\n\n{badge:#}\n\nSee you on Monday\nHohtava Cells\n"
    )
}

/// What the wallet would find on the web, as an answer book.
fn evidence() -> Vec<File> {
    let controller = college().controller;
    let url = controller.document_url().expect("the college is on the web");
    let (list, statuses) = diplomas::statuses();
    let index = Map::from_iter([
        (url, "pohjankaari.json".into()),
        (list.to_owned(), "pohjankaari-statuses.jwt".into()),
    ]);
    vec![
        ("evidence/pohjankaari-statuses.jwt".into(), statuses.into_bytes()),
        ("evidence/index.json".into(), readable(&index.into())),
        ("evidence/pohjankaari.json".into(), readable(&controller.document())),
    ]
}

fn file(name: &str, document: &Value) -> File {
    (name.into(), readable(document))
}
