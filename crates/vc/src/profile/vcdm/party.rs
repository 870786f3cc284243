//! Organisations and people, as Open Badges profiles and plain credentials describe them.

use jsonld::Node;

use super::reader::Reader;
use super::terms::{self, Term, ob, schema_org};
use crate::view::{Concept, Party, Text};

/// Open Badges 3.0.0 and its drafts give the property the name of the class.
const ADDRESS: Term = ob!("address", "Address");
const COUNTRY_CODE: Term = ob!("CountryCode");
const COUNTRY: Term = schema_org!("addressCountry");
const GIVEN_NAME: Term = schema_org!("givenName");
const FAMILY_NAME: Term = schema_org!("familyName");

/// Properties that have their place in a [`Party`].
pub(super) const SHOWN: &[Term] =
    &[terms::NAME, GIVEN_NAME, FAMILY_NAME, terms::URL, terms::DESCRIPTION, terms::IMAGE, ADDRESS];

/// Who `node` is. Its pictures and pages are named, never loaded.
pub(in crate::profile) fn read(reader: &mut Reader, node: Node<'_>) -> Party {
    Party {
        id: reader.iri(node),
        name: name(reader, node),
        legal_identifier: None,
        country: country(reader, node),
        homepage: reader.string(node, terms::URL),
        description: reader.text(node, terms::DESCRIPTION),
        image: reader.picture(node, terms::IMAGE),
    }
}

/// The name, else given and family name.
pub(in crate::profile) fn name(reader: &mut Reader, node: Node<'_>) -> Text {
    let name = reader.text(node, terms::NAME);
    if !name.is_empty() {
        return name;
    }
    let mut joined = reader.text(node, GIVEN_NAME);
    for (language, family) in reader.text(node, FAMILY_NAME).0 {
        let name = joined.0.entry(language).or_default();
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(&family);
    }
    joined
}

fn country(reader: &mut Reader, node: Node<'_>) -> Option<Concept> {
    let address = reader.node(node, ADDRESS)?;
    [COUNTRY, COUNTRY_CODE]
        .into_iter()
        .map(|term| reader.text(address, term))
        .find(|label| !label.is_empty())
        .map(|label| Concept { id: None, label })
}
