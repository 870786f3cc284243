//! Why rules cannot be met: the deficient set.

use serde::{Deserialize, Serialize};

use crate::{credits::Credits, qualification::NodeId};

/// Why rules cannot be met, in a form that can be checked without a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Proof {
    /// A set of conditions and slots, none inside another, whose eligible awards are together worth less than
    /// they ask.
    TooFewCredits {
        /// The set.
        conditions: Vec<NodeId>,
        /// What they ask at least, together.
        demand: Credits,
        /// What all awards that fit anywhere in them are worth.
        available: Credits,
    },
    /// No choice among the awards that fit into this condition adds up to what it asks.
    NoSuchSum {
        /// The condition.
        condition: NodeId,
    },
    /// No award fits this mandatory unit.
    NoAwardFor {
        /// The unit.
        target: NodeId,
    },
    /// Fewer of its targets can be taken than asked.
    TooFewTargets {
        /// The condition.
        condition: NodeId,
        /// How many can be.
        available: u16,
    },
    /// The awards together prove fewer outcomes than asked.
    TooFewOutcomes {
        /// The outcomes target.
        target: NodeId,
        /// How many they prove.
        available: u16,
    },
    /// The credits that can count toward a floor are less than it.
    FloorOutOfReach {
        /// The condition.
        condition: NodeId,
        /// Position in its `constraints`, from 0.
        constraint: u16,
        /// What is available.
        available: Credits,
    },
    /// So many of the targets to choose from are impossible that not enough are left.
    NoChoice {
        /// The condition.
        condition: NodeId,
        /// The impossible ones, and why.
        each: Vec<Impossible>,
    },
    /// No short proof: all assignments were searched. Only doing so again would confirm it.
    Searched,
}

/// A target that cannot be met, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Impossible {
    /// Which.
    pub target: NodeId,
    /// Why.
    pub because: Proof,
}
