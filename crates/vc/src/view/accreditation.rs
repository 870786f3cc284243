//! What an organisation is accredited to award, by its own word, and whether an award lies within that.

use serde::{Deserialize, Serialize};

use super::{Claim, Concept, Text, jurisdiction};

/// An accreditation that stands in a credential. Nobody has looked it up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Accreditation {
    /// Title.
    pub title: Text,
    /// Type of accreditation.
    pub kind: Option<Concept>,
    /// Name of who gave it.
    pub by: Text,
    /// Until when it holds, as issued.
    pub until: Option<String>,
    /// EQF levels that it covers; all when none is named.
    pub levels: Vec<Concept>,
    /// Fields of study (ISCED-F) that it covers; all when none is named.
    pub fields: Vec<Concept>,
    /// Countries and parts of countries in which it holds; everywhere when none is named.
    #[serde(default)]
    pub jurisdictions: Vec<Concept>,
    /// Kinds of credentials that it covers; all when none is named. Shown, and held against nothing.
    #[serde(default)]
    pub credential_types: Vec<Concept>,
    /// What of the award it does not cover.
    pub outside: Vec<Scope>,
    /// Limits that it has, and of which it is not known whether the award is within them.
    #[serde(default)]
    pub unknown: Vec<Scope>,
}

/// A limit of an accreditation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The EQF level.
    Level,
    /// The field of study.
    Field,
    /// Where it was awarded, and where it was learned.
    Jurisdiction,
    /// The time of awarding.
    Time,
}

impl Accreditation {
    /// What of a claim lies outside, and for which limits that is not known: where the claim does not state it, or it or the limit
    /// is named in another vocabulary.
    #[must_use]
    pub fn hold_against(&self, claim: &Claim) -> (Vec<Scope>, Vec<Scope>) {
        let limits = [
            (Scope::Level, !self.levels.is_empty(), self.has_level(claim)),
            (Scope::Field, !self.fields.is_empty(), self.has_field(claim)),
            (
                Scope::Jurisdiction,
                !self.jurisdictions.is_empty(),
                jurisdiction::holds(&self.jurisdictions, claim),
            ),
            (Scope::Time, self.until.is_some(), self.is_in_time(claim)),
        ];
        let those = |found: Option<bool>| {
            let fitting = limits.iter().filter(|(_, is_limited, holds)| *is_limited && *holds == found);
            fitting.map(|(scope, ..)| *scope).collect()
        };
        (those(Some(false)), those(None))
    }

    fn has_level(&self, claim: &Claim) -> Option<bool> {
        let level = claim.eqf_level.as_ref().and_then(level)?;
        one_of(self.levels.iter().map(self::level), |covered| covered == level)
    }

    /// Whether a field of the claim lies in one that is covered. A field of two digits covers all that begin with them.
    fn has_field(&self, claim: &Claim) -> Option<bool> {
        let covers = |limit: &str| one_of(claim.fields.iter().map(field), |one| one.starts_with(limit));
        if claim.fields.is_empty() {
            return None;
        }
        let mut known = true;
        for limit in self.fields.iter().map(field) {
            match limit.and_then(covers) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => known = false,
            }
        }
        known.then_some(false)
    }

    fn is_in_time(&self, claim: &Claim) -> Option<bool> {
        Some(day(claim.awarded_on.as_deref()?)? <= day(self.until.as_deref()?)?)
    }
}

/// Whether one fits: not known where none does, and some could not be read.
fn one_of<'t>(mut read: impl Iterator<Item = Option<&'t str>>, fits: impl Fn(&str) -> bool) -> Option<bool> {
    let mut known = true;
    let found = read.any(|one| {
        known &= one.is_some();
        one.is_some_and(&fits)
    });
    if found { Some(true) } else { known.then_some(false) }
}

fn level(concept: &Concept) -> Option<&str> {
    concept.id.as_deref()?.strip_prefix("http://data.europa.eu/snb/eqf/").filter(|level| level.len() == 1)
}

fn field(concept: &Concept) -> Option<&str> {
    let code = concept.id.as_deref()?.strip_prefix("http://data.europa.eu/snb/isced-f/")?;
    (matches!(code.len(), 2..=4) && code.bytes().all(|byte| byte.is_ascii_digit())).then_some(code)
}

/// The calendar day as written; such days sort as text.
fn day(text: &str) -> Option<&str> {
    let day = text.get(..10)?;
    day.parse::<jiff::civil::Date>().is_ok().then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(scheme: &str, code: &str) -> Concept {
        Concept { id: Some(format!("http://data.europa.eu/snb/{scheme}/{code}")), ..Concept::default() }
    }

    fn claim() -> Claim {
        Claim {
            eqf_level: Some(term("eqf", "5")),
            fields: vec![term("isced-f", "0713")],
            awarded_on: Some("2026-05-30T00:00:00Z".to_owned()),
            ..Claim::default()
        }
    }

    fn accreditation(levels: &[&str], fields: &[&str], until: Option<&str>) -> Accreditation {
        Accreditation {
            levels: levels.iter().map(|code| term("eqf", code)).collect(),
            fields: fields.iter().map(|code| term("isced-f", code)).collect(),
            until: until.map(str::to_owned),
            ..Accreditation::default()
        }
    }

    #[test]
    fn award_within_every_limit_is_not_outside() {
        for within in [
            accreditation(&[], &[], None),
            accreditation(&["4", "5"], &["07"], Some("2026-05-30")),
            accreditation(&["5"], &["0713", "10"], Some("2027-01-01T00:00:00Z")),
        ] {
            assert_eq!(within.hold_against(&claim()), (vec![], vec![]));
        }
    }

    #[test]
    fn each_limit_is_told_by_itself() {
        for (limited, scope) in [
            (accreditation(&["4"], &["07"], None), Scope::Level),
            (accreditation(&["5"], &["0714", "06"], None), Scope::Field),
            (accreditation(&["5"], &[], Some("2026-05-29")), Scope::Time),
        ] {
            assert_eq!(limited.hold_against(&claim()), (vec![scope], vec![]));
        }
    }

    #[test]
    fn what_cannot_be_compared_is_not_called_outside() {
        let local = Concept { id: Some("urn:epass:level".to_owned()), ..Concept::default() };
        let limited = accreditation(&["4"], &["06"], Some("soon"));
        let all = vec![Scope::Level, Scope::Field, Scope::Time];
        assert_eq!(limited.hold_against(&Claim::default()), (vec![], all.clone()));
        let elsewhere = Claim { eqf_level: Some(local.clone()), fields: vec![local.clone()], ..claim() };
        assert_eq!(limited.hold_against(&elsewhere), (vec![], all));
        let mixed = Accreditation { levels: vec![term("eqf", "4"), local], ..limited };
        assert_eq!(mixed.hold_against(&claim()), (vec![Scope::Field], vec![Scope::Level, Scope::Time]));
    }
}
