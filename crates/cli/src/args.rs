//! What can be asked on the command line.

mod decisions;
mod europass;
mod evidence;
mod renewals;
mod safe;
mod share;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;

pub(crate) use decisions::{Decisions, DecisionsAct, DecisionsAdd, DecisionsList};
pub(crate) use europass::{Annex1, Europass, Labels, LabelsAct, LabelsAdd, LabelsList};
pub(crate) use evidence::{
    Evidence, EvidenceAct, EvidenceAdd, EvidenceChange, EvidenceList, EvidencePack, EvidenceSave, Told,
};
pub(crate) use renewals::{Renewals, RenewalsAct, RenewalsList};
pub(crate) use safe::{Backup, By, Check, Erase, Protect, Restore, Wallets};
pub(crate) use share::{Keys, Share};

/// Checks credentials and keeps them: the command-line twin of the Tessera wallet.
#[derive(Debug, Parser)]
#[command(name = "tessera", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done, and everything verified or met; 1 something is invalid or not met; 2 nothing invalid, but something \
undetermined, unrecognised or unknown; 64 wrong usage; 65 input of no known format; 70 internal error; 74 file, wallet or network trouble";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge credentials without keeping them
    Verify(Verify),
    /// Take credentials into the wallet, verified or not
    Import(Import),
    /// List the credentials in the wallet
    List(List),
    /// Show one credential with its last report
    Show(Show),
    /// Write the original file of one credential, or everything in the wallet in open formats
    Export(Export),
    /// Remove a credential from the wallet
    Delete(Delete),
    /// Judge stored credentials again, now, and keep the new reports
    Refresh(Refresh),
    /// List what was asked of the network, and say whether it may be asked
    Network(Network),
    /// Write the whole wallet into one encrypted file, and read it back
    Backup(Backup),
    /// Take in what is in a backup and not yet in the wallet
    Restore(Restore),
    /// Protect the wallet by another passphrase, or by the keychain
    Protect(Protect),
    /// Read everything in the wallet, say what is damaged, and mend it
    Check(Check),
    /// Remove the whole wallet from this computer, after saying what is lost
    Erase(Erase),
    /// List the wallets of this computer
    Wallets(Wallets),
    /// Count awards toward a qualification; without one, toward the whole catalogue
    Stack(Stack),
    /// Keep what you say yourself of what you learned, with links and files; it counts nothing until somebody recognises it
    Evidence(Evidence),
    /// What ends soon, what came in its place, and what goals lose by it
    Renewals(Renewals),
    /// Keep decisions by which somebody recognised one unit as another, and say which of them count
    Decisions(Decisions),
    /// Show credentials: as QR codes, a link or a file that anybody can judge
    Share(Share),
    /// The keys by which a learner shows that credentials are theirs
    Keys(Keys),
    /// Read QR codes out of pictures, and judge what they hold
    Scan(Scan),
    /// Manage the trust lists of the wallet: whom its owner takes at their word
    Trust(Trust),
    /// Names of skills in more languages: what ESCO calls them, from the files that it publishes
    Labels(Labels),
    /// Which elements of a micro-credential are stated, by Annex I of Council Recommendation 2022/C 243/02
    Annex1(Annex1),
    /// Write credentials of the wallet as a CV that the Europass editor imports, as a page, or as a JSON Resume
    Europass(Europass),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// How to judge.
#[derive(Debug, Args)]
pub(crate) struct Judge {
    /// Judge for this time (RFC 3339); default: now
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Timestamp>,
    /// Use no network
    #[arg(long)]
    pub(crate) offline: bool,
    /// Folder with an index.json that maps addresses and DIDs to files in it; asked before the network
    #[arg(long, value_name = "DIR")]
    pub(crate) evidence: Option<PathBuf>,
    /// Trust list (tessera-trust/1 JSON), DCC registry, PEM certificates, or EU trusted list (XML); repeatable
    #[arg(long, value_name = "FILE")]
    pub(crate) trust: Vec<PathBuf>,
    /// SHA-256 of a certificate that may sign trusted lists, in hexadecimal; repeatable. A list of lists given
    /// with --trust names those who may sign the others
    #[arg(long, value_name = "SHA256", value_parser = fingerprint)]
    pub(crate) trust_signer: Vec<String>,
    /// Trust nobody but the lists given (today no list is built in)
    #[arg(long)]
    pub(crate) no_default_trust: bool,
}

