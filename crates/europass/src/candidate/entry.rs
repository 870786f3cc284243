//! A credential as an entry of education.

use vc::view::{Claim, Concept, CredentialView, Credit, Party, Text};
use vc::{Check, Outcome, Report};

use super::html::Html;
use super::{country, date};
use crate::limits::{MAX_ENTRIES, MAX_ENTRY_CHARACTERS};

/// What was learned, where, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who awarded it.
    pub organisation: String,
    /// ISO 3166-1 alpha-2, lower case.
    pub country: Option<String>,
    /// Web page of the organisation.
    pub homepage: Option<String>,
    /// When it began: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub start: Option<String>,
    /// When it ended or was awarded.
    pub end: Option<String>,
    /// What it is called.
    pub title: String,
    /// What it proves, as HTML.
    pub description: String,
    /// The grade as issued.
    pub grade: Option<String>,
    /// ECTS credits. Other credits are named in the description, never converted.
    pub ects: Option<String>,
    /// Level of the European Qualifications Framework, 1 to 8.
    pub eqf_level: Option<String>,
    /// A page about the credential.
    pub link: Option<String>,
}

/// The entries for a credential: one for each claim, or one for the whole where no claim is known.
///
/// From what is signed only, but for the name of an issuer that says none of its own: that comes from where its DID is
/// published, or from the trust list that vouches for it. Says nothing about whether the credential holds; the caller looks at its verdict.
#[must_use]
pub fn entries(report: &Report, language: &str) -> Vec<Entry> {
    let view = &report.claims;
    if view.claims.is_empty() {
        return vec![entry(report, &Claim::default(), language)];
    }
    view.claims.iter().take(MAX_ENTRIES).map(|claim| entry(report, claim, language)).collect()
}

fn entry(report: &Report, claim: &Claim, language: &str) -> Entry {
    let view = &report.claims;
    let say = |text: &Text| text.pick(&[language]).map(short).filter(|text| !text.is_empty());
    let awarding = claim.awarded_by.first().unwrap_or(&view.issuer);
    let sealed_by = || report.seal.as_ref().map(|seal| short(&seal.sealed_by));
    Entry {
        organisation: say(&awarding.name)
            .or_else(|| say(&view.issuer.name))
            .or_else(sealed_by)
            .or_else(|| view.issuer.id.as_deref().and_then(domain).map(short))
            .or_else(|| listed(report))
            .or_else(|| view.issuer.id.as_deref().map(short))
            .unwrap_or_default(),
        country: place(awarding).or_else(|| place(&view.issuer)),
        homepage: awarding.homepage.as_deref().and_then(page),
        start: claim.started_on.as_deref().and_then(date::day),
        end: ended(view, claim),
        title: say(&claim.title).or_else(|| say(&view.title)).unwrap_or_default(),
        description: description(view, claim, language),
        grade: grade(claim, language),
        ects: claim.credits.iter().find(|credit| is_ects(&credit.framework)).and_then(points),
        eqf_level: claim.eqf_level.as_ref().and_then(eqf),
        link: view.id.as_deref().and_then(page),
    }
}

/// When it ended; else when it was awarded, issued, or came into force.
fn ended(view: &CredentialView, claim: &Claim) -> Option<String> {
    [&claim.ended_on, &claim.awarded_on, &view.issued, &view.valid_from]
        .into_iter()
        .flatten()
        .find_map(|text| date::day(text))
}

/// The domain that publishes a `did:web` or `did:webvh`; nothing where something else would pass for a domain.
fn domain(id: &str) -> Option<&str> {
    let place =
        id.strip_prefix("did:web:").or_else(|| Some(id.strip_prefix("did:webvh:")?.split_once(':')?.1))?;
    let authority = place.split(':').next()?;
    // A port is written `%3A8443`.
    let domain = match authority.split_once('%') {
        Some((domain, port)) if port.starts_with("3A") || port.starts_with("3a") => domain,
        Some(_) => return None,
        None => authority,
    };
    let label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (domain.contains('.') && domain.split('.').all(label)).then_some(domain)
}

