//! List: the cards that fit a search, sorted.

use serde::{Deserialize, Serialize};
use vault::{Order, Query};

use crate::card::Card;
use crate::fault::WalletFault;
use crate::session::Wallet;

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// The latest awarded; without a date last.
    #[default]
    Issued,
    /// By title.
    Title,
    /// By issuer, then title.
    Issuer,
    /// The first to expire; what never expires last.
    Expires,
}

/// The credentials that fit a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listing {
    /// In the order asked for.
    pub cards: Vec<Card>,
    /// Credentials in the wallet, whatever the search.
    pub total: usize,
}

impl Wallet {
    pub(crate) fn list(&self, search: &str, sort: Sort) -> Result<Listing, WalletFault> {
        let listed = self.vault.list(&Query { typed: search, order: sort.into(), ..Query::default() })?;
        let cards = listed.iter().map(Card::listed).collect::<Result<_, _>>()?;
        Ok(Listing { cards, total: self.vault.count()? })
    }
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Issued => Self::Issued,
            Sort::Title => Self::Title,
            Sort::Issuer => Self::Issuer,
            Sort::Expires => Self::Expires,
        }
    }
}
