//! What a list asks for again and again, found out once: the cards that a search fits, and how many there are.

use std::cell::{RefCell, RefMut};
use std::sync::Arc;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use zeroize::Zeroizing;

use crate::fault::VaultFault;
use crate::listing::Shelf;

/// Rows of cards, by what was typed.
pub(crate) enum Found {
    /// In no order.
    Few(Vec<i64>),
    /// As many as the number says.
    Many(Arc<Bits>, usize),
}

/// A set of rows: a bit for each.
pub(crate) struct Bits(Vec<u64>);

/// What was found out since something was last written. A list asks for the same cards several times: for a page of
/// them, their number, their groups; and for the number of all cards at every letter that is typed.
#[derive(Default)]
pub(crate) struct Recall(RefCell<Recalled>);

#[derive(Default)]
struct Recalled {
    /// Of the connection, at the time.
    changes: u64,
    search: Option<(Zeroizing<String>, Arc<Found>)>,
    /// How many cards lie on a shelf.
    shelves: Vec<(Shelf, usize)>,
}

impl Recall {
    /// The cards that fit an FTS5 expression. Where there are many, `found(row)` tells them in statements of this
    /// connection until the next search.
    pub(crate) fn search(&self, connection: &Connection, expression: &str) -> rusqlite::Result<Arc<Found>> {
        let mut recalled = self.fresh(connection);
        if let Some((last, found)) = &recalled.search
            && **last == expression
        {
            return Ok(Arc::clone(found));
        }
        let found = Arc::new(Found::by(connection, expression)?);
        if let Found::Many(bits, _) = &*found {
            let bits = Arc::clone(bits);
            let flags = FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
            connection
                .create_scalar_function("found", 1, flags, move |call| Ok(bits.contains(call.get(0)?)))?;
        }
        recalled.search = Some((Zeroizing::new(expression.to_owned()), Arc::clone(&found)));
        Ok(found)
    }

    /// How many cards lie on a shelf; `count` says it where it is not known.
    pub(crate) fn on_shelf(
        &self,
        connection: &Connection,
        shelf: Shelf,
        count: impl FnOnce() -> Result<usize, VaultFault>,
    ) -> Result<usize, VaultFault> {
        let known =
            self.fresh(connection).shelves.iter().find(|(known, _)| *known == shelf).map(|known| known.1);
        if let Some(number) = known {
            return Ok(number);
        }
        let number = count()?;
        self.fresh(connection).shelves.push((shelf, number));
        Ok(number)
    }

    /// Without what may have changed.
    fn fresh(&self, connection: &Connection) -> RefMut<'_, Recalled> {
        let mut recalled = self.0.borrow_mut();
        let changes = connection.total_changes();
        if recalled.changes != changes {
            *recalled = Recalled { changes, ..Recalled::default() };
        }
        recalled
    }
}

impl Found {
    fn by(connection: &Connection, expression: &str) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1")?;
        let mut rows = statement.query([expression])?;
        let (mut few, mut bits, mut number) = (Vec::new(), Bits(Vec::new()), 0);
        while let Some(row) = rows.next()? {
            let row = row.get(0)?;
            number += 1;
            if number <= FEW {
                few.push(row);
            }
            bits.insert(row);
        }
        Ok(if number <= FEW { Self::Few(few) } else { Self::Many(Arc::new(bits), number) })
    }

    /// What a statement about cards asks, to get these only.
    pub(crate) fn condition(&self) -> String {
        match self {
            Self::Few(rows) => {
                let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
                format!("card.record IN ({})", rows.join(", "))
            }
            Self::Many(..) => "found(card.record)".to_owned(),
        }
    }
}

impl Bits {
    fn insert(&mut self, row: i64) {
        let Some((word, bit)) = place(row) else { return };
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= bit;
    }

    fn contains(&self, row: i64) -> bool {
        place(row).and_then(|(word, bit)| Some(self.0.get(word)? & bit != 0)).unwrap_or_default()
    }
}

/// Rows are numbered from 1, without great gaps.
fn place(row: i64) -> Option<(usize, u64)> {
    let row = usize::try_from(row).ok()?;
    Some((row / 64, 1 << (row % 64)))
}

/// Up to here cards are fetched by row and then sorted. Beyond, the index of the order is walked until the page is
/// full, which the more cards fit takes the less.
const FEW: usize = 500;
