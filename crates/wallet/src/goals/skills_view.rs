//! What a person sees of their skills.

use serde::Serialize;
use stack::Level;
use stack::qualification::Standing;
use vc::Verdict;
use vc::view::Text;

/// Outcomes across all credentials, and how far they cover job roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Skills {
    /// The day that is counted for.
    pub on: String,
    /// Every outcome that a credential names, by name.
    pub skills: Vec<Skill>,
    /// Every skills card of the catalogue and of the learner.
    pub cards: Vec<SkillsCard>,
    /// What all chosen cards ask, in the order of the first; empty unless two are chosen.
    pub shared: Vec<CardItem>,
}

/// One outcome and what proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Skill {
    /// Its address. Never fetched.
    pub uri: String,
    /// Its name, as the first credential that names it gives it.
    pub name: Text,
    /// The highest level that a counting proof states.
    pub level: Option<Level>,
    /// Whether any proof counts.
    pub proven: bool,
    /// What names it, the counting ones first.
    pub proofs: Vec<SkillProof>,
}

/// An award that names an outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SkillProof {
    /// The award.
    pub award: String,
    /// The record of its credential.
    pub record: Option<String>,
    /// Title of the award.
    pub title: String,
    /// Who awarded it.
    pub awarded_by: Option<String>,
    /// When.
    pub awarded_on: Option<String>,
    /// Whether its credential holds.
    pub verdict: Verdict,
    /// At which level.
    pub level: Option<Level>,
    /// Whether it counts: not for what is unproven, expired, or the learner's own word.
    pub counts: bool,
}

/// A job role as the outcomes it asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SkillsCard {
    /// Id of its rules.
    pub id: String,
    /// Title.
    pub title: Text,
    /// How much weight the definition has.
    pub standing: Standing,
    /// Outcomes that are proven, of those needed: never more than needed.
    pub proven: u32,
    /// Outcomes that are needed.
    pub required: u32,
    /// The outcomes it lists.
    pub items: Vec<CardItem>,
}

/// One outcome of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CardItem {
    /// Its address. Never fetched.
    pub uri: String,
    /// Its name.
    pub name: Text,
    /// What it belongs to; empty when nothing is said.
    pub theme: Text,
    /// The least level; for what several cards share, the highest that one asks.
    pub min_level: Option<Level>,
    /// How things stand with it.
    pub state: ItemState,
    /// Ids of the awards that prove it or, where none does, that name it at too low a level or may prove it.
    pub proofs: Vec<String>,
}

/// How things stand with an outcome of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// It is proven at the level asked.
    Proven,
    /// It is proven, but not at that level.
    LevelTooLow,
    /// It may be proven, once more is known about an award.
    Open,
    /// Nothing that counts proves it.
    Missing,
}
