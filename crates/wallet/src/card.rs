//! A card: one credential in a list.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use vault::{IndexCard, Kin, Listed, RecordId};
use vc::view::{Claim, ClaimKind, CredentialView, Described, Party, Statement, StatementValue, Text};
use vc::{Code, Report, Verdict};

/// One credential in a list. Stored with the record: a field that is added needs a default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Card {
    /// Its record.
    pub record: String,
    /// Title: of the credential, else of what was achieved, else its type, else the name of the file.
    pub title: String,
    /// Name of the issuer, empty when it has none.
    pub issuer: String,
    /// Country in the seal certificate, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// When it was awarded, else issued, as the credential writes it.
    pub awarded: Option<String>,
    /// In force until, as the credential writes it.
    pub valid_until: Option<String>,
    /// Points and their framework: `15 ECTS`; a bare number where no framework is named.
    pub size: Option<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// Code of the check that decides the verdict.
    pub code: Option<Code>,
    /// For what time it was judged, RFC 3339.
    pub checked_at: String,
    /// How another credential in the wallet is related; found out when it is listed.
    #[serde(default)]
    pub kinship: Option<Kinship>,
}

/// How another credential is related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Kinship {
    /// The same credential, issued again in other bytes.
    Reissued,
    /// Another credential of the same name and issuer for the same person: renewed, or earned again.
    Renewed,
}

impl From<Kin> for Kinship {
    fn from(kin: Kin) -> Self {
        match kin {
            Kin::Same => Self::Reissued,
            Kin::Series => Self::Renewed,
        }
    }
}

impl Card {
    pub(crate) fn of(record: &RecordId, report: &Report, file_name: Option<&str>) -> Self {
        let view = &report.claims;
        let main = main_claim(view);
        let title = title(view).or_else(|| file_name.map(str::to_owned)).unwrap_or_default();
        let awarded = main.and_then(|claim| claim.awarded_on.clone()).or_else(|| view.issued.clone());
        Self {
            record: record.to_string(),
            title,
            issuer: plain(&view.issuer.name).unwrap_or_default().to_owned(),
            country: report.seal.as_ref().and_then(|seal| seal.country.clone()),
            awarded,
            valid_until: view.valid_until.clone(),
            size: main.and_then(size),
            verdict: report.verdict,
            code: report.deciding().and_then(|deciding| deciding.code),
            checked_at: report.at.to_string(),
            kinship: None,
        }
    }

    /// The card as the vault kept it, and what was found out by listing it.
    pub(crate) fn listed(line: &Listed) -> Result<Self, serde_json::Error> {
        let card: Self = serde_json::from_str(&line.face)?;
        Ok(Self { kinship: line.kin.map(Kinship::from), ..card })
    }

    /// The card as the vault keeps it, with what it is sorted and found by.
    pub(crate) fn indexed(&self, report: &Report) -> IndexCard {
        IndexCard {
            title: self.title.clone(),
            issuer: self.provider(),
            issued: self.awarded.as_deref().and_then(seconds),
            expires: self.valid_until.as_deref().and_then(seconds),
            search_text: search_text(self, &report.claims),
            same: same(report),
            series: series(report),
            face: serde_json::to_string(self).expect("strings and unit variants are always JSON"),
        }
    }
}

impl Card {
    /// Providers of one name in two countries are two.
    fn provider(&self) -> String {
        match &self.country {
            Some(country) if !self.issuer.is_empty() => format!("{}, {country}", self.issuer),
            _ => self.issuer.clone(),
        }
    }
}

/// The same for every issue of one credential: who issued it, and under which identifier.
fn same(report: &Report) -> Option<String> {
    let view = &report.claims;
    Some(fingerprint(["same", issuer_id(view)?, view.id.as_deref()?, ""]))
}

/// The same for every renewal of one credential: who issued it, what for, and to whom.
fn series(report: &Report) -> Option<String> {
    let view = &report.claims;
    // Identifiers of achievements are of no use here: many files number them from 1.
    let what = plain(&view.title).or_else(|| plain(&main_claim(view)?.title))?;
    let whom = view.subject.id.as_deref().unwrap_or_default();
    Some(fingerprint(["series", issuer_id(view)?, what, whom]))
}

fn issuer_id(view: &CredentialView) -> Option<&str> {
    view.issuer.id.as_deref().or_else(|| plain(&view.issuer.name))
}

/// Names can be long, and two of them must not run together.
fn fingerprint(parts: [&str; 4]) -> String {
    RecordId::of_file(&serde_json::to_vec(&parts).expect("strings are always JSON"), 0).to_string()
}

/// The claim that a person means by "the credential": the first achievement, else the first of any kind.
/// Title: of the credential, else of what was achieved, else its type.
pub(crate) fn title(view: &CredentialView) -> Option<String> {
    plain(&view.title)
        .or_else(|| plain(&main_claim(view)?.title))
        .map(str::to_owned)
        .or_else(|| view.kinds.first().map(|kind| spaced(kind)))
}

