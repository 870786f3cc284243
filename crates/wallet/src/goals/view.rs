//! What a person sees of a goal. Amounts are decimal strings, days are `2026-11-22`.

use serde::Serialize;
use stack::qualification::Standing;
use stack::{Kind, Level, Outlook, Reason};
use vc::Verdict;
use vc::view::Text;

use super::entry::{Answered, Unexpressed};

/// Every goal of the catalogue and of the learner, the nearest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GoalList {
    /// The day that is counted for.
    pub on: String,
    /// Awards that the wallet's credentials make.
    pub awards: usize,
    /// The goals.
    pub goals: Vec<GoalLine>,
}

/// A goal in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GoalLine {
    /// Id of its rules.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Version of the rules.
    pub version: String,
    /// How much weight the definition has.
    pub standing: Standing,
    /// Whether the learner added it; the others come with the program.
    pub added: bool,
    /// EQF level.
    pub eqf_level: Option<u8>,
    /// What its credits are counted in; `none` where there are none.
    pub framework: String,
    /// First and last day of the rules.
    pub in_force: [Option<String>; 2],
    /// Where the definition comes from.
    pub source: GoalSource,
    /// Whether the rules are met.
    pub outlook: Outlook,
    /// Credits that meet the rules.
    pub credits: String,
    /// Credits that the rules ask; `None` where they ask none as a whole.
    pub needed: Option<String>,
    /// Parts in place and parts asked: tiles, where credits are not the measure.
    pub parts: Parts,
    /// What is missing, at least.
    pub missing: Gap,
}

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Parts {
    /// In place.
    pub filled: usize,
    /// Asked.
    pub needed: usize,
}

/// What is missing, at least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Gap {
    /// Units that cannot be replaced.
    pub mandatory: u16,
    /// Targets and outcomes asked for by number.
    pub number: u16,
    /// Credits.
    pub credits: String,
}

/// Where a definition comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GoalSource {
    /// Where it was published. Never fetched.
    pub url: String,
    /// The day it was read there.
    pub retrieved: String,
    /// Under which terms.
    pub licence: String,
}

/// One goal and how far the awards go toward it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Goal {
    /// Its line.
    pub line: GoalLine,
    /// The day that is counted for.
    pub on: String,
    /// Whether something is tried out, so that this is not about the wallet as it is.
    pub trial: bool,
    /// What a reader must know that the rules do not say.
    pub notes: Vec<Text>,
    /// What an added file says that could not be expressed as rules.
    pub unexpressed: Vec<Unexpressed>,
    /// The groups that are pursued, in the order of the rules. Every award that counts is in one tile.
    pub fields: Vec<Field>,
    /// Awards that do not count.
    pub unused: Vec<UnusedAward>,
    /// What is missing, in the order of the rules.
    pub deficits: Vec<Missing>,
    /// The cheapest ways to meet the rules, the cheapest first.
    pub next_steps: Vec<Step>,
    /// Why the result is unknown.
    pub open_questions: Vec<Open>,
    /// Where the learner may choose.
    pub choices: Vec<Choice>,
    /// Decisions of recognition that may be used for this goal.
    pub equivalences: Vec<Decision>,
    /// Every award of the wallet, with those that are tried out.
    pub awards: Vec<AwardLine>,
    /// Whether it is proven that no other assignment is better.
    pub proven_best: bool,
    /// Digest of rules, awards, decisions and policy.
    pub inputs_sha256: String,
}

/// A group of the rules, as a field of the mosaic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Field {
    /// Id of the condition.
    pub id: String,
    /// Its name; empty when it has none.
    pub name: Text,
    /// Names of the groups it lies in, outermost first.
    pub within: Vec<Text>,
    /// Credits counted in it.
    pub credits: String,
    /// Credits it asks at least.
    pub needed: Option<String>,
    /// What it is made of, in the order of the rules; the rest of a deficit comes last.
    pub tiles: Vec<Tile>,
}

/// A tile of the mosaic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Tile {
    /// Unit, slot, outcome or condition; unique among the tiles together with the award.
    pub target: String,
    /// What the rules call it.
    pub name: Text,
    /// Code of the unit, address of the outcome.
    pub code: Option<String>,
    /// How things stand with it.
    pub state: TileState,
    /// Whether nothing else can take its place.
    pub mandatory: bool,
    /// Credits that it counts, or asks; `None` where the group counts none.
    pub credits: Option<String>,
    /// The least level, for an outcome.
    pub min_level: Option<Level>,
    /// Id of the award that fills it; further ones that prove the same outcome are left out.
    pub award: Option<String>,
    /// Id of the decision of recognition by which it counts.
    pub equivalence: Option<String>,
    /// What could fill it.
    pub offers: Vec<Offer>,
}

