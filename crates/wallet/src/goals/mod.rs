//! Goals: what the credentials in the wallet add up to.

mod asked;
mod entry;
mod skills_view;
mod view;

pub use asked::{Asked, Trial, WhatIf};
pub use entry::{AddedGoal, AddedGoals, NewDecision, Unexpressed};
pub use skills_view::{CardItem, ItemState, Skill, SkillProof, Skills, SkillsCard};
pub use view::{
    Addition, AwardLine, Choice, Decision, Field, Gap, Goal, GoalLine, GoalList, GoalSource, Missing, Offer,
    Open, Parts, Step, Tile, TileState, Tried, UnusedAward,
};
