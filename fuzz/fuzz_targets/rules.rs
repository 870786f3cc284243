#![no_main]

fuzz::target!("rules");
