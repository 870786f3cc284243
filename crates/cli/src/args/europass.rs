//! What can be asked about European standards: what a credential states, what skills are called, and the way to Europass.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Judge, Wallet};

/// The labels of skills that the wallet knows.
#[derive(Debug, Args)]
pub(crate) struct Labels {
    #[command(subcommand)]
    pub(crate) act: LabelsAct,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LabelsAct {
    /// List the languages that were added; English is built in for the skills of the catalogue and of the samples
    List(LabelsList),
    /// Add the labels in a file to those of its language
    Add(LabelsAdd),
    /// Remove the labels of a language
    Remove(LabelsRemove),
}

#[derive(Debug, Args)]
pub(crate) struct LabelsList {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct LabelsAdd {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// Language of the labels, such as fi; default: what the file is called after, as in skills_fi.csv
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// Table as ESCO publishes it in CSV, unpacked; or one written by tools/vocabulary
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct LabelsRemove {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Language, as printed by list
    #[arg(value_name = "TAG")]
    pub(crate) language: String,
}

#[derive(Debug, Args)]
pub(crate) struct Annex1 {
    #[command(flatten)]
    pub(crate) judge: Judge,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
    /// Files, folders (recursively), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Europass {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Who you are, as a JSON object: given_name, family_name, and if you like email, phone, birth_date, nationality,
    /// mother_tongues, cv_language. Needed once; the wallet keeps it
    #[arg(long, value_name = "FILE")]
    pub(crate) person: Option<PathBuf>,
    /// Only tell what Europass takes of each credential, where it goes, and why not
    #[arg(long, conflicts_with_all = ["person", "output"])]
    pub(crate) what: bool,
    /// With --what: one JSON object per line
    #[arg(long, requires = "what")]
    pub(crate) json: bool,
    /// File to write: FILE.xml for the Europass CV editor; FILE.pdf for people, with the same document in it; FILE.html for a portfolio, a page that loads and runs nothing;
    /// FILE.json for a JSON Resume, which other makers of CVs read. The last two do without a person
    #[arg(short, long, value_name = "FILE.xml|pdf|html|json", required_unless_present = "what")]
    pub(crate) output: Option<PathBuf>,
    /// Records, as printed by import and list, in the order in which the CV shows them
    #[arg(required = true, value_name = "ID")]
    pub(crate) records: Vec<String>,
}
