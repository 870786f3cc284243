//! Gives labels to the terms of a view that have none.

use vc::view::{Alignment, Claim, Concept, CredentialView, Party, Text};

use super::{Labels, label};

/// Gives each term that the credential names by address alone its label, and skills also their labels in the languages
/// that were brought; true when there was any.
///
/// The address is what is signed. What the credential says itself stays as it is, in whatever language.
pub fn label_terms(view: &mut CredentialView, brought: &[Labels]) -> bool {
    let mut any = false;
    each_term(view, &mut |address, text| {
        any |= address.as_deref().is_some_and(|at| labelled(at, text, brought))
    });
    any
}

/// Adds to a text what the term of an address is called; true when there was something to add.
pub fn labelled(address: &str, text: &mut Text, brought: &[Labels]) -> bool {
    let before = text.0.len();
    if text.is_empty()
        && let Some(label) = label(address)
    {
        text.0.insert("en".to_owned(), label.to_owned());
    }
    for labels in brought {
        if let Some(label) = labels.label(address) {
            text.0.entry(labels.language().to_owned()).or_insert_with(|| label.to_owned());
        }
    }
    text.0.len() > before
}

type Visit<'v> = &'v mut dyn FnMut(&Option<String>, &mut Text);

fn each_term(view: &mut CredentialView, visit: Visit<'_>) {
    party(&mut view.issuer, visit);
    view.claims.iter_mut().for_each(|one| claim(one, visit));
}

fn claim(claim: &mut Claim, visit: Visit<'_>) {
    claim.awarded_by.iter_mut().chain(&mut claim.created_by).for_each(|one| party(one, visit));
    let outcomes = claim
        .outcomes
        .iter_mut()
        .flat_map(|outcome| outcome.skills.iter_mut().chain(&mut outcome.kind).chain(&mut outcome.reuse));
    let credits = claim.credits.iter_mut().map(|credit| &mut credit.framework);
    let assessed = claim.assessments.iter_mut();
    let assessed =
        assessed.flat_map(|assessment| assessment.kinds.iter_mut().chain(&mut assessment.identity_check));
    let own = claim
        .eqf_level
        .iter_mut()
        .chain(&mut claim.nqf_levels)
        .chain(&mut claim.modes)
        .chain(&mut claim.setting);
    let accredited = claim.accreditations.iter_mut();
    let accredited = accredited.flat_map(|one| {
        let limits = one.levels.iter_mut().chain(&mut one.fields).chain(&mut one.jurisdictions);
        one.kind.iter_mut().chain(limits).chain(&mut one.credential_types)
    });
    let places = claim.places.iter_mut();
    places
        .flat_map(|place| place.country.iter_mut().chain(&mut place.areas))
        .for_each(|one| concept(one, visit));
    claim.maturity.iter_mut().for_each(|one| concept(one, visit));
    accredited.chain(&mut claim.fields).for_each(|one| concept(one, visit));
    outcomes.chain(credits).chain(assessed).chain(own).for_each(|one| concept(one, visit));
    claim.alignments.iter_mut().for_each(|one| alignment(one, visit));
    for result in &mut claim.results {
        result.alignments.iter_mut().for_each(|one| alignment(one, visit));
    }
    claim.parts.iter_mut().for_each(|part| self::claim(part, visit));
}

fn party(party: &mut Party, visit: Visit<'_>) {
    party.country.iter_mut().for_each(|one| concept(one, visit));
}

fn concept(concept: &mut Concept, visit: Visit<'_>) {
    visit(&concept.id, &mut concept.label);
}

fn alignment(alignment: &mut Alignment, visit: Visit<'_>) {
    visit(&alignment.url, &mut alignment.name);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(address: &str) -> Concept {
        Concept { id: Some(address.to_owned()), label: Text::default() }
    }

    #[test]
    fn terms_get_labels_down_to_the_parts_and_what_was_said_stays() {
        let said = Text([("fi".to_owned(), "Taso 6".to_owned())].into());
        let part = Claim {
            modes: vec![term("http://data.europa.eu/snb/learning-assessment/e92d221e4d")],
            ..Claim::default()
        };
        let whole = Claim {
            eqf_level: Some(Concept { label: said.clone(), ..term("http://data.europa.eu/snb/eqf/6") }),
            nqf_levels: vec![term("https://school.example/levels/6")],
            parts: vec![part],
            ..Claim::default()
        };
        let mut view = CredentialView { claims: vec![whole], ..CredentialView::default() };
        assert!(label_terms(&mut view, &[]));
        let claim = &view.claims[0];
        assert_eq!(claim.eqf_level.as_ref().map(|level| &level.label), Some(&said));
        assert!(claim.nqf_levels[0].label.is_empty());
        assert_eq!(claim.parts[0].modes[0].label.pick(&[]), Some("Blended"));
        assert!(!label_terms(&mut view, &[]));
    }

    #[test]
    fn skills_are_called_in_the_languages_that_were_brought_too() {
        let skill = "http://data.europa.eu/esco/skill/110d7aa3-e44e-4cce-a927-8d4de615f3d9";
        let finnish = [Labels::parse("fi", format!("{skill}\tlajitella jätteitä\n").as_bytes()).unwrap()];
        let called = |said: &[(&str, &str)]| {
            let mut text =
                Text(said.iter().map(|(tag, text)| ((*tag).to_owned(), (*text).to_owned())).collect());
            let more = labelled(skill, &mut text, &finnish);
            (more, text.0.into_values().collect::<Vec<_>>())
        };
        let of = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(called(&[]), (true, of(&["sort waste", "lajitella jätteitä"])));
        assert_eq!(called(&[("sv", "sortera")]), (true, of(&["lajitella jätteitä", "sortera"])));
        assert_eq!(called(&[("fi", "lajittelu")]), (false, of(&["lajittelu"])));
        let mut unknown = Text::default();
        assert!(
            !labelled("http://data.europa.eu/esco/skill/none", &mut unknown, &finnish) && unknown.is_empty()
        );
    }
}
