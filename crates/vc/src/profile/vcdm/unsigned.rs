//! What stands in a document and is said by no quad.

use jsonld::Dropped;
use serde_json::Value;

use crate::profile::{ReadingFault, shown, written};
use crate::report::{Code, UnsignedPart};

/// Each such part, with the value that stands there.
pub(super) fn parts(document: &Value, dropped: &[Dropped]) -> Vec<UnsignedPart> {
    let part = |dropped: &Dropped| UnsignedPart {
        at: dropped.at.clone(),
        why: dropped.why.code().to_owned(),
        value: document.pointer(&dropped.at).map(written).unwrap_or_default(),
    };
    dropped.iter().map(part).collect()
}

/// The format fault that they amount to: the first that is more than the direction of a text.
pub(super) fn fault(dropped: &[Dropped]) -> Option<ReadingFault> {
    let first = dropped.iter().find(|dropped| dropped.why.refuses())?;
    Some(ReadingFault { code: Code::UnsignedContent, value: shown(&first.at) })
}
