//! Two credentials side by side, by the elements of Annex I.

use std::collections::BTreeSet;

use serde::Serialize;
use vc::Report;
use vc::view::{Claim, Concept, Text};

use crate::annex1::Element;
use crate::vocabulary;

/// What two credentials say about one element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ComparedRow"))]
pub struct Row {
    /// Which element.
    pub element: Element,
    /// What the first says.
    pub left: Vec<Value>,
    /// What the second says.
    pub right: Vec<Value>,
    /// True when both say the same, and something.
    pub same: bool,
}

/// A value: what it is compared by, and how it reads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ComparedValue"))]
pub struct Value {
    /// The address of a term, or the text itself.
    pub key: String,
    /// For people.
    pub label: String,
}

/// Compares what two credentials say, element by element. Terms are compared by their addresses, everything else as text;
/// nothing is converted. What there is in several languages reads in the first of `languages` that it has. Says nothing about
/// whether they hold.
#[must_use]
pub fn compare(left: &Report, right: &Report, languages: &[&str]) -> Vec<Row> {
    let row = |element| {
        let (left, right) = (values(left, element, languages), values(right, element, languages));
        let keys = |values: &[Value]| values.iter().map(|value| value.key.clone()).collect::<BTreeSet<_>>();
        let same = !left.is_empty() && keys(&left) == keys(&right);
        Row { element, left, right, same }
    };
    Element::ALL.into_iter().map(row).collect()
}

/// Each value once, in the order of the credential.
fn values(report: &Report, element: Element, languages: &[&str]) -> Vec<Value> {
    let view = &report.claims;
    let mut found = Values { languages, values: Vec::new() };
    match element {
        Element::Learner => found.text(&view.subject.name),
        Element::Title => found.text(&view.title),
        Element::DateOfIssuing => found.plain(view.issued.as_ref().or(view.valid_from.as_ref())),
        Element::AwardingBody | Element::IssuerCountry => {
            let awarded: Vec<_> = view.claims.iter().flat_map(|claim| &claim.awarded_by).collect();
            let parties = if awarded.is_empty() { vec![&view.issuer] } else { awarded };
            for party in parties {
                match element {
                    Element::AwardingBody => found.text(&party.name),
                    _ => found.concepts(&party.country),
                }
            }
        }
        _ => view.claims.iter().for_each(|claim| found.claim(claim, element)),
    }
    found.values
}

struct Values<'l> {
    languages: &'l [&'l str],
    values: Vec<Value>,
}

