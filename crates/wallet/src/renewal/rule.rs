//! When one credential renews another.
//!
//! Sure is it only by identifiers that mean the same everywhere: the same issuer, the same learner, the same
//! achievements, in force for longer, and a credential that holds. A title is a name and no identifier, and
//! `urn:epass:` numbers are given anew in every file: what rests on them is for the learner to say.

use std::collections::BTreeSet;

use jiff::Timestamp;
use vc::view::{Claim, ClaimKind, CredentialView, Identifier, Party, Text};
use vc::{Report, Verdict};

use crate::card::{main_claim, plain, seconds, title};

/// How sure it is that one credential renews another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Nothing speaks against it; only the learner knows.
    Maybe,
    /// It is the same by every identifier.
    Sure,
}

use Likeness::{Maybe, Sure};

/// How sure it is that `new` renews `old` at a time; `None`: it does not.
pub(super) fn renews(new: &Report, old: &Report, now: Timestamp) -> Option<Likeness> {
    if new.sha256 == old.sha256 || new.verdict == Verdict::Invalid || !lasts_longer(new, old, now) {
        return None;
    }
    let (issuer, learner, what) =
        (same_issuer(new, old)?, same_learner(new, old)?, same_achievements(new, old)?);
    // One that is not shown to hold silences no reminder by itself.
    let holds = if new.verdict == Verdict::Undetermined { Maybe } else { Sure };
    Some(issuer.min(learner).min(what).min(holds))
}

/// It is in force now or later, ends after the other, and did not begin before it.
fn lasts_longer(new: &Report, old: &Report, now: Timestamp) -> bool {
    let (new, old) = (&new.claims, &old.claims);
    let end = |view: &CredentialView| view.valid_until.as_deref().and_then(seconds);
    // An end that cannot be read is no end that can be compared.
    let unreadable = |view: &CredentialView| view.valid_until.is_some() && end(view).is_none();
    let Some(old_end) = end(old) else { return false };
    if unreadable(new) || end(new).is_some_and(|end| end <= old_end || end < now.as_second()) {
        return false;
    }
    match (begin(new), begin(old)) {
        (Some(new), Some(old)) => new >= old,
        _ => true,
    }
}

/// When it was awarded, else begins to be in force, else was issued.
fn begin(view: &CredentialView) -> Option<i64> {
    let awarded = main_claim(view).and_then(|claim| claim.awarded_on.as_deref());
    [awarded, view.valid_from.as_deref(), view.issued.as_deref()].into_iter().flatten().find_map(seconds)
}

/// By the organisation in the seal, which its certificate vouches for, else by the issuer's identifier.
fn same_issuer(new: &Report, old: &Report) -> Option<Likeness> {
    by_identifier(issuer_id(new), issuer_id(old), || by_name(&new.claims.issuer, &old.claims.issuer))
}

fn issuer_id(report: &Report) -> Option<&str> {
    let sealed = report.seal.as_ref().and_then(|seal| seal.organization_identifier.as_deref());
    sealed.or_else(|| report.claims.issuer.id.as_deref().filter(|id| is_global(id)))
}

fn by_name(new: &Party, old: &Party) -> Option<Likeness> {
    let name = |party: &Party| plain(&party.name).map(folded);
    (name(new)? == name(old)?).then_some(Maybe)
}

/// By the learner's identifier. Wallets may give each issuer another key, so other identifiers alone do not make
/// another learner where the names are the same.
fn same_learner(new: &Report, old: &Report) -> Option<Likeness> {
    let (new, old) = (&new.claims.subject, &old.claims.subject);
    let global = |id: &Option<String>| id.clone().filter(|id| is_global(id));
    let (new_id, old_id) = (global(&new.id), global(&old.id));
    let shared = |one: &Identifier| !one.value.is_empty() && old.identifiers.contains(one);
    if new_id.is_some() && new_id == old_id || new.identifiers.iter().any(shared) {
        return Some(Sure);
    }
    let name = |name: &Text| plain(name).map(folded);
    match (name(&new.name), name(&old.name)) {
        (Some(new_name), Some(old_name)) => {
            let births = new.date_of_birth.as_deref().zip(old.date_of_birth.as_deref());
            let other_birth = births.is_some_and(|(new, old)| new.get(..10) != old.get(..10));
            (new_name == old_name && !other_birth).then_some(Maybe)
        }
        // Without names, other identifiers are all there is to tell people apart.
        _ if new_id.is_some() && old_id.is_some() => None,
        _ => Some(Maybe),
    }
}

/// By codes and identifiers of what was achieved: all that the old one says, the new one says too.
fn same_achievements(new: &Report, old: &Report) -> Option<Likeness> {
    let mut codes = BTreeSet::new();
    new.claims.claims.iter().for_each(|claim| all_codes(claim, &mut codes));
    let mut reached =
        old.claims.claims.iter().filter(|claim| claim.kind == ClaimKind::Achievement).peekable();
    if reached.peek().is_some() && reached.all(|claim| codes_of(claim).any(|code| codes.contains(code))) {
        return Some(Sure);
    }
    let name = |report: &Report| title(&report.claims).as_deref().map(folded);
    (name(new)? == name(old)?).then_some(Maybe)
}

fn all_codes<'c>(claim: &'c Claim, codes: &mut BTreeSet<&'c str>) {
    codes.extend(codes_of(claim));
    claim.parts.iter().for_each(|part| all_codes(part, codes));
}

/// The code that people know it by, of one issuer, and the identifier where it means the same everywhere.
fn codes_of(claim: &Claim) -> impl Iterator<Item = &str> {
    let id = claim.id.as_deref().filter(|id| is_global(id));
    claim.code.as_deref().filter(|code| !code.trim().is_empty()).into_iter().chain(id)
}

/// Where both have an identifier it decides; else something weaker may.
fn by_identifier(
    new: Option<&str>,
    old: Option<&str>,
    else_by: impl FnOnce() -> Option<Likeness>,
) -> Option<Likeness> {
    match (new, old) {
        (Some(new), Some(old)) => (new == old).then_some(Sure),
        _ => else_by(),
    }
}

/// True for what names the same thing in every file.
fn is_global(id: &str) -> bool {
    let local = ["urn:epass:", "urn:credential:"];
    let global = ["did:", "https://", "http://", "urn:", "mailto:"];
    global.iter().any(|start| id.starts_with(start)) && !local.iter().any(|start| id.starts_with(start))
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