/// What the trust list that vouches for the issuer calls it.
fn listed(report: &Report) -> Option<String> {
    let recognition = report.checks.iter().find(|result| result.check == Check::Recognition)?;
    let name = recognition.detail.get("name").filter(|_| recognition.outcome == Outcome::Pass)?;
    Some(short(name)).filter(|name| !name.is_empty())
}

/// Where an organisation is.
fn place(party: &Party) -> Option<String> {
    party.country.as_ref().and_then(country::code)
}

fn description(view: &CredentialView, claim: &Claim, language: &str) -> String {
    let pick = |text: &Text| text.pick(&[language]).map(short).unwrap_or_default();
    let mut html = Html::default();
    let described = if claim.description.is_empty() { &view.description } else { &claim.description };
    html.paragraphs(&pick(described));
    html.paragraphs(&pick(&claim.outcome_summary));
    let mut items = Vec::new();
    for outcome in &claim.outcomes {
        let title = pick(&outcome.title);
        let skills = outcome.skills.iter().map(|skill| pick(&skill.label)).filter(|skill| *skill != title);
        let skills: Vec<_> = skills.filter(|skill| !skill.is_empty()).collect();
        items.push(match (title.is_empty(), skills.is_empty()) {
            (_, true) => title,
            (true, false) => skills.join(", "),
            (false, false) => format!("{title} ({})", skills.join(", ")),
        });
    }
    items.extend(claim.credits.iter().filter_map(|credit| other_credit(credit, language)));
    items.truncate(MAX_ENTRIES);
    html.list(&items);
    html.into_text()
}

/// Credits of a framework that has a name and is not ECTS.
fn other_credit(credit: &Credit, language: &str) -> Option<String> {
    let framework = credit.framework.label.pick(&[language]).map(short).filter(|name| !name.is_empty())?;
    (!is_ects(&credit.framework) && !credit.points.is_empty())
        .then(|| format!("{} {framework}", short(&credit.points)))
}

fn grade(claim: &Claim, language: &str) -> Option<String> {
    let assessed = claim.assessments.iter().find_map(|assessment| assessment.grade.pick(&[language]));
    let reached = || claim.results.iter().find_map(|result| result.value.as_deref());
    assessed.or_else(reached).map(short).filter(|grade| !grade.is_empty())
}

/// By its address or its exact name; nothing else is taken for ECTS.
fn is_ects(framework: &Concept) -> bool {
    const ADDRESS: &str = "http://data.europa.eu/snb/education-credit/6fcec5c5af";
    const NAMES: [&str; 3] =
        ["ECTS", "European Credit Transfer System", "European Credit Transfer and Accumulation System"];
    let named = |label: &String| NAMES.iter().any(|name| label.trim().eq_ignore_ascii_case(name));
    framework.id.as_deref() == Some(ADDRESS) || framework.label.0.values().any(named)
}

/// A plain decimal, as issued.
fn points(credit: &Credit) -> Option<String> {
    let points = credit.points.trim();
    let plain = points.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (plain && points.len() <= 8 && points.parse::<f64>().is_ok()).then(|| points.to_owned())
}

fn eqf(level: &Concept) -> Option<String> {
    let level = level.id.as_deref()?.strip_prefix("http://data.europa.eu/snb/eqf/")?;
    matches!(level, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8").then(|| level.to_owned())
}

/// An address that a browser opens, and nothing else.
fn page(address: &str) -> Option<String> {
    let web = address.starts_with("https://") || address.starts_with("http://");
    let plain = !address.chars().any(|character| character.is_whitespace() || character.is_control());
    (web && plain && address.len() <= MAX_ENTRY_CHARACTERS).then(|| address.to_owned())
}

/// What one field of a CV has room for.
fn short(text: &str) -> String {
    text.trim().chars().take(MAX_ENTRY_CHARACTERS).collect()
}
