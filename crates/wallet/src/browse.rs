//! Browse: the wallet as a person looks through it, a page at a time, however large it is.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use vault::{Query, Shelf};

use crate::card::Card;
use crate::fault::WalletFault;
use crate::list::Sort;
use crate::organise::Gathering;
use crate::session::{Session, Wallet};

/// What a person looks for, and which page of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Sought {
    /// Words; each must begin a word of the credential, or of the learner's note about it.
    pub search: String,
    /// What comes first.
    pub sort: Sort,
    /// What stands together.
    pub grouping: Grouping,
    /// Where to look.
    pub place: Place,
    /// How many to pass over.
    pub from: usize,
    /// How many to answer with; at most [`MAX_PAGE`].
    pub limit: usize,
}

/// What stands together in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// Nothing.
    None,
    /// What comes from one provider.
    #[default]
    Provider,
    /// What was awarded in one year.
    Year,
}

/// A part of the wallet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "is", content = "name", rename_all = "snake_case")]
pub enum Place {
    /// What is not put away.
    #[default]
    Current,
    /// What is put away.
    Archive,
    /// What is not put away and expires within [`EXPIRY_WINDOW_SECONDS`].
    Expiring,
    /// A collection, also what is put away of it.
    Collection(String),
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Page {
    /// In the order asked for.
    pub cards: Vec<Card>,
    /// The groups of the whole list, in order; none beside a page that is not the first, and none where there
    /// are more than anybody reads.
    pub sections: Vec<Section>,
    /// Credentials that fit, on all pages.
    pub found: usize,
    /// Credentials in that place, whatever the search.
    pub total: usize,
}

/// Neighbours in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Section {
    /// The year; of a provider, the name in small letters without accents; empty when there is none.
    pub name: String,
    /// Credentials in it.
    pub credentials: usize,
}

/// What can be said of the wallet as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Overview {
    /// Credentials that are not put away.
    pub current: usize,
    /// Credentials that are put away.
    pub archived: usize,
    /// Providers of those that are not.
    pub providers: usize,
    /// When the check that is longest ago was made, RFC 3339.
    pub first_checked: Option<String>,
    /// When the latest check was made, RFC 3339.
    pub last_checked: Option<String>,
    /// How many expire soon, the invalid ones too.
    pub expiring: usize,
    /// The collections, by name.
    pub collections: Vec<Gathering>,
}

impl Session {
    /// A page of what fits.
    ///
    /// # Errors
    /// Faults of storage. A collection that does not exist is empty.
    pub fn browse(&mut self, sought: &Sought) -> Result<Page, WalletFault> {
        self.open()?.browse(sought)
    }

    /// The records of everything that fits, on all pages.
    ///
    /// # Errors
    /// As for [`browse`](Self::browse).
    pub fn find(&mut self, sought: &Sought) -> Result<Vec<String>, WalletFault> {
        let wallet = self.open()?;
        let records = wallet.vault.fitting_records(&wallet.query(sought))?;
        Ok(records.iter().map(ToString::to_string).collect())
    }

    /// What can be said of the wallet as a whole.
    ///
    /// # Errors
    /// Faults of storage.
    pub fn overview(&mut self) -> Result<Overview, WalletFault> {
        self.open()?.overview()
    }
}

impl Wallet {
    pub(crate) fn browse(&self, sought: &Sought) -> Result<Page, WalletFault> {
        let query = self.query(sought);
        let mut sections = Vec::new();
        if sought.from == 0 && sought.grouping != Grouping::None {
            sections = self.vault.groups(&query, MAX_SECTIONS + 1)?;
            if sections.len() > MAX_SECTIONS {
                sections.clear();
            }
        }
        let found = match sections.is_empty() {
            true => self.vault.count_fitting(&query)?,
            false => sections.iter().map(|section| section.records).sum(),
        };
        let total = match sought.search.is_empty() {
            true => found,
            false => self.vault.count_fitting(&Query { typed: "", ..query.clone() })?,
        };
        let listed = self.vault.list(&query)?;
        Ok(Page {
            cards: listed.iter().map(Card::listed).collect::<Result<_, _>>()?,
            sections: sections.into_iter().map(Section::from).collect(),
            found,
            total,
        })
    }

    fn query<'a>(&self, sought: &'a Sought) -> Query<'a> {
        let (shelf, collection) = match &sought.place {
            Place::Current | Place::Expiring => (Shelf::Current, None),
            Place::Archive => (Shelf::Archived, None),
            Place::Collection(name) => (Shelf::Both, Some(name.as_str())),
        };
        Query {
            typed: &sought.search,
            order: sought.sort.into(),
            grouping: sought.grouping.into(),
            shelf,
            collection,
            expires: (sought.place == Place::Expiring).then(|| self.soon()),
            offset: sought.from,
            limit: Some(sought.limit.min(MAX_PAGE)),
        }
    }

    /// When what expires soon expires.
    fn soon(&self) -> RangeInclusive<i64> {
        let now = self.clock.now().as_second();
        now..=now + EXPIRY_WINDOW_SECONDS
    }

    fn overview(&self) -> Result<Overview, WalletFault> {
        let count = |shelf| self.vault.count_fitting(&Query { shelf, ..Query::default() });
        let expires = Some(self.soon());
        let expiring = self.vault.count_fitting(&Query { expires, ..Query::default() })?;
        let checked = self.vault.checked()?;
        let (first_checked, last_checked) = checked.map(|ends| (ends.first, ends.last)).unzip();
        Ok(Overview {
            current: count(Shelf::Current)?,
            archived: count(Shelf::Archived)?,
            providers: self.vault.issuers(Shelf::Current)?,
            first_checked,
            last_checked,
            expiring,
            collections: self.vault.collections()?.into_iter().map(Gathering::from).collect(),
        })
    }
}

impl From<vault::Group> for Section {
    fn from(group: vault::Group) -> Self {
        Self { name: group.name, credentials: group.records }
    }
}

impl From<Grouping> for vault::Grouping {
    fn from(grouping: Grouping) -> Self {
        match grouping {
            Grouping::None => Self::None,
            Grouping::Provider => Self::Issuer,
            Grouping::Year => Self::Year,
        }
    }
}

/// Most credentials of one page.
pub const MAX_PAGE: usize = 200;

/// Most groups that a list is cut into; with more of them, it stays one list.
pub const MAX_SECTIONS: usize = 5_000;

/// How long before its end a credential expires soon: 90 days, in seconds.
pub const EXPIRY_WINDOW_SECONDS: i64 = 90 * 24 * 60 * 60;

#[cfg(test)]
mod tests;
