//! How far a long job is, on standard error and only for a terminal.

use std::io::{self, IsTerminal as _, Write as _};

/// A counter that is drawn over itself.
pub(crate) struct Progress {
    done: usize,
    total: usize,
    watched: bool,
}

impl Progress {
    /// A counter for `total` inputs; silent for one, and where nobody watches.
    pub(crate) fn new(total: usize) -> Self {
        let watched = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { done: 0, total, watched }
    }

    /// There are more inputs than was known.
    pub(crate) fn more(&mut self, inputs: usize) {
        self.total += inputs;
    }

    /// Says that the next input is being read.
    pub(crate) fn step(&mut self) {
        self.done += 1;
        if self.watched && self.total > 1 {
            // A progress line that cannot be drawn is no reason to stop.
            let _ = write!(io::stderr(), "\r{} of {}", self.done, self.total);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.watched && self.total > 1 {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
