//! Gives labels to the terms of a view that have none.

use vc::view::{Alignment, Claim, Concept, CredentialView, Party, Text};

use super::label;

/// Gives each term that the credential names by address alone its label; true when there was one.
///
/// The address is what is signed. What the credential says itself stays as it is, in whatever language.
pub fn label_terms(view: &mut CredentialView) -> bool {
    let mut labelled = false;
    each_term(view, &mut |address, text| {
        if text.is_empty()
            && let Some(label) = address.as_deref().and_then(label)
        {
            text.0.insert("en".to_owned(), label.to_owned());
            labelled = true;
        }
    });
    labelled
}

type Visit<'v> = &'v mut dyn FnMut(&Option<String>, &mut Text);

fn each_term(view: &mut CredentialView, visit: Visit<'_>) {
    party(&mut view.issuer, visit);
    view.claims.iter_mut().for_each(|one| claim(one, visit));
}

fn claim(claim: &mut Claim, visit: Visit<'_>) {
    claim.awarded_by.iter_mut().chain(&mut claim.created_by).for_each(|one| party(one, visit));
    let outcomes = claim.outcomes.iter_mut().flat_map(|outcome| &mut outcome.skills);
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
    let accredited =
        accredited.flat_map(|one| one.kind.iter_mut().chain(&mut one.levels).chain(&mut one.fields));
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
        assert!(label_terms(&mut view));
        let claim = &view.claims[0];
        assert_eq!(claim.eqf_level.as_ref().map(|level| &level.label), Some(&said));
        assert!(claim.nqf_levels[0].label.is_empty());
        assert_eq!(claim.parts[0].modes[0].label.pick(&[]), Some("Blended"));
        assert!(!label_terms(&mut view));
    }
}
