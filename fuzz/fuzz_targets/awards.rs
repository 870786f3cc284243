#![no_main]

fuzz::target!("awards");
