//! How a run ends.

use std::io;

use platform::files::FileFault;
use platform::profiles::ProfileFault;
use stack::Outlook;
use vc::Verdict;
use wallet::WalletFault;

use crate::source::SourceFault;

/// Done, and everything verified.
pub(crate) const DONE: u8 = 0;
const INVALID: u8 = 1;
const NOT_VERIFIED: u8 = 2;
/// Wrong usage.
pub(crate) const USAGE: u8 = 64;
const UNREADABLE: u8 = 65;
const INTERNAL: u8 = 70;
const TROUBLE: u8 = 74;

/// What was met on the way; decides the exit code.
#[derive(Debug, Default)]
pub(crate) struct Ending {
    invalid: bool,
    not_verified: bool,
    unreadable: bool,
    trouble: bool,
}

impl Ending {
    /// Notes a verdict.
    pub(crate) fn verdict(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Verified => {}
            Verdict::Invalid => self.invalid = true,
            Verdict::Undetermined | Verdict::Unrecognised => self.not_verified = true,
        }
    }

    /// Notes whether rules are met.
    pub(crate) fn outlook(&mut self, outlook: Outlook) {
        match outlook {
            Outlook::Met => {}
            Outlook::NotMet => self.invalid = true,
            Outlook::Unknown => self.not_verified = true,
        }
    }

    /// Notes a report that is not confirmed.
    pub(crate) fn refused(&mut self) {
        self.invalid = true;
    }

    /// Notes input of no known format.
    pub(crate) fn unreadable(&mut self) {
        self.unreadable = true;
    }

    /// Notes input that could not be had.
    pub(crate) fn trouble(&mut self) {
        self.trouble = true;
    }

    /// Something invalid outweighs what could not be read, and that outweighs what is open.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self { invalid: true, .. } => INVALID,
            Self { trouble: true, .. } => TROUBLE,
            Self { unreadable: true, .. } => UNREADABLE,
            Self { not_verified: true, .. } => NOT_VERIFIED,
            _ => DONE,
        }
    }
}

/// Why a command could not go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// A file named on the command line.
    #[error(transparent)]
    File(#[from] FileFault),
    /// The name of a wallet.
    #[error(transparent)]
    Profile(#[from] ProfileFault),
    /// A file or an address named on the command line.
    #[error(transparent)]
    Source(#[from] SourceFault),
    /// The wallet.
    #[error(transparent)]
    Wallet(#[from] WalletFault),
    /// A trust list.
    #[error("{path}: {fault}")]
    TrustList { path: String, fault: vc::TrustListFault },
    /// Rules, awards, decisions or a report.
    #[error("{path}: {fault}")]
    Rules { path: String, fault: stack::ReadError },
    /// What `--qualification` names.
    #[error("there is no file and no goal {name}")]
    NoSuchGoal { name: String },
    /// What `--specialisation` names.
    #[error("there is no {name} to choose")]
    NoSuchChoice { name: String },
    /// A plan alone does not say which awards it is about.
    #[error("the report does not hold its awards: name them with --awards")]
    NoAwards,
    /// The answer book.
    #[error("{path}: {problem}")]
    Evidence { path: String, problem: &'static str },
    /// A picture of codes is SVG or PNG.
    #[error("{path}: codes are drawn as .svg or .png")]
    PictureKind { path: String },
    /// What credentials are written as, the name of the file says.
    #[error("{path}: a CV is .xml or .pdf, a portfolio .html, a JSON Resume .json")]
    CvKind { path: String },
    /// A file about a person.
    #[error(
        "{path}: line {line}, column {column}: not who somebody is, as tessera europass --help describes it"
    )]
    Person { path: String, line: usize, column: usize },
    /// No passphrase could be asked for.
    #[error("a passphrase is needed: set TESSERA_PASSPHRASE_FILE, or run this in a terminal")]
    NoPassphrase,
    /// The two passphrases differ.
    #[error("the two passphrases are not the same")]
    PassphrasesDiffer,
    /// Standard output.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl Trouble {
    /// Stable code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::File(fault) => fault.code(),
            Self::Profile(fault) => fault.code(),
            Self::Source(fault) => fault.code(),
            Self::Wallet(fault) => fault.code(),
            Self::TrustList { fault, .. } => fault.code(),
            Self::Rules { fault, .. } => fault.code(),
            Self::NoSuchGoal { .. } => "goal_unknown",
            Self::NoSuchChoice { .. } => "goal_part_unknown",
            Self::NoAwards => "awards_missing",
            Self::Evidence { .. } => "evidence_unreadable",
            Self::PictureKind { .. } => "picture_kind",
            Self::CvKind { .. } => "cv_kind",
            Self::Person { .. } => "person_unreadable",
            Self::NoPassphrase => "passphrase_required",
            Self::PassphrasesDiffer => "passphrases_differ",
            Self::Output(_) => "output_failed",
        }
    }

    /// Exit code.
    pub(crate) fn exit(&self) -> u8 {
        match self.code() {
            "internal" => INTERNAL,
            "record_unknown"
            | "claim_unknown"
            | "shown_whole"
            | "form_unsuitable"
            | "lifetime_unusable"
            | "too_large_for_paper"
            | "share_count"
            | "share_text_too_long"
            | "key_unknown"
            | "picture_kind"
            | "trust_list_unknown"
            | "goal_unknown"
            | "goal_part_unknown"
            | "decision_unclear"
            | "decision_unknown"
            | "awards_missing"
            | "cv_kind"
            | "renewal_unlikely"
            | "labels_language"
            | "labels_unknown"
            | "person_unknown"
            | "pack_empty"
            | "pack_too_much"
            | "pack_text"
            | "europass_count"
            | "not_for_cv"
            | "declared_unknown"
            | "declared_unclear"
            | "declared_file_unknown"
            | "wallet_name"
            | "wallet_unknown"
            | "wallet_fixed" => USAGE,
            "goal_not_counted" | "person_unreadable" => UNREADABLE,
            "trust_list_older" | "trust_list_of_samples" => UNREADABLE,
            "credential_invalid" => INVALID,
            _ if matches!(self, Self::Wallet(WalletFault::TrustList(_))) => UNREADABLE,
            _ if matches!(self, Self::Wallet(WalletFault::Labels(_))) => UNREADABLE,
            _ if matches!(self, Self::Wallet(WalletFault::Request(_))) => UNREADABLE,
            _ if matches!(self, Self::Wallet(WalletFault::Person(_))) => USAGE,
            _ if matches!(self, Self::TrustList { .. } | Self::Evidence { .. } | Self::Rules { .. }) => {
                UNREADABLE
            }
            _ => TROUBLE,
        }
    }
}
