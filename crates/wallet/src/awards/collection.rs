//! Collections: what the credentials in a learner record or a presentation mean as awards.
//!
//! Each credential in it counts by its own verdict. What the record itself describes makes no award: nobody says
//! there that the learner reached it. What belongs to what is taken from the record, since that never makes more
//! of it.

use std::collections::BTreeMap;

use stack::{Award, AwardId};
use vc::view::{Association, Claim};
use vc::{DocumentKind, NestedKind, ProfileId, Report};

use super::of_one;

/// The awards of a credential, and of those in it where it is a collection.
pub(super) fn awards(record: &str, report: &Report) -> Vec<Award> {
    let mut awards = Vec::new();
    for (stem, one) in named(record, report) {
        awards.extend(of_one(record, &stem, one));
    }
    let associations = collections(report).into_iter().filter_map(|one| one.claims.record.as_ref());
    let associations: Vec<_> = associations.flat_map(|record| &record.associations).collect();
    if !associations.is_empty() {
        join(&mut awards, &associations);
    }
    awards
}

/// A credential and those in it that count: all but endorsements, and what is about somebody else than the
/// collection is about.
fn credentials(report: &Report) -> Vec<&Report> {
    named("", report).into_iter().map(|(_, report)| report).collect()
}

/// The same, each with the stem of the names of its awards.
fn named<'r>(stem: &str, report: &'r Report) -> Vec<(String, &'r Report)> {
    let mut found = vec![(stem.to_owned(), report)];
    if is_collection(report) {
        for (place, nested) in report.nested.iter().enumerate() {
            if nested.kind == NestedKind::Credential && !is_about_another(report, &nested.report) {
                found.extend(named(&format!("{stem}.in{place}"), &nested.report));
            }
        }
    }
    found
}

fn collections(report: &Report) -> Vec<&Report> {
    credentials(report).into_iter().filter(|one| is_collection(one)).collect()
}

fn is_collection(report: &Report) -> bool {
    report.profile == ProfileId::Clr2 || report.kind == DocumentKind::Presentation
}

/// True where both say whom they are about, and differ.
fn is_about_another(outer: &Report, inner: &Report) -> bool {
    let whom = |report: &Report| report.claims.subject.id.clone();
    whom(outer).zip(whom(inner)).is_some_and(|(outer, inner)| outer != inner)
}

/// Makes awards parts of one another as the associations say. One that is a part already stays that; what would
/// be part of itself does not become it.
fn join(awards: &mut [Award], associations: &[&Association]) {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, award) in awards.iter().enumerate() {
        for code in &award.codes {
            places.entry(code.clone()).or_default().push(place);
        }
    }
    let sole = |id: &str| match places.get(id).map(Vec::as_slice) {
        Some([place]) => Some(*place),
        _ => None,
    };
    for association in associations {
        let (part, whole) = match association.kind.as_str() {
            "isChildOf" | "isPartOf" => (&association.source, &association.target),
            "isParentOf" => (&association.target, &association.source),
            _ => continue,
        };
        let (Some(part), Some(whole)) = (sole(part), sole(whole)) else { continue };
        if awards[part].parent.is_none() && !is_inside(awards, whole, &awards[part].id) {
            awards[part].parent = Some(awards[whole].id.clone());
        }
    }
}

/// True when an award is the one named, or a part of it.
fn is_inside(awards: &[Award], place: usize, name: &AwardId) -> bool {
    let mut above = Some(&awards[place].id);
    while let Some(id) = above {
        if id == name {
            return true;
        }
        above = awards.iter().find(|award| award.id == *id).and_then(|award| award.parent.as_ref());
    }
    false
}

/// The claims that make awards, for the names of what they prove.
pub(crate) fn claims(report: &Report) -> impl Iterator<Item = &Claim> {
    credentials(report).into_iter().flat_map(|report| &report.claims.claims)
}
