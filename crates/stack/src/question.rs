//! Everything an answer depends on.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    award::{Award, AwardId, Equivalence, Policy},
    limits,
    qualification::Qualification,
};

/// What is asked: do these awards meet these rules, under this policy, on its date? The answer depends on
/// nothing else.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The rules. They are taken to make sense: [`lint::mistakes`](crate::lint::mistakes) finds none in them.
    pub qualification: &'a Qualification,
    /// The awards, in any order.
    pub awards: &'a [Award],
    /// Decisions of recognition, in any order.
    pub equivalences: &'a [Equivalence],
    /// The policy.
    pub policy: &'a Policy,
}

/// Why a question is not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Two awards have the same id.
    #[error("two awards have the id {0}")]
    DuplicateAward(AwardId),
    /// An award is part of itself.
    #[error("the award {0} is part of itself")]
    PartOfItself(AwardId),
    /// There are more awards than [`limits::MAX_AWARDS`].
    #[error("{0} awards are too many")]
    TooManyAwards(usize),
    /// There are more different floors and caps than [`limits::MAX_MEASURES`].
    #[error("more than {} different floors and caps", limits::MAX_MEASURES)]
    TooManyMeasures,
    /// The credits are too many for their smallest step: [`limits::MAX_STEPS`].
    #[error("the credits are too fine for their sum")]
    TooFine,
    /// The rules cannot even be obeyed by counting nothing.
    #[error("the rules contradict themselves")]
    Contradictory,
    /// The caller cancelled.
    #[error("cancelled")]
    Cancelled,
}

impl Refused {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::DuplicateAward(_) => "duplicate_award",
            Self::PartOfItself(_) => "part_of_itself",
            Self::TooManyAwards(_) => "too_many_awards",
            Self::TooManyMeasures => "too_many_measures",
            Self::TooFine => "too_fine",
            Self::Contradictory => "contradictory_rules",
            Self::Cancelled => "cancelled",
        }
    }
}

impl Question<'_> {
    /// Digest of everything asked: SHA-256 over the SHA-256 of the rules, of the awards by id, of the equivalences
    /// by id and of the policy, each in its JSON form. In hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        let mut awards: Vec<_> = self.awards.iter().collect();
        awards.sort_by(|a, b| a.id.cmp(&b.id));
        let mut equivalences: Vec<_> = self.equivalences.iter().collect();
        equivalences.sort_by(|a, b| a.id.cmp(&b.id));
        let mut all = Sha256::new();
        for part in [digest(self.qualification), digest(&awards), digest(&equivalences), digest(self.policy)]
        {
            all.update(part);
        }
        hex::encode(all.finalize())
    }

    /// Refuses awards that no answer could speak about: without a name of their own, or inside themselves.
    ///
    /// # Errors
    /// See [`Refused`].
    pub fn refuse_nonsense(&self) -> Result<(), Refused> {
        if self.awards.len() > limits::MAX_AWARDS {
            return Err(Refused::TooManyAwards(self.awards.len()));
        }
        let mut parents = BTreeMap::new();
        for award in self.awards {
            if parents.insert(&award.id, award.parent.as_ref()).is_some() {
                return Err(Refused::DuplicateAward(award.id.clone()));
            }
        }
        let mut sound = BTreeSet::new();
        for award in self.awards {
            let mut chain = BTreeSet::new();
            let mut next = Some(&award.id);
            while let Some(id) = next.filter(|id| !sound.contains(id)) {
                if !chain.insert(id) {
                    return Err(Refused::PartOfItself(id.clone()));
                }
                next = parents.get(id).copied().flatten();
            }
            sound.extend(chain);
        }
        Ok(())
    }
}

fn digest<T: Serialize + ?Sized>(part: &T) -> [u8; 32] {
    let json = serde_json::to_vec(part).expect("types with text keys and no floats always have a JSON form");
    Sha256::digest(json).into()
}
