//! Whether an award lies in the countries that an accreditation is limited to.

use super::{Claim, Concept, Place, PlaceOf};

/// Whether whoever awarded the claim, and the place where it was learned, lie within one of `limits`; `None` where nothing
/// tells, or what tells cannot be compared.
///
/// Of several who awarded, and of several places, one within is enough: which of them the accreditation is for, is not said.
pub(super) fn holds(limits: &[Concept], claim: &Claim) -> Option<bool> {
    let at = |of: PlaceOf| claim.places.iter().filter(move |place| place.of == of);
    let bodies = claim.awarded_by.iter().map(|body| within(limits, body.country.as_ref(), &[]));
    let award = any(bodies.chain(at(PlaceOf::Award).map(|place| of(limits, place))));
    let learning = any(at(PlaceOf::Learning).map(|place| of(limits, place)));
    match (award, learning) {
        (Standing::Outside, _) | (_, Standing::Outside) => Some(false),
        (Standing::Within, Standing::Within | Standing::Nowhere) => Some(true),
        _ => None,
    }
}

/// How some places stand to the limits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Within,
    Outside,
    Unclear,
    /// There are no places.
    Nowhere,
}

fn any(places: impl Iterator<Item = Option<bool>>) -> Standing {
    places.fold(Standing::Nowhere, |so_far, one| match (so_far, one) {
        (Standing::Within, _) | (_, Some(true)) => Standing::Within,
        (Standing::Unclear, _) | (_, None) => Standing::Unclear,
        (Standing::Outside | Standing::Nowhere, Some(false)) => Standing::Outside,
    })
}

fn of(limits: &[Concept], place: &Place) -> Option<bool> {
    within(limits, place.country.as_ref(), &place.areas)
}

/// Whether a country, or one of the areas in it, is one of `limits`.
fn within(limits: &[Concept], country: Option<&Concept>, areas: &[Concept]) -> Option<bool> {
    let codes: Vec<_> = country.into_iter().chain(areas).filter_map(code).collect();
    let compared = limits.iter().map(|limit| {
        let limit = code(limit)?;
        if codes.contains(&limit) {
            return Some(true);
        }
        let (land, ours) = (state(limit)?, state(codes.first()?)?);
        // A part of the same country may be this one or another; a whole country has all its parts in it.
        if land == ours { (land == limit).then_some(true) } else { Some(false) }
    });
    match any(compared) {
        Standing::Within => Some(true),
        Standing::Outside => Some(false),
        Standing::Unclear | Standing::Nowhere => None,
    }
}

/// The code of a country, or of a part of one, as the Publications Office names them.
fn code(concept: &Concept) -> Option<&str> {
    let id = concept.id.as_deref()?;
    let id = id.strip_prefix("https://").or_else(|| id.strip_prefix("http://"))?;
    let id = id.strip_prefix("publications.europa.eu/resource/authority/")?;
    let code = id.strip_prefix("atu/").or_else(|| id.strip_prefix("country/"))?;
    let plain = code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    (plain && code.len() >= 3).then_some(code)
}

/// The country of a code. Nothing for what is larger than a country, and for territories of which it is a matter of law whose
/// jurisdiction they are in.
fn state(code: &str) -> Option<&str> {
    let land = code.split('_').next().filter(|land| land.len() == 3)?;
    let land = if ["ENG", "NIR", "SCT", "WLS"].contains(&land) { "GBR" } else { land };
    let is_state = land.bytes().all(|byte| byte.is_ascii_uppercase()) && !NO_STATES.contains(&land);
    is_state.then_some(land)
}

