#![no_main]

fuzz::target!("evidence");
