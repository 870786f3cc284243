//! A report that was saved, read back to be checked by who did not make it.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::value::RawValue;
use stack::check::{self, Confirmed, Fault};
use stack::{Award, Change, Equivalence, NodeId, Plan, Policy, Qualification, Question, ReadError, Scenario};

use super::Appendix;

/// A saved report: a plan, with or without what it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What is claimed.
    pub plan: Plan,
    /// What it was made from, as far as the report says.
    pub appendix: Option<Appendix>,
}

impl Saved {
    /// Reads a report. Mistakes are told with their place in the file.
    ///
    /// # Errors
    /// `too_large` or `wrong_shape`.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ReadError> {
        let members: BTreeMap<String, Box<RawValue>> = stack::parse(bytes)?;
        let Some(appendix) = members.get(MEMBER) else {
            return Ok(Self { plan: Plan::from_json(bytes)?, appendix: None });
        };
        let appendix = stack::parse(appendix.get().as_bytes()).map_err(within)?;
        Ok(Self { plan: Plan::from_json(&without(bytes))?, appendix: Some(appendix) })
    }

    /// Confirms the plan with the checker, which shares no code with the solver: by these rules, and by these
    /// awards, decisions and policy where they are given, else by those in the report.
    ///
    /// # Errors
    /// What the checker finds wrong: other inputs, awards that do not fit, sums that are not right …
    pub fn check(&self, published: &Qualification, given: &Given) -> Result<Confirmed, Vec<Fault>> {
        let own = self.appendix.as_ref();
        let awards = given.awards.as_deref().or_else(|| own.map(|own| own.awards.as_slice()));
        let equivalences =
            given.equivalences.as_deref().or_else(|| own.map(|own| own.equivalences.as_slice()));
        let policy = own.map_or_else(|| given.policy.clone(), |own| own.policy.clone());
        let question = Question {
            qualification: published,
            awards: awards.unwrap_or_default(),
            equivalences: equivalences.unwrap_or_default(),
            policy: &policy,
        };
        let mut scenario = Scenario::of(&question);
        for (condition, target) in own.into_iter().flat_map(|own| &own.choices) {
            let (condition, target) = (NodeId(condition.clone()), NodeId(target.clone()));
            let about = condition.0.clone();
            scenario
                .change(Change::Pursue { condition, target })
                .map_err(|_| vec![Fault { what: check::What::NoSuchChoice, about }])?;
        }
        check::check(&scenario.question(), &self.plan)
    }
}

/// What a checker has at hand beside the report.
#[derive(Debug, Clone)]
pub struct Given {
    /// The awards.
    pub awards: Option<Vec<Award>>,
    /// The decisions of recognition.
    pub equivalences: Option<Vec<Equivalence>>,
    /// The policy, for a plan that comes without one.
    pub policy: Policy,
}

const MEMBER: &str = "report";

/// The file with its appendix blanked out, so that places in the plan stay as they are.
fn without(bytes: &[u8]) -> Vec<u8> {
    let mut plan = bytes.to_vec();
    if let Some(member) = place(bytes) {
        plan[member].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    plan
}

/// Where the appendix stands: its key, its value, and one comma beside them.
fn place(bytes: &[u8]) -> Option<Range<usize>> {
    let members: BTreeMap<&str, &RawValue> = serde_json::from_slice(bytes).ok()?;
    let value = members.get(MEMBER)?.get();
    let start = value.as_ptr().addr() - bytes.as_ptr().addr();
    let end = start + value.len();
    let key = bytes[..start].iter().rposition(|byte| *byte == b'"')? - MEMBER.len() - 1;
    let before = bytes[..key].trim_ascii_end();
    if before.ends_with(b",") {
        return Some(before.len() - 1..end);
    }
    let after = bytes[end..].len() - bytes[end..].trim_ascii_start().len();
    let comma = usize::from(bytes.get(end + after) == Some(&b','));
    Some(key..end + after + comma)
}

/// The place of a mistake inside the appendix, seen from the whole.
fn within(error: ReadError) -> ReadError {
    match error {
        ReadError::Shape { at, line, column, problem } => {
            ReadError::Shape { at: format!("/{MEMBER}{at}"), line, column, problem }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appendix_is_left_out_wherever_it_stands_and_every_place_stays() {
        let cases = [
            (r#"{"a":1,"report":{"b":[2]}}"#, r#"{"a":1}"#),
            (r#"{"report" : "x" , "a":1}"#, r#"{"a":1}"#),
            ("{\"a\":1,\n\"report\":\n3,\"b\":2}", "{\"a\":1\n\n,\"b\":2}"),
            (r#"{"report":1}"#, "{}"),
            (r#"{"a":"report"}"#, r#"{"a":"report"}"#),
        ];
        for (text, expected) in cases {
            let blanked = String::from_utf8(without(text.as_bytes())).unwrap();
            assert_eq!(blanked.replace(' ', ""), expected);
            assert_eq!(blanked.len(), text.len(), "{text}");
        }
    }
}
