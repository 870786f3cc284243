#![no_main]

fuzz::target!("expansion");
