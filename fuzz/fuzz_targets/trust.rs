#![no_main]

fuzz::target!("trust");
