//! Claims about the learner.
//!
//! A claim says what happened (`LearningAchievement` …) and points, by `specifiedBy`, to what it stands for
//! (`Qualification` …). Both together are one [`Claim`].

use super::node::{Object, strings};
use super::reader::Reader;
use super::view::party;
use super::{beside, outcome};
use crate::limits::MAX_PART_DEPTH;
use crate::view::{Accreditation, Assessment, Claim, ClaimKind, Concept, Credit, Text};

/// Most activities behind one achievement that are asked for their mode. A degree names about 40.
const MAX_ACTIVITIES: usize = 64;

/// The claims that `credential` makes about `subject`, with their parts.
///
/// Accreditations in the credential's evidence count for its only claim; with several claims they name
/// none.
pub(super) fn all<'a>(reader: &mut Reader<'a>, credential: &'a Object, subject: &'a Object) -> Vec<Claim> {
    let mut claims = nested(reader, subject, "hasClaim", &mut Vec::new());
    if let [claim] = claims.as_mut_slice() {
        for evidence in reader.follow(credential, "evidence") {
            accreditations(reader, evidence, &mut claim.accreditations);
        }
        weigh(claim);
    }
    claims
}

/// Says which accreditations are titled, and what of the claim each does not cover.
fn weigh(claim: &mut Claim) {
    let mut accreditations = std::mem::take(&mut claim.accreditations);
    claim.quality_assurance =
        accreditations.iter().map(|one| one.title.clone()).filter(|title| !title.is_empty()).collect();
    for one in &mut accreditations {
        (one.outside, one.unknown) = one.hold_against(claim);
    }
    claim.accreditations = accreditations;
}

/// The claims under a property. `ancestors` are the claims that these are parts of.
fn nested<'a>(
    reader: &mut Reader<'a>,
    object: &'a Object,
    name: &str,
    ancestors: &mut Vec<&'a Object>,
) -> Vec<Claim> {
    let mut claims = Vec::new();
    if ancestors.len() > MAX_PART_DEPTH {
        return claims;
    }
    for node in reader.follow(object, name) {
        // A claim that is part of itself is shown once.
        if ancestors.iter().any(|ancestor| is_same_node(ancestor, node)) {
            continue;
        }
        if !reader.take_claim() {
            break;
        }
        ancestors.push(node);
        let parts = nested(reader, node, "hasPart", ancestors);
        ancestors.pop();
        claims.push(Claim { parts, ..claim(reader, node) });
    }
    claims
}

/// One claim without its parts.
fn claim<'a>(reader: &mut Reader<'a>, node: &'a Object) -> Claim {
    let kind = kind(node);
    let awarding = reader.first(node, "awardedBy");
    let activities: Vec<_> = reader.follow(node, "influencedBy").take(MAX_ACTIVITIES).collect();
    let mut claim = Claim {
        id: reader.string(node, "id"),
        kind,
        title: reader.text(node, "title"),
        description: reader.text(node, "description"),
        awarded_on: awarding.and_then(|awarding| reader.string(awarding, "awardingDate")),
        credits: credits(reader, node, "creditReceived"),
        assessments: match kind {
            ClaimKind::Assessment => vec![assessment(reader, node)],
            _ => assessments(reader, node),
        },
        ..Claim::default()
    };
    if let Some(awarding) = awarding {
        award(reader, awarding, &mut claim);
    }
    if let Some(specification) = reader.first(node, "specifiedBy") {
        specify(reader, specification, &mut claim);
    }
    claim.workload = claim.workload.or_else(|| reader.string(node, "workload"));
    if let ([activity], None) = (activities.as_slice(), &claim.workload) {
        claim.workload = reader.string(activity, "workload");
    }
    if claim.modes.is_empty() {
        claim.modes = modes(reader, &activities);
    }
    claim.entitlements = titles(reader, node, "entitlesTo");
    beside::add(reader, node, &activities, &mut claim);
    weigh(&mut claim);
    claim
}

/// The kind of a claim, by its type. A plain `Claim` counts as something achieved.
fn kind(node: &Object) -> ClaimKind {
    strings(node.get("type"))
        .find_map(|class| match class {
            "LearningAchievement" => Some(ClaimKind::Achievement),
            "LearningActivity" => Some(ClaimKind::Activity),
            "LearningAssessment" => Some(ClaimKind::Assessment),
            "LearningEntitlement" => Some(ClaimKind::Entitlement),
            _ => None,
        })
        .unwrap_or_default()
}

