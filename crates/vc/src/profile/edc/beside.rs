//! What stands beside a claim: where it took place, remarks, and documents.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::node::{Object, sole_string};
use super::reader::Reader;
use crate::key::public_key::Hash;
use crate::view::{CarriedContent, CarriedFile, Claim, ClaimKind, Place, PlaceOf, Supplement, Text};

/// Adds what stands beside the claim at `node`, at what it is specified by, and at the activities behind it.
pub(super) fn add<'a>(
    reader: &mut Reader<'a>,
    node: &'a Object,
    activities: &[&'a Object],
    claim: &mut Claim,
) {
    let own = match claim.kind {
        ClaimKind::Assessment => PlaceOf::Assessment,
        ClaimKind::Achievement | ClaimKind::Activity | ClaimKind::Entitlement => PlaceOf::Learning,
    };
    places(reader, node, own, &mut claim.places);
    for holder in [node].into_iter().chain(activities.iter().copied()) {
        let specification = reader.first(holder, "specifiedBy");
        for holder in [Some(holder), specification].into_iter().flatten() {
            notes(reader, holder, &mut claim.notes);
            documents(reader, holder, "supplementaryDocument", &mut claim.documents);
        }
    }
    let opportunity = reader.first(node, "learningOpportunity");
    for holder in activities.iter().copied().chain(opportunity) {
        places(reader, holder, PlaceOf::Learning, &mut claim.places);
    }
    for assessment in reader.follow(node, "provenBy") {
        places(reader, assessment, PlaceOf::Assessment, &mut claim.places);
    }
    if let Some(awarding) = reader.first(node, "awardedBy") {
        places(reader, awarding, PlaceOf::Award, &mut claim.places);
    }
}

/// The remarks at `holder`, each once.
pub(super) fn notes<'a>(reader: &mut Reader<'a>, holder: &'a Object, found: &mut Vec<Text>) {
    let notes = reader.items(holder, "additionalNote", |reader, note| reader.text(note, "noteLiteral"));
    for note in notes {
        if !note.is_empty() && !found.contains(&note) {
            found.push(note);
        }
    }
}

/// The documents under a property of `holder`, each once.
pub(super) fn documents<'a>(
    reader: &mut Reader<'a>,
    holder: &'a Object,
    name: &str,
    found: &mut Vec<Supplement>,
) {
    for document in reader.items(holder, name, document) {
        if document != Supplement::default() && !found.contains(&document) {
            found.push(document);
        }
    }
}

fn document<'a>(reader: &mut Reader<'a>, node: &'a Object) -> Supplement {
    Supplement {
        title: reader.text(node, "title"),
        description: reader.text(node, "description"),
        url: reader.string(node, "contentURL"),
        file: sole_string(node.get("content")).map(|content| CarriedFile {
            media_type: media_type(reader, node),
            content: reader.carried(node, || carried(content)),
        }),
    }
}

/// The label of the kind of file, or its address.
fn media_type<'a>(reader: &mut Reader<'a>, node: &'a Object) -> Option<String> {
    let kind = reader.concept(node, "contentType")?;
    kind.label.pick(&[]).map(str::to_owned).or(kind.id)
}

/// The size of what base64 stands for, and its hash.
fn carried(content: &str) -> Option<CarriedContent> {
    let bytes = STANDARD.decode(content).ok()?;
    let sha256 = hex::encode(Hash::Sha256.of(&[&bytes]));
    Some(CarriedContent { bytes: bytes.len(), sha256 })
}

fn places<'a>(reader: &mut Reader<'a>, holder: &'a Object, of: PlaceOf, found: &mut Vec<Place>) {
    let places = reader.items(holder, "location", |reader, location| {
        let address = reader.first(location, "address");
        Place {
            of,
            name: reader.text(location, "geographicName"),
            address: address.map(|address| reader.note(address, "fullAddress")).unwrap_or_default(),
            country: address.and_then(|address| reader.concept(address, "countryCode")),
            areas: reader.concepts(location, "spatialCode"),
        }
    });
    for place in places {
        let is_told = !place.name.is_empty()
            || !place.address.is_empty()
            || place.country.is_some()
            || !place.areas.is_empty();
        if is_told && !found.contains(&place) {
            found.push(place);
        }
    }
}
