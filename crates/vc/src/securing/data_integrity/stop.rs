//! Why the check of a proof ended early.

use jsonld::Refusal;

use crate::report::{Check, CheckResult, Code, Outcome, UnsignedPart};

/// The end of a check that did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stop {
    /// Whether it is known that the proof does not hold, or not known whether it does.
    pub(super) outcome: Outcome,
    /// Why.
    pub(super) code: Code,
    value: Option<String>,
    /// What of the proof is in no signature.
    pub(super) unsigned: Vec<UnsignedPart>,
}

impl Stop {
    /// The proof does not hold.
    pub(super) fn fail(code: Code) -> Self {
        Self { outcome: Outcome::Fail, code, value: None, unsigned: Vec::new() }
    }

    /// It is not known whether the proof holds.
    pub(super) fn open(code: Code) -> Self {
        Self { outcome: Outcome::Undetermined, ..Self::fail(code) }
    }

    /// Adds the value at fault.
    pub(super) fn with(self, value: impl Into<String>) -> Self {
        Self { value: Some(value.into()), ..self }
    }

    /// Adds what is in no signature.
    pub(super) fn leaving_out(self, unsigned: Vec<UnsignedPart>) -> Self {
        Self { unsigned, ..self }
    }

    /// The signature check that it comes to.
    pub(super) fn result(&self) -> CheckResult {
        let result = match self.outcome {
            Outcome::Fail => CheckResult::fail(Check::Signature, self.code),
            _ => CheckResult::undetermined(Check::Signature, self.code),
        };
        match &self.value {
            Some(value) => result.with("value", value.clone()),
            None => result,
        }
    }
}

/// What has no canonical form has no signature that could be checked.
impl From<&Refusal> for Stop {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::UnknownContext { url, .. } => Self::open(Code::ContextUnknown).with(url.clone()),
            Refusal::InlineContext { at } => Self::open(Code::ContextInline).with(at.clone()),
            Refusal::WouldDrop(dropped) => {
                let first = dropped.first().map(|dropped| dropped.at.clone());
                Self::fail(Code::UnsignedContent).with(first.unwrap_or_default())
            }
            Refusal::TooComplex(limit) => Self::open(Code::TooComplex).with(limit.to_string()),
            Refusal::Malformed { code, .. } => Self::open(Code::Malformed).with(*code),
        }
    }
}