/// Adds who awarded the claim, and what vouches for them.
fn award<'a>(reader: &mut Reader<'a>, awarding: &'a Object, claim: &mut Claim) {
    claim.awarded_by = reader.items(awarding, "awardingBody", |reader, body| {
        accreditations(reader, body, &mut claim.accreditations);
        party(reader, body)
    });
}

/// Adds what the claim stands for. What the claim itself says goes first.
fn specify<'a>(reader: &mut Reader<'a>, specification: &'a Object, claim: &mut Claim) {
    if claim.title.is_empty() {
        claim.title = reader.text(specification, "title");
    }
    if claim.description.is_empty() {
        claim.description = reader.text(specification, "description");
    }
    if claim.credits.is_empty() {
        claim.credits = credits(reader, specification, "creditPoint");
    }
    claim.outcomes = outcome::all(reader, specification);
    claim.maturity = outcome::maturity(reader, specification);
    claim.outcome_summary = reader.note(specification, "learningOutcomeSummary");
    claim.code = reader
        .first(specification, "identifier")
        .and_then(|identifier| reader.string(identifier, "notation"));
    claim.workload = reader.string(specification, "volumeOfLearning");
    claim.eqf_level = reader.concept(specification, "eqfLevel");
    claim.nqf_levels = reader.concepts(specification, "nqfLevel");
    claim.modes = reader.concepts(specification, "mode");
    claim.setting = reader.concept(specification, "learningSetting");
    claim.entry_requirements = reader.note(specification, "entryRequirement");
    claim.fields = reader.concepts(specification, "thematicArea");
    accreditations(reader, specification, &mut claim.accreditations);
}

fn credits<'a>(reader: &mut Reader<'a>, object: &'a Object, name: &str) -> Vec<Credit> {
    reader.items(object, name, |reader, credit| Credit {
        framework: reader.concept(credit, "framework").unwrap_or_default(),
        points: reader.string(credit, "point").unwrap_or_default(),
    })
}

fn assessments<'a>(reader: &mut Reader<'a>, achievement: &'a Object) -> Vec<Assessment> {
    reader.items(achievement, "provenBy", assessment)
}

fn assessment<'a>(reader: &mut Reader<'a>, node: &'a Object) -> Assessment {
    let specification = reader.first(node, "specifiedBy");
    let awarding = reader.first(node, "awardedBy");
    let title = reader.text(node, "title");
    let mut kinds = reader.concepts(node, "dcType");
    kinds.extend(specification.map(|it| reader.concepts(it, "dcType")).unwrap_or_default());
    Assessment {
        title: match specification {
            Some(specification) if title.is_empty() => reader.text(specification, "title"),
            _ => title,
        },
        kinds,
        grade: reader.note(node, "grade"),
        identity_check: reader.concept(node, "idVerification"),
        date: reader
            .string(node, "dateIssued")
            .or_else(|| awarding.and_then(|awarding| reader.string(awarding, "awardingDate"))),
    }
}

/// Forms of participation in the activities that led to an achievement, each once.
fn modes<'a>(reader: &mut Reader<'a>, activities: &[&'a Object]) -> Vec<Concept> {
    let mut modes: Vec<Concept> = Vec::new();
    for activity in activities {
        let specification = reader.first(activity, "specifiedBy");
        let mode = specification.and_then(|specification| reader.concept(specification, "mode"));
        modes.extend(mode.filter(|mode| !modes.contains(mode)));
    }
    modes
}

/// Adds the accreditations of `object`.
fn accreditations<'a>(reader: &mut Reader<'a>, object: &'a Object, found: &mut Vec<Accreditation>) {
    found.extend(reader.items(object, "accreditation", |reader, it| Accreditation {
        title: reader.text(it, "title"),
        kind: reader.concept(it, "dcType"),
        by: reader.first(it, "accreditingAgent").map(|agent| party(reader, agent).name).unwrap_or_default(),
        until: reader.string(it, "expiryDate"),
        levels: reader.concepts(it, "limitEQFLevel"),
        fields: reader.concepts(it, "limitField"),
        jurisdictions: reader.concepts(it, "limitJurisdiction"),
        credential_types: reader.concepts(it, "limitCredentialType"),
        outside: Vec::new(),
        unknown: Vec::new(),
    }));
}

/// The titles of the objects under a property.
fn titles<'a>(reader: &mut Reader<'a>, object: &'a Object, name: &str) -> Vec<Text> {
    let found = reader.items(object, name, |reader, it| reader.text(it, "title"));
    found.into_iter().filter(|title| !title.is_empty()).collect()
}

fn is_same_node(a: &Object, b: &Object) -> bool {
    std::ptr::eq(a, b) || (a.contains_key("id") && a.get("id") == b.get("id"))
}
