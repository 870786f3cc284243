#![no_main]

fuzz::target!("carriers");
