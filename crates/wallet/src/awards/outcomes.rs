//! Outcomes that an achievement proves: skills by their addresses, with the level where one is stated.

use std::collections::BTreeMap;

use stack::{AwardOutcome, Level};
use vc::view::{Alignment, Claim, RubricLevel, Text};

/// The outcomes of one claim, without those of its parts; each once, at the highest level stated.
pub(super) fn of(claim: &Claim) -> Vec<AwardOutcome> {
    let mut found: BTreeMap<String, Option<Level>> = BTreeMap::new();
    each(claim, |uri, level, _| {
        let held = found.entry(uri).or_default();
        *held = (*held).max(level);
    });
    found.into_iter().map(|(uri, level)| AwardOutcome { uri, level }).collect()
}

/// Adds the names of the outcomes of a claim and of its parts. The first name of an outcome stays.
pub(crate) fn named(claim: &Claim, names: &mut BTreeMap<String, Text>) {
    each(claim, |uri, _, name| {
        if !name.is_empty() {
            names.entry(uri).or_insert_with(|| name.clone());
        }
    });
    claim.parts.iter().for_each(|part| named(part, names));
}

fn each(claim: &Claim, mut found: impl FnMut(String, Option<Level>, &Text)) {
    for outcome in &claim.outcomes {
        let level = outcome.level.as_ref().and_then(level);
        for skill in &outcome.skills {
            if let Some(id) = &skill.id {
                found(key(id), level, &skill.label);
            }
        }
    }
    for alignment in claim.alignments.iter().filter(|alignment| is_competency(alignment)) {
        if let Some(url) = &alignment.url {
            found(key(url), None, &alignment.name);
        }
    }
}

/// Open Badges 3.0, `AlignmentTargetType`; what says nothing is taken by its address.
fn is_competency(alignment: &Alignment) -> bool {
    match alignment.kind.as_deref() {
        None => alignment.url.as_deref().is_some_and(|url| key(url).starts_with(ESCO)),
        Some(kind) => matches!(kind, "ceasn:Competency" | "CFItem"),
    }
}

/// The address as rules write it: ESCO names skills with `http`, but answers to `https` too.
fn key(uri: &str) -> String {
    match uri.strip_prefix("https://data.europa.eu/esco/") {
        Some(rest) => format!("{ESCO}{rest}"),
        None => uri.to_owned(),
    }
}

const ESCO: &str = "http://data.europa.eu/esco/";

/// A level of skills cards, by its English name. Other scales are not translated into this one.
fn level(level: &RubricLevel) -> Option<Level> {
    let name = level.name.pick(&["en"])?.trim().to_lowercase();
    match name.as_str() {
        "awareness" => Some(Level::Awareness),
        "practitioner" => Some(Level::Practitioner),
        "expert" => Some(Level::Expert),
        _ => None,
    }
}
