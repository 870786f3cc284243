//! Preview: what others will see and will not see, and what to think about first.

use serde::Serialize;
use serde_json::Value;
use vc::view::{Claim, CredentialView, Text};
use vc::{Code, Outcome, Report, Verdict};

use super::parts::Parts;
use super::plan::Planned;
use super::request::{Bond, ShareRequest};
use crate::fault::WalletFault;
use crate::session::Wallet;

/// What others would see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SharePreview {
    /// Each credential, in the order asked for.
    pub parts: Vec<PreviewPart>,
    /// How long it would count, in seconds.
    pub lifetime: u32,
    /// True when something is signed for the audience, or with the verifier's code in it.
    pub answers: bool,
}

/// What others would see of one credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PreviewPart {
    /// Its record.
    pub record: String,
    /// As on its card.
    pub title: String,
    /// As on its card.
    pub issuer: String,
    /// What they will see: of a credential that is shown whole, the main things.
    pub visible: Vec<Seen>,
    /// What they will not see.
    pub hidden: Vec<Seen>,
    /// True when there is something that can be held back.
    pub choosable: bool,
    /// What ties it to whoever shows it.
    pub bond: Bond,
    /// What to think about first.
    pub warnings: Vec<ShareWarning>,
}

/// Something that a credential says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Seen {
    /// What it is.
    pub what: SeenAs,
    /// Name of a claim, or kind of an identifier, as issued; else empty.
    pub name: String,
    /// As issued.
    pub value: String,
    /// JSON Pointer, where it can be held back.
    pub at: Option<String>,
}

/// What something is that a credential says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SeenAs {
    /// A claim, known by its name alone.
    Claim,
    /// What was awarded.
    Title,
    /// Who issued it.
    Issuer,
    /// Name of the learner.
    Learner,
    /// When the learner was born.
    BirthDate,
    /// An identifier of the learner.
    Identifier,
    /// In force from.
    ValidFrom,
    /// In force until.
    ValidUntil,
    /// Credit points.
    Credits,
    /// A grade or another result.
    Result,
    /// That there are pictures.
    Picture,
    /// What it is about, in words.
    Text,
}

/// What to think about before something is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ShareWarning {
    /// The date of birth is shown.
    BirthDate,
    /// A national or personal number is shown.
    PersonalNumber,
    /// It has expired.
    Expired,
    /// It is not in force yet.
    NotYetValid,
    /// It was revoked or suspended.
    Revoked,
    /// Something else does not hold.
    Invalid,
    /// Something could not be found out.
    Undetermined,
    /// Nobody on the learner's trust lists vouches for the issuer.
    Unrecognised,
    /// It can only be shown whole.
    ShownWhole,
    /// It is not bound to the person showing it.
    NotBound,
}

impl Wallet {
    pub(super) fn preview(&self, request: &ShareRequest) -> Result<SharePreview, WalletFault> {
        let terms = request.terms()?;
        let planned = self.plan(request, &terms)?;
        let answers = terms.is_answer() && planned.iter().any(|one| one.bond() != Bond::None);
        let parts = planned.iter().map(|one| self.preview_part(one)).collect::<Result<_, _>>()?;
        Ok(SharePreview { parts, lifetime: terms.lifetime, answers })
    }

    fn preview_part(&self, planned: &Planned) -> Result<PreviewPart, WalletFault> {
        let (visible, hidden) = match &planned.parts {
            Some(parts) => told(parts),
            None => (main_things(&planned.report.claims), Vec::new()),
        };
        let mut warnings = match &planned.parts {
            Some(_) => personal(visible.iter().map(|seen| seen.name.as_str())),
            None => {
                let stored = self.vault.record(&planned.record)?;
                let unverified = self.unverified(&stored)?;
                let mut names = Vec::new();
                if let Some(document) = unverified.as_ref().and_then(vc::Unverified::document) {
                    member_names(document, &mut names);
                }
                personal(names.into_iter())
            }
        };
        warnings.extend(standing(&planned.report));
        warnings.extend(planned.parts.is_none().then_some(ShareWarning::ShownWhole));
        warnings.extend((planned.bond() != Bond::Holder).then_some(ShareWarning::NotBound));
        Ok(PreviewPart {
            record: planned.record.to_string(),
            title: planned.card.title.clone(),
            issuer: planned.card.issuer.clone(),
            visible,
            hidden,
            choosable: planned.parts.as_ref().is_some_and(Parts::is_choosable),
            bond: planned.bond(),
            warnings,
        })
    }
}

/// What is shown and what is held back of a credential that can be shown in part, claim by claim.
fn told(parts: &Parts) -> (Vec<Seen>, Vec<Seen>) {
    let seen = |shown: bool| {
        let leaves = parts.leaves(shown).filter(|(leaf, _)| !is_about_the_token(&leaf.at));
        let seen = leaves.map(|(leaf, at)| Seen {
            what: SeenAs::Claim,
            name: leaf.at.trim_start_matches('/').to_owned(),
            value: short(&leaf.text),
            at: at.map(str::to_owned),
        });
        seen.take(MAX_SEEN).collect()
    };
    (seen(true), seen(false))
}

