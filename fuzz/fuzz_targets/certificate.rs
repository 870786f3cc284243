#![no_main]

fuzz::target!("certificate");
