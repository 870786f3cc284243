//! What a goal asks, and what names it.

use std::collections::BTreeSet;

use stack::qualification::{Condition, Qualification, Target};
use vc::view::Text;

use crate::declared::Declared;
use crate::goals::{Holdings, text};

/// Something that a goal asks: a unit or an outcome.
pub(super) struct Asked {
    pub(super) code: String,
    pub(super) name: Text,
}

/// Every unit and outcome of the rules, in their order, each once.
pub(super) fn points(rules: &Qualification) -> Vec<Asked> {
    let mut points = Vec::new();
    let mut seen = BTreeSet::new();
    add(&rules.root, &mut |point| {
        if seen.insert(point.code.clone()) {
            points.push(point);
        }
    });
    points
}

/// Depth is bounded where rules are read.
fn add(condition: &Condition, each: &mut impl FnMut(Asked)) {
    for target in &condition.targets {
        match target {
            Target::Condition(nested) => add(nested, each),
            Target::Unit(unit) => each(Asked { code: unit.code.clone(), name: text(&unit.name) }),
            Target::Outcomes(outcomes) => outcomes
                .items
                .iter()
                .for_each(|item| each(Asked { code: item.uri.clone(), name: text(&item.name) })),
            Target::OpenSlot(_) => {}
        }
    }
}

impl Asked {
    /// Whether a learner names it among the skills of an item: by its code or address, or by its name in any language.
    /// That is where to look, and no more.
    pub(super) fn is_named_in(&self, item: &Declared) -> bool {
        item.skills.iter().any(|skill| {
            let stated = skill.stated.as_str();
            let plain = |address: &str| address.replacen("https://", "http://", 1);
            plain(stated) == plain(&self.code)
                || self.name.0.values().any(|name| name.to_lowercase() == stated.to_lowercase())
        })
    }

    /// Whether a credential that holds names it, by its code or address.
    pub(super) fn is_named_by(&self, record: &str, holdings: &Holdings) -> bool {
        let of_record = |award: &&stack::Award| award.credential.as_deref() == Some(record);
        holdings.awards.iter().filter(of_record).any(|award| {
            award.verdict == stack::Verdict::Verified
                && (award.codes.contains(&self.code)
                    || award.outcomes.iter().any(|outcome| outcome.uri == self.code))
        })
    }
}