/// How things stand with a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TileState {
    /// An award counts here.
    Filled,
    /// This very thing is missing.
    Missing,
    /// Something is missing, and there is a choice.
    Open,
}

/// Something that could fill a gap, or be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Offer {
    /// Unit, slot, outcomes target or condition.
    pub target: String,
    /// Its name.
    pub name: Text,
    /// Code of the unit, address of the outcome.
    pub code: Option<String>,
    /// Least credits.
    pub credits: Option<String>,
    /// Most credits, where they may be more.
    pub up_to: Option<String>,
}

/// What one credential says was achieved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AwardLine {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Codes.
    pub codes: Vec<String>,
    /// The record of its credential; `None` for one that is tried out.
    pub record: Option<String>,
    /// The award that it is part of.
    pub part_of: Option<String>,
    /// Whether its credential holds.
    pub verdict: Verdict,
    /// The code that decides the verdict.
    pub code: Option<String>,
    /// Credits.
    pub credits: Option<String>,
    /// What they are counted in.
    pub framework: Option<String>,
    /// EQF level.
    pub eqf_level: Option<u8>,
    /// How it was learned.
    pub kind: Kind,
    /// Who awarded it.
    pub awarded_by: Option<String>,
    /// When.
    pub awarded_on: Option<String>,
    /// The last day it is valid.
    pub valid_until: Option<String>,
    /// Grade, as issued.
    pub grade: Option<String>,
    /// When the credential was taken in, RFC 3339.
    pub stored_at: Option<String>,
    /// What is tried out with it.
    pub tried: Option<Tried>,
}

/// What is tried out with an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Tried {
    /// It is not earned yet.
    Added,
    /// It is left out.
    Dropped,
    /// It is taken to have run out.
    Expired,
}

/// An award that does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct UnusedAward {
    /// Id of the award.
    pub award: String,
    /// Why not.
    pub reason: Reason,
    /// What the reason is about: a target by its name, an award by its title, or a code.
    pub about: Option<Text>,
}

/// What one group still needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Missing {
    /// A condition, a slot that is partly filled, or an outcomes target.
    pub id: String,
    /// Its name; empty when it has none.
    pub name: Text,
    /// Credits, with those of everything below it.
    pub credits: String,
    /// Targets or outcomes.
    pub number: u16,
    /// Units that cannot be replaced.
    pub mandatory: Vec<Offer>,
    /// Outcomes that nothing proves.
    pub outcomes: Vec<Text>,
    /// Credits missing from a floor, such as a share at a level.
    pub floors: Vec<String>,
    /// Whether it belongs to the groups that prove the rules cannot be met with these awards.
    pub decisive: bool,
}

/// One way to meet the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Step {
    /// What to earn.
    pub add: Vec<Addition>,
    /// Credits in all.
    pub cost: String,
}

/// Something to earn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Addition {
    /// Where it would count.
    pub target: String,
    /// Its name.
    pub name: Text,
    /// Code of the unit; `None`: the learner chooses.
    pub code: Option<String>,
    /// Credits.
    pub credits: String,
    /// Outcomes to prove.
    pub outcomes: Vec<Text>,
    /// Whether nothing else can take its place.
    pub mandatory: bool,
}

/// Something that is not known and would matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Open {
    /// Id of the award; `None`: the search ended before an answer was proven.
    pub award: Option<String>,
    /// What is not known.
    pub reason: Option<Reason>,
}

/// A place where the learner may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Choice {
    /// The condition.
    pub condition: String,
    /// Its name.
    pub name: Text,
    /// What there is to choose.
    pub options: Vec<Offer>,
    /// What the plan pursues.
    pub pursued: Option<String>,
    /// What the learner chose; `None`: the nearest is taken.
    pub chosen: Option<String>,
}

/// A decision of recognition, as it stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Decision {
    /// Its id.
    pub id: String,
    /// Code of the unit that was achieved.
    pub from: String,
    /// Code of the unit that it stands for.
    pub to: String,
    /// Credits it has there; `None`: those of the award.
    pub credits: Option<String>,
    /// What they are counted in.
    pub framework: Option<String>,
    /// Who decided.
    pub decided_by: String,
    /// When.
    pub date: String,
    /// Where the decision can be seen. Never fetched.
    pub evidence: String,
    /// Qualifications it was made for, by id; empty: any.
    pub scope: Vec<String>,
    /// The pack that it answers.
    pub answers: Option<Answered>,
    /// Whether the learner has switched it on.
    pub enabled: bool,
    /// Whether an award counts by it in the goal that is shown.
    pub used: bool,
}
