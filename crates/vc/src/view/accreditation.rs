//! What an organisation is accredited to award, by its own word, and whether an award lies within that.

use serde::{Deserialize, Serialize};

use super::{Claim, Concept, Text};

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
    /// What of the award it does not cover.
    pub outside: Vec<Scope>,
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
    /// The time of awarding.
    Time,
}

impl Accreditation {
    /// What of a claim lies outside. What the claim does not state, or names in another vocabulary, is not known to.
    #[must_use]
    pub fn outside(&self, claim: &Claim) -> Vec<Scope> {
        let level = claim.eqf_level.as_ref().and_then(level);
        let levels: Vec<_> = self.levels.iter().filter_map(self::level).collect();
        let fields: Vec<_> = self.fields.iter().filter_map(field).collect();
        let late =
            |until: &str, on: &str| matches!((day(until), day(on)), (Some(until), Some(on)) if on > until);
        let beyond = [
            (
                Scope::Level,
                level.is_some_and(|level| every(&levels, &self.levels) && !levels.contains(&level)),
            ),
            (Scope::Field, every(&fields, &self.fields) && self.no_field(&fields, claim)),
            (
                Scope::Time,
                self.until
                    .as_deref()
                    .zip(claim.awarded_on.as_deref())
                    .is_some_and(|(until, on)| late(until, on)),
            ),
        ];
        beyond.into_iter().filter(|(_, outside)| *outside).map(|(scope, _)| scope).collect()
    }

    /// True when the claim names fields, and none of them lies in one that is covered. A field of two digits covers all
    /// that begin with them.
    fn no_field(&self, covered: &[&str], claim: &Claim) -> bool {
        let named: Vec<_> = claim.fields.iter().filter_map(field).collect();
        every(&named, &claim.fields)
            && !named.iter().any(|one| covered.iter().any(|limit| one.starts_with(limit)))
    }
}

/// True when there are some, and each could be read.
fn every(read: &[&str], of: &[Concept]) -> bool {
    !read.is_empty() && read.len() == of.len()
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
            assert_eq!(within.outside(&claim()), []);
        }
    }

    #[test]
    fn each_limit_is_told_by_itself() {
        for (limited, scope) in [
            (accreditation(&["4"], &["07"], None), Scope::Level),
            (accreditation(&["5"], &["0714", "06"], None), Scope::Field),
            (accreditation(&["5"], &[], Some("2026-05-29")), Scope::Time),
        ] {
            assert_eq!(limited.outside(&claim()), [scope]);
        }
    }

    #[test]
    fn what_cannot_be_compared_is_not_called_outside() {
        let local = Concept { id: Some("urn:epass:level".to_owned()), ..Concept::default() };
        let limited = accreditation(&["4"], &["06"], Some("soon"));
        assert_eq!(limited.outside(&Claim::default()), []);
        let elsewhere = Claim { eqf_level: Some(local.clone()), fields: vec![local.clone()], ..claim() };
        assert_eq!(limited.outside(&elsewhere), []);
        let mixed = Accreditation { levels: vec![term("eqf", "4"), local], ..limited };
        assert_eq!(mixed.outside(&claim()), [Scope::Field]);
    }
}
