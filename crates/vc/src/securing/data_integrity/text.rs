//! Documents and proofs as canonical JSON (RFC 8785): what the `jcs` suites sign.
//!
//! Such a signature covers every name and value as written, whether or not a context defines it.

use std::cell::OnceCell;

use jsonld::canonical_json;
use serde_json::{Map, Value};

use super::proof::Proof;
use super::stop::Stop;
use crate::limits::MAX_JSON_DEPTH;
use crate::report::Code;

/// The canonical JSON of a document, made when it is asked for: the proofs of a set share it.
pub(super) struct Text<'d> {
    document: &'d Value,
    /// With its contexts as they are written.
    own: OnceCell<Result<String, Stop>>,
    /// With its only context outside a list, or inside one.
    rewritten: OnceCell<Result<String, Stop>>,
}

impl<'d> Text<'d> {
    pub(super) fn of(document: &'d Value) -> Self {
        Self { document, own: OnceCell::new(), rewritten: OnceCell::new() }
    }

    /// The text that a proof covers.
    ///
    /// A proof may bring the contexts under which it was made; those of the document begin with them
    /// (Data Integrity EdDSA Cryptosuites 1.0 §3.3.2). What the document names beyond is in no signature and
    /// could change what everything else means, so it is refused.
    ///
    /// # Errors
    /// [`Code::ProofMalformed`] when the contexts are others, [`Code::UnsignedContent`] when there are more of
    /// them, [`Code::NumberInexact`].
    pub(super) fn covered_by(&self, proof: &Proof) -> Result<&str, Stop> {
        let own = self.document.get("@context");
        let text = match proof.value.get("@context") {
            None => self.own(),
            Some(context) if Some(context) == own => self.own(),
            Some(context) => {
                self.compare(proof, context)?;
                self.rewritten.get_or_init(|| self.with_context(context))
            }
        };
        text.as_deref().map_err(Clone::clone)
    }

    fn own(&self) -> &Result<String, Stop> {
        self.own.get_or_init(|| canonical(self.document, ""))
    }

    /// Passes when the contexts are the same, one of them in a list and the other not.
    fn compare(&self, proof: &Proof, context: &Value) -> Result<(), Stop> {
        let (theirs, own) = (list(context), self.document.get("@context").map(list).unwrap_or_default());
        if !own.starts_with(theirs) {
            return Err(Stop::fail(Code::ProofMalformed).with(format!("{}/@context", proof.at)));
        }
        match own.len() == theirs.len() {
            true => Ok(()),
            false => Err(Stop::fail(Code::UnsignedContent).with(format!("/@context/{}", theirs.len()))),
        }
    }

    fn with_context(&self, context: &Value) -> Result<String, Stop> {
        let mut document = self.document.clone();
        if let Some(members) = document.as_object_mut() {
            members.insert("@context".to_owned(), context.clone());
        }
        canonical(&document, "")
    }
}

/// The canonical JSON of a proof without its value.
///
/// # Errors
/// [`Code::NumberInexact`].
pub(super) fn configuration(proof: &Proof) -> Result<String, Stop> {
    let members = proof.value.as_object().into_iter().flatten();
    let options =
        members.filter(|(name, _)| *name != "proofValue").map(|(name, value)| (name.clone(), value.clone()));
    canonical(&Value::Object(options.collect::<Map<_, _>>()), &proof.at)
}

/// `at` is where the value stands in the file.
fn canonical(value: &Value, at: &str) -> Result<String, Stop> {
    if let Some(place) = inexact(value) {
        return Err(Stop::fail(Code::NumberInexact).with(format!("{at}{place}")));
    }
    canonical_json(value, DEPTH).map_err(|limit| Stop::open(Code::TooComplex).with(limit.to_string()))
}

/// A proof inside a document that is signed again stands no deeper than it did in the file.
const DEPTH: usize = MAX_JSON_DEPTH + 1;

/// Largest whole number up to which each has a double of its own (RFC 7493 §2.2).
const LARGEST_EXACT: u64 = 1 << 53;

/// Pointer to the first whole number that reads like its neighbour in canonical form: which of the two was
/// signed cannot be known.
fn inexact(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => {
            let size = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
            size.is_some_and(|size| size >= LARGEST_EXACT).then(String::new)
        }
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(index, item)| Some(format!("/{index}{}", inexact(item)?)))
        }
        Value::Object(members) => members.iter().find_map(|(name, member)| {
            Some(format!("/{}{}", name.replace('~', "~0").replace('/', "~1"), inexact(member)?))
        }),
        Value::Null | Value::Bool(_) | Value::String(_) => None,
    }
}

fn list(context: &Value) -> &[Value] {
    context.as_array().map_or(std::slice::from_ref(context), Vec::as_slice)
}