/// Of the list of countries: Europe, and territories of states.
const NO_STATES: [&str; 51] = [
    "EUR", "ABW", "AIA", "ALA", "ASM", "ATA", "ATF", "BES", "BLM", "BMU", "BVT", "CCK", "COK", "CUW", "CXR",
    "CYM", "ESH", "FLK", "FRO", "GGY", "GIB", "GLP", "GRL", "GUF", "GUM", "HKG", "HMD", "IMN", "IOT", "JEY",
    "MAC", "MAF", "MNP", "MSR", "MTQ", "MYT", "NCL", "NFK", "NIU", "PCN", "PRI", "PSE", "PYF", "REU", "SGS",
    "SHN", "SJM", "SPM", "SXM", "TCA", "VGB",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Party;

    fn term(code: &str) -> Concept {
        Concept {
            id: Some(format!("http://publications.europa.eu/resource/authority/{code}")),
            ..Concept::default()
        }
    }

    fn place(of: PlaceOf, country: &str, area: Option<&str>) -> Place {
        let (country, areas) = (Some(term(country)), area.map(term).into_iter().collect());
        Place { of, name: Default::default(), address: Default::default(), country, areas }
    }

    fn awarded(countries: &[&str], places: Vec<Place>) -> Claim {
        let body = |code: &&str| Party { country: Some(term(code)), ..Party::default() };
        Claim { awarded_by: countries.iter().map(body).collect(), places, ..Claim::default() }
    }

    fn held(limits: &[&str], claim: &Claim) -> Option<bool> {
        holds(&limits.iter().map(|code| term(code)).collect::<Vec<_>>(), claim)
    }

    #[test]
    fn body_in_another_country_is_outside_and_in_the_same_one_within() {
        let finnish = awarded(&["country/FIN"], Vec::new());
        assert_eq!(held(&["atu/FIN"], &finnish), Some(true));
        assert_eq!(held(&["atu/IRL", "atu/FIN"], &finnish), Some(true));
        assert_eq!(held(&["atu/IRL"], &finnish), Some(false));
        assert_eq!(held(&["atu/IRL_CTH_DUB", "country/EST"], &finnish), Some(false));
        assert_eq!(held(&["atu/SCT"], &awarded(&["country/FIN"], Vec::new())), Some(false));
    }

    #[test]
    fn place_of_learning_counts_as_the_body_does() {
        let learned =
            |country, area| awarded(&["country/IRL"], vec![place(PlaceOf::Learning, country, area)]);
        assert_eq!(held(&["atu/IRL"], &learned("country/IRL", None)), Some(true));
        assert_eq!(held(&["atu/IRL"], &learned("country/FIN", None)), Some(false));
        let examined = awarded(&["country/IRL"], vec![place(PlaceOf::Assessment, "country/FIN", None)]);
        assert_eq!(held(&["atu/IRL"], &examined), Some(true));
        let dublin = Some("atu/IRL_CTH_DUB");
        let given = |area| awarded(&[], vec![place(PlaceOf::Award, "country/IRL", area)]);
        assert_eq!(held(&["atu/IRL_CTH_DUB"], &given(dublin)), Some(true));
    }

    #[test]
    fn what_nothing_tells_is_neither_within_nor_outside() {
        let nobody = Claim::default();
        assert_eq!(held(&["atu/IRL"], &nobody), None);
        let irish = awarded(&["country/IRL"], Vec::new());
        for limits in
            [&["atu/IRL_CTH_DUB"][..], &["atu/EUR"], &["nuts/IE0"], &["atu/FIN", "atu/EUR"], &["atu/x"]]
        {
            assert_eq!(held(limits, &irish), None, "{limits:?}");
        }
        assert_eq!(held(&["atu/GBR"], &awarded(&["country/GIB"], Vec::new())), None);
        assert_eq!(held(&["atu/GBR_X"], &awarded(&["atu/SCT"], Vec::new())), None);
        let unnamed = Claim { awarded_by: vec![Party::default()], ..Claim::default() };
        assert_eq!(held(&["atu/IRL"], &unnamed), None);
        let only_learned = awarded(&[], vec![place(PlaceOf::Learning, "country/IRL", None)]);
        assert_eq!(held(&["atu/IRL"], &only_learned), None);
    }

    #[test]
    fn one_of_several_bodies_within_is_enough() {
        let joint = awarded(&["country/IRL", "country/FIN"], Vec::new());
        assert_eq!(held(&["atu/FIN"], &joint), Some(true));
        assert_eq!(held(&["atu/SWE"], &joint), Some(false));
        let partly = awarded(&["country/IRL", "country/GIB"], Vec::new());
        assert_eq!(held(&["atu/GBR"], &partly), None);
    }
}