impl Values<'_> {
    fn claim(&mut self, claim: &Claim, element: Element) {
        match element {
            Element::LearningOutcomes => {
                for outcome in &claim.outcomes {
                    match outcome.skills.as_slice() {
                        [] => self.text(&outcome.title),
                        skills => self.concepts(skills),
                    }
                }
                self.text(&claim.outcome_summary);
            }
            Element::Workload => {
                for credit in &claim.credits {
                    let framework = self.label(&credit.framework);
                    self.push(format!("{} {framework}", credit.points).trim());
                }
                self.plain(claim.workload.as_ref());
            }
            Element::Level => self.concepts(claim.eqf_level.iter().chain(&claim.nqf_levels)),
            Element::AssessmentType => self.concepts(claim.assessments.iter().flat_map(|it| &it.kinds)),
            Element::Participation => self.concepts(&claim.modes),
            Element::QualityAssurance => claim.quality_assurance.iter().for_each(|title| self.text(title)),
            Element::Prerequisites => self.text(&claim.entry_requirements),
            Element::Supervision => {
                self.concepts(claim.assessments.iter().filter_map(|it| it.identity_check.as_ref()))
            }
            Element::Grade => {
                claim.assessments.iter().for_each(|assessment| self.text(&assessment.grade));
                claim.results.iter().for_each(|result| self.plain(result.value.as_ref()));
            }
            Element::Stackability => claim.parts.iter().for_each(|part| self.text(&part.title)),
            Element::FurtherInformation => self.plain(claim.criteria.as_ref().and_then(|it| it.url.as_ref())),
            Element::Learner
            | Element::Title
            | Element::IssuerCountry
            | Element::AwardingBody
            | Element::DateOfIssuing => {}
        }
    }

    fn text(&mut self, text: &Text) {
        if let Some(text) = text.pick(self.languages) {
            self.push(text);
        }
    }

    fn plain(&mut self, text: Option<&String>) {
        if let Some(text) = text {
            self.push(text);
        }
    }

    fn concepts<'c>(&mut self, concepts: impl IntoIterator<Item = &'c Concept>) {
        for concept in concepts {
            let label = self.label(concept);
            // A name that means something in its own file only is compared by its label.
            let key = concept.id.clone().filter(|id| id.starts_with("http")).unwrap_or_else(|| label.clone());
            self.add(Value { key, label });
        }
    }

    fn label(&self, concept: &Concept) -> String {
        let said = concept.label.pick(self.languages);
        let known = || concept.id.as_deref().map(|id| vocabulary::label(id).unwrap_or(id));
        said.or_else(known).unwrap_or_default().to_owned()
    }

    fn push(&mut self, text: &str) {
        let text = text.trim().to_owned();
        self.add(Value { key: text.clone(), label: text });
    }

    fn add(&mut self, value: Value) {
        if !value.key.is_empty() && !self.values.contains(&value) {
            self.values.push(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use vc::view::CredentialView;
    use vc::{Evidence, Verifier};

    use super::*;

    /// A report about a view; whose, is not asked here.
    fn report(claim: Claim) -> Report {
        let document = br#"{"type": ["VerifiableCredential", "EuropeanDigitalCredential"]}"#;
        let unverified = vc::parse(document).unwrap().remove(0).unwrap();
        let mut report =
            Verifier::default().verify(&unverified, &Evidence::none(), jiff::Timestamp::UNIX_EPOCH);
        report.claims = CredentialView { claims: vec![claim], ..CredentialView::default() };
        report
    }

    fn term(id: &str, language: &str, label: &str) -> Concept {
        Concept { id: Some(id.to_owned()), label: Text([(language.to_owned(), label.to_owned())].into()) }
    }

    fn row(left: Claim, right: Claim, element: Element) -> Row {
        let rows = compare(&report(left), &report(right), &["en"]);
        assert_eq!(rows.len(), 16);
        rows.into_iter().find(|row| row.element == element).unwrap()
    }

    #[test]
    fn terms_are_the_same_in_any_language_and_texts_only_word_for_word() {
        let level = |concept| Claim { eqf_level: Some(concept), ..Claim::default() };
        let six = "http://data.europa.eu/snb/eqf/6";
        assert!(
            row(level(term(six, "en", "Level 6")), level(term(six, "fi", "Taso 6")), Element::Level).same
        );
        let local = |label| level(term("urn:epass:concept:1", "en", label));
        assert!(!row(local("Level 6"), local("Level 5"), Element::Level).same);
        assert!(row(local("Level 6"), local("Level 6"), Element::Level).same);
    }

    #[test]
    fn text_reads_in_the_first_language_that_it_has() {
        let title = |languages: &[&str]| {
            let text = [("en", "Level 6"), ("fi", "Taso 6"), ("sv", "Nivå 6")];
            let label = Text(text.map(|(tag, label)| (tag.to_owned(), label.to_owned())).into());
            let claim = Claim { eqf_level: Some(Concept { id: None, label }), ..Claim::default() };
            let rows = compare(&report(claim), &report(Claim::default()), languages);
            rows.into_iter().find(|row| row.element == Element::Level).unwrap().left[0].label.clone()
        };
        assert_eq!(title(&["sv", "fi"]), "Nivå 6");
        assert_eq!(title(&["pt", "fi"]), "Taso 6");
        assert_eq!(title(&["pt"]), "Level 6");
    }

    #[test]
    fn public_credential_in_several_languages_reads_in_each() {
        let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
        let data = std::env::var_os("TESSERA_DATA").map_or(default, PathBuf::from);
        let path = data.join("edc/sealed/elm-support_Sample-CertOfPart-signed.jsonld");
        let Ok(bytes) = std::fs::read(path) else {
            println!("skipped: 1 case, no data");
            return;
        };
        let unverified = vc::parse(&bytes).unwrap().remove(0).unwrap();
        let at = "2026-11-22T12:00:00Z".parse().unwrap();
        let report = Verifier::default().verify(&unverified, &Evidence::none(), at);
        let awarding_body = |languages: &[&str]| {
            let rows = compare(&report, &report, languages);
            let row = rows.into_iter().find(|row| row.element == Element::AwardingBody).unwrap();
            row.left[0].label.clone()
        };
        assert!(awarding_body(&["hu", "en"]).ends_with("Támogatói Csoport"));
        assert!(awarding_body(&["en", "hu"]).ends_with("Support Team"));
        assert!(awarding_body(&["fi"]).ends_with("Support Team"));
        assert!(awarding_body(&["fi", "hu"]).ends_with("Támogatói Csoport"));
    }

    #[test]
    fn saying_nothing_is_not_the_same() {
        let row = row(Claim::default(), Claim::default(), Element::Workload);
        assert_eq!((row.left.len(), row.same), (0, false));
    }

    #[test]
    fn address_without_a_label_reads_as_the_vocabulary_says() {
        let mode = Concept {
            id: Some("http://data.europa.eu/snb/learning-assessment/e92d221e4d".into()),
            ..Concept::default()
        };
        let claim = Claim { modes: vec![mode], ..Claim::default() };
        assert_eq!(row(claim, Claim::default(), Element::Participation).left[0].label, "Blended");
    }
}
