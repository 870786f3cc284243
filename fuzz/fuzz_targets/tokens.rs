#![no_main]

fuzz::target!("tokens");
