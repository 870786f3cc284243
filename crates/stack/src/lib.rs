//! What awards add up to: counts them toward qualifications, exactly, and proves the count.
//!
//! The rules are a tree of conditions, after ELM, CTDL and the Finnish ePerusteet. [`solve()`] finds the best
//! assignment of awards to them; [`check()`](check::check) confirms it without sharing code with it. Pure: no I/O, clock
//! or randomness. No floats: credits are fixed-point and never change their framework unless somebody states the rate.
//!
//! What counts, in eight rules:
//! 1. An award is indivisible and used at most once.
//! 2. An award and its part never both count; two awards of one unit count once: the better grade, then the later.
//! 3. What passes a group's maximum is reported as unused.
//! 4. A result is `met`, `not_met` or `unknown`; unknown is never rounded up.
//! 5. The answer is a function of rules, awards, equivalences, policy and date.
//! 6. Credits are typed by framework.
//! 7. The learner's own word counts nothing.
//! 8. The answer says that published rules are met, never that somebody holds a qualification.
//!
//! ```
//! use stack::{Award, Outlook, Policy, Qualification, Question};
//!
//! let qualification = Qualification::from_json(br#"{
//!   "format": "tessera-qualification/1", "id": "q", "title": {"en": "Two modules"}, "version": "1",
//!   "in_force": {"from": null, "to": null}, "credit_framework": "ects",
//!   "source": {"url": "https://example.org/q", "retrieved": "2026-01-01", "licence": "CC0-1.0"},
//!   "root": {"id": "root", "logical": "all", "credits": {"min": "10", "max": "10"}, "targets": [
//!     {"unit": {"id": "a", "code": "A", "credits": {"min": "5", "max": "5"}, "mandatory": true}},
//!     {"unit": {"id": "b", "code": "B", "credits": {"min": "5", "max": "5"}}}]}}"#)?;
//! let awards = Award::list_from_json(br#"[
//!   {"id": "1", "codes": ["A"], "credits": {"value": "5", "framework": "ects"}, "kind": "formal", "verdict": "verified"}]"#)?;
//! let policy = Policy::on("2026-11-22".parse()?);
//! let question = Question { qualification: &qualification, awards: &awards, equivalences: &[], policy: &policy };
//!
//! let plan = stack::solve(&question)?;
//! assert_eq!(plan.result, Outlook::NotMet);
//! assert_eq!(plan.missing_credits.to_string(), "5");
//! assert_eq!(plan.next_steps[0].add[0].code.as_deref(), Some("B"));
//! stack::check::check(&question, &plan).expect("a solved plan is always confirmed");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod award;
pub mod check;
mod credits;
mod format;
pub mod import;
pub mod limits;
pub mod lint;
pub mod plan;
pub mod qualification;
mod question;
mod solve;
mod what_if;

pub use award::{
    Assessment, Award, AwardCredits, AwardId, AwardOutcome, Conversion, Equivalence, Kind, Level, Policy,
    Verdict,
};
pub use credits::{Credits, NotDecimal, Share};
pub use format::{ReadError, parse};
pub use plan::{Outlook, Plan, Reason, Shortfall};
pub use qualification::{NodeId, Qualification};
pub use question::{Question, Refused};
pub use solve::{Budget, Near, scan, skills, solve, solve_within};
pub use what_if::{Change, NotThere, Scenario};

/// The JSON Schema of `tessera-qualification/1`, draft 2020-12.
pub const QUALIFICATION_SCHEMA: &str = include_str!("../schema/tessera-qualification-1.schema.json");