/// A SHA-256 in hexadecimal, with or without colons and spaces between.
fn fingerprint(text: &str) -> Result<String, &'static str> {
    let plain: String = text.chars().filter(|at| !matches!(at, ':' | ' ')).collect();
    let fits = plain.len() == 64 && plain.bytes().all(|byte| byte.is_ascii_hexdigit());
    if fits { Ok(plain.to_ascii_lowercase()) } else { Err("not 64 hexadecimal digits") }
}

/// The trust lists of a wallet.
#[derive(Debug, Args)]
pub(crate) struct Trust {
    #[command(subcommand)]
    pub(crate) act: TrustAct,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TrustAct {
    /// List the trust lists of the wallet
    List(TrustLists),
    /// Add a trust list, or a newer edition of one, and judge every credential again
    Add(TrustAdd),
    /// Show who is on a trust list
    Show(TrustOne),
    /// Use a trust list, and judge every credential again
    On(TrustOne),
    /// Keep a trust list without using it, and judge every credential again
    Off(TrustOne),
    /// Remove a trust list, and judge every credential again
    Remove(TrustOne),
}

#[derive(Debug, Args)]
pub(crate) struct TrustLists {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct TrustAdd {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// Use no network while judging again
    #[arg(long)]
    pub(crate) offline: bool,
    /// SHA-256 of the certificate that is known to be the publisher's, for a trusted list in XML
    #[arg(long, value_name = "SHA256", value_parser = fingerprint)]
    pub(crate) signer: Option<String>,
    /// Trust list, registry, PEM certificates or EU trusted list; or its https address
    #[arg(value_name = "FILE|URL")]
    pub(crate) source: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct TrustOne {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
    /// Use no network while judging again
    #[arg(long)]
    pub(crate) offline: bool,
    /// Trust list, as printed by list
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

/// Which wallet.
#[derive(Debug, Args)]
pub(crate) struct Wallet {
    /// Folder of the wallet; default: TESSERA_WALLET, or the platform's data folder
    #[arg(long, value_name = "DIR")]
    pub(crate) wallet: Option<PathBuf>,
    /// One of several wallets in the platform's data folder, by its name; default: the first
    #[arg(long, value_name = "NAME", conflicts_with = "wallet")]
    pub(crate) profile: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) judge: Judge,
    /// How strict: a wallet relies on a revocation list for 30 days, an employer for one
    #[arg(long, value_enum, default_value_t = Policy::Wallet)]
    pub(crate) policy: Policy,
    /// To whom a presentation must be addressed
    #[arg(long, value_name = "TEXT")]
    pub(crate) audience: Option<String>,
    /// What a presentation must repeat
    #[arg(long, value_name = "TEXT")]
    pub(crate) nonce: Option<String>,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
    /// Files, folders (recursively), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Policy {
    Wallet,
    Employer,
}

impl From<Policy> for vc::Policy {
    fn from(policy: Policy) -> Self {
        match policy {
            Policy::Wallet => Self::Wallet,
            Policy::Employer => Self::Employer,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) judge: Judge,
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
    /// Files, folders (recursively), - for standard input, or https addresses
    #[arg(required = true, value_name = "PATH|URL")]
    pub(crate) sources: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
    /// Only credentials that have a word beginning with each of these
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) search: String,
    /// What comes first
    #[arg(long, value_enum, default_value_t = Sort::Issued)]
    pub(crate) sort: Sort,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Sort {
    Issued,
    Title,
    Issuer,
    Expires,
}

impl From<Sort> for wallet::Sort {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Issued => Self::Issued,
            Sort::Title => Self::Title,
            Sort::Issuer => Self::Issuer,
            Sort::Expires => Self::Expires,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Judge for this time (RFC 3339), from what was known by then; nothing is kept
    #[arg(long, value_name = "TIME")]
    pub(crate) at: Option<Timestamp>,
    /// Trust list for --at, as for import; repeatable
    #[arg(long, value_name = "FILE", requires = "at")]
    pub(crate) trust: Vec<PathBuf>,
    /// SHA-256 of a certificate that may sign trusted lists, as for import; repeatable
    #[arg(long, value_name = "SHA256", requires = "at", value_parser = fingerprint)]
    pub(crate) trust_signer: Vec<String>,
    /// Machine output
    #[arg(long)]
    pub(crate) json: bool,
    /// Show it beside this one, by the elements of a micro-credential
    #[arg(long, value_name = "ID", conflicts_with = "at")]
    pub(crate) compare: Option<String>,
    /// Language of what there is in several (such as fi); repeatable, the first that is there counts. --json has them all
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) lang: Vec<String>,
    /// Record, as printed by import and list
    #[arg(value_name = "ID")]
    pub(crate) record: String,
}

#[derive(Debug, Args)]
pub(crate) struct Refresh {
    #[command(flatten)]
    pub(crate) judge: Judge,
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
    /// Records, as printed by import and list; default: all
    #[arg(value_name = "ID")]
    pub(crate) records: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Network {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
    /// Say whether the wallet stays offline, from now on
    #[arg(long, value_enum, value_name = "on|off")]
    pub(crate) offline: Option<Switch>,
    /// Forget what was asked
    #[arg(long)]
    pub(crate) erase: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Machine output
    #[arg(long, requires = "all")]
    pub(crate) json: bool,
    /// Everything but your own keys: originals, an index, notes, goals and history, unencrypted, in a new folder
    #[arg(long)]
    pub(crate) all: bool,
    /// A summary for people to print, as PDF, in place of the original
    #[arg(long, conflicts_with = "all")]
    pub(crate) summary: bool,
    /// With a code on the summary that others scan for so long: 1h to 90d; it shows the whole credential
    #[arg(long, value_name = "TIME", requires = "summary", value_parser = share::seconds)]
    pub(crate) lifetime: Option<u32>,
    /// Judge the credential of a summary for this time; default: as it was judged last
    #[arg(long, value_name = "RFC 3339", requires = "summary")]
    pub(crate) at: Option<Timestamp>,
    /// Record, as printed by import and list
    #[arg(value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    pub(crate) record: Option<String>,
    /// File to write; with --all the folder to make
    #[arg(short, long, value_name = "FILE|DIR")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Delete {
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// Record, as printed by import and list
    #[arg(value_name = "ID")]
    pub(crate) record: String,
}

#[derive(Debug, Args)]
pub(crate) struct Stack {
    #[command(flatten)]
    pub(crate) judge: Judge,
    #[command(flatten)]
    pub(crate) wallet: Wallet,
    /// One JSON object; without a qualification, one per line
    #[arg(long)]
    pub(crate) json: bool,
    /// Rules: a file (tessera-qualification/1, ePerusteet structure or CTDL pathway), or the id of a goal
    #[arg(long, value_name = "FILE|ID")]
    pub(crate) qualification: Option<String>,
    /// Awards to count instead of those in the wallet: a JSON array
    #[arg(long, value_name = "FILE")]
    pub(crate) awards: Option<PathBuf>,
    /// Decisions of recognition to use instead of those in the wallet: a JSON array; those that are enabled count
    #[arg(long, value_name = "FILE")]
    pub(crate) equivalences: Option<PathBuf>,
    /// Pursue this specialisation, by its id or name; repeatable
    #[arg(long, value_name = "ID|NAME", requires = "qualification")]
    pub(crate) specialisation: Vec<String>,
    /// Count genuine credentials of providers that nobody vouches for as well
    #[arg(long)]
    pub(crate) count_unrecognised: bool,
    /// Also write the report as a page to print
    #[arg(long, value_name = "FILE", requires = "qualification")]
    pub(crate) html: Option<PathBuf>,
    /// Check a saved report again, with a checker that shares no code with the solver
    #[arg(long, value_name = "REPORT", conflicts_with_all = ["html", "specialisation"])]
    pub(crate) check: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Scan {
    #[command(flatten)]
    pub(crate) judge: Judge,
    /// To whom a proof must be addressed
    #[arg(long, value_name = "TEXT")]
    pub(crate) audience: Option<String>,
    /// What a proof must repeat
    #[arg(long, value_name = "TEXT")]
    pub(crate) nonce: Option<String>,
    /// How strict: a wallet relies on a revocation list for 30 days, an employer for one
    #[arg(long, value_enum, default_value_t = Policy::Employer)]
    pub(crate) policy: Policy,
    /// One JSON object per line
    #[arg(long)]
    pub(crate) json: bool,
    /// A table for a spreadsheet: one line for each thing that is shown, and for each that cannot be read
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
    /// Say how far each goes toward a goal, such as the card of a role: the id of one in the catalogue, or a file with
    /// rules
    #[arg(long, value_name = "ID|FILE")]
    pub(crate) goal: Option<String>,
    /// Also count genuine credentials of providers that nobody vouches for
    #[arg(long, requires = "goal")]
    pub(crate) count_unrecognised: bool,
    /// Pictures (PNG, JPEG, WebP, GIF), folders of them, or - for standard input
    #[arg(required = true, value_name = "IMAGE")]
    pub(crate) images: Vec<PathBuf>,
}
