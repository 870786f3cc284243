//! How far a long job is, on standard error and only for a terminal.

use std::io::{self, IsTerminal as _, Write as _};

/// A counter that is drawn over itself.
pub(crate) struct Progress {
    total: usize,
    shown: bool,
}

impl Progress {
    /// A counter for `total` inputs; silent for one, and where nobody watches.
    pub(crate) fn new(total: usize) -> Self {
        let watched = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { total, shown: total > 1 && watched }
    }

    /// Says which input is being read.
    pub(crate) fn at(&self, index: usize) {
        if self.shown {
            // A progress line that cannot be drawn is no reason to stop.
            let _ = write!(io::stderr(), "\r{} of {}", index + 1, self.total);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
