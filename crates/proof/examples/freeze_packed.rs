//! Prints the links of version 1 for the frozen proof: one with all of it, then its frames. Run once for a version,
//! and keep what it prints under `fixtures`.
#![expect(clippy::print_stdout, reason = "that is what it is for")]

use proof::frames::frames;
use proof::{CarriageFault, Link};

fn main() -> Result<(), CarriageFault> {
    let proof = include_bytes!("../fixtures/proof-v1.sd-jwt");
    println!("{}", Link::whole(proof)?);
    for frame in frames(proof, 256, 50)? {
        println!("{}", Link::frame(frame));
    }
    Ok(())
}
