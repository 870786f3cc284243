//! Is a micro-credential complete? Council Recommendation 2022/C 243/02, Annex I.
//!
//! Eleven elements are mandatory, five are optional. An element is there when the credential states it in a place made for
//! it; what could be guessed from a title or a description is missing. With several achievements an element is
//! there when each of them has it.

mod document;
mod element;
mod places;
mod search;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;
use vc::{Check, Code, ProfileId, Report, UnsignedPart, Unverified};

use self::document::Document;
pub use self::element::Element;
use self::places::Form;
use self::search::Search;

/// Which elements of Annex I a credential states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Completeness {
    /// How many mandatory elements are there.
    pub mandatory_found: u32,
    /// How many there could be.
    pub mandatory_of: u32,
    /// How many optional elements are there.
    pub optional_found: u32,
    /// How many there could be.
    pub optional_of: u32,
    /// All elements, in the order of Annex I.
    pub elements: Vec<Lamp>,
    /// Why nothing was looked for, so that nothing was found: what the format check says, or `over_budget`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub unread: Option<Code>,
}

/// One element, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Lamp {
    /// Which element.
    pub element: Element,
    /// Whether Annex I demands it.
    pub mandatory: bool,
    /// Whether it is there.
    pub found: bool,
    /// Where: JSON pointers into what is signed. With several achievements, those that have it.
    pub at: Vec<String>,
    /// Where the format has room for it: property names, joined by dots. `None`: it has none.
    pub place: Option<String>,
}

/// Looks for the elements in what the signature of `unverified` covers, or would cover; `report` must be about it.
///
/// Whether the signature holds is not asked. What names nothing in the linked data of the credential is in no signature
/// and does not count.
#[must_use]
pub fn completeness(unverified: &Unverified, report: &Report) -> Completeness {
    let format = report.check(Check::Format).and_then(|result| result.code);
    // What else stands in the document is signed all the same.
    let unread = format.filter(|code| *code != Code::UnsignedContent);
    match (unread, unverified.document()) {
        (None, Some(document)) => of(&signed(document, &report.unsigned), report.profile),
        (unread, _) => Completeness::unread(report.profile, unread.unwrap_or(Code::Malformed)),
    }
}

/// The document with nothing where something stands that is in no signature. Places keep their numbers.
fn signed<'d>(document: &'d Value, unsigned: &[UnsignedPart]) -> Cow<'d, Value> {
    let mut signed = Cow::Borrowed(document);
    for part in unsigned.iter().filter(|part| document.pointer(&part.at).is_some()) {
        if let Some(value) = signed.to_mut().pointer_mut(&part.at) {
            *value = Value::Null;
        }
    }
    signed
}

fn of(signed: &Value, profile: ProfileId) -> Completeness {
    let document = Document::of(signed);
    let mut search = Search::of(&document, profile);
    let lamps = Element::ALL.map(|element| {
        let at = search.places(element);
        Lamp::new(element, profile, at.unwrap_or_default())
    });
    match search.is_exhausted() {
        // Half a search would call missing what is there.
        true => Completeness::unread(profile, Code::OverBudget),
        false => Completeness::new(lamps.into()),
    }
}

impl Completeness {
    fn new(elements: Vec<Lamp>) -> Self {
        let count = |mandatory: bool, found_only: bool| {
            let counted = |lamp: &&Lamp| lamp.mandatory == mandatory && (lamp.found || !found_only);
            u32::try_from(elements.iter().filter(counted).count()).unwrap_or(u32::MAX)
        };
        Self {
            mandatory_found: count(true, true),
            mandatory_of: count(true, false),
            optional_found: count(false, true),
            optional_of: count(false, false),
            elements,
            unread: None,
        }
    }

    fn unread(profile: ProfileId, why: Code) -> Self {
        let lamps = Element::ALL.map(|element| Lamp::new(element, profile, Vec::new()));
        Self { unread: Some(why), ..Self::new(lamps.into()) }
    }
}

impl Lamp {
    fn new(element: Element, profile: ProfileId, at: Vec<String>) -> Self {
        let place = Form::main(profile).places(element).first().map(|place| place.name());
        Self { element, mandatory: element.is_mandatory(), found: !at.is_empty(), at, place }
    }
}
