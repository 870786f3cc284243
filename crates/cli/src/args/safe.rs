//! What can be asked about keeping a wallet.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Wallet;

#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// File to write, in the age format
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// Only open every record and say what is in it; no wallet is touched or needed
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The backup
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Protect {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// By what
    #[arg(value_enum)]
    pub(crate) by: By,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum By {
    /// A passphrase: TESSERA_NEW_PASSPHRASE_FILE, or asked for
    Passphrase,
    /// The keychain of the operating system
    Keychain,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// Move everything that still opens into a new wallet in the same place; the damaged file stays beside it
    #[arg(long)]
    pub(crate) repair: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Erase {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// Really erase it; without this, only say what would be lost
    #[arg(long)]
    pub(crate) yes: bool,
    /// First back up into this file, and erase only when that was read back
    #[arg(long, value_name = "FILE", requires = "yes")]
    pub(crate) backup: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Wallets {
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
}
