//! Credentials that can be shown in part, and which parts are.

use std::collections::BTreeSet;

use proof::present::sd_jwt::SdJwt;
use proof::present::statements::Statements;
use proof::present::{Choice, Leaf, PresentFault};

use super::piece::is_sd_jwt;
use crate::fault::WalletFault;

/// A credential that can be shown in part.
pub(super) enum Divided {
    /// Its claims are disclosed one by one.
    SdJwt(SdJwt),
    /// Its statements are signed one by one.
    Statements(Box<Statements>),
}

/// What can be shown in part, and which parts are.
pub(super) struct Parts {
    pub(super) divided: Divided,
    pub(super) choice: Choice,
    chosen: BTreeSet<usize>,
    /// The numbers of the leaves that others will see.
    seen: BTreeSet<usize>,
}

impl Divided {
    /// Nothing for what can only be shown whole.
    pub(super) fn read(text: &str) -> Result<Option<Self>, PresentFault> {
        if is_sd_jwt(text) {
            return SdJwt::read(text).map(Self::SdJwt).map(Some);
        }
        match Statements::is_one(text) {
            true => Statements::read(text).map(|read| Some(Self::Statements(Box::new(read)))),
            false => Ok(None),
        }
    }

    fn places(&self) -> Vec<&str> {
        match self {
            Self::SdJwt(credential) => credential.disclosures().iter().map(|one| one.at.as_str()).collect(),
            Self::Statements(credential) => credential.places().iter().map(String::as_str).collect(),
        }
    }

    fn leaves(&self) -> &[Leaf] {
        match self {
            Self::SdJwt(credential) => credential.leaves(),
            Self::Statements(credential) => credential.leaves(),
        }
    }
}

impl Parts {
    /// All parts, or those that some claims name.
    pub(super) fn chosen(divided: Divided, claims: Option<&[String]>) -> Result<Self, WalletFault> {
        let choice = claims.map_or(Choice::All, |pointers| Choice::Only(pointers.to_vec()));
        let (chosen, seen) = match &divided {
            Divided::SdJwt(credential) => {
                let chosen = credential.chosen(&choice)?;
                let leaves = credential.leaves().iter().enumerate();
                let seen = leaves.filter(|(_, leaf)| leaf.within.is_none_or(|index| chosen.contains(&index)));
                let seen = seen.map(|(index, _)| index).collect();
                (chosen, seen)
            }
            Divided::Statements(credential) => {
                let chosen = credential.chosen(&choice)?;
                let seen = credential.seen(&chosen)?;
                (chosen, seen)
            }
        };
        Ok(Self { divided, choice, chosen, seen })
    }

    /// True when there is something that can be held back.
    pub(super) fn is_choosable(&self) -> bool {
        !self.divided.places().is_empty()
    }

    /// Pointers of what can be held back and is shown, or is not.
    pub(super) fn pointers(&self, shown: bool) -> Vec<String> {
        let places = self.divided.places().into_iter().enumerate();
        places
            .filter(|(index, _)| self.chosen.contains(index) == shown)
            .map(|(_, at)| at.to_owned())
            .collect()
    }

    /// What others will see, or will not; with the pointer of the part that it stands in.
    pub(super) fn leaves(&self, seen: bool) -> impl Iterator<Item = (&Leaf, Option<&str>)> {
        let places = self.divided.places();
        let leaves = self.divided.leaves().iter().enumerate();
        let leaves = leaves.filter(move |(index, _)| self.seen.contains(index) == seen);
        leaves.map(move |(_, leaf)| (leaf, leaf.within.map(|index| places[index])))
    }

    /// Its claims are disclosed one by one.
    pub(super) fn sd_jwt(&self) -> Option<&SdJwt> {
        match &self.divided {
            Divided::SdJwt(credential) => Some(credential),
            Divided::Statements(_) => None,
        }
    }

    /// The credential with the chosen parts alone, where that is a document.
    pub(super) fn derived(&self) -> Option<Result<String, WalletFault>> {
        match &self.divided {
            Divided::SdJwt(_) => None,
            Divided::Statements(credential) => {
                Some(credential.present(&self.chosen).map_err(WalletFault::from))
            }
        }
    }
}
