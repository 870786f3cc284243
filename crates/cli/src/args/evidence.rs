//! What can be asked of self-declared evidence.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Wallet;

/// What a learner says themselves of what they learned.
#[derive(Debug, Args)]
pub(crate) struct Evidence {
    #[command(subcommand)]
    pub(crate) act: EvidenceAct,
}

#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceAct {
    /// List what was declared, what was added last first
    List(EvidenceList),
    /// Show one item
    Show(EvidenceOne),
    /// Declare something learned, with files
    Add(EvidenceAdd),
    /// Write an item anew where options say so, and add files to it
    Change(EvidenceChange),
    /// Write the files of an item into a new folder
    Save(EvidenceSave),
    /// Remove an item with its files, or one of its files
    Remove(EvidenceRemove),
    /// Put evidence and credentials into a folder or a PDF for an assessor, or say what would go into it
    Pack(EvidencePack),
    /// List the packs that were made, what was made last first, and the decisions that answer them
    Packs(EvidenceList),
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceList {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceOne {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// Item, as printed by list
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceAdd {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// What it is called
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: String,
    /// In which setting it was learned
    #[arg(long, value_enum, default_value_t = Setting::Informal)]
    pub(crate) setting: Setting,
    #[command(flatten)]
    pub(crate) told: Told,
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceChange {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// What it is called
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// In which setting it was learned
    #[arg(long, value_enum)]
    pub(crate) setting: Option<Setting>,
    #[command(flatten)]
    pub(crate) told: Told,
    /// Item, as printed by list
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

/// What is told of an item beside its title.
#[derive(Debug, Args)]
pub(crate) struct Told {
    /// What was done and learned
    #[arg(long, value_name = "TEXT")]
    pub(crate) description: Option<String>,
    /// Where, or with whom
    #[arg(long, value_name = "TEXT")]
    pub(crate) place: Option<String>,
    /// First day, such as 2026-01-31
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DAY")]
    pub(crate) until: Option<String>,
    /// How many hours it took
    #[arg(long, value_name = "NUMBER")]
    pub(crate) hours: Option<String>,
    /// A skill, in words or by the address of a term such as an ESCO skill; repeatable
    #[arg(long, value_name = "TEXT|URI")]
    pub(crate) skill: Vec<String>,
    /// Where something of it is to be seen (http or https); never fetched; repeatable
    #[arg(long, value_name = "URL")]
    pub(crate) link: Vec<String>,
    /// A file that shows something of it, kept in the wallet; repeatable
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceSave {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Folder to make
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Item, as printed by list
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct EvidenceRemove {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Only this file, by its SHA-256
    #[arg(long, value_name = "SHA256")]
    pub(crate) file: Option<String>,
    /// Item, as printed by list
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct EvidencePack {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// The goal that it is held against, by id
    #[arg(long, value_name = "ID", required_unless_present_any = ["evidence", "credential"])]
    pub(crate) goal: Option<String>,
    /// An item to put in, as printed by list; repeatable. Without any, and without --credential, what fits the goal
    #[arg(long, value_name = "ID")]
    pub(crate) evidence: Vec<String>,
    /// A credential to put in, by its record; repeatable
    #[arg(long, value_name = "ID")]
    pub(crate) credential: Vec<String>,
    /// What you are called in it; default: as in your CV
    #[arg(long, value_name = "NAME")]
    pub(crate) learner: Option<String>,
    /// For whom it is
    #[arg(long, value_name = "TEXT")]
    pub(crate) audience: String,
    /// What you ask for, in your own words
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) message: String,
    /// Folder to make, or FILE.pdf for the same to print, without the originals; without it nothing is written
    #[arg(short, long, value_name = "DIR|FILE.pdf")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Setting {
    /// In education that leads to qualifications
    Formal,
    /// In a course or training outside it
    NonFormal,
    /// In daily life
    Informal,
    /// At work
    WorkBased,
    /// As a volunteer
    Voluntary,
}

impl From<Setting> for wallet::LearningSetting {
    fn from(setting: Setting) -> Self {
        match setting {
            Setting::Formal => Self::Formal,
            Setting::NonFormal => Self::NonFormal,
            Setting::Informal => Self::Informal,
            Setting::WorkBased => Self::WorkBased,
            Setting::Voluntary => Self::Voluntary,
        }
    }
}
