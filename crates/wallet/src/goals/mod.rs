//! Goals: what the credentials in the wallet add up to.

mod asked;
mod catalogue;
mod entry;
mod evaluation;
mod fields;
mod gather;
mod goal;
mod index;
mod lacking;
mod ledger;
pub mod report;
mod skills;
mod skills_view;
pub mod telling;
mod trial;
mod uses;
mod view;

pub use asked::{Asked, Trial, WhatIf};
pub use catalogue::{Rules, catalogue};
pub use entry::{AddedGoal, AddedGoals, Answered, NewDecision, Unexpressed};
pub use evaluation::{Evaluation, Terms};
pub use gather::{Holdings, Source};
pub(crate) use index::text;
pub use skills_view::{CardItem, ItemState, Skill, SkillProof, Skills, SkillsCard};
pub use uses::{Which, choice, list, read_rules};
pub use view::{
    Addition, AwardLine, Choice, Decision, Field, Gap, Goal, GoalLine, GoalList, GoalSource, Missing, Offer,
    Open, Parts, Step, Tile, TileState, Tried, UnusedAward,
};

#[cfg(test)]
mod tests;
