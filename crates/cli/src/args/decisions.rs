//! What can be asked of the ledger of decisions of recognition.

use clap::{Args, Subcommand};

use super::Wallet;

/// Decisions of recognition, by which one unit stands for another.
#[derive(Debug, Args)]
pub(crate) struct Decisions {
    #[command(subcommand)]
    pub(crate) act: DecisionsAct,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DecisionsAct {
    /// List the decisions that were entered
    List(DecisionsList),
    /// Enter a decision that somebody made; it counts once it is switched on
    Add(DecisionsAdd),
    /// Count by a decision
    On(DecisionsOne),
    /// Keep a decision without counting by it
    Off(DecisionsOne),
    /// Remove a decision
    Remove(DecisionsOne),
}

#[derive(Debug, Args)]
pub(crate) struct DecisionsList {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DecisionsAdd {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// Code of the unit that was achieved
    #[arg(long, value_name = "CODE")]
    pub(crate) from: String,
    /// Code of the unit that it stands for
    #[arg(long, value_name = "CODE")]
    pub(crate) to: String,
    /// Credits it counts with there; default: its own
    #[arg(long, value_name = "NUMBER", requires = "framework")]
    pub(crate) credits: Option<String>,
    /// What these credits are counted in, such as ects
    #[arg(long, value_name = "NAME", requires = "credits")]
    pub(crate) framework: Option<String>,
    /// Who decided
    #[arg(long, value_name = "TEXT")]
    pub(crate) decided_by: String,
    /// When, such as 2026-01-31
    #[arg(long, value_name = "DAY")]
    pub(crate) date: String,
    /// Where the decision can be seen
    #[arg(long, value_name = "TEXT")]
    pub(crate) evidence: String,
    /// Only for the qualification of this id; repeatable; default: for any
    #[arg(long, value_name = "ID")]
    pub(crate) goal: Vec<String>,
    /// The pack that it answers, as printed by evidence packs
    #[arg(long, value_name = "SHA256")]
    pub(crate) answers: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DecisionsOne {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Decision, as printed by list
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}
