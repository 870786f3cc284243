//! What credits are counted in. Frameworks are recognised by their address or their exact name, and never
//! converted.

use vc::view::Concept;

/// The name by which rules know a framework; for one that is not known here its address, else its label, else
/// [`UNSTATED`].
pub(crate) fn name(framework: &Concept) -> String {
    let address = framework.id.as_deref().filter(|id| !is_local(id));
    let labels = || framework.label.0.values().map(|label| label.trim());
    let known = KNOWN.iter().find(|known| {
        address == known.address && known.address.is_some()
            || labels().any(|label| known.labels.iter().any(|name| label.eq_ignore_ascii_case(name)))
    });
    if let Some(known) = known {
        return known.name.to_owned();
    }
    address
        .or_else(|| framework.label.pick(&[]).map(str::trim).filter(|label| !label.is_empty()))
        .unwrap_or(UNSTATED)
        .to_owned()
}

/// True for an identifier that means something in its own file only.
fn is_local(id: &str) -> bool {
    id.starts_with("urn:epass:") || id.starts_with("_:")
}

/// A framework that rules name.
struct Known {
    name: &'static str,
    address: Option<&'static str>,
    labels: &'static [&'static str],
}

/// The Finnish competence point has no address; its names are those of ePerusteet.
const KNOWN: &[Known] = &[
    Known {
        name: "ects",
        address: Some("http://data.europa.eu/snb/education-credit/6fcec5c5af"),
        labels: &[
            "ECTS",
            "European Credit Transfer System",
            "European Credit Transfer and Accumulation System",
        ],
    },
    Known {
        name: "fi-competence-point",
        address: None,
        labels: &[
            "competence points",
            "competence point",
            "osaamispistettä",
            "osaamispiste",
            "kompetenspoäng",
        ],
    },
];

/// Nothing says what the credits are counted in, so they count only where somebody states a rate.
pub(super) const UNSTATED: &str = "unstated";

#[cfg(test)]
mod tests {
    use vc::view::Text;

    use super::*;

    fn concept(id: Option<&str>, label: &str) -> Concept {
        let label =
            if label.is_empty() { Text::default() } else { Text([("en".into(), label.into())].into()) };
        Concept { id: id.map(str::to_owned), label }
    }

    #[test]
    fn framework_is_known_by_its_address_or_exact_name() {
        let cases = [
            (Some("http://data.europa.eu/snb/education-credit/6fcec5c5af"), "", "ects"),
            (None, "ects", "ects"),
            (Some("urn:epass:concept:competence-points"), "competence points", "fi-competence-point"),
            (Some("urn:epass:concept:1"), "Points of merit", "Points of merit"),
            (Some("https://example.org/credit"), "Points", "https://example.org/credit"),
            (Some("urn:epass:concept:1"), " ", "unstated"),
            (None, "", "unstated"),
        ];
        for (id, label, name_expected) in cases {
            assert_eq!(name(&concept(id, label)), name_expected, "{id:?} {label}");
        }
    }

    #[test]
    fn another_framework_with_a_similar_name_is_another_one() {
        assert_ne!(name(&concept(None, "ECTS equivalent")), "ects");
        assert_ne!(name(&concept(None, "study points")), "fi-competence-point");
    }
}
