#![no_main]

fuzz::target!("sd_jwt");
