#![no_main]

fuzz::target!("status");
