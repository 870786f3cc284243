//! Literals as text for people.

use jsonld::Literal;
use jsonld::graph::XSD_STRING;

/// Early contexts of Open Badges misspell the datatype.
const OB_STRING: &str = "https://www.w3.org/2001/XMLSchema#string";

/// Whether a literal is text, rather than a number or a date, and in which language: a lower-case tag, none
/// when it does not say.
pub(super) fn language(literal: &Literal<'_>) -> Option<Option<String>> {
    let is_text = literal.language.is_some() || matches!(literal.datatype, XSD_STRING | OB_STRING);
    is_text.then(|| literal.language.map(str::to_ascii_lowercase))
}