pub(crate) fn main_claim(view: &CredentialView) -> Option<&Claim> {
    view.claims.iter().find(|claim| claim.kind == ClaimKind::Achievement).or(view.claims.first())
}

/// A text that is there, in English or else in any language.
pub(crate) fn plain(text: &Text) -> Option<&str> {
    text.pick(&[]).filter(|text| !text.trim().is_empty())
}

/// The points earned, else those that come with it.
fn size(claim: &Claim) -> Option<String> {
    let Some(credit) = claim.credits.first() else { return claim.credits_available.clone() };
    let framework = match credit.framework.id.as_deref() {
        Some(ECTS) => "ECTS", // its label is long, and everybody says it so
        _ => plain(&credit.framework.label).unwrap_or_default(),
    };
    Some(format!("{} {framework}", credit.points).trim().to_owned())
}

/// The name of a type in words: `UniversityDegreeCredential` is "University Degree Credential".
fn spaced(kind: &str) -> String {
    let mut words = String::new();
    let mut letters = kind.chars().peekable();
    let mut after_small = false;
    while let Some(letter) = letters.next() {
        let begins_word = letter.is_uppercase()
            && (after_small || (!words.is_empty() && letters.peek().is_some_and(|next| next.is_lowercase())));
        if begins_word {
            words.push(' ');
        }
        words.push(letter);
        after_small = letter.is_lowercase() || letter.is_numeric();
    }
    words
}

/// The European Credit Transfer System in the EU vocabulary `education-credit`.
const ECTS: &str = "http://data.europa.eu/snb/education-credit/6fcec5c5af";

/// A date of any precision as seconds since 1970, for sorting and for nothing else. Without a zone: UTC.
pub(crate) fn seconds(date: &str) -> Option<i64> {
    if let Ok(instant) = date.parse::<Timestamp>() {
        return Some(instant.as_second());
    }
    let local = date.parse::<DateTime>().or_else(|_| date.parse::<Date>().map(DateTime::from)).ok()?;
    Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Every word, in every language, by which a person may look for the credential.
fn search_text(card: &Card, view: &CredentialView) -> String {
    let mut words = Words::default();
    words.line(&card.title);
    words.text(&view.title);
    words.party(&view.issuer);
    for claim in &view.claims {
        words.claim(claim);
    }
    words.text(&view.description);
    if let Some(endorsement) = &view.endorsement {
        words.text(&endorsement.comment);
    }
    for subject in &view.subjects {
        words.described(subject);
    }
    words.statements(&view.statements);
    words.0
}

/// Lines of text, up to [`MAX_SEARCH_BYTES`].
#[derive(Default)]
struct Words(String);

impl Words {
    fn line(&mut self, line: &str) {
        let line = line.trim();
        if !line.is_empty() && self.0.len() + line.len() < MAX_SEARCH_BYTES {
            self.0.push_str(line);
            self.0.push('\n');
        }
    }

    fn text(&mut self, text: &Text) {
        for line in text.0.values() {
            self.line(line);
        }
    }

    fn party(&mut self, party: &Party) {
        self.text(&party.name);
        if let Some(country) = &party.country {
            self.text(&country.label);
        }
    }

    /// A claim and its parts. How deep parts go is bounded where the view is made.
    fn claim(&mut self, claim: &Claim) {
        self.text(&claim.title);
        for party in &claim.awarded_by {
            self.party(party);
        }
        for outcome in &claim.outcomes {
            self.text(&outcome.title);
            for skill in &outcome.skills {
                self.text(&skill.label);
            }
        }
        self.text(&claim.outcome_summary);
        for result in &claim.results {
            self.text(&result.title);
            result.achieved_level.iter().for_each(|level| self.text(&level.name));
        }
        for alignment in &claim.alignments {
            self.text(&alignment.name);
            self.text(&alignment.framework);
            alignment.code.iter().for_each(|code| self.line(code));
        }
        self.text(&claim.field_of_study);
        self.text(&claim.specialization);
        claim.tags.iter().chain(&claim.code).for_each(|word| self.line(word));
        for part in &claim.parts {
            self.claim(part);
        }
        self.text(&claim.description);
        claim.criteria.iter().for_each(|criteria| self.text(&criteria.narrative));
    }

    /// What is said about a thing. How deep things go is bounded where the view is made.
    fn described(&mut self, thing: &Described) {
        self.statements(&thing.statements);
    }

    fn statements(&mut self, statements: &[Statement]) {
        for value in statements.iter().flat_map(|statement| &statement.values) {
            match value {
                StatementValue::Text { text, .. } | StatementValue::Typed { text, .. } => self.line(text),
                StatementValue::Thing(thing) => self.described(thing),
            }
        }
    }
}

/// Most text of one credential that is searched, in bytes. The largest public credential has half of it.
const MAX_SEARCH_BYTES: usize = 256 * 1024;

#[cfg(test)]
mod tests;
