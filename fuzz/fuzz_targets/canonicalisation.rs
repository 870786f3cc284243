#![no_main]

fuzz::target!("canonicalisation");
