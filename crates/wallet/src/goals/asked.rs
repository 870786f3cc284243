//! What is asked about a goal: the choices and the trials of the moment.

use std::collections::BTreeMap;

use serde::Deserialize;

/// How to look at a goal. By default: as things stand today.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Asked {
    /// The day to count for, `2026-11-22`; `None` is today. On another day credentials are judged from the
    /// evidence that is kept, and nothing is fetched.
    pub on: Option<String>,
    /// Whether genuine credentials of providers that nobody vouches for count as well.
    pub count_unrecognised: bool,
    /// What is chosen for this look only, condition to target. Goes before what is kept.
    pub choices: BTreeMap<String, String>,
    /// What is tried out.
    pub what_if: WhatIf,
}

/// What is tried out. Nothing of it touches the wallet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct WhatIf {
    /// Without these awards.
    pub drop: Vec<String>,
    /// As if these awards had run out yesterday.
    pub expire: Vec<String>,
    /// As if these had been earned.
    pub add: Vec<Trial>,
    /// Decisions of recognition switched on or off.
    pub switch: BTreeMap<String, bool>,
}

/// Something that is not earned yet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// The unit, slot or outcomes target of the goal that it is for, or the address of one outcome.
    pub target: String,
    /// How many credits it would have; `None`: what the target asks at least.
    #[serde(default)]
    pub credits: Option<String>,
    /// The outcomes it would prove, by address; empty: all that the target asks,
    /// or the one that it is.
    #[serde(default)]
    pub outcomes: Vec<String>,
}

impl WhatIf {
    /// True when nothing is tried out, so that the answer is about the wallet as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { drop, expire, add, switch } = self;
        drop.is_empty() && expire.is_empty() && add.is_empty() && switch.is_empty()
    }
}
