//! How often memory is asked for, counted by a program of its own: counting costs time.

use std::io;
use std::process::Command;

/// Runs the counter that stands beside this program.
///
/// # Errors
/// When it cannot be started; `make bench` builds it.
pub(crate) fn count() -> io::Result<()> {
    let program = std::env::current_exe()?.with_file_name("allocations");
    let output = Command::new(program).output()?;
    print!("{}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}
