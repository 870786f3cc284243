//! Numbers given to blank nodes in the order in which they are met (§4.5).

use super::mentions::Blank;

/// Numbers blank nodes. What was issued can be taken back, so that a path can be tried without a copy.
#[derive(Debug)]
pub(super) struct Issuer {
    /// The number of each blank node, [`NONE`] where none is issued.
    numbers: Vec<u32>,
    issued: Vec<Blank>,
}

const NONE: u32 = u32::MAX;

impl Issuer {
    /// An issuer for the blank nodes of one dataset.
    pub(super) fn new(blanks: usize) -> Self {
        Self { numbers: vec![NONE; blanks], issued: Vec::new() }
    }

    /// The number of a blank node, if it has one.
    pub(super) fn number(&self, blank: Blank) -> Option<u32> {
        Some(self.numbers[blank.index()]).filter(|number| *number != NONE)
    }

    /// The number of a blank node, a new one if it has none.
    pub(super) fn issue(&mut self, blank: Blank) -> u32 {
        let number = &mut self.numbers[blank.index()];
        if *number == NONE {
            *number = u32::try_from(self.issued.len()).expect("blank nodes are bounded far below 2^32");
            self.issued.push(blank);
        }
        *number
    }

    /// Who has a number, in the order of the numbers.
    pub(super) fn issued(&self) -> &[Blank] {
        &self.issued
    }

    /// Takes back the numbers from `length` on and says whose they were.
    pub(super) fn take_back(&mut self, length: usize) -> Vec<Blank> {
        let taken = self.issued.split_off(length);
        for blank in &taken {
            self.numbers[blank.index()] = NONE;
        }
        taken
    }
}