/// Claims that are about the token itself, and shown in every case.
fn is_about_the_token(at: &str) -> bool {
    let first = at.trim_start_matches('/').split('/').next().unwrap_or_default();
    ["iss", "iat", "nbf", "jti", "cnf", "status", "_sd_alg", "vct#integrity"].contains(&first)
}

/// The main things that a credential says.
fn main_things(view: &CredentialView) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut say = |what, name: &str, value: &str| {
        if !value.is_empty() && seen.len() < MAX_SEEN {
            seen.push(Seen { what, name: name.to_owned(), value: short(value), at: None });
        }
    };
    say(SeenAs::Title, "", plain(&view.title));
    say(SeenAs::Issuer, "", plain(&view.issuer.name));
    say(SeenAs::Learner, "", plain(&view.subject.name));
    say(SeenAs::BirthDate, "", view.subject.date_of_birth.as_deref().unwrap_or_default());
    for identifier in view.subject.identifiers.iter().filter(|identifier| !identifier.hashed) {
        say(SeenAs::Identifier, identifier.kind.as_deref().unwrap_or_default(), &identifier.value);
    }
    say(SeenAs::ValidFrom, "", view.valid_from.as_deref().unwrap_or_default());
    say(SeenAs::ValidUntil, "", view.valid_until.as_deref().unwrap_or_default());
    for claim in &view.claims {
        main_things_of(claim, &mut say);
    }
    say(SeenAs::Text, "", plain(&view.description));
    if !view.images.is_empty() {
        say(SeenAs::Picture, "", &view.images.len().to_string());
    }
    seen
}

fn main_things_of(claim: &Claim, say: &mut impl FnMut(SeenAs, &str, &str)) {
    say(SeenAs::Title, "", plain(&claim.title));
    for credit in &claim.credits {
        say(SeenAs::Credits, plain(&credit.framework.label), &credit.points);
    }
    for result in &claim.results {
        let level = result.achieved_level.as_ref().map(|level| plain(&level.name));
        let value = result.value.as_deref().or(level).unwrap_or_default();
        say(SeenAs::Result, plain(&result.title), value);
    }
    say(SeenAs::Text, "", plain(&claim.description));
    // Parts are counted where they are shown; one level says what kind of things are in it.
    for part in &claim.parts {
        say(SeenAs::Title, "", plain(&part.title));
    }
}

/// What a verifier would hold against it now, as far as is known here.
fn standing(report: &Report) -> Option<ShareWarning> {
    let failed = |code: Code| {
        report.checks.iter().any(|check| check.outcome == Outcome::Fail && check.code == Some(code))
    };
    Some(match report.verdict {
        Verdict::Verified => return None,
        Verdict::Unrecognised => ShareWarning::Unrecognised,
        Verdict::Undetermined => ShareWarning::Undetermined,
        Verdict::Invalid if failed(Code::Expired) => ShareWarning::Expired,
        Verdict::Invalid if failed(Code::NotYetValid) => ShareWarning::NotYetValid,
        Verdict::Invalid if failed(Code::Revoked) || failed(Code::Suspended) => ShareWarning::Revoked,
        Verdict::Invalid => ShareWarning::Invalid,
    })
}

/// Warnings by the names of what is shown: formats call the same things by different names.
pub(super) fn personal<'n>(names: impl Iterator<Item = &'n str>) -> Vec<ShareWarning> {
    let mut warnings = Vec::new();
    for name in names {
        let folded: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        for (warning, words) in
            [(ShareWarning::BirthDate, BIRTH_DATE), (ShareWarning::PersonalNumber, PERSONAL_NUMBER)]
        {
            if has(words) && !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
    }
    warnings
}

/// The names of members, at any depth that documents have.
fn member_names<'v>(value: &'v Value, names: &mut Vec<&'v str>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                names.push(name);
                member_names(member, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| member_names(item, names)),
        _ => {}
    }
}

fn plain(text: &Text) -> &str {
    text.pick(&["en"]).unwrap_or_default().trim()
}

fn short(text: &str) -> String {
    text.chars().take(MAX_CHARACTERS).collect()
}

const BIRTH_DATE: &[&str] = &["birthdate", "dateofbirth", "birthday"];
const PERSONAL_NUMBER: &[&str] = &[
    "nationalid",
    "personalnumber",
    "personaladministrativenumber",
    "socialsecurity",
    "taxid",
    "passportnumber",
];

/// Most lines of a preview of one credential.
const MAX_SEEN: usize = 200;

/// Longest value in a preview.
const MAX_CHARACTERS: usize = 300;
