//! Awards: what the credentials in the wallet say was achieved, ready to be counted.
//!
//! One file a profile says what its claims mean. An award points back to its credential, and stands or falls
//! with its verdict; nothing about it is guessed: what a credential does not say stays unsaid.

mod collection;
mod edc;
mod framework;
mod open_badges;
mod outcomes;

use jiff::civil::Date;
use stack::{Award, AwardCredits, AwardId, Kind};
use vc::view::{Claim, ClaimKind, Concept, CredentialView, Credit, Party, Text};
use vc::{ProfileId, Report, Verdict};

pub(crate) use collection::claims;
pub(crate) use framework::name as framework_name;
pub(crate) use outcomes::named as named_outcomes;

/// The awards of one record: the achievements of its credential, and the achievements that are parts of them;
/// of a collection, those of each credential in it.
///
/// W3C credentials of no closer profile make none, nor do SD-JWT VCs, whose types have no agreed names for
/// achievements and credits yet: nothing says which of their statements are achievements. Badges before Open
/// Badges 3.0 know no credits.
pub(crate) fn of(record: &str, report: &Report) -> Vec<Award> {
    collection::awards(record, report)
}

/// The awards of one credential, for itself. `stem` begins their names.
fn of_one(record: &str, stem: &str, report: &Report) -> Vec<Award> {
    let of_claim: fn(&Claim) -> Option<Award> = match report.profile {
        ProfileId::Edc => edc::award,
        ProfileId::OpenBadges3 => open_badges::award,
        ProfileId::OpenBadges2
        | ProfileId::Clr2
        | ProfileId::Vcdm1
        | ProfileId::Vcdm2
        | ProfileId::SdJwtVc => {
            return Vec::new();
        }
    };
    let frame = Frame { record, stem, report, of_claim };
    let mut awards = Vec::new();
    frame.gather(&report.claims.claims, None, &mut awards);
    awards
}

/// What all awards of one credential share.
struct Frame<'a> {
    record: &'a str,
    stem: &'a str,
    report: &'a Report,
    of_claim: fn(&Claim) -> Option<Award>,
}

impl Frame<'_> {
    /// Adds the awards of claims and of their parts. How deep parts go is bounded where the view is made.
    fn gather(&self, claims: &[Claim], parent: Option<&AwardId>, awards: &mut Vec<Award>) {
        let stem = parent.map_or(self.stem, |parent| &parent.0);
        for (place, claim) in claims.iter().enumerate() {
            let id = AwardId(format!("{stem}.{place}"));
            let Some(award) = Some(claim).filter(|claim| claim.kind == ClaimKind::Achievement) else {
                continue;
            };
            let Some(award) = (self.of_claim)(award) else { continue };
            awards.push(self.complete(award, &id, parent));
            self.gather(&claim.parts, Some(&id), awards);
        }
    }

    /// Adds what the credential as a whole says.
    fn complete(&self, award: Award, id: &AwardId, parent: Option<&AwardId>) -> Award {
        let view = &self.report.claims;
        let title = if award.title.is_empty() { plain(&view.title).unwrap_or_default() } else { award.title };
        Award {
            id: id.clone(),
            title,
            kind: if is_own_word(view) { Kind::SelfDeclared } else { award.kind },
            awarded_by: award.awarded_by.or_else(|| name(&view.issuer)),
            awarded_on: award.awarded_on.or_else(|| view.issued.as_deref().and_then(day)),
            valid_until: view.valid_until.as_deref().and_then(day),
            verdict: verdict(self.report.verdict),
            verdict_code: self
                .report
                .deciding()
                .and_then(|check| check.code)
                .map(|code| code.as_str().to_owned()),
            parent: parent.cloned(),
            credential: Some(self.record.to_owned()),
            ..award
        }
    }
}

/// True when the learner issued it.
fn is_own_word(view: &CredentialView) -> bool {
    view.issuer.id.is_some() && view.issuer.id == view.subject.id
}

/// The same verdict in the words of the engine.
fn verdict(verdict: Verdict) -> stack::Verdict {
    match verdict {
        Verdict::Verified => stack::Verdict::Verified,
        Verdict::Unrecognised => stack::Verdict::Unrecognised,
        Verdict::Undetermined => stack::Verdict::Undetermined,
        Verdict::Invalid => stack::Verdict::Invalid,
    }
}

/// What a claim says in every profile; codes, kind and grade are the profile's matter.
fn common(claim: &Claim, kind: Kind) -> Award {
    Award {
        id: AwardId(String::new()),
        codes: Vec::new(),
        title: plain(&claim.title).unwrap_or_default(),
        credits: claim.credits.iter().find_map(credits),
        eqf_level: claim.eqf_level.as_ref().and_then(eqf_level),
        kind,
        awarded_by: claim.awarded_by.first().and_then(name),
        awarded_on: claim.awarded_on.as_deref().and_then(day),
        valid_until: None,
        grade: None,
        outcomes: outcomes::of(claim),
        assessment: None,
        accredited_by: None,
        counted_in: Vec::new(),
        verdict: stack::Verdict::Undetermined,
        verdict_code: None,
        parent: None,
        credential: None,
    }
}

/// Points in their framework. What is no plain decimal is no credit.
fn credits(credit: &Credit) -> Option<AwardCredits> {
    let value = credit.points.trim().parse().ok()?;
    Some(AwardCredits { value, framework: framework::name(&credit.framework) })
}

/// The level at the end of an address such as `http://data.europa.eu/snb/eqf/4`.
fn eqf_level(level: &Concept) -> Option<u8> {
    let (_, last) = level.id.as_deref()?.rsplit_once("/eqf/")?;
    last.parse().ok().filter(|level| (1..=8).contains(level))
}

/// The day of a date or time, where it was written. What is longer or shorter is no day.
fn day(text: &str) -> Option<Date> {
    text.get(..DAY)?.parse().ok()
}

/// `2026-11-22`.
const DAY: usize = 10;

fn name(party: &Party) -> Option<String> {
    plain(&party.name).or_else(|| party.id.clone())
}

fn plain(text: &Text) -> Option<String> {
    text.pick(&[]).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests;
