//! The command line, on the real program.

#![cfg(test)]

mod contract;
mod decisions;
mod desk;
mod europass;
mod evidence;
mod hostile;
mod labels;
mod leaving;
mod network;
mod presented;
mod renewals;
mod share;
mod shown;
mod stack;
#[cfg(target_os = "linux")]
mod trouble;
mod trust;
