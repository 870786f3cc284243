//! The command line, on the real program.

#![cfg(test)]

mod contract;
mod desk;
mod europass;
mod hostile;
mod network;
mod presented;
mod share;
mod stack;
mod trust;
