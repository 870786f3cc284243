//! Credentials as a JSON Resume (schema 1.3), which many makers of CVs read. Europass is not among them.
//!
//! What states a European level or credits is education, everything else a certificate; nothing is both. Each entry says in
//! `verification`, which the schema has room for, what the credential came to and as of when: the file itself proves nothing.

use std::collections::BTreeSet;

use serde::Serialize;
use vc::view::{Claim, Text};
use vc::{Report, Verdict};

use crate::candidate::{Entry, Person, entries};
use crate::limits::{MAX_ENTRIES, MAX_ENTRY_CHARACTERS};
use crate::web::link;

/// A resume, as it is written. No `Debug`: it is personal.
#[derive(Serialize)]
pub struct Resume {
    #[serde(skip_serializing_if = "Option::is_none")]
    basics: Option<Basics>,
    education: Vec<Education>,
    certificates: Vec<Certificate>,
    skills: Vec<Skill>,
    languages: Vec<Language>,
    meta: Meta,
}

#[derive(Serialize)]
struct Basics {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
}

#[derive(Serialize)]
struct Education {
    institution: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<String>,
    #[serde(rename = "studyType")]
    study_type: String,
    #[serde(rename = "startDate", skip_serializing_if = "Option::is_none")]
    start_date: Option<String>,
    #[serde(rename = "endDate", skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<String>,
    courses: Vec<String>,
    #[serde(rename = "eqfLevel", skip_serializing_if = "Option::is_none")]
    eqf_level: Option<String>,
    #[serde(rename = "ectsCredits", skip_serializing_if = "Option::is_none")]
    ects: Option<String>,
    verification: Verification,
}

#[derive(Serialize)]
struct Certificate {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    issuer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    verification: Verification,
}

/// What a credential came to, and how to know its file.
#[derive(Clone, Serialize)]
struct Verification {
    verdict: Verdict,
    #[serde(rename = "asOf")]
    as_of: String,
    sha256: String,
}

#[derive(Serialize)]
struct Skill {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Language {
    language: String,
    fluency: &'static str,
}

#[derive(Serialize)]
struct Meta {
    version: &'static str,
    #[serde(rename = "lastModified")]
    last_modified: String,
}

impl Resume {
    /// These credentials, in their order. `person` says who, and in which language texts are picked; `made_at` is a time of
    /// RFC 3339.
    ///
    /// From what is signed only. Whether a credential holds stands beside it; the caller decides which may be in it.
    #[must_use]
    pub fn of(person: Option<&Person>, reports: &[Report], made_at: &str) -> Self {
        let language = person.map_or("en", |person| person.cv_language.as_str());
        let mut resume = Self {
            basics: person.map(Basics::of),
            education: Vec::new(),
            certificates: Vec::new(),
            skills: Vec::new(),
            languages: person.map(languages).unwrap_or_default(),
            meta: Meta { version: "v1.3.1", last_modified: made_at.to_owned() },
        };
        let mut known = BTreeSet::new();
        for report in reports {
            resume.add(report, language);
            report.claims.claims.iter().for_each(|claim| resume.skills_of(claim, language, &mut known));
        }
        resume
    }

    /// The document, UTF-8.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("texts and numbers are JSON") + "\n"
    }

    fn add(&mut self, report: &Report, language: &str) {
        let verification = Verification {
            verdict: report.verdict,
            as_of: report.at.to_string(),
            sha256: report.sha256.clone(),
        };
        let claims = report.claims.claims.iter().map(Some).chain(std::iter::repeat(None));
        for (entry, claim) in entries(report, language).into_iter().zip(claims) {
            let verification = verification.clone();
            if entry.eqf_level.is_some() || entry.ects.is_some() {
                self.education.push(education(entry, claim, language, verification));
            } else {
                self.certificates.push(Certificate {
                    name: entry.title,
                    date: entry.end.and_then(day),
                    issuer: entry.organisation,
                    url: entry.link.as_deref().and_then(link),
                    verification,
                });
            }
        }
    }

    /// Skills that have a name, each once.
    fn skills_of(&mut self, claim: &Claim, language: &str, known: &mut BTreeSet<String>) {
        let outcomes = claim.outcomes.iter().flat_map(|outcome| &outcome.skills);
        let named = outcomes.map(|skill| (skill.id.as_deref(), &skill.label));
        let aligned = claim.alignments.iter().map(|to| (to.url.as_deref(), &to.name));
        let esco = |id: Option<&str>| id.is_some_and(|id| id.contains("//data.europa.eu/esco/"));
        for (id, label) in named.chain(aligned.filter(|(id, _)| esco(*id))) {
            let Some(name) = say(label, language) else { continue };
            let key = id.map_or_else(|| name.to_lowercase(), |id| id.replacen("https:", "http:", 1));
            if self.skills.len() < MAX_ENTRIES && known.insert(key) {
                self.skills.push(Skill { name, url: id.and_then(link) });
            }
        }
        claim.parts.iter().for_each(|part| self.skills_of(part, language, known));
    }
}

impl Basics {
    fn of(person: &Person) -> Self {
        Self {
            name: format!("{} {}", person.given_name, person.family_name),
            email: person.email.clone(),
            phone: person.phone.as_ref().map(|phone| format!("+{} {}", phone.dialling, phone.number)),
        }
    }
}

fn education(entry: Entry, claim: Option<&Claim>, language: &str, verification: Verification) -> Education {
    let parts = claim.into_iter().flat_map(|claim| &claim.parts);
    Education {
        institution: entry.organisation,
        url: entry.homepage.as_deref().and_then(link),
        area: claim.and_then(|claim| say(&claim.field_of_study, language)),
        study_type: entry.title,
        start_date: entry.start.and_then(day),
        end_date: entry.end.and_then(day),
        score: entry.grade,
        courses: parts.filter_map(|part| say(&part.title, language)).take(MAX_ENTRIES).collect(),
        eqf_level: entry.eqf_level,
        ects: entry.ects,
        verification,
    }
}

fn languages(person: &Person) -> Vec<Language> {
    let language = |name: &String| Language { language: name.clone(), fluency: "Native speaker" };
    person.mother_tongues.iter().map(language).collect()
}

/// The schema knows years from 1000 to 2999.
fn day(date: String) -> Option<String> {
    matches!(date.as_bytes().first(), Some(b'1' | b'2')).then_some(date)
}

fn say(text: &Text, language: &str) -> Option<String> {
    let said = text.pick(&[language])?.trim().chars().take(MAX_ENTRY_CHARACTERS).collect::<String>();
    (!said.is_empty()).then_some(said)
}

#[cfg(test)]
mod tests;
