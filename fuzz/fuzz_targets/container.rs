#![no_main]

fuzz::target!("container");
