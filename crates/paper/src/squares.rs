//! Pictures of squares.

/// A picture of dark squares on white, such as a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Squares {
    /// Squares a side.
    pub side: usize,
    /// Whether each is dark, row by row.
    pub dark: Vec<bool>,
    /// What it is, for whoever cannot see it.
    pub words: String,
}

impl Squares {
    /// The dark squares that stand side by side in a row: row, first column and length.
    pub(crate) fn runs(&self) -> Vec<[usize; 3]> {
        let mut runs: Vec<[usize; 3]> = Vec::new();
        for at in (0..self.dark.len()).filter(|at| self.dark[*at]) {
            let (row, column) = (at / self.side.max(1), at % self.side.max(1));
            match runs.last_mut() {
                Some([last, start, length]) if *last == row && *start + *length == column => *length += 1,
                _ => runs.push([row, column, 1]),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_runs() {
        let dark = [true, true, true, false, true, true, true, false, false].to_vec();
        let squares = Squares { side: 3, dark, words: String::new() };
        assert_eq!(squares.runs(), [[0, 0, 3], [1, 1, 2], [2, 0, 1]]);
    }
}
