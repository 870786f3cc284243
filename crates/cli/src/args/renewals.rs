//! What can be asked of credentials that end.

use clap::{Args, Subcommand, ValueEnum};

use super::Wallet;

/// Credentials that end, and what came in their place.
#[derive(Debug, Args)]
pub(crate) struct Renewals {
    #[command(subcommand)]
    pub(crate) act: RenewalsAct,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RenewalsAct {
    /// List what ends soon or ended lately, what came in its place, and what the goals lose by it
    List(RenewalsList),
    /// Say how many days before its end to remind of a credential
    Remind(RenewalsRemind),
    /// Put the reminder of a credential off
    Snooze(RenewalsSnooze),
    /// Say whether one credential came in the place of another
    Answer(RenewalsAnswer),
}

#[derive(Debug, Args)]
pub(crate) struct RenewalsList {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
    /// Count genuine credentials of providers that nobody vouches for as well
    #[arg(long)]
    pub(crate) count_unrecognised: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RenewalsRemind {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// How many days before the end, from 1 to 365, or never
    #[arg(value_name = "DAYS|never", value_parser = days_or_never)]
    pub(crate) days: Days,
}

#[derive(Debug, Args)]
pub(crate) struct RenewalsSnooze {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// The credential, as printed by list
    #[arg(value_name = "ID")]
    pub(crate) record: String,
    /// For how many days, from 1 to 365; never: remind as before
    #[arg(value_name = "DAYS|never", value_parser = days_or_never)]
    pub(crate) days: Days,
}

#[derive(Debug, Args)]
pub(crate) struct RenewalsAnswer {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// The credential that ends
    #[arg(value_name = "ID")]
    pub(crate) record: String,
    /// The later one
    #[arg(value_name = "LATER")]
    pub(crate) later: String,
    /// Whether it came in its place
    #[arg(value_enum)]
    pub(crate) answer: Answer,
}

/// What the learner says of a renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Answer {
    /// It came in its place
    Yes,
    /// It did not
    No,
    /// Take back what was said
    Open,
}

impl From<Answer> for Option<bool> {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Yes => Some(true),
            Answer::No => Some(false),
            Answer::Open => None,
        }
    }
}

/// A number of days; `None`: never. Not an `Option`, by which clap would mean an argument that may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days(pub(crate) Option<u32>);

fn days_or_never(text: &str) -> Result<Days, String> {
    if text == "never" {
        return Ok(Days(None));
    }
    match text.parse() {
        Ok(days) if (1..=wallet::MAX_DAYS_BEFORE_END).contains(&days) => Ok(Days(Some(days))),
        _ => Err(format!("from 1 to {} days, or never", wallet::MAX_DAYS_BEFORE_END)),
    }
}
