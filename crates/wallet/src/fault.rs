//! What can go wrong in a use case: a stable code, and the values that belong to it.

mod values;

use std::collections::BTreeMap;

use europass::candidate::PersonFault;
use europass::vocabulary::LabelsFault;
use thiserror::Error;
use vault::backup::BackupFault;
use vault::{VaultFault, WrapFault};
use vc::{TrustListFault, Unreadable};

use self::values::{rules_unreadable, trust_list, unreadable, vault};
use crate::ask::AskFault;
use crate::declared::DeclaredFault;
use crate::inquiry::RequestFault;
use crate::ports::{FetchFault, KeychainFault, RandomFault};

/// Why a use case did not do what was asked. Nothing half-done is left behind.
#[derive(Debug, Error)]
pub enum WalletFault {
    /// There is a wallet, but it is not open.
    #[error("the wallet is locked")]
    Locked,
    /// The wallet is protected by a passphrase, and none was given.
    #[error("a passphrase is needed")]
    PassphraseRequired,
    /// The passphrase is too short to protect anything.
    #[error("a passphrase has at least {minimum} characters")]
    PassphraseTooShort {
        /// Least number of characters.
        minimum: usize,
    },
    /// Too many wrong passphrases: the next one is not looked at yet.
    #[error("wait {seconds} s before the next passphrase")]
    PassphraseWait {
        /// How long, in seconds.
        seconds: i64,
    },
    /// A backup was not made, or cannot be read.
    #[error(transparent)]
    Backup(#[from] BackupFault),
    /// The keychain works, but has no key, or not the key, of this wallet.
    #[error("the keychain does not have the key of this wallet")]
    KeyNotInKeychain,
    /// The keychain of the operating system cannot be used.
    #[error(transparent)]
    Keychain(#[from] KeychainFault),
    /// The credential stands in a message or a picture, and is not cut out of it.
    #[error("the file of record {record} cannot be shown as it is")]
    NotShareable {
        /// The record.
        record: String,
    },
    /// Claims were chosen, but nothing in the credential can be held back.
    #[error("record {record} can only be shown whole")]
    ShownWhole {
        /// The record.
        record: String,
    },
    /// A chosen claim is not among those that can be held back.
    #[error("there is no claim {claim} that can be shown or held back")]
    ClaimUnknown {
        /// Its pointer, as it was given.
        claim: String,
    },
    /// A verifier's code was given, and nothing can be signed with it.
    #[error("record {record} is bound to no key in this wallet, so that no code can be answered with it")]
    ProofNotBound {
        /// The record.
        record: String,
    },
    /// The credential cannot be shown in the form that was asked for.
    #[error("the credential cannot be shown in this form")]
    FormUnsuitable {
        /// The record; empty where it is about several.
        record: String,
    },
    /// Something in a credential would be in no signature.
    #[error("what is shown cannot be signed: {why}")]
    NotSignable {
        /// Why.
        why: String,
    },
    /// What is shown would run out too early, or too late.
    #[error("what is shown counts for {least} to {most} seconds")]
    LifetimeUnusable {
        /// Shortest, in seconds.
        least: u32,
        /// Longest, in seconds.
        most: u32,
    },
    /// The proof does not fit one code on one page.
    #[error("what is shown does not fit one page")]
    TooLargeForPaper,
    /// A page cannot be written.
    #[error("the page cannot be written: {why}")]
    NotPrintable {
        /// What is in the way.
        why: String,
    },
    /// Nothing, or too much, was chosen.
    #[error("1 to {most} credentials are shown together")]
    ShareCount {
        /// Most credentials.
        most: usize,
    },
    /// The audience, or the verifier's code, is no line that anybody types.
    #[error("a name or a code has at most {limit} characters")]
    ShareTextTooLong {
        /// Most characters.
        limit: usize,
    },
    /// Nothing was shown since the wallet was opened.
    #[error("nothing was shown since the wallet was opened")]
    ShareUnknown,
    /// There is no such key, or its secret cannot be used.
    #[error("there is no such key")]
    KeyUnknown,
    /// Credentials in the wallet are bound to the key.
    #[error("{count} credential(s) are bound to the key")]
    KeyInUse {
        /// How many.
        count: usize,
    },
    /// The proof cannot be packed.
    #[error(transparent)]
    Carriage(#[from] proof::CarriageFault),
    /// A code that was given out cannot be answered, or not any more.
    #[error(transparent)]
    Ask(#[from] AskFault),
    /// Nothing was chosen for a pack.
    #[error("nothing was chosen for the pack")]
    PackEmpty,
    /// Too much was chosen for a pack.
    #[error("a pack is too much: at most {limit}")]
    PackTooMuch {
        /// Most things of a kind, or most bytes.
        limit: u64,
    },
    /// A text of a pack is missing or too long.
    #[error("the pack does not state its {member} as it should")]
    PackText {
        /// Which: `learner`, `audience` or `message`.
        member: &'static str,
    },
    /// Something that the learner declares.
    #[error(transparent)]
    Declared(#[from] DeclaredFault),
    /// What was read asks for nothing.
    #[error(transparent)]
    Request(#[from] RequestFault),
    /// What was read at the desk was forgotten since.
    #[error("nothing of number {number} is at the desk")]
    ShowingUnknown {
        /// By which it was known.
        number: u32,
    },
    /// The system gives no random bytes.
    #[error(transparent)]
    Random(#[from] RandomFault),
    /// The passphrase does not open the key, or the key file is damaged.
    #[error(transparent)]
    Key(#[from] WrapFault),
    /// Storage.
    #[error(transparent)]
    Vault(#[from] VaultFault),
    /// The input is no credential.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The trust list cannot be used.
    #[error(transparent)]
    TrustList(#[from] TrustListFault),
    /// No trust list in the wallet has this id.
    #[error("no trust list {id}")]
    TrustListUnknown {
        /// The id as it was given.
        id: String,
    },
    /// The wallet has a newer edition of the trust list.
    #[error("the wallet has a newer edition of {id}")]
    TrustListOlder {
        /// The id.
        id: String,
    },
    /// The list names a key whose private part is published with the program.
    #[error("the list names a sample provider, in whose name anybody can sign")]
    TrustListOfSamples,
    /// The network may not be asked.
    #[error("the network may not be used")]
    Offline,
    /// What was asked of the network was not to be had.
    #[error(transparent)]
    Fetch(#[from] FetchFault),
    /// No record has this id.
    #[error("no record {record}")]
    RecordUnknown {
        /// The id as it was given.
        record: String,
    },
    /// The one ends before the other, or issuer, learner or achievement is another.
    #[error("one credential cannot be the renewal of the other")]
    RenewalUnlikely,
    /// No collection has this name.
    #[error("no collection {name}")]
    CollectionUnknown {
        /// The name as it was given.
        name: String,
    },
    /// Another collection has this name.
    #[error("there is a collection {name}")]
    CollectionExists {
        /// The name.
        name: String,
    },
    /// A name of nothing, or too long a one.
    #[error("a collection has a name of 1 to {limit} characters")]
    CollectionNameUnusable {
        /// Most characters.
        limit: usize,
    },
    /// A note that nobody could read.
    #[error("a note has at most {limit} characters")]
    NoteTooLong {
        /// Most characters.
        limit: usize,
    },
    /// A stored report or card cannot be read.
    #[error("what was stored cannot be read: {0}")]
    Stored(#[from] serde_json::Error),
    /// A stored file holds fewer credentials than when it was stored.
    #[error("the stored file holds fewer credentials than before")]
    PartMissing,
    /// No goal has this id, or none that may be removed.
    #[error("no goal {id}")]
    GoalUnknown {
        /// The id as it was given.
        id: String,
    },
    /// The program comes with rules of this id.
    #[error("the rules {id} come with the program")]
    GoalExists {
        /// The id.
        id: String,
    },
    /// The goal has no such condition, target, award or decision, or nothing to choose there.
    #[error("the goal has no {part}")]
    GoalPartUnknown {
        /// What was named.
        part: String,
    },
    /// The engine does not count toward this goal.
    #[error(transparent)]
    GoalNotCounted(#[from] stack::Refused),
    /// The independent checker does not confirm the answer.
    #[error("the answer is not confirmed: {}", .0.first().map(ToString::to_string).unwrap_or_default())]
    PlanRefused(Vec<stack::check::Fault>),
    /// A file of rules, awards, decisions or a report cannot be read.
    #[error(transparent)]
    RulesUnreadable(#[from] stack::ReadError),
    /// No decision has this id.
    #[error("no decision {id}")]
    DecisionUnknown {
        /// The id as it was given.
        id: String,
    },
    /// A decision does not state something that a decision needs.
    #[error("the decision does not state its {member}")]
    DecisionUnclear {
        /// What is not stated, or cannot be read.
        member: &'static str,
    },
    /// A day is not written as one.
    #[error("{day} is no day such as 2026-11-22")]
    DayUnreadable {
        /// What was written.
        day: String,
    },
    /// A report is about what is, not about what is tried out.
    #[error("what is tried out is not reported")]
    TrialNotReported,
    /// A file gives no labels.
    #[error(transparent)]
    Labels(#[from] LabelsFault),
    /// Labels are kept in as many languages as there may be.
    #[error("there are labels in {most} languages already: remove one first")]
    LabelLanguages {
        /// Most languages.
        most: usize,
    },
    /// There are no labels in this language.
    #[error("there are no labels in {language}")]
    LabelsUnknown {
        /// The language, as a tag.
        language: String,
    },
    /// A CV has a name, and nobody has said it yet.
    #[error("nobody has said yet whose CV it is")]
    PersonUnknown,
    /// What a person said of themselves is nothing that the CV editor takes.
    #[error(transparent)]
    Person(#[from] PersonFault),
    /// What was shown is no credential, and goes into no CV.
    #[error("record {record} is something that was shown, and goes into no CV")]
    NotForCv {
        /// Its record.
        record: String,
    },
    /// Nothing was chosen for Europass, or too much at once.
    #[error("at most {most} credentials go to Europass at once, and at least one")]
    EuropassCount {
        /// Most at once.
        most: usize,
    },
    /// A credential that does not hold goes into no CV.
    #[error("the credential {record} is not valid")]
    CredentialInvalid {
        /// Its record.
        record: String,
    },
}

impl From<stack::NotThere> for WalletFault {
    fn from(stack::NotThere(part): stack::NotThere) -> Self {
        Self::GoalPartUnknown { part }
    }
}

impl WalletFault {
    /// The fault as it appears in output: stable snake case.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Locked => "wallet_locked",
            Self::PassphraseRequired => "passphrase_required",
            Self::PassphraseTooShort { .. } => "passphrase_too_short",
            Self::PassphraseWait { .. } => "passphrase_wait",
            Self::Backup(fault) => fault.code(),
            Self::KeyNotInKeychain => "keychain_unavailable",
            Self::Keychain(fault) => fault.code(),
            Self::NotShareable { .. } => "not_shareable",
            Self::ShownWhole { .. } => "shown_whole",
            Self::ClaimUnknown { .. } => "claim_unknown",
            Self::ProofNotBound { .. } => "proof_not_bound",
            Self::FormUnsuitable { .. } => "form_unsuitable",
            Self::NotSignable { .. } => "not_signable",
            Self::LifetimeUnusable { .. } => "lifetime_unusable",
            Self::TooLargeForPaper => "too_large_for_paper",
            Self::NotPrintable { .. } => "not_printable",
            Self::ShareCount { .. } => "share_count",
            Self::ShareTextTooLong { .. } => "share_text_too_long",
            Self::ShareUnknown => "share_unknown",
            Self::KeyUnknown => "key_unknown",
            Self::KeyInUse { .. } => "key_in_use",
            Self::ShowingUnknown { .. } => "showing_unknown",
            Self::Ask(fault) => fault.code(),
            Self::PackEmpty => "pack_empty",
            Self::PackTooMuch { .. } => "pack_too_much",
            Self::PackText { .. } => "pack_text",
            Self::Declared(fault) => fault.code(),
            Self::Request(fault) => fault.code(),
            Self::Carriage(fault) => fault.code(),
            Self::Random(_) => "internal",
            Self::Key(fault) => fault.code(),
            Self::Vault(fault) => fault.code(),
            Self::Unreadable(fault) => fault.code(),
            Self::TrustList(fault) => fault.code(),
            Self::TrustListUnknown { .. } => "trust_list_unknown",
            Self::TrustListOlder { .. } => "trust_list_older",
            Self::TrustListOfSamples => "trust_list_of_samples",
            Self::Offline => "offline",
            Self::Fetch(fault) => fault.code(),
            Self::RecordUnknown { .. } => "record_unknown",
            Self::RenewalUnlikely => "renewal_unlikely",
            Self::CollectionUnknown { .. } => "collection_unknown",
            Self::CollectionExists { .. } => "collection_exists",
            Self::CollectionNameUnusable { .. } => "collection_name_unusable",
            Self::NoteTooLong { .. } => "note_too_long",
            Self::Stored(_) | Self::PartMissing => "wallet_damaged",
            Self::GoalUnknown { .. } => "goal_unknown",
            Self::GoalExists { .. } => "goal_exists",
            Self::GoalPartUnknown { .. } => "goal_part_unknown",
            Self::GoalNotCounted(_) => "goal_not_counted",
            Self::PlanRefused(_) => "internal",
            Self::RulesUnreadable(fault) => fault.code(),
            Self::DecisionUnknown { .. } => "decision_unknown",
            Self::DecisionUnclear { .. } => "decision_unclear",
            Self::DayUnreadable { .. } => "day_unreadable",
            Self::TrialNotReported => "trial_not_reported",
            Self::Labels(fault) => fault.code(),
            Self::LabelLanguages { .. } => "labels_languages",
            Self::LabelsUnknown { .. } => "labels_unknown",
            Self::PersonUnknown => "person_unknown",
            Self::NotForCv { .. } => "not_for_cv",
            Self::EuropassCount { .. } => "europass_count",
            Self::Person(fault) => fault.code(),
            Self::CredentialInvalid { .. } => "credential_invalid",
        }
    }

    /// The values that belong to the code, by name.
    #[must_use]
    pub fn detail(&self) -> BTreeMap<&'static str, String> {
        let mut detail = BTreeMap::new();
        let mut with = |name, value| detail.insert(name, value);
        match self {
            Self::PassphraseTooShort { minimum } => _ = with("minimum", minimum.to_string()),
            Self::PassphraseWait { seconds } => _ = with("seconds", seconds.to_string()),
            Self::Backup(BackupFault::Vault(fault)) => detail = vault(fault),
            Self::Backup(BackupFault::Absent { path }) => _ = with("path", path.display().to_string()),
            Self::Backup(BackupFault::FolderAbsent { folder }) => {
                _ = with("folder", folder.display().to_string())
            }
            Self::Backup(_) => {}
            Self::KeyNotInKeychain => _ = with("reason", "key_absent".to_owned()),
            Self::Keychain(KeychainFault::Unavailable { reason } | KeychainFault::Refused { reason }) => {
                with("reason", reason.clone());
            }
            Self::RecordUnknown { record }
            | Self::CredentialInvalid { record }
            | Self::NotForCv { record }
            | Self::NotShareable { record }
            | Self::ProofNotBound { record }
            | Self::FormUnsuitable { record }
            | Self::ShownWhole { record } => {
                with("record", record.clone());
            }
            Self::ClaimUnknown { claim } => _ = with("claim", claim.clone()),
            Self::NotSignable { why } | Self::NotPrintable { why } => _ = with("problem", why.clone()),
            Self::LifetimeUnusable { least, most } => {
                with("least", least.to_string());
                with("most", most.to_string());
            }
            Self::ShareCount { most } => _ = with("most", most.to_string()),
            Self::ShareTextTooLong { limit } => _ = with("limit", limit.to_string()),
            Self::KeyInUse { count } => _ = with("count", count.to_string()),
            Self::ShareUnknown | Self::KeyUnknown | Self::Carriage(_) | Self::TooLargeForPaper => {}
            Self::PackEmpty => {}
            Self::PackTooMuch { limit } => _ = with("limit", limit.to_string()),
            Self::PackText { member } => _ = with("member", (*member).to_owned()),
            Self::Declared(fault) => detail = fault.detail(),
            Self::Ask(_) | Self::Request(_) => {}
            Self::ShowingUnknown { number } => _ = with("number", number.to_string()),
            Self::CollectionUnknown { name } | Self::CollectionExists { name } => {
                _ = with("name", name.clone())
            }
            Self::CollectionNameUnusable { limit } | Self::NoteTooLong { limit } => {
                with("limit", limit.to_string());
            }
            Self::Stored(_) | Self::PartMissing => _ = with("part", "database".to_owned()),
            Self::Random(fault) => _ = with("cause", fault.to_string()),
            Self::Key(fault) if fault.code() == "internal" => _ = with("cause", fault.to_string()),
            Self::Key(WrapFault::Damaged) => _ = with("part", "key_file".to_owned()),
            Self::Unreadable(fault) => detail = unreadable(fault),
            Self::Vault(fault) => detail = vault(fault),
            Self::GoalUnknown { id }
            | Self::GoalExists { id }
            | Self::DecisionUnknown { id }
            | Self::TrustListUnknown { id }
            | Self::TrustListOlder { id } => _ = with("id", id.clone()),
            Self::TrustList(fault) => detail = trust_list(fault),
            Self::GoalPartUnknown { part } => _ = with("part", part.clone()),
            Self::GoalNotCounted(refused) => _ = with("reason", refused.code().to_owned()),
            Self::PlanRefused(_) => _ = with("cause", self.to_string()),
            Self::RulesUnreadable(fault) => detail = rules_unreadable(fault),
            Self::DecisionUnclear { member } => _ = with("member", (*member).to_owned()),
            Self::DayUnreadable { day } => _ = with("day", day.clone()),
            Self::Labels(LabelsFault::Unreadable { line }) => _ = with("line", line.to_string()),
            Self::Labels(_) => {}
            Self::LabelLanguages { most } => _ = with("most", most.to_string()),
            Self::LabelsUnknown { language } => _ = with("language", language.clone()),
            Self::EuropassCount { most } => _ = with("most", most.to_string()),
            Self::TrialNotReported | Self::PersonUnknown | Self::Person(_) => {}
            Self::Fetch(fault) => _ = with("cause", fault.to_string()),
            Self::Offline | Self::RenewalUnlikely => {}
            Self::Locked | Self::PassphraseRequired | Self::Key(_) | Self::TrustListOfSamples => {}
        }
        detail
    }
}
